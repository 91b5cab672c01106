//! # 글에는 천원 단위를 쓰지 않습니다
//!
//! `1,090천원`은 읽는 사람이 다시 셈해야 합니다. 글에는 `원`이나 `만 원`으로 적고, 표에는 단위를 따로 밝힙니다. 예산을 다루는
//! 보고서에서는 널리 쓰므로 참고로만 알립니다.
//!
//! 예: `1,090천원`
//! 대신: `1,090,000원`
//!
//! 근거: 행정업무운영 편람, 금액의 표기. 보고서의 천원 단위는 기관의 관행입니다.
//!
//! # No thousands of won in a text
//!
//! `1,090천원` has to be computed by whoever reads it. A text says won or ten thousands of won; a table says its unit.
//! Reports on budgets use it widely, so it is only remarked there.
//!
//! Example: `1,090천원`
//! Instead: `1,090,000원`
//!
//! Source: the ministry's manual on amounts. Thousands in reports are a practice of offices.

use crate::check::Scope;
use crate::check::prose::{Origin, Prose};
use crate::diagnostics::{Diag, Severity};
use crate::korean::amount::grouped;
use crate::text;

pub fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    // Cells of tables have little room, and their unit is a matter of the table.
    if matches!(prose.origin, Origin::Block { .. }) {
        return;
    }
    for amount in prose.amounts().iter().filter(|a| prose.seen[a.unit.clone()].trim() == "천") {
        let Some(won) = amount.won.and_then(|won| i64::try_from(won).ok()) else { continue };
        let place = prose.place(amount.range.clone());
        let right = format!("{}원", grouped(won));
        let severity = if prose.is_letter() { Severity::Warning } else { Severity::Info };
        let diag = Diag::warning(
            CODE,
            place.clone(),
            text!("금액을 천원 단위로 적었습니다", "the amount is written in thousands of won"),
        )
        .help(text!("`{}`으로 쓰십시오", "write `{}`"; right))
        .fix(place, right);
        diags.push(Diag { severity, ..diag });
    }
}

const CODE: &str = "money-thousands";
