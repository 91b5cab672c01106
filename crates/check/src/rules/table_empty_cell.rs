//! # 숫자 칸은 비우지 않습니다
//!
//! 수가 적힌 열의 빈칸은 0인지, 해당이 없는지, 빠뜨린 것인지 알 수 없습니다. 없으면 `-`를 적고, 가렸으면 표시를 합니다.
//!
//! 예: `["기타", ""]`
//! 대신: `["기타", "-"]`
//!
//! `제목칸`이나 `높이`가 있는 표는 손으로 채우는 서식이므로 보지 않습니다.
//!
//! 근거: 시·군·구 보고서와 통계표의 관행.
//!
//! # A cell for a number is not left empty
//!
//! An empty cell in a column of numbers may be zero, not applicable or forgotten. Write `-` where there is nothing, and a
//! mark where it is withheld.
//!
//! Example: `["기타", ""]`
//! Instead: `["기타", "-"]`
//!
//! A table with `제목칸` or `높이` is a form to be filled in by hand and is not looked at.
//!
//! Source: the practice of city reports and of statistical tables.

use gian_diagnostics::{Diag, Place, Severity, text};

use crate::prose::Prose;
use crate::prose::table::{Amount, Table};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("table-empty-cell", Layer::Practice, Severity::Info, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    // The cells of an empty form are filled in by hand.
    if prose.is_blank_form() || !prose.is_body() || prose.structure().fences.is_empty() {
        return;
    }
    // The empty cells of a form are to be filled in.
    for table in prose.structure().tables().iter().filter(|t| !t.form) {
        for x in (0..table.heads.len()).filter(|x| is_empty(table, *x)) {
            let head = &table.heads[x];
            diags.push(
                RULE.problem(
                    Place::bytes(prose.file, head.at.clone()),
                    text!("`{}` 열이 비어 있습니다", "the column `{}` is empty"; head.text),
                )
                .help(text!(
                    "가린 값이면 `[가릴 말](비공개:6)`으로 표시하고, 없으면 `-`를 적거나 열을 지우십시오",
                    "mark what is withheld as `[words](비공개:6)`; write `-` where there is nothing, or remove the column"
                )),
            );
        }
        for x in (0..table.heads.len()).filter(|x| is_of_numbers(table, *x)) {
            let empty = table.rows.iter().filter(|r| !r.total).map(|r| &r.cells[x]).filter(|c| c.text.is_empty());
            for cell in empty {
                diags.push(
                    RULE.problem(
                        Place::bytes(prose.file, cell.at.clone()),
                        text!("숫자 칸이 비어 있습니다", "a cell for a number is empty"),
                    )
                    .help(text!("없으면 `-`를 적으십시오", "write `-` where there is nothing")),
                );
            }
        }
    }
}

/// Whether a column has a head and only empty cells, and is not to be filled in by hand.
fn is_empty(table: &Table, x: usize) -> bool {
    const BY_HAND: [&str; 8] = ["비고", "서명", "날인", "확인", "점수", "수령", "의견", "기재"];
    let head = &table.heads[x].text;
    let by_hand = head.is_empty() || BY_HAND.iter().any(|w| head.contains(w));
    let mut cells = table.rows.iter().filter(|r| !r.total).map(|r| &r.cells[x].text).peekable();
    !by_hand && table.rows.len() > 1 && cells.peek().is_some() && cells.all(String::is_empty)
}

/// Whether most cells of a column are numbers.
fn is_of_numbers(table: &Table, x: usize) -> bool {
    let filled = table.rows.iter().filter(|r| !r.total && !r.cells[x].text.is_empty());
    let (mut numbers, mut all) = (0, 0);
    for row in filled {
        all += 1;
        numbers += usize::from(matches!(row.cells[x].amount, Amount::Number(_) | Amount::Nothing));
    }
    numbers >= 2 && numbers == all
}
