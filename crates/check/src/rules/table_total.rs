//! # 표의 합계가 맞아야 합니다
//!
//! `합계` 행의 값은 위에 있는 행의 합이고, `소계` 행의 값은 앞의 소계 뒤부터(첫 행이 소계이면 다음 소계 앞까지)의 합이며, `계`와 `소계` 열의
//! 값은 그 행의 합이어야 합니다. 쉼표, `△`와 `-`(음수와 없음), 소수점을 읽어 셈합니다. 가린 값이나 글이 섞인 행과 열, 비율·단가처럼 더하지
//! 않는 열은 셈하지 않고, 반올림으로 생길 수 있는 차이는 넘어갑니다. 어느 열을 더한 것인지는 다른 행이 맞는 것을 보고 압니다.
//! `누계` 열은 앞 열의 값을 차례로 더한 것입니다.
//! `이 중`으로 시작하는 행은 윗행에 든 수이므로 더하지 않습니다.
//! 표에 여러 `합계` 행이나 `합계: true`인 열을 적으면 그 구조대로 셈합니다.
//!
//! 예: 600천원과 490천원의 합계 `1,080`
//! 대신: `1,090`
//!
//! 근거: 표에 적힌 수.
//!
//! # The totals of a table are right
//!
//! A row `합계` holds the sums of the rows above it, a row `소계` those since the last subtotal (or, if the first row is one, up
//! to the next), and a column `계` or `소계` those of its rows. Commas, `△` and `-` (negative, nothing) and decimals are read.
//! Rows and columns with withheld values or words, and those that are never added, such as rates and unit prices, are left
//! out; so are differences that rounding explains. Which columns are added is learned from the rows that are right.
//! A row that begins with `이 중` is in the row above and is not added.
//! A column `누계` adds the values of the column before it.
//! Several rows `합계` and columns with `합계: true` are checked as the structure of the table states.
//!
//! Example: a total `1,080` below 600 and 490
//! Instead: `1,090`
//!
//! Source: the numbers of the table.

use gian_diagnostics::{Diag, Place, Severity, Text, text};
use gian_korean::particle::particle;

use crate::formula;
use crate::overlap;
use crate::prose::Prose;
use crate::prose::table::{ABOVE, Amount, Cell, Number, Sort, Table, is_difference, is_rate, is_sum, label, written};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("table-total", Layer::Content, Severity::Error, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.is_body() || prose.structure().fences.is_empty() {
        return;
    }
    for table in prose.structure().tables() {
        let mut sums = Sums { table, rounded: has_note(prose, table), exact: 0, found: Vec::new() };
        if table.stated_sums().is_empty() {
            columns(&mut sums);
            subtotals(&mut sums);
        } else {
            stated_columns(&mut sums);
        }
        if table.row_totals.is_empty() {
            across(&mut sums);
        } else {
            stated_rows(&mut sums);
        }
        cumulative(&mut sums);
        wholes(&mut sums);
        sums.report(prose, diags);
    }
}

/// The sums of a table.
struct Sums<'a> {
    table: &'a Table,
    /// Whether the text around it says that its numbers are rounded.
    rounded: bool,
    /// Number of sums that are exact.
    exact: usize,
    found: Vec<Wrong<'a>>,
}

/// A sum that differs from its cell.
struct Wrong<'a> {
    cell: &'a Cell,
    number: &'a Number,
    sum: i128,
    decimals: u32,
    severity: Severity,
    /// What was added.
    of: Of,
    /// Whether thousands that were rounded explain the difference.
    thousands: bool,
}

/// What a sum adds.
#[derive(Clone, Copy)]
enum Of {
    Column,
    Group,
    Row,
    /// One of several classes of the same persons.
    Class,
    /// The sum above and the value beside it.
    Running,
}

/// How a cell compares with its sum.
#[derive(PartialEq, Eq)]
enum Verdict {
    Exact,
    Rounded,
    /// Rounded, if the thousands of this table are.
    Thousands,
    Wrong,
}

