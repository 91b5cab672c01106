//! Lists of attachments (붙임) typed into a text.

use std::ops::Range;

/// A typed list: `붙임  1. 계획서 1부.` and the lines below it.
#[derive(Debug)]
pub struct Typed {
    /// The word 붙임, and the text up to the first entry.
    pub head: Range<usize>,
    /// The text between the word and the first entry.
    pub gap: Range<usize>,
    /// Whether a colon is in the gap.
    pub colon: bool,
    /// Entries in the order of the text.
    pub entries: Vec<Entry>,
}

/// An entry of a typed list.
#[derive(Debug)]
pub struct Entry {
    /// The number and the space after it.
    pub number: Option<Range<usize>>,
    /// Name and number of copies.
    pub text: Range<usize>,
}

const WORD: &str = "붙임";

/// All typed lists of a text: a line starts with the word and continues like a list.
pub fn typed(seen: &str) -> Vec<Typed> {
    if !seen.contains(WORD) {
        return Vec::new();
    }
    let starts = seen.match_indices(WORD).filter(|(at, _)| {
        // Only spaces may precede it on its line.
        let before = seen[..*at].trim_end_matches(' ');
        before.is_empty() || before.ends_with('\n')
    });
    starts.filter_map(|(at, word)| list(seen, at, at + word.len())).collect()
}

fn list(seen: &str, at: usize, after: usize) -> Option<Typed> {
    let line_end = |from: usize| seen[from..].find('\n').map_or(seen.len(), |i| from + i);
    let is_gap = |c: char| matches!(c, ' ' | '\t' | '\u{a0}' | '\u{3000}' | ':' | '：');
    let end = line_end(after);
    let start = end - seen[after..end].trim_start_matches(is_gap).len();
    let gap = after..start;
    let colon = seen[gap.clone()].contains([':', '：']);
    let mut entries = Vec::new();
    numbered(seen, start..end, &mut entries);
    let mut next = end + 1;
    while next < seen.len() && (!entries.is_empty() || start == end) {
        let end = line_end(next);
        let before = entries.len();
        numbered(seen, next..end, &mut entries);
        if entries.len() == before {
            break;
        }
        next = end + 1;
    }
    if entries.is_empty() {
        let text = start..start + trim(&seen[start..end]).len();
        let words = &seen[text.clone()];
        let wide = seen[gap.clone()].chars().count() > 1;
        let is_entry = has_quantity(words) || ((colon || wide) && !is_sentence(words));
        (is_entry && !words.is_empty()).then(|| entries.push(Entry { number: None, text }))?;
    }
    Some(Typed { head: at..start, gap, colon, entries })
}

/// Entries `1. …` at the start of a line, and further ones on the same line.
fn numbered(seen: &str, line: Range<usize>, entries: &mut Vec<Entry>) {
    let mut at = line.end - seen[line.clone()].trim_start().len();
    while let Some(number) = number_at(seen, at, line.end) {
        // The next number on the line, after a space.
        let next = seen[number.end..line.end].match_indices(' ').map(|(i, _)| number.end + i + 1);
        let next = next.into_iter().find(|i| number_at(seen, *i, line.end).is_some());
        let end = next.unwrap_or(line.end);
        let text = number.end..number.end + trim(&seen[number.end..end]).len();
        entries.push(Entry { number: Some(number), text });
        let Some(next) = next else { return };
        at = next;
    }
}

/// `1. ` or `1\. `, unless another number follows (`5. 8.` is a date).
fn number_at(seen: &str, at: usize, end: usize) -> Option<Range<usize>> {
    let rest = &seen[at..end];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest[digits..].strip_prefix('\\').unwrap_or(&rest[digits..]).strip_prefix(['.', ')'])?;
    let text = after.trim_start_matches(' ');
    let is = (1..=2).contains(&digits) && after.starts_with(' ') && !text.starts_with(|c: char| c.is_ascii_digit());
    is.then(|| at..end - text.len())
}

/// An entry without the end mark.
fn trim(text: &str) -> &str {
    let text = text.trim_end();
    let ended = text.strip_suffix("끝.").or_else(|| text.strip_suffix("끝")).filter(|t| t.ends_with(' '));
    ended.unwrap_or(text).trim_end()
}

/// Units of copies.
const UNITS: &[&str] =
    &["부", "매", "식", "건", "권", "책", "종", "개", "점", "장", "쪽", "면", "본", "세트", "통", "축", "조", "질"];

/// Whether an entry ends with a number of copies: `계획서 1부.`, `각 1부(별송)`.
pub fn has_quantity(entry: &str) -> bool {
    let mut rest = entry.trim_end_matches(['.', ' ']);
    if let Some(inner) = rest.strip_suffix([')', '）']) {
        // `(총 3부)`, or `1부(별송)`.
        let open = inner.rfind(['(', '（']).unwrap_or(0);
        rest = if ends_with_quantity(inner) { inner } else { rest[..open].trim_end() };
    }
    ends_with_quantity(rest)
}

fn ends_with_quantity(text: &str) -> bool {
    UNITS.iter().any(|unit| {
        text.strip_suffix(unit).is_some_and(|before| before.trim_end().ends_with(|c: char| c.is_ascii_digit()))
    })
}

/// Whether words are a sentence about an attachment instead of its name.
fn is_sentence(words: &str) -> bool {
    let words = words.trim_end_matches(['.', ' ', ')']);
    ["다", "참조", "참고", "함", "음", "임", "것", "바람", "같이", "의거", "따라"].iter().any(|e| words.ends_with(e))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(bool, Vec<&str>)> {
        let entries = |t: &Typed| t.entries.iter().map(|e| &text[e.text.clone()]).collect();
        typed(text).iter().map(|t| (t.entries.iter().all(|e| e.number.is_some()), entries(t))).collect()
    }

    #[test]
    fn lists_are_found_and_sentences_are_not() {
        for (text, entries) in [
            ("붙임  1. 계획서 1부.\n      2. 명단 2부.  끝.", vec![(true, vec!["계획서 1부.", "명단 2부."])]),
            ("붙임 1. 계획서 1부. 2. 명단 1부. 끝.", vec![(true, vec!["계획서 1부.", "명단 1부."])]),
            ("붙임 계획서 1부.", vec![(false, vec!["계획서 1부."])]),
            ("붙임: 계획서", vec![(false, vec!["계획서"])]),
            ("붙임\n 1. 계획서 1부", vec![(true, vec!["계획서 1부"])]),
            ("붙임 1 참조", vec![]),
            ("붙임 계획서를 참고하시기 바랍니다.", vec![]),
            ("붙임과 같이 보고함", vec![]),
            ("자세한 것은 붙임 1. 계획서 1부.", vec![]),
        ] {
            assert_eq!(of(text), entries, "{text}");
        }
    }

    #[test]
    fn copies_are_counted_in_units() {
        for (entry, has) in [
            ("계획서 1부.", true),
            ("계획서 각 1부", true),
            ("계획서 1부(별도 송부)", true),
            ("계획서(총 3부)", true),
            ("계획서(안)", false),
            ("2024년 사업부", false),
        ] {
            assert_eq!(has_quantity(entry), has, "{entry}");
        }
    }
}
