//! The Markdown inside fenced blocks, such as a title or a cell of a table.
//!
//! A fenced block stands in Markdown and holds Markdown. The reader of Markdown calls the reader of the block and hands
//! itself in, so that the files of the blocks need not know it.

use std::ops::Range;

use gian_document::{Block, Inline};

use super::problem::Problem;

/// A reference to a footnote: the label, and where it stands.
pub type FootnoteReference = (String, Range<usize>);

/// Reads Markdown that stands in a fenced block. Problems have bytes in `source`.
pub trait Nested {
    /// Reads text of one line, such as a title.
    fn line(&self, source: &str) -> (Vec<Inline>, Vec<Problem>);

    /// Reads a part of a body, such as a cell; the text of its footnotes stands in the body.
    fn part(&self, source: &str) -> (Vec<Block>, Vec<Problem>, Vec<FootnoteReference>);
}
