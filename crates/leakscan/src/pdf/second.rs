//! A second PDF reader, `hayro-syntax`: its results that differ from those of the first reader are searched too.
//!
//! The first reader extracts objects from the bytes and decodes them itself. This one follows the cross-reference
//! tables, as viewers do, decrypts files that need no password, and has its own filters. Strings and streams that
//! both read identically are searched once; those that only one reader gives are searched in its reading.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object, Stream};
use sha2::{Digest, Sha256};

use super::super::layers::Scan;
use super::super::{Channel, Opaque};
use super::lexer::Lexer;

/// What the first reader has searched, by digest.
#[derive(Default)]
pub(super) struct Searched {
    /// Strings, names and decoded streams.
    pieces: BTreeSet<[u8; 32]>,
    /// Raw streams that were decoded within the limits.
    decoded: BTreeSet<[u8; 32]>,
    /// Raw streams that were not decoded: pixels, and streams already reported.
    left: BTreeSet<[u8; 32]>,
}

fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

impl Searched {
    /// Whether nothing was searched.
    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty() || self.decoded.is_empty()
    }

    /// Records a searched string or name.
    pub(super) fn piece(&mut self, bytes: &[u8]) {
        self.pieces.insert(digest(bytes));
    }

    /// Records a stream, decoded or not.
    pub(super) fn stream(&mut self, raw: &[u8], decoded: Option<&[u8]>) {
        match decoded {
            Some(bytes) => {
                self.decoded.insert(digest(raw));
                self.piece(bytes);
            }
            None => {
                self.left.insert(digest(raw));
            }
        }
    }
}

/// Searches the results of the second reader that the first did not have; returns the number of its strings and
/// streams.
pub(super) fn scan(scan: &mut Scan<'_>, bytes: &[u8], searched: Searched) -> usize {
    // A file that crashes this reader must not stop the scan.
    let is_read = catch_unwind(AssertUnwindSafe(|| {
        // A file that it cannot open is one that viewers cannot open either, or only by repairing it as the first
        // reader does.
        let Ok(pdf) = Pdf::new(bytes.to_vec()) else { return 0 };
        let mut second = Second { scan: &mut *scan, searched, own: 0 };
        for object in pdf.objects() {
            if !second.scan.count() {
                break;
            }
            second.object(&object, b"", 0);
        }
        second.own
    }));
    is_read.unwrap_or_else(|_| {
        scan.undecoded(Channel::PdfObject, Opaque::Damaged);
        0
    })
}

/// Limit for nested objects.
const MOST_DEPTH: usize = 64;

struct Second<'s, 'a> {
    scan: &'s mut Scan<'a>,
    searched: Searched,
    /// Strings and streams that the first reader did not have.
    own: usize,
}

impl Second<'_, '_> {
    fn object(&mut self, object: &Object<'_>, key: &[u8], depth: usize) {
        if depth > MOST_DEPTH {
            return;
        }
        match object {
            // An identifier is a number.
            Object::String(_) if key == b"ID" => {}
            Object::String(text) => self.piece(text.as_bytes()),
            Object::Name(name) => self.piece(name),
            Object::Array(items) => self.array(items, key, depth),
            Object::Dict(entries) => self.dictionary(entries, depth),
            Object::Stream(stream) => {
                self.dictionary(stream.dict(), depth);
                self.stream(stream);
            }
            Object::Null(_) | Object::Boolean(_) | Object::Number(_) => {}
        }
    }

    fn array(&mut self, items: &Array<'_>, key: &[u8], depth: usize) {
        for item in items.raw_iter() {
            if let MaybeRef::NotRef(item) = item {
                self.object(&item, key, depth + 1);
            }
        }
    }

    fn dictionary(&mut self, entries: &Dict<'_>, depth: usize) {
        for (key, value) in entries.entries() {
            if !key.is_ascii() || key.len() > 20 {
                self.piece(&key);
            }
            if let MaybeRef::NotRef(value) = value {
                self.object(&value, &key, depth + 1);
            }
        }
    }

    fn piece(&mut self, bytes: &[u8]) {
        if self.searched.pieces.insert(digest(bytes)) {
            self.own += 1;
            self.scan.any_text(Channel::PdfObject, "as another reader reads it", bytes);
        }
    }

    fn stream(&mut self, stream: &Stream<'_>) {
        let raw = stream.raw_data();
        let digest = digest(&raw);
        if self.searched.left.contains(&digest) {
            return;
        }
        if !self.searched.decoded.contains(&digest) {
            // Its boundaries differ from those of the first reader, or it was encrypted. Its size is unknown, so it
            // is decoded within the limits of the first reader.
            self.own += 1;
            if let Some(object) = Lexer::new(stream.dict().data(), 0).next() {
                self.scan.inside("as another reader reads it", None, |scan| {
                    super::stream(scan, &object, &raw, &mut Searched::default());
                });
            }
            return;
        }
        let Ok(bytes) = stream.decoded() else { return };
        if self.searched.pieces.insert(self::digest(&bytes)) && self.scan.spend(bytes.len()) {
            self.own += 1;
            self.scan.inside("as another reader reads it", None, |scan| {
                super::other(scan, &bytes);
                for needle in scan.needles.in_bytes(&bytes) {
                    scan.withheld_at(Channel::PdfObject, "stream", needle);
                }
            });
        }
    }
}
