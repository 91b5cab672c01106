//! # 제목의 번호는 손으로 적지 않습니다
//!
//! `##` 제목의 `Ⅰ.`과 `###` 제목의 `1.`은 gian이 차례대로 적습니다. 손으로 적으면 `Ⅰ. Ⅰ. 개요`처럼 두 번 나타납니다.
//!
//! 예: `## Ⅰ. 추진 배경`
//! 대신: `## 추진 배경`
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 시행규칙 제2조제1항.
//!
//! # Numbers of headings are not typed
//!
//! gian writes `Ⅰ.` before a `##` heading and `1.` before a `###` heading, in their order. One that is typed stands
//! twice, as in `Ⅰ. Ⅰ. 개요`.
//!
//! Example: `## Ⅰ. 추진 배경`
//! Instead: `## 추진 배경`
//!
//! Source: 행정업무규정 시행규칙 제2조제1항.

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::Prose;
use crate::prose::markers::{Marker, at_start};
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("heading-marker", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Named);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.is_body() {
        return;
    }
    for heading in &prose.structure().headings {
        let line = &prose.seen[heading.range.clone()];
        let title = line.trim_start_matches(['#', ' ']);
        let start = heading.range.start + line.len() - title.len();
        let Some(end) = marker(title) else { continue };
        let place = prose.place(start..start + end);
        let typed = title[..end].trim_end().trim_end_matches('\\');
        diags.push(
            RULE.problem(
                place.clone(),
                text!("제목의 번호 `{}`을(를) 손으로 적었습니다", "the number `{}` of the heading is typed"; typed),
            )
            .help(text!("지우십시오. 번호는 gian이 적습니다", "remove it: gian writes the number"))
            .fix(place, ""),
        );
    }
}

/// Bytes of the marker of a title; excludes note signs and circled numbers, which may be part of it.
fn marker(title: &str) -> Option<usize> {
    match at_start(title)? {
        (Marker::Sign | Marker::Roman | Marker::Statutory, end) => Some(end),
        (Marker::Note | Marker::Circled, _) => None,
    }
}
