//! What one document says in one edition.
//!
//! A [`View`] is all that templates and emitters may see. In the public edition a withheld value is a
//! [`redaction mark`](redaction::mark) with its ground, so a template can print, compare or measure it and learns
//! nothing. Only the redaction makes views of a workspace; nothing here can name what it read.
//!
//! A type that holds withheld values cannot be named here, because the crate of the model is not in reach:
//!
//! ```compile_fail
//! let _: Option<gian_model::Dossier> = None;
//! ```

pub mod publication;
pub mod redaction;
pub mod redaction_register;
pub mod rules;
mod view;

pub use view::*;

/// For whom an output is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Edition {
    /// For the office: everything.
    Internal,
    /// For everyone: what is withheld is not there.
    Public,
}

impl Edition {
    /// Both editions.
    pub const ALL: [Self; 2] = [Self::Internal, Self::Public];

    /// Name of the folder below `output/`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Public => "public",
        }
    }
}
