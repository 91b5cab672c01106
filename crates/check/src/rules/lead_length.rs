//! # 머리글은 140자 안에서 씁니다
//!
//! 보고서의 머리글은 왜 무엇을 보고하는지 한 문장으로 알리는 글상자입니다. 세 줄을 넘으면 본문이 됩니다.
//!
//! 예: 배경과 경과를 모두 적은 머리글
//! 대신: 배경은 `## 추진 배경`으로 옮기고, 머리글에는 보고하는 까닭만
//!
//! 근거: 시·군·구 보고서의 관행.
//!
//! # The lead has no more than 140 characters
//!
//! The box at the head of a report says in a sentence what is reported and why. Beyond three lines it is a body.
//!
//! Example: a lead with the whole background
//! Instead: the background under `## 추진 배경`, and in the lead only why the report is made
//!
//! Source: the practice of city reports.

use gian_diagnostics::{Diag, Route, Severity, text};
use gian_model::keys;

use crate::prose::{Origin, Prose};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("lead-length", Layer::Practice, Severity::Info, &[Run::Text(run)]);

/// Maximum number of characters of a lead.
const MOST: usize = 140;

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !matches!(&prose.origin, Origin::Value(route) if *route == Route::of(keys::LEAD)) {
        return;
    }
    let count = prose.text.trim().chars().count();
    if count > MOST {
        diags.push(
            RULE.problem(
                prose.place(0..prose.text.trim_end().len()),
                text!("머리글이 {}자로 깁니다 ({}자까지)", "the lead has {} characters (up to {} read well)"; count, MOST),
            )
            .help(text!("한 문장으로 줄이고 나머지는 본문으로 옮기십시오", "make it one sentence, and move the rest to the body")),
        );
    }
}
