//! Finds rare words that differ slightly from a word used often in the documents: likely typing errors, and the same
//! term with and without a space.
//!
//! A rare word is compared with frequent ones by changing one letter (자모) in ways in which people mistype or mishear: ㅔ
//! and ㅖ, ㅐ and ㅔ, ㅢ and ㅣ, single and doubled consonants, and neighbours on the two-set keyboard (KS X 5002). Each
//! change is a lookup in the table of frequent words, so that the cost is linear in the text and not quadratic in its
//! words.
//!
//! It is silent where the change may give another right word: the last letter of a word, which is where words are inflected;
//! short words; and places where the rare word has a known word (`data/known-words.txt`).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// A word is rare below this number of uses, frequent from it on.
const FREQUENT: usize = 3;

/// Longer runs of Hangul are ignored as words, because the cost grows with the square of the length.
const LONGEST: usize = 24;

/// How two words differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// One letter, or one syllable that was typed twice.
    Letter,
    /// A space.
    Space,
}

/// A rare word with the frequent one that was probably meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The rare word as written, with its particle.
    pub written: String,
    /// The usual spelling, with the same particle.
    pub usual: String,
    /// Number of uses of the usual spelling.
    pub times: usize,
    /// How the two spellings differ.
    pub difference: Difference,
}

/// Word counts of some texts, without particles.
#[derive(Debug, Default)]
pub struct Words<'t> {
    stems: FxHashMap<&'t str, Stem<'t>>,
    spaced: FxHashMap<(&'t str, &'t str), Stem<'t>>,
}

#[derive(Debug, Default)]
struct Stem<'t> {
    count: usize,
    /// The different particles of the uses, kept while the stem is rare.
    endings: [Option<&'t str>; FREQUENT - 1],
}

impl<'t> Stem<'t> {
    fn add(&mut self, ending: &'t str) {
        self.count += 1;
        if self.count < FREQUENT && !self.endings.contains(&Some(ending)) {
            let free = self.endings.iter_mut().find(|slot| slot.is_none());
            *free.expect("a rare stem has fewer uses than slots") = Some(ending);
        }
    }
}

impl<'t> Words<'t> {
    /// Counts the words of a text.
    pub fn add(&mut self, text: &'t str) {
        // The last word, if it has no particle, with its end.
        let mut before: Option<(&str, usize)> = None;
        for (start, run) in runs(text) {
            let end = start + run.len();
            let joins = before.filter(|(_, stop)| &text[*stop..start] == " ");
            if syllables(run) > LONGEST {
                before = None;
                continue;
            }
            let (stem, ending) = split(run);
            before = ending.is_empty().then_some((run, end));
            self.stems.entry(stem).or_default().add(ending);
            if let Some((first, _)) = joins.filter(|(first, _)| joinable(first, stem)) {
                self.spaced.entry((first, stem)).or_default().add(ending);
            }
        }
    }

    /// Rare words close to frequent ones, each once, in alphabetical order.
    pub fn pairs(&self) -> Vec<Pair> {
        let often = |stem: &&Stem<'_>| stem.count >= FREQUENT;
        let frequent: FxHashMap<&str, usize> =
            self.stems.iter().filter(|(_, s)| often(s)).map(|(word, s)| (*word, s.count)).collect();
        let mut shapes: FxHashSet<Shape> = FxHashSet::default();
        let mut of_word = Vec::with_capacity(LONGEST);
        for word in frequent.keys() {
            Shape::all(word, &mut of_word);
            shapes.extend(of_word.iter().copied());
        }
        // A spaced term is searched for among the frequent words only if it could be one of them.
        let longest = frequent.keys().map(|word| word.len()).max().unwrap_or(0);
        let mut joined = String::with_capacity(2 * longest);
        let rare = self.stems.iter().filter(|(_, stem)| !often(stem));
        let mut own = Vec::with_capacity(LONGEST);
        let letters = rare.flat_map(|(word, stem)| {
            Shape::all(word, &mut own);
            let usual = nearest(word, &own, &frequent, &shapes);
            usual.into_iter().flat_map(move |(usual, times)| {
                stem.endings.iter().flatten().map(move |ending| Pair {
                    written: format!("{word}{ending}"),
                    usual: format!("{usual}{ending}"),
                    times,
                    difference: Difference::Letter,
                })
            })
        });
        let spaces = self.spaced.iter().filter_map(|((first, second), stem)| {
            if first.len() + second.len() > longest {
                return None;
            }
            joined.clear();
            joined.extend([*first, *second]);
            let times = frequent.get(joined.as_str()).copied().filter(|times| *times > 2 * stem.count)?;
            let written = format!("{first} {second}");
            Some(Pair { written, usual: joined.clone(), times, difference: Difference::Space })
        });
        let mut pairs: Vec<Pair> = letters.chain(spaces).collect();
        pairs.sort();
        pairs
    }
}

