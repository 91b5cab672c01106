//! Dates as they are written: `2019. 5. 8.(수)`, `’19. 5. 8`, `4. 26.(금)`, `2019-05-08`, `2019년 5월 8일`.

use std::ops::Range;

use chrono::NaiveDate;

use super::{Before, Cursor, RANGE_SIGNS};

/// A date that was found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// Bytes of the date, with its last dot, without the weekday.
    pub range: Range<usize>,
    /// How year, month and day are separated.
    pub form: Form,
    /// The whole year, also where two digits are written.
    pub year: Option<i32>,
    /// Bytes of a year of two digits, with its apostrophe.
    pub short_year: Option<Range<usize>>,
    /// Month, 1 to 12.
    pub month: u32,
    /// `None` for a month: `2019. 5.`
    pub day: Option<u32>,
    /// Bytes from a dot within the date to the number after it, where that is not one dot and one space.
    pub gaps: Vec<Range<usize>>,
    /// Bytes of zeros before month and day.
    pub zeros: Vec<Range<usize>>,
    /// Whether a dot stands after the last number.
    pub closed: bool,
    /// The weekday in brackets after the date; `None` where none is written.
    pub weekday: Option<Weekday>,
}

/// How the parts of a date are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `2019. 5. 8.`
    Dots,
    /// `2019-05-08`
    Hyphens,
    /// `2019/5/8`
    Slashes,
    /// `20190508`
    Solid,
    /// `2019년 5월 8일`
    Words,
}

/// A weekday in brackets behind a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weekday {
    /// One syllable: `수`.
    pub name: char,
    /// Bytes of that syllable.
    pub syllable: Range<usize>,
    /// Bytes of the bracket.
    pub range: Range<usize>,
}

impl Date {
    /// Where the date ends, with its weekday.
    pub fn end(&self) -> usize {
        self.weekday.as_ref().map_or(self.range.end, |w| w.range.end)
    }

    /// The day in a year; `None` for a month, and where the calendar has no such day.
    pub fn in_year(&self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day?)
    }

    /// The day, where the year is written.
    pub fn date(&self) -> Option<NaiveDate> {
        self.in_year(self.year?)
    }

    /// The date as it is to be written, without a weekday: `2019. 5. 8.`
    pub fn canonical(&self) -> String {
        let year = match (self.year, &self.short_year) {
            (Some(year), Some(_)) => format!("’{:02}. ", year % 100),
            (Some(year), None) => format!("{year}. "),
            (None, _) => String::new(),
        };
        let day = self.day.map(|day| format!(" {day}.")).unwrap_or_default();
        format!("{year}{}.{day}", self.month)
    }
}

/// Syllables of weekdays.
const WEEKDAYS: [char; 7] = ['월', '화', '수', '목', '금', '토', '일'];

/// Reads a date whose first digit is at a place.
pub fn read(text: &str, at: usize, before: &Before) -> Option<Date> {
    let mut cursor = Cursor { text, at };
    let (first, range) = cursor.number(8)?;
    let mut date = match range.len() {
        8 => return solid(text, first, range),
        4 if (1900..2100).contains(&first) => after_year(cursor, first as i32, None, at)?,
        2 => match apostrophe(text, at) {
            Some(start) => after_year(cursor, century(first), Some(start..range.end), start)?,
            None => without_year(text, at, before)?,
        },
        1 => without_year(text, at, before)?,
        _ => return None,
    };
    if date.form == Form::Dots && (goes_on(text, date.range.end) || of_version(&text[..date.range.start])) {
        return None;
    }
    date.weekday = date.day.and_then(|_| weekday(text, date.range.end));
    Some(date)
}

/// Whether more of a chain of numbers follows (`2024.1.5.1`, `2024.5.8.14:00`), or a dot that stands apart.
fn goes_on(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    rest.starts_with(|c: char| c.is_ascii_digit()) || rest.trim_start_matches(' ').starts_with('.')
}

/// Whether a word before a number makes it the number of a version.
fn of_version(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '.', ':', '(']);
    ["버전", "버젼", "판본", "릴리스", "규격", "모델", "ver", "Ver", "VER", "version", "Version"]
        .iter()
        .any(|w| before.ends_with(w))
        || before.ends_with(" v")
        || before.ends_with(" V")
}

/// Years of two digits are of this century, but for those that offices write of as past.
fn century(digits: u32) -> i32 {
    if digits < 60 { 2000 + digits as i32 } else { 1900 + digits as i32 }
}

