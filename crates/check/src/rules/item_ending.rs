//! # 보고서의 항목은 명사나 `-함`, `-음`으로 맺습니다
//!
//! 개조식 보고서의 항목은 `추진함`, `필요`, `있음`처럼 짧게 맺습니다. `-다`로 끝나는 문장은 공문이나 회의록의 글입니다. 인용한 말은
//! 따옴표로 묶으면 묻지 않습니다. 보고서와 계획서의 본문만 보며, 여러 문서에 실리는 사실(`plan.yaml`, `review.yaml`)은 보지 않습니다.
//!
//! 예: `- 주민 설명회를 두 차례 개최한다.`
//! 대신: `- 주민 설명회를 두 차례 개최`
//!
//! 근거: 시·군·구 보고서의 관행(-다로 끝나는 항목 0%).
//!
//! # An item of a report ends with a noun, or with -함 or -음
//!
//! Items end shortly, as in `추진함`, `필요` or `있음`. Sentences that end with -다 belong to letters and minutes. Words
//! that are quoted, in quotation marks, are not asked about. Only the bodies of reports and plans are checked, not facts
//! (`plan.yaml`, `review.yaml`), which letters and minutes print too.
//!
//! Example: `- 주민 설명회를 두 차례 개최한다.`
//! Instead: `- 주민 설명회를 두 차례 개최`
//!
//! Source: the practice of city reports (no item ends with -다).

use gian_diagnostics::{Diag, Severity, text};
use gian_kinds::Form;

use crate::prose::Prose;
use crate::prose::items::{ends_as_sentence, of_report};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("item-ending", Layer::Practice, Severity::Info, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !matches!(prose.form, Some(Form::Report | Form::Plan)) {
        return;
    }
    of_report(prose, &mut |range, words| {
        // 해야 한다 has a rule of its own.
        if !ends_as_sentence(words) || super::item_deontic::is_deontic(words) {
            return;
        }
        let last = words.rfind(' ').map_or(0, |i| i + 1);
        diags.push(
            RULE.problem(
                prose.place(range.start + last..range.end),
                text!("보고서의 항목이 `-다`로 끝납니다", "an item of a report ends with -다"),
            )
            .help(text!("명사나 `-함`, `-음`으로 맺으십시오", "end it with a noun, or with -함 or -음")),
        );
    });
}
