//! # 이름을 붙여 두 번 적은 것은 같습니다
//!
//! `일시: …`, `장소: …`, `사업량: …`처럼 이름을 붙인 값이 한 문서의 두 곳에서 다르면 어느 것이 맞는지 묻습니다. 글, `개요` 블록, 두 열의 표를 봅니다.
//! 날짜와 시각, 단위가 있는 수, 첫 낱말이 같은 장소만 견줍니다. 두 곳에 같은 이름이 여럿이고 값이 모두 다르면 서로 다른 것을 적은 것이므로, 또
//! 차수·연도·계획과 실적처럼 다른 것을 말하는 제목 아래이면 견주지 않습니다.
//! 접수, 모집, 개최, 준공, 발표처럼 문서에 하나뿐인 일의 날은 이름과 일정표의 행, `4월 1일부터 4월 12일까지 신청` 같은 문장에서도 견줍니다. 기간은 한쪽
//! 끝이 같고 다른 끝만 다를 때에 알리며, 추가·연장·방문·온라인·당초처럼 다른 날이라는 말이 있으면 견주지 않습니다.
//!
//! 예: 개요에 `접수기간: 4. 1.~4. 12.`, 뒤에 `접수기간: 4. 1.~4. 11.`
//! 대신: 두 곳에 같은 날을 적음
//!
//! 근거: 적은 것의 비교.
//!
//! # What has the same label twice is the same
//!
//! Where a label such as 일시, 장소 or 사업량 has two values in one document, the message asks which is right. Texts, blocks 개요
//! and tables of two columns are read. Only dates and times, numbers with a unit, and places with the same first word are
//! compared. Nothing is compared where several labels are in both places and all differ, because these are different
//! things, or below headings of different rounds, years, plans and results.
//! Days of what a document has once, such as 접수, 개최, 준공 or 발표, are also compared in rows of a table of 일정 and in sentences such
//! as `4월 1일부터 4월 12일까지 신청`. Of two periods one end must be the same; words for other days, such as 추가, 연장, 방문,
//! 온라인 or 당초, keep them apart.
//!
//! Example: `접수기간: 4. 1.~4. 12.` in the overview and `접수기간: 4. 1.~4. 11.` later
//! Instead: the same days in both places
//!
//! Source: a comparison of what is written.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::particle::particle;
use gian_korean::quantity::{self, Quantity};
use gian_korean::spoken_days::with_words;
use gian_korean::written::scan;
use gian_source::yaml::Kind;

use crate::labelled_days;
use crate::prose::Prose;
use crate::prose::table::Table;
use crate::{Layer, Rule, Run};

pub(super) const RULE: Rule = Rule::new("labelled-facts", Layer::Content, Severity::Warning, &[Run::File(run)]);

pub(super) fn run(pieces: &[Prose<'_>], diags: &mut Vec<Diag>) {
    let Some(body) = pieces.iter().find(|p| p.is_body()) else { return };
    let open = body.open();
    let told = diags.len();
    by_label(body, open, diags);
    for found in labelled_days::differing(body) {
        let places = [&found.first.1, &found.other.1];
        let known = |d: &Diag| places.contains(&&d.place) || d.related.iter().any(|r| places.contains(&&r.0));
        if !diags[told..].iter().any(known) {
            let ((one, before), (two, here)) = (found.first, found.other);
            diags.push(problem(&found.name, (&one, before), (&two, here)));
        }
    }
}

/// Values of labels that stand twice.
fn by_label(body: &Prose<'_>, open: &str, diags: &mut Vec<Diag>) {
    let mut facts: Vec<Fact> = Vec::new();
    if open.contains(':') {
        items(body, open, &mut facts);
    }
    blocks(body, &mut facts);
    body.structure().tables().iter().for_each(|t| table(body, t, &mut facts));
    if facts.is_empty() {
        return;
    }
    one_label(&mut facts);
    facts.sort_by_key(|f| f.at);
    let mut by_label: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, fact) in facts.iter().enumerate() {
        by_label.entry(&fact.label).or_default().push(i);
    }
    for same in by_label.values().filter(|same| (2..=3).contains(&same.len())) {
        let differing: Vec<usize> = same[1..].iter().copied().filter(|i| differ(&facts[same[0]], &facts[*i])).collect();
        if let [other] = differing[..] {
            diags.extend(judge(&facts, same[0], other, &by_label));
        }
    }
    mentions(body, open, &facts, &by_label, diags);
}

