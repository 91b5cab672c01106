//! # 기간의 날수는 처음 날과 끝 날을 모두 셉니다
//!
//! 기간 곁에 적은 날수(`10일간`), 박수(`2박 3일`), 달수(`6개월`)는 그 기간과 같아야 합니다. 처음 날과 끝 날을 모두 셉니다. 첫날을 빼거나(초일
//! 불산입) 평일만 센 수와 같으면 그렇게 센 것인지 묻습니다. `휴일 제외`처럼 다른 말이 함께 있으면 셈하지 않습니다.
//!
//! 예: `2019. 5. 1.~5. 10.(12일간)`
//! 대신: `2019. 5. 1.~5. 10.(10일간)`
//!
//! 근거: 적힌 사실의 계산(달력); 민법 제157조, 제160조(기간의 계산).
//!
//! # The days of a period count its first and last day
//!
//! A number of days (`10일간`), nights (`2박 3일`) or months (`6개월`) beside a period is that of the period, whose first and last
//! day both count. Where it is right without the first day, or for working days only, the message asks whether that is
//! meant. With other words, such as `휴일 제외`, nothing is computed.
//!
//! Example: `2019. 5. 1.~5. 10.(12일간)`
//! Instead: `2019. 5. 1.~5. 10.(10일간)`
//!
//! Source: computed from the calendar; 민법 제157조, 제160조 (how periods are counted).

use std::borrow::Cow;

use chrono::Datelike;
use gian_diagnostics::{Diag, Severity, Text, text};
use gian_korean::period::{self, Counts, Other, Wrong};
use gian_korean::written;

use crate::prose::Prose;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("period-days", Layer::Content, Severity::Warning, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.has_digit() || (!prose.seen.contains('일') && !prose.seen.contains("개월")) {
        return;
    }
    let year = prose.day.map(|d| d.0.year());
    let found = match prose.open() {
        Cow::Borrowed(text) => period::wrong(text, prose.dates(), year),
        Cow::Owned(text) => period::wrong(&text, &written::scan(&text).dates, year),
    };
    diags.extend(found.iter().filter(|wrong| !is_said(prose, wrong)).map(|wrong| problem(prose, wrong)));
}

/// Whether the text says that only working days count: `10일간(토·일 제외)`.
fn is_said(prose: &Prose<'_>, wrong: &Wrong) -> bool {
    /// Bytes after the number that are searched, about twenty syllables.
    const REACH: usize = 60;
    let end = wrong.stated.end;
    let after = &prose.text[end..prose.text.floor_char_boundary((end + REACH).min(prose.text.len()))];
    let line = after.lines().next().unwrap_or_default();
    let words = ["제외", "평일", "근무일", "영업일"];
    wrong.other == Some(Other::Workdays) && words.iter().any(|word| line.contains(word))
}

fn problem(prose: &Prose<'_>, wrong: &Wrong) -> Diag {
    let (right, said) = (wrong.right, wrong.said);
    let message: Text = match wrong.counts {
        Counts::Days => {
            text!("기간은 {0}일인데 {1}일로 적혀 있습니다", "the period has {0} days, not {1}"; right, said)
        }
        Counts::Nights => {
            text!("기간은 {0}박인데 {1}박으로 적혀 있습니다", "the period has {0} nights, not {1}"; right, said)
        }
        Counts::Months => {
            text!("기간은 {0}개월인데 {1}개월로 적혀 있습니다", "the period has {0} months, not {1}"; right, said)
        }
    };
    let help = match wrong.other {
        None => text!("날짜나 수를 고치십시오", "correct the dates or the number"),
        Some(Other::WithoutFirst) => text!(
            "첫날도 세십시오. 첫날을 빼고 센 것이면 `(초일 불산입 {}일)`처럼 밝히십시오",
            "count the first day too, or write `(초일 불산입 {}일)` if it does not count";
            wrong.said
        ),
        Some(Other::Workdays) => text!(
            "모든 날을 세십시오. 평일만 센 것이면 `(평일 {}일)`처럼 밝히십시오",
            "count every day, or write `(평일 {}일)` if only working days count";
            wrong.said
        ),
    };
    let diag = RULE
        .problem(prose.place(wrong.stated.clone()), message)
        .related(prose.place(wrong.period.clone()), text!("이 기간", "the period"))
        .help(help);
    if wrong.other == Some(Other::Workdays) { diag.severity(Severity::Info) } else { diag }
}
