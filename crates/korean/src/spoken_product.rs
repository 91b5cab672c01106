//! Finds products that are told in words with their result: `1인당 35,000원씩 24명, 총 840,000원`, `남녀 각각 12명, 총 24명`,
//! `시간당 50,000원, 2시간씩 5회로 총 500,000원`.
//!
//! Only a result that no product of the numbers gives counts, and only where it is near the product of all, so that a total of
//! more than these is not reported.

use std::ops::Range;

use super::quantity::{MICRO, Quantity};

/// A result that its numbers do not give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Bytes from the first to the last number of the product.
    pub terms: Range<usize>,
    /// The stated result.
    pub total: Quantity,
    /// The product of all numbers, in millionths.
    pub right: i128,
}

/// Maximum length in bytes of the text before a result that is read.
const REACH: usize = 300;

/// Maximum number of counts in a product.
const MOST: usize = 5;

/// Words directly before the result of a product.
const TOTALS: [&str; 8] = ["총", "모두", "합계", "도합", "총액", "총계", "전체", "계"];

/// Words by which a number is a limit or a rough one, or the result has other parts.
const ROUGH: [&str; 31] = [
    "최대",
    "최소",
    "이내",
    "이하",
    "이상",
    "한도",
    "범위",
    "내외",
    "약 ",
    "미만",
    "초과",
    "평균",
    "차등",
    "할인",
    "무료",
    "부가세",
    "부가가치세",
    "VAT",
    "포함",
    "별도",
    "제외",
    "외에",
    "등 ",
    "×",
    "÷",
    "중 ",
    "더하여",
    "더해",
    "합하여",
    "합쳐",
    "더한",
];

/// Every wrong product of a text; `quantities` are those of the text, in order.
pub fn wrong(text: &str, quantities: &[Quantity]) -> Vec<Wrong> {
    let told = ["씩", "당", "각"].iter().any(|w| text.contains(w));
    if quantities.len() < 2 || !told {
        return Vec::new();
    }
    (1..quantities.len()).filter_map(|i| judge(text, quantities, i)).collect()
}

/// The words directly before a result, without the space and the word of the whole; `None` without one.
fn before_total<'t>(text: &'t str, total: &Quantity) -> Option<&'t str> {
    let head = text[..total.range.start].trim_end_matches([' ', ':']);
    let rest = TOTALS.iter().find_map(|w| head.strip_suffix(w))?;
    rest.is_empty().then_some(rest).or_else(|| rest.ends_with([' ', ',', '(', '\n']).then_some(rest))
}

fn judge(text: &str, all: &[Quantity], i: usize) -> Option<Wrong> {
    let total = &all[i];
    let counted = !matches!(total.unit, "" | "%" | "%p" | "년" | "월");
    let head = before_total(text, total).filter(|_| counted && total.micro > 0)?;
    let from = text.floor_char_boundary(head.len().saturating_sub(REACH));
    let start = head[from..].rfind(['\n', ';']).map_or(from, |at| from + at + 1);
    let start = head[start..].rfind(". ").map_or(start, |at| start + at + 2);
    let clause = &text[start..head.len()];
    let reach = text.floor_char_boundary((total.range.end + REACH / 4).min(text.len()));
    let after = text[total.range.end..reach].lines().next().unwrap_or_default();
    let ends = after.find([',', '.', ')']).map_or(after, |at| &after[..at]);
    // Numbers in brackets behind the result may say what is different.
    let explained = ends.split_once('(').is_some_and(|(_, inner)| inner.contains(|c: char| c.is_ascii_digit()));
    if explained
        || ROUGH.iter().any(|w| clause.contains(w) || ends.contains(w))
        || clause.contains(['\u{1}', '~', '→', '+', '='])
    {
        return None;
    }
    // What stands in complete brackets explains a number.
    let inside = |at: usize| {
        let open = text[start..at].rfind('(').map(|i| start + i);
        open.is_some_and(|open| text[open..at].find(')').is_none() && text[at..head.len()].contains(')'))
    };
    let first = all[..i].partition_point(|q| q.range.start < start);
    let own: Vec<&Quantity> = all[first..i].iter().filter(|q| !inside(q.range.start)).collect();
    let rates: Vec<usize> = (0..own.len()).filter(|n| own[*n].unit == total.unit).collect();
    let [rate] = rates[..] else { return None };
    let price = own[rate];
    if !is_rate(text, start, price)
        || own.iter().any(|q| matches!(q.unit, "" | "%" | "%p" | "년" | "원") && *q != price)
    {
        return None;
    }
    // The one of `1인당` and `1회` is no count.
    let counts: Vec<i128> = own.iter().filter(|q| **q != price && q.micro > 0).map(|q| q.micro).collect();
    let counts: Vec<i128> = counts.into_iter().chain(is_pair(text, start, price).then_some(2 * MICRO)).collect();
    let counts: Vec<i128> = counts.into_iter().filter(|n| *n != MICRO).collect();
    if counts.is_empty() || counts.len() > MOST {
        return None;
    }
    let product = |of: u32| {
        let mut chosen = counts.iter().enumerate().filter(|(n, _)| of & (1 << n) != 0).map(|(_, c)| *c);
        chosen.try_fold(price.micro, |product: i128, n| product.checked_mul(n).map(|p| p / MICRO))
    };
    let whole = (1_u32 << counts.len()) - 1;
    let fits = (0..=whole).filter_map(product).any(|p| (p - total.micro).abs() < total.grain.max(1));
    let right = product(whole)?;
    let near = right < total.micro.saturating_mul(2) && total.micro < right.saturating_mul(2);
    let last = own.last()?.range.end;
    (!fits && near).then(|| Wrong { terms: own[0].range.start..last, total: total.clone(), right })
}

