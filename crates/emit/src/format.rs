//! Output formats of documents: name, delivery to readers, and the function that writes the bytes.

use gian_document::Document;

use crate::typst::PageMetrics;

/// Input of an emitter: one document in one edition.
pub struct Sheet<'a> {
    /// The tree of the whole sheet.
    pub document: &'a Document,
    /// Title of the document, with the masks of the edition as text.
    pub title: String,
    /// Day of the document: 결재일, or 기안일 of a draft. A format that stores a time stores this day, because a build has
    /// no clock.
    pub date: chrono::NaiveDate,
    /// Sizes and markers of the house look on the day of the document; `None` for a document that was made elsewhere,
    /// because this program sets no page of it.
    pub metrics: Option<PageMetrics>,
    /// Pictures of the document.
    pub pictures: &'a [Picture],
}

/// A picture that a document shows.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Name in the tree and in Typst.
    pub name: String,
    /// Name of the file in `figures/`.
    pub file: String,
    /// The checked bytes of the file.
    pub bytes: Vec<u8>,
}

/// Delivery of a format to readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// The page of the document in the archive contains it; there is no file.
    Page,
    /// A file with this name beside the public page, for programs: a distribution in the catalogue and a link in the head
    /// of the page.
    Beside(&'static str),
    /// A file `<id>.<name of the format>` of both editions, offered for download beside the PDF.
    Download,
}

/// A format that documents are written in.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Name in `gian dump --step`, and the end of the name of a download.
    pub name: &'static str,
    /// Name that lists show: `HTML`, `글`.
    pub label: &'static str,
    /// Media type (IANA).
    pub media_type: &'static str,
    /// Whether it is a file of its own, and for whom.
    pub delivery: Delivery,
    /// Writes a document. The same sheet gives the same bytes.
    pub emit: fn(&Sheet<'_>) -> Vec<u8>,
}

impl Format {
    /// Name of the file of a document in this format; `None` where there is no file.
    pub fn file(&self, id: &str) -> Option<String> {
        match self.delivery {
            Delivery::Page => None,
            Delivery::Beside(name) => Some(name.to_owned()),
            Delivery::Download => Some(format!("{id}.{}", self.name)),
        }
    }
}
