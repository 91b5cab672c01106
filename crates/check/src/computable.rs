//! Which withheld cells of a table a reader can compute from the open ones.
//!
//! The sums of a table are linear equations of its cells: totals, subtotals, row sums and balances. A withheld cell is
//! computable if these equations determine it. Products and shares determine one cell from two others.

use std::collections::BTreeSet;

use crate::formula::Head;
use crate::prose::table::{Amount, Sort, Table, is_total};

/// Row and column of a cell.
pub(crate) type At = (usize, usize);

/// A sum: its parts with the factor 1, and its total with −1.
type Sum = Vec<(At, i128)>;

/// What a reader knows of the cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// Its number, or that it adds nothing.
    Open,
    /// Withheld.
    Withheld,
    /// Words, or no text: sums with this cell are not certain.
    Other,
}

/// The withheld cells that can be computed. `known` tells what a reader knows of a cell.
pub(crate) fn computable(table: &Table, known: impl Fn(At) -> Known) -> BTreeSet<At> {
    let certain = |at: &At| known(*at) != Known::Other;
    let sums: Vec<Sum> = sums(table).into_iter().filter(|s| s.iter().all(|(at, _)| certain(at))).collect();
    let triples: Vec<[At; 3]> = triples(table).into_iter().filter(|t| t.iter().all(certain)).collect();
    let mut found: BTreeSet<At> = BTreeSet::new();
    loop {
        let before = found.len();
        let unknown = |at: &At| known(*at) == Known::Withheld && !found.contains(at);
        let rows: Vec<Sum> = sums.iter().map(|s| s.iter().copied().filter(|(at, _)| unknown(at)).collect()).collect();
        let mut new = determined(&rows);
        for triple in &triples {
            let hidden: Vec<At> = triple.iter().copied().filter(unknown).collect();
            if let [at] = hidden[..] {
                new.push(at);
            }
        }
        found.extend(new);
        if found.len() == before {
            return found;
        }
    }
}

/// The cells of each sum of a table: parts and their total.
fn sums(table: &Table) -> Vec<Sum> {
    let mut all = Vec::new();
    let sorts: Vec<Sort> = table.rows.iter().map(|r| r.sort).collect();
    let totals: Vec<usize> = (0..sorts.len()).filter(|y| sorts[*y] == Sort::Total).collect();
    let of = |sort: Sort| (0..sorts.len()).filter(move |y| table.rows[*y].sort == sort);
    let adds = |x: &usize| table.adds_up[*x] || is_share(table, *x);
    for x in (0..table.heads.len()).filter(adds) {
        let column = |parts: Vec<usize>, total: usize| sum(parts.into_iter().map(|y| (y, x)), (total, x));
        all.extend(groups(&sorts).into_iter().map(|(parts, of)| column(parts, of)));
        all.extend(table.stated_sums().into_iter().map(|(parts, of)| column(parts, of)));
        if let [total] = totals[..]
            && !sorts.contains(&Sort::Other)
            && of(Sort::Entry).count() > 1
        {
            all.push(column(of(Sort::Entry).collect(), total));
            if of(Sort::Subtotal).count() > 1 {
                all.push(column(of(Sort::Subtotal).collect(), total));
            }
        }
    }
    all.extend(across(table));
    all.extend(
        formulas(table)
            .into_iter()
            .filter_map(|(x, terms)| match terms {
                Terms::Sum(terms) => Some((x, terms)),
                Terms::Quotient(..) => None,
            })
            .flat_map(|(x, terms)| {
                let of = move |y: usize| {
                    terms.iter().map(|(c, factor)| ((y, *c), *factor)).chain([((y, x), -1)]).collect::<Sum>()
                };
                (0..table.rows.len()).map(of).collect::<Vec<_>>()
            }),
    );
    all
}

/// Columns of a formula in a head.
enum Terms {
    /// Columns with their factors.
    Sum(Vec<(usize, i128)>),
    /// One column divided by another.
    Quotient(usize, usize),
}

/// Columns with a formula in the head (`잔액(A-B)`), with the columns that it names.
fn formulas(table: &Table) -> Vec<(usize, Terms)> {
    let heads: Vec<Head> = table.heads.iter().map(|h| Head::read(&h.text)).collect();
    let column = |mark: char| heads.iter().position(|h| h.mark == Some(mark));
    let mut all = Vec::new();
    for (x, head) in heads.iter().enumerate() {
        let Some((formula, _)) = &head.formula else { continue };
        let terms = formula.terms().and_then(|terms| {
            let terms = terms.into_iter().map(|(mark, factor)| column(mark).map(|c| (c, factor)));
            terms.collect::<Option<Vec<_>>>().map(Terms::Sum)
        });
        let quotient = || {
            let (a, b) = formula.quotient()?;
            Some(Terms::Quotient(column(a)?, column(b)?))
        };
        all.extend(terms.or_else(quotient).map(|terms| (x, terms)));
    }
    all
}

