//! Names of what a number counts, so that a text and a table that speak of one thing are found: `참석자 총 66명` and the total of
//! a table `읍면별 참석자 현황`.

use std::collections::BTreeSet;

use crate::prose::table::label;

/// Names of what a document has once, which two texts need not declare, with their units.
pub(crate) const NAMES: [(&str, &str); 24] = [
    ("총소요예산", "원"),
    ("총사업비", "원"),
    ("소요예산", "원"),
    ("소요경비", "원"),
    ("총예산", "원"),
    ("계약금액", "원"),
    ("용역비", "원"),
    ("공사비", "원"),
    ("사업비", "원"),
    ("보조금액", "원"),
    ("총참석인원", "명"),
    ("참석인원", "명"),
    ("참가인원", "명"),
    ("참여인원", "명"),
    ("교육인원", "명"),
    ("모집인원", "명"),
    ("선발인원", "명"),
    ("대상인원", "명"),
    ("수료인원", "명"),
    ("총인원", "명"),
    ("참석자", "명"),
    ("접수건수", "건"),
    ("처리건수", "건"),
    ("점검대상", "곳"),
];

/// Ends of titles that do not belong to a name: `참석자 현황`.
const TITLE_ENDS: [&str; 16] = [
    "현황", "내역", "결과", "실적", "구성", "통계", "분포", "집계", "상황", "추이", "표", "명세", "산출", "편성",
    "요약", "총괄",
];

/// Ends of names that say that something is counted: `참석자`, `참석 인원`, `참석자 수`.
const COUNTED: [&str; 13] =
    ["인원수", "인원", "자수", "건수", "대수", "수량", "가구수", "세대수", "개소수", "금액", "액", "자", "수"];

/// Names that do not say what is counted.
const GENERIC: [&str; 62] = [
    "행사",
    "대상",
    "기타",
    "구분",
    "합계",
    "소계",
    "총계",
    "내용",
    "인원",
    "금액",
    "사업",
    "건수",
    "시설",
    "기관",
    "단체",
    "업체",
    "지원",
    "운영",
    "추진",
    "현황",
    "전체",
    "비용",
    "단가",
    "수량",
    "횟수",
    "면적",
    "기간",
    "규모",
    "시간",
    "사업량",
    "물량",
    "증가",
    "감소",
    "변경",
    "계획",
    "실적",
    "결과",
    "남성",
    "여성",
    "남자",
    "여자",
    "청년",
    "노인",
    "아동",
    "성인",
    "비고",
    "항목",
    "산출",
    "내역",
    "집행",
    "잔액",
    "연도",
    "분야",
    "부서",
    "지역",
    "기존",
    "신규",
    "추가",
    "일반",
    "개소",
    "가구",
    "주민",
];

/// A name without spaces, the words of a whole and the word that counts; `None` if it does not say what is counted.
pub(crate) fn canonical(words: &str) -> Option<String> {
    let plain: String = label(words).chars().filter(|c| ('가'..='힣').contains(c) || c.is_ascii_alphabetic()).collect();
    let long = |text: &str| text.chars().count() > 1;
    let whole = ["총", "전체"].iter().find_map(|w| plain.strip_prefix(w)).filter(|rest| long(rest)).unwrap_or(&plain);
    let whole =
        ["현황", "실적", "내역"].iter().find_map(|w| whole.strip_suffix(w)).filter(|rest| long(rest)).unwrap_or(whole);
    let stem = COUNTED.iter().find_map(|w| whole.strip_suffix(w)).filter(|rest| long(rest)).unwrap_or(whole);
    (long(stem) && !GENERIC.contains(&stem) && !GENERIC.contains(&whole)).then(|| stem.to_owned())
}

/// The name that the title of a table gives to its total: `읍면별 설문 응답 현황` → `설문 응답`.
pub(crate) fn of_title(title: &str) -> Option<String> {
    if title.contains(['·', ',', '/', '및', '[', '{']) {
        return None;
    }
    let title = title.split(['(', '（']).next().unwrap_or(title);
    let mut words: Vec<&str> = title.split_whitespace().filter(|word| !is_class(word)).collect();
    while words.last().is_some_and(|word| TITLE_ENDS.contains(word)) {
        words.pop();
    }
    let last = words.pop()?;
    let last =
        TITLE_ENDS.iter().find_map(|end| last.strip_suffix(end)).filter(|w| w.chars().count() > 2).unwrap_or(last);
    words.push(last);
    Some(words.join(" "))
}

/// Whether a head says only how something is counted, so that the title names it.
pub(crate) fn is_count(head: &str) -> bool {
    const COUNTS: [&str; 15] = [
        "인원",
        "금액",
        "건수",
        "계",
        "합계",
        "수량",
        "인원수",
        "수",
        "명",
        "건",
        "개소",
        "총계",
        "예산액",
        "소요액",
        "규모",
    ];
    COUNTS.contains(&label(head).as_str())
}

/// Whether a title has only words that every document has: `추진 현황`, `사업 개요`.
pub(crate) fn is_general(title: &str) -> bool {
    const WORDS: [&str; 26] = [
        "현황", "세부", "일반", "추진", "개요", "결과", "사업", "행사", "내역", "계획", "조사", "운영", "실적", "통계",
        "참석", "접수", "신청", "예산", "집행", "개최", "주요", "내용", "요약", "총괄", "진행", "등록",
    ];
    title.split_whitespace().all(|word| WORDS.contains(&word))
}

