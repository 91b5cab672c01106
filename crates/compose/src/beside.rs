//! The fenced block `나란히`: parts that stand beside each other in columns, each Markdown with its tables, frames and lists.
//!
//! ```text
//! ~~~나란히
//! 열:
//!   - 너비: 40
//!     글: |
//!       - 왼쪽의 목록
//!   - 글: |
//!       ~~~상자
//!       오른쪽의 상자
//!       ~~~
//! ~~~
//! ```

use gian_diagnostics::text;
use gian_document::{Beside, Block, escape};
use gian_source::yaml::{Kind, Node};

use super::fences;
use super::nested::{FootnoteReference, Nested};
use super::problem::Problem;
use super::reader::Reader;

/// Name of the fenced block.
pub const BESIDE: &str = "나란히";

const COLUMNS: &str = "열";
const WIDTH: &str = "너비";
const TEXT: &str = "글";

/// Columns of a block: more would be narrower than a line can be.
const MOST: usize = 3;

/// Permitted widths of a column, in percent of the width of the text.
const WIDTHS: std::ops::RangeInclusive<f64> = 15.0..=85.0;

/// Parses the YAML of the block.
///
/// # Errors
/// Problems with byte ranges in `code`.
pub fn parse(code: &str, markdown: &impl Nested) -> Result<(Block, Vec<FootnoteReference>), Vec<Problem>> {
    let tree = fences::tree(code)?;
    let mut reader = Reader::new(code, markdown);
    let read = reader.beside(&tree);
    read.filter(|_| reader.problems.is_empty()).ok_or(reader.problems)
}

impl<M: Nested> Reader<'_, M> {
    fn beside(&mut self, tree: &Node) -> Option<(Block, Vec<FootnoteReference>)> {
        let values = self.values(tree, &[COLUMNS], BESIDE)?;
        let Some(list) = values.get(COLUMNS) else {
            self.missing(&values, COLUMNS);
            return None;
        };
        let entries = match &list.kind {
            Kind::Seq(entries) if (2..=MOST).contains(&entries.len()) => entries,
            Kind::Seq(_) | Kind::Map(_) | Kind::Scalar { .. } | Kind::Null => {
                self.refuse(
                    self.first_line(&list.span),
                    text!("`{}`의 `{}`은 2개부터 {}개까지입니다", "`{}` has 2 to {2} columns under `{1}`"; BESIDE, COLUMNS, MOST),
                    text!("`- 글: |` 아래에 열마다 글을 적으십시오", "write the text of each column below `- 글: |`"),
                );
                return None;
            }
        };
        let (mut columns, mut references, mut given) = (Vec::new(), Vec::new(), 0.0);
        for entry in entries {
            let width = self.beside_column(entry, &mut columns, &mut references);
            given += width.as_ref().map_or(0.0, |(width, _)| *width);
            let open = entries.len() - columns.len();
            if let Some((_, at)) = width.filter(|_| given + open as f64 * WIDTHS.start() > 100.0 + 1e-6) {
                self.refuse(
                    at,
                    text!("열의 너비를 더하면 {}%로 글의 너비보다 넓습니다", "the columns are {} % wide, more than the text"; given),
                    text!("`너비`를 줄이거나 지우십시오", "make `너비` smaller, or remove it"),
                );
            }
        }
        Some((Block::Beside(columns), references))
    }

    /// Reads one column, and returns its width with its place.
    fn beside_column(
        &mut self,
        node: &Node,
        columns: &mut Vec<Beside>,
        references: &mut Vec<FootnoteReference>,
    ) -> Option<(f64, std::ops::Range<usize>)> {
        let values = self.values(node, &[WIDTH, TEXT], COLUMNS)?;
        let width = values.get(WIDTH).and_then(|n| self.column_width(n).map(|width| (width, n.span.clone())));
        let Some(text) = values.get(TEXT) else {
            self.missing(&values, TEXT);
            return None;
        };
        let (blocks, problems, notes) = self.markdown.column(self.scalar(text)?);
        let placed = |range| text.source_range(self.code, range);
        let problems: Vec<Problem> =
            problems.into_iter().map(|p| Problem { range: placed(p.range.clone()), ..p }).collect();
        references.extend(notes.into_iter().map(|(label, range)| (label, placed(range))));
        if problems.is_empty() && (blocks.is_empty() || !blocks.iter().all(fits)) {
            self.refuse(
                self.first_line(&text.span),
                text!(
                    "나란히 놓는 열에는 글, 목록, 표, 상자, 그림만 둡니다",
                    "a column holds text, lists, tables, frames and pictures only"
                ),
                text!("제목을 블록 밖으로 옮기십시오", "move headings out of the block"),
            );
        }
        self.problems.extend(problems);
        columns.push(Beside { width: width.as_ref().map(|(width, _)| *width), blocks });
        width
    }

    fn column_width(&mut self, node: &Node) -> Option<f64> {
        let text = escape::decode(self.scalar(node)?.trim());
        let width = text.trim_end_matches('%').trim_end().parse().ok().filter(|w| WIDTHS.contains(w));
        if width.is_none() {
            self.refuse(
                node.span.clone(),
                text!("`{}`은(는) 열의 너비가 될 수 없습니다", "`{}` cannot be the width of a column"; text),
                text!("글의 너비에 대한 백분율을 {}부터 {}까지로 쓰십시오: `40`", "write the percent of the width of the text, from {} to {}, as in `40`"; WIDTHS.start(), WIDTHS.end()),
            );
        }
        width
    }
}