/// Key of a word with one syllable left out: number of syllables, index of the one left out, hash of the others. Two
/// words that differ in one syllable share a key, so that few pairs are compared letter by letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Shape(usize, usize, u64);

impl Shape {
    /// Writes the keys of a word over those in `all`.
    fn all(word: &str, all: &mut Vec<Self>) {
        const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
        let (mut power, mut whole) = (1_u64, 0_u64);
        all.clear();
        for (at, c) in word.chars().enumerate() {
            let part = u64::from(u32::from(c)).wrapping_mul(power);
            whole = whole.wrapping_add(part);
            all.push(Self(0, at, part));
            power = power.wrapping_mul(BASE);
        }
        let length = all.len();
        for Self(count, _, hash) in all {
            (*count, *hash) = (length, whole.wrapping_sub(*hash));
        }
    }
}

/// Runs of Hangul syllables with their offsets. Reads bytes, because every text of a project is read.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    // A syllable in UTF-8, from EA B0 80 to ED 9E A3.
    let is_syllable = move |at: usize| match bytes[at] {
        0xEB | 0xEC => true,
        0xEA => bytes[at + 1] >= 0xB0,
        0xED => bytes[at + 1] < 0x9E || (bytes[at + 1] == 0x9E && bytes[at + 2] <= 0xA3),
        _ => false,
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && !is_syllable(at) {
            at += 1;
        }
        let start = at;
        while at < bytes.len() && is_syllable(at) {
            at += SYLLABLE;
        }
        (start < at).then(|| (start, &text[start..at]))
    })
}

/// Number of bytes of a Hangul syllable in UTF-8.
const SYLLABLE: usize = '가'.len_utf8();

/// Number of syllables of a run of Hangul.
fn syllables(run: &str) -> usize {
    run.len() / SYLLABLE
}

fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣')
}

/// Particles (조사); if one ends in another, the longer comes first.
const PARTICLES: &[&str] = &[
    "으로부터",
    "에서부터",
    "으로서의",
    "으로써",
    "으로서",
    "으로는",
    "으로의",
    "에게서",
    "에서는",
    "에서의",
    "까지의",
    "부터의",
    "에서도",
    "이라는",
    "입니다",
    "로부터",
    "로서의",
    "으로",
    "로써",
    "로서",
    "로는",
    "로의",
    "에서",
    "에게",
    "에는",
    "에도",
    "와의",
    "과의",
    "까지",
    "부터",
    "보다",
    "처럼",
    "마다",
    "이나",
    "이며",
    "이고",
    "이라",
    "라는",
    "만을",
    "만이",
    "들의",
    "들이",
    "들을",
    "들은",
    "이",
    "가",
    "은",
    "는",
    "을",
    "를",
    "의",
    "에",
    "와",
    "과",
    "도",
    "만",
    "로",
];

/// Last syllables of particles.
const LAST: &str = "터의써서는도다로게지럼나며고라을이은가를에와과만";

/// Particles by their last syllable, in the same order.
static BY_LAST: LazyLock<FxHashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut by_last: FxHashMap<char, Vec<&'static str>> = FxHashMap::default();
    for particle in PARTICLES {
        by_last.entry(particle.chars().next_back().expect("no particle is empty")).or_default().push(particle);
    }
    by_last
});

/// Splits a word into stem and particle. Nouns that end like a particle are split too, but everywhere in the same way.
pub fn split(word: &str) -> (&str, &str) {
    if !word.chars().next_back().is_some_and(|c| LAST.contains(c)) {
        return (word, "");
    }
    let last = word.chars().next_back().expect("it has a last syllable");
    let ending_in = BY_LAST.get(&last).map_or(&[][..], Vec::as_slice);
    let stem = ending_in.iter().find_map(|particle| word.strip_suffix(particle).filter(|stem| syllables(stem) >= 2));
    stem.map_or((word, ""), |stem| (stem, &word[stem.len()..]))
}

