//! # 요일은 날짜와 맞고, 날짜는 달력에 있습니다
//!
//! 날짜에 붙여 적은 요일은 그날의 요일이어야 하고, 2월 30일처럼 없는 날은 적을 수 없습니다. 회의 안내나 기한에서
//! 요일이 틀리면 받는 사람이 어느 쪽을 따를지 알 수 없습니다. 날짜와 요일 가운데 어느 것이 틀렸는지는 gian이 알 수
//! 없으므로, 고침은 규칙의 이름을 밝혔을 때만 요일을 고칩니다. 연도가 없는 날짜는 같은 글에 앞서 적은 연도나 문서의
//! 날짜가 있는 해로 봅니다. 그해에는 틀려도 문서가 말하는 다른 해(`2022년 실적`, `지난해`)에 맞으면 그 해의 날짜로 보고, 그런 말 없이
//! 앞뒤 해에만 맞으면 연도를 밝히도록 참고로 알립니다. 다만 문서의 날짜에서 석 달 안의 날이면 그해의 요일이 틀린 것으로 봅니다. 표의 `날짜`와 `요일`
//! 열, `3. 4.~6.(월~수)`, `3월 4일 월요일`도 봅니다. `4. 28.~31.`처럼 달 없이 적은 끝 날도 봅니다.
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
//! written before it in the same text, or in the year of the document; where it is wrong there but right in another year
//! that the document speaks of (`2022년 실적`, `지난해`), it is of that year. Where it is only right in the year before or
//! after and nothing speaks of that year, a remark asks for the year; but within three months of the day of the document its
//! weekday is wrong. Columns 날짜 and 요일 of a table, `3. 4.~6.(월~수)` and `3월 4일 월요일` are read too. The last day of `4. 28.~31.` is checked too.
//!
//! Example: `2019. 5. 8.(목)`
//! Instead: `2019. 5. 8.(수)`
//!
//! Source: computed from the calendar.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::written::dates::Weekday;
use gian_korean::written::{Date, RANGE_SIGNS, scan};
use gian_korean::{date, period};

use crate::prose::table::{Row, Table, label};
use crate::prose::{Prose, days};
use crate::{Fixing, Layer, Rule, Run};

pub(super) const RULE: Rule =
    Rule::new("weekday", Layer::Content, Severity::Error, &[Run::File(run)]).fixing(Fixing::Named);

pub(super) fn run(pieces: &[Prose<'_>], diags: &mut Vec<Diag>) {
    // Read only if a weekday is wrong.
    let spoken = OnceCell::new();
    for prose in pieces {
        let mut year = None;
        for (i, written) in prose.dates().iter().enumerate() {
            year = written.year.or(year);
            let Some(year) = year.or(prose.day.map(|d| d.0.year())) else { continue };
            if written.day.is_none() {
                continue;
            }
            // An enumeration may continue with days in the year of the document.
            let own = prose.day.map(|d| d.0.year()).filter(|own| written.year.is_none() && *own != year);
            if own.is_none_or(|own| judge(prose, written, own).is_some())
                && let Some(diag) = judge(prose, written, year)
                && !is_of_spoken_year(written, spoken.get_or_init(|| years(pieces)))
            {
                diags.push(diag);
            }
            diags.extend(last_day(prose, written, prose.dates().get(i + 1), year));
            let spoken = || spoken.get_or_init(|| years(pieces));
            diags.extend(joint_weekdays(prose, written, prose.dates().get(i + 1), year, &spoken));
        }
        glued(prose, diags);
        if prose.is_body() && !prose.structure().fences.is_empty() {
            let spoken = || spoken.get_or_init(|| years(pieces));
            prose.structure().tables().iter().for_each(|t| table(prose, t, &spoken, diags));
        }
    }
}

/// The weekdays of both ends behind a period: `3. 4.~6.(월~수)`.
fn joint_weekdays<'y>(
    prose: &Prose<'_>,
    written: &Date,
    next: Option<&Date>,
    year: i32,
    spoken: &impl Fn() -> &'y BTreeSet<i32>,
) -> Option<Diag> {
    let (end, last) = period::end_day(&prose.seen, written, next)?;
    let rest = prose.seen[end..].strip_prefix('(')?;
    let (inner, _) = rest.split_once(')').filter(|(inner, _)| inner.len() <= 16)?;
    let (first, second) = inner.split_once(RANGE_SIGNS)?;
    let names = (days::weekday(first)?, days::weekday(second)?);
    let (month, day) = last;
    let right = |year: i32| {
        let from = written.in_year(year)?;
        let to = NaiveDate::from_ymd_opt(year + i32::from(month < written.month), month, day)?;
        Some((date::weekday(from), date::weekday(to)))
    };
    let years = if written.year.is_some() { year..=year } else { year - 1..=year + 1 };
    let own = right(year)?;
    let fits =
        own == names || (years.into_iter().filter_map(right).any(|r| r == names) && !is_near(prose, written, year));
    let words = format!("{}~{}", own.0, own.1);
    let in_spoken = || written.year.is_none() && spoken().iter().filter_map(|y| right(*y)).any(|r| r == names);
    (!fits && !in_spoken()).then(|| {
        RULE.problem(
            prose.place(end + 1..end + 1 + inner.len()),
            text!("두 날의 요일은 `{}`입니다", "the weekdays of both days are `{}`"; words),
        )
        .help(text!("요일이나 날짜를 고치십시오", "correct the weekdays or the days"))
    })
}

