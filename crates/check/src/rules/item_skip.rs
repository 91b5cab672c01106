//! # 항목의 단계를 건너뛰지 않습니다
//!
//! 항목은 첫째 단계부터 차례로 나눕니다. `- - 글`처럼 위 단계의 글이 없이 아래 단계가 시작되면 `□` 없는 `○`, `1.` 없는 `가.`가
//! 됩니다.
//!
//! 예: `- - 접수 기간`
//! 대신: `- 접수` 아래에 `  - 접수 기간`
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 시행규칙 제2조제1항.
//!
//! # No level of items is skipped
//!
//! Items are divided from the first level on. A lower level without a text above it, as in `- - 글`, gives a `○` without
//! its `□`, or a `가.` without its `1.`.
//!
//! Example: `- - 접수 기간`
//! Instead: `  - 접수 기간` below `- 접수`
//!
//! Source: 행정업무규정 시행규칙 제2조제1항.

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::Prose;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("item-skip", Layer::Manual, Severity::Warning, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.markdown {
        return;
    }
    let structure = prose.structure();
    for list in &structure.lists {
        let Some(parent) = list.parent.map(|i| &structure.items[i]) else { continue };
        // Markdown parses `- 2024. 3. 15.에` as a numbered list, which is rejected separately.
        if prose.text[list.range.start..].starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let between = &prose.text[parent.whole.start..list.range.start];
        // The missing text may be a picture or template code.
        if !parent.text.is_empty() || !between.trim_matches(['-', '*', '+', ' ', '\n', '\r']).is_empty() {
            continue;
        }
        let end = prose.text[list.range.clone()].find('\n').map_or(list.range.end, |i| list.range.start + i);
        diags.push(
            RULE.problem(
                prose.place(parent.whole.start..end),
                text!(
                    "위 단계의 글이 없이 아래 단계의 항목이 시작됩니다",
                    "an item begins without a text of the level above it"
                ),
            )
            .help(text!(
                "위 단계의 글을 쓰거나 한 단계 올리십시오",
                "write the text of the level above, or raise the item by one level"
            )),
        );
    }
}
