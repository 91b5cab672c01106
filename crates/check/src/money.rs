//! Units of money of columns and tables, and words that change an amount: tax, discounts, free items.

/// Units of money with their values in won.
const UNITS: [(&str, i128); 6] = [
    ("원", 1),
    ("천원", 1_000),
    ("만원", 10_000),
    ("백만원", 1_000_000),
    ("억원", 100_000_000),
    ("십억원", 1_000_000_000),
];

/// The unit of money that a head, a unit of a table or a number names: `금액(천원)`.
pub(crate) fn unit(text: &str) -> Option<&'static str> {
    let mut words = text.split(|c: char| !('가'..='힣').contains(&c));
    words.find_map(|word| UNITS.iter().find(|(unit, _)| word == *unit).map(|(unit, _)| *unit))
}

/// Value in won of 1 in the unit of money that a text names.
pub(crate) fn worth(text: &str) -> Option<i128> {
    let unit = unit(text)?;
    UNITS.iter().find(|(name, _)| *name == unit).map(|(_, worth)| *worth)
}

/// Whether a text says that tax is in an amount or not: the amount may be the product or that with 10 percent more or less.
pub(crate) fn names_tax(text: &str) -> bool {
    ["부가세", "부가가치세", "VAT", "vat", "V.A.T", "세액"].iter().any(|w| text.contains(w))
}

/// Whether a text says that an amount is not the whole product: a discount, a rate of the winning bid, free items, cut digits.
pub(crate) fn names_reduction(text: &str) -> bool {
    const WORDS: [&str; 15] = [
        "할인",
        "낙찰률",
        "낙찰율",
        "무료",
        "무상",
        "면제",
        "감면",
        "절사",
        "절삭",
        "단수",
        "끝수",
        "증정",
        "에누리",
        "할증",
        "계약률",
    ];
    WORDS.iter().any(|w| text.contains(w))
}

/// Whether the computation in a text names a share that counts: `50,000원×3명×2회(참석률 80%)`.
pub(crate) fn names_share(text: &str) -> bool {
    text.contains('%') && text.contains(['×', 'x', 'X', '*'])
}

/// Whether an amount is that of a computation with or without 10 percent of tax, rounded to its digits.
pub(crate) fn is_with_tax(computed: i128, stated: i128) -> bool {
    let near = |a: i128, b: i128| (a - b).abs() <= 10;
    near(computed * 11, stated * 10) || near(computed * 10, stated * 11)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_words() {
        assert_eq!(unit("금액(천원)"), Some("천원"));
        assert_eq!(worth("단위: 백만원"), Some(1_000_000));
        assert_eq!(unit("지원 건수"), None);
        assert!(is_with_tax(600, 660) && is_with_tax(660, 600) && !is_with_tax(600, 650));
    }
}
