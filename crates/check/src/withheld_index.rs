//! Search for the withheld values of all dossiers in open texts.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::AhoCorasick;
use gian_korean::amount::continues_number;
use gian_korean::longer_name::LongerNames;
use gian_korean::separated::{
    Letters, has_start, is_end_of_word, is_reversed_name, is_separated_name, letters, spellings, stands_alone,
    widest_gap,
};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::secrets::{Found, Nature};

/// Withheld values of all dossiers, prepared for the search. It is made once, because each dossier searches its open
/// texts for the values of all.
pub struct WithheldIndex<'a> {
    /// `None` if nothing is withheld.
    automaton: Option<AhoCorasick>,
    /// The first letters of the values.
    starts: Starts,
    values: Vec<Vec<Spelling<'a>>>,
    places: Vec<String>,
}

impl<'a> WithheldIndex<'a> {
    /// Prepares the search for values, given in the order of the dossiers. A value inside one of `places`, names of
    /// agencies and districts that are stated openly, is not the person.
    pub fn new(withheld: impl Iterator<Item = &'a Found>, places: &[String]) -> Self {
        let values = values(withheld);
        let new = || AhoCorasick::new(values.keys()).expect("the values of an office fit into an automaton");
        let automaton = (!values.is_empty()).then(new);
        let starts = Starts::of(values.keys());
        let mut values: Vec<Vec<Spelling<'a>>> = values.into_values().collect();
        if let Some(automaton) = &automaton {
            name_places(automaton, &mut values, places);
        }
        Self { automaton, starts, values, places: places.to_owned() }
    }

    /// Whether nothing is withheld.
    pub fn is_empty(&self) -> bool {
        self.automaton.is_none()
    }

    /// Names of agencies and districts in which the letters of a value do not disclose it.
    pub(crate) fn places(&self) -> &[String] {
        &self.places
    }

    /// Whether a text has the letters of a withheld value.
    pub(crate) fn may_be_in(&self, text: &str) -> bool {
        let Some(automaton) = &self.automaton else { return false };
        self.starts.may_be_in(text) && automaton.is_match(&letters(text))
    }

    /// Byte ranges of a text that have the letters of withheld values, with the spellings of these values.
    pub(crate) fn find(&self, text: &str) -> Vec<(Range<usize>, &[Spelling<'a>])> {
        let Some(automaton) = self.automaton.as_ref().filter(|_| self.starts.may_be_in(text)) else {
            return Vec::new();
        };
        let folded = Letters::new(text);
        let hits = automaton.find_overlapping_iter(&folded.text);
        hits.map(|hit| (folded.range(hit.range()), &*self.values[hit.pattern().as_usize()])).collect()
    }
}

/// Gives each value the names of places that contain it.
fn name_places(automaton: &AhoCorasick, values: &mut [Vec<Spelling<'_>>], places: &[String]) {
    let mut inside: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for place in places {
        for hit in automaton.find_overlapping_iter(&letters(place)) {
            inside.entry(hit.pattern().as_usize()).or_default().push(place);
        }
    }
    for (at, places) in inside {
        for spelling in &mut values[at] {
            spelling.longer = LongerNames::of(spelling.value, places.iter().copied());
        }
    }
}

/// The letters with which values begin, as sets of hashes: nearly every text has none of them, so that its letters need
/// not be collected and searched.
struct Starts {
    /// The first two letters of each value.
    pairs: Vec<u64>,
    /// The first three letters of each value, and the letters of a value of two with a third that stands for any.
    triples: Vec<u64>,
    /// Whether a value has a single letter, which any text may have.
    any: bool,
}

impl Starts {
    const BITS: u32 = 1 << 16;

    fn of<'v>(values: impl Iterator<Item = &'v String>) -> Self {
        let empty = || vec![0; (Self::BITS / u64::BITS) as usize];
        let mut starts = Self { pairs: empty(), triples: empty(), any: false };
        let set = |bits: &mut Vec<u64>, hash: u32| bits[(hash / u64::BITS) as usize] |= 1 << (hash % u64::BITS);
        for value in values {
            let mut letters = value.chars();
            let Some((first, second)) = letters.next().zip(letters.next()) else {
                starts.any = true;
                continue;
            };
            set(&mut starts.pairs, Self::of_pair(first, second));
            set(&mut starts.triples, Self::of_triple(Self::of_pair(first, second), letters.next()));
        }
        starts
    }

    fn of_pair(first: char, second: char) -> u32 {
        (u32::from(first).wrapping_mul(0x9e37_79b1) ^ u32::from(second).wrapping_mul(0x85eb_ca6b)) >> 16
    }

    fn of_triple(pair: u32, third: Option<char>) -> u32 {
        (pair.wrapping_mul(0xc2b2_ae3d) ^ third.map_or(0, u32::from).wrapping_mul(0x27d4_eb2f)) >> 16
    }

    fn may_be_in(&self, text: &str) -> bool {
        let has = |bits: &[u64], hash: u32| bits[(hash / u64::BITS) as usize] >> (hash % u64::BITS) & 1 == 1;
        let is_start = |first, second, third: Option<char>| {
            let pair = Self::of_pair(first, second);
            has(&self.pairs, pair)
                && (has(&self.triples, Self::of_triple(pair, None))
                    || third.is_some_and(|third| has(&self.triples, Self::of_triple(pair, Some(third)))))
        };
        self.any || has_start(text, is_start)
    }
}

/// A written form of a value, and where the value is withheld.
pub(crate) struct Spelling<'a> {
    /// The value as it is written.
    pub(crate) value: &'a str,
    /// Number of letters before the family name, in the spelling with the given name first.
    family_at: Option<usize>,
    /// Names of places and bodies that contain it.
    longer: LongerNames,
    /// Where it is withheld first.
    pub(crate) first: &'a Found,
    /// The first occurrence in each dossier.
    pub(crate) by_folder: BTreeMap<&'a str, &'a Found>,
}