fn sum(parts: impl Iterator<Item = At>, total: At) -> Sum {
    parts.map(|at| (at, 1)).chain([(total, -1)]).collect()
}

/// Entries between two subtotals, with the subtotal after them.
fn groups(sorts: &[Sort]) -> Vec<(Vec<usize>, usize)> {
    let (mut groups, mut parts) = (Vec::new(), Vec::new());
    for (y, sort) in sorts.iter().enumerate() {
        match sort {
            Sort::Entry => parts.push(y),
            Sort::Subtotal if parts.len() > 1 => groups.push((std::mem::take(&mut parts), y)),
            Sort::Subtotal | Sort::Total | Sort::Other => parts.clear(),
            Sort::Within => {}
        }
    }
    groups
}

/// Row sums in the only total column, and balances: 예산액 = 집행액 + 잔액.
fn across(table: &Table) -> Vec<Sum> {
    let has_numbers = |x: usize| table.rows.iter().any(|r| matches!(r.cells[x].amount, Amount::Number(_)));
    let columns = || (0..table.heads.len()).filter(|x| has_numbers(*x));
    let head = |x: usize| table.heads[x].text.trim_matches('*');
    let rows = |parts: Vec<usize>, total: usize| {
        let of = move |y| sum(parts.iter().map(|x| (y, *x)), (y, total));
        (0..table.rows.len()).map(of).collect::<Vec<_>>()
    };
    let mut all = Vec::new();
    for (total, parts) in &table.row_totals {
        all.extend(rows(parts.iter().copied().filter(|x| table.has_amounts(*x)).collect(), *total));
    }
    let totals: Vec<usize> = (0..table.heads.len()).filter(|x| is_total(head(*x))).collect();
    let parts: Vec<usize> = columns().filter(|x| !totals.contains(x)).collect();
    if let [total] = totals[..]
        && parts.len() > 1
        && parts.iter().all(|x| table.adds_up[*x] && !head(*x).contains('계'))
    {
        all.extend(rows(parts, total));
    }
    let named = |words: &[&str]| -> Vec<usize> {
        (0..table.heads.len()).filter(|x| table.adds_up[*x] && words.iter().any(|w| head(*x).contains(w))).collect()
    };
    let budget = named(&["예산", "배정", "교부"]);
    if let ([budget], [spent], [left]) =
        (&budget[..], &named(&["집행", "지출", "사용"])[..], &named(&["잔액", "불용"])[..])
    {
        all.extend(rows(vec![*spent, *left], *budget));
    }
    all
}

/// Triples of cells in which two determine the third: unit price × quantity = amount, and share of a total.
fn triples(table: &Table) -> Vec<[At; 3]> {
    let named = |words: &[&str], not: &[&str]| -> Vec<usize> {
        let fits = |x: &usize| {
            let head = &table.heads[*x].text;
            words.iter().any(|w| head.contains(w)) && !not.iter().any(|w| head.contains(w))
        };
        (0..table.heads.len()).filter(fits).collect()
    };
    let mut all = Vec::new();
    let price = named(&["단가"], &[]);
    let quantity = named(&["수량", "인원", "횟수", "물량", "매수"], &["단가"]);
    let amount = named(&["금액", "소요액", "예산", "합계", "계"], &["단가", "설계", "누계", "계획"]);
    if let ([price], [quantity], [amount]) = (&price[..], &quantity[..], &amount[..]) {
        let rows = (0..table.rows.len()).filter(|y| table.rows[*y].sort == Sort::Entry);
        all.extend(rows.map(|y| [(y, *price), (y, *quantity), (y, *amount)]));
    }
    for (x, terms) in formulas(table) {
        if let Terms::Quotient(a, b) = terms {
            all.extend((0..table.rows.len()).map(|y| [(y, x), (y, a), (y, b)]));
        }
    }
    let shares: Vec<usize> = (0..table.heads.len()).filter(|x| is_share(table, *x)).collect();
    let adding: Vec<usize> = (0..table.heads.len())
        .filter(|x| table.adds_up[*x] && table.rows.iter().any(|r| matches!(r.cells[*x].amount, Amount::Number(_))))
        .collect();
    let total = table.rows.iter().position(|r| r.sort == Sort::Total);
    if let ([share], [amount], Some(total)) = (&shares[..], &adding[..], total) {
        let rows = (0..table.rows.len()).filter(|y| table.rows[*y].sort == Sort::Entry);
        all.extend(rows.map(|y| [(y, *share), (y, *amount), (total, *amount)]));
    }
    all
}

