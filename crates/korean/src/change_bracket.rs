//! Changes that stand with the value before in brackets behind the value after: `1,345건(전년 같은 기간 1,250건 대비 7.6% 증가)`,
//! `880명(지난해 820명보다 60명 늘어남)`.

use super::change_value::{BEFORE, Change};
use super::change_words::{between, only, stated};
use super::quantity::Quantity;

/// Words between the word for the time before and its value, which name no other thing.
const NEAR: [&str; 29] = [
    "같은",
    "기간",
    "달",
    "해",
    "분기",
    "시기",
    "때",
    "동기",
    "동월",
    "동분기",
    "상반기",
    "하반기",
    "말",
    "초",
    "대비",
    "총",
    "모두",
    "전체",
    "계획",
    "예산",
    "실적",
    "목표",
    "예정",
    "도",
    "의",
    "회",
    "대회",
    "행사",
    "이맘때",
];

/// Words behind the value before by which the other one is compared with it.
const COMPARED: [&str; 10] = [
    "대비",
    "보다",
    "에서",
    "에 비해",
    "에 비하여",
    "과 비교해",
    "와 비교해",
    "과 비교하여",
    "와 비교하여",
    "에 견주어",
];

/// `B(전년 같은 기간 A 대비 P% 증가)`
pub(super) fn bracketed(text: &str, all: &[Quantity], i: usize) -> Option<Change> {
    let (to, from, next) = (all.get(i)?, all.get(i + 1)?, all.get(i + 2)?);
    if to.unit != from.unit || matches!(to.unit, "" | "%p") {
        return None;
    }
    let inner = between(text, to, from)?.trim_start_matches(' ').strip_prefix('(')?;
    if !is_before(inner) {
        return None;
    }
    let words = between(text, from, next)?.trim_start_matches(' ');
    let rest = COMPARED.iter().find_map(|w| words.strip_prefix(w))?;
    if !only(rest.trim_start_matches("는"), &["무려", "오히려", "다시", "약"]) {
        return None;
    }
    let (stated, direction) = stated(text, all, i + 2, to.unit);
    // The change is told within the brackets.
    let (word, _) = direction.clone()?;
    let closed = text[from.range.end..word.start].matches(')').count();
    let opened = text[from.range.end..word.start].matches('(').count();
    (closed <= opened && !rest.contains(')')).then(|| Change { from: from.clone(), to: to.clone(), stated, direction })
}

/// Whether the words in front of a value name the time before and no other thing: `전년 같은 기간`, `작년 7월`, `지난 대회`.
fn is_before(words: &str) -> bool {
    let begin = BEFORE.iter().chain(&["지난", "직전", "전회", "예년"]).find_map(|w| words.strip_prefix(w));
    let Some(rest) = begin else { return false };
    rest.split([' ', ':']).filter(|token| !token.is_empty()).all(|token| {
        let digits = token.trim_start_matches(|c: char| c.is_ascii_digit());
        let month = digits.len() < token.len() && matches!(digits, "월" | "분기" | "회" | "년" | "월의");
        let mut word = token;
        while let Some(rest) = NEAR.iter().find_map(|w| word.strip_prefix(w)) {
            word = rest;
        }
        month || matches!(word, "" | "에" | "의" | "인" | "은" | "는")
    })
}

#[cfg(test)]
mod tests {
    use crate::change::wrong;
    use crate::quantity::scan;

    fn of(text: &str) -> Vec<(&str, Option<String>)> {
        wrong(text, &scan(text)).into_iter().map(|w| (&text[w.stated.clone()], w.right)).collect()
    }

    #[test]
    fn wrong_changes_in_brackets_are_found() {
        for (text, said, right) in [
            ("계도: 1,345건(전년 같은 기간 1,250건 대비 8.4% 증가)", "8.4%", Some("7.6%")),
            ("참가자 880명(지난해 820명보다 70명 늘어남)", "70명", Some("60명")),
            ("단속은 1,130건(작년 상반기 1,250건에서 8.6% 감소)", "8.6%", Some("9.6%")),
            ("관람객: 5,200명(지난 대회 5,000명에 비해 300명(4.0%) 증가)", "300명", Some("200명")),
            ("예산 1,500백만원(당초 예산 1,200백만원보다 20% 증액)", "20%", Some("25%")),
            ("접수 90건 (작년 7월 100건 대비 10% 증가)", "증가", None),
            ("이용 건수는 2,310건(종전 2,100건보다 12% 늘었음)으로 집계됨", "12%", Some("10%")),
        ] {
            assert_eq!(of(text), [(said, right.map(str::to_owned))], "{text}");
        }
    }

    #[test]
    fn right_changes_and_others_are_left_alone() {
        for text in [
            "계도: 1,345건(전년 같은 기간 1,250건 대비 7.6% 증가)",
            "참가자 880명(지난해 820명보다 60명 늘어남)",
            "단속은 1,130건(작년 상반기 1,250건에서 9.6% 감소)",
            "참가자 880명(지난해 820명보다 많음), 예산은 12% 증가",
            "참가자 880명(목표 820명보다 70명 늘어남)",
            "참가자 880명(지난해 820건보다 70건 늘어남)",
            "참가자 880명(지난해 820명보다 약 7% 늘어남)",
            "참가자 약 880명(지난해 820명보다 70명 늘어남)",
            "참가자 880명(지난해 820명)으로 예산은 12% 증가",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
    }
}
