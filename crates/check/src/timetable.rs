//! Timetables: rows with a time of beginning and end, and the period that the document states for the whole.

use gian_korean::duration::{self, Span, read};
use gian_korean::written::scan;
use gian_source::yaml::Kind;

use crate::prose::Prose;
use crate::prose::table::{Row, Table};

/// The first cell of a row that begins with a time range and says nothing else but its length, or two cells with one time.
pub(crate) fn row_span(row: &Row) -> Option<(Vec<usize>, Span)> {
    let mut single: Option<(usize, u32)> = None;
    for (column, cell) in row.cells.iter().enumerate() {
        if !cell.text.starts_with(|c: char| c.is_ascii_digit()) || !cell.text.contains(':') {
            continue;
        }
        let times = scan(&cell.text).times;
        if let [time] = &times[..] {
            let alone = time.range.start == 0 && time.range.end == cell.text.len();
            let Some(minutes) = time.minutes().filter(|_| alone) else { continue };
            match single {
                Some((before, start)) if before + 1 == column => {
                    return Some((vec![before, column], Span { start, end: minutes }));
                }
                _ => single = Some((column, minutes)),
            }
            continue;
        }
        let Some((span, range)) = duration::span(&cell.text, &times) else { continue };
        let rest = cell.text[range.end..].trim_start_matches(' ');
        let length = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')'));
        let plain = rest.is_empty() || length.is_some_and(|l| read(l).is_some_and(|(_, n)| n == l.len()));
        if range.start == 0 && plain {
            return Some((vec![column], span));
        }
    }
    None
}

/// A row at which a timetable begins or ends at another time than the document states.
pub(crate) struct Wrong {
    /// Cell of the row.
    pub(crate) at: std::ops::Range<usize>,
    /// The stated period in the text of its label.
    pub(crate) stated: Span,
    /// Whether the table begins at another time; otherwise it ends at another.
    pub(crate) begins: bool,
}

/// The row that contradicts the only stated period of a day, if the other end of the only timetable has it.
pub(crate) fn wrong(body: &Prose<'_>) -> Option<Wrong> {
    const BEFORE: [&str; 10] = ["등록", "접수", "준비", "리허설", "입장", "식전", "안내", "이동", "집결", "사전"];
    const AFTER: [&str; 9] = ["정리", "촬영", "철수", "해산", "이동", "만찬", "식사", "퇴장", "귀가"];
    let tables: Vec<(&Table, Vec<Timed>)> =
        body.structure().tables().iter().filter_map(|table| rows(table).map(|rows| (table, rows))).collect();
    // Of several timetables, one may be that of a part.
    let [(table, rows)] = &tables[..] else { return None };
    let stated = stated(body)?;
    let ((first, begin, x), (last, end, z)) = (rows.first()?, rows.last()?);
    let says = |y: usize, words: &[&str]| table.rows[y].cells.iter().any(|c| words.iter().any(|w| c.text.contains(w)));
    let at = |y: usize, x: usize| table.rows[y].cells[x].at.clone();
    match (begin.start == stated.start, end.end == stated.end) {
        (false, true) if !says(*first, &BEFORE) => Some(Wrong { at: at(*first, *x), stated, begins: true }),
        (true, false) if !says(*last, &AFTER) => Some(Wrong { at: at(*last, *z), stated, begins: false }),
        _ => None,
    }
}

/// A row with its times and the column that has them.
type Timed = (usize, Span, usize);

/// The rows of a timetable, three or more, each beginning where the one above ends.
fn rows(table: &Table) -> Option<Vec<Timed>> {
    let mut all: Vec<Timed> = Vec::new();
    for (y, row) in table.rows.iter().enumerate() {
        let (columns, span) = row_span(row)?;
        if all.last().is_some_and(|(_, above, _)| above.end != span.start) {
            return None;
        }
        all.push((y, span, columns[0]));
    }
    (all.len() > 2).then_some(all)
}

/// The only period of times that a label of the document states with a day or alone: `일시: 2024. 4. 20.(토) 14:00~17:00`.
fn stated(body: &Prose<'_>) -> Option<Span> {
    const LABELS: [&str; 10] =
        ["일시", "행사일시", "개최일시", "교육일시", "회의일시", "행사시간", "교육시간", "시간", "진행시간", "일정"];
    let open = body.open();
    let mut found: Vec<Span> = Vec::new();
    let mut take = |label: &str, value: &str| {
        let label: String = label.chars().filter(|c| !matches!(c, ' ' | '*' | '-')).collect();
        if !LABELS.contains(&label.as_str()) || !value.contains(':') {
            return;
        }
        let written = scan(value);
        let span =
            duration::span(value, &written.times).filter(|_| written.times.len() == 2 && written.dates.len() < 2);
        found.extend(span.map(|(span, _)| span));
    };
    for item in &body.structure().items {
        if let Some((label, value)) = open.get(item.text.clone()).and_then(|text| text.split_once(':')) {
            take(label, value);
        }
    }
    for fence in body.structure().fences.iter().filter(|f| f.name == "개요") {
        let Some(Kind::Map(entries)) = fence.tree.as_ref().map(|t| &t.kind) else { continue };
        for entry in entries {
            if let Kind::Scalar { text, .. } = &entry.value.kind {
                take(&entry.key, text);
            }
        }
    }
    let [span] = found[..] else { return None };
    Some(span)
}