/// Whether two words can form one term: neither has a particle, and the term is long.
fn joinable(first: &str, second: &str) -> bool {
    let (first_length, second_length) = (syllables(first), syllables(second));
    first_length >= 2 && second_length >= 2 && first_length + second_length >= 6
}

/// The most frequent word that a rare one, with its `own` keys, may be a typing error for.
fn nearest<'a>(
    word: &str,
    own: &[Shape],
    frequent: &FxHashMap<&'a str, usize>,
    shapes: &FxHashSet<Shape>,
) -> Option<(&'a str, usize)> {
    let doubled = || word.chars().zip(word.chars().skip(1)).any(|(first, second)| first == second);
    if !own.iter().any(|shape| shapes.contains(shape)) && !doubled() {
        return None;
    }
    let syllables: Vec<char> = word.chars().collect();
    let mut best: Option<(&str, usize)> = None;
    for (at, shape) in own.iter().enumerate() {
        let doubled = syllables.get(at + 1) == Some(&syllables[at]);
        if !doubled && !shapes.contains(shape) {
            continue;
        }
        for candidate in changed(&syllables, at) {
            let Some((usual, times)) = frequent.get_key_value(candidate.as_str()).map(|(w, n)| (*w, *n)) else {
                continue;
            };
            if best.is_none_or(|(other, most)| (times, other) > (most, usual)) && !known(&syllables, at) {
                best = Some((usual, times));
            }
        }
    }
    best
}

/// Frequent words that differ from the word in one syllable.
fn changed(syllables: &[char], at: usize) -> Vec<String> {
    let length = syllables.len();
    let last = at + 1 == length;
    let Some(letters) = Letters::of(syllables[at]) else { return Vec::new() };
    let mut others = Vec::new();
    for (a, b, least) in VOWELS {
        // The last syllable may be an inflection, except that ㅖ is never inflected to ㅔ.
        let alike = (*a, *b) == ('ㅔ', 'ㅖ');
        // 에 may be a particle, and 예 a word of its own.
        let least = if alike && INITIALS[letters.initial] == 'ㅇ' { 4 } else { *least };
        if length >= least && (!last || alike) {
            others.extend(letters.vowel(*a, *b));
        }
    }
    if length >= 5 && !last {
        others.extend(letters.neighbours());
    }
    let mut words: Vec<String> = others
        .into_iter()
        .map(|other| syllables.iter().enumerate().map(|(i, c)| if i == at { other } else { *c }).collect())
        .collect();
    if length >= 5 && !last && syllables[at] == syllables[at + 1] {
        words.push(syllables.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| *c).collect());
    }
    words
}

/// Vowels that sound alike, with the minimum length of a word in which the difference is an error and not another word
/// or name.
const VOWELS: &[(char, char, usize)] =
    &[('ㅔ', 'ㅖ', 2), ('ㅐ', 'ㅔ', 4), ('ㅢ', 'ㅣ', 4), ('ㅚ', 'ㅙ', 4), ('ㅙ', 'ㅞ', 4), ('ㅚ', 'ㅞ', 4)];

const INITIALS: [char; 19] =
    ['ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ'];
const MEDIALS: [char; 21] = [
    'ㅏ', 'ㅐ', 'ㅑ', 'ㅒ', 'ㅓ', 'ㅔ', 'ㅕ', 'ㅖ', 'ㅗ', 'ㅘ', 'ㅙ', 'ㅚ', 'ㅛ', 'ㅜ', 'ㅝ', 'ㅞ', 'ㅟ', 'ㅠ', 'ㅡ',
    'ㅢ', 'ㅣ',
];
const FINALS: [char; 28] = [
    ' ', 'ㄱ', 'ㄲ', 'ㄳ', 'ㄴ', 'ㄵ', 'ㄶ', 'ㄷ', 'ㄹ', 'ㄺ', 'ㄻ', 'ㄼ', 'ㄽ', 'ㄾ', 'ㄿ', 'ㅀ', 'ㅁ', 'ㅂ', 'ㅄ',
    'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
];

