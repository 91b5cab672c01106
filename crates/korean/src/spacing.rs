//! Missing spaces that are wrong in every context: dependent nouns (의존 명사), helping verbs after -지 and -어야, and 및.
//!
//! Source: 한글 맞춤법 제2항, 제42항, 제45항, 제47항. Joined forms that are right in some sense (`만큼`, `뿐`,
//! `한바`, `같이`, `이사업`) are excluded. The forms are in `data/spaces.csv`; those with 수 있다 are built from the
//! syllables below.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::table;

/// A missing space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Byte range of the words without the space.
    pub range: Range<usize>,
    /// The same words with their spaces.
    pub right: String,
}

/// The form without the space, and with it; `|` marks the missing space.
static JOINED: LazyLock<Vec<&str>> = LazyLock::new(|| table::builtin("crates/korean/data/spaces.csv", LIST, joined));

const LIST: &str = include_str!("../data/spaces.csv");

fn joined(line: &'static str) -> Result<&'static str, &'static str> {
    match line.trim_end().split_once('|') {
        Some((before, after)) if !before.is_empty() && !after.is_empty() && !after.contains('|') => Ok(line.trim_end()),
        _ => Err("no word with one `|`"),
    }
}

/// Last syllables of verbs before `수 있다` and `수 없다`, without those that form a noun with 수 (`실수`, `별수`, `필수`).
const BEFORE_ABILITY: &[&str] =
    &["할", "될", "볼", "갈", "올", "줄", "알", "쓸", "낼", "킬", "릴", "질", "을", "룰", "울"];

struct Pattern {
    wrong: String,
    right: String,
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let joined = JOINED.iter().map(|form| Pattern { wrong: form.replace('|', ""), right: form.replace('|', " ") });
    let ability = BEFORE_ABILITY.iter().flat_map(|verb| {
        ["있", "없"].into_iter().flat_map(move |end| {
            let right = format!("{verb} 수 {end}");
            [format!("{verb}수 {end}"), format!("{verb}수{end}"), format!("{verb} 수{end}")]
                .map(|wrong| Pattern { wrong, right: right.clone() })
        })
    });
    joined.chain(ability).collect()
});

static SCAN: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        // The fastest kind, because every text of a project is searched.
        .kind(Some(AhoCorasickKind::DFA))
        .build(PATTERNS.iter().map(|pattern| &pattern.wrong))
        .expect("the list of patterns is small")
});

/// Finds missing spaces, in text order.
pub fn find(text: &str) -> Vec<Missing> {
    let mut found: Vec<Missing> = SCAN
        .find_iter(text)
        .map(|hit| Missing { range: hit.range(), right: PATTERNS[hit.pattern().as_usize()].right.clone() })
        .collect();
    found.extend(text.match_indices('및').filter_map(|(at, _)| conjunction(text, at)));
    found.sort_by_key(|missing| missing.range.start);
    found
}

/// 및 that touches Hangul on one side. With Hangul on both sides it may be part of a name of a task (단위과제), which has no
/// spaces.
fn conjunction(text: &str, at: usize) -> Option<Missing> {
    let behind = at + '및'.len_utf8();
    let before = text[..at].chars().next_back().filter(|c| is_hangul(*c));
    let after = text[behind..].chars().next().filter(|c| is_hangul(*c));
    match (before, after) {
        (Some(c), None) => Some(Missing { range: at - c.len_utf8()..behind, right: format!("{c} 및") }),
        (None, Some(c)) => Some(Missing { range: at..behind + c.len_utf8(), right: format!("및 {c}") }),
        (None, None) | (Some(_), Some(_)) => None,
    }
}

fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corrected(text: &str) -> String {
        let mut out = text.to_owned();
        for missing in find(text).into_iter().rev() {
            out.replace_range(missing.range, &missing.right);
        }
        out
    }

    #[test]
    fn spaces_are_put_in() {
        for (text, right) in [
            ("소통할수 있는 장", "소통할 수 있는 장"),
            ("받을수없음", "받을 수 없음"),
            ("참여할 수있는", "참여할 수 있는"),
            ("제출할것", "제출할 것"),
            ("추진하는것이", "추진하는 것이"),
            ("계획및 예산, 계획 및예산", "계획 및 예산, 계획 및 예산"),
            ("조례에따라 추진해야함", "조례에 따라 추진해야 함"),
            ("추진하지않은 경우", "추진하지 않은 경우"),
            ("참여할수밖에", "참여할 수밖에"),
        ] {
            assert_eq!(corrected(text), right);
        }
    }

    #[test]
    fn right_forms_are_silent() {
        for text in [
            "참여할 수 있는, 할수록, 될수록, 필수 있음, 실수 없이, 별수 없이, 횟수 있음, 점수 있는",
            "이것, 그것, 탈것, 이만큼, 계획 및 예산, 마을공동체기획및관리, 및, 에 따라, 위와 같이, 효과같이",
            "할당, 할인, 될지, 한계, 대한민국, 통해, 위한, 하지, 하고, 해야",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }

    #[test]
    fn the_list_is_sound() {
        let list = table::read(LIST, joined).unwrap_or_else(|wrong| panic!("data/spaces.csv, {wrong}"));
        for (at, form) in list.iter().enumerate() {
            assert!(!list[..at].contains(form), "{form} has two lines");
        }
        assert!(joined("할것").is_err() && joined("할|").is_err() && joined("할|수|있").is_err());
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "가나 소통할수 있는";
        let missing = &find(text)[0];
        assert_eq!(&text[missing.range.clone()], "할수 있");
        assert_eq!(missing.right, "할 수 있");
    }
}