/// Whether a column has the shares of a whole: its total is 100.
fn is_share(table: &Table, x: usize) -> bool {
    let head = &table.heads[x].text;
    let named = ["구성비", "비율", "비중", "점유율", "%"].iter().any(|w| head.contains(w));
    let hundred = |r: &crate::prose::table::Row| match &r.cells[x].amount {
        Amount::Number(n) => r.sort == Sort::Total && n.digits == 100 * 10_i128.pow(n.decimals),
        Amount::Nothing | Amount::Empty | Amount::Unknown => false,
    };
    named && table.rows.iter().any(hundred)
}

/// A prime, modulo which coefficients are computed exactly.
const PRIME: i128 = 2_305_843_009_213_693_951;
/// Maximum number of unknown cells; a table with more is not solved.
const MOST: usize = 200;

/// The unknowns that sums determine, by elimination: those alone in a row of the reduced system.
fn determined(sums: &[Sum]) -> Vec<At> {
    let unknowns: Vec<At> = sums.iter().flatten().map(|(at, _)| *at).collect::<BTreeSet<_>>().into_iter().collect();
    if unknowns.len() > MOST {
        return Vec::new();
    }
    let coefficient = |sum: &Sum, at: &At| sum.iter().filter(|(cell, _)| cell == at).map(|(_, c)| c).sum::<i128>();
    let mut matrix: Vec<Vec<i128>> =
        sums.iter().filter(|s| !s.is_empty()).map(|s| unknowns.iter().map(|at| coefficient(s, at)).collect()).collect();
    let mut done = 0;
    for x in 0..unknowns.len() {
        let Some(pivot) = (done..matrix.len()).find(|y| matrix[*y][x] != 0) else { continue };
        matrix.swap(done, pivot);
        let scale = inverse(matrix[done][x].rem_euclid(PRIME));
        matrix[done].iter_mut().for_each(|c| *c = (*c * scale).rem_euclid(PRIME));
        let row = matrix[done].clone();
        for (y, other) in matrix.iter_mut().enumerate() {
            let factor = other[x];
            if y != done && factor != 0 {
                other.iter_mut().zip(&row).for_each(|(c, r)| *c = (*c - factor * r % PRIME).rem_euclid(PRIME));
            }
        }
        done += 1;
    }
    let alone = |row: &Vec<i128>| {
        let mut nonzero = (0..row.len()).filter(|x| row[*x] != 0);
        nonzero.next().filter(|_| nonzero.next().is_none())
    };
    matrix.iter().filter_map(alone).map(|x| unknowns[x]).collect()
}

