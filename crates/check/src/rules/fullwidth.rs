//! # 숫자와 로마자는 반각으로 씁니다
//!
//! 한글만큼 넓은 전각 숫자와 로마자는 다른 글자라서 찾기와 셈에서 빠집니다.
//!
//! 예: `１２명`, `ＡＩ`
//! 대신: `12명`, `AI`
//!
//! 근거: 행정업무운영 편람, 숫자의 표기(아라비아 숫자); 전산 처리의 관행.
//!
//! # Digits and letters of normal width
//!
//! Digits and letters as wide as Hangul are other characters, which searches and computations miss.
//!
//! Example: `１２명`, `ＡＩ`
//! Instead: `12명`, `AI`
//!
//! Source: the ministry's manual on Arabic numerals; practice of data processing.

use std::ops::Range;

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::particle::particle;

use crate::prose::{Prose, Sign};
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("fullwidth", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Named);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let mut run: Option<Range<usize>> = None;
    for sign in prose.signs().of(Sign::Wide) {
        match &mut run {
            Some(open) if open.end == sign.start => open.end = sign.end,
            _ => diags.extend(run.replace(sign).map(|done| diag(prose, done))),
        }
    }
    diags.extend(run.map(|done| diag(prose, done)));
}

fn diag(prose: &Prose<'_>, range: Range<usize>) -> Diag {
    let narrow: String = prose.seen[range.clone()].chars().map(narrow).collect();
    let place = prose.place(range);
    RULE.problem(place.clone(), text!("전각 숫자나 로마자를 썼습니다", "digits or letters are of full width"))
        .help(text!(ko: "`{narrow}`{} 쓰십시오", particle(&narrow, "으로/로"); en: "write `{narrow}`"))
        .fix(place, narrow)
}

/// The ASCII character for a full-width one.
fn narrow(c: char) -> char {
    char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
}
