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

use crate::check::Scope;
use crate::check::prose::Prose;
use crate::diagnostics::{Diag, Severity};
use crate::text;

pub fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for date in prose.dates() {
        let (Some(year), Some(short)) = (date.year, &date.short_year) else { continue };
        let place = prose.place(short.clone());
        let severity = if prose.is_letter() { Severity::Warning } else { Severity::Info };
        let diag = Diag::warning(
            CODE,
            place.clone(),
            text!("연도를 두 자리로 줄였습니다", "the year is shortened to two digits"),
        )
        .help(text!("`{}`처럼 네 자리로 쓰십시오", "write it in four digits: `{}`"; year));
        // There it would become the number of an item.
        let diag = if prose.begins_item(short.start) { diag } else { diag.fix(place, year.to_string()) };
        diags.push(Diag { severity, ..diag });
    }
}

const CODE: &str = "date-year";
