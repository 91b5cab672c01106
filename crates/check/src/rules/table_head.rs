//! # 표의 머리는 비우거나 되풀이하지 않습니다
//!
//! 머리 칸이 비었거나 같은 머리가 둘이면 그 열이 무엇인지 알 수 없고, 표를 소리로 듣는 사람은 더욱 그렇습니다.
//!
//! 예: `열: [{머리: 구분}, {머리: ""}]`
//! 대신: `열: [{머리: 구분}, {머리: 금액}]`
//!
//! 근거: 한국형 웹 콘텐츠 접근성 지침 2.2, 표의 구성.
//!
//! # The heads of a table are neither empty nor repeated
//!
//! Under an empty head, or one that another column has too, nobody can tell what stands in the column; least of all who
//! hears the table.
//!
//! Example: `열: [{머리: 구분}, {머리: ""}]`
//! Instead: `열: [{머리: 구분}, {머리: 금액}]`
//!
//! Source: 한국형 웹 콘텐츠 접근성 지침 2.2 (KS X OT0003), tables.

use gian_diagnostics::{Diag, Place, Severity, text};

use crate::prose::Prose;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("table-head", Layer::Manual, Severity::Info, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    // Columns of an empty form take turns of labels and cells.
    if prose.is_blank_form() || !prose.is_body() || prose.structure().fences.is_empty() {
        return;
    }
    for table in prose.structure().tables() {
        for (x, head) in table.heads.iter().enumerate() {
            let place = || Place::bytes(prose.file, head.at.clone());
            if head.text.is_empty() {
                diags.push(
                    RULE.problem(place(), text!("표의 머리 칸이 비어 있습니다", "a head of the table is empty"))
                        .help(text!("열에 있는 것의 이름을 적으십시오", "name what the column holds")),
                );
            } else if let Some(other) = table.heads[..x].iter().find(|h| h.text == head.text) {
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
