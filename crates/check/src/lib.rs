//! Checks the facts and texts before anything is composed.
//!
//! A rule is one file in `rules/`; its code is the file name, and the name of its case folder in `tests/rules/`. A rule
//! reads the model or the texts of the writers ([`prose`]), and names places by route. The severity at each place is
//! decided after the rule ran ([`policy`]).

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

/// Runs the rules for composed documents on one document.
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

/// Runs the rules for facts and texts that are enabled in this workspace; those for composed documents run in
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

/// Runs all rules for texts on the pieces of one file.
fn texts(scope: &Scope<'_>, rules: &[&Rule], pieces: &[Prose<'_>], diags: &mut Vec<Diag>) {
    for rule in rules {
        for run in rule.runs {
            let Run::Text(run) = run else { continue };
            scope.meter.measure(rule.code, &mut || pieces.iter().for_each(|piece| run(scope, piece, diags)));
        }
    }
}
