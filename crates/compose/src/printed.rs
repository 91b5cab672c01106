//! Which facts a document prints: the routes of the values whose expressions are rendered.
//!
//! A template prints a fact by an expression, `{{ finding.title | md(indent=8) }}`. When a template is loaded, each such
//! expression is followed by another one, `{{ printed(of=finding, key="title") }}`, which prints nothing and records the
//! value. So open data are decided by what a value *is*, and never by words or digits that occur in the finished text by chance.
//!
//! Values stay plain inside Tera. The function knows an object of the view by its address in memory ([`Routes`]), so that a
//! loop, `set`, sorting or an included part may rename it, and nothing that a template can write looks like a route.
//!
//! Values that are only compared or counted, that pass a filter which may drop a part of them, or that a block catches
//! (`{% set x %}`) are not recorded: such a value counts as not printed, and no other value is recorded in its place.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use gian_document::{Block, Inline, PrintedFigure, Table, each_line_mut, walk_inlines_mut, walk_mut};
use tera::{Context, Kwargs, Map, State, Tera, TeraResult, Value};

/// Name of the function that records a value.
const PRINTED: &str = "printed";
/// Name of the function that begins a block whose text is caught.
const CATCH: &str = "printed_catch";
/// Name of the function that ends it.
const RELEASE: &str = "printed_release";

/// Filters after which the fact is still printed as a whole. `month` and `signature_date` drop a part of a day, `replace`
/// may drop anything.
const FAITHFUL: &[&str] = &[
    "date",
    "weekday_date",
    "period",
    "grouped",
    "thousands",
    "in_thousands",
    "formal_amount",
    "md",
    "josa",
    "otherwise",
    "safe",
    "escape",
    "trim",
];

/// Last steps of the routes of figures whose origin is explained beside a document. Where one is printed is marked in the
/// Markdown by a character behind it ([`lift`]).
const FIGURES: [&str; 13] = [
    "amount",
    "total",
    "attendance_total",
    "required",
    "recommended",
    "advisory",
    "budget",
    "spent",
    "balance",
    "returned",
    "interest",
    "unit_price",
    "granted",
];

/// First of the characters that mark a printed figure. The document itself is parsed without them; the places of figures
/// count only if the marked text gives the same document (`Composer::compose`).
const MARK: u32 = 0x10_0000;
/// Number of such characters.
const MARKS: u32 = 0xFFFD;

/// What a document prints.
#[derive(Debug, Default)]
pub(crate) struct Printed {
    /// Routes of the printed facts.
    pub(crate) routes: BTreeSet<String>,
    /// Routes of the printed figures, by the number of their mark.
    pub(crate) figures: Vec<String>,
}

/// The record of one document while it is rendered.
#[derive(Default)]
struct Record {
    routes: Routes,
    printed: Printed,
    /// Number of open blocks whose text is caught and may be dropped or changed.
    caught: usize,
}

impl Record {
    /// Records a printed value, and returns the mark of a figure.
    fn add(&mut self, of: &Value, key: &str, is_number: bool) -> Option<char> {
        let route = self.routes.get(of).filter(|_| self.caught == 0)?;
        let route = format!("{route}/{key}");
        self.printed.routes.insert(route.clone());
        let number = u32::try_from(self.printed.figures.len()).ok().filter(|n| *n < MARKS)?;
        let mark = char::from_u32(MARK + number).filter(|_| is_number && FIGURES.contains(&key))?;
        self.printed.figures.push(route);
        Some(mark)
    }
}

thread_local! {
    static RECORD: RefCell<Record> = RefCell::new(Record::default());
}

/// The routes of the objects of a view, by the address of the object in memory. Tera shares objects and never copies
/// them, and a context keeps them all as long as a template is rendered, so that no other object has the address.
#[derive(Debug, Default)]
pub(crate) struct Routes(HashMap<usize, String>);

impl Routes {
    /// The objects of `parts` of a context.
    pub(crate) fn of(context: &Context, parts: &[&str]) -> Self {
        let mut routes = Self::default();
        for part in parts {
            if let Some(value) = context.get(part) {
                routes.add(value, format!("/{part}"));
            }
        }
        routes
    }

