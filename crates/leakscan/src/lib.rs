//! Proves that a built public tree does not have what must not be published.
//!
//! 1. [`Needles`] holds the withheld values in every form in which they can be written.
//! 2. [`scan_file`] takes a file apart by its content, layer by layer, and searches each layer.
//! 3. [`scan_tree`] does so for every file of a folder, its names and its manifest.
//!
//! What cannot be taken apart is a finding too ([`What::Undecoded`]): nothing passes in silence.
//!
//! No scan of bytes finds a hash of a value, the order of a list that tells it, letters drawn as outlines, pieces of a
//! value in several files or values, or another wording of it.

mod decode;
mod encode;
mod file;
mod finding;
mod forms;
mod image;
mod layers;
mod markup;
mod ole;
mod pdf;
mod text;
mod tree;
mod zip;

pub use file::{scan_file, scan_reviewed};
pub use finding::{Channel, FileReport, Finding, ManifestProblem, Opaque, Report, What};
pub use forms::{Needle, Needles};
pub use tree::{Compared, Known, attachments, compare, documents, scan_tree};
