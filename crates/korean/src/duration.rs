//! Finds ranges of times whose length is written beside them: `14:00~16:00(2시간)`, `14:50~15:10, 20분`, `2시간(14:00~16:00)`.
//!
//! Lengths that are of something else give no result: of each part (`각 20분`), of several days, or without a break.

use std::ops::Range;

use super::written::times::Half;
use super::written::{Time, range_sign};

/// A range of times, in minutes since midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First minute.
    pub start: u32,
    /// Last minute.
    pub end: u32,
}

impl Span {
    /// Length in minutes; `None` for a range that passes midnight.
    pub fn length(self) -> Option<u32> {
        self.end.checked_sub(self.start).filter(|length| *length > 0)
    }

    /// Whether a length can be that of the range, all of it or without the hour of noon.
    pub fn fits(self, minutes: u32) -> bool {
        const NOON: (u32, u32) = (12 * 60, 13 * 60);
        let over_noon = self.start < NOON.0 && self.end > NOON.1;
        self.length().is_none_or(|length| minutes == length || (over_noon && minutes + 60 == length))
    }
}

/// A length as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The length in minutes.
    pub minutes: u32,
    /// Bytes of the number and its unit.
    pub range: Range<usize>,
}

/// Two joined times, and the bytes of both.
pub fn span(text: &str, pair: &[Time]) -> Option<(Span, Range<usize>)> {
    let [from, to] = pair else { return None };
    let between = text.get(from.range.end..to.range.start)?;
    let spoken = between.trim_matches(' ') == "부터" && text[to.range.end..].starts_with("까지");
    if !spoken && range_sign(text, from.range.end..to.range.start).is_none() {
        return None;
    }
    let (start, mut end) = (from.minutes()?, to.minutes()?);
    match (from.half, to.half) {
        (Some(Half::Afternoon), None) if to.hour < 12 => end += 12 * 60,
        (Some(Half::Morning), None) | (None, None) => {}
        (Some(_), Some(_)) => {}
        _ => return None,
    }
    let last = to.range.end + if spoken { "까지".len() } else { 0 };
    Some((Span { start, end }, from.range.start..last))
}

/// Every range of times with a length beside it that is another one.
pub fn wrong(text: &str, times: &[Time]) -> Vec<(Span, Said)> {
    let mut found = Vec::new();
    for pair in times.windows(2) {
        let Some((span, range)) = span(text, pair) else { continue };
        let Some(length) = span.length() else { continue };
        let Some(said) = after(text, range.end).or_else(|| before(text, &range)) else { continue };
        if !span.fits(said.minutes) && !is_of_several(text, &range, &said, length) {
            found.push((span, said));
        }
    }
    found
}

/// A length after a range: `(10분)`, `, 총 10분`, `10분간`, or `10’` at the end of the line.
fn after(text: &str, at: usize) -> Option<Said> {
    let rest = text[at..].trim_start_matches(' ');
    let close = [("(", ")"), ("[", "]")].into_iter().find(|(open, _)| rest.starts_with(open)).map(|(_, close)| close);
    let inner = rest.strip_prefix(['(', '[', ',', '/']).unwrap_or(rest).trim_start_matches(' ');
    let inner = inner.strip_prefix('총').unwrap_or(inner).trim_start_matches(' ');
    let (minutes, length) = read(inner)?;
    let rest = &inner[length..];
    let spoken = ["간", "동안", " 동안"].iter().find_map(|word| rest.strip_prefix(word));
    let next = spoken.unwrap_or(rest).trim_start_matches(' ');
    let ends = match close {
        Some(close) => next.starts_with(close),
        None => next.is_empty() || next.starts_with('\n') || (spoken.is_some() && !next.starts_with(['격', '중'])),
    };
    let start = text.len() - inner.len();
    ends.then_some(Said { minutes, range: start..start + length })
}

/// A length before a range in brackets: `2시간(14:00~16:00)`.
fn before(text: &str, range: &Range<usize>) -> Option<Said> {
    let head = text[..range.start].strip_suffix('(')?.trim_end_matches(' ');
    if !text[range.end..].trim_start_matches(' ').starts_with(')') {
        return None;
    }
    let head = head.strip_suffix('간').filter(|head| head.ends_with('분')).unwrap_or(head);
    let signs = |c: char| c.is_ascii_digit() || matches!(c, '.' | '시' | '간' | '분' | ' ');
    let start = head.trim_end_matches(signs).len();
    let words = head[start..].trim_start_matches(' ');
    let start = head.len() - words.len();
    let (minutes, length) = read(words).filter(|(_, length)| *length == words.len())?;
    let other = ["약", "각", "매일", "1일", "하루", "회", "중", "주", "월"]
        .iter()
        .any(|w| text[..start].trim_end_matches(' ').ends_with(w));
    (!other).then_some(Said { minutes, range: start..start + length })
}

