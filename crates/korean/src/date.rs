//! Formatting of dates and times: `2019. 5. 8.(수)`, `10:00~12:30` (영 제7조).

use chrono::{Datelike, NaiveDate};

const WEEKDAYS: [char; 7] = ['월', '화', '수', '목', '금', '토', '일'];

/// Weekday as one syllable.
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
}
