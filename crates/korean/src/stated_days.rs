//! Spans of days in a text, and phrases that count the days of a stay apart from its dates: `2박 3일`, `총 5일간`.

use std::ops::Range;

use chrono::NaiveDate;

use super::period::{days, end_of};
use super::spoken_days::with_words;
use super::written::dates::Date;

/// A span of days as written: `2024. 5. 1.~5. 3.`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Its bytes.
    pub range: Range<usize>,
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
}

impl Span {
    /// Number of days, with the first and the last.
    pub fn days(&self) -> i64 {
        (self.last - self.first).num_days() + 1
    }
}

/// Spans of a text, in order; `year` is that of dates without one.
pub fn spans(text: &str, dates: &[Date], year: Option<i32>) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut known = None;
    let dates = &with_words(text, dates);
    for (i, date) in dates.iter().enumerate() {
        known = date.year.or(known);
        let Some(year) = known.or(year) else { continue };
        let Some(end) = end_of(text, date, dates.get(i + 1)).filter(|end| end.day.is_some()) else { continue };
        let range = date.range.start..end.at;
        found.extend(days(date, &end, year).map(|(first, last)| Span { range, first, last }));
    }
    found
}

/// A stated length of a stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    /// Bytes of the phrase.
    pub range: Range<usize>,
    /// `2박`; `None` for days alone.
    pub nights: Option<i64>,
    /// `3일`
    pub days: i64,
}

/// Words of a line by which a stay is that of one of several rounds or persons, or part of a longer time.
const OTHERS: [&str; 26] = [
    "각",
    "회차",
    "차수",
    "기수",
    "1기",
    "2기",
    "1차",
    "2차",
    "1회",
    "씩",
    "매월",
    "매년",
    "매회",
    "가운데",
    "중 ",
    "또는",
    "내외",
    "이내",
    "이상",
    "최대",
    "당초",
    "변경",
    "예)",
    "숙박권",
    "주말",
    "평일",
];

/// Phrases that tell how long a stay is: `2박 3일`, and `5일간` where the sentence is about the whole.
pub fn stays(text: &str) -> Vec<Stay> {
    let mut found: Vec<Stay> = Vec::new();
    for (at, sign) in text.match_indices('박') {
        let Some((start, nights)) = number_before(text, at) else { continue };
        let rest = text[at + sign.len()..].trim_start_matches(' ');
        let Some((days, after)) = number(rest).and_then(|(days, after)| Some((days, after.strip_prefix('일')?)))
        else {
            continue;
        };
        found.extend(is_plain(text, start).then(|| Stay {
            range: start..text.len() - after.len(),
            nights: Some(nights),
            days,
        }));
    }
    for (at, _) in text.match_indices('일') {
        let after = &text[at + '일'.len_utf8()..];
        let Some(word) = ["간", " 동안", "동안"].iter().find(|w| after.starts_with(**w)) else { continue };
        let Some((start, days)) = number_before(text, at) else { continue };
        let head = text[..start].trim_end_matches(' ');
        let whole = ["총", "전체", "모두"].iter().any(|w| head.ends_with(w));
        let begins = head.is_empty() || head.ends_with(['\n', '-', '*', '.', '○', '□', 'ㅇ']);
        let range = start..at + '일'.len_utf8() + word.len();
        let other = head.ends_with(|c: char| c.is_ascii_digit()) || text[range.end..].starts_with('격');
        found.extend(((whole || begins) && !other && is_plain(text, start)).then_some(Stay {
            range,
            nights: None,
            days,
        }));
    }
    found.sort_by_key(|stay| stay.range.start);
    found
}

/// Whether the line of a phrase is about the whole.
fn is_plain(text: &str, at: usize) -> bool {
    /// Bytes on each side that are read.
    const REACH: usize = 200;
    let from = text.floor_char_boundary(at.saturating_sub(REACH));
    let start = text[from..at].rfind('\n').map_or(from, |i| from + i + 1);
    let to = text.floor_char_boundary((at + REACH).min(text.len()));
    let line = text[start..to].lines().next().unwrap_or_default();
    !OTHERS.iter().any(|w| line.contains(w)) && !line.contains(['~', '∼', '～'])
}

fn number(text: &str) -> Option<(i64, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.get(..digits).filter(|_| (1..=2).contains(&digits))?.parse().ok()?;
    Some((number, &text[digits..]))
}

/// The number of one or two digits that ends at a position.
fn number_before(text: &str, end: usize) -> Option<(usize, i64)> {
    let digits = text[..end].bytes().rev().take(3).take_while(u8::is_ascii_digit).count();
    let start = end - digits;
    let glued = text[..start].ends_with(['.', ',', '~', '-', '제', '/', ':']);
    let number = text[start..end].parse().ok().filter(|_| (1..=2).contains(&digits) && !glued)?;
    Some((start, number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::written::scan;

    #[test]
    fn spans_of_days_are_found() {
        for (text, days) in [
            ("기간: 2024. 5. 1.(수)~5. 3.(금)", vec![3]),
            ("2024. 5. 1.부터 5. 10.까지, 2024. 6. 3.~7.", vec![10, 5]),
            ("2024년 5월 1일부터 4일까지", vec![4]),
            ("2024. 5.~2024. 8.", vec![]),
            ("2024. 5. 1.", vec![]),
        ] {
            let found: Vec<i64> = spans(text, &scan(text).dates, None).iter().map(Span::days).collect();
            assert_eq!(found, days, "{text}");
        }
    }

    #[test]
    fn stays_are_found_where_they_are_of_the_whole() {
        for (text, said) in [
            ("연수는 2박 3일 일정으로 진행됨", vec!["2박 3일"]),
            ("- 3박4일의 교육", vec!["3박4일"]),
            ("총 5일간 진행함", vec!["5일간"]),
            ("전체 5일 동안 강의 12개를 들음", vec!["5일 동안"]),
            ("- 5일간 네 기관을 방문함", vec!["5일간"]),
            ("마지막 2일간 실습함", vec![]),
            ("1기 2박 3일, 2기 2박 3일", vec![]),
            ("각 2박 3일로 운영", vec![]),
            ("5일 간격으로 점검", vec![]),
            ("쪽박 3일", vec![]),
            ("총 125일간", vec![]),
        ] {
            let found: Vec<&str> = stays(text).into_iter().map(|stay| &text[stay.range]).collect();
            assert_eq!(found, said, "{text}");
        }
    }

    #[test]
    fn long_texts_are_read_once() {
        for part in ["2박 3일\n", "총 5일간\n", "5. 1.~5. 3. "] {
            let text = part.repeat(100_000 / part.len());
            stays(&text);
            spans(&text, &scan(&text).dates, Some(2024));
        }
    }
}
