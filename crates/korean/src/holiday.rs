//! Public holidays of Korea: days on which offices are closed, with their substitutes (대체공휴일).
//!
//! Source: 관공서의 공휴일에 관한 규정 제2조 and 제3조 with the days from which each provision holds, read in the texts of
//! 2021-08-04 (대통령령 제31930호) and 2026-04-30 (제36290호): substitutes for 설날, 추석 and 어린이날 since 2014 (제24828호), for
//! 3·1절, 광복절, 개천절 and 한글날 since 2021-08-04, for 부처님 오신 날 and 기독탄신일 since 2023-05-04 (제33448호); 한글날 is a
//! holiday again since 2013 (제24273호), 노동절 since 2026-05-01 and 제헌절 again since 2026-05-11 (제36290호); 식목일 was one
//! until 2005, 제헌절 until 2007 (제18893호). The years of the table are exact because no day fell between the start of a year
//! and the day of its provision.
//!
//! The days are in `data/holidays.csv` (every year), `data/holidays-lunar.csv` (lunar holidays) and
//! `data/holidays-once.csv`. They end before the first year with an election whose day is not fixed yet.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::table;

/// First year in which offices close on every Saturday; for earlier years only `name` gives results.
const SATURDAYS_CLOSED: i32 = 2006;

/// A public holiday (공휴일).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holiday {
    /// `추석`, `설날 전날`; for a substitute, the name of the holiday that it replaces.
    pub korean: &'static str,
    /// The name in English.
    pub english: &'static str,
    /// Whether the day is a substitute for a holiday that fell on a day off (대체공휴일).
    pub substitute: bool,
}

/// The holiday on a day; `None` on other days, Sundays among them, and outside [`known`].
///
/// Holidays declared individually by the government (임시공휴일) are included as of 2026-11-23.
pub fn name(date: NaiveDate) -> Option<Holiday> {
    year(date.year()).into_iter().find(|(day, _)| *day == date).map(|(_, holiday)| holiday)
}

/// Whether offices are open on a day; `None` outside [`known`] and before the five-day week of offices.
pub fn is_working_day(date: NaiveDate) -> Option<bool> {
    if !known().contains(&date.year()) || date.year() < SATURDAYS_CLOSED {
        return None;
    }
    Some(!weekend(date) && name(date).is_none())
}

/// The first working day after a day; `None` where [`is_working_day`] has no result.
pub fn next_working_day(date: NaiveDate) -> Option<NaiveDate> {
    let mut day = date.succ_opt()?;
    while !is_working_day(day)? {
        day = day.succ_opt()?;
    }
    Some(day)
}

fn weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Rule for the day of a holiday.
enum Day {
    Solar(u32, u32),
    /// Days before (-1) or after one of [`LUNAR`], by its column.
    Lunar(usize, i64),
}

struct Yearly {
    day: Day,
    korean: &'static str,
    english: &'static str,
    /// Years in which it is a holiday.
    years: RangeInclusive<i32>,
    substitute: Substitute,
}

/// Which coincidence gives a substitute, and since which year (제3조제1항).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Substitute {
    Never,
    /// With Sundays and other holidays.
    Sunday(i32),
    /// With Saturdays, Sundays and other holidays.
    Weekend(i32),
}

const YEARLY_LIST: &str = include_str!("../data/holidays.csv");
const LUNAR_LIST: &str = include_str!("../data/holidays-lunar.csv");
const ONCE_LIST: &str = include_str!("../data/holidays-once.csv");

static YEARLY: LazyLock<Vec<Yearly>> =
    LazyLock::new(|| table::builtin("crates/korean/data/holidays.csv", YEARLY_LIST, yearly));

/// 설날, 부처님 오신 날 and 추석 of each year.
static LUNAR: LazyLock<Vec<[NaiveDate; 3]>> =
    LazyLock::new(|| table::builtin("crates/korean/data/holidays-lunar.csv", LUNAR_LIST, lunar));

