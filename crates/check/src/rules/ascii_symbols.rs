//! # 화살표와 줄임표는 제 글자로 씁니다
//!
//! `->`, `=>`, `...`는 자판으로 흉내 낸 꼴입니다. 줄이 바뀌는 자리에서 갈라지고 화면 낭독기가 글자대로 읽습니다.
//!
//! 예: `접수 -> 검토`, `그 밖에...`
//! 대신: `접수 → 검토`, `그 밖에…`
//!
//! 근거: 한글 맞춤법 문장 부호(줄임표); 보고서의 관행.
//!
//! # Arrows and ellipses as their own characters
//!
//! `->`, `=>` and `...` are drawn with keys: they break at the end of a line, and screen readers read them key by key.
//!
//! Example: `접수 -> 검토`, `그 밖에...`
//! Instead: `접수 → 검토`, `그 밖에…`
//!
//! Source: Korean orthography, punctuation; practice of reports.

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::{Prose, Sign};
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("ascii-symbols", Layer::Practice, Severity::Info, &[Run::Text(run)]).fixing(Fixing::Named);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for sign in prose.signs().of(Sign::Ascii) {
        let (before, after) = (&prose.seen[..sign.start], &prose.seen[sign.end..]);
        // Part of something longer, such as a dotted line or a drawn arrow.
        if before.ends_with(['.', '-', '=', '<', '>']) || after.starts_with(['.', '-', '=', '>']) {
            continue;
        }
        let right = match &prose.seen[sign.clone()] {
            "..." => "…",
            _ => "→",
        };
        let place = prose.place(sign.clone());
        let diag = RULE
            .problem(
                place.clone(),
                text!("`{}`: 자판으로 흉내 낸 부호입니다", "`{}`: a sign drawn with keys"; &prose.seen[sign.clone()]),
            )
            .help(text!("`{}`로 쓰십시오", "write `{}`"; right))
            .fix(place, right);
        diags.push(diag);
    }
}
