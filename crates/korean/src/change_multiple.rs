//! Multiples of a value: `100명에서 200명으로 2배로 증가`, `1,500명(전년 1,250명 대비 1.2배)`.

use super::change_value::Wrong;
use super::change_words::{LINKS, Link, between, is_before, like, only, pair};
use super::quantity::Quantity;

/// `A에서 B로 2배로 증가`, `A → B(3배 증가)`, `A에서 B로 절반으로 감소`
pub(super) fn multiple(text: &str, all: &[Quantity], i: usize) -> Option<Wrong> {
    let (from, to) = (all.get(i)?, all.get(i + 1)?);
    let link = pair(text, from, to)?;
    let rest = text[to.range.end..].lines().next()?;
    let words =
        if link == Link::From { rest.strip_prefix("으로").or_else(|| rest.strip_prefix("로"))? } else { rest };
    let words = words.trim_start_matches([' ', '(', ',']);
    let start = to.range.end + (rest.len() - words.len());
    judge(text, (from, to), words, start)
}

/// `B(전년 A 대비 1.3배)`, `B로 전년 A의 2배로 증가`
pub(super) fn of_prior(text: &str, all: &[Quantity], i: usize) -> Option<Wrong> {
    let (to, from) = (all.get(i)?, all.get(i + 1)?);
    let first = between(text, to, from)?;
    if to.unit != from.unit || to.unit.is_empty() || !is_before(text, from) || !only(first, &LINKS) {
        return None;
    }
    let end = text.floor_char_boundary(from.range.end + 60);
    let line = text[from.range.end..end].lines().next()?;
    let rest = line.trim_start_matches([')', ' ']);
    let words =
        ["의", "대비", "에 비해", "에 비하여"].iter().find_map(|w| rest.strip_prefix(w))?.trim_start_matches(' ');
    let start = from.range.end + line.len() - words.len();
    judge(text, (from, to), words, start)
}

/// A multiple with which words begin, and its two values.
fn judge(text: &str, (from, to): (&Quantity, &Quantity), words: &str, start: usize) -> Option<Wrong> {
    const ROUGH: [&str; 9] = [" 이상", " 이하", " 가까", " 넘", " 정도", " 수준", " 남짓", " 내외", " 미만"];
    let rough = |q: &Quantity| text[..q.range.start].trim_end_matches([' ', '(']).ends_with('약');
    if rough(from) || rough(to) {
        return None;
    }
    let digits = words.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let (number, length) = match words.strip_prefix("절반") {
        Some(_) => (None, "절반".len()),
        None => (Some(&words[..digits]), digits + "배".len()),
    };
    let after = words[digits..].strip_prefix("배").or_else(|| words.strip_prefix("절반"))?;
    let from = like(from, to);
    if from.micro <= 0
        || to.micro <= 0
        || ROUGH.iter().any(|w| after.starts_with(w))
        || after.starts_with(['여', '도', '에', '을', '가'])
    {
        return None;
    }
    let ratio = to.micro as f64 / from.micro as f64;
    // Numbers with a unit of thousands are rounded.
    let slack =
        1.0 + [&from, to].iter().map(|q| q.grain as f64 / q.micro as f64).filter(|_| to.is_rounded()).sum::<f64>();
    let between = |low: f64, high: f64| low / slack <= ratio + 1e-9 && ratio + 1e-9 < high * slack;
    let (holds, right) = match number {
        // `절반으로` is said of nearly a half.
        None => (between(0.45, 0.55), None),
        Some(number) => {
            let times: f64 = number.parse().ok()?;
            let decimals = number.split_once('.').map_or(0, |(_, fraction)| fraction.len());
            let grain = 0.1_f64.powi(i32::try_from(decimals).ok()?);
            let is = |times: f64| between(times - grain / 2.0, times + grain);
            // `2배 증가` is said of twice and of three times as much.
            let more = !after.starts_with(['로', '의', '인']);
            let digits = (ratio / grain).round() * grain;
            (is(times) || (more && is(times + 1.0)), Some(format!("{digits:.decimals$}배")))
        }
    };
    let grows = to.micro > from.micro;
    let told = ["증가", "증액", "늘", "상승", "확대", "감소", "줄", "감액", ")", "급증", "성장", "급감", "인상"];
    let is_told = told.iter().any(|w| after.trim_start_matches(['로', '의', ' ', '으']).starts_with(w));
    (!holds && is_told && ratio > 0.05).then(|| Wrong {
        from,
        to: to.clone(),
        stated: start..start + length,
        right: right.filter(|right| ratio >= 1.0 && !right.starts_with("0")),
        grows,
        turned: false,
    })
}
