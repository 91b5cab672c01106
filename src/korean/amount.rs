//! Amounts of money and counts.

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

/// Reading of an amount in Hangul; 일 is always spoken (시행규칙 제2조제2항).
pub fn hangul(n: u64) -> String {
    const DIGITS: [&str; 10] = ["", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"];
    const SMALL: [&str; 4] = ["", "십", "백", "천"];
    const LARGE: [&str; 5] = ["", "만", "억", "조", "경"];
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
    fn writes_thousands() {
        assert_eq!(thousands(1_090_000), "1,090천원");
        assert_eq!(thousands(1_090_500), "1,090,500원");
        assert_eq!(thousands(-1_200_000), "△1,200천원");
        assert_eq!(thousands(0), "0원");
    }
}
