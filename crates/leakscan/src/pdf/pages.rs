//! Text of pages, forms and other content streams, each with its own fonts.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::super::forms::Kind;
use super::super::layers::{Scan, has};
use super::super::{Channel, Opaque, decode};
use super::content::Content;
use super::file::{Entry, File};
use super::filters::{self, Decoded};
use super::font::{self, Font};
use super::lexer::Object;

type Fonts = BTreeMap<Vec<u8>, Vec<Rc<Font>>>;

/// Limit for fonts of one name in different pages that are tried for a stream without a page.
const MOST_FONTS: usize = 8;

/// Searches every content stream.
pub(super) fn scan(scan: &mut Scan<'_>, file: &File<'_>) {
    let mut loader = Loader { file, fonts: BTreeMap::new() };
    let numbers = page_numbers(file);
    let mut used: BTreeSet<u32> = BTreeSet::new();
    for (i, entry) in file.entries.iter().enumerate() {
        if entry.object.name_at(b"Type") != b"Page" || scan.is_over() {
            continue;
        }
        let mut bytes = Vec::new();
        for stream in streams(file, entry.object.get(b"Contents")) {
            used.insert(stream.number);
            bytes.extend(decoded(scan, file, stream));
            bytes.push(b'\n');
        }
        let fonts = loader.of(scan, inherited(file, &entry.object));
        let place = numbers.get(&entry.number).map_or_else(|| "page".to_owned(), |n| format!("page {n}"));
        search(scan, file, i, place, &Content::read(&bytes, &fonts));
    }
    let mut all: Option<Fonts> = None;
    for (i, entry) in file.entries.iter().enumerate() {
        let is_used = used.contains(&entry.number) && !file.is_replaced(i);
        if is_used || file.data(entry).is_none() || !may_be_content(&entry.object) || scan.is_over() {
            continue;
        }
        let bytes = decoded(scan, file, entry);
        if !has(&bytes, b"Tj") && !has(&bytes, b"TJ") && !has(&bytes, b"BDC") && !has(&bytes, b"'") {
            continue;
        }
        let own = entry.object.get(b"Resources").and_then(|r| file.load(r));
        let content = match own {
            Some(resources) => Content::read(&bytes, &loader.of(scan, Some(resources))),
            None => {
                let fonts = all.get_or_insert_with(|| loader.every(scan));
                Content::read(&bytes, fonts)
            }
        };
        search(scan, file, i, format!("object {}", entry.number), &content);
    }
}

fn search(scan: &mut Scan<'_>, file: &File<'_>, entry: usize, place: String, content: &Content) {
    let outer = if file.is_replaced(entry) {
        Some(Channel::PdfOlderRevision)
    } else if !file.is_reachable(file.entries[entry].number) {
        Some(Channel::PdfUnreachable)
    } else {
        None
    };
    scan.inside(place, outer, |s| {
        s.text(Channel::PdfText, "text", &content.spaced, Kind::Human);
        s.joined(Channel::PdfText, "text", &content.joined);
        let mut marked = String::new();
        for text in content.marked.iter().filter_map(|m| decode::any_text(m).into_iter().next()) {
            marked.push_str(&text);
        }
        for text in &content.marked {
            s.any_text(Channel::PdfAltText, "marked content", text);
        }
        s.values(Channel::PdfAltText, "marked content", &marked, Kind::Human);
        for comment in &content.comments {
            s.any_text(Channel::PdfComment, "comment", comment);
        }
        if content.is_unreadable {
            s.undecoded(Channel::PdfText, Opaque::Unmapped);
        }
        if content.has_picture {
            s.undecoded(Channel::PdfText, Opaque::Pixels);
        }
    });
}

/// Whether a stream may be drawn, that is, no picture, font, table or file.
fn may_be_content(object: &Object) -> bool {
    let (kind, subtype) = (object.name_at(b"Type"), object.name_at(b"Subtype"));
    !matches!(kind, b"XRef" | b"ObjStm" | b"Metadata" | b"EmbeddedFile")
        && !matches!(subtype, b"Image" | b"XML")
        && !font::is_font(object)
}

