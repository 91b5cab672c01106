//! Finds shares of one whole that do not make 100 percent: `만족 62%, 보통 28%, 불만족 15%`, `국비 50%, 시비 30%, 구비 25%`.
//!
//! Only labels that are known to divide a whole count. Less than 100 percent is wrong only where nothing can be left out.

use std::ops::Range;

use super::quantity::{MICRO, Quantity};

/// Shares that do not make 100 percent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Bytes from the first label to the last share.
    pub range: Range<usize>,
    /// Their sum in millionths of a percent.
    pub sum: i128,
}

/// Labels that divide a whole: those that must be there, all of them, and whether nothing else can be.
const SETS: [(&[&str], &[&str], bool); 5] = [
    (&["불만족"], &["매우 만족", "만족", "보통", "불만족", "매우 불만족", "무응답", "모름", "기타"], false),
    (&["찬성", "반대"], &["찬성", "반대", "기권", "무응답", "유보", "모름", "기타"], false),
    (&["국비"], &["국비", "시비", "도비", "구비", "군비", "시·도비", "시·군비", "지방비", "자부담", "기타"], true),
    (&["남성", "여성"], &["남성", "여성"], true),
    (&["남자", "여자"], &["남자", "여자"], true),
];

/// Every wrong list of shares; `quantities` are those of the text, in order.
pub fn wrong(text: &str, quantities: &[Quantity]) -> Vec<Wrong> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < quantities.len() {
        let end = run(text, quantities, i);
        found.extend(judge(text, &quantities[i..end]));
        i = end.max(i + 1);
    }
    found
}

/// The end of the percentages from an index on, between which only a separator and a label stand.
fn run(text: &str, all: &[Quantity], from: usize) -> usize {
    let mut end = from;
    while let Some(q) = all.get(end).filter(|q| q.unit == "%") {
        if end > from && label(text, all[end - 1].range.end, q).is_none() {
            break;
        }
        end += 1;
    }
    end
}

/// The label between the end of a share and the next one.
fn label<'t>(text: &'t str, end: usize, next: &Quantity) -> Option<&'t str> {
    const LONGEST: usize = 40;
    let words = text.get(end..next.range.start).filter(|w| w.len() <= LONGEST && !w.contains('\n'))?;
    let words = words.trim_start_matches(' ').strip_prefix([',', '·', '/'])?;
    Some(words.trim_matches([' ', '*']))
}

fn judge(text: &str, own: &[Quantity]) -> Option<Wrong> {
    let (first, last) = (own.first()?, own.last()?);
    if own.len() < 2 {
        return None;
    }
    let from = text.floor_char_boundary(first.range.start.saturating_sub(120));
    let line = text[from..first.range.start].rfind('\n').map_or(from, |i| from + i + 1);
    let before = text[line..first.range.start].trim_end();
    let reach = text.floor_char_boundary((last.range.end + 90).min(text.len()));
    let after = text[last.range.end..reach].lines().next().unwrap_or_default();
    const OTHERS: [&str; 9] = ["복수", "중복", "이상", "이내", "최대", "이하", "각각", "참여율", "만족도"];
    if OTHERS.iter().any(|w| before.contains(w) || after.contains(w)) || after.trim_start().starts_with('등') {
        return None;
    }
    // Men and women have shares of their own: `남성 45%, 여성 62%가 찬성함`.
    let by_sex = before.ends_with("남성") || before.ends_with("남자");
    if by_sex && !["성별", "성비", "구성비", "비율은"].iter().any(|w| before.contains(w)) {
        return None;
    }
    let rest = own.windows(2).map(|pair| label(text, pair[0].range.end, &pair[1]));
    let rest: Vec<&str> = rest.collect::<Option<_>>()?;
    let (_, labels, closed) = SETS.iter().find(|(needed, labels, _)| {
        let of_first = labels.iter().any(|l| before.ends_with(l));
        let has = |w: &&str| rest.contains(w) || before.ends_with(*w);
        of_first && rest.iter().all(|l| labels.contains(l)) && needed.iter().all(has)
    })?;
    let start = first.range.start - labels.iter().filter(|l| before.ends_with(**l)).map(|l| l.len()).max()?;
    let sum: i128 = own.iter().map(|q| q.micro).sum();
    // Each share is rounded to its last digit.
    let slack: i128 = own.iter().map(|q| q.grain / 2).sum();
    let off = sum - 100 * MICRO;
    let told = off > slack || (*closed && off < -slack);
    (told && off.abs() <= 30 * MICRO && off.abs() > slack).then_some(Wrong { range: start..last.range.end, sum })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::scan;

    fn of(text: &str) -> Vec<i128> {
        wrong(text, &scan(text)).into_iter().map(|w| w.sum / MICRO).collect()
    }

    #[test]
    fn shares_that_are_no_whole_are_found() {
        for (text, sum) in [
            ("응답자는 만족 62%, 보통 28%, 불만족 15%로 답함", 105),
            ("재원 비율은 국비 50%, 시비 30%, 구비 25%임", 105),
            ("찬성 64%, 반대 38%", 102),
            ("성별은 남성 48%, 여성 55%임", 103),
            ("국비 50%·시비 25%·구비 20%", 95),
            ("매우 만족 40%, 만족 35%, 보통 20%, 불만족 12%", 107),
        ] {
            assert_eq!(of(text), [sum], "{text}");
        }
    }

    #[test]
    fn whole_and_other_shares_are_left_alone() {
        for text in [
            "응답자는 만족 62%, 보통 28%, 불만족 10%로 답함",
            "만족 62.3%, 보통 28.2%, 불만족 9.4%",
            "찬성 62%, 반대 30%",
            "가동 62%, 나동 78%, 다동 35%",
            "만족 62%, 재참여 의사 88%",
            "교통 62%, 환경 48%(복수응답)",
            "국비 50%, 시비 30% 등",
            "국비 50%, 시비 25%, 구비 25%",
            "참여율은 남성 48%, 여성 65%임",
            "남성 45%, 여성 62%가 다시 참석하겠다고 답함",
            "지원 비율은 저소득층 100%, 다자녀 50%, 일반 30%임",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
    }
}
