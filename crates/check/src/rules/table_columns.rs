//! # 표의 열은 글자가 들어갈 만큼 넓습니다
//!
//! 열이 쪽의 너비에 비해 너무 많으면 칸의 여백을 빼고 한 글자도 들어가지 않아 글이 옆 칸과 겹칩니다. 표를 나누거나, 쪽을 가로로
//! 돌리거나, 열을 줄입니다.
//!
//! 모든 열에 `너비`를 적었는데 합이 90%보다 작으면 열을 늘려 채우므로 참고로 알립니다.
//!
//! 예: 세로 쪽에 열이 40개인 표
//! 대신: 두 표로 나누거나 `쪽나눔`에 `방향: 가로`를 적음
//!
//! 근거: 읽는 사람이 글자를 볼 수 있게 하려는 gian의 확인.
//!
//! # The columns of a table have room for a letter
//!
//! If a table has too many columns for the width of the page, not one letter fits between the edges of a cell, and text covers the
//! next cell. Divide the table, turn the page, or leave columns out.
//!
//! If all columns have a `너비` and the sum is below 90 %, they are widened to fill the table, which is told.
//!
//! Example: a table of 40 columns on an upright page
//! Instead: two tables, or `방향: 가로` in `쪽나눔`
//!
//! Source: a check of gian, so that every letter can be read.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_document::{Block, Document, Table, each_line, plain};
use gian_model::{DocumentFile, keys};
use gian_view::View;

use crate::composed::Scope;
use crate::placed_tables::INSET;
use crate::{Layer, Rule, Run};

pub(super) const RULE: Rule = Rule::new("table-columns", Layer::Content, Severity::Error, &[Run::Composed(run)]);

/// The least width of a column without its insets, in units of the type size: a letter may reach into an inset.
const LEAST: f64 = 0.45;

/// Checks one composed document.
pub(super) fn run(file: &DocumentFile, _: &View, _: &Document, scope: &Scope<'_>, diags: &mut Vec<Diag>) {
    let Some(paper) = scope.paper else { return };
    for placed in scope.tables {
        let (table, block) = (placed.table, placed.block);
        if let Some(sum) = stretched(table) {
            diags.push(
                    RULE.problem(
                        place(file, block),
                        text!("열의 `너비`를 더하면 {}%여서 표를 채우게 늘렸습니다", "the columns add up to {} %, and are widened to fill the table"; sum),
                    )
                    .severity(Severity::Info)
                    .help(text!(
                        "합을 100%로 맞추십시오. 글보다 좁은 표이면 표에 `너비: {}`을(를) 적으십시오", "make the sum 100 %; for a table narrower than the text write `너비: {}` of the table"; sum
                    )),
                );
        }
        if let Some(count) = narrow(&placed.columns, paper.table) {
            diags.push(
                RULE.problem(
                    place(file, block),
                    text!(
                        "표의 열 {}개 가운데 {}개는 한 글자도 들어가지 않게 좁습니다",
                        "of the {} columns of the table, {} are too narrow for a letter"; table.columns.len(), count
                    ),
                )
                .help(text!(
                    "표를 나누거나, `쪽나눔`으로 쪽을 가로로 돌리거나, `너비`를 늘리십시오",
                    "divide the table, turn the page with `쪽나눔`, or make `너비` larger"
                )),
            );
        }
    }
}

/// The sum of the widths of the columns, if all have one and it is well below 100 %.
fn stretched(table: &Table) -> Option<f64> {
    let widths: Vec<f64> = table.columns.iter().filter_map(|column| column.width).collect();
    let sum = (10.0 * widths.iter().sum::<f64>()).round() / 10.0;
    // Less than a tenth more is not noticed on the page.
    (widths.len() == table.columns.len() && sum < 90.0).then_some(sum)
}

/// Number of columns in which no letter fits.
fn narrow(columns: &[f64], size: f64) -> Option<usize> {
    let count = columns.iter().filter(|width| **width - INSET < LEAST * size).count();
    (count > 0).then_some(count)
}

/// The first words of the table in the body; text from the facts has no place there.
fn place(file: &DocumentFile, block: &Block) -> Place {
    let mut lines = Vec::new();
    each_line(std::slice::from_ref(block), &mut |line| lines.push(plain(line)));
    let found = lines
        .iter()
        .filter(|l| !l.trim().is_empty())
        .find_map(|l| file.body.find(l.as_str()).map(|at| at..at + l.len()));
    found.map_or_else(
        || Place::value(&file.path, Route::of(keys::TITLE)),
        |range| Place::within(&file.path, Route::body(), range),
    )
}
