//! Dates at the head of a line, which Markdown would read as a numbered list: `2024. 3. 15.(금)까지 제출`.
//!
//! Sources contain no hand-numbered lists, so such a line is text. Its first dot is replaced by a character that no
//! source
//! can contain and no Markdown rule reads. The replacement has as many bytes and becomes a dot again in the parsed
//! text.

use std::borrow::Cow;

/// Replaces the first dot of a date.
const DOT: char = '\u{2}';

/// The source with the dates at line starts protected as text.
pub fn as_text(source: &str) -> Cow<'_, str> {
    let mut dots = Vec::new();
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let head = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
        if let Some(at) = first_dot(head) {
            dots.push(start + line.len() - head.len() + at);
        }
        start += line.len();
    }
    if dots.is_empty() {
        return Cow::Borrowed(source);
    }
    let mut bytes = source.as_bytes().to_vec();
    for at in dots {
        bytes[at] = DOT as u8;
    }
    Cow::Owned(String::from_utf8(bytes).expect("ASCII in the place of ASCII"))
}

/// The text with its dots restored.
pub fn decode(text: &str) -> Cow<'_, str> {
    match text.contains(DOT) {
        true => Cow::Owned(text.replace(DOT, ".")),
        false => Cow::Borrowed(text),
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
        for text in
            ["2024. 3. 15.(금)까지", "- 5. 3.(토), 6. 7.(토)", "> 2019. 6월", "  - 12. 31(수) 18:00", "2024. 5.~11."]
        {
            assert!(matches!(as_text(text), Cow::Owned(_)), "{text}");
            assert_eq!(decode(&as_text(text)), text);
        }
        for text in
            ["1. 긴급한 경우", "3. 1절 기념", "1. 3.1절", "13. 5. 모임", "2024.3.15.", "- 2. 40. 표", "가. 5. 3."]
        {
            assert_eq!(as_text(text), text);
        }
    }
}
