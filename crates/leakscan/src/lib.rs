//! Scans a built public tree for values that must not be published.
//!
//! 1. [`Needles`] holds the withheld values in every encoded form.
//! 2. [`scan_file`] decodes a file by its content, layer by layer, and searches each layer.
//! 3. [`scan_tree`] does so for every file of a folder, its names and its manifest.
//!
//! What cannot be decoded is a finding too ([`What::Undecoded`]), so that nothing is skipped without a report.
//!
//! Out of reach of a byte scan: hashes of a value, the order of a list that discloses it, letters drawn as outlines,
//! a value split over several files or values, and paraphrases.

mod decode;
mod encode;
mod file;
mod finding;
mod forms;
mod image;
mod layers;
mod markup;
mod normal;
mod ole;
mod pdf;
mod text;
mod tree;
mod zip;

pub use file::{scan_file, scan_reviewed};
pub use finding::{Channel, FileReport, Finding, ManifestProblem, Opaque, Report, What};
pub use forms::{Needle, Needles, OpenWords};
pub use tree::{CHECKOUT, Compared, Known, attachments, compare, documents, folders, read, scan_tree};
