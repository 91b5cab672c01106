//! The forms of a withheld value in text or bytes, and the search for all of them at once.
//!
//! *Light* text lacks only characters without width; *folded* text consists of letters and digits alone. Values of
//! three or more characters are searched in folded text, so that no separator hides them; two syllables are too, where
//! they are a word of their own.

use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::AhoCorasick;
use gian_korean::amount::continues_number;
use gian_korean::longer_name::LongerNames;
use gian_korean::personal::Contacts;
use gian_korean::separated::{Spelling, is_invisible, is_reversed_name, is_separated_name, spellings, stands_alone};
use unicode_normalization::UnicodeNormalization;

use super::encode;
use super::normal::{Mode, Normal, Origin};

/// A value that must not be found. `place` is where the sources withhold it (never the value).
#[derive(Debug, Clone)]
pub struct Needle {
    /// The value, as the sources write it.
    pub value: String,
    /// File and route where it is withheld, for the report.
    pub place: String,
    /// Whether an open text may contain it with other separators: the writer declared it as another word, or no check
    /// asks the writer about it. Otherwise a separated value in an open text is a leak like any other.
    pub accepted: bool,
}

/// Texts that the public edition contains legitimately.
#[derive(Debug, Clone, Default)]
pub struct OpenWords {
    /// Open texts of the sources.
    pub sources: String,
    /// Words of the program, which stand on every page.
    pub builtin: String,
    /// Names of agencies and districts that the sources state: a value inside one of them is not the person.
    pub places: Vec<String>,
}

/// Kind of a text for the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text for people: short values and personal data are searched too.
    Human,
    /// Text for programs: coordinates, styles, names. A few digits mean nothing there.
    Code,
}

/// A match in a text: index of the value, and line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub needle: usize,
    pub line: usize,
}

/// The values to search for, preprocessed once.
pub struct Needles {
    needles: Vec<Needle>,
    /// For each value, the names of places and bodies that contain it.
    longer: Vec<LongerNames>,
    unsearchable: Vec<String>,
    pub(super) contacts: Contacts,
    light: Searcher,
    folded: Searcher,
    raw: Searcher,
    /// Rare syllables of values: a font that maps to one of them was subset for text that contains it.
    telltale: Vec<(char, usize)>,
}

/// A pattern of a searcher.
#[derive(Debug, Clone, Copy)]
struct Pattern {
    needle: usize,
    /// Whether only a word of its own counts.
    alone: bool,
    /// Number of letters before the family name, if it follows the given name.
    family_at: Option<usize>,
}

impl Pattern {
    const fn of(needle: usize) -> Self {
        Self { needle, alone: false, family_at: None }
    }
}

struct Searcher {
    automaton: AhoCorasick,
    of: Vec<Pattern>,
}

/// How a value is searched, by what open texts contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Search {
    /// In every form.
    Full,
    /// As written, and in every form where it is a word of its own.
    Separated,
    /// Only where it is a word of its own.
    Alone,
    /// As written.
    Written,
}

impl Searcher {
    fn new(patterns: Vec<(Vec<u8>, Pattern)>) -> Self {
        let (patterns, of): (Vec<_>, Vec<_>) = patterns.into_iter().unzip();
        Self { automaton: AhoCorasick::new(patterns).expect("the values of a project fit into an automaton"), of }
    }
}

/// ASCII values with fewer letters and digits than this match anywhere, so they are searched as whole words only.
const SHORT: usize = 8;
/// Maximum number of characters between two letters of one value.
const GAP: usize = 4;
/// Minimum bytes of a form that is searched in bytes of unknown format.
const RAW: usize = 6;

