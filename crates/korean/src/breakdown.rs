//! Finds totals whose parts follow in brackets: `660명(300명, 350명)`, `총 16명(위원 5, 시 3, 구 8)`.
//!
//! Only what is nearly certain counts: each part has one number of the unit of the total, and no word says that a part is
//! something else, such as a comparison, a share or a limit.

use std::ops::Range;

use super::quantity::{MICRO, Quantity};

/// A total with parts in brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakdown {
    /// The total.
    pub total: Quantity,
    /// Bytes between the brackets.
    pub parts: Range<usize>,
    /// Sum of the parts in millionths.
    pub sum: i128,
}

/// Maximum length of the text in brackets, in bytes.
pub(super) const LONGEST: usize = 400;

/// Every breakdown whose parts do not add up to its total.
///
/// `quantities` are those of the text, in order.
pub fn wrong(text: &str, quantities: &[Quantity]) -> Vec<Breakdown> {
    let mut found = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\n' => open.clear(),
            b'(' | b'[' => open.push(at),
            b')' | b']' => {
                if let Some(start) = open.pop().filter(|start| at - start <= LONGEST) {
                    found.extend(judge(text, quantities, start + 1..at));
                }
            }
            _ => {}
        }
    }
    found.extend(listed(text, quantities));
    found.extend(totalled(text, quantities));
    found.sort_by_key(|b| b.parts.start);
    found
}

/// The breakdown of a text that was made of a total and the items below it: `총 500백만원(국비 250백만원, 시비 240백만원)`.
///
/// Items need not be all parts, so only labels that are all of a whole, or three and more that are no steps of a work, count.
pub fn wrong_below(text: &str, quantities: &[Quantity]) -> Option<Breakdown> {
    let open = text.find('(')?;
    let parts = open + 1..text.len() - 1;
    let after = quantities.partition_point(|q| q.range.end <= open);
    let total = quantities.get(after.checked_sub(1)?)?;
    let all = split(text, &quantities[after..], parts.clone())?;
    let parsed: Vec<Part> =
        all.into_iter().map(|(range, own)| Part::of(text, range, &own, total)).collect::<Option<_>>()?;
    let complete = are_complete(&parsed);
    let known = complete || (parsed.len() > 2 && !parsed.iter().any(|p| p.is_step() || SUBSETS.contains(&p.label)));
    let found = judge(text, quantities, parts)?;
    // Far from the total, the items are some of its parts.
    let near = found.sum * 10 >= total.micro * 8 && found.sum * 10 <= total.micro * 12;
    // One item may be beside the parts.
    let extra = !complete && parsed.iter().any(|p| found.sum - p.micro == total.micro);
    (known && near && !extra).then_some(found)
}

/// Totals whose parts follow without brackets, with labels that name them all: `총 660명 중 남자 300명, 여자 360명`,
/// `모두 240명으로, 남성 110명, 여성 130명`, `24개소: 어린이집 10, 경로당 8, 마을회관 6`.
fn listed(text: &str, quantities: &[Quantity]) -> Vec<Breakdown> {
    let mut found = Vec::new();
    for (i, total) in quantities.iter().enumerate() {
        if total.unit.is_empty() || matches!(total.unit, "%" | "%p") || !is_total(text, total) {
            continue;
        }
        let rest = &text[total.range.end..];
        let Some(words) = LINKS.iter().find_map(|w| rest.strip_prefix(w)).or_else(|| behind_verb(rest)) else {
            continue;
        };
        let start = text.len() - words.len();
        let line = words.find(['\n', '.', '(', ';', '\u{1}']).unwrap_or(words.len()).min(LONGEST);
        let end = text.floor_char_boundary(start + line);
        let own: Vec<Quantity> =
            quantities[i + 1..].iter().take_while(|q| q.range.end <= end).take(12).cloned().collect();
        // The words after the last part are no part: `300명, 여자 360명이 참석함`.
        let Some(last) = own.last() else { continue };
        let parts = start..last.range.end;
        let inner = &text[parts.clone()];
        if EXCLUDED.iter().any(|w| inner.contains(w)) || text[last.range.end..end].trim_start().starts_with('등') {
            continue;
        }
        let Some(all) = split(text, &own, parts.clone()) else { continue };
        let trimmed = all.into_iter().map(|(range, own)| Part::of(text, range, &own, total));
        let Some(parsed) = trimmed.collect::<Option<Vec<Part>>>() else { continue };
        let sum: i128 = parsed.iter().map(|p| p.micro).sum();
        let told = is_whole(text, total) && is_all(&text[last.range.end..end]);
        let colon = (rest.starts_with(':') || told) && parsed.len() > 2 && !parsed.iter().any(Part::is_step);
        if is_some(rest, &text[last.range.end..end], sum < total.micro) {
            continue;
        }
        let certain = (are_complete(&parsed) || colon) && is_certain(total, &parsed, sum, are_complete(&parsed));
        let near = sum * 10 >= total.micro * 8 && sum * 10 <= total.micro * 12;
        let colon = colon && near && !parsed.iter().any(|p| SUBSETS.contains(&p.label));
        if parsed.len() > 1 && !fits(total, &parsed, sum) && (certain || colon) {
            found.push(Breakdown { total: total.clone(), parts, sum });
        }
    }
    found
}

