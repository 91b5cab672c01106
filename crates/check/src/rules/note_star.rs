//! # `*`로 시작하는 줄은 설명이 아니라 항목이 됩니다
//!
//! Markdown에서 `* 글`은 `- 글`과 같은 목록입니다. 바로 위의 말을 설명하려고 쓴 `* 글`은 `□`나 `○` 항목으로 나타납니다. 한 글에서
//! `-`와 `*`를 섞어 쓴 곳만 알립니다.
//!
//! 예: `* 보조금은 분기마다 교부`
//! 대신: `> 보조금은 분기마다 교부`, 또는 각주 `[^1]`
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 시행규칙 제2조제1항.
//!
//! # A line that begins with `*` is an item, not a note
//!
//! In Markdown `* text` is a list like `- text`. What was meant to explain the line above shows as an item with `□` or
//! `○`. Only texts that mix `-` and `*` are told.
//!
//! Example: `* 보조금은 분기마다 교부`
//! Instead: `> 보조금은 분기마다 교부`, or a footnote `[^1]`
//!
//! Source: 행정업무규정 시행규칙 제2조제1항.

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::Prose;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("note-star", Layer::Manual, Severity::Warning, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.markdown || !prose.seen.contains("* ") {
        return;
    }
    let items = &prose.structure().items;
    let begins = |at: usize, sign| prose.seen[at..].starts_with(sign);
    if !items.iter().any(|item| begins(item.whole.start, '-')) {
        return;
    }
    for item in items.iter().filter(|item| begins(item.whole.start, '*')) {
        let at = item.whole.start;
        diags.push(
            RULE.problem(
                prose.place(at..at + 1),
                text!("`*`로 시작한 줄이 항목으로 나타납니다", "a line that begins with `*` shows as an item"),
            )
            .help(text!(
                "설명이면 빈 줄 뒤에 `> `로, 항목이면 `- `로 쓰십시오",
                "write `> ` after an empty line for a note, and `- ` for an item"
            )),
        );
    }
}
