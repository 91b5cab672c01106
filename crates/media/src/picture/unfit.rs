//! The error for refused files, shared by all formats.

use gian_diagnostics::Text;

/// Why a file is not accepted, and how to correct it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// What is wrong with the file.
    pub message: Text,
    /// How to correct it.
    pub help: Text,
}

pub(super) fn unfit(message: Text, help: Text) -> Unfit {
    Unfit { message, help }
}
