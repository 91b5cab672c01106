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

/// A written date with a weekday that was found in text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Bytes of the whole date in the text.
    pub range: std::ops::Range<usize>,
    /// The day; `None` when the calendar has no such day.
    pub date: Option<NaiveDate>,
    /// The weekday in brackets, with its bytes.
    pub weekday: Option<(char, std::ops::Range<usize>)>,
}

/// Finds dates with a year (`2019. 5. 8.(수)`, `’19. 5. 8(수)`) in text.
pub fn find(text: &str) -> Vec<Written> {
    let mut found = Vec::new();
    let mut at = 0;
    // Dates begin with a digit or a mark of omission: `'`, or one whose first byte is this one.
    let begins = |byte: &u8| byte.is_ascii_digit() || *byte == b'\'' || *byte == 0xe2;
    while let Some(ahead) = text.as_bytes()[at..].iter().position(begins) {
        at += ahead;
        match scan(text, at) {
            Some(written) => {
                at = written.range.end;
                found.push(written);
            }
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

fn scan(text: &str, start: usize) -> Option<Written> {
    let before = text[..start].chars().next_back();
    if before.is_some_and(|c| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let mut rest = Cursor { text, at: start };
    let year = match rest.digits(4) {
        Some((year, 4)) => year,
        _ => {
            rest.at = start;
            if !rest.any(&['’', '\'', '‘']) {
                return None;
            }
            match rest.digits(2) {
                Some((year, 2)) => 2000 + year,
                _ => return None,
            }
        }
    };
    rest.dot()?;
    let (month, _) = rest.digits(2)?;
    rest.dot()?;
    let (day, _) = rest.digits(2)?;
    let mut end = rest.at;
    if rest.any(&['.']) {
        end = rest.at;
    }
    let mut weekday = None;
    let opening = rest.at;
    if rest.any(&['(']) {
        let at = rest.at;
        if let Some(c) = text[at..].chars().next().filter(|c| WEEKDAYS.contains(c)) {
            rest.at += c.len_utf8();
            if rest.any(&[')']) {
                weekday = Some((c, opening..rest.at));
                end = rest.at;
            }
        }
    }
    let date = NaiveDate::from_ymd_opt(year as i32, month, day);
    Some(Written { range: start..end, date, weekday })
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl Cursor<'_> {
    fn digits(&mut self, most: usize) -> Option<(u32, usize)> {
        let count = self.text[self.at..].bytes().take_while(u8::is_ascii_digit).count();
        if count == 0 || count > most {
            return None;
        }
        let number = self.text[self.at..self.at + count].parse().ok()?;
        self.at += count;
        Some((number, count))
    }

    fn any(&mut self, options: &[char]) -> bool {
        match self.text[self.at..].chars().next().filter(|c| options.contains(c)) {
            Some(c) => {
                self.at += c.len_utf8();
                true
            }
            None => false,
        }
    }

    fn dot(&mut self) -> Option<()> {
        if !self.any(&['.']) {
            return None;
        }
        while self.any(&[' ']) {}
        Some(())
    }
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

    #[test]
    fn finds_dates_in_text() {
        let text = "일시는 2019. 5. 8.(수)와 ’19. 4. 26(금)이고 D0000036191652, 2019. 2. 30.은 없다";
        let found = find(text);
        assert_eq!(found.len(), 3);
        assert_eq!(&text[found[0].range.clone()], "2019. 5. 8.(수)");
        assert_eq!(found[1].date, Some(day(2019, 4, 26)));
        assert_eq!(found[1].weekday.as_ref().unwrap().0, '금');
        assert_eq!(found[2].date, None);
    }
}
