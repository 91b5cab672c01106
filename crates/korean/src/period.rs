//! Finds periods whose number of days or months is written beside them: `2019. 5. 1.~5. 10.(10일간)`, `(2박 3일)`.
//!
//! Both ends of a period count. Only a plain number directly beside the period is compared; with other words, such as
//! `휴일 제외`, nothing is.

use std::ops::Range;

use chrono::{Datelike, Duration, Months, NaiveDate, Weekday};

use super::holiday;
use super::spoken_days::with_words;
use super::written::dates::Date;
use super::written::{RANGE_SIGNS, range_sign};

/// A period with a number beside it that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Bytes of the period.
    pub period: Range<usize>,
    /// Bytes of the number and its unit.
    pub stated: Range<usize>,
    /// The number.
    pub said: i64,
    /// What it counts.
    pub counts: Counts,
    /// The right number.
    pub right: i64,
    /// Another way to count by which the number is right.
    pub other: Option<Other>,
}

/// Unit of the number beside a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counts {
    /// `10일간`
    Days,
    /// `2박`
    Nights,
    /// `6개월`
    Months,
    /// `2주간`
    Weeks,
    /// `3년간`
    Years,
    /// `평일 9일`, `9일간(주말 제외)`
    Workdays,
}

/// Another way to count the days of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    /// Without the first day (민법 제157조).
    WithoutFirst,
    /// Monday to Friday.
    Workdays,
}

/// The end of a period.
pub(super) struct End {
    year: Option<i32>,
    month: Option<u32>,
    pub(super) day: Option<u32>,
    pub(super) at: usize,
}

/// Periods of a text with a wrong number; `year` is that of dates without one.
pub fn wrong(text: &str, dates: &[Date], year: Option<i32>) -> Vec<Wrong> {
    let mut found = of_years(text);
    let mut known = None;
    let dates = &with_words(text, dates);
    for (i, date) in dates.iter().enumerate() {
        known = date.year.or(known);
        let Some(year) = known.or(year) else { continue };
        let Some(end) = end_of(text, date, dates.get(i + 1)) else { continue };
        let stated = after(text, end.at).or_else(|| before(text, date.range.start, end.at));
        let Some(stated) = stated else { continue };
        let period = date.range.start..end.at;
        match (date.day, end.day) {
            (Some(_), Some(_)) => found.extend(in_days(date, &end, year, &stated, &period)),
            (None, None) => found.extend(in_months(date, &end, year, &stated, &period)),
            _ => {}
        }
    }
    found
}

/// The end of a period that begins with a date: the next date, or a day alone (`5. 1.~10.`).
pub(super) fn end_of(text: &str, from: &Date, next: Option<&Date>) -> Option<End> {
    let begin = from.end();
    if let Some(next) = next {
        let words = text.get(begin..next.range.start)?;
        let until = words.trim_matches(' ') == "부터" && text[next.end()..].starts_with("까지");
        if until || range_sign(text, begin..next.range.start).is_some() {
            let at = if until { next.end() + "까지".len() } else { next.end() };
            return Some(End { year: next.year, month: Some(next.month), day: next.day, at });
        }
    }
    if let Some(end) = day_in_words(text, from) {
        return Some(end);
    }
    let rest = text[begin..].trim_start_matches(' ').strip_prefix(RANGE_SIGNS)?.trim_start_matches(' ');
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = rest.get(..digits).filter(|_| (1..=2).contains(&digits))?.parse().ok()?;
    let after = rest[digits..].strip_prefix('.')?;
    // Otherwise more of a date follows.
    let alone = !after.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit());
    let weekday = ["(월)", "(화)", "(수)", "(목)", "(금)", "(토)", "(일)"].iter().find_map(|w| after.strip_prefix(w));
    let at = text.len() - weekday.unwrap_or(after).len();
    let (month, day) = if from.day.is_some() { (None, Some(number)) } else { (Some(number), None) };
    alone.then_some(End { year: None, month, day, at })
}

/// The day alone that ends a period in words: `3월 4일부터 8일까지`, `3월 4일~8일`.
fn day_in_words(text: &str, from: &Date) -> Option<End> {
    from.day?;
    let rest = text[from.end()..].trim_start_matches(' ');
    let until = rest.strip_prefix("부터");
    let rest = until.or_else(|| rest.strip_prefix(RANGE_SIGNS))?.trim_start_matches(' ');
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let day = rest.get(..digits).filter(|_| (1..=2).contains(&digits))?.parse().ok()?;
    let after = rest[digits..].strip_prefix('일')?;
    let after = if until.is_some() { after.strip_prefix("까지")? } else { after };
    (!after.starts_with(['간', '차', '째', ' '])).then_some(End {
        year: None,
        month: None,
        day: Some(day),
        at: text.len() - after.len(),
    })
}

