//! The table of rules: adding one is a file, a case folder and a line here.

pub use self::mark_syntax::CODE as MARK_SYNTAX;
use super::Rule;

mod acceptance_days;
mod acceptance_total;
mod agreement_articles;
mod agreement_parties;
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
mod breakdown;
mod budget_code;
mod certificate_number;
mod certificate_receiver;
mod change_rate;
mod check_action;
mod check_count;
mod check_result;
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
mod decomposed_text;
mod demand_answers;
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
mod form_lines;
mod fullwidth;
mod grant_payments;
mod grant_total;
mod handover_list;
mod handover_parties;
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
mod labelled_facts;
mod law_in_force;
mod lead_ending;
mod lead_length;
mod letter_sender;
mod licence_missing;
mod list_count;
mod lost_characters;
mod mark_syntax;
mod markdown_unsupported;
mod masked_text;
mod meeting_confirmer;
mod meeting_form;
mod meeting_name;
mod meeting_order;
mod meeting_speaker;
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
mod notice_number;
mod notice_period;
mod number_width;
mod open_sources;
mod outcome_period;
mod over_withholding;
mod participants_total;
mod period_days;
mod person_status;
mod personal_data;
mod personal_name;
mod placeholder;
mod plain_words;
mod plan_budget;
mod plan_calculation;
mod plan_spending;
mod plan_term;
mod policy_number;
mod portable_name;
mod press_facts;
mod process_name;
mod project_budget;
mod project_period;
mod quarter_order;
mod quorum;
mod quotes;
mod range_dash;
mod range_order;
mod range_sign;
mod range_spacing;
mod received_record;
mod receiver_address;
mod related_document;
mod resident_number_basis;
mod respectful_words;
mod retention_period;
mod review_due;
mod same_quantity;
mod shared_number;
mod spacing_words;
mod staffing_count;
mod state_fields;
mod subject_action;
mod subject_score;
mod table_caption_order;
mod table_change;
mod table_columns;
mod table_duplicate_row;
mod table_empty_cell;
mod table_formula;
mod table_head;
mod table_percent;
mod table_product;
mod table_total;
mod table_unit;
mod time_duration;
mod time_half_day;
mod time_spacing;
mod time_words;
mod trip_cost;
mod trip_days;
mod typed_marker;
mod unit_sign;
mod unshown_key;
mod unshown_plan;
mod vote_count;
mod weekday;
mod withheld_computable;
mod withheld_elsewhere;
mod word_spelling;

pub(crate) use markdown_unsupported::left_to_composition;

/// All rules with the source text of their files.
macro_rules! rules {
    ($($module:ident),+ $(,)?) => {
        &[$($module::RULE.documented(include_str!(concat!(stringify!($module), ".rs")))),+]
    };
}

/// All rules, sorted by code.
pub const RULES: &[Rule] = rules![
    acceptance_days,
    acceptance_total,
    agreement_articles,
    agreement_parties,
    allowance_count,
    approval_line,
    approval_marks,
    approver_date,
    ascii_symbols,
    attachment_colon,
    attachment_dangling,
    attachment_files,
    attachment_name,
    attachment_numbered_single,
    attachment_quantity,
    attachment_spacing,
    attachment_typed,
    attendance_total,
    bracket_pair,
    breakdown,
    budget_code,
    certificate_number,
    certificate_receiver,
    change_rate,
    check_action,
    check_count,
    check_result,
    colon_spacing,
    cost_product,
    cost_total,
    date_dot,
    date_hyphen,
    date_order,
    date_spacing,
    date_weekday_space,
    date_words,
    date_year,
    date_zero,
    deadline_word,
    decision_result,
    decomposed_text,
    demand_answers,
    department_valid,
    disclosure_attachments,
    disclosure_decisions,
    disclosure_grounds,
    document_kind,
    document_number,
    double_space,
    em_dash,
    end_mark,
    equation,
    figure_alt,
    figure_files,
    figure_reference,
    finding_count,
    finding_reference,
    finding_response,
    finding_words,
    foreign_first,
    form_lines,
    fullwidth,
    grant_payments,
    grant_total,
    handover_list,
    handover_parties,
    heading_marker,
    holiday_deadline,
    hwp_residue,
    identity,
    item_deontic,
    item_depth,
    item_ending,
    item_length,
    item_question,
    item_skip,
    item_vague,
    labelled_facts,
    law_in_force,
    lead_ending,
    lead_length,
    letter_sender,
    licence_missing,
    list_count,
    lost_characters,
    mark_syntax,
    markdown_unsupported,
    masked_text,
    meeting_confirmer,
    meeting_form,
    meeting_name,
    meeting_order,
    meeting_speaker,
    middle_dot,
    missing_glyph,
    money_comma,
    money_geum,
    money_hangul,
    money_hangul_missing,
    money_thousands,
    money_unit_mixed,
    near_words,
    note_marker,
    note_star,
    notice_number,
    notice_period,
    number_width,
    open_sources,
    outcome_period,
    over_withholding,
    participants_total,
    period_days,
    person_status,
    personal_data,
    personal_name,
    placeholder,
    plain_words,
    plan_budget,
    plan_calculation,
    plan_spending,
    plan_term,
    policy_number,
    portable_name,
    press_facts,
    process_name,
    project_budget,
    project_period,
    quarter_order,
    quorum,
    quotes,
    range_dash,
    range_order,
    range_sign,
    range_spacing,
    received_record,
    receiver_address,
    related_document,
    resident_number_basis,
    respectful_words,
    retention_period,
    review_due,
    same_quantity,
    shared_number,
    spacing_words,
    staffing_count,
    state_fields,
    subject_action,
    subject_score,
    table_caption_order,
    table_change,
    table_columns,
    table_duplicate_row,
    table_empty_cell,
    table_formula,
    table_head,
    table_percent,
    table_product,
    table_total,
    table_unit,
    time_duration,
    time_half_day,
    time_spacing,
    time_words,
    trip_cost,
    trip_days,
    typed_marker,
    unit_sign,
    unshown_key,
    unshown_plan,
    vote_count,
    weekday,
    withheld_computable,
    withheld_elsewhere,
    word_spelling,
];
