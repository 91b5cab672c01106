//! Input of rules, and the measurement of their run time.

use gian_compose::front::Fronts;
use gian_digest::Outside;
use gian_fonts::Coverage;
use gian_kinds::Kinds;
use gian_korean::personal::Contacts;
use gian_model::Settings;
use gian_source::Sources;
use gian_source::progress::Watch;

use crate::prose::Prose;
use crate::secrets::Open;
use crate::withheld_index::WithheldIndex;

/// What all rules may read: the office, and what its dossiers know of each other.
#[derive(Clone, Copy)]
pub struct Office<'a> {
    /// Every file of the workspace.
    pub sources: &'a Sources,
    /// Settings of the office.
    pub settings: &'a Settings,
    /// Digests of all dossiers.
    pub outside: &'a Outside,
    /// Values that are withheld anywhere, for the search in open texts.
    pub withheld: &'a WithheldIndex<'a>,
    /// Published telephone numbers, addresses and accounts of the office.
    pub contacts: &'a Contacts,
    /// Kinds of documents.
    pub kinds: &'a Kinds,
    /// Parts of the sheet of each form.
    pub fronts: &'a Fronts,
    /// Which characters the fonts have.
    pub coverage: &'a Coverage<'a>,
    /// Receives the name of each file that a rule reads as a whole.
    pub watch: &'a dyn Watch,
    /// Measures the run time of each rule.
    pub meter: &'a dyn Meter,
}

/// Input of a rule for one dossier.
pub struct Scope<'a> {
    /// What all rules may read.
    pub office: &'a Office<'a>,
    /// Texts of the dossier that the public edition may contain, and that have the letters of a value that is withheld
    /// somewhere.
    pub open: &'a [Open],
    /// Pieces of text of the writers in the dossier, in the order of the files.
    pub prose: &'a [Prose<'a>],
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
