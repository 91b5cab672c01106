//! # 금액은 세 자리마다 쉼표를 찍습니다
//!
//! 네 자리가 넘는 금액은 끝에서 세 자리마다 쉼표를 찍습니다. 쉼표가 다른 자리에 있으면 숫자가 빠졌을 수 있으므로 자동으로 고치지
//! 않습니다.
//!
//! 예: `1090000원`, `10,90천원`
//! 대신: `1,090,000원`, `1,090천원`
//!
//! 근거: 행정업무운영 편람, 숫자와 금액의 표기.
//!
//! # A comma every three digits of an amount
//!
//! An amount of four digits or more has a comma every three digits, counted from its end. Where a comma stands elsewhere a
//! digit may be missing, so that is not corrected by itself.
//!
//! Example: `1090000원`, `10,90천원`
//! Instead: `1,090,000원`, `1,090천원`
//!
//! Source: the ministry's manual on numbers and amounts.

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::particle::particle;

use crate::prose::Prose;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("money-comma", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Named);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for amount in prose.amounts() {
        let written = &prose.seen[amount.number.clone()];
        let whole = written.split('.').next().unwrap_or(written);
        let right = grouped(&whole.replace(',', ""));
        if whole == right {
            continue;
        }
        let place = prose.place(amount.number.start..amount.number.start + whole.len());
        let message = match whole.contains(',') {
            true => text!(
                "금액의 쉼표가 세 자리마다 있지 않습니다",
                "the commas of the amount are not at every three digits"
            ),
            false => text!("금액에 쉼표가 없습니다", "the amount has no commas"),
        };
        let diag = RULE.problem(place.clone(), message);
        diags.push(match whole.contains(',') {
            true => diag.help(text!(
                "숫자를 확인하고 세 자리마다 쉼표를 찍으십시오",
                "check the digits, and put a comma every three of them"
            )),
            false => diag
                .help(text!(ko: "`{right}`{} 쓰십시오", particle(&right, "으로/로"); en: "write `{right}`"))
                .fix(place, right),
        });
    }
}

/// Groups digits by three with commas.
fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
