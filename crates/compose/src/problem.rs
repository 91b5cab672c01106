//! What is wrong with Markdown, before it has a place in a file.

use std::ops::Range;

use gian_diagnostics::Text;

/// A place where Markdown says what the tree cannot hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub range: Range<usize>,
    pub message: Text,
    pub help: Text,
}