/// Totals behind their parts, whose labels are all of a whole: `국비 250백만원, 시비 250백만원 등 총 500백만원`.
fn totalled(text: &str, quantities: &[Quantity]) -> Vec<Breakdown> {
    let mut found = Vec::new();
    for (i, total) in quantities.iter().enumerate().skip(2) {
        if matches!(total.unit, "" | "%" | "%p") || !is_whole(text, total) {
            continue;
        }
        let head = text[..total.range.start].trim_end_matches([' ', ':']);
        let head = head.trim_end_matches(|c: char| ('가'..='힣').contains(&c)).trim_end_matches([' ', ',']);
        let head = ["으로", "등", "로", "을 합하여", "을 더하여", "을 합쳐"]
            .iter()
            .find_map(|w| head.strip_suffix(w))
            .unwrap_or(head);
        let head = head.trim_end_matches(' ');
        let count =
            quantities[..i].iter().rev().take(8).take_while(|q| q.unit == total.unit && q.range.end <= head.len());
        let count = count.count();
        let own = &quantities[i - count..i];
        let Some((first, last)) = own.first().zip(own.last()).filter(|_| count > 1) else { continue };
        let from = text.floor_char_boundary(first.range.start.saturating_sub(LONGEST));
        let near = &text[from..first.range.start];
        let cut = near.char_indices().rev().find(|(_, c)| matches!(c, '\n' | ':' | '은' | '는'));
        let line = cut.map_or(from, |(at, c)| from + at + c.len_utf8());
        // The label of the first part begins behind the topic of the sentence.
        let parts = line..last.range.end;
        if parts.len() > LONGEST
            || last.range.end != head.len()
            || EXCLUDED.iter().any(|w| text[parts.clone()].contains(w))
        {
            continue;
        }
        let Some(all) = split(text, own, parts.clone()) else { continue };
        let parsed = all.into_iter().map(|(range, own)| Part::of(text, range, &own, total));
        let Some(parsed) = parsed.collect::<Option<Vec<Part>>>() else { continue };
        let sum: i128 = parsed.iter().map(|p| p.micro).sum();
        let near = sum * 10 >= total.micro * 8 && sum * 10 <= total.micro * 12;
        if near && are_complete(&parsed) && !fits(total, &parsed, sum) && is_certain(total, &parsed, sum, true) {
            found.push(Breakdown { total: total.clone(), parts: first.range.start..last.range.end, sum });
        }
    }
    found
}

/// Whether the parts need not be all of the total: some of it did what the words behind them say, as in
/// `총 660명 중 남자 300명, 여자 350명이 참석`.
fn is_some(link: &str, after: &str, less: bool) -> bool {
    let among = [" 중 ", " 가운데 "].iter().any(|w| link.starts_with(w))
        || ["이 가운데 ", "이 중 "].iter().any(|w| link.find(w).is_some_and(|at| at <= "으로, ".len()));
    let after = after.trim_start_matches(['이', '가', '을', '를', '은', '는', ' ']);
    let ends = ["임", "이다", "입니다", "으로", "로 ", "로,", "이며", "이고"];
    among && less && !after.is_empty() && !ends.iter().any(|w| after.starts_with(w)) && !after.starts_with([',', ')'])
}

/// The words behind a verb that joins a total and its parts: `30건이 접수되었으며 온라인 12건, 방문 18건임`.
fn behind_verb(rest: &str) -> Option<&str> {
    const LONGEST: usize = 40;
    let verb = rest.strip_prefix(['이', '을', '가', '를', ' '])?;
    let reach = verb.floor_char_boundary(LONGEST);
    let at = ["였으며", "었으며", "했으며", "되었고", "하였고"]
        .iter()
        .find_map(|w| verb[..reach].find(w).map(|i| i + w.len()))?;
    let plain = !verb[..at].contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | '(' | '.' | '\n'));
    plain.then(|| verb[at..].trim_start_matches([',', ' ']))
}

