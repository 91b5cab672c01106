//! Text without Markdown: decodes data and turns redaction marks into masks.

use gian_document::{Inline, escape};
use gian_view::redaction::ground_of;

use super::languages;

/// Plain text with masks for redaction marks.
pub fn with_masks(text: &str) -> Vec<Inline> {
    let mut out = Vec::new();
    push_text(text, &mut out);
    out
}

/// Adds such text to a line.
pub(crate) fn push_text(text: &str, out: &mut Vec<Inline>) {
    let mut plain = String::new();
    for c in text.chars() {
        match ground_of(c) {
            Some(ground) => {
                out.extend(languages::split(&escape::decode(&std::mem::take(&mut plain))));
                out.push(Inline::Withheld(ground));
            }
            None => plain.push(c),
        }
    }
    out.extend(languages::split(&escape::decode(&plain)));
}
