//! Finds the documents that depend on a fact, which must be rebuilt or reissued when it turns out to be wrong.
//!
//! No list records which values a template reads. Facts are varied instead:
//!
//! 1. [`facts`] finds the facts on a line of a source.
//! 2. [`variants`] gives other valid values for them.
//! 3. [`made`] reads, projects and composes everything again with each value, and compares.
//!
//! [`between`] compares with an earlier state of the sources instead.

pub mod diff;
pub mod facts;
pub mod made;
pub mod variants;

use std::collections::{BTreeMap, BTreeSet};

use diff::Line;
use facts::{Fact, Where};
use gian_diagnostics::{Diag, Severity};
use gian_digest::Outside;
use gian_model::Workspace;
use gian_model::record::State;
use gian_session::Session;
use gian_source::Sources;
use gian_source::progress::{Unwatched, Watch};
use gian_theme::themes::Themes;
use gian_view::Edition;
use made::{Maker, Part, Sheet};
use variants::Variant;

use crate::renderer::Renderer;

/// Documents that a change affects.
#[derive(Debug, Default)]
pub struct Report {
    /// Affected documents: sent ones first, then approved ones, then drafts.
    pub touched: Vec<Touched>,
    /// Facts without another readable value, as indices into the requested list: documents that depend on them were not
    /// found.
    pub structural: Vec<usize>,
}

/// Parts of a document that change, by edition.
pub type Parts = BTreeSet<(Edition, Part)>;

/// An affected document.
#[derive(Debug)]
pub struct Touched {
    /// `식별자` of the document.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `문서번호`; `None` before it is registered.
    pub doc_no: Option<String>,
    /// State of the record when the document had the wrong fact.
    pub state: State,
    /// Path of the document.
    pub path: String,
    /// Whether it has a public page.
    pub published: bool,
    /// Parts that change, by edition.
    pub parts: Parts,
    /// Facts on which it depends, as indices into the requested list, with the parts that each changes.
    pub facts: BTreeMap<usize, Parts>,
    /// Lines that differ, if two texts were compared.
    pub lines: Vec<Line>,
}

/// What an office must do about an affected document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty {
    /// It was sent: its receivers need a corrected one.
    SendAgain,
    /// It was approved: a correction needs a new approval.
    ApproveAgain,
    /// It is a draft: build it again.
    MakeAgain,
    /// It is new: there is no wrong copy.
    New,
    /// The document is unchanged; only its public copy, or a list of the archive, changes.
    Archive,
}

impl Duty {
    /// Whether the old document was approved or sent.
    pub fn is_binding(self) -> bool {
        match self {
            Self::SendAgain | Self::ApproveAgain => true,
            Self::MakeAgain | Self::New | Self::Archive => false,
        }
    }
}

impl Touched {
    /// What must be done.
    pub fn duty(&self) -> Duty {
        // The internal edition is the document; the public edition is a copy of it.
        let of_copies =
            |(edition, part): &(Edition, Part)| *edition == Edition::Public || matches!(part, Part::Page | Part::Row);
        if self.parts.iter().all(of_copies) {
            return Duty::Archive;
        }
        if self.parts.iter().all(|(_, part)| *part == Part::New) {
            return Duty::New;
        }
        match self.state {
            State::Sent => Duty::SendAgain,
            State::Approved => Duty::ApproveAgain,
            State::Draft => Duty::MakeAgain,
        }
    }

    /// Whether files of the public archive change.
    pub fn is_public(&self) -> bool {
        self.parts.iter().any(|(edition, _)| *edition == Edition::Public)
    }
}

impl Report {
    /// Whether an approved or sent document must be corrected.
    pub fn is_binding(&self) -> bool {
        self.touched.iter().any(|t| t.duty().is_binding())
    }

    fn sort(&mut self) {
        self.touched.sort_by(|a, b| (a.duty(), &a.id).cmp(&(b.duty(), &b.id)));
    }
}

/// Tries other values of facts, one fact at a time.
///
/// # Errors
/// A template is invalid.
pub fn of_facts(session: &Session, facts: &[Fact], watch: &dyn Watch) -> Result<Report, Diag> {
    let workspace = session.workspace.as_ref().expect("a workspace without errors was read");
    let renderer = Renderer::new(session)?;
    let maker = maker(session, &renderer, watch);
    let base = maker.all(workspace, &session.outside);
    let maker = Maker { known: Some(&base), ..maker };
    let mut report = Report::default();
    let mut touched: BTreeMap<&str, Touched> = BTreeMap::new();
    for (at, fact) in facts.iter().enumerate() {
        let mut found: BTreeMap<&str, Parts> = BTreeMap::new();
        let mut broken: BTreeMap<&str, Parts> = BTreeMap::new();
        let (mut tried, mut clean) = (false, false);
        for variant in variants::of(&session.sources, fact) {
            let Some(other) = with(workspace, &session.outside, maker, fact, &variant) else { continue };
            tried = true;
            let changed = differences(&base, &other);
            // A value that breaks a document proves only that the document reads it.
            let breaks = changed.values().flatten().any(|(_, part)| *part == Part::Broken);
            clean |= !breaks;
            let into = if breaks { &mut broken } else { &mut found };
            for (path, parts) in changed {
                into.entry(path).or_default().extend(parts);
            }
        }
        if !tried {
            report.structural.push(at);
        }
        for (path, parts) in if clean { found } else { broken } {
            let entry = touched.entry(path).or_insert_with(|| touch(path, &base[path]));
            entry.parts.extend(parts.iter().copied());
            entry.facts.insert(at, parts);
        }
    }
    report.touched = touched.into_values().collect();
    report.sort();
    Ok(report)
}