/// The last day of a period that is written without its month (`4. 28.~31.`): its bytes and number.
pub fn last_day(text: &str, from: &Date, next: Option<&Date>) -> Option<(Range<usize>, u32)> {
    let end = end_of(text, from, next)?;
    let day = end.day.filter(|_| end.month.is_none())?;
    let words = &text[from.end()..end.at];
    let start = from.end() + words.find(|c: char| c.is_ascii_digit())?;
    let number = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    Some((start..start + number + 1, day))
}

/// Where a period ends, with the month and number of its last day.
pub fn end_day(text: &str, from: &Date, next: Option<&Date>) -> Option<(usize, (u32, u32))> {
    let end = end_of(text, from, next)?;
    Some((end.at, (end.month.unwrap_or(from.month), end.day?)))
}

/// A number beside a period.
struct Stated {
    range: Range<usize>,
    number: i64,
    counts: Counts,
    /// `3일` of `2박 3일`.
    days: Option<(Range<usize>, i64)>,
}

/// The number after a period: `(10일간)`, `, 10일간`, `(2박 3일)`, `, 총 5일`, `, 주말 제외 9일`.
fn after(text: &str, at: usize) -> Option<Stated> {
    let rest = text[at..].trim_start_matches(' ');
    let open = rest.chars().next().filter(|c| matches!(c, '(' | '<' | '[' | ',' | '/'));
    let inner = open.map_or(rest, |c| &rest[c.len_utf8()..]).trim_start_matches(' ');
    let (inner, total) = match inner.strip_prefix('총') {
        Some(rest) => (rest.trim_start_matches(' '), true),
        None => (inner, false),
    };
    let close = match open {
        Some('(') => Some(')'),
        Some('<') => Some('>'),
        Some('[') => Some(']'),
        _ => None,
    };
    let (inner, excluded) = match without_rest_days(inner) {
        Some(after) if !total => (after, true),
        _ => (inner, false),
    };
    let mut stated = count(text, text.len() - inner.len(), close, total || excluded)?;
    if stated.counts == Counts::Days && (excluded || excludes_after(&text[stated.range.end..])) {
        stated.counts = Counts::Workdays;
    }
    Some(stated)
}

/// The text after words by which only working days count: `주말 제외 `, `평일 `, `중 평일 `.
fn without_rest_days(text: &str) -> Option<&str> {
    let text = text.strip_prefix("중 ").unwrap_or(text).trim_start_matches(' ');
    let known = ["평일", "근무일", "영업일"].iter().find_map(|w| text.strip_prefix(w));
    let after = known.or_else(|| {
        let rest = rest_days(text)?.trim_start_matches(' ');
        ["제외한", "제외하고", "제외", "뺀"].iter().find_map(|w| rest.strip_prefix(w))
    })?;
    Some(after.trim_start_matches([' ', ',', ':']))
}

/// Whether the words after a number of days say that only working days count: `(주말 제외)`, `, 토·일 제외)`.
fn excludes_after(text: &str) -> bool {
    let text = text.trim_start_matches([' ', '(', ',', '간']);
    rest_days(text).is_some_and(|rest| rest.trim_start_matches(' ').starts_with("제외"))
}

/// The text after names of days without work.
fn rest_days(text: &str) -> Option<&str> {
    const NAMES: [&str; 9] =
        ["토·일요일", "토·일", "토,일", "토, 일", "토요일·일요일", "주말", "공휴일", "휴일", "휴무일"];
    let mut rest = text;
    loop {
        let next = rest.trim_start_matches([' ', '·', ',', '및', '과', '와', '을', '를', '은', '는']);
        match NAMES.iter().find_map(|name| next.strip_prefix(name)) {
            Some(after) => rest = after,
            None if rest.len() < text.len() => return Some(rest.trim_start_matches(['을', '를', '은', '는'])),
            None => return None,
        }
    }
}

