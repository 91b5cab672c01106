//! Extracts the objects of a PDF from its bytes, including those that no cross-reference table lists any more.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::layers::{Scan, find, has};
use super::filters::{self, Decoded};
use super::lexer::{Lexer, Object};
use super::second::nesting;

/// One object with its position in the file; a number can occur several times.
pub(super) struct Entry {
    pub number: u32,
    pub object: Object,
    stream: Option<Range<usize>>,
}

/// The objects of a file and the bytes between them.
pub(super) struct File<'a> {
    bytes: &'a [u8],
    pub entries: Vec<Entry>,
    /// Objects that cannot be read.
    pub damaged: usize,
    pub revisions: usize,
    /// How deep brackets nest in the file and its object streams.
    pub nesting: usize,
    /// Comments, and whether they are after the end of the file.
    pub comments: Vec<(&'a [u8], bool)>,
    /// Bytes that belong to no object, and whether they are after the end of the file.
    pub gaps: Vec<(&'a [u8], bool)>,
    trailers: Vec<Object>,
    last: BTreeMap<u32, usize>,
    reachable: BTreeSet<u32>,
}

impl<'a> File<'a> {
    pub(super) fn carve(scan: &mut Scan<'_>, bytes: &'a [u8]) -> Self {
        let mut file = Self {
            bytes,
            entries: Vec::new(),
            damaged: 0,
            revisions: 0,
            nesting: nesting(bytes),
            comments: Vec::new(),
            gaps: Vec::new(),
            trailers: Vec::new(),
            last: BTreeMap::new(),
            reachable: BTreeSet::new(),
        };
        let heads = heads(bytes);
        let end = last_end(bytes);
        let mut at = 0;
        for head in &heads {
            if head.start < at {
                // Inside a stream or string that was already read.
                continue;
            }
            if !scan.count() {
                return file;
            }
            file.gap(at..head.start, end);
            at = file.read(scan, head, &heads);
        }
        file.gap(at..bytes.len(), end);
        for (i, entry) in file.entries.iter().enumerate() {
            file.last.insert(entry.number, i);
            if entry.object.name_at(b"Type") == b"XRef" {
                file.trailers.push(entry.object.clone());
            }
        }
        let is_linear = file.entries.first().is_some_and(|e| e.object.get(b"Linearized").is_some());
        file.revisions = file.revisions.saturating_sub(usize::from(is_linear));
        file.reach();
        file
    }

    /// Reads the object at a head; returns the position after it.
    fn read(&mut self, scan: &mut Scan<'_>, head: &Head, heads: &[Head]) -> usize {
        let mut lexer = Lexer::new(self.bytes, head.body);
        let Some(object) = lexer.next() else {
            self.damaged += 1;
            return head.body;
        };
        lexer.skip_space();
        self.comments.extend(lexer.comments.drain(..).map(|c| (c, false)));
        let mut at = lexer.at;
        let mut stream = None;
        if matches!(object, Object::Dictionary(_)) && self.bytes[at..].starts_with(b"stream") {
            let range = self.stream(&object, at + 6, heads);
            at = range.end;
            if !has(&self.bytes[at..self.bytes.len().min(at + 20)], b"endstream") {
                self.damaged += 1;
            }
            at = find(&self.bytes[..self.bytes.len().min(at + 20)], b"endstream", at).map_or(at, |e| e + 9);
            stream = Some(range);
        }
        let mut rest = Lexer::new(self.bytes, at);
        match rest.next() {
            Some(Object::Word(w)) if w == b"endobj" => at = rest.at,
            _ => {
                // The rest is a gap, so that nothing is lost.
                self.damaged += 1;
                if stream.is_none() && heads.iter().any(|h| h.start > head.start && h.start < at) {
                    at = head.body;
                }
            }
        }
        let is_holder = object.name_at(b"Type") == b"ObjStm";
        let holder = (is_holder, object.clone(), stream.clone());
        self.entries.push(Entry { number: head.number, object, stream });
        if let (true, object, Some(range)) = holder {
            self.unpack(scan, &object, range);
        }
        at
    }

    /// The bytes of a stream: of its declared length if it ends there, otherwise up to the end keyword.
    fn stream(&self, object: &Object, at: usize, heads: &[Head]) -> Range<usize> {
        let start = match &self.bytes[at..] {
            [b'\r', b'\n', ..] => at + 2,
            [b'\n' | b'\r', ..] => at + 1,
            _ => at,
        };
        let said: Vec<usize> = match object.get(b"Length") {
            Some(Object::Reference(n)) => {
                let from = heads.partition_point(|h| h.start < start);
                // If the length was unknown, it follows soon after; an update may write it again.
                heads[from..]
                    .iter()
                    .chain(&heads[..from])
                    .filter(|h| h.number == *n)
                    .take(4)
                    .filter_map(|h| Lexer::new(self.bytes, h.body).next().and_then(|o| o.integer()))
                    .collect()
            }
            other => other.and_then(Object::integer).into_iter().collect(),
        };
        for length in said {
            let end = start.saturating_add(length);
            let after = self.bytes.get(end..).unwrap_or_default();
            let word = after.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(0);
            if after[word..].starts_with(b"endstream") {
                return start..end;
            }
        }
        start..find(self.bytes, b"endstream", start).unwrap_or(self.bytes.len())
    }

    /// Reads the objects in an object stream.
    fn unpack(&mut self, scan: &mut Scan<'_>, object: &Object, range: Range<usize>) {
        let Decoded::Bytes(data) = filters::decode(scan, object, &self.bytes[range]) else {
            self.damaged += 1;
            return;
        };
        if !scan.spend(data.len()) {
            return;
        }
        self.nesting = self.nesting.max(nesting(&data));
        let first = object.get(b"First").and_then(Object::integer).unwrap_or(0);
        let mut index = Lexer::new(&data, 0);
        let mut places = Vec::new();
        while index.at < first {
            let (Some(number), Some(at)) = (index.next(), index.next()) else { break };
            let (Some(number), Some(at)) = (number.integer(), at.integer()) else { break };
            places.push((number as u32, first.saturating_add(at)));
            if !scan.count() {
                return;
            }
        }
        for (number, at) in places {
            let mut lexer = Lexer::new(&data, at.min(data.len()));
            match lexer.next() {
                Some(object) => self.entries.push(Entry { number, object, stream: None }),
                None => self.damaged += 1,
            }
        }
    }

    /// Keeps the bytes between two objects.
    fn gap(&mut self, range: Range<usize>, end: usize) {
        let (before, after) =
            (range.start..range.end.min(end).max(range.start), range.start.max(end).min(range.end)..range.end);
        for (range, is_after_end) in [(before, false), (after, true)] {
            let gap = &self.bytes[range];
            if gap.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            self.gaps.push((gap, is_after_end));
            for line in gap.split(|b| matches!(b, b'\n' | b'\r')) {
                if let Some(at) = line.iter().position(|b| *b == b'%') {
                    self.comments.push((&line[at + 1..], is_after_end));
                }
            }
            let mut at = 0;
            while let Some(word) = find(gap, b"trailer", at) {
                at = word + 7;
                self.trailers.extend(Lexer::new(gap, at).next());
            }
            let mut at = 0;
            while let Some(word) = find(gap, b"startxref", at) {
                at = word + 9;
                self.revisions += 1;
            }
        }
    }

    fn reach(&mut self) {
        let mut waiting: Vec<u32> = Vec::new();
        self.trailers.iter().for_each(|t| references(t, &mut waiting));
        while let Some(number) = waiting.pop() {
            if self.reachable.insert(number)
                && let Some(entry) = self.last.get(&number).map(|i| &self.entries[*i])
            {
                references(&entry.object, &mut waiting);
            }
        }
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.trailers.iter().any(|t| t.get(b"Encrypt").is_some())
    }

    /// Whether a later object replaces this one.
    pub(super) fn is_replaced(&self, i: usize) -> bool {
        self.last.get(&self.entries[i].number) != Some(&i)
    }

    /// Whether a number is referenced; true if there is no trailer.
    pub(super) fn is_reachable(&self, number: u32) -> bool {
        self.trailers.is_empty() || self.reachable.contains(&number)
    }

    /// Numbers of the document information dictionaries.
    pub(super) fn infos(&self) -> BTreeSet<u32> {
        self.trailers.iter().filter_map(|t| t.get(b"Info").and_then(Object::reference)).collect()
    }

    /// The last catalogue that a trailer names.
    pub(super) fn root(&self) -> Option<Object> {
        self.trailers.iter().rev().find_map(|t| t.get(b"Root").and_then(|r| self.load(r)))
    }

    /// The raw bytes of a stream.
    pub(super) fn data(&self, entry: &Entry) -> Option<&'a [u8]> {
        entry.stream.clone().map(|range| &self.bytes[range])
    }

    /// The newest object with a number.
    pub(super) fn entry(&self, number: u32) -> Option<&Entry> {
        self.last.get(&number).map(|i| &self.entries[*i])
    }

    /// The object itself, or the target of its reference.
    pub(super) fn load(&self, object: &Object) -> Option<Object> {
        let mut object = object.clone();
        for _ in 0..16 {
            match object {
                Object::Reference(number) => object = self.entry(number)?.object.clone(),
                other => return Some(other),
            }
        }
        None
    }
}

