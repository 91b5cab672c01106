//! Days and weekdays in the cells of a table, where the head says what they are.

use gian_korean::written::Date;
use gian_korean::written::dates::Form;
use gian_korean::written::scan;

use super::table::label;

/// Whether a head says that the cells below are days or periods: 날짜, 일자, 기간.
pub fn is_day_head(head: &str) -> bool {
    const NAMES: [&str; 10] = ["일자", "날짜", "일시", "기한", "기간", "시작일", "종료일", "마감일", "예정일", "월일"];
    let head = label(head);
    NAMES.iter().any(|name| head.ends_with(name)) || head == "월·일"
}

/// The only day of a cell that says nothing else: `3. 4.`, `2024. 3. 4.(월)`, `3월 4일`, `3/4`.
pub fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() > 40 || !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '’' | '\'' | '‘')) {
        return None;
    }
    let dates = scan(text).dates;
    if let [date] = &dates[..] {
        return (date.range.start == 0 && date.end() == text.len() && date.day.is_some()).then(|| date.clone());
    }
    if !dates.is_empty() {
        return None;
    }
    let (month, rest) = number(text)?;
    let rest = rest.trim_start_matches(' ');
    let (day, rest) = number(rest.strip_prefix(['.', '/', '월'])?.trim_start_matches(' '))?;
    let plain = matches!(rest.trim_end(), "" | "." | "일");
    (plain && (1..=12).contains(&month) && (1..=31).contains(&day)).then(|| Date {
        range: 0..text.len(),
        form: Form::Dots,
        year: None,
        short_year: None,
        month,
        day: Some(day),
        gaps: Vec::new(),
        zeros: Vec::new(),
        closed: true,
        weekday: None,
    })
}

fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..digits].parse().ok().filter(|_| (1..=2).contains(&digits))?;
    Some((number, &text[digits..]))
}

/// The weekday that is all of a cell: `월`, `월요일`, `(월)`.
pub fn weekday(text: &str) -> Option<char> {
    let text = text.trim_matches([' ', '(', ')']);
    let mut chars = text.strip_suffix("요일").unwrap_or(text).chars();
    chars.next().filter(|c| "월화수목금토일".contains(*c) && chars.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_day_alone_is_read() {
        for (text, found) in [
            ("3. 4.", Some((3, 4))),
            ("2. 30.", Some((2, 30))),
            ("2024. 3. 4.(월)", Some((3, 4))),
            ("3월 4일", Some((3, 4))),
            ("3/4", Some((3, 4))),
            ("3. 4.~3. 6.", None),
            ("13. 4.", None),
            ("3.4", Some((3, 4))),
            ("3명", None),
        ] {
            assert_eq!(day(text).and_then(|d| Some((d.month, d.day?))), found, "{text}");
        }
        assert_eq!(
            [weekday("월"), weekday("(화요일)"), weekday("월, 수"), weekday("일반")],
            [Some('월'), Some('화'), None, None]
        );
    }
}
