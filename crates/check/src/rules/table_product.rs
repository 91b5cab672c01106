//! # 표의 금액은 산출내역의 곱셈과 같습니다
//!
//! 칸에 `150,000원×4명`처럼 산출내역을 적고 옆 칸에 금액을 적으면 둘이 같아야 합니다. `단가`, `수량`, `금액` 열도 같습니다. 금액의 단위는 머리나 표의
//! `단위`에서 읽습니다. 부가세를 적은 행은 더하거나 뺀 값도, 할인·낙찰률·무료를 적은 행은 모두 맞는 것으로 봅니다. 칸에 곱셈을 여럿 늘어놓으면 더하여 견주고, 곱셈이 아닌 것이나 모르는 단위가
//! 있으면 셈하지 않으며, 가린 값도 셈하지 않습니다.
//!
//! 예: `150,000원×4명`의 옆 칸에 `500,000`
//! 대신: `600,000`
//!
//! 근거: 표에 적힌 수의 셈.
//!
//! # An amount of a table is the product beside it
//!
//! A cell with a computation, such as `150,000원×4명`, and the amount in the cell beside it agree; so do columns 단가, 수량 and
//! 금액. The unit of the amount is that of the head or of the table. Where a word for tax stands beside it, the amount may be 10
//! percent more or less; rows with a discount, a rate of the winning bid or free items are left out. Several products in a cell are added; cells with
//! anything else, unknown units or withheld values are left out.
//!
//! Example: `500,000` beside `150,000원×4명`
//! Instead: `600,000`
//!
//! Source: computed from the numbers of the table.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::equation;
use gian_korean::particle::particle;

use crate::formula::Head;
use crate::money;
use crate::prose::Prose;
use crate::prose::table::{Amount, Cell, Number, Row, Sort, Table, label, written};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("table-product", Layer::Content, Severity::Error, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.is_body() || prose.structure().fences.is_empty() {
        return;
    }
    for table in prose.structure().tables() {
        let columns: Vec<usize> = (0..table.heads.len()).filter(|x| is_amount(&table.heads[*x].text)).collect();
        if columns.is_empty() {
            continue;
        }
        for row in &table.rows {
            for (x, cell) in row.cells.iter().enumerate() {
                // With a column between them, the only amount of the table.
                let only = if let [only] = columns[..] { Some(only) } else { None };
                let beside = [x + 1, x.wrapping_sub(1)].into_iter().find(|x| columns.contains(x));
                let beside = beside.or(only.filter(|only| only != &x && x > 0));
                // The amounts of other years or shares stand beside the computed one.
                let holds = |at: &usize| written_out(prose, table, row, (x, *at)).is_none();
                let other = columns.len() > 1 && columns.iter().any(|at| is_number(&row.cells[*at]) && holds(at));
                if let Some(at) =
                    beside.filter(|_| cell.amount == Amount::Unknown && !other && !is_size(table, x, cell))
                {
                    diags.extend(written_out(prose, table, row, (x, at)));
                }
            }
        }
        prices(prose, table, &columns, diags);
    }
}

/// What the words beside an amount say of it.
struct Terms {
    /// Tax may be added or taken away.
    tax: bool,
    /// A discount, free items or cut digits.
    reduction: bool,
}

impl Terms {
    fn of(table: &Table, row: &Row, x: usize) -> Self {
        let words = || row.cells.iter().chain(std::iter::once(&table.heads[x])).map(|cell| cell.text.as_str());
        let whole = [table.title.as_deref(), table.unit.as_deref()];
        let heads = table.heads.iter().map(|head| head.text.as_str());
        Self {
            tax: words().chain(heads).chain(whole.into_iter().flatten()).any(money::names_tax),
            reduction: words().chain(whole.into_iter().flatten()).any(money::names_reduction)
                || words().any(money::names_share),
        }
    }
}

fn is_number(cell: &Cell) -> bool {
    matches!(cell.amount, Amount::Number(_))
}

/// Whether the product of a cell is the size of a thing: `책상(1800×900)` in a column of names, `2m×3m`.
fn is_size(table: &Table, x: usize, cell: &Cell) -> bool {
    let head = label(&table.heads[x].text);
    let named = ["규격", "크기", "치수", "품명", "사양", "면적"].iter().any(|word| head.contains(word));
    named || ["㎜", "mm", "㎝", "cm", "㎡"].iter().any(|unit| cell.text.contains(unit))
}

/// Whether a head names amounts of money.
fn is_amount(head: &str) -> bool {
    let head = label(head);
    let amount =
        ["금액", "소요액", "예산", "비용", "사업비", "소계", "합계", "산출액", "지급액", "집행액", "계약액", "정산액"];
    amount.iter().any(|w| head.contains(w)) || head == "계"
}

/// The unit of money of a column: that in its head, or that of the table.
fn unit_of(table: &Table, x: usize) -> Option<&'static str> {
    money::unit(&table.heads[x].text).or_else(|| table.unit.as_deref().and_then(money::unit))
}

