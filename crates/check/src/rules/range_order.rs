//! # 기간의 끝은 처음보다 뒤입니다
//!
//! 한 글에 `~`로 이은 날짜나 시각은 처음이 먼저입니다. `24:00`은 끝으로만 씁니다. 밤을 넘기는 시각(`22:00~06:00`)과 해를 넘기는
//! 날짜(`12. 20.~1. 5.`)는 찾지 않습니다.
//!
//! 예: `14:00~12:00`, `2019. 5. 8.~5. 3.`
//! 대신: `12:00~14:00`, `2019. 5. 3.~5. 8.`
//!
//! 근거: 처음과 끝의 셈.
//!
//! # A range ends after it begins
//!
//! Of two dates or times joined by `~` the first is the earlier one. `24:00` is only an end. Times over a night
//! (`22:00~06:00`) and dates over the end of a year (`12. 20.~1. 5.`) are left alone.
//!
//! Example: `14:00~12:00`, `2019. 5. 8.~5. 3.`
//! Instead: `12:00~14:00`, `2019. 5. 3.~5. 8.`
//!
//! Source: computed from both ends.

use std::ops::Range;

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::written::{Date, Time, range_sign};

use crate::prose::Prose;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("range-order", Layer::Content, Severity::Error, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for pair in prose.dates().windows(2) {
        let joined = range_sign(&prose.seen, pair[0].end()..pair[1].range.start).is_some();
        if joined && dates_turned(&pair[0], &pair[1]) {
            diags.push(diag(prose, pair[0].range.start..pair[1].end()));
        }
    }
    for pair in prose.times().windows(2) {
        let joined = range_sign(&prose.seen, pair[0].range.end..pair[1].range.start).is_some();
        if joined && times_turned(&pair[0], &pair[1]) {
            diags.push(diag(prose, pair[0].range.start..pair[1].range.end));
        }
    }
}

fn diag(prose: &Prose<'_>, range: Range<usize>) -> Diag {
    RULE.problem(
        prose.place(range),
        text!("기간의 끝이 처음보다 뒤가 아닙니다", "the end of the range is not after its beginning"),
    )
    .help(text!("처음과 끝을 바로잡으십시오", "correct the beginning or the end"))
}

fn dates_turned(from: &Date, to: &Date) -> bool {
    let key = |d: &Date, year: i32| (year, d.month, d.day);
    match (from.year, to.year) {
        // An end without a year is in the same year or, over the winter, in the next.
        (_, None) if from.month >= 9 && to.month <= 3 => false,
        (year, None) => earlier(key(to, year.unwrap_or(0)), key(from, year.unwrap_or(0))),
        (None, Some(_)) => false,
        (Some(first), Some(last)) => earlier(key(to, last), key(from, first)),
    }
}

type Key = (i32, u32, Option<u32>);

/// Whether a day or month is before another; if one has no day, compares months.
fn earlier(a: Key, b: Key) -> bool {
    match (a.2, b.2) {
        (Some(_), Some(_)) => a < b,
        _ => (a.0, a.1) < (b.0, b.1),
    }
}

/// From this hour on a range may pass midnight, up to that hour of the morning.
const NIGHT: (u32, u32) = (17 * 60, 10 * 60);

fn times_turned(from: &Time, to: &Time) -> bool {
    // In `오후 2시~4시` the half of the day applies to both times.
    if from.half.is_some() != to.half.is_some() {
        return false;
    }
    let (Some(start), Some(end)) = (from.minutes(), to.minutes()) else { return false };
    let night = start >= NIGHT.0 && end <= NIGHT.1;
    end <= start && (!night || start == 24 * 60)
}
