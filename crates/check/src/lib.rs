//! Checks the facts and texts before anything is composed.
//!
//! A rule is one file in `rules/`; its code is the file name, and the name of its case folder in `tests/rules/`. A rule
//! reads the model or the texts of the writers ([`prose`]), and names places by route. The severity at each place is
//! decided after the rule ran ([`policy`]).

mod acts;
mod body_text;
mod cited_attachments;
pub mod composed;
mod composed_scope;
mod computable;
pub mod digest;
pub mod due;
mod figure_pairs;
mod figure_sentence;
mod figure_words;
mod figures;
mod formula;
mod item_changes;
mod item_parts;
mod labelled_days;
mod money;
mod named;
mod overlap;
pub mod page;
mod placed_tables;
pub mod places;
pub mod policy;
pub mod prose;
mod rates;
mod repeated_cells;
mod rule;
pub mod rules;
mod said;
mod scope;
pub mod secrets;
mod stated_stay;
pub mod structure_pages;
mod surroundings;
mod table_growth;
mod timetable;
mod withheld_index;

use gian_diagnostics::Diag;
use gian_document::Document;
use gian_kinds::Kinds;
use gian_model::{DocumentFile, Dossier};
use gian_source::progress::{Watch, step};
use gian_view::View;
use prose::{Prose, by_file};
pub use rule::{Fixing, Layer, Rule, Run, Span};
pub use scope::{Meter, Office, Scope, Unmeasured};
pub use withheld_index::WithheldIndex;

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

/// Runs rules for the office.
pub fn check_office(office: &Office<'_>, rules: &[&Rule]) -> Vec<Diag> {
    let mut diags = Vec::new();
    for rule in rules {
        for run in rule.runs {
            if let Run::Office(run) = run {
                office.meter.measure(rule.code, &mut || run(office, &mut diags));
            }
        }
    }
    diags
}

/// Runs rules for facts and texts of one dossier; those for composed documents run in
/// [`check_composed`].
pub fn check_dossier(office: &Office<'_>, dossier: &Dossier, rules: &[&Rule]) -> Vec<Diag> {
    let mut diags = Vec::new();
    let (sources, as_of) = (office.sources, office.settings.archive.as_of);
    let suspicious = |text: &str| office.withheld.may_be_in(text);
    let open = match office.withheld.is_empty() {
        true => Vec::new(),
        false => secrets::open_texts(sources, as_of, dossier, office.watch, &suspicious),
    };
    let prose = prose::collect(office.sources, dossier, office.kinds);
    let scope = Scope { office, open: &open, prose: &prose };
    for rule in rules {
        for run in rule.runs {
            if let Run::Dossier(run) = run {
                office.meter.measure(rule.code, &mut || run(&scope, dossier, &mut diags));
            }
        }
    }
    for pieces in by_file(scope.prose) {
        step(office.watch, pieces[0].file, || texts(&scope, rules, pieces, &mut diags));
    }
    diags
}

/// Problems of the Markdown of bodies that no rule looked at, because the composition reports them: for a workspace that
/// is not composed.
pub fn check_uncomposed(kinds: &Kinds, dossier: &Dossier, watch: &dyn Watch) -> Vec<Diag> {
    rules::left_to_composition(kinds, dossier, watch)
}

/// Runs all rules for texts on the pieces of one file.
fn texts(scope: &Scope<'_>, rules: &[&Rule], pieces: &[Prose<'_>], diags: &mut Vec<Diag>) {
    let meter = scope.office.meter;
    for rule in rules {
        for run in rule.runs {
            match run {
                Run::File(run) => meter.measure(rule.code, &mut || run(pieces, diags)),
                Run::Text(run) => {
                    meter.measure(rule.code, &mut || pieces.iter().for_each(|piece| run(scope, piece, diags)));
                }
                Run::Office(_) | Run::Dossier(_) | Run::Composed(_) => {}
            }
        }
    }
}
