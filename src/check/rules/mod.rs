//! The table of rules: adding one is a file, a case folder and a line here.

use super::{Fixing, Layer, Rule, Run};
use crate::diagnostics::Severity;

mod approval_line;
mod approval_marks;
mod approver_date;
mod attachment_colon;
mod attachment_files;
mod attendance_total;
mod cost_product;
mod cost_total;
mod date_order;
mod department_valid;
mod disclosure_decisions;
mod disclosure_grounds;
mod document_kind;
mod document_number;
mod figure_files;
mod finding_reference;
mod finding_words;
mod grant_total;
mod identity;
mod letter_sender;
mod mark_syntax;
mod markdown_unsupported;
mod meeting_order;
mod missing_glyph;
mod number_width;
mod open_sources;
mod over_withholding;
mod policy_number;
mod portable_name;
mod related_document;
mod review_due;
mod state_fields;
mod weekday;
pub(super) mod withheld_elsewhere;

macro_rules! rule {
    ($module:ident, $code:literal, $layer:ident, $severity:ident, $($run:expr),+ $(,)?) => {
        Rule::new(
            $code,
            Layer::$layer,
            Severity::$severity,
            &[$($run),+],
            include_str!(concat!(stringify!($module), ".rs")),
        )
    };
}

/// Every rule, in the order of its code.
pub const RULES: &[Rule] = &[
    rule!(approval_line, "approval-line", Statute, Error, Run::Dossier(approval_line::run)),
    rule!(approval_marks, "approval-marks", Statute, Error, Run::Dossier(approval_marks::run)),
    rule!(approver_date, "approver-date", Statute, Error, Run::Dossier(approver_date::run)),
    rule!(attachment_colon, "attachment-colon", Manual, Warning, Run::Text(attachment_colon::run)).fixing(Fixing::Safe),
    rule!(attachment_files, "attachment-files", Content, Error, Run::Dossier(attachment_files::run)),
    rule!(attendance_total, "attendance-total", Content, Error, Run::Dossier(attendance_total::run)),
    rule!(cost_product, "cost-product", Content, Error, Run::Dossier(cost_product::run)),
    rule!(cost_total, "cost-total", Content, Error, Run::Dossier(cost_total::run)),
    rule!(date_order, "date-order", Content, Error, Run::Dossier(date_order::run)),
    rule!(department_valid, "department-valid", Content, Error, Run::Workspace(department_valid::run)),
    rule!(disclosure_decisions, "disclosure-decisions", Statute, Error, Run::Dossier(disclosure_decisions::run)),
    rule!(disclosure_grounds, "disclosure-grounds", Statute, Error, Run::Dossier(disclosure_grounds::run)),
    rule!(document_kind, "document-kind", Content, Error, Run::Dossier(document_kind::run)),
    rule!(document_number, "document-number", Content, Error, Run::Workspace(document_number::run)),
    rule!(
        figure_files,
        "figure-files",
        Content,
        Error,
        Run::Dossier(figure_files::run),
        Run::Composed(figure_files::shown)
    ),
    rule!(finding_reference, "finding-reference", Content, Error, Run::Dossier(finding_reference::run)),
    rule!(finding_words, "finding-words", Content, Error, Run::Composed(finding_words::run)),
    rule!(grant_total, "grant-total", Content, Error, Run::Dossier(grant_total::run)),
    rule!(identity, "identity", Content, Error, Run::Workspace(identity::run)),
    rule!(letter_sender, "letter-sender", Statute, Error, Run::Dossier(letter_sender::run)),
    rule!(
        mark_syntax,
        "mark-syntax",
        Statute,
        Error,
        Run::Dossier(mark_syntax::run),
        Run::Workspace(mark_syntax::settings)
    ),
    rule!(markdown_unsupported, "markdown-unsupported", Content, Error, Run::Dossier(markdown_unsupported::run)),
    rule!(meeting_order, "meeting-order", Content, Warning, Run::Dossier(meeting_order::run)),
    rule!(missing_glyph, "missing-glyph", Content, Error, Run::Workspace(missing_glyph::run)),
    rule!(number_width, "number-width", Content, Warning, Run::Composed(number_width::run)),
    rule!(open_sources, "open-sources", Statute, Error, Run::Workspace(open_sources::run)),
    rule!(over_withholding, "over-withholding", Statute, Warning, Run::Dossier(over_withholding::run)),
    rule!(policy_number, "policy-number", Practice, Warning, Run::Dossier(policy_number::run)).only(&["서울"]),
    rule!(portable_name, "portable-name", Content, Error, Run::Workspace(portable_name::run)),
    rule!(related_document, "related-document", Content, Error, Run::Workspace(related_document::run)),
    rule!(review_due, "review-due", Statute, Warning, Run::Workspace(review_due::run)),
    rule!(state_fields, "state-fields", Statute, Error, Run::Dossier(state_fields::run)),
    rule!(weekday, "weekday", Content, Error, Run::Workspace(weekday::run)).fixing(Fixing::Named),
    rule!(withheld_elsewhere, "withheld-elsewhere", Statute, Error, Run::Workspace(withheld_elsewhere::run)),
];
