//! Search for the withheld values of all dossiers in open texts.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::secrets::{Found, Nature};

/// Withheld values of all dossiers, prepared for the search. It is made once, because each dossier searches its open
/// texts for the values of all.
pub struct WithheldIndex<'a> {
    /// `None` if nothing is withheld.
    automaton: Option<AhoCorasick>,
    values: Vec<Vec<Spelling<'a>>>,
}

impl<'a> WithheldIndex<'a> {
    /// Prepares the search for values, given in the order of the dossiers.
    pub fn new(withheld: impl Iterator<Item = &'a Found>) -> Self {
        let values = values(withheld);
        let new = || AhoCorasick::new(values.keys()).expect("the values of an office fit into an automaton");
        Self { automaton: (!values.is_empty()).then(new), values: values.into_values().collect() }
    }

    /// Whether nothing is withheld.
    pub fn is_empty(&self) -> bool {
        self.automaton.is_none()
    }

    /// Whether a text has the letters of a withheld value.
    pub(crate) fn may_be_in(&self, text: &str) -> bool {
        self.automaton.as_ref().is_some_and(|automaton| automaton.is_match(&fold(text)))
    }

    /// Byte ranges of a text that have the letters of withheld values, with the spellings of these values.
    pub(crate) fn find(&self, text: &str) -> Vec<(Range<usize>, &[Spelling<'a>])> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let folded = Folded::new(text);
        let hits = automaton.find_overlapping_iter(&folded.text);
        hits.map(|hit| (folded.range(hit.range(), text), &*self.values[hit.pattern().as_usize()])).collect()
    }
}

/// A written form of a value, and where the value is withheld.
pub(crate) struct Spelling<'a> {
    /// The value as it is written.
    pub(crate) value: &'a str,
    /// Where it is withheld first.
    pub(crate) first: &'a Found,
    /// The first occurrence in each dossier.
    pub(crate) by_folder: BTreeMap<&'a str, &'a Found>,
}

/// Index of the searched values by their letters. Committee members are withheld in all their dossiers, and are
/// searched for once.
fn values<'a>(withheld: impl Iterator<Item = &'a Found>) -> BTreeMap<String, Vec<Spelling<'a>>> {
    let mut values: BTreeMap<String, BTreeMap<&'a str, (usize, Spelling<'a>)>> = BTreeMap::new();
    for (order, found) in withheld.enumerate().filter(|(_, f)| shortest(f).is_some()) {
        let spellings = values.entry(fold(&found.value)).or_default();
        let spelling = || (order, Spelling { value: &found.value, first: found, by_folder: BTreeMap::new() });
        let (_, spelling) = spellings.entry(&found.value).or_insert_with(spelling);
        spelling.by_folder.entry(&found.folder).or_insert(found);
    }
    fn in_order<'a>(spellings: BTreeMap<&'a str, (usize, Spelling<'a>)>) -> Vec<Spelling<'a>> {
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
        Nature::Amount => 5,
        // An employer, or a line of a report, may be mentioned for its own sake.
        Nature::Detail | Nature::Document => return None,
    };
    (found.value.chars().filter(|c| c.is_alphanumeric()).count() >= least).then_some(least)
}

/// Whether matched letters are the value: without gaps or with equal ones, not part of a longer number, and a separate
/// word if short.
pub(crate) fn is_the_value(text: &str, range: &std::ops::Range<usize>, value: &str) -> bool {
    let (before, after) = (text[..range.start].chars().next_back(), text[range.end..].chars().next());
    let part = &text[range.clone()];
    let letters = value.chars().filter(|c| c.is_alphanumeric()).count();
    if part.to_lowercase() != value.to_lowercase() {
        // Names and numbers may be written with spaces, dots or lines between their parts.
        let small =
            part.split(char::is_alphanumeric).all(|gap| gap.chars().count() <= 3 && gap.chars().all(is_separator));
        if !small || letters < 3 {
            return false;
        }
    }
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    if (part.starts_with(|c: char| c.is_ascii_digit()) && digit(before))
        || (part.ends_with(|c: char| c.is_ascii_digit()) && digit(after))
    {
        return false;
    }
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let title = || TITLES.iter().any(|t| text[range.end..].starts_with(t));
    letters > 2 || (!letter(before) && (!letter(after.filter(|c| !PARTICLES.contains(*c))) || title()))
}

/// Separators of the parts of a name or number.
fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '·' | '・' | 'ㆍ' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200b}'..='\u{200d}' | '*')
}

/// Titles that follow a name without a space.
const TITLES: [&str; 12] =
    ["위원", "교수", "대표", "팀장", "과장", "국장", "소장", "이사", "회장", "주무관", "선생", "의원"];

/// Syllables that follow a name: 이준은, 이준의.
const PARTICLES: &str = "은는이가을를의에와과도로님씨";

/// Letters and digits of a text in lower case.
pub(crate) fn fold(source: &str) -> String {
    let mut folded = String::with_capacity(source.len());
    for c in source.chars() {
        match c {
            '가'..='힣' => folded.push(c),
            _ if c.is_ascii_alphanumeric() => folded.push(c.to_ascii_lowercase()),
            _ if !c.is_ascii() && c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            _ => {}
        }
    }
    folded
}

/// Like `char::is_alphanumeric`, but tests Hangul by range because the table lookup is slow.
fn is_letter(c: char) -> bool {
    matches!(c, '가'..='힣') || c.is_alphanumeric()
}

/// Letters and digits of a text in lower case, with their positions.
pub(crate) struct Folded {
    pub(crate) text: String,
    /// Offset in the source of each byte of the folded text.
    at: Vec<usize>,
}

impl Folded {
    pub(crate) fn new(source: &str) -> Self {
        let (mut text, mut at) = (String::new(), Vec::new());
        for (i, c) in source.char_indices().filter(|(_, c)| is_letter(*c)) {
            for low in c.to_lowercase() {
                text.push(low);
                at.extend(std::iter::repeat_n(i, low.len_utf8()));
            }
        }
        Self { text, at }
    }

    /// Bytes of the source for bytes of the folded text.
    pub(crate) fn range(&self, folded: Range<usize>, source: &str) -> Range<usize> {
        let last = self.at[folded.end - 1];
        self.at[folded.start]..last + source[last..].chars().next().map_or(0, char::len_utf8)
    }
}