    fn add(&mut self, value: &Value, route: String) {
        if let Some(map) = value.as_map() {
            for (key, inner) in map.iter().filter_map(|(key, inner)| Some((key.as_str()?, inner))) {
                self.add(inner, format!("{route}/{key}"));
            }
            self.0.insert(address(map), route);
        } else if let Some(items) = value.as_array() {
            items.iter().enumerate().for_each(|(i, item)| self.add(item, format!("{route}/{i}")));
        }
    }

    fn get(&self, object: &Value) -> Option<&String> {
        self.0.get(&address(object.as_map()?))
    }
}

fn address(map: &Map) -> usize {
    std::ptr::from_ref(map).addr()
}

/// Registers the functions.
pub(crate) fn register(tera: &mut Tera) {
    tera.register_function(PRINTED, |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let nothing = Value::safe_string("");
        let (Some(of), Some(key)) = (kwargs.get::<Value>("of")?, kwargs.get::<String>("key")?) else {
            return Ok(nothing);
        };
        // In the place of a value that is not there, the template prints another one.
        let replaced = kwargs.get::<Vec<Value>>("unless")?.unwrap_or_default().iter().any(|v| !v.is_none());
        let mark = match of.get_from_path(&key) {
            // Printed as a whole, an object or a list is no single fact.
            Some(own) if !replaced && !own.is_none() && !own.is_map() && !own.is_array() => {
                RECORD.with_borrow_mut(|record| record.add(&of, &key, own.is_number()))
            }
            _ => None,
        };
        Ok(mark.map_or(nothing, |mark| Value::safe_string(mark.encode_utf8(&mut [0; 4]))))
    });
    tera.register_function(CATCH, |_: Kwargs, _: &State| {
        RECORD.with_borrow_mut(|record| record.caught += 1);
        ""
    });
    tera.register_function(RELEASE, |_: Kwargs, _: &State| {
        RECORD.with_borrow_mut(|record| record.caught = record.caught.saturating_sub(1));
        ""
    });
}

fn is_mark(c: char) -> bool {
    (MARK..MARK + MARKS).contains(&u32::from(c))
}

/// Markdown without the marks of figures, for messages.
pub(crate) fn unmarked(markdown: &str) -> String {
    markdown.replace(is_mark, "")
}

/// Takes the marks of figures out of the text of blocks, and returns their places. `figures` are the routes by number.
pub(crate) fn lift(blocks: &mut [Block], figures: &[String]) -> Vec<PrintedFigure> {
    if figures.is_empty() {
        return Vec::new();
    }
    let (mut found, mut before) = (Vec::new(), 0);
    each_line_mut(blocks, &mut |line| {
        walk_inlines_mut(line, &mut |inline| {
            match inline {
                Inline::Text(text) | Inline::Lang { text, .. } => {
                    if text.contains(is_mark) {
                        let mut kept = String::with_capacity(text.len());
                        for c in text.chars() {
                            match is_mark(c).then(|| figures.get((u32::from(c) - MARK) as usize)).flatten() {
                                Some(route) => {
                                    found.push(PrintedFigure { end: before + kept.len(), route: route.clone() });
                                }
                                None => kept.push(c),
                            }
                        }
                        *text = kept;
                    }
                    before += text.len();
                }
                Inline::Link { to, .. } | Inline::Reference { to, .. } => to.retain(|c| !is_mark(c)),
                _ => {}
            }
            true
        });
    });
    walk_mut(blocks, &mut |block| {
        if let Block::Table(Table { unit: Some(unit), .. }) = block {
            unit.retain(|c| !is_mark(c));
        }
        true
    });
    found
}

/// Runs `render` and returns what it printed of the objects with a route, too.
pub(crate) fn recorded<T>(routes: Routes, render: impl FnOnce() -> T) -> (T, Printed) {
    RECORD.set(Record { routes, ..Record::default() });
    let result = render();
    (result, RECORD.take().printed)
}

/// A template in which each expression records what it prints.
#[derive(Debug, Clone, Default)]
pub(crate) struct Recording {
    /// The source for Tera.
    pub(crate) source: String,
    /// Position in `source` and length of each addition.
    added: Vec<(usize, usize)>,
}

impl Recording {
    /// Rewrites a template.
    pub(crate) fn new(template: &str) -> Self {
        let mut made = Self { source: String::with_capacity(template.len() * 2), added: Vec::new() };
        let mut copied = 0;
        for (at, addition) in additions(template) {
            made.source.push_str(&template[copied..at]);
            made.added.push((made.source.len(), addition.len()));
            made.source.push_str(&addition);
            copied = at;
        }
        made.source.push_str(&template[copied..]);
        made
    }

