//! Totals of an item with their parts in the list below it: `총사업비: 500백만원` above `국비: 250백만원`, `시비: 250백만원`.

use std::ops::Range;

use gian_korean::breakdown;
use gian_korean::quantity::{self, Quantity};

use crate::overlap;
use crate::prose::{List, Prose};
use crate::said::{is_counted, is_other};

/// A total that the items below it do not make.
pub(crate) struct Wrong {
    /// The total, with its range in the text.
    pub(crate) total: Quantity,
    /// The list of the parts.
    pub(crate) list: Range<usize>,
    /// Sum of the parts in millionths.
    pub(crate) sum: i128,
}

/// Maximum number of parts.
const MOST: usize = 20;

/// Maximum length of a part in bytes; longer items are sentences.
const LONGEST: usize = 80;

/// Every wrong total of a text, which is read as the total with its parts in brackets.
pub(crate) fn wrong(prose: &Prose<'_>) -> Vec<Wrong> {
    if !prose.markdown || !prose.has_digit() {
        return Vec::new();
    }
    let structure = prose.structure();
    let nested =
        structure.lists.iter().enumerate().filter(|(_, l)| l.parent.is_some() && (1..=MOST).contains(&l.items));
    nested.filter_map(|(i, list)| judge(prose, i, list)).collect()
}

fn judge(prose: &Prose<'_>, index: usize, list: &List) -> Option<Wrong> {
    let structure = prose.structure();
    let open = prose.open();
    let parent = &structure.items[list.parent?];
    let head = open.get(parent.text.clone())?.lines().next()?;
    let total = only(head)?;
    let mut text = format!("총 {}(", &head[total.range.clone()]);
    let start = text.len() - "(".len() - (total.range.end - total.range.start);
    let below = structure.items[list.parent? + 1..].iter().take_while(|item| item.whole.start < list.range.end);
    for (n, item) in below.filter(|item| item.list == index).enumerate() {
        let own = open.get(item.text.clone())?.trim_end();
        if own.len() > LONGEST || own.contains('\n') {
            return None;
        }
        let part = match (is_plain(own), list.items) {
            (true, 2..) => part(own, &total)?,
            // All parts in one item: `10대 5명, 20대 9명, 30대 10명`.
            (false, 1) if !own.contains(['(', ':']) => own.to_owned(),
            _ => return None,
        };
        text.push_str(if n > 0 { ", " } else { "" });
        text.push_str(&part);
    }
    text.push(')');
    let quantities = quantity::scan(&text);
    let found = breakdown::wrong_below(&text, &quantities).filter(|b| b.total.range.start == start)?;
    // `(6개소는 아래에 두 번 세었음)`
    if overlap::is_named(open.get(parent.whole.clone())?) {
        return None;
    }
    let at = parent.text.start;
    let range = at + total.range.start..at + total.range.end;
    Some(Wrong { total: Quantity { range, ..total }, list: list.range.clone(), sum: found.sum })
}

/// Whether the commas of a text are those of its numbers.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    text.match_indices([',', '/']).all(|(i, sign)| sign == "," && i > 0 && digit(i - 1) && digit(i + 1))
}

/// The only number of an item, which is all of something: `총 46명 참석`, `총사업비: 500백만원(부가세 포함)`.
fn only(head: &str) -> Option<Quantity> {
    const OTHERS: [&str; 22] = [
        "중복",
        "복수",
        "이 중",
        "그중",
        "가운데",
        "약 ",
        "등 ",
        "예시",
        "이상",
        "이내",
        "내외",
        "최대",
        "연인원",
        "누적",
        "매년",
        "당 ",
        "각 ",
        "씩",
        "→",
        "주요",
        "평균",
        "일부",
    ];
    if OTHERS.iter().any(|w| head.contains(w)) {
        return None;
    }
    let plain = &head[..head.find(['(', '※']).unwrap_or(head.len())];
    let all = quantity::scan(plain);
    let [total] = &all[..] else { return None };
    let after = plain[total.range.end..].trim_matches([' ', '*']);
    let short = after.chars().count() <= 8 && !after.ends_with(['고', '며', ',', '은', '는', '의']);
    (is_counted(total.unit) && !is_other(after) && short && !after.ends_with("중")).then(|| total.clone())
}

/// An item as a part: its label and number, without what explains it.
fn part(own: &str, total: &Quantity) -> Option<String> {
    let plain = own.find(['(', '※']).map_or(own, |at| own[..at].trim_end());
    let all = quantity::scan(plain);
    let value = all.last().filter(|q| q.unit == total.unit)?;
    let after = plain[value.range.end..].trim_matches([' ', '*']);
    let label = plain[..value.range.start].replace([':', '*'], " ");
    let words = label.split_whitespace().collect::<Vec<_>>().join(" ");
    (after.is_empty() && !words.is_empty() && words.chars().count() <= 16)
        .then(|| format!("{words} {}", &plain[value.range.clone()]))
}
