//! Problems that only the composed document shows: what templates and bodies put together.
//!
//! A mark that Tera assembled, a character that came out of an entity, a ground that the record
//! does not list. The rules with a `Run::Composed` run here, on every document in every edition, before anything is set.

use gian_diagnostics::{BODY, Diag, Place};
use gian_disclose::redaction_register::OUTSIDE_BODY;
use gian_document::{Document, Orientation};
use gian_fonts::Coverage;
use gian_korean::personal::Contacts;
use gian_model::{DocumentFile, Dossier};
use gian_view::View;
use gian_vocabulary::values::Ground;
use serde_json::Value;

use super::Run;
use super::rules::RULES;
use super::secrets::Found;

/// What the checks of composed documents need to know.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The dossier of the document.
    pub dossier: &'a Dossier,
    pub coverage: &'a Coverage<'a>,
    pub open_sources: bool,
    /// Numbers and addresses that an office gives to everyone.
    pub contacts: &'a Contacts,
    /// What the document itself withholds, whatever others of its dossier opened.
    pub held: &'a [Found],
    /// The paper of the document, where its look is known.
    pub paper: Option<Paper>,
}

/// How long a line of a page is, in points.
#[derive(Debug, Clone, Copy)]
pub struct Paper {
    pub portrait: f64,
    pub landscape: f64,
    /// How the first page lies.
    pub first: Orientation,
}

/// Runs the rules of composed documents on one document.
pub fn check(file: &DocumentFile, view: &View, document: &Document, scope: &Scope<'_>, diags: &mut Vec<Diag>) {
    for rule in RULES {
        for run in rule.runs {
            if let Run::Composed(run) = run {
                run(file, view, document, scope, diags);
            }
        }
    }
}

/// The place of a problem of the composed text: the body, or the title of a document that a template writes.
pub fn place_of_text(file: &DocumentFile) -> Place {
    Place::value(&file.path, if file.body.trim().is_empty() { "/제목" } else { BODY })
}

/// The grounds on which an edition withholds words of its text or its record.
pub fn grounds(view: &View, document: &Document) -> Vec<Ground> {
    let mut grounds = document.grounds();
    grounds.extend(view.held.iter().filter(|h| OUTSIDE_BODY.contains(&h.place)).map(|h| h.ground));
    grounds.sort();
    grounds.dedup();
    grounds
}

/// Every text of the record as the edition prints it, without the officials, whose names stay.
pub fn texts_of_record(view: &View) -> Vec<String> {
    let mut record = serde_json::to_value(&view.record).expect("a view is plain data");
    for official in ["approval", "cooperation", "joint", "author"] {
        record.as_object_mut().and_then(|r| r.remove(official));
    }
    let mut texts = Vec::new();
    strings(&record, &mut texts);
    texts
}

/// Adds every text of a value.
pub fn strings(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|v| strings(v, texts)),
        Value::Object(map) => map.values().for_each(|v| strings(v, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
