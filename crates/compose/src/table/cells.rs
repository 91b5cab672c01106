//! Joins the cells of rows and parses their Markdown.

use std::ops::Range;

use gian_diagnostics::text;
use gian_document::{Align, Block, Cell, Row, RowKind, walk};

use super::columns::Columns;
use super::rows::{CellSource, RowSource};
use crate::nested::{FootnoteReference, Nested};
use crate::problem::Problem;
use crate::reader::Reader;
use crate::{labels, masks};

/// Joins a cell with the one above.
const ABOVE: &str = "^^";
/// Joins a cell with the one to its left.
pub(super) const LEFT: &str = "<<";

impl<M: Nested> Reader<'_, M> {
    /// The rows of the table; problems of their Markdown are located in the code of the block.
    pub(super) fn cells(&mut self, grid: &[RowSource<'_>], columns: &Columns) -> (Vec<Row>, Vec<FootnoteReference>) {
        let (mut rows, mut references) = (Vec::new(), Vec::new());
        for (y, source) in grid.iter().enumerate() {
            let mut cells = Vec::new();
            for (x, cell) in source.cells.iter().enumerate() {
                if cell.text == ABOVE || cell.text == LEFT {
                    continue;
                }
                let colspan = 1 + source.cells[x + 1..].iter().take_while(|c| c.text == LEFT).count();
                let rowspan = 1 + grid[y + 1..].iter().take_while(|row| row.cells[x].text == ABOVE).count();
                let label = cell.label.unwrap_or(columns.labels[x] && source.kind == RowKind::Entry);
                let align = cell.align.or((label && !columns.labels[x]).then_some(Align::Center));
                let align = align.or((cell.label == Some(false) && columns.labels[x]).then_some(Align::Start));
                let mut blocks = self.blocks_of(cell, rowspan, &mut references);
                let align = if label && labels::join(&mut blocks) { Some(Align::Even) } else { align };
                cells.push(Cell { column: x, colspan, rowspan, label, align, blocks });
            }
            rows.push(Row { kind: source.kind, height: None, bold: false, cells });
        }
        (rows, references)
    }

    fn blocks_of(
        &mut self,
        cell: &CellSource<'_>,
        rowspan: usize,
        references: &mut Vec<FootnoteReference>,
    ) -> Vec<Block> {
        // A single dash means an empty value, not a list. The room to write in of a form is wider spaces, which stay.
        let (blocks, more, notes) = match cell.text.trim_ascii() {
            dash @ ("-" | "△") => (vec![Block::Paragraph(masks::with_masks(dash))], Vec::new(), Vec::new()),
            text => self.markdown.part(text),
        };
        let placed = |range: Range<usize>| cell.node.source_range(self.code, range);
        let mut problems: Vec<Problem> =
            more.into_iter().map(|p| Problem { range: placed(p.range.clone()), ..p }).collect();
        if holds_figure(&blocks) {
            problems.push(Problem {
                range: cell.node.span.start..cell.node.span.start + 1,
                message: text!("표의 칸에는 그림을 둘 수 없습니다", "a figure cannot stand in a cell of a table"),
                help: text!("그림을 표 밖으로 옮기십시오", "move the figure out of the table"),
            });
        }
        if blocks.contains(&Block::Rule) {
            problems.push(Problem {
                range: cell.node.span.start..cell.node.span.start + 1,
                message: text!("표의 칸에는 가로줄을 둘 수 없습니다", "a rule cannot stand in a cell of a table"),
                help: text!("행을 나누십시오", "divide the row"),
            });
        }
        if rowspan > 1 {
            // Typst lays out such a cell after the others of its row, so that its footnotes would be out of order.
            problems.extend(notes.iter().map(|(_, range)| Problem {
                range: placed(range.clone()),
                message: text!(
                    "위아래로 합친 칸에는 각주를 달 수 없습니다",
                    "a cell that is joined over rows cannot have a footnote"
                ),
                help: text!(
                    "각주를 합치지 않은 칸이나 표 밖의 글에 다십시오",
                    "put it into another cell, or into the text around the table"
                ),
            }));
        }
        references.extend(notes.into_iter().map(|(label, range)| (label, placed(range))));
        self.problems.extend(problems);
        blocks
    }
}

fn holds_figure(blocks: &[Block]) -> bool {
    let mut found = false;
    walk(blocks, &mut |block| {
        found |= matches!(block, Block::Figure(_));
        // A table in a cell was refused during parsing.
        !matches!(block, Block::Table(_))
    });
    found
}