/// Holidays of a single year: elections, and days declared by the government.
static ONCE: LazyLock<Vec<(NaiveDate, Holiday)>> =
    LazyLock::new(|| table::builtin("crates/korean/data/holidays-once.csv", ONCE_LIST, once));

/// Years covered by this module: those of the table of lunar days.
pub fn known() -> RangeInclusive<i32> {
    let year = |days: Option<&[NaiveDate; 3]>| days.expect("the table has a year")[0].year();
    year(LUNAR.first())..=year(LUNAR.last())
}

fn yearly(line: &'static str) -> Result<Yearly, &'static str> {
    let [korean, english, day, from, to, substitute] = table::columns(line)?;
    if korean.is_empty() || english.is_empty() {
        return Err("no name");
    }
    let number = |written: &'static str| written.parse::<i32>().map_err(|_| "no year");
    let from = table::optional(from, number)?.unwrap_or(i32::MIN);
    let to = table::optional(to, number)?.unwrap_or(i32::MAX);
    if from > to {
        return Err("it ends before it begins");
    }
    let substitute = match substitute.split_once(' ') {
        None if substitute.is_empty() => Substitute::Never,
        Some(("일요일", since)) => Substitute::Sunday(number(since)?),
        Some(("토·일요일", since)) => Substitute::Weekend(number(since)?),
        _ => return Err("no substitute of the form `일요일 2014` or `토·일요일 2021`"),
    };
    Ok(Yearly { day: when(day)?, korean, english, years: from..=to, substitute })
}

fn when(written: &str) -> Result<Day, &'static str> {
    let (name, by) = match (written.strip_suffix(" 전날"), written.strip_suffix(" 다음 날")) {
        (Some(name), _) => (name, -1),
        (_, Some(name)) => (name, 1),
        _ => (written, 0),
    };
    if let Some(column) = ["설날", "부처님 오신 날", "추석"].iter().position(|lunar| *lunar == name) {
        return Ok(Day::Lunar(column, by));
    }
    let solar = written.strip_suffix('.').and_then(|days| days.split_once(". "));
    let numbers = solar.and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
    // Not a leap year, because the day must exist in every year.
    let exists = numbers.filter(|(month, day)| NaiveDate::from_ymd_opt(2001, *month, *day).is_some());
    exists.map(|(month, day)| Day::Solar(month, day)).ok_or("no day of the form `3. 1.` or `설날 전날`")
}

fn lunar(line: &'static str) -> Result<[NaiveDate; 3], &'static str> {
    let [seollal, buddha, chuseok] = table::columns(line)?;
    let days = [table::day(seollal)?, table::day(buddha)?, table::day(chuseok)?];
    if days.iter().any(|day| day.year() != days[0].year()) || !days.is_sorted() {
        return Err("the days are not those of one year in their order");
    }
    Ok(days)
}

fn once(line: &'static str) -> Result<(NaiveDate, Holiday), &'static str> {
    let [day, korean] = table::columns(line)?;
    let english = match korean {
        "대통령선거일" => "the day of the presidential election",
        "국회의원선거일" => "the day of the election of the National Assembly",
        "지방선거일" => "the day of the local elections",
        "임시공휴일" => "a holiday decided by the government",
        _ => return Err("neither an election nor 임시공휴일"),
    };
    Ok((table::day(day)?, Holiday { korean, english, substitute: false }))
}

/// All holidays of a year, substitutes behind the others; empty outside [`known`].
fn year(year: i32) -> Vec<(NaiveDate, Holiday)> {
    if !known().contains(&year) {
        return Vec::new();
    }
    let own: Vec<(NaiveDate, &Yearly)> =
        YEARLY.iter().filter(|h| h.years.contains(&year)).filter_map(|h| Some((day(year, &h.day)?, h))).collect();
    let mut days: Vec<(NaiveDate, Holiday)> = own
        .iter()
        .map(|(date, h)| (*date, Holiday { korean: h.korean, english: h.english, substitute: false }))
        .collect();
    days.extend(ONCE.iter().filter(|(day, _)| day.year() == year).copied());
    for (date, holiday) in substituted(year, &own) {
        if let Some(free) = first_free(date, &days) {
            days.push((free, Holiday { korean: holiday.korean, english: holiday.english, substitute: true }));
        }
    }
    days
}

/// Holidays that get a substitute, at most one per day, in date order.
fn substituted<'a>(year: i32, own: &[(NaiveDate, &'a Yearly)]) -> Vec<(NaiveDate, &'a Yearly)> {
    let shared = |date: NaiveDate| own.iter().filter(|(other, _)| *other == date).count() > 1;
    let mut due: Vec<(NaiveDate, &Yearly)> = own
        .iter()
        .copied()
        .filter(|(date, holiday)| match holiday.substitute {
            Substitute::Never => false,
            Substitute::Sunday(since) => {
                year >= since && (date.weekday() == Weekday::Sun || (date.weekday() != Weekday::Sat && shared(*date)))
            }
            Substitute::Weekend(since) => year >= since && (weekend(*date) || shared(*date)),
        })
        .collect();
    due.sort_by_key(|(date, _)| *date);
    due.dedup_by_key(|(date, _)| *date);
    due
}

