//! # 표의 합계가 맞아야 합니다
//!
//! `합계` 행의 값은 위에 있는 행의 합이고, `계` 열의 값은 그 행의 합이어야 합니다. 쉼표, `△`와 `-`(음수와 없음), 소수점을 읽어
//! 셈합니다. 표에 `소계` 행, 여러 `합계` 행, `합계: true`인 열을 적으면 그 구조대로 셈합니다. 가린 값이나 글이 섞인 열, 비율·단가처럼 더하지 않는 열은 셈하지 않고, 반올림으로 생길 수 있는 차이는 넘어갑니다.
//!
//! 예: 600천원과 490천원의 합계 `1,080`
//! 대신: `1,090`
//!
//! 근거: 표에 적힌 수.
//!
//! # The totals of a table are right
//!
//! A row `합계` holds the sums of the rows above it, and a column `계` those of its rows. Commas, `△` and `-` (negative,
//! nothing) and decimals are read. Rows `소계`, several rows `합계` and columns with `합계: true` are checked as the
//! structure of the table states. Columns with withheld values or words, and those that are never added, such as rates
//! and unit prices, are left out; so are differences that rounding explains.
//!
//! Example: a total `1,080` below 600 and 490
//! Instead: `1,090`
//!
//! Source: the numbers of the table.

use gian_diagnostics::{Diag, Place, Severity, Text, text};
use gian_korean::particle::particle;

use crate::prose::Prose;
use crate::prose::table::{Amount, Cell, Number, Sort, Table, is_total, written};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("table-total", Layer::Content, Severity::Error, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.is_body() || prose.structure().fences.is_empty() {
        return;
    }
    for table in prose.structure().tables() {
        let before = diags.len();
        if table.stated_sums().is_empty() {
            columns(prose, table, diags);
        } else {
            stated_columns(prose, table, diags);
        }
        // A wrong sum of a column would be reported a second time in the row of sums.
        let with_totals = diags.len() == before;
        if table.row_totals.is_empty() {
            across(prose, table, with_totals, diags);
        } else {
            stated_rows(prose, table, with_totals, diags);
        }
    }
}

/// The stated and the expected number, scaled to a number of decimals.
struct Wrong<'a> {
    cell: &'a Cell,
    number: &'a Number,
    sum: i128,
    decimals: u32,
}

/// Column sums in the last total row.
fn columns(prose: &Prose<'_>, table: &Table, diags: &mut Vec<Diag>) {
    let sorts: Vec<Sort> = table.rows.iter().map(|r| r.sort).collect();
    let Some(at) = sorts.iter().rposition(|s| *s == Sort::Total) else { return };
    let first = sorts.iter().position(|s| *s == Sort::Total) == Some(at);
    if !first || sorts.contains(&Sort::Other) {
        return;
    }
    // A total in the first row sums the following rows.
    let others: Vec<usize> = if at == 0 { (1..table.rows.len()).collect() } else { (0..at).collect() };
    let of = |sort: Sort| others.iter().copied().filter(|i| sorts[*i] == sort).collect::<Vec<_>>();
    let (entries, parts) = (of(Sort::Entry), of(Sort::Subtotal));
    if entries.len() < 2 {
        return;
    }
    let (mut right, mut wrong) = (0, Vec::new());
    for x in (0..table.heads.len()).filter(|x| table.adds_up[*x]) {
        let total = &table.rows[at].cells[x];
        let Amount::Number(number) = &total.amount else { continue };
        let of = |rows: &[usize]| sum(rows.iter().map(|y| &table.rows[*y].cells[x]), number);
        let Some((by_entries, decimals, values)) = of(&entries) else { continue };
        if values == 0 {
            continue;
        }
        let by_parts = of(&parts).filter(|_| !parts.is_empty()).map(|(sum, ..)| sum);
        if fits(number, by_entries, decimals, values, table) || by_parts == Some(number.scaled(decimals)) {
            right += 1;
        } else {
            wrong.push(Wrong { cell: total, number, sum: by_entries, decimals });
        }
    }
    // If several columns differ and none is right, the total does not sum these rows.
    let severity = if right > 0 || wrong.len() == 1 { Severity::Error } else { Severity::Warning };
    for w in wrong {
        let label = text!("위 행들의 합은 {}입니다", "the rows add up to {}"; written(w.sum, w.decimals));
        diags.push(problem(prose, &w, label).severity(severity));
    }
}

/// Column sums in the rows that are stated to be sums.
fn stated_columns(prose: &Prose<'_>, table: &Table, diags: &mut Vec<Diag>) {
    for (parts, at) in table.stated_sums() {
        for x in (0..table.heads.len()).filter(|x| table.adds_up[*x] || table.headless) {
            let cell = &table.rows[at].cells[x];
            let Amount::Number(number) = &cell.amount else { continue };
            let parts = parts.iter().map(|y| &table.rows[*y].cells[x]);
            let Some((sum, decimals, values)) = sum(parts, number) else { continue };
            if values > 0 && !fits(number, sum, decimals, values, table) {
                let label = text!("이 행이 더하는 행들의 합은 {}입니다", "the rows that it sums add up to {}"; written(sum, decimals));
                diags.push(problem(prose, &Wrong { cell, number, sum, decimals }, label));
            }
        }
    }
}

