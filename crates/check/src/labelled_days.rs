//! Days of one event in several places: `접수 기간: 4. 1.~4. 12.`, the row `참가자 접수` of a table of 일정, and a sentence
//! `4월 1일부터 4월 12일까지 신청`.

use std::collections::BTreeMap;
use std::ops::Range;

use gian_diagnostics::Place;
use gian_korean::spoken_days::with_words;
use gian_korean::written::scan;
use gian_source::yaml::Kind;

use crate::prose::Prose;
use crate::prose::table::{Sort, Table, label};
use crate::surroundings::{Context, are_parallel, context};

/// Two different days of one event.
pub(crate) struct Differing {
    /// The event: `접수`.
    pub(crate) name: String,
    pub(crate) first: (String, Place),
    pub(crate) other: (String, Place),
}

/// A day without regard to its weekday; the year may not be written.
type Day = (Option<i32>, u32, u32);

/// Which days are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Days {
    /// `4. 20.`
    On(Day),
    /// `4. 1.~4. 12.`
    Span(Day, Day),
    /// `4월 12일까지`
    Until(Day),
}

struct Fact {
    event: &'static str,
    days: Days,
    written: String,
    place: Place,
    at: usize,
    context: Context,
}

/// Events that a document has once, with the words that name them.
const EVENTS: [(&str, &[&str]); 10] = [
    ("접수", &["접수", "신청", "신청접수", "접수신청"]),
    ("모집", &["모집"]),
    ("개최", &["개최", "행사", "본행사"]),
    ("준공", &["준공"]),
    ("착공", &["착공"]),
    ("마감", &["마감", "접수마감", "신청마감"]),
    ("발표", &["발표", "결과발표", "선정발표", "합격자발표", "선정결과발표", "당첨자발표"]),
    ("심사", &["심사", "심사위원회"]),
    ("납품", &["납품"]),
    ("제출", &["제출", "서류제출"]),
];

/// Ends of labels that say that days follow.
const ENDS: [&str; 11] = ["예정일자", "예정일", "일자", "일시", "일정", "기간", "기한", "시기", "날짜", "예정", "일"];

/// Words before an event that make it no other one.
const SUBJECTS: [&str; 13] = [
    "참가자",
    "참여자",
    "신청자",
    "신청서",
    "참가",
    "교육생",
    "수강생",
    "원서",
    "지원서",
    "서류",
    "작품",
    "사업",
    "공사",
];

/// Words by which days are those of another round, way or plan.
const OTHERS: [&str; 34] = [
    "추가",
    "연장",
    "보완",
    "방문",
    "우편",
    "온라인",
    "인터넷",
    "예비",
    "재공고",
    "사전",
    "우천",
    "비가",
    "당초",
    "변경",
    "기존",
    "전년",
    "작년",
    "지난",
    "1차",
    "2차",
    "3차",
    "상반기",
    "하반기",
    "중간",
    "최종",
    "예선",
    "본선",
    "취소",
    "환불",
    "이의",
    "검사",
    "협조",
    "연기",
    "순연",
];

/// The pairs of a document that differ.
pub(crate) fn differing(body: &Prose<'_>) -> Vec<Differing> {
    let open = body.open();
    if !body.has_digit() || (!open.contains([':', '월']) && body.structure().fences.is_empty()) {
        return Vec::new();
    }
    let mut facts = Vec::new();
    lines(body, open, &mut facts);
    blocks(body, &mut facts);
    body.structure().tables().iter().for_each(|t| table(body, t, &mut facts));
    // Sentences are read only where a label or table tells a day.
    if !facts.is_empty() {
        sentences(body, open, &mut facts);
    }
    facts.sort_by_key(|f| f.at);
    let mut by_event: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
    for fact in &facts {
        let event = if fact.event == "마감" { "접수" } else { fact.event };
        by_event.entry(event).or_default().push(fact);
    }
    by_event.into_values().filter_map(|same| judge(&same)).collect()
}

