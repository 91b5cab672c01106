//! Formatting and parsing of amounts of money.

/// Digits in groups of three: `1,090,000`; negative amounts with `△`.
pub fn grouped(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if n < 0 { format!("△{out}") } else { out }
}

/// `1,090천원`, `0원`, or `1,090,500원` when thousands do not hold the amount exactly.
pub fn thousands(won: i64) -> String {
    if won == 0 {
        "0원".to_owned()
    } else if won % 1000 == 0 {
        format!("{}천원", grouped(won / 1000))
    } else {
        format!("{}원", grouped(won))
    }
}

const DIGITS: [&str; 10] = ["", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"];
const SMALL: [&str; 4] = ["", "십", "백", "천"];
const LARGE: [&str; 5] = ["", "만", "억", "조", "경"];

/// Reading of an amount in Hangul; 일 is always spoken (시행규칙 제2조제2항).
pub fn hangul(n: u64) -> String {
    if n == 0 {
        return "영".to_owned();
    }
    let mut out = String::new();
    for group in (0..LARGE.len()).rev() {
        let part = (n / 10_u64.pow(4 * group as u32)) % 10_000;
        for place in (0..4).rev() {
            let digit = (part / 10_u64.pow(place)) % 10;
            if digit > 0 {
                out.push_str(DIGITS[digit as usize]);
                out.push_str(SMALL[place as usize]);
            }
        }
        if part > 0 {
            out.push_str(LARGE[group]);
        }
    }
    out
}

/// `금113,560원(금일십일만삼천오백육십원)`.
pub fn formal(won: i64) -> String {
    let sign = if won < 0 { "△" } else { "" };
    let n = won.unsigned_abs();
    format!("금{sign}{}원(금{}원)", grouped(n.min(i64::MAX as u64) as i64), hangul(n))
}

/// Forms in which documents write an amount: digits, thousands and ten thousands of won, and Hangul.
pub fn forms(won: i64) -> Vec<String> {
    let mut forms = vec![won.to_string(), grouped(won), thousands(won)];
    let n = won.unsigned_abs();
    if n >= 10_000 {
        forms.extend([mixed(n, false), mixed(n, true)]);
        let formal = hangul(n) + "원";
        forms.push(SMALL[1..].iter().fold(formal.clone(), |words, unit| words.replace(&format!("일{unit}"), unit)));
        forms.push(formal);
    }
    let mut seen = std::collections::BTreeSet::new();
    forms.retain(|form| seen.insert(form.clone()));
    forms
}

/// Digits with units of ten thousands: `1억6295만원`, or with thousands `15만5천원`.
fn mixed(n: u64, in_thousands: bool) -> String {
    let mut out = String::new();
    for group in (0..LARGE.len()).rev() {
        let part = (n / 10_000_u64.pow(group as u32)) % 10_000;
        match part {
            0 => continue,
            _ if in_thousands && part.is_multiple_of(1_000) => out.push_str(&format!("{}천", part / 1_000)),
            _ => out.push_str(&part.to_string()),
        }
        out.push_str(LARGE[group]);
    }
    out + "원"
}

/// Whether an amount is the end of a longer number before it: `600천원` after `1,`, `오만원` after `십`.
pub fn continues_number(before: &str, amount: &str) -> bool {
    let mut earlier = before.chars().rev();
    let (last, second) = (earlier.next(), earlier.next());
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let spoken = |c: char| DIGITS[1..].iter().chain(&SMALL[1..]).chain(&LARGE[1..]).any(|w| w.chars().eq([c]));
    let Some(first) = amount.chars().next() else { return false };
    if first.is_ascii_digit() {
        let is_amount = amount.ends_with('원') || amount.contains(',');
        return digit(last) || (is_amount && matches!(last, Some(',' | '.')) && digit(second));
    }
    let number = amount.strip_suffix('원').is_some_and(|words| words.chars().all(spoken));
    number && last.is_some_and(|c| spoken(c) || c.is_ascii_digit())
}

/// A parsed amount in Hangul.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The amount in won.
    pub won: u64,
    /// Written as it is spoken, without 일 before 천, 백, 십 or 만 (`십일만` for `일십일만`).
    pub colloquial: bool,
}

/// Parses an amount in Hangul without 금 and 원: `일십일만삼천오백육십`, `십일만 삼천`; `None` if it is none.
pub fn parse_hangul(words: &str) -> Option<Reading> {
    let written: String = words.chars().filter(|c| !is_space(*c)).collect();
    let won = if written == "영" { 0 } else { spoken(&written)? };
    Some(Reading { won, colloquial: written != hangul(won) })
}

