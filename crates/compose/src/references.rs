//! Numbers figures and named tables, and resolves references to them: `[](#이름)` becomes `그림 1`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use gian_diagnostics::{Text, text};
use gian_document::{Block, Inline, each_line_mut, walk_inlines_mut, walk_mut};
use gian_korean::particle;

use super::problem::Problem;

/// Maximum length of the name of a table or a figure.
const LONGEST: usize = 40;

/// Whether a text is a valid name: letters, digits and hyphens, so that it can be part of an address.
pub fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= LONGEST && text.chars().all(|c| c.is_alphanumeric() || c == '-')
}

/// Message and help for an invalid name.
pub fn not_a_name() -> (Text, Text) {
    (
        text!("표나 그림의 이름으로 쓸 수 없는 글입니다", "this cannot be the name of a table or a figure"),
        text!(
            "한글, 영문, 숫자와 `-`만으로 {}자까지 쓰십시오 (빈칸 없이)",
            "write letters, digits and `-` only, up to {} of them, without spaces"; LONGEST
        ),
    )
}

/// Numbers figures and named tables in the order of the document, and fills in the text of references. `source` is
/// the Markdown of the document, for the positions of problems.
pub fn resolve(blocks: &mut [Block], source: &str) -> Vec<Problem> {
    let mut names = Names::default();
    names.number(blocks);
    let mut problems = Vec::new();
    let given = if names.twice.is_empty() { BTreeMap::new() } else { given(source) };
    for name in &names.twice {
        problems.push(Problem {
            range: given.get(name.as_str()).and_then(|all| all.get(1).or(all.last())).cloned().unwrap_or(0..0),
            message: text!("이름 `{}`이(가) 두 번 쓰였습니다", "the name `{}` is used twice"; name),
            help: text!(
                "표와 그림의 이름은 한 문서에서 하나뿐이어야 합니다. 하나를 바꾸십시오",
                "a table or figure has a name of its own in a document: change one of them"
            ),
        });
    }
    let mut known = names.labels.keys().take(MOST_NAMES).cloned().collect::<Vec<_>>().join(", ");
    if names.labels.len() > MOST_NAMES {
        known.push_str(", …");
    }
    let places = references(source);
    let mut missed: BTreeMap<String, usize> = BTreeMap::new();
    each_line_mut(blocks, &mut |line| {
        fill(line, &names.labels, &mut |to| {
            let count = missed.entry(to.to_owned()).or_default();
            problems.push(Problem {
                range: places.get(to).and_then(|all| all.get(*count).or(all.last())).cloned().unwrap_or(0..0),
                message: text!("이름이 `{}`인 표나 그림이 없습니다", "no table or figure has the name `{}`"; to),
                help: if known.is_empty() {
                    text!("가리킬 표나 그림에 `이름: {}`을(를) 적으십시오", "write `이름: {}` in the block of the table or figure"; to)
                } else {
                    text!("있는 이름: {}", "the names are: {}"; known)
                },
            });
            *count += 1;
        });
        agree(line, &names.labels);
    });
    problems
}

/// Maximum number of names in a help text.
const MOST_NAMES: usize = 20;

/// Positions of the references to each name, found in one pass.
fn references(source: &str) -> BTreeMap<&str, Vec<Range<usize>>> {
    let mut places: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    for (at, open) in source.match_indices("](#") {
        let name = &source[at + open.len()..];
        // A reference ends before the next bracket or line end.
        let Some(end) = name.find([')', '[', ']', '\n']).filter(|end| name[*end..].starts_with(')')) else { continue };
        places.entry(&name[..end]).or_default().push(at..at + open.len() + end + 1);
    }
    places
}

/// Positions of the definition of each name, found in one pass.
fn given(source: &str) -> BTreeMap<&str, Vec<Range<usize>>> {
    let mut places: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    for (at, key) in source.match_indices("이름: ") {
        let rest = &source[at + key.len()..];
        let value = rest[..rest.find([',', '}', '\n']).unwrap_or(rest.len())].trim_end();
        places.entry(value.trim_matches('"')).or_default().push(at..at + key.len() + value.len());
    }
    places
}

/// Names of the tables and figures of a document.
#[derive(Default)]
struct Names {
    tables: usize,
    figures: usize,
    /// Name → `그림 1`.
    labels: BTreeMap<String, String>,
    twice: Vec<String>,
    known_twice: BTreeSet<String>,
}

impl Names {
    fn number(&mut self, blocks: &mut [Block]) {
        walk_mut(blocks, &mut |block| {
            match block {
                Block::Table(table) => {
                    if let Some(name) = &mut table.name {
                        self.tables += 1;
                        name.number = self.tables;
                    }
                    if let (Some(name), Some(label)) = (&table.name, table.label()) {
                        self.add(&name.name, label);
                    }
                }
                Block::Figure(figure) => {
                    self.figures += 1;
                    figure.number = self.figures;
                    if let Some(name) = &figure.name {
                        self.add(name, figure.label());
                    }
                }
                _ => {}
            }
            true
        });
    }

