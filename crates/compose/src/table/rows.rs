//! The rows of a table as texts with their places.

use std::ops::Range;

use gian_diagnostics::text;
use gian_document::{Align, RowKind};
use gian_source::yaml::{Kind, Node};

use super::keys::{HEIGHT, LABEL, ROWS, TOTAL};
use crate::nested::Nested;
use crate::reader::{Reader, Values};

const SUBTOTAL: &str = "소계";
const CELLS: &str = "칸";
const ALIGN: &str = "맞춤";
const BOLD: &str = "굵게";

/// A row in its source form.
pub(super) struct RowSource<'a> {
    pub(super) kind: RowKind,
    pub(super) height: Option<f64>,
    /// Whether it is bold although it is no sum.
    pub(super) bold: bool,
    pub(super) cells: Vec<CellSource<'a>>,
    /// Range in the code of the block.
    pub(super) span: Range<usize>,
}

/// A cell in its source form.
pub(super) struct CellSource<'a> {
    /// Markdown, or a mark that joins the cell with another.
    pub(super) text: &'a str,
    /// The value of the text; `None` for an empty cell.
    pub(super) node: &'a Node,
    /// Whether the cell is a label; `None` if the column decides.
    pub(super) label: Option<bool>,
    pub(super) align: Option<Align>,
}

impl<M: Nested> Reader<'_, M> {
    /// Reads `행` and `합계`; `None` if a row is no list of cells.
    pub(super) fn rows<'n>(&mut self, values: &Values<'n>) -> Option<Vec<RowSource<'n>>> {
        let before = self.problems.len();
        let mut rows = Vec::new();
        if let Some(node) = values.get(ROWS) {
            match &node.kind {
                Kind::Seq(list) => rows.extend(list.iter().filter_map(|row| self.row(row))),
                Kind::Map(_) | Kind::Scalar { .. } | Kind::Null => self.no_row(node),
            }
        }
        if let Some(node) = values.get(TOTAL) {
            let several =
                matches!(&node.kind, Kind::Seq(list) if list.iter().any(|row| matches!(row.kind, Kind::Seq(_))));
            match &node.kind {
                Kind::Seq(list) if several => {
                    rows.extend(list.iter().filter_map(|row| self.cells_of(row, RowKind::Total, None)));
                }
                Kind::Seq(_) | Kind::Map(_) | Kind::Scalar { .. } | Kind::Null => {
                    rows.extend(self.cells_of(node, RowKind::Total, None));
                }
            }
        }
        (self.problems.len() == before).then_some(rows)
    }

    /// A list of cells, or a mapping that says what the row is.
    fn row<'n>(&mut self, node: &'n Node) -> Option<RowSource<'n>> {
        if !matches!(node.kind, Kind::Map(_)) {
            return self.cells_of(node, RowKind::Entry, None);
        }
        let values = self.values(node, &[CELLS, SUBTOTAL, TOTAL, HEIGHT, BOLD], ROWS)?;
        let height = values.get(HEIGHT).and_then(|n| self.height(n));
        let bold = values.get(BOLD).is_some_and(|n| self.flag(n));
        let kinds = [(CELLS, RowKind::Entry), (SUBTOTAL, RowKind::Subtotal), (TOTAL, RowKind::Total)];
        let named: Vec<(RowKind, &Node)> =
            kinds.iter().filter_map(|(key, kind)| values.get(key).map(|n| (*kind, n))).collect();
        let [(kind, cells)] = named[..] else {
            self.refuse(
                values.head,
                text!("행에는 `칸`, `소계`, `합계` 가운데 하나를 적습니다", "a row has one of `칸`, `소계` and `합계`"),
                text!("`- {{소계: [소계, 10, 20]}}`처럼 쓰십시오", "write it as in `- {{소계: [소계, 10, 20]}}`"),
            );
            return None;
        };
        let row = self.cells_of(cells, kind, height)?;
        Some(RowSource { bold, ..row })
    }

    fn cells_of<'n>(&mut self, node: &'n Node, kind: RowKind, height: Option<f64>) -> Option<RowSource<'n>> {
        let Kind::Seq(cells) = &node.kind else {
            self.no_row(node);
            return None;
        };
        let cells = cells.iter().map(|cell| self.cell(cell)).collect::<Option<_>>()?;
        Some(RowSource { kind, height, bold: false, cells, span: node.span.clone() })
    }

    fn cell<'n>(&mut self, node: &'n Node) -> Option<CellSource<'n>> {
        match &node.kind {
            Kind::Null => Some(CellSource { text: "", node, label: None, align: None }),
            Kind::Scalar { text, .. } => Some(CellSource { text, node, label: None, align: None }),
            Kind::Map(_) | Kind::Seq(_) => {
                let values = self.values(node, &[LABEL, CELLS, ALIGN], CELLS)?;
                let align = values.get(ALIGN).and_then(|n| self.align(n));
                let (label, text) = match (values.written(LABEL), values.written(CELLS)) {
                    (Some(text), None) => (true, text),
                    (None, Some(text)) => (false, text),
                    (Some(_), Some(_)) | (None, None) => {
                        self.refuse(
                            values.head,
                            text!(
                                "칸에는 `제목칸`과 `칸` 가운데 하나를 적습니다",
                                "a cell has one of `제목칸` and `칸`"
                            ),
                            text!("`{{제목칸: 성명}}`처럼 쓰십시오", "write it as in `{{제목칸: 성명}}`"),
                        );
                        return None;
                    }
                };
                let node = text;
                let text = if text.kind == Kind::Null { "" } else { self.scalar(text)? };
                Some(CellSource { text, node, label: Some(label), align })
            }
        }
    }

    fn no_row(&mut self, node: &Node) {
        self.refuse(
            self.first_line(&node.span),
            text!("표의 행이 아닙니다", "this is no row of a table"),
            text!("`[칸, 칸, 칸]`처럼 쓰십시오", "write it as in `[cell, cell, cell]`"),
        );
    }
}
