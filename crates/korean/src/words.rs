//! Words to avoid in official documents, with replacements: certain misspellings, difficult administrative words, and
//! derogatory words.
//!
//! The words are in `data/words.csv`. The lists are short on purpose: a word is included only if it has no correct
//! sense in an official document. Sources: for spelling, 한글 맞춤법 제10항, 제11항 (연도, 율·률), 제30항 (사이시옷), 제51항 (-이, -히) and
//! 외래어 표기법; for plain words, the lists of 행정안전부 (2019. 11. of 80 words, 법령용어 정비); for people, the terms used in laws
//! (장애인복지법, 한부모가족지원법, 노숙인 등의 복지 및 자립지원에 관한 법률) and the list that Seoul published in 2018-04.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::table;

/// Why a word is avoided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Misspelt.
    Spelling,
    /// A stiff or foreign word that citizens do not use (어려운 행정용어).
    Officialese,
    /// Belittles people (차별적 표현).
    Discriminatory,
}

/// Condition on the neighbours of a word, so that parts of other words do not match.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Guard {
    Any,
    /// Not next to Hangul; after the word, particles may follow.
    Edge,
    /// Not next to any of these.
    Not(Vec<&'static str>),
}

/// A word to avoid with its replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Why the word is avoided.
    pub kind: Kind,
    /// The word to avoid, as the list spells it.
    pub wrong: &'static str,
    /// What to write instead.
    pub right: &'static str,
    before: Guard,
    after: Guard,
}

/// A word found in a text.
#[derive(Debug, Clone)]
pub struct Found {
    /// Bytes of the word in the text.
    pub range: Range<usize>,
    /// Its entry in the lists.
    pub word: &'static Word,
}

/// The lists, in a form that an official can edit.
const LIST: &str = include_str!("../data/words.csv");

static WORDS: LazyLock<Vec<Word>> = LazyLock::new(|| table::builtin("crates/korean/data/words.csv", LIST, word));

fn word(line: &'static str) -> Result<Word, &'static str> {
    let [kind, wrong, right, before, after] = table::columns(line)?;
    let kind = match kind {
        "맞춤법" => Kind::Spelling,
        "어려운 말" => Kind::Officialese,
        "차별하는 말" => Kind::Discriminatory,
        _ => return Err("neither 맞춤법 nor 어려운 말 nor 차별하는 말"),
    };
    if wrong.is_empty() || right.is_empty() {
        return Err("no word");
    }
    let guard = |written| guard(written).ok_or("neither `낱말` nor `제외` with what stands beside the word");
    Ok(Word { kind, wrong, right, before: guard(before)?, after: guard(after)? })
}

fn guard(written: &'static str) -> Option<Guard> {
    match written.split_once(' ') {
        None if written.is_empty() => Some(Guard::Any),
        None if written == "낱말" => Some(Guard::Edge),
        Some(("제외", parts)) => Some(Guard::Not(parts.split(' ').collect())),
        _ => None,
    }
}

/// Particles that may follow a noun; of those with a common start, the longest first.
const PARTICLES: &[&str] = &[
    "에게서",
    "에서는",
    "이라는",
    "으로서",
    "으로",
    "에게",
    "에서",
    "이라",
    "이나",
    "이며",
    "이고",
    "이란",
    "입니다",
    "인",
    "부터",
    "까지",
    "보다",
    "처럼",
    "마다",
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
    "나",
    "라",
    "및",
];

static SCAN: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        // The fastest kind, because every text of a project is searched.
        .kind(Some(AhoCorasickKind::DFA))
        .build(WORDS.iter().map(|word| word.wrong))
        .expect("the list of words is small")
});

/// Finds the words of the lists, in text order.
pub fn find(text: &str) -> Vec<Found> {
    SCAN.find_iter(text)
        .map(|hit| Found { range: hit.range(), word: &WORDS[hit.pattern().as_usize()] })
        .filter(|found| {
            let (before, after) = (&text[..found.range.start], &text[found.range.end..]);
            may_follow(&found.word.before, before) && may_precede(&found.word.after, after)
        })
        .collect()
}

