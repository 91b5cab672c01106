//! A cursor over a text: numbers, range signs, and the context before a position.

use std::ops::Range;

/// Context before a position on its line.
#[derive(Debug, Default)]
pub struct Before {
    /// Start of the line.
    pub line: usize,
    /// End of the last date on the line.
    pub date: Option<usize>,
    /// End of the last date or time on the line.
    pub end: usize,
}

impl Before {
    /// Whether digits at a position can begin a number.
    pub(super) fn may_begin(&self, text: &str, at: usize) -> bool {
        let mut back = text[..at].chars().rev();
        match back.next() {
            Some(c) if c.is_ascii_alphanumeric() || c == '_' => false,
            Some('.' | ',' | ':' | '-' | '/') if at == self.end + 1 && self.end > self.line => true,
            Some('.' | ',' | ':' | '-' | '/') => !back.next().is_some_and(|c| c.is_ascii_digit()),
            _ => true,
        }
    }
}

/// Signs between the ends of a range; the first is the correct one.
pub const RANGE_SIGNS: [char; 9] = ['~', '∼', '～', '〜', '-', '–', '—', '−', '‐'];

/// The range sign between two positions, without the spaces around it.
pub fn range_sign(text: &str, between: Range<usize>) -> Option<Range<usize>> {
    let inner = text.get(between.clone())?;
    let sign = inner.trim_matches(' ');
    let mut chars = sign.chars();
    let one = chars.next().is_some_and(|c| RANGE_SIGNS.contains(&c)) && chars.next().is_none();
    let start = between.start + inner.len() - inner.trim_start_matches(' ').len();
    one.then(|| start..start + sign.len())
}

/// Number of ASCII digits at a position.
pub(super) fn digits(text: &str, at: usize) -> usize {
    text.as_bytes()[at..].iter().take_while(|b| b.is_ascii_digit()).count()
}

/// Number of spaces at a position.
pub(super) fn spaces(text: &str, at: usize) -> usize {
    text.as_bytes()[at..].iter().take_while(|b| **b == b' ').count()
}

/// Reads a text from left to right.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Reads a number; `None` if it has more digits than allowed.
    pub(super) fn number(&mut self, most: usize) -> Option<(u32, Range<usize>)> {
        let count = digits(self.text, self.at);
        if count == 0 || count > most {
            return None;
        }
        let range = self.at..self.at + count;
        self.at += count;
        Some((self.text[range.clone()].parse().ok()?, range))
    }

    pub(super) fn eat(&mut self, word: &str) -> bool {
        let is = self.rest().starts_with(word);
        if is {
            self.at += word.len();
        }
        is
    }

    pub(super) fn spaces(&mut self) -> usize {
        let count = spaces(self.text, self.at);
        self.at += count;
        count
    }
}
