//! # 날짜는 온점으로 적습니다
//!
//! 글에 적는 날짜는 붙임표나 빗금, 여덟 자리 숫자가 아니라 온점으로 적습니다. 그런 꼴은 전산 자료에만 씁니다.
//!
//! 예: `2019-05-08`, `2019/5/8`, `등록일자: 20190508`
//! 대신: `2019. 5. 8.`
//!
//! 근거: 행정업무규정 제7조(날짜의 표기); 행정업무운영 편람, 날짜의 표기.
//!
//! # Dates are written with dots
//!
//! In a text a date is written with dots, not with hyphens, slashes or as eight digits: those are forms of data.
//!
//! Example: `2019-05-08`, `2019/5/8`, `등록일자: 20190508`
//! Instead: `2019. 5. 8.`
//!
//! Source: 행정업무규정 제7조 (dates); the ministry's manual on dates.

use gian_compose::markdown::TABLE;
use gian_diagnostics::{Diag, Severity, text};
use gian_korean::written::Date;
use gian_korean::written::dates::Form;

use crate::prose::{Origin, Prose};
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("date-hyphen", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Named);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if is_data(prose) {
        return;
    }
    for date in prose.dates() {
        match date.form {
            Form::Hyphens | Form::Slashes | Form::Solid => {}
            Form::Dots | Form::Words => continue,
        }
        let place = prose.place(date.range.clone());
        let right = date.canonical();
        let diag = RULE
            .problem(place.clone(), text!("날짜를 온점으로 적지 않았습니다", "the date is not written with dots"))
            .help(text!("`{}`로 쓰십시오", "write `{}`"; right));
        diags.push(diag.fix(place, right));
    }
}

/// Whether the text is a value that a block parses as a date, such as 기한 of a 흐름도.
fn is_data(prose: &Prose<'_>) -> bool {
    let Origin::Block { fence, .. } = &prose.origin else { return false };
    let whole = |d: &Date| d.range == (0..prose.seen.len());
    fence != TABLE && prose.dates().first().is_some_and(whole)
}
