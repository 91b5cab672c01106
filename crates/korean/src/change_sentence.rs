//! Changes that a sentence tells with other words between its numbers: `올해 5,400권으로 지난해 4,500권과 비교해 20% 늘었음`,
//! `지난해 1,250건보다 250건(20%) 늘어난 1,500건`.
//!
//! A sentence is read only if it has one value before, one value after and what is stated of their change, because with more
//! numbers these may belong to different things.

use std::ops::Range;

use super::change_value::{BEFORE, Change, DOWN, UP};
use super::quantity::Quantity;

/// Maximum length of a sentence that is read, in bytes.
const LONGEST: usize = 300;

/// The changes of a text.
pub(super) fn changes(text: &str, all: &[Quantity]) -> Vec<Change> {
    let mut found = Vec::new();
    let mut next = 0;
    while next < all.len() {
        let sentence = sentence(text, all[next].range.start);
        let end = next + all[next..].partition_point(|q| q.range.start < sentence.end);
        if sentence.len() <= LONGEST {
            found.extend(read(text, &sentence, &all[next..end.max(next + 1)]));
        }
        next = end.max(next + 1);
    }
    found
}

/// The sentence or line around a position.
fn sentence(text: &str, at: usize) -> Range<usize> {
    let from = text.floor_char_boundary(at.saturating_sub(LONGEST));
    let start = text[from..at].rfind(['\n', ';', '※']).map_or(from, |i| text.ceil_char_boundary(from + i + 1));
    let to = text.floor_char_boundary((at + LONGEST).min(text.len()));
    let end = ["\n", ". ", "; ", ".\n", "※", "다,"].iter().filter_map(|sign| text[at..to].find(sign)).min();
    start..end.map_or(to, |i| at + i)
}

/// Words by which the numbers of a sentence are of several things, or no values before and after.
const OTHERS: [&str; 25] = [
    "상반기",
    "하반기",
    "기준",
    "가운데",
    "그중",
    " 중 ",
    "평균",
    "목표",
    "계획",
    "각각",
    "누적",
    "당초",
    "예상",
    "전망",
    "추정",
    "명당",
    "1인당",
    "~",
    "×",
    "포함",
    "제외",
    "이상",
    "이내",
    "약 ",
    "\u{1}",
];

fn read(text: &str, sentence: &Range<usize>, own: &[Quantity]) -> Option<Change> {
    if !(3..=5).contains(&own.len()) || OTHERS.iter().any(|w| text[sentence.clone()].contains(w)) {
        return None;
    }
    let (stated, direction) = (0..own.len()).find_map(|i| stated(text, own, i))?;
    // Spans of time are no values.
    let is_time = |q: &Quantity| matches!(q.unit, "년" | "개월" | "일" | "주" | "회" | "시간");
    let is_value = |i: &usize| !stated.contains(i) && !is_time(&own[*i]);
    let values: Vec<usize> = (0..own.len()).filter(is_value).collect();
    let [a, b] = values[..] else { return None };
    let (first, second) = (&own[a], &own[b]);
    let same = first.unit == second.unit && !matches!(first.unit, "" | "%" | "%p" | "점");
    let fits = |i: usize| own[i].unit == "%" || own[i].unit == first.unit;
    if !same || !stated.clone().all(fits) {
        return None;
    }
    let (from, to) = match (is_before(text, sentence, first), is_before(text, sentence, second)) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        _ => return None,
    };
    let start = own[stated.start].range.start;
    let told = &text[sentence.start..sentence.end];
    // What is said between the values and the change is of the same thing.
    let nearest = [first, second].into_iter().filter(|q| q.range.end <= start).map(|q| q.range.end).max()?;
    let between = &text[nearest..start];
    let behind = [first, second].into_iter().map(|q| q.range.start).filter(|at| *at > direction.0.end).min();
    let after = behind.map_or("", |at| &text[direction.0.end..at]);
    let across = second.range.end <= start || first.range.start >= direction.0.end;
    let middle = if across { &text[first.range.end..second.range.start] } else { "" };
    let quiet = [between, after].iter().all(|words| is_quiet(words, direction.1));
    (quiet && !has_topic(middle) && told.matches(['(', '（']).count() <= 3).then(|| Change {
        from: from.clone(),
        to: to.clone(),
        stated: own[stated.clone()].to_vec(),
        direction: Some(direction),
    })
}

/// Bytes of the word for a direction, and whether it is an increase.
type Direction = (Range<usize>, bool);

/// The stated changes from a number on, and the word for their direction: `250건(25%) 늘어난`, `20%의 증가율`.
fn stated(text: &str, own: &[Quantity], i: usize) -> Option<(Range<usize>, Direction)> {
    let mut last = i;
    if let Some(next) = own.get(i + 1)
        && matches!(&text[own[i].range.end..next.range.start], "(" | " (" | ", ")
        && (next.unit == "%" || own[i].unit == "%")
    {
        last = i + 1;
    }
    let end = own[last].range.end;
    let rest = text[end..].trim_start_matches([')', ' ', '가', '이', '나', '를', '을', '의']);
    let start = text.len() - rest.len();
    let word = |words: &[&str]| words.iter().find(|w| rest.starts_with(**w)).map(|w| start..start + w.len());
    let direction = word(&UP).or_else(|| word(&["많은", "많았", "많아", "성장", "확대", "불어"])).map(|r| (r, true));
    let direction =
        direction.or_else(|| word(&DOWN).or_else(|| word(&["적은", "적었", "적어", "축소"])).map(|r| (r, false)));
    let direction = direction?;
    // `감사`, `증명` are no changes.
    let other =
        ["감사", "감독", "감면", "감염", "증명", "증빙", "줄넘", "감상", "감정"].iter().any(|w| rest.starts_with(w));
    (!other).then_some((i..last + 1, direction))
}