fn decoded(scan: &mut Scan<'_>, file: &File<'_>, entry: &Entry) -> Vec<u8> {
    match file.data(entry).map(|data| filters::decode(scan, &entry.object, data)) {
        Some(Decoded::Bytes(bytes)) => bytes,
        _ => Vec::new(),
    }
}

/// The streams referenced by an entry, one or several.
fn streams<'f>(file: &'f File<'_>, object: Option<&Object>) -> Vec<&'f Entry> {
    let Some(object) = object else { return Vec::new() };
    let items = match object {
        Object::Array(items) => items.clone(),
        Object::Reference(number) => match file.entry(*number).map(|e| &e.object) {
            Some(Object::Array(items)) => items.clone(),
            _ => vec![object.clone()],
        },
        _ => Vec::new(),
    };
    items.iter().filter_map(|i| file.entry(i.reference()?)).take(20_000).collect()
}

/// The resources of a page, or of its nearest ancestor that has some.
fn inherited(file: &File<'_>, page: &Object) -> Option<Object> {
    let mut node = page.clone();
    for _ in 0..32 {
        if let Some(resources) = node.get(b"Resources") {
            return file.load(resources);
        }
        node = file.load(node.get(b"Parent")?)?;
    }
    None
}

/// Page numbers by object number.
fn page_numbers(file: &File<'_>) -> BTreeMap<u32, usize> {
    let mut numbers = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let pages = file.root().and_then(|r| r.get(b"Pages").and_then(Object::reference));
    let mut waiting: Vec<u32> = pages.into_iter().collect();
    while let Some(number) = waiting.pop() {
        let Some(entry) = file.entry(number).filter(|_| seen.insert(number)) else { continue };
        match entry.object.get(b"Kids").and_then(|k| file.load(k)) {
            Some(Object::Array(kids)) => waiting.extend(kids.iter().rev().filter_map(Object::reference)),
            _ => {
                numbers.insert(number, numbers.len() + 1);
            }
        }
    }
    numbers
}

/// Fonts, each read only once.
struct Loader<'f, 'a> {
    file: &'f File<'a>,
    fonts: BTreeMap<u32, Rc<Font>>,
}

impl Loader<'_, '_> {
    /// The fonts of resources, by name.
    fn of(&mut self, scan: &mut Scan<'_>, resources: Option<Object>) -> Fonts {
        let mut fonts = Fonts::new();
        let named = resources.and_then(|r| r.get(b"Font").and_then(|f| self.file.load(f)));
        if let Some(Object::Dictionary(entries)) = named {
            for (name, font) in entries {
                fonts.insert(name, self.read(scan, &font).into_iter().collect());
            }
        }
        fonts
    }

    /// The fonts of all resources together.
    fn every(&mut self, scan: &mut Scan<'_>) -> Fonts {
        let mut all = Fonts::new();
        let mut seen = BTreeSet::new();
        for entry in &self.file.entries {
            let resources = entry.object.get(b"Resources").and_then(|r| self.file.load(r));
            let holder = resources.unwrap_or_else(|| entry.object.clone());
            let Some(Object::Dictionary(named)) = holder.get(b"Font").and_then(|f| self.file.load(f)) else { continue };
            for (name, font) in named {
                let known = all.entry(name.clone()).or_default();
                if known.len() < MOST_FONTS && font.reference().is_none_or(|n| seen.insert((name, n))) {
                    known.extend(self.read(scan, &font));
                }
            }
        }
        all
    }

    fn read(&mut self, scan: &mut Scan<'_>, font: &Object) -> Option<Rc<Font>> {
        let number = font.reference();
        if let Some(known) = number.and_then(|n| self.fonts.get(&n)) {
            return Some(known.clone());
        }
        let object = self.file.load(font)?;
        let map = object.get(b"ToUnicode").and_then(Object::reference).and_then(|n| self.file.entry(n));
        let map = map.map(|entry| decoded(scan, self.file, entry));
        let read = Rc::new(Font::read(&object, |o| self.file.load(o), map));
        if let Some(number) = number {
            self.fonts.insert(number, read.clone());
        }
        Some(read)
    }
}
