//! Reading a text from left to right: numbers, signs of ranges, and what stands before a place.

use std::ops::Range;

/// What stands before a place on its line.
#[derive(Debug, Default)]
pub struct Before {
    /// Where the line begins.
    pub line: usize,
    /// Where the last date of the line ends.
    pub date: Option<usize>,
    /// Where the last date or time of the line ends.
    pub end: usize,
}

impl Before {
    /// Whether digits at a place can begin a number of their own.
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

/// The signs that stand between the two ends of a range; the first is the right one.
pub const RANGE_SIGNS: [char; 9] = ['~', '∼', '～', '〜', '-', '–', '—', '−', '‐'];

/// The sign of a range between two places that are its ends: without the spaces around it.
pub fn range_sign(text: &str, between: Range<usize>) -> Option<Range<usize>> {
    let inner = text.get(between.clone())?;
    let sign = inner.trim_matches(' ');
    let mut chars = sign.chars();
    let one = chars.next().is_some_and(|c| RANGE_SIGNS.contains(&c)) && chars.next().is_none();
    let start = between.start + inner.len() - inner.trim_start_matches(' ').len();
    one.then(|| start..start + sign.len())
}

/// How many ASCII digits stand at a place.
pub(super) fn digits(text: &str, at: usize) -> usize {
    text.as_bytes()[at..].iter().take_while(|b| b.is_ascii_digit()).count()
}

/// How many spaces stand at a place.
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

    /// Takes a number of at most so many digits; a longer one is no such number.
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
