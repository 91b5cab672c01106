//! # 붙임 뒤에 쌍점을 쓰지 않습니다
//!
//! `붙임`은 두 칸을 띄우고 바로 붙임의 이름과 수량을 적습니다. 붙임은 기록의 `붙임`에 적으면 gian이 본문 끝에 이 꼴로 적으므로,
//! 본문에는 손으로 적지 않는 것이 좋습니다.
//!
//! 예: `붙임 : 1. 계획서 1부.`
//! 대신: `붙임  1. 계획서 1부.`
//!
//! 근거: 행정업무운영 편람, 첨부물의 표시; 행정업무규정 시행규칙 제4조제4항(명칭과 수량).
//!
//! # No colon after 붙임
//!
//! After `붙임` stand two spaces and then the name and number of what is attached. What the record lists under 붙임 is
//! written in this form by gian at the end of the body, so it need not be typed there at all.
//!
//! Example: `붙임 : 1. 계획서 1부.`
//! Instead: `붙임  1. 계획서 1부.`
//!
//! Source: the ministry's manual on attachments; 행정업무규정 시행규칙 제4조제4항 (name and number).

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::Prose;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("attachment-colon", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Safe);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.seen.contains("붙임") {
        return;
    }
    for (at, word) in prose.seen.match_indices("붙임") {
        // Only at the start of a line, because `다음과 같이 붙임: …` inside a sentence is no list.
        let before = prose.seen[..at].trim_end_matches([' ', '-', '*']);
        if !before.is_empty() && !before.ends_with('\n') {
            continue;
        }
        let after = &prose.seen[at + word.len()..];
        let colon = after.trim_start_matches([' ', '\t']);
        let Some(rest) = colon.strip_prefix([':', '：']) else { continue };
        let end = prose.seen.len() - rest.trim_start_matches([' ', '\t']).len();
        let place = prose.place(at..end);
        diags.push(
            RULE.problem(place.clone(), text!("`붙임` 뒤에 쌍점이 있습니다", "a colon stands after `붙임`"))
                .help(text!("쌍점을 지우고 두 칸을 띄우십시오", "remove the colon, and leave two spaces"))
                .fix(place, "붙임  "),
        );
    }
}
