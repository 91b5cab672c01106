//! Names whose syllables are separated (`이 황`, `홍/길/산`): letters of a text without its separators, the width of the
//! separators, and the ends of words.
//!
//! A name is found by its letters, so that no separator hides it. [`stands_alone`] then excludes letters that are part
//! of longer words: `사이 황토길` does not contain the name `이황`.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::personal::family_name;

/// Letters and digits of a text in lower case and in one normal form, with their positions.
pub struct Letters {
    /// The letters.
    pub text: String,
    /// For each byte of `text`, the range of its character in the source.
    at: Vec<(u32, u32)>,
}

impl Letters {
    /// The letters of a text.
    pub fn new(source: &str) -> Self {
        let (mut text, mut at) = (String::new(), Vec::new());
        each(source, &mut |from, to, c| {
            text.push(c);
            at.extend(std::iter::repeat_n((from as u32, to as u32), c.len_utf8()));
        });
        Self { text, at }
    }

    /// Bytes of the source for bytes of `text`.
    pub fn range(&self, letters: Range<usize>) -> Range<usize> {
        self.at[letters.start].0 as usize..self.at[letters.end - 1].1 as usize
    }
}

/// Letters and digits of a text, like [`Letters`] without positions.
pub fn letters(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    each(source, &mut |_, _, c| text.push(c));
    text
}

/// Whether letters that follow each other in the letters of a text are the start of a word of interest: two letters, with the
/// third one if there is one.
pub fn has_start(source: &str, is_start: impl Fn(char, char, Option<char>) -> bool) -> bool {
    let (mut first, mut second, mut found) = (None, None, false);
    each(source, &mut |_, _, third| {
        if let (Some(first), Some(second)) = (first, second) {
            found = found || is_start(first, second, Some(third));
        }
        (first, second) = (second, Some(third));
    });
    found || first.zip(second).is_some_and(|(first, second)| is_start(first, second, None))
}

/// Calls `see` with the range of a character in the source and each letter of its normal form.
fn each(source: &str, see: &mut impl FnMut(usize, usize, char)) {
    /// First byte of a decomposed vowel or final consonant in UTF-8.
    const JAMO: u8 = 0xe1;
    let mut at = 0;
    while let Some(c) = source[at..].chars().next() {
        let end = at + c.len_utf8();
        let whole = matches!(c, '가'..='힣') && source.as_bytes().get(end) != Some(&JAMO);
        if c.is_ascii_alphanumeric() {
            see(at, end, c.to_ascii_lowercase());
        } else if whole {
            see(at, end, c);
        } else if !c.is_ascii() {
            let end = syllable_end(source, at, c);
            for c in source[at..end].nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase) {
                see(at, end, c);
            }
            at = end;
            continue;
        }
        at = end;
    }
}

/// End of the character at a position with the jamo and marks that are composed with it.
fn syllable_end(source: &str, at: usize, first: char) -> usize {
    let mut end = at + first.len_utf8();
    let mut take = |fits: fn(char) -> bool| {
        let next = source[end..].chars().next().filter(|c| fits(*c));
        end += next.map_or(0, char::len_utf8);
        next.is_some()
    };
    let leading = matches!(first, '\u{1100}'..='\u{115f}' | '\u{3131}'..='\u{314e}' | '\u{ffa1}'..='\u{ffbe}');
    let vowel = |c| matches!(c, '\u{1160}'..='\u{11a7}' | '\u{314f}'..='\u{3163}' | '\u{ffc2}'..='\u{ffdc}');
    if (leading && take(vowel)) || matches!(first, '가'..='힣') {
        take(|c| matches!(c, '\u{11a8}'..='\u{11ff}'));
    }
    while take(is_combining_mark) {}
    end
}

/// Whether a character has no width, so that it separates nothing for a reader.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    ) || is_combining_mark(c)
}

