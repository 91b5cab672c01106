//! Why a file is refused, for every format alike.

use gian_diagnostics::Text;

/// Why a file cannot stand in a document, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// What is wrong with the file.
    pub message: Text,
    /// What to do about it.
    pub help: Text,
}

pub(super) fn unfit(message: Text, help: Text) -> Unfit {
    Unfit { message, help }
}
