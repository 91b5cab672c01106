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

use gian_diagnostics::{Diag, Place, Severity, text};
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
        let named = part_of_day(&prose.seen[..time.range.start]);
        if let Some(part) = named.filter(|_| time.hour <= 12) {
            diags.push(of_part(place, part, time.hour, time.minute));
            continue;
        }
        let diag = RULE
            .problem(
                place.clone(),
                text!("시각에 시·분의 글자를 썼습니다", "the time is written with the words for hours and minutes"),
            )
            .help(text!(ko: "`{right}`{} 쓰십시오", particle(&right, "으로/로"); en: "write `{right}`"));
        let sure = time.hour > 12 || (time.hour >= 9 && !halves);
        diags.push(if sure { diag.fix(place, right) } else { diag });
    }
}

/// A time after a word for a part of the day. Nothing is corrected, because the word would remain before the new time.
fn of_part(place: Place, part: &str, hour: u32, minute: u32) -> Diag {
    let diag = RULE.problem(
        place,
        text!("시각에 시·분의 글자를 썼습니다", "the time is written with the words for hours and minutes"),
    );
    match hour_of_day(part, hour) {
        Some(hour) => {
            let right = format!("{hour:02}:{minute:02}");
            diag.help(text!(
                ko: "`{part}`을 빼고 `{right}`{} 쓰십시오", particle(&right, "으로/로");
                en: "write `{right}` without `{part}`"
            ))
        }
        None => diag.help(text!(
            "어느 날의 몇 시인지 24시간제로 쓰십시오: 한밤은 그날의 `24:00`이나 다음 날의 `00:00`입니다",
            "write the hour of its day in 24-hour time: midnight is `24:00` of the day or `00:00` of the next"
        )),
    }
}

/// The hour in 24-hour time; `None` if the word leaves it open: `밤 12시`, `밤 2시`.
fn hour_of_day(part: &str, hour: u32) -> Option<u32> {
    match (part, hour) {
        ("새벽" | "아침", 1..=11) | ("낮", 10..=12) => Some(hour),
        ("낮", 1..=5) | ("저녁", 4..=11) | ("밤", 6..=11) => Some(hour + 12),
        _ => None,
    }
}

/// The word for a part of the day that precedes.
fn part_of_day(before: &str) -> Option<&'static str> {
    let before = before.trim_end_matches(' ');
    ["아침", "낮", "저녁", "밤", "새벽"].into_iter().find(|word| before.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::hour_of_day;

    #[test]
    fn a_part_of_the_day_decides_the_half() {
        assert_eq!(
            [("밤", 10), ("저녁", 7), ("낮", 2), ("낮", 12), ("새벽", 5)].map(|(p, h)| hour_of_day(p, h)),
            [Some(22), Some(19), Some(14), Some(12), Some(5)]
        );
        assert_eq!([("밤", 12), ("밤", 2), ("새벽", 12)].map(|(p, h)| hour_of_day(p, h)), [None; 3]);
    }
}
