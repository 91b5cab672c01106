//! # 따옴표는 둥근 것을 씁니다
//!
//! 우리말을 묶는 따옴표는 여는 것과 닫는 것이 다른 `“ ”`, `‘ ’`입니다. 자판의 곧은 따옴표는 여닫음을 알 수 없습니다. 켜야
//! 찾습니다.
//!
//! 예: `"제1차 협의·조정"`
//! 대신: `“제1차 협의·조정”`
//!
//! 근거: 한글 맞춤법 문장 부호(따옴표).
//!
//! # Curved quotation marks
//!
//! Korean words stand between `“ ”` or `‘ ’`, which differ at both ends; the straight marks of a keyboard do not tell which
//! end they are. Off unless asked for.
//!
//! Example: `"제1차 협의·조정"`
//! Instead: `“제1차 협의·조정”`
//!
//! Source: Korean orthography, quotation marks.

use std::ops::Range;

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::particle::particle;

use crate::prose::{HIDDEN, Prose, Sign};
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("quotes", Layer::Manual, Severity::Info, &[Run::Text(run)]).fixing(Fixing::Named).off();

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let mut open: Option<Range<usize>> = None;
    for sign in prose.signs().of(Sign::Straight) {
        let Some(first) = open.take() else {
            open = begins(&prose.seen, &sign).then_some(sign);
            continue;
        };
        let inner = &prose.seen[first.end..sign.start];
        let mark = &prose.seen[sign.clone()];
        if &prose.seen[first.clone()] != mark || inner.contains('\n') {
            open = begins(&prose.seen, &sign).then_some(sign);
            continue;
        }
        let korean = inner.contains(|c: char| ('가'..='힣').contains(&c)) && !inner.contains(HIDDEN);
        if !korean || inner.ends_with(' ') {
            continue;
        }
        let (left, right) = if mark == "\"" { ("“", "”") } else { ("‘", "’") };
        diags.push(
            RULE.problem(
                prose.place(first.start..sign.end),
                text!("곧은 따옴표를 썼습니다", "straight quotation marks are used"),
            )
            .help(text!(ko: "`{left}{inner}{right}`{} 쓰십시오", particle(inner, "으로/로"); en: "write `{left}{inner}{right}`"))
            .fix(prose.place(first), left)
            .fix(prose.place(sign), right),
        );
    }
}

/// Whether a quotation can begin here: after a space or bracket, before a letter.
fn begins(text: &str, sign: &Range<usize>) -> bool {
    let before = text[..sign.start].chars().next_back();
    let after = text[sign.end..].chars().next();
    before.is_none_or(|c| c.is_whitespace() || "([,·:".contains(c)) && after.is_some_and(|c| !c.is_whitespace())
}
