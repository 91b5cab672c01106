//! The table of rules: adding one is a file, a case folder and a line here.

use super::{Fixing, Layer, Rule, Run};
use crate::diagnostics::Severity;

mod allowance_count;
mod approval_line;
mod approval_marks;
mod approver_date;
mod attachment_colon;
mod attachment_files;
mod attachment_name;
mod attendance_total;
mod budget_code;
mod cost_product;
mod cost_total;
mod date_order;
mod decision_result;
mod department_valid;
mod disclosure_decisions;
mod disclosure_grounds;
mod document_kind;
mod document_number;
mod figure_files;
mod finding_count;
mod finding_reference;
mod finding_response;
mod finding_words;
mod grant_payments;
mod grant_total;
mod holiday_deadline;
mod identity;
mod law_in_force;
mod letter_sender;
mod mark_syntax;
mod markdown_unsupported;
mod meeting_form;
mod meeting_order;
mod missing_glyph;
mod near_words;
mod number_width;
mod open_sources;
mod over_withholding;
mod plain_words;
mod plan_term;
mod policy_number;
mod portable_name;
mod related_document;
mod respectful_words;
mod retention_period;
mod review_due;
mod spacing_words;
mod state_fields;
mod vote_count;
mod weekday;
pub(super) mod withheld_elsewhere;
mod word_spelling;

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
    rule!(allowance_count, "allowance-count", Content, Error, Run::Dossier(allowance_count::run)),
    rule!(approval_line, "approval-line", Statute, Error, Run::Dossier(approval_line::run)),
    rule!(approval_marks, "approval-marks", Statute, Error, Run::Dossier(approval_marks::run)),
    rule!(approver_date, "approver-date", Statute, Error, Run::Dossier(approver_date::run)),
    rule!(attachment_colon, "attachment-colon", Manual, Warning, Run::Text(attachment_colon::run)).fixing(Fixing::Safe),
    rule!(attachment_files, "attachment-files", Content, Error, Run::Dossier(attachment_files::run)),
    rule!(attachment_name, "attachment-name", Content, Warning, Run::Dossier(attachment_name::run)),
    rule!(attendance_total, "attendance-total", Content, Error, Run::Dossier(attendance_total::run)),
    rule!(budget_code, "budget-code", Practice, Warning, Run::Dossier(budget_code::run)),
    rule!(cost_product, "cost-product", Content, Error, Run::Dossier(cost_product::run)),
    rule!(cost_total, "cost-total", Content, Error, Run::Dossier(cost_total::run)),
    rule!(date_order, "date-order", Content, Error, Run::Dossier(date_order::run)),
    rule!(decision_result, "decision-result", Content, Error, Run::Dossier(decision_result::run)),
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
    rule!(finding_count, "finding-count", Content, Error, Run::Text(finding_count::run)),
    rule!(finding_reference, "finding-reference", Content, Error, Run::Dossier(finding_reference::run)),
    rule!(finding_response, "finding-response", Content, Error, Run::Dossier(finding_response::run)),
    rule!(finding_words, "finding-words", Content, Error, Run::Composed(finding_words::run)),
    rule!(grant_payments, "grant-payments", Content, Error, Run::Dossier(grant_payments::run)),
    rule!(grant_total, "grant-total", Content, Error, Run::Dossier(grant_total::run)),
    rule!(holiday_deadline, "holiday-deadline", Practice, Warning, Run::Dossier(holiday_deadline::run)),
    rule!(identity, "identity", Content, Error, Run::Workspace(identity::run)),
    rule!(
        law_in_force,
        "law-in-force",
        Manual,
        Warning,
        Run::Text(law_in_force::run),
        Run::Dossier(law_in_force::facts)
    ),
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
    rule!(meeting_form, "meeting-form", Content, Warning, Run::Dossier(meeting_form::run)),
    rule!(meeting_order, "meeting-order", Content, Warning, Run::Dossier(meeting_order::run)),
    rule!(missing_glyph, "missing-glyph", Content, Error, Run::Workspace(missing_glyph::run)),
    rule!(near_words, "near-words", Manual, Warning, Run::Dossier(near_words::run)).fixing(Fixing::Named),
    rule!(number_width, "number-width", Content, Warning, Run::Composed(number_width::run)),
    rule!(open_sources, "open-sources", Statute, Error, Run::Workspace(open_sources::run)),
    rule!(over_withholding, "over-withholding", Statute, Warning, Run::Dossier(over_withholding::run)),
    rule!(plain_words, "plain-words", Manual, Info, Run::Text(plain_words::run)).off(),
    rule!(plan_term, "plan-term", Content, Warning, Run::Dossier(plan_term::run)),
    rule!(policy_number, "policy-number", Practice, Warning, Run::Dossier(policy_number::run)).only(&["서울"]),
    rule!(portable_name, "portable-name", Content, Error, Run::Workspace(portable_name::run)),
    rule!(related_document, "related-document", Content, Error, Run::Workspace(related_document::run)),
    rule!(respectful_words, "respectful-words", Manual, Warning, Run::Text(respectful_words::run)),
    rule!(retention_period, "retention-period", Statute, Warning, Run::Workspace(retention_period::run)),
    rule!(review_due, "review-due", Statute, Warning, Run::Workspace(review_due::run)),
    rule!(spacing_words, "spacing-words", Manual, Info, Run::Text(spacing_words::run)).fixing(Fixing::Safe),
    rule!(state_fields, "state-fields", Statute, Error, Run::Dossier(state_fields::run)),
    rule!(vote_count, "vote-count", Content, Error, Run::Dossier(vote_count::run)),
    rule!(weekday, "weekday", Content, Error, Run::Workspace(weekday::run)).fixing(Fixing::Named),
    rule!(withheld_elsewhere, "withheld-elsewhere", Statute, Error, Run::Workspace(withheld_elsewhere::run)),
    rule!(word_spelling, "word-spelling", Manual, Warning, Run::Text(word_spelling::run)).fixing(Fixing::Safe),
];
