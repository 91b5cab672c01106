//! Hides text that is not wording of a writer, without changing byte positions.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// Replaces every hidden byte; neither a digit, a letter nor a space.
pub const HIDDEN: char = '\u{1}';

/// How a hidden range ends, by its opener.
#[derive(Clone, Copy)]
enum Until {
    /// At these bytes, on any line.
    Closer(&'static str),
    /// At these bytes on the same line.
    OnLine(&'static str),
    /// At the end of an address.
    Address,
    /// Around an `@`.
    Mail,
    /// Before a file name extension.
    FileName,
}

const STARTS: &[(&str, Until)] = &[
    ("{{", Until::Closer("}}")),
    ("{%", Until::Closer("%}")),
    ("{*", Until::Closer("*}")),
    ("`", Until::OnLine("`")),
    ("「", Until::OnLine("」")),
    ("『", Until::OnLine("』")),
    ("](", Until::OnLine(")")),
    ("<u", Until::OnLine(">")),
    ("</u", Until::OnLine(">")),
    ("<개정", Until::OnLine(">")),
    ("<신설", Until::OnLine(">")),
    ("<전문개정", Until::OnLine(">")),
    ("http://", Until::Address),
    ("https://", Until::Address),
    ("www.", Until::Address),
    ("@", Until::Mail),
    (".pdf", Until::FileName),
    (".hwpx", Until::FileName),
    (".hwp", Until::FileName),
    (".xlsx", Until::FileName),
    (".xls", Until::FileName),
    (".docx", Until::FileName),
    (".doc", Until::FileName),
    (".pptx", Until::FileName),
    (".csv", Until::FileName),
    (".zip", Until::FileName),
    (".jpg", Until::FileName),
    (".jpeg", Until::FileName),
    (".png", Until::FileName),
    (".svg", Until::FileName),
    (".txt", Until::FileName),
    (".yaml", Until::FileName),
    (".md", Until::FileName),
];

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        // Every text is searched: the fastest automaton is worth its memory.
        .kind(Some(AhoCorasickKind::DFA))
        .build(STARTS.iter().map(|(start, _)| start))
        .expect("a short list of words")
});

/// The text with ranges that are not wording, and the ranges `also`, hidden.
pub(super) fn hide<'t>(text: &'t str, also: &[Range<usize>]) -> Cow<'t, str> {
    let found = found(text);
    if found.is_empty() && also.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for range in found.into_iter().chain(also.iter().cloned()) {
        // Line breaks are kept.
        bytes[range].iter_mut().filter(|b| **b != b'\n').for_each(|b| *b = HIDDEN as u8);
    }
    Cow::Owned(String::from_utf8(bytes).expect("whole characters were replaced by ASCII"))
}

/// The text with the tags and comments of Tera replaced by spaces, so that they do not affect the Markdown.
pub(super) fn templates(text: &str) -> Cow<'_, str> {
    if !text.contains("{%") && !text.contains("{*") {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for range in found(text) {
        if text[range.clone()].starts_with("{%") || text[range.clone()].starts_with("{*") {
            bytes[range].iter_mut().filter(|b| **b != b'\n').for_each(|b| *b = b' ');
        }
    }
    Cow::Owned(String::from_utf8(bytes).expect("whole characters were replaced by ASCII"))
}

/// The text with the comments of Tera replaced by spaces.
pub(crate) fn comments(text: &str) -> Cow<'_, str> {
    if !text.contains("{*") {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    while let Some(from) = text[at..].find("{*").map(|i| at + i) {
        let Some(end) = text[from..].find("*}").map(|i| from + i + 2) else { break };
        bytes[from..end].iter_mut().filter(|b| **b != b'\n').for_each(|b| *b = b' ');
        at = end;
    }
    Cow::Owned(String::from_utf8(bytes).expect("whole characters were replaced by ASCII"))
}

/// Ranges that are not wording, in order, without overlaps.
fn found(text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut closers = Closers::default();
    for start in FINDER.find_iter(text) {
        let floor = ranges.last().map_or(0, |r| r.end);
        if start.start() < floor {
            continue;
        }
        let range = match STARTS[start.pattern().as_usize()].1 {
            Until::Closer(closer) => closers.after(text, closer, start.end()).map(|end| start.start()..end),
            Until::OnLine(closer) => {
                let end = closers.after(text, closer, start.end());
                let line = closers.after(text, "\n", start.end()).unwrap_or(text.len() + 1);
                end.filter(|end| *end < line).map(|end| start.start()..end)
            }
            Until::Address => Some(start.start()..forward(text, start.end(), text.len())),
            Until::Mail => mail(text, start.start(), floor),
            Until::FileName => file_name(text, start.range(), floor),
        };
        ranges.extend(range);
    }
    ranges
}