/// Whether a length is that of several days or rounds, which a word of the line tells.
fn is_of_several(text: &str, range: &Range<usize>, said: &Said, length: u32) -> bool {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let line = &text[start..range.start];
    let words = ["매주", "매일", "매월", "매회", "일간", "주간", "회", "차시", "격주", "요일", "월·", "화·"];
    let repeated = words.iter().any(|w| line.contains(w)) || line.contains(['~', '∼', '～']);
    // `(총 10시간)` may be that of five days.
    let total = text[..said.range.start].trim_end_matches(' ').ends_with('총');
    said.minutes > length && (repeated || (total && said.minutes.is_multiple_of(length)))
}

/// Parses `2시간 30분`, `1.5시간`, `90분`, `10’`: minutes, and number of bytes.
pub fn read(text: &str) -> Option<(u32, usize)> {
    let (first, mut at) = number(text)?;
    let rest = &text[at..];
    if let Some(tenths) = rest.strip_prefix('.').and_then(|r| r.chars().next()).and_then(|c| c.to_digit(10)) {
        let known = rest[2..].starts_with("시간") && first < 100;
        return known.then_some((first * 60 + tenths * 6, at + 2 + "시간".len()));
    }
    if let Some(rest) = rest.strip_prefix("시간") {
        at += "시간".len();
        let gap = rest.len() - rest.trim_start_matches(' ').len();
        let more = number(&rest[gap..]).filter(|(_, n)| rest[gap + n..].starts_with('분'));
        return Some(match more {
            Some((minutes, n)) => (first * 60 + minutes, at + gap + n + "분".len()),
            None => (first * 60, at),
        });
    }
    let sign = rest.chars().next().filter(|c| ['분', '’', '′', '\''].contains(c))?;
    Some((first, at + sign.len_utf8()))
}

/// A number of at most three digits, and its length.
fn number(text: &str) -> Option<(u32, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length > 3 {
        return None;
    }
    Some((text[..length].parse().ok()?, length))
}

/// A length in brackets at the end of a text, after words without another number: `개회(10분)`.
pub fn at_end(text: &str) -> Option<Said> {
    let text = text.trim_end();
    let inner = text.strip_suffix(')')?;
    let open = inner.rfind('(')?;
    let words = &text[..open];
    let (minutes, length) = read(&inner[open + 1..])?;
    let rest = &inner[open + 1 + length..];
    let other = words.is_empty() || words.contains(|c: char| c.is_ascii_digit()) || !matches!(rest, "" | "간");
    (!other).then_some(Said { minutes, range: open + 1..open + 1 + length })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::written::scan;

    fn of(text: &str) -> Vec<u32> {
        wrong(text, &scan(text).times).into_iter().map(|(_, said)| said.minutes).collect()
    }

    #[test]
    fn other_lengths_are_found() {
        for (text, minutes) in [
            ("14:50 ~ 15:10 (25분간)", 25),
            ("14:50~15:10, 25분", 25),
            ("시간: 14시부터 16시까지 3시간", 180),
            ("오후 2시부터 4시까지 3시간 동안", 180),
            ("10:00~12:00(총 90분)", 90),
            ("교육은 3시간(14:00~16:00) 동안 실시", 180),
            ("10:00∼11:30(1.5시간), 13:00~15:00(1.5시간)", 90),
        ] {
            assert_eq!(of(text), [minutes], "{text}");
        }
    }

    #[test]
    fn lengths_of_other_things_are_left_alone() {
        for text in [
            "14:50~15:10(20분)",
            "09:00~18:00(8시간)",
            "3. 4.~3. 8. 14:00~16:00(10시간)",
            "매주 월·수 14:00~16:00(주 4시간)",
            "14:00~16:00, 30분 간격",
            "14:00~16:00 중 30분",
            "14:00~16:00(각 20분)",
            "22:00~02:00(4시간)",
            "10:00∼11:30(1.5시간)",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
        assert_eq!(at_end("개회(10분)").map(|s| s.minutes), Some(10));
        assert_eq!(at_end("질의(3분 이내)"), None);
    }
}