/// Adjacent keys of the two-set keyboard: rows of each hand, columns of the vowels.
const ROWS: [&str; 9] =
    ["ㅂㅈㄷㄱㅅ", "ㅁㄴㅇㄹㅎ", "ㅋㅌㅊㅍ", "ㅛㅕㅑㅐㅔ", "ㅗㅓㅏㅣ", "ㅠㅜㅡ", "ㅛㅗ", "ㅕㅓ", "ㅑㅏ"];

const DOUBLED: [(char, char); 5] = [('ㄱ', 'ㄲ'), ('ㄷ', 'ㄸ'), ('ㅂ', 'ㅃ'), ('ㅅ', 'ㅆ'), ('ㅈ', 'ㅉ')];

/// Letters easily typed in place of another: neighbours on the keyboard, and double consonants.
static KEYS: LazyLock<HashMap<char, Vec<char>>> = LazyLock::new(|| {
    let mut keys: HashMap<char, Vec<char>> = HashMap::new();
    let mut add = |a: char, b: char| {
        keys.entry(a).or_default().push(b);
        keys.entry(b).or_default().push(a);
    };
    for row in ROWS {
        row.chars().zip(row.chars().skip(1)).for_each(|(a, b)| add(a, b));
    }
    DOUBLED.into_iter().for_each(|(a, b)| add(a, b));
    keys
});

/// Decomposes a syllable into indices of its letters (Unicode 3.12).
#[derive(Clone, Copy)]
struct Letters {
    initial: usize,
    medial: usize,
    last: usize,
}

impl Letters {
    fn of(c: char) -> Option<Self> {
        let at = is_hangul(c).then(|| c as usize - '가' as usize)?;
        Some(Self { initial: at / 588, medial: at / 28 % 21, last: at % 28 })
    }

    fn syllable(self) -> Option<char> {
        char::from_u32((self.initial * 588 + self.medial * 28 + self.last) as u32 + '가' as u32)
    }

    fn vowel(self, a: char, b: char) -> Option<char> {
        let other = match MEDIALS[self.medial] {
            own if own == a => b,
            own if own == b => a,
            _ => return None,
        };
        self.with_medial(other)
    }

    fn neighbours(self) -> Vec<char> {
        let near = |c: char| KEYS.get(&c).into_iter().flatten().copied();
        let initials = near(INITIALS[self.initial]).filter_map(|c| {
            let initial = INITIALS.iter().position(|other| *other == c)?;
            Self { initial, ..self }.syllable()
        });
        let medials = near(MEDIALS[self.medial]).filter_map(|c| self.with_medial(c));
        let lasts = near(FINALS[self.last]).filter_map(|c| {
            let last = FINALS.iter().position(|other| *other == c)?;
            Self { last, ..self }.syllable()
        });
        initials.chain(medials).chain(lasts).collect()
    }

    fn with_medial(self, c: char) -> Option<char> {
        let medial = MEDIALS.iter().position(|other| *other == c)?;
        Self { medial, ..self }.syllable()
    }
}

/// Whether a known word covers the syllable.
fn known(syllables: &[char], at: usize) -> bool {
    let pair =
        |start: usize| syllables.get(start..start + 2).is_some_and(|two| KNOWN_PAIRS.contains(&[two[0], two[1]]));
    pair(at) || (at > 0 && pair(at - 1))
}

static KNOWN_PAIRS: LazyLock<HashSet<[char; 2]>> = LazyLock::new(|| {
    known_words()
        .filter_map(|word| {
            let mut letters = word.chars();
            Some([letters.next()?, letters.next()?])
        })
        .collect()
});

/// Words of two syllables in offices that one changed letter can make of other words, so that a rare one may be meant.
const KNOWN: &str = include_str!("../data/known-words.txt");

