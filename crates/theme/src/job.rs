//! What is handed to the typesetter.

use chrono::NaiveDate;

/// What an engine needs for one document.
#[derive(Debug, Clone)]
pub struct Job {
    /// Typst source of the document: the filled frame.
    pub main: String,
    /// Functions of the house look (`house.typ`).
    pub house: String,
    /// The house profile as JSON, read by `house.typ`.
    pub profile: String,
    /// The pictures that the document shows, by the names that its source gives them.
    pub pictures: Vec<(String, Vec<u8>)>,
    /// The day that the document carries; also the date in the PDF.
    pub date: NaiveDate,
}
