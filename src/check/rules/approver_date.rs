//! # 결재권자는 결재선의 끝에 서고, 그 서명일이 결재일입니다
//!
//! 문서는 결재권자가 서명하여 성립하므로 결재권자의 `서명일`과 문서의 `결재일`은 같은 날이어야 합니다. 결재선에서
//! `역할: 결재`는 마지막 한 사람뿐이고, 앞사람보다 먼저 서명할 수 없습니다. 전결 사항을 대결한 문서에서는 서명하지
//! 않는 전결권자의 칸(`역할: 검토`, `표시: [전결]`)이 대결한 사람의 뒤에 올 수 있습니다.
//!
//! 예: `결재일: 2019-05-08`인 문서에 `{역할: 결재, 직위: 과장, 성명: 성춘향, 서명일: 2019-05-07}`
//! 대신: `{역할: 결재, 직위: 과장, 성명: 성춘향, 서명일: 2019-05-08}`
//!
//! 근거: 행정업무규정 제6조제1항(문서의 성립); 같은 규정 시행규칙 제7조(결재의 표시).
//!
//! # The approver is last in the approval line, and the day of that signature is 결재일
//!
//! A document comes into being when the approver signs, so the approver's `서명일` and the `결재일` of the document
//! are the same day. Only the last in the line has `역할: 결재`, and nobody signs before the one who precedes.
//! Where a deputy approves in a delegated matter, the cell of the one who holds the power (`역할: 검토`,
//! `표시: [전결]`), which is not signed, may stand behind the deputy.
//!
//! Example: `{역할: 결재, 직위: 과장, 성명: 성춘향, 서명일: 2019-05-07}` in a document with `결재일: 2019-05-08`
//! Instead: `{역할: 결재, 직위: 과장, 성명: 성춘향, 서명일: 2019-05-08}`
//!
//! Source: 행정업무규정 제6조제1항 (when a document exists); its 시행규칙 제7조 (marks of approval).

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
