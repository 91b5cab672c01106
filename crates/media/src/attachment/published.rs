//! The result of publishing a file.

use gian_diagnostics::Text;

/// What of an attachment may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The bytes for publication.
    pub bytes: Vec<u8>,
    /// What was taken out, each a short noun phrase; empty if the bytes are unchanged.
    pub removed: Vec<Text>,
}
