//! Finds a share with both of its values: `60명 중 45명(75%)`, `예산 50,000천원 중 45,000천원 집행(집행률 90%)`, `수료율 75%(수료 45명/신청
//! 60명)`.
//!
//! The percentage stands in brackets directly behind the part, or is named as the rate of the two.

use super::change_words::only;
use super::quantity::{MICRO, Quantity, scan};
use std::ops::Range;

/// A percentage that its two values do not give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The part.
    pub part: Quantity,
    /// The whole.
    pub whole: Quantity,
    /// Bytes of the stated percentage.
    pub stated: Range<usize>,
    /// The right percentage as stated.
    pub right: Option<String>,
}

/// Names of rates that are the part of a whole, without 률 or 율.
const RATES: [&str; 27] = [
    "집행", "참석", "참여", "수료", "달성", "회수", "응답", "이행", "처리", "완료", "진척", "출석", "투표", "찬성",
    "반영", "충원", "이수", "합격", "선정", "설치", "보급", "낙찰", "점검", "접종", "검진", "징수", "취업",
];

/// Every wrong share of a text.
pub fn wrong(text: &str) -> Vec<Wrong> {
    let all = scan(text);
    let mut found: Vec<Wrong> = Vec::new();
    for (i, said) in all.iter().enumerate().filter(|(_, q)| q.unit == "%") {
        let read = behind(text, &all, i).or_else(|| before(text, &all, i)).or_else(|| of_whole(text, &all, i));
        let Some((part, whole)) = read else { continue };
        if part.unit != whole.unit || part.unit.is_empty() || matches!(part.unit, "%" | "%p") || whole.micro <= 0 {
            continue;
        }
        let rough = |q: &Quantity| text[..q.range.start].trim_end_matches([' ', '(']).ends_with('약');
        let (low, high) = bounds(part, whole, said);
        if (low..=high).contains(&said.micro) || rough(said) || rough(part) || rough(whole) {
            continue;
        }
        found.push(Wrong {
            part: part.clone(),
            whole: whole.clone(),
            stated: said.range.clone(),
            right: right(text, part, whole, said),
        });
    }
    found
}

/// Whether a percentage is that of a part and its whole, truncated or rounded to the stated digits.
pub fn holds(part: &Quantity, whole: &Quantity, said: &Quantity) -> bool {
    let (low, high) = bounds(part, whole, said);
    whole.micro > 0 && (low..=high).contains(&said.micro)
}

/// The percentage of a part as another one is written: `87.2%`; `None` if its digits do not hold it.
pub fn right(text: &str, part: &Quantity, whole: &Quantity, said: &Quantity) -> Option<String> {
    let grain = said.grain.max(1);
    let share = part.micro.saturating_mul(100 * MICRO).checked_div(whole.micro)?;
    said.rewritten(text, (share + grain / 2) / grain * grain)
}

/// Bounds of the percentage, truncated and rounded to the stated digits.
fn bounds(part: &Quantity, whole: &Quantity, said: &Quantity) -> (i128, i128) {
    let half = |q: &Quantity| if q.is_rounded() { q.grain / 2 } else { 0 };
    let (a, b) = (half(part), half(whole));
    let share = |part: i128, whole: i128| if whole > 0 { part.saturating_mul(100 * MICRO) / whole } else { 0 };
    let (low, high) = (share((part.micro - a).max(0), whole.micro + b), share(part.micro + a, whole.micro - b));
    let grain = said.grain.max(1);
    (low / grain * grain, (high + grain / 2) / grain * grain)
}

/// The name of a rate directly before a percentage: `집행률 `.
fn rate(text: &str, at: usize) -> bool {
    let head = text[..at].trim_end_matches([' ', ':', '은', '는', '이', '가', '약']);
    head.strip_suffix(['률', '율']).is_some_and(|name| RATES.iter().any(|r| name.ends_with(r)))
}

/// `A 중 B(p%)`, `A 중 B 집행(집행률 p%)`, `계획 A, 실적 B(달성률 p%)`
fn behind<'q>(text: &str, all: &'q [Quantity], i: usize) -> Option<(&'q Quantity, &'q Quantity)> {
    let (said, second, first) = (&all[i], all.get(i.checked_sub(1)?)?, all.get(i.checked_sub(2)?)?);
    let closes = text[said.range.end..].starts_with(')');
    let words = text.get(second.range.end..said.range.start)?;
    if words.len() > 60 || words.contains(['\n', ')', '.', ';', '\u{1}']) {
        return None;
    }
    // `45명(75%)`, `45명 참석(75%)`
    let direct = closes && words.ends_with('(') && words.len() <= 20 && !words.contains(',');
    let named = rate(text, said.range.start) && closes && words.contains('(');
    let link = text.get(first.range.end..second.range.start)?;
    if !(direct || named) || link.len() > 45 || link.contains(['\n', '\u{1}', '.']) {
        return None;
    }
    let single = words.matches('(').count() <= 1;
    let of = |names: &[&str], at: usize| names.iter().any(|n| text[..at].trim_end_matches([' ', ':']).ends_with(n));
    let among = ["중", "가운데", "대비"].iter().any(|w| link.trim_start_matches([' ', '의']).starts_with(w));
    let after = link
        .trim_start_matches(' ')
        .trim_start_matches(['중', '가', '운', '데', '대', '비', '에', '서', ' ', ',', '총']);
    // Another whole may be named between them: `60명 중 여성 45명(75%)` is still a part.
    let plain = !after.contains([',', '(', '/']);
    if single && among && plain && !(link.contains("대비") && is_change(&text[said.range.end..])) {
        return Some((second, first));
    }
    let planned = of(&["계획", "목표", "정원", "예산", "예산액", "예산현액"], first.range.start);
    let done = of(&["실적", "현원", "집행", "집행액", "달성"], second.range.start);
    (single && planned && done && (named || direct)).then_some((second, first))
}