/// Whether the words behind the last part say that the parts are all: `12개소임`, `5명으로 구성함`.
fn is_all(after: &str) -> bool {
    const ENDS: [&str; 14] = [
        "임",
        "이다",
        "입니다",
        "으로 구성",
        "로 구성",
        "으로 이루",
        "로 이루",
        "으로 나타",
        "로 나타",
        "으로 집계",
        "로 집계",
        "으로 조사",
        "로 조사",
        "으로 나뉨",
    ];
    ENDS.iter().any(|w| after.starts_with(w))
}

/// Words between a total and its parts, the longest first.
const LINKS: [&str; 29] = [
    "으로, 이 가운데 ",
    "이며, 이 가운데 ",
    "인데, 이 가운데 ",
    "인데 이 가운데 ",
    "이며 이 가운데 ",
    "으로 이 가운데 ",
    ", 이 가운데 ",
    "인데 이 중 ",
    "으로 이 중 ",
    "이며, 이 중 ",
    "인데, ",
    " 중 ",
    " 가운데 ",
    "으로, ",
    "으로 ",
    "이며, ",
    "이고, ",
    ": ",
    " : ",
    "을 ",
    "(총) ",
    "로, ",
    "로 ",
    "이며 ",
    "이고 ",
    "인데 ",
    "로서 ",
    "으로서 ",
    "으로서, ",
];

fn judge(text: &str, quantities: &[Quantity], parts: Range<usize>) -> Option<Breakdown> {
    let before = quantities.partition_point(|q| q.range.start < parts.start);
    let total = &quantities[before.checked_sub(1)?];
    let between = text.get(total.range.end..parts.start - 1)?;
    if !matches!(between, "" | " ") || matches!(total.unit, "%" | "%p") || !is_total(text, total) {
        return None;
    }
    let inner = &text[parts.clone()];
    if EXCLUDED.iter().any(|w| inner.contains(w)) || inner.trim_end().ends_with('등') {
        return None;
    }
    let after = quantities.partition_point(|q| q.range.start < parts.end);
    let (own, parts) = first_class(text, &quantities[before..after], parts);
    let all = split(text, own, parts.clone())?;
    let parsed: Vec<Part> =
        all.into_iter().map(|(range, own)| Part::of(text, range, &own, total)).collect::<Option<_>>()?;
    let sum: i128 = parsed.iter().map(|p| p.micro).sum();
    let named = is_whole(text, total) || are_complete(&parsed);
    (parsed.len() > 1 && !fits(total, &parsed, sum) && is_certain(total, &parsed, sum, named)).then(|| Breakdown {
        total: total.clone(),
        parts,
        sum,
    })
}

/// The first of several classifications of one total: `위촉직 10명, 당연직 7명 / 여성 7명`, `…, 이 중 여성 7명`.
fn first_class<'q>(text: &str, own: &'q [Quantity], parts: Range<usize>) -> (&'q [Quantity], Range<usize>) {
    let inner = &text[parts.clone()];
    let cut = [" / ", "/", ";", ", 이 중", ", 이중", ", 그중", ", 그 중", ", 이 가운데", " ※", ". "]
        .iter()
        .filter_map(|sign| inner.find(sign))
        .min()
        .filter(|at| inner[..*at].contains([',', '，', '·', '+']));
    // A slash inside a number or a label is none: `5,000원/인`.
    let Some(end) = cut.map(|at| parts.start + at) else { return (own, parts) };
    let count = own.partition_point(|q| q.range.end <= end);
    if count < 2 || count == own.len() { (own, parts) } else { (&own[..count], parts.start..end) }
}

/// Signs and words by which brackets hold something else than parts.
const EXCLUDED: [&str; 37] = [
    "\u{1}", "→", "×", "=", "≒", "±", "~", "∼", "↑", "↓", "대비", "전년", "작년", "지난", "당초", "기존", "목표",
    "정원", "현원", "포함", "제외", "별도", "이상", "이하", "미만", "초과", "내외", "평균", "최대", "최소", "누계",
    "누적", "한도", "중복", "1인당", "씩", "복수",
];