/// A label and its value.
struct Fact {
    label: String,
    value: String,
    /// Position in the body.
    at: usize,
    place: Place,
    /// Chapter, section and item above.
    block: Block,
}

/// Gives `행사 일시` the label `일시` where a document has one event only.
fn one_label(facts: &mut [Fact]) {
    const EVENTS: [&str; 14] = [
        "행사",
        "회의",
        "교육",
        "설명회",
        "개최",
        "본행사",
        "공청회",
        "간담회",
        "심의",
        "대회",
        "토론회",
        "보고회",
        "축제",
        "강좌",
    ];
    for stem in ["일시", "장소", "기간"] {
        let is_named = |label: &str| label.strip_suffix(stem).is_some_and(|event| EVENTS.contains(&event));
        let named: BTreeSet<&str> = facts.iter().map(|f| f.label.as_str()).filter(|l| is_named(l)).collect();
        let one = named.len() == 1 && facts.iter().filter(|f| f.label == stem).count() == 1;
        if one {
            facts.iter_mut().filter(|f| is_named(&f.label)).for_each(|f| stem.clone_into(&mut f.label));
        }
    }
}

/// Where a fact stands.
#[derive(Clone, PartialEq, Eq, Default)]
struct Block {
    chapter: String,
    section: String,
    above: String,
    /// List of the item.
    list: Option<usize>,
}

impl Block {
    fn words(&self) -> String {
        format!("{} {} {}", self.chapter, self.section, self.above)
    }

    /// Whether it is the overview of a document.
    fn is_overview(&self) -> bool {
        let words = self.words();
        words.trim().is_empty() || ["개요", "요약", "총괄", "개황", "목적", "기본"].iter().any(|w| words.contains(w))
    }
}

/// Maximum length of a label, in characters.
const LONGEST: usize = 12;

/// The label and value of a line.
fn labelled(text: &str) -> Option<(String, &str)> {
    let (label, value) = text.split_once(':')?;
    let label: String = label.chars().filter(|c| !matches!(c, ' ' | '*')).collect();
    let words =
        (2..=LONGEST).contains(&label.chars().count()) && label.chars().all(|c| ('가'..='힣').contains(&c) || c == '·');
    let value = value.trim();
    (words && !value.is_empty() && !value.contains(['\u{1}', '\n'])).then_some((label, value))
}

fn items(body: &Prose<'_>, open: &str, facts: &mut Vec<Fact>) {
    let structure = body.structure();
    for item in &structure.items {
        let Some(text) = open.get(item.text.clone()) else { continue };
        let Some((label, value)) = labelled(text) else { continue };
        let start = item.text.start + text.find(value).unwrap_or(0);
        let parent = structure.lists[item.list].parent;
        let mut block = block_at(body, open, item.text.start);
        block.above = match parent {
            Some(parent) => open[structure.items[parent].text.clone()].to_owned(),
            None => lead_of(body, open, structure.lists[item.list].range.start).unwrap_or_default().to_owned(),
        };
        block.list = Some(item.list);
        let place = body.place(start..start + value.len());
        facts.push(Fact { label, value: value.to_owned(), at: start, place, block });
    }
}

