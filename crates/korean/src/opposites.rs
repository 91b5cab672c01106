//! Totals whose two parts a sentence tells with words between them, each with one of a pair of opposites:
//! `관객은 모두 12,300명으로, 표를 산 유료 관객이 7,100명, 초대받은 무료 관객이 5,200명이었다`.
//!
//! A sentence is read only if its total comes first and exactly two numbers follow, because with more numbers these may be of
//! different things.

use std::ops::Range;

use super::breakdown::{Breakdown, LONGEST, Part, STEPS, fits, is_certain, is_total, is_whole};
use super::quantity::Quantity;

/// Words for the two parts of a whole.
const PAIRS: [(&str, &str); 27] = [
    ("유료", "무료"),
    ("남", "여"),
    ("남성", "여성"),
    ("남자", "여자"),
    ("남학생", "여학생"),
    ("내국인", "외국인"),
    ("찬성", "반대"),
    ("신규", "기존"),
    ("신축", "기존"),
    ("국내", "국외"),
    ("국내", "해외"),
    ("주간", "야간"),
    ("평일", "주말"),
    ("평일", "휴일"),
    ("성인", "어린이"),
    ("어른", "어린이"),
    ("성인", "청소년"),
    ("실내", "실외"),
    ("공공", "민간"),
    ("관내", "관외"),
    ("온라인", "오프라인"),
    ("개인", "단체"),
    ("상반기", "하반기"),
    ("오전", "오후"),
    ("정규직", "비정규직"),
    ("대면", "비대면"),
    ("적합", "부적합"),
];

/// Words by which the numbers are not all parts of the total, or not counted once.
const OTHERS: [&str; 33] = [
    "\u{1}",
    "이 중",
    "이중",
    "그중",
    "그 중",
    " 중 ",
    "가운데",
    "중복",
    "복수",
    "약 ",
    "여 명",
    "각각",
    "보다",
    "대비",
    "전년",
    "작년",
    "지난",
    "목표",
    "계획",
    "정원",
    "평균",
    "우선",
    "먼저",
    "추가",
    "이상",
    "이하",
    "이내",
    "최대",
    "제외",
    "누적",
    "씩",
    "~",
    "→",
];

/// The wrong totals of sentences; `quantities` are those of the text, in order.
pub fn wrong(text: &str, quantities: &[Quantity]) -> Vec<Breakdown> {
    let told = |i: &usize| {
        let q = &quantities[*i];
        !matches!(q.unit, "" | "%" | "%p" | "년" | "일") && is_whole(text, q) && is_total(text, q)
    };
    (0..quantities.len()).filter(told).filter_map(|i| judge(text, quantities, i)).collect()
}

fn judge(text: &str, quantities: &[Quantity], i: usize) -> Option<Breakdown> {
    let total = &quantities[i];
    let start = start_of(text, total.range.start);
    let end = end_of(text, total.range.end);
    let sentence = &text[start..end];
    // Parts in brackets and behind signs are read elsewhere.
    if OTHERS.iter().any(|w| sentence.contains(w)) || text[total.range.end..].starts_with(['(', ':']) {
        return None;
    }
    let earlier = quantities[..i].iter().rev().take_while(|q| q.range.start >= start);
    if earlier.filter(|q| q.unit == total.unit).count() > 0 {
        return None;
    }
    let own = quantities[i + 1..].iter().take_while(|q| q.range.end <= end).filter(|q| q.unit != "%").take(3);
    let own: Vec<&Quantity> = own.collect();
    let [first, second] = own[..] else { return None };
    if first.unit != total.unit || second.unit != total.unit {
        return None;
    }
    let cut = cut(text, first.range.end..second.range.start)?;
    let (link, before) = head(text, total.range.end..first.range.start);
    let one = [&text[before], &text[first.range.end..cut]];
    let reach = text[second.range.end..end].find(',').map_or(end, |at| second.range.end + at);
    let other = [&text[cut..second.range.start], &text[second.range.end..reach]];
    let (a, b) = PAIRS.iter().find_map(|(a, b)| match (has(one, a), has(one, b), has(other, a), has(other, b)) {
        (true, false, false, true) => Some((*a, *b)),
        (false, true, true, false) => Some((*b, *a)),
        _ => None,
    })?;
    // Of those who applied, some were chosen: the parts are of another step of the work.
    let known = |w: &str| text[start..total.range.start].contains(w);
    let ahead = STEPS.iter().filter(|w| text[link.clone()].contains(**w)).count();
    let behind = STEPS.iter().filter(|w| text[link.end..end].contains(**w) && !known(w)).count();
    if behind > 0 || ahead > 1 {
        return None;
    }
    let part = |q: &Quantity, label| Part { label, micro: q.micro, grain: q.grain };
    let parts = [part(first, a), part(second, b)];
    let sum = first.micro + second.micro;
    let near = sum * 10 >= total.micro * 7 && sum * 10 <= total.micro * 13;
    (near && !fits(total, &parts, sum) && is_certain(total, &parts, sum, true)).then(|| Breakdown {
        total: total.clone(),
        parts: first.range.start..second.range.end,
        sum,
    })
}

/// The words that join the total and the clause of the first part, and that clause.
fn head(text: &str, between: Range<usize>) -> (Range<usize>, Range<usize>) {
    let words = &text[between.clone()];
    let comma = words.find(',').map(|at| at + 1);
    let verb = || {
        ["으로 ", "이며 ", "이고 ", "인데 ", "으며 ", "는데 ", "였고 ", "하고 "]
            .iter()
            .find_map(|w| Some(words.find(w)? + w.len()))
    };
    let at = between.start + comma.or_else(verb).unwrap_or(0);
    (between.start..at, at..between.end)
}

