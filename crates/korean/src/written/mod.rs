//! Finds dates, times and amounts of money in a text in one pass, with the byte ranges of their parts.
//!
//! Similar forms (document numbers, versions, decimals, section numbers, telephone numbers, ratios) are excluded:
//! ambiguous text gives no result.

mod cursor;
pub mod dates;
pub mod money;
pub mod times;

use std::ops::Range;

pub use cursor::{Before, RANGE_SIGNS, range_sign};
use cursor::{Cursor, digits, spaces};
pub use dates::Date;
pub use money::Amount;
pub use times::Time;

/// Results by kind, each in text order; they do not overlap.
#[derive(Debug, Default)]
pub struct Written {
    /// Dates, with or without a year.
    pub dates: Vec<Date>,
    /// Times of day.
    pub times: Vec<Time>,
    /// Amounts of money in won.
    pub amounts: Vec<Amount>,
    /// Bytes of the hyphen in `3-5월`.
    pub months: Vec<Range<usize>>,
}

/// Finds every date, time and amount. Linear in the length of the text.
pub fn scan(text: &str) -> Written {
    let bytes = text.as_bytes();
    let mut found = Written::default();
    let mut before = Before::default();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'0'..=b'9' => {}
            b'\n' => {
                before = Before { line: at + 1, ..Before::default() };
                at += 1;
                continue;
            }
            _ => {
                at += 1;
                continue;
            }
        }
        at = found.take(text, at, &mut before);
    }
    found
}

impl Written {
    /// Reads what begins with the digits at a position; returns where to continue.
    fn take(&mut self, text: &str, at: usize, before: &mut Before) -> usize {
        let end = at + digits(text, at);
        if !before.may_begin(text, at) {
            return end;
        }
        if let Some(date) = dates::read(text, at, before) {
            let end = date.end();
            before.date = Some(end);
            before.end = end;
            self.dates.push(date);
            return end;
        }
        if let Some(time) = times::read(text, at) {
            before.end = time.range.end;
            let end = time.range.end;
            self.times.push(time);
            return end;
        }
        self.months.extend(month_hyphen(text, at, end));
        if let Some(amount) = money::read(text, at) {
            let end = amount.end();
            self.amounts.push(amount);
            return end;
        }
        end
    }
}

/// The hyphen of `3-5월` after the first number.
fn month_hyphen(text: &str, at: usize, end: usize) -> Option<Range<usize>> {
    let mut cursor = Cursor { text, at: end };
    if end - at > 2 || !cursor.eat("-") {
        return None;
    }
    let (last, _) = cursor.number(2)?;
    let first: u32 = text[at..end].parse().ok()?;
    let months = (1..=12).contains(&first) && (1..=12).contains(&last);
    (months && cursor.eat("월") && !cursor.rest().starts_with("호")).then_some(end..end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts composed of the scanner's tokens in random order.
    fn made(seed: u64, length: usize) -> String {
        const PARTS: [&str; 48] = [
            "2019",
            "’19",
            "5",
            "08",
            "31",
            ".",
            ". ",
            " ",
            "(수)",
            "(금",
            ")",
            "~",
            " ~ ",
            "-",
            "/",
            ":",
            "시",
            "분",
            "오전 ",
            "오후",
            "년",
            "월",
            "일",
            "금",
            "원",
            "천원",
            "만",
            "억",
            ",",
            "000",
            "10:00",
            "24:00",
            "까지",
            "부터",
            "\n",
            "가",
            "·",
            "%",
            "제",
            "호",
            "(금일십만원)",
            "٣",
            "🂡",
            "\u{1}",
            "'",
            "18446744073709551616",
            "조",
            "99",
        ];
        let mut state = seed | 1;
        let mut out = String::new();
        for _ in 0..length {
            // xorshift, so that the texts are the same on every machine.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            out.push_str(PARTS[(state >> 33) as usize % PARTS.len()]);
        }
        out
    }

    #[test]
    fn any_text_is_scanned_and_ranges_are_characters() {
        for seed in 1..4000 {
            let text = made(u64::wrapping_mul(seed, 0x9E37_79B9_7F4A_7C15), 24);
            let found = scan(&text);
            let mut ranges: Vec<Range<usize>> = Vec::new();
            for date in &found.dates {
                ranges.push(date.range.start..date.end());
                assert!(date.range.end <= date.end());
                assert!(date.gaps.iter().chain(&date.zeros).all(|r| text.get(r.clone()).is_some()), "{text}");
            }
            ranges.extend(found.times.iter().map(|t| t.range.clone()));
            ranges.extend(found.amounts.iter().map(|a| a.range.start..a.end()));
            ranges.sort_by_key(|r| r.start);
            assert!(ranges.iter().all(|r| text.get(r.clone()).is_some_and(|t| !t.is_empty())), "{text:?} {ranges:?}");
            assert!(ranges.windows(2).all(|w| w[0].end <= w[1].start), "{text:?} {ranges:?}");
        }
    }

    #[test]
    fn long_texts_of_one_piece_cost_no_more_than_their_length() {
        for part in ["1. ", "2019. ", "5. 8. ", "(수)", "금", "1,", "3억 ", "5~", "10:", "오전 1", "9"] {
            let text = part.repeat(200_000 / part.len());
            scan(&text);
        }
    }

    #[test]
    fn the_sign_of_a_range_stands_alone() {
        for (text, sign) in [("~", Some("~")), (" ～ ", Some("～")), (" - ", Some("-")), ("~ ~", None), (" 와 ", None)]
        {
            assert_eq!(range_sign(text, 0..text.len()).map(|r| &text[r]), sign, "{text}");
        }
    }
}
