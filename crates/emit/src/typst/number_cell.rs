//! Cells with a single number.

use gian_document::Inline;

/// Whether text is a single number, which a cell shows on one line in a smaller size rather than on two.
pub(super) fn is_number(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '△' | '-' | '+' | '%'))
}

/// Whether all of a line is bold.
pub(super) fn is_strong(text: &[Inline]) -> bool {
    matches!(text, [Inline::Strong(_)])
}
