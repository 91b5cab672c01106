//! Problems of Markdown, before they are located in a file.

use std::ops::Range;

use gian_diagnostics::Text;

/// A position of Markdown that the tree cannot represent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Byte range in the parsed Markdown.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: Text,
    /// How to correct it.
    pub help: Text,
}