    /// The position in the template of a position in `source`.
    pub(crate) fn original(&self, position: usize) -> usize {
        let before = self.added.iter().take_while(|(at, _)| *at < position);
        before.fold(position, |left, (at, length)| left - (*length).min(position - at))
    }
}

/// What is added to a template, by position.
fn additions(template: &str) -> Vec<(usize, String)> {
    let mut added = Vec::new();
    for (from, to) in tags(template) {
        let inner = &template[from..to];
        let (before, after) = (inner.starts_with('-'), inner.ends_with('-'));
        let trimmed = inner.trim_matches('-').trim();
        if template[..from].ends_with("{{") {
            let end = to - usize::from(after);
            let expression = &template[(from + usize::from(before)).min(end)..end];
            match printed(expression) {
                Some(values) => added.push((
                    end - (expression.len() - expression.trim_end().len()),
                    values.iter().map(Printing::call).collect(),
                )),
                // The block of the parent, which passes what stands beside it.
                None if trimmed.contains("super") && trimmed != "super()" => {
                    added.push((from - 2, function(CATCH, before)));
                    added.push((to + 2, function(RELEASE, after)));
                }
                None => {}
            }
            continue;
        }
        let words: Vec<&str> = trimmed.split_whitespace().collect();
        let block = match words.first() {
            // `{% set x %}` and `{% set x | filter(a="b") %}`; `{% set x = y %}` ends by itself.
            Some(&("set" | "set_global")) => trimmed.split('|').next().is_some_and(|name| !name.contains('=')),
            Some(&("filter" | "component")) => true,
            // A component may drop the body that it is given.
            Some(first) => first.starts_with('<'),
            None => false,
        };
        let ends = matches!(words.first(), Some(&("endset" | "endfilter" | "endcomponent")));
        let ends = ends || words.first().is_some_and(|w| w.starts_with("</"));
        if ends {
            added.push((from - 2, function(RELEASE, before)));
        } else if block {
            added.push((to + 2, function(CATCH, after)));
        }
    }
    added
}

/// A call of a function beside a tag; it trims white space on both sides where the tag does so on its own.
fn function(name: &str, trims: bool) -> String {
    if trims { format!("{{{{- {name}() -}}}}") } else { format!("{{{{ {name}() }}}}") }
}

/// The ranges between the signs of each tag, `{{` to `}}` and `{%` to `%}`; comments and raw text have none.
fn tags(template: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = template[at..].find('{').map(|i| at + i) {
        let rest = &template[open..];
        let close = match rest.as_bytes().get(1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'*') => "*}",
            _ => {
                at = open + 1;
                continue;
            }
        };
        let Some(end) = end_of(rest, close).map(|i| open + i) else { return found };
        let inner = template[open + 2..end].trim_matches('-').trim();
        at = end + 2;
        if close == "*}" {
            continue;
        }
        found.push((open + 2, end));
        if close == "%}" && inner == "raw" {
            let Some(over) = end_of_raw(&template[at..]).map(|i| at + i) else { return found };
            at = over;
        }
    }
    found
}

/// Where the text of a raw block ends: behind the tag `{% endraw %}`, not at the bare word.
fn end_of_raw(text: &str) -> Option<usize> {
    text.match_indices("{%").find_map(|(at, _)| {
        let rest = &text[at + 2..];
        let tag = rest.strip_prefix('-').unwrap_or(rest).trim_start().strip_prefix("endraw")?.trim_start();
        let after = tag.strip_prefix('-').unwrap_or(tag).strip_prefix("%}")?;
        Some(text.len() - after.len())
    })
}

/// Where a tag ends, not inside of a string.
fn end_of(tag: &str, close: &str) -> Option<usize> {
    let quoted = close != "*}";
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in tag.char_indices().skip(2) {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if c == '\\' => escaped = true,
            Some(q) if c == q => quote = None,
            Some(_) => {}
            None if quoted && ['"', '\'', '`'].contains(&c) => quote = Some(c),
            None if tag[at..].starts_with(close) => return Some(at),
            None => {}
        }
    }
    None
}

/// A value that an expression prints as a whole.
struct Printing<'a> {
    object: &'a str,
    key: &'a str,
    /// The values in whose place it is printed: it is printed only if none of them is there.
    instead_of: Vec<&'a str>,
}

