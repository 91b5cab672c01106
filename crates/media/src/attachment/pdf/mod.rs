//! PDF for publication: a copy with one revision, without metadata and comments.
//!
//! 1. [`value`] reads all objects that the catalog leads to.
//! 2. [`rules`] refuses scripts, embedded files, form data and hidden layers, and removes metadata and notes.
//! 3. [`content`] looks for text that is covered, invisible or outside of the page.
//! 4. [`write`] writes the objects anew.
//!
//! `hayro-syntax` reads, because the workspace links it already, it repairs files as viewers do, and it is fuzzed.
//! A library that also writes (such as `lopdf`) would be a second reader whose reading may differ from the scan's.

mod bounds;
mod content;
mod rules;
mod value;
mod write;
mod xmp;

use std::panic::{AssertUnwindSafe, catch_unwind};

use gian_diagnostics::{Text, text};
use hayro_syntax::Pdf;

use self::bounds::{contains, measure, positions};
use self::value::{Document, Entries, Value};
use super::members::{Budget, damaged, encrypted};
use super::removed::{self, Removed};

/// The cleaned copy of a file.
pub(super) fn clean(bytes: &[u8], budget: &mut Budget, removed: &mut Removed) -> Result<Vec<u8>, Text> {
    if contains(bytes, b"/Encrypt") {
        return Err(encrypted());
    }
    measure(bytes, budget)?;
    // The reader recurses over nested arrays, as deep as `measure` admits, so it gets a stack of its own. A file that
    // crashes the reader is damaged; it must not end the program.
    std::thread::scope(|scope| {
        let reader = std::thread::Builder::new().stack_size(STACK);
        let running = reader.spawn_scoped(scope, || {
            let copied = catch_unwind(AssertUnwindSafe(|| verified(bytes, removed)));
            copied.unwrap_or_else(|_| Err(damaged("PDF")))
        });
        running.map_err(damaged)?.join().unwrap_or_else(|_| Err(damaged("PDF")))
    })
}

/// Bytes of stack for the reader, reserved and only used as far as a file nests.
const STACK: usize = 256 << 20;
/// The copy, which must be its own copy: a repaired file may hold what cannot be written so that it is read alike.
fn verified(bytes: &[u8], removed: &mut Removed) -> Result<Vec<u8>, Text> {
    let first = copy(bytes, removed)?;
    if first == bytes || copy(&first, &mut Removed::default())? == first { Ok(first) } else { Err(damaged("PDF")) }
}

fn copy(bytes: &[u8], removed: &mut Removed) -> Result<Vec<u8>, Text> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|_| damaged("PDF"))?;
    let mut document = Document::read(&pdf)?;
    let pages = document.pages();
    // A page that only the reader finds would not be checked.
    if pages.len() < pdf.pages().len() {
        return Err(damaged("pages"));
    }
    let signed = rules::is_signed(&document);
    rules::refuse(&document, &pages)?;
    let mut texts = content::Texts::default();
    for (number, page) in pages.iter().enumerate() {
        content::check(&document, *page, number + 1, &mut texts)?;
    }
    texts.judge()?;
    let standard = xmp::read(&document);
    let mut notes = Removed::default();
    rules::remove(&mut document, &pages, &mut notes);
    let meta = pdf.metadata();
    if [&meta.author, &meta.creator, &meta.producer].iter().any(|m| m.is_some())
        || meta.creation_date.is_some()
        || meta.modification_date.is_some()
    {
        notes.add(removed::properties());
    }
    // A linearized file has two tables, the first of which ends at 0.
    if revisions(bytes) > 1 {
        notes.add(text!("파일 안에 남은 이전 판", "earlier revisions in the file"));
    }
    let notes = notes.into_texts();
    if signed {
        return if notes.is_empty() { Ok(bytes.to_vec()) } else { Err(signed_file(&notes)) };
    }
    let info = match &standard {
        Some(standard) => {
            let stream = standard.stream();
            let entries = [("Subtype", "XML"), ("Type", "Metadata")];
            let entries = entries.map(|(k, v)| (k.as_bytes().to_vec(), Value::Name(v.as_bytes().to_vec())));
            let reference = document.add(Value::Dict(Entries::from(entries)), Some(stream));
            document.catalog_mut().insert(b"Metadata".to_vec(), reference);
            None
        }
        None => {
            let kept = [("Keywords", &meta.keywords), ("Subject", &meta.subject), ("Title", &meta.title)];
            let kept = kept.into_iter().filter_map(|(key, value)| {
                Some((key.as_bytes().to_vec(), Value::Text(value.clone().filter(|v| !v.is_empty())?)))
            });
            let info: Entries = kept.collect();
            (!info.is_empty()).then_some(Value::Dict(info))
        }
    };
    let copy = write::write(&version(bytes), &document.objects, info.as_ref());
    if notes.is_empty() && copy != bytes {
        removed.add(removed::unused());
    }
    for note in notes {
        removed.add(note);
    }
    Ok(copy)
}

fn signed_file(notes: &[Text]) -> Text {
    let join = |pick: fn(&Text) -> &String| notes.iter().map(|n| pick(n).as_str()).collect::<Vec<_>>().join(", ");
    text!(
        ko: "전자서명이 있어 고칠 수 없는데 보이지 않는 것이 들어 있습니다 ({}): 서명 없이 인쇄한 PDF를 공개본으로 붙이십시오", join(|n| &n.ko);
        en: "it is signed, so that it cannot be changed, and holds what no reader sees ({}): attach a PDF printed without the signature", join(|n| &n.en)
    )
}

fn version(bytes: &[u8]) -> String {
    match bytes.get(5..8) {
        Some(&[a @ b'1'..=b'2', b'.', b @ b'0'..=b'9']) => format!("{}.{}", a as char, b as char),
        _ => "1.7".to_owned(),
    }
}

/// Number of tables that ends of revisions point to.
fn revisions(bytes: &[u8]) -> usize {
    positions(bytes, b"startxref")
        .filter(|at| {
            let digits = bytes[at + 9..].iter().copied().skip_while(u8::is_ascii_whitespace);
            digits.take_while(u8::is_ascii_digit).any(|d| d != b'0')
        })
        .count()
        - usize::from(contains(&bytes[..bytes.len().min(1024)], b"/Linearized") && linearized_ends_twice(bytes))
}

/// Whether the first table of a linearized file points to an address instead of 0.
fn linearized_ends_twice(bytes: &[u8]) -> bool {
    let ends: Vec<usize> = positions(bytes, b"startxref").take(2).collect();
    ends.len() > 1
        && bytes[ends[0] + 9..]
            .iter()
            .copied()
            .skip_while(u8::is_ascii_whitespace)
            .take_while(u8::is_ascii_digit)
            .any(|d| d != b'0')
}