/// Where the clause of the first part ends.
fn cut(text: &str, between: Range<usize>) -> Option<usize> {
    let words = &text[between.clone()];
    let sign = words.find([',', '·', '/', ';']);
    let joined =
        ["고 ", "며 ", "과 ", "와 ", " 및 ", "는데 "].iter().filter_map(|w| Some(words.find(w)? + w.len())).min();
    sign.or(joined).map(|at| between.start + at)
}

/// Whether a word begins with a word of a pair: `유료 관객이`, `무료관객`, `유료로`.
fn has(clause: [&str; 2], word: &str) -> bool {
    let single = word.chars().count() == 1;
    clause.iter().flat_map(|part| part.split([' ', ',', '\n', '(', ')', '·'])).any(|token| {
        match token.strip_prefix(word) {
            Some("") => true,
            // `남은`, `여러`, `국내외`
            Some(rest) => !single && !rest.starts_with('외'),
            None => false,
        }
    })
}

/// The start of the sentence or line.
fn start_of(text: &str, at: usize) -> usize {
    let from = text.floor_char_boundary(at.saturating_sub(LONGEST));
    let line = text[from..at].rfind('\n').map_or(from, |i| from + i + 1);
    text[line..at].rfind(". ").map_or(line, |i| line + i + 2)
}

/// The end of the sentence; the next line belongs to it if it begins with a word.
fn end_of(text: &str, at: usize) -> usize {
    let to = text.floor_char_boundary((at + LONGEST).min(text.len()));
    let rest = &text[at..to];
    let goes_on = |i: usize| rest[i + 1..].starts_with(|c: char| ('가'..='힣').contains(&c) || c.is_ascii_digit());
    let ends = |(i, c): &(usize, char)| match c {
        '\n' => !goes_on(*i),
        '.' => rest[i + 1..].is_empty() || rest[i + 1..].starts_with([' ', '\n']),
        '※' | ';' => true,
        _ => false,
    };
    rest.char_indices().find(ends).map_or(to, |(i, _)| at + i)
}

#[cfg(test)]
mod tests {
    use crate::quantity::{MICRO, scan};

    fn sums(text: &str) -> Vec<i128> {
        super::wrong(text, &scan(text)).iter().map(|b| b.sum / MICRO).collect()
    }

    #[test]
    fn two_opposite_parts_in_a_sentence_are_added() {
        for (text, sum) in [
            ("관객은 모두 12,300명으로, 표를 산 유료 관객이 7,100명, 초대받은 무료 관객이 4,200명이었다", 11_300),
            ("이용자는 총 840명이며, 평일에 온 사람이 510명이고 주말에 온 사람이 320명이었다.", 830),
            ("방문객은 모두 5,400명인데 이웃 나라에서 온 외국인이 1,300명, 내국인이 4,200명이다.", 5_500),
            ("장서는 모두 3,200권으로, 새로 산 신규 도서가 450권, 기존 도서가 2,650권임", 3_100),
            ("투표에는 모두 210명이 참여하였으며, 안건에 찬성한 사람은 150명, 반대한 사람은 50명이었음", 200),
            ("올해 참가 업체는 총 64개사로, 국내에서 40개사, 해외에서 22개사가 왔다", 62),
            ("입장객은 모두 900명이었으며, 610명이 성인, 280명이 어린이였다", 890),
            ("관람 인원은 총 1,250명으로,\n낮에 연 주간 공연에 700명, 야간 공연에 540명이 들었다.", 1_240),
        ] {
            assert_eq!(sums(text), [sum], "{text}");
        }
    }

    #[test]
    fn right_sums_and_other_parts_are_left_alone() {
        for text in [
            "관객은 모두 12,300명으로, 표를 산 유료 관객이 7,100명, 초대받은 무료 관객이 5,200명이었다",
            "관객은 모두 12,300명으로, 이 중 유료 관객이 7,100명, 무료 관객이 4,200명이었다",
            "관객은 모두 12,300명으로(중복 포함), 유료 관객이 7,100명, 무료 관객이 5,900명이었다",
            "관객은 모두 약 12,300명으로, 유료 관객이 7,100명, 무료 관객이 4,200명이었다",
            "관객은 모두 12,300명으로, 유료 관객이 약 7,100명, 무료 관객이 4,200명이었다",
            "관객은 모두 12,300명으로, 유료 관객이 7,100명, 무료 관객이 4,200명, 봉사자가 1,000명이었다",
            "관객은 모두 12,300명으로, 유료 공연이 71회, 무료 공연이 42회였다",
            "모두 300명이 신청하였으며, 심사하여 남성 120명, 여성 130명을 선발하였다",
            "교육생은 총 60명으로, 남은 자리에 12명, 여러 기관에서 40명이 왔다",
            "참가자는 총 300명으로, 국내외에서 온 발표자가 120명, 해외 기관이 보낸 사람이 130명이었다",
            "행사에는 모두 300명이 왔다. 유료 관객이 120명, 무료 관객이 130명인 날도 있었다",
            "총 300명으로, 서쪽 주민이 120명, 무료 급식을 받은 사람이 130명이었다",
            "주민은 모두 300명으로, 지난해 찬성한 사람이 120명, 반대한 사람이 130명이었다",
            "- 참가자는 모두 300명임\n- 유료 관객이 120명, 무료 관객이 130명이었다",
        ] {
            assert_eq!(sums(text), Vec::<i128>::new(), "{text}");
        }
    }

    #[test]
    fn long_texts_are_read_once() {
        for part in ["모두 3명으로, 유료 1명, 무료 1명 ", "총 3명 ", "총 3명, 남 "] {
            let text = part.repeat(100_000 / part.len());
            super::wrong(&text, &scan(&text));
        }
    }
}