/// The inverse modulo [`PRIME`], by Fermat.
fn inverse(of: i128) -> i128 {
    let (mut result, mut base, mut exponent) = (1, of, PRIME - 2);
    while exponent > 0 {
        if exponent % 2 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent /= 2;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::table::{Cell, Row, amount};

    /// A table of numbers: entries in groups, each with a subtotal if there are several, and totals.
    struct Random {
        table: Table,
        grid: Vec<Vec<i64>>,
        /// Rows of each group; the rows after a group and the last row are sums.
        groups: Vec<Vec<usize>>,
        across: bool,
    }

    /// A linear congruential sequence.
    struct Numbers(u64);

    impl Numbers {
        fn below(&mut self, most: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % most
        }
    }

    fn cell(text: &str) -> Cell {
        Cell { text: text.to_owned(), at: 0..0, amount: amount(text) }
    }

    fn random(numbers: &mut Numbers) -> Random {
        let across = numbers.below(2) == 0;
        let columns = if across { 2 + numbers.below(3) } else { 1 + numbers.below(3) } as usize;
        let groups = [1, 1, 2, 3][numbers.below(4) as usize];
        let (mut grid, mut sorts, mut of_groups): (Vec<Vec<i64>>, Vec<Sort>, _) = (Vec::new(), Vec::new(), Vec::new());
        let sum = |rows: &[Vec<i64>]| (0..columns).map(|x| rows.iter().map(|r| r[x]).sum()).collect::<Vec<i64>>();
        for _ in 0..groups {
            let size = 2 + numbers.below(4) as usize;
            of_groups.push((grid.len()..grid.len() + size).collect::<Vec<_>>());
            for _ in 0..size {
                grid.push((0..columns).map(|_| 1 + numbers.below(9_000) as i64).collect());
                sorts.push(Sort::Entry);
            }
            if groups > 1 {
                grid.push(sum(&grid[grid.len() - size..]));
                sorts.push(Sort::Subtotal);
            }
        }
        let entries: Vec<Vec<i64>> = of_groups.iter().flatten().map(|y| grid[*y].clone()).collect();
        grid.push(sum(&entries));
        sorts.push(Sort::Total);
        let mut heads = vec![cell("구분")];
        heads.extend((0..columns).map(|x| cell(&format!("{}분기", x + 1))));
        if across {
            heads.push(cell("계"));
            grid.iter_mut().for_each(|row| row.push(row.iter().sum::<i64>()));
        }
        let row = |(y, sort): (usize, &Sort)| {
            let words = match sort {
                Sort::Total => "합계".to_owned(),
                Sort::Subtotal => "소계".to_owned(),
                Sort::Entry | Sort::Other | Sort::Within => format!("과 {y}"),
            };
            let cells = std::iter::once(cell(&words)).chain(grid[y].iter().map(|n| cell(&n.to_string()))).collect();
            Row { cells, sort: *sort, total: *sort == Sort::Total }
        };
        let rows = sorts.iter().enumerate().map(row).collect();
        let adds_up = heads.iter().map(|h| h.text != "구분").collect();
        let table = Table {
            whole: 0..0,
            groups: vec![String::new(); heads.len()],
            heads,
            adds_up,
            headless: false,
            form: false,
            row_totals: Vec::new(),
            rows,
            title: None,
            unit: None,
            title_at: 0..0,
        };
        Random { table, grid, groups: of_groups, across }
    }

    impl Random {
        /// Whether all sums hold in changed numbers: the test of what a reader can exclude.
        fn holds(&self, grid: &[Vec<i64>]) -> bool {
            let last = grid.len() - 1;
            let width = grid[0].len();
            let sum = |rows: &[usize], x: usize| rows.iter().map(|y| grid[*y][x]).sum::<i64>();
            let all: Vec<usize> = self.groups.concat();
            let columns = (0..width).all(|x| {
                let parts =
                    self.groups.len() == 1 || self.groups.iter().all(|g| sum(g, x) == grid[g[g.len() - 1] + 1][x]);
                parts && sum(&all, x) == grid[last][x]
            });
            let rows = !self.across || grid.iter().all(|r| r[..width - 1].iter().sum::<i64>() == r[width - 1]);
            columns && rows
        }

        /// Withheld cells that have the same value in every table that satisfies the sums, by trying changes.
        fn fixed(&self, hidden: &[At]) -> BTreeSet<At> {
            let changes = (0..3_i64.pow(hidden.len() as u32))
                .map(|n| (0..hidden.len()).map(|i| n / 3_i64.pow(i as u32) % 3 - 1).collect::<Vec<i64>>());
            let mut fixed: BTreeSet<At> = hidden.iter().copied().collect();
            for change in changes {
                let mut grid = self.grid.clone();
                hidden.iter().zip(&change).for_each(|((y, x), c)| grid[*y][*x - 1] += c);
                if self.holds(&grid) {
                    let changed = hidden.iter().zip(&change).filter(|(_, c)| **c != 0);
                    changed.for_each(|(at, _)| {
                        fixed.remove(at);
                    });
                }
            }
            fixed
        }
    }

    #[test]
    fn a_cell_is_reported_exactly_if_it_is_computable() {
        let mut numbers = Numbers(7);
        let (mut yes, mut no) = (0, 0);
        for round in 0..2_000 {
            let random = random(&mut numbers);
            assert!(random.holds(&random.grid));
            let count = [1, 1, 2, 3, 4][round % 5];
            let (height, width) = (random.grid.len() as u64, random.grid[0].len() as u64);
            let mut at = || (numbers.below(height) as usize, 1 + numbers.below(width) as usize);
            let hidden: BTreeSet<At> = (0..count).map(|_| at()).collect();
            let known = |at: At| if hidden.contains(&at) { Known::Withheld } else { Known::Open };
            let expected = random.fixed(&hidden.iter().copied().collect::<Vec<_>>());
            assert_eq!(computable(&random.table, known), expected, "{hidden:?} {:?}", random.grid);
            yes += expected.len();
            no += hidden.len() - expected.len();
        }
        assert!(yes > 500 && no > 200, "{yes} computable, {no} not");
    }

    #[test]
    fn words_in_a_sum_leave_it_open() {
        let random = random(&mut Numbers(1));
        let known = |at: At| match at {
            (0, _) => Known::Other,
            (1, 1) => Known::Withheld,
            _ => Known::Open,
        };
        let by_row = random.across && computable(&random.table, known).len() == 1;
        assert!(by_row || computable(&random.table, known).is_empty());
    }
}
