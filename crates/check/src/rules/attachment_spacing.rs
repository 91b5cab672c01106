//! # `붙임` 뒤에는 두 칸을 띄웁니다
//!
//! `붙임`과 붙임의 이름 사이는 2타(두 칸)입니다. 한 칸만 띄우거나 탭으로 띄우면 여러 붙임의 줄이 맞지 않습니다. 붙임을 기록의
//! `붙임`에 적으면 gian이 이 간격으로 적습니다.
//!
//! 예: `붙임 1. 계획서 1부.`
//! 대신: `붙임  1. 계획서 1부.`
//!
//! 근거: 행정업무운영 편람, 첨부물의 표시.
//!
//! # Two spaces after 붙임
//!
//! Between `붙임` and the name of what is attached stand two half-width spaces. With one, or with a tab, the lines of
//! several attachments do not stand below one another. What the record lists under 붙임 is written so by gian.
//!
//! Example: `붙임 1. 계획서 1부.`
//! Instead: `붙임  1. 계획서 1부.`
//!
//! Source: the ministry's manual on attachments.

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::Prose;
use crate::prose::attachments::typed;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("attachment-spacing", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Named);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for list in typed(&prose.seen) {
        let gap = &prose.seen[list.gap.clone()];
        // There is no gap before a line break, and a colon has a rule of its own.
        let on_line = prose.seen[list.gap.end..].starts_with(|c: char| c != '\n');
        if list.colon || gap == "  " || !on_line {
            continue;
        }
        let place = prose.place(list.head.clone());
        diags.push(
            RULE.problem(
                place.clone(),
                text!("`붙임` 뒤에 두 칸을 띄우지 않았습니다", "`붙임` is not followed by two spaces"),
            )
            .help(text!("두 칸을 띄우십시오", "leave two spaces"))
            .fix(place, "붙임  "),
        );
    }
}