impl<'a> Sums<'a> {
    fn verdict(&self, number: &Number, sum: &Sum) -> Verdict {
        let off = (number.scaled(sum.decimals) - sum.value).unsigned_abs();
        match off {
            0 => Verdict::Exact,
            _ if off * 2 > sum.values as u128 => Verdict::Wrong,
            _ if sum.decimals > 0 || self.rounded || self.table.is_rounded() => Verdict::Rounded,
            _ if self.table.is_in_thousands() => Verdict::Thousands,
            _ => Verdict::Wrong,
        }
    }

    fn wrong(&self, cell: &'a Cell, number: &'a Number, sum: &Sum, of: Of) -> Wrong<'a> {
        let thousands = self.verdict(number, sum) == Verdict::Thousands;
        let severity = if thousands { Severity::Warning } else { Severity::Error };
        Wrong { cell, number, sum: sum.value, decimals: sum.decimals, severity, of, thousands }
    }

    fn report(self, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
        // One difference among exact sums is no rounding.
        let rounded = self.found.iter().filter(|w| w.thousands).count() > 1 || self.exact < 2;
        let mut told: Vec<usize> = Vec::new();
        for wrong in self.found.iter().filter(|w| !(w.thousands && rounded || self.counts_once(prose, w))) {
            if !told.contains(&wrong.cell.at.start) {
                told.push(wrong.cell.at.start);
                diags.push(problem(prose, wrong));
            }
        }
    }
}

impl Sums<'_> {
    /// Whether a total is less than its parts because each person counts once in it: `※ 중복 제외`, `계(실인원)`.
    fn counts_once(&self, prose: &Prose<'_>, wrong: &Wrong<'_>) -> bool {
        let less = wrong.number.scaled(wrong.decimals) < wrong.sum;
        let cells = || self.table.rows.iter().flat_map(|row| &row.cells).chain(&self.table.heads);
        less && (overlap::is_noted(prose, self.table) || cells().any(|cell| overlap::is_named(&cell.text)))
    }
}

/// Whether the lines below a table say that its numbers are rounded.
fn has_note(prose: &Prose<'_>, table: &Table) -> bool {
    const REACH: usize = 300;
    let below = &prose.text[table.whole.end..prose.text.floor_char_boundary(table.whole.end + REACH)];
    let texts = [Some(below), table.unit.as_deref(), table.title.as_deref()];
    texts.into_iter().flatten().any(|t| ["반올림", "절사", "단수", "끝수"].iter().any(|w| t.contains(w)))
}

/// Column sums in the only total row.
fn columns(sums: &mut Sums<'_>) {
    let table = sums.table;
    let sorts: Vec<Sort> = table.rows.iter().map(|r| r.sort).collect();
    let Some(at) = sorts.iter().rposition(|s| *s == Sort::Total) else { return };
    let first = sorts.iter().position(|s| *s == Sort::Total) == Some(at);
    // A total in the first row sums the following rows.
    let others: Vec<usize> = if at == 0 { (1..table.rows.len()).collect() } else { (0..at).collect() };
    if !first || others.iter().any(|y| sorts[*y] == Sort::Other) {
        return;
    }
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
        let Some(by_entries) = of(&entries).filter(|sum| sum.values > 0 && !is_mean(number, sum)) else { continue };
        let by_parts = of(&parts).is_some_and(|sum| sum.values > 0 && sum.value == number.scaled(sum.decimals));
        match sums.verdict(number, &by_entries) {
            Verdict::Exact | Verdict::Rounded => right += 1,
            _ if by_parts => right += 1,
            _ if number.digits > 0 && overlap::are_classes(table, &entries, x, number) => right += 1,
            Verdict::Thousands | Verdict::Wrong => wrong.push(sums.wrong(total, number, &by_entries, Of::Column)),
        }
    }
    if right == 0 && wrong.iter().all(|w| !matches!(w.of, Of::Class)) {
        classes(sums, at, &entries, &mut wrong);
    }
    sums.exact += right;
    // If several columns differ and none is right, the total does not sum these rows.
    let uncertain = right == 0 && wrong.len() > 1;
    wrong.iter_mut().filter(|_| uncertain).for_each(|w| w.severity = Severity::Warning);
    sums.found.extend(wrong);
}