impl Printing<'_> {
    /// The end of the expression, and one that records the value; the end of the expression ends it.
    fn call(&self) -> String {
        let Self { object, key, instead_of } = self;
        match instead_of.as_slice() {
            [] => format!(" }}}}{{{{ {PRINTED}(of={object}, key=\"{key}\")"),
            first => format!(" }}}}{{{{ {PRINTED}(of={object}, key=\"{key}\", unless=[{}])", first.join(", ")),
        }
    }
}

/// The values that an expression prints as a whole: a path, and filters that keep it.
fn printed(expression: &str) -> Option<Vec<Printing<'_>>> {
    let mut pieces = split(expression, '|')?.into_iter();
    let first = pieces.next()?.trim();
    let (object, key) = value(first)?;
    let mut values = vec![Printing { object, key, instead_of: Vec::new() }];
    let mut instead_of = vec![first];
    let mut replaced = false;
    for filter in pieces {
        let (name, arguments) = filter.trim().split_once('(').unwrap_or((filter.trim(), ""));
        let name = name.trim();
        if !FAITHFUL.contains(&name) {
            return None;
        }
        // `trim(pat="…")` takes away more than white space.
        if name == "trim" && !arguments.trim_end_matches(')').trim().is_empty() {
            return None;
        }
        let argument = |name: &str| {
            let (key, path) = arguments.trim_end().strip_suffix(')')?.split_once('=')?;
            Some(path.trim()).filter(|path| key.trim() == name && value(path).is_some())
        };
        match name {
            // The end of a period is printed beside its beginning.
            "period" => {
                let (object, key) = argument("to").and_then(value)?;
                values.push(Printing { object, key, instead_of: Vec::new() });
            }
            // After a replacement that is no path, no later one is printed.
            "otherwise" if !replaced => match argument("value").and_then(|path| Some((path, value(path)?))) {
                Some((path, (object, key))) => {
                    values.push(Printing { object, key, instead_of: instead_of.clone() });
                    instead_of.push(path);
                }
                None => replaced = true,
            },
            _ => {}
        }
    }
    Some(values)
}

/// Object and key of a path such as `review.rounds[0].no`.
fn value(path: &str) -> Option<(&str, &str)> {
    let (object, key) = path.rsplit_once('.')?;
    let letter = |c: char| c.is_alphanumeric() || c == '_';
    let word = |w: &str| w.chars().all(letter) && w.chars().next().is_some_and(|c| !c.is_numeric());
    let step = |s: &str| match s.split_once('[') {
        Some((name, index)) => {
            let number = |i: &str| !i.is_empty() && i.bytes().all(|b| b.is_ascii_digit());
            word(name) && index.strip_suffix(']').is_some_and(number)
        }
        None => word(s),
    };
    let own = object != "loop" && !object.starts_with("loop.");
    (word(key) && object.split('.').all(step) && own).then_some((object, key))
}

/// The first use of a name that belongs to the record of printed facts, which a template must not forge.
pub(crate) fn forged(template: &str) -> Option<std::ops::Range<usize>> {
    let letter = |c: char| c.is_alphanumeric() || c == '_';
    tags(template).into_iter().find_map(|(from, to)| {
        let tag = &template[from..to];
        let name = |name: &str| {
            let free = |at: usize| !tag[..at].ends_with(letter) && !tag[at + name.len()..].starts_with(letter);
            tag.match_indices(name).map(|(at, _)| at).find(|at| free(*at)).map(|at| from + at..from + at + name.len())
        };
        let called = || name(PRINTED).filter(|at| template[at.end..].trim_start().starts_with('('));
        name(CATCH).or_else(|| name(RELEASE)).or_else(called)
    })
}

