//! The last signature of the approval line is the approval: its date is 결재일.
//!
//! Why: a document comes into being when the approver signs (규정 제6조제1항; 시행규칙 제7조).
//! Example: 결재일 2019-05-08 and the approver's 서명일 2019-05-07. Instead: the same day.
//! Signatures before it may not be later, and only the last in line approves. Behind a deputy (대결) may stand the
//! cell of the one whose power it was: `역할: 검토` with `표시: [전결]`, which nobody signs (시행규칙 제7조).

use crate::check::Scope;
use crate::diagnostics::{Diag, Place};
use crate::korean::date::full;
use crate::model::Dossier;
use crate::model::record::{Role, State};
use crate::text;

pub fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let record = &document.record;
        let signed = record.approval.iter().rposition(|s| !s.left_to_deputy());
        let last = signed.unwrap_or(record.approval.len() - 1);
        for (i, signer) in record.approval.iter().enumerate() {
            let place = || Place::value(&document.path, format!("/결재선/{i}/역할"));
            if (signer.role == Role::Approver) != (i == last) {
                let message = if i == last {
                    text!(
                        "결재선의 마지막 사람이 결재권자가 아닙니다",
                        "the last in the approval line is not the approver"
                    )
                } else {
                    text!("결재권자가 결재선의 마지막이 아닙니다", "the approver is not the last in the approval line")
                };
                diags.push(Diag::error(CODE, place(), message).help(text!(
                    "마지막 사람만 `역할: 결재`로 적으십시오",
                    "give `역할: 결재` to the last person only"
                )));
            }
        }
        if record.state == State::Draft {
            continue;
        }
        let (Some(approved), signer) = (record.approved_on, &record.approval[last]) else { continue };
        match signer.signed_on {
            Some(signed) if signed != approved => diags.push(
                Diag::error(
                    CODE,
                    Place::value(&document.path, format!("/결재선/{last}/서명일")),
                    text!("결재권자가 서명한 날이 결재일과 다릅니다", "the approver signed on another day than 결재일"),
                )
                .label(text!("{}", "{}"; full(signed.0)))
                .related(
                    Place::value(&document.path, "/결재일"),
                    text!("결재일은 {}", "결재일 is {}"; full(approved.0)),
                )
                .help(text!("두 날짜를 같게 하십시오", "make the two dates the same")),
            ),
            None => diags.push(
                Diag::error(
                    CODE,
                    Place::value(&document.path, format!("/결재선/{last}/직위")),
                    text!("결재권자의 서명일이 없습니다", "the approver's 서명일 is missing"),
                )
                .help(text!("`서명일: {}`을 적으십시오", "write `서명일: {}`"; approved)),
            ),
            Some(_) => {}
        }
        let mut before = None;
        for (i, signer) in record.approval.iter().enumerate() {
            let Some(signed) = signer.signed_on else { continue };
            if let Some((earlier, at)) = before.filter(|(earlier, _)| *earlier > signed) {
                let _: crate::model::values::Date = earlier;
                diags.push(
                    Diag::error(
                        CODE,
                        Place::value(&document.path, format!("/결재선/{i}/서명일")),
                        text!(
                            "앞사람보다 먼저 서명한 것으로 적혀 있습니다",
                            "this signature is dated before the one that precedes it"
                        ),
                    )
                    .related(
                        Place::value(&document.path, format!("/결재선/{at}/서명일")),
                        text!("앞사람의 서명일", "the signature before"),
                    )
                    .help(text!("결재선의 차례대로 날짜를 적으십시오", "date the signatures in their order")),
                );
            }
            before = Some((signed, i));
        }
    }
}

const CODE: &str = "approver-date";