fn spoken(words: &str) -> Option<u64> {
    let mut total = Sum::default();
    let mut group = Sum::default();
    let mut digit = None;
    for c in words.chars() {
        if let Some(value) = place_of(c, &DIGITS) {
            if digit.replace(value as u64).is_some() {
                return None;
            }
        } else if let Some(place) = place_of(c, &SMALL) {
            group.add(digit.take().unwrap_or(1), 10_u64.pow(place))?;
        } else {
            let unit = 10_u64.pow(4 * place_of(c, &LARGE)?);
            if let Some(value) = digit.take() {
                group.add(value, 1)?;
            }
            let count = std::mem::take(&mut group).end();
            // Only 만 may be used without 일.
            total.add(count.or((c == '만').then_some(1))?, unit)?;
        }
    }
    if let Some(value) = digit {
        group.add(value, 1)?;
    }
    if let Some(rest) = group.end() {
        total.add(rest, 1)?;
    }
    total.end()
}

/// Parses digits with Korean units, without 원: `3억 5천만`, `1억2,500만`, `1,090천`; `None` if it is no number or ambiguous
/// (`3억 5천`).
pub fn parse_mixed(text: &str) -> Option<u64> {
    let mut total = Sum::default();
    let mut group = Sum::default();
    let mut rest = text.trim_matches(is_space);
    if rest == "0" {
        return Some(0);
    }
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if c.is_ascii_digit() {
            let (number, end) = digits(rest)?;
            rest = &rest[end..];
            let place = rest.chars().next().and_then(|c| place_of(c, &SMALL));
            group.add(number, 10_u64.pow(place.unwrap_or(0)))?;
            rest = if place.is_some() { &rest["천".len()..] } else { rest };
        } else if let Some(place) = place_of(c, &LARGE) {
            total.add(std::mem::take(&mut group).end()?, 10_u64.pow(4 * place))?;
            rest = after;
        } else if is_space(c) {
            rest = after;
        } else {
            return None;
        }
    }
    if let Some(value) = group.end() {
        if total.below > 10_000 && group.below > 1 && total.value > 0 {
            return None;
        }
        total.add(value, 1)?;
    }
    total.end()
}

/// A sum with descending units: each part must be smaller than the unit of the part before.
#[derive(Clone, Copy)]
struct Sum {
    value: u64,
    below: u64,
}

impl Default for Sum {
    fn default() -> Self {
        Self { value: 0, below: u64::MAX }
    }
}

impl Sum {
    fn add(&mut self, count: u64, unit: u64) -> Option<()> {
        let piece = count.checked_mul(unit).filter(|piece| *piece > 0 && *piece < self.below)?;
        self.value = self.value.checked_add(piece)?;
        self.below = unit;
        Some(())
    }

    /// The sum; `None` if nothing was added.
    fn end(self) -> Option<u64> {
        (self.value > 0).then_some(self.value)
    }
}

/// The number at the start, with or without commas between groups of three, and its end.
fn digits(text: &str) -> Option<(u64, usize)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(text.len());
    let mut groups = text[..end].split(',');
    let first = groups.next()?;
    let commas = end > first.len();
    if (commas && first.len() > 3) || groups.any(|group| group.len() != 3) {
        return None;
    }
    Some((text[..end].replace(',', "").parse().ok()?, end))
}

