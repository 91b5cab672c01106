//! What a rule may look at, and who is told how long it takes.

use gian_compose::front::Fronts;
use gian_fonts::Coverage;
use gian_kinds::Kinds;
use gian_model::{Dossier, Workspace};
use gian_source::Sources;
use gian_source::progress::Watch;

use crate::prose::Prose;
use crate::secrets;

/// What a rule may look at.
pub struct Scope<'a> {
    /// Every file of the workspace.
    pub sources: &'a Sources,
    /// The model: settings and dossiers.
    pub workspace: &'a Workspace,
    /// Kinds of documents.
    pub kinds: &'a Kinds,
    /// What stands on the sheet of each form.
    pub fronts: &'a Fronts,
    /// Which characters the fonts have.
    pub coverage: &'a Coverage<'a>,
    /// What the sources withhold and what they leave open.
    pub sorted: &'a secrets::Sorted,
    /// Is told of the files that a rule reads as a whole.
    pub watch: &'a dyn Watch,
    /// Every piece of text of the writers, in the order of the files.
    pub prose: &'a [Prose<'a>],
    /// Measures the time that each rule takes.
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

/// Is told how long a rule takes.
pub trait Meter: Sync {
    /// Does some work of a rule.
    fn measure(&self, code: &'static str, work: &mut dyn FnMut());
}

/// Nobody asks how long the rules take.
pub struct Unmeasured;

impl Meter for Unmeasured {
    fn measure(&self, _: &'static str, work: &mut dyn FnMut()) {
        work();
    }
}
