//! Chooses the line ends of a paragraph before the engine sees it.
//!
//! The engine may break a line inside any Korean word, and a box around each word, which keeps it whole, costs as
//! much as all other layout. So line ends are chosen here first. In justified text, each line is then written with
//! spaces that fill it, so that nothing of the next word fits; in ragged text, only the words at line ends are boxed.

use std::collections::BTreeMap;
use std::ops::Range;

/// A face of the theme: one of its two families, at a weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Face {
    /// Whether it is the family of headings and tables instead of the text family.
    pub head: bool,
    /// From 100 to 900.
    pub weight: u16,
}

/// Widths of characters, in units of the type size.
pub trait Widths: Sync {
    /// The advance of a character; `None` if the faces in use are unknown.
    fn advance(&self, face: Face, c: char) -> Option<f64>;

    /// Kerning between two adjacent characters.
    fn kerning(&self, face: Face, left: char, right: char) -> f64;
}

/// Characters of one face and size. All lengths are in pt.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// Face of the characters.
    pub face: Face,
    /// Type size.
    pub size: f64,
    /// Tracking added after each character.
    pub tracking: f64,
}

/// A word as input of the choice of line ends.
#[derive(Debug, Clone, Default)]
pub struct Word {
    /// Natural width in pt.
    pub width: f64,
    /// Possible shrinkage at the start of a line, within, and at the end of a line.
    pub less: [f64; 3],
    /// Width of the space before it; 0 if it starts a line that is not chosen here.
    pub space: f64,
    /// The part of the space that does not stretch: the tracking.
    pub fixed: f64,
    /// Number of letters and digits.
    pub letters: usize,
    /// Whether the engine certainly breaks a line after the space that follows.
    pub ends_openly: bool,
}

/// A line of justified text.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Indices of the words on the line.
    pub words: Range<usize>,
    /// Factor for the width of its spaces; `None` to keep their natural width.
    pub spacing: Option<f64>,
    /// Words that must be kept whole by a box.
    pub boxed: Range<usize>,
}

/// Line ends of ragged text.
#[derive(Debug, Clone, PartialEq)]
pub struct Ragged {
    /// Words that must be kept whole by a box.
    pub boxed: Vec<bool>,
    /// The minimum and maximum number of lines.
    pub lines: (usize, usize),
    /// First word of the shortest last line.
    pub last: usize,
}

/// A script, as far as it decides which characters are shaped together; characters of no script join the preceding
/// ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Script {
    /// Digits, spaces and punctuation that belong to no script.
    #[default]
    None,
    /// Hangul syllables and letters.
    Hangul,
    /// Latin letters.
    Latin,
    /// Chinese characters.
    Han,
    /// A letter of any other script; each such letter counts as a script of its own.
    Other(char),
}

/// The width of text, or `None` if it cannot be predicted. `script` is the script of the preceding text in the same
/// face and is updated to that at the end of this text.
pub fn width(text: &str, run: Run, script: &mut Script, widths: &dyn Widths) -> Option<f64> {
    let mut sum = 0.0;
    let mut previous: Option<char> = None;
    for c in text.chars() {
        if !foreseeable(c) {
            return None;
        }
        sum += widths.advance(run.face, c)? * run.size + run.tracking;
        let own = script_of(c);
        if own != Script::None {
            // No tracking after the last of the characters that are shaped together.
            if *script != Script::None && *script != own {
                sum -= run.tracking;
            }
            *script = own;
        }
        if let Some(left) = previous {
            sum += widths.kerning(run.face, left, c) * run.size;
            if (is_han(left) && is_western(c)) || (is_western(left) && is_han(c)) {
                sum += 0.25 * run.size;
            }
        }
        previous = Some(c);
    }
    Some(sum)
}

/// Possible shrinkage of text: the engine trims half of a wide bracket or stop at the start or end of a line, or
/// beside another.
pub fn less(text: &str, size: f64) -> [f64; 3] {
    let at = |c: Option<char>| if c.is_some_and(is_wide_mark) { size / 2.0 } else { 0.0 };
    let pairs = text.chars().zip(text.chars().skip(1)).filter(|(a, b)| is_wide_mark(*a) && is_wide_mark(*b)).count();
    [at(text.chars().next()), pairs as f64 * size, at(text.chars().next_back())]
}

