//! Routes of the entries of all source files, so that each route is written once.
//!
//! A function gives the route of one entry; [`Route::key`] gives that of a value of it, by the key as the writer knows it.

use gian_diagnostics::{Route, route};

macro_rules! routes {
    ($($name:ident($($at:ident),*) = [$($step:expr),+];)+) => {
        $(
            #[doc = concat!("The route `", $("/", stringify!($step),)+ "`.")]
            pub fn $name($($at: usize),*) -> Route {
                route![$($step),+]
            }
        )+
    };
}

// `documents/*.md`
routes! {
    approval_line() = ["결재선"];
    signer(i) = ["결재선", i];
    cooperator(i) = ["협조", i];
    joint_approval_line(i) = ["공동기안", i, "결재선"];
    receiver(i) = ["수신", i];
    attachment(i) = ["붙임", i];
    original(i) = ["원본", i];
    picture(i) = ["그림", i];
    covered_dossier(i) = ["대상건", i];
    related_document(i) = ["관련문서", i];
    disclosure_decision(i) = ["공개결정", i];
    disclosure_change(i) = ["공개변경", i];
}

// `plan.yaml`
routes! {
    plan_kind() = ["계획", "종류"];
    plan_version(i) = ["판", i];
    legal_basis() = ["사업", "법적근거"];
}

// `review.yaml`
routes! {
    round(r) = ["회차", r];
    attendance(r, g) = ["회차", r, "참석", g];
    member(r, g, m) = ["회차", r, "참석", g, "명단", m];
    meeting(r, m) = ["회차", r, "회의", m];
    vote(r, m, v) = ["회차", r, "회의", m, "표결", v];
    finding(i) = ["검토의견", i];
    finding_target(i) = ["검토의견", i, "대상"];
    response(i) = ["검토의견", i, "답변"];
    response_evidence(i) = ["검토의견", i, "답변", "근거"];
    decision() = ["결정"];
    decision_condition(i) = ["결정", "조건", i];
    following_step(i) = ["후속절차", i];
    costs() = ["비용"];
    cost_item(i) = ["비용", "항목", i];
}

// `grant.yaml`
routes! {
    application() = ["신청"];
    grant_decision() = ["교부결정"];
    payment(i) = ["지급", i];
    spending(i) = ["집행", i];
    settlement() = ["정산"];
}

// `gian.yaml`
routes! {
    department(i) = ["부서", i];
    archive() = ["자료관"];
    archive_colours() = ["자료관", "색"];
    archive_dark_colours() = ["자료관", "어두운색"];
}

// `register.yaml`
routes! {
    registered_document(i) = ["문서", i];
    registered_version(i, v) = ["문서", i, "판", v];
}

/// Route of the level that `gian.yaml` sets for a rule.
pub fn rule(code: &str) -> Route {
    route!["규칙", code]
}

/// Route of a key of one fact in `withheld.yaml`.
pub fn withheld_fact(name: &str, key: &str) -> Route {
    route![name, key]
}
