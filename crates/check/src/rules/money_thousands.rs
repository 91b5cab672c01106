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

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::amount::grouped;

use crate::prose::{Origin, Prose};
use crate::{Fixing, Layer, Rule, Run};

pub(super) const RULE: Rule =
    Rule::new("money-thousands", Layer::Manual, Severity::Warning, &[Run::File(run)]).fixing(Fixing::Named);

/// Report a habit once per file, with all its places to correct.
pub(super) fn run(pieces: &[Prose<'_>], diags: &mut Vec<Diag>) {
    let places: Vec<(Place, String)> = pieces.iter().flat_map(places).collect();
    let Some((first, right)) = places.first() else { return };
    let times = places.len();
    let severity = if pieces[0].is_letter() { Severity::Warning } else { Severity::Info };
    let diag = RULE.problem(
        first.clone(),
        text!("금액을 천원 단위로 적었습니다 (이 파일에 {}곳)", "amounts are written in thousands of won ({} in this file)"; times),
    )
    .help(text!("`{}`처럼 원 단위로 쓰십시오", "write them in won, such as `{}`"; right));
    let diag = places.into_iter().fold(diag, |diag, (place, right)| diag.fix(place, right));
    diags.push(diag.severity(severity));
}

fn places(prose: &Prose<'_>) -> Vec<(Place, String)> {
    // Skip table cells, which are narrow and have the unit of the table.
    if matches!(prose.origin, Origin::Block { .. }) {
        return Vec::new();
    }
    let thousands = prose.amounts().iter().filter(|a| prose.seen[a.unit.clone()].trim() == "천");
    thousands
        .filter_map(|amount| {
            let won = i64::try_from(amount.won?).ok()?;
            Some((prose.place(amount.range.clone()), format!("{}원", grouped(won))))
        })
        .collect()
}
