//! # 항목의 단계는 서식이 가진 만큼만 나눕니다
//!
//! 보고서의 항목은 `□`, `○`, `-`, `·`의 네 단계, 공문의 항목은 `1.`부터 `㉮`까지 여덟 단계입니다. 그보다 깊으면 위아래를 가르는
//! 기호가 없습니다.
//!
//! 예: 보고서에서 다섯째 단계의 항목
//! 대신: 표로 쓰거나 위 단계로 올린 항목
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 시행규칙 제2조제1항; 보고서의 관행(□, ○, -, ·).
//!
//! # Items have no more levels than their form
//!
//! A report has four levels (`□`, `○`, `-`, `·`) and a letter eight (`1.` to `㉮`). Deeper ones have no marker that tells
//! them from those above.
//!
//! Example: an item of the fifth level in a report
//! Instead: a table, or an item that is raised
//!
//! Source: 행정업무규정 시행규칙 제2조제1항; the practice of reports (□, ○, -, ·).

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::Prose;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("item-depth", Layer::Manual, Severity::Warning, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.markdown {
        return;
    }
    let most = if prose.is_letter() { LETTER } else { REPORT };
    let structure = prose.structure();
    for list in structure.lists.iter().filter(|l| l.level == most + 1) {
        let end = prose.text[list.range.clone()].find('\n').map_or(list.range.end, |i| list.range.start + i);
        diags.push(
            RULE.problem(
                prose.place(list.range.start..end),
                text!("항목이 {}단계보다 깊습니다", "items go deeper than {} levels"; most),
            )
            .help(text!("단계를 줄이거나 표로 쓰십시오", "use fewer levels, or a table")),
        );
    }
}

/// Levels of a letter and of a report.
const LETTER: u8 = 8;
const REPORT: u8 = 4;