/// Where an apostrophe before a year of two digits begins, if there is one.
fn apostrophe(text: &str, at: usize) -> Option<usize> {
    let c = text[..at].chars().next_back().filter(|c| ['’', '\'', '‘', '`', '′'].contains(c))?;
    Some(at - c.len_utf8())
}

/// Reads on after a year.
fn after_year(cursor: Cursor<'_>, year: i32, short_year: Option<Range<usize>>, start: usize) -> Option<Date> {
    let mut date = Date {
        range: start..cursor.at,
        form: Form::Dots,
        year: Some(year),
        short_year,
        month: 0,
        day: None,
        gaps: Vec::new(),
        zeros: Vec::new(),
        closed: false,
        weekday: None,
    };
    match cursor.rest().trim_start_matches(' ').chars().next()? {
        '.' | '\\' => dotted(cursor, &mut date)?,
        '-' | '/' if date.short_year.is_none() => struck(cursor, &mut date)?,
        '년' => words(cursor, &mut date)?,
        _ => return None,
    }
    Some(date)
}

/// Takes a dot and the spaces around it; keeps them if they are not one dot and one space.
fn dot(cursor: &mut Cursor<'_>, date: &mut Date) -> bool {
    let start = cursor.at;
    cursor.spaces();
    // In Markdown an item that begins with a date has its first dot escaped: `2019\. 5. 8.`
    cursor.eat("\\");
    if !cursor.eat(".") {
        cursor.at = start;
        return false;
    }
    cursor.spaces();
    if !matches!(cursor.text.get(start..cursor.at), Some(". " | "\\. ")) {
        date.gaps.push(start..cursor.at);
    }
    true
}

/// Takes a number of month or day, and keeps its zero.
fn part(cursor: &mut Cursor<'_>, date: &mut Date) -> Option<u32> {
    let (number, range) = cursor.number(2)?;
    if range.len() == 2 && number < 10 {
        date.zeros.push(range.start..range.start + 1);
    }
    Some(number)
}

/// `. 5. 8.` or `. 5.`
fn dotted(mut cursor: Cursor<'_>, date: &mut Date) -> Option<()> {
    if !dot(&mut cursor, date) {
        return None;
    }
    date.month = part(&mut cursor, date)?;
    if !cursor.rest().trim_start_matches(' ').starts_with('.') {
        return None;
    }
    let month = (cursor, date.gaps.len(), date.zeros.len());
    dot(&mut cursor, date);
    if let Some(day) = part(&mut cursor, date)
        && may_end(cursor)
    {
        date.day = Some(day);
        date.closed = cursor.eat(".");
        date.range.end = cursor.at;
        return Some(());
    }
    (1..=12).contains(&date.month).then_some(())?;
    let (mut cursor, gaps, zeros) = month;
    date.gaps.truncate(gaps);
    date.zeros.truncate(zeros);
    date.closed = cursor.eat(".");
    date.range.end = cursor.at;
    date.closed.then_some(())
}

/// What may follow a day without its dot: `2019. 5. 8까지` is a date, `2019. 5. 3명` is a month.
const AFTER_DAY: &[&str] =
    &["까지", "부터", "자 ", "에", "은", "는", "이", "을", "를", "로", "의", "과", "와", "현재", "기준", "및", "경"];

/// Whether a day can end here.
fn may_end(cursor: Cursor<'_>) -> bool {
    let rest = cursor.rest();
    let mut chars = rest.chars();
    match chars.next() {
        None => true,
        // A decimal, or one more number of a section.
        Some('.') => !chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some(',') => !chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) if RANGE_SIGNS.contains(&c) => !counted(chars.as_str()),
        Some(' ') => match rest.trim_start_matches(' ') {
            after if after.starts_with(RANGE_SIGNS) => !counted(after.trim_start_matches(RANGE_SIGNS)),
            after => !after.starts_with(['%', ':', '∶', '×', '+', '=']),
        },
        Some(c) if c.is_alphanumeric() => AFTER_DAY.iter().any(|word| rest.starts_with(word)),
        Some(c) => !matches!(c, '%' | ':' | '/' | '×' | '+' | '=' | '℃' | '㎡' | '㎞' | '_'),
    }
}

/// Whether a number with a counter follows: the end of `3~5명`.
fn counted(rest: &str) -> bool {
    let number = rest.trim_start_matches(' ');
    let after = number.trim_start_matches(|c: char| c.is_ascii_digit());
    after.len() < number.len() && after.starts_with(|c: char| c.is_alphabetic() || c == '%')
}

