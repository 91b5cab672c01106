//! # 항목 기호는 손으로 적지 않습니다
//!
//! 보고서의 `□`, `○`, `-`와 공문의 `1.`, `가.`, `1)`은 목록의 단계에 따라 gian이 적습니다. 글의 첫머리에 손으로 적으면 기호가 두 번
//! 나타나고, 순서가 바뀌어도 번호가 따라가지 않습니다.
//!
//! 예: `- ○ 추진 배경`
//! 대신: `- 추진 배경`
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 시행규칙 제2조제1항(항목의 구분).
//!
//! # Markers of items are not typed
//!
//! `□`, `○` and `-` of a report and `1.`, `가.` and `1)` of a letter are written by gian, as the levels of the list ask.
//! One that is typed at the head of a text stands twice, and does not follow when the order changes.
//!
//! Example: `- ○ 추진 배경`
//! Instead: `- 추진 배경`
//!
//! Source: 행정업무규정 시행규칙 제2조제1항 (levels of items).

use std::ops::Range;

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::markers::{Marker, at_start};
use crate::prose::{Origin, Prose};
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("typed-marker", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Named);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if matches!(prose.origin, Origin::Block { .. }) {
        // A sign may be the whole content of a cell.
        return;
    }
    if !prose.markdown {
        value(prose, diags);
        return;
    }
    let structure = prose.structure();
    for item in &structure.items {
        let Some((marker, end)) = at_start(&prose.seen[item.text.clone()]) else { continue };
        if told(prose, marker, &prose.seen[item.text.clone()]) {
            report(prose, marker, item.text.start..item.text.start + end, true, diags);
        }
    }
    // Typed numbers of attachments have rules of their own.
    let attached = |range: &Range<usize>| prose.seen[range.clone()].trim_start().starts_with("붙임");
    for paragraph in structure.paragraphs.iter().filter(|p| !attached(p)) {
        let mut at = paragraph.start;
        for line in prose.seen[paragraph.clone()].split_inclusive('\n') {
            let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
            if let Some((marker, end)) = at_start(&line[indent..])
                && told(prose, marker, line)
            {
                report(prose, marker, at + indent..at + indent + end, false, diags);
            }
            at += line.len();
        }
    }
}

/// A single-line value that gian puts into a list or table.
fn value(prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if let Some((marker @ Marker::Sign, end)) = at_start(&prose.seen) {
        report(prose, marker, 0..end, true, diags);
    }
}

/// Whether gian writes such a marker itself. Reports have no numbered items, so that writers may number by hand.
fn told(prose: &Prose<'_>, marker: Marker, text: &str) -> bool {
    match marker {
        Marker::Sign | Marker::Note | Marker::Roman => true,
        Marker::Statutory => prose.is_letter(),
        // `① 준비 ② 조사` enumerates inside a sentence.
        Marker::Circled => prose.is_letter() && text.matches(|c| ('①'..='⑳').contains(&c)).count() == 1,
    }
}

fn report(prose: &Prose<'_>, marker: Marker, range: Range<usize>, is_item: bool, diags: &mut Vec<Diag>) {
    let typed = prose.seen[range.clone()].trim_end().trim_end_matches('\\');
    let place = prose.place(range.clone());
    let diag =
        RULE.problem(place.clone(), text!("항목 기호 `{}`을(를) 손으로 적었습니다", "the marker `{}` is typed"; typed));
    let diag = match (marker, is_item) {
        (Marker::Note, _) => diag.help(text!(
            "`※` 설명은 줄의 처음에 `> `로 쓰십시오. `※`는 gian이 적습니다",
            "write a note with `> ` at the head of the line: gian writes `※`"
        )),
        (_, true) => diag
            .help(text!(
                "지우십시오. 기호는 목록의 단계에 따라 gian이 적습니다",
                "remove it: gian writes the marker of the level"
            ))
            .fix(place, ""),
        (_, false) => diag.help(text!(
            "`- `로 시작하는 목록으로 쓰십시오. 기호는 gian이 적습니다",
            "write a list with `- `: gian writes the marker"
        )),
    };
    diags.push(diag);
}
