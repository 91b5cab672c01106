//! The days of a stay that a document tells away from its dates: `기간: 2024. 5. 1.~5. 3.`, and elsewhere `3박 4일 일정`.

use std::ops::Range;

use chrono::Datelike;
use gian_diagnostics::Place;
use gian_korean::stated_days::{self, Span, Stay};
use gian_korean::written;
use gian_source::yaml::Kind;

use crate::prose::Prose;

/// A phrase that does not have the days of the only stated span.
pub(crate) struct Wrong {
    /// The phrase.
    pub(crate) at: Range<usize>,
    /// The stated span.
    pub(crate) span: Place,
    /// Days of the span.
    pub(crate) days: i64,
    /// Whether the phrase tells nights.
    pub(crate) nights: bool,
}

/// Labels of the time of one event; those of 접수 and the like are another time.
const LABELS: [&str; 22] = [
    "기간",
    "일정",
    "일시",
    "연수기간",
    "연수일정",
    "출장기간",
    "출장일정",
    "교육기간",
    "교육일정",
    "교육일시",
    "행사기간",
    "행사일정",
    "행사일시",
    "훈련기간",
    "여행기간",
    "캠프기간",
    "답사기간",
    "견학기간",
    "방문기간",
    "체험기간",
    "개최기간",
    "워크숍기간",
];

/// Maximum days of a span, and of the difference by which a phrase is a slip and not the length of a part.
const LONGEST: i64 = 31;
const NEAR: i64 = 3;

/// A span with its place; the range is that of its line or block in the body.
struct Stated {
    span: Span,
    place: Place,
    whole: Range<usize>,
}

/// The wrong phrases of a body, if it states one span only and tells one length only.
pub(crate) fn wrong(body: &Prose<'_>) -> Vec<Wrong> {
    let open = body.open();
    if !body.markdown || !(open.contains('박') || open.contains("일간") || open.contains("일 동안")) {
        return Vec::new();
    }
    let stays = stated_days::stays(open);
    if stays.is_empty() {
        return Vec::new();
    }
    // Stays of several lengths are parts.
    let mut lengths: Vec<_> = stays.iter().filter(|s| s.nights.is_some()).map(|s| (s.nights, s.days)).collect();
    lengths.dedup();
    let one = lengths.len() < 2;
    let year = body.day.map(|d| d.0.year());
    let Some(stated) = stated(body, year).filter(|_| one) else { return Vec::new() };
    let days = stated.span.days();
    let all = stated_days::spans(open, &written::scan(open).dates, year);
    let differs = |stay: &&Stay| {
        let nights = stay.nights.is_some_and(|n| n + 1 != days);
        let on_board = stay.days == days && stay.nights.is_some_and(|n| n + 2 == days);
        let near = (stay.days - days).abs() <= NEAR && days <= LONGEST;
        (stay.days != days || nights) && near && !on_board
    };
    stays
        .iter()
        .filter(differs)
        .filter(|stay| is_of_span(body, open, stay, &stated, &all))
        .map(|stay| Wrong { at: stay.range.clone(), span: stated.place.clone(), days, nights: stay.nights.is_some() })
        .collect()
}

/// Whether no other span is near a phrase: days alone are read only where the document has no other span at all.
fn is_of_span(body: &Prose<'_>, open: &str, stay: &Stay, stated: &Stated, all: &[Span]) -> bool {
    let headings = &body.structure().headings;
    let next = headings.partition_point(|h| h.range.start <= stay.range.start);
    let start = next.checked_sub(1).map_or(0, |i| headings[i].range.start);
    let end = headings.get(next).map_or(open.len(), |h| h.range.start);
    // Rows and blocks of the section tell other days.
    let blocks = body.structure().fences.iter().filter(|f| (start..end).contains(&f.whole.start));
    let dated = |code: &str| stated_days::spans(code, &written::scan(code).dates, Some(stated.span.first.year()));
    let other = |span: &Span| (span.first, span.last) != (stated.span.first, stated.span.last);
    let fenced = blocks.clone().any(|f| dated(&body.text[f.code.clone()]).iter().any(other));
    let beside = body.line(stay.range.start).contains(&stated.whole.start);
    let near = |span: &&Span| stay.nights.is_none() || (start..end).contains(&span.range.start);
    let others = all.iter().filter(near).any(other);
    let line = &open[body.line(stay.range.start)];
    let flight = ["기내", "기상", "선내", "차내"].iter().any(|w| line.contains(w));
    !beside && !fenced && !others && !flight
}

/// The only span of days under a label of the time of the event.
fn stated(body: &Prose<'_>, year: Option<i32>) -> Option<Stated> {
    let open = body.open();
    let mut found: Vec<Stated> = Vec::new();
    for item in &body.structure().items {
        let Some((label, value)) = open.get(item.text.clone()).and_then(|text| text.split_once(':')) else { continue };
        if !is_label(label) {
            continue;
        }
        let at = item.text.start + label.len() + 1;
        for span in stated_days::spans(value, &written::scan(value).dates, year) {
            let range = at + span.range.start..at + span.range.end;
            found.push(Stated { place: body.place(range), whole: item.text.clone(), span });
        }
    }
    for fence in body.structure().fences.iter().filter(|f| f.name == "개요") {
        let Some(Kind::Map(entries)) = fence.tree.as_ref().map(|t| &t.kind) else { continue };
        for entry in entries.iter().filter(|e| is_label(&e.key)) {
            let Kind::Scalar { text, .. } = &entry.value.kind else { continue };
            // The length of a withheld span is not printed.
            if text.contains("](비공개") {
                continue;
            }
            for span in stated_days::spans(text, &written::scan(text).dates, year) {
                let place = Place::bytes(body.file, entry.value.span.clone());
                found.push(Stated { place, whole: fence.whole.clone(), span });
            }
        }
    }
    let days: Vec<_> = found.iter().map(|s| (s.span.first, s.span.last)).collect();
    // One span that is told twice is one.
    let one = days.windows(2).all(|pair| pair[0] == pair[1]);
    found.into_iter().next().filter(|_| one)
}

fn is_label(label: &str) -> bool {
    let label: String = label.chars().filter(|c| !matches!(c, ' ' | '*' | '-' | '○' | '□')).collect();
    LABELS.contains(&label.as_str())
}
