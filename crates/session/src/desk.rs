//! Composes documents, each once in each edition, and runs the rules for composed documents.

use std::sync::Mutex;

use gian_check::composed;
use gian_check::composed::{Paper, Scope};
use gian_check::policy::Policy;
use gian_check::{Run, WithheldIndex, check_composed, check_uncomposed, places, secrets};
use gian_compose::{Composer, Read};
use gian_diagnostics::Diag;
use gian_disclose::project;
use gian_document::{Document, Orientation};
use gian_fonts::Coverage;
use gian_kinds::Kind;
use gian_korean::personal::Contacts;
use gian_model::{Dossier, Record};
use gian_source::progress;
use gian_source::progress::Watch;
use gian_theme::themes::{Theme, Themes};
use gian_view::rules::Rule;
use gian_view::{Edition, View};
use gian_vocabulary::values::Disclosure;
use rayon::prelude::*;

use crate::session::{Session, levels};

/// What a room above this one looks for in composed documents.
pub trait Inspector: Sync {
    /// Looks at a composed document, and adds its problems.
    fn composed(&self, composed: &Composed, context: &Context<'_>, diags: &mut Vec<Diag>);

    /// Whether it needs to know which facts a document prints.
    fn needs_record(&self) -> bool {
        false
    }
}

impl Inspector for () {
    fn composed(&self, _: &Composed, _: &Context<'_>, _: &mut Vec<Diag>) {}
}

/// Where a composed document comes from.
pub struct Context<'a> {
    /// The session.
    pub session: &'a Session,
    /// The composer.
    pub composer: &'a Composer,
    /// The dossier of the document.
    pub dossier: &'a Dossier,
    /// Path of its file.
    pub path: &'a str,
}

/// A document in one edition.
pub struct Composed {
    /// What the edition shows of the facts.
    pub view: View,
    /// The whole sheet as a tree.
    pub document: Document,
}

/// Composes documents and judges them.
pub struct Desk<'s> {
    session: &'s Session,
    composer: &'s Composer,
    coverage: Coverage<'s>,
    contacts: Contacts,
    withheld: WithheldIndex<'s>,
    inspector: &'s dyn Inspector,
    policy: Mutex<Policy<'s>>,
    records: bool,
}

impl<'s> Desk<'s> {
    /// A desk for the documents of a session without errors.
    pub fn new(session: &'s Session, composer: &'s Composer, inspector: &'s dyn Inspector) -> Self {
        let workspace = session.workspace.as_ref().expect("a workspace without errors was read");
        // If a rule of the projection is switched off, only the proofs are to notice it.
        let withheld = session.outside.withheld().filter(|_| !Rule::one_is_off());
        Self {
            session,
            composer,
            withheld: WithheldIndex::new(withheld, &places::all(&session.sources, &session.outside)),
            coverage: Coverage::new(&session.fonts),
            contacts: secrets::contacts(&workspace.settings, &session.outside),
            inspector,
            policy: Mutex::new(policy(session)),
            records: inspector.needs_record(),
        }
    }

    /// The session whose documents it composes.
    pub fn session(&self) -> &'s Session {
        self.session
    }

    /// A desk that also records which facts a document prints, for what is published from it.
    pub fn recording(self) -> Self {
        Self { records: true, ..self }
    }

    /// Composes one document in every edition that has it, and returns it with the problems found. An edition that
    /// could not be composed is missing.
    pub fn document(&self, dossier: &Dossier, index: usize) -> (Vec<Composed>, Vec<Diag>) {
        let workspace = self.session.workspace.as_ref().expect("a workspace without errors was read");
        let settings = &workspace.settings;
        let file = &dossier.documents[index];
        // If no document of the dossier discloses anything, the rules have already checked every value.
        let opens = |r: &Record| !r.changes.is_empty() || r.decisions.iter().any(|d| d.class == Disclosure::Open);
        let looked_at = !Rule::one_is_off() && dossier.documents.iter().any(|d| opens(&d.record));
        let held = match looked_at {
            true => secrets::held_by(&self.session.sources, settings.archive.as_of, dossier, &file.record),
            false => Vec::new(),
        };
        let read = Read::of(&file.body);
        let mut read = if self.records { read } else { read.without_record() };
        let (mut done, mut diags) = (Vec::new(), Vec::new());
        for edition in Edition::ALL {
            let Some(view) = project(settings, dossier, index, &self.session.outside, edition) else { continue };
            match self.composer.compose_after(&view, &file.path, &mut read) {
                Ok(document) => {
                    let lines = composed::lines(&document);
                    let paper = self.paper(&view);
                    let tables = composed::placed_tables(&view, &document, paper);
                    let scope = Scope {
                        lines: &lines,
                        tables: &tables,
                        dossier,
                        coverage: &self.coverage,
                        open_sources: settings.open_sources,
                        contacts: &self.contacts,
                        held: &held,
                        withheld: &self.withheld,
                        paper,
                    };
                    check_composed(file, &view, &document, &scope, &mut diags);
                    let composed = Composed { view, document };
                    let (session, composer, path) = (self.session, self.composer, file.path.as_str());
                    let context = Context { session, composer, dossier, path };
                    self.inspector.composed(&composed, &context, &mut diags);
                    done.push(composed);
                }
                Err(found) => diags.extend(found),
            }
        }
        let diags = self.policy.lock().expect("no worker panics with the lock").apply(diags);
        (done, diags)
    }

    /// Comments that suppressed nothing, after all documents were composed.
    pub fn unused(&self) -> Vec<Diag> {
        self.policy.lock().expect("no worker panics with the lock").unused(|_| true)
    }

    fn paper(&self, view: &View) -> Option<Paper> {
        let themes = self.session.themes.as_ref()?;
        Some(paper(themes.on(view.record.date)?, self.composer.kind(view)?, view))
    }
}

