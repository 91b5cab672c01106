//! Days and months in words, `3월 4일부터 3월 8일까지` and `2024년 3월 ~ 12월`, which [`super::written`] leaves out because a
//! month in words is no date to be written otherwise.

use super::written::dates::{Date, Form};

/// The dates of a text and its days and months in words, in order. Linear in the length of the text.
pub fn with_words(text: &str, dates: &[Date]) -> Vec<Date> {
    let mut all = dates.to_vec();
    let mut next = 0;
    for (at, _) in text.match_indices('월') {
        let Some(date) = before(text, at) else { continue };
        while dates.get(next).is_some_and(|d| d.end() <= date.range.start) {
            next += 1;
        }
        let apart = dates.get(next).is_none_or(|d| date.range.end <= d.range.start);
        if apart {
            all.push(date);
        }
    }
    all.sort_by_key(|d| d.range.start);
    all
}

/// The day or month whose 월 is at a position.
fn before(text: &str, at: usize) -> Option<Date> {
    let (start, month) = number_before(text, at, 2)?;
    let year = text[..start].trim_end_matches(' ').strip_suffix('년').and_then(|head| {
        let (first, year) = number_before(text, head.len(), 4)?;
        (head.len() - first == 4).then_some((first, i32::try_from(year).ok()?))
    });
    let after = &text[at + '월'.len_utf8()..];
    let rest = after.trim_start_matches(' ');
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let day: Option<u32> = rest[..digits].parse().ok().filter(|_| (1..=2).contains(&digits));
    let day = day.filter(|_| rest[digits..].starts_with('일') && !rest[digits..].starts_with("일간"));
    let end =
        if day.is_some() { text.len() - rest.len() + digits + '일'.len_utf8() } else { text.len() - after.len() };
    // `3월분`, `3월호`
    let is_word = day.is_none()
        && after.starts_with(|c: char| c.is_alphanumeric())
        && !after.starts_with("부터")
        && !after.starts_with("까지");
    ((1..=12).contains(&month) && day.is_none_or(|d| (1..=31).contains(&d)) && !is_word).then(|| Date {
        range: year.map_or(start, |(first, _)| first)..end,
        form: Form::Words,
        year: year.map(|(_, year)| year),
        short_year: None,
        month,
        day,
        gaps: Vec::new(),
        zeros: Vec::new(),
        closed: true,
        weekday: None,
    })
}

/// The number that ends at a position, and its start; `None` if it has more digits or is part of another.
fn number_before(text: &str, end: usize, most: usize) -> Option<(usize, u32)> {
    let digits = text[..end].bytes().rev().take(most + 1).take_while(u8::is_ascii_digit).count();
    let start = end - digits;
    let part = text[..start].ends_with(['.', ',', '-', '제']);
    (digits > 0 && digits <= most && !part).then_some((start, text[start..end].parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::written::scan;

    #[test]
    fn days_and_months_in_words_are_found_beside_dates() {
        for (text, found) in [
            ("3월 4일부터 3월 8일까지", vec!["3월 4일", "3월 8일"]),
            ("2024년 3월 ~ 12월", vec!["2024년 3월", "12월"]),
            ("2024. 3. 4.(월) 4월호, 13월, 3월분", vec!["2024. 3. 4."]),
            ("2024년 3월 4일부터", vec!["2024년 3월 4일"]),
        ] {
            let dates = with_words(text, &scan(text).dates);
            assert_eq!(dates.iter().map(|d| &text[d.range.clone()]).collect::<Vec<_>>(), found, "{text}");
        }
    }
}