/// Classes of the same persons, of which most add up to the total: the others are wrong instead of the total.
fn classes<'a>(sums: &Sums<'a>, at: usize, entries: &[usize], wrong: &mut Vec<Wrong<'a>>) {
    let table = sums.table;
    let classes = overlap::classes(table, entries);
    if classes.len() < 2 || classes.iter().any(|class| class.len() < 2) {
        return;
    }
    for x in (0..table.heads.len()).filter(|x| table.adds_up[*x]) {
        let Amount::Number(total) = &table.rows[at].cells[x].amount else { continue };
        let (mut right, mut differing) = (0, Vec::new());
        for class in &classes {
            let Some(of_class) = sum(class.iter().map(|y| &table.rows[*y].cells[x]), total) else { return };
            match sums.verdict(total, &of_class) {
                Verdict::Exact | Verdict::Rounded => right += 1,
                Verdict::Thousands | Verdict::Wrong => {
                    let cell = &table.rows[class[0]].cells[0];
                    differing.push(Wrong { cell, ..sums.wrong(cell, total, &of_class, Of::Class) });
                }
            }
        }
        if right > 0 && right >= differing.len() {
            wrong.retain(|w| w.cell.at != table.rows[at].cells[x].at);
            wrong.extend(differing);
        }
    }
}

/// Subtotals of the entries above, or of the entries below if the first row is one.
fn subtotals(sums: &mut Sums<'_>) {
    let table = sums.table;
    let sorts: Vec<Sort> = table.rows.iter().map(|r| r.sort).collect();
    let Some(first) = sorts.iter().position(|s| *s == Sort::Subtotal) else { return };
    let leads = !sorts[..first].contains(&Sort::Entry);
    let mut groups = groups(&sorts, leads);
    if leads {
        groups.iter_mut().for_each(|(entries, at)| joined(table, *at, entries));
    }
    let (mut right, mut wrong) = (0, Vec::new());
    for (entries, at) in &groups {
        for x in (0..table.heads.len()).filter(|x| table.adds_up[*x]) {
            let cell = &table.rows[*at].cells[x];
            let Amount::Number(number) = &cell.amount else { continue };
            let of_group = sum(entries.iter().map(|y| &table.rows[*y].cells[x]), number);
            let Some(of_group) = of_group.filter(|sum| sum.values > 0) else { continue };
            match sums.verdict(number, &of_group) {
                Verdict::Exact | Verdict::Rounded => right += 1,
                Verdict::Thousands | Verdict::Wrong => wrong.push(sums.wrong(cell, number, &of_group, Of::Group)),
            }
        }
    }
    sums.exact += right;
    // Otherwise the groups are others.
    if right >= wrong.len() || wrong.len() == 1 {
        sums.found.extend(wrong);
    }
}

/// Column sums in the rows that are stated to be sums.
fn stated_columns(sums: &mut Sums<'_>) {
    let table = sums.table;
    for (parts, at) in table.stated_sums() {
        for x in (0..table.heads.len()).filter(|x| table.adds_up[*x] || table.headless) {
            stated(sums, at, x, parts.iter().map(|y| &table.rows[*y].cells[x]), Of::Group);
        }
    }
}

/// Row sums in the columns that are stated to be totals.
fn stated_rows(sums: &mut Sums<'_>) {
    let table = sums.table;
    // A wrong sum of a column would be reported a second time in the row of sums.
    let with_totals = sums.found.is_empty();
    for (at, parts) in &table.row_totals {
        let parts: Vec<usize> = parts.iter().copied().filter(|x| table.has_amounts(*x)).collect();
        for (y, row) in table.rows.iter().enumerate() {
            if row.sort != Sort::Other && (with_totals || row.sort == Sort::Entry) {
                stated(sums, y, *at, parts.iter().map(|x| &row.cells[*x]), Of::Row);
            }
        }
    }
}

