//! Changes that an item tells of the value of the item above or before it: `이용자 1,240명`, and below it
//! `전년(1,130명) 대비 9.7% 증가`.

use std::ops::Range;

use gian_korean::change::{self, Wrong};
use gian_korean::quantity::{self, Quantity};

use crate::prose::Prose;
use crate::said::is_counted;

/// A wrong change, with the ranges of its numbers in the text.
pub(crate) struct Found {
    pub(crate) from: Range<usize>,
    pub(crate) to: Range<usize>,
    pub(crate) stated: Range<usize>,
    pub(crate) wrong: Wrong,
}

/// Words with which an item begins that compares the value before it.
const STARTS: [&str; 10] = ["전년", "작년", "지난해", "전월", "전분기", "종전", "당초", "이는", "지난달", "전기"];

/// Maximum length in bytes of an item that is read.
const LONGEST: usize = 240;

/// Every wrong change of a text.
pub(crate) fn wrong(prose: &Prose<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    if !prose.markdown || !prose.has_digit() || !STARTS.iter().any(|w| prose.seen.contains(w)) {
        return found;
    }
    let structure = prose.structure();
    let open = prose.open();
    for (i, item) in structure.items.iter().enumerate() {
        let Some(own) = open.get(item.text.clone()).filter(|own| own.len() <= LONGEST) else { continue };
        if !STARTS.iter().any(|w| own.starts_with(w)) {
            continue;
        }
        let list = &structure.lists[item.list];
        let beside = || structure.items[..i].iter().rposition(|other| other.list == item.list);
        let parent = list.parent.filter(|parent| parent + 1 == i);
        // The second item below one compares the same value, if it names no other.
        let Some(above) = parent.or_else(|| list.parent.filter(|_| !own.starts_with("이는"))).or_else(beside) else {
            continue;
        };
        let above = &structure.items[above];
        let Some(head) = open.get(above.text.clone()).filter(|head| head.len() <= LONGEST) else { continue };
        let Some(value) = value(head) else { continue };
        let written = &head[value.range.clone()];
        let text = format!("{written}로 {own}");
        let from = item.text.start;
        let shift = text.len() - own.len();
        let all = quantity::scan(&text);
        if !begins(own) {
            continue;
        }
        for wrong in change::wrong(&text, &all) {
            let own_to = wrong.to.range.start == 0;
            if own_to && wrong.from.range.start >= shift && wrong.stated.start >= shift {
                let at = |r: &Range<usize>| from + r.start - shift..from + r.end - shift;
                let to = above.text.start + value.range.start..above.text.start + value.range.end;
                found.push(Found { from: at(&wrong.from.range), to, stated: at(&wrong.stated), wrong });
            }
        }
    }
    found
}

/// Whether only words of the value before stand before the first number, which is then of the same thing: `전년(1,130명)`; not
/// `작년 7월 12,000명`, `전년 여성 300명`.
fn begins(own: &str) -> bool {
    const NEAR: [&str; 11] = ["이는", "같은 기간", "같은 달", "동기", "동월", "연도", "도", "총", "의", "보다", "값"];
    let Some(first) = own.find(|c: char| c.is_ascii_digit()) else { return false };
    let mut rest = own[..first].trim_matches([' ', '(', ':']);
    while !rest.is_empty() {
        let word = STARTS.iter().chain(&NEAR).find_map(|w| rest.strip_prefix(w));
        let Some(after) = word else { return false };
        rest = after.trim_start_matches([' ', '(', ':']);
    }
    // A month or year is no value.
    let digits = own[first..].trim_start_matches(|c: char| c.is_ascii_digit());
    !digits.starts_with(['월', '년', '분'])
}

/// The only number of an item outside brackets.
fn value(head: &str) -> Option<Quantity> {
    let plain = &head[..head.find(['(', '※']).unwrap_or(head.len())];
    let all = quantity::scan(plain);
    let mut counted = all.iter().filter(|q| is_counted(q.unit) || q.unit == "%");
    let (Some(value), None) = (counted.next(), counted.next()) else { return None };
    let before = plain[..value.range.start].trim_end_matches(' ');
    let rough = ["약", "평균", "최대", "목표", "목표:", "예상"].iter().any(|w| before.ends_with(w));
    let other = ["전년", "작년", "지난해", "목표", "보다", "대비"].iter().any(|w| before.contains(w));
    (!rough && !other).then(|| value.clone())
}
