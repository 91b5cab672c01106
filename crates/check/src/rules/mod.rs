//! The table of rules: adding one is a file, a case folder and a line here.

use gian_diagnostics::Severity;

use super::{Fixing, Layer, Rule, Run};

mod allowance_count;
mod approval_line;
mod approval_marks;
mod approver_date;
mod ascii_symbols;
mod attachment_colon;
mod attachment_dangling;
mod attachment_files;
mod attachment_name;
mod attachment_numbered_single;
mod attachment_quantity;
mod attachment_spacing;
mod attachment_typed;
mod attendance_total;
mod bracket_pair;
mod budget_code;
mod colon_spacing;
mod cost_product;
mod cost_total;
mod date_dot;
mod date_hyphen;
mod date_order;
mod date_spacing;
mod date_weekday_space;
mod date_words;
mod date_year;
mod date_zero;
mod deadline_word;
mod decision_result;
mod department_valid;
mod disclosure_attachments;
mod disclosure_decisions;
mod disclosure_grounds;
mod document_kind;
mod document_number;
mod double_space;
mod em_dash;
mod end_mark;
mod equation;
mod figure_alt;
mod figure_files;
mod figure_reference;
mod finding_count;
mod finding_reference;
mod finding_response;
mod finding_words;
mod foreign_first;
mod fullwidth;
mod grant_payments;
mod grant_total;
mod heading_marker;
mod holiday_deadline;
mod hwp_residue;
mod identity;
mod item_deontic;
mod item_depth;
mod item_ending;
mod item_length;
mod item_question;
mod item_skip;
mod item_vague;
mod law_in_force;
mod lead_ending;
mod lead_length;
mod letter_sender;
mod licence_missing;
mod lost_characters;
mod mark_syntax;
mod markdown_unsupported;
mod masked_text;
mod meeting_form;
mod meeting_order;
mod middle_dot;
mod missing_glyph;
mod money_comma;
mod money_geum;
mod money_hangul;
mod money_hangul_missing;
mod money_thousands;
mod money_unit_mixed;
mod near_words;
mod note_marker;
mod note_star;
mod number_width;
mod open_sources;
mod over_withholding;
mod personal_data;
mod personal_name;
mod placeholder;
mod plain_words;
mod plan_term;
mod policy_number;
mod portable_name;
mod quotes;
mod range_dash;
mod range_order;
mod range_sign;
mod range_spacing;
mod received_record;
mod related_document;
mod respectful_words;
mod retention_period;
mod review_due;
mod spacing_words;
mod state_fields;
mod table_caption_order;
mod table_duplicate_row;
mod table_empty_cell;
mod table_head;
mod table_percent;
mod table_total;
mod table_unit;
mod time_duration;
mod time_half_day;
mod time_spacing;
mod time_words;
mod typed_marker;
mod unit_sign;
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
    rule!(ascii_symbols, "ascii-symbols", Practice, Info, Run::Text(ascii_symbols::run)).fixing(Fixing::Named),
    rule!(attachment_colon, "attachment-colon", Manual, Warning, Run::Text(attachment_colon::run)).fixing(Fixing::Safe),
    rule!(attachment_dangling, "attachment-dangling", Content, Error, Run::Text(attachment_dangling::run)),
    rule!(attachment_files, "attachment-files", Content, Error, Run::Dossier(attachment_files::run)),
    rule!(attachment_name, "attachment-name", Content, Warning, Run::Dossier(attachment_name::run)),
    rule!(
        attachment_numbered_single,
        "attachment-numbered-single",
        Manual,
        Warning,
        Run::Text(attachment_numbered_single::run)
    )
    .fixing(Fixing::Safe),
    rule!(attachment_quantity, "attachment-quantity", Manual, Warning, Run::Text(attachment_quantity::run)),
    rule!(attachment_spacing, "attachment-spacing", Manual, Warning, Run::Text(attachment_spacing::run))
        .fixing(Fixing::Named),
    rule!(attachment_typed, "attachment-typed", Manual, Warning, Run::Text(attachment_typed::run)),
    rule!(attendance_total, "attendance-total", Content, Error, Run::Dossier(attendance_total::run)),
    rule!(bracket_pair, "bracket-pair", Manual, Warning, Run::Text(bracket_pair::run)),
    rule!(budget_code, "budget-code", Practice, Warning, Run::Dossier(budget_code::run)),
    rule!(colon_spacing, "colon-spacing", Practice, Info, Run::Workspace(colon_spacing::run))
        .fixing(Fixing::Safe)
        .off(),
    rule!(cost_product, "cost-product", Content, Error, Run::Dossier(cost_product::run)),
    rule!(cost_total, "cost-total", Content, Error, Run::Dossier(cost_total::run)),
    rule!(date_dot, "date-dot", Manual, Warning, Run::Text(date_dot::run)).fixing(Fixing::Safe),
    rule!(date_hyphen, "date-hyphen", Manual, Warning, Run::Text(date_hyphen::run)).fixing(Fixing::Named),
    rule!(date_order, "date-order", Content, Error, Run::Dossier(date_order::run)),
    rule!(date_spacing, "date-spacing", Manual, Warning, Run::Text(date_spacing::run)).fixing(Fixing::Safe),
    rule!(date_weekday_space, "date-weekday-space", Manual, Warning, Run::Text(date_weekday_space::run))
        .fixing(Fixing::Safe),
    rule!(date_words, "date-words", Manual, Warning, Run::Text(date_words::run)).fixing(Fixing::Named),
    rule!(date_year, "date-year", Manual, Warning, Run::Workspace(date_year::run)).fixing(Fixing::Named),
    rule!(date_zero, "date-zero", Manual, Warning, Run::Text(date_zero::run)).fixing(Fixing::Safe),
    rule!(deadline_word, "deadline-word", Manual, Warning, Run::Text(deadline_word::run)).fixing(Fixing::Safe),
    rule!(decision_result, "decision-result", Content, Error, Run::Dossier(decision_result::run)),
    rule!(department_valid, "department-valid", Content, Error, Run::Workspace(department_valid::run)),
    rule!(
        disclosure_attachments,
        "disclosure-attachments",
        Statute,
        Warning,
        Run::Dossier(disclosure_attachments::run)
    ),
    rule!(disclosure_decisions, "disclosure-decisions", Statute, Error, Run::Dossier(disclosure_decisions::run)),
    rule!(disclosure_grounds, "disclosure-grounds", Statute, Error, Run::Dossier(disclosure_grounds::run)),
    rule!(document_kind, "document-kind", Content, Error, Run::Dossier(document_kind::run)),
    rule!(document_number, "document-number", Content, Error, Run::Workspace(document_number::run)),
    rule!(double_space, "double-space", Manual, Info, Run::Text(double_space::run)).fixing(Fixing::Safe),
    rule!(em_dash, "em-dash", Practice, Info, Run::Text(em_dash::run)).off(),
    rule!(end_mark, "end-mark", Manual, Warning, Run::Text(end_mark::run)).fixing(Fixing::Named),
    rule!(equation, "equation", Content, Error, Run::Text(equation::run)),
    rule!(figure_alt, "figure-alt", Manual, Warning, Run::Text(figure_alt::run)),
    rule!(
        figure_files,
        "figure-files",
        Content,
        Error,
        Run::Dossier(figure_files::run),
        Run::Composed(figure_files::shown)
    ),
    rule!(figure_reference, "figure-reference", Content, Warning, Run::Text(figure_reference::run))
        .fixing(Fixing::Named),
    rule!(finding_count, "finding-count", Content, Error, Run::Text(finding_count::run)),
    rule!(finding_reference, "finding-reference", Content, Error, Run::Dossier(finding_reference::run)),
    rule!(finding_response, "finding-response", Content, Error, Run::Dossier(finding_response::run)),
    rule!(finding_words, "finding-words", Content, Error, Run::Composed(finding_words::run)),
    rule!(foreign_first, "foreign-first", Manual, Info, Run::Text(foreign_first::run)).off(),
    rule!(fullwidth, "fullwidth", Manual, Warning, Run::Text(fullwidth::run)).fixing(Fixing::Named),
    rule!(grant_payments, "grant-payments", Content, Error, Run::Dossier(grant_payments::run)),
    rule!(grant_total, "grant-total", Content, Error, Run::Dossier(grant_total::run)),
    rule!(heading_marker, "heading-marker", Manual, Warning, Run::Text(heading_marker::run)).fixing(Fixing::Named),
    rule!(holiday_deadline, "holiday-deadline", Practice, Warning, Run::Dossier(holiday_deadline::run)),
    rule!(hwp_residue, "hwp-residue", Content, Warning, Run::Text(hwp_residue::run)),
    rule!(identity, "identity", Content, Error, Run::Workspace(identity::run)),
    rule!(item_deontic, "item-deontic", Practice, Info, Run::Text(item_deontic::run)),
    rule!(item_depth, "item-depth", Manual, Warning, Run::Text(item_depth::run)),
    rule!(item_ending, "item-ending", Practice, Info, Run::Text(item_ending::run)),
    rule!(item_length, "item-length", Practice, Info, Run::Text(item_length::run)).off(),
    rule!(item_question, "item-question", Practice, Info, Run::Text(item_question::run)),
    rule!(item_skip, "item-skip", Manual, Warning, Run::Text(item_skip::run)),
    rule!(item_vague, "item-vague", Practice, Info, Run::Text(item_vague::run)),
    rule!(
        law_in_force,
        "law-in-force",
        Manual,
        Warning,
        Run::Text(law_in_force::run),
        Run::Dossier(law_in_force::facts)
    ),
    rule!(lead_ending, "lead-ending", Practice, Info, Run::Text(lead_ending::run)),
    rule!(lead_length, "lead-length", Practice, Info, Run::Text(lead_length::run)),
    rule!(letter_sender, "letter-sender", Statute, Error, Run::Dossier(letter_sender::run)),
    rule!(licence_missing, "licence-missing", Practice, Warning, Run::Workspace(licence_missing::run)),
    rule!(lost_characters, "lost-characters", Content, Warning, Run::Text(lost_characters::run)),
    rule!(
        mark_syntax,
        "mark-syntax",
        Statute,
        Error,
        Run::Dossier(mark_syntax::run),
        Run::Workspace(mark_syntax::settings)
    ),
    rule!(markdown_unsupported, "markdown-unsupported", Content, Error, Run::Dossier(markdown_unsupported::run))
        .fixing(Fixing::Named),
    rule!(masked_text, "masked-text", Practice, Info, Run::Text(masked_text::run)),
    rule!(meeting_form, "meeting-form", Content, Warning, Run::Dossier(meeting_form::run)),
    rule!(meeting_order, "meeting-order", Content, Warning, Run::Dossier(meeting_order::run)),
    rule!(middle_dot, "middle-dot", Manual, Warning, Run::Text(middle_dot::run)).fixing(Fixing::Safe),
    rule!(missing_glyph, "missing-glyph", Content, Error, Run::Workspace(missing_glyph::run)),
    rule!(money_comma, "money-comma", Manual, Warning, Run::Text(money_comma::run)).fixing(Fixing::Named),
    rule!(money_geum, "money-geum", Manual, Warning, Run::Text(money_geum::run)).fixing(Fixing::Named),
    rule!(money_hangul, "money-hangul", Content, Error, Run::Text(money_hangul::run)).fixing(Fixing::Named),
    rule!(money_hangul_missing, "money-hangul-missing", Statute, Warning, Run::Text(money_hangul_missing::run))
        .fixing(Fixing::Named),
    rule!(money_thousands, "money-thousands", Manual, Warning, Run::Workspace(money_thousands::run))
        .fixing(Fixing::Named),
    rule!(money_unit_mixed, "money-unit-mixed", Manual, Warning, Run::Text(money_unit_mixed::run)),
    rule!(near_words, "near-words", Manual, Warning, Run::Dossier(near_words::run)).fixing(Fixing::Named),
    rule!(note_marker, "note-marker", Manual, Warning, Run::Text(note_marker::run)).fixing(Fixing::Named),
    rule!(note_star, "note-star", Manual, Warning, Run::Text(note_star::run)),
    rule!(number_width, "number-width", Content, Warning, Run::Composed(number_width::run)),
    rule!(open_sources, "open-sources", Statute, Error, Run::Workspace(open_sources::run)),
    rule!(over_withholding, "over-withholding", Statute, Warning, Run::Dossier(over_withholding::run)),
    rule!(personal_data, "personal-data", Statute, Error, Run::Workspace(personal_data::run)),
    rule!(personal_name, "personal-name", Statute, Warning, Run::Text(personal_name::run)),
    rule!(placeholder, "placeholder", Content, Warning, Run::Text(placeholder::run)),
    rule!(plain_words, "plain-words", Manual, Info, Run::Text(plain_words::run)).off(),
    rule!(plan_term, "plan-term", Content, Warning, Run::Dossier(plan_term::run)),
    rule!(policy_number, "policy-number", Practice, Warning, Run::Dossier(policy_number::run)).only(&["서울"]),
    rule!(portable_name, "portable-name", Content, Error, Run::Workspace(portable_name::run)),
    rule!(quotes, "quotes", Manual, Info, Run::Text(quotes::run)).fixing(Fixing::Named).off(),
    rule!(range_dash, "range-dash", Manual, Warning, Run::Text(range_dash::run)).fixing(Fixing::Safe),
    rule!(range_order, "range-order", Content, Error, Run::Text(range_order::run)),
    rule!(range_sign, "range-sign", Manual, Warning, Run::Text(range_sign::run)).fixing(Fixing::Safe),
    rule!(range_spacing, "range-spacing", Manual, Info, Run::Workspace(range_spacing::run)).fixing(Fixing::Safe),
    rule!(received_record, "received-record", Content, Error, Run::Dossier(received_record::run)),
    rule!(related_document, "related-document", Content, Error, Run::Workspace(related_document::run)),
    rule!(respectful_words, "respectful-words", Manual, Warning, Run::Text(respectful_words::run)),
    rule!(retention_period, "retention-period", Statute, Warning, Run::Workspace(retention_period::run)),
    rule!(review_due, "review-due", Statute, Warning, Run::Workspace(review_due::run)),
    rule!(spacing_words, "spacing-words", Manual, Info, Run::Text(spacing_words::run)).fixing(Fixing::Named),
    rule!(state_fields, "state-fields", Statute, Error, Run::Dossier(state_fields::run)),
    rule!(table_caption_order, "table-caption-order", Manual, Info, Run::Text(table_caption_order::run)),
    rule!(table_duplicate_row, "table-duplicate-row", Content, Info, Run::Text(table_duplicate_row::run)),
    rule!(table_empty_cell, "table-empty-cell", Practice, Info, Run::Text(table_empty_cell::run)),
    rule!(table_head, "table-head", Manual, Info, Run::Text(table_head::run)),
    rule!(table_percent, "table-percent", Content, Warning, Run::Text(table_percent::run)),
    rule!(table_total, "table-total", Content, Error, Run::Text(table_total::run)),
    rule!(table_unit, "table-unit", Practice, Info, Run::Text(table_unit::run)),
    rule!(time_duration, "time-duration", Content, Error, Run::Text(time_duration::run)),
    rule!(time_half_day, "time-half-day", Manual, Warning, Run::Text(time_half_day::run)).fixing(Fixing::Named),
    rule!(time_spacing, "time-spacing", Manual, Warning, Run::Text(time_spacing::run)).fixing(Fixing::Named),
    rule!(time_words, "time-words", Manual, Warning, Run::Text(time_words::run)).fixing(Fixing::Named),
    rule!(typed_marker, "typed-marker", Manual, Warning, Run::Text(typed_marker::run)).fixing(Fixing::Named),
    rule!(unit_sign, "unit-sign", Manual, Info, Run::Text(unit_sign::run)).fixing(Fixing::Named),
    rule!(vote_count, "vote-count", Content, Error, Run::Dossier(vote_count::run)),
    rule!(weekday, "weekday", Content, Error, Run::Text(weekday::run)).fixing(Fixing::Named),
    rule!(withheld_elsewhere, "withheld-elsewhere", Statute, Error, Run::Workspace(withheld_elsewhere::run)),
    rule!(word_spelling, "word-spelling", Manual, Warning, Run::Text(word_spelling::run)).fixing(Fixing::Named),
];
