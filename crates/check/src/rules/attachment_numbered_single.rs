//! # 붙임이 하나이면 번호를 붙이지 않습니다
//!
//! 붙임이 둘 이상일 때만 `1.`, `2.`로 나누어 적습니다. 하나뿐인데 `1.`이 있으면 빠뜨린 붙임이 있는 것처럼 보입니다.
//!
//! 예: `붙임  1. 계획서 1부.  끝.`
//! 대신: `붙임  계획서 1부.  끝.`
//!
//! 근거: 행정업무운영 편람, 첨부물의 표시.
//!
//! # A single attachment has no number
//!
//! Attachments are numbered where there are two or more. A lone `1.` reads as if another had been forgotten.
//!
//! Example: `붙임  1. 계획서 1부.  끝.`
//! Instead: `붙임  계획서 1부.  끝.`
//!
//! Source: the ministry's manual on attachments.

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::Prose;
use crate::prose::attachments::typed;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("attachment-numbered-single", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Safe);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for list in typed(&prose.seen) {
        let [only] = &list.entries[..] else { continue };
        let Some(number) = only.number.clone() else { continue };
        let place = prose.place(number);
        diags.push(
            RULE.problem(place.clone(), text!("붙임이 하나인데 번호가 있습니다", "the only attachment has a number"))
                .help(text!(
                    "번호를 지우십시오. 붙임이 더 있으면 아래에 `2.`를 적으십시오",
                    "remove the number, or write the other attachments below it"
                ))
                .fix(place, ""),
        );
    }
}
