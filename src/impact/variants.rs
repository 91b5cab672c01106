//! Trial values for a fact, of the same type, so that they can be read.
//!
//! Several for each, because a document may hide a small change: a rounded amount hides one won, a condition hides one
//! day.

use std::borrow::Cow;
use std::ops::Range;

use chrono::Days;
use gian_diagnostics::Route;
use gian_model::marks;
use gian_model::marks::Target;
use gian_model::read::kind_of;
use gian_model::schema::each_value;
use gian_model::withheld::HOW;
use gian_source::yaml::{Kind, Node};
use gian_source::{File, Sources};
use gian_vocabulary::values::{Clock, Date, When};
use serde_json::Value;

use super::facts::{Fact, FactPart};

/// A trial value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Variant {
    /// A decoded scalar, and whether it is written without quotes.
    Scalar(String, bool),
    /// A line of a body.
    Line(String),
}

/// Trial values for a fact, those most likely to be readable first. Reading them decides whether they are.
pub fn of(sources: &Sources, fact: &Fact) -> Vec<Variant> {
    let Some(file) = sources.get(&fact.path) else { return Vec::new() };
    match &fact.part {
        FactPart::Body => {
            let line = file.text.lines().nth(fact.line - 1).unwrap_or_default();
            let mut all: Vec<Variant> = text(line).into_iter().map(Variant::Line).collect();
            all.push(Variant::Line(String::new()));
            all
        }
        FactPart::Value { route, schema } => {
            let Some(node) = file.tree.as_ref().and_then(|tree| tree.at(route)) else { return Vec::new() };
            scalar(sources, fact, node, schema)
        }
    }
}

/// A file with a trial value in place of a fact.
pub fn put(file: &File, fact: &Fact, variant: &Variant) -> Option<File> {
    let mut file = file.clone();
    match (variant, &fact.part) {
        (Variant::Scalar(text, plain), FactPart::Value { route, .. }) => {
            at_mut(file.tree.as_mut()?, route)?.kind = Kind::Scalar { text: text.clone(), plain: *plain };
        }
        (Variant::Line(words), FactPart::Body) => {
            let start: usize = file.text.split_inclusive('\n').take(fact.line - 1).map(str::len).sum();
            let length = file.text[start..].lines().next()?.len();
            file.text.replace_range(start..start + length, words);
        }
        (Variant::Scalar(..), FactPart::Body) | (Variant::Line(_), FactPart::Value { .. }) => return None,
    }
    Some(file)
}

fn scalar(sources: &Sources, fact: &Fact, node: &Node, schema: &Value) -> Vec<Variant> {
    let quoted = |all: Vec<String>| all.into_iter().map(|text| Variant::Scalar(text, false)).collect::<Vec<_>>();
    let written = match node.to_json() {
        Value::Bool(is) => return vec![Variant::Scalar((!is).to_string(), true)],
        Value::Number(number) => return numbers(number.as_i64().unwrap_or_default(), schema),
        Value::String(written) => written,
        Value::Null | Value::Array(_) | Value::Object(_) => return Vec::new(),
    };
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        let others = words.iter().filter_map(Value::as_str).filter(|word| *word != written);
        return quoted(others.map(str::to_owned).collect());
    }
    match schema.get("format").and_then(Value::as_str) {
        Some("date") => return quoted(Date::parse(&written).map_or_else(Vec::new, days)),
        Some("day-or-month") => return quoted(When::parse(&written).map_or_else(Vec::new, days_or_months)),
        Some("clock") => return quoted(Clock::parse(&written).map_or_else(Vec::new, clocks)),
        _ => {}
    }
    let mut all = text(&written);
    let keys = keys(sources, fact, &written);
    if schema.get(HOW).is_none() {
        // The value may be a name: use a value of the same key elsewhere, which is a name too.
        all.extend(elsewhere(sources, fact, &written));
    }
    all.extend(keys);
    quoted(all)
}

fn numbers(number: i64, schema: &Value) -> Vec<Variant> {
    let mut steps = vec![1, -1, 1000];
    if schema.get(HOW).is_some() {
        // Amounts are printed in thousands and in larger units, so that a change must be large enough to show.
        steps.extend([1_000_000, 1_000_000_000]);
    }
    steps
        .into_iter()
        .filter_map(|step| number.checked_add(step))
        .map(|n| Variant::Scalar(n.to_string(), true))
        .collect()
}

fn days(date: Date) -> Vec<String> {
    let near = [date.0.checked_add_days(Days::new(1)), date.0.checked_sub_days(Days::new(1))];
    let far = [date.0.checked_add_days(Days::new(400)), date.0.checked_sub_days(Days::new(400))];
    near.into_iter().chain(far).flatten().map(|day| Date(day).to_string()).collect()
}

fn days_or_months(when: When) -> Vec<String> {
    let later = days(Date(when.start));
    if !when.month_only {
        return later;
    }
    let next = when.start.checked_add_days(Days::new(31)).map(|day| day.format("%Y-%m").to_string());
    next.into_iter().chain(later.into_iter().skip(2).map(|day| day[..7].to_owned())).collect()
}

fn clocks(clock: Clock) -> Vec<String> {
    [(clock.0 + 1) % 1440, (clock.0 + 720) % 1440].into_iter().map(|minutes| Clock(minutes).to_string()).collect()
}