/// `-05-08` or `/5/8`
fn struck(mut cursor: Cursor<'_>, date: &mut Date) -> Option<()> {
    let (sign, form) = match cursor.eat("-") {
        true => ("-", Form::Hyphens),
        false => ("/", Form::Slashes),
    };
    if form == Form::Slashes && !cursor.eat("/") {
        return None;
    }
    (date.month, _) = cursor.number(2)?;
    if !cursor.eat(sign) {
        return None;
    }
    let (day, _) = cursor.number(2)?;
    stands_alone(cursor.text, date.range.start, cursor.at).then_some(())?;
    calendar(date.year?, date.month, day)?;
    date.day = Some(day);
    date.form = form;
    date.closed = true;
    date.range.end = cursor.at;
    Some(())
}

/// Whether no number of a document, of a file or of an account goes on before or after a place.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let mut after = text[end..].chars();
    let next = after.next();
    let opens = before.is_none_or(|c| c.is_whitespace() || "(~:,·“‘\"'[|∼～<".contains(c));
    let numbered = next == Some('호') || next == Some('번');
    opens && !numbered && !next.is_some_and(|c| c.is_ascii_alphanumeric() || "-_/+=".contains(c))
}

fn calendar(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Words before eight digits that make a date of them.
const LABELS: &[&str] =
    &["일자", "날짜", "일시", "기한", "기준일", "시행일", "등록일", "작성일", "제출일", "접수일", "생년월일"];

/// `20190508` behind a word that asks for a date.
fn solid(text: &str, digits: u32, range: Range<usize>) -> Option<Date> {
    let (year, month, day) = ((digits / 10_000) as i32, digits / 100 % 100, digits % 100);
    calendar(year, month, day).filter(|_| (1900..2100).contains(&year))?;
    let label = text[..range.start].trim_end_matches([' ', ':', '(']);
    let labelled = label.len() < range.start && LABELS.iter().any(|word| label.ends_with(word));
    let alone = !text[range.end..].starts_with(|c: char| c.is_alphanumeric() || "-_/".contains(c));
    (labelled && alone).then(|| Date {
        range,
        form: Form::Solid,
        year: Some(year),
        short_year: None,
        month,
        day: Some(day),
        gaps: Vec::new(),
        zeros: Vec::new(),
        closed: true,
        weekday: None,
    })
}

/// `년 5월 8일`; a month alone is a word, not a date.
fn words(mut cursor: Cursor<'_>, date: &mut Date) -> Option<()> {
    cursor.spaces();
    cursor.eat("년").then_some(())?;
    cursor.spaces();
    (date.month, _) = cursor.number(2)?;
    let day = month_and_day(&mut cursor)?;
    calendar(2000, date.month, day)?;
    date.day = Some(day);
    date.form = Form::Words;
    date.closed = true;
    date.range.end = cursor.at;
    Some(())
}

/// `월 8일` after the number of a month.
fn month_and_day(cursor: &mut Cursor<'_>) -> Option<u32> {
    cursor.spaces();
    cursor.eat("월").then_some(())?;
    cursor.spaces();
    let (day, _) = cursor.number(2)?;
    cursor.spaces();
    cursor.eat("일").then_some(())?;
    // 8일간, 8일차, 8일째 are no days of the month.
    (!cursor.rest().starts_with(['간', '차', '째', '동'])).then_some(day)
}

/// `4. 26.(금)`, `5월 8일(수)`: only where something shows that it is a date.
fn without_year(text: &str, at: usize, before: &Before) -> Option<Date> {
    let mut cursor = Cursor { text, at };
    let mut date = Date {
        range: at..at,
        form: Form::Dots,
        year: None,
        short_year: None,
        month: 0,
        day: None,
        gaps: Vec::new(),
        zeros: Vec::new(),
        closed: true,
        weekday: None,
    };
    date.month = part(&mut cursor, &mut date).filter(|m| (1..=12).contains(m))?;
    let named = Cursor { ..cursor };
    if !dot(&mut cursor, &mut date) {
        return words_without_year(named, date);
    }
    let day = part(&mut cursor, &mut date).filter(|d| (1..=31).contains(d))?;
    if !may_end(cursor) {
        return None;
    }
    date.closed = cursor.eat(".");
    date.day = Some(day);
    date.range.end = cursor.at;
    let numbered = chained(text, at, before);
    let goes_on = text[cursor.at..].trim_start_matches(' ').split_once('.');
    let longer = date.closed && goes_on.is_some_and(|(d, _)| (1..=2).contains(&d.len()) && digits_only(d));
    // `1. 5. 8.` is a list of numbers, or a date behind the number of an item: then its last two numbers are tried.
    if numbered || (longer && !text[cursor.at..].starts_with(' ')) {
        return None;
    }
    let known = weekday(text, cursor.at).is_some();
    if longer && !known && !joined(text, at, before) {
        return None;
    }
    (known || joined(text, at, before) || (date.closed && shown(text, at, cursor.at, before))).then_some(date)
}

fn digits_only(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// `5월 8일(수)`
fn words_without_year(mut cursor: Cursor<'_>, mut date: Date) -> Option<Date> {
    let day = month_and_day(&mut cursor).filter(|d| (1..=31).contains(d))?;
    date.day = Some(day);
    date.form = Form::Words;
    date.range.end = cursor.at;
    weekday(cursor.text, cursor.at).is_some().then_some(date)
}

/// What stands before the text of an item.
const MARKS: [char; 6] = [' ', '-', '*', '○', '□', '>'];
/// Longest mark of an item with the spaces before it, in bytes.
const LONGEST_MARK: usize = 40;

/// Whether the numbers at a place go on a chain of numbers (`1. 2. 3.`), other than behind the number of an item.
fn chained(text: &str, at: usize, before: &Before) -> bool {
    let Some(head) = text[before.line..at].trim_end_matches(' ').strip_suffix('.') else { return false };
    if before.date == Some(before.line + head.len() + 1) {
        return false;
    }
    let stem = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let item = stem.len() < LONGEST_MARK && stem.chars().all(|c| MARKS.contains(&c)) && text[..at].ends_with(' ');
    stem.len() < head.len() && !item
}

/// Whether a date stands directly before, with the sign of a range or a comma between.
fn joined(text: &str, at: usize, before: &Before) -> bool {
    before.date.is_some_and(|end| {
        let between = text[end..at].trim_matches(' ');
        let mut chars = between.chars();
        chars.next().is_some_and(|c| RANGE_SIGNS.contains(&c) || ",·".contains(c)) && chars.next().is_none()
    })
}

/// Words that follow a date.
const AFTER: &[&str] = &["까지", "부터", "자", "현재", "기준", "이전", "이후", "이내", "개최", "시행", "제출"];

/// Whether the words around a closed date show that it is one.
fn shown(text: &str, at: usize, end: usize, before: &Before) -> bool {
    let ahead = &text[end..];
    let after = ahead.trim_start_matches(' ');
    let behind = text[before.line..at].trim_end_matches(' ');
    let dated = before.date.is_some();
    let deadline = behind.ends_with(['~', '∼', '～', '〜']);
    let range = after.starts_with(['~', '∼', '～', '〜']);
    let word = AFTER.iter().any(|word| ahead.starts_with(word) || (*word == "까지" && after.starts_with(word)));
    let bracket = ahead.starts_with('(') && !behind.is_empty() && !behind.ends_with(MARKS);
    // Digits that only look like it: `1.5.~` of decimals has no spaces.
    let spaced = text[at..end].contains(' ');
    dated || deadline || (range && spaced) || word || (bracket && spaced)
}

/// A weekday in brackets at a place, or behind spaces.
fn weekday(text: &str, at: usize) -> Option<Weekday> {
    let mut cursor = Cursor { text, at };
    cursor.spaces();
    let start = cursor.at;
    cursor.eat("(").then_some(())?;
    cursor.spaces();
    let name = cursor.rest().chars().next().filter(|c| WEEKDAYS.contains(c))?;
    let syllable = cursor.at..cursor.at + name.len_utf8();
    cursor.at = syllable.end;
    cursor.eat("요일");
    cursor.spaces();
    cursor.eat(")").then_some(Weekday { name, syllable, range: start..cursor.at })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::written::scan;

    /// Each date of a text, as found and as it is to be written.
    fn found(text: &str) -> Vec<(String, String)> {
        scan(text).dates.iter().map(|d| (text[d.range.start..d.end()].to_owned(), d.canonical())).collect()
    }

    #[test]
    fn dates_are_found_with_their_parts() {
        for (text, wanted) in [
            ("2019. 5. 8.", vec![("2019. 5. 8.", "2019. 5. 8.")]),
            ("일시: 2019. 5. 8.(수) 10:00", vec![("2019. 5. 8.(수)", "2019. 5. 8.")]),
            ("2019. 5. 사업", vec![("2019. 5.", "2019. 5.")]),
            ("(’19. 4. 26)", vec![("’19. 4. 26", "’19. 4. 26.")]),
            ("2019\\. 5. 8.(수)", vec![("2019\\. 5. 8.(수)", "2019. 5. 8.")]),
            ("2019.5.8.", vec![("2019.5.8.", "2019. 5. 8.")]),
            ("2019. 05. 08", vec![("2019. 05. 08", "2019. 5. 8.")]),
            ("2019-05-08", vec![("2019-05-08", "2019. 5. 8.")]),
            ("2019/5/8까지", vec![("2019/5/8", "2019. 5. 8.")]),
            ("등록일자: 20190508", vec![("20190508", "2019. 5. 8.")]),
            ("2019년 5월 8일에", vec![("2019년 5월 8일", "2019. 5. 8.")]),
            ("4. 26(금), 5.10(금)", vec![("4. 26(금)", "4. 26."), ("5.10(금)", "5. 10.")]),
            ("4. 26.~4. 30.", vec![("4. 26.", "4. 26."), ("4. 30.", "4. 30.")]),
            ("~ ’19. 5. 7.(화)까지", vec![("’19. 5. 7.(화)", "’19. 5. 7.")]),
            ("~ 5. 7.까지", vec![("5. 7.", "5. 7.")]),
            ("2019. 5. 1.-5. 3.", vec![("2019. 5. 1.", "2019. 5. 1."), ("5. 3.", "5. 3.")]),
            ("2018. 11. ~ 2019. 4.", vec![("2018. 11.", "2018. 11."), ("2019. 4.", "2019. 4.")]),
            ("2019. 5. 8. (수요일)", vec![("2019. 5. 8. (수요일)", "2019. 5. 8.")]),
            ("1. 5. 8.(수) 회의", vec![("5. 8.(수)", "5. 8.")]),
            ("2019. 5. 3명", vec![("2019. 5.", "2019. 5.")]),
            ("2019. 5. 3~5명", vec![("2019. 5.", "2019. 5.")]),
            ("2019. 4. 8,000원", vec![("2019. 4.", "2019. 4.")]),
        ] {
            let wanted: Vec<_> = wanted.into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
            assert_eq!(found(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_date_is_none() {
        for text in [
            "D0000036191652",
            "지역공동체담당관-5120",
            "제2019-05-08호",
            "담당관-2019-05-08",
            "제3조제1항 3. 1.",
            "판 3.1",
            "p. 6",
            "02-2133-6341",
            "010-2019-0508",
            "201-01",
            "1.2.3",
            "1. 2. 3.",
            "192.168.0.1",
            "3.2.1. 개요",
            "비율 3.5",
            "3:2",
            "4. 26. 회의",
            "20190508원",
            "2019. 13.",
            "제2장 3. 4.",
            "3.5~4.2%",
            "5월 8일간",
            "2019년 5월",
            "1. 3 ~ 5명",
            "15.3(점)",
            "12. 31",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn a_day_that_is_none_is_kept_as_written() {
        let dates = scan("2019. 2. 30.과 2019. 13. 1.").dates;
        assert_eq!(dates.iter().map(Date::date).collect::<Vec<_>>(), [None, None]);
    }

    #[test]
    fn gaps_and_zeros_have_their_bytes() {
        let text = "2019.05 . 8";
        let date = &scan(text).dates[0];
        assert_eq!(date.gaps.iter().map(|r| &text[r.clone()]).collect::<Vec<_>>(), [".", " . "]);
        assert_eq!(date.zeros.first(), Some(&(5..6)));
        assert!(!date.closed);
    }

    #[test]
    fn chains_and_versions_are_no_dates() {
        for text in ["버전 2024.1.5 배포", "2024.1.5.1", "2024.5.8.14:00", "2024 . 5 . 8 . 회의", "앱 v 2024.1.5"]
        {
            assert!(super::super::scan(text).dates.is_empty(), "{text}");
        }
        let years = |text: &str| super::super::scan(text).dates.iter().map(|d| d.year).collect::<Vec<_>>();
        assert_eq!(years("’98. 3. 1.(일), ’19. 5. 8."), [Some(1998), Some(2019)]);
    }
}
