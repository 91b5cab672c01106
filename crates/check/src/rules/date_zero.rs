//! # 날짜의 월과 일 앞에 0을 붙이지 않습니다
//!
//! 월과 일은 수 그대로 적습니다. 자리를 맞추려고 앞에 0을 붙이면 전산 자료의 꼴이 됩니다.
//!
//! 예: `2019. 05. 08.`
//! 대신: `2019. 5. 8.`
//!
//! 근거: 행정업무규정 제7조(날짜의 표기); 행정업무운영 편람, 날짜의 표기.
//!
//! # No zero before month and day
//!
//! Month and day are written as the numbers they are. A zero that fills them up to two digits belongs to data, not to
//! documents.
//!
//! Example: `2019. 05. 08.`
//! Instead: `2019. 5. 8.`
//!
//! Source: 행정업무규정 제7조 (dates); the ministry's manual on dates.

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::written::dates::Form;

use crate::prose::Prose;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("date-zero", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Safe);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for date in prose.dates().iter().filter(|d| d.form == Form::Dots && !d.zeros.is_empty()) {
        let message =
            text!("날짜의 월이나 일 앞에 0이 있습니다", "a zero stands before the month or the day of the date");
        let help = text!("`{}`로 쓰십시오", "write `{}`"; date.canonical());
        let diag = RULE.problem(prose.place(date.range.clone()), message).help(help);
        diags.push(date.zeros.iter().fold(diag, |diag, zero| diag.fix(prose.place(zero.clone()), "")));
    }
}
