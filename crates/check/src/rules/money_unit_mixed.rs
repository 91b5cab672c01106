//! # 한 표의 금액은 한 단위로 적습니다
//!
//! 단위를 밝히지 않은 표에 `천원`과 `원`이 섞이면 세 자리가 다른 금액을 나란히 읽게 됩니다.
//!
//! 예: 한 표의 `600천원`과 `490,000원`
//! 대신: `단위: 천원`을 밝히고 `600`과 `490`
//!
//! 근거: 행정업무운영 편람, 표와 금액의 표기.
//!
//! # One unit for the amounts of a table
//!
//! Where a table gives no unit, 천원 and 원 side by side are amounts that differ by three digits and read alike.
//!
//! Example: `600천원` and `490,000원` in one table
//! Instead: `단위: 천원`, with `600` and `490`
//!
//! Source: the ministry's manual on tables and amounts.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::written::scan;

use crate::prose::Prose;
use crate::prose::table::Cell;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("money-unit-mixed", Layer::Manual, Severity::Warning, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.is_body() || prose.structure().fences.is_empty() {
        return;
    }
    for table in prose.structure().tables().iter().filter(|t| t.unit.is_none()) {
        let cells: Vec<&Cell> = table.rows.iter().flat_map(|r| &r.cells).filter(|c| c.text.ends_with('원')).collect();
        let first = |unit: &str| cells.iter().find(|c| is_amount(&c.text, unit));
        let (Some(thousands), Some(won)) = (first("천"), first("")) else { continue };
        let place = |cell: &Cell| Place::bytes(prose.file, cell.at.clone());
        let (first, second) = match thousands.at.start < won.at.start {
            true => (thousands, won),
            false => (won, thousands),
        };
        diags.push(
            RULE.problem(
                place(second),
                text!("한 표에 `천원`과 `원`이 섞여 있습니다", "one table has amounts in 천원 and in 원"),
            )
            .related(place(first), text!("다른 단위의 금액", "an amount in the other unit"))
            .help(text!("한 단위로 고치고 표에 `단위`를 적으십시오", "write one unit, and give it under `단위`")),
        );
    }
}

/// Whether a cell is exactly one amount with a unit; a sentence may mention other units.
fn is_amount(text: &str, unit: &str) -> bool {
    let found = scan(text).amounts;
    let [amount] = found.as_slice() else { return false };
    amount.whole() == (0..text.len()) && text[amount.unit.clone()].trim() == unit
}
