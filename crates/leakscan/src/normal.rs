//! Normal forms of a text for the search, with the way back to its positions.

use gian_korean::separated::is_invisible;
use unicode_normalization::UnicodeNormalization;

/// Which characters of a text are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Light,
    Folded,
}

impl Mode {
    pub(super) fn keeps(self, c: char) -> bool {
        match self {
            Self::Light => !is_invisible(c),
            Self::Folded => c.is_alphanumeric(),
        }
    }
}

/// A text in one normal form.
pub(super) struct Normal {
    /// The text in NFKC, with its separators.
    pub(super) source: String,
    pub(super) text: String,
}

/// For each byte of a normalized text, the byte of its source.
pub(super) struct Origin {
    pub(super) at: Vec<u32>,
}

impl Normal {
    pub(super) fn new(text: &str, mode: Mode) -> Self {
        let source: String = if text.is_ascii() { text.to_owned() } else { text.nfkc().collect() };
        let mut normal = String::with_capacity(source.len());
        for c in source.chars().filter(|c| mode.keeps(*c)) {
            if c.is_ascii() { normal.push(c.to_ascii_lowercase()) } else { normal.extend(c.to_lowercase()) }
        }
        Self { source, text: normal }
    }

    /// Maps positions back to the source; runs only after a match.
    pub(super) fn origin(&self, mode: Mode) -> Origin {
        let mut at = Vec::with_capacity(self.text.len());
        for (i, c) in self.source.char_indices().filter(|(_, c)| mode.keeps(*c)) {
            let length: usize = c.to_lowercase().map(char::len_utf8).sum();
            at.extend(std::iter::repeat_n(i as u32, length));
        }
        Origin { at }
    }
}