/// Words before a number by which it is no total of single parts.
pub(super) fn is_total(text: &str, total: &Quantity) -> bool {
    let before = text[..total.range.start].trim_end_matches(' ');
    // The marker of an item is no sign.
    let before = before
        .strip_suffix(['-', '+'])
        .filter(|b| b.trim_end_matches(' ').is_empty() || b.trim_end_matches(' ').ends_with('\n'))
        .unwrap_or(before);
    !["평균", "최대", "최소", "약", "매", "각", "당", "→", "×", "+", "-", "=", "÷"].iter().any(|w| before.ends_with(w))
}

/// Whether a word says that the number is the whole: `총 16명`.
pub(super) fn is_whole(text: &str, total: &Quantity) -> bool {
    let before = text[..total.range.start].trim_end_matches([' ', ':']);
    ["총", "합계", "모두", "전체", "총계", "총인원", "총원"].iter().any(|w| before.ends_with(w))
}

/// The parts between brackets, each with the quantities outside brackets of its own; `None` without a separator.
fn split(text: &str, own: &[Quantity], parts: Range<usize>) -> Option<Vec<(Range<usize>, Vec<Quantity>)>> {
    let (mut depth, mut next) = (0_usize, 0);
    let mut cuts: Vec<(usize, char)> = Vec::new();
    let mut outer: Vec<Quantity> = Vec::new();
    for (i, c) in text[parts.clone()].char_indices() {
        let at = parts.start + i;
        while own.get(next).is_some_and(|q| q.range.end <= at) {
            next += 1;
        }
        let inside = own.get(next).filter(|q| q.range.contains(&at));
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ => match inside {
                Some(q) if q.range.start == at => outer.push(q.clone()),
                Some(_) => {}
                None if matches!(c, ',' | '，' | '/' | '·' | '+' | ';') => cuts.push((at, c)),
                None => {}
            },
        }
    }
    if cuts.is_empty() {
        cuts.extend(spoken_cut(text, &outer, &parts));
    }
    let sign =
        [',', '，', ';', '/', '+', '·', '및', '과', '와'].into_iter().find(|s| cuts.iter().any(|(_, c)| c == s))?;
    let mut ranges = Vec::new();
    let mut start = parts.start;
    for (at, _) in cuts.iter().filter(|(_, c)| *c == sign) {
        ranges.push(start..*at);
        start = at + sign.len_utf8();
    }
    ranges.push(start..parts.end);
    let of = |r: &Range<usize>| outer.iter().filter(|q| r.contains(&q.range.start)).cloned().collect();
    Some(ranges.into_iter().map(|r| (r.clone(), of(&r))).collect())
}

/// The word between two parts: `위촉직 10명과 당연직 4명`.
fn spoken_cut(text: &str, outer: &[Quantity], parts: &Range<usize>) -> Option<(usize, char)> {
    let [first, _] = outer else { return None };
    let rest = text.get(first.range.end..parts.end)?;
    let word = rest.trim_start_matches(' ');
    let cut = word.chars().next().filter(|c| matches!(c, '및' | '과' | '와'))?;
    word[cut.len_utf8()..].starts_with(' ').then_some((text.len() - (text.len() - parts.end) - word.len(), cut))
}

/// A part: its label and value.
pub(super) struct Part<'a> {
    pub(super) label: &'a str,
    pub(super) micro: i128,
    pub(super) grain: i128,
}

/// Words after a number in a label that make it an ordinal: `1분기 30건`.
const ORDINALS: [&str; 17] = [
    "차", "분기", "조", "대", "급", "동", "층", "권역", "학년", "단계", "월", "팀", "반", "등급", "구역", "기", "호선",
];

/// Steps of a work, whose numbers are no parts of each other: of 40 신청, 25 선정 and 14 수료.
pub(super) const STEPS: [&str; 22] = [
    "신청", "접수", "선정", "선발", "참석", "참여", "수료", "완료", "응답", "처리", "집행", "이행", "조치", "지적",
    "합격", "등록", "모집", "대상", "계획", "실적", "예정", "수상",
];

impl<'a> Part<'a> {
    /// Whether its label names a step of a work.
    fn is_step(&self) -> bool {
        STEPS.iter().any(|w| self.label.contains(w))
    }