/// Index of the searched values by their letters. Committee members are withheld in all their dossiers, and are
/// searched for once.
fn values<'a>(withheld: impl Iterator<Item = &'a Found>) -> BTreeMap<String, Vec<Spelling<'a>>> {
    /// Letters of a value, and where its family name stands if the given name is first.
    type Form = (String, Option<usize>);
    type Ordered<'a> = BTreeMap<(&'a str, Option<usize>), (usize, Spelling<'a>)>;
    let mut values: BTreeMap<String, Ordered<'a>> = BTreeMap::new();
    let mut add = |order: usize, found: &'a Found, folded: &str, family_at: Option<usize>| {
        let spelling = || {
            let (longer, by_folder) = (LongerNames::default(), BTreeMap::new());
            (order, Spelling { value: &found.value, family_at, longer, first: found, by_folder })
        };
        if !values.contains_key(folded) {
            values.insert(folded.to_owned(), Ordered::new());
        }
        let all = values.get_mut(folded).expect("it was inserted if it was missing");
        let (_, spelling) = all.entry((&found.value, family_at)).or_insert_with(spelling);
        spelling.by_folder.entry(&found.folder).or_insert(found);
    };
    // A committee member is withheld in many places: only the first one of each dossier is used.
    let mut known: FxHashMap<&str, (FxHashSet<&str>, Vec<Form>)> = FxHashMap::default();
    for (order, found) in withheld.enumerate().filter(|(_, f)| shortest(f).is_some()) {
        let (folders, forms) = known.entry(&found.value).or_insert_with(|| {
            let others = spellings(&found.value).into_iter().map(|other| (other.letters, other.family_at));
            (FxHashSet::default(), std::iter::once((letters(&found.value), None)).chain(others).collect())
        });
        if folders.insert(&found.folder) {
            forms.iter().for_each(|(folded, family_at)| add(order, found, folded, *family_at));
        }
    }
    fn in_order(spellings: Ordered<'_>) -> Vec<Spelling<'_>> {
        let mut spellings: Vec<_> = spellings.into_values().collect();
        spellings.sort_by_key(|(order, _)| *order);
        spellings.into_iter().map(|(_, s)| s).collect()
    }
    values.into_iter().map(|(folded, spellings)| (folded, in_order(spellings))).collect()
}

/// Minimum number of characters of a searched value; `None` for values that may occur elsewhere legitimately.
pub(crate) fn shortest(found: &Found) -> Option<usize> {
    let least = match found.nature {
        Nature::Name | Nature::Private | Nature::Words => 2,
        // `50만원` and `오십만원` are amounts of six digits.
        Nature::Amount if found.value.ends_with("만원") => 4,
        Nature::Amount => 5,
        // An employer, or a line of a report, may be mentioned for its own sake.
        Nature::Detail | Nature::Document => return None,
    };
    (found.value.chars().filter(|c| c.is_alphanumeric()).count() >= least).then_some(least)
}

impl Spelling<'_> {
    /// Whether the range of a text with the letters of the spelling is the value: without separators or with those of
    /// the value, or separated like a name or number; not part of a longer number, and a separate word if short.
    pub(crate) fn is_at(&self, text: &str, range: &Range<usize>) -> bool {
        if self.longer.cover(text, range) {
            return false;
        }
        if let Some(family_at) = self.family_at {
            return is_reversed_name(text, range, family_at);
        }
        let (before, after) = (text[..range.start].chars().next_back(), text[range.end..].chars().next());
        let part = &text[range.clone()];
        let count = self.value.chars().filter(|c| c.is_alphanumeric()).count();
        if part.to_lowercase() != self.value.to_lowercase() {
            let is_separated = match self.value.is_ascii() {
                true => count >= LONG_NUMBER && widest_gap(part) <= GAP && !part.contains('\n'),
                false => is_separated_name(text, range),
            };
            // Letters in the middle of two words are not the value: `분홍 길 산책`.
            let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
            let inside = letter(before) && !is_end_of_word(&text[range.end..]);
            if !is_separated && (count < 3 || inside || !has_small_separators(part)) {
                return false;
            }
        }
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if continues_number(&text[..range.start], self.value)
            || (part.ends_with(|c: char| c.is_ascii_digit()) && digit(after))
        {
            return false;
        }
        count > 2 || stands_alone(text, range)
    }
}

