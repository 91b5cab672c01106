//! What the archive shows of what was published before: versions, and addresses without a page.

use gian_vocabulary::publication::Standing;
use gian_vocabulary::values::Date;
use serde::Serialize;

/// What stands at the address of a document that has no page any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tombstone {
    pub id: String,
    /// `None` where the title is withheld today.
    pub title: Option<String>,
    pub state: Standing,
    /// The Korean word of the state.
    pub label: &'static str,
    pub on: Option<Date>,
    pub reason: Option<String>,
    pub replaced_by: Option<Replacement>,
}

/// The document that stands for another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Replacement {
    pub id: String,
    pub title: Option<String>,
}

/// A version of a document as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VersionView {
    pub no: u32,
    pub on: Date,
    pub reason: Option<String>,
    /// What differs from the version before, where that may be shown.
    pub diff: Option<Vec<DiffLine>>,
}

/// A line of a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DiffLine {
    /// `same`, `gone`, `new`, or `gap` where equal lines are left out.
    pub kind: &'static str,
    pub text: String,
}
