//! # 넓이와 부피의 단위는 한 글자로 씁니다
//!
//! `m2`는 넓이가 아니라 `m` 뒤의 `2`로 읽힙니다. `㎡`, `㎢`, `㎥`로 적습니다.
//!
//! 예: `120m2`
//! 대신: `120㎡`
//!
//! 근거: 행정업무운영 편람, 단위의 표기; 국가표준기본법의 법정단위.
//!
//! # Units of area and volume
//!
//! `m2` reads as a `2` behind an `m`. Areas and volumes are written `㎡`, `㎢`, `㎥`.
//!
//! Example: `120m2`
//! Instead: `120㎡`
//!
//! Source: the ministry's manual on units; the legal units of 국가표준기본법.

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::{Prose, Sign};
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("unit-sign", Layer::Manual, Severity::Info, &[Run::Text(run)]).fixing(Fixing::Named);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for sign in prose.signs().of(Sign::Unit) {
        let before = prose.seen[..sign.start].trim_end_matches(' ');
        let after = &prose.seen[sign.end..];
        if !before.ends_with(|c: char| c.is_ascii_digit() || c == '만')
            || after.starts_with(|c: char| c.is_ascii_alphanumeric())
        {
            continue;
        }
        let right = match &prose.seen[sign.clone()] {
            "km2" => "㎢",
            "cm2" => "㎠",
            "mm2" => "㎟",
            "m3" => "㎥",
            "m2" => "㎡",
            // `KM2` and `M2` may be names of models.
            _ => continue,
        };
        let place = prose.place(sign);
        let diag = RULE
            .problem(
                place.clone(),
                text!("단위의 제곱이나 세제곱을 숫자로 적었습니다", "the power of the unit is written as a digit"),
            )
            .help(text!("`{}`로 쓰십시오", "write `{}`"; right))
            .fix(place, right);
        diags.push(diag);
    }
}