/// The short line above a list by which the list tells of another thing: `변경 전`, `1차`.
fn lead_of<'a>(body: &Prose<'_>, open: &'a str, list: usize) -> Option<&'a str> {
    const LONGEST: usize = 60;
    let paragraphs = &body.structure().paragraphs;
    let above = &paragraphs[paragraphs.partition_point(|p| p.end <= list).checked_sub(1)?];
    let words = open[above.clone()].trim();
    let next = open[above.end..list].trim().is_empty() && words.len() <= LONGEST;
    (next && (OTHERS.iter().any(|w| words.contains(w)) || words.contains(|c: char| c.is_ascii_digit())))
        .then_some(words)
}

fn block_at(body: &Prose<'_>, open: &str, at: usize) -> Block {
    let headings = &body.structure().headings;
    let before = headings.partition_point(|h| h.range.start <= at);
    let words = |range: &Range<usize>| open[range.clone()].trim_matches(['#', ' ', '\n']).to_owned();
    let chapter = headings[..before].iter().rposition(|h| h.level <= 2);
    let section = headings[chapter.map_or(0, |i| i + 1)..before].last();
    Block {
        chapter: chapter.map(|i| words(&headings[i].range)).unwrap_or_default(),
        section: section.map(|h| words(&h.range)).unwrap_or_default(),
        ..Block::default()
    }
}

/// Lines of the blocks 개요.
fn blocks(body: &Prose<'_>, facts: &mut Vec<Fact>) {
    for fence in body.structure().fences.iter().filter(|f| f.name == "개요") {
        let Some(Kind::Map(entries)) = fence.tree.as_ref().map(|t| &t.kind) else { continue };
        for entry in entries {
            let Kind::Scalar { text, .. } = &entry.value.kind else { continue };
            let line = format!("{}: {text}", entry.key);
            if let Some((label, value)) = labelled(&line).filter(|_| !text.contains(['[', '{'])) {
                facts.push(Fact {
                    label,
                    value: value.to_owned(),
                    at: fence.whole.start,
                    place: Place::bytes(body.file, entry.value.span.clone()),
                    block: block_at(body, &body.seen, fence.whole.start),
                });
            }
        }
    }
}

/// Rows of label and value of a table with two columns.
fn table(body: &Prose<'_>, table: &Table, facts: &mut Vec<Fact>) {
    const HEADS: [&str; 6] = ["구분", "항목", "내용", "주요 내용", "세부 내용", "비고"];
    let plain = table.headless || table.heads.iter().all(|h| HEADS.contains(&h.text.as_str()));
    if table.heads.len() != 2 || !plain {
        return;
    }
    for row in &table.rows {
        let line = format!("{}: {}", row.cells[0].text, row.cells[1].text);
        if let Some((label, value)) = labelled(&line).filter(|_| !line.contains(['[', '{'])) {
            facts.push(Fact {
                label,
                value: value.to_owned(),
                at: table.whole.start,
                place: Place::bytes(body.file, row.cells[1].at.clone()),
                block: block_at(body, &body.seen, table.whole.start),
            });
        }
    }
}

/// A number in brackets behind another one is of something else.
fn without_brackets(value: &str) -> &str {
    value.split(['(', '※']).next().unwrap_or(value).trim()
}

/// Whether two values of one label cannot both be right.
fn differ(a: &Fact, b: &Fact) -> bool {
    let label = a.label.as_str();
    if ["일시", "기간", "기한", "일자", "날짜", "예정일", "시기"].iter().any(|w| label.ends_with(w)) {
        return days_differ(&a.value, &b.value);
    }
    if ["장소", "곳", "위치"].iter().any(|w| label.ends_with(w)) {
        return places_differ(without_brackets(&a.value), without_brackets(&b.value));
    }
    let only = |value: &str| {
        let found = quantity::scan(without_brackets(value));
        let [one] = &found[..] else { return None };
        (!one.unit.is_empty() && !is_rough(value, one)).then(|| one.clone())
    };
    matches!((only(&a.value), only(&b.value)), (Some(a), Some(b)) if numbers_differ(&a, &b))
}

