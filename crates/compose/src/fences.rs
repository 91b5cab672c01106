//! The fenced blocks of a few keys: `쪽나눔` (a new page), `참고` (a reference page), `제목자리` (where the title stands).

use std::ops::Range;

use gian_diagnostics::{Text, text};
use gian_document::{Block, Orientation};
use gian_source::yaml;
use gian_source::yaml::{Kind, Node};

use super::nested::Nested;
use super::problem::Problem;

/// Name of the fenced block for a page break.
pub const PAGE_BREAK: &str = "쪽나눔";
/// Name of the fenced block that starts a reference page.
pub const REFERENCE: &str = "참고";

/// Name of the empty fenced block that says where the title of the document stands.
pub const TITLE_PLACE: &str = "제목자리";

/// Whether a block takes no place above the title of the document: the title comes before headings and new pages.
pub fn stands_below_title(block: &Block) -> bool {
    match block {
        Block::Chapter { .. }
        | Block::Section { .. }
        | Block::Subsection { .. }
        | Block::Article(_)
        | Block::Title(_)
        | Block::Reference { .. }
        | Block::Annex { .. }
        | Block::PageBreak(_) => true,
        Block::Items(_)
        | Block::Paragraph(_)
        | Block::Lead(_)
        | Block::Note(_)
        | Block::Summary(_)
        | Block::Frame(_)
        | Block::Aligned(..)
        | Block::Table(_)
        | Block::Figure(_)
        | Block::Attachments(_)
        | Block::Rule
        | Block::Blank(_)
        | Block::Place(_)
        | Block::Beside(_)
        | Block::TitlePlace
        | Block::EndMark => false,
    }
}

/// Parses `제목자리` after the blocks `before` it.
///
/// # Errors
/// What is wrong with it, and what to do.
pub fn title_place(code: &str, before: &[Block]) -> Result<Block, (Text, Text)> {
    if !code.trim().is_empty() {
        return Err((
            text!("`{}` 블록은 비워 둡니다", "a `{}` block is empty"; TITLE_PLACE),
            text!(
                "블록 안의 글을 지우십시오. 제목은 앞머리의 `제목`이 찍힙니다",
                "remove what is in it; the title is that of the front matter"
            ),
        ));
    }
    if before.contains(&Block::TitlePlace) {
        return Err((
            text!("`{}` 블록이 두 번 있습니다", "there are two `{}` blocks"; TITLE_PLACE),
            text!("하나만 남기십시오", "keep one of them"),
        ));
    }
    if before.iter().any(stands_below_title) {
        return Err((
            text!(
                "문서의 제목 위에 장이나 절의 제목, 쪽나눔이 있습니다",
                "a heading or a new page stands above the title of the document"
            ),
            text!(
                "`{}` 블록을 첫 `##` 제목과 쪽나눔보다 앞에 두십시오",
                "put the `{}` block before the first heading and page break"; TITLE_PLACE
            ),
        ));
    }
    Ok(Block::TitlePlace)
}

/// The problem of a `제목자리` block in the Markdown of a document that has no place for it.
pub fn no_title_place(source: &str) -> Problem {
    let mut start = 0;
    let mut range = 0..0;
    for line in source.split_inclusive('\n') {
        let words = line.trim().trim_start_matches(['`', '~']);
        if words.trim() == TITLE_PLACE && words.len() < line.trim().len() {
            range = start..start + line.trim_end().len();
            break;
        }
        start += line.len();
    }
    Problem {
        range,
        message: text!(
            "제목이 표지나 두문에 있는 문서에는 `{}` 블록을 둘 수 없습니다",
            "a document whose title is on a cover or in the head of a letter has no `{}` block"; TITLE_PLACE
        ),
        help: text!(
            "블록을 지우거나, 표지가 있는 문서이면 앞머리에 `표지: 없음`을 적으십시오",
            "remove the block; if the document has a cover, `표지: 없음` leaves it out"
        ),
    }
}

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
