//! Amounts that a sentence tells with a unit price and counts, without a word of the whole before the amount:
//! `홍보물 900매를 1매당 2,300원에 만들어 2,130,000원을 집행함`, `총 850,000원(1인당 35,000원, 24명)`.
//!
//! Only an amount that no product of the price and the counts gives counts, and only where it is near the product of all. A
//! sentence with a second rate or a third amount is not read.

use std::ops::Range;

use super::quantity::{MICRO, Quantity};
use super::spoken_product::Wrong;

/// Maximum length in bytes of a sentence that is read, on each side of its price.
const REACH: usize = 300;

/// Maximum number of counts in a product.
const MOST: usize = 5;

/// Words by which an amount is a limit or a rough one, or has other parts.
const OTHERS: [&str; 46] = [
    "빼",
    "뺀",
    "제하",
    "공제",
    "깎",
    "\u{1}",
    "약 ",
    "최대",
    "최소",
    "이내",
    "이하",
    "이상",
    "한도",
    "범위",
    "내외",
    "미만",
    "초과",
    "평균",
    "차등",
    "할인",
    "무료",
    "감면",
    "면제",
    "포함",
    "별도",
    "제외",
    "외에",
    "가운데",
    "중 ",
    "더하",
    "더해",
    "더한",
    "합하",
    "합쳐",
    "추가",
    "나머지",
    "자부담",
    "절반",
    "일부",
    "~",
    "→",
    "×",
    "÷",
    "+",
    "=",
    "%",
];

/// Words behind an amount that is spent or raised.
const SPENT: [&str; 32] = [
    "집행",
    "소요",
    "지급",
    "지출",
    "지원",
    "사용",
    "정산",
    "결제",
    "청구",
    "납부",
    "교부",
    "들었",
    "들어",
    "들였",
    "들임",
    "들이",
    "썼",
    "쓰",
    "씀",
    "산출",
    "산정",
    "송금",
    "환급",
    "징수",
    "부과",
    "필요",
    "계산",
    "이다",
    "임",
    "입니다",
    "이었",
    "였",
];

/// Words directly before an amount by which it is another one.
const FUNDS: [&str; 11] =
    ["예산", "사업비", "재원", "보조금", "기금", "예비비", "한도", "잔액", "계약금", "기정액", "계약금액"];

/// Every wrong amount of a text; `quantities` are those of the text, in order.
pub fn wrong(text: &str, quantities: &[Quantity]) -> Vec<Wrong> {
    let told = ["씩", "당", "한 끼"].iter().any(|w| text.contains(w));
    if quantities.len() < 3 || !told {
        return Vec::new();
    }
    let priced = |i: &usize| quantities[*i].unit == "원" && is_rate(text, &quantities[*i]);
    (0..quantities.len()).filter(priced).filter_map(|i| judge(text, quantities, i)).collect()
}

