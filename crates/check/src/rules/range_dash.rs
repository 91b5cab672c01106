//! # 기간은 물결표로 적습니다
//!
//! 날짜와 시각의 처음과 끝 사이에는 붙임표나 줄표가 아니라 `~`를 씁니다. 붙임표는 낱말을 잇는 부호라 뺄셈이나 문서번호와
//! 헷갈립니다.
//!
//! 예: `10:00-12:00`, `5. 1.-5. 3.`, `3-5월`
//! 대신: `10:00~12:00`, `5. 1.~5. 3.`, `3~5월`
//!
//! 근거: 행정업무운영 편람, 문장 부호(물결표).
//!
//! # Ranges are written with `~`
//!
//! Between the beginning and the end of a range of dates or times stands `~`, not a hyphen or a dash, which reads like a
//! subtraction or the number of a document.
//!
//! Example: `10:00-12:00`, `5. 1.-5. 3.`, `3-5월`
//! Instead: `10:00~12:00`, `5. 1.~5. 3.`, `3~5월`
//!
//! Source: the ministry's manual on punctuation.

use std::ops::Range;

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::written::range_sign;

use crate::prose::Prose;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("range-dash", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Safe);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let dates = prose.dates().windows(2).map(|w| (w[0].end(), w[1].range.start));
    let times = prose.times().windows(2).map(|w| (w[0].range.end, w[1].range.start));
    for (end, start) in dates.chain(times) {
        let sign = range_sign(&prose.seen, end..start).filter(|s| is_dash(&prose.seen[s.clone()]));
        if let Some(sign) = sign {
            diags.push(diag(prose, sign, end..start));
        }
    }
    diags.extend(prose.month_hyphens().iter().map(|sign| diag(prose, sign.clone(), sign.clone())));
}

fn is_dash(sign: &str) -> bool {
    !["~", "∼", "～", "〜"].contains(&sign)
}

fn diag(prose: &Prose<'_>, sign: Range<usize>, gap: Range<usize>) -> Diag {
    RULE.problem(
        prose.place(sign),
        text!("기간을 붙임표나 줄표로 이었습니다", "the range is written with a hyphen or a dash"),
    )
    .help(text!("`~`로 이으십시오", "write `~`"))
    .fix(prose.place(gap), "~")
}