/// Compares a cell with the cells of which the table states that it is the sum.
fn stated<'a>(sums: &mut Sums<'a>, y: usize, x: usize, parts: impl Iterator<Item = &'a Cell>, of: Of) {
    let cell = &sums.table.rows[y].cells[x];
    let Amount::Number(number) = &cell.amount else { return };
    let Some(sum) = sum(parts, number).filter(|sum| sum.values > 0) else { return };
    match sums.verdict(number, &sum) {
        Verdict::Exact | Verdict::Rounded => sums.exact += 1,
        Verdict::Thousands | Verdict::Wrong => sums.found.push(sums.wrong(cell, number, &sum, of)),
    }
}

/// Entries of each subtotal, with its row.
fn groups(sorts: &[Sort], leads: bool) -> Vec<(Vec<usize>, usize)> {
    let order: Vec<usize> = if leads { (0..sorts.len()).rev().collect() } else { (0..sorts.len()).collect() };
    let (mut groups, mut entries, mut whole) = (Vec::new(), Vec::new(), true);
    for y in order {
        match sorts[y] {
            Sort::Entry => entries.push(y),
            Sort::Other => whole = false,
            Sort::Within => {}
            Sort::Subtotal if whole && !entries.is_empty() => groups.push((std::mem::take(&mut entries), y)),
            Sort::Subtotal | Sort::Total => {
                entries.clear();
                whole = true;
            }
        }
    }
    groups
}

/// Keeps the entries of a leading subtotal that its first cell covers, if it covers any: `^^` below `국비`.
fn joined(table: &Table, at: usize, entries: &mut Vec<usize>) {
    let is_below = |y: usize| table.rows[y].cells.first().is_some_and(|cell| cell.text == ABOVE);
    let end = (at + 1..table.rows.len()).find(|y| !is_below(*y)).unwrap_or(table.rows.len());
    if end > at + 1 {
        entries.retain(|y| (at + 1..end).contains(y));
    }
}

/// Maximum number of columns of a table whose row sums are checked.
const WIDEST: usize = 60;

/// Row sums in the columns 계 and 소계.
fn across(sums: &mut Sums<'_>) {
    let table = sums.table;
    let width = table.heads.len();
    if width > WIDEST {
        return;
    }
    let totals: Vec<usize> =
        (0..width).filter(|x| is_sum(&table.heads[*x].text) || is_whole(&table.heads[*x].text)).collect();
    let parts: Vec<usize> = (0..width).filter(|x| !totals.contains(x) && is_part(table, *x)).collect();
    for (i, at) in totals.iter().enumerate() {
        // A formula in the head is checked by another rule.
        if formula::Head::read(&table.heads[*at].text).formula.is_some() {
            continue;
        }
        let before = i.checked_sub(1).map_or(0, |i| totals[i] + 1);
        let after = totals.get(i + 1).copied().unwrap_or(width);
        let within =
            |from: usize, to: usize| parts.iter().copied().filter(|x| (from..to).contains(x)).collect::<Vec<_>>();
        let others: Vec<usize> = totals.iter().copied().filter(|x| x != at).collect();
        let ways = [within(before, *at), within(*at + 1, after), parts.clone(), within(0, *at), others];
        let mut judged: Vec<Row<'_>> = Vec::new();
        for way in ways.iter().filter(|way| way.len() > 1) {
            judged.push(row_sums(sums, *at, way));
        }
        // The way that most rows follow; the first of equal ones.
        let Some(best) = judged.into_iter().rev().max_by_key(|r| (r.right, std::cmp::Reverse(r.wrong.len()))) else {
            continue;
        };
        // A whole of another kind is a sum only if most rows say so.
        if !is_sum(&table.heads[*at].text) && best.right < 2 * best.wrong.len().max(1) {
            continue;
        }
        sums.exact += best.right;
        if best.right >= best.wrong.len().max(1) || (best.right == 0 && best.complete && best.wrong.len() <= 2) {
            sums.found.extend(best.wrong);
        }
    }
}

/// Whether a head names the whole of other columns, which may be written in the table or not.
fn is_whole(head: &str) -> bool {
    ["총사업비", "총예산", "총인원", "총건수", "총원", "연간", "상반기", "하반기", "사업비계"]
        .contains(&label(head).as_str())
}

