//! Parses times of day: `10:00`, `오전 10시`, `14시 30분`.

use std::ops::Range;

use super::Cursor;

/// A time found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// Bytes of the time, with 오전 or 오후 before it.
    pub range: Range<usize>,
    /// Hour as written: 0 to 24, or 0 to 12 with `half`.
    pub hour: u32,
    /// Minute, 0 to 59; 0 where only the hour is written.
    pub minute: u32,
    /// How hour and minute are written.
    pub form: Form,
    /// 오전 or 오후 before it.
    pub half: Option<Half>,
    /// Whether there are spaces around the colon.
    pub spaced: bool,
    /// Whether the hour has one digit.
    pub short: bool,
}

/// How a time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `10:00`
    Colon,
    /// `10시 30분`
    Minutes,
    /// `10시`
    Hour,
}

/// Half of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// 오전
    Morning,
    /// 오후
    Afternoon,
}

impl Time {
    /// Minutes since midnight; `None` if ambiguous (오전 12시) or invalid.
    pub fn minutes(&self) -> Option<u32> {
        let hour = match (self.half, self.hour) {
            (None, hour) => hour,
            (Some(Half::Morning), hour @ 1..=11) => hour,
            (Some(Half::Afternoon), 12) => 12,
            (Some(Half::Afternoon), hour @ 1..=11) => hour + 12,
            (Some(_), _) => return None,
        };
        Some(hour * 60 + self.minute)
    }

    /// Formatted as `14:30`; `None` if ambiguous or invalid.
    pub fn canonical(&self) -> Option<String> {
        self.minutes().map(|m| format!("{:02}:{:02}", m / 60, m % 60))
    }
}

/// Parses a time whose first digit is at a position.
pub fn read(text: &str, at: usize) -> Option<Time> {
    let mut cursor = Cursor { text, at };
    let (hour, digits) = cursor.number(2)?;
    if hour > 24 {
        return None;
    }
    let (half, start) = half(text, at);
    let mut time =
        Time { range: start..at, hour, minute: 0, form: Form::Hour, half, spaced: false, short: digits.len() == 1 };
    let rest = cursor.rest().trim_start_matches(' ');
    match rest.chars().next()? {
        ':' => colon(cursor, &mut time)?,
        '시' => words(cursor, &mut time)?,
        _ => return None,
    }
    (time.hour < 24 || time.minute == 0).then_some(time)
}

/// The half of the day before a position, with its start.
fn half(text: &str, at: usize) -> (Option<Half>, usize) {
    let before = text[..at].trim_end_matches(' ');
    for (word, half) in [("오전", Half::Morning), ("오후", Half::Afternoon)] {
        if let Some(rest) = before.strip_suffix(word)
            && at - before.len() <= 2
        {
            return (Some(half), rest.len());
        }
    }
    (None, at)
}

/// `:30`
fn colon(mut cursor: Cursor<'_>, time: &mut Time) -> Option<()> {
    let before = cursor.spaces();
    cursor.eat(":").then_some(())?;
    let after = cursor.spaces();
    let (minute, digits) = cursor.number(2)?;
    // Seconds, a decimal, or part of something longer: `12:34:56:78`, `1:10.5`.
    let mut next = cursor.rest().chars();
    let longer = match next.next() {
        Some(':' | '.' | ',') => next.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_ascii_alphanumeric(),
        None => false,
    };
    time.spaced = before + after > 0;
    if digits.len() != 2 || minute > 59 || longer {
        return None;
    }
    // `3 : 10` may be a ratio or score: with spaces or a single digit, accept only full and half hours.
    let round = minute == 0 || minute == 30;
    if time.half.is_none() && ((time.spaced && (time.short || !round)) || (time.short && !round)) {
        return None;
    }
    time.form = Form::Colon;
    time.minute = minute;
    time.range.end = cursor.at;
    Some(())
}

/// Text that may follow 시: `14시부터` is a time; `10시도`, `3시간` and `5시·군` are other words.
const AFTER_HOUR: &[&str] = &["부터", "까지", "에", "정각", "반", "경", "이후", "이전"];

