//! The table of rules: adding one is a file, a case folder and a line here.

use super::{Layer, Rule, Run};

mod approver_date;
mod attachment_files;
mod attendance_total;
mod cost_product;
mod cost_total;
mod date_order;
mod disclosure_grounds;
mod document_kind;
mod finding_reference;
mod identity;
mod markdown_unsupported;
mod meeting_order;
mod missing_glyph;
mod portable_name;
mod state_fields;
mod weekday;

/// Every rule, in the order of its code.
pub const RULES: &[Rule] = &[
    Rule { code: "approver-date", layer: Layer::Statute, run: Run::Dossier(approver_date::run) },
    Rule { code: "attachment-files", layer: Layer::Content, run: Run::Dossier(attachment_files::run) },
    Rule { code: "attendance-total", layer: Layer::Content, run: Run::Dossier(attendance_total::run) },
    Rule { code: "cost-product", layer: Layer::Content, run: Run::Dossier(cost_product::run) },
    Rule { code: "cost-total", layer: Layer::Content, run: Run::Dossier(cost_total::run) },
    Rule { code: "date-order", layer: Layer::Content, run: Run::Dossier(date_order::run) },
    Rule { code: "disclosure-grounds", layer: Layer::Statute, run: Run::Dossier(disclosure_grounds::run) },
    Rule { code: "document-kind", layer: Layer::Content, run: Run::Dossier(document_kind::run) },
    Rule { code: "finding-reference", layer: Layer::Content, run: Run::Dossier(finding_reference::run) },
    Rule { code: "identity", layer: Layer::Content, run: Run::Workspace(identity::run) },
    Rule { code: "markdown-unsupported", layer: Layer::Content, run: Run::Dossier(markdown_unsupported::run) },
    Rule { code: "markdown-unsupported", layer: Layer::Content, run: Run::Workspace(markdown_unsupported::settings) },
    Rule { code: "meeting-order", layer: Layer::Content, run: Run::Dossier(meeting_order::run) },
    Rule { code: "missing-glyph", layer: Layer::Content, run: Run::Workspace(missing_glyph::run) },
    Rule { code: "portable-name", layer: Layer::Content, run: Run::Workspace(portable_name::run) },
    Rule { code: "state-fields", layer: Layer::Statute, run: Run::Dossier(state_fields::run) },
    Rule { code: "weekday", layer: Layer::Content, run: Run::Workspace(weekday::run) },
];
