//! PDF: scans every object in the bytes, referenced or not.
//!
//! 1. [`file`] extracts objects, streams and the bytes between them, without trusting cross-references.
//! 2. [`lexer`] reads objects, [`filters`] decodes streams.
//! 3. [`font`] and [`content`] extract the text of pages.
//! 4. This file assigns each object to its channel.
//! 5. [`second`] is another reader, whose additional results are searched too.

mod content;
mod file;
mod filters;
mod font;
mod lexer;
mod pages;
mod second;

use std::collections::BTreeSet;

use file::{Entry, File};
use filters::Decoded;
use lexer::Object;
use second::Searched;

use super::forms::Kind;
use super::layers::{Scan, has};
use super::{Channel, Opaque, What, image};

/// Searches a PDF.
pub(super) fn scan(scan: &mut Scan<'_>, bytes: &[u8]) {
    let searched = first(scan, bytes);
    if !scan.is_over() {
        second::scan(scan, bytes, searched);
    }
}

/// The search by the first reader; returns what it has searched.
fn first(scan: &mut Scan<'_>, bytes: &[u8]) -> Searched {
    let file = File::carve(scan, bytes);
    if file.is_encrypted() {
        scan.undecoded(Channel::PdfObject, Opaque::Encrypted);
    }
    if file.entries.is_empty() {
        scan.undecoded(Channel::PdfObject, Opaque::Damaged);
    }
    if file.damaged > 0 {
        scan.undecoded(Channel::PdfObject, Opaque::Damaged);
    }
    if file.revisions > 1 {
        scan.add(Channel::PdfOlderRevision, "", What::Revision);
    }
    for (comment, is_after_end) in &file.comments {
        let channel = if *is_after_end { Channel::PdfAfterEnd } else { Channel::PdfComment };
        scan.any_text(channel, "comment", comment);
    }
    for (gap, is_after_end) in &file.gaps {
        let channel = if *is_after_end { Channel::PdfAfterEnd } else { Channel::PdfObject };
        between(scan, channel, gap);
    }
    let infos = file.infos();
    let mut searched = Searched::nested(file.nesting);
    for (i, entry) in file.entries.iter().enumerate() {
        if scan.is_over() {
            return searched;
        }
        let outer = if file.is_replaced(i) {
            Some(Channel::PdfOlderRevision)
        } else if !file.is_reachable(entry.number) {
            Some(Channel::PdfUnreachable)
        } else {
            None
        };
        scan.inside(format!("object {}", entry.number), outer, |s| object(s, &file, entry, &infos, &mut searched));
    }
    pages::scan(scan, &file);
    searched
}

/// Searches bytes that belong to no object.
fn between(scan: &mut Scan<'_>, channel: Channel, gap: &[u8]) {
    let mut strings = Vec::new();
    let mut lexer = lexer::Lexer::new(gap, 0);
    while let Some(object) = lexer.next() {
        walk(&object, b"", &mut |key, value| strings.push((key.to_vec(), value.clone())));
    }
    for (_, value) in strings.iter().filter(|(key, _)| key != b"ID") {
        scan.any_text(channel, "between objects", value);
    }
    if channel == Channel::PdfAfterEnd {
        scan.any_text(channel, "after the end", gap);
        scan.inside("after the end", Some(channel), |s| {
            if s.spend(gap.len()) {
                s.loose_text(channel, gap);
            }
        });
    } else {
        scan.loose_text(channel, gap);
    }
}

/// Calls a function with each string and name inside an object and its key.
fn walk(object: &Object, key: &[u8], call: &mut impl FnMut(&[u8], &Vec<u8>)) {
    match object {
        Object::String(text) => call(key, text),
        Object::Name(name) => call(b"/", name),
        Object::Array(items) => items.iter().for_each(|i| walk(i, key, call)),
        Object::Dictionary(entries) => {
            for (k, value) in entries {
                // A key is a name as well.
                if !k.is_ascii() || k.len() > 20 {
                    call(b"/", k);
                }
                walk(value, k, call);
            }
        }
        Object::Word(word) if word.len() > 8 || !word.is_ascii() => call(b"/", word),
        _ => {}
    }
}

/// Searches one object and its stream.
fn object(scan: &mut Scan<'_>, file: &File<'_>, entry: &Entry, infos: &BTreeSet<u32>, searched: &mut Searched) {
    if !scan.count() {
        return;
    }
    let object = &entry.object;
    let mut strings: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
    walk(object, b"", &mut |key, value| strings.push((key.to_vec(), value.clone())));
    for (key, value) in strings {
        searched.piece(&value);
        // Identifiers and signatures are numbers.
        if key == b"ID" || key == b"CheckSum" || (key == b"Contents" && object.get(b"ByteRange").is_some()) {
            continue;
        }
        if key == b"/" {
            for text in super::decode::any_text(&value) {
                scan.values(Channel::PdfObject, "name", &text, Kind::Code);
            }
            continue;
        }
        let channel = channel(object, &key, infos.contains(&entry.number));
        let place =
            if key.len() < 16 && key.is_ascii() { String::from_utf8_lossy(&key).into_owned() } else { String::new() };
        scan.any_text(channel, &place, &value);
    }
    if let Some(data) = file.data(entry) {
        stream(scan, object, data, searched);
    }
}