/// Splits at a sign that is neither in a string nor in brackets; `None` where brackets or strings do not close.
fn split(text: &str, sign: char) -> Option<Vec<&str>> {
    let (mut parts, mut from, mut depth, mut quote, mut escaped) = (Vec::new(), 0, 0_usize, None, false);
    for (at, c) in text.char_indices() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if c == '\\' => escaped = true,
            Some(q) if c == q => quote = None,
            Some(_) => {}
            None if ['"', '\'', '`'].contains(&c) => quote = Some(c),
            None if "([{".contains(c) => depth += 1,
            None if ")]}".contains(c) => depth = depth.checked_sub(1)?,
            None if c == sign && depth == 0 => {
                parts.push(&text[from..at]);
                from = at + c.len_utf8();
            }
            None => {}
        }
    }
    parts.push(&text[from..]);
    (depth == 0 && quote.is_none()).then_some(parts)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn engine() -> Tera {
        let mut tera = Tera::new();
        crate::filters::register(&mut tera);
        register(&mut tera);
        tera
    }

    /// What a template records with a small view. The text is the same with and without the record.
    fn records(templates: &[(&str, &str)]) -> Vec<String> {
        let view = json!({
            "rounds": [{ "no": 1, "findings": [{ "title": "가나", "label": "필수", "response": { "text": "다" } }] }],
            "decision": { "words": "승인", "on": "2019-05-08", "until": null },
        });
        let mut context = Context::new();
        context.insert("review", &view);
        let mut tera = engine();
        let recordings: Vec<(&str, Recording)> = templates.iter().map(|(n, t)| (*n, Recording::new(t))).collect();
        tera.add_raw_templates(recordings.iter().map(|(n, r)| (*n, r.source.as_str()))).unwrap();
        let (text, record) = recorded(Routes::of(&context, &["review"]), || tera.render("t", &context).unwrap());
        let mut plain = engine();
        plain.add_raw_templates(templates.iter().copied()).unwrap();
        assert_eq!(unmarked(&text), plain.render("t", &context).unwrap(), "{templates:?}");
        record.routes.into_iter().collect()
    }

    fn of(template: &str) -> Vec<String> {
        records(&[("t", template), ("part", "{{ review.decision.words }}")])
    }

    #[test]
    fn a_printed_value_is_recorded_by_its_route() {
        let finding = "/review/rounds/0/findings/0";
        let each = |inner: &str| {
            of(&format!(
                "{{% for r in review.rounds %}}{{%- for f in r.findings -%}}{inner}{{% endfor %}}{{% endfor %}}"
            ))
        };
        assert_eq!(each("{{ f.title }}"), [format!("{finding}/title")]);
        assert_eq!(each("{{- f.title | md(indent=8) -}}"), [format!("{finding}/title")]);
        assert_eq!(each("{{ f.response.text | josa(with=\"을/를\") }}"), [format!("{finding}/response/text")]);
        assert_eq!(each("{% set a = f.response %}{{ a.text }}"), [format!("{finding}/response/text")]);
        assert_eq!(of("{{ review.rounds[0].findings[0].label }}"), [format!("{finding}/label")]);
        assert_eq!(of("{% set f = review.rounds | first %}{{ f.no }}"), ["/review/rounds/0/no"]);
        assert_eq!(of("{% for r in review.rounds | reverse %}{{ r.no }}{% endfor %}"), ["/review/rounds/0/no"]);
        assert_eq!(of("{{ review.decision.on | date }}{{ review.decision.on | date }}"), ["/review/decision/on"]);
        assert_eq!(of("{{ review.decision.on | period(to=review.decision.on) }}"), ["/review/decision/on"]);
        assert_eq!(of("{% include \"part\" %}"), ["/review/decision/words"]);
        assert_eq!(
            of("{{ review.decision.until | otherwise(value=review.decision.words) | josa(with=\"을/를\") }}"),
            ["/review/decision/words"]
        );
        assert_eq!(
            of("{{ review.decision.on | otherwise(value=review.decision.words) | date }}"),
            ["/review/decision/on"]
        );
        assert_eq!(
            of(
                "{{ review.decision.until | otherwise(value=review.decision.until) | otherwise(value=review.decision.words) }}"
            ),
            ["/review/decision/words"]
        );
        assert_eq!(of("{% set x %}가{% endset %}{{ x }}{{ review.decision.words }}"), ["/review/decision/words"]);
    }

    #[test]
    fn what_is_not_printed_as_a_whole_is_not_recorded() {
        for template in [
            "승인 2019. 5. 8.",
            "{% if review.decision.words == \"승인\" %}승인{% endif %}",
            "{{ review.rounds | length }}",
            "{{ review.decision.words | length }}",
            "{{ review.decision.words | upper }}",
            "{{ review.decision.words | replace(from=\"승인\", to=\"\") }}",
            "{{ review.decision.words | trim(pat=\"승\") }}",
            "{{ review.decision.until | otherwise(value=\"-\") | otherwise(value=review.decision.words) }}",
            "{% set x | replace(from=\"a\", to=\"b\") %}{{ review.decision.words }}{% endset %}{{ x | length }}",
            "{% raw %}endraw {{ review.decision.words }}{% endraw %}",
            "{% raw %}endraw {{ \" {% endraw %}",
            "{%- raw -%} {% set x %} the endraw tag {{ review.decision.words }} {%- endraw -%}",
            "{{ review.decision.on | month }}",
            "{{ review.decision.on | signature_date }}",
            "{{ review.decision.words ~ \"!\" }}",
            "{{ review.rounds[0].no + 1 }}",
            "{% set a = review.decision.words %}{{ a }}",
            "{* {{ review.decision.words }} *}",
            "{% raw %}{{ review.decision.words }}{% endraw %}",
            "{{ \"{{ review.decision.words }}\" }}",
            "{{ \"review.decision.words\" }}",
            "{{ review.decision }}{{ review.rounds }}",
            "{% for key, value in review.decision %}{{ key }} {{ value | str }}{% endfor %}",
            "{% for r in review.rounds %}{{ loop.index }}{% endfor %}",
            "{% for r in [] %}{{ review.decision.words }}{% endfor %}",
            "{% set x %}{{ review.decision.words }}{% endset %}",
            "가 {% set x -%} {{- review.decision.words -}} {%- endset %} 나 {{ x | length }}",
            "{% filter upper %}{{ review.decision.words }}{% endfilter %}",
            "{% set x %}{% include \"part\" %}{% endset %}",
            "{% filter upper %} {% include \"part\" %} {% endfilter %}",
        ] {
            assert_eq!(of(template), Vec::<String>::new(), "{template}");
        }
    }

    #[test]
    fn a_component_or_a_parent_that_drops_a_value_prints_nothing() {
        let dropped: [&[(&str, &str)]; 4] = [
            &[("t", "{% component c(d) %}{{ d.words }}{% endcomponent %}{{ <c d={review.decision}/> | length }}")],
            &[("t", "{% component c() %}-{% endcomponent %}{% <c> %}{{ review.decision.words }}{% </c> %}")],
            &[
                ("base", "{% block a %}{{ review.decision.words }}{% endblock %}"),
                ("t", "{% extends \"base\" %}{% block a %}가{% endblock %}"),
            ],
            &[
                ("base", "{% block a %}{{ review.decision.words }}{% endblock %}"),
                ("t", "{% extends \"base\" %}{% block a %}{{ super() | length }}{% endblock %}"),
            ],
        ];
        for templates in dropped {
            assert_eq!(records(templates), Vec::<String>::new(), "{templates:?}");
        }
        let kept = [
            ("base", "{% block a %}{{ review.decision.words }}{% endblock %}"),
            ("t", "{% extends \"base\" %}{% block a %}{{ super() }}{% endblock %}"),
        ];
        assert_eq!(records(&kept), ["/review/decision/words"]);
    }

    #[test]
    fn positions_lead_back_to_the_template() {
        let template = "{{ a.b }} 가 {% set x %}{{ c.d | md }}{% endset %} 나";
        let made = Recording::new(template);
        for (at, c) in template.char_indices() {
            let there = made.source.char_indices().map(|(i, _)| i).find(|i| made.original(*i) == at);
            assert!(there.is_some_and(|i| made.source.is_char_boundary(i)), "{at} {c}");
        }
        assert_eq!(made.original(made.source.len()), template.len());
    }

    #[test]
    fn a_template_cannot_forge_a_route() {
        for template in [
            "{{ \"x\" | printed(of=review.decision, key=\"words\") }}",
            "{% set x = \"x\" |printed(of=review, key=\"y\") %}",
            "{% filter printed(of=review.decision, key=\"words\") %}x{% endfilter %}",
            "{{ printed (of=review.decision, key=\"words\") }}",
            "{{ printed_release() }}",
            "{% raw %}endraw {{ \" {% endraw %}{{ printed(of=review.decision, key=\"words\") }}",
            "{% if printed_catch() %}{% endif %}",
        ] {
            assert!(forged(template).is_some(), "{template}");
        }
        for template in ["printed(x)", "{{ a.printed }}", "{{ printed }}", "{* printed_catch *}"] {
            assert_eq!(forged(template), None, "{template}");
        }
    }
}
