//! Dates and times as written: `2019. 5. 8.(수)`, `10:00~12:30` (영 제7조).

use chrono::{Datelike, NaiveDate};

use crate::model::values::When;

const WEEKDAYS: [char; 7] = ['월', '화', '수', '목', '금', '토', '일'];

/// Weekday in one syllable.
pub fn weekday(date: NaiveDate) -> char {
    WEEKDAYS[date.weekday().num_days_from_monday() as usize]
}

/// `2019. 5. 8.`
pub fn full(date: NaiveDate) -> String {
    format!("{}. {}. {}.", date.year(), date.month(), date.day())
}

/// `2019. 5. 8.(수)`
pub fn with_weekday(date: NaiveDate) -> String {
    format!("{}({})", full(date), weekday(date))
}

/// `2019. 5.`
pub fn month(date: NaiveDate) -> String {
    format!("{}. {}.", date.year(), date.month())
}

/// `05/08`: the date beside a signature.
pub fn signature(date: NaiveDate) -> String {
    format!("{:02}/{:02}", date.month(), date.day())
}

/// A period: `2019. 5.~11.`, `2019. 6.`, `2019. 5. 8.~6. 3.`; what repeats is not written twice.
pub fn period(from: When, to: Option<When>) -> String {
    let one = |w: When| if w.month_only { month(w.start) } else { full(w.start) };
    let Some(to) = to.filter(|to| *to != from) else { return one(from) };
    let end = if to.start.year() != from.start.year() {
        one(to)
    } else if to.month_only {
        format!("{}.", to.start.month())
    } else {
        format!("{}. {}.", to.start.month(), to.start.day())
    };
    format!("{}~{end}", one(from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn weekdays_of_the_seed() {
        for (m, d, w) in [(4, 26, '금'), (5, 7, '화'), (5, 8, '수'), (5, 10, '금'), (5, 15, '수')] {
            assert_eq!(weekday(day(2019, m, d)), w);
        }
        assert_eq!(with_weekday(day(2019, 5, 8)), "2019. 5. 8.(수)");
    }

    #[test]
    fn periods_do_not_repeat() {
        let w = |t| When::parse(t).unwrap();
        assert_eq!(period(w("2019-05"), Some(w("2019-11"))), "2019. 5.~11.");
        assert_eq!(period(w("2018-11"), Some(w("2019-04"))), "2018. 11.~2019. 4.");
        assert_eq!(period(w("2019-05-08"), Some(w("2019-06-03"))), "2019. 5. 8.~6. 3.");
        assert_eq!(period(w("2019-06"), None), "2019. 6.");
    }
}