fn judge(text: &str, all: &[Quantity], i: usize) -> Option<Wrong> {
    let price = &all[i];
    let sentence = sentence(text, &price.range)?;
    let words = plain(&text[sentence.clone()]);
    if OTHERS.iter().any(|w| words.contains(w)) || has_list_end(&words) || rates(text, &sentence, price) > 0 {
        return None;
    }
    let from = all[..i].partition_point(|q| q.range.start < sentence.start);
    let own = &all[from..i + all[i..].partition_point(|q| q.range.end <= sentence.end)];
    let mut amounts = own.iter().filter(|q| q.unit == "원" && *q != price);
    let (Some(total), None) = (amounts.next(), amounts.next()) else { return None };
    if total.micro <= price.micro || !is_spent(text, &sentence, total, price) {
        return None;
    }
    let counted: Vec<&Quantity> = own.iter().filter(|q| q.unit != "원" && is_count(text, q)).collect();
    if own.iter().any(|q| q.unit.is_empty()) {
        return None;
    }
    let spoken = spoken_counts(&text[sentence.clone()]);
    let counts: Vec<i128> = counted.iter().map(|q| q.micro).chain(spoken).filter(|n| *n > MICRO).collect();
    if counted.is_empty() || counts.is_empty() || counts.len() > MOST {
        return None;
    }
    let product = |of: u32| {
        let mut chosen = counts.iter().enumerate().filter(|(n, _)| of & (1 << n) != 0).map(|(_, c)| *c);
        chosen.try_fold(price.micro, |product: i128, n| product.checked_mul(n).map(|p| p / MICRO))
    };
    let whole = (1_u32 << counts.len()) - 1;
    let taxed = names_tax(&text[sentence.clone()]);
    let fits = |p: i128| (p - total.micro).abs() < total.grain.max(1);
    let fit = (0..=whole).filter_map(product).any(|p| fits(p) || (taxed && (fits(p / 10 * 11) || fits(p * 10 / 11))));
    let right = product(whole)?;
    let near = right < total.micro.saturating_mul(2) && total.micro < right.saturating_mul(2);
    let ends = counted.iter().map(|q| &q.range).chain([&price.range]);
    let (start, end) = ends.fold((usize::MAX, 0), |(a, b), r| (a.min(r.start), b.max(r.end)));
    (!fit && near).then(|| Wrong { terms: start..end, total: total.clone(), right })
}

/// The sentence or line around a price; `None` if it is long.
fn sentence(text: &str, at: &Range<usize>) -> Option<Range<usize>> {
    let from = text.floor_char_boundary(at.start.saturating_sub(REACH));
    let head = &text[from..at.start];
    let line =
        head.rfind(['\n', ';', '※']).map_or(0, |i| text[from + i..].chars().next().map_or(i, |c| i + c.len_utf8()));
    let start = from + head[line..].rfind(". ").map_or(line, |i| line + i + 2);
    let to = text.floor_char_boundary((at.end + REACH).min(text.len()));
    let tail = &text[at.end..to];
    let end = ["\n", ". ", ";", "※"].iter().filter_map(|sign| tail.find(sign)).min();
    let whole = (start > from || from == 0) && (end.is_some() || to == text.len());
    whole.then(|| start..end.map_or(to, |i| at.end + i))
}

/// The sentence without what it says of the tax.
fn plain(sentence: &str) -> String {
    const TAX: [&str; 3] = ["부가가치세", "부가세", "VAT"];
    let mut words = sentence.to_owned();
    if names_tax(sentence) {
        for name in TAX {
            for said in
                [" 10%", "(10%)", "를 포함", " 포함", "포함", "를 더하", "를 더해", "를 더한", "를 합하", " 별도"]
            {
                words = words.replace(&format!("{name}{said}"), name);
            }
        }
    }
    words
}

fn names_tax(sentence: &str) -> bool {
    ["부가가치세", "부가세", "VAT"].iter().any(|w| sentence.contains(w))
}

/// Whether a list goes on that is not written: `교재 등`, `강사비 등을`.
fn has_list_end(sentence: &str) -> bool {
    let ends = ["", "을", "의", "에", "으로", "이", "은", "과", "도", "에서"];
    sentence.split([' ', ',', '(', ')']).any(|token| token.strip_prefix('등').is_some_and(|rest| ends.contains(&rest)))
}

/// Words with 당 that tell no rate.
const NOT_RATES: [&str; 14] =
    ["해당", "담당", "식당", "수당", "배당", "할당", "부당", "충당", "정당", "강당", "경로당", "성당", "일당", "상당"];

