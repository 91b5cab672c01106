//! A decision to withhold whose review date has come is looked at again.
//!
//! Why: what is withheld for a time is opened when the reason is gone (정보공개법 제9조제2항). The day is
//! `기준일` of the archive, so that a build knows no clock; `gian due` asks for any day.
//! Example: `재검토일: 2022-01-01` and `기준일: 2022-03-01`. Instead: show it with `공개변경:`, or write
//! a new 재검토일 with its reason.

use crate::check::Scope;
use crate::check::due;
use crate::diagnostics::Diag;
use crate::korean::date::full;
use crate::text;

pub fn run(scope: &Scope<'_>, diags: &mut Vec<Diag>) {
    let Some(day) = scope.workspace.settings.archive.as_of else { return };
    for due in due::on(scope.workspace, day) {
        diags.push(
            Diag::warning(
                CODE,
                due.place,
                text!("비공개를 다시 볼 날({})이 지났습니다", "the day ({}) to review what is withheld has passed"; full(due.on.0)),
            )
            .help(text!(
                "공개하려면 `공개변경:`을 적고, 계속 가리려면 새 `재검토일`과 사유를 적으십시오 (정보공개법 제9조제2항)",
                "open it with `공개변경:`, or write a new 재검토일 with its reason (정보공개법 제9조제2항)"
            )),
        );
    }
}

const CODE: &str = "review-due";