/// The number before a period in brackets: `10일간(5. 1.~5. 10.)`.
fn before(text: &str, start: usize, end: usize) -> Option<Stated> {
    let head = text[..start].trim_end_matches(' ').strip_suffix('(')?.trim_end_matches(' ');
    if !text[end..].trim_start_matches(' ').starts_with(')') {
        return None;
    }
    // The words directly before the bracket: `2박 3일`, `총 5일`, `6개월간`.
    let word = head.rfind(|c: char| !(c.is_ascii_digit() || "일박간개월주년 ".contains(c))).map_or(0, |i| i + 1);
    let word = text.ceil_char_boundary(word);
    let first = word + head.get(word..)?.find(|c: char| c.is_ascii_digit())?;
    let plain = !head[..first].ends_with(['.', ',', '~', '-', '제']);
    let total = head[..first].trim_end_matches(' ').ends_with('총');
    // Only a unit that counts: `5일` may be a day of the month.
    let stated = count(text, first, None, total)?;
    let whole = stated.days.as_ref().map_or(stated.range.end, |(range, _)| range.end);
    (plain && matches!(text.get(whole..head.len()), Some("" | "간"))).then_some(stated)
}

/// Reads `10일간`, `6개월` or `2박 3일` at a position, and the closing bracket after it.
fn count(text: &str, at: usize, close: Option<char>, plain_days: bool) -> Option<Stated> {
    let (number, rest) = number(&text[at..])?;
    let end = |rest: &str| text.len() - rest.len();
    let closes = |rest: &str| close.is_none_or(|c| rest.trim_start_matches(' ').starts_with(c));
    if let Some(rest) = rest.strip_prefix('박') {
        let nights = at..end(rest);
        let days = rest.trim_start_matches(' ');
        let first = end(days);
        let (days, after) = self::number(days)?;
        let after = after.strip_prefix('일')?;
        let whole = closes(after.strip_prefix('간').unwrap_or(after));
        return whole.then(|| Stated {
            range: nights,
            number,
            counts: Counts::Nights,
            days: Some((first..end(after), days)),
        });
    }
    const UNITS: [(&str, Counts); 10] = [
        ("일간", Counts::Days),
        ("일 동안", Counts::Days),
        ("일동안", Counts::Days),
        ("개월간", Counts::Months),
        ("개월", Counts::Months),
        ("주간", Counts::Weeks),
        ("주", Counts::Weeks),
        ("년간", Counts::Years),
        ("년", Counts::Years),
        ("일", Counts::Days),
    ];
    for (word, counts) in UNITS {
        let Some(rest) = rest.strip_prefix(word) else { continue };
        // Without brackets `10일` may be a day of the month.
        let plain = plain_days || close.is_some() || !matches!(word, "일" | "주" | "년");
        let ends = closes(rest) || (counts == Counts::Days && plain_days) || excludes_after(rest);
        return (plain && ends).then(|| Stated { range: at..end(rest), number, counts, days: None });
    }
    None
}

fn number(text: &str) -> Option<(i64, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.get(..digits).filter(|_| (1..=3).contains(&digits))?.parse().ok()?;
    Some((number, &text[digits..]))
}

fn in_days(from: &Date, end: &End, year: i32, stated: &Stated, period: &Range<usize>) -> Vec<Wrong> {
    let Some((first, last)) = days(from, end, year) else { return Vec::new() };
    let days = (last - first).num_days() + 1;
    let wrong = |stated: Range<usize>, said: i64, counts: Counts, right: i64, other: Option<Other>| Wrong {
        period: period.clone(),
        stated,
        said,
        counts,
        right,
        other,
    };
    let mut found = Vec::new();
    match stated.counts {
        Counts::Workdays => found.extend(
            in_workdays(first, last, stated)
                .map(|right| wrong(stated.range.clone(), stated.number, Counts::Workdays, right, None)),
        ),
        Counts::Weeks => {
            // From Monday to Friday is a week too.
            let whole = matches!(days % 7, 0 | 1 | 5 | 6);
            let right = if days % 7 == 1 { days / 7 } else { (days + 6) / 7 };
            let differs = whole && stated.number != right && right > 0;
            found.extend(differs.then(|| wrong(stated.range.clone(), stated.number, Counts::Weeks, right, None)));
        }
        Counts::Years => {
            let ends = |n: i64| {
                let next = u32::try_from(n * 12).ok().and_then(|n| first.checked_add_months(Months::new(n)));
                next.is_some_and(|next| next == last || next - Duration::days(1) == last)
            };
            let whole = (1..=100).find(|n| ends(*n)).filter(|right| *right != stated.number);
            found.extend(whole.map(|right| wrong(stated.range.clone(), stated.number, Counts::Years, right, None)));
        }
        Counts::Days if stated.number != days => {
            let other = if stated.number == days - 1 {
                Some(Other::WithoutFirst)
            } else {
                (stated.number == workdays(first, last)).then_some(Other::Workdays)
            };
            found.push(wrong(stated.range.clone(), stated.number, Counts::Days, days, other));
        }
        Counts::Nights => {
            if stated.number != days - 1 {
                found.push(wrong(stated.range.clone(), stated.number, Counts::Nights, days - 1, None));
            }
            if let Some((range, said)) = stated.days.clone().filter(|(_, said)| *said != days) {
                found.push(wrong(range, said, Counts::Days, days, None));
            }
        }
        Counts::Months => {
            let shift = |n: i64| u32::try_from(n).ok().and_then(|n| first.checked_add_months(Months::new(n)));
            let ends = |n: i64| shift(n).is_some_and(|next| next == last || next - Duration::days(1) == last);
            let whole = (1..=600).find(|n| ends(*n));
            // A period that is no whole number of months is only called by one.
            found.extend(
                whole
                    .filter(|_| !ends(stated.number))
                    .map(|right| wrong(stated.range.clone(), stated.number, Counts::Months, right, None)),
            );
        }
        Counts::Days => {}
    }
    found
}

