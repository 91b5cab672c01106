//! Proves that a built public tree does not have what must not be published.
//!
//! 1. [`Wanted`] holds the withheld values in every form in which they can be written.
//! 2. [`scan_file`] takes a file apart by its content, layer by layer, and searches each layer.
//! 3. [`scan_tree`] does so for every file of a folder, its names and its manifest.
//!
//! What cannot be taken apart is a finding too ([`What::Undecoded`]): nothing passes in silence.
//!
//! No scan of bytes finds a hash of a value, the order of a list that tells it, letters drawn as outlines, pieces of a
//! value in several files or values, or another wording of it.

use std::collections::BTreeSet;

mod decode;
mod encode;
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

pub use finding::{Channel, FileReport, Finding, ManifestProblem, Opaque, Report, What};
pub use forms::{Needle, Wanted};
pub use tree::{Compared, Known, attachments, compare, documents, scan_tree};

/// Scans the bytes of one file, all layers. `name` is its path in the tree.
pub fn scan_file(name: &str, bytes: &[u8], wanted: &Wanted) -> FileReport {
    scan_reviewed(name, bytes, wanted, &BTreeSet::new())
}

/// Scans the bytes of one file. The pixels of pictures inside it that a person has looked at, by their SHA-256, are
/// not told.
pub fn scan_reviewed(name: &str, bytes: &[u8], wanted: &Wanted, reviewed: &BTreeSet<String>) -> FileReport {
    let mut scan = layers::Scan::new(name, wanted, reviewed);
    scan.name(name);
    scan.bytes(bytes);
    scan.finish()
}
