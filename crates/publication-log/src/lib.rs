//! The publication log (`register.yaml`): addresses that stay valid, and the versions of each document.
//!
//! 1. [`text`] is the public text of a document; a version is one such text.
//! 2. [`update`] adds new documents and versions (`gian register`), [`write`](write::write) formats the file.
//! 3. [`check`] compares the log with the sources.
//! 4. [`tombstones`] and [`history`] are the parts that the archive shows.
//!
//! The log may contain text that is withheld today. An old title, reason or text is therefore shown only if `clean`
//! finds no withheld value in it, and the check stops the build if it does.

pub mod check;
pub mod write;

use std::collections::{BTreeMap, HashMap};

use gian_digest::Outside;
use gian_document::Document;
use gian_model::register::{Difference, RegisterFile, Registered, Standing, Version};
use gian_view::publication::{DiffLine, Replacement, Tombstone, VersionView};
use gian_view::{View, redaction};
use gian_vocabulary::values::{Date, Disclosure};
use sha2::{Digest, Sha256};
use similar::{ChangeTag, TextDiff};

/// Path of the log.
pub const PATH: &str = "register.yaml";

/// The public content of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Public {
    /// Title as the public edition prints it, with masks for withheld words.
    pub title: String,
    /// What the public page says, as text: versions differ where this differs.
    pub text: String,
}

/// The public text of a document: its title, the composed text without the notice, and the files offered on its page
/// with their hashes.
pub fn text(view: &View, document: &Document, files: &[(String, String)]) -> Public {
    let title = redaction::written(&view.record.title);
    // Leave the notice out, because the program generates it, the same for all documents.
    let body = gian_emit::text::emit(&Document { notice: None, ..document.clone() });
    let mut text = format!("{title}\n{}", body.trim_start());
    for (name, hash) in files {
        text.push_str(&format!("파일: {name} (SHA-256 {hash})\n"));
    }
    Public { title, text }
}

/// SHA-256 as lower-case hexadecimal digits.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// Documents that were published and have no page now.
pub fn gone<'a>(register: Option<&'a RegisterFile>, outside: &Outside) -> impl Iterator<Item = &'a Registered> {
    let entries = register.into_iter().flat_map(|r| &r.documents);
    entries.filter(|e| !outside.document(&e.id).is_some_and(|d| d.published))
}

/// Pages for the addresses of documents without a page, in the order of the log. `clean` says whether a text contains
/// no value that is withheld today.
pub fn tombstones(register: Option<&RegisterFile>, outside: &Outside, clean: &dyn Fn(&str) -> bool) -> Vec<Tombstone> {
    let Some(titles) = index(register) else { return Vec::new() };
    let shown = |text: &Option<String>| text.clone().filter(|t| clean(t));
    let title = |entry: &Registered| match outside.document(&entry.id) {
        // Use the title of the list of closed documents, which is masked.
        Some(document) if document.class == Disclosure::Closed => shown(&document.listed_title),
        Some(_) | None => shown(&entry.title),
    };
    gone(register, outside)
        .map(|entry| Tombstone {
            id: entry.id.clone(),
            title: title(entry),
            state: entry.standing,
            label: entry.standing.label(),
            on: entry.on,
            reason: shown(&entry.reason),
            replaced_by: entry
                .replaced_by
                .as_ref()
                .map(|id| Replacement { id: id.clone(), title: titles.get(id.as_str()).copied().and_then(title) }),
        })
        .collect()
}

/// Number of equal lines shown around those that differ.
const AROUND: usize = 1;

/// Entries of a register by id.
pub type Index<'a> = HashMap<&'a str, &'a Registered>;

/// The entries of the log by id; `None` if there is no log.
pub fn index(register: Option<&RegisterFile>) -> Option<Index<'_>> {
    Some(register?.documents.iter().map(|e| (e.id.as_str(), e)).collect())
}

