//! # 증감, 잔액, 비율과 평균은 다른 칸의 셈과 같습니다
//!
//! `증감`·`잔액` 열은 두 열의 차이, `증감률`·`집행률` 열은 두 열의 비율, `구성비` 열은 합계에 대한 비율입니다. `전년`, `금년`, `증감`, `증감률`을 행으로 적은
//! 표도 같습니다. `평균` 행은 위 행들의 평균(다른 열로 가중한 평균도 됨)입니다. 어느 열의 셈인지는 다른 행이 맞는 것을
//! 보고 알며, 셈이 맞는 행이 틀린 행의 두 배에 못 미치면 아무것도 알리지 않습니다. 비율은 적은 자리까지 반올림하거나 버린 것을 모두 맞는 것으로
//! 봅니다. 가린 값은 셈하지 않습니다.
//!
//! 예: 머리 `2023년`, `2024년`, `증감률(%)` 아래의 `198`, `264`, `34.3`
//! 대신: `198`, `264`, `33.3`
//!
//! 근거: 표에 적힌 수.
//!
//! # Differences, rates and means of a table are computed from other cells
//!
//! A column 증감 or 잔액 is the difference of two others, 증감률 or 집행률 the rate of two others, 구성비 the share of the total; so are
//! rows 증감 and 증감률 below rows 전년 and 금년. A row 평균 is the mean of the rows above, or their mean weighted by another column. Which
//! columns are meant is learned from the rows that are right; nothing is reported if they are fewer than twice those that are
//! wrong. A rate may be rounded or truncated to its digits. Withheld values are not computed.
//!
//! Example: `198`, `264`, `34.3` below the heads `2023년`, `2024년` and `증감률(%)`
//! Instead: `198`, `264`, `33.3`
//!
//! Source: the numbers of the table.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::particle::particle;

use crate::formula::{Head, is_value, rounded};
use crate::prose::Prose;
use crate::prose::table::{Amount, Number, Row, Sort, Table, is_difference, is_rate, label, written};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("table-change", Layer::Content, Severity::Warning, &[Run::Text(run)]);

/// Maximum number of columns of a table in which all pairs are tried.
const WIDEST: usize = 16;

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.is_body() || prose.structure().fences.is_empty() {
        return;
    }
    for table in prose.structure().tables() {
        means(prose, table, diags);
        let turned = table.transposed();
        for table in [Some(table), turned.as_ref()].into_iter().flatten().filter(|t| t.heads.len() <= WIDEST) {
            for x in 0..table.heads.len() {
                let head = &table.heads[x].text;
                if table.has_numbers(x) && (is_difference(head) || is_rate(head)) && Head::read(head).formula.is_none()
                {
                    column(prose, table, x, diags);
                }
            }
        }
    }
}

/// Rows 평균: the mean of the entries above, or their mean weighted by another column.
fn means(prose: &Prose<'_>, table: &Table, diags: &mut Vec<Diag>) {
    const NAMES: [&str; 5] = ["평균", "월평균", "연평균", "평균값", "평균점수"];
    let sorts = || table.rows.iter().map(|r| r.sort);
    let is_mean = |row: &Row| {
        let words = row.cells.iter().take_while(|c| !matches!(c.amount, Amount::Number(_)));
        words.map(|c| label(&c.text)).any(|w| NAMES.contains(&w.as_str()))
    };
    let mut rows = (0..table.rows.len()).filter(|y| is_mean(&table.rows[*y]));
    let (Some(at), None) = (rows.next(), rows.next()) else { return };
    let entries: Vec<usize> = (0..at).filter(|y| table.rows[*y].sort == Sort::Entry).collect();
    if entries.len() < 2 || sorts().any(|s| s == Sort::Subtotal) || sorts().skip(at).any(|s| s == Sort::Entry) {
        return;
    }
    let (mut right, mut wrong) = (0, Vec::new());
    for x in 1..table.heads.len() {
        let Amount::Number(stated) = &table.rows[at].cells[x].amount else { continue };
        let Some(mean) = mean(table, &entries, x, None) else { continue };
        let by_weight =
            || (1..table.heads.len()).filter(|w| *w != x).filter_map(|w| self::mean(table, &entries, x, Some(w)));
        match is_value(stated, mean) || by_weight().any(|mean| is_value(stated, mean)) {
            true => right += 1,
            // The mean of rates is not that of their parts.
            false if is_rate(&table.heads[x].text) && table.heads.len() > 2 => {}
            false => wrong.push((&table.rows[at].cells[x], stated, rounded(stated, mean))),
        }
    }
    // Otherwise it is the mean of other values.
    if right == 0 && wrong.len() > 1 || right < wrong.len().saturating_sub(1) {
        return;
    }
    for (cell, stated, value) in wrong {
        let (value, said) = (written(value, stated.decimals), written(stated.digits, stated.decimals));
        let message = text!(
            ko: "위 행들의 평균은 {value}인데 {said}{} 적혀 있습니다", particle(&said, "으로/로");
            en: "the mean of the rows above is {value}, not {said}"
        );
        diags.push(
            RULE.problem(Place::bytes(prose.file, cell.at.clone()), message)
                .help(text!("틀린 값을 고치십시오", "correct the value that is wrong")),
        );
    }
}

