//! Public holidays of Korea: days on which offices are closed, with their substitutes (대체공휴일).
//!
//! Source: 관공서의 공휴일에 관한 규정 제2조 and 제3조 with the days from which each provision holds, read in the texts of
//! 2021-08-04 (대통령령 제31930호) and 2026-04-30 (제36290호): substitutes for 설날, 추석 and 어린이날 since 2014 (제24828호), for
//! 3·1절, 광복절, 개천절 and 한글날 since 2021-08-04, for 부처님 오신 날 and 기독탄신일 since 2023-05-04 (제33448호); 한글날 is a
//! holiday again since 2013 (제24273호), 노동절 since 2026-05-01 and 제헌절 again since 2026-05-11 (제36290호); 식목일 was one
//! until 2005, 제헌절 until 2007 (제18893호). The years of the table are exact because no day fell between the start of a year
//! and the day of its provision.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Years that the table covers. It ends before the first year with an election whose day is not known yet.
pub const KNOWN: RangeInclusive<i32> = 2000..=2029;

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

/// The holiday on a day; `None` on other days, on plain Sundays, and outside [`KNOWN`].
///
/// Holidays declared individually by the government (임시공휴일) are included as of 2026-11-23.
pub fn name(date: NaiveDate) -> Option<Holiday> {
    year(date.year()).into_iter().find(|(day, _)| *day == date).map(|(_, holiday)| holiday)
}