/// `시 30분` or `시`
fn words(mut cursor: Cursor<'_>, time: &mut Time) -> Option<()> {
    cursor.eat("시").then_some(())?;
    let hour = cursor;
    cursor.spaces();
    if let Some((minute, _)) = cursor.number(2)
        && cursor.eat("분")
        && minute < 60
        && !cursor.rest().starts_with(['간', '의', '과'])
    {
        time.form = Form::Minutes;
        time.minute = minute;
        time.range.end = cursor.at;
        return Some(());
    }
    let rest = hour.rest();
    let ends = rest.chars().next().is_none_or(|c| !c.is_alphanumeric() && !"·ㆍ".contains(c));
    let said = AFTER_HOUR.iter().any(|word| rest.starts_with(word));
    // Without 오전 or 오후, 10시 may as well mean ten cities; a range of them with its length is one of hours.
    let ranged = ends && time.half.is_none() && is_hour_range(hour.text, time.range.end, hour.at);
    (ranged
        || said && !rest.starts_with("반") && time.half.is_none() && !rest.starts_with('에')
        || time.half.is_some() && (ends || said))
        .then_some(())?;
    time.form = Form::Hour;
    time.range.end = hour.at;
    Some(())
}

/// Whether an hour is one end of `14시~16시(2시간)`.
fn is_hour_range(text: &str, start: usize, end: usize) -> bool {
    const SIGNS: [char; 4] = ['~', '∼', '～', '-'];
    let hours = |rest: &str| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&digits).then(|| rest[digits..].strip_prefix('시')).flatten().map(str::len)
    };
    let lasts = |rest: &str| {
        let inner = rest.trim_start_matches([' ', '(', ',', '총']);
        let number = inner.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        number.len() < inner.len() && number.starts_with("시간")
    };
    let after = text[end..].trim_start_matches(' ');
    if let Some(next) = after.strip_prefix(SIGNS) {
        return hours(next.trim_start_matches(' ')).is_some_and(|left| lasts(&text[text.len() - left..]));
    }
    let before = text[..start].trim_end_matches(' ').strip_suffix(SIGNS).map(|b| b.trim_end_matches(' '));
    before.is_some_and(|b| b.ends_with('시')) && lasts(after)
}

#[cfg(test)]
mod tests {
    use crate::written::scan;

    fn found(text: &str) -> Vec<(String, Option<String>)> {
        scan(text).times.iter().map(|t| (text[t.range.clone()].to_owned(), t.canonical())).collect()
    }

    #[test]
    fn times_are_found() {
        for (text, wanted) in [
            ("10:00~12:30", vec![("10:00", Some("10:00")), ("12:30", Some("12:30"))]),
            ("10:00-12:00", vec![("10:00", Some("10:00")), ("12:00", Some("12:00"))]),
            ("오전 10시", vec![("오전 10시", Some("10:00"))]),
            ("오후 2시 30분", vec![("오후 2시 30분", Some("14:30"))]),
            ("오후 3:10", vec![("오후 3:10", Some("15:10"))]),
            ("오전 12시", vec![("오전 12시", None)]),
            ("14시 30분", vec![("14시 30분", Some("14:30"))]),
            ("14시부터", vec![("14시", Some("14:00"))]),
            ("10 : 00", vec![("10 : 00", Some("10:00"))]),
            ("9:00", vec![("9:00", Some("09:00"))]),
            ("20:00~24:00", vec![("20:00", Some("20:00")), ("24:00", Some("24:00"))]),
        ] {
            let wanted: Vec<_> = wanted.into_iter().map(|(a, b)| (a.to_owned(), b.map(str::to_owned))).collect();
            assert_eq!(found(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_time_is_none() {
        for text in [
            "3시간 30분",
            "10시도",
            "17시·도",
            "비율 3:2",
            "1:25000",
            "12:34:56",
            "24:30",
            "10:60",
            "5시 10분간",
            "3 : 10",
            "24시간",
            "오후 2시간",
            "1:10",
            "3시에서 온 사람",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
