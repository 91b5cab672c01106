//! The Markdown inside fenced blocks, such as a title or a cell of a table.
//!
//! A fenced block is part of Markdown and contains Markdown. The Markdown parser passes itself to the parser of the
//! block through this trait, so that the block modules do not depend on it.

use std::ops::Range;

use gian_document::{Block, Inline};

use super::problem::Problem;

/// A reference to a footnote: label and position.
pub type FootnoteReference = (String, Range<usize>);

/// Parses Markdown inside a fenced block. Problems have byte ranges in `source`.
pub trait Nested {
    /// Parses text of one line, such as a title.
    fn line(&self, source: &str) -> (Vec<Inline>, Vec<Problem>);

    /// Parses the text of a cell, which keeps numbers, signs, spaces and empty lines; the text of its footnotes is in the
    /// body.
    fn cell(&self, source: &str) -> (Vec<Block>, Vec<Problem>, Vec<FootnoteReference>);

    /// Parses paragraphs in which each line stays a line, with its spaces.
    fn lines(&self, source: &str) -> (Vec<Block>, Vec<Problem>, Vec<FootnoteReference>);

    /// Parses what stands in a column beside others: a part of a body that may have frames.
    fn column(&self, source: &str) -> (Vec<Block>, Vec<Problem>, Vec<FootnoteReference>);

    /// Parses a part of a body, such as a text below a label; the text of its footnotes is in the body.
    fn part(&self, source: &str) -> (Vec<Block>, Vec<Problem>, Vec<FootnoteReference>);
}
