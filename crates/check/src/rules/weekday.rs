//! # 요일은 날짜와 맞고, 날짜는 달력에 있습니다
//!
//! 날짜에 붙여 적은 요일은 그날의 요일이어야 하고, 2월 30일처럼 없는 날은 적을 수 없습니다. 회의 안내나 기한에서
//! 요일이 틀리면 받는 사람이 어느 쪽을 따를지 알 수 없습니다. 날짜와 요일 가운데 어느 것이 틀렸는지는 gian이 알 수
//! 없으므로, 고침은 규칙의 이름을 밝혔을 때만 요일을 고칩니다. 연도가 없는 날짜는 같은 글에 앞서 적은 연도나 문서의
//! 날짜가 있는 해로 봅니다. 그해에는 틀리고 앞뒤 해에 맞으면 연도를 밝히도록 참고로 알립니다.
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
//! correction, which changes the weekday, is made only where the rule is named. A date without a year is read in the year
//! written before it in the same text, or in the year of the document; where it is wrong there but right in the year
//! before or after, a remark asks for the year.
//!
//! Example: `2019. 5. 8.(목)`
//! Instead: `2019. 5. 8.(수)`
//!
//! Source: computed from the calendar.

use chrono::{Datelike, NaiveDate};
use gian_diagnostics::{Diag, Severity, text};
use gian_korean::date;
use gian_korean::written::Date;
use gian_korean::written::dates::Weekday;

use crate::prose::Prose;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("weekday", Layer::Content, Severity::Error, &[Run::Text(run)]).fixing(Fixing::Named);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let mut year = None;
    for written in prose.dates() {
        year = written.year.or(year);
        let Some(year) = year.or(prose.day.map(|d| d.0.year())) else { continue };
        if written.day.is_some() {
            // An enumeration may continue with days in the year of the document.
            let own = prose.day.map(|d| d.0.year()).filter(|own| written.year.is_none() && *own != year);
            if own.is_none_or(|own| judge(prose, written, own).is_some()) {
                diags.extend(judge(prose, written, year));
            }
        }
    }
}

fn judge(prose: &Prose<'_>, written: &Date, year: i32) -> Option<Diag> {
    let years = if written.year.is_some() { year..=year } else { year - 1..=year + 1 };
    let days: Vec<NaiveDate> = years.filter_map(|year| written.in_year(year)).collect();
    if days.is_empty() {
        return Some(no_such_day(prose, written));
    }
    let weekday = written.weekday.as_ref()?;
    let day = days.iter().find(|d| d.year() == year);
    if day.is_some_and(|d| date::weekday(*d) == weekday.name) {
        return None;
    }
    match days.iter().find(|d| date::weekday(**d) == weekday.name) {
        Some(other) => Some(of_another_year(prose, weekday, *other)),
        None => day.map(|day| wrong(prose, weekday, *day)),
    }
}

fn no_such_day(prose: &Prose<'_>, written: &Date) -> Diag {
    RULE.problem(
        prose.place(written.range.clone()),
        text!("`{}`은 달력에 없는 날입니다", "`{}` is not a day of the calendar"; &prose.seen[written.range.clone()]),
    )
    .help(text!("날짜를 고치십시오", "correct the date"))
}

fn wrong(prose: &Prose<'_>, weekday: &Weekday, day: NaiveDate) -> Diag {
    let right = date::weekday(day);
    RULE.problem(
        prose.place(weekday.range.clone()),
        text!("{}은 {}요일이 아니라 {}요일입니다", "{} is not ({}) but ({})"; date::full(day), weekday.name, right),
    )
    .help(text!("`({})`로 고치거나 날짜를 고치십시오", "write `({})`, or correct the date"; right))
    .fix(prose.place(weekday.syllable.clone()), right.to_string())
}

fn of_another_year(prose: &Prose<'_>, weekday: &Weekday, day: NaiveDate) -> Diag {
    RULE.info(
        prose.place(weekday.range.clone()),
        text!("{}요일은 {}년의 날짜일 때에만 맞습니다", "({}) is right only in the year {}"; weekday.name, day.year()),
    )
    .help(text!("`{}({})`처럼 연도를 밝히거나 요일을 고치십시오", "write the year, as in `{}({})`, or correct the weekday"; date::full(day), weekday.name))
}