fn references(object: &Object, into: &mut Vec<u32>) {
    match object {
        Object::Reference(number) => into.push(*number),
        Object::Array(items) => items.iter().for_each(|i| references(i, into)),
        Object::Dictionary(entries) => entries.iter().for_each(|(_, v)| references(v, into)),
        _ => {}
    }
}

/// `12 0 obj`: its position, its number, and the start of the object itself.
struct Head {
    start: usize,
    number: u32,
    body: usize,
}

fn heads(bytes: &[u8]) -> Vec<Head> {
    let mut heads = Vec::new();
    let mut from = 0;
    while let Some(word) = find(bytes, b"obj", from) {
        from = word + 3;
        let mut at = word;
        let mut back = |is: fn(&u8) -> bool| {
            let before = at;
            while at > 0 && before - at < 64 && is(&bytes[at - 1]) {
                at -= 1;
            }
            at..before
        };
        let space: fn(&u8) -> bool = |b| b.is_ascii_whitespace() || *b == 0;
        let first = back(space);
        let generation = back(u8::is_ascii_digit);
        let second = back(space);
        let number = back(u8::is_ascii_digit);
        // Some writers omit the space before the keyword.
        let _ = first;
        if generation.is_empty() || second.is_empty() || number.is_empty() {
            continue;
        }
        let digits = std::str::from_utf8(&bytes[number.clone()]).unwrap_or_default();
        if let Ok(parsed) = digits.parse() {
            heads.push(Head { start: number.start, number: parsed, body: word + 3 });
        }
    }
    heads
}

/// The position after the last end marker, or the end of the bytes.
fn last_end(bytes: &[u8]) -> usize {
    bytes.windows(5).rposition(|w| w == b"%%EOF").map_or(bytes.len(), |at| at + 5)
}
