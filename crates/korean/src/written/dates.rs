//! Parses dates: `2019. 5. 8.(수)`, `’19. 5. 8`, `4. 26.(금)`, `2019-05-08`, `2019년 5월 8일`.

use std::ops::Range;

use chrono::NaiveDate;

use super::{Before, Cursor, RANGE_SIGNS};

/// A date found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// Bytes of the date, with its last dot, without the weekday.
    pub range: Range<usize>,
    /// How year, month and day are separated.
    pub form: Form,
    /// Year in four digits, even if only two are written; `None` if none is.
    pub year: Option<i32>,
    /// Bytes of a two-digit year, with its apostrophe.
    pub short_year: Option<Range<usize>>,
    /// Month, 1 to 12.
    pub month: u32,
    /// Day of the month; `None` for a month alone (`2019. 5.`).
    pub day: Option<u32>,
    /// Bytes from a dot inside the date to the next number, unless it is exactly one dot and one space.
    pub gaps: Vec<Range<usize>>,
    /// Bytes of leading zeros of month and day.
    pub zeros: Vec<Range<usize>>,
    /// Whether a dot follows the last number.
    pub closed: bool,
    /// The weekday in brackets after the date; `None` where none is written.
    pub weekday: Option<Weekday>,
}

/// Separators of the parts of a date.
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

/// A weekday in brackets after a date.
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
    /// End of the date, weekday included.
    pub fn end(&self) -> usize {
        self.weekday.as_ref().map_or(self.range.end, |w| w.range.end)
    }

    /// The date in a given year; `None` for a month alone, or if the calendar has no such day.
    pub fn in_year(&self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day?)
    }

    /// The full date; `None` if the year is not written.
    pub fn date(&self) -> Option<NaiveDate> {
        self.in_year(self.year?)
    }

    /// The date in its prescribed form, without weekday: `2019. 5. 8.`
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

/// Parses a date whose first digit is at a position.
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

/// Whether a longer chain of numbers follows (`2024.1.5.1`, `2024.5.8.14:00`), or a separate dot.
fn goes_on(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    rest.starts_with(|c: char| c.is_ascii_digit()) || rest.trim_start_matches(' ').starts_with('.')
}

/// Whether the word before a number makes it a version number.
fn of_version(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '.', ':', '(']);
    ["버전", "버젼", "판본", "릴리스", "규격", "모델", "ver", "Ver", "VER", "version", "Version"]
        .iter()
        .any(|w| before.ends_with(w))
        || before.ends_with(" v")
        || before.ends_with(" V")
}

/// Expands a two-digit year: this century, except years that offices write as past.
fn century(digits: u32) -> i32 {
    if digits < 60 { 2000 + digits as i32 } else { 1900 + digits as i32 }
}

/// Start of the apostrophe before a two-digit year; `None` without one.
fn apostrophe(text: &str, at: usize) -> Option<usize> {
    let c = text[..at].chars().next_back().filter(|c| ['’', '\'', '‘', '`', '′'].contains(c))?;
    Some(at - c.len_utf8())
}

/// Parses the rest after a year.
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