    fn of(text: &'a str, range: Range<usize>, own: &[Quantity], total: &Quantity) -> Option<Self> {
        let value = own.last()?;
        // Its own breakdown may follow in brackets.
        let rest = text[value.range.end..range.end].trim();
        if !(rest.is_empty() || (rest.starts_with('(') && rest.ends_with(')'))) {
            return None;
        }
        let label = text[range.start..value.range.start].trim().trim_matches('*');
        let label = ["성이", "자가", "자는", "성은"]
            .iter()
            .find(|w| label.ends_with(**w))
            .map_or(label, |_| &label[..label.len() - 3]);
        let bare = value.unit.is_empty();
        let words = label.contains(char::is_alphabetic);
        if (bare && !words) || (!bare && value.unit != total.unit) || !are_ordinals(label) {
            return None;
        }
        if ["증", "감", "약", "잔액", "△", "▲", "-", "목", "중", "및", "외"].iter().any(|w| label.ends_with(w))
        {
            return None;
        }
        let scale = if bare { total.scale } else { 1 };
        Some(Self { label, micro: value.micro * scale, grain: value.grain * scale })
    }
}

/// Whether all digits of a label are ordinals.
fn are_ordinals(label: &str) -> bool {
    let mut rest = label;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        rest = rest[at..].trim_start_matches(|c: char| c.is_ascii_digit());
        if !ORDINALS.iter().any(|w| rest.starts_with(w)) {
            return false;
        }
    }
    true
}

/// Whether labels say that they are all parts: `남`/`여`, `반영`/`미반영`.
fn are_complete(parts: &[Part]) -> bool {
    const SETS: [&[&str]; 26] = [
        &["공공", "민간"],
        &["국공립", "민간"],
        &["주간", "야간"],
        &["정회원", "준회원"],
        &["실내", "실외"],
        &["유료", "무료"],
        &["남", "여"],
        &["남성", "여성"],
        &["남자", "여자"],
        &["찬성", "반대"],
        &["일반직", "임기제"],
        &["국비", "군비"],
        &["도비", "군비"],
        &["군비", "자부담"],
        &["보조금", "자부담"],
        &["초급", "중급"],
        &["위촉직", "당연직"],
        &["적격", "부적격"],
        &["국비", "시비"],
        &["국비", "도비"],
        &["국비", "지방비"],
        &["시비", "구비"],
        &["상반기", "하반기"],
        &["민간", "공무원"],
        &["완료", "추진 중"],
        &["내국인", "외국인"],
    ];
    let has = |word: &str| parts.iter().any(|p| p.label == word);
    let negated =
        |p: &Part| !p.label.is_empty() && ["미", "불", "비", "부"].iter().any(|no| has(&format!("{no}{}", p.label)));
    SETS.iter().any(|set| set.iter().all(|w| has(w))) || parts.iter().any(negated)
}

/// Whether the parts can add up to the total within the rounding of the written digits.
pub(super) fn fits(total: &Quantity, parts: &[Part], sum: i128) -> bool {
    let off = (total.micro - sum).abs();
    let rounded = total.is_rounded() || parts.iter().any(|p| p.grain != total.grain);
    let slack: i128 = parts.iter().map(|p| p.grain).sum::<i128>() + total.grain;
    let loose = rounded && (total.grain > MICRO || parts.iter().any(|p| p.grain != MICRO));
    off == 0 || (loose && off * 2 <= slack)
}

/// Labels of a part that need not be one of all parts.
const SUBSETS: [&str; 12] =
    ["여성", "장애인", "외국인", "청년", "노인", "신규", "고령", "다문화", "여", "유공자", "우수", "필수"];

/// Whether the numbers can only be meant as parts and their total.
pub(super) fn is_certain(total: &Quantity, parts: &[Part], sum: i128, named: bool) -> bool {
    let values: Vec<i128> = parts.iter().map(|p| p.micro).collect();
    // The total may be a difference, or one of the numbers.
    let difference = matches!(values[..], [a, b] if (a - b).abs() == total.micro);
    if difference || values.contains(&total.micro) || total.micro <= 0 {
        return false;
    }
    let bare = total.unit.is_empty();
    // Several classifications of one total: `남 10명, 여 7명, 위촉직 9명, 당연직 8명`, `위촉직 10명, 당연직 7명, 여성 7명`.
    let mut first: i128 = values[0];
    if values[1..values.len() - 1].iter().any(|v| {
        first += v;
        first == total.micro
    }) {
        return false;
    }
    if named {
        return sum * 2 >= total.micro && sum <= total.micro * 2 && (!bare || are_complete(parts));
    }
    let extra = values.iter().any(|v| sum - v == total.micro);
    let subset = parts.iter().any(|p| SUBSETS.contains(&p.label));
    !bare && !extra && !subset && sum * 10 >= total.micro * 8 && sum * 10 <= total.micro * 12
}

#[cfg(test)]
mod tests;