impl Needles {
    /// Prepares the search. A value that open texts contain as a word cannot be distinguished from them and is not
    /// searched; one that they contain inside longer words is searched as a word, and everywhere but in these words if
    /// they name places. A separated form is left out only if
    /// words of the program contain it, or open texts do and it is accepted there.
    pub fn new(needles: &[Needle], open: &OpenWords, contacts: &Contacts) -> Self {
        let search = |how: Search| Self::prepare(needles.to_vec(), &vec![how; needles.len()], &open.places, contacts);
        let matched = |ready: &Self, text: &str, mode: Mode| -> BTreeSet<usize> {
            ready.in_mode(text, mode).iter().map(|m| m.needle).collect()
        };
        let in_either = |ready: &Self, mode: Mode| {
            let found = matched(ready, &open.sources, mode);
            found.into_iter().chain(matched(ready, &open.builtin, mode)).collect::<BTreeSet<usize>>()
        };
        let (full, alone) = (search(Search::Full), search(Search::Alone));
        let written = in_either(&search(Search::Written), Mode::Light);
        let folded = in_either(&full, Mode::Folded);
        let (separated, builtin) =
            (matched(&alone, &open.sources, Mode::Folded), matched(&alone, &open.builtin, Mode::Folded));
        let how = |i: usize, n: &Needle| {
            let word = builtin.contains(&i) || (separated.contains(&i) && n.accepted);
            let as_word = n.value.is_ascii() || word || stands_open(&n.value, open);
            match (written.contains(&i), folded.contains(&i)) {
                (true, _) if as_word || n.accepted || !is_syllables(&n.value) => None,
                (true, _) => Some(Search::Alone),
                (false, true) if n.value.is_ascii() || word || n.accepted => Some(Search::Written),
                (false, true) => Some(Search::Separated),
                (false, false) if word => Some(Search::Written),
                (false, false) => Some(Search::Full),
            }
        };
        let says_nothing = |n: &Needle| {
            let folded = Normal::new(&n.value, Mode::Folded).text;
            folded.is_empty() || (n.value.is_ascii() && folded.len() < 3)
        };
        let (mut kept, mut ways, mut unsearchable) = (Vec::new(), Vec::new(), Vec::new());
        for (i, needle) in needles.iter().enumerate() {
            match how(i, needle).filter(|_| !says_nothing(needle)) {
                Some(how) => {
                    kept.push(needle.clone());
                    ways.push(how);
                }
                None => unsearchable.push(needle.place.clone()),
            }
        }
        let mut ready = Self::prepare(kept, &ways, &open.places, contacts);
        ready.unsearchable = unsearchable;
        ready.telltale.retain(|(c, _)| !open.sources.contains(*c) && !open.builtin.contains(*c));
        ready
    }

    /// Places of values that cannot be searched.
    pub fn unsearchable(&self) -> &[String] {
        &self.unsearchable
    }

    fn prepare(needles: Vec<Needle>, ways: &[Search], places: &[String], contacts: &Contacts) -> Self {
        let longer = |n: &Needle| LongerNames::of(&n.value, places.iter().map(String::as_str));
        let longer: Vec<LongerNames> = needles.iter().map(longer).collect();
        let (mut light, mut folded, mut raw, mut telltale) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (i, (needle, way)) in needles.iter().zip(ways).enumerate() {
            let fold = Normal::new(&needle.value, Mode::Folded).text;
            let long = fold.chars().count() >= 3;
            let separable = long || is_syllables(&needle.value);
            let whole = long && *way == Search::Full;
            if !whole && *way != Search::Alone {
                let form = Normal::new(needle.value.trim(), Mode::Light).text;
                if !form.is_empty() {
                    light.push((form.into_bytes(), Pattern::of(i)));
                }
            }
            if separable && *way != Search::Written {
                let alone = !whole;
                let other =
                    |s: Spelling| (s.letters.into_bytes(), Pattern { needle: i, alone, family_at: s.family_at });
                folded.extend(spellings(&needle.value).into_iter().map(other));
                folded.push((fold.clone().into_bytes(), Pattern { needle: i, alone, family_at: None }));
            }
            let is_short_number = needle.value.is_ascii() && fold.len() < SHORT;
            // Bytes of unknown format do not show what stands around a value.
            if !is_short_number && *way != Search::Alone && longer[i].is_empty() {
                raw.extend(encode::byte_forms(needle.value.trim(), RAW).into_iter().map(|form| (form, Pattern::of(i))));
            }
            telltale.extend(needle.value.nfc().filter(|c| encode::is_rare(*c)).map(|c| (c, i)));
        }
        Self {
            needles,
            longer,
            unsearchable: Vec::new(),
            contacts: contacts.clone(),
            light: Searcher::new(light),
            folded: Searcher::new(folded),
            raw: Searcher::new(raw),
            telltale,
        }
    }