fn place_of(c: char, names: &[&str]) -> Option<u32> {
    let at = names.iter().position(|name| name.chars().eq([c]))?;
    u32::try_from(at).ok()
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_amounts() {
        let cases = [
            (113_560, "일십일만삼천오백육십"),
            (1_110, "일천일백일십"),
            (10_000, "일만"),
            (490_000, "사십구만"),
            (1_090_000, "일백구만"),
            (162_950_000, "일억육천이백구십오만"),
            (1_234_567_890, "일십이억삼천사백오십육만칠천팔백구십"),
        ];
        for (n, words) in cases {
            assert_eq!(hangul(n), words);
        }
        assert_eq!(formal(113_560), "금113,560원(금일십일만삼천오백육십원)");
    }

    #[test]
    fn an_amount_has_many_forms() {
        let expected = [
            (500_000, "500000 500,000 500천원 50만원 오십만원"),
            (155_000, "155000 155,000 155천원 15만5000원 15만5천원 십오만오천원 일십오만오천원"),
            (162_950_000, "162950000 162,950,000 162,950천원 1억6295만원 일억육천이백구십오만원"),
            (50_000_000, "50000000 50,000,000 50,000천원 5000만원 5천만원 오천만원"),
            (900, "900 900원"),
        ];
        for (won, all) in expected {
            assert_eq!(forms(won).join(" "), all);
        }
        for (before, amount, part) in [
            ("총 1,", "600천원", true),
            ("이십", "오만원", true),
            ("1", "50만원", true),
            ("금", "오십만원", false),
            ("은 ", "50만원", false),
            ("수량 1, ", "600천원", false),
            ("이", "홍길동", false),
            ("12,", "010-1234-5678", false),
        ] {
            assert_eq!(continues_number(before, amount), part, "{before}{amount}");
        }
    }

    #[test]
    fn writes_thousands() {
        assert_eq!(thousands(1_090_000), "1,090천원");
        assert_eq!(thousands(1_090_500), "1,090,500원");
        assert_eq!(thousands(-1_200_000), "△1,200천원");
        assert_eq!(thousands(0), "0원");
    }

    #[test]
    fn formal_words_are_read_back() {
        let vectors = [
            (113_560, "일십일만삼천오백육십"),
            (1_110, "일천일백일십"),
            (10_000, "일만"),
            (118_000, "일십일만팔천"),
            (490_000, "사십구만"),
            (600_000, "육십만"),
            (1_090_000, "일백구만"),
            (6_000_000, "육백만"),
            (162_950_000, "일억육천이백구십오만"),
            (300_000_000, "삼억"),
            (1_234_567_890, "일십이억삼천사백오십육만칠천팔백구십"),
        ];
        for (won, words) in vectors {
            assert_eq!(parse_hangul(words), Some(Reading { won, colloquial: false }), "{words}");
            assert_eq!(hangul(won), words);
        }
        assert_eq!(parse_hangul("일억 육천이백 구십오만"), Some(Reading { won: 162_950_000, colloquial: false }));
    }

    #[test]
    fn every_reading_is_read_back() {
        let near = |n: u64| [n.saturating_sub(1), n, n.saturating_add(1)];
        let powers = (0..20).flat_map(|p| near(10_u64.pow(p)));
        // A linear congruential sequence covers all magnitudes.
        let mut state = 1_u64;
        let many = std::iter::from_fn(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            Some(state >> (state % 64))
        });
        for n in (0..20_000).chain(powers).chain([u64::MAX]).chain(many.take(20_000)) {
            assert_eq!(parse_hangul(&hangul(n)), Some(Reading { won: n, colloquial: false }), "{n}");
        }
    }

    #[test]
    fn everyday_words_are_read() {
        for (words, won) in [
            ("만", 10_000),
            ("천", 1_000),
            ("십일만", 110_000),
            ("십일만삼천오백육십", 113_560),
            ("백구만", 1_090_000),
            ("천백십", 1_110),
            ("삼억 오천만", 350_000_000),
            ("만 이천", 12_000),
        ] {
            let reading = parse_hangul(words).unwrap_or_else(|| panic!("{words}"));
            assert_eq!(reading.won, won, "{words}");
            assert_eq!(reading.colloquial, hangul(won) != words.replace(' ', ""), "{words}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_read() {
        let long = "일".repeat(100_000);
        let high = "구천구백구십구경".to_owned();
        for words in [
            "",
            " ",
            "일이",
            "십백",
            "만억",
            "억",
            "조",
            "일만일만",
            "영만",
            "일영",
            "세",
            "113",
            "원",
            "이 자",
            &long,
            &high,
        ] {
            assert_eq!(parse_hangul(words), None, "{}", words.chars().take(10).collect::<String>());
        }
    }

    #[test]
    fn mixed_amounts_are_read() {
        for (text, won) in [
            ("3억 5천만", Some(350_000_000)),
            ("1억2,500만", Some(125_000_000)),
            ("2천5백만", Some(25_000_000)),
            ("12만 5천", Some(125_000)),
            ("12만 5,000", Some(125_000)),
            ("1,090천", Some(1_090_000)),
            ("162,950,000", Some(162_950_000)),
            ("15,000만", Some(150_000_000)),
            ("0", Some(0)),
            ("1,844경", Some(18_440_000_000_000_000_000)),
            // Ambiguous: 3억 5천만 or 3억 5,000.
            ("3억 5천", None),
            ("1,845경", None),
            ("3억 2억", None),
            ("5만 12,000", None),
            ("1,09천", None),
            ("1090,000", None),
            ("억", None),
            ("3 4", None),
            ("3억 원", None),
            ("99999999999999999999", None),
            ("", None),
        ] {
            assert_eq!(parse_mixed(text), won, "{text}");
        }
    }
}