/// Bounds of the mean of the entries of a column, weighted by another one; `None` if a cell has no number.
fn mean(table: &Table, entries: &[usize], x: usize, weight: Option<usize>) -> Option<(f64, f64)> {
    let (mut low, mut high, mut all) = (0.0, 0.0, 0.0);
    for y in entries {
        let Amount::Number(number) = &table.rows[*y].cells[x].amount else { return None };
        let (a, b) = number.bounds(false);
        let share = match weight {
            Some(w) => table.bounds(*y, w).map(|(c, d)| f64::midpoint(c, d)).filter(|w| *w >= 0.0)?,
            None => 1.0,
        };
        (low, high, all) = (low + a * share, high + b * share, all + share);
    }
    (all > 0.0).then(|| (low / all, high / all))
}

/// How a column may be computed from two others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// `a − b`
    Difference(usize, usize),
    /// `a ÷ b`
    Rate(usize, usize),
    /// `(a − b) ÷ b`
    Growth(usize, usize),
    /// `a ÷ total of a`
    Share(usize, usize),
}

impl Way {
    /// All ways for a column, those with near columns first.
    fn all(table: &Table, x: usize) -> Vec<Self> {
        let head = &table.heads[x].text;
        let plain = |c: &usize| *c != x && table.has_numbers(*c) && table.adds_up[*c];
        let columns: Vec<usize> =
            (0..table.heads.len()).rev().filter(plain).filter(|c| !is_difference(&table.heads[*c].text)).collect();
        let pairs = || columns.iter().flat_map(|a| columns.iter().filter(move |b| a != *b).map(move |b| (*a, *b)));
        if is_difference(head) {
            return pairs().map(|(a, b)| Self::Difference(a, b)).collect();
        }
        let grows =
            ["증감", "증가", "감소", "신장", "성장", "절감", "상승", "하락", "대비"].iter().any(|w| head.contains(w));
        let total = table.rows.iter().position(|r| r.sort == Sort::Total);
        let mut all: Vec<Self> = Vec::new();
        if grows {
            all.extend(pairs().map(|(a, b)| Self::Growth(a, b)));
        }
        all.extend(pairs().map(|(a, b)| Self::Rate(a, b)));
        if let Some(total) = total {
            all.extend(columns.iter().map(|a| Self::Share(*a, total)));
        }
        all
    }

    /// Bounds of the value in a row, and whether its numbers say anything; `None` if it cannot be computed.
    fn value(self, table: &Table, y: usize) -> Option<((f64, f64), bool)> {
        let of = |y: usize, x: usize| table.bounds(y, x);
        let divide = |(a, b): (f64, f64), (c, d): (f64, f64)| {
            let all = [a / c, a / d, b / c, b / d].map(|v| v * 100.0);
            let low = all.iter().copied().fold(f64::INFINITY, f64::min);
            let high = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            (c > 0.0 && low.is_finite() && high.is_finite()).then_some((low, high))
        };
        match self {
            Self::Difference(a, b) => {
                let ((a, b), (c, d)) = (of(y, a)?, of(y, b)?);
                Some(((a - d, b - c), a != 0.0 && c != 0.0))
            }
            Self::Rate(a, b) => {
                let (a, b) = (of(y, a)?, of(y, b)?);
                divide(a, b).map(|value| (value, a.0 != 0.0 && a != b))
            }
            Self::Growth(a, b) => {
                let (a, b) = (of(y, a)?, of(y, b)?);
                divide(a, b).map(|(low, high)| ((low - 100.0, high - 100.0), a != b))
            }
            Self::Share(a, total) => {
                let (part, whole) = (of(y, a)?, of(total, a)?);
                divide(part, whole).map(|value| (value, y != total))
            }
        }
    }
}

