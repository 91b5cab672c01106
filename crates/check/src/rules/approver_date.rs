//! # 결재권자가 서명한 날이 결재일입니다
//!
//! 문서는 결재권자가 결재하면 성립하므로 결재일은 결재권자의 서명일과 같아야 합니다. 결재선의 앞사람은 뒷사람보다 늦게 서명할 수 없습니다.
//! 결재하기 전의 안(`상태: 기안`)에는 서명일이 없어도 됩니다.
//!
//! 예: 결재일 2019-05-08, 결재권자의 서명일 2019-05-07
//! 대신: 두 날짜를 모두 2019-05-08로
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 제6조제1항; 같은 규정 시행규칙 제7조제1항.
//!
//! # The day on which the approver signed is the day of approval
//!
//! A document comes into being when the approver signs, so 결재일 is the date of that signature. Nobody in the line signs
//! after the one who follows. A draft needs no dates of signatures.
//!
//! Example: 결재일 2019-05-08 and the approver's 서명일 2019-05-07
//! Instead: 2019-05-08 for both
//!
//! Source: 행정업무의 운영 및 혁신에 관한 규정 제6조제1항; its 시행규칙 제7조제1항.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_korean::date::full;
use gian_model::record::{Role, Signer, State};
use gian_model::{DocumentFile, Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("approver-date", Layer::Statute, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in dossier.documents.iter().filter(|d| d.record.state != State::Draft) {
        approval(document, diags);
        for (route, line) in document.record.approval_lines() {
            in_order(&document.path, &route, line, diags);
        }
    }
}

/// The approver signed, on the day of approval.
fn approval(document: &DocumentFile, diags: &mut Vec<Diag>) {
    let record = &document.record;
    let Some(at) = record.approval.iter().rposition(|s| s.role == Role::Approver) else { return };
    let Some(approved) = record.approved_on else { return };
    match record.approval[at].signed_on {
        Some(signed) if signed != approved => diags.push(
            RULE.problem(
                Place::value(&document.path, routes::signer(at).key(keys::SIGNED_ON)),
                text!("결재권자가 서명한 날이 결재일과 다릅니다", "the approver signed on another day than 결재일"),
            )
            .label(text!("{}", "{}"; full(signed.0)))
            .related(
                Place::value(&document.path, Route::of(keys::APPROVED_ON)),
                text!("결재일은 {}", "결재일 is {}"; full(approved.0)),
            )
            .help(text!("두 날짜를 같게 하십시오", "make the two dates the same")),
        ),
        None if record.is_received() => {}
        None => diags.push(
            RULE.problem(
                Place::value(&document.path, routes::signer(at).key(keys::POSITION)),
                text!("결재권자의 서명일이 없습니다", "the approver's 서명일 is missing"),
            )
            .help(text!("`서명일: {}`을 적으십시오", "write `서명일: {}`"; approved)),
        ),
        Some(_) => {}
    }
}

/// Signatures are in date order.
fn in_order(path: &str, route: &Route, line: &[Signer], diags: &mut Vec<Diag>) {
    let dated: Vec<_> = line.iter().enumerate().filter_map(|(i, s)| s.signed_on.map(|d| (i, d))).collect();
    for pair in dated.windows(2).filter(|w| w[0].1 > w[1].1) {
        diags.push(
            RULE.problem(
                Place::value(path, route.index(pair[1].0).key(keys::SIGNED_ON)),
                text!(
                    "앞사람보다 먼저 서명한 것으로 적혀 있습니다",
                    "this signature is dated before the one that precedes it"
                ),
            )
            .related(
                Place::value(path, route.index(pair[0].0).key(keys::SIGNED_ON)),
                text!("앞사람의 서명일", "the signature before"),
            )
            .help(text!("결재선의 차례대로 날짜를 적으십시오", "date the signatures in their order")),
        );
    }
}
