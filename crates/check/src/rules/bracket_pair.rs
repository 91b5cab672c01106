//! # 연 괄호는 닫습니다
//!
//! 한 문단 안에서 열고 닫지 않은 `(`, `「`, `『`, `“`를 찾습니다. `1)`처럼 닫는 괄호만 쓰는 항목 기호는 찾지 않습니다.
//!
//! 예: `강동구(자치행정과에서 제출함`
//! 대신: `강동구(자치행정과)에서 제출함`
//!
//! 근거: 한글 맞춤법 문장 부호(괄호, 따옴표).
//!
//! # An opened bracket is closed
//!
//! `(`, `「`, `『` and `“` that are not closed in the same paragraph are told. Marks of items that only close (`1)`) are left
//! alone.
//!
//! Example: `강동구(자치행정과에서 제출함`
//! Instead: `강동구(자치행정과)에서 제출함`
//!
//! Source: Korean orthography, brackets and quotation marks.

use std::ops::Range;

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::{Prose, Sign};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("bracket-pair", Layer::Manual, Severity::Warning, &[Run::Text(run)]);

/// Opening and closing brackets.
const PAIRS: [(&str, &str); 4] = [("(", ")"), ("「", "」"), ("『", "』"), ("“", "”")];

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let mut open: Vec<Range<usize>> = Vec::new();
    let mut last = 0;
    for (sign, range) in prose.signs().all() {
        if !matches!(sign, Sign::Open | Sign::Close) {
            continue;
        }
        if !open.is_empty() && breaks(&prose.seen[last..range.start]) {
            diags.extend(open.drain(..).map(|range| unclosed(prose, range)));
        }
        last = range.end;
        let mark = &prose.seen[range.clone()];
        if PAIRS.iter().any(|(opens, _)| *opens == mark) {
            open.push(range.clone());
        } else if let Some((opens, _)) = PAIRS.iter().find(|(_, closes)| *closes == mark) {
            close(prose, &mut open, opens, diags);
        }
    }
    diags.extend(open.into_iter().map(|range| unclosed(prose, range)));
}

/// Closes the last open bracket of a kind; those opened inside it stay open.
fn close(prose: &Prose<'_>, open: &mut Vec<Range<usize>>, opens: &str, diags: &mut Vec<Diag>) {
    // Limit the depth, because an unlimited search would be quadratic.
    let near = open.len().saturating_sub(8);
    let found = open[near..].iter().rposition(|range| &prose.seen[range.clone()] == opens);
    let Some(at) = found.map(|i| near + i) else { return };
    diags.extend(open.drain(at..).skip(1).map(|range| unclosed(prose, range)));
}

fn unclosed(prose: &Prose<'_>, range: Range<usize>) -> Diag {
    let mark = &prose.seen[range.clone()];
    let right = PAIRS.iter().find(|(opens, _)| *opens == mark).map_or("", |(_, closes)| closes);
    RULE.problem(prose.place(range), text!("연 `{}`의 짝이 없습니다", "`{}` is opened and not closed"; mark))
        .help(text!("닫는 `{}`도 적으십시오", "close it with `{}`"; right))
}

/// Whether a paragraph or an item ends within a text.
fn breaks(between: &str) -> bool {
    between.split('\n').skip(1).any(|line| {
        let line = line.trim_start();
        line.is_empty() || line.starts_with(['-', '*', '#', '>', '|', '○', '□', '※'])
    })
}
