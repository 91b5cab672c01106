//! The state of the work on one workspace.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::PathBuf;

use gian_check::policy::{Levels, Used};
use gian_check::secrets;
use gian_diagnostics::{Diag, Severity};
use gian_digest::Outside;
use gian_kinds::Kinds;
use gian_model::{Dossier, Workspace};
use gian_report::render::sort;
use gian_source::progress::Watch;
use gian_source::{Sources, progress};
use gian_theme::themes::{Theme, Themes};
use gian_vocabulary::values::Date;

/// A workspace that was loaded and checked.
pub struct Session {
    /// Folder of the workspace.
    pub root: PathBuf,
    /// Every file that was read, with its YAML trees.
    pub sources: Sources,
    /// Problems of loading, reading and checking.
    pub diags: Vec<Diag>,
    /// Whether every file could be read into the model.
    pub all_read: bool,
    /// What could be read; `None` when `gian.yaml` could not.
    pub workspace: Option<Workspace>,
    /// What the dossiers know of each other.
    pub outside: Outside,
    /// Kinds of documents, those of the office before the builtin ones.
    pub kinds: Kinds,
    /// House themes of the office by day; `None` where they could not be read.
    pub themes: Option<Themes>,
    /// Font files for typesetting and for the check of characters, as bytes.
    pub fonts: Vec<Cow<'static, [u8]>>,
    /// Files that are skipped, because an earlier run was stopped at them.
    pub stopped: BTreeSet<String>,
    /// Comments that suppressed a problem so far.
    pub(crate) used: Used,
}

impl Session {
    /// Problems that block the build of everything else. A stopped document blocks only itself, and a stopped file of
    /// facts only its dossier.
    pub fn blocking(&self) -> impl Iterator<Item = &Diag> {
        self.diags.iter().filter(|d| d.code != progress::CODE || !d.place.file.starts_with("content/"))
    }

    /// Adds the last problems, and sorts all by their places. Sort once only, because it cuts very long lists short.
    pub fn close(mut self, found: Vec<Diag>) -> Self {
        self.diags.extend(found);
        sort(&self.sources, &mut self.diags);
        self
    }

    /// Whether a problem prevents that documents are composed.
    pub fn is_broken(&self) -> bool {
        self.diags.iter().any(|d| d.severity == Severity::Error && d.code != progress::CODE)
    }

    /// All dossiers that could be read. To know something of other dossiers, use [`outside`](Self::outside).
    pub fn dossiers(&self) -> &[Dossier] {
        self.workspace.as_ref().map_or(&[], Workspace::all_dossiers)
    }

    /// `기준일` of the archive, on which classes are those in force.
    pub fn as_of(&self) -> Option<Date> {
        self.workspace.as_ref()?.settings.archive.as_of
    }

    /// Texts of the sources that the public edition may contain.
    pub fn open_texts(&self, watch: &dyn Watch) -> Vec<secrets::Open> {
        let mut open = secrets::open_settings(&self.sources);
        for dossier in self.dossiers() {
            open.extend(secrets::open_texts(&self.sources, self.as_of(), dossier, watch, &|_| true));
        }
        open
    }

    /// The documents to build, as dossier and index.
    pub fn documents(&self) -> Vec<(&Dossier, usize)> {
        self.workspace.as_ref().map_or_else(Vec::new, |workspace| documents(workspace, &self.stopped))
    }
}

/// All documents except skipped ones and those whose facts are skipped.
pub fn documents<'a>(workspace: &'a Workspace, stopped: &BTreeSet<String>) -> Vec<(&'a Dossier, usize)> {
    let left = |dossier: &Dossier, index: usize| {
        let folder = format!("{}/", dossier.folder);
        stopped.contains(&dossier.documents[index].path)
            || stopped.iter().any(|s| s.strip_prefix(&folder).is_some_and(|inside| !inside.starts_with("documents/")))
    };
    let all = workspace.all_dossiers().iter().flat_map(|d| (0..d.documents.len()).map(move |i| (d, i)));
    all.filter(|(dossier, index)| !left(dossier, *index)).collect()
}

/// Levels that the versions of the house profile set for rules.
pub(crate) fn levels(themes: Option<&Themes>) -> Vec<Levels> {
    let of = |p: &Theme| Levels {
        path: format!("templates/{}", p.path),
        from: p.valid_from,
        to: p.valid_to,
        rules: p.rules.clone(),
    };
    themes.map_or_else(Vec::new, |all| all.iter().map(of).collect())
}
