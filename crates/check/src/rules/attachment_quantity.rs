//! # 붙임에는 명칭과 수량을 적습니다
//!
//! 문서에 첨부물이 있으면 그 명칭과 수량을 적습니다. 수량이 없으면 받는 사람이 다 받았는지 알 수 없습니다. 손으로 적은 붙임 줄만
//! 봅니다. 기록의 `붙임`에 적으면 수량을 빠뜨릴 수 없습니다.
//!
//! 예: `붙임  1. 협의·조정 결정서`
//! 대신: `붙임  1. 협의·조정 결정서 1부.`
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 시행규칙 제4조제4항.
//!
//! # An attachment is named with its number of copies
//!
//! Where something is attached, its name and number are written; without the number nobody can tell whether all of it
//! arrived. Only lines that were typed are looked at: the record cannot leave the number out.
//!
//! Example: `붙임  1. 협의·조정 결정서`
//! Instead: `붙임  1. 협의·조정 결정서 1부.`
//!
//! Source: 행정업무규정 시행규칙 제4조제4항.

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::attachments::{has_quantity, typed};
use crate::prose::{HIDDEN, Prose};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("attachment-quantity", Layer::Manual, Severity::Warning, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for entry in typed(&prose.seen).iter().flat_map(|list| &list.entries) {
        let words = &prose.seen[entry.text.clone()];
        // Hidden text at the end may contain the quantity.
        if words.is_empty() || has_quantity(words) || words.trim_end_matches('.').ends_with(HIDDEN) {
            continue;
        }
        diags.push(
            RULE.problem(
                prose.place(entry.text.clone()),
                text!("붙임에 수량이 없습니다", "the attachment has no number of copies"),
            )
            .help(text!("이름 뒤에 `1부.`처럼 수량을 적으십시오", "write the number after the name, such as `1부.`")),
        );
    }
}