/// Row sums in the columns that are stated to be totals.
fn stated_rows(prose: &Prose<'_>, table: &Table, with_totals: bool, diags: &mut Vec<Diag>) {
    for (at, parts) in &table.row_totals {
        let parts: Vec<usize> = parts.iter().copied().filter(|x| table.has_amounts(*x)).collect();
        for row in table.rows.iter().filter(|r| r.sort != Sort::Other && (with_totals || r.sort == Sort::Entry)) {
            let Amount::Number(number) = &row.cells[*at].amount else { continue };
            let Some((sum, decimals, values)) = sum(parts.iter().map(|x| &row.cells[*x]), number) else { continue };
            if values > 0 && !fits(number, sum, decimals, values, table) {
                let label = text!("이 행의 합은 {}입니다", "the row adds up to {}"; written(sum, decimals));
                diags.push(problem(prose, &Wrong { cell: &row.cells[*at], number, sum, decimals }, label));
            }
        }
    }
}

/// Row sums in the only total column.
fn across(prose: &Prose<'_>, table: &Table, with_totals: bool, diags: &mut Vec<Diag>) {
    let totals: Vec<usize> = (0..table.heads.len()).filter(|x| is_total(&table.heads[*x].text)).collect();
    let [at] = totals[..] else { return };
    let parts: Vec<usize> = (0..table.heads.len()).filter(|x| *x != at && has_numbers(table, *x)).collect();
    if parts.len() < 2 || parts.iter().any(|x| !table.adds_up[*x] || table.heads[*x].text.contains('계')) {
        return;
    }
    let (mut right, mut wrong) = (0, Vec::new());
    for row in table.rows.iter().filter(|r| with_totals || r.sort != Sort::Total) {
        let Amount::Number(number) = &row.cells[at].amount else { continue };
        let Some((sum, decimals, values)) = sum(parts.iter().map(|x| &row.cells[*x]), number) else { continue };
        match fits(number, sum, decimals, values, table) {
            true => right += 1,
            false => wrong.push(Wrong { cell: &row.cells[at], number, sum, decimals }),
        }
    }
    // Otherwise the column sums something else.
    if right > wrong.len() {
        for w in wrong {
            diags.push(problem(
                prose,
                &w,
                text!("이 행의 합은 {}입니다", "the row adds up to {}"; written(w.sum, w.decimals)),
            ));
        }
    }
}

fn has_numbers(table: &Table, x: usize) -> bool {
    table.rows.iter().any(|r| matches!(r.cells[x].amount, Amount::Number(_)))
}

/// Sum, decimals and number of numeric cells; `None` if a cell cannot be parsed or has another unit than the total.
fn sum<'a>(cells: impl Iterator<Item = &'a Cell>, total: &Number) -> Option<(i128, u32, usize)> {
    let mut numbers = Vec::new();
    for cell in cells {
        match &cell.amount {
            Amount::Number(n) if n.unit == total.unit || n.unit.is_empty() => numbers.push(n),
            Amount::Nothing => {}
            Amount::Number(_) | Amount::Unknown | Amount::Empty => return None,
        }
    }
    let decimals = numbers.iter().map(|n| n.decimals).max().unwrap_or(0).max(total.decimals);
    Some((numbers.iter().map(|n| n.scaled(decimals)).sum(), decimals, numbers.len()))
}

/// Whether a total equals the sum within rounding.
fn fits(total: &Number, sum: i128, decimals: u32, values: usize, table: &Table) -> bool {
    let off = (total.scaled(decimals) - sum).unsigned_abs();
    let large = ["천", "만", "억", "㎢", "㎞", "톤", "ha"];
    let rounded = decimals > 0 || table.unit.as_ref().is_some_and(|unit| large.iter().any(|w| unit.contains(w)));
    off == 0 || (rounded && off * 2 <= values as u128)
}

fn problem(prose: &Prose<'_>, wrong: &Wrong, label: Text) -> Diag {
    let total = written(wrong.number.scaled(wrong.decimals), wrong.decimals);
    RULE.problem(
        Place::bytes(prose.file, wrong.cell.at.clone()),
        text!(
            ko: "표의 합계 {total}{} 더한 값과 다릅니다", particle(&total, "이/가");
            en: "the total {total} of the table is not the sum"
        ),
    )
    .label(label)
    .help(text!("합계나 더한 값 가운데 틀린 것을 고치십시오", "correct the total, or the value that is wrong"))
}
