//! # 어려운 행정용어 대신 쉬운 말을 씁니다
//!
//! 읽는 사람이 바로 아는 말이 좋은 말입니다. 관청에서만 쓰는 한자말을 다듬은 말과 함께 알립니다.
//!
//! 예: `익일까지 필히 제출`
//! 대신: `다음 날까지 반드시 제출`
//!
//! 근거: 국어기본법 제14조; 행정안전부가 정한 어려운 행정용어 순화 목록.
//!
//! # Plain words instead of officialese
//!
//! The best word is one that a reader knows at once. Words that only offices use are told with what to write instead.
//!
//! Example: `익일까지 필히 제출`
//! Instead: `다음 날까지 반드시 제출`
//!
//! Source: 국어기본법 제14조; the ministry's list of words to replace.

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::particle::particle;
use gian_korean::words::Kind;

use crate::prose::Prose;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("plain-words", Layer::Manual, Severity::Info, &[Run::Text(run)]).off();

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for found in prose.words().iter().filter(|f| f.word.kind == Kind::Officialese) {
        let (wrong, right) = (found.word.wrong, found.word.right);
        let is = particle(wrong, "은/는");
        diags.push(
            RULE.problem(
                prose.place(found.range.clone()),
                text!("`{wrong}`{is} 어려운 행정용어입니다", "`{wrong}` is officialese"),
            )
            .help(text!("`{}`처럼 쉬운 말로 고치십시오", "write a plain word, such as `{}`"; right)),
        );
    }
}
