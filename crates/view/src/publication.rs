//! Publication history shown by the archive: versions, and addresses without a page.

use gian_vocabulary::publication::Standing;
use gian_vocabulary::values::Date;
use serde::Serialize;

/// The page at the address of a document that is no longer published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tombstone {
    /// `식별자` under which the document was published.
    pub id: String,
    /// `None` if the title is withheld today.
    pub title: Option<String>,
    /// Its state: corrected, withdrawn or closed.
    pub state: Standing,
    /// The Korean word of the state.
    pub label: &'static str,
    /// Day of the change; `None` if the publication log has none.
    pub on: Option<Date>,
    /// Reason in the words of the publication log; `None` if there is none or it is withheld today.
    pub reason: Option<String>,
    /// The document to read instead.
    pub replaced_by: Option<Replacement>,
}

/// The document that replaces another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Replacement {
    /// `식별자` of the other document.
    pub id: String,
    /// Its title; `None` if it is withheld today.
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
    /// Difference from the previous version, if it may be shown.
    pub diff: Option<Vec<DiffLine>>,
}

/// A line of a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DiffLine {
    /// `same`, `gone`, `new`, or `gap` for omitted equal lines.
    pub kind: &'static str,
    /// The line without its line end.
    pub text: String,
}
