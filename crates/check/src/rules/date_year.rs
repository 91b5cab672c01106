//! # 연도는 네 자리로 적습니다
//!
//! 연도를 두 자리로 줄이면 오래 보존하는 문서에서 어느 해인지 알 수 없습니다. 보고서에서는 널리 쓰므로 참고로만 알리고,
//! 공문에서는 경고합니다.
//!
//! 예: `’19. 5. 8.`
//! 대신: `2019. 5. 8.`
//!
//! 근거: 행정업무운영 편람, 날짜의 표기. 보고서의 두 자리 연도는 기관의 관행입니다.
//!
//! # Years have four digits
//!
//! A year of two digits cannot be told in a document that is kept for long. Reports use it widely, so it is only
//! remarked there; in letters it is a warning.
//!
//! Example: `’19. 5. 8.`
//! Instead: `2019. 5. 8.`
//!
//! Source: the ministry's manual on dates. Years of two digits in reports are a practice of offices.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::written::Date;

use crate::prose::Prose;
use crate::{Fixing, Layer, Rule, Run};

pub(super) const RULE: Rule =
    Rule::new("date-year", Layer::Manual, Severity::Warning, &[Run::File(run)]).fixing(Fixing::Named);

/// Report a habit once per file, with all its places to correct.
pub(super) fn run(pieces: &[Prose<'_>], diags: &mut Vec<Diag>) {
    let places: Vec<(Place, i32)> = pieces.iter().flat_map(places).collect();
    let Some((first, year)) = places.first() else { return };
    let times = places.len();
    let severity = if pieces[0].is_letter() { Severity::Warning } else { Severity::Info };
    let diag = RULE.problem(
        first.clone(),
        text!("연도를 두 자리로 줄였습니다 (이 파일에 {}곳)", "years are shortened to two digits ({} in this file)"; times),
    )
    .help(text!("`{}`처럼 네 자리로 쓰십시오", "write them in four digits: `{}`"; year));
    let diag = places.into_iter().fold(diag, |diag, (place, year)| diag.fix(place, year.to_string()));
    diags.push(diag.severity(severity));
}

fn places(prose: &Prose<'_>) -> Vec<(Place, i32)> {
    let short = |date: &Date| Some((prose.place(date.short_year.clone()?), date.year?));
    prose.dates().iter().filter_map(short).collect()
}