/// A column 누계 adds the values of the column before it, row by row.
fn cumulative(sums: &mut Sums<'_>) {
    let table = sums.table;
    for x in (1..table.heads.len()).filter(|x| label(&table.heads[*x].text).ends_with("누계")) {
        let number = |y: usize, x: usize| match &table.rows[y].cells[x].amount {
            Amount::Number(number) => Some(number),
            Amount::Nothing | Amount::Empty | Amount::Unknown => None,
        };
        let (mut right, mut wrong) = (0, Vec::new());
        for y in (0..table.rows.len()).filter(|y| table.rows[*y].sort == Sort::Entry) {
            let (Some(value), Some(stated)) = (number(y, x - 1), number(y, x)) else { continue };
            let before = y.checked_sub(1).and_then(|above| number(above, x));
            let decimals = stated.decimals.max(value.decimals).max(before.map_or(0, |b| b.decimals));
            let sum = before.map_or(0, |b| b.scaled(decimals)) + value.scaled(decimals);
            match stated.scaled(decimals) == sum {
                true => right += 1,
                // The first row may continue those of another table.
                false if before.is_some() => {
                    let sum = Sum { value: sum, decimals, values: 0, range: (0, 0) };
                    wrong.push(sums.wrong(&table.rows[y].cells[x], stated, &sum, Of::Running));
                }
                false => {}
            }
        }
        // A wrong value is wrong against both of its neighbours.
        if right > 0 && wrong.len() <= 2 && right >= wrong.len() {
            sums.found.extend(wrong.into_iter().take(1));
        }
    }
}

/// A first row 전체 or 총원 holds the sums of the rows below, if they are near: otherwise these are only some of it.
fn wholes(sums: &mut Sums<'_>) {
    let table = sums.table;
    let entries = table.rows.iter().all(|r| r.sort == Sort::Entry) && (3..=12).contains(&table.rows.len());
    let Some(first) = table.rows.first().filter(|_| entries) else { return };
    let named = first
        .cells
        .first()
        .is_some_and(|c| ["전체", "총원", "총인원", "총건수", "총수"].contains(&label(&c.text).as_str()));
    for x in (1..table.heads.len()).filter(|x| named && table.adds_up[*x]) {
        let cell = &first.cells[x];
        let Amount::Number(number) = &cell.amount else { continue };
        let Some(of_rows) = sum(table.rows[1..].iter().map(|r| &r.cells[x]), number) else { continue };
        let off = (number.scaled(of_rows.decimals) - of_rows.value).abs();
        if off != 0 && of_rows.values > 1 && off * 5 <= number.scaled(of_rows.decimals) {
            let mut wrong = sums.wrong(cell, number, &of_rows, Of::Column);
            wrong.severity = Severity::Warning;
            sums.found.push(wrong);
        }
    }
}

/// Whether a column may be a part of a row sum.
fn is_part(table: &Table, x: usize) -> bool {
    let head = &table.heads[x].text;
    table.adds_up[x] && table.has_numbers(x) && !is_difference(head) && !is_rate(head)
}

/// Row sums by one way to add.
struct Row<'a> {
    right: usize,
    wrong: Vec<Wrong<'a>>,
    /// Whether the heads say that they are all parts.
    complete: bool,
}

fn row_sums<'a>(sums: &Sums<'a>, at: usize, way: &[usize]) -> Row<'a> {
    let table = sums.table;
    let mut row_sums = Row { right: 0, wrong: Vec::new(), complete: are_complete(table, way) };
    let (mut entries, mut of_total) = (0, None);
    for row in &table.rows {
        let Amount::Number(number) = &row.cells[at].amount else { continue };
        let Some(sum) = sum(way.iter().map(|x| &row.cells[*x]), number) else { continue };
        match sums.verdict(number, &sum) {
            // A single value says nothing about what is added.
            Verdict::Exact | Verdict::Rounded => row_sums.right += usize::from(sum.values > 1),
            Verdict::Thousands | Verdict::Wrong => {
                let off = number.scaled(sum.decimals) - sum.value;
                let wrong = sums.wrong(&row.cells[at], number, &sum, Of::Row);
                match row.sort {
                    Sort::Total => of_total = Some((off, wrong)),
                    Sort::Within => row_sums.wrong.push(wrong),
                    Sort::Entry | Sort::Subtotal | Sort::Other => {
                        entries += off;
                        row_sums.wrong.push(wrong);
                    }
                }
            }
        }
    }
    // A total that differs like its rows is no other mistake, nor is one beside a wrong sum of a column.
    let told = sums.found.iter().any(|w| matches!(w.of, Of::Column));
    row_sums.wrong.extend(of_total.filter(|(off, _)| *off != entries && !told).map(|(_, wrong)| wrong));
    row_sums
}