/// Reads a dot with the spaces around it, and records them unless they are one dot and one space.
fn dot(cursor: &mut Cursor<'_>, date: &mut Date) -> bool {
    let start = cursor.at;
    cursor.spaces();
    // In Markdown the first dot of an item that begins with a date is escaped: `2019\. 5. 8.`
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

/// Reads the number of a month or day, and records its leading zero.
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

/// Text that may follow a day without a dot: `2019. 5. 8까지` is a day, but in `2019. 5. 3명` the date ends with the
/// month.
const AFTER_DAY: &[&str] =
    &["까지", "부터", "자 ", "에", "은", "는", "이", "을", "를", "로", "의", "과", "와", "현재", "기준", "및", "경"];

/// Whether a day can end here.
fn may_end(cursor: Cursor<'_>) -> bool {
    let rest = cursor.rest();
    let mut chars = rest.chars();
    match chars.next() {
        None => true,
        // A decimal, or the next number of a section.
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

/// Whether a number with a counter follows, as in the end of `3~5명`.
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
    may_be_day(date.month, day).then_some(())?;
    date.day = Some(day);
    date.form = form;
    date.closed = true;
    date.range.end = cursor.at;
    Some(())
}

/// Whether the position is not inside a number of a document, file or account.
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

/// Whether numbers are meant as month and day, even if the calendar has no such day (`9월 31일`).
fn may_be_day(month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// Words before eight digits that make them a date.
const LABELS: &[&str] =
    &["일자", "날짜", "일시", "기한", "기준일", "시행일", "등록일", "작성일", "제출일", "접수일", "생년월일"];

/// `20190508` after such a word.
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
    may_be_day(date.month, day).then_some(())?;
    date.day = Some(day);
    date.form = Form::Words;
    date.closed = true;
    date.range.end = cursor.at;
    Some(())
}

/// `월 8일` after the month.
fn month_and_day(cursor: &mut Cursor<'_>) -> Option<u32> {
    cursor.spaces();
    cursor.eat("월").then_some(())?;
    cursor.spaces();
    let (day, _) = cursor.number(2)?;
    cursor.spaces();
    cursor.eat("일").then_some(())?;
    // 8일간, 8일차 and 8일째 are not days of the month.
    (!cursor.rest().starts_with(['간', '차', '째', '동'])).then_some(day)
}

/// `4. 26.(금)`, `5월 8일(수)`: accepted only if the context shows a date.
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
    // `1. 5. 8.` is a list of numbers, or an item number and a date: in the latter case parse the last two numbers.
    if numbered || (longer && !text[cursor.at..].starts_with(' ')) {
        return None;
    }
    let known = weekday(text, cursor.at).is_some();
    if longer && !known && !joined(text, at, before) {
        return None;
    }
    let shown = (date.closed && shown(text, at, cursor.at, before)) || begins_range(text, &date);
    (known || joined(text, at, before) || shown).then_some(date)
}

/// Whether another day without a year follows as the end of a range: `9.13.~9.20.`; decimals have no dot at the end.
fn begins_range(text: &str, date: &Date) -> bool {
    if !date.closed && !text[date.range.clone()].contains(' ') {
        return false;
    }
    let rest = text[date.range.end..].trim_start_matches(' ');
    let Some(rest) = rest.strip_prefix(['~', '∼', '～', '〜']) else { return false };
    let mut cursor = Cursor { text: rest, at: 0 };
    cursor.spaces();
    let mut dotted = |most: u32| {
        let number = cursor.number(2).filter(|(n, _)| (1..=most).contains(n));
        number.is_some() && cursor.eat(".") && {
            cursor.spaces();
            true
        }
    };
    dotted(12) && dotted(31)
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
    // A day that no year has is a mistake in any context.
    let impossible = calendar(2000, date.month, day).is_none();
    (impossible || weekday(cursor.text, cursor.at).is_some()).then_some(date)
}

/// Markers that precede the text of an item.
const MARKS: [char; 6] = [' ', '-', '*', '○', '□', '>'];
/// Maximum length in bytes of an item marker with the spaces before it.
const LONGEST_MARK: usize = 40;

/// Whether the numbers at a position continue a chain of numbers (`1. 2. 3.`), apart from an item number.
fn chained(text: &str, at: usize, before: &Before) -> bool {
    let Some(head) = text[before.line..at].trim_end_matches(' ').strip_suffix('.') else { return false };
    if before.date == Some(before.line + head.len() + 1) {
        return false;
    }
    let stem = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let item = stem.len() < LONGEST_MARK && stem.chars().all(|c| MARKS.contains(&c)) && text[..at].ends_with(' ');
    stem.len() < head.len() && !item
}

/// Whether a date precedes directly, separated by a range sign or comma.
fn joined(text: &str, at: usize, before: &Before) -> bool {
    before.date.is_some_and(|end| {
        let between = text[end..at].trim_matches(' ');
        let mut chars = between.chars();
        chars.next().is_some_and(|c| RANGE_SIGNS.contains(&c) || ",·".contains(c)) && chars.next().is_none()
    })
}

/// Words that follow dates.
const AFTER: &[&str] = &["까지", "부터", "자", "현재", "기준", "이전", "이후", "이내", "개최", "시행", "제출"];

/// Whether the context of a closed date shows that it is one.
fn shown(text: &str, at: usize, end: usize, before: &Before) -> bool {
    let ahead = &text[end..];
    let after = ahead.trim_start_matches(' ');
    let behind = text[before.line..at].trim_end_matches(' ');
    let dated = before.date.is_some();
    // After the sign of a range, a day is only read together with the first one.
    let begin = behind.strip_suffix(['~', '∼', '～', '〜']).map(|b| b.trim_end_matches(' '));
    let deadline = begin.is_some_and(|b| !b.ends_with(|c: char| c.is_ascii_digit() || c == '.'));
    let range = after.starts_with(['~', '∼', '～', '〜']);
    let word = AFTER.iter().any(|word| ahead.starts_with(word) || (*word == "까지" && after.starts_with(word)));
    let bracket = ahead.starts_with('(') && !behind.is_empty() && !behind.ends_with(MARKS);
    // Decimals such as `1.5.~` look alike, but have no spaces.
    let spaced = text[at..end].contains(' ');
    dated || deadline || (range && spaced) || word || (bracket && spaced)
}

/// The weekday after a date: `(수)`, `(수요일)`, `[수]`, or the word ` 수요일`.
fn weekday(text: &str, at: usize) -> Option<Weekday> {
    let mut cursor = Cursor { text, at };
    cursor.spaces();
    let start = cursor.at;
    let close = [("(", ")"), ("[", "]")].into_iter().find_map(|(open, close)| cursor.eat(open).then_some(close));
    cursor.spaces();
    let name = cursor.rest().chars().next().filter(|c| WEEKDAYS.contains(c))?;
    let syllable = cursor.at..cursor.at + name.len_utf8();
    cursor.at = syllable.end;
    let word = cursor.eat("요일");
    let Some(close) = close else {
        // `3. 4. 월요일마다` tells of other days, `월요일반` of a class.
        let other = ["마다", "반", "별", "·", ", ", "~"].iter().any(|w| cursor.rest().starts_with(w));
        return (word && start > at && !other).then_some(Weekday { name, syllable, range: at..cursor.at });
    };
    cursor.spaces();
    cursor.eat(close).then_some(Weekday { name, syllable, range: start..cursor.at })
}

#[cfg(test)]
mod tests;
