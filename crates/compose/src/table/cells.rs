//! Joins the cells of rows and parses their Markdown.

use gian_diagnostics::text;
use gian_document::{Align, Block, Cell, CellLook, Row, RowKind, Vertical, walk};
use gian_source::yaml::Node;

use super::columns::Columns;
use super::keys::{ABOVE, Footnotes, LEFT, UPRIGHT};
use super::rows::{CellSource, Content, RowSource};
use crate::nested::Nested;
use crate::problem::Problem;
use crate::reader::Reader;
use crate::{labels, masks};

impl<M: Nested> Reader<'_, M> {
    /// The rows of the table; problems of their Markdown are located in the code of the block.
    pub(super) fn cells(
        &mut self,
        grid: &[RowSource<'_>],
        columns: &Columns,
        vertical: Vertical,
    ) -> (Vec<Row>, Footnotes) {
        let (mut rows, mut references) = (Vec::new(), Vec::new());
        for (y, source) in grid.iter().enumerate() {
            let mut cells = Vec::new();
            for (x, cell) in source.cells.iter().enumerate() {
                if cell.is(ABOVE) || cell.is(LEFT) {
                    continue;
                }
                let colspan = 1 + source.cells[x + 1..].iter().take_while(|c| c.is(LEFT)).count();
                let rowspan = 1 + grid[y + 1..].iter().take_while(|row| row.cells[x].is(ABOVE)).count();
                // A cell over all columns is none of its first column.
                let label = cell.label.unwrap_or(columns.labels[x] && source.kind == RowKind::Entry && !source.whole);
                let align = cell.align.or((label && !columns.labels[x]).then_some(Align::Center));
                let plain = cell.label == Some(false) || (source.whole && !label);
                let align = align.or((plain && columns.labels[x]).then_some(Align::Start));
                let around = align.unwrap_or(columns.columns[x].align);
                let mut blocks = self.blocks_of(cell, around, rowspan, &mut references);
                let align = if label && labels::join(&mut blocks) { Some(Align::Even) } else { align };
                let shaded = columns.shaded[x] && source.kind == RowKind::Entry && !source.whole;
                let shaded = cell.shaded.unwrap_or(shaded);
                // Labels stand in the middle of their rows, unless they say otherwise.
                let vertical = if label { Vertical::Middle } else { vertical };
                let look = cell.look(vertical, columns.upright[x] && colspan == 1);
                self.check_upright(cell, look, &blocks);
                cells.push(Cell { column: x, colspan, rowspan, label, shaded, align, look, blocks });
            }
            let (kind, line) = (source.kind, source.line);
            rows.push(Row { kind, height: None, bold: false, line, cells });
        }
        (rows, references)
    }

    /// Letters below each other are a word or two.
    fn check_upright(&mut self, cell: &CellSource<'_>, look: CellLook, blocks: &[Block]) {
        if look.upright && !matches!(blocks, [] | [Block::Paragraph(_)]) {
            self.refuse(
                self.first_line(&cell.node.span),
                text!("`{}` 칸에는 한 줄의 글만 둡니다", "a cell with `{}` holds one line of text"; UPRIGHT),
                text!("글을 줄이거나 `{}`를 지우십시오", "shorten the text, or remove `{}`"; UPRIGHT),
            );
        }
    }

    fn blocks_of(
        &mut self,
        cell: &CellSource<'_>,
        around: Align,
        rowspan: usize,
        references: &mut Footnotes,
    ) -> Vec<Block> {
        let mut notes = Vec::new();
        let blocks = match cell.content {
            Content::Text(text) => self.cell_text(text, cell.node, &mut notes),
            Content::Parts(parts) => self.parts(parts, around, &mut notes),
            Content::Part => self.only_part(cell.node, around, &mut notes),
        };
        if rowspan > 1 {
            // Typst lays out such a cell after the others of its row, so that its footnotes would be out of order.
            self.problems.extend(notes.iter().map(|(_, range)| Problem {
                range: range.clone(),
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
        references.extend(notes);
        blocks
    }

    /// The blocks of a text in a cell.
    pub(super) fn cell_text(&mut self, text: &str, node: &Node, notes: &mut Footnotes) -> Vec<Block> {
        // A single dash means an empty value, not a list. The room to write in of a form is wider spaces, which stay.
        let (blocks, problems, references) = match text.trim_ascii() {
            dash @ ("-" | "△") => (vec![Block::Paragraph(masks::with_masks(dash))], Vec::new(), Vec::new()),
            "" => return Vec::new(),
            _ => self.markdown.cell(text),
        };
        self.keep((problems, references), node, notes);
        let head = node.span.start..node.span.start + 1;
        if holds_figure(&blocks) {
            self.refuse(
                head.clone(),
                text!("칸의 글에는 그림 블록을 둘 수 없습니다", "the text of a cell cannot have a block of a figure"),
                text!("그림 파일이면 칸을 `{{그림: 파일.jpg, 설명: …}}`으로 쓰고, 다른 그림은 표 밖으로 옮기십시오", "write the cell as `{{그림: file.jpg, 설명: …}}` for a picture, and move other figures out of the table"),
            );
        }
        if blocks.contains(&Block::Rule) {
            self.refuse(
                head,
                text!("표의 칸에는 가로줄을 둘 수 없습니다", "a rule cannot stand in a cell of a table"),
                text!("행을 나누십시오", "divide the row"),
            );
        }
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