/// The rows of a column by one way: how many are right, and those that are wrong, each with its right value.
struct Judged {
    right: usize,
    wrong: Vec<(usize, i128)>,
}

fn judge(table: &Table, x: usize, way: Way, rows: usize) -> Judged {
    let mut judged = Judged { right: 0, wrong: Vec::new() };
    let sums = matches!(way, Way::Difference(..));
    for (y, row) in table.rows.iter().enumerate().take(rows) {
        // The total of differences is the sum of its column, which another rule checks.
        if (sums && row.sort == Sort::Total) || row.sort == Sort::Other {
            continue;
        }
        let stated = match &row.cells[x].amount {
            Amount::Number(number) => number.clone(),
            Amount::Nothing if sums => Number::ZERO,
            Amount::Nothing | Amount::Empty | Amount::Unknown => continue,
        };
        let Some((bounds, says)) = way.value(table, y) else { continue };
        let loose = sums && (table.is_rounded() || table.is_in_thousands() || stated.decimals > 0);
        let slack = if loose { 0.5 * 0.1_f64.powi(stated.decimals as i32) } else { 0.0 };
        // A decrease may be written without its sign below 감소.
        let turned = (-bounds.1 - slack, -bounds.0 + slack);
        let unsigned = table.heads[x].text.contains("감소") && is_value(&stated, turned);
        match is_value(&stated, (bounds.0 - slack, bounds.1 + slack)) || unsigned {
            true => judged.right += usize::from(says),
            false => judged.wrong.push((y, rounded(&stated, bounds))),
        }
    }
    judged
}

/// Rows in which every way is tried; only the best are judged in all rows.
const SAMPLE: usize = 60;

fn column(prose: &Prose<'_>, table: &Table, x: usize, diags: &mut Vec<Diag>) {
    let ways = Way::all(table, x);
    let tried: Vec<Judged> = ways.iter().map(|way| judge(table, x, *way, SAMPLE)).collect();
    let Some(most) = tried.iter().map(|j| j.right).max().filter(|most| *most > 1) else { return };
    let chosen = ways.iter().zip(&tried).filter(|(_, j)| j.right == most);
    let best: Vec<Judged> = chosen.take(4).map(|(way, _)| judge(table, x, *way, table.rows.len())).collect();
    let most = best.iter().map(|j| j.right).max().unwrap_or(0);
    let Some(first) = best.iter().min_by_key(|j| j.wrong.len()) else { return };
    if most < 2 || first.wrong.len() * 2 > most {
        return;
    }
    for (y, value) in &first.wrong {
        // Equal ways must agree that the row is wrong.
        if !best.iter().all(|j| j.wrong.iter().any(|(other, _)| other == y)) {
            continue;
        }
        let cell = &table.rows[*y].cells[x];
        let stated = match &cell.amount {
            Amount::Number(number) => number.clone(),
            Amount::Nothing | Amount::Empty | Amount::Unknown => Number::ZERO,
        };
        let (value, said) = (written(*value, stated.decimals), written(stated.digits, stated.decimals));
        let head = table.heads[x].text.trim_matches('*');
        diags.push(
            RULE.problem(
                Place::bytes(prose.file, cell.at.clone()),
                text!(
                    ko: "`{head}`{} 다른 값처럼 셈하면 {value}인데 {said}{} 적혀 있습니다", particle(head, "은/는"), particle(&said, "으로/로");
                    en: "computed like the other values of `{head}` this is {value}, not {said}"
                ),
            )
            .help(text!("틀린 값을 고치십시오", "correct the value that is wrong")),
        );
    }
}
