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
    /// How deep brackets nest in the file and its object streams.
    nesting: usize,
}

fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

impl Searched {
    /// Nothing searched yet, of a file in which brackets nest as deep as this.
    pub(super) fn nested(nesting: usize) -> Self {
        Self { nesting, ..Self::default() }
    }

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
    if searched.nesting > MOST_NESTED {
        scan.undecoded(Channel::PdfObject, Opaque::OverLimit);
        return 0;
    }
    // The reader recurses over nested arrays, so it gets a stack of its own. A file that crashes it must not stop the scan.
    let read = std::thread::scope(|scope| {
        let reader = || catch_unwind(AssertUnwindSafe(|| read(&mut *scan, bytes, searched)));
        let running = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, reader);
        running.ok()?.join().ok()?.ok()
    });
    read.unwrap_or_else(|| {
        scan.undecoded(Channel::PdfObject, Opaque::Damaged);
        0
    })
}

/// Limit for the nesting of arrays and dictionaries that the reader is given. Brackets in pixels add up to some hundreds.
const MOST_NESTED: usize = 20_000;

/// Bytes of stack for the reader, reserved and only used as far as a file nests.
const STACK: usize = 256 << 20;

/// How deep arrays and dictionaries may nest in bytes: the largest number of opened and not closed brackets.
pub(super) fn nesting(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for byte in bytes {
        match byte {
            b'[' | b'<' => depth += 1,
            b']' | b'>' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn read(scan: &mut Scan<'_>, bytes: &[u8], searched: Searched) -> usize {
    // A file that it cannot open is one that viewers cannot open either, or only by repairing it as the first reader
    // does.
    let Ok(pdf) = Pdf::new(bytes.to_vec()) else { return 0 };
    let mut second = Second { scan, searched, own: 0 };
    for object in pdf.objects() {
        if !second.scan.count() {
            break;
        }
        second.object(&object, b"", 0);
    }
    second.own
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
            self.scan.undecoded(Channel::PdfObject, Opaque::OverLimit);
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
