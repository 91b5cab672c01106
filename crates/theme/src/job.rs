//! The input of the typesetter.

use chrono::NaiveDate;

/// What an engine needs for one document.
#[derive(Debug, Clone)]
pub struct Job {
    /// Typst source of the document: the filled frame.
    pub main: String,
    /// Functions of the house look (`house.typ`).
    pub house: String,
    /// The house profile as JSON, which `house.typ` reads.
    pub profile: String,
    /// Left and right margin of the pages in pt.
    pub margins: (f64, f64),
    /// Pictures by the file names used in the source.
    pub pictures: Vec<(String, Vec<u8>)>,
    /// Date of the document, also used as the date of the PDF.
    pub date: NaiveDate,
}