/// The widest separator between two letters of a part of a text. A run of spaces counts as one character, a character
/// without width as none.
pub fn widest_gap(part: &str) -> usize {
    let (mut widest, mut gap, mut space) = (0, 0, false);
    for c in part.chars().filter(|c| !is_invisible(*c)) {
        gap = if c.is_alphanumeric() { 0 } else { gap + usize::from(!(c.is_whitespace() && space)) };
        space = c.is_whitespace();
        widest = widest.max(gap);
    }
    widest
}

/// Maximum width of a separator between the syllables of a name.
const GAP: usize = 4;
/// Maximum width between two syllables that are the whole name, because two syllables side by side are frequent.
const GAP_OF_TWO: usize = 2;

/// Whether the range of a text is a separated name: small separators, and no part of longer words.
pub fn is_separated_name(text: &str, range: &Range<usize>) -> bool {
    let part = &text[range.clone()];
    let few = part.chars().filter(|c| c.is_alphanumeric()).nth(2).is_none();
    let most = if few { GAP_OF_TWO } else { GAP };
    widest_gap(part) <= most && (!few || part.matches('\n').count() < 2) && stands_alone(text, range)
}

/// Whether a range of a text is a word of its own: no letter before it, and after it none or only titles and particles.
pub fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().rev().find(|c| !is_invisible(*c));
    !before.is_some_and(char::is_alphanumeric) && is_end_of_word(&text[range.end..])
}

/// Whether nothing but titles and particles of a name stands before the next separator.
pub fn is_end_of_word(rest: &str) -> bool {
    let end = rest.find(|c: char| !c.is_alphanumeric() && !is_invisible(c)).unwrap_or(rest.len());
    let mut word: &str = rest[..end].trim_matches(is_invisible);
    // 홍길산 부위원장님께서는 has two titles at most.
    for _ in 0..3 {
        if word.is_empty() || PARTICLES.contains(&word) {
            return true;
        }
        let longest = TITLES.iter().filter(|t| word.starts_with(**t)).max_by_key(|t| t.len());
        let Some(title) = longest else { return false };
        word = &word[title.len()..];
    }
    word.is_empty() || PARTICLES.contains(&word)
}

/// Whether a word is a title of a person.
pub fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}

/// Titles that follow a name without a space.
const TITLES: [&str; 36] = [
    "님",
    "씨",
    "군",
    "양",
    "위원",
    "위원장",
    "부위원장",
    "교수",
    "대표",
    "대표이사",
    "팀장",
    "과장",
    "국장",
    "실장",
    "부장",
    "차장",
    "소장",
    "이사",
    "이사장",
    "회장",
    "원장",
    "주무관",
    "사무관",
    "서기관",
    "선생",
    "의원",
    "의장",
    "박사",
    "변호사",
    "회계사",
    "연구원",
    "강사",
    "등",
    "외",
    "측",
    "들",
];

/// Particles and endings that follow a name or its title.
const PARTICLES: [&str; 80] = [
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "와",
    "과",
    "도",
    "로",
    "으로",
    "에게",
    "에게는",
    "에게도",
    "에게서",
    "께",
    "께서",
    "께서는",
    "께서도",
    "한테",
    "만",
    "만이",
    "부터",
    "까지",
    "처럼",
    "보다",
    "이나",
    "나",
    "이며",
    "며",
    "이고",
    "고",
    "이라",
    "라",
    "이라고",
    "라고",
    "이라는",
    "라는",
    "이다",
    "입니다",
    "임",
    "인",
    "인데",
    "이었다",
    "였다",
    "이었음",
    "였음",
    "이란",
    "란",
    "과의",
    "와의",
    "마저",
    "에서",
    "에서는",
    "에서도",
    "에서의",
    "에는",
    "에도",
    "으로서",
    "로서",
    "으로써",
    "로써",
    "으로부터",
    "로부터",
    "이라며",
    "라며",
    "이라면",
    "라면",
    "이면",
    "면",
    "뿐",
    "조차",
    "밖에",
    "까지의",
    "부터의",
    "와는",
    "과는",
    "들",
];

/// Other spellings of a name that the same letters do not find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// Letters, in the form of [`letters`].
    pub letters: String,
    /// Number of letters before the family name, if it follows the given name.
    pub family_at: Option<usize>,
}

