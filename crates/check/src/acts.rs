//! Numbers of what a document does, by a label and by a verb: `모집 인원: 40명` and `주민 45명을 모집하여`.
//!
//! A sentence may tell a part of what a label counts, so only a larger number is wrong, and only if no sentence has that of the label.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use gian_diagnostics::Place;
use gian_korean::quantity::{self, Quantity};
use gian_source::yaml::Kind;

use crate::named::qualifiers;
use crate::prose::Prose;
use crate::prose::table::label;
use crate::said::{clause_of, is_counted, is_other, leading};
use crate::surroundings::{Context, are_parallel, context};

/// Verbs as they begin in a sentence, with the word of a label for them.
const ACTS: [(&str, &str); 26] = [
    ("모집", "모집"),
    ("선발", "선발"),
    ("선정", "선정"),
    ("지원", "지원"),
    ("보급", "보급"),
    ("설치", "설치"),
    ("식재", "식재"),
    ("심음", "식재"),
    ("심었", "식재"),
    ("심어", "식재"),
    ("심는", "식재"),
    ("점검", "점검"),
    ("검진", "검진"),
    ("위촉", "위촉"),
    ("배부", "배부"),
    ("배포", "배포"),
    ("정비", "정비"),
    ("철거", "철거"),
    ("교체", "교체"),
    ("채용", "채용"),
    ("초청", "초청"),
    ("참여", "참여"),
    ("참가", "참가"),
    ("교육", "교육"),
    ("전달", "전달"),
    ("접종", "접종"),
];

/// Words behind the act in a label that only count.
const COUNTED: [&str; 18] = [
    "인원",
    "대상",
    "규모",
    "업체",
    "수량",
    "대수",
    "개소",
    "기관",
    "단체",
    "시설",
    "팀",
    "작품",
    "가구",
    "부수",
    "학교",
    "점포",
    "개소수",
    "자",
];

/// Words by which a number is more than that of the document.
const OTHERS: [&str; 21] = [
    "지금까지",
    "그동안",
    "그간",
    "누적",
    "누계",
    "연인원",
    "매년",
    "해마다",
    "년간",
    "목표",
    "예상",
    "계획",
    "희망",
    "내년",
    "앞으로",
    "향후",
    "추가",
    "포함",
    "최대",
    "약 ",
    "타 ",
];

/// A number of an act.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) name: String,
    pub(crate) written: String,
    pub(crate) place: Place,
    micro: i128,
    context: Context,
    qualifiers: BTreeSet<String>,
}

/// Label and sentence of every act whose numbers differ.
pub(crate) fn differing(body: &Prose<'_>) -> Vec<(Told, Told)> {
    let open = body.open();
    // The cheapest test: most documents have no label of an act.
    if !body.has_digit() || !ACTS.iter().any(|(_, act)| open.contains(act) || body.text.contains(act)) {
        return Vec::new();
    }
    let labels = labels(body, open);
    if labels.is_empty() {
        return Vec::new();
    }
    let mut said: BTreeMap<(&str, &str), Vec<Told>> = BTreeMap::new();
    for q in body.quantities().iter().filter(|q| is_counted(q.unit)) {
        if let Some(act) = act_behind(open, q).filter(|act| labels.contains_key(&(*act, q.unit))) {
            let line = body.line(q.range.start);
            let before = &open[line.start..q.range.start];
            if !OTHERS.iter().any(|w| open[line.clone()].contains(w)) && !before.contains(':') {
                said.entry((act, q.unit)).or_default().push(told(body, q, before, act.to_owned()));
            }
        }
    }
    let mut found = Vec::new();
    for (key, labels) in labels {
        let Some(all) = said.remove(&key) else { continue };
        found.extend(judge(labels, all));
    }
    found
}

fn judge(mut labels: Vec<Told>, all: Vec<Told>) -> Option<(Told, Told)> {
    let first = labels.pop().filter(|first| labels.iter().all(|l| l.micro == first.micro))?;
    let known = all.iter().any(|told| told.micro == first.micro);
    let larger = |told: &Told| {
        told.micro > first.micro
            && told.micro < first.micro.saturating_mul(2)
            && told.qualifiers == first.qualifiers
            && !are_parallel(&told.context, &first.context)
    };
    let mut wrong: Vec<Told> = all.into_iter().filter(|told| !known && larger(told)).collect();
    // Two other numbers are a list.
    let other = wrong.pop().filter(|_| wrong.is_empty())?;
    Some((first, other))
}

fn told(body: &Prose<'_>, q: &Quantity, before: &str, name: String) -> Told {
    let context = context(body, q.range.start);
    let mut set = BTreeSet::new();
    let year = body.day.map(|d| d.0.year());
    for text in [before, &context.chapter, &context.section, &context.words] {
        qualifiers(text, year, &mut set);
    }
    let written = body.open()[q.range.clone()].to_owned();
    Told { name, written, place: body.place(q.range.clone()), micro: q.micro, context, qualifiers: set }
}

/// The act that a label counts: `모집 인원`.
fn act_of(name: &str) -> Option<&'static str> {
    let start = name.trim_start_matches([' ', '*']);
    if !ACTS.iter().any(|(_, act)| start.starts_with(act)) {
        return None;
    }
    let name: String = label(name).chars().filter(|c| ('가'..='힣').contains(c)).collect();
    ACTS.iter().map(|(_, act)| *act).find(|act| name.strip_prefix(act).is_some_and(|rest| COUNTED.contains(&rest)))
}

