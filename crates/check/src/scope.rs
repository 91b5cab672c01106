//! Input of rules, and the measurement of their run time.

use gian_compose::front::Fronts;
use gian_fonts::Coverage;
use gian_kinds::Kinds;
use gian_model::{Dossier, Workspace};
use gian_source::Sources;
use gian_source::progress::Watch;

use crate::prose::Prose;
use crate::secrets;

/// Input of a rule.
pub struct Scope<'a> {
    /// Every file of the workspace.
    pub sources: &'a Sources,
    /// The model: settings and dossiers.
    pub workspace: &'a Workspace,
    /// Kinds of documents.
    pub kinds: &'a Kinds,
    /// Parts of the sheet of each form.
    pub fronts: &'a Fronts,
    /// Which characters the fonts have.
    pub coverage: &'a Coverage<'a>,
    /// Withheld values and open texts of the sources.
    pub sorted: &'a secrets::Sorted,
    /// Receives the name of each file that a rule reads as a whole.
    pub watch: &'a dyn Watch,
    /// All pieces of text of the writers, in the order of the files.
    pub prose: &'a [Prose<'a>],
    /// Measures the run time of each rule.
    pub meter: &'a dyn Meter,
}

impl<'a> Scope<'a> {
    /// The pieces of text of one dossier.
    pub fn prose_of(&self, dossier: &Dossier) -> &'a [Prose<'a>] {
        let before = |p: &Prose<'_>| p.dossier.folder.as_str() < dossier.folder.as_str();
        let start = self.prose.partition_point(before);
        let end = start + self.prose[start..].partition_point(|p| p.dossier.folder == dossier.folder);
        &self.prose[start..end]
    }
}

/// Measures the run time of rules.
pub trait Meter: Sync {
    /// Runs work of a rule and measures it.
    fn measure(&self, code: &'static str, work: &mut dyn FnMut());
}

/// A meter that measures nothing.
pub struct Unmeasured;

impl Meter for Unmeasured {
    fn measure(&self, _: &'static str, work: &mut dyn FnMut()) {
        work();
    }
}
