//! The forms of a withheld value in text or bytes, and the search for all of them at once.
//!
//! *Light* text lacks only characters without width; *folded* text consists of letters and digits alone. Values of
//! three or more characters are searched in folded text, so that no separator hides them.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;
use gian_korean::personal::Contacts;
use unicode_normalization::UnicodeNormalization;

use super::encode;

/// A value that must not be found. `place` is where the sources withhold it (never the value).
#[derive(Debug, Clone)]
pub struct Needle {
    /// The value, as the sources write it.
    pub value: String,
    /// File and route where it is withheld, for the report.
    pub place: String,
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
    unsearchable: Vec<String>,
    pub(super) contacts: Contacts,
    light: Searcher,
    folded: Searcher,
    raw: Searcher,
    /// Rare syllables of values: a font that maps to one of them was subset for text that contains it.
    telltale: Vec<(char, usize)>,
}

struct Searcher {
    automaton: AhoCorasick,
    /// Index of the needle for each pattern.
    of: Vec<usize>,
}

impl Searcher {
    fn new(patterns: Vec<(Vec<u8>, usize)>) -> Self {
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
    /// Prepares the search. A value that occurs in `open_words` cannot be distinguished from open text and is not
    /// searched.
    pub fn new(needles: &[Needle], open_words: &str, contacts: &Contacts) -> Self {
        let as_written = Self::prepare(needles.to_vec(), &(0..needles.len()).collect(), contacts);
        let open: BTreeSet<usize> = as_written.in_mode(open_words, Mode::Light).iter().map(|m| m.needle).collect();
        let mut ready = Self::prepare(needles.to_vec(), &BTreeSet::new(), contacts);
        let open_when_folded: BTreeSet<usize> =
            ready.in_mode(open_words, Mode::Folded).iter().map(|m| m.needle).collect();
        let says_nothing = |n: &Needle| {
            let folded = Normal::new(&n.value, Mode::Folded).text;
            folded.is_empty() || (n.value.is_ascii() && folded.len() < 3)
        };
        let (unsearchable, kept): (Vec<_>, Vec<_>) =
            needles.iter().enumerate().partition(|(i, n)| open.contains(i) || says_nothing(n));
        // A value that occurs in open text only after folding is still searched in its written form.
        let light_only = (0..kept.len()).filter(|k| open_when_folded.contains(&kept[*k].0)).collect();
        ready = Self::prepare(kept.into_iter().map(|(_, n)| n.clone()).collect(), &light_only, contacts);
        ready.unsearchable = unsearchable.into_iter().map(|(_, n)| n.place.clone()).collect();
        ready.telltale.retain(|(c, _)| !open_words.contains(*c));
        ready
    }

    /// Places of values that cannot be searched.
    pub fn unsearchable(&self) -> &[String] {
        &self.unsearchable
    }

    fn prepare(needles: Vec<Needle>, light_only: &BTreeSet<usize>, contacts: &Contacts) -> Self {
        let (mut light, mut folded, mut raw, mut telltale) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (i, needle) in needles.iter().enumerate() {
            let fold = Normal::new(&needle.value, Mode::Folded).text;
            if fold.chars().count() >= 3 && !light_only.contains(&i) {
                folded.push((fold.clone().into_bytes(), i));
            } else {
                let form = Normal::new(needle.value.trim(), Mode::Light).text;
                if !form.is_empty() {
                    light.push((form.into_bytes(), i));
                }
            }
            let is_short_number = needle.value.is_ascii() && fold.len() < SHORT;
            if !is_short_number {
                raw.extend(encode::byte_forms(needle.value.trim(), RAW).into_iter().map(|form| (form, i)));
            }
            telltale.extend(needle.value.nfc().filter(|c| encode::is_rare(*c)).map(|c| (c, i)));
        }
        Self {
            needles,
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
    pub(super) fn masked(&self, path: &str) -> String {
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
            .map(|m| self.raw.of[m.pattern().as_usize()])
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
        let mut way_back: Option<Origin> = None;
        for found in searcher.automaton.find_overlapping_iter(&normal.text) {
            let needle = searcher.of[found.pattern().as_usize()];
            if seen.contains(&needle) {
                continue;
            }
            let origin = way_back.get_or_insert_with(|| normal.origin(mode));
            let (from, to) = (origin.at[found.start()] as usize, origin.at[found.end() - 1] as usize);
            if self.is_one_value(&normal.source, from, to, needle) {
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
        let found = &text[from..to];
        let short = self.needles[needle].value.is_ascii() && self.length(needle) < SHORT;
        let (mut gap, mut space, mut broken) = (0, false, false);
        // Characters without width separate nothing that a reader sees.
        for c in found.chars().filter(|c| !is_zero_width(*c)) {
            // Indentation between two tags counts as one separator.
            gap = if c.is_alphanumeric() { 0 } else { gap + usize::from(!(c.is_whitespace() && space)) };
            space = c.is_whitespace();
            broken |= gap > if short { 1 } else { GAP } || (short && matches!(c, '\n' | '\t'));
        }
        if broken && !self.needles[needle].value.contains(found) {
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

fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}')
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Light,
    Folded,
}

impl Mode {
    fn keeps(self, c: char) -> bool {
        match self {
            Self::Light => !matches!(
                c,
                '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                    | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            ),
            Self::Folded => c.is_alphanumeric(),
        }
    }
}

/// A text in one normal form.
struct Normal {
    /// The text in NFKC, with its separators.
    source: String,
    text: String,
}

/// For each byte of a normalized text, the byte of its source.
struct Origin {
    at: Vec<u32>,
}

impl Normal {
    fn new(text: &str, mode: Mode) -> Self {
        let source: String = if text.is_ascii() { text.to_owned() } else { text.nfkc().collect() };
        let mut normal = String::with_capacity(source.len());
        for c in source.chars().filter(|c| mode.keeps(*c)) {
            if c.is_ascii() { normal.push(c.to_ascii_lowercase()) } else { normal.extend(c.to_lowercase()) }
        }
        Self { source, text: normal }
    }

    /// Maps positions back to the source; runs only after a match.
    fn origin(&self, mode: Mode) -> Origin {
        let mut at = Vec::with_capacity(self.text.len());
        for (i, c) in self.source.char_indices().filter(|(_, c)| mode.keeps(*c)) {
            let length: usize = c.to_lowercase().map(char::len_utf8).sum();
            at.extend(std::iter::repeat_n(i as u32, length));
        }
        Origin { at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needles(values: &[&str], open: &str) -> Needles {
        let all: Vec<_> = values.iter().map(|v| Needle { value: (*v).into(), place: format!("of {v}") }).collect();
        Needles::new(&all, open, &Contacts::default())
    }

    fn finds(value: &str, text: &str) -> bool {
        !needles(&[value], "").in_text(text, Kind::Human).is_empty()
    }

    #[test]
    fn no_separator_hides_a_value() {
        for text in ["홍길동", "홍 길 동", "홍\u{200b}길동", "홍·길·동", "홍\u{2212}길\u{2010}동", "홍길동"]
        {
            assert!(finds("홍길동", text), "{text}");
        }
        let decomposed: String = "홍길동".nfd().collect();
        assert!(finds("홍길동", &decomposed));
        assert!(finds("뷁", "가\u{200b}뷁"));
        assert!(finds("뷁쀍", "뷁\u{200b}쀍"));
        assert!(finds("010-1234-5678", "01012345678"));
        assert!(finds("1,500,000", "1500000원"));
        assert!(finds("Kim Minsu", "kim\u{a0}MINSU"));
    }

    #[test]
    fn a_piece_of_something_longer_is_not_the_value() {
        for (value, text) in [("1234", "512345"), ("1234", "a81234bc9d0e1f2a3b4c"), ("1234", "12\n34"), ("abc", "abcd")]
        {
            assert!(!finds(value, text), "{value} in {text}");
        }
        assert!(!finds("홍길동", "홍. 그리고 길이 동쪽으로"));
    }

    #[test]
    fn what_is_open_is_not_searched_and_said() {
        let w = needles(&["서울", "이대로", "뷁", "7", "○○"], "서울에서 이 대로 한다");
        assert_eq!(w.unsearchable(), ["of 서울", "of 7", "of ○○"]);
        assert!(w.in_text("이대로", Kind::Human).len() == 1, "still found as it is written");
        assert!(w.in_text("이 대로", Kind::Human).is_empty());
    }

    #[test]
    fn the_line_is_told() {
        assert_eq!(needles(&["홍길동"], "").in_text("가\n나\n홍 길동", Kind::Human)[0].line, 3);
    }
}
