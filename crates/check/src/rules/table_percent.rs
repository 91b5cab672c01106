//! # 구성비의 합은 100입니다
//!
//! 구성비 열의 합계가 100이면 위의 값을 더하여 100이 되어야 합니다. 소수점 아래를 반올림하여 생긴 차이(값 하나에 마지막 자리의 절반까지)는
//! 틀린 것이 아니므로, 표 아래에 그렇다고 적습니다.
//!
//! 예: 33.3, 33.3, 33.3과 합계 100.0
//! 대신: 표 아래에 `> 반올림으로 합계가 다를 수 있음`
//!
//! 근거: 표에 적힌 수.
//!
//! # Shares add up to 100
//!
//! Where the total of a column of shares is 100, the shares above add up to it. A difference that rounding explains (half of
//! the last digit for each value) is no mistake, and is told below the table.
//!
//! Example: 33.3, 33.3 and 33.3 with a total of 100.0
//! Instead: `> 반올림으로 합계가 다를 수 있음` below the table
//!
//! Source: the numbers of the table.

use gian_diagnostics::{Diag, Place, Severity, text};

use crate::overlap;
use crate::prose::Prose;
use crate::prose::table::{Amount, Number, Sort, Table, written};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("table-percent", Layer::Content, Severity::Warning, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.is_body() || prose.structure().fences.is_empty() {
        return;
    }
    for table in prose.structure().tables() {
        let shares = ["구성비", "비율", "비중", "점유율", "분포", "%"];
        let is_share = |head: &str| {
            shares.iter().any(|w| head.contains(w))
                && !["집행", "달성", "증감", "진행", "공정", "참여", "이행"].iter().any(|w| head.contains(w))
        };
        for x in (0..table.heads.len()).filter(|x| is_share(&table.heads[*x].text)) {
            column(prose, table, x, diags);
        }
    }
}

fn column(prose: &Prose<'_>, table: &Table, x: usize, diags: &mut Vec<Diag>) {
    let sorts: Vec<Sort> = table.rows.iter().map(|r| r.sort).collect();
    let Some(at) = sorts.iter().position(|s| *s == Sort::Total) else { return };
    // With subtotals, each part must add up to 100.
    let in_parts = [Sort::Other, Sort::Subtotal].iter().any(|s| sorts.contains(s));
    if sorts[at + 1..].contains(&Sort::Total) || in_parts {
        return;
    }
    let total = &table.rows[at].cells[x];
    let Amount::Number(hundred) = &total.amount else { return };
    if hundred.digits != 100 * 10_i128.pow(hundred.decimals) {
        return;
    }
    let entries: Vec<usize> = (0..table.rows.len()).filter(|y| sorts[*y] == Sort::Entry).collect();
    let names = table.heads.iter().chain(&table.rows[at].cells);
    if names.into_iter().any(|cell| overlap::is_named(&cell.text)) || overlap::is_noted(prose, table) {
        return;
    }
    let mut shares: Vec<&Number> = Vec::new();
    for (row, sort) in table.rows.iter().zip(&sorts) {
        match (sort, &row.cells[x].amount) {
            (Sort::Entry, Amount::Number(n)) => shares.push(n),
            (Sort::Entry, Amount::Nothing) | (Sort::Total | Sort::Subtotal | Sort::Other | Sort::Within, _) => {}
            (Sort::Entry, Amount::Empty | Amount::Unknown) => return,
        }
    }
    if shares.len() < 2 {
        return;
    }
    let decimals = shares.iter().map(|n| n.decimals).max().unwrap_or(0);
    let sum: i128 = shares.iter().map(|n| n.scaled(decimals)).sum();
    let off = (100 * 10_i128.pow(decimals) - sum).unsigned_abs();
    if off == 0 || are_classes(table, &entries, x) {
        return;
    }
    let place = Place::bytes(prose.file, total.at.clone());
    let label = text!("더한 값은 {}", "they add up to {}"; written(sum, decimals));
    if off * 2 > shares.len() as u128 {
        diags.push(
            RULE.problem(place, text!("구성비를 더하면 100이 아닙니다", "the shares do not add up to 100"))
                .label(label)
                .help(text!("틀린 값을 고치십시오", "correct the value that is wrong")),
        );
    } else if !near(prose, table, "반올림") {
        diags.push(
            RULE.info(
                place,
                text!("구성비의 합이 반올림 때문에 100과 다릅니다", "rounding makes the shares differ from 100"),
            )
            .label(label)
            .help(text!(
                "표 아래에 `> 반올림으로 합계가 다를 수 있음`을 적으십시오",
                "write `> 반올림으로 합계가 다를 수 있음` below the table"
            )),
        );
    }
}

/// Whether the rows are several classes (성별, 연령), each of which adds up to 100 within its rounding.
fn are_classes(table: &Table, entries: &[usize], x: usize) -> bool {
    let classes = overlap::classes(table, entries);
    let adds_up = |class: &Vec<usize>| {
        let numbers: Vec<&Number> = class
            .iter()
            .filter_map(|y| match &table.rows[*y].cells[x].amount {
                Amount::Number(number) => Some(number),
                Amount::Nothing | Amount::Empty | Amount::Unknown => None,
            })
            .collect();
        let decimals = numbers.iter().map(|n| n.decimals).max().unwrap_or(0);
        let sum: i128 = numbers.iter().map(|n| n.scaled(decimals)).sum();
        (100 * 10_i128.pow(decimals) - sum).unsigned_abs() * 2 <= numbers.len() as u128
    };
    let hundred = Number { digits: 100, decimals: 0, unit: String::new() };
    (classes.len() > 1 && classes.iter().all(adds_up)) || overlap::are_classes(table, entries, x, &hundred)
}

/// Whether a word occurs in the lines below a table, or in its unit or title.
fn near(prose: &Prose<'_>, table: &Table, word: &str) -> bool {
    const REACH: usize = 300;
    let below = &prose.text[table.whole.end..prose.text.floor_char_boundary(table.whole.end + REACH)];
    below.contains(word) || [&table.unit, &table.title].into_iter().flatten().any(|t| t.contains(word))
}
