//! # `끝`은 손으로 적지 않습니다
//!
//! gian은 본문이나 붙임의 마지막 글자에서 한 글자를 띄우고 `끝.`을 적습니다. 표로 끝나면 `빈행`의 첫 칸에 `이하 빈칸`을 적습니다.
//! 본문에 손으로 적으면 두 번 나타나거나 붙임 앞에 나타납니다.
//!
//! 예: 본문의 `협조하여 주시기 바랍니다.  끝.`
//! 대신: `협조하여 주시기 바랍니다.`
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 시행규칙 제4조제5항.
//!
//! # 끝 is not typed
//!
//! gian writes `끝.` one character after the last letter of the body or of the attachments, and `이하 빈칸` into the first
//! of the empty rows (`빈행`) of a table. What is typed into the body stands a second time, or before the attachments.
//!
//! Example: `협조하여 주시기 바랍니다.  끝.` in a body
//! Instead: `협조하여 주시기 바랍니다.`
//!
//! Source: 행정업무규정 시행규칙 제4조제5항.

use std::ops::Range;

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::{Origin, Prose};
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("end-mark", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Named);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    match prose.origin {
        Origin::Body => body(prose, diags),
        Origin::Block { .. } => rest_blank(prose, 0..prose.seen.len(), diags),
        Origin::Value(_) => {}
    }
}

fn body(prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let seen = &prose.seen;
    for (at, word) in seen.match_indices("끝") {
        let line = seen[..at].rfind('\n').map_or(0, |i| i + 1);
        let after = &seen[at + word.len()..];
        let after = after.strip_prefix('.').unwrap_or(after);
        let end = seen.len() - after.len();
        let rest = after.find('\n').map_or(after, |i| &after[..i]).trim_matches([' ', '-', '\r']);
        if !rest.is_empty() {
            continue;
        }
        let before = &seen[line..at];
        let words = before.trim_end_matches([' ', '\t', '\u{3000}', '-']);
        let gap = before.len() - words.len();
        let alone = words.is_empty();
        let period = seen[..end].ends_with('.');
        // `사업이 끝.` is a sentence; it is the mark only after a full stop or a wide gap.
        let apart = gap > 1 || (gap == 1 && period && words.ends_with(['.', ')']));
        if !(alone || apart) {
            continue;
        }
        let is_item = alone && before.trim_start().starts_with('-') && rest.is_empty() && !after.starts_with(' ');
        let line_end = end + after.find('\n').unwrap_or(after.len());
        let whole = if alone { at..end } else { line + words.len()..end };
        let place = prose.place(whole.clone());
        let diag = RULE
            .problem(prose.place(at..end), text!("`끝`을 본문에 적었습니다", "`끝` is typed into the body"))
            .help(text!(
                "지우십시오. 본문이나 붙임의 끝에 gian이 적습니다",
                "remove it: gian writes it after the body or the attachments"
            ));
        // Removing only the text would leave an empty item.
        let clean = !is_item && seen[end..line_end].trim().is_empty() && !before.contains('-');
        diags.push(if clean || !alone { diag.fix(place, "") } else { diag });
    }
    for (at, word) in seen.match_indices("이하 ") {
        let line = seen[..at].rfind('\n').map_or(0, |i| i + 1);
        let end = seen[at + word.len()..].find('\n').map_or(seen.len(), |i| at + word.len() + i);
        rest_blank(prose, line..end, diags);
    }
}

/// `이하 빈칸` as the whole text of a line or cell.
fn rest_blank(prose: &Prose<'_>, range: Range<usize>, diags: &mut Vec<Diag>) {
    let text = prose.seen[range.clone()].trim_matches([' ', '-', '.', '(', ')', '\r']);
    if !["이하 빈칸", "이하빈칸", "이하 여백", "이하여백", "이하 공란"].contains(&text) {
        return;
    }
    diags.push(RULE.problem(prose.place(range), text!("`{}`을(를) 손으로 적었습니다", "`{}` is typed"; text)).help(
        text!(
            "지우고, 표의 끝에 빈 행이 있으면 `표` 블록에 `빈행: 2`처럼 적으십시오",
            "remove it, and write `빈행: 2` in the block of a table that ends with empty rows"
        ),
    ));
}
