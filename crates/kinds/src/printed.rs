//! The parts of the review that a body template prints, derived from the template itself.
//!
//! A kind without `보임` gets its value from here, so that kind files older than the key stay correct. Only what `{{
//! … }}` prints counts, through loops, assignments and included parts; a condition prints nothing. If a value is
//! printed in another way (a Tera component, a macro of an index), the office must set `보임`.

use std::collections::{BTreeMap, BTreeSet};

use crate::shown::Shown;

/// What a printed value of the view discloses. Longer routes disclose the same.
const ROUTES: [(&str, Shown); 13] = [
    ("review.rounds.meetings.minutes.body", Shown::Meetings),
    ("review.rounds.meetings.decisions", Shown::Meetings),
    ("review.rounds.meetings.votes", Shown::Meetings),
    ("review.subjects.result", Shown::Decision),
    ("review.results", Shown::Decision),
    ("review.rounds.findings.title", Shown::Findings),
    ("review.rounds.findings.body", Shown::Findings),
    ("review.required", Shown::Findings),
    ("review.recommended", Shown::Findings),
    ("review.advisory", Shown::Findings),
    ("review.decision", Shown::Decision),
    ("review.steps.what", Shown::Steps),
    ("review.steps.due", Shown::Steps),
];

/// Depth limit of includes: a cycle, which Tera refuses, must end here too.
const DEPTH: usize = 4;

/// A route, or the start of one, in [`ROUTES`], without the dot.
type Route = &'static str;

/// What a template prints. `part` returns the source of an included template.
pub(crate) fn printed<'a>(source: &'a str, part: &dyn Fn(&str) -> Option<&'a str>) -> BTreeSet<Shown> {
    let mut reader = Reader { part, names: BTreeMap::new(), loops: Vec::new(), shown: BTreeSet::new() };
    reader.read(source, DEPTH);
    reader.shown
}

/// Names that a loop shadows, with their previous meaning.
type Covered<'a> = Vec<(&'a str, Option<BTreeSet<Route>>)>;

struct Reader<'p, 'a> {
    part: &'p dyn Fn(&str) -> Option<&'a str>,
    /// Names bound by loops and assignments.
    names: BTreeMap<&'a str, BTreeSet<Route>>,
    /// For each open loop, the previous meaning of its names.
    loops: Vec<Covered<'a>>,
    shown: BTreeSet<Shown>,
}