/// Whether the word after a percentage tells a change, so that the value before it is no part: `전년 1,000명 대비 200명(20%) 증가`.
fn is_change(after: &str) -> bool {
    const CHANGES: [&str; 15] =
        ["증가", "증액", "증원", "감소", "감액", "감축", "늘", "줄", "상승", "하락", "인상", "인하", "확대", "↑", "↓"];
    let after = after.trim_start_matches([')', ' ', '이', '가']);
    CHANGES.iter().any(|w| after.starts_with(w))
}

/// `수료율 p%(수료 B/신청 A)`, `집행률 p%(예산 A, 집행 B)`
fn before<'q>(text: &str, all: &'q [Quantity], i: usize) -> Option<(&'q Quantity, &'q Quantity)> {
    let (said, first, second) = (&all[i], all.get(i + 1)?, all.get(i + 2)?);
    let words = text.get(said.range.end..first.range.start)?;
    let link = text.get(first.range.end..second.range.start)?;
    let opens = words.trim_start_matches(['임', '으', '로', ' ']).starts_with('(');
    let closes = text[second.range.end..].starts_with(')');
    if !rate(text, said.range.start) || !opens || !closes || words.len() > 30 || link.len() > 30 || words.contains('\n')
    {
        return None;
    }
    let divided = link.starts_with(['/', '÷']) || link.trim_start().starts_with('÷');
    let among = link.trim_start().starts_with('중');
    let listed = link.starts_with(',') && ["예산", "계획", "목표", "정원", "대상"].iter().any(|w| words.contains(w));
    match () {
        () if divided => Some((first, second)),
        () if among || listed => Some((second, first)),
        () => None,
    }
}

/// `B(예정가격 A의 p%)`, `B(예정가격 A 대비 p%)`
fn of_whole<'q>(text: &str, all: &'q [Quantity], i: usize) -> Option<(&'q Quantity, &'q Quantity)> {
    let (said, whole, part) = (&all[i], all.get(i.checked_sub(1)?)?, all.get(i.checked_sub(2)?)?);
    let (first, second) = (text.get(part.range.end..whole.range.start)?, text.get(whole.range.end..said.range.start)?);
    let inner = first.strip_prefix('(').filter(|w| w.len() <= 30 && !w.contains([')', ',', '\n']))?;
    let known =
        ["가격", "금액", "예산", "예산액", "전체", "총사업비", "사업비"].iter().any(|w| inner.trim_end().ends_with(w));
    let closes = text[said.range.end..].starts_with(')');
    (known && closes && only(second, &["의", "대비"])).then_some((part, whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(&str, Option<String>)> {
        wrong(text).into_iter().map(|w| (&text[w.stated.clone()], w.right)).collect()
    }

    #[test]
    fn wrong_shares_are_found() {
        for (text, said, right) in [
            ("60명 중 45명(80%)이 찬성", "80%", "75%"),
            ("응답자 200명 가운데 150명(70%)이 만족", "70%", "75%"),
            ("예산 50,000천원 중 45,000천원 집행(집행률 95%)", "95%", "90%"),
            ("수료율 80%(수료 45명/신청 60명)", "80%", "75%"),
            ("집행률은 80%임(예산 50,000천원, 집행 45,000천원)", "80%", "90%"),
            ("점검 대상 120개소 중 114개소를 점검하였음(점검률 93%)", "93%", "95%"),
            ("계획 20회, 실적 18회(달성률 85%)", "85%", "90%"),
            ("목표 200명 대비 150명 달성(달성률 80%)", "80%", "75%"),
            ("계약금액 45,000천원(예정가격 50,000천원의 95%)", "95%", "90%"),
        ] {
            assert_eq!(of(text), [(said, Some(right.to_owned()))], "{text}");
        }
    }

    #[test]
    fn right_shares_and_others_are_left_alone() {
        for text in [
            "60명 중 45명(75%)이 찬성",
            "60명 중 45명(남 30명), 만족도 80%",
            "예산 50,000천원 중 45,000천원 집행, 공정률 95%",
            "응답자 200명 중 150명, 회수율 80%",
            "35명 중 12명(34.2%)",
            "35명 중 12명(34.3%)",
            "35명 중 12명(약 34%)",
            "국비 50,000천원(60%), 군비 33,333천원(40%)",
            "12개소 중 8개소, 40명(20%)",
            "전년 1,000명 대비 300명(20%) 증가한 1,200명",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
    }

    #[test]
    fn long_texts_are_read_once() {
        for part in ["1명 중 1명(1%) ", "1%(", "1명/1명(1%)"] {
            wrong(&part.repeat(100_000 / part.len()));
        }
    }
}