/// Whether a word begins or ends with a wide bracket `「…」`, half of which is empty. In a box the engine trims that half,
/// so that the space beside the bracket is not wider than others.
pub fn has_wide_bracket(word: &str) -> bool {
    let opens = |c: char| matches!(c, '「' | '『' | '〈' | '《' | '【' | '〔');
    let closes = |c: char| matches!(c, '」' | '』' | '〉' | '》' | '】' | '〕');
    word.starts_with(opens) || word.ends_with(closes)
}

/// Combining marks and right-to-left scripts are excluded, because their layout rules are not modelled here.
fn foreseeable(c: char) -> bool {
    !matches!(c,
        '\u{300}'..='\u{36f}' | '\u{590}'..='\u{8ff}' | '\u{1100}'..='\u{11ff}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{206f}' | '\u{20d0}'..='\u{20ff}' | '\u{302a}'..='\u{302f}'
        | '\u{3099}'..='\u{309a}' | '\u{a960}'..='\u{a97f}' | '\u{d7b0}'..='\u{d7ff}' | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{fe70}'..='\u{feff}' | '\u{ad}')
}

/// Hanja and kana: the engine inserts a quarter em between them and western letters.
fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3005}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_western(c: char) -> bool {
    matches!(c, '#' | '$' | '%' | '&' | '0'..='9' | 'A'..='Z' | 'a'..='z')
        || (c.is_alphabetic() && ('\u{c0}'..='\u{52f}').contains(&c))
}

fn is_wide_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3002}' | '\u{3008}'..='\u{301b}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
        | '\u{ff3b}'..='\u{ff3d}' | '\u{ff5b}'..='\u{ff65}' | '“' | '”' | '‘' | '’')
}

fn script_of(c: char) -> Script {
    match c {
        '가'..='힣' | 'ㄱ'..='ㆎ' => Script::Hangul,
        c if is_han(c) => Script::Han,
        c if !c.is_alphabetic() => Script::None,
        c if c.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&c) => Script::Latin,
        c => Script::Other(c),
    }
}

/// Whether a line certainly may end after a space that follows this character.
pub fn ends_openly(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | ',' | ')' | '%' | ':' | ';' | '·' | '~' | '-' | '!' | '?')
}

/// Slack of each line for inexact widths, in units of the type size. A space with the narrowest character that a line
/// may end after is wider.
const SLACK: f64 = 0.25;

/// Limits of the width of spaces, beyond which it is noticeable.
const NARROWEST: f64 = 0.8;
const WIDE: f64 = 1.5;

/// Chooses the lines of justified text: spaces as even as possible, and no single word on the last line if that costs
/// little. `None` if a word is wider than a line.
pub fn justified(words: &[Word], width: f64, size: f64) -> Option<Vec<Line>> {
    // For each end: cost of the best lines up to there, and the start of the last of them.
    let mut best: Vec<Option<(f64, usize)>> = vec![Some((0.0, 0))];
    for end in 1..=words.len() {
        let mut found: Option<(f64, usize)> = None;
        let (mut inked, mut spaces) = (0.0, 0.0);
        for start in (0..end).rev() {
            inked += words[start].width;
            let gaps = end - 1 - start;
            if gaps > 0 {
                spaces += words[start + 1].space;
            }
            // The last line keeps the slack, the others are stretched to the full width.
            let full = if end == words.len() { width - SLACK * size } else { width };
            if inked + NARROWEST * spaces > full {
                break;
            }
            let Some((before, _)) = best[start] else { continue };
            let next = words.get(end);
            // There is no space that could be stretched to keep the next word off this line.
            if gaps == 0 && next.is_some_and(|n| inked + n.space + n.width <= width) {
                continue;
            }
            let lone = next.is_none() && gaps == 0 && start > 0;
            let line = cost(full - inked - spaces, spaces, gaps, next.is_none(), size);
            let total = before + (1.0 + line + if lone { 100.0 } else { 0.0 }).powi(2);
            if found.is_none_or(|(cost, _)| total < cost) {
                found = Some((total, start));
            }
        }
        best.push(found);
    }
    let mut lines = Vec::new();
    let mut end = words.len();
    while end > 0 {
        let start = best[end]?.1;
        lines.push(start..end);
        end = start;
    }
    lines.reverse();
    Some(filled(words, &lines, width - SLACK * size, SLACK * size))
}