/// The first fact that contradicts the first one; `None` where three different days are told.
fn judge(facts: &[&Fact]) -> Option<Differing> {
    const MOST: usize = 5;
    let (first, rest) = facts.split_first().filter(|_| facts.len() <= MOST)?;
    let mut wrong = rest.iter().filter(|f| !agree(first.days, f.days));
    let (other, none) = (wrong.next()?, wrong.next());
    let certain = none.is_none() && is_slip(first.days, other.days) && !are_parallel(&first.context, &other.context);
    certain.then(|| Differing {
        name: first.event.to_owned(),
        first: (first.written.clone(), first.place.clone()),
        other: (other.written.clone(), other.place.clone()),
    })
}

fn is_same((y, m, d): Day, (y2, m2, d2): Day) -> bool {
    (m, d) == (m2, d2) && (y.is_none() || y2.is_none() || y == y2)
}

/// Distance in days, with months of 31 days; `None` for different years.
fn distance((y, m, d): Day, (y2, m2, d2): Day) -> Option<u32> {
    let years = y.is_none() || y2.is_none() || y == y2;
    years.then(|| (m * 31 + d).abs_diff(m2 * 31 + d2))
}

fn agree(a: Days, b: Days) -> bool {
    match (a, b) {
        (Days::On(x), Days::On(y)) => is_same(x, y),
        (Days::Span(x, y), Days::Span(v, w)) => is_same(x, v) && is_same(y, w),
        (Days::Span(_, x), Days::Until(y)) | (Days::Until(y), Days::Span(_, x)) => is_same(x, y),
        (Days::Until(x), Days::Until(y) | Days::On(y)) | (Days::On(x), Days::Until(y)) => is_same(x, y),
        (Days::Span(x, y), Days::On(day)) | (Days::On(day), Days::Span(x, y)) => is_same(x, day) || is_same(y, day),
    }
}

/// Whether two days are so near that one of them is a slip: of two periods, one end is the same.
fn is_slip(a: Days, b: Days) -> bool {
    const NEAR: u32 = 31;
    let near = |x: Day, y: Day| distance(x, y).is_some_and(|days| days <= NEAR);
    match (a, b) {
        (Days::Span(x, y), Days::Span(v, w)) => (is_same(x, v) && near(y, w)) || (is_same(y, w) && near(x, v)),
        (Days::Span(_, x), Days::Until(y)) | (Days::Until(y), Days::Span(_, x)) => near(x, y),
        (Days::Until(x) | Days::On(x), Days::Until(y) | Days::On(y)) => near(x, y),
        (Days::Span(..), Days::On(_)) | (Days::On(_), Days::Span(..)) => false,
    }
}

/// The event that a label or the first cell of a row names.
fn event_of(text: &str) -> Option<&'static str> {
    let name: String = label(text).chars().filter(|c| ('가'..='힣').contains(c)).collect();
    if OTHERS.iter().any(|w| text.contains(w)) {
        return None;
    }
    let bare = |name: &str| EVENTS.iter().find(|(_, names)| names.contains(&name)).map(|(event, _)| *event);
    let with_subject = |name: &str| {
        bare(name)
            .or_else(|| SUBJECTS.iter().find_map(|s| name.strip_prefix(s)).filter(|r| !r.is_empty()).and_then(bare))
    };
    with_subject(&name).or_else(|| ENDS.iter().find_map(|end| name.strip_suffix(end)).and_then(with_subject))
}

/// The days that a value begins with.
fn days_of(value: &str) -> Option<(Days, Range<usize>)> {
    let all = with_words(value, &scan(value).dates);
    let (first, second) = (all.first()?, all.get(1));
    if first.range.start > 0 || OTHERS.iter().any(|w| value.contains(w)) || all.len() > 2 {
        return None;
    }
    let day = |d: &gian_korean::written::Date| Some((d.year, d.month, d.day?));
    let rest = value[first.end()..].trim_start_matches(' ');
    match second {
        None if rest.is_empty() || rest.starts_with(['(', ',']) || rest.starts_with(|c: char| c.is_ascii_digit()) => {
            Some((Days::On(day(first)?), first.range.clone()))
        }
        None if rest.starts_with("까지") => Some((Days::Until(day(first)?), first.range.clone())),
        Some(last) => {
            let between = value[first.end()..last.range.start].trim_matches(' ');
            let joined = matches!(between, "~" | "∼" | "～" | "-" | "–" | "부터");
            joined.then(|| Some((Days::Span(day(first)?, day(last)?), first.range.start..last.range.end)))?
        }
        None => None,
    }
}

