//! # 시각은 두 자리씩 붙여 적습니다
//!
//! 시와 분은 두 자리씩 적고 쌍점의 앞뒤를 띄우지 않습니다.
//!
//! 예: `9:00`, `10 : 00`
//! 대신: `09:00`, `10:00`
//!
//! 근거: 행정업무규정 제7조(시각의 표기); 행정업무운영 편람, 시각의 표기.
//!
//! # Two digits each, and no spaces in a time
//!
//! Hours and minutes have two digits each, and no space stands around the colon.
//!
//! Example: `9:00`, `10 : 00`
//! Instead: `09:00`, `10:00`
//!
//! Source: 행정업무규정 제7조 (times); the ministry's manual on times.

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::particle::particle;
use gian_korean::written::times::Form;

use crate::prose::Prose;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("time-spacing", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Named);

/// Words before two numbers that make them no time.
const RATIOS: [&str; 9] = ["비율", "율은", "율이", "가율", "경쟁률", "점수", "배점", "축척", "="];

/// Words that give the half of the day.
const HALVES: [&str; 8] = ["오전", "오후", "새벽", "낮 ", "저녁", "밤 ", "AM", "PM"];

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let odd = prose.times().iter().filter(|t| t.form == Form::Colon && t.half.is_none() && (t.short || t.spaced));
    for time in odd {
        let Some(right) = time.canonical() else { continue };
        // Skip ratios; hours that depend on an 오후 before them are handled by `time-half-day`.
        let before = before(&prose.seen[..time.range.start]);
        if RATIOS.iter().chain(&HALVES).any(|w| before.contains(w)) {
            continue;
        }
        let place = prose.place(time.range.clone());
        let message = match time.spaced {
            true => text!("시각의 쌍점 앞뒤를 띄웠습니다", "spaces stand around the colon of the time"),
            false => text!("시각의 시를 한 자리로 적었습니다", "the hour of the time has one digit"),
        };
        diags.push(
            RULE.problem(place.clone(), message)
                .help(text!(ko: "`{right}`{} 쓰십시오", particle(&right, "으로/로"); en: "write `{right}`"))
                .fix(place, right),
        );
    }
}

/// The last letters of a line.
fn before(text: &str) -> &str {
    let from = text.char_indices().rev().nth(24).map_or(0, |(at, _)| at);
    text[from..].rsplit('\n').next().unwrap_or_default()
}
