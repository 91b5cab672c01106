//! # 시각에 시·분의 글자를 쓰지 않습니다
//!
//! 시각은 시와 분의 글자를 쓰지 않고 그 사이에 쌍점을 찍어 두 자리씩 적습니다. 걸리는 시간(`3시간 30분`)은 시각이 아니므로
//! 그대로 둡니다.
//!
//! 예: `14시 30분`, `9시부터`
//! 대신: `14:30`, `09:00부터`
//!
//! 근거: 행정업무규정 제7조(시각의 표기); 행정업무운영 편람, 시각의 표기.
//!
//! # Times without the words for hours and minutes
//!
//! A time is written with a colon between hours and minutes, two digits each, without the words 시 and 분. How long
//! something takes (`3시간 30분`) is no time and is left alone.
//!
//! Example: `14시 30분`, `9시부터`
//! Instead: `14:30`, `09:00부터`
//!
//! Source: 행정업무규정 제7조 (times); the ministry's manual on times.

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::particle::particle;
use gian_korean::written::times::Form;

use crate::prose::Prose;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("time-words", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Named);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    // Skip hours that depend on another one: `오후 1시부터 9시까지`, `9시부터 6시까지`.
    let halves = prose.times().iter().any(|t| t.half.is_some());
    for time in prose.times().iter().filter(|t| t.half.is_none()) {
        match time.form {
            Form::Minutes | Form::Hour => {}
            Form::Colon => continue,
        }
        let Some(right) = time.canonical() else { continue };
        let place = prose.place(time.range.clone());
        let diag = RULE
            .problem(
                place.clone(),
                text!("시각에 시·분의 글자를 썼습니다", "the time is written with the words for hours and minutes"),
            )
            .help(text!(ko: "`{right}`{} 쓰십시오", particle(&right, "으로/로"); en: "write `{right}`"));
        let sure = time.hour > 12 || (time.hour >= 9 && !halves && !is_named(&prose.seen[..time.range.start]));
        diags.push(if sure { diag.fix(place, right) } else { diag });
    }
}

/// Whether a word for a part of the day precedes.
fn is_named(before: &str) -> bool {
    let before = before.trim_end_matches(' ');
    ["아침", "낮", "저녁", "밤", "새벽"].iter().any(|word| before.ends_with(word))
}