fn lines(body: &Prose<'_>, open: &str, facts: &mut Vec<Fact>) {
    for item in &body.structure().items {
        let Some((name, value)) = open.get(item.text.clone()).and_then(|text| text.split_once(':')) else { continue };
        let value = value.trim_start();
        let dated = name.len() <= 36 && value.starts_with(|c: char| c.is_ascii_digit() || c == '’');
        let Some(event) = dated.then(|| event_of(name)).flatten() else { continue };
        let value = value.lines().next().unwrap_or_default();
        let Some((days, range)) = days_of(value) else { continue };
        let start = item.text.start + name.len() + open[item.text.start + name.len()..].find(value).unwrap_or(0);
        let range = start + range.start..start + range.end;
        facts.push(Fact {
            event,
            days,
            written: open[range.clone()].to_owned(),
            place: body.place(range.clone()),
            at: range.start,
            context: context(body, range.start),
        });
    }
}

fn blocks(body: &Prose<'_>, facts: &mut Vec<Fact>) {
    for fence in body.structure().fences.iter().filter(|f| f.name == "개요") {
        let Some(Kind::Map(entries)) = fence.tree.as_ref().map(|t| &t.kind) else { continue };
        for entry in entries {
            let Kind::Scalar { text, .. } = &entry.value.kind else { continue };
            let Some(event) = event_of(&entry.key) else { continue };
            let Some((days, range)) = days_of(text) else { continue };
            facts.push(Fact {
                event,
                days,
                written: text[range].to_owned(),
                place: Place::bytes(body.file, entry.value.span.clone()),
                at: fence.whole.start.max(1),
                context: context(body, fence.whole.start.max(1)),
            });
        }
    }
}

/// Rows of a table of steps and their days.
fn table(body: &Prose<'_>, table: &Table, facts: &mut Vec<Fact>) {
    const NAMES: [&str; 9] = ["구분", "단계", "내용", "절차", "항목", "추진내용", "주요내용", "추진사항", "세부내용"];
    const DAYS: [&str; 9] = ["일정", "시기", "기간", "날짜", "일자", "일시", "기한", "추진일정", "추진시기"];
    if !table.heads.iter().any(|head| DAYS.iter().any(|w| head.text.contains(w))) {
        return;
    }
    let column = |names: &[&str]| table.heads.iter().position(|head| names.contains(&label(&head.text).as_str()));
    let (Some(name), Some(x)) = (column(&NAMES), column(&DAYS)) else { return };
    let title = table.title.as_deref().unwrap_or_default();
    if OTHERS.iter().any(|w| title.contains(w)) {
        return;
    }
    for row in table.rows.iter().filter(|row| row.sort == Sort::Entry) {
        let Some(event) = event_of(&row.cells[name].text) else { continue };
        let text = row.cells[x].text.as_str();
        let Some((days, range)) = days_of(text) else { continue };
        facts.push(Fact {
            event,
            days,
            written: text[range].to_owned(),
            place: Place::bytes(body.file, row.cells[x].at.clone()),
            at: table.whole.start.max(1),
            context: context(body, table.whole.start.max(1)),
        });
    }
}