/// The first day after a holiday that is neither a holiday nor on a weekend (제3조제1항부터 제3항까지).
fn first_free(date: NaiveDate, taken: &[(NaiveDate, Holiday)]) -> Option<NaiveDate> {
    let mut day = date.succ_opt()?;
    while weekend(day) || taken.iter().any(|(other, _)| *other == day) {
        day = day.succ_opt()?;
    }
    Some(day)
}

fn day(year: i32, day: &Day) -> Option<NaiveDate> {
    match *day {
        Day::Solar(month, day) => NaiveDate::from_ymd_opt(year, month, day),
        Day::Lunar(column, by) => {
            let days = LUNAR.get(usize::try_from(year - known().start()).ok()?)?;
            let moved = Days::new(by.unsigned_abs());
            if by < 0 { days[column].checked_sub_days(moved) } else { days[column].checked_add_days(moved) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    /// Every holiday and substitute as `MMDD`, in date order; compared with the package `holidays` 0.108.
    const PUBLISHED: &[(i32, &str)] = &[
        (2006, "0101 0128 0129 0130 0301 0505 0531 0606 0717 0815 1003 1005 1006 1007 1225"),
        (2007, "0101 0217 0218 0219 0301 0505 0524 0606 0717 0815 0924 0925 0926 1003 1219 1225"),
        (2008, "0101 0206 0207 0208 0301 0409 0505 0512 0606 0815 0913 0914 0915 1003 1225"),
        (2009, "0101 0125 0126 0127 0301 0502 0505 0606 0815 1002 1003 1004 1225"),
        (2010, "0101 0213 0214 0215 0301 0505 0521 0602 0606 0815 0921 0922 0923 1003 1225"),
        (2011, "0101 0202 0203 0204 0301 0505 0510 0606 0815 0911 0912 0913 1003 1225"),
        (2012, "0101 0122 0123 0124 0301 0411 0505 0528 0606 0815 0929 0930 1001 1003 1219 1225"),
        (2013, "0101 0209 0210 0211 0301 0505 0517 0606 0815 0918 0919 0920 1003 1009 1225"),
        (2014, "0101 0130 0131 0201 0301 0505 0506 0604 0606 0815 0907 0908 0909 0910 1003 1009 1225"),
        (2015, "0101 0218 0219 0220 0301 0505 0525 0606 0814 0815 0926 0927 0928 0929 1003 1009 1225"),
        (2016, "0101 0207 0208 0209 0210 0301 0413 0505 0506 0514 0606 0815 0914 0915 0916 1003 1009 1225"),
        (2017, "0101 0127 0128 0129 0130 0301 0503 0505 0509 0606 0815 1002 1003 1004 1005 1006 1009 1225"),
        (2018, "0101 0215 0216 0217 0301 0505 0507 0522 0606 0613 0815 0923 0924 0925 0926 1003 1009 1225"),
        (2019, "0101 0204 0205 0206 0301 0505 0506 0512 0606 0815 0912 0913 0914 1003 1009 1225"),
        (2020, "0101 0124 0125 0126 0127 0301 0415 0430 0505 0606 0815 0817 0930 1001 1002 1003 1009 1225"),
        (2021, "0101 0211 0212 0213 0301 0505 0519 0606 0815 0816 0920 0921 0922 1003 1004 1009 1011 1225"),
        (2022, "0101 0131 0201 0202 0301 0309 0505 0508 0601 0606 0815 0909 0910 0911 0912 1003 1009 1010 1225"),
        (2023, "0101 0121 0122 0123 0124 0301 0505 0527 0529 0606 0815 0928 0929 0930 1002 1003 1009 1225"),
        (2024, "0101 0209 0210 0211 0212 0301 0410 0505 0506 0515 0606 0815 0916 0917 0918 1001 1003 1009 1225"),
        (2025, "0101 0127 0128 0129 0130 0301 0303 0505 0506 0603 0606 0815 1003 1005 1006 1007 1008 1009 1225"),
        (
            2026,
            "0101 0216 0217 0218 0301 0302 0501 0505 0524 0525 0603 0606 0717 0815 0817 0924 0925 0926 1003 1005 1009 1225",
        ),
        (
            2027,
            "0101 0206 0207 0208 0209 0301 0501 0503 0505 0513 0606 0717 0719 0815 0816 0914 0915 0916 1003 1004 1009 1011 1225 1227",
        ),
        (2028, "0101 0126 0127 0128 0301 0412 0501 0502 0505 0606 0717 0815 1002 1003 1004 1005 1009 1225"),
        (2029, "0101 0212 0213 0214 0301 0501 0505 0507 0520 0521 0606 0717 0815 0921 0922 0923 0924 1003 1009 1225"),
    ];

    #[test]
    fn whole_years_are_as_published() {
        for (y, days) in PUBLISHED {
            let mut found: Vec<String> = year(*y).iter().map(|(d, _)| d.format("%m%d").to_string()).collect();
            found.sort();
            found.dedup();
            assert_eq!(found.join(" "), *days, "{y}");
        }
    }

    #[test]
    fn substitutes_name_what_they_stand_for() {
        let cases = [
            ((2019, 5, 6), "어린이날"),
            ((2017, 10, 6), "추석 전날"),
            ((2021, 8, 16), "광복절"),
            ((2023, 5, 29), "부처님 오신 날"),
            ((2025, 5, 6), "어린이날"),
            ((2025, 10, 8), "추석 전날"),
            ((2026, 5, 25), "부처님 오신 날"),
            ((2027, 5, 3), "노동절"),
            ((2028, 10, 5), "추석"),
        ];
        for ((y, m, d), korean) in cases {
            let holiday = name(date(y, m, d)).unwrap_or_else(|| panic!("{y}-{m}-{d} is a holiday"));
            assert!(holiday.substitute, "{y}-{m}-{d}");
            assert_eq!(holiday.korean, korean, "{y}-{m}-{d}");
        }
        assert_eq!(name(date(2020, 8, 17)).unwrap().korean, "임시공휴일");
        assert!(!name(date(2025, 1, 27)).unwrap().substitute);
    }

    #[test]
    fn provisions_have_their_years() {
        for (day, holiday) in [
            (date(2005, 4, 5), true),
            (date(2006, 4, 5), false),
            (date(2007, 7, 17), true),
            (date(2008, 7, 17), false),
            (date(2025, 7, 17), false),
            (date(2026, 7, 17), true),
            (date(2012, 10, 9), false),
            (date(2013, 10, 9), true),
            (date(2025, 5, 1), false),
            (date(2026, 5, 1), true),
            // Substitutes were introduced after these Sundays and Saturdays.
            (date(2013, 2, 12), false),
            (date(2020, 3, 2), false),
            (date(2021, 12, 27), false),
            (date(2022, 12, 26), false),
            // 현충일 and 1월 1일 have no substitute.
            (date(2026, 6, 8), false),
            (date(2023, 1, 2), false),
        ] {
            assert_eq!(name(day).is_some(), holiday, "{day}");
        }
    }

    #[test]
    fn working_days() {
        assert_eq!(is_working_day(date(2019, 5, 6)), Some(false));
        assert_eq!(is_working_day(date(2019, 5, 7)), Some(true));
        assert_eq!(next_working_day(date(2019, 5, 3)), Some(date(2019, 5, 7)));
        assert_eq!(next_working_day(date(2025, 10, 2)), Some(date(2025, 10, 10)));
        assert_eq!(next_working_day(date(2026, 12, 31)), Some(date(2027, 1, 4)));
    }

    #[test]
    fn says_nothing_of_years_it_does_not_know() {
        assert_eq!(name(date(1999, 12, 25)), None);
        assert_eq!(name(date(2030, 1, 1)), None);
        assert_eq!(is_working_day(date(2030, 1, 2)), None);
        assert_eq!(is_working_day(date(2005, 1, 3)), None);
        assert_eq!(next_working_day(date(2029, 12, 31)), None);
        assert_eq!(next_working_day(NaiveDate::MAX), None);
    }

    #[test]
    fn the_tables_are_sound() {
        let told = |wrong: String| -> ! { panic!("{wrong}") };
        let lunar = table::read(LUNAR_LIST, lunar).unwrap_or_else(|wrong| told(wrong));
        for pair in lunar.windows(2) {
            assert_eq!(pair[1][0].year(), pair[0][0].year() + 1, "a year is missing before {}", pair[1][0]);
        }
        let once = table::read(ONCE_LIST, once).unwrap_or_else(|wrong| told(wrong));
        for pair in once.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{} stands behind {}", pair[1].0, pair[0].0);
        }
        assert!(once.iter().all(|(day, _)| known().contains(&day.year())));
        let yearly = table::read(YEARLY_LIST, yearly).unwrap_or_else(|wrong| told(wrong));
        for y in known() {
            let days: Vec<_> = yearly.iter().filter(|h| h.years.contains(&y)).collect();
            assert!(days.iter().all(|h| day(y, &h.day).is_some()), "{y}");
            for (at, holiday) in days.iter().enumerate() {
                let again = days[..at].iter().any(|other| other.korean == holiday.korean);
                assert!(!again, "{} has two lines for {y}", holiday.korean);
            }
        }
    }

    #[test]
    fn lines_that_are_no_holidays_are_refused() {
        for (line, wrong) in [
            ("광복절,Liberation Day,8. 32.,,,", "no day of the form `3. 1.` or `설날 전날`"),
            ("광복절,Liberation Day,8-15,,,", "no day of the form `3. 1.` or `설날 전날`"),
            ("광복절,Liberation Day,8. 15.,2010,2009,", "it ends before it begins"),
            (
                "광복절,Liberation Day,8. 15.,,,토요일 2014",
                "no substitute of the form `일요일 2014` or `토·일요일 2021`",
            ),
            ("광복절,Liberation Day,8. 15.,,", "a column is missing"),
            ("광복절,,8. 15.,,,", "no name"),
        ] {
            assert_eq!(yearly(line).err(), Some(wrong), "{line}");
        }
        assert!(lunar("2000-02-05,2001-05-11,2000-09-12").is_err());
        assert!(lunar("2000-02-05,2000-09-12,2000-05-11").is_err());
        assert!(once("2000-04-31,임시공휴일").is_err());
        assert!(once("2000-04-13,쉬는 날").is_err());
    }
}
