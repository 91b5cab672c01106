//! From the model to what one document says in one edition.
//!
//! [`project`] is the only way to a [`View`], and the emitters' side of the program accepts nothing
//! else. The view is built by allow-list: a field that is not copied here does not exist there.
//! In the public edition a withheld value is a [`token`](tokens::token) with its ground, so a
//! template can print, compare or measure it and learns nothing.

mod project;
pub mod register;
pub mod rules;
pub mod tokens;
pub mod view;

pub use project::{head, is_published, listed, project};
pub use view::View;

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
