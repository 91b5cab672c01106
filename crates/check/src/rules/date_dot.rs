//! # 날짜의 일 뒤에도 온점을 찍습니다
//!
//! 온점은 `연`, `월`, `일`의 글자를 대신하므로 일 뒤에도 찍습니다. 요일을 괄호에 적을 때에도 온점을 먼저 찍습니다.
//!
//! 예: `2019. 5. 8`, `4. 26(금)`
//! 대신: `2019. 5. 8.`, `4. 26.(금)`
//!
//! 근거: 행정업무규정 제7조(날짜의 표기); 행정업무운영 편람, 날짜의 표기.
//!
//! # A dot stands after the day as well
//!
//! The dots stand for the words year, month and day, so there is one after the day too; with a weekday in brackets the
//! dot comes before the bracket.
//!
//! Example: `2019. 5. 8`, `4. 26(금)`
//! Instead: `2019. 5. 8.`, `4. 26.(금)`
//!
//! Source: 행정업무규정 제7조 (dates); the ministry's manual on dates.

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::written::dates::Form;

use crate::prose::Prose;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("date-dot", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Safe);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for date in prose.dates().iter().filter(|d| d.form == Form::Dots && !d.closed) {
        // Replace only the last byte, a digit, so that other corrections of the same date do not overlap.
        let last = date.range.end - 1..date.range.end;
        let dotted = format!("{}.", &prose.seen[last.clone()]);
        diags.push(
            RULE.problem(
                prose.place(date.range.clone()),
                text!("날짜의 일 뒤에 온점이 없습니다", "no dot stands after the day"),
            )
            .help(text!("`{}`로 쓰십시오", "write `{}`"; date.canonical()))
            .fix(prose.place(last), dotted),
        );
    }
}
