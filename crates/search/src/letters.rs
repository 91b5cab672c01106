//! Normalisation of text for the search: letters in one form, and word boundaries.
//!
//! `templates/html/search.js` normalises queries in the same way; `crates/search/tests/search.rs` compares the two.

use unicode_normalization::UnicodeNormalization;

/// Two letters with more characters between them than this belong to no common word, such as in different columns.
const WIDEST_BREAK: usize = 3;

/// What precedes a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Another letter of the same word.
    Letter,
    /// A space, a full stop, a middle dot: a reader may search for the two words as one.
    Break,
    /// The start of a line, or a longer gap than a break.
    Wall,
}

/// A letter or digit: composed (NFC), of common width (NFKC), in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// The normalised letter.
    pub char: char,
    /// What separates it from the letter before it.
    pub before: Before,
}

/// The letters of a text, normalised.
pub fn letters(text: &str) -> Vec<Letter> {
    let mut found = Vec::with_capacity(text.len() / 3);
    let mut gap = WIDEST_BREAK + 1;
    for char in text.nfc() {
        if char == '\n' {
            gap = WIDEST_BREAK + 1;
            continue;
        }
        let mut is_letter = false;
        let common = std::iter::once(char).nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric());
        for char in common {
            let before = match gap {
                0 => Before::Letter,
                1..=WIDEST_BREAK => Before::Break,
                _ => Before::Wall,
            };
            found.push(Letter { char, before });
            gap = 0;
            is_letter = true;
        }
        if !is_letter {
            gap += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mark = |l: &Letter| match l.before {
            Before::Letter => format!("{}", l.char),
            Before::Break => format!("_{}", l.char),
            Before::Wall => format!("|{}", l.char),
        };
        letters(text).iter().map(mark).collect()
    }

    #[test]
    fn forms_of_one_letter_are_one() {
        let decomposed: String = "혁신".nfd().collect();
        assert_eq!(shown(&decomposed), "|혁신");
        assert_eq!(shown("ＡＢＣ１２"), "|abc12");
        assert_eq!(shown("①안 ㎡"), "|1안_m2");
        assert_eq!(shown("漢字"), "|漢字");
    }

    #[test]
    fn words_end_at_breaks_and_walls() {
        assert_eq!(shown("2019. 5. 8.(수)"), "|2019_5_8_수");
        assert_eq!(shown("협의·조정\n결과"), "|협의_조정|결과");
        assert_eq!(shown("가    나"), "|가|나");
    }
}
