//! The fenced blocks of a few keys: `쪽나눔` (a new page) and `참고` (a reference page).

use std::ops::Range;

use gian_diagnostics::text;
use gian_document::{Block, Orientation};
use gian_source::yaml;
use gian_source::yaml::{Kind, Node};

use super::nested::Nested;
use super::problem::Problem;

/// Name of the fenced block for a page break.
pub const PAGE_BREAK: &str = "쪽나눔";
/// Name of the fenced block that starts a reference page.
pub const REFERENCE: &str = "참고";

/// Parses `쪽나눔`: empty, or `방향: 가로` or `방향: 세로`.
///
/// # Errors
/// Problems with byte ranges in `code`.
pub fn page_break(code: &str) -> Result<Block, Vec<Problem>> {
    let Some((node, value)) = only_value(code, PAGE_BREAK, "방향")? else {
        return Ok(Block::PageBreak(None));
    };
    match value.as_str() {
        "가로" => Ok(Block::PageBreak(Some(Orientation::Landscape))),
        "세로" => Ok(Block::PageBreak(Some(Orientation::Portrait))),
        _ => Err(vec![Problem {
            range: node.span,
            message: text!("`{}`은(는) 쪽의 방향이 아닙니다", "`{}` is no orientation of a page"; value),
            help: text!(
                "`방향: 가로`나 `방향: 세로`로 쓰십시오",
                "write `방향: 가로` (landscape) or `방향: 세로` (portrait)"
            ),
        }]),
    }
}

/// Parses `참고`: the title of the page.
///
/// # Errors
/// Problems with byte ranges in `code`.
pub fn reference(code: &str, markdown: &impl Nested) -> Result<Block, Vec<Problem>> {
    let Some((node, value)) = only_value(code, REFERENCE, "제목")? else {
        return Err(vec![Problem {
            range: first_line(code),
            message: text!("참고 쪽에 제목이 없습니다", "the reference page has no title"),
            help: text!("`제목: …`을 적으십시오", "write `제목: …`"),
        }]);
    };
    let (title, problems) = markdown.line(&value);
    if !problems.is_empty() {
        let placed = |p: Problem| Problem { range: node.source_range(code, p.range.clone()), ..p };
        return Err(problems.into_iter().map(placed).collect());
    }
    Ok(Block::Reference { number: None, title })
}

/// The value of the only key of a block, with its position; `None` if it is missing.
fn only_value(code: &str, block: &str, key: &str) -> Result<Option<(Node, String)>, Vec<Problem>> {
    let tree = tree(code)?;
    let unknown = |range| {
        vec![Problem {
            range,
            message: text!("`{}` 블록에는 `{}`만 적을 수 있습니다", "a `{}` block holds `{}` only"; block, key),
            help: text!("`{}: …` 한 줄만 남기십시오", "leave one line, `{}: …`"; key),
        }]
    };
    let Kind::Map(entries) = tree.kind else { return Err(unknown(first_line(code))) };
    if let Some(other) = entries.iter().find(|e| e.key != key) {
        return Err(unknown(other.key_span.clone()));
    }
    match entries.into_iter().next().map(|e| e.value) {
        None => Ok(None),
        Some(node) => match &node.kind {
            Kind::Null => Ok(None),
            Kind::Scalar { text, .. } if text.trim().is_empty() => Ok(None),
            Kind::Scalar { text, .. } => {
                let value = text.clone();
                Ok(Some((node, value)))
            }
            Kind::Seq(_) | Kind::Map(_) => Err(unknown(node.span)),
        },
    }
}

/// The YAML of a block.
///
/// # Errors
/// Problems with byte ranges in `code`.
pub fn tree(code: &str) -> Result<Node, Vec<Problem>> {
    let mut diags = Vec::new();
    let tree = yaml::parse("", code, 0..code.len(), &mut diags);
    if let Some(diag) = diags.first() {
        let range = match diag.place.part {
            gian_diagnostics::Part::Bytes(start, end) => start..end,
            _ => first_line(code),
        };
        let help = diag.help.clone().unwrap_or(text!("고치십시오", "correct it"));
        return Err(vec![Problem { range, message: diag.message.clone(), help }]);
    }
    Ok(tree.expect("there is a tree when there is no problem"))
}

fn first_line(code: &str) -> Range<usize> {
    0..code.lines().next().map_or(0, str::len)
}
