//! The table of rules: adding one is a file, a case folder and a line here.

use super::{Fixing, Layer, Rule, Run};
use crate::diagnostics::Severity;

mod approver_date;
mod ascii_symbols;
mod attachment_colon;
mod attachment_files;
mod attendance_total;
mod bracket_pair;
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
mod disclosure_decisions;
mod disclosure_grounds;
mod document_kind;
mod double_space;
mod em_dash;
mod equation;
mod figure_files;
mod finding_reference;
mod finding_words;
mod foreign_first;
mod fullwidth;
mod grant_total;
mod identity;
mod mark_syntax;
mod markdown_unsupported;
mod meeting_order;
mod middle_dot;
mod missing_glyph;
mod money_comma;
mod money_geum;
mod money_hangul;
mod money_hangul_missing;
mod money_thousands;
mod money_unit_mixed;
mod number_width;
mod open_sources;
mod over_withholding;
mod portable_name;
mod quotes;
mod range_dash;
mod range_order;
mod range_sign;
mod range_spacing;
mod review_due;
mod state_fields;
mod time_duration;
mod time_half_day;
mod time_spacing;
mod time_words;
mod unit_sign;
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
    rule!(approver_date, "approver-date", Statute, Error, Run::Dossier(approver_date::run)),
    rule!(ascii_symbols, "ascii-symbols", Practice, Info, Run::Text(ascii_symbols::run)).fixing(Fixing::Safe),
    rule!(attachment_colon, "attachment-colon", Manual, Warning, Run::Text(attachment_colon::run)).fixing(Fixing::Safe),
    rule!(attachment_files, "attachment-files", Content, Error, Run::Dossier(attachment_files::run)),
    rule!(attendance_total, "attendance-total", Content, Error, Run::Dossier(attendance_total::run)),
    rule!(bracket_pair, "bracket-pair", Manual, Warning, Run::Text(bracket_pair::run)),
    rule!(colon_spacing, "colon-spacing", Practice, Info, Run::Workspace(colon_spacing::run))
        .fixing(Fixing::Safe)
        .off(),
    rule!(cost_product, "cost-product", Content, Error, Run::Dossier(cost_product::run)),
    rule!(cost_total, "cost-total", Content, Error, Run::Dossier(cost_total::run)),
    rule!(date_dot, "date-dot", Manual, Warning, Run::Text(date_dot::run)).fixing(Fixing::Safe),
    rule!(date_hyphen, "date-hyphen", Manual, Warning, Run::Text(date_hyphen::run)).fixing(Fixing::Safe),
    rule!(date_order, "date-order", Content, Error, Run::Dossier(date_order::run)),
    rule!(date_spacing, "date-spacing", Manual, Warning, Run::Text(date_spacing::run)).fixing(Fixing::Safe),
    rule!(date_weekday_space, "date-weekday-space", Manual, Warning, Run::Text(date_weekday_space::run))
        .fixing(Fixing::Safe),
    rule!(date_words, "date-words", Manual, Warning, Run::Text(date_words::run)).fixing(Fixing::Safe),
    rule!(date_year, "date-year", Manual, Warning, Run::Text(date_year::run)).fixing(Fixing::Named),
    rule!(date_zero, "date-zero", Manual, Warning, Run::Text(date_zero::run)).fixing(Fixing::Safe),
    rule!(deadline_word, "deadline-word", Manual, Warning, Run::Text(deadline_word::run)).fixing(Fixing::Safe),
    rule!(disclosure_decisions, "disclosure-decisions", Statute, Error, Run::Dossier(disclosure_decisions::run)),
    rule!(disclosure_grounds, "disclosure-grounds", Statute, Error, Run::Dossier(disclosure_grounds::run)),
    rule!(document_kind, "document-kind", Content, Error, Run::Dossier(document_kind::run)),
    rule!(double_space, "double-space", Manual, Info, Run::Text(double_space::run)).fixing(Fixing::Safe),
    rule!(em_dash, "em-dash", Practice, Info, Run::Text(em_dash::run)).off(),
    rule!(equation, "equation", Content, Error, Run::Text(equation::run)),
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
    rule!(foreign_first, "foreign-first", Manual, Info, Run::Text(foreign_first::run)).off(),
    rule!(fullwidth, "fullwidth", Manual, Warning, Run::Text(fullwidth::run)).fixing(Fixing::Safe),
    rule!(grant_total, "grant-total", Content, Error, Run::Dossier(grant_total::run)),
    rule!(identity, "identity", Content, Error, Run::Workspace(identity::run)),
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
    rule!(middle_dot, "middle-dot", Manual, Warning, Run::Text(middle_dot::run)).fixing(Fixing::Safe),
    rule!(missing_glyph, "missing-glyph", Content, Error, Run::Workspace(missing_glyph::run)),
    rule!(money_comma, "money-comma", Manual, Warning, Run::Text(money_comma::run)).fixing(Fixing::Safe),
    rule!(money_geum, "money-geum", Manual, Warning, Run::Text(money_geum::run)).fixing(Fixing::Safe),
    rule!(money_hangul, "money-hangul", Content, Error, Run::Text(money_hangul::run)).fixing(Fixing::Safe),
    rule!(money_hangul_missing, "money-hangul-missing", Statute, Warning, Run::Text(money_hangul_missing::run))
        .fixing(Fixing::Safe),
    rule!(money_thousands, "money-thousands", Manual, Warning, Run::Text(money_thousands::run)).fixing(Fixing::Named),
    rule!(money_unit_mixed, "money-unit-mixed", Manual, Warning, Run::Text(money_unit_mixed::run)),
    rule!(number_width, "number-width", Content, Warning, Run::Composed(number_width::run)),
    rule!(open_sources, "open-sources", Statute, Error, Run::Workspace(open_sources::run)),
    rule!(over_withholding, "over-withholding", Statute, Warning, Run::Dossier(over_withholding::run)),
    rule!(portable_name, "portable-name", Content, Error, Run::Workspace(portable_name::run)),
    rule!(quotes, "quotes", Manual, Info, Run::Text(quotes::run)).fixing(Fixing::Safe).off(),
    rule!(range_dash, "range-dash", Manual, Warning, Run::Text(range_dash::run)).fixing(Fixing::Safe),
    rule!(range_order, "range-order", Content, Error, Run::Text(range_order::run)),
    rule!(range_sign, "range-sign", Manual, Warning, Run::Text(range_sign::run)).fixing(Fixing::Safe),
    rule!(range_spacing, "range-spacing", Manual, Info, Run::Workspace(range_spacing::run)).fixing(Fixing::Safe),
    rule!(review_due, "review-due", Statute, Warning, Run::Workspace(review_due::run)),
    rule!(state_fields, "state-fields", Statute, Error, Run::Dossier(state_fields::run)),
    rule!(time_duration, "time-duration", Content, Error, Run::Text(time_duration::run)),
    rule!(time_half_day, "time-half-day", Manual, Warning, Run::Text(time_half_day::run)).fixing(Fixing::Safe),
    rule!(time_spacing, "time-spacing", Manual, Warning, Run::Text(time_spacing::run)).fixing(Fixing::Safe),
    rule!(time_words, "time-words", Manual, Warning, Run::Text(time_words::run)).fixing(Fixing::Safe),
    rule!(unit_sign, "unit-sign", Manual, Info, Run::Text(unit_sign::run)).fixing(Fixing::Safe),
    rule!(weekday, "weekday", Content, Error, Run::Text(weekday::run)).fixing(Fixing::Named),
    rule!(withheld_elsewhere, "withheld-elsewhere", Statute, Error, Run::Workspace(withheld_elsewhere::run)),
];