fn may_follow(guard: &Guard, before: &str) -> bool {
    match guard {
        Guard::Any => true,
        Guard::Edge => !before.chars().next_back().is_some_and(is_hangul),
        Guard::Not(parts) => !parts.iter().any(|part| before.ends_with(part)),
    }
}

fn may_precede(guard: &Guard, after: &str) -> bool {
    match guard {
        Guard::Any => true,
        Guard::Edge => {
            let rest = after.strip_prefix("들").unwrap_or(after);
            ends(rest) || PARTICLES.iter().any(|particle| rest.strip_prefix(particle).is_some_and(ends))
        }
        Guard::Not(parts) => !parts.iter().any(|part| after.starts_with(part)),
    }
}

fn ends(rest: &str) -> bool {
    !rest.chars().next().is_some_and(is_hangul)
}

fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn found(text: &str) -> Vec<&'static str> {
        find(text).iter().map(|found| found.word.wrong).collect()
    }

    #[test]
    fn words_are_found_with_their_places() {
        let text = "회계년도 참석율은 익일 장애우들에게 알림";
        assert_eq!(found(text), ["회계년도", "참석율", "익일", "장애우"]);
        for hit in find(text) {
            assert_eq!(&text[hit.range.clone()], hit.word.wrong);
        }
    }

    #[test]
    fn parts_of_other_words_are_silent() {
        for text in [
            "수익일 계산, 송금번호, 요금번호, 입금일, 금일봉, 추가료, 연구배경, 송금회수",
            "사장님과 과장님, 문맹인, 장애자녀, 장애자립, 하나병원, 나병원, 시간질문, 간질성 폐렴",
            "사업의 일부인 도로, 피해를 당해 사업을 멈춤, 구배분액, 말이 경주하여, 금회계, 댓가지, 이용율동, 성공율곡, 획득한, 습득하여, 발견한 사항을 피해를 당해 신고",
            "회계연도, 참여율, 백분율, 비율, 환율, 이자율, 출석률, 법률, 며칠, 벙어리장갑, 앉은뱅이밀",
            "한부모가정, 어려운 이웃, 장애인, 신년도, 학년도, 전년도, 과년도",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn particles_may_follow() {
        for text in ["미망인에게", "장애자와", "영세민을", "불우이웃의", "맹인들은", "정신지체인", "간질 환자", "간질."]
        {
            assert_eq!(found(text).len(), 1, "{text}");
        }
    }

    /// 한글 맞춤법 제11항: 율 after a vowel or ㄴ, 률 elsewhere.
    #[test]
    fn rates_follow_the_rule() {
        for word in WORDS.iter() {
            let letters: Vec<char> = word.right.chars().collect();
            let Some(at) = letters.iter().position(|c| matches!(c, '율' | '률')) else { continue };
            let last = (u32::from(letters[at - 1]) - 0xAC00) % 28;
            assert_eq!(letters[at] == '율', matches!(last, 0 | 4), "{}", word.right);
        }
    }

    #[test]
    fn a_line_that_is_no_word_is_refused() {
        let list = "갈래,쓰지 않는 말,바꾸어 쓸 말,앞,뒤\n# 설명\n맞춤법,댓가,대가,,제외 지\n";
        let guard = Guard::Not(vec!["지"]);
        let wanted = Word { kind: Kind::Spelling, wrong: "댓가", right: "대가", before: Guard::Any, after: guard };
        assert_eq!(table::read(list, word), Ok(vec![wanted]));
        for line in [
            "맞춤범,댓가,대가,,",
            "맞춤법,댓가,,,",
            "맞춤법,댓가,대가,",
            "맞춤법,댓가,대가,낱글자,",
            "맞춤법,댓가,대가,,지",
        ] {
            assert!(word(line).is_err(), "{line}");
        }
    }

    #[test]
    fn the_list_is_sound() {
        let mut seen = BTreeSet::new();
        for word in WORDS.iter() {
            assert!(seen.insert(word.wrong), "{} has two lines", word.wrong);
        }
        for word in WORDS.iter() {
            assert_eq!(found(word.wrong), [word.wrong]);
            assert_eq!(found(word.right), [""; 0], "{} is avoided itself", word.right);
        }
    }
}
