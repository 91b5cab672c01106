//! # 우리말 글에 긴 줄표를 쓰지 않습니다
//!
//! `—`, `–`는 공문서에서 거의 쓰지 않는 부호입니다. 기간에는 `~`, 덧붙이는 말에는 괄호나 쉼표를 씁니다. 켜야 찾습니다.
//!
//! 예: `협의·조정 — 조건부 승인`
//! 대신: `협의·조정(조건부 승인)`
//!
//! 근거: 기관의 관행. 한글 맞춤법 문장 부호에는 줄표가 있습니다.
//!
//! # No long dashes in Korean text
//!
//! `—` and `–` are hardly used in official documents: a range has `~`, an addition has brackets or a comma. Off unless
//! asked for.
//!
//! Example: `협의·조정 — 조건부 승인`
//! Instead: `협의·조정(조건부 승인)`
//!
//! Source: practice of offices; Korean orthography does have a dash.

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::{Prose, Sign};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("em-dash", Layer::Practice, Severity::Info, &[Run::Text(run)]).off();

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for sign in prose.signs().of(Sign::Dash) {
        // Between digits it is a range, for which another rule exists.
        let digit = |c: char| c.is_ascii_digit() || c == '.';
        let (before, after) = (&prose.seen[..sign.start], &prose.seen[sign.end..]);
        if before.ends_with(digit) || after.starts_with(digit) {
            continue;
        }
        diags.push(
            RULE.problem(prose.place(sign), text!("긴 줄표를 썼습니다", "a long dash is used"))
                .help(text!("괄호나 쉼표로 바꾸십시오", "use brackets or a comma")),
        );
    }
}