/// Sentences that tell the days of an event with its verb.
fn sentences(body: &Prose<'_>, open: &str, facts: &mut Vec<Fact>) {
    let dates = with_words(open, body.dates());
    let title = body.document.map(|d| d.record.title.0.as_str()).unwrap_or_default();
    let mut done = 0;
    for (i, date) in dates.iter().enumerate() {
        // The line of a day is searched once.
        if date.range.start < done || date.day.is_none() {
            continue;
        }
        let line = body.line(date.range.start);
        let text = &open[line.clone()];
        let own: Vec<_> = dates[i..].iter().take_while(|d| d.range.start < line.end).collect();
        done = line.end;
        let before = &open[line.start..date.range.start];
        if text.len() > 400
            || text.contains('|')
            || before.contains([':', ','])
            || OTHERS.iter().any(|w| text.contains(w))
        {
            continue;
        }
        let day = |d: &gian_korean::written::Date| d.day.map(|day| (d.year, d.month, day));
        let (days, end, event) = match own[..] {
            [first, last] if open[first.end()..last.range.start].trim_matches(' ') == "부터" => {
                let after = open[last.end()..line.end].trim_start_matches(' ');
                let Some(event) = after.strip_prefix("까지").and_then(|rest| verb(rest)) else { continue };
                let (Some(a), Some(b)) = (day(first), day(last)) else { continue };
                (Days::Span(a, b), last.range.end, event)
            }
            [only] => {
                let after = &open[only.end()..line.end];
                let Some(day) = day(only) else { continue };
                let subject = before.trim_matches(['-', '○', '□', '*', ' ', '※']);
                match after.trim_start_matches(' ').starts_with("까지") {
                    true if is_application(subject) => (Days::Until(day), only.range.end, "접수"),
                    false if is_event(subject, title) && is_held(after) => (Days::On(day), only.range.end, "개최"),
                    false => match named_before(before) {
                        Some(event) => (Days::On(day), only.range.end, event),
                        None => continue,
                    },
                    true => continue,
                }
            }
            _ => continue,
        };
        let all = [
            "참가", "참여", "신청", "접수", "희망", "바라", "원하", "주민", "시민", "구민", "누구", "관심", "단체",
            "업체", "대상",
        ];
        let plain = |word: &str| {
            all.iter().any(|w| word.contains(w)) || ["-", "○", "□", "*", "이번", "있는", "하는", "수"].contains(&word)
        };
        let general = before.split_whitespace().all(|w| plain(w) || title.contains(w.trim_end_matches(['은', '는'])));
        if matches!(days, Days::Span(..)) && !general {
            continue;
        }
        let range = date.range.start..end;
        facts.push(Fact {
            event,
            days,
            written: open[range.clone()].to_owned(),
            place: body.place(range.clone()),
            at: range.start,
            context: context(body, range.start),
        });
    }
}

/// The event that the words directly before a day name: `접수 마감 일시인 2025. 3. 31.`
fn named_before(before: &str) -> Option<&'static str> {
    const MOST: usize = 3;
    let words = ["인", "은", "는"].iter().find_map(|p| before.trim_end().strip_suffix(p))?;
    // Only an end that says that a day follows, so that `심사는 4. 2.` is not read.
    if !ENDS.iter().any(|end| words.ends_with(end)) {
        return None;
    }
    let words: Vec<&str> = words.split_whitespace().collect();
    (1..=words.len().min(MOST)).rev().find_map(|count| event_of(&words[words.len() - count..].concat()))
}

/// The event of the verb directly behind a period: ` 신청하면 됨`.
fn verb(rest: &str) -> Option<&'static str> {
    let rest = rest.trim_start_matches(' ');
    ["신청", "접수", "모집"]
        .iter()
        .find(|w| rest.starts_with(**w))
        .map(|w| if *w == "모집" { "모집" } else { "접수" })
}

/// Whether a subject is the application of the document: `신청서는`.
fn is_application(subject: &str) -> bool {
    [
        "신청서는",
        "신청은",
        "접수는",
        "참가 신청은",
        "참가신청서는",
        "참가 신청서는",
        "원서는",
        "지원서는",
        "신청 접수는",
    ]
    .contains(&subject)
}

/// Whether a subject is the event of the document: `행사는`, `축제는` in a document `마을축제 계획`.
fn is_event(subject: &str, title: &str) -> bool {
    let subject = subject.strip_prefix("이번 ").unwrap_or(subject);
    let Some(name) = subject.strip_suffix(['은', '는']) else { return false };
    ["행사", "본 행사", "본행사"].contains(&name)
        || (name.chars().count() > 1 && !name.contains(' ') && title.split(' ').any(|word| word.ends_with(name)))
}

/// Whether a sentence says that something is held on the day before.
fn is_held(after: &str) -> bool {
    let held = ["개최", "열림", "열린", "연다", "열립", "엽니다"].iter().filter_map(|w| after.find(w)).min();
    held.is_some_and(|at| at <= 90 && !after[..at].contains([',', '며', '고']))
}
