//! # 가린 수를 다른 수로 셈할 수 없어야 합니다
//!
//! 합계와 나머지 값이 모두 보이면 가린 값 하나는 빼서 알 수 있습니다. 표의 합계·소계·`계` 열, 예산액·집행액·잔액, 단가·수량·금액,
//! 구성비와 글에 적은 곱셈·덧셈·뺄셈·비율에서 가린 수를 셈할 수 있으면 오류입니다. 두 값이 함께 가려져 하나로 정해지지 않으면
//! 묻지 않습니다.
//!
//! 예: `[155,000](비공개:7)원 × 4명 = 620,000원`
//! 대신: `[155,000](비공개:7)원 × 4명 = [620,000](비공개:7)원`
//!
//! 근거: 정보공개법 제9조제1항, 제14조.
//!
//! # A withheld number cannot be computed from others
//!
//! If a total and all other values are open, one withheld value is their difference. It is an error if a withheld number
//! can be computed from the totals, subtotals and the column `계` of a table, from budget, spending and balance, from unit
//! price, quantity and amount, from shares, or from a product, sum, difference or share that a text writes out. Two
//! values that are withheld together, so that neither is determined, are not reported.
//!
//! Example: `[155,000](비공개:7)원 × 4명 = 620,000원`
//! Instead: `[155,000](비공개:7)원 × 4명 = [620,000](비공개:7)원`
//!
//! Source: 정보공개법 제9조제1항, 제14조.

use std::ops::Range;

use gian_diagnostics::{Diag, Place, Severity, Text, text};
use gian_korean::equation;
use gian_model::marks::{Mark, Target};
use gian_model::{Record, marks};
use gian_vocabulary::values::{Date, Disclosure};

use crate::computable::{Known, computable};
use crate::prose::Prose;
use crate::prose::table::{Amount, Cell, Table};
use crate::secrets::has_page;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("withheld-computable", Layer::Statute, Severity::Error, &[Run::Text(run)]);

pub(super) fn run(scope: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.text.contains("](비공개") {
        return;
    }
    let as_of = scope.office.settings.archive.as_of;
    let documents = || prose.dossier.documents.iter().map(|d| &d.record);
    let records: Vec<&Record> = match prose.document {
        Some(document) => vec![&document.record],
        None => documents().collect(),
    };
    let records: Vec<&Record> = records.into_iter().filter(|r| has_page(r, as_of)).collect();
    if records.is_empty() {
        return;
    }
    let held = |mark: &Mark| records.iter().all(|record| is_withheld(mark, record, as_of));
    for table in prose.structure().tables() {
        cells(prose, table, &held, diags);
    }
    equations(prose, &held, diags);
}

/// Withheld cells of a table.
fn cells(prose: &Prose<'_>, table: &Table, held: &dyn Fn(&Mark) -> bool, diags: &mut Vec<Diag>) {
    let known = |cell: &Cell| match &cell.amount {
        Amount::Number(_) | Amount::Nothing => Known::Open,
        Amount::Unknown if is_withheld_number(&cell.text, held) => Known::Withheld,
        Amount::Unknown | Amount::Empty => Known::Other,
    };
    for (y, x) in computable(table, |(y, x)| known(&table.rows[y].cells[x])) {
        let place = Place::bytes(prose.file, table.rows[y].cells[x].at.clone());
        let message = text!(
            "가린 수를 표의 다른 수로 셈할 수 있습니다",
            "the withheld number can be computed from the other numbers of the table"
        );
        diags.push(problem(place, message));
    }
}

/// Withheld numbers of computations that a text writes out.
fn equations(prose: &Prose<'_>, held: &dyn Fn(&Mark) -> bool, diags: &mut Vec<Diag>) {
    let found = marks::complete(&prose.text);
    let mut done = 0;
    for mark in &found {
        if mark.range.start < done {
            continue;
        }
        let line = prose.line(mark.range.start);
        done = line.end;
        let inside = |m: &&Mark| line.start <= m.range.start && m.range.end <= line.end;
        let (shown, places) = unmasked(prose, &line, found.iter().filter(inside));
        for equation in equation::find(&shown) {
            let of_equation = |range: &Range<usize>| {
                let within = |side: &Range<usize>| side.start <= range.start && range.end <= side.end;
                within(&equation.computed) || within(&equation.said)
            };
            let hidden: Vec<_> = places.iter().filter(|(range, mark)| of_equation(range) && held(mark)).collect();
            if let [(_, mark)] = hidden[..] {
                let message = text!(
                    "가린 수를 같은 줄의 셈으로 알 수 있습니다",
                    "the withheld number can be computed from the other numbers of the line"
                );
                diags.push(problem(prose.place(mark.range.clone()), message));
            }
        }
    }
}

/// A line with its marks replaced by their numbers, and the range of each number.
fn unmasked<'m>(
    prose: &Prose<'_>,
    line: &Range<usize>,
    found: impl Iterator<Item = &'m Mark>,
) -> (String, Vec<(Range<usize>, &'m Mark)>) {
    let (mut shown, mut places, mut at) = (String::new(), Vec::new(), line.start);
    for mark in found {
        shown.push_str(&prose.text[at..mark.range.start]);
        let start = shown.len();
        match &mark.target {
            Target::Key(key) => shown.push_str(prose.dossier.private.get(key).map_or("1", |secret| &secret.0)),
            Target::Ground(_) => shown.push_str(&prose.text[mark.words.clone()]),
        }
        places.push((start..shown.len(), mark));
        at = mark.range.end;
    }
    shown.push_str(&prose.text[at..line.end]);
    (shown, places)
}

/// Whether a cell is a number that is withheld: one mark, at most with a unit beside it.
fn is_withheld_number(text: &str, held: &dyn Fn(&Mark) -> bool) -> bool {
    let found = marks::complete(text);
    let [mark] = &found[..] else { return false };
    let number = match mark.target {
        Target::Ground(_) => &text[mark.words.clone()],
        Target::Key(_) => "1",
    };
    let shown = format!("{}{number}{}", &text[..mark.range.start], &text[mark.range.end..]);
    let is_number = matches!(crate::prose::table::amount(&shown), Amount::Number(_));
    is_number && held(mark)
}

/// Whether a mark withholds its words in the public edition of a document.
fn is_withheld(mark: &Mark, record: &Record, as_of: Option<Date>) -> bool {
    match &mark.target {
        Target::Ground(ground) => !record.grounds.contains(ground) || record.class(as_of).1.contains(ground),
        Target::Key(key) => {
            let mut opened = record.decisions.iter().filter(|d| d.class == Disclosure::Open);
            !opened.any(|d| d.subject.as_ref() == Some(key))
        }
    }
}

fn problem(place: Place, message: Text) -> Diag {
    RULE.problem(place, message).help(text!(
        "합계나 결과를 함께 가리거나, 같은 셈에 든 다른 값 하나를 더 가리십시오",
        "withhold the total or the result too, or another value of the same computation"
    ))
}