/// First and last day; `None` if the calendar has no such day or the end is before the beginning.
pub(super) fn days(from: &Date, end: &End, year: i32) -> Option<(NaiveDate, NaiveDate)> {
    let year = from.year.unwrap_or(year);
    let first = from.in_year(year)?;
    let month = end.month.unwrap_or(from.month);
    let over = end.year.is_none() && month < from.month;
    let last = NaiveDate::from_ymd_opt(end.year.unwrap_or(year + i32::from(over)), month, end.day?)?;
    (first <= last).then_some((first, last))
}

/// The number of working days, if the stated one is neither that with nor that without public holidays.
fn in_workdays(first: NaiveDate, last: NaiveDate, stated: &Stated) -> Option<i64> {
    let most = workdays(first, last);
    let days = (last - first).num_days() + 1;
    if days > 1_000 {
        return None;
    }
    let least = (0..days).filter(|n| holiday::is_working_day(first + Duration::days(*n)) == Some(true)).count() as i64;
    let known = holiday::known().contains(&first.year()) && holiday::known().contains(&last.year());
    let wrong = stated.number > most || (known && stated.number < least);
    wrong.then_some(if known { least } else { most })
}

/// Days from Monday to Friday.
pub fn workdays(first: NaiveDate, last: NaiveDate) -> i64 {
    let days = (last - first).num_days() + 1;
    let rest = (0..days % 7).map(|n| (first + Duration::days(n)).weekday());
    days / 7 * 5 + rest.filter(|day| !matches!(day, Weekday::Sat | Weekday::Sun)).count() as i64
}

/// Periods of years: `2024 ~ 2028년(4년간)`, `2023~2026(3개년)`.
fn of_years(text: &str) -> Vec<Wrong> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(RANGE_SIGNS) {
        let head = text[..at].trim_end_matches([' ', '.', '년']);
        let Some(first) = year_before(head) else { continue };
        let rest = text[at..].trim_start_matches(RANGE_SIGNS).trim_start_matches(' ');
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let Some(last) = rest[..digits].parse::<i64>().ok().filter(|y| digits == 4 && (1900..2200).contains(y)) else {
            continue;
        };
        let after = rest[digits..].strip_prefix(['년', '.']).unwrap_or(&rest[digits..]);
        let end = text.len() - after.len();
        let Some(inner) = after.trim_start_matches(' ').strip_prefix('(') else { continue };
        let inner = inner.strip_prefix('총').unwrap_or(inner).trim_start_matches(' ');
        let Some((said, unit)) = number(inner) else { continue };
        let Some(rest) = ["개년", "년간", "년"].iter().find_map(|w| unit.strip_prefix(w)) else { continue };
        let right = last - first + 1;
        // A term from a year to another one may end on the day on which it began.
        if rest.starts_with(')') && right > 1 && said != right {
            let start = text.len() - inner.len();
            found.push(Wrong {
                period: head.len() - 4..end,
                stated: start..text.len() - rest.len(),
                said,
                counts: Counts::Years,
                right,
                other: None,
            });
        }
    }
    found
}

