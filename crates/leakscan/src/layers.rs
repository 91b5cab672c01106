//! Walks through the layers of one file: detects the format of each, and limits depth and decoded size.

use std::collections::BTreeSet;
use std::io::Read;

use gian_korean::personal;
use gian_korean::personal::Kind as PersonalKind;
use sha2::{Digest, Sha256};

use super::forms::{Kind, Match, Needles};
use super::{Channel, FileReport, Finding, Opaque, What, decode, image, markup, ole, pdf, text, zip};

/// Limit for the decoded bytes of one file; more is a decompression bomb.
const MOST_BYTES: u64 = 256 << 20;
/// Limit for nested layers.
const MOST_DEPTH: usize = 8;
/// Limit for members and objects of one file.
const MOST_OBJECTS: usize = 200_000;
/// Limit for nested escapes.
const MOST_ROUNDS: usize = 3;
/// Limit for reported personal data of one layer; more findings give no more information.
const MOST_PERSONAL: usize = 20;

/// The scan of one file.
pub(super) struct Scan<'a> {
    pub needles: &'a Needles,
    /// SHA-256 of pictures reviewed by a person, and of their pixels.
    reviewed: &'a BTreeSet<String>,
    file: String,
    /// Names of the layers, from the file inwards.
    path: Vec<String>,
    /// The enclosing container, which is the channel of everything inside it.
    outer: Option<Channel>,
    depth: usize,
    objects: usize,
    decoded: u64,
    is_over: bool,
    findings: BTreeSet<Finding>,
}

impl<'a> Scan<'a> {
    pub(crate) fn new(file: &str, needles: &'a Needles, reviewed: &'a BTreeSet<String>) -> Self {
        Self {
            needles,
            reviewed,
            file: needles.masked(file),
            path: Vec::new(),
            outer: None,
            depth: 0,
            objects: 0,
            decoded: 0,
            is_over: false,
            findings: BTreeSet::new(),
        }
    }

    pub(crate) fn finish(self) -> FileReport {
        FileReport { objects: self.objects, bytes: self.decoded, findings: self.findings.into_iter().collect() }
    }

    /// Searches the name of the file.
    pub(crate) fn name(&mut self, name: &str) {
        self.values(Channel::FileName, "name", name, Kind::Human);
        if let Some(decoded) = decode::percent(name) {
            for text in decode::any_text(&decoded) {
                self.values(Channel::FileName, "name", &text, Kind::Human);
            }
        }
        self.personal(Channel::FileName, "name", name);
    }

