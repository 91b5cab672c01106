//! # 표의 머리에 적은 식은 모든 행에서 맞습니다
//!
//! 머리에 `예산(A)`, `집행(B)`, `잔액(A-B)`, `집행률(B/A)`처럼 기호와 식을 적으면 행마다 그 식으로 셈한 값이어야 합니다. 비율은 백분율로도 보고,
//! 적은 자리까지 반올림하거나 버린 것을 모두 맞는 것으로 봅니다. 기호와 식을 첫 행에 적은 표도
//! 봅니다. 가린 값이나 글이 있는 행은 셈하지 않습니다. 맞는 행이 하나도 없으면 식이 틀린
//! 것으로 보고 머리를 알립니다.
//!
//! 예: 머리 `예산(A)`, `집행(B)`, `잔액(A-B)` 아래의 `1,000`, `700`, `400`
//! 대신: `1,000`, `700`, `300`
//!
//! 근거: 표에 적힌 식과 수.
//!
//! # The formula in a head of a table holds in every row
//!
//! Where heads have marks and formulas, as `예산(A)`, `집행(B)`, `잔액(A-B)` and `집행률(B/A)`, each row has the values that the
//! formula gives. A quotient may be a percentage, rounded or truncated to its digits. Rows with withheld values or words are
//! left out. Marks and formulas may also be in the first row. If no row fits, the formula is reported instead of the rows.
//!
//! Example: `1,000`, `700`, `400` below the heads `예산(A)`, `집행(B)` and `잔액(A-B)`
//! Instead: `1,000`, `700`, `300`
//!
//! Source: the formulas and numbers of the table.

use std::collections::BTreeMap;

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::particle::particle;

use crate::formula::{Formula, Head, is_value, rounded};
use crate::prose::Prose;
use crate::prose::table::{Amount, Cell, Number, Table, is_rate, written};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("table-formula", Layer::Content, Severity::Error, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.is_body() || prose.structure().fences.is_empty() {
        return;
    }
    for table in prose.structure().tables() {
        let mut heads: Vec<Head> = table.heads.iter().map(|h| Head::read(&h.text)).collect();
        if heads.iter().all(|h| h.formula.is_none()) {
            heads = below_heads(table, heads);
        }
        if heads.iter().all(|h| h.formula.is_none()) {
            continue;
        }
        let marks = marks(&heads);
        for (x, head) in heads.iter().enumerate() {
            let Some((formula, words)) = &head.formula else { continue };
            if formula.columns().iter().all(|mark| marks.contains_key(mark)) {
                diags.extend(column(prose, &Column { table, x, formula, words, marks: &marks }));
            }
        }
    }
}

/// The heads with the marks and formulas that the first row writes below them: `(A)`, `(B)`, `(A-B)`.
fn below_heads(table: &Table, heads: Vec<Head>) -> Vec<Head> {
    let Some(first) = table.rows.first() else { return heads };
    let words = |cell: &Cell| !matches!(cell.amount, Amount::Number(_));
    if !first.cells.iter().all(words) || !first.cells.iter().any(|c| c.text.contains(['-', '/', '+', '÷', '−'])) {
        return heads;
    }
    let read = |cell: &Cell| {
        let plain = cell.text.trim_matches(['(', ')']);
        Head::read(&format!("({plain})"))
    };
    let marks = first.cells.iter().map(read);
    heads
        .into_iter()
        .zip(marks)
        .map(|(head, mark)| if mark.mark.is_some() || mark.formula.is_some() { mark } else { head })
        .collect()
}

/// Columns by their marks; a mark of two columns names neither.
fn marks(heads: &[Head]) -> BTreeMap<char, usize> {
    let mut marks: BTreeMap<char, usize> = BTreeMap::new();
    let mut twice = Vec::new();
    for (x, head) in heads.iter().enumerate() {
        if let Some(mark) = head.mark
            && marks.insert(mark, x).is_some()
        {
            twice.push(mark);
        }
    }
    marks.retain(|mark, _| !twice.contains(mark));
    marks
}

/// A column with a formula.
struct Column<'a> {
    table: &'a Table,
    x: usize,
    formula: &'a Formula,
    words: &'a str,
    marks: &'a BTreeMap<char, usize>,
}

fn column(prose: &Prose<'_>, column: &Column<'_>) -> Vec<Diag> {
    let (mut right, mut wrong) = (0, Vec::new());
    for (y, row) in column.table.rows.iter().enumerate() {
        let cell = &row.cells[column.x];
        let Amount::Number(stated) = &cell.amount else { continue };
        match column.judge(y, stated) {
            Some(Ok(())) => right += 1,
            Some(Err(value)) => wrong.push((cell, stated, value)),
            None => {}
        }
    }
    if right == 0 && wrong.len() > 1 {
        return vec![no_row(prose, column)];
    }
    wrong.into_iter().map(|(cell, stated, value)| problem(prose, column.words, cell, stated, value)).collect()
}

impl Column<'_> {
    /// Whether a cell has the value of the formula, or that value; `None` if it cannot be computed.
    fn judge(&self, y: usize, stated: &Number) -> Option<Result<(), i128>> {
        let rounds = self.table.is_rounded() || self.table.is_in_thousands();
        let divides = self.formula.divides();
        let of = |mark| self.table.bounds(y, self.marks[&mark]);
        let bounds = self.formula.value(&of)?;
        let percent = (bounds.0 * 100.0, bounds.1 * 100.0);
        let head = &self.table.heads[self.x].text;
        let is_percent = divides && !self.formula.has_constant() && (is_rate(head) || stated.unit == "%");
        // In a sum the last digit of the result was rounded too.
        let slack =
            if divides || !(rounds || stated.decimals > 0) { 0.0 } else { 0.5 * 0.1_f64.powi(stated.decimals as i32) };
        let holds = is_value(stated, (bounds.0 - slack, bounds.1 + slack))
            || (divides && !self.formula.has_constant() && is_value(stated, percent));
        Some(if holds { Ok(()) } else { Err(rounded(stated, if is_percent { percent } else { bounds })) })
    }
}

fn problem(prose: &Prose<'_>, words: &str, cell: &Cell, stated: &Number, value: i128) -> Diag {
    let (value, said) = (written(value, stated.decimals), written(stated.digits, stated.decimals));
    RULE.problem(
        Place::bytes(prose.file, cell.at.clone()),
        text!(
            ko: "머리의 식 `{words}`에 따르면 {value}인데 {said}{} 적혀 있습니다", particle(&said, "으로/로");
            en: "by the formula `{words}` of the head this is {value}, not {said}"
        ),
    )
    .help(text!("틀린 값을 고치십시오", "correct the value that is wrong"))
}

fn no_row(prose: &Prose<'_>, column: &Column<'_>) -> Diag {
    let words = column.words;
    RULE.warning(
        Place::bytes(prose.file, column.table.heads[column.x].at.clone()),
        text!("식 `{}`에 맞는 행이 하나도 없습니다", "no row fits the formula `{}`"; words),
    )
    .help(text!("식이나 값을 고치십시오", "correct the formula or the values"))
}
