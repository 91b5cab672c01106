//! # 보고서의 항목은 묻거나 외치지 않습니다
//!
//! 보고서는 사실과 결정을 적는 글입니다. 물음표와 느낌표는 알리는 글이나 인용에 씁니다.
//!
//! 예: `- 참여율이 낮은 까닭은?`
//! 대신: `- 참여율이 낮은 까닭`
//!
//! 근거: 시·군·구 보고서의 관행.
//!
//! # An item of a report does not ask or exclaim
//!
//! A report states facts and decisions. Question and exclamation marks belong to announcements and quotations.
//!
//! Example: `- 참여율이 낮은 까닭은?`
//! Instead: `- 참여율이 낮은 까닭`
//!
//! Source: the practice of city reports.

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::Prose;
use crate::prose::items::of_report;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("item-question", Layer::Practice, Severity::Info, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    of_report(prose, &mut |range, words| {
        let bare = words.trim_end_matches(['?', '!', '？', '！']);
        if bare.len() == words.len() {
            return;
        }
        diags.push(
            RULE.problem(
                prose.place(range.start + bare.len()..range.end),
                text!(
                    "보고서의 항목이 물음표나 느낌표로 끝납니다",
                    "an item of a report ends with a question or exclamation mark"
                ),
            )
            .help(text!("부호를 빼고 명사로 맺으십시오", "leave it out, and end with a noun")),
        );
    });
}
