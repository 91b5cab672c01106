//! Parses amounts of money: `금113,560원(금일십일만삼천오백육십원)`, `1,090천원`, `3억 5천만 원`.

use std::ops::Range;

use super::{digits, spaces};
use crate::amount::parse_mixed;

/// An amount of money found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// Bytes from the first digit to 원.
    pub range: Range<usize>,
    /// Bytes of 금 and the spaces after it; `None` also if 금 ends another word (지원금 5,000원).
    pub geum: Option<Range<usize>>,
    /// Bytes of the first number: digits and commas.
    pub number: Range<usize>,
    /// Bytes between the first number and 원: `천`, `억 5,000만 `.
    pub unit: Range<usize>,
    /// Value in won; `None` if the number is invalid.
    pub won: Option<u64>,
    /// Bytes of the amount in Hangul in the brackets, without brackets, 금 and 원.
    pub hangul: Option<Range<usize>>,
}

impl Amount {
    /// End of the amount, brackets included.
    pub fn end(&self) -> usize {
        self.hangul.as_ref().map_or(self.range.end, |h| h.end)
    }

    /// Bytes from 금 to 원.
    pub fn whole(&self) -> Range<usize> {
        self.geum.as_ref().map_or(self.range.start, |g| g.start)..self.range.end
    }
}

/// Units before 원 and between numbers.
const UNITS: [char; 6] = ['십', '백', '천', '만', '억', '조'];

/// Text that may follow 원 as the currency; `3원칙` and `5원화` are excluded.
const AFTER_WON: &[&str] = &[
    "을", "이", "은", "의", "에", "과", "으로", "씩", "정", "까지", "부터", "미만", "초과", "가량", "상당", "당", "대",
    "보다", "인", "도", "만", "및", "짜리", "임", "입",
];

/// Parses an amount whose first digit is at a position.
pub fn read(text: &str, at: usize) -> Option<Amount> {
    let number = at..number_end(text, at);
    let mut end = number.end;
    let mut units = 0;
    loop {
        let gap = spaces(text, end).min(1);
        let rest = &text[end + gap..];
        if rest.starts_with('원') {
            end += gap;
            break;
        }
        let unit: usize = rest.chars().take_while(|c| UNITS.contains(c)).map(char::len_utf8).sum();
        if unit > 0 {
            end += gap + unit;
            units += 1;
        } else if units > 0 && rest.starts_with(|c: char| c.is_ascii_digit()) {
            end = number_end(text, end + gap);
        } else {
            return None;
        }
        // Limit the parts by the number of units.
        if units > UNITS.len() {
            return None;
        }
    }
    let won = end + '원'.len_utf8();
    // Excludes `제3 원칙` and the like.
    if !ends_word(&text[won..]) || text[..at].ends_with('제') {
        return None;
    }
    let value = text[at..end].replace(',', "");
    Some(Amount {
        range: at..won,
        geum: geum(text, at),
        unit: number.end..end,
        won: parse_value(&value),
        number,
        hangul: hangul(text, won),
    })
}

/// Parses `1.5억` as well as whole numbers.
fn parse_value(text: &str) -> Option<u64> {
    let Some((whole, rest)) = text.split_once('.') else { return parse_mixed(text) };
    let places = digits(rest, 0);
    let unit = parse_mixed(&format!("1{}", &rest[places..]))?;
    let scale = 10_u64.checked_pow(u32::try_from(places).ok()?)?;
    let part = rest[..places].parse::<u64>().ok()?.checked_mul(unit)?;
    let whole = whole.parse::<u64>().ok()?.checked_mul(unit)?;
    (part % scale == 0).then(|| whole.checked_add(part / scale)).flatten()
}

/// End of digits with commas or a decimal point.
fn number_end(text: &str, at: usize) -> usize {
    let mut end = at + digits(text, at);
    while text[end..].starts_with([',', '.']) {
        let more = digits(text, end + 1);
        if more == 0 {
            break;
        }
        end += 1 + more;
    }
    end
}

/// Whether 원 is the currency: at the end of a word, or before text that may follow it.
fn ends_word(rest: &str) -> bool {
    let hangul = rest.starts_with(|c: char| c.is_alphanumeric());
    !hangul || AFTER_WON.iter().any(|word| rest.starts_with(word))
}

/// 금 as a word of its own before a position, with the spaces after it.
fn geum(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text[..at].trim_end_matches(' ');
    let start = before.strip_suffix('금')?.len();
    let own = !text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
    own.then_some(start..at)
}

/// Longest amount in Hangul, in bytes.
const LONGEST: usize = 150;

/// The amount in Hangul in the brackets after a position.
fn hangul(text: &str, at: usize) -> Option<Range<usize>> {
    let open = at + spaces(text, at);
    let rest = text[open..].strip_prefix('(')?;
    let most = rest.len().min(LONGEST);
    let close = rest.as_bytes()[..most].iter().position(|b| *b == b')')?;
    let inner = &rest[..close];
    let words = inner.trim().trim_end_matches('정').strip_suffix('원')?;
    let stem = words.trim_start().trim_start_matches('일').strip_prefix('금').unwrap_or(words.trim_start()).trim();
    let numeral = |c: char| "영일이삼사오육칠팔구십백천만억조 ".contains(c);
    if stem.is_empty() || !stem.chars().all(numeral) {
        return None;
    }
    // `inner` and `stem` are slices of the text, so that their distance is a byte offset.
    let start = open + 1 + (stem.as_ptr() as usize - inner.as_ptr() as usize);
    Some(start..start + stem.len())
}

#[cfg(test)]
mod tests {
    use crate::written::scan;

    #[test]
    fn amounts_are_found() {
        for (text, shown, won) in [
            ("금113,560원(금일십일만삼천오백육십원)", "금113,560원", Some(113_560)),
            ("1,090천원", "1,090천원", Some(1_090_000)),
            ("지원금 5,000,000원을", "5,000,000원", Some(5_000_000)),
            ("60만 원", "60만 원", Some(600_000)),
            ("3억 5천만원", "3억 5천만원", Some(350_000_000)),
            ("1.5억원", "1.5억원", Some(150_000_000)),
            ("10백만원", "10백만원", Some(10_000_000)),
            ("1090000원", "1090000원", Some(1_090_000)),
            ("금 600,000원", "금 600,000원", Some(600_000)),
        ] {
            let found = scan(text).amounts;
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((&text[found[0].whole()], found[0].won), (shown, won), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_left_out() {
        for text in ["3원칙", "5명", "3억 명", "2원화 체계", "제3 원", "1원장", "5만 명", "4억 "] {
            assert!(scan(text).amounts.is_empty(), "{text}");
        }
    }

    #[test]
    fn words_in_brackets_are_read_if_they_are_an_amount() {
        let of = |text: &str| scan(text).amounts[0].hangul.clone().map(|r| text[r].to_owned());
        assert_eq!(of("금113,560원(금일십일만삼천오백육십원)"), Some("일십일만삼천오백육십".to_owned()));
        assert_eq!(of("10,000원(일만 원)"), Some("일만".to_owned()));
        assert_eq!(of("10,000원(부가세 포함)"), None);
    }
}
