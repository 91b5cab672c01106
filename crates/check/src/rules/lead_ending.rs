//! # 머리글은 `-하고자 함`, `-보고드림`처럼 맺습니다
//!
//! 머리글은 보고하는 까닭을 알리므로 `추진하고자 함`, `보고드림`, `보고함`처럼 뜻을 나타내는 말로 맺습니다. 문장(`-다`)이나 제목처럼
//! 끝나면 무엇을 하려는 보고인지 드러나지 않습니다.
//!
//! 예: `머리글: 협의·조정 결과를 다음과 같이 정리한 보고서입니다.`
//! 대신: `머리글: 협의·조정의 결과를 보고드림`
//!
//! 근거: 시·군·구 보고서의 관행.
//!
//! # The lead ends with what is intended, such as -하고자 함 or -보고드림
//!
//! The lead says why a report is made, and ends with `추진하고자 함`, `보고드림` or `보고함`. One that ends as a sentence
//! (-다) or as a title does not show what the report is for.
//!
//! Example: `머리글: 협의·조정 결과를 다음과 같이 정리한 보고서입니다.`
//! Instead: `머리글: 협의·조정의 결과를 보고드림`
//!
//! Source: the practice of city reports.

use gian_diagnostics::{Diag, Route, Severity, text};
use gian_model::keys;

use crate::prose::{HIDDEN, Origin, Prose};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("lead-ending", Layer::Practice, Severity::Info, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.is_report() || !matches!(&prose.origin, Origin::Value(route) if *route == Route::of(keys::LEAD)) {
        return;
    }
    let words = prose.seen.trim_end_matches(['.', '*', ' ', '\n']);
    let Some(last) = words.chars().next_back() else { return };
    // 함, 드림, 바람, 있음: ㅁ under the syllable.
    let closes = ('가'..='힣').contains(&last) && (u32::from(last) - 0xAC00) % 28 == 16;
    if closes || last == HIDDEN || ["보고", "요청", "제출"].iter().any(|w| words.ends_with(w)) {
        return;
    }
    let start = words.rfind(' ').map_or(0, |i| i + 1);
    diags.push(
        RULE.problem(
            prose.place(start..words.len()),
            text!(
                "머리글이 무엇을 하려는 보고인지 나타내는 말로 끝나지 않습니다",
                "the lead does not end with what the report is for"
            ),
        )
        .help(text!("`-하고자 함`, `-보고드림`처럼 맺으십시오", "end it with -하고자 함 or -보고드림")),
    );
}
