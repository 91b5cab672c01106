//! # 시각은 24시각제의 숫자로 적습니다
//!
//! 시각은 오전·오후를 쓰지 않고 24시각제에 따라 숫자로 적으며, 시와 분 사이에 쌍점을 찍습니다.
//!
//! 예: `오후 2시`, `오전 10:30`
//! 대신: `14:00`, `10:30`
//!
//! 근거: 행정업무규정 제7조(시각의 표기); 행정업무운영 편람, 시각의 표기.
//!
//! # Times are those of 24 hours
//!
//! A time is written in digits of 24 hours, without 오전 (morning) and 오후 (afternoon), with a colon between hours and
//! minutes.
//!
//! Example: `오후 2시`, `오전 10:30`
//! Instead: `14:00`, `10:30`
//!
//! Source: 행정업무규정 제7조 (times); the ministry's manual on times.

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::particle::particle;

use crate::prose::Prose;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("time-half-day", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Named);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for time in prose.times().iter().filter(|t| t.half.is_some()) {
        let place = prose.place(time.range.clone());
        let diag = RULE
            .problem(place.clone(), text!("시각에 오전이나 오후를 썼습니다", "the time is written with 오전 or 오후"));
        let Some(right) = time.canonical() else {
            diags.push(diag.help(text!("24시각제로 쓰십시오", "write it in 24 hours")));
            continue;
        };
        let diag = diag.help(text!(ko: "`{right}`{} 쓰십시오", particle(&right, "으로/로"); en: "write `{right}`"));
        diags.push(if exact(&prose.seen[time.range.end..]) { diag.fix(place, right) } else { diag });
    }
}

/// Whether no following time depends on the half of the day, as in `오후 2~4시`, `오후 2시, 4시`, `오후 2시 반`.
fn exact(rest: &str) -> bool {
    let rest = rest.trim_start_matches(' ');
    let next = rest.trim_start_matches(['~', '∼', '～', '〜', '-', '–', ',', '·', ' ']);
    let leans = next.len() < rest.len() && next.starts_with(|c: char| c.is_ascii_digit());
    !leans && !["반", "정각", "경"].iter().any(|word| rest.starts_with(word))
}
