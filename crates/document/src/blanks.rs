//! Blanks that a writer typed as room to write in: `(     )부`, `성명:          (서명)`. Markdown and the formats would take
//! several spaces as one.

use std::ops::Range;

/// A space of half a letter (반각), which no format drops and at which gian ends no line.
pub const HALF_SPACE: char = '\u{2002}';

/// Least number of spaces that are meant as room to write in.
const LEAST: usize = 3;

/// The runs of spaces of a line that stay: between brackets, before a sign for a signature, and before a unit.
pub fn kept_blanks(line: &str) -> Vec<Range<usize>> {
    blanks(line).into_iter().filter(|(_, kept)| *kept).map(|(range, _)| range).collect()
}

/// The runs of three or more spaces that do not stay: the formats draw one space.
pub fn lost_blanks(line: &str) -> Vec<Range<usize>> {
    let lost = |(range, kept): &(Range<usize>, bool)| !kept && range.len() >= LEAST;
    blanks(line).into_iter().filter(lost).map(|(range, _)| range).collect()
}

/// The runs of two or more spaces inside a line, and whether they stay.
fn blanks(line: &str) -> Vec<(Range<usize>, bool)> {
    // Most lines have none.
    if !line.contains("  ") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = line[at..].find("  ").map(|i| at + i) {
        let end = line.len() - line[start..].trim_start_matches(' ').len();
        let (before, after) = (&line[..start], &line[end..]);
        if !before.trim().is_empty() && !after.trim().is_empty() {
            found.push((start..end, is_kept(before, after, end - start)));
        }
        at = end;
    }
    found
}

fn is_kept(before: &str, after: &str, count: usize) -> bool {
    let is_empty_bracket = before.ends_with(['(', '[', '（']) && after.starts_with([')', ']', '）']);
    is_empty_bracket || (count >= LEAST && (is_in_brackets(before, after) || is_signed(after) || is_unit(after)))
}

fn is_in_brackets(before: &str, after: &str) -> bool {
    let open = before.rfind(['(', '[', '（']);
    let closed = before.rfind([')', ']', '）']);
    open.is_some_and(|open| closed.is_none_or(|closed| closed < open)) && after.contains([')', ']', '）'])
}

/// Whether a text begins with the place of a signature or the title of a receiver.
fn is_signed(after: &str) -> bool {
    const SIGNS: [&str; 9] = ["(서명", "(인)", "(인 ", "(날인", "(직인", "(印)", "귀하", "귀중", "서명"];
    SIGNS.iter().any(|sign| after.starts_with(sign))
}

/// Whether a text begins with a unit alone: `2025년    월    일`.
fn is_unit(after: &str) -> bool {
    let mut chars = after.chars();
    chars.next().is_some_and(|c| "년월일시분명원부회건개호".contains(c))
        && chars.next().is_none_or(|c| !('가'..='힣').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_to_write_in_stays() {
        for line in [
            "구비서류 (     )부",
            "[  ] 동의함",
            "성명:            (서명)",
            "한빛시장   귀하",
            "20   년",
            "(성명     , 인원     명)",
        ] {
            assert!(!kept_blanks(line).is_empty() && lost_blanks(line).is_empty(), "{line}");
        }
        for line in ["가   나", "(가)   나(다)", "끝   ", "   (가)"] {
            assert!(kept_blanks(line).is_empty(), "{line}");
        }
        assert_eq!(lost_blanks("가    나  다").first(), Some(&(3..7)));
    }
}