/// Days that only the weekday behind them shows to be days: `3.4(화)`, `3/4(화)`.
fn glued(prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let Some(own) = prose.day.map(|d| d.0.year()) else { return };
    for (open, _) in prose.seen.match_indices('(') {
        let before = &prose.seen.as_bytes()[..open];
        if !before.last().is_some_and(u8::is_ascii_digit) {
            continue;
        }
        let Some(name) = prose.seen[open + 1..]
            .split_once(')')
            .and_then(|(inner, _)| days::weekday(inner).filter(|_| inner.len() <= 9))
        else {
            continue;
        };
        let start = open - before.iter().rev().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b'/')).count();
        if prose.dates().iter().any(|d| d.range.start < open && open < d.end())
            || prose.seen[..start].ends_with(['-', ','])
        {
            continue;
        }
        let Some(mut day) = days::day(&prose.seen[start..open]) else { continue };
        day.range = start..open;
        day.weekday = Some(Weekday {
            name,
            syllable: open + 1..open + 1 + name.len_utf8(),
            range: open..open + 2 + name.len_utf8(),
        });
        diags.extend(judge(prose, &day, day.year.unwrap_or(own)));
    }
}

/// Days of a table: their weekdays in another column, and days of no calendar.
fn table<'y>(prose: &Prose<'_>, table: &Table, spoken: &impl Fn() -> &'y BTreeSet<i32>, diags: &mut Vec<Diag>) {
    let columns: Vec<usize> = (0..table.heads.len()).filter(|x| days::is_day_head(&table.heads[*x].text)).collect();
    let Some(first) = columns.first() else { return };
    let names = (0..table.heads.len()).find(|x| label(&table.heads[*x].text).ends_with("요일"));
    let own = prose.day.map(|d| d.0.year());
    let mut known = None;
    for row in &table.rows {
        for x in &columns {
            let cell = &row.cells[*x];
            let Some(day) = days::day(&cell.text) else { continue };
            known = day.year.or_else(|| year_of_row(table, row)).or(known);
            let Some(year) = known.or(own) else { continue };
            let Some(written) = day.day else { continue };
            let date = NaiveDate::from_ymd_opt(year, day.month, written);
            // Other dates are found by their form.
            let leap = (year - 1..=year + 1).any(|y| NaiveDate::from_ymd_opt(y, day.month, written).is_some());
            if date.is_none() && day.year.is_none() && !leap && scan(&cell.text).dates.is_empty() {
                diags.push(
                    RULE.problem(
                        Place::bytes(prose.file, cell.at.clone()),
                        text!("`{}`은 달력에 없는 날입니다", "`{}` is not a day of the calendar"; &cell.text),
                    )
                    .help(text!("날짜를 고치십시오", "correct the date")),
                );
            }
            let (Some(name), Some(date)) = (names.filter(|_| x == first), date) else { continue };
            let beside = &row.cells[name];
            let Some(said) = days::weekday(&beside.text).filter(|said| *said != date::weekday(date)) else { continue };
            // Without a year in the cell, the day may be of a year that the document speaks of.
            let of_year = |y: &i32| NaiveDate::from_ymd_opt(*y, day.month, written);
            if known.is_none() && spoken().iter().filter_map(of_year).any(|d| date::weekday(d) == said) {
                continue;
            }
            let right = date::weekday(date);
            diags.push(
                RULE.problem(
                    Place::bytes(prose.file, beside.at.clone()),
                    text!("{}은 {}요일이 아니라 {}요일입니다", "{} is not ({}) but ({})"; date::full(date), said, right),
                )
                .help(text!("`{}`로 고치거나 날짜를 고치십시오", "write `{}`, or correct the date"; right)),
            );
        }
    }
}