/// Whether a price is that of one of several: `1매당 2,300원`, `한 끼 8,000원씩`, `1인당 하루 5,000원`, `35,000원/인`.
fn is_rate(text: &str, price: &Quantity) -> bool {
    let rest = &text[price.range.end..];
    if rest.trim_start_matches(' ').starts_with('씩') || rest.starts_with("/인") || rest.starts_with("/매") {
        return true;
    }
    let from = text.floor_char_boundary(price.range.start.saturating_sub(60));
    let head = text[from..price.range.start].rsplit(['\n', ',', ';']).next().unwrap_or_default().trim_end_matches(' ');
    let mut words = head.rsplit([' ', '(']);
    let last = words.next().unwrap_or_default();
    let before = words.next().unwrap_or_default();
    let each = |word: &str| word.ends_with('당') && !NOT_RATES.iter().any(|w| word.ends_with(w));
    // A noun may name what is paid: `1인당 식비 8,000원`, `개소당 단가 30만원`.
    let named = last.ends_with(['비', '료', '가', '금', '루']) && !last.ends_with("당");
    let meal = (last == "끼" || last == "끼에") && before == "한";
    let once =
        ["1끼", "1식", "1박", "1회", "1일", "1매", "1개", "1대", "하루", "1박에", "1회에", "하루에"].contains(&last);
    each(last) || (named && each(before)) || meal || once
}

/// The number of rates of a sentence other than that of the price.
fn rates(text: &str, sentence: &Range<usize>, price: &Quantity) -> usize {
    let words = &text[sentence.clone()];
    let near = |at: usize| at + sentence.start + 60 > price.range.start && at + sentence.start < price.range.start;
    let per = words.match_indices('당').filter(|(at, _)| {
        let token = words[..at + '당'.len_utf8()].rsplit([' ', '(', ',']).next().unwrap_or_default();
        let ends = words[at + '당'.len_utf8()..].starts_with([' ', ',', ')']);
        let own = near(*at) && words[*at..price.range.start - sentence.start].split(' ').count() <= 3;
        ends && !own && !NOT_RATES.iter().any(|w| token.ends_with(w))
    });
    let each = words.match_indices('씩').filter(|(at, _)| {
        let behind = (sentence.start + at).checked_sub(price.range.end);
        let verb = words[at + '씩'.len_utf8()..].starts_with(|c: char| ('가'..='힣').contains(&c));
        !verb && behind.is_none_or(|gap| gap > 1)
    });
    per.count() + each.count()
}

/// Whether a number counts what is paid for, and is no part of a date or of the rate.
fn is_count(text: &str, q: &Quantity) -> bool {
    let before = text[..q.range.start].trim_end_matches(' ');
    let after = &text[q.range.end..];
    let dated = q.unit == "일" && before.ends_with(['월', '.']);
    !dated
        && !matches!(q.unit, "%" | "%p" | "년" | "점" | "쪽" | "표")
        && !after.starts_with('당')
        && !after.starts_with("차")
}

/// Counts in words: `하루 세 끼`, `두 차례`.
fn spoken_counts(sentence: &str) -> impl Iterator<Item = i128> + '_ {
    const NUMBERS: [(&str, i128); 6] = [("두", 2), ("세", 3), ("네", 4), ("다섯", 5), ("여섯", 6), ("열", 10)];
    const NOUNS: [&str; 16] =
        ["끼", "번", "차례", "곳", "명", "달", "사람", "개", "대", "회", "장", "권", "군데", "시간", "주", "학기"];
    let tokens: Vec<&str> = sentence.split([' ', ',', '(']).collect();
    let mut found = Vec::new();
    for pair in tokens.windows(2) {
        let number = NUMBERS.iter().find(|(word, _)| *word == pair[0]);
        let counted = NOUNS.iter().any(|w| pair[1].starts_with(w));
        found.extend(number.filter(|_| counted).map(|(_, n)| n * MICRO));
    }
    found.into_iter()
}

