//! # 표의 머리에 적은 식은 모든 행에서 맞습니다
//!
//! 머리에 `예산(A)`, `집행(B)`, `잔액(A-B)`, `집행률(B/A)`처럼 기호와 식을 적으면 행마다 그 식으로 셈한 값이어야 합니다. 비율은 백분율로도 보고,
//! 적은 자리까지 반올림하거나 버린 것을 모두 맞는 것으로 봅니다. 기호와 식을 첫 행에 적은 표도
//! 봅니다. 가린 값이나 글이 있는 행은 셈하지 않습니다. 맞는 행이 하나도 없으면 식이 틀린
//! 것으로 보고 머리를 알립니다. 묶은 머리의 식(`증감(C-B)`)은 그 아래의 `%`나 율의 열에는 대지 않습니다.
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
//! The formula of a group (`증감(C-B)`) is not that of a column of rates below it.
//!
//! Example: `1,000`, `700`, `400` below the heads `예산(A)`, `집행(B)` and `잔액(A-B)`
//! Instead: `1,000`, `700`, `300`
//!
//! Source: the formulas and numbers of the table.

use std::collections::BTreeMap;

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::particle::particle;

use crate::formula::{Formula, Head, is_value, rounded};
use crate::money;
use crate::prose::Prose;
use crate::prose::table::{Amount, Cell, Number, Row, Sort, Table, is_rate, label, written};
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
            if is_rate_of_group(table, x, formula) {
                continue;
            }
            if formula.columns().iter().all(|mark| marks.contains_key(mark)) {
                diags.extend(column(prose, &Column { table, x, formula, words, marks: &marks }));
            }
        }
    }
}

/// Whether the formula is that of the group of a column whose own head is a rate: `%` below `증감(C-B)` is `(C-B)/B`.
fn is_rate_of_group(table: &Table, x: usize, formula: &Formula) -> bool {
    let own = table.own_head(x);
    !table.groups[x].is_empty() && !formula.divides() && is_rate(own) && Head::read(own).formula.is_none()
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
    let rows = column.table.rows.iter().enumerate();
    for (y, row) in rows.filter(|(_, row)| !is_statistic(row) && !has_own_formula(prose, column.table, row)) {
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

/// Whether a row is computed from the rows above, each column for itself: the mean of rates is no rate of the means.
fn is_statistic(row: &Row) -> bool {
    const NAMES: [&str; 8] = ["평균", "최대", "최소", "최고", "최저", "증감", "구성비", "비율"];
    let words = row.cells.iter().take_while(|cell| !matches!(cell.amount, Amount::Number(_)));
    row.sort == Sort::Other && words.map(|cell| label(&cell.text)).any(|w| NAMES.iter().any(|name| w.contains(name)))
}

/// Whether the text below the table says that a row is computed in another way: `처리 기간은 짧을수록 좋으므로 A/B로 계산`.
fn has_own_formula(prose: &Prose<'_>, table: &Table, row: &Row) -> bool {
    const REACH: usize = 300;
    let below = &prose.text[table.whole.end..prose.text.floor_char_boundary(table.whole.end + REACH)];
    let computed = ["계산", "산정", "산출", "역산"];
    let mut lines = below.lines().filter(|line| computed.iter().any(|w| line.contains(w))).peekable();
    if lines.peek().is_none() {
        return false;
    }
    let Some(name) = row.cells.first().map(|cell| label(&cell.text)).filter(|name| name.chars().count() > 1) else {
        return false;
    };
    let plain = |line: &str| line.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    lines.any(|line| plain(line).contains(&name))
}

/// Value of 1 below a head that names a unit of money, or in a table of amounts: 1,000 for `금액(천원)`.
fn worth(table: &Table, x: usize) -> f64 {
    const AMOUNTS: [&str; 10] = ["금액", "예산", "비용", "사업비", "단가", "집행", "잔액", "소요액", "지출", "가격"];
    let head = &table.heads[x].text;
    let in_table = || table.unit.as_deref().filter(|_| AMOUNTS.iter().any(|w| head.contains(w))).and_then(money::worth);
    money::worth(head).or_else(in_table).map_or(1.0, |won| won as f64)
}

impl Column<'_> {
    fn worth(&self, mark: char) -> f64 {
        worth(self.table, self.marks[&mark])
    }

    /// Whether the columns of the formula have different units of money, by the unit that one of their heads names; the unit
    /// of the table is that of all.
    fn is_mixed(&self) -> bool {
        let own = worth(self.table, self.x);
        let columns: Vec<usize> = self.formula.columns().iter().map(|mark| self.marks[mark]).collect();
        let names_unit = |x: &usize| money::worth(&self.table.heads[*x].text).is_some();
        columns.iter().chain([&self.x]).any(names_unit) && columns.iter().any(|x| worth(self.table, *x) != own)
    }

    /// Whether a cell has the value of the formula, or that value; `None` if it cannot be computed.
    fn judge(&self, y: usize, stated: &Number) -> Option<Result<(), i128>> {
        let rounds = self.table.is_rounded() || self.table.is_in_thousands();
        let divides = self.formula.divides();
        let of = |mark| self.table.bounds(y, self.marks[&mark]);
        let plain = self.formula.value(&of)?;
        // Columns in different units: `단가(원)(A)`, `금액(천원)(A×B)`.
        let scaled = |mark| of(mark).map(|(low, high)| (low * self.worth(mark), high * self.worth(mark)));
        let own = if is_rate(&self.table.heads[self.x].text) { 1.0 } else { worth(self.table, self.x) };
        let in_units = self.formula.value(&scaled).map(|(low, high)| (low / own, high / own));
        let bounds = in_units.filter(|_| self.is_mixed()).unwrap_or(plain);
        let percent_of = |bounds: (f64, f64)| (bounds.0 * 100.0, bounds.1 * 100.0);
        let head = &self.table.heads[self.x].text;
        let is_percent = divides && !self.formula.has_constant() && (is_rate(head) || stated.unit == "%");
        // In a sum the last digit of the result was rounded too.
        let slack =
            if divides || !(rounds || stated.decimals > 0) { 0.0 } else { 0.5 * 0.1_f64.powi(stated.decimals as i32) };
        let holds = [plain, bounds].iter().any(|b| is_value(stated, (b.0 - slack, b.1 + slack)))
            || (divides
                && !self.formula.has_constant()
                && [plain, bounds].iter().any(|b| is_value(stated, percent_of(*b))));
        if holds {
            return Some(Ok(()));
        }
        // The value that a reader computes from the numbers as they are written.
        let middle = |(low, high): (f64, f64)| (f64::midpoint(low, high), f64::midpoint(low, high));
        let written = |mark| of(mark).map(middle);
        let in_units = |mark| scaled(mark).map(middle);
        let exact = match self.is_mixed() {
            true => self.formula.value(&in_units).map(|(low, high)| (low / own, high / own)),
            false => self.formula.value(&written),
        };
        let exact = exact.unwrap_or(bounds);
        Some(Err(rounded(stated, if is_percent { percent_of(exact) } else { exact })))
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