fn is_rough(value: &str, quantity: &Quantity) -> bool {
    let after = value[quantity.range.end..].trim_start();
    ["이상", "이내", "내외", "이하", "미만", "정도", "씩", "→", "중"].iter().any(|w| after.starts_with(w))
        || ["약", "각", "당", "매", "최대", "최소", "→"]
            .iter()
            .any(|w| value[..quantity.range.start].trim_end().ends_with(w))
}

/// Whether two numbers differ, but not so far that they are of different things.
fn numbers_differ(a: &Quantity, b: &Quantity) -> bool {
    let (low, high) = (a.micro.min(b.micro), a.micro.max(b.micro));
    let slack = a.grain.max(b.grain);
    let rounded = a.grain != b.grain && (high - low) < slack;
    a.unit == b.unit && low != high && low * 2 > high && !rounded
}

fn days_differ(a: &str, b: &str) -> bool {
    let read = |text: &str| {
        let written = scan(text);
        let dates = with_words(text, &written.dates);
        let days: Vec<_> = dates.iter().map(|d| (d.year, d.month, d.day)).collect();
        let times: Vec<u32> = written.times.iter().filter_map(gian_korean::written::Time::minutes).collect();
        (days, times)
    };
    let ((days, times), (others, other_times)) = (read(a), read(b));
    let same = |(y, m, d): &(Option<i32>, u32, Option<u32>), (y2, m2, d2): &(Option<i32>, u32, Option<u32>)| {
        let year = y.is_none() || y2.is_none() || y == y2;
        year && m == m2 && (d.is_none() || d2.is_none() || d == d2)
    };
    let comparable = days.len() == others.len() && (1..=2).contains(&days.len());
    let other_day = comparable && !days.iter().zip(&others).all(|(x, y)| same(x, y));
    let years = |all: &[(Option<i32>, u32, Option<u32>)]| all.first().and_then(|d| d.0);
    // Days of different years are of different rounds.
    let far = matches!((years(&days), years(&others)), (Some(x), Some(y)) if x != y);
    let other_time = comparable && times.len() == other_times.len() && times.len() <= 2 && times != other_times;
    !far && (other_day || other_time)
}

fn places_differ(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (x, y) = (plain(a), plain(b));
    let first = |text: &str| text.split_whitespace().next().map(str::to_owned);
    // `구청 3층 대회의실` and `구청 대회의실(3층)`
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<BTreeSet<String>>();
    let (of_x, of_y) = (words(a), words(b));
    if of_x.is_subset(&of_y) || of_y.is_subset(&of_x) {
        return false;
    }
    let one = |text: &str| text.split_whitespace().count() > 1 && !text.contains([',', '·', '/', '~']);
    one(a) && one(b) && first(a) == first(b) && !x.contains(&y) && !y.contains(&x)
}

/// Words of headings and items by which the places tell of different things.
const OTHERS: [&str; 28] = [
    "계획",
    "목표",
    "당초",
    "예정",
    "향후",
    "전년",
    "작년",
    "지난",
    "변경",
    "실적",
    "차년도",
    "비교",
    "기존",
    "개선",
    "종전",
    "현행",
    "회차",
    "분기",
    "단계",
    "차 ",
    "사례",
    "타 ",
    "우수",
    "제1",
    "제2",
    "유형",
    "안)",
    "참고",
];

