//! Finds a change from one value to another with its amount or percentage: `1,000명에서 1,200명으로 20% 증가`,
//! `3,220건 → 4,102건(27.4% 증가)`, `전년(1,000명) 대비 200명(20%) 증가한 1,200명`.
//!
//! Only known words may stand between the numbers: with any other word, the numbers may belong to different things.

pub use super::change_value::Wrong;
use super::change_value::{AGAINST, BEFORE, Change};
use super::change_words::{LINKS, Link, between, direction, is_before, like, only, pair, stated, without_year};
use super::quantity::{MICRO, Quantity};
use super::{change_bracket, change_multiple, change_sentence};

/// Every wrong change of a text.
///
/// `quantities` are those of the text, in order.
pub fn wrong(text: &str, quantities: &[Quantity]) -> Vec<Wrong> {
    let mut found = Vec::new();
    // A change has two values and what is stated of them.
    if quantities.len() < 2 {
        return found;
    }
    let mut all = quantities.to_vec();
    // Years are names of values, not values.
    all.retain(|q| !(q.unit == "년" && (1900 * MICRO..2100 * MICRO).contains(&q.micro)));
    for i in 0..all.len() {
        for change in
            [forward, backward, named, reversed, signed, signed_prior, prior_behind, changed, change_bracket::bracketed]
                .into_iter()
                .filter_map(|read| read(text, &all, i))
        {
            found.extend(change.judge(text));
        }
    }
    for i in 0..all.len() {
        found.extend(change_multiple::multiple(text, &all, i));
        found.extend(change_multiple::of_prior(text, &all, i));
    }
    found.extend(change_sentence::changes(text, &all).into_iter().flat_map(|change| change.judge(text)));
    found.sort_by_key(|w: &Wrong| w.stated.start);
    found.dedup_by_key(|w| w.stated.clone());
    found
}

/// `A에서 B(으)로 … P% 증가`, `A → B(P% 증가)`
fn forward(text: &str, all: &[Quantity], i: usize) -> Option<Change> {
    let (from, to, next) = (all.get(i)?, all.get(i + 1)?, all.get(i + 2)?);
    let link = pair(text, from, to)?;
    let words = without_year(between(text, to, next)?);
    let word = if link == Link::From { words.starts_with("으로") || words.starts_with("로") } else { true };
    if !word || !only(words, &LINKS) {
        return None;
    }
    let (stated, direction) = stated(text, all, i + 2, to.unit);
    direction.as_ref()?;
    Some(Change { from: like(from, to), to: to.clone(), stated, direction })
}

/// `P% 증가(A → B)`
fn backward(text: &str, all: &[Quantity], i: usize) -> Option<Change> {
    let (said, from, to) = (all.get(i)?, all.get(i + 1)?, all.get(i + 2)?);
    pair(text, from, to)?;
    let words = between(text, said, from)?;
    let direction = direction(text, said.range.end)?;
    let rest = text.get(direction.0.end..from.range.start)?;
    let fits = said.unit == "%" || said.unit == to.unit || (said.unit == "%p" && to.unit == "%");
    (fits && words.ends_with('(') && only(rest, &["함", "하였음", "했음", "하여"])).then(|| Change {
        from: like(from, to),
        to: to.clone(),
        stated: vec![said.clone()],
        direction: Some(direction),
    })
}

/// `전년(A) 대비 P% 증가한 B`
fn named(text: &str, all: &[Quantity], i: usize) -> Option<Change> {
    let from = all.get(i)?;
    if !is_before(text, from) {
        return None;
    }
    let words = between(text, from, all.get(i + 1)?)?;
    if !AGAINST.iter().any(|w| words.contains(w)) || !only(words, &LINKS) {
        return None;
    }
    let (stated, direction) = stated(text, all, i + 1, from.unit);
    let (range, _) = direction.clone()?;
    let to = all.get(i + 1 + stated.len())?;
    let rest = between(text, stated.last()?, to).and_then(|_| text.get(range.end..to.range.start))?;
    (to.unit == from.unit && only(rest, &["한", "된", "어난", "어든", "총"])).then(|| Change {
        from: from.clone(),
        to: to.clone(),
        stated,
        direction,
    })
}

