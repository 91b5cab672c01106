//! Signs that rules check, found in one pass.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// A kind of sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `~`
    Tilde,
    /// `∼`, `～`, `〜`
    OtherTilde,
    /// `ㆍ`, `・`, `∙`, `•`, `․`, `‧`, `⋅`, `･`
    OtherDot,
    /// `—`, `–`, `―`
    Dash,
    /// `"`, `'`
    Straight,
    /// `->`, `=>`, `...`
    Ascii,
    /// `m2`, `km2`, `m3`
    Unit,
    /// `Ａ`, `１`
    Wide,
    /// Two spaces.
    Spaces,
    /// `(`, `「`
    Open,
    /// `)`, `」`
    Close,
    /// `:`
    Colon,
    /// `×`, `=`, `%`
    Operator,
}

const SIGNS: &[(Sign, &[&str])] = &[
    (Sign::Tilde, &["~"]),
    (Sign::OtherTilde, &["∼", "～", "〜"]),
    (Sign::OtherDot, &["ㆍ", "・", "∙", "•", "\u{2024}", "\u{2027}", "\u{22c5}", "\u{ff65}"]),
    (Sign::Dash, &["—", "–", "―"]),
    (Sign::Straight, &["\"", "'"]),
    (Sign::Ascii, &["->", "=>", "..."]),
    (Sign::Unit, &["km2", "cm2", "mm2", "m2", "m3", "KM2", "M2"]),
    (Sign::Spaces, &["  "]),
    (Sign::Open, &["(", "「", "『", "“", "‘"]),
    (Sign::Close, &[")", "」", "』", "”", "’"]),
    (Sign::Colon, &[":"]),
    (Sign::Operator, &["×", "=", "%"]),
];

/// Fullwidth letters and digits.
const WIDE: [std::ops::RangeInclusive<char>; 3] = ['０'..='９', 'Ａ'..='Ｚ', 'ａ'..='ｚ'];

struct Finder {
    search: AhoCorasick,
    kinds: Vec<Sign>,
}

static FINDER: LazyLock<Finder> = LazyLock::new(|| {
    let listed = SIGNS.iter().flat_map(|(sign, words)| words.iter().map(|w| (*sign, (*w).to_owned())));
    let wide = WIDE.into_iter().flatten().map(|c| (Sign::Wide, c.to_string()));
    let (kinds, words): (Vec<Sign>, Vec<String>) = listed.chain(wide).unzip();
    let search =
        AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::DFA)).build(words);
    let search = search.expect("a short list of words");
    Finder { search, kinds }
});

/// The signs of a text, in order.
#[derive(Debug, Default)]
pub struct Signs(Vec<(Sign, Range<usize>)>);

impl Signs {
    /// Finds the signs of a text.
    pub fn read(text: &str) -> Self {
        let of = |found: aho_corasick::Match| (FINDER.kinds[found.pattern().as_usize()], found.range());
        Self(FINDER.search.find_iter(text).map(of).collect())
    }

    /// Every sign with its bytes.
    pub fn all(&self) -> &[(Sign, Range<usize>)] {
        &self.0
    }

    /// Bytes of the signs of one kind.
    pub fn of(&self, sign: Sign) -> impl Iterator<Item = Range<usize>> + '_ {
        self.0.iter().filter(move |(s, _)| *s == sign).map(|(_, range)| range.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_found_in_their_order() {
        let text = "㎡ 대신 km2·ㆍ, ３명 -> \"끝\"  (가)";
        let found: Vec<_> = Signs::read(text).all().iter().map(|(s, r)| (*s, &text[r.clone()])).collect();
        assert_eq!(
            found,
            [
                (Sign::Unit, "km2"),
                (Sign::OtherDot, "ㆍ"),
                (Sign::Wide, "３"),
                (Sign::Ascii, "->"),
                (Sign::Straight, "\""),
                (Sign::Straight, "\""),
                (Sign::Spaces, "  "),
                (Sign::Open, "("),
                (Sign::Close, ")"),
            ]
        );
    }
}
