//! # 요일은 날짜와 맞아야 합니다
//!
//! 괄호에 적은 요일을 달력으로 셈합니다. 달력에 없는 날도 찾습니다. 연도가 없는 날짜는 같은 글에 앞서 적은 연도나 문서의 날짜가
//! 있는 해로 봅니다. 그해에는 틀리고 앞뒤 해에 맞으면 연도를 밝히도록 참고로 알립니다.
//!
//! 예: `2019. 5. 8.(목)`, `2019. 2. 30.`
//! 대신: `2019. 5. 8.(수)`, `2019. 2. 28.`
//!
//! 근거: 달력에 따른 셈.
//!
//! # The weekday belongs to the date
//!
//! The weekday in brackets is computed from the calendar; a day that the calendar does not have is told as well. A date
//! without a year is read in the year written before it in the same text, or in the year of the document. Where it is
//! wrong there but right in the year before or after, the remark asks for the year.
//!
//! Example: `2019. 5. 8.(목)`, `2019. 2. 30.`
//! Instead: `2019. 5. 8.(수)`, `2019. 2. 28.`
//!
//! Source: computed from the calendar.

use chrono::{Datelike, NaiveDate};

use crate::check::Scope;
use crate::check::prose::Prose;
use crate::diagnostics::Diag;
use crate::korean::date;
use crate::korean::written::Date;
use crate::korean::written::dates::Weekday;
use crate::text;

pub fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let mut year = None;
    for written in prose.dates() {
        year = written.year.or(year);
        let Some(year) = year.or(prose.day.map(|d| d.0.year())) else { continue };
        if written.day.is_some() {
            diags.extend(judge(prose, written, year));
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
    Diag::error(
        CODE,
        prose.place(written.range.clone()),
        text!("`{}`은(는) 달력에 없는 날입니다", "`{}` is not a day of the calendar"; &prose.seen[written.range.clone()]),
    )
    .help(text!("날짜를 고치십시오", "correct the date"))
}

fn wrong(prose: &Prose<'_>, weekday: &Weekday, day: NaiveDate) -> Diag {
    let right = date::weekday(day);
    Diag::error(
        CODE,
        prose.place(weekday.range.clone()),
        text!("{}은(는) {}요일이 아니라 {}요일입니다", "{} is not ({}) but ({})"; date::full(day), weekday.name, right),
    )
    .help(text!("`({})`로 고치거나 날짜를 고치십시오", "write `({})`, or correct the date"; right))
    .fix(prose.place(weekday.syllable.clone()), right.to_string())
}

fn of_another_year(prose: &Prose<'_>, weekday: &Weekday, day: NaiveDate) -> Diag {
    Diag::info(
        CODE,
        prose.place(weekday.range.clone()),
        text!("{}요일은 {}년의 날짜일 때에만 맞습니다", "({}) is right only in the year {}"; weekday.name, day.year()),
    )
    .help(text!("`{}({})`로 연도를 밝히거나 요일을 고치십시오", "write the year: `{}({})`, or correct the weekday"; date::full(day), weekday.name))
}

const CODE: &str = "weekday";