fn fits(block: &Block) -> bool {
    match block {
        Block::Items(_)
        | Block::Paragraph(_)
        | Block::Note(_)
        | Block::Rule
        | Block::Table(_)
        | Block::Figure(_)
        | Block::Frame(_)
        | Block::Aligned(..) => true,
        Block::Chapter { .. }
        | Block::Section { .. }
        | Block::Subsection { .. }
        | Block::Article(_)
        | Block::Title(_)
        | Block::Reference { .. }
        | Block::Annex { .. }
        | Block::Lead(_)
        | Block::Summary(_)
        | Block::Attachments(_)
        | Block::EndMark
        | Block::Blank(_)
        | Block::Place(_)
        | Block::Beside(_)
        | Block::TitlePlace
        | Block::PageBreak(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::NestedMarkdown;

    #[test]
    fn columns_hold_tables_frames_and_lists() {
        let code = "열:\n  - 너비: 40\n    글: |\n      ~~~표\n      행:\n        - [가, 나]\n      ~~~\n  - 글: |\n      - 다\n\n      ~~~상자\n      라\n      ~~~\n";
        let (block, _) = parse(code, &NestedMarkdown).unwrap_or_else(|problems| panic!("{problems:?}"));
        let Block::Beside(columns) = block else { panic!("columns") };
        assert!(matches!(columns[0].blocks.as_slice(), [Block::Table(_)]));
        assert!(matches!(columns[1].blocks.as_slice(), [Block::Items(_), Block::Frame(_)]));
        assert_eq!(Beside::shares(&columns), [0.4, 0.6]);
    }

    #[test]
    fn what_is_wrong_has_a_place() {
        let refused = |code: &str| -> Vec<String> {
            let problems = parse(code, &NestedMarkdown).expect_err("the block is wrong");
            problems.iter().map(|p| code[p.range.clone()].trim().to_owned()).collect()
        };
        assert_eq!(refused("열:\n  - 글: 가\n"), ["- 글: 가"]);
        assert_eq!(refused("열:\n  - 글: 가\n  - 너비: 90\n    글: 나\n"), ["90"]);
        assert_eq!(refused("열:\n  - {너비: 60, 글: 가}\n  - {너비: 50, 글: 나}\n"), ["50"]);
        assert_eq!(refused("열:\n  - 글: 가\n  - {너비: 50}\n"), ["{너비: 50}"]);
        assert_eq!(refused("열:\n  - 글: 가\n  - 글: <b>나\n"), ["<b>"]);
        assert_eq!(refused("열:\n  - 글: 가\n  - 글: \"### 나\"\n"), ["\"### 나\""]);
    }
}