fn judge(facts: &[Fact], first: usize, other: usize, by_label: &BTreeMap<&str, Vec<usize>>) -> Option<Diag> {
    let (a, b) = (&facts[first], &facts[other]);
    let (one, two) = (a.block.words(), b.block.words());
    let told = |text: &str| OTHERS.iter().any(|w| text.contains(w)) || text.contains(|c: char| c.is_ascii_digit());
    if a.block == b.block || (one != two && (told(&one) != told(&two) || (told(&one) && told(&two)))) {
        return None;
    }
    // Items beside each other have their own values.
    if !a.block.above.is_empty()
        && !b.block.above.is_empty()
        && a.block.chapter == b.block.chapter
        && a.block.section == b.block.section
    {
        return None;
    }
    let in_block = |fact: &Fact, block: &Block| fact.block == *block;
    let (mut agree, mut differing) = (0, 0);
    for same in by_label.values() {
        let of = |block: &Block| same.iter().map(|i| &facts[*i]).find(|f| in_block(f, block));
        if let (Some(x), Some(y)) = (of(&a.block), of(&b.block)) {
            match differ(x, y) || (x.value != y.value && x.label.ends_with("명")) {
                true => differing += 1,
                false if x.value == y.value => agree += 1,
                false => {}
            }
        }
    }
    let certain = if agree + differing > 1 { agree > 0 && differing == 1 } else { a.block.is_overview() };
    certain.then(|| problem(&a.label, (&a.value, a.place.clone()), (&b.value, b.place.clone())))
}

/// Numbers directly behind a label of the overview, without a colon: `수강료는 35,000원`.
fn mentions(
    body: &Prose<'_>,
    open: &str,
    facts: &[Fact],
    by_label: &BTreeMap<&str, Vec<usize>>,
    diags: &mut Vec<Diag>,
) {
    const GENERIC: [&str; 14] = [
        "대상",
        "인원",
        "예산",
        "금액",
        "수량",
        "횟수",
        "시간",
        "면적",
        "기간",
        "비용",
        "규모",
        "단가",
        "내용",
        "사업비",
    ];
    for (label, same) in by_label {
        let [only] = same[..] else { continue };
        let fact = &facts[only];
        if GENERIC.contains(label) || !fact.block.is_overview() || label.chars().count() < 3 {
            continue;
        }
        let found = quantity::scan(&fact.value);
        let Some(own) =
            found.first().filter(|q| !q.unit.is_empty() && q.range.start <= "총 ".len() && !is_rough(&fact.value, q))
        else {
            continue;
        };
        for (at, _) in open.match_indices(label) {
            let rest = &open[at + label.len()..];
            let words = rest.trim_start_matches(['은', '는', '이', '가']).trim_start_matches(' ');
            let words = words.strip_prefix("총 ").unwrap_or(words);
            let start = open.len() - words.len();
            if !words.starts_with(|c: char| c.is_ascii_digit())
                || (fact.at..fact.at + fact.value.len()).contains(&start)
            {
                continue;
            }
            let line = body.line(at);
            let before = &open[line.start..at];
            let other = before.contains(|c: char| c.is_ascii_digit())
                || OTHERS.iter().any(|w| before.contains(w))
                || before.ends_with(|c: char| ('가'..='힣').contains(&c));
            let words = &open[start..line.end.max(start)];
            let all = quantity::scan(words);
            let Some(said) = all.first().filter(|q| q.range.start == 0 && !is_rough(words, q)) else { continue };
            let block = block_at(body, open, at).words();
            if !other && numbers_differ(own, said) && !OTHERS.iter().any(|w| block.contains(w)) {
                let value = &fact.value[own.range.clone()];
                let range = start..start + said.range.end;
                diags.push(problem(
                    label,
                    (value, fact.place.clone()),
                    (&words[said.range.clone()], body.place(range)),
                ));
            }
        }
    }
}

fn problem(label: &str, (one, before): (&str, Place), (two, here): (&str, Place)) -> Diag {
    RULE.problem(
        here,
        text!(
            ko: "`{label}`{} 앞에는 `{one}`, 여기에는 `{two}`{} 적혀 있습니다", particle(label, "이/가"), particle(two, "으로/로");
            en: "`{label}` is `{one}` before, and `{two}` here"
        ),
    )
    .related(before, text!("앞에 적은 값", "the value before"))
    .help(text!("틀린 값을 고치고, 서로 다른 것이면 이름을 다르게 적으십시오", "correct the wrong one, or give different things different names"))
}
