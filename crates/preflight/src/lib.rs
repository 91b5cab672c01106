//! A workspace checked as a whole, before anything is published.
//!
//! [`gian_session`] checks facts, texts and composed documents by the rules. This crate adds what needs the scanner of
//! leaks, the publication log or the site: attachments and pictures, the log, the theme of the site. [`prepare`] is the
//! whole check.

pub mod attachment_scan;
mod builtin;
pub mod published;
mod unused_templates;

use std::path::Path;

use attachment_scan::Scanned;
use gian_check::{Meter, Unmeasured};
use gian_diagnostics::Diag;
use gian_session::{Composed, Context, Inspector, Session, rehearse};
use gian_source::progress::{Unwatched, Watch};
use gian_source::{LoadError, Sources};
use gian_view::Edition;

/// Loads and checks a workspace without reporting progress.
///
/// # Errors
/// The folder is not a workspace.
pub fn prepare(root: &Path) -> Result<Session, LoadError> {
    prepare_watched(root, &Unwatched)
}

/// Loads and checks a workspace.
///
/// # Errors
/// The folder is not a workspace.
pub fn prepare_watched(root: &Path, watch: &dyn Watch) -> Result<Session, LoadError> {
    inspect_watched(root, &(), watch)
}

/// Loads and checks a workspace, and shows each composed document to an inspector.
///
/// # Errors
/// The folder is not a workspace.
pub fn inspect_watched(root: &Path, inspector: &dyn Inspector, watch: &dyn Watch) -> Result<Session, LoadError> {
    let (sources, diags) = gian_session::load(root, watch)?;
    Ok(judge(open(root, sources, diags, watch, &Unmeasured), inspector, watch))
}

/// Reads and checks loaded sources; `diags` are the problems of loading.
pub fn examine(root: &Path, sources: Sources, diags: Vec<Diag>, watch: &dyn Watch, meter: &dyn Meter) -> Session {
    judge(open(root, sources, diags, watch, meter), &(), watch)
}

/// Adds what composed documents show to an opened session, shows each to an inspector, and sorts the problems.
pub fn judge(mut session: Session, inspector: &dyn Inspector, watch: &dyn Watch) -> Session {
    // An address that has vanished is an error that says nothing against the documents: they are composed all the same.
    let vanished: Vec<Diag> =
        session.diags.extract_if(.., |d| d.code == gian_publication_log::check::VANISHED).collect();
    let mut found = rehearse(&session, &Both(&LogInspector::new(&session), inspector), watch);
    found.extend(vanished);
    session.close(found)
}

/// Reads and checks loaded sources, all but what only composed documents show. The problems of the session are not
/// sorted yet.
pub fn open(root: &Path, mut sources: Sources, diags: Vec<Diag>, watch: &dyn Watch, meter: &dyn Meter) -> Session {
    for (path, source) in gian_archive::TEMPLATES {
        sources.show_builtin(&format!("templates/{path}"), source);
    }
    let mut session = gian_session::open(root, sources, diags, watch, meter);
    let found = inspect(&session, watch);
    session.diags.extend(found);
    session
}

/// Problems of attachments, pictures, the publication log and the theme of the site.
fn inspect(session: &Session, watch: &dyn Watch) -> Vec<Diag> {
    let mut diags = Vec::new();
    let Some(workspace) = &session.workspace else { return diags };
    gian_archive::site_theme::check(&workspace.settings, &session.sources.templates, &mut diags);
    diags.extend(gian_compose::foreign_comments(session.sources.templates.iter()));
    let bodies: Vec<&str> = session.sources.iter().filter_map(|(_, f)| f.text.get(f.body?..)).collect();
    let emblem = workspace.settings.archive.emblem.as_deref();
    unused_templates::check(emblem, &session.sources.templates, &bodies, &mut diags);
    let scanned = Scanned::new(session, watch);
    attachment_scan::attachments(&scanned, watch, &mut diags);
    attachment_scan::pictures(&scanned, watch, &mut diags);
    // Skip the check of the publication log if anything failed to load: unloaded documents would be reported as
    // vanished.
    if let Some(register) = workspace.register.as_ref().filter(|_| session.all_read) {
        let clean = |text: &str| scanned.is_clean(text);
        let (outside, open_sources) = (&session.outside, workspace.settings.open_sources);
        let versions = &session.sources.versions;
        gian_publication_log::check::check(register, outside, open_sources, versions, &clean, &mut diags);
    }
    diags
}

/// Compares each public document with its last version in the publication log.
pub struct LogInspector<'a>(Option<gian_publication_log::Index<'a>>);

impl<'a> LogInspector<'a> {
    /// The log of a session.
    pub fn new(session: &'a Session) -> Self {
        let register = session.workspace.as_ref().and_then(|w| w.register.as_ref());
        Self(gian_publication_log::index(register))
    }
}

impl Inspector for LogInspector<'_> {
    fn composed(&self, composed: &Composed, context: &Context<'_>, diags: &mut Vec<Diag>) {
        let Some(index) = self.0.as_ref().filter(|_| composed.view.edition == Edition::Public) else { return };
        let now = published::content(composed, context);
        let id = &composed.view.record.id;
        diags.extend(gian_publication_log::check::unregistered(index, context.path, id, &now));
    }
}

/// Two inspectors, one after the other.
struct Both<'a>(&'a dyn Inspector, &'a dyn Inspector);

impl Inspector for Both<'_> {
    fn composed(&self, composed: &Composed, context: &Context<'_>, diags: &mut Vec<Diag>) {
        self.0.composed(composed, context, diags);
        self.1.composed(composed, context, diags);
    }

    fn needs_record(&self) -> bool {
        self.0.needs_record() || self.1.needs_record()
    }
}
