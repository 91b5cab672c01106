//! Rows of the redaction register (비공개 목록), without the values.

use gian_vocabulary::values::{Date, Ground, disclosure_words};
use serde::Serialize;

use crate::rules::Rule;

/// The redactions of one document in one kind of place on one ground.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Row {
    /// `식별자` of the document.
    pub id: String,
    /// Its title in the internal edition, so that a row is internal.
    pub title: String,
    /// Day that the document carries.
    pub date: Date,
    /// Name of the department.
    pub department: String,
    /// Place: `참석자 명단`.
    pub place: String,
    /// Kind of value: `사람`.
    pub what: &'static str,
    /// Number of places.
    pub count: usize,
    /// Ground of the redaction.
    pub ground: Ground,
    /// Meaning of the ground in Korean words.
    pub ground_words: &'static str,
    /// Key of `withheld.yaml`.
    pub key: Option<String>,
    /// Reason of the decision; `None` if no decision gives one.
    pub reason: Option<String>,
    /// Who decided: position and name; by default the approver of the document.
    pub decided_by: String,
    /// Day of the decision; by default that of the approval.
    pub decided_on: Option<Date>,
    /// `재검토일`: day on which the decision is reviewed.
    pub review_on: Option<Date>,
    /// Whether an attachment or the document is withheld as a whole.
    pub whole: bool,
}

/// The public part of the register: counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The ground that is counted.
    pub ground: Ground,
    /// Meaning of the ground in Korean.
    pub words: &'static str,
    /// Documents with redactions on the ground.
    pub documents: usize,
    /// Places in their text.
    pub places: usize,
    /// Attachments withheld as a whole.
    pub attachments: usize,
    /// Documents withheld as a whole.
    pub closed: usize,
}

/// Counts the rows by ground.
pub fn counts(rows: &[Row]) -> Vec<Count> {
    let mut grounds: Vec<Ground> = rows.iter().map(|r| r.ground).collect();
    grounds.sort();
    grounds.dedup();
    grounds
        .into_iter()
        .map(|ground| {
            let of: Vec<&Row> = rows.iter().filter(|r| r.ground == ground).collect();
            let mut ids: Vec<&str> = of.iter().map(|r| r.id.as_str()).collect();
            ids.sort_unstable();
            ids.dedup();
            let sum = |pick: &dyn Fn(&Row) -> bool| of.iter().filter(|r| pick(r)).map(|r| r.count).sum();
            let closed = Rule::ClosedDocument.label();
            Count {
                ground,
                words: disclosure_words(ground),
                documents: ids.len(),
                places: sum(&|r| !r.whole),
                attachments: sum(&|r| r.whole && r.what != closed),
                closed: sum(&|r| r.what == closed),
            }
        })
        .collect()
}