/// Whether a number is that of one of several: `1인당 35,000원`, `35,000원씩`, `각 12명`.
fn is_rate(text: &str, start: usize, price: &Quantity) -> bool {
    let before = text[start..price.range.start].trim_end_matches(' ');
    let per = before.ends_with('당') && !before.ends_with("해당") && !before.ends_with("담당");
    let monthly = ["월", "매월", "매회", "하루", "1일", "1회", "1식", "매일", "매주"]
        .iter()
        .any(|w| before.strip_suffix(w).is_some_and(|b| b.is_empty() || b.ends_with([' ', ':', ','])));
    per || monthly || is_each(before) || text[price.range.end..].trim_start_matches(' ').starts_with('씩')
}

fn is_each(before: &str) -> bool {
    ["각각", "각"].iter().any(|w| before.strip_suffix(w).is_some_and(|b| b.is_empty() || b.ends_with(' ')))
}

/// Whether a number is said of men and women: `남녀 각 12명`.
fn is_pair(text: &str, start: usize, price: &Quantity) -> bool {
    let before = text[start..price.range.start].trim_end_matches(' ');
    let own = is_each(before).then(|| before.trim_end_matches(['각', ' ']));
    own.is_some_and(|b| b.ends_with("남녀") || b.ends_with("남·여") || b.ends_with("남녀별"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::scan;

    fn of(text: &str) -> Vec<(String, i128)> {
        let found = wrong(text, &scan(text)).into_iter();
        found.map(|w| (text[w.total.range].to_owned(), w.right / MICRO)).collect()
    }

    #[test]
    fn wrong_products_in_words_are_found() {
        for (text, said, right) in [
            ("강사비는 1인당 35,000원씩 24명, 총 850,000원을 지급함", "850,000원", 840_000),
            ("급식비: 1식 9,000원씩 120명, 총 1,008,000원", "1,008,000원", 1_080_000),
            ("시간당 50,000원, 2시간씩 5회로 총 550,000원", "550,000원", 500_000),
            ("월 30만원씩 6개월간 총 200만원을 지원함", "200만원", 1_800_000),
            ("1인당 2만원의 상품권을 150명에게 지급함(총 350만원)", "350만원", 3_000_000),
            ("하루 8만원씩 5일간 12명에게 지급하여 모두 500만원이 소요됨", "500만원", 4_800_000),
            ("남녀 각각 12명, 총 25명을 선발함", "25명", 24),
            ("3개 반에 각 15명씩 총 40명을 모집함", "40명", 45),
            ("24명에게 1인당 35,000원씩, 총 850,000원", "850,000원", 840_000),
            ("1인당 3만원씩 24명(남 12명, 여 12명), 합계 75만원", "75만원", 720_000),
            ("하루 30명씩 5일간 총 160명이 교육을 받음", "160명", 150),
            ("매월 2회씩 10개월간 총 22회 운영함", "22회", 20),
        ] {
            assert_eq!(of(text), [(said.to_owned(), right)], "{text}");
        }
    }

    #[test]
    fn right_products_and_other_totals_are_left_alone() {
        for text in [
            "1인당 35,000원씩 24명, 총 840,000원을 지급함",
            "1인당 35,000원씩 24명 2회, 총 1,680,000원",
            "1인당 35,000원씩 24명, 다과 100,000원, 총 940,000원",
            "1인당 35,000원씩 24명 지원, 총사업비 5,000,000원",
            "3개 반 24명에게 1인당 35,000원씩, 총 840,000원",
            "월 30만원씩 최대 6개월간 총 200만원을 지원함",
            "월 30만원씩 6개월간 총 200만원 이내로 지원함",
            "가구당 최대 10만원씩 30가구에 총 250만원을 지원함",
            "1인당 월 30만원씩 6개월간 20명에게 총 3,600만원을 지원함",
            "남녀 각각 12명, 총 24명을 선발함",
            "각 분야 12명, 총 25명",
            "담당 12명, 총 25명",
            "1인당 20만원씩 45명에게 지급하고 예비비를 더하여 총 5,000만원",
            "부가세 별도로 1대당 50만원씩 10대, 총 550만원",
            "약 20명씩 3회 총 65명",
            "각 동 3개소씩 12개 동에서 총 30개소를 고름(3개 동은 2개소, 3개 동은 1개소)",
            "모둠별 6명씩 5개 모둠으로 운영하며 지도자를 더하여 총 35명임",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
    }

    #[test]
    fn long_texts_are_read_once() {
        for part in ["1인당 1원씩 2명 총 3원 ", "각 1명 ", "총 1명, ", "1원씩("] {
            let text = part.repeat(60_000 / part.len());
            wrong(&text, &scan(&text));
        }
    }
}