/// The versions of a document that has a page; empty for others. `texts` maps paths to texts of versions.
pub fn history(entry: &Registered, texts: &BTreeMap<String, String>, clean: &dyn Fn(&str) -> bool) -> Vec<VersionView> {
    if matches!(entry.standing, Standing::Withdrawn | Standing::Closed) {
        return Vec::new();
    }
    let text = |no: u32| texts.get(&entry.text_path(no)).filter(|t| clean(t));
    let diff = |v: &Version| {
        let (old, new) = (text(v.no.checked_sub(1)?)?, text(v.no)?);
        (v.difference == Some(Difference::Open)).then(|| lines(old, new))
    };
    let view =
        |v: &Version| VersionView { no: v.no, on: v.on, reason: v.reason.clone().filter(|r| clean(r)), diff: diff(v) };
    entry.versions.iter().map(view).collect()
}

/// Lines that differ between two texts, with some context.
fn lines(old: &str, new: &str) -> Vec<DiffLine> {
    let diff = TextDiff::from_lines(old, new);
    let mut out = Vec::new();
    for (i, group) in diff.grouped_ops(AROUND).iter().enumerate() {
        if i > 0 {
            out.push(DiffLine { kind: "gap", text: String::new() });
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let kind = match change.tag() {
                ChangeTag::Equal => "same",
                ChangeTag::Delete => "gone",
                ChangeTag::Insert => "new",
            };
            out.push(DiffLine { kind, text: change.value().trim_end_matches('\n').to_owned() });
        }
    }
    out
}

/// Result of an update of the log.
#[derive(Debug, Default)]
pub struct Updated {
    /// The register with the new documents and versions.
    pub register: RegisterFile,
    /// New files: path of a version, its text.
    pub texts: Vec<(String, String)>,
    /// Ids that were added.
    pub added: Vec<String>,
    /// Ids with a new version.
    pub changed: Vec<String>,
    /// Ids that a change of class closed.
    pub closed: Vec<String>,
    /// Ids whose text changed although no reason was given.
    pub unexplained: Vec<String>,
}

/// Adds the public state of a day to the log: new documents, new versions of changed ones (which need a reason), and
/// documents that a change of class closed. `only` limits the update to these ids. The log is sorted by id.
pub fn update(
    register: Option<&RegisterFile>,
    outside: &Outside,
    public: &BTreeMap<String, Public>,
    on: Date,
    reason: Option<&str>,
    only: &[String],
) -> Updated {
    let mut done = Updated { register: register.cloned().unwrap_or_default(), ..Updated::default() };
    let asked = |id: &str| only.is_empty() || only.iter().any(|o| o == id);
    for entry in done.register.documents.iter_mut().filter(|e| asked(&e.id)) {
        let closed = outside.document(&entry.id).filter(|d| d.class == Disclosure::Closed);
        let change = closed.and_then(|d| d.change.as_ref());
        if let Some(change) = change.filter(|_| entry.standing == Standing::Published) {
            entry.standing = Standing::Closed;
            (entry.on, entry.reason) = (Some(change.on), Some(change.reason.clone()));
            done.closed.push(entry.id.clone());
        }
        let Some(now) = public.get(&entry.id) else { continue };
        let sha256 = hash(now.text.as_bytes());
        let last = entry.versions.last();
        if last.is_some_and(|v| v.sha256 == sha256) {
            continue;
        }
        let no = last.map_or(1, |v| v.no + 1);
        if no > 1 && reason.is_none() {
            done.unexplained.push(entry.id.clone());
            continue;
        }
        let reason = reason.filter(|_| no > 1).map(str::to_owned);
        done.texts.push((entry.text_path(no), now.text.clone()));
        entry.versions.push(Version { no, on, sha256, reason, difference: None });
        entry.title = Some(now.title.clone());
        done.changed.push(entry.id.clone());
    }
    let there: std::collections::BTreeSet<String> = done.register.documents.iter().map(|e| e.id.clone()).collect();
    for (id, now) in public.iter().filter(|(id, _)| asked(id) && !there.contains(*id)) {
        let version = Version { no: 1, on, sha256: hash(now.text.as_bytes()), reason: None, difference: None };
        let entry = Registered {
            id: id.clone(),
            title: Some(now.title.clone()),
            standing: Standing::Published,
            on: None,
            reason: None,
            replaced_by: None,
            versions: vec![version],
        };
        done.texts.push((entry.text_path(1), now.text.clone()));
        done.added.push(id.clone());
        done.register.documents.push(entry);
    }
    done.register.documents.sort_by(|a, b| a.id.cmp(&b.id));
    done
}
