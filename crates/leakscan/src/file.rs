//! The scan of one file.

use std::collections::BTreeSet;

use super::finding::FileReport;
use super::forms::Needles;
use super::layers;

/// Scans the bytes of one file, all layers. `name` is its path in the tree.
pub fn scan_file(name: &str, bytes: &[u8], needles: &Needles) -> FileReport {
    scan_reviewed(name, bytes, needles, &BTreeSet::new())
}

/// Scans the bytes of one file. The pixels of embedded pictures whose SHA-256 is in `reviewed` are not reported,
/// because a person has reviewed them.
pub fn scan_reviewed(name: &str, bytes: &[u8], needles: &Needles, reviewed: &BTreeSet<String>) -> FileReport {
    let mut scan = layers::Scan::new(name, needles, reviewed);
    scan.name(name);
    scan.bytes(bytes);
    scan.finish()
}
