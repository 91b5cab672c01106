//! A loaded and checked workspace; nothing is typeset here.
//!
//! 1. [`load`] reads the folder.
//! 2. [`open`] reads the files into the model, makes the digest of each dossier, joins the digests, and runs the rules
//!    for facts and texts, dossier by dossier.
//! 3. [`Desk`] composes the documents, each once in each edition, and runs the rules for composed documents.
//!    [`rehearse`] does that for a check; a build takes the composed documents from the desk.
//!
//! What other rooms look for, such as leaks in attachments, is added by them; see [`Inspector`].
//!
//! This crate can name the model and the rules, while the crates below show in their documentation that they cannot:
//!
//! ```
//! let _: Option<gian_model::Dossier> = None;
//! let _: Option<gian_check::Rule> = None;
//! ```

mod desk;
mod house;
mod session;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub use desk::{Composed, Context, Desk, Inspector, TEMPLATES, rehearse};
use gian_check::policy::{Policy, Used};
use gian_check::{Meter, Office, Rule, Unmeasured, WithheldIndex, digest, places, secrets};
use gian_compose::front::Fronts;
use gian_diagnostics::{Diag, Place, Route, Severity};
use gian_digest::{Digest, Outside};
use gian_fonts::Coverage;
use gian_kinds::Kinds;
use gian_model::{Dossier, Settings, Workspace, keys};
use gian_report::render::sort;
use gian_source::progress::{Unwatched, Watch};
use gian_source::{LoadError, Sources, progress};
use gian_theme::themes::Themes;
use gian_theme::{frame, themes};
pub use session::{Session, documents};

use crate::session::levels;

/// Loads a workspace and checks it with all rules.
///
/// # Errors
/// The folder is not a workspace.
pub fn prepare(root: &Path) -> Result<Session, LoadError> {
    let (sources, diags) = load(root, &Unwatched)?;
    Ok(examine(root, sources, diags))
}

/// Checks loaded sources with all rules; `diags` are the problems of loading.
pub fn examine(root: &Path, sources: Sources, diags: Vec<Diag>) -> Session {
    let session = open(root, sources, diags, &Unwatched, &Unmeasured);
    let found = rehearse(&session, &(), &Unwatched);
    session.close(found)
}

/// Loads the files of a workspace, with the problems of those that cannot be read.
///
/// # Errors
/// The folder is not a workspace.
pub fn load(root: &Path, watch: &dyn Watch) -> Result<(Sources, Vec<Diag>), LoadError> {
    let settled = |sources: &Sources| watch.limits(gian_model::read::limits(sources).unwrap_or_default());
    gian_source::load(root, watch, &settled)
}

/// Reads loaded sources and checks facts and texts; `diags` are the problems of loading. The problems of the session are
/// not sorted yet.
pub fn open(root: &Path, sources: Sources, diags: Vec<Diag>, watch: &dyn Watch, meter: &dyn Meter) -> Session {
    let (mut session, fronts) = assemble(root, sources, diags, watch);
    if session.workspace.is_some() {
        let (found, used) = check(&session, &fronts, watch, meter);
        session.diags.extend(found);
        session.used = used;
    }
    session
}

/// Reads loaded sources and applies no rules to them. Returns the fronts of the templates too.
pub fn assemble(root: &Path, mut sources: Sources, mut diags: Vec<Diag>, watch: &dyn Watch) -> (Session, Fronts) {
    let limits = gian_model::read::limits(&sources).unwrap_or_default();
    for (name, stop) in watch.stopped() {
        if let Some(path) = progress::read_by(name) {
            diags.push(stop.diag(Place::bytes(path, 0..0), limits));
        }
    }
    for (path, source) in builtin_templates() {
        sources.show_builtin(&format!("templates/{path}"), source);
    }
    let kinds = Kinds::load(&sources.templates).unwrap_or_else(|found| {
        diags.extend(found);
        Kinds::load(&BTreeMap::new()).expect("the builtin kinds can be read")
    });
    let fronts = Fronts::load(&kinds, &sources.templates).unwrap_or_else(|diag| {
        diags.push(diag);
        let builtin = Kinds::load(&BTreeMap::new()).expect("the builtin kinds can be read");
        Fronts::load(&builtin, &BTreeMap::new()).expect("the builtin fronts can be read")
    });
    diags.extend(frame::check(&sources.templates));
    let workspace = gian_model::read::workspace(&sources, watch, &mut diags);
    let all_read = diags.iter().all(|d| d.severity != Severity::Error);
    let stopped: BTreeSet<String> = watch.stopped().keys().cloned().collect();
    let mut session = Session {
        root: root.to_owned(),
        sources,
        diags,
        all_read,
        workspace: None,
        outside: Outside::default(),
        kinds,
        themes: None,
        fonts: gian_fonts::builtin(),
        stopped,
        used: Used::default(),
    };
    let Some(workspace) = workspace else {
        return (session, fronts);
    };
    for (path, stop) in watch.stopped().iter().filter(|(name, _)| progress::read_by(name).is_none()) {
        let is_document = workspace.all_dossiers().iter().flat_map(|d| &d.documents).any(|d| d.path == *path);
        let place = if is_document { Place::value(path, Route::of(keys::TITLE)) } else { Place::bytes(path, 0..0) };
        session.diags.push(stop.diag(place, limits));
    }
    house::choose(&mut session, &workspace);
    session.outside = outside(&session.sources, &session.kinds, &workspace, watch);
    session.workspace = Some(workspace);
    (session, fronts)
}

