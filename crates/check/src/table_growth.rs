//! A growth that a text tells of the whole of a table with two years: `전체 이용자는 전년 대비 15% 증가` and its total row.

use std::ops::Range;

use gian_diagnostics::Place;

use crate::prose::Prose;
use crate::prose::table::{Amount, Number, Row, Sort, Table, label};
use crate::said::{clause_of, without_signs};

/// A growth that no two numbers of a row give.
pub(crate) struct Wrong {
    /// Range of the percentage in the text.
    pub(crate) at: Range<usize>,
    /// Values of both years as written, with their places.
    pub(crate) from: (String, Place),
    pub(crate) to: (String, Place),
    /// The right percentage without its sign.
    pub(crate) right: String,
}

/// Every wrong growth of a body.
pub(crate) fn wrong(body: &Prose<'_>) -> Vec<Wrong> {
    let open = body.open();
    if !["전년", "작년", "지난해"].iter().any(|w| open.contains(w)) || body.structure().fences.is_empty() {
        return Vec::new();
    }
    let tables = body.structure().tables();
    let mut found = tables.iter().filter_map(|table| years(table).map(|years| (table, years)));
    // Of several tables with years, one is not known to be meant.
    let (Some((table, (from, to))), None) = (found.next(), found.next()) else { return Vec::new() };
    let mut totals = table.rows.iter().filter(|row| row.sort == Sort::Total);
    let (Some(total), None) = (totals.next(), totals.next()) else { return Vec::new() };
    let (Some(a), Some(b)) = (number(total, from), number(total, to)) else { return Vec::new() };
    let title = body.document.map(|d| d.record.title.0.as_str()).unwrap_or_default();
    let mut wrong = Vec::new();
    for (i, said) in body.quantities().iter().enumerate().filter(|(_, q)| q.unit == "%") {
        let Some(subject) = subject(open, said.range.start) else { continue };
        let line = body.line(said.range.start);
        let beside =
            |i: Option<usize>| i.and_then(|i| body.quantities().get(i)).is_some_and(|q| line.contains(&q.range.start));
        if beside(i.checked_sub(1)) || beside(Some(i + 1)) {
            continue;
        }
        let after = open[said.range.end..].trim_start_matches([' ', '가', '이']);
        let grows = ["증가", "늘", "상승"].iter().any(|w| after.starts_with(w));
        let shrinks = ["감소", "줄", "하락"].iter().any(|w| after.starts_with(w));
        if !(grows || shrinks) || !is_of(subject, table, title) {
            continue;
        }
        let decimals = said.grain.max(1).ilog10();
        let percent = said.micro as f64 / 1e6;
        let fits = |row: &Row| match (number(row, from), number(row, to)) {
            (Some(a), Some(b)) => holds(a, b, percent, decimals, grows),
            _ => false,
        };
        let rate = (b - a) / a * 100.0;
        let near = rate.abs() < percent * 2.0 && percent < rate.abs() * 2.0 && (rate > 0.0) == grows;
        if near && !tables.iter().any(|t| t.rows.iter().any(|row| row.cells.len() > from.max(to) && fits(row))) {
            let cell = |x: usize| {
                let cell = &total.cells[x];
                let written = format!("{}{}", cell.text.trim_matches('*'), table.unit.as_deref().unwrap_or_default());
                (written, Place::bytes(body.file, cell.at.clone()))
            };
            let places = 6_u32.saturating_sub(decimals) as usize;
            let right = format!("{:.places$}%", rate.abs());
            wrong.push(Wrong { at: said.range.clone(), from: cell(from), to: cell(to), right });
        }
    }
    wrong
}

/// Whether a percentage is that of two values, rounded or truncated to its digits.
fn holds(a: f64, b: f64, percent: f64, decimals: u32, grows: bool) -> bool {
    let rate = (b - a) / a * 100.0;
    let grain = 10_f64.powi(i32::try_from(decimals).unwrap_or(6) - 6);
    (rate > 0.0) == grows && (rate.abs() - percent).abs() < grain
}

/// The columns of two consecutive years, if a table has no other years.
pub(crate) fn years(table: &Table) -> Option<(usize, usize)> {
    let year = |x: usize| -> Option<i32> {
        let head = label(&table.heads[x].text);
        let digits = head.bytes().take_while(u8::is_ascii_digit).count();
        head[..digits].parse().ok().filter(|_| digits == 4 && matches!(&head[digits..], "" | "년" | "년도"))
    };
    let all: Vec<(usize, i32)> = (1..table.heads.len()).filter_map(|x| year(x).map(|y| (x, y))).collect();
    match all[..] {
        [(a, first), (b, second)] if second == first + 1 => Some((a, b)),
        _ => None,
    }
}

fn number(row: &Row, x: usize) -> Option<f64> {
    let Amount::Number(Number { digits, decimals, .. }) = &row.cells[x].amount else { return None };
    Some(*digits as f64 / 10_f64.powi(i32::try_from(*decimals).ok()?)).filter(|v| *v > 0.0)
}

/// The words before `전년 대비`, in the clause of a percentage.
fn subject(open: &str, at: usize) -> Option<&str> {
    let (_, start) = clause_of(open, at);
    let clause = open[start..at].trim_end_matches(' ');
    let head = ["대비", "보다", "에 비해", "에 비하여"]
        .iter()
        .find_map(|w| clause.strip_suffix(w))?
        .trim_end_matches([' ', '도']);
    let head = ["전년", "작년", "지난해"].iter().find_map(|w| head.strip_suffix(w))?;
    Some(without_signs(head).trim())
}

/// Whether a subject names the whole of a table: words of its title, of the document, or 전체.
fn is_of(subject: &str, table: &Table, title: &str) -> bool {
    let own = table.title.as_deref().unwrap_or_default();
    let words = subject.split_whitespace().map(|w| w.strip_suffix(['은', '는', '이', '가']).unwrap_or(w));
    let whole = |w: &str| ["전체", "총", "합계", "모두"].contains(&w);
    let named = |w: &str| w.chars().count() > 1 && (own.contains(w) || title.contains(w));
    !subject.is_empty() && words.clone().all(|w| whole(w) || named(w)) && words.clone().any(named)
}