/// Channel of a string, by its key and its dictionary.
fn channel(object: &Object, key: &[u8], is_info: bool) -> Channel {
    let has = |k: &[u8]| object.get(k).is_some();
    if is_info {
        return Channel::PdfInfo;
    }
    match key {
        b"Alt" | b"ActualText" | b"E" => Channel::PdfAltText,
        b"V" | b"DV" | b"TU" | b"TM" | b"Opt" => Channel::PdfForm,
        b"T" if has(b"FT") || has(b"Kids") => Channel::PdfForm,
        b"Title" if has(b"Parent") || has(b"Dest") || has(b"A") => Channel::PdfBookmark,
        b"F" | b"UF" | b"Desc" if has(b"EF") || object.name_at(b"Type").ends_with(b"ilespec") => {
            Channel::PdfEmbeddedFile
        }
        _ if has(b"Rect") || object.name_at(b"Type") == b"Annot" => Channel::PdfAnnotation,
        b"T" if object.name_at(b"Type") == b"StructElem" || has(b"S") => Channel::PdfAltText,
        _ => Channel::PdfObject,
    }
}

/// Searches a stream by its type. Text of pages is searched with its fonts, in [`pages`].
fn stream(scan: &mut Scan<'_>, object: &Object, data: &[u8], searched: &mut Searched) {
    let (kind, subtype) = (object.name_at(b"Type"), object.name_at(b"Subtype"));
    if kind == b"XRef" || kind == b"ObjStm" {
        // They were unpacked, or contain numbers.
        searched.stream(data, None);
        return;
    }
    let is_image = subtype == b"Image";
    let decoded = filters::decode(scan, object, data);
    match &decoded {
        Decoded::Bytes(bytes) if !is_image => searched.stream(data, Some(bytes)),
        Decoded::Bytes(_) | Decoded::Pixels(_) | Decoded::Not(_) => searched.stream(data, None),
    }
    if is_image {
        let size = |key: &[u8]| object.get(key).and_then(Object::integer).unwrap_or(usize::MAX);
        let (width, height) = (size(b"Width"), size(b"Height"));
        // A PDF contains the bytes of a JPEG that a person has reviewed, or the pixels of a PNG.
        let reviewed = match &decoded {
            Decoded::Pixels(bytes) | Decoded::Bytes(bytes) => scan.is_reviewed(bytes),
            Decoded::Not(_) => false,
        };
        // A line of the page can be a picture of a few dots.
        if width >= 64 && height >= 64 && !reviewed {
            scan.undecoded(Channel::PdfObject, Opaque::Image(width as u64, height as u64));
        }
    }
    match decoded {
        Decoded::Not(why) => scan.undecoded(Channel::PdfObject, why),
        Decoded::Pixels(bytes) => match image::Format::of(&bytes) {
            Some(format) => scan.inside("stream", None, |s| image::beside_pixels(s, format, &bytes)),
            None if !is_image => scan.undecoded(Channel::PdfObject, Opaque::Pixels),
            None => {}
        },
        Decoded::Bytes(bytes) if is_image => {
            scan.spend(bytes.len());
        }
        Decoded::Bytes(bytes) => {
            if !scan.spend(bytes.len()) {
                return;
            }
            if kind == b"EmbeddedFile" || object.get(b"Params").is_some() {
                scan.inside("embedded file", Some(Channel::PdfEmbeddedFile), |s| s.bytes(&bytes));
            } else if kind == b"Metadata" || subtype == b"XML" || has(&bytes, b"<x:xmpmeta") || has(&bytes, b"<rdf:RDF")
            {
                scan.inside("metadata", Some(Channel::PdfXmp), |s| s.bytes(&bytes));
            } else if has(&bytes, b"begincmap") {
                character_map(scan, &bytes);
            } else if !font::is_font(object) {
                other(scan, &bytes);
            }
            for needle in scan.needles.in_bytes(&bytes) {
                scan.withheld_at(Channel::PdfObject, "stream", needle);
            }
        }
    }
}