/// Spellings of a Korean name of two to four syllables in separate jamo (`ㅎㅗㅇ길산`), and of longer ones with the family
/// name last (`길산 홍`). Other values have none.
pub fn spellings(name: &str) -> Vec<Spelling> {
    let syllables: Vec<char> = name.chars().collect();
    if !(2..=4).contains(&syllables.len()) || !syllables.iter().all(|c| matches!(c, '가'..='힣')) {
        return Vec::new();
    }
    let whole = letters(name);
    let mut all: Vec<Spelling> = (1..1_usize << syllables.len())
        .map(|apart| {
            let written = |(i, c): (usize, &char)| if apart >> i & 1 == 1 { jamo(*c) } else { c.to_string() };
            let written: String = syllables.iter().enumerate().map(written).collect();
            Spelling { letters: letters(&written), family_at: None }
        })
        .filter(|spelling| spelling.letters != whole)
        .collect();
    if let Some(family) = family_name(name) {
        let given = &name[family.len()..];
        all.push(Spelling { letters: format!("{given}{family}"), family_at: Some(given.chars().count()) });
    }
    all
}

/// Whether the family name in a range with a reversed spelling is separated from the given name.
pub fn is_reversed_name(text: &str, range: &Range<usize>, family_at: usize) -> bool {
    let mut given = 0;
    let separator = text[range.clone()].chars().find(|c| {
        given += usize::from(c.is_alphanumeric());
        given == family_at && !c.is_alphanumeric() && !is_invisible(*c)
    });
    separator.is_some() && is_separated_name(text, range)
}

/// A syllable in compatibility jamo: 길 → ㄱㅣㄹ.
fn jamo(syllable: char) -> String {
    const FIRST: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
    const LAST: &str = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
    let index = syllable as u32 - '가' as u32;
    let first = FIRST.chars().nth((index / 588) as usize);
    let vowel = char::from_u32('ㅏ' as u32 + index % 588 / 28);
    let last = (index % 28).checked_sub(1).and_then(|i| LAST.chars().nth(i as usize));
    [first, vowel, last].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_every_form_are_equal() {
        for text in ["홍길산", "홍/길/산", "홍\u{302}길산", "홍\u{200b}길산", "ﾎ 홍길산"] {
            assert!(letters(text).ends_with("홍길산"), "{text}");
        }
        let apart: String = "홍길산".nfd().collect();
        assert_eq!(letters(&apart), "홍길산");
        assert_eq!(letters("호\u{11bc}길산"), "홍길산");
        assert_eq!(letters("Ｋｉｍ"), "kim");
        let found = Letters::new(&apart);
        assert_eq!(found.range(0..3), 0..9, "the first syllable is three jamo");
    }

    #[test]
    fn a_word_ends_before_a_particle_or_title() {
        for text in ["이 황", "이 황은", "이 황 위원", "이 황위원장님께서", "(이 황)", "이　황님", "이\t황,", "'이·황'"]
        {
            let from = text.find('이').unwrap();
            let to = text.find('황').unwrap() + 3;
            assert!(is_separated_name(text, &(from..to)), "{text}");
        }
        for text in ["사이 황토길", "이 황토길", "사이 황", "이 황금", "이\n\n황", "이 - + 황"] {
            let from = text.find('이').unwrap();
            let to = text.find('황').unwrap() + 3;
            assert!(!is_separated_name(text, &(from..to)), "{text}");
        }
    }

    #[test]
    fn a_name_has_other_spellings() {
        let all = spellings("홍길산");
        assert_eq!(all.len(), 8);
        assert!(all.contains(&Spelling { letters: letters("ㅎㅗㅇㄱㅣㄹㅅㅏㄴ"), family_at: None }));
        assert!(all.contains(&Spelling { letters: "길산홍".to_owned(), family_at: Some(2) }));
        assert_eq!(spellings("1,500,000"), []);
        assert!(is_reversed_name("길산 홍은", &(0..10), 2));
        assert!(!is_reversed_name("길산홍", &(0..9), 2));
    }
}