/// The next position of each closer, cached so that text full of openers is not searched repeatedly.
#[derive(Default)]
struct Closers(Vec<(&'static str, usize, Option<usize>)>);

impl Closers {
    /// End of the first closer at or after a position; positions must not decrease between calls.
    fn after(&mut self, text: &str, closer: &'static str, from: usize) -> Option<usize> {
        let known = self.0.iter().position(|(c, ..)| *c == closer);
        if let Some(at) = known {
            let (_, asked, answer) = self.0[at];
            if from >= asked && answer.is_none_or(|end| end - closer.len() >= from) {
                return answer;
            }
        }
        let answer = text[from..].find(closer).map(|i| from + i + closer.len());
        match known {
            Some(at) => self.0[at] = (closer, from, answer),
            None => self.0.push((closer, from, answer)),
        }
        answer
    }
}

/// End of an address that extends beyond `at`: a space, a bracket, a quotation mark or Hangul.
fn forward(text: &str, at: usize, most: usize) -> usize {
    let goes_on = |b: &u8| b.is_ascii_graphic() && !b"<>()[]\"'`{}|\\".contains(b);
    let end = at + text.as_bytes()[at..most].iter().take_while(|b| goes_on(b)).count();
    // A final full stop or comma belongs to the sentence.
    at + text[at..end].trim_end_matches(['.', ',', ';', ':']).len()
}

fn mail(text: &str, at: usize, floor: usize) -> Option<Range<usize>> {
    let part = |b: &u8| b.is_ascii_alphanumeric() || b"._+-".contains(b);
    let bytes = text.as_bytes();
    let start = at - bytes[floor..at].iter().rev().take_while(|b| part(b)).count();
    let end = at + 1 + bytes[at + 1..].iter().take_while(|b| part(b)).count();
    (start < at && end > at + 1).then_some(start..end)
}

/// Maximum length of a file name, in characters.
const LONGEST: usize = 120;

fn file_name(text: &str, ending: Range<usize>, floor: usize) -> Option<Range<usize>> {
    if text[ending.end..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let ends = |c: char| c.is_whitespace() || "\"'“”‘’<>|*?:,;".contains(c);
    let before = text[floor..ending.start].char_indices().rev().take(LONGEST);
    let start = before.take_while(|(_, c)| !ends(*c)).last().map(|(i, _)| floor + i)?;
    Some(whole_brackets(text, start, ending.start, floor)..ending.end)
}

/// Start of a file name whose brackets may contain spaces: `의전편람(2025. 3. 개정판).hwpx`.
fn whole_brackets(text: &str, start: usize, end: usize, floor: usize) -> usize {
    if text[start..end].matches(')').count() <= text[start..end].matches('(').count() {
        return start;
    }
    let from = text[floor..start].char_indices().rev().nth(LONGEST).map_or(floor, |(i, _)| floor + i);
    let line = text[from..start].rfind('\n').map_or(from, |i| from + i + 1);
    let Some(open) = text[line..start].rfind('(') else { return start };
    text[line..line + open].rfind(char::is_whitespace).map_or(line, |i| line + i + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> String {
        let seen = hide(text, &[]);
        assert_eq!(seen.len(), text.len());
        seen.replace(HIDDEN, "")
    }

    #[test]
    fn only_wording_is_left() {
        for (text, left) in [
            ("코드 `2019.5.8.` 뒤", "코드  뒤"),
            ("「2019.5.8. 계획」에 따라", "에 따라"),
            ("주소 https://a.kr/2019.5.8에서, 끝", "주소 에서, 끝"),
            ("(a.b@seoul.go.kr)", "()"),
            ("세부계획서(초안).pdf 참조", " 참조"),
            ("[홍길동](비공개:6)이", "[홍길동이"),
            ("{{ record.title }}과 {% if x %}나{% endif %}", "과 나"),
            ("열린 ` 하나와 「 하나", "열린 ` 하나와 「 하나"),
            ("제3조 <개정 2020.12.22>", "제3조 "),
            ("점수.pdfx 아님", "점수.pdfx 아님"),
            ("자료: 의전편람(2025. 3. 개정판).hwpx, 끝", "자료: , 끝"),
        ] {
            assert_eq!(seen(text), left, "{text}");
        }
    }

    #[test]
    fn many_openers_cost_no_more_than_their_number() {
        for opener in ["{{", "`\n", "「", "](", "a@", "{%"] {
            let text = opener.repeat(300_000);
            assert_eq!(hide(&text, &[]).len(), text.len());
        }
    }
}
