//! # 보고서의 항목에는 `해야 한다`를 쓰지 않습니다
//!
//! 보고서는 할 일을 정하는 글이므로 누가 무엇을 한다고 적습니다. `해야 한다`는 의견을 말하는 글의 끝맺음입니다.
//!
//! 예: `- 예산을 확보해야 한다.`
//! 대신: `- 예산 확보 필요` 또는 `- 기획담당관이 예산을 확보함`
//!
//! 근거: 시·군·구 보고서의 관행.
//!
//! # An item of a report does not say 해야 한다
//!
//! A report says what is done and by whom; 해야 한다 (one must) is how an opinion ends.
//!
//! Example: `- 예산을 확보해야 한다.`
//! Instead: `- 예산 확보 필요`, or `- 기획담당관이 예산을 확보함`
//!
//! Source: the practice of city reports.

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::Prose;
use crate::prose::items::of_report;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("item-deontic", Layer::Practice, Severity::Info, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    of_report(prose, &mut |range, words| {
        if !is_deontic(words) {
            return;
        }
        let last = words.rmatch_indices(' ').nth(1).map_or(0, |(i, _)| i + 1);
        diags.push(
            RULE.problem(
                prose.place(range.start + last..range.end),
                text!("보고서의 항목이 `해야 한다`로 끝납니다", "an item of a report ends with 해야 한다"),
            )
            .help(text!("`필요`로 맺거나 누가 무엇을 하는지 적으십시오", "end it with 필요, or say who does what")),
        );
    });
}

/// Whether an item ends with 해야 한다 or another form of it.
pub(super) fn is_deontic(words: &str) -> bool {
    let words = words.trim_end_matches(['.', '*', ' ']);
    ["야 한다", "야한다", "야 합니다", "야 할 것이다", "야 된다"].iter().any(|end| words.ends_with(end))
}