/// Sets the spaces that fill the lines.
fn filled(words: &[Word], lines: &[Range<usize>], full: f64, slack: f64) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut doubtful = false;
    for range in lines {
        let line = &words[range.clone()];
        let inked: f64 = line.iter().map(|w| w.width).sum();
        let spaces: f64 = line[1..].iter().map(|w| w.space).sum();
        let natural = range.end == words.len() && inked + spaces <= full;
        let fixed: f64 = line[1..].iter().map(|w| w.fixed).sum();
        let spacing = (!natural && spaces > fixed).then(|| (full - inked - fixed) / (spaces - fixed));
        out.push(Line { words: range.clone(), spacing, boxed: range.start..range.start });
        if let Some(next) = words.get(range.end) {
            let less = line[0].less[0] + line[line.len() - 1].less[2] + line.iter().map(|w| w.less[1]).sum::<f64>();
            doubtful |= less > 0.0 && next.width + spacing.unwrap_or(1.0) * next.space < 1.5 * slack + less;
        }
    }
    for at in 0..out.len() {
        let (before, words_of) = (at.checked_sub(1).map(|b| &out[b]), out[at].words.clone());
        let loose = before.is_some_and(|b| {
            let line = &words[b.words.clone()];
            let boxed = words[b.boxed.clone()].iter().any(|w| w.less != [0.0; 3]);
            let within = line.iter().any(|w| w.less[1] > 0.0);
            b.spacing.is_none() || boxed || within || line[0].less[0] > 0.0 || line[line.len() - 1].less[2] > 0.0
        });
        out[at].boxed = match (doubtful, loose) {
            (true, _) => words_of,
            (false, true) => words_of.start..words_of.start + 1,
            (false, false) => words_of.start..words_of.start,
        };
    }
    out
}

/// Badness of a line: the cube of the deviation of its spaces from their natural width.
fn cost(free: f64, spaces: f64, gaps: usize, last: bool, size: f64) -> f64 {
    if last && free >= 0.0 {
        return 0.0;
    }
    let most = if free < 0.0 { (1.0 - NARROWEST) * spaces } else { (WIDE - 1.0) * spaces };
    let mut ratio = if most > 0.0 { free / most } else { 10.0 };
    if ratio > 1.0 {
        ratio = 1.0 + (free - most) / gaps.max(1) as f64 / (size / 2.0);
    }
    100.0 * ratio.abs().min(10.0).powi(3)
}

/// The words of ragged text that may cross a line end, and the range of the number of lines, if a line may be wider
/// or narrower by `exact`. `None` if a word is wider than a line.
pub fn ragged(words: &[Word], width: f64, exact: f64) -> Option<Ragged> {
    let mut boxed = vec![false; words.len()];
    // Possible line starts, with the minimum and maximum number of lines before them.
    let mut starts: BTreeMap<usize, (usize, usize)> = BTreeMap::from([(0, (0, 0))]);
    let mut lines = (usize::MAX, 0);
    let mut last = 0;
    while let Some((start, (fewest, most))) = starts.pop_first() {
        let (mut sum, mut less) = (0.0, exact);
        let mut ends_here = true;
        for at in start..words.len() {
            let word = &words[at];
            sum += word.width + if at > start { word.space } else { 0.0 };
            // In a box, every word is trimmed as at both ends of a line.
            less += word.less.iter().sum::<f64>();
            if sum + exact <= width {
                continue;
            }
            if at == start {
                return None;
            }
            boxed[at] = true;
            boxed[at - 1] |= !words[at - 1].ends_openly;
            let counts = starts.entry(at).or_insert((usize::MAX, 0));
            *counts = (counts.0.min(fewest + 1), counts.1.max(most + 1));
            if sum - less > width {
                ends_here = false;
                break;
            }
        }
        if ends_here {
            lines = (lines.0.min(fewest + 1), lines.1.max(most + 1));
            last = start;
        }
    }
    Some(Ragged { boxed, lines, last })
}