fn known_words() -> impl Iterator<Item = &'static str> {
    KNOWN.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_words_are_sound() {
        let words: Vec<&str> = known_words().collect();
        for word in &words {
            assert!(word.chars().count() == 2 && word.chars().all(is_hangul), "{word} has not two syllables");
        }
        for pair in words.windows(2) {
            assert!(pair[0] < pair[1], "{} stands behind {}", pair[1], pair[0]);
        }
    }

    fn pairs(text: &str) -> Vec<(String, String, Difference)> {
        let mut words = Words::default();
        words.add(text);
        words.pairs().into_iter().map(|pair| (pair.written, pair.usual, pair.difference)).collect()
    }

    /// One rare use and at least three of the usual spelling.
    fn beside(rare: &str, usual: &str) -> Vec<(String, String, Difference)> {
        pairs(&format!("{rare}, {usual}; {usual}; {usual}; {usual}"))
    }

    #[test]
    fn every_particle_ends_as_is_looked_for_first() {
        assert!(PARTICLES.iter().all(|particle| LAST.contains(particle.chars().next_back().unwrap())));
    }

    #[test]
    fn typing_errors_are_found() {
        for (rare, usual) in [
            ("구단위게획형", "구단위계획형"),
            ("지역사회혁신게획", "지역사회혁신계획"),
            ("게획", "계획"),
            ("협이조정", "협의조정"),
            ("시민헙의체", "시민협의체"),
            ("보조금정싼보고", "보조금정산보고"),
            ("주민참여예예산", "주민참여예산"),
            ("통게연보", "통계연보"),
        ] {
            assert_eq!(beside(rare, usual), [(rare.to_owned(), usual.to_owned(), Difference::Letter)], "{rare}");
        }
    }

    #[test]
    fn particles_stay_with_the_word() {
        let found = beside("구단위게획형의", "구단위계획형으로");
        assert_eq!(found, [("구단위게획형의".to_owned(), "구단위계획형의".to_owned(), Difference::Letter)]);
    }

    #[test]
    fn the_same_term_with_a_space_is_found() {
        let usual = "구단위계획형 ".repeat(7);
        let found = pairs(&format!("구단위 계획형, 구단위 계획형의, 구단위 계획형. {usual}"));
        assert_eq!(found, [("구단위 계획형".to_owned(), "구단위계획형".to_owned(), Difference::Space)]);
        assert_eq!(pairs(&format!("{}{}", "구단위 계획형, ".repeat(4), "구단위계획형, ".repeat(7))), []);
    }

    #[test]
    fn other_right_words_are_silent() {
        for (rare, usual) in [
            ("계획을", "계획은"),
            ("사업의", "사업이"),
            ("사안", "사업"),
            ("의원", "위원"),
            ("직원", "지원"),
            ("강동군", "강동구"),
            ("강동시", "강동구"),
            ("인력자원계획", "인력지원계획"),
            ("후보산정위원", "후보선정위원"),
            ("조례재정절차", "조례제정절차"),
            ("위원이견조정", "위원의견조정"),
            ("추진하였으며", "추진하였으나"),
            ("제출하여", "제출하며"),
            ("김제민", "김재민"),
            ("하계", "하게"),
            ("게시", "계시"),
            ("예는", "에는"),
            ("홍길순", "홍길동"),
            ("기획예산과장", "기획예산담당관"),
            ("협의 조정", "협의조정"),
        ] {
            assert_eq!(beside(rare, usual), [], "{rare} {usual}");
        }
    }

    #[test]
    fn two_frequent_words_are_both_meant() {
        assert_eq!(pairs(&"구단위게획형 구단위계획형 ".repeat(3)), []);
    }

    /// All documents of this repository except those with deliberate errors.
    #[test]
    #[allow(clippy::disallowed_methods)]
    fn the_samples_have_none() {
        let root = std::path::Path::new("../..");
        for folder in ["content", "tests/variants", "tests/proofs/workspace", "tests/officials"] {
            let files = walkdir::WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().filter_map(Result::ok);
            let texts: Vec<String> = files.filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect();
            let mut words = Words::default();
            texts.iter().for_each(|text| words.add(text));
            assert!(texts.len() > 3, "{folder} was read");
            assert_eq!(words.pairs(), [], "{folder}");
        }
    }

    #[test]
    fn a_hundred_thousand_words_are_compared_at_once() {
        let syllable = |n: u32| char::from_u32('가' as u32 + n % 11_172).unwrap();
        let mut text = String::new();
        for n in 0..100_000_u32 {
            for step in 0..6 {
                text.push(syllable(n.wrapping_mul(2_654_435_761).rotate_left(step * 5) >> 7));
            }
            text.push(' ');
        }
        text.push_str(&"가".repeat(1_000_000));
        let mut words = Words::default();
        words.add(&text);
        // Comparing all pairs would take five thousand million steps, which would take too long for a test.
        assert!(words.pairs().len() < 100);
    }
}