/// Text with other letters. Text inside and outside of marks is changed separately, to distinguish documents that show
/// only one of them.
fn text(written: &str) -> Vec<String> {
    let (marks, _) = marks::find(written);
    let inside: Vec<Range<usize>> =
        marks.iter().filter(|m| matches!(m.target, Target::Ground(_))).map(|m| m.words.clone()).collect();
    let mut outside = Vec::new();
    let mut start = 0;
    for mark in &marks {
        outside.push(start..mark.range.start);
        start = mark.range.end;
    }
    outside.push(start..written.len());
    let mut all = Vec::new();
    for ranges in [outside, inside] {
        let mut letters = places(written, &ranges, char::is_alphabetic);
        if letters.is_empty() {
            letters = places(written, &ranges, |c| c.is_ascii_digit());
        }
        let (Some(first), Some(last)) = (letters.first(), letters.last()) else { continue };
        all.push(swapped(written, &[*last]));
        all.push(swapped(written, &[*first]));
        all.push(swapped(written, &letters));
        // If a pattern fixes the letters, a number may still change.
        if let Some(digit) = places(written, &ranges, |c| c.is_ascii_digit()).last() {
            all.push(swapped(written, &[*digit]));
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|other| other != written && seen.insert(other.clone()));
    all
}

/// Characters of a kind in ranges of a text, without names in braces, which are not printed.
fn places(text: &str, ranges: &[Range<usize>], wanted: impl Fn(char) -> bool) -> Vec<usize> {
    let code: Vec<Range<usize>> = [("{{", "}}"), ("{%", "%}"), ("](", ")")]
        .iter()
        .flat_map(|(open, close)| {
            text.match_indices(open).map(move |(at, _)| at..text[at..].find(*close).map_or(text.len(), |end| at + end))
        })
        .collect();
    let is_word = |at: usize| ranges.iter().any(|r| r.contains(&at)) && !code.iter().any(|r| r.contains(&at));
    text.char_indices().filter(|(at, c)| wanted(*c) && is_word(*at)).map(|(at, _)| at).collect()
}

fn swapped(text: &str, places: &[usize]) -> String {
    let other = |(at, c): (usize, char)| if places.binary_search(&at).is_ok() { another(c) } else { c };
    text.char_indices().map(other).collect()
}

/// Another character of the same kind.
fn another(c: char) -> char {
    match c {
        'z' => 'a',
        'Z' => 'A',
        // Never zero, because numbers must not begin with it.
        '9' => '1',
        '힣' => '가',
        _ if c.is_ascii_alphanumeric() || ('가'..'힣').contains(&c) => {
            char::from_u32(u32::from(c) + 1).unwrap_or('가')
        }
        _ => '가',
    }
}

/// Other keys for a mark, one of the dossier first.
fn keys(sources: &Sources, fact: &Fact, written: &str) -> Vec<String> {
    let folder = fact.path.rsplitn(2, '/').last().unwrap_or_default().trim_end_matches("/documents");
    let known: Vec<&str> = match sources.get(&format!("{folder}/withheld.yaml")).and_then(|f| f.tree.as_ref()) {
        Some(Node { kind: Kind::Map(entries), .. }) => entries.iter().map(|e| e.key.as_str()).collect(),
        _ => Vec::new(),
    };
    let (marks, _) = marks::find(written);
    let by_key = |mark: &marks::Mark| match &mark.target {
        Target::Key(key) => {
            let unknown = format!("{key}아님");
            let other = known.iter().find(|k| *k != key).map_or(unknown, |k| (*k).to_owned());
            Some(format!("{}[](비공개:{other}){}", &written[..mark.range.start], &written[mark.range.end..]))
        }
        Target::Ground(_) => None,
    };
    marks.iter().filter_map(by_key).collect()
}

/// Values of the same place in other files or lists, at most three.
fn elsewhere(sources: &Sources, fact: &Fact, written: &str) -> Vec<String> {
    let shape = |route: &Route| -> Vec<String> {
        let step = |s: Cow<'_, str>| if s.parse::<usize>().is_ok() { String::new() } else { s.into_owned() };
        route.steps().map(step).collect()
    };
    let (own_kind, own_shape) = (kind_of(&fact.path), shape(&fact.route()));
    let mut found: Vec<String> = Vec::new();
    for (path, file) in sources.iter() {
        let (Some(kind), Some(tree)) = (kind_of(path).filter(|k| Some(*k) == own_kind), &file.tree) else { continue };
        each_value(kind, tree, &mut |route, node, _| {
            if let Kind::Scalar { text, .. } = &node.kind
                && text != written
                && found.len() < 3
                && !found.contains(text)
                && shape(route) == own_shape
            {
                found.push(text.clone());
            }
        });
    }
    found
}

fn at_mut<'a>(tree: &'a mut Node, route: &Route) -> Option<&'a mut Node> {
    route.steps().try_fold(tree, |node, step| match &mut node.kind {
        Kind::Map(entries) => entries.iter_mut().find(|e| e.key == step).map(|e| &mut e.value),
        Kind::Seq(items) => items.get_mut(step.parse::<usize>().ok()?),
        Kind::Scalar { .. } | Kind::Null => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_within_marks_and_without_change_apart() {
        let written = "위원 [홍길동](비공개:6)";
        let all = text(written);
        assert!(all.contains(&"위웑 [홍길동](비공개:6)".to_owned()), "{all:?}");
        assert!(all.contains(&"위원 [홍길돚](비공개:6)".to_owned()), "{all:?}");
        assert!(all.iter().all(|t| t.ends_with("](비공개:6)")), "{all:?}");
        assert!(text("[홍길동](비공개:6)").iter().all(|t| marks::find(t).0.len() == 1 && t.starts_with('[')));
        assert!(text("{{ review.costs.total }}").is_empty());
        assert!(text("[](비공개:위원3)").is_empty());
    }

    #[test]
    fn months_stay_months() {
        let all = days_or_months(When::parse("2019-05").expect("a month"));
        assert_eq!(all, ["2019-06", "2020-06", "2018-03"]);
    }
}