/// Whether heads name all parts of a whole.
fn are_complete(table: &Table, way: &[usize]) -> bool {
    const SETS: [&[&str]; 6] = [
        &["남", "여"],
        &["남성", "여성"],
        &["남자", "여자"],
        &["국비", "시비"],
        &["국비", "지방비"],
        &["상반기", "하반기"],
    ];
    let heads: Vec<String> = way.iter().map(|x| label(&table.heads[*x].text)).collect();
    SETS.iter().any(|set| set.iter().all(|w| heads.iter().any(|h| h == w)))
}

/// A sum of cells.
struct Sum {
    value: i128,
    decimals: u32,
    /// Number of cells with a number.
    values: usize,
    /// Least and greatest number.
    range: (i128, i128),
}

/// Whether a number with decimals is within its parts, which none is below zero: a rate or a mean of them, whatever its
/// head says.
fn is_mean(number: &Number, sum: &Sum) -> bool {
    let (least, most) = sum.range;
    number.decimals > 0 && sum.values > 1 && least >= 0 && (least..=most).contains(&number.scaled(sum.decimals))
}

/// The sum of numeric cells; `None` if a cell cannot be parsed or has another unit than the total.
fn sum<'a>(cells: impl Iterator<Item = &'a Cell>, total: &Number) -> Option<Sum> {
    let mut numbers = Vec::new();
    for cell in cells {
        match &cell.amount {
            Amount::Number(n) if n.unit == total.unit || n.unit.is_empty() => numbers.push(n),
            Amount::Nothing => {}
            Amount::Number(_) | Amount::Unknown | Amount::Empty => return None,
        }
    }
    let decimals = numbers.iter().map(|n| n.decimals).max().unwrap_or(0).max(total.decimals);
    let scaled = || numbers.iter().map(|n| n.scaled(decimals));
    let range = (scaled().min().unwrap_or(0), scaled().max().unwrap_or(0));
    Some(Sum { value: scaled().sum(), decimals, values: numbers.len(), range })
}

fn problem(prose: &Prose<'_>, wrong: &Wrong) -> Diag {
    let total = written(wrong.number.scaled(wrong.decimals), wrong.decimals);
    let sum = written(wrong.sum, wrong.decimals);
    let label = match wrong.of {
        Of::Column => text!("위 행들의 합은 {}입니다", "the rows add up to {}"; sum),
        Of::Group => text!("소계에 든 행들의 합은 {}입니다", "the rows of the subtotal add up to {}"; sum),
        Of::Running => text!("윗행까지의 합에 이 행을 더하면 {}입니다", "the sum above and this row make {}"; sum),
        Of::Class => text!("이 묶음의 합은 {}입니다", "this class adds up to {}"; sum),
        Of::Row => text!("이 행의 합은 {}입니다", "the row adds up to {}"; sum),
    };
    RULE.problem(
        Place::bytes(prose.file, wrong.cell.at.clone()),
        text!(
            ko: "표의 합계 {total}{} 더한 값과 다릅니다", particle(&total, "이/가");
            en: "the total {total} of the table is not the sum"
        ),
    )
    .severity(wrong.severity)
    .label(label)
    .help(help(wrong))
}

fn help(wrong: &Wrong) -> Text {
    match wrong.thousands {
        true => text!(
            "합계나 더한 값을 고치고, 반올림 때문이면 표 아래에 `> 반올림으로 합계가 다를 수 있음`을 적으십시오",
            "correct the total or the value that is wrong; if thousands were rounded, write `> 반올림으로 합계가 다를 수 있음` below the table"
        ),
        false => text!("합계나 더한 값 가운데 틀린 것을 고치십시오", "correct the total, or the value that is wrong"),
    }
}
