//! Results of building every document, stored so that two states can be compared.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use blake3::Hash;
use gian_digest::Outside;
use gian_disclose::project;
use gian_model::record::State;
use gian_model::{Dossier, Settings, Workspace};
use gian_source::progress::Watch;
use gian_source::{Sources, load_attachment, progress};
use gian_view::{Edition, PictureView, View};
use rayon::prelude::*;
use serde::Serialize;

use super::diff::{self, Line};
use crate::renderer::Renderer;

/// A part of a document that differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Only the new state has the document in this edition.
    New,
    /// Only the old state has the document in this edition.
    Gone,
    /// It can no longer be built.
    Broken,
    /// Its text.
    Body,
    /// Everything around the body: cover, signatures, layout.
    Paper,
    /// Its record.
    Record,
    /// Files that it attaches or shows.
    Files,
    /// Only its page in the archive.
    Page,
    /// Its row in the public list of closed documents.
    Row,
}

/// One document in both editions.
pub struct Sheet {
    /// `식별자` of the document.
    pub id: String,
    /// Its title, with masks for what is withheld.
    pub title: String,
    /// `문서번호`; `None` before it is registered.
    pub doc_no: Option<String>,
    /// `상태` of the record.
    pub state: State,
    /// Whether it has a public page.
    pub published: bool,
    made: BTreeMap<Edition, Outcome>,
    /// Hashes of the views that it was built from.
    views: BTreeMap<Edition, Hash>,
}

/// Result of one edition.
#[derive(Clone, PartialEq)]
enum Outcome {
    /// No page; the hash of its row in the public list, if it has one.
    Absent(Option<Hash>),
    Broken,
    Whole(Box<Snapshot>),
}

/// A document as text, PDF and page, reduced to hashes where possible, because two whole archives are held in memory.
#[derive(Clone, PartialEq)]
struct Snapshot {
    body: Hash,
    text: String,
    paper: Hash,
    record: Hash,
    page: Hash,
    /// Attached files by path, with a hash of their bytes if requested.
    files: BTreeMap<String, Option<Hash>>,
}

impl Sheet {
    /// Whether an edition of the document attaches a file.
    pub fn attaches(&self, edition: Edition, path: &str) -> bool {
        matches!(self.made.get(&edition), Some(Outcome::Whole(whole)) if whole.files.contains_key(path))
    }

    /// Adds hashes of the attached files, so that two workspaces can be compared.
    pub fn with_hashes(mut self, sources: &Sources) -> Self {
        for made in self.made.values_mut() {
            let Outcome::Whole(whole) = made else { continue };
            for (path, hash) in &mut whole.files {
                let bytes = sources.attachments.get(path).and_then(|a| load_attachment(a).ok());
                *hash = bytes.map(|b| blake3::hash(&b));
            }
        }
        self
    }

    fn text(&self, edition: Edition) -> String {
        match self.made.get(&edition) {
            Some(Outcome::Whole(whole)) => whole.text.clone(),
            Some(Outcome::Absent(_) | Outcome::Broken) | None => String::new(),
        }
    }
}

/// Environment for building documents.
#[derive(Clone, Copy)]
pub struct Maker<'a> {
    /// Composes and renders documents with the settings and templates of the workspace.
    pub renderer: &'a Renderer<'a>,
    /// Font files, as bytes.
    pub fonts: &'a [Cow<'static, [u8]>],
    /// The files of the workspace.
    pub sources: &'a Sources,
    /// Documents that are skipped.
    pub stopped: &'a BTreeSet<String>,
    /// Receives the file in work, so that work that takes too much can be stopped.
    pub watch: &'a dyn Watch,
    /// Results of an earlier build with the same settings and templates.
    pub known: Option<&'a BTreeMap<String, Sheet>>,
}

