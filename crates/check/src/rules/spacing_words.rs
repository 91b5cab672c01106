//! # 의존 명사와 `및`은 띄어 씁니다
//!
//! `수`, `것`, `때` 같은 의존 명사는 앞말과 띄어 쓰고, `및`은 앞뒤를 띄어 씁니다. 붙여 써도 되는 뜻이 있는 말은 묻지 않습니다.
//!
//! 예: `소통할수 있는 장치`
//! 대신: `소통할 수 있는 장치`
//!
//! 근거: 한글 맞춤법 제2항, 제42항, 제45항, 제47항.
//!
//! # Dependent nouns and 및 stand apart
//!
//! Dependent nouns such as 수, 것 and 때 are written apart from the word before, and 및 from both. Nothing is said of words
//! that may be joined in another sense.
//!
//! Example: `소통할수 있는 장치`
//! Instead: `소통할 수 있는 장치`
//!
//! Source: 한글 맞춤법 제2항, 제42항, 제45항, 제47항.

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::spacing;

use crate::prose::Prose;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("spacing-words", Layer::Manual, Severity::Info, &[Run::Text(run)]).fixing(Fixing::Named);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for missing in spacing::find(&prose.seen) {
        let place = prose.place(missing.range.clone());
        let written = &prose.text[missing.range];
        diags.push(
            RULE.problem(place.clone(), text!("`{}`에 띄어쓰기가 빠졌습니다", "`{}` lacks a space"; written))
                .help(text!("`{}`처럼 띄어 쓰십시오", "write `{}`"; missing.right))
                .fix(place, missing.right.clone()),
        );
    }
}
