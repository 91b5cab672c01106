//! # 금액 앞의 `금`은 붙여 씁니다
//!
//! `금`과 숫자 사이를 띄우면 그 자리에 숫자를 더 적을 수 있으므로 붙여 씁니다. `지원금 5,000원`처럼 다른 낱말의 `금`은 찾지
//! 않습니다.
//!
//! 예: `금 113,560원`
//! 대신: `금113,560원`
//!
//! 근거: 행정업무규정 시행규칙 제2조제2항(금액의 표시)의 꼴.
//!
//! # No space after 금
//!
//! A space between 금 and the digits leaves room for another digit, so there is none. 금 at the end of another word
//! (`지원금 5,000원`) is left alone.
//!
//! Example: `금 113,560원`
//! Instead: `금113,560원`
//!
//! Source: the form in 행정업무규정 시행규칙 제2조제2항 (amounts).

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::Prose;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("money-geum", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Named);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for amount in prose.amounts() {
        let Some(geum) = amount.geum.as_ref().filter(|g| g.len() > GEUM.len()) else { continue };
        diags.push(
            RULE.problem(
                prose.place(amount.whole()),
                text!("`금`과 금액 사이를 띄웠습니다", "a space stands between 금 and the amount"),
            )
            .help(text!("`금`을 숫자에 붙여 쓰십시오", "write 금 directly before the digits"))
            .fix(prose.place(geum.start + GEUM.len()..geum.end), ""),
        );
    }
}

const GEUM: &str = "금";