type Labels = BTreeMap<(&'static str, &'static str), Vec<Told>>;

/// Labels of items and of the blocks 개요 that count an act.
fn labels(body: &Prose<'_>, open: &str) -> Labels {
    let mut found = Labels::new();
    for item in &body.structure().items {
        let Some((name, value)) = open.get(item.text.clone()).and_then(|text| text.split_once(':')) else { continue };
        let Some(act) = (name.len() <= 36).then(|| act_of(name)).flatten() else { continue };
        let start = item.text.start + name.len() + 1;
        let end = start + value.lines().next().unwrap_or_default().len();
        let after = body.quantities().partition_point(|q| q.range.start < start);
        let own = body.quantities()[after..].iter().take_while(|q| q.range.start < end).find(|q| is_counted(q.unit));
        let Some(q) = own.filter(|q| is_whole(&open[start..q.range.start], &open[q.range.end..end])) else { continue };
        found.entry((act, q.unit)).or_default().push(told(body, q, name, name.trim().to_owned()));
    }
    for fence in body.structure().fences.iter().filter(|f| f.name == "개요") {
        let Some(Kind::Map(entries)) = fence.tree.as_ref().map(|t| &t.kind) else { continue };
        for entry in entries {
            let (Kind::Scalar { text, .. }, Some(act)) = (&entry.value.kind, act_of(&entry.key)) else { continue };
            let Some(q) = leading(text).or_else(|| quantity::scan(text).into_iter().next()) else { continue };
            if !is_counted(q.unit)
                || text.contains(['[', '{'])
                || !is_whole(&text[..q.range.start], &text[q.range.end..])
            {
                continue;
            }
            let context = context(body, fence.whole.start.max(1));
            let mut set = BTreeSet::new();
            qualifiers(&context.chapter, body.day.map(|d| d.0.year()), &mut set);
            found.entry((act, q.unit)).or_default().push(Told {
                name: entry.key.clone(),
                written: text[q.range.clone()].to_owned(),
                place: Place::bytes(body.file, entry.value.span.clone()),
                micro: q.micro,
                context,
                qualifiers: set,
            });
        }
    }
    found
}

/// Whether the words around the number of a label do not make it a part or a limit.
fn is_whole(before: &str, after: &str) -> bool {
    let rough = ["약", "각", "당", "최대", "최소", "평균", "매", "내외"];
    let first = before.trim().is_empty() || !before.contains([',', '·', '(', '/']);
    let more = after.trim_start().starts_with([',', '/', '+']) || after.contains('→');
    first && !more && !is_other(after.trim_start()) && !rough.iter().any(|w| before.trim_end().ends_with(w))
}

/// The act of the verb behind a number: `45명을 모집하여`, `130곳에 교체비를 지원하고`, `35개 업체가 참여하여`.
fn act_behind(open: &str, q: &Quantity) -> Option<&'static str> {
    const NOUNS: [&str; 10] = ["업체", "단체", "기관", "시설", "학교", "점포", "마을", "기업", "부서", "가구"];
    const REACH: usize = 60;
    let (_, start) = clause_of(open, q.range.start);
    let before = open[start..q.range.start].trim_end_matches([' ', '*']);
    let part =
        ["중", "가운데", "각", "약", "당", "매", "우선", "먼저", "각각", "제"].iter().any(|w| before.ends_with(w));
    let end = open.floor_char_boundary((q.range.end + REACH).min(open.len()));
    let after = open[q.range.end..end].lines().next().unwrap_or_default().trim_start_matches([' ', '*']);
    let after = NOUNS.iter().find_map(|noun| after.strip_prefix(noun)).unwrap_or(after);
    let (particle, rest) =
        ["에게", "에", "을", "를", "이", "가"].iter().find_map(|p| after.strip_prefix(p).map(|r| (*p, r)))?;
    let rest = rest.strip_prefix(' ').filter(|_| !part)?;
    // With 에, the thing that is given stands before the verb.
    let give = matches!(particle, "에" | "에게");
    let mut found: Vec<(usize, &str, &'static str)> =
        ACTS.iter().filter_map(|(verb, act)| rest.find(verb).map(|at| (at, *verb, *act))).collect();
    found.sort_unstable();
    let is_done = |(at, verb, _): &(usize, &str, &'static str)| {
        let before = &rest[..*at];
        let given = give && before.ends_with(['을', '를', ' ']) && !before.contains([',', '고', '며']);
        let next = &rest[at + verb.len()..];
        let other = OTHER_ENDS.iter().any(|w| next.starts_with(w));
        let ends =
            next.is_empty() || next.starts_with(['하', '함', '했', '을', '를', ' ', '.']) || verb.starts_with('심');
        (*at == 0 || given) && !other && ends && !before.contains(|c: char| c.is_ascii_digit())
    };
    found.into_iter().find(is_done).map(|(_, _, act)| act)
}

/// Words behind a verb by which nothing was done yet, or which make it another word.
const OTHER_ENDS: [&str; 14] =
    ["예정", "대상", "가능", "목표", "할 ", "희망", "률", "율", "사업", " 대상", " 예정", " 계획", " 희망", " 가능"];
