//! A line of the record: the field that it shows, its label and value.

use gian_vocabulary::record::RecordKey;
use serde::Serialize;

use crate::inline::Inline;

/// A line of the record box: label and value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecordLine {
    /// The field of the record that the line shows; `None` for a cell that is filled in by hand.
    pub key: Option<RecordKey>,
    /// Label of the line: `문서번호`.
    pub label: String,
    /// The value; empty until it is known.
    pub value: Vec<Inline>,
}

/// Line of unmarked text.
pub(crate) fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.to_owned())]
}