/// The digest of a dossier.
pub fn digest(sources: &Sources, settings: &Settings, kinds: &Kinds, dossier: &Dossier, watch: &dyn Watch) -> Digest {
    let withheld = secrets::withheld(sources, settings.archive.as_of, dossier, watch);
    let places = places::of_dossier(sources, settings.archive.as_of, dossier, watch);
    digest::of(settings, kinds, dossier, withheld, places)
}

/// Makes the digests of all dossiers, and joins them.
pub fn outside(sources: &Sources, kinds: &Kinds, workspace: &Workspace, watch: &dyn Watch) -> Outside {
    let of = |dossier: &Dossier| digest(sources, &workspace.settings, kinds, dossier, watch);
    Outside::join(workspace.all_dossiers().iter().map(of).collect())
}

/// Runs the rules for facts and texts, and returns their problems with the comments that suppressed some.
fn check(session: &Session, fronts: &Fronts, watch: &dyn Watch, meter: &dyn Meter) -> (Vec<Diag>, Used) {
    let workspace = session.workspace.as_ref().expect("it was read");
    let settings = &workspace.settings;
    let mut diags = Vec::new();
    let mut policy = Policy::new(&session.sources, settings, levels(session.themes.as_ref()), &mut diags);
    let rules: Vec<&Rule> = gian_check::rules::RULES.iter().filter(|rule| policy.speaks(rule)).collect();
    let office = Office {
        sources: &session.sources,
        settings,
        outside: &session.outside,
        withheld: &WithheldIndex::new(session.outside.withheld(), &places::all(&session.sources, &session.outside)),
        contacts: &secrets::contacts(settings, &session.outside),
        kinds: &session.kinds,
        fronts,
        coverage: &Coverage::new(&session.fonts),
        watch,
        meter,
    };
    // Learn the days first, because a problem of the office may stand in the file of any dossier.
    for dossier in workspace.all_dossiers() {
        policy.learn(&session.sources, dossier);
    }
    diags.extend(policy.apply(gian_check::check_office(&office, &rules)));
    for dossier in workspace.all_dossiers() {
        diags.extend(policy.apply(gian_check::check_dossier(&office, dossier, &rules)));
    }
    (diags, policy.used())
}

/// Loads and reads a workspace without checking it, for a comparison: the state need not be correct. Problems of
/// reading are in `diags`.
///
/// # Errors
/// The folder is not a workspace.
pub fn read(root: &Path, watch: &dyn Watch) -> Result<Session, LoadError> {
    let (sources, mut diags) = gian_source::load(root, watch, &|_| {})?;
    let workspace = gian_model::read::workspace(&sources, watch, &mut diags);
    let mut fonts = gian_fonts::builtin();
    let found = workspace.as_ref().map(|w| Themes::find(&w.settings.profile, &sources.templates));
    let themes = match found {
        Some(Err(found)) => {
            diags.extend(found);
            None
        }
        Some(Ok(themes)) => {
            house::add_fonts(root, &themes, &mut fonts, &mut diags);
            Some(themes)
        }
        None => None,
    };
    let kinds = Kinds::load(&sources.templates).unwrap_or_else(|found| {
        diags.extend(found);
        Kinds::default()
    });
    let all_read = diags.iter().all(|d| d.severity != Severity::Error);
    let outside = workspace.as_ref().map_or_else(Outside::default, |w| outside(&sources, &kinds, w, watch));
    sort(&sources, &mut diags);
    let stopped = watch.stopped().keys().cloned().collect();
    let (root, used) = (root.to_owned(), Used::default());
    Ok(Session { root, sources, diags, all_read, workspace, outside, kinds, themes, fonts, stopped, used })
}

/// The builtin templates of documents and their sheets: path below `templates/`, source.
pub fn builtin_templates() -> impl Iterator<Item = (String, &'static str)> {
    let kinds = gian_kinds::BUILTIN.iter().flat_map(|(folder, meta, body)| {
        [(format!("documents/{folder}/kind.yaml"), *meta), (format!("documents/{folder}/body.md"), *body)]
    });
    let tables =
        [gian_kinds::parts::PARTS, gian_compose::front::FRONTS, gian_kinds::FRONTS, themes::PROFILES, frame::TEMPLATES];
    let others = tables.into_iter().flatten().map(|(path, source)| ((*path).to_owned(), *source));
    kinds.chain(others)
}
