//! Text without Markdown: decodes data and turns redaction marks into masks.

use gian_document::{Inline, escape};
use gian_view::redaction::ground_of;
use gian_vocabulary::values::Ground;

use super::languages;

/// Plain text with masks for redaction marks.
pub fn with_masks(text: &str) -> Vec<Inline> {
    let mut out = Vec::new();
    push_text(text, &mut out);
    out
}

/// Adds such text to a line.
pub(crate) fn push_text(text: &str, out: &mut Vec<Inline>) {
    let mut rest = text;
    while let Some((at, ground, mark)) = first_mark(rest) {
        out.extend(languages::split(&escape::decode(&rest[..at])));
        out.push(Inline::Withheld(ground));
        rest = &rest[at + mark..];
    }
    out.extend(languages::split(&escape::decode(rest)));
}

/// The first redaction mark of a text: its position, its ground and its length in bytes.
fn first_mark(text: &str) -> Option<(usize, Ground, usize)> {
    // Marks are characters of a private plane, which begin with this byte; most texts contain none.
    if !text.as_bytes().contains(&0xf3) {
        return None;
    }
    text.char_indices().find_map(|(at, c)| ground_of(c).map(|ground| (at, ground, c.len_utf8())))
}