/// `B로 전년(A)보다 P% 증가`
fn reversed(text: &str, all: &[Quantity], i: usize) -> Option<Change> {
    let (to, from, next) = (all.get(i)?, all.get(i + 1)?, all.get(i + 2)?);
    if to.unit != from.unit || to.unit.is_empty() || !is_before(text, from) {
        return None;
    }
    let (first, second) = (between(text, to, from)?, between(text, from, next)?);
    // `1,200명(전년 1,000명, 20% 증가)`
    let beside = second.trim_matches(' ') == "," && first.starts_with('(');
    let compares = beside || AGAINST.iter().any(|w| second.contains(w));
    if !compares || !only(first, &LINKS) || !only(second, &LINKS) {
        return None;
    }
    let (stated, direction) = stated(text, all, i + 2, to.unit);
    direction.as_ref()?;
    Some(Change { from: from.clone(), to: to.clone(), stated, direction })
}

/// `A → B(증 40명)`, `A → B(▼25%)`
fn signed(text: &str, all: &[Quantity], i: usize) -> Option<Change> {
    let (from, to, said) = (all.get(i)?, all.get(i + 1)?, all.get(i + 2)?);
    if pair(text, from, to)? != Link::Arrow {
        return None;
    }
    let sign = between(text, to, said)?.trim_matches(' ').strip_prefix(['(', ','])?.trim_matches(' ');
    // △ is a decrease in budgets and an increase in the press.
    let up = match sign {
        "증" | "+" | "증가" => Some(true),
        "감" | "▼" | "감소" | "-" => Some(false),
        "△" | "▲" => None,
        _ => return None,
    };
    let fits = said.unit == to.unit || said.unit == "%" || (to.unit == "%" && said.unit == "%p");
    let start = said.range.start - sign.len();
    let direction = up.map(|up| (start..said.range.start, up));
    (fits && text[said.range.end..].starts_with([')', ' ', '\n'])).then(|| Change {
        from: like(from, to),
        to: to.clone(),
        stated: vec![said.clone()],
        direction,
    })
}

/// `B(전년 A, ▲P%)`, `B(전년 A, +P%)`
fn signed_prior(text: &str, all: &[Quantity], i: usize) -> Option<Change> {
    let (to, from, said) = (all.get(i)?, all.get(i + 1)?, all.get(i + 2)?);
    let same = to.unit == from.unit && !to.unit.is_empty() && is_before(text, from);
    let inner = between(text, to, from)?.trim_start().strip_prefix('(').filter(|_| same)?;
    let sign = between(text, from, said)?.trim_matches(' ').strip_prefix([',', '/'])?.trim_start();
    let up = match sign.trim_start_matches("전년").trim_start_matches("대비").trim() {
        "증" | "+" | "증가" => Some(true),
        "감" | "▼" | "감소" | "-" => Some(false),
        "△" | "▲" => None,
        _ => return None,
    };
    let fits = said.unit == to.unit || said.unit == "%" || (to.unit == "%" && said.unit == "%p");
    let start = said.range.start - sign.len();
    (fits && only(inner, &LINKS) && text[said.range.end..].starts_with(')')).then(|| Change {
        from: from.clone(),
        to: to.clone(),
        stated: vec![said.clone()],
        direction: up.map(|up| (start..said.range.start, up)),
    })
}

/// `전년 대비 P% 증가한 B(전년 A)`
fn prior_behind(text: &str, all: &[Quantity], i: usize) -> Option<Change> {
    let (said, to, from) = (all.get(i)?, all.get(i + 1)?, all.get(i + 2)?);
    let direction = direction(text, said.range.end)?;
    let rest = text.get(direction.0.end..to.range.start)?;
    let head = text[..said.range.start].trim_end_matches(' ');
    let head = AGAINST.iter().find_map(|w| head.strip_suffix(w))?.trim_end_matches([' ', '도']);
    let compares = BEFORE.iter().any(|w| head.ends_with(w)) && !head.ends_with("전전년");
    let inner = between(text, to, from)?.strip_prefix('(')?;
    let fits = said.unit == "%" || said.unit == to.unit;
    let whole = is_before(text, from) && text[from.range.end..].starts_with(')') && only(inner, &LINKS);
    (compares && whole && fits && from.unit == to.unit && only(rest, &["한", "된", "어난", "어든", "총"]))
        .then(|| Change { from: from.clone(), to: to.clone(), stated: vec![said.clone()], direction: Some(direction) })
}

