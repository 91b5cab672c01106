//! # 항목을 `것임`으로 맺지 않습니다
//!
//! `할 것임`은 하겠다는 뜻인지 그러리라는 짐작인지 알 수 없습니다. 하기로 한 일은 `함`으로, 짐작은 `예상됨`으로 적습니다.
//!
//! 예: `- 하반기에 추진할 것임`
//! 대신: `- 하반기에 추진함`
//!
//! 근거: 시·군·구 보고서의 관행.
//!
//! # An item does not end with 것임
//!
//! `할 것임` may mean that something will be done, or that somebody expects it. What was decided is `함`, what is expected
//! is `예상됨`.
//!
//! Example: `- 하반기에 추진할 것임`
//! Instead: `- 하반기에 추진함`
//!
//! Source: the practice of city reports.

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::Prose;
use crate::prose::items::of_report;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("item-vague", Layer::Practice, Severity::Info, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    of_report(prose, &mut |range, words| {
        let bare = words.trim_end_matches(['.', '*', ' ']);
        if !bare.ends_with(" 것임") {
            return;
        }
        let end = range.start + bare.len();
        diags.push(
            RULE.problem(
                prose.place(end - "것임".len()..end),
                text!(
                    "항목이 `것임`으로 끝나 뜻이 흐립니다",
                    "the item ends with 것임, which leaves open what is meant"
                ),
            )
            .help(text!(
                "하기로 한 일은 `함`, 짐작은 `예상됨`으로 쓰십시오",
                "write 함 for what is decided, 예상됨 for what is expected"
            )),
        );
    });
}
