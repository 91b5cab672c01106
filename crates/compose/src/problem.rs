//! What is wrong with Markdown, before it has a place in a file.

use std::ops::Range;

use gian_diagnostics::Text;

/// A place where Markdown says what the tree cannot hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Bytes of the Markdown that was read.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: Text,
    /// What to write instead.
    pub help: Text,
}
