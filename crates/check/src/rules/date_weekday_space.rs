//! # 요일의 괄호는 날짜에 붙여 씁니다
//!
//! 날짜의 마지막 온점 바로 뒤에 요일을 괄호로 적습니다. 사이를 띄우지 않습니다.
//!
//! 예: `2019. 5. 8. (수)`
//! 대신: `2019. 5. 8.(수)`
//!
//! 근거: 행정업무운영 편람, 날짜와 요일의 표기.
//!
//! # No space before the weekday
//!
//! The weekday stands in brackets directly behind the last dot of the date.
//!
//! Example: `2019. 5. 8. (수)`
//! Instead: `2019. 5. 8.(수)`
//!
//! Source: the ministry's manual on dates and weekdays.

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::Prose;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("date-weekday-space", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Safe);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for date in prose.dates() {
        let Some(weekday) = date.weekday.as_ref().filter(|w| w.range.start > date.range.end) else { continue };
        diags.push(
            RULE.problem(
                prose.place(date.range.end..weekday.range.end),
                text!("날짜와 요일 사이를 띄웠습니다", "a space stands between the date and its weekday"),
            )
            .help(text!("`{}({})`로 붙여 쓰십시오", "write `{}({})`"; date.canonical(), weekday.name))
            .fix(prose.place(date.range.end..weekday.range.start), ""),
        );
    }
}