impl<'a> Reader<'_, 'a> {
    fn read(&mut self, source: &'a str, depth: usize) {
        let mut rest = source;
        while let Some(at) = rest.find('{') {
            rest = &rest[at + 1..];
            let close = match rest.bytes().next() {
                Some(b'*') => {
                    rest = rest.find("*}").map_or("", |end| &rest[end + 2..]);
                    continue;
                }
                Some(b'{') => "}}",
                Some(b'%') => "%}",
                _ => continue,
            };
            let (tokens, after) = tokens(&rest[1..], close);
            rest = after;
            match close {
                "}}" => {
                    let printed = self.values(&tokens);
                    self.shown.extend(
                        printed.into_iter().filter_map(|r| ROUTES.iter().find(|(p, _)| *p == r)).map(|(_, s)| *s),
                    );
                }
                _ => self.statement(&tokens, depth),
            }
        }
    }

    fn statement(&mut self, tokens: &[Token<'a>], depth: usize) {
        // `{%-` strips the spaces before it.
        let ([Token::Sign('-'), Token::Name(word), rest @ ..] | [Token::Name(word), rest @ ..]) = tokens else {
            return;
        };
        match *word {
            "for" => {
                let to = rest.iter().position(|t| *t == Token::Name("in")).unwrap_or(rest.len());
                let values = self.values(rest.get(to + 1..).unwrap_or_default());
                let names = rest[..to].iter().filter_map(|t| match t {
                    Token::Name(name) => Some(*name),
                    _ => None,
                });
                let before = names.map(|name| (name, self.names.insert(name, values.clone()))).collect();
                self.loops.push(before);
            }
            "endfor" => {
                for (name, before) in self.loops.pop().unwrap_or_default() {
                    match before {
                        Some(values) => self.names.insert(name, values),
                        None => self.names.remove(name),
                    };
                }
            }
            "set" | "set_global" => {
                if let [Token::Name(name), Token::Sign('='), value @ ..] = rest {
                    let values = self.values(value);
                    self.names.insert(name, values);
                }
            }
            "include" if depth > 0 => {
                if let Some(source) = rest.iter().find_map(|t| match t {
                    Token::Text(path) => (self.part)(path),
                    _ => None,
                }) {
                    self.read(source, depth - 1);
                }
            }
            _ => {}
        }
    }

    /// The values of the view that an expression uses.
    fn values(&self, tokens: &[Token<'a>]) -> BTreeSet<Route> {
        let mut found = BTreeSet::new();
        let mut at = 0;
        while at < tokens.len() {
            let Token::Name(name) = tokens[at] else {
                at += 1;
                continue;
            };
            at += 1;
            let mut routes = match self.names.get(name) {
                Some(routes) => routes.clone(),
                None => step("", name).into_iter().collect(),
            };
            loop {
                match tokens.get(at..) {
                    Some([Token::Sign('?'), Token::Sign('.'), ..]) => at += 1,
                    Some([Token::Sign('.'), Token::Name(field), ..]) => {
                        routes = routes.iter().filter_map(|r| step(r, field)).collect();
                        at += 2;
                    }
                    Some([Token::Sign('['), Token::Text(field), Token::Sign(']'), ..]) => {
                        routes = routes.iter().filter_map(|r| step(r, field)).collect();
                        at += 3;
                    }
                    // An element of a list discloses the same as the list.
                    Some([Token::Sign('.'), Token::Number, ..]) => at += 2,
                    Some([Token::Sign('['), ..]) => {
                        at += tokens[at..].iter().position(|t| *t == Token::Sign(']')).map_or(1, |end| end + 1);
                    }
                    _ => break,
                }
            }
            found.extend(routes);
        }
        found
    }
}

/// The field of a value, if a route that is looked for is there or below.
fn step(route: Route, field: &str) -> Option<Route> {
    if ROUTES.iter().any(|(whole, _)| *whole == route) {
        return Some(route);
    }
    ROUTES.iter().find_map(|(whole, _)| {
        let below = if route.is_empty() { whole } else { whole.strip_prefix(route)?.strip_prefix('.')? };
        let rest = below.strip_prefix(field)?;
        (rest.is_empty() || rest.starts_with('.')).then(|| &whole[..whole.len() - rest.len()])
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    Name(&'a str),
    Text(&'a str),
    Number,
    Sign(char),
}

/// The tokens of a tag up to where it closes, and what follows it.
fn tokens<'a>(source: &'a str, close: &str) -> (Vec<Token<'a>>, &'a str) {
    let mut tokens = Vec::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix(close) {
            return (tokens, after);
        }
        let long = |part: &str| part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').map(char::len_utf8).sum();
        let length = match c {
            '"' | '\'' | '`' => {
                let inside = &rest[1..];
                let end = inside.find(c).unwrap_or(inside.len());
                tokens.push(Token::Text(&inside[..end]));
                (end + 2).min(rest.len())
            }
            c if c.is_alphabetic() || c == '_' => {
                let length = long(rest);
                tokens.push(Token::Name(&rest[..length]));
                length
            }
            c if c.is_ascii_digit() => {
                tokens.push(Token::Number);
                long(rest)
            }
            c => {
                if !c.is_whitespace() {
                    tokens.push(Token::Sign(c));
                }
                c.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    (tokens, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &str) -> Vec<Shown> {
        let part =
            |path: &str| (path == "parts/own.md").then_some("{{ review.decision.words }}{% include 'parts/own.md' %}");
        printed(source, &part).into_iter().collect()
    }

    #[test]
    fn what_is_printed_counts_by_every_way_to_it() {
        let findings = [
            "{% for r in review.rounds %}{%- for f in r.findings -%}{{ f.title | md(indent=4) }}{% endfor %}{% endfor %}",
            "{% for f in review.rounds[0].findings %}{{ f?.body }}{% endfor %}",
            "{{ review[\"rounds\"][n - 1].findings.0.title }}",
            "{% set all = review.rounds %}{% for i, r in all %}{% for f in r.findings %}{{ i ~ f.body }}{% endfor %}{% endfor %}",
            "필수 {{ review.required + 0 }}건",
        ];
        for source in findings {
            assert_eq!(of(source), [Shown::Findings], "{source}");
        }
        assert_eq!(of("{% include \"parts/own.md\" %}"), [Shown::Decision]);
        assert_eq!(of("{% set d = review.decision %}{{ d.on | date }}"), [Shown::Decision]);
        let votes = "{% for m in review.rounds[0].meetings %}{% for v in m.votes %}{{ v.yes }}{% endfor %}{% endfor %}";
        assert_eq!(of(votes), [Shown::Meetings]);
        assert_eq!(of("{% for s in review.steps %}{{ s.what }}{% endfor %}"), [Shown::Steps]);
    }

    #[test]
    fn what_is_only_asked_or_written_does_not_count() {
        let nothing = [
            "{* {{ review.decision.words }} *}",
            "{{ \"}} {{ review.decision.words \" }}",
            "{% if review.decision %}결정함{% endif %}",
            "review.decision.words",
            "{{ other.review.decision }}",
            "{{ reviews.decision }} {{ review.decisions }}",
            "{% for d in dossiers %}{{ d.decision }}{{ d.required }}{% endfor %}",
            "{% for r in review.rounds %}{% for f in r.findings %}{{ f.id }}{{ f.response.after }}{% endfor %}{% endfor %}",
            "{% for review in dossiers %}{{ review.decision }}{% endfor %}",
            "{% for m in review.rounds[0].meetings %}{{ m.date }}{% for e in m.minutes %}{{ e.topic }}{% endfor %}{% endfor %}",
            "{{ review.decision",
            "{% for x",
            "{",
        ];
        for source in &nothing[..nothing.len() - 3] {
            assert_eq!(of(source), [], "{source}");
        }
        for source in &nothing[nothing.len() - 3..] {
            of(source);
        }
    }
}
