//! # 날짜의 온점 뒤는 한 칸씩 띄웁니다
//!
//! 날짜는 연·월·일의 글자 대신 온점을 찍어 적고, 온점과 다음 숫자 사이를 한 칸 띄웁니다. 붙여 쓰면 소수나 항목 번호와 헷갈립니다.
//!
//! 예: `2019.5.8.`
//! 대신: `2019. 5. 8.`
//!
//! 근거: 행정업무규정 제7조(날짜의 표기); 행정업무운영 편람, 날짜의 띄어쓰기.
//!
//! # One space after each dot of a date
//!
//! A date is written with dots instead of the words for year, month and day, and one space stands between a dot and the
//! next number. Without it a date reads like a decimal or the number of a section.
//!
//! Example: `2019.5.8.`
//! Instead: `2019. 5. 8.`
//!
//! Source: 행정업무규정 제7조 (dates); the ministry's manual on the spacing of dates.

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::written::dates::Form;

use crate::prose::Prose;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("date-spacing", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Safe);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for date in prose.dates().iter().filter(|d| d.form == Form::Dots && !d.gaps.is_empty()) {
        let message = text!("날짜의 띄어쓰기가 맞지 않습니다", "the spaces in the date are not right");
        let help = text!("`{}`로 쓰십시오", "write `{}`"; date.canonical());
        let diag = RULE.problem(prose.place(date.range.clone()), message).help(help);
        diags.push(date.gaps.iter().fold(diag, |diag, gap| diag.fix(prose.place(gap.clone()), ". ")));
    }
}
