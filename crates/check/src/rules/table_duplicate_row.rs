//! # 표에 같은 행이 둘 있지 않습니다
//!
//! 모든 칸이 같은 행은 베끼다 두 번 들어간 것이기 쉽고, 합계도 부풀립니다.
//!
//! 예: `["가온구", "1,200"]`이 두 줄
//! 대신: 한 줄만 두거나, 서로 다른 것을 밝힌 칸
//!
//! 근거: 표에 적힌 글.
//!
//! # No row stands twice in a table
//!
//! A row that agrees with another in every cell was most likely copied by mistake, and makes totals too large.
//!
//! Example: `["가온구", "1,200"]` on two lines
//! Instead: one line, or a cell that tells them apart
//!
//! Source: the text of the table.

use std::collections::BTreeMap;
use std::ops::Range;

use gian_diagnostics::{Diag, Place, Severity, text};

use crate::prose::Prose;
use crate::prose::table::{ABOVE, Cell, LEFT};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("table-duplicate-row", Layer::Content, Severity::Info, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.is_body() || prose.structure().fences.is_empty() {
        return;
    }
    for table in prose.structure().tables() {
        let mut seen: BTreeMap<Vec<&str>, Range<usize>> = BTreeMap::new();
        for row in &table.rows {
            // Skip joined cells, whose meaning depends on the row, and empty rows of a form.
            let says = |c: &Cell| c.text.chars().any(char::is_alphanumeric);
            let joined = row.cells.iter().any(|c| c.text == ABOVE || c.text == LEFT || c.text.contains("{{"));
            if joined || row.cells.len() < 2 || !row.cells.iter().all(says) {
                continue;
            }
            let at = row.cells[0].at.start..row.cells[row.cells.len() - 1].at.end;
            let words = row.cells.iter().map(|c| c.text.as_str()).collect();
            let Some(first) = seen.insert(words, at.clone()) else { continue };
            diags.push(
                RULE.problem(
                    Place::bytes(prose.file, at),
                    text!("같은 행이 표에 둘 있습니다", "the same row stands twice in the table"),
                )
                .related(Place::bytes(prose.file, first), text!("여기에도 있습니다", "it stands here too"))
                .help(text!("하나를 지우거나 서로 다른 것을 밝히십시오", "remove one, or tell them apart")),
            );
        }
    }
}