fn year_before(head: &str) -> Option<i64> {
    let digits = head.bytes().rev().take(5).take_while(u8::is_ascii_digit).count();
    head[head.len() - digits..].parse().ok().filter(|y| digits == 4 && (1900..2200).contains(y))
}

/// The days of a period that is all of a text: `2024. 3. 4.~3. 6.`; `None` for anything else.
pub fn days_of(text: &str, dates: &[Date], year: Option<i32>) -> Option<(NaiveDate, NaiveDate)> {
    let from = dates.first()?;
    let end = end_of(text, from, dates.get(1))?;
    let whole = from.range.start == 0 && text[end.at..].trim().is_empty();
    whole.then(|| days(from, &end, from.year.or(year)?)).flatten()
}

fn in_months(from: &Date, end: &End, year: i32, stated: &Stated, period: &Range<usize>) -> Option<Wrong> {
    let year = from.year.unwrap_or(year);
    let month = i64::from(end.month?);
    let over = end.year.is_none() && month < i64::from(from.month);
    let last = end.year.unwrap_or(year + i32::from(over));
    let right = i64::from(last - year) * 12 + month - i64::from(from.month) + 1;
    // From March to March is also called a year.
    let year_long = stated.number == right - 1 && stated.number % 12 == 0;
    let differs = stated.counts == Counts::Months && stated.number != right && !year_long && right > 0;
    differs.then(|| Wrong {
        period: period.clone(),
        stated: stated.range.clone(),
        said: stated.number,
        counts: Counts::Months,
        right,
        other: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::written::scan;

    fn of(text: &str) -> Vec<(i64, i64, Option<Other>)> {
        wrong(text, &scan(text).dates, Some(2024)).into_iter().map(|w| (w.said, w.right, w.other)).collect()
    }

    #[test]
    fn wrong_numbers_of_days_are_found() {
        for (text, found) in [
            ("2019. 5. 1.~5. 10.(12일간)", (12, 10, None)),
            ("2019. 5. 1. ~ 5. 10. (11일)", (11, 10, None)),
            ("공람 5. 1.(수)~5. 10.(금)(12일간)", (12, 10, None)),
            ("5. 1.(수)~10.(금)(9일간)", (9, 10, Some(Other::WithoutFirst))),
            ("5. 1.(수)~5. 10.(금)(8일간)", (8, 10, Some(Other::Workdays))),
            ("2024. 5. 1.~5. 10., 12일간", (12, 10, None)),
            ("12일간(2024. 5. 1.~5. 10.)", (12, 10, None)),
            ("2024. 5. 1.부터 5. 10.까지 12일간", (12, 10, None)),
            ("2024. 12. 20.~1. 5.(20일간)", (20, 17, None)),
            ("2024. 5. 8.~5. 10.(3박 3일)", (3, 2, None)),
            ("2024. 5. 8.~5. 10.(2박 4일)", (4, 3, None)),
            ("2024. 3.~2024. 8.(5개월)", (5, 6, None)),
            ("2024. 3. 1.~2024. 8. 31.(5개월)", (5, 6, None)),
        ] {
            assert_eq!(of(text), [found], "{text}");
        }
    }

    #[test]
    fn the_last_day_alone_has_its_bytes() {
        for (text, day) in [("4. 28.(일)~31.까지", Some("31.")), ("4. 28.(일)~5. 3.", None), ("4. 28.(일) 31명", None)]
        {
            let dates = scan(text).dates;
            let found = last_day(text, &dates[0], dates.get(1));
            assert_eq!(found.map(|(range, _)| &text[range]), day, "{text}");
        }
    }

    #[test]
    fn right_numbers_and_others_are_left_alone() {
        for text in [
            "2019. 5. 1.~5. 10.(10일간)",
            "2024. 5. 8.~5. 10.(2박 3일)",
            "2024. 2. 25.~3. 5.(10일간)",
            "2024. 5. 1.~5. 10.(휴일 제외 8일간)",
            "2024. 5. 1.~5. 10. 12일",
            "2024. 5. 1.~5. 10.(12일 중 3일)",
            "2024. 5. 1.~5. 10.(5회)",
            "’25. 7. 15.(화)~8. 4.(월)(21일간)",
            "2024. 3.~2025. 3.(12개월)",
            "2024. 3. 5.~2024. 8. 31.(6개월)",
            "12일간 운영(2024. 5. 1.~5. 10.)",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
    }
}