/// A map lists the used characters, independent of the text of the page.
fn character_map(scan: &mut Scan<'_>, bytes: &[u8]) {
    let characters = font::CharacterMap::read(bytes).characters();
    for text in &characters {
        scan.values(Channel::PdfToUnicode, "character map", text, Kind::Code);
    }
    for needle in scan.needles.telltale(&characters.concat()) {
        scan.withheld_at(Channel::PdfToUnicode, "character map", needle);
    }
    let mut lexer = lexer::Lexer::new(bytes, 0);
    while lexer.next().is_some() {}
    for comment in lexer.comments {
        scan.any_text(Channel::PdfComment, "comment in a character map", comment);
    }
}

/// Another stream: an undeclared file, a script, or a content stream.
fn other(scan: &mut Scan<'_>, bytes: &[u8]) {
    let is_file = image::Format::of(bytes).is_some()
        || [&b"%PDF-"[..], b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b\x08", b"<?xml", b"<!DOC"]
            .iter()
            .any(|m| bytes.starts_with(m));
    if is_file {
        scan.inside("stream", None, |s| s.bytes(bytes));
        return;
    }
    // Natural-language words; page operators are short or numbers.
    let words: Vec<&str> = bytes.utf8_chunks().map(|c| c.valid()).collect();
    let text = words.join("\n");
    if !text.is_ascii() || has(bytes, b"function") || has(bytes, b"app.") {
        scan.text(Channel::PdfObject, "stream", &text, Kind::Code);
    }
    let mut lexer = lexer::Lexer::new(bytes, 0);
    let mut strings = Vec::new();
    while let Some(object) = lexer.next() {
        walk(&object, b"", &mut |key, value| {
            if key != b"/" {
                strings.push(value.clone());
            }
        });
        if lexer.comments.len() + strings.len() > 200_000 {
            break;
        }
    }
    for value in strings.iter().filter(|v| v.starts_with(&[0xfe, 0xff]) || !v.is_ascii()) {
        for text in super::decode::any_text(value) {
            scan.values(Channel::PdfObject, "string in a stream", &text, Kind::Code);
        }
    }
    for comment in &lexer.comments {
        scan.any_text(Channel::PdfComment, "comment in a stream", comment);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::OpenWords;
    use gian_korean::personal::Contacts;

    use super::super::{Needles, layers};
    use super::*;

    /// A PDF with one object, whose bytes are also the contents of an object stream.
    fn nested(levels: usize, close: bool) -> Vec<u8> {
        let array = format!("{}{}", "[".repeat(levels), if close { "]".repeat(levels) } else { String::new() });
        let packed = format!("5 0 {array}");
        let stream = format!(
            "4 0 obj\n<</Type/ObjStm/N 1/First 4/Length {}>>\nstream\n{packed}\nendstream\nendobj\n",
            packed.len()
        );
        let root = format!("1 0 obj\n<</Type/Catalog/Pages 2 0 R/X {array}>>\nendobj\n");
        let pages =
            "2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\n";
        format!("%PDF-1.7\n{root}{pages}{stream}trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n").into()
    }

    #[test]
    fn deeply_nested_files_are_refused_and_do_not_end_the_program() {
        for (levels, close) in [(60, true), (19_000, true), (100_000, true), (3_000_000, false)] {
            let (needles, reviewed) = (Needles::new(&[], &OpenWords::default(), &Contacts::default()), BTreeSet::new());
            let mut scan = layers::Scan::new("a.pdf", &needles, &reviewed);
            super::scan(&mut scan, &nested(levels, close));
            let is_over = scan.finish().findings.iter().any(|f| f.what == What::Undecoded(Opaque::OverLimit));
            assert_eq!(is_over, levels > 64, "{levels}");
        }
    }

    /// `GIAN_PDFS=FOLDER` scans all files of a folder, such as those of an archive.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test reads files of the repository")]
    fn both_readers_see_the_same_in_files_of_other_programs() {
        let own = "../../content/2019/forum/attachments".into();
        let folder = std::env::var_os("GIAN_PDFS").unwrap_or(own);
        let files = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path());
        let pdfs: Vec<_> = files.filter(|p| p.extension().is_some_and(|e| e == "pdf")).collect();
        assert!(!pdfs.is_empty());
        for path in pdfs {
            let bytes = std::fs::read(&path).unwrap();
            let (needles, reviewed) = (Needles::new(&[], &OpenWords::default(), &Contacts::default()), BTreeSet::new());
            let mut scan = layers::Scan::new("a.pdf", &needles, &reviewed);
            let searched = first(&mut scan, &bytes);
            assert!(!searched.is_empty(), "{}", path.display());
            assert_eq!(second::scan(&mut scan, &bytes, searched), 0, "{}", path.display());
            // Without results of the first reader, everything counts as additional, which shows that the second one
            // reads the file.
            assert!(second::scan(&mut scan, &bytes, Searched::default()) > 10, "{}", path.display());
        }
    }
}