/// Whether words say that a value is the one before: `지난해 1,000명`, `1,000명보다`.
fn is_before(text: &str, sentence: &Range<usize>, value: &Quantity) -> bool {
    const FROM: [&str; 8] = ["에서", "보다", "에 비", "과 비교", "와 비교", "대비", "이던", "이었던"];
    const NEAR: [&str; 9] = ["같은 기간", "같은 달", "동기", "동월", "도", "의", "에", "총", "은"];
    let after = text[value.range.end..].trim_start_matches([')', ' ']);
    if FROM.iter().any(|w| after.starts_with(w)) {
        return true;
    }
    let mut head = text[sentence.start..value.range.start].trim_end_matches([' ', '(', ':']);
    for _ in 0..2 {
        head = NEAR.iter().find_map(|w| head.strip_suffix(w)).unwrap_or(head).trim_end_matches(' ');
    }
    BEFORE.iter().any(|w| head.ends_with(w))
}

/// Whether the words between numbers tell of no other thing and of no other change.
fn is_quiet(words: &str, grows: bool) -> bool {
    // `50톤으로 늘어 25%의 증가율`
    let own: &[&str] = if grows {
        &["늘어나", "늘어", "증가하여", "증가해"]
    } else {
        &["줄어들어", "줄어", "감소하여", "감소해"]
    };
    let words = words.replace("늘어난", "").replace("줄어든", "");
    let plain = own.iter().fold(words, |words, word| words.replace(word, ""));
    let told = UP[..4].iter().chain(&DOWN[..4]).any(|w| plain.contains(w));
    !told && !has_topic(&plain) && !plain.contains(['·', '/', '[', '→']) && plain.split_whitespace().count() <= 6
}

/// Whether words name another thing: `1,000명이며 예산은`.
fn has_topic(words: &str) -> bool {
    const TIMES: [&str; 12] =
        ["올해", "금년", "작년", "지난해", "전년", "이번", "현재", "기간", "이는", "사이", "올해도", "이달"];
    let topic = |word: &str| {
        word.chars().count() > 1
            && word.ends_with(['은', '는'])
            && !TIMES.iter().any(|w| word.starts_with(w))
            && !word.ends_with("보다는")
    };
    let clause = ["으며", "이며", "이고", "였고", "지만", "으나", "는데", "및 "].iter().any(|w| words.contains(w));
    clause || words.split_whitespace().any(|w| topic(w.trim_end_matches(',')))
}

#[cfg(test)]
mod tests {
    use crate::change::wrong;
    use crate::quantity::scan;

    fn of(text: &str) -> Vec<&str> {
        wrong(text, &scan(text)).into_iter().map(|w| &text[w.stated.clone()]).collect()
    }

    #[test]
    fn wrong_changes_of_sentences_are_found() {
        for (text, said) in [
            ("방문객이 지난해 1,250건보다 250건(25%) 늘어난 1,500건이었음", "25%"),
            ("상담은 2023년 800건에서 2024년 1,000건으로, 1년 사이 20% 증가함", "20%"),
            ("지난해 1,000명보다 150명 많은 1,200명이 참가함", "150명"),
            ("예산은 전년도 1,200백만원에 비해 300백만원(20%) 증액된 1,500백만원을 편성함", "20%"),
            ("적발 건수는 지난해 같은 기간 340건에 비해 17%가 줄어든 272건으로 나타남", "17%"),
            ("대출은 올해 5,400권으로 지난해 4,500권과 비교해 25% 늘었음", "25%"),
            ("수거량이 하루 40톤에서 50톤으로 늘어 20%의 증가율을 보임", "20%"),
        ] {
            assert_eq!(of(text), [said], "{text}");
        }
    }

    #[test]
    fn right_and_other_sentences_are_left_alone() {
        for text in [
            "방문객이 지난해 1,250건보다 250건(20%) 늘어난 1,500건이었음",
            "대출은 올해 5,400권으로 지난해 4,500권과 비교해 20% 늘었음",
            "회원은 100명에서 120명으로 늘었으며, 예산은 30% 증가함",
            "지난해 1,000명보다 늘어난 1,200명이 참가하였고 그중 20%는 청년임",
            "신청은 500명에서 600명으로 늘었고, 수료는 15% 줄어 400명임",
            "지난해 1,000명이 찾았고 올해 상반기에 1,200명이 찾아 상반기 기준 40% 증가함",
            "민원 340건을 처리하여 지난해 300건보다 처리율이 5% 높아짐",
        ] {
            assert_eq!(of(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn long_texts_are_read_once() {
        for part in ["1명 ", "지난해 1명보다 2% 늘어난 3명, ", "1명보다 ", "가나다 1명"] {
            let text = part.repeat(100_000 / part.len());
            wrong(&text, &scan(&text));
        }
    }
}
