//! # 숫자 표에는 단위를 적습니다
//!
//! 큰 수가 있는 표에 단위가 없으면 원인지 천원인지 알 수 없습니다. `단위:`에 적으면 표의 오른쪽 위에 나타납니다. 열의 머리에 `(천원)`,
//! `인원(명)`처럼 적은 표는 묻지 않습니다.
//!
//! 예: `1,090,000`이 있는 표에 `단위`가 없음
//! 대신: `단위: 원`
//!
//! 근거: 시·군·구 보고서의 관행(표의 오른쪽 위 `(단위: 천원)`).
//!
//! # A table of numbers says its unit
//!
//! Large numbers without a unit may be won or thousands of won. What stands under `단위:` shows at the upper right of the
//! table. Tables whose heads say the unit, as in `인원(명)`, are not asked about.
//!
//! Example: a table with `1,090,000` and no `단위`
//! Instead: `단위: 원`
//!
//! Source: the practice of city reports (`(단위: 천원)` at the upper right).

use gian_diagnostics::{Diag, Place, Severity, text};

use crate::prose::Prose;
use crate::prose::table::{Amount, Cell};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("table-unit", Layer::Practice, Severity::Info, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.is_body() || prose.structure().fences.is_empty() {
        return;
    }
    for table in prose.structure().tables().iter().filter(|t| t.unit.is_none()) {
        let says = |head: &str| ["(", "%", "번호", "연번"].iter().any(|w| head.contains(w));
        let large =
            |cell: &Cell| matches!(&cell.amount, Amount::Number(n) if n.unit.is_empty() && cell.text.contains(','));
        // A table with units in its words needs no other.
        let bare = (0..table.heads.len())
            .any(|x| !says(&table.heads[x].text) && table.rows.iter().filter(|r| large(&r.cells[x])).count() >= LEAST);
        if bare && !table.title.as_ref().is_some_and(|t| t.contains("단위")) {
            diags.push(
                RULE.problem(
                    Place::bytes(prose.file, table.title_at.clone()),
                    text!("숫자 표에 단위가 없습니다", "a table of numbers has no unit"),
                )
                .help(text!("`단위: 천원`처럼 적으십시오", "write `단위:`, such as 천원")),
            );
        }
    }
}

/// Minimum number of large numbers in a column.
const LEAST: usize = 2;