    pub(super) fn place(&self, needle: usize) -> &str {
        &self.needles[needle].place
    }

    /// Whether a text contains a value, and therefore must not be reported as a place.
    pub(super) fn is_in(&self, text: &str) -> bool {
        !self.in_text(text, Kind::Human).is_empty()
    }

    /// A path without the steps that contain a value.
    pub fn masked(&self, path: &str) -> String {
        let step = |s: &str| {
            if self.is_in(s) || self.is_in(&percent_decoded(s)) { "○○○".to_owned() } else { s.to_owned() }
        };
        path.split('/').map(step).collect::<Vec<_>>().join("/")
    }

    /// The values in a text, each with the line of its first occurrence.
    pub(super) fn in_text(&self, text: &str, kind: Kind) -> Vec<Match> {
        let mut matches = self.in_mode(text, Mode::Light);
        matches.extend(self.in_mode(text, Mode::Folded));
        if kind == Kind::Code {
            matches.retain(|m| !self.needles[m.needle].value.is_ascii() || self.length(m.needle) >= SHORT);
        }
        matches
    }

    /// Values of one or two characters in a text whose pieces were joined without separators.
    pub(super) fn in_joined(&self, text: &str) -> Vec<Match> {
        let mut matches = self.in_mode(text, Mode::Light);
        matches.retain(|m| !self.needles[m.needle].value.is_ascii());
        matches
    }

    /// The values in bytes of unknown format.
    pub(super) fn in_bytes(&self, bytes: &[u8]) -> BTreeSet<usize> {
        let digit = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
        self.raw
            .automaton
            .find_overlapping_iter(bytes)
            .filter(|m| {
                let before = m.start() > 0 && digit(bytes.get(m.start() - 1)) && digit(bytes.get(m.start()));
                let after = digit(bytes.get(m.end() - 1)) && digit(bytes.get(m.end()));
                !before && !after
            })
            .map(|m| self.raw.of[m.pattern().as_usize()].needle)
            .collect()
    }

    /// The values that contain a rare character of this text.
    pub(super) fn telltale(&self, text: &str) -> BTreeSet<usize> {
        let has = |c: char| text.nfc().any(|t| t == c);
        self.telltale.iter().filter(|(c, _)| has(*c)).map(|(_, needle)| *needle).collect()
    }

    fn length(&self, needle: usize) -> usize {
        self.needles[needle].value.chars().filter(|c| c.is_alphanumeric()).count()
    }

    fn in_mode(&self, text: &str, mode: Mode) -> Vec<Match> {
        let searcher = if mode == Mode::Light { &self.light } else { &self.folded };
        if searcher.of.is_empty() || text.is_empty() {
            return Vec::new();
        }
        let normal = Normal::new(text, mode);
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        let mut matches = Vec::new();
        let mut backtracking: Option<Origin> = None;
        for found in searcher.automaton.find_overlapping_iter(&normal.text) {
            let pattern = searcher.of[found.pattern().as_usize()];
            let needle = pattern.needle;
            if seen.contains(&needle) {
                continue;
            }
            let origin = backtracking.get_or_insert_with(|| normal.origin(mode));
            let (from, to) = (origin.at[found.start()] as usize, origin.at[found.end() - 1] as usize);
            if is_whole(&normal.source, from, to, pattern) && self.is_one_value(&normal.source, from, to, needle) {
                seen.insert(needle);
                let line = normal.source.as_bytes()[..from].iter().filter(|b| **b == b'\n').count() + 1;
                matches.push(Match { needle, line });
            }
        }
        matches
    }

