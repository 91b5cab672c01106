//! Finds the problems of the facts, before anything is composed.
//!
//! A rule is one file in `rules/`; its name is its code, and the name of its case folder in
//! `tests/cases/`. A rule sees the model and names places by route.

pub mod composed;
pub mod due;
pub mod rules;
pub mod secrets;

use crate::compose::kinds::Kinds;
use crate::diagnostics::Diag;
use crate::disclose::View;
use crate::document::Document;
use crate::model::{DocumentFile, Dossier, Workspace};
use crate::source::Sources;
use crate::typeset::fonts::Coverage;
use crate::watch::Watch;

/// Where a rule comes from; only the middle two may be changed by an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// 규정: law and decree.
    Statute,
    /// 편람: the ministry's manual.
    Manual,
    /// 기관 관행: practice of an office.
    Practice,
    /// 내용: facts that can be computed.
    Content,
}

/// What a rule may look at.
pub struct Scope<'a> {
    pub sources: &'a Sources,
    pub workspace: &'a Workspace,
    pub kinds: &'a Kinds,
    pub coverage: &'a Coverage<'a>,
    /// What the sources withhold and what they leave open.
    pub sorted: &'a secrets::Sorted,
    /// Is told of the files that a rule reads as a whole.
    pub watch: &'a dyn Watch,
}

/// A rule: its code, its layer and what it does.
pub struct Rule {
    pub code: &'static str,
    pub layer: Layer,
    pub run: Run,
}

/// How much a rule looks at in one call.
pub enum Run {
    /// The whole workspace.
    Workspace(fn(&Scope<'_>, &mut Vec<Diag>)),
    /// One dossier.
    Dossier(fn(&Scope<'_>, &Dossier, &mut Vec<Diag>)),
    /// One composed document in one edition.
    Composed(fn(&DocumentFile, &View, &Document, &composed::Scope<'_>, &mut Vec<Diag>)),
}

/// Runs every rule of the facts; those of composed documents run in [`composed::check`].
pub fn check(scope: &Scope<'_>) -> Vec<Diag> {
    let mut diags = Vec::new();
    for rule in rules::RULES {
        match rule.run {
            Run::Workspace(run) => run(scope, &mut diags),
            Run::Dossier(run) => {
                for dossier in &scope.workspace.dossiers {
                    run(scope, dossier, &mut diags);
                }
            }
            Run::Composed(_) => {}
        }
    }
    diags
}
