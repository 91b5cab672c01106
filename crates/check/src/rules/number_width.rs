//! # 표의 수는 한 줄에 들어갑니다
//!
//! 표의 칸에 들지 않는 수는 줄이 나뉘어 두 수로 읽힙니다. gian은 먼저 넓은 열에서 자리를 옮기고 그 열의 수를 함께
//! 6.5pt까지 줄여 한 줄에 넣고, 그래도 넘치는 수만 알립니다. 열의 `너비`를 늘리거나 단위를 크게 잡습니다. 글이 든 칸은 여러 줄이 되어도 괜찮으므로 보지
//! 않습니다.
//!
//! 예: 세로 쪽의 열 아홉 개에 `999,999,999,999,999`
//! 대신: 열을 줄이거나 `단위: 백만원`으로 하여 `999,999,999`로 적음
//!
//! 근거: 읽는 사람이 수를 잘못 보지 않게 하려는 gian의 확인.
//!
//! # A number in a table stands on one line
//!
//! A number that does not fit into its cell is split and read as two. gian first takes room
//! from wider columns, and sets the numbers of the column in smaller type, down to 6.5 pt; only what still does not fit is told. Make the column wider, or the unit larger. A cell with words may
//! have several lines and is not looked at.
//!
//! Example: `999,999,999,999,999` in nine columns on an upright page
//! Instead: fewer columns, or `단위: 백만원` and `999,999,999`
//!
//! Source: a check of gian, so that no number is misread.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_document::{Block, Document, plain};
use gian_model::{DocumentFile, keys};
use gian_view::View;

use crate::composed::Scope;
use crate::placed_tables::{INSET, PlacedTable};
use crate::{Layer, Rule, Run};

pub(super) const RULE: Rule = Rule::new("number-width", Layer::Content, Severity::Warning, &[Run::Composed(run)]);

/// The smallest type size of a number in a cell, in points: `least-size` of `house.typ`.
const LEAST: f64 = 6.5;

/// Checks one composed document.
pub(super) fn run(file: &DocumentFile, _: &View, _: &Document, scope: &Scope<'_>, diags: &mut Vec<Diag>) {
    let mut found = Vec::new();
    // Of a table in a cell the width is not known.
    scope.tables.iter().filter(|placed| !placed.nested).for_each(|placed| numbers(placed, &mut found));
    for number in found {
        // A number from the facts has no place in the body.
        let here = file.body.find(&number).map(|at| Place::within(&file.path, Route::body(), at..at + number.len()));
        diags.push(
            RULE.problem(
                here.unwrap_or_else(|| Place::value(&file.path, Route::of(keys::TITLE))),
                text!("표의 칸보다 넓어 두 줄로 나뉘는 수입니다: `{}`", "the number `{}` is wider than its cell and goes on in a second line"; number),
            )
            .help(text!(
                "열의 `너비`를 늘리거나 `단위`를 크게 하십시오 (예: 천원)",
                "make the column wider (`너비`) or the unit larger (`단위`)"
            )),
        );
    }
}

fn numbers(placed: &PlacedTable<'_>, found: &mut Vec<String>) {
    for cell in placed.table.rows.iter().flat_map(|r| &r.cells) {
        let room = placed.columns[cell.column..cell.column + cell.colspan].iter().sum::<f64>() - INSET;
        for block in &cell.blocks {
            if let Block::Paragraph(text) = block
                && let number = plain(text)
                && is_number(&number)
                && em(&number) * LEAST > room
                && !found.contains(&number)
            {
                found.push(number);
            }
        }
    }
}

/// Whether text is a single number, which a cell sets on one line.
fn is_number(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '△' | '-' | '+' | '%'))
}

/// Width of a number in units of the type size.
fn em(number: &str) -> f64 {
    let of = |c: char| match c {
        ',' | '.' => 0.28,
        '-' => 0.35,
        '△' | '%' => 0.95,
        _ => 0.56,
    };
    number.chars().map(of).sum()
}
