//! Grams: the short letter sequences that the index maps to slots.
//!
//! Every two adjacent letters are a gram. Three syllables are a gram too if both their pairs are frequent, because two
//! frequent pairs often occur in one text without touching. Digits and Latin letters are few, so that their pairs occur
//! everywhere; their grams have up to four letters.

use super::letters::{Before, Letter};

/// Maximum number of letters of a gram.
const LONGEST: usize = 4;
/// The first Hangul syllable, and the number of syllables (fourteen bits).
const SYLLABLES: (u32, u32) = (0xac00, 11_172);
/// Values of the bits for the length.
const PAIR: u64 = 0;
const THREE: u64 = 1;
const FOUR: u64 = 2;
const TRIPLE: u64 = 3;
/// Number of key bits that select the shard.
pub(crate) const HASH_BITS: u32 = 16;
/// Suffix of a gram of ASCII letters in a shard. `1500` out of `2015003` is no word of the text, and without the suffix
/// a search of the shard for the amount 1500 would find it. Gram and suffix together have 16 letters, like a hash.
pub(crate) const INSIDE: &str = "inalongerword";

/// A gram as a number: first its hash, so that sorted grams fall into shards; then length, breaks and letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Gram(pub u64);

impl Gram {
    /// The grams that begin at a letter, including every one of three syllables, because frequent pairs are known only
    /// later.
    pub(crate) fn at(letters: &[Letter], start: usize) -> impl Iterator<Item = Self> {
        let rest = &letters[start..];
        let walled =
            rest.iter().skip(1).position(|l| l.before == Before::Wall).map_or(rest.len(), |p| p + 1).min(LONGEST);
        let rest = &rest[..walled];
        let ascii = rest.iter().take_while(|l| l.char.is_ascii()).count();
        let triple = rest.iter().take(3).filter(|l| syllable(l.char).is_some()).count() == 3;
        let found = [
            (rest.len() >= 2).then(|| Self::new(PAIR, &rest[..2])),
            (ascii >= 3).then(|| Self::new(THREE, &rest[..3])),
            (ascii >= 4).then(|| Self::new(FOUR, &rest[..4])),
            triple.then(|| Self::new(TRIPLE, &rest[..3])),
        ];
        found.into_iter().flatten()
    }

    fn new(length: u64, letters: &[Letter]) -> Self {
        let letter = |l: &Letter| if length == TRIPLE { l.char as u64 - u64::from(SYLLABLES.0) } else { l.char as u64 };
        let chars = letters.iter().fold(0u64, |bits, l| bits << width(length) | letter(l));
        let breaks = letters[1..].iter().fold(0u64, |bits, l| bits << 1 | u64::from(l.before != Before::Letter));
        let hash = u64::from(hash(letters.iter().map(|l| l.char)));
        Self(hash << 48 | length << 46 | breaks << 43 | chars)
    }

    fn length(self) -> u64 {
        self.0 >> 46 & 3
    }

    /// Whether the gram has three syllables.
    pub(crate) fn is_triple(self) -> bool {
        self.length() == TRIPLE
    }

    /// The letters.
    pub(crate) fn letters(self) -> Vec<char> {
        let length = self.length();
        let count = match length {
            PAIR => 2,
            FOUR => 4,
            _ => 3,
        };
        let letter = |i: u32| {
            let bits = (self.0 & ((1 << 42) - 1)) >> (width(length) * (count - 1 - i)) & ((1 << width(length)) - 1);
            let bits = bits as u32 + if length == TRIPLE { SYLLABLES.0 } else { 0 };
            char::from_u32(bits).expect("a gram is made of letters")
        };
        (0..count).map(letter).collect()
    }

    /// The number of the shard, of 2^`bits` shards.
    pub(crate) const fn shard(self, bits: u32) -> u64 {
        if bits == 0 { 0 } else { self.0 >> (64 - bits) }
    }

    /// The key in a shard: the letters with their breaks.
    pub(crate) fn key(self) -> String {
        let letters = self.letters();
        let breaks = self.0 >> 43 & 7;
        let mut key = String::with_capacity(8);
        for (i, char) in letters.iter().enumerate() {
            if i > 0 && breaks >> (letters.len() - 1 - i) & 1 == 1 {
                key.push(' ');
            }
            key.push(*char);
        }
        if key.is_ascii() {
            key.push_str(INSIDE);
        }
        key
    }
}

/// Bits of one letter.
const fn width(length: u64) -> u32 {
    match length {
        PAIR => 21,
        TRIPLE => 14,
        _ => 7,
    }
}

/// The index of a syllable.
fn syllable(char: char) -> Option<u32> {
    (char as u32).checked_sub(SYLLABLES.0).filter(|n| *n < SYLLABLES.1)
}

/// The hash of the letters without breaks, so that all spellings are in one shard.
fn hash(letters: impl Iterator<Item = char>) -> u16 {
    let mut h = letters.fold(0u32, |h, c| (h ^ c as u32).wrapping_mul(0x9E37_79B1));
    h ^= h >> 15;
    h = h.wrapping_mul(0x2C1B_3C6D);
    (h >> 16) as u16
}

#[cfg(test)]
mod tests {
    use super::super::letters::letters;
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        let letters = letters(text);
        (0..letters.len()).flat_map(|i| Gram::at(&letters, i)).map(Gram::key).collect()
    }

    #[test]
    fn every_pair_is_one_and_some_are_longer() {
        assert_eq!(keys("혁신 계획"), ["혁신", "혁신 계", "신 계", "신 계획", "계획"]);
        assert_eq!(keys("漢字로"), ["漢字", "字로"]);
        assert_eq!(keys("5490"), ["54", "549", "5490", "49", "490", "90"].map(|k| format!("{k}{INSIDE}")));
        assert_eq!(keys("2,5천"), [format!("2 5{INSIDE}"), "5천".into()]);
        assert_eq!(keys("가\n나"), Vec::<String>::new());
    }

    #[test]
    fn a_piece_of_ascii_is_never_a_word_alone() {
        assert!(keys("123").iter().all(|k| k.len() >= 15));
    }

    #[test]
    fn spellings_share_a_shard_and_shards_are_in_order() {
        let grams = |text: &str| Gram::at(&letters(text), 0).next().unwrap();
        for bits in 0..=HASH_BITS {
            assert_eq!(grams("혁신").shard(bits), grams("혁 신").shard(bits));
            assert!(grams("혁신").shard(bits) < 1 << bits);
        }
    }
}