impl Spelling<'_> {
    /// Whether letters of a name at a range of a text are set apart, or follow the order of another language.
    pub(crate) fn is_separated_at(&self, text: &str, range: &Range<usize>) -> bool {
        !self.value.is_ascii() && text[range.clone()].to_lowercase() != self.value.to_lowercase()
    }
}

/// Minimum number of letters and digits of a number that any sign may separate (`010/1234/5678`). Shorter ones are also
/// parts of dates.
const LONG_NUMBER: usize = 10;
/// Maximum width of a separator in a number.
const GAP: usize = 3;

/// Whether only the signs that usually separate names and numbers stand between the letters of a part of a text.
fn has_small_separators(part: &str) -> bool {
    part.split(char::is_alphanumeric).all(|gap| gap.chars().count() <= 3 && gap.chars().all(is_separator))
}

/// Separators of the parts of a name or number.
fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{3000}' | '·' | '・' | 'ㆍ' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200b}'..='\u{200d}' | '*')
}

#[cfg(test)]
mod tests {
    use gian_diagnostics::{Place, Route};

    use super::*;
    use crate::body_text::BodyText;

    const DOCS: &str = include_str!("../../../docs/disclosure.md");

    fn finds(value: &str, text: &str) -> bool {
        let place = Place::value("a.yaml", Route::root());
        let found = Found { value: value.into(), place, nature: Nature::Words, folder: String::new() };
        let index = WithheldIndex::new(std::iter::once(&found), &[]);
        index.find(text).iter().any(|(range, all)| all.iter().any(|s| s.is_at(text, range)))
    }

    /// The cells of a row of the table of disguises.
    fn cells(line: &str) -> (String, String, String) {
        let line = line.replace("\\|", "\u{1}");
        let cells: Vec<String> = line.split('|').map(|c| c.trim().replace('\u{1}', "|")).collect();
        let text = cells[3].strip_prefix("`` ").map(|text| text.trim_end_matches(" ``"));
        let mut text = text.unwrap_or_else(|| cells[3].trim_matches('`')).to_owned();
        while let Some(at) = text.find("\\u{") {
            let end = at + text[at..].find('}').unwrap();
            let code = u32::from_str_radix(&text[at + 3..end], 16).unwrap();
            text.replace_range(at..=end, &char::from_u32(code).unwrap().to_string());
        }
        (cells[2].clone(), text, cells[4].clone())
    }

    #[test]
    fn every_disguise_of_the_table_is_found() {
        let section = DOCS.split("## Disguises").nth(1).unwrap().split("\n## ").next().unwrap();
        let mut rows = 0;
        for line in section.lines().filter(|l| l.starts_with("| ")).skip(1) {
            let (value, text, by) = cells(line);
            rows += 1;
            let source = format!("위원 {text} 등");
            assert_eq!(finds(&value, &source), by.contains("check"), "{line}");
            let shown = BodyText::new(&source.replace("https://", "[곳](https://").replace(" 등", ") 등")).text;
            let is_link = text.starts_with("https://");
            let shown = if is_link { shown } else { BodyText::new(&source).text };
            if by.contains("composed") {
                assert!(finds(&value, &shown), "{line}");
            }
        }
        assert!(rows >= 44, "{rows}");
    }

    #[test]
    fn a_name_of_a_place_that_is_stated_is_not_the_value() {
        let place = Place::value("a.yaml", Route::root());
        let found = Found { value: "온누리".into(), place, nature: Nature::Name, folder: String::new() };
        let index = WithheldIndex::new(std::iter::once(&found), &["미리내시 가온누리구".to_owned()]);
        let finds = |text: &str| index.find(text).iter().any(|(range, all)| all.iter().any(|s| s.is_at(text, range)));
        assert!(!finds("가온누리구청장과 가온누리문화재단"));
        for text in ["위원온누리", "온누리구청장", "가온누리구 온누리 위원", "가 온 누리구", "온누리군", "새온누리구"]
        {
            assert!(finds(text), "{text}");
        }
    }

    #[test]
    fn letters_of_other_words_are_not_the_value() {
        for text in ["사이 황토길", "이 황금 연휴", "차이, 황사", "이황화탄소", "높이/황동", "2이황", "이황산"]
        {
            assert!(!finds("이황", text), "{text}");
        }
        for text in ["분홍/길/산책", "분홍 길 산책로", "홍수, 길, 산"] {
            assert!(!finds("홍길산", text), "{text}");
        }
        assert!(finds("홍길산", "위원홍 길 산은"));
        assert!(!finds("150000", "2015. 00. 00"));
        assert!(finds("010-1234-5678", "(010) 1234/5678"));
    }
}
