//! Finds the problems of the facts, before anything is composed.
//!
//! A rule is one file in `rules/`; its name is its code, and the name of its case folder in `tests/rules/`. A rule sees
//! the model, or the texts of the writers ([`prose`]), and names places by route. How much a rule weighs where is
//! decided after it ran ([`policy`]).

pub mod composed;
mod composed_scope;
pub mod due;
pub mod page;
pub mod policy;
pub mod prose;
mod rule;
pub mod rules;
mod scope;
pub mod secrets;
pub mod structure_pages;

use gian_diagnostics::Diag;
use gian_document::Document;
use gian_model::DocumentFile;
use gian_source::progress::step;
use gian_view::View;
use prose::{Prose, by_file};
pub use rule::{Fixing, Layer, Rule, Run, Span};
pub use scope::{Meter, Scope, Unmeasured};

/// The rule with this code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules::RULES.iter().find(|r| r.code == code)
}

/// Runs the rules of composed documents on one document.
pub fn check_composed(
    file: &DocumentFile,
    view: &View,
    document: &Document,
    scope: &composed::Scope<'_>,
    diags: &mut Vec<Diag>,
) {
    for rule in rules::RULES {
        for run in rule.runs {
            if let Run::Composed(run) = run {
                run(file, view, document, scope, diags);
            }
        }
    }
}

/// Runs the rules of the facts and texts that can say anything here; those of composed documents run in
/// [`check_composed`].
pub fn check(scope: &Scope<'_>, speaks: impl Fn(&Rule) -> bool) -> Vec<Diag> {
    let mut diags = Vec::new();
    let rules: Vec<&Rule> = rules::RULES.iter().filter(|rule| speaks(rule)).collect();
    for rule in &rules {
        for run in rule.runs {
            scope.meter.measure(rule.code, &mut || match run {
                Run::Workspace(run) => run(scope, &mut diags),
                Run::Dossier(run) => {
                    for dossier in &scope.workspace.dossiers {
                        run(scope, dossier, &mut diags);
                    }
                }
                Run::Text(_) | Run::Composed(_) => {}
            });
        }
    }
    for pieces in by_file(scope.prose) {
        step(scope.watch, pieces[0].file, || texts(scope, &rules, pieces, &mut diags));
    }
    diags
}

/// Runs every rule of texts on the pieces of one file.
fn texts(scope: &Scope<'_>, rules: &[&Rule], pieces: &[Prose<'_>], diags: &mut Vec<Diag>) {
    for rule in rules {
        for run in rule.runs {
            let Run::Text(run) = run else { continue };
            scope.meter.measure(rule.code, &mut || pieces.iter().for_each(|piece| run(scope, piece, diags)));
        }
    }
}
