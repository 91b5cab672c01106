//! Chapter numbers and item markers.

/// First markers of the levels of a letter, by which a house profile or a document names a numbering.
pub const STATUTORY: [&str; 8] = ["1.", "가.", "1)", "가)", "(1)", "(가)", "①", "㉮"];

/// Marker of the `n`th item of the numbering that begins with `first`; `None` if that is a sign such as □, which does
/// not count.
pub fn counted(first: &str, n: usize) -> Option<String> {
    let level = STATUTORY.iter().position(|sign| *sign == first)?;
    Some(statutory(level + 1, n))
}

/// Marker of the `n`th item at a level of a letter: `1.` `가.` `1)` `가)` `(1)` `(가)` `①` `㉮` (시행규칙 제2조제1항).
pub fn statutory(level: usize, n: usize) -> String {
    match level {
        0 | 1 => format!("{n}."),
        2 => format!("{}.", syllable(n)),
        3 => format!("{n})"),
        4 => format!("{})", syllable(n)),
        5 => format!("({n})"),
        6 => format!("({})", syllable(n)),
        7 => circled(n),
        _ => match n {
            // Only fourteen of these signs exist.
            1..=14 => char::from_u32(0x326E + n as u32 - 1).map_or(String::new(), String::from),
            _ => format!("({})", syllable(n)),
        },
    }
}

/// 가 나 … 하, then 거 너 … 허, 고 노 … 호, and so on.
fn syllable(n: usize) -> char {
    const INITIALS: [u32; 14] = [0, 2, 3, 5, 6, 7, 9, 11, 12, 14, 15, 16, 17, 18];
    const VOWELS: [u32; 6] = [0, 4, 8, 13, 18, 20];
    let at = n.saturating_sub(1);
    let vowel = VOWELS[(at / INITIALS.len()) % VOWELS.len()];
    char::from_u32(0xAC00 + (INITIALS[at % INITIALS.len()] * 21 + vowel) * 28).expect("every syllable has a code")
}

/// ① to ㊿; larger numbers in brackets.
fn circled(n: usize) -> String {
    let base = match n {
        1..=20 => 0x2460 + n - 1,
        21..=35 => 0x3251 + n - 21,
        36..=50 => 0x32B1 + n - 36,
        _ => return format!("({n})"),
    };
    char::from_u32(base as u32).map_or(String::new(), String::from)
}

/// Roman numeral of a chapter as one character, `Ⅰ` to `Ⅻ`; larger ones as letters.
pub fn roman(n: usize) -> String {
    const SIGNS: [&str; 12] = ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ", "Ⅹ", "Ⅺ", "Ⅻ"];
    match n {
        0 => String::new(),
        1..=12 => SIGNS[n - 1].to_owned(),
        _ => format!("{}{}", "Ⅹ".repeat(n / 10), roman(n % 10)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_follow_the_decree() {
        let first: Vec<String> = (1..=8).map(|level| statutory(level, 1)).collect();
        assert_eq!(first, STATUTORY);
        assert_eq!(counted("가)", 2).as_deref(), Some("나)"));
        assert_eq!(counted("□", 2), None);
        assert_eq!([14, 15, 28, 29].map(|n| statutory(2, n)), ["하.", "거.", "허.", "고."]);
        assert_eq!([20, 21, 36].map(|n| statutory(7, n)), ["⑳", "㉑", "㊱"]);
    }
}