    fn add(&mut self, name: &str, label: String) {
        if self.labels.insert(name.to_owned(), label).is_some() && self.known_twice.insert(name.to_owned()) {
            self.twice.push(name.to_owned());
        }
    }
}

/// Fills in the labels of references without text; `miss` receives undefined names.
fn fill(line: &mut [Inline], labels: &BTreeMap<String, String>, miss: &mut impl FnMut(&str)) {
    walk_inlines_mut(line, &mut |inline| {
        if let Inline::Reference { to, text } = inline {
            match labels.get(to) {
                Some(label) if text.is_empty() => text.push(Inline::Text(label.clone())),
                Some(_) => {}
                None => miss(to),
            }
        }
        true
    });
}

/// Gives a particle behind a reference without text of its own the form after the number that is printed.
fn agree(line: &mut [Inline], labels: &BTreeMap<String, String>) {
    for at in 0..line.len() {
        let (head, behind) = line.split_at_mut(at + 1);
        let Some(part) = head.last_mut() else { continue };
        let label = number_at_end(part, labels);
        if let (Some(label), Some(Inline::Text(text))) = (label, behind.first_mut())
            && let Some((length, form)) = particle::corrected(label, text)
        {
            text.replace_range(..length, &form);
        }
        match part {
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => agree(inner, labels),
            Inline::Footnote { text: inner, .. } => agree(inner, labels),
            _ => {}
        }
    }
}

/// The label with which a part of a line ends.
fn number_at_end<'l>(part: &Inline, labels: &'l BTreeMap<String, String>) -> Option<&'l str> {
    match part {
        Inline::Reference { to, text } => {
            let label = labels.get(to)?;
            matches!(&text[..], [Inline::Text(text)] if text == label).then_some(label)
        }
        Inline::Strong(inner) | Inline::Emphasis(inner) => number_at_end(inner.last()?, labels),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use gian_document::plain;

    use super::super::markdown::parse;
    use super::*;

    const FLOW: &str = "~~~흐름도\n제목: 절차\n이름: 절차\n단계:\n  - 할일: 접수\n~~~\n";
    const TABLE: &str = "~~~표\n제목: 자료\n이름: 자료\n열: [{머리: 가}]\n행: [[1]]\n~~~\n";

    fn resolved(source: &str) -> (Vec<String>, Vec<Problem>) {
        let (mut blocks, problems) = parse(source);
        assert!(problems.is_empty(), "{problems:?}");
        let problems = resolve(&mut blocks, source);
        let mut lines = Vec::new();
        gian_document::each_line(&blocks, &mut |l| lines.push(plain(l)));
        (lines, problems)
    }

    #[test]
    fn references_get_the_numbers_of_what_they_name() {
        let source = format!("[](#절차)과 [](#자료), [앞의 표](#자료)\n\n{TABLE}\n- 항목\n\n  [](#절차)\n\n{FLOW}");
        let (lines, problems) = resolved(&source);
        assert!(problems.is_empty());
        assert_eq!(lines[0], "그림 1과 표 1, 앞의 표");
        assert!(lines.contains(&"그림 1".to_owned()));
    }

    #[test]
    fn a_particle_follows_the_number_that_is_printed() {
        let (lines, _) =
            resolved(&format!("[](#자료)와 같이, **[](#자료)**는, [](#절차)를, [표](#자료)와\n\n{TABLE}\n{FLOW}"));
        assert_eq!(lines[0], "표 1과 같이, **표 1**은, 그림 1을, 표와".replace("**", ""));
    }

    #[test]
    fn what_stands_in_a_frame_is_numbered() {
        let (lines, problems) = resolved(&format!("{FLOW}\n~~~요약\n- 항목\n\n  [](#절차)\n~~~\n"));
        assert!(problems.is_empty() && lines.contains(&"그림 1".to_owned()), "{lines:?} {problems:?}");
        let inner = TABLE.replace("~~~", "  ```").replace("\n", "\n  ").trim_end().to_owned();
        let (mut blocks, problems) = parse(&format!("~~~요약\n- 항목\n\n{inner}\n~~~\n"));
        assert!(problems.is_empty(), "{problems:?}");
        assert!(resolve(&mut blocks, "").is_empty());
        let mut labels = Vec::new();
        gian_document::walk(&blocks, &mut |block| {
            labels.extend(match block {
                Block::Table(table) => table.label(),
                _ => None,
            });
            true
        });
        assert_eq!(labels, ["표 1"]);
    }

    #[test]
    fn wrong_names_have_a_place() {
        let source = format!("가 [](#없음) 나 [](#없음)\n\n{FLOW}\n{FLOW}");
        let (_, problems) = resolved(&source);
        let places: Vec<&str> = problems.iter().map(|p| &source[p.range.clone()]).collect();
        assert_eq!(places, ["이름: 절차", "](#없음)", "](#없음)"]);
        assert!(problems[1].range.start < problems[2].range.start);
        assert!(problems[0].range.start > source.rfind("~~~흐름도").unwrap());
    }
}