fn maker<'a>(session: &'a Session, renderer: &'a Renderer, watch: &'a dyn Watch) -> Maker<'a> {
    Maker { renderer, fonts: &session.fonts, sources: &session.sources, stopped: &session.stopped, watch, known: None }
}

/// Everything built with another value; `None` if that value cannot be read.
fn with(
    workspace: &Workspace,
    outside: &Outside,
    maker: Maker<'_>,
    fact: &Fact,
    variant: &Variant,
) -> Option<BTreeMap<String, Sheet>> {
    let all = maker.sources;
    let file = variants::put(all.get(&fact.path)?, fact, variant)?;
    if fact.path == SETTINGS {
        let mut sources = all.clone();
        sources.put(SETTINGS, file);
        let workspace = read(&sources)?;
        let themes = Themes::find(&workspace.settings.profile, &all.templates).ok()?;
        let renderer = Renderer::with(&themes, maker.fonts, &all.templates).ok()?;
        let outside = gian_session::outside(&sources, renderer.kinds(), &workspace, &Unwatched);
        return Some(Maker { renderer: &renderer, known: None, ..maker }.all(&workspace, &outside));
    }
    // Read only the files of the dossier again, but rebuild all documents, because others may use its facts.
    let at = workspace.all_dossiers().iter().position(|d| fact.path.starts_with(&format!("{}/", d.folder)))?;
    let inside = format!("{}/", workspace.all_dossiers()[at].folder);
    let mut sources = all.only(|path| path == SETTINGS || path.starts_with(&inside));
    sources.put(&fact.path, file);
    let dossier = read(&sources)?.into_dossiers().pop()?;
    let digest = gian_session::digest(&sources, &workspace.settings, maker.renderer.kinds(), &dossier, &Unwatched);
    Some(maker.all(&workspace.with(at, dossier), &outside.with(digest)))
}

fn read(sources: &Sources) -> Option<Workspace> {
    let mut diags = Vec::new();
    // The sources were read under the watchdog before; one other value adds no relevant cost.
    let workspace = gian_model::read::workspace(sources, &Unwatched, &mut diags)?;
    diags.iter().all(|d| d.severity != Severity::Error).then_some(workspace)
}

/// Path of the settings, which apply to all dossiers.
const SETTINGS: &str = "gian.yaml";

/// Differences between two states of the same documents.
fn differences<'a>(base: &'a BTreeMap<String, Sheet>, other: &BTreeMap<String, Sheet>) -> BTreeMap<&'a str, Parts> {
    let changed = base.iter().map(|(path, sheet)| (path.as_str(), made::compare(Some(sheet), other.get(path))));
    changed.filter(|(_, parts)| !parts.is_empty()).collect()
}

/// Documents that attach a file, with the editions that do.
///
/// # Errors
/// A template is invalid.
pub fn of_attachment(session: &Session, path: &str, watch: &dyn Watch) -> Result<Report, Diag> {
    let workspace = session.workspace.as_ref().expect("a workspace without errors was read");
    let base = maker(session, &Renderer::new(session)?, watch).all(workspace, &session.outside);
    let mut report = Report::default();
    for (document, sheet) in &base {
        let editions = Edition::ALL.into_iter().filter(|edition| sheet.attaches(*edition, path));
        let parts: Parts = editions.map(|edition| (edition, Part::Files)).collect();
        if !parts.is_empty() {
            report.touched.push(Touched { parts, ..touch(document, sheet) });
        }
    }
    report.sort();
    Ok(report)
}

/// Compares the documents of two states of a workspace by id.
///
/// # Errors
/// A template is invalid.
pub fn between(before: &Session, after: &Session, watch: &dyn Watch) -> Result<Report, Diag> {
    let sheets = |session: &Session| {
        let workspace = session.workspace.as_ref().expect("a workspace without errors was read");
        let renderer = Renderer::new(session)?;
        let all = maker(session, &renderer, watch).all(workspace, &session.outside);
        let with_files = all.into_iter().map(|(path, sheet)| (path, sheet.with_hashes(&session.sources)));
        Ok::<_, Diag>(with_files.map(|(path, sheet)| (sheet.id.clone(), (path, sheet))).collect::<BTreeMap<_, _>>())
    };
    let (old, new) = (sheets(before)?, sheets(after)?);
    let ids: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut report = Report::default();
    for id in ids {
        let (was, is) = (old.get(id), new.get(id));
        let parts = made::compare(was.map(|(_, s)| s), is.map(|(_, s)| s));
        let Some((path, sheet)) = was.or(is).filter(|_| !parts.is_empty()) else { continue };
        // Take state and number from the old document, which was issued; take the path from the new one.
        let path = is.map_or(path, |(path, _)| path);
        let mut entry = touch(path, sheet);
        entry.published |= is.is_some_and(|(_, s)| s.published);
        entry.parts = parts;
        entry.lines = made::lines(was.map(|(_, s)| s), is.map(|(_, s)| s));
        report.touched.push(entry);
    }
    report.sort();
    Ok(report)
}

fn touch(path: &str, sheet: &Sheet) -> Touched {
    Touched {
        id: sheet.id.clone(),
        title: sheet.title.clone(),
        doc_no: sheet.doc_no.clone(),
        state: sheet.state,
        path: path.to_owned(),
        published: sheet.published,
        parts: BTreeSet::new(),
        facts: BTreeMap::new(),
        lines: Vec::new(),
    }
}

/// Finds the facts named by a person.
pub fn find(sources: &Sources, path: &str, at: &Where) -> Vec<Fact> {
    facts::find(sources, path, at)
}