/// The year in a column 연도 of a row.
fn year_of_row(table: &Table, row: &Row) -> Option<i32> {
    let x = (0..table.heads.len()).find(|x| ["연도", "년도", "해"].contains(&label(&table.heads[*x].text).as_str()))?;
    let digits = row.cells[x].text.trim_matches(['*', ' ', '년', '.']);
    digits.parse().ok().filter(|year| (1990..2100).contains(year))
}

/// Whether a date without a year is right in a year that the document speaks of.
fn is_of_spoken_year(written: &Date, years: &BTreeSet<i32>) -> bool {
    let Some(weekday) = written.weekday.as_ref().filter(|_| written.year.is_none()) else { return false };
    years.iter().filter_map(|year| written.in_year(*year)).any(|day| date::weekday(day) == weekday.name)
}

/// Years that the texts of a file speak of: `2022년`, `’22. 5.`, `지난해`.
fn years(pieces: &[Prose<'_>]) -> BTreeSet<i32> {
    const WORDS: [(&str, i32); 9] = [
        ("재작년", -2),
        ("작년", -1),
        ("지난해", -1),
        ("전년", -1),
        ("내년", 1),
        ("다음 해", 1),
        ("이듬해", 1),
        ("차년도", 1),
        ("익년", 1),
    ];
    let mut years = BTreeSet::new();
    for prose in pieces {
        let text = &prose.text;
        for (at, _) in text.match_indices(['년', '.']) {
            let digits = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
            let short = digits == 2 && text[..at - digits].ends_with(['’', '\'', '‘']);
            let year: Option<i32> = text[at - digits..at].parse().ok().filter(|_| digits == 4 || short);
            years.extend(year.map(|y| if short { 2000 + y } else { y }).filter(|y| (1990..2100).contains(y)));
        }
        // A column 연도.
        if prose.is_cell() && text.len() == 4 {
            years.extend(text.parse::<i32>().ok().filter(|y| (1990..2100).contains(y)));
        }
        if let Some(own) = prose.day.map(|d| d.0.year()) {
            years.extend(WORDS.iter().filter(|(word, _)| text.contains(word)).map(|(_, off)| own + off));
        }
    }
    years
}

/// The last day of a range that is written without its month.
fn last_day(prose: &Prose<'_>, written: &Date, next: Option<&Date>, year: i32) -> Option<Diag> {
    let (range, day) = period::last_day(&prose.seen, written, next)?;
    let years = if written.year.is_some() { year..=year } else { year - 1..=year + 1 };
    let exists = years.into_iter().any(|year| NaiveDate::from_ymd_opt(year, written.month, day).is_some());
    let words = format!("{}. {day}.", written.month);
    (!exists && (1..=99).contains(&day)).then(|| {
        RULE.problem(
            prose.place(range),
            text!("`{}`은 달력에 없는 날입니다", "`{}` is not a day of the calendar"; words),
        )
        .help(text!("날짜를 고치십시오", "correct the date"))
    })
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
    if written.year.is_none()
        && is_near(prose, written, year)
        && let Some(day) = day
    {
        return Some(wrong(prose, weekday, *day));
    }
    match days.iter().find(|d| date::weekday(**d) == weekday.name) {
        Some(other) => Some(of_another_year(prose, weekday, *other)),
        None => day.map(|day| wrong(prose, weekday, *day)),
    }
}

/// Whether a date without a year is so near to the day of the document that it is of no other year: a weekday that is wrong
/// by one is always right in the next or the last year.
fn is_near(prose: &Prose<'_>, written: &Date, year: i32) -> bool {
    const DAYS: i64 = 92;
    let own = prose.document.and(prose.day).filter(|own| own.0.year() == year);
    let (Some(own), Some(day)) = (own, written.in_year(year)) else { return false };
    (day - own.0).num_days().abs() <= DAYS
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
