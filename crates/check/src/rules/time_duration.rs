//! # 걸리는 시간은 처음과 끝의 차이와 같아야 합니다
//!
//! 시각의 범위 뒤에 적은 분이나 시간을 셈합니다. 표에서는 같은 행에 적은 걸리는 시간을 견주고, 잇단 행의 시각이 겹치면 경고합니다.
//!
//! 예: `10:00~10:10(15분)`
//! 대신: `10:00~10:10(10분)`
//!
//! 근거: 처음과 끝의 셈.
//!
//! # The duration is the difference of both times
//!
//! Minutes or hours behind a range of times are computed. In a table the duration in the same row is compared, and times
//! of consecutive rows that overlap are a warning.
//!
//! Example: `10:00~10:10(15분)`
//! Instead: `10:00~10:10(10분)`
//!
//! Source: computed from both times.

use std::ops::Range;

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::written::{Time, range_sign, scan};

use crate::prose::Prose;
use crate::prose::table::{Cell, Row};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("time-duration", Layer::Content, Severity::Error, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for pair in prose.times().windows(2) {
        let Some((span, end)) = span(&prose.seen, pair) else { continue };
        let Some(said) = duration(&prose.seen, end) else { continue };
        let Some(minutes) = span.length() else { continue };
        if said.minutes != minutes {
            diags.push(wrong(prose.place(said.range), minutes));
        }
    }
    if prose.is_body() {
        prose.structure().tables().iter().for_each(|t| table(prose, &t.rows, diags));
    }
}

fn wrong(place: Place, minutes: u32) -> Diag {
    RULE.problem(
        place,
        text!("걸리는 시간이 처음과 끝의 차이인 {}분과 다릅니다", "the duration is not the difference of both times, {} minutes"; minutes),
    )
    .help(text!("걸리는 시간이나 시각을 바로잡으십시오", "correct the duration or the times"))
}

/// A range of times, in minutes since midnight.
#[derive(Clone, Copy)]
struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Length in minutes; `None` for a range that passes midnight.
    fn length(self) -> Option<u32> {
        self.end.checked_sub(self.start).filter(|length| *length > 0)
    }
}

/// Two joined times, and the end of the second.
fn span(text: &str, pair: &[Time]) -> Option<(Span, usize)> {
    range_sign(text, pair[0].range.end..pair[1].range.start)?;
    if pair[0].half.is_some() != pair[1].half.is_some() {
        return None;
    }
    Some((Span { start: pair[0].minutes()?, end: pair[1].minutes()? }, pair[1].range.end))
}

/// A duration as written.
struct Said {
    minutes: u32,
    range: Range<usize>,
}

/// A duration after a time range: `(10분)`, or `10분`, `10’` at the end of the line.
fn duration(text: &str, at: usize) -> Option<Said> {
    let rest = text[at..].trim_start_matches(' ');
    let bracket = rest.starts_with('(');
    let inner = if bracket { &rest[1..] } else { rest };
    let (minutes, length) = read(inner)?;
    let after = inner[length..].trim_start_matches(' ');
    let ends = if bracket { after.starts_with(')') } else { after.is_empty() || after.starts_with('\n') };
    let start = text.len() - inner.len();
    ends.then_some(Said { minutes, range: start..start + length })
}

/// Parses `2시간 30분`, `90분`, `10’`: minutes, and number of bytes.
fn read(text: &str) -> Option<(u32, usize)> {
    let (first, mut at) = number(text)?;
    let rest = &text[at..];
    if let Some(rest) = rest.strip_prefix("시간") {
        at += "시간".len();
        let gap = rest.len() - rest.trim_start_matches(' ').len();
        let more = number(&rest[gap..]).filter(|(_, n)| rest[gap + n..].starts_with('분'));
        return Some(match more {
            Some((minutes, n)) => (first * 60 + minutes, at + gap + n + "분".len()),
            None => (first * 60, at),
        });
    }
    let sign = rest.chars().next().filter(|c| ['분', '’', '′', '\''].contains(c))?;
    Some((first, at + sign.len_utf8()))
}

/// A number of at most three digits, and its length.
fn number(text: &str) -> Option<(u32, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length > 3 {
        return None;
    }
    Some((text[..length].parse().ok()?, length))
}

/// Times of consecutive rows, with durations beside them.
fn table(prose: &Prose<'_>, rows: &[Row], diags: &mut Vec<Diag>) {
    let mut above: Option<(usize, Span)> = None;
    for row in rows {
        let Some((column, span)) = row_span(row) else {
            above = None;
            continue;
        };
        if let Some((_, before)) = above.filter(|(c, _)| *c == column)
            && (before.start..before.end).contains(&span.start)
        {
            diags.push(overlap(place(prose, &row.cells[column])));
        }
        beside(prose, row, column, span, diags);
        above = Some((column, span));
    }
}

/// The first cell of a row that is exactly a time range.
fn row_span(row: &Row) -> Option<(usize, Span)> {
    row.cells.iter().enumerate().find_map(|(column, cell)| {
        if !cell.text.starts_with(|c: char| c.is_ascii_digit()) || !cell.text.contains(':') {
            return None;
        }
        let times = scan(&cell.text).times;
        let pair = <&[Time; 2]>::try_from(times.as_slice()).ok()?;
        let (span, end) = span(&cell.text, pair)?;
        (pair[0].range.start == 0 && end == cell.text.len()).then_some((column, span))
    })
}

/// The duration in another cell of the row.
fn beside(prose: &Prose<'_>, row: &Row, column: usize, span: Span, diags: &mut Vec<Diag>) {
    let Some(length) = span.length() else { return };
    for (_, cell) in row.cells.iter().enumerate().filter(|(i, _)| *i != column) {
        let said = read(&cell.text).filter(|(_, read)| *read == cell.text.len());
        if said.is_some_and(|(minutes, _)| minutes != length) {
            diags.push(wrong(place(prose, cell), length));
        }
    }
}

fn overlap(place: Place) -> Diag {
    RULE.warning(place, text!("이 행의 시각이 윗행과 겹칩니다", "the times of this row overlap those of the row above"))
        .help(text!("두 행의 시각을 바로잡으십시오", "correct the times of both rows"))
}

fn place(prose: &Prose<'_>, cell: &Cell) -> Place {
    Place::bytes(prose.file, cell.at.clone())
}