/// Whether a word of a title says by what it is divided: `읍면별`, `2024년`.
fn is_class(word: &str) -> bool {
    word.ends_with('별') || word.starts_with(|c: char| c.is_ascii_digit() || c == '’')
}

/// Words by which a number is of another time, part or way to count.
const QUALIFIERS: [&str; 62] = [
    "전년",
    "작년",
    "지난해",
    "지난",
    "내년",
    "차년도",
    "당해",
    "목표",
    "예상",
    "예정",
    "향후",
    "당초",
    "변경",
    "기정",
    "추경",
    "기존",
    "종전",
    "신규",
    "추가",
    "잔여",
    "누적",
    "누계",
    "평균",
    "연인원",
    "실인원",
    "부가세",
    "부가가치세",
    "VAT",
    "여성",
    "남성",
    "청년",
    "노인",
    "아동",
    "장애인",
    "학생",
    "온라인",
    "오프라인",
    "사전",
    "현장",
    "상반기",
    "하반기",
    "국비",
    "시비",
    "구비",
    "도비",
    "군비",
    "자부담",
    "1인당",
    "최대",
    "최소",
    "정원",
    "현원",
    "잠정",
    "확정",
    "낙찰",
    "설계",
    "별도",
    "제외",
    "이월",
    "일부",
    "중복",
    "개선",
];

/// Adds that money is of the year of the document, which is a part of that of all years: `올해 예산`, `2024년 사업비`.
pub(crate) fn qualify_year(text: &str, year: Option<i32>, set: &mut BTreeSet<String>) {
    let own = year.is_some_and(|year| text.contains(&format!("{year}년")) || text.contains(&format!("{year} ")));
    if own || ["올해", "금년", "당해", "해당 연도"].iter().any(|w| text.contains(w)) {
        set.insert("당해".to_owned());
    }
}

/// Words of plans, and of what came of them.
const PLANNED: [&str; 2] = ["계획", "목표"];
/// See [`PLANNED`].
const DONE: [&str; 4] = ["실적", "결과", "집행", "정산"];

/// Units of numbers that name a round, a time or a group: `2차`, `3분기`, `1일차`.
const ORDINALS: [&str; 18] = [
    "차", "회차", "일차", "기", "분기", "반기", "월", "년", "단계", "조", "팀", "권역", "호", "학년", "구역", "공구",
    "안", "일",
];

/// What a text says of the numbers in it; `year` is that of the document, which says nothing.
pub(crate) fn qualifiers(text: &str, year: Option<i32>, set: &mut BTreeSet<String>) {
    // Before and after a change: `변경 전`, `개선후`.
    for (word, side) in [(" 전", "전"), (" 후", "후"), ("경전", "전"), ("경후", "후"), ("선전", "전"), ("선후", "후")]
    {
        let ends = |at: usize| !text[at + word.len()..].starts_with(|c: char| ('가'..='힣').contains(&c));
        if text.match_indices(word).any(|(at, _)| ends(at)) {
            set.insert(side.to_owned());
        }
    }
    set.extend(QUALIFIERS.iter().filter(|w| text.contains(**w)).map(|w| (*w).to_owned()));
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest[at..].bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = (&rest[at..at + digits], &rest[at + digits..]);
        let of_year = number.parse().ok() == year && year.is_some();
        let ordinal = ORDINALS.iter().filter(|w| after.starts_with(**w)).max_by_key(|w| w.len());
        if let Some(word) = ordinal.filter(|_| !of_year) {
            set.insert(format!("{number}{word}"));
        }
        rest = after;
    }
}

/// Whether texts speak of a plan and of its results, so that a number belongs to one of them.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Stages {
    planned: bool,
    done: bool,
}

impl Stages {
    /// Learns from a heading or title.
    pub(crate) fn learn(&mut self, text: &str) {
        self.planned |= PLANNED.iter().any(|w| text.contains(w));
        self.done |= DONE.iter().any(|w| text.contains(w));
    }

    /// Adds the stage that a heading or title names, if the document has both.
    pub(crate) fn qualify(self, text: &str, set: &mut BTreeSet<String>) {
        let named = |words: &[&str]| words.iter().any(|w| text.contains(w));
        if self.planned && self.done {
            set.extend(named(&PLANNED).then(|| "계획".to_owned()));
            set.extend(named(&DONE).then(|| "실적".to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_has_one_name() {
        let same = ["참석자", "참석 인원", "총 참석자 수", "참석자(명)"];
        assert!(same.iter().all(|name| canonical(name).as_deref() == Some("참석")));
        assert_eq!(canonical("총사업비").as_deref(), Some("사업비"));
        assert_eq!(canonical("상담 실적").as_deref(), canonical("상담 건수").as_deref());
        assert_eq!(canonical("인원"), None);
        assert_eq!(of_title("읍면별 설문 응답 현황").as_deref(), Some("설문 응답"));
        assert_eq!(of_title("2024년 상담건수").as_deref(), Some("상담건수"));
        assert_eq!(of_title("성별 및 연령별 참석자"), None);
    }

    #[test]
    fn another_round_is_another_thing() {
        let of = |text: &str| {
            let mut set = BTreeSet::new();
            qualifiers(text, Some(2024), &mut set);
            set.into_iter().collect::<Vec<_>>()
        };
        assert_eq!(of("2024년 2차 설명회"), ["2차"]);
        assert_eq!(of("전년 참석자"), ["전년"]);
        assert_eq!(of("개최 결과"), Vec::<String>::new());
    }
}