/// A computation in a cell and the amount beside it.
fn written_out(prose: &Prose<'_>, table: &Table, row: &Row, (computed, x): (usize, usize)) -> Option<Diag> {
    let (cell, amount) = (&row.cells[computed], &row.cells[x]);
    if !cell.text.contains(['×', '*', 'x', 'X', '✕']) || cell.text.contains("](") || cell.text.contains("{{") {
        return None;
    }
    let Amount::Number(stated) = &amount.amount else { return None };
    let expression = &equation::products(&cell.text)?;
    let number = written(stated.digits, stated.decimals);
    if stated.digits < 0 {
        return None;
    }
    let unit = money::unit(&stated.unit).or_else(|| unit_of(table, x));
    // Without a unit the amount may be in won or thousands.
    let units = unit.map_or_else(|| vec!["", "천원", "만원", "백만원"], |unit| vec![unit]);
    let judged: Vec<_> = units
        .iter()
        .filter_map(|unit| equation::find(&format!("{expression} = {number}{unit}")).into_iter().next())
        .collect();
    let terms = Terms::of(table, row, x);
    let first = judged.first().filter(|_| judged.iter().all(|e| !(e.holds || terms.tax && e.taxed)))?;
    if terms.reduction {
        return None;
    }
    let said = format!("{number}{}", unit.unwrap_or_default());
    let message = match &first.right {
        Some(right) => text!(
            ko: "`{expression}`{} {right}인데 {said}{} 적혀 있습니다", particle(expression, "은/는"), particle(&said, "으로/로");
            en: "`{expression}` is {right}, not {said}"
        ),
        None => text!(
            ko: "`{expression}`의 셈이 {said}{} 다릅니다", particle(&said, "과/와");
            en: "`{expression}` does not make {said}"
        ),
    };
    Some(
        problem(prose, amount, message)
            .related(Place::bytes(prose.file, cell.at.clone()), text!("산출내역", "the computation")),
    )
}

/// Columns of unit price, quantities and amount.
fn prices(prose: &Prose<'_>, table: &Table, amounts: &[usize], diags: &mut Vec<Diag>) {
    let named = |words: &[&str]| -> Vec<usize> {
        let fits = |x: &usize| words.iter().any(|w| table.heads[*x].text.contains(w)) && table.has_numbers(*x);
        (0..table.heads.len()).filter(fits).collect()
    };
    let quantities = named(&["수량", "인원", "횟수", "회수", "일수", "물량", "매수", "개월", "시간", "부수"]);
    let ([price], [amount]) = (&named(&["단가"])[..], amounts) else { return };
    let quantities: Vec<usize> = quantities.into_iter().filter(|x| x != price && x != amount).collect();
    // A formula in the head is checked by another rule.
    if Head::read(&table.heads[*amount].text).formula.is_some() {
        return;
    }
    if quantities.is_empty() || quantities.len() > 3 {
        return;
    }
    let (mut right, mut wrong) = (0, Vec::new());
    for row in table.rows.iter().filter(|r| r.sort == Sort::Entry) {
        let number = |x: usize| match &row.cells[x].amount {
            Amount::Number(n) => Some(n),
            Amount::Nothing | Amount::Empty | Amount::Unknown => None,
        };
        let factors: Option<Vec<&Number>> =
            std::iter::once(*price).chain(quantities.iter().copied()).map(number).collect();
        let (Some(factors), Some(stated)) = (factors, number(*amount)) else { continue };
        match product(table, (*price, *amount), &factors, stated) {
            Some(None) => right += 1,
            Some(Some(value)) => {
                let terms = Terms::of(table, row, *amount);
                if !(terms.reduction || (terms.tax && money::is_with_tax(value, stated.digits))) {
                    wrong.push((&row.cells[*amount], stated, value));
                }
            }
            None => {}
        }
    }
    // Otherwise other factors belong to the amount.
    if right == 0 && (wrong.len() > 1 || quantities.len() > 1) || right * 2 < wrong.len() {
        return;
    }
    for (cell, stated, value) in wrong {
        let (value, said) = (written(value, stated.decimals), written(stated.digits, stated.decimals));
        let message = text!(
            ko: "단가와 수량의 곱은 {value}인데 {said}{} 적혀 있습니다", particle(&said, "으로/로");
            en: "unit price times quantity is {value}, not {said}"
        );
        diags.push(problem(prose, cell, message));
    }
}

/// The product in the digits of the stated amount, if it differs; `None` if it cannot be compared.
fn product(
    table: &Table,
    (price, amount): (usize, usize),
    factors: &[&Number],
    stated: &Number,
) -> Option<Option<i128>> {
    let of = |number: &Number, x: usize| {
        money::worth(&number.unit).or_else(|| unit_of(table, x).and_then(money::worth)).unwrap_or(1)
    };
    let (of_price, of_amount) = (of(factors[0], price), of(stated, amount));
    let decimals: u32 = factors.iter().map(|n| n.decimals).sum();
    let mut digits = factors.iter().try_fold(of_price, |product, n| product.checked_mul(n.digits))?;
    digits = digits.checked_mul(10_i128.pow(stated.decimals))?;
    let divisor = of_amount.checked_mul(10_i128.checked_pow(decimals)?)?;
    let (low, rest) = (digits.div_euclid(divisor), digits.rem_euclid(divisor));
    let rounded = low + i128::from(rest * 2 >= divisor);
    let holds = stated.digits == low || stated.digits == rounded || (rest > 0 && stated.digits == low + 1);
    Some((!holds).then_some(rounded))
}

fn problem(prose: &Prose<'_>, cell: &Cell, message: gian_diagnostics::Text) -> Diag {
    RULE.problem(Place::bytes(prose.file, cell.at.clone()), message)
        .help(text!("금액이나 산출내역을 고치십시오", "correct the amount or the computation"))
}
