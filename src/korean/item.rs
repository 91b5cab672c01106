//! Numbers of chapters.

/// Roman numeral of a chapter as one character, `Ⅰ` to `Ⅻ`; later ones in letters.
pub fn roman(n: usize) -> String {
    const SIGNS: [&str; 12] = ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ", "Ⅹ", "Ⅺ", "Ⅻ"];
    match n {
        0 => String::new(),
        1..=12 => SIGNS[n - 1].to_owned(),
        _ => format!("{}{}", "Ⅹ".repeat(n / 10), roman(n % 10)),
    }
}
