//! # 요일은 날짜와 맞고, 날짜는 달력에 있습니다
//!
//! 날짜에 붙여 적은 요일은 그날의 요일이어야 하고, 2월 30일처럼 없는 날은 적을 수 없습니다. 회의 안내나 기한에서
//! 요일이 틀리면 받는 사람이 어느 쪽을 따를지 알 수 없습니다. 날짜와 요일 가운데 어느 것이 틀렸는지는 gian이 알 수
//! 없으므로, 고침은 규칙의 이름을 밝혔을 때만 요일을 고칩니다.
//!
//! 예: `2019. 5. 8.(목)`
//! 대신: `2019. 5. 8.(수)`
//!
//! 근거: 적힌 사실의 계산(달력).
//!
//! # A weekday is that of its date, and the date is one of the calendar
//!
//! A weekday that is written behind a date is the weekday of that day, and there is no 30 February. Where they
//! disagree in an invitation or a deadline, nobody knows which to follow. gian cannot know either, so the
//! correction, which changes the weekday, is made only where the rule is named.
//!
//! Example: `2019. 5. 8.(목)`
//! Instead: `2019. 5. 8.(수)`
//!
//! Source: computed from the calendar.

use crate::check::Scope;
use crate::diagnostics::{Diag, Place};
use crate::korean::date;
use crate::text;

pub fn run(scope: &Scope<'_>, diags: &mut Vec<Diag>) {
    for (path, file) in scope.sources.iter() {
        for written in date::find(&file.text) {
            let shown = &file.text[written.range.clone()];
            match (written.date, written.weekday) {
                (None, _) => diags.push(
                    Diag::error(
                        CODE,
                        Place::bytes(path, written.range.clone()),
                        text!("`{}`은(는) 달력에 없는 날입니다", "`{}` is not a day of the calendar"; shown),
                    )
                    .help(text!("날짜를 고치십시오", "correct the date")),
                ),
                (Some(day), Some((weekday, range))) if date::weekday(day) != weekday => {
                    let right = date::weekday(day);
                    diags.push(
                        Diag::error(CODE, Place::bytes(path, range), text!("{}은(는) {}요일이 아니라 {}요일입니다", "{} is not ({}) but ({})"; date::full(day), weekday, right))
                            .help(text!("`({})`로 고치거나 날짜를 고치십시오", "write `({})`, or correct the date"; right)),
                    );
                }
                _ => {}
            }
        }
    }
}

const CODE: &str = "weekday";
