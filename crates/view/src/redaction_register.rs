//! Rows of the register of what is withheld (비공개 목록): never the values.

use gian_vocabulary::values::{Date, Ground, disclosure_words};
use serde::Serialize;

use crate::rules::Rule;

/// What one document withholds in one kind of place on one ground.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Row {
    pub id: String,
    pub title: String,
    pub date: Date,
    pub department: String,
    /// Where: `참석자 명단`.
    pub place: String,
    /// What: `사람`.
    pub what: &'static str,
    /// In how many places.
    pub count: usize,
    pub ground: Ground,
    pub ground_words: &'static str,
    /// Key of `withheld.yaml`.
    pub key: Option<String>,
    pub reason: Option<String>,
    pub decided_by: String,
    pub decided_on: Option<Date>,
    pub review_on: Option<Date>,
    /// Whether an attachment or the document is withheld as a whole.
    pub whole: bool,
}

/// What everyone may know of the register: counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    pub ground: Ground,
    pub words: &'static str,
    /// Documents that withhold something on the ground.
    pub documents: usize,
    /// Places in their text.
    pub places: usize,
    /// Attachments as a whole.
    pub attachments: usize,
    /// Documents as a whole.
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
