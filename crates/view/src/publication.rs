//! What the archive shows of what was published before: versions, and addresses without a page.

use gian_vocabulary::publication::Standing;
use gian_vocabulary::values::Date;
use serde::Serialize;

/// What stands at the address of a document that has no page any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tombstone {
    /// `식별자` under which the document was published.
    pub id: String,
    /// `None` where the title is withheld today.
    pub title: Option<String>,
    /// What became of it: corrected, withdrawn or closed.
    pub state: Standing,
    /// The Korean word of the state.
    pub label: &'static str,
    /// Day of the change; `None` where the register has none.
    pub on: Option<Date>,
    /// Why, in the words of the register; `None` where there is none or it is withheld today.
    pub reason: Option<String>,
    /// The document to read instead.
    pub replaced_by: Option<Replacement>,
}

/// The document that stands for another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Replacement {
    /// `식별자` of the other document.
    pub id: String,
    /// Its title; `None` where it is withheld today.
    pub title: Option<String>,
}

/// A version of a document as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VersionView {
    /// Number of the version, from 1.
    pub no: u32,
    /// Day of its publication.
    pub on: Date,
    /// Why the document changed; `None` for the first version.
    pub reason: Option<String>,
    /// What differs from the version before, where that may be shown.
    pub diff: Option<Vec<DiffLine>>,
}

/// A line of a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DiffLine {
    /// `same`, `gone`, `new`, or `gap` where equal lines are left out.
    pub kind: &'static str,
    /// The line without its line end.
    pub text: String,
}