    /// Decodes bytes by their format.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        if !self.spend(bytes.len()) {
            return;
        }
        if self.depth > MOST_DEPTH {
            return self.over();
        }
        match sniff(bytes) {
            Format::Empty => {}
            Format::Pdf => pdf::scan(self, bytes),
            Format::Zip => zip::scan(self, bytes),
            Format::Gzip => self.gzip(bytes),
            Format::Zlib => self.zlib(bytes),
            Format::Ole => ole::scan(self, bytes),
            Format::Image(kind) => image::scan(self, kind, bytes),
            Format::Font => self.undecoded(Channel::Binary, Opaque::Font),
            Format::Text(decoded) => text::scan(self, &decoded),
            Format::Unknown => {
                self.undecoded(Channel::Binary, Opaque::UnknownFormat);
                self.loose_text(Channel::Binary, bytes);
            }
        }
        // Bytes that the decoder did not understand are searched as they are.
        let found = self.needles.in_bytes(bytes);
        if !found.is_empty() {
            let known = self.withheld();
            for needle in found.into_iter().filter(|n| !known.contains(self.needles.place(*n))) {
                self.withheld_at(Channel::Binary, "bytes", needle);
            }
        }
    }

    fn withheld(&self) -> BTreeSet<String> {
        let place = |f: &Finding| match &f.what {
            What::Withheld { place } => Some(place.clone()),
            _ => None,
        };
        self.findings.iter().filter_map(place).collect()
    }

    /// Runs a function one layer deeper.
    pub(crate) fn inside(&mut self, name: impl Into<String>, outer: Option<Channel>, run: impl FnOnce(&mut Self)) {
        let before = self.outer;
        self.path.push(name.into());
        self.outer = before.or(outer);
        self.depth += 1;
        run(self);
        self.depth -= 1;
        self.outer = before;
        self.path.pop();
    }

    /// Whether a person has reviewed a picture with these bytes.
    pub(crate) fn is_reviewed(&self, bytes: &[u8]) -> bool {
        !self.reviewed.is_empty()
            && self.reviewed.contains(&Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect::<String>())
    }

    /// Counts an object or member; false beyond the limit.
    pub(crate) fn count(&mut self) -> bool {
        self.objects += 1;
        if self.objects > MOST_OBJECTS {
            self.over();
        }
        !self.is_over
    }

    /// Counts decoded bytes; false beyond the limit.
    pub(crate) fn spend(&mut self, bytes: usize) -> bool {
        self.decoded += bytes as u64;
        self.objects += 1;
        if self.decoded > MOST_BYTES {
            self.over();
        }
        !self.is_over
    }

    /// Whether a limit is exceeded, so that nothing more is decoded.
    pub(crate) const fn is_over(&self) -> bool {
        self.is_over
    }

    fn over(&mut self) {
        if !self.is_over {
            self.is_over = true;
            let outer = self.outer.unwrap_or(Channel::Binary);
            self.undecoded(outer, Opaque::OverLimit);
        }
    }

    /// Reads as much as may still be decoded. Data before the damage in a damaged stream is used.
    pub(crate) fn inflate(&mut self, reader: impl Read) -> (Vec<u8>, bool) {
        let room = MOST_BYTES.saturating_sub(self.decoded);
        let mut out = Vec::new();
        let is_whole = reader.take(room + 1).read_to_end(&mut out).is_ok();
        if out.len() as u64 > room {
            self.over();
            out.clear();
        }
        (out, is_whole)
    }

    fn gzip(&mut self, bytes: &[u8]) {
        let mut reader = bytes;
        // A gzip file may consist of several members and be followed by other data.
        while reader.starts_with(&[0x1f, 0x8b]) && !self.is_over {
            let mut member = flate2::bufread::GzDecoder::new(&mut reader);
            let (out, is_whole) = self.inflate(&mut member);
            let header = member.header().map(|h| [h.filename(), h.comment(), h.extra()].map(|f| f.map(<[u8]>::to_vec)));
            for field in header.into_iter().flatten().flatten() {
                self.any_text(Channel::Gzip, "header", &field);
            }
            if !is_whole {
                self.undecoded(Channel::Gzip, Opaque::Damaged);
            }
            self.inside("gzip", Some(Channel::Gzip), |s| s.bytes(&out));
            if !is_whole {
                break;
            }
        }
        if !reader.is_empty() {
            self.inside("after the end", Some(Channel::Gzip), |s| s.bytes(reader));
        }
    }

    fn zlib(&mut self, bytes: &[u8]) {
        let (out, is_whole) = self.inflate(flate2::read::ZlibDecoder::new(bytes));
        if is_whole {
            self.inside("zlib", Some(Channel::Gzip), |s| s.bytes(&out));
        } else {
            self.undecoded(Channel::Binary, Opaque::UnknownFormat);
        }
    }

    /// Searches a short text of unknown encoding.
    pub(crate) fn any_text(&mut self, channel: Channel, place: &str, bytes: &[u8]) {
        if self.spend(bytes.len()) {
            for text in decode::any_text(bytes) {
                self.text(channel, place, &text, Kind::Human);
            }
        }
    }

    /// Searches runs of text inside bytes of unknown meaning.
    pub(crate) fn loose_text(&mut self, channel: Channel, bytes: &[u8]) {
        for chunk in bytes.utf8_chunks() {
            if chunk.valid().chars().nth(2).is_some() {
                self.values(channel, "bytes", chunk.valid(), Kind::Code);
            }
        }
    }

    /// Searches a text and everything encoded inside it.
    pub(crate) fn text(&mut self, channel: Channel, place: &str, text: &str, kind: Kind) {
        if kind == Kind::Human {
            self.personal(channel, place, text);
        }
        self.values(channel, place, text, kind);
        self.written_inside(channel, place, text, kind, 0);
    }

    fn written_inside(&mut self, channel: Channel, place: &str, text: &str, kind: Kind, round: usize) {
        if round >= MOST_ROUNDS || self.is_over {
            return;
        }
        let mut decoded: Vec<(Channel, String)> = Vec::new();
        if let Some(bytes) = decode::percent(text) {
            decoded.extend(decode::any_text(&bytes).into_iter().map(|t| (Channel::Percent, t)));
        }
        decoded.extend(decode::escapes(text).map(|t| (channel, t)));
        if text.contains(['<', '&']) {
            decoded.extend(decode::references(text).map(|t| (channel, t)));
            decoded.extend(markup::stripped(text).map(|t| (channel, t)));
        }
        for (channel, inner) in decoded {
            if inner != text && self.spend(inner.len()) {
                self.values(channel, place, &inner, kind);
                self.written_inside(channel, place, &inner, kind, round + 1);
            }
        }
        if round == 0 {
            self.words(place, text);
        }
    }

    fn words(&mut self, place: &str, text: &str) {
        let found = [(Channel::Base64, decode::base64_words(text)), (Channel::Hex, decode::hex_words(text))];
        for (channel, words) in found {
            for bytes in words {
                let is_layer = !matches!(sniff(&bytes), Format::Unknown | Format::Zlib | Format::Empty);
                let is_text = is_layer && matches!(sniff(&bytes), Format::Text(_));
                if is_layer && (!is_text || bytes.len() >= 64) {
                    self.inside(place, Some(channel), |s| s.bytes(&bytes));
                } else if self.spend(bytes.len()) {
                    let texts = if bytes.len() < 64 {
                        decode::any_text(&bytes)
                    } else {
                        decode::text_file(&bytes).into_iter().collect()
                    };
                    for text in texts.iter().filter(|t| !t.contains('\u{fffd}')) {
                        self.values(channel, place, text, Kind::Code);
                    }
                    for needle in self.needles.in_bytes(&bytes) {
                        self.withheld_at(channel, place, needle);
                    }
                }
            }
        }
    }

    /// Searches a text without decoding.
    pub(crate) fn values(&mut self, channel: Channel, place: &str, text: &str, kind: Kind) {
        for (before, window) in windows(text) {
            for Match { needle, line } in self.needles.in_text(window, kind) {
                self.withheld_at(channel, &at_line(place, text, before, line), needle);
            }
        }
    }

    /// Searches a text whose pieces were joined without separators.
    pub(crate) fn joined(&mut self, channel: Channel, place: &str, text: &str) {
        for found in self.needles.in_joined(text) {
            self.withheld_at(channel, place, found.needle);
        }
    }

    fn personal(&mut self, channel: Channel, place: &str, text: &str) {
        let sure = |k| {
            matches!(
                k,
                PersonalKind::Resident
                    | PersonalKind::Foreigner
                    | PersonalKind::Passport
                    | PersonalKind::Licence
                    | PersonalKind::Mobile
                    | PersonalKind::Card
                    | PersonalKind::Account
                    | PersonalKind::Email
            )
        };
        let mut told = 0;
        for (before, window) in windows(text) {
            for hit in personal::find(window, &self.needles.contacts).into_iter().filter(|h| h.certain && sure(h.kind))
            {
                told += 1;
                if told > MOST_PERSONAL {
                    return;
                }
                let line = lines(&window[..hit.range.start]) + 1;
                self.add(channel, &at_line(place, text, before, line), What::Personal(hit.kind));
            }
        }
    }

    /// Reports a withheld value.
    pub(crate) fn withheld_at(&mut self, channel: Channel, place: &str, needle: usize) {
        let what = What::Withheld { place: self.needles.place(needle).to_owned() };
        self.add(channel, place, what);
    }

    /// Reports a layer that cannot be decoded.
    pub(crate) fn undecoded(&mut self, channel: Channel, why: Opaque) {
        self.add(channel, "", What::Undecoded(why));
    }

    /// Adds a finding at the current position of the walk.
    pub(crate) fn add(&mut self, channel: Channel, place: &str, what: What) {
        // A name inside the file may contain the value.
        let shown = |step: &&str| !step.is_empty() && !self.needles.is_in(step);
        let steps = self.path.iter().map(String::as_str).chain([place]).filter(shown);
        self.findings.insert(Finding {
            file: self.file.clone(),
            place: steps.collect::<Vec<_>>().join(" › "),
            channel: self.outer.unwrap_or(channel),
            what,
        });
    }
}

