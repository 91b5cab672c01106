//! The table of rules: adding one is a file, a case folder and a line here.

use super::{Layer, Rule, Run};

mod approver_date;
mod attachment_files;
mod attendance_total;
mod cost_product;
mod cost_total;
mod date_order;
mod disclosure_decisions;
mod disclosure_grounds;
mod document_kind;
mod figure_files;
mod finding_reference;
mod finding_words;
mod grant_total;
mod identity;
mod mark_syntax;
mod markdown_unsupported;
mod meeting_order;
mod missing_glyph;
mod number_width;
mod open_sources;
mod over_withholding;
mod portable_name;
mod review_due;
mod state_fields;
mod weekday;
pub(super) mod withheld_elsewhere;

/// Every rule, in the order of its code.
pub const RULES: &[Rule] = &[
    Rule { code: "approver-date", layer: Layer::Statute, run: Run::Dossier(approver_date::run) },
    Rule { code: "attachment-files", layer: Layer::Content, run: Run::Dossier(attachment_files::run) },
    Rule { code: "attendance-total", layer: Layer::Content, run: Run::Dossier(attendance_total::run) },
    Rule { code: "cost-product", layer: Layer::Content, run: Run::Dossier(cost_product::run) },
    Rule { code: "cost-total", layer: Layer::Content, run: Run::Dossier(cost_total::run) },
    Rule { code: "date-order", layer: Layer::Content, run: Run::Dossier(date_order::run) },
    Rule { code: "disclosure-decisions", layer: Layer::Statute, run: Run::Dossier(disclosure_decisions::run) },
    Rule { code: "disclosure-grounds", layer: Layer::Statute, run: Run::Dossier(disclosure_grounds::run) },
    Rule { code: "document-kind", layer: Layer::Content, run: Run::Dossier(document_kind::run) },
    Rule { code: "figure-files", layer: Layer::Content, run: Run::Dossier(figure_files::run) },
    Rule { code: "figure-files", layer: Layer::Content, run: Run::Composed(figure_files::shown) },
    Rule { code: "finding-reference", layer: Layer::Content, run: Run::Dossier(finding_reference::run) },
    Rule { code: "finding-words", layer: Layer::Content, run: Run::Composed(finding_words::run) },
    Rule { code: "grant-total", layer: Layer::Content, run: Run::Dossier(grant_total::run) },
    Rule { code: "identity", layer: Layer::Content, run: Run::Workspace(identity::run) },
    Rule { code: "mark-syntax", layer: Layer::Statute, run: Run::Dossier(mark_syntax::run) },
    Rule { code: "mark-syntax", layer: Layer::Statute, run: Run::Workspace(mark_syntax::settings) },
    Rule { code: "markdown-unsupported", layer: Layer::Content, run: Run::Dossier(markdown_unsupported::run) },
    Rule { code: "meeting-order", layer: Layer::Content, run: Run::Dossier(meeting_order::run) },
    Rule { code: "missing-glyph", layer: Layer::Content, run: Run::Workspace(missing_glyph::run) },
    Rule { code: "number-width", layer: Layer::Content, run: Run::Composed(number_width::run) },
    Rule { code: "open-sources", layer: Layer::Statute, run: Run::Workspace(open_sources::run) },
    Rule { code: "over-withholding", layer: Layer::Statute, run: Run::Dossier(over_withholding::run) },
    Rule { code: "portable-name", layer: Layer::Content, run: Run::Workspace(portable_name::run) },
    Rule { code: "review-due", layer: Layer::Statute, run: Run::Workspace(review_due::run) },
    Rule { code: "state-fields", layer: Layer::Statute, run: Run::Dossier(state_fields::run) },
    Rule { code: "weekday", layer: Layer::Content, run: Run::Workspace(weekday::run) },
    Rule { code: "withheld-elsewhere", layer: Layer::Statute, run: Run::Workspace(withheld_elsewhere::run) },
];
