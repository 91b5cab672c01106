//! # 표의 제목은 표의 `제목`에 적습니다
//!
//! 표 바로 아래나 위에 `< 추진 일정 >`, `표 1. 예산`처럼 따로 적은 제목은 표와 떨어져, 소리로 듣거나 다른 형식으로 바꾸면 다른 표의
//! 제목이 됩니다. `제목:`에 적으면 언제나 표 위에 나타납니다.
//!
//! 예: 표 블록 아래의 문단 `< 분기별 예산 >`
//! 대신: 표 블록의 `제목: 분기별 예산`
//!
//! 근거: 한국형 웹 콘텐츠 접근성 지침 2.2, 표의 구성(제목 제공)과 콘텐츠의 선형 구조.
//!
//! # The caption of a table stands in its 제목
//!
//! A caption that is typed below or above a table, such as `< 추진 일정 >` or `표 1. 예산`, is no part of it: heard, or in
//! another format, it belongs to the wrong table. What stands under `제목:` always shows above the table.
//!
//! Example: a paragraph `< 분기별 예산 >` below a table
//! Instead: `제목: 분기별 예산` in the block
//!
//! Source: 한국형 웹 콘텐츠 접근성 지침 2.2 (captions of tables, order of reading).

use std::ops::Range;

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::Prose;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("table-caption-order", Layer::Manual, Severity::Info, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for range in captions(prose) {
        diags.push(
            RULE.problem(
                prose.place(range),
                text!(
                    "표의 제목으로 보이는 글이 표 밖에 있습니다",
                    "what looks like the caption of a table stands outside it"
                ),
            )
            .help(text!(
                "표 블록의 `제목`으로 옮기십시오. 번호는 `이름`을 붙이면 gian이 매깁니다",
                "move it to 제목 of the block; with a `이름` gian numbers it"
            )),
        );
    }
}

/// Texts beside a table of a body that look like its caption.
pub(super) fn captions(prose: &Prose<'_>) -> Vec<Range<usize>> {
    if !prose.is_body() || prose.structure().fences.is_empty() {
        return Vec::new();
    }
    let structure = prose.structure();
    let tables: Vec<_> = structure.fences.iter().filter(|f| f.name == "표").map(|f| f.whole.clone()).collect();
    let items = structure.items.iter().map(|i| i.text.clone());
    let texts = structure.paragraphs.iter().cloned().chain(items);
    let found = texts.filter(|text| {
        if !is_caption(prose.seen[text.clone()].trim()) {
            return false;
        }
        let blank = |from: usize, to: usize| from <= to && prose.text[from..to].trim().is_empty();
        // The first table that starts after the text, and the one before it.
        let next = tables.partition_point(|t| t.start < text.end);
        let above = next.checked_sub(1).is_some_and(|i| {
            blank(tables[i].end, text.start) || only_marker(&prose.text[tables[i].end.min(text.start)..text.start])
        });
        above || tables.get(next).is_some_and(|t| blank(text.end, t.start))
    });
    found.map(|text| text.start..text.start + prose.seen[text.clone()].trim_end().len()).collect()
}

/// `< 추진 일정 >`, `<표 1> 예산`, `표 1. 예산`.
fn is_caption(words: &str) -> bool {
    let framed = words.starts_with(['<', '〈', '＜']) && words.ends_with(['>', '〉', '＞']);
    let inner = words.trim_start_matches(['<', '〈', '＜', '[', '(', ' ']);
    let numbered =
        inner.strip_prefix('표').is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    let short = words.chars().count() <= 40 && !words.contains('\n');
    short && (framed || (numbered && !words.ends_with(['다', '.', '함', '음'])))
}

/// Whether at most an item marker is in between.
fn only_marker(between: &str) -> bool {
    between.trim().trim_start_matches(['-', '*']).is_empty()
}
