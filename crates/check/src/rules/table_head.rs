//! # 표의 머리는 비우거나 되풀이하지 않습니다
//!
//! 머리 칸이 비었거나 같은 머리가 둘이면 그 열이 무엇인지 알 수 없고, 표를 소리로 듣는 사람은 더욱 그렇습니다. 이름칸과 빈칸으로 된 서식, 머리를
//! 모두 비운 표, `성명, 서명, 성명, 서명`처럼 한 벌을 나란히 되풀이한 표는 묻지 않습니다.
//!
//! 예: `열: [{머리: 구분}, {머리: ""}]`
//! 대신: `열: [{머리: 구분}, {머리: 금액}]`
//!
//! 근거: 한국형 웹 콘텐츠 접근성 지침 2.2, 표의 구성.
//!
//! # The heads of a table are neither empty nor repeated
//!
//! Under an empty head, or one that another column has too, nobody can tell what stands in the column; least of all who
//! hears the table. Forms of label cells and blanks, tables whose heads are all empty, and tables that repeat a set of columns
//! side by side (`성명, 서명, 성명, 서명`) are not asked about.
//!
//! Example: `열: [{머리: 구분}, {머리: ""}]`
//! Instead: `열: [{머리: 구분}, {머리: 금액}]`
//!
//! Source: 한국형 웹 콘텐츠 접근성 지침 2.2 (KS X OT0003), tables.

use gian_diagnostics::{Diag, Place, Severity, text};

use crate::prose::Prose;
use crate::prose::table::{Amount, Table};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("table-head", Layer::Manual, Severity::Info, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    // Columns of an empty form take turns of labels and cells.
    if prose.is_blank_form() || !prose.is_body() || prose.structure().fences.is_empty() {
        return;
    }
    for table in prose.structure().tables().iter().filter(|t| !t.headless && !is_form(t) && !is_side_by_side(t)) {
        for (x, head) in table.heads.iter().enumerate() {
            let place = || Place::bytes(prose.file, head.at.clone());
            if head.text.is_empty() {
                diags.push(
                    RULE.problem(place(), text!("표의 머리 칸이 비어 있습니다", "a head of the table is empty"))
                        .help(text!("열에 있는 것의 이름을 적으십시오", "name what the column holds")),
                );
            } else if let Some(other) =
                table.heads[..x].iter().find(|h| h.text == head.text && head.amount != Amount::Nothing)
            {
                diags.push(
                    RULE.problem(
                        place(),
                        text!("같은 머리글이 표에 둘 있습니다: `{}`", "two columns have the head `{}`"; head.text),
                    )
                    .related(
                        Place::bytes(prose.file, other.at.clone()),
                        text!("여기에도 있습니다", "it stands here too"),
                    )
                    .help(text!("`2023년 예산`처럼 서로 다르게 적으십시오", "tell them apart, as in 2023년 예산")),
                );
            }
        }
    }
}

/// Whether a table is a form: without heads, or with blanks to fill in below each empty head.
fn is_form(table: &Table) -> bool {
    let empty: Vec<usize> = (0..table.heads.len()).filter(|x| table.heads[*x].text.is_empty()).collect();
    let blank = |x: &usize| table.rows.iter().filter(|r| r.cells[*x].text.is_empty()).count() * 2 >= table.rows.len();
    let labels =
        table.heads.chunks(2).all(|pair| pair.len() == 2 && !pair[0].text.is_empty() && pair[1].text.is_empty());
    empty.len() == table.heads.len() || (!empty.is_empty() && (labels || empty.iter().all(blank)))
}

/// Whether a set of two or more columns is repeated.
fn is_side_by_side(table: &Table) -> bool {
    let heads: Vec<&str> = table.heads.iter().map(|h| h.text.as_str()).collect();
    let repeats =
        |width: usize| heads.len().is_multiple_of(width) && heads.chunks(width).all(|set| set == &heads[..width]);
    heads.len() <= 40 && (2..=heads.len() / 2).any(repeats)
}
