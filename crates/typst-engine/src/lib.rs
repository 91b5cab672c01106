//! Typst sources into PDF/A-2a and PDF/UA-1, by the engine inside the program or by an external one.
//!
//! Both engines get the same files of one document and the same fonts, and nothing else: no machine fonts, no
//! packages, no clock.

#[cfg(feature = "embedded")]
pub mod embedded;
pub mod external;

use gian_emit::page_map::Pages;
use gian_source::progress::Stop;
pub use gian_theme::Job;

/// Why a PDF could not be made: a defect of a template or of the program, because the sources were
/// checked before.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Each with the file (`main.typ`, `house.typ`) and line it came from.
    pub messages: Vec<String>,
    /// That it took too much, if that is why.
    pub stop: Option<Stop>,
}

/// A document that was typeset.
#[derive(Debug, Clone)]
pub struct Pdf {
    /// The PDF file.
    pub bytes: Vec<u8>,
    /// Its pages, and on which of them each place of the document stands.
    pub pages: Pages,
}

/// Makes PDFs.
pub trait Engine: Send + Sync {
    /// Typesets one document.
    ///
    /// # Errors
    /// When the Typst source does not compile or the PDF would not conform.
    fn pdf(&self, job: &Job) -> Result<Pdf, Failure>;
}
