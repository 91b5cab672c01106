//! Rules that need the composed document, because templates and bodies put it together.
//!
//! Examples: a mark assembled by Tera, a character from an entity, a ground that the record does not list. Rules with a
//! `Run::Composed` run here, on every document in every edition, before typesetting.

use gian_diagnostics::{Place, Route};
use gian_disclose::redaction_register::OUTSIDE_BODY;
use gian_document::{Document, Inline, Part, each_line, footnotes, plain, walk_inlines};
use gian_model::{DocumentFile, keys};
use gian_view::View;
use gian_vocabulary::values::Ground;
use serde_json::Value;

use crate::body_text::decoded;
pub use crate::composed_scope::Scope;
pub use crate::placed_tables::{Paper, PlacedTable, placed_tables};

/// Place of a problem of the composed text: the body, or the title if a template writes the body.
pub fn place_of_text(file: &DocumentFile) -> Place {
    Place::value(&file.path, if file.body.trim().is_empty() { Route::of(keys::TITLE) } else { Route::body() })
}

/// Grounds of all redaction marks in the text and record of an edition.
pub fn grounds(view: &View, document: &Document) -> Vec<Ground> {
    let mut grounds = document.grounds();
    grounds.extend(view.held.iter().filter(|h| OUTSIDE_BODY.contains(&&*h.place)).map(|h| h.ground));
    grounds.sort();
    grounds.dedup();
    grounds
}

/// Parts of a record that name officials, whose names are never withheld.
const OFFICIALS: [&str; 4] = ["approval", "cooperation", "joint", "author"];

/// Every text of the parts of a record that name officials.
pub fn texts_of_officials(view: &View) -> Vec<String> {
    let record = serde_json::to_value(&view.record).expect("a view is plain data");
    let mut texts = Vec::new();
    OFFICIALS.into_iter().filter_map(|key| record.get(key)).for_each(|part| strings(part, &mut texts));
    texts
}

/// The words of each line of a composed document without its sheet, for the rules that look at them.
pub fn lines(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    each_line(&document.blocks, &mut |line| lines.push(plain(line)));
    lines
}

/// The lines of a composed document with its sheet, footnotes, and the targets of its links without percent-encoding.
pub fn texts_of_document(document: &Document) -> Vec<String> {
    let mut texts = Vec::new();
    let mut add = |line: &[Inline]| {
        texts.push(plain(line));
        texts.extend(footnotes(line).into_iter().map(plain));
        walk_inlines(line, &mut |inline| {
            if let Inline::Link { to, .. } = inline {
                texts.push(decoded(to));
            }
            true
        });
    };
    document.parts().flat_map(Part::lines).for_each(|line| add(&line));
    each_line(&document.blocks, &mut add);
    texts
}

/// Every text of the record as the edition prints it, except officials, whose names are never withheld.
pub fn texts_of_record(view: &View) -> Vec<String> {
    let mut record = serde_json::to_value(&view.record).expect("a view is plain data");
    for official in OFFICIALS {
        record.as_object_mut().and_then(|r| r.remove(official));
    }
    let mut texts = Vec::new();
    strings(&record, &mut texts);
    texts
}

/// Collects every text of a value.
pub fn strings(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|v| strings(v, texts)),
        Value::Object(map) => map.values().for_each(|v| strings(v, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