/// Bytes of a text that are searched at once, so that a long text is not held in memory several times.
const WINDOW: usize = 1 << 20;
/// Overlap of two windows; no value is longer.
const SHARED: usize = 1 << 12;

/// Windows of a text with their start positions.
fn windows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let end = text.floor_char_boundary(start + WINDOW);
        next = (end < text.len()).then(|| text.floor_char_boundary(end - SHARED));
        Some((start, &text[start..end]))
    })
}

fn lines(text: &str) -> usize {
    text.bytes().filter(|b| *b == b'\n').count()
}

/// A place with its line, if the text has several; the line is counted from a window.
fn at_line(place: &str, text: &str, before: usize, line: usize) -> String {
    if !text.contains('\n') {
        return place.to_owned();
    }
    let line = line + lines(&text[..before]);
    if place.is_empty() { format!("line {line}") } else { format!("{place}, line {line}") }
}

/// Format of bytes, detected by their start.
enum Format {
    Empty,
    Pdf,
    Zip,
    Gzip,
    Zlib,
    Ole,
    Image(image::Format),
    Font,
    Text(String),
    Unknown,
}

fn sniff(bytes: &[u8]) -> Format {
    match bytes {
        [] => Format::Empty,
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Format::Zip,
        [0x1f, 0x8b, 8, ..] => Format::Gzip,
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => Format::Ole,
        [b'w', b'O', b'F', b'F' | b'2', ..] | [b'O', b'T', b'T', b'O', ..] | [b't', b't', b'c', b'f', ..] => {
            Format::Font
        }
        [0, 1, 0, 0, 0, ..] => Format::Font,
        [b'%', b'P', b'D', b'F', b'-', ..] => Format::Pdf,
        // PDF readers look for the header in the first kilobyte.
        _ if has(&bytes[..bytes.len().min(1024)], b"%PDF-") && has(bytes, b"endobj") => Format::Pdf,
        _ => match image::Format::of(bytes) {
            Some(format) => Format::Image(format),
            None => match decode::text_file(bytes) {
                Some(text) => Format::Text(text),
                // Programs open a ZIP file even if other data precedes it.
                None if has(bytes, b"PK\x05\x06") => Format::Zip,
                None if matches!(bytes, [0x78, 0x01 | 0x5e | 0x9c | 0xda, ..]) => Format::Zlib,
                None => Format::Unknown,
            },
        },
    }
}

/// Whether bytes contain other bytes.
pub(super) fn has(bytes: &[u8], part: &[u8]) -> bool {
    find(bytes, part, 0).is_some()
}

/// Position of bytes at or after a start.
pub(super) fn find(bytes: &[u8], part: &[u8], from: usize) -> Option<usize> {
    let (first, rest) = part.split_first()?;
    let mut at = from;
    while let Some(step) = bytes.get(at..)?.iter().position(|b| b == first) {
        if bytes[at + step + 1..].starts_with(rest) {
            return Some(at + step);
        }
        at += step + 1;
    }
    None
}
