//! Characters that are protected from the rules of Markdown, by characters that no source can contain:
//!
//! - the first dot of a date at the head of a line, which Markdown would read as a numbered list: `2024. 3. 15.(금)까지 제출`.
//!   A numbered list has text behind its numbers, so such a line is text;
//! - `**`, because CommonMark does not read it between a bracket and a Hangul letter: `**제1조(목적)**은`.
//!
//! A replacement has as many bytes, and becomes the original again in the parsed text.

use std::borrow::Cow;

/// Replaces the first dot of a date.
const DOT: char = '\u{2}';

/// Replaces each asterisk of `**`.
const STAR: char = '\u{3}';

/// A protected `**`.
pub const STRONG: &str = "\u{3}\u{3}";

/// The source with such characters protected.
pub fn as_text(source: &str) -> Cow<'_, str> {
    let mut places: Vec<(usize, char)> = strong_markers(source).flat_map(|at| [(at, STAR), (at + 1, STAR)]).collect();
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let head = text_of(line);
        if let Some(at) = first_dot(head) {
            places.push((start + line.len() - head.len() + at, DOT));
        }
        start += line.len();
    }
    if places.is_empty() {
        return Cow::Borrowed(source);
    }
    let mut bytes = source.as_bytes().to_vec();
    for (at, c) in places {
        bytes[at] = c as u8;
    }
    Cow::Owned(String::from_utf8(bytes).expect("ASCII in the place of ASCII"))
}

/// The text with its characters restored.
pub fn decode(text: &str) -> Cow<'_, str> {
    match text.bytes().any(|byte| byte == DOT as u8 || byte == STAR as u8) {
        true => Cow::Owned(
            text.chars()
                .map(|c| {
                    if c == DOT {
                        '.'
                    } else if c == STAR {
                        '*'
                    } else {
                        c
                    }
                })
                .collect(),
        ),
        false => Cow::Borrowed(text),
    }
}

/// Positions of `**` that are neither escaped nor part of a longer run.
fn strong_markers(source: &str) -> impl Iterator<Item = usize> {
    let bytes = source.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + source[at..].find("**")?;
            let run = bytes[start..].iter().take_while(|b| **b == b'*').count();
            at = start + run;
            let escapes = bytes[..start].iter().rev().take_while(|b| **b == b'\\').count();
            if run == 2 && escapes % 2 == 0 {
                return Some(start);
            }
        }
    })
}

/// A line behind the signs of notes, items and footnotes.
fn text_of(line: &str) -> &str {
    let signs = [' ', '\t', '>', '-', '*', '+'];
    let head = line.trim_start_matches(signs);
    let footnote = head.strip_prefix("[^").and_then(|rest| rest.split_once("]:"));
    match footnote {
        Some((label, rest)) if !label.contains([']', '\n']) => rest.trim_start_matches(signs),
        _ => head,
    }
}

/// The first dot of a date that a text begins with: year and month, or month and day.
fn first_dot(text: &str) -> Option<usize> {
    let (first, at) = number(text, 4)?;
    let rest = text[at..].strip_prefix('.')?;
    let second = rest.trim_start_matches([' ', '\t']);
    if second.len() == rest.len() {
        return None;
    }
    let (number, end) = number(second, 2)?;
    let after = &second[end..];
    let is_date = match at {
        4 => (1..=12).contains(&number) && after.starts_with(['.', '월', '~']),
        1 | 2 => {
            let closed = after.strip_prefix('.').is_some_and(|a| !a.starts_with(|c: char| c.is_ascii_digit()));
            (1..=12).contains(&first) && (1..=31).contains(&number) && (closed || after.starts_with('('))
        }
        _ => false,
    };
    is_date.then_some(at)
}

fn number(text: &str, most: usize) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=most).contains(&digits).then(|| text[..digits].parse().ok().map(|n| (n, digits)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_text_and_lists_are_not() {
        for text in [
            "2024. 3. 15.(금)까지",
            "- 5. 3.(토), 6. 7.(토)",
            "> 2019. 6월",
            "  - 12. 31(수) 18:00",
            "2024. 5.~11.",
            "- **5. 3.(금)**까지",
            "[^가]: 2024. 3. 15. 기준",
        ] {
            assert!(matches!(as_text(text), Cow::Owned(_)), "{text}");
            assert_eq!(decode(&as_text(text)), text);
        }
        for text in
            ["1. 긴급한 경우", "3. 1절 기념", "1. 3.1절", "13. 5. 모임", "2024.3.15.", "- 2. 40. 표", "가. 5. 3."]
        {
            assert_eq!(as_text(text), text);
        }
    }

    #[test]
    fn pairs_of_asterisks_are_protected() {
        for (text, count) in
            [("**가**", 4), (r"\*\*가", 0), (r"\**가", 0), (r"\\**가", 2), ("***가***", 0), ("****", 0), ("2**3", 2)]
        {
            assert_eq!(as_text(text).matches(STAR).count(), count, "{text}");
            assert_eq!(decode(&as_text(text)), text);
        }
    }
}