/// `A에서 D 증액된 B`
fn changed(text: &str, all: &[Quantity], i: usize) -> Option<Change> {
    let (from, said) = (all.get(i)?, all.get(i + 1)?);
    if between(text, from, said)?.trim_end() != "에서" {
        return None;
    }
    let (stated, direction) = stated(text, all, i + 1, from.unit);
    let (range, _) = direction.clone()?;
    let to = all.get(i + 1 + stated.len())?;
    let rest = between(text, stated.last()?, to).and_then(|_| text.get(range.end..to.range.start))?;
    (to.unit == from.unit && only(rest, &["한", "된", "되어", "하여", "어난", "어든", "총"])).then(|| Change {
        from: from.clone(),
        to: to.clone(),
        stated,
        direction,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::scan;

    fn of(text: &str) -> Vec<(&str, Option<String>)> {
        wrong(text, &scan(text)).into_iter().map(|w| (&text[w.stated.clone()], w.right)).collect()
    }

    #[test]
    fn wrong_changes_are_found() {
        for (text, said, right) in [
            ("참가자가 1,000명에서 1,200명으로 25% 증가", "25%", Some("20%")),
            ("1,000명에서 1,200명으로 늘어", "", None),
            ("3,220건 → 4,102건(26.4% 증가)", "26.4%", Some("27.4%")),
            ("안전 분야가 26.4% 증가(3,220건 → 4,102건)", "26.4%", Some("27.4%")),
            ("전년(1,000명) 대비 25% 증가한 1,200명", "25%", Some("20%")),
            ("전년 1,000명 대비 300명(20%) 증가한 1,200명", "300명", Some("200명")),
            ("1,200명으로 전년(1,000명)보다 200명(25%) 증가", "25%", Some("20%")),
            ("채무 1조 2,650억 원으로 전년(1조 3,005억 원)보다 355억 원(3.7%) 감소", "3.7%", Some("2.7%")),
            ("28.9%에서 40.4%로 12.5%p 증가", "12.5%p", Some("11.5%p")),
            ("1,200명에서 1,000명으로 200명 증가", "증가", None),
            ("100만원 → 150만원, 60% 인상", "60%", Some("50%")),
            ("1,000명(2023년)에서 1,200명(2024년)으로 25% 증가", "25%", Some("20%")),
        ] {
            let found = of(text);
            if said.is_empty() {
                assert_eq!(found, [], "{text}");
            } else {
                assert_eq!(found, [(said, right.map(str::to_owned))], "{text}");
            }
        }
    }

    #[test]
    fn multiples_are_computed() {
        for (text, said, right) in [
            ("120건에서 360건으로 2배로 증가", "2배", Some("3배")),
            ("120건 → 360건(1.5배 증가)", "1.5배", Some("3.0배")),
            ("400건에서 250건으로 절반으로 감소", "절반", None),
        ] {
            assert_eq!(of(text), [(said, right.map(str::to_owned))], "{text}");
        }
        for text in [
            "120건에서 360건으로 3배로 증가",
            "100명에서 300명으로 2배 증가",
            "120건에서 250건으로 2배 이상 증가",
            "120건에서 250건으로 2.1배 증가",
            "400건에서 210건으로 절반 가까이 감소",
            "400건에서 200건으로 절반으로 감소",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
    }

    #[test]
    fn right_changes_and_others_are_left_alone() {
        for text in [
            "1,000명에서 1,200명으로 20% 증가",
            "3,220건 → 4,102건(27.4% 증가)",
            "3,220건 → 4,102건(27.3% 증가)",
            "27.4% 증가(3,220건 → 4,102건)",
            "채무 1조 2,650억 원으로 전년(1조 3,005억 원)보다 355억 원(2.7%) 감소",
            "1,000명에서 1,200명으로 늘었고 만족도는 30% 상승",
            "12명 → 18명, 예산 30% 증가",
            "1,000명에서 1,200명으로 약 21% 증가",
            "28.9%에서 40.4%로 11.5%p 증가",
            "1.2억원에서 1.5억원으로 25% 증가",
            "10%에서 20%로 100% 증가",
            "1,000명 중 1,200명 신청, 25% 증가",
            "\u{1}\u{1}명에서 1,200명으로 25% 증가",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
    }

    #[test]
    fn long_texts_are_read_once() {
        for part in ["1명에서 2명으로 ", "1명 → ", "전년(1명) 대비 2% 증가한 ", "1% 증가("] {
            let text = part.repeat(100_000 / part.len());
            wrong(&text, &scan(&text));
        }
    }
}