/// Line lengths of a document in a profile.
fn paper(profile: &Theme, kind: &Kind, view: &View) -> Paper {
    let long = |paper: f64| (paper - profile.margin.left - profile.margin.right) * 72.0 / 25.4;
    let first = match gian_theme::frame::orientation(view, &kind.file) {
        gian_kinds::Orientation::Portrait => Orientation::Portrait,
        gian_kinds::Orientation::Landscape => Orientation::Landscape,
    };
    Paper {
        portrait: long(210.0),
        landscape: long(297.0),
        table: view.record.paper.table_size.unwrap_or(profile.table_size),
        first,
    }
}

/// The policy of a session, with the comments that suppressed a problem so far.
fn policy(session: &Session) -> Policy<'_> {
    let workspace = session.workspace.as_ref().expect("a workspace without errors was read");
    // What it reports of the comments themselves was reported when the session was opened.
    let unreported = &mut Vec::new();
    let mut policy = Policy::new(&session.sources, &workspace.settings, levels(session.themes.as_ref()), unreported);
    for dossier in workspace.all_dossiers() {
        policy.learn(&session.sources, dossier);
    }
    policy.remember(&session.used);
    policy
}

/// Composes every document in every edition, and returns the problems found. If the session has errors, nothing is
/// composed.
pub fn rehearse(session: &Session, inspector: &dyn Inspector, watch: &dyn Watch) -> Vec<Diag> {
    if session.workspace.is_none() {
        return Vec::new();
    }
    let uncomposed = || {
        let mut policy = policy(session);
        let bodies = |dossier: &Dossier| check_uncomposed(&session.kinds, dossier, watch);
        let mut diags = policy.apply(session.dossiers().iter().flat_map(bodies).collect());
        diags.extend(policy.unused(|rule| rule.runs.iter().all(|run| !matches!(run, Run::Composed(_)))));
        diags
    };
    if session.is_broken() {
        return uncomposed();
    }
    let annexes = || session.themes.as_ref().map_or(Vec::new(), Themes::annexes);
    let load = || Ok(Composer::new(&session.kinds, &session.sources.templates)?.annexing(annexes()));
    let composer = match progress::step(watch, TEMPLATES, load) {
        Some(Ok(composer)) => composer,
        Some(Err(diag)) => return uncomposed().into_iter().chain([diag]).collect(),
        None => return uncomposed(),
    };
    let desk = Desk::new(session, &composer, inspector);
    let all = session.documents();
    let one = |(dossier, index): &(&Dossier, usize)| {
        let path = &dossier.documents[*index].path;
        if watch.is_tried(path) {
            return Vec::new();
        }
        let found = progress::step(watch, path, || desk.document(dossier, *index).1).unwrap_or_default();
        watch.tried(path);
        found
    };
    let compose = || all.par_iter().flat_map_iter(one).collect();
    let mut diags: Vec<Diag> = if watch.alone() {
        // A thread with the same stack size as the workers, so that a stack overflow occurs here too.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread can be started");
        pool.install(compose)
    } else {
        compose()
    };
    diags.extend(desk.unused());
    diags
}

/// Name of the progress step that reads all templates, which belong to no document.
pub const TEMPLATES: &str = "templates/";