/// Whether offices are open on a day; `None` outside [`KNOWN`] and before the five-day week.
pub fn is_working_day(date: NaiveDate) -> Option<bool> {
    if !KNOWN.contains(&date.year()) || date.year() < SATURDAYS_CLOSED {
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
    /// Offset in days from 설날.
    Seollal(i64),
    Buddha,
    /// Offset in days from 추석.
    Chuseok(i64),
}

struct Yearly {
    day: Day,
    korean: &'static str,
    english: &'static str,
    /// Years in which it is a holiday.
    from: i32,
    to: i32,
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

const fn yearly(day: Day, korean: &'static str, english: &'static str, substitute: Substitute) -> Yearly {
    Yearly { day, korean, english, from: *KNOWN.start(), to: *KNOWN.end(), substitute }
}

const fn during(from: i32, to: i32, holiday: Yearly) -> Yearly {
    Yearly { from, to, ..holiday }
}

const YEARLY: &[Yearly] = {
    use Day::{Buddha, Chuseok, Seollal, Solar};
    use Substitute::{Never, Sunday, Weekend};
    let last = *KNOWN.end();
    &[
        yearly(Solar(1, 1), "1월 1일", "New Year's Day", Never),
        yearly(Seollal(-1), "설날 전날", "the day before Seollal", Sunday(2014)),
        yearly(Seollal(0), "설날", "Seollal", Sunday(2014)),
        yearly(Seollal(1), "설날 다음 날", "the day after Seollal", Sunday(2014)),
        yearly(Solar(3, 1), "3·1절", "Independence Movement Day", Weekend(2021)),
        during(2000, 2005, yearly(Solar(4, 5), "식목일", "Arbor Day", Never)),
        during(2026, last, yearly(Solar(5, 1), "노동절", "Labor Day", Weekend(2026))),
        yearly(Solar(5, 5), "어린이날", "Children's Day", Weekend(2014)),
        yearly(Buddha, "부처님 오신 날", "Buddha's Birthday", Weekend(2023)),
        yearly(Solar(6, 6), "현충일", "Memorial Day", Never),
        during(2000, 2007, yearly(Solar(7, 17), "제헌절", "Constitution Day", Never)),
        during(2026, last, yearly(Solar(7, 17), "제헌절", "Constitution Day", Weekend(2026))),
        yearly(Solar(8, 15), "광복절", "Liberation Day", Weekend(2021)),
        yearly(Chuseok(-1), "추석 전날", "the day before Chuseok", Sunday(2014)),
        yearly(Chuseok(0), "추석", "Chuseok", Sunday(2014)),
        yearly(Chuseok(1), "추석 다음 날", "the day after Chuseok", Sunday(2014)),
        yearly(Solar(10, 3), "개천절", "National Foundation Day", Weekend(2021)),
        during(2013, last, yearly(Solar(10, 9), "한글날", "Hangul Day", Weekend(2021))),
        yearly(Solar(12, 25), "기독탄신일", "Christmas Day", Weekend(2023)),
    ]
};

/// 설날, 부처님 오신 날 and 추석 as (month, day) of each year from the first of [`KNOWN`]: lunar 1. 1., 4. 8., 8. 15. in the
/// calendar of 한국천문연구원, computed with korean-lunar-calendar 0.4.0.
const LUNAR: [[(u32, u32); 3]; 30] = [
    [(2, 5), (5, 11), (9, 12)],
    [(1, 24), (5, 1), (10, 1)],
    [(2, 12), (5, 19), (9, 21)],
    [(2, 1), (5, 8), (9, 11)],
    [(1, 22), (5, 26), (9, 28)],
    [(2, 9), (5, 15), (9, 18)],
    [(1, 29), (5, 5), (10, 6)],
    [(2, 18), (5, 24), (9, 25)],
    [(2, 7), (5, 12), (9, 14)],
    [(1, 26), (5, 2), (10, 3)],
    [(2, 14), (5, 21), (9, 22)],
    [(2, 3), (5, 10), (9, 12)],
    [(1, 23), (5, 28), (9, 30)],
    [(2, 10), (5, 17), (9, 19)],
    [(1, 31), (5, 6), (9, 8)],
    [(2, 19), (5, 25), (9, 27)],
    [(2, 8), (5, 14), (9, 15)],
    [(1, 28), (5, 3), (10, 4)],
    [(2, 16), (5, 22), (9, 24)],
    [(2, 5), (5, 12), (9, 13)],
    [(1, 25), (4, 30), (10, 1)],
    [(2, 12), (5, 19), (9, 21)],
    [(2, 1), (5, 8), (9, 10)],
    [(1, 22), (5, 27), (9, 29)],
    [(2, 10), (5, 15), (9, 17)],
    [(1, 29), (5, 5), (10, 6)],
    [(2, 17), (5, 24), (9, 25)],
    [(2, 7), (5, 13), (9, 15)],
    [(1, 27), (5, 2), (10, 3)],
    [(2, 13), (5, 20), (9, 22)],
];

/// One-time holidays: elections (since 2006 제2조제10호의2; 공직선거법 제34조) and those declared by the government (제2조제11호), as
/// of 2026-11-23, equal to the package `holidays` 0.108.
const ONCE: &[(i32, u32, u32, Once)] = &[
    (2000, 4, 13, Once::Assembly),
    (2002, 6, 13, Once::Local),
    (2002, 7, 1, Once::Decided),
    (2002, 12, 19, Once::President),
    (2004, 4, 15, Once::Assembly),
    (2006, 5, 31, Once::Local),
    (2007, 12, 19, Once::President),
    (2008, 4, 9, Once::Assembly),
    (2010, 6, 2, Once::Local),
    (2012, 4, 11, Once::Assembly),
    (2012, 12, 19, Once::President),
    (2014, 6, 4, Once::Local),
    (2015, 8, 14, Once::Decided),
    (2016, 4, 13, Once::Assembly),
    (2016, 5, 6, Once::Decided),
    (2017, 5, 9, Once::President),
    (2017, 10, 2, Once::Decided),
    (2018, 6, 13, Once::Local),
    (2020, 4, 15, Once::Assembly),
    (2020, 8, 17, Once::Decided),
    (2022, 3, 9, Once::President),
    (2022, 6, 1, Once::Local),
    (2023, 10, 2, Once::Decided),
    (2024, 4, 10, Once::Assembly),
    (2024, 10, 1, Once::Decided),
    (2025, 1, 27, Once::Decided),
    (2025, 6, 3, Once::President),
    (2026, 6, 3, Once::Local),
    (2028, 4, 12, Once::Assembly),
];

#[derive(Clone, Copy)]
enum Once {
    President,
    Assembly,
    Local,
    Decided,
}

impl Once {
    const fn holiday(self) -> Holiday {
        let (korean, english) = match self {
            Self::President => ("대통령선거일", "the day of the presidential election"),
            Self::Assembly => ("국회의원선거일", "the day of the election of the National Assembly"),
            Self::Local => ("지방선거일", "the day of the local elections"),
            Self::Decided => ("임시공휴일", "a holiday decided by the government"),
        };
        Holiday { korean, english, substitute: false }
    }
}

/// All holidays of a year, substitutes last; empty outside [`KNOWN`].
fn year(year: i32) -> Vec<(NaiveDate, Holiday)> {
    if !KNOWN.contains(&year) {
        return Vec::new();
    }
    let own: Vec<(NaiveDate, &Yearly)> = YEARLY
        .iter()
        .filter(|h| (h.from..=h.to).contains(&year))
        .filter_map(|h| Some((day(year, &h.day)?, h)))
        .collect();
    let mut days: Vec<(NaiveDate, Holiday)> = own
        .iter()
        .map(|(date, h)| (*date, Holiday { korean: h.korean, english: h.english, substitute: false }))
        .collect();
    days.extend(
        ONCE.iter()
            .filter(|(y, ..)| *y == year)
            .filter_map(|(y, m, d, once)| Some((NaiveDate::from_ymd_opt(*y, *m, *d)?, once.holiday()))),
    );
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
    let lunar = LUNAR.get(usize::try_from(year - KNOWN.start()).ok()?)?;
    let solar = |(month, day): (u32, u32)| NaiveDate::from_ymd_opt(year, month, day);
    let moved = |date: Option<NaiveDate>, by: i64| {
        let date = date?;
        if by < 0 {
            date.checked_sub_days(Days::new(by.unsigned_abs()))
        } else {
            date.checked_add_days(Days::new(by as u64))
        }
    };
    match *day {
        Day::Solar(month, day) => solar((month, day)),
        Day::Seollal(by) => moved(solar(lunar[0]), by),
        Day::Buddha => solar(lunar[1]),
        Day::Chuseok(by) => moved(solar(lunar[2]), by),
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
    fn the_lunar_table_has_each_year() {
        assert_eq!(LUNAR.len(), KNOWN.count());
        for y in KNOWN {
            let days: Vec<_> = YEARLY.iter().filter(|h| (h.from..=h.to).contains(&y)).collect();
            assert!(days.iter().all(|h| day(y, &h.day).is_some()), "{y}");
        }
    }
}
