//! The words between the values of a change and what is stated of them.

use std::ops::Range;

use super::change_value::{BEFORE, DOWN, UP};
use super::quantity::Quantity;

/// Maximum length in bytes of the words between two numbers.
pub(super) const LONGEST: usize = 60;

/// The text between two quantities; `None` if it is long or has a line end.
pub(super) fn between<'a>(text: &'a str, a: &Quantity, b: &Quantity) -> Option<&'a str> {
    let words = text.get(a.range.end..b.range.start)?;
    (words.len() <= LONGEST && !words.contains('\n')).then_some(words)
}

/// Whether only these words, spaces and signs are in a text.
pub(super) fn only(text: &str, words: &[&str]) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        let sign = rest.trim_start_matches([' ', ',', '(', ')', '△', '▲', '▼', '+', ':']);
        let word = words.iter().find_map(|w| sign.strip_prefix(w));
        match word {
            Some(after) => rest = after,
            None if sign.len() < rest.len() => rest = sign,
            None => return false,
        }
    }
    true
}

/// Words between the values and the stated change.
pub(super) const LINKS: [&str; 22] = [
    "으로",
    "로",
    "전년도",
    "전년",
    "작년",
    "지난해",
    "전월",
    "전분기",
    "같은 기간",
    "동기",
    "대비",
    "보다",
    "에 비해",
    "에 비하여",
    "총",
    "모두",
    "각각",
    "의",
    "이",
    "가",
    "은",
    "는",
];

/// The direction that the next word tells.
pub(super) fn direction(text: &str, at: usize) -> Option<(Range<usize>, bool)> {
    let rest = text[at..].trim_start_matches([' ', ')', '가', '이']);
    let start = text.len() - rest.len();
    let word = |words: &[&str]| words.iter().find(|w| rest.starts_with(**w)).map(|w| start..start + w.len());
    word(&UP).map(|r| (r, true)).or_else(|| word(&DOWN).map(|r| (r, false)))
}

/// Stated changes from an index on, and the direction after them.
pub(super) fn stated(
    text: &str,
    all: &[Quantity],
    first: usize,
    unit: &str,
) -> (Vec<Quantity>, Option<(Range<usize>, bool)>) {
    let mut found: Vec<Quantity> = Vec::new();
    for q in all.iter().skip(first).take(2) {
        let fits = q.unit == "%" || q.unit == unit || (unit == "%" && q.unit == "%p");
        let close = found.last().is_none_or(|last| matches!(&text[last.range.end..q.range.start], "(" | " (" | ", "));
        if !fits || !close {
            break;
        }
        found.push(q.clone());
        if let Some(found_direction) = direction(text, q.range.end) {
            return (found, Some(found_direction));
        }
    }
    (found, None)
}

/// How two values are joined.
#[derive(PartialEq, Eq)]
pub(super) enum Link {
    From,
    Arrow,
}

/// How two values are joined as before and after; `None` if they are not.
pub(super) fn pair(text: &str, from: &Quantity, to: &Quantity) -> Option<Link> {
    let words = between(text, from, to)?;
    let same = from.unit == to.unit || (from.unit.is_empty() && words.trim_matches(' ').starts_with(['→', '⇒']));
    if !same || to.unit.is_empty() || to.unit == "%p" {
        return None;
    }
    let words = without_year(words).trim();
    if matches!(words, "→" | "⇒" | "->" | "➜" | "➡") {
        return Some(Link::Arrow);
    }
    if is_next_year(text, from, words) {
        return Some(Link::From);
    }
    let rest = words.strip_prefix("에서")?.trim();
    if matches!(rest, "올해" | "금년" | "현재" | "올해는" | "올해 총") {
        return Some(Link::From);
    }
    let year = rest.trim_end_matches(['년', '도']).trim_start_matches(['’', '\'']);
    (rest.is_empty() || rest == "총" || year.bytes().all(|b| b.is_ascii_digit())).then_some(Link::From)
}

/// Whether the words between two values name the year after that of the first: `2023년 120명, 2024년 150명`.
pub(super) fn is_next_year(text: &str, from: &Quantity, words: &str) -> bool {
    let year = |text: &str| {
        let head = text.trim_end_matches([' ', '에', '은', '는']).strip_suffix('년')?;
        let digits = head.bytes().rev().take_while(u8::is_ascii_digit).count();
        head[head.len() - digits..].parse::<u32>().ok().filter(|_| digits == 4 || digits == 2)
    };
    let Some(next) = words.strip_prefix(',').and_then(year) else { return false };
    year(&text[..from.range.start]).is_some_and(|first| first + 1 == next)
}

/// Words without the year of a value in brackets before them: `(2023년)에서`.
pub(super) fn without_year(words: &str) -> &str {
    let year = |w: &str| w.ends_with(['년', '도', '말']) && w.starts_with(|c: char| c.is_ascii_digit() || c == '’');
    match words.trim_start().strip_prefix('(').and_then(|w| w.split_once(')')) {
        Some((inner, rest)) if year(inner) => rest,
        _ => words,
    }
}

/// The value before with the unit of the value after, if it has none of its own.
pub(super) fn like(from: &Quantity, to: &Quantity) -> Quantity {
    match from.unit.is_empty() {
        true => Quantity {
            micro: from.micro * to.scale,
            grain: from.grain * to.scale,
            scale: to.scale,
            unit: to.unit,
            ..from.clone()
        },
        false => from.clone(),
    }
}

/// Whether a word says that a value is the one before.
pub(super) fn is_before(text: &str, value: &Quantity) -> bool {
    let head = text[..value.range.start].trim_end_matches([' ', '(', ':']).trim_end_matches('도');
    BEFORE.iter().any(|w| head.ends_with(w))
}