impl Maker<'_> {
    /// Builds every document except skipped ones, in every edition. Keys are paths.
    pub fn all(&self, workspace: &Workspace, outside: &Outside) -> BTreeMap<String, Sheet> {
        let list = gian_session::documents(workspace, self.stopped);
        let one = |(dossier, index): &(&Dossier, usize)| {
            let path = &dossier.documents[*index].path;
            let sheet = progress::step(self.watch, path, || self.sheet(&workspace.settings, outside, dossier, *index))?;
            Some((path.clone(), sheet))
        };
        let work = || list.par_iter().filter_map(one).collect();
        if self.watch.alone() {
            // As in the check before a build: one at a time, on a thread with the stack of a worker.
            let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread can be started");
            return pool.install(work);
        }
        work()
    }

    fn sheet(&self, settings: &Settings, outside: &Outside, dossier: &Dossier, index: usize) -> Sheet {
        let file = &dossier.documents[index];
        let record = &file.record;
        let known = self.known.and_then(|known| known.get(&file.path));
        let (mut made, mut views) = (BTreeMap::new(), BTreeMap::new());
        for edition in Edition::ALL {
            let Some(view) = project(settings, dossier, index, outside, edition) else {
                let row = || gian_disclose::listed(settings, dossier, record);
                let row = if edition == Edition::Public { row() } else { None };
                made.insert(edition, Outcome::Absent(row.map(|row| hash(&row))));
                continue;
            };
            // Debug output contains every field, and a document depends on nothing but its view.
            let seen = blake3::hash(format!("{view:?}").as_bytes());
            let same = known.filter(|sheet| sheet.views.get(&edition) == Some(&seen));
            let done = same.and_then(|sheet| sheet.made.get(&edition)).cloned();
            made.insert(edition, done.unwrap_or_else(|| self.make(settings, dossier, &file.path, &view)));
            views.insert(edition, seen);
        }
        Sheet {
            id: record.id.clone(),
            title: record.title_line().plain(&dossier.private),
            doc_no: record.doc_no.clone(),
            state: record.state,
            published: gian_disclose::is_published(record, settings.archive.as_of),
            made,
            views,
        }
    }

    fn make(&self, settings: &Settings, dossier: &Dossier, path: &str, view: &View) -> Outcome {
        let Ok(body) = self.renderer.compose(view, path) else { return Outcome::Broken };
        let paper = match view.record.received {
            true => hash(&()),
            false => match self.renderer.job(view, &body) {
                Ok(job) => hash(&(job.main, job.house, job.profile, job.date.to_string())),
                Err(_) => return Outcome::Broken,
            },
        };
        let names: Vec<&String> = view.record.files().collect();
        let place = |name: &String| format!("{}/attachments/{name}", dossier.folder);
        let shown = |p: &PictureView| format!("{}/figures/{}", dossier.folder, p.file);
        let pictures = view.pictures.iter().map(shown).collect::<Vec<_>>();
        let size = |name: &String| self.sources.attachments.get(&place(name)).map_or(0, |a| a.bytes);
        let sizes = names.iter().map(|name| ((*name).clone(), size(name))).collect();
        let Ok(page) = self.renderer.page(settings, view, &body, &sizes) else { return Outcome::Broken };
        Outcome::Whole(Box::new(Snapshot {
            // Count the parts around the body as layout, because a writer changes them in the record.
            body: hash(&(body.family, &body.blocks, &body.notice)),
            text: gian_emit::text::emit(&body),
            paper,
            record: hash(&view.record),
            page: hash(&page),
            files: names.iter().map(|name| place(name)).chain(pictures).map(|path| (path, None)).collect(),
        }))
    }
}

fn hash(value: &impl Serialize) -> Hash {
    blake3::hash(&serde_json::to_vec(value).expect("what documents are made of is plain data"))
}

/// Parts that differ between two states of a document.
pub fn compare(old: Option<&Sheet>, new: Option<&Sheet>) -> BTreeSet<(Edition, Part)> {
    let absent = Outcome::Absent(None);
    let mut parts = BTreeSet::new();
    for edition in Edition::ALL {
        let was = old.and_then(|s| s.made.get(&edition)).unwrap_or(&absent);
        let is = new.and_then(|s| s.made.get(&edition)).unwrap_or(&absent);
        let found: &[Part] = match (was, is) {
            (Outcome::Absent(a), Outcome::Absent(b)) if a != b => &[Part::Row],
            (Outcome::Absent(_), Outcome::Absent(_)) | (Outcome::Broken, Outcome::Broken) => &[],
            (Outcome::Absent(_), Outcome::Whole(_) | Outcome::Broken) => &[Part::New],
            (Outcome::Whole(_) | Outcome::Broken, Outcome::Absent(_)) => &[Part::Gone],
            (Outcome::Whole(_), Outcome::Broken) => &[Part::Broken],
            // If the old state could not be built, nothing can be compared.
            (Outcome::Broken, Outcome::Whole(_)) => &[Part::Body],
            (Outcome::Whole(a), Outcome::Whole(b)) => &compare_whole(a, b),
        };
        parts.extend(found.iter().map(|part| (edition, *part)));
    }
    parts
}

fn compare_whole(a: &Snapshot, b: &Snapshot) -> Vec<Part> {
    let mut parts = Vec::new();
    if a.body != b.body {
        parts.push(Part::Body);
    } else if a.paper != b.paper {
        // The layout contains the body, so that a difference counts only if the body is equal.
        parts.push(Part::Paper);
    }
    if a.record != b.record {
        parts.push(Part::Record);
    }
    if a.files != b.files {
        parts.push(Part::Files);
    }
    if parts.is_empty() && a.page != b.page {
        parts.push(Part::Page);
    }
    parts
}

/// Lines that differ: of the internal edition, or of the public one if only that differs.
pub fn lines(old: Option<&Sheet>, new: Option<&Sheet>) -> Vec<Line> {
    let text = |sheet: Option<&Sheet>, edition| sheet.map_or(String::new(), |s| s.text(edition));
    let differ = |edition| diff::lines(&text(old, edition), &text(new, edition));
    Edition::ALL.into_iter().map(differ).find(|lines| !lines.is_empty()).unwrap_or_default()
}
