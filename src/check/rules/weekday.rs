//! A written weekday is that of its date, and the date is one of the calendar.
//!
//! Example: `2019. 5. 8.(목)`. Instead: `2019. 5. 8.(수)`.

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