/// Whether an amount is what the price makes: it is spent, called the whole, or has the price in brackets behind it.
fn is_spent(text: &str, sentence: &Range<usize>, total: &Quantity, price: &Quantity) -> bool {
    let head = text[sentence.start..total.range.start].trim_end_matches([' ', ':']);
    let last = head.rsplit([' ', ',', '(', ':']).next().unwrap_or_default().trim_end_matches(['은', '는', '의']);
    if FUNDS.iter().any(|w| last.ends_with(w)) {
        return false;
    }
    let rest = &text[total.range.end..sentence.end];
    if ["총", "모두", "합계", "도합", "계"].contains(&last) && !rest.starts_with("에서") {
        return true;
    }
    if let Some(inner) = rest.trim_start_matches(' ').strip_prefix('(') {
        let close = inner.find(')').unwrap_or(inner.len());
        let open = sentence.end - inner.len();
        return (open..open + close).contains(&price.range.start);
    }
    let verb = rest.trim_start_matches(['을', '를', '이', '가', '의', ' ']);
    !rest.starts_with("에서") && SPENT.iter().any(|w| verb.starts_with(w))
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
    fn wrong_amounts_of_unit_prices_are_found() {
        for (text, said, right) in [
            ("홍보물 900매를 1매당 2,300원에 만들어 2,130,000원을 집행하였다.", "2,130,000원", 2_070_000),
            ("급식비: 한 끼 8,000원씩 140명 7일, 7,480천원 소요", "7,480천원", 7_840_000),
            ("총 850,000원(1인당 35,000원, 24명)", "850,000원", 840_000),
            ("수거함 15개소에 개소당 30만원을 지급하여 480만원을 집행함", "480만원", 4_500_000),
            ("- 강사료 1,350천원 지급(회당 150천원, 8회)", "1,350천원", 1_200_000),
            ("숙박비는 1박 80,000원씩 12명이 3박 하여 2,680,000원이 소요됨", "2,680,000원", 2_880_000),
            ("참가자 45명에게 1인당 식비 9,000원을 지급해 415,000원을 썼다", "415,000원", 405_000),
            ("임차료 3,400천원 소요: 1대당 550천원, 6대", "3,400천원", 3_300_000),
            (
                "현수막 20매를 매당 50,000원에 제작하여 부가세 10%를 포함해 1,000,500원을 지출함",
                "1,000,500원",
                1_000_000,
            ),
        ] {
            assert_eq!(of(text), [(said.to_owned(), right)], "{text}");
        }
    }

    #[test]
    fn right_amounts_and_others_are_left_alone() {
        for text in [
            "홍보물 900매를 1매당 2,300원에 만들어 2,070,000원을 집행하였다.",
            "홍보물 900매를 1매당 2,300원에 만들어 부가세를 포함하여 2,277,000원을 집행하였다.",
            "급식비: 한 끼 8,000원씩 140명 7일, 7,840천원 소요",
            "총 840,000원(1인당 35,000원, 24명)",
            "2개 읍면의 어르신 340명에게 1인당 5,000원씩 1,700,000원을 지급함",
            "하루 세 끼를 1인당 한 끼 8,000원씩 20명에게 5일 제공하여 2,400,000원을 집행함",
            "3월 4일 24명에게 1인당 35,000원씩 840,000원을 지급함",
            "1인당 35,000원씩 24명에게 지급하고 다과비 등에 900,000원을 집행함",
            "1인당 약 35,000원씩 24명, 850,000원을 지급함",
            "1인당 35,000원, 24명, 최대 850,000원 지원",
            "예산 850,000원으로 1인당 35,000원씩 24명을 지원함",
            "예산 850,000원을 집행하여 1인당 35,000원씩 24명을 지원함",
            "1인당 35,000원씩 24명, 1대당 50,000원씩 2대, 900,000원을 집행함",
            "1인당 35,000원씩 24명에게 지급하고 다과 100,000원, 모두 940,000원을 집행함",
            "담당 24명이 35,000원을 내어 850,000원을 지원함",
            "30명 가운데 24명에게 1인당 35,000원씩 850,000원을 지급함",
            "1인당 35,000원씩 24명을 지원함. 홍보에 850,000원을 집행함",
            "1인당 35,000원씩 24명을 지원함\n홍보에 850,000원을 집행함",
            "1인당 35,000원씩 24명에게 지급하였고 기부금 850,000원을 받음",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
    }

    #[test]
    fn long_texts_are_read_once() {
        for part in ["1인당 1원씩 2명 3원 지급 ", "1인당 1원, ", "1명 ", "1원씩("] {
            let text = part.repeat(100_000 / part.len());
            wrong(&text, &scan(&text));
        }
    }
}