    /// Whether a match between two bytes of a text is the value itself and not part of something longer.
    fn is_one_value(&self, text: &str, from: usize, last: usize, needle: usize) -> bool {
        let to = last + text[last..].chars().next().map_or(0, char::len_utf8);
        if self.longer[needle].cover(text, &(from..to)) {
            return false;
        }
        let found = &text[from..to];
        let short = self.needles[needle].value.is_ascii() && self.length(needle) < SHORT;
        let (mut gap, mut space, mut broken) = (0, false, false);
        // Characters without width separate nothing that a reader sees.
        for c in found.chars().filter(|c| !is_invisible(*c)) {
            // Indentation between two tags counts as one separator.
            gap = if c.is_alphanumeric() { 0 } else { gap + usize::from(!(c.is_whitespace() && space)) };
            space = c.is_whitespace();
            broken |= gap > if short { 1 } else { GAP } || (short && matches!(c, '\n' | '\t'));
        }
        if broken && !self.needles[needle].value.contains(found) {
            return false;
        }
        if continues_number(&text[..from], &self.needles[needle].value) {
            return false;
        }
        if !self.needles[needle].value.is_ascii() {
            return true;
        }
        let (before, after) = (text[..from].chars().next_back(), text[to..].chars().next());
        let joined = |a: Option<char>, b: Option<char>| {
            a.zip(b).is_some_and(|(a, b)| {
                (a.is_ascii_digit() && b.is_ascii_digit()) || (a.is_ascii_alphabetic() && b.is_ascii_alphabetic())
            })
        };
        let (first, end) = (found.chars().next(), found.chars().next_back());
        if joined(before, first) && (short || first.is_some_and(|c| c.is_ascii_digit()))
            || joined(end, after) && (short || end.is_some_and(|c| c.is_ascii_digit()))
        {
            return false;
        }
        !short || !in_a_hash(text, from, to)
    }
}

/// Whether a match between two bytes of a text satisfies the conditions of its pattern for separated names.
fn is_whole(text: &str, from: usize, last: usize, pattern: Pattern) -> bool {
    let range = from..last + text[last..].chars().next().map_or(0, char::len_utf8);
    match pattern.family_at {
        Some(family_at) => is_reversed_name(text, &range, family_at),
        None => !pattern.alone || (is_separated_name(text, &range) && !is_key(text, &range)),
    }
}

/// Whether a range is a whole key of a JSON object. The search index has every two syllables as a key, also the end of a
/// word with the start of the next.
fn is_key(text: &str, range: &Range<usize>) -> bool {
    text[..range.start].ends_with('"') && text[range.end..].starts_with("\":")
}

/// Whether a value consists of two or more Hangul syllables.
fn is_syllables(value: &str) -> bool {
    value.chars().nth(1).is_some() && value.chars().all(|c| matches!(c, '가'..='힣'))
}

/// Whether an open text contains a value as a word, as it is written.
fn stands_open(value: &str, open: &OpenWords) -> bool {
    [&open.sources, &open.builtin].into_iter().any(|text| {
        let mut places = text.match_indices(value);
        places.any(|(at, _)| stands_alone(text, &(at..at + value.len())))
    })
}

fn percent_decoded(text: &str) -> String {
    let decoded = super::decode::percent(text).map(|bytes| super::decode::any_text(&bytes));
    decoded.unwrap_or_default().join("\n")
}

/// Whether the range is part of a long word of mixed letters and digits: a hash, an identifier.
fn in_a_hash(text: &str, from: usize, to: usize) -> bool {
    let word = |c: &char| c.is_ascii_alphanumeric();
    let left = text[..from].chars().rev().take_while(word).count();
    let right = text[to..].chars().take_while(word).count();
    left + right > 0 && left + right + (to - from) >= 16
}

#[cfg(test)]
mod tests;
