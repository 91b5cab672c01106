//! # 비공개를 다시 볼 날이 되면 다시 정합니다
//!
//! 비공개로 정한 것도 기간이 지나 필요가 없어지면 공개하여야 하므로, 비공개 결정과 `withheld.yaml`의 `재검토일`이
//! 자료관의 `기준일`까지 온 것을 알립니다. 시계를 보지 않고 `기준일`을 쓰므로 같은 원본은 언제나 같은 결과를
//! 냅니다. 오늘이나 다른 날로 보려면 `gian due`를 씁니다. 이미 공개로 바뀐 문서의 결정은 알리지 않습니다.
//!
//! 예: `기준일: 2022-03-01`인 자료관의 `재검토일: 2022-01-01`
//! 대신: 공개하려면 `공개변경`을 적고, 계속 가리려면 사유와 새 `재검토일`을 적음
//!
//! 근거: 정보공개법 제9조제2항.
//!
//! # What is withheld for a time is looked at again
//!
//! What is withheld is opened when the reason has passed, so decisions to withhold and keys of `withheld.yaml` are
//! told whose `재검토일` has come by the `기준일` of the archive. That day is used instead of a clock, so that the
//! same sources always give the same result; `gian due` asks for any other day. Decisions of a document that has
//! been opened since are not told.
//!
//! Example: `재검토일: 2022-01-01` in an archive with `기준일: 2022-03-01`
//! Instead: a `공개변경` to open it, or a new `재검토일` with its reason to go on withholding
//!
//! Source: 정보공개법 제9조제2항.

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::date::full;
use gian_model::Dossier;

use crate::{Layer, Rule, Run, Scope, due};

pub(super) const RULE: Rule = Rule::new("review-due", Layer::Statute, Severity::Warning, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(day) = scope.office.settings.archive.as_of else { return };
    for due in due::on(dossier, day) {
        diags.push(
            RULE.problem(
                due.place,
                text!("비공개를 다시 볼 날({})이 되었습니다", "the day ({}) to review what is withheld has come"; full(due.on.0)),
            )
            .help(text!(
                "공개하려면 `공개변경:`을 적고, 계속 가리려면 새 `재검토일`과 사유를 적으십시오 (정보공개법 제9조제2항)",
                "open it with `공개변경:`, or write a new 재검토일 with its reason (정보공개법 제9조제2항)"
            )),
        );
    }
}
