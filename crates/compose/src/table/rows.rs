//! The rows of a table as texts with their places.

use std::ops::Range;

use gian_diagnostics::text;
use gian_document::{Align, CellLook, Diagonal, RowKind, RowLine, Vertical, escape};
use gian_source::yaml::{Kind, Node};

use super::keys::{ALIGN, BOLD, CELLS, HEIGHT, LABEL, LEFT, ROWS, SHADED, TOTAL, UPRIGHT, VERTICAL};
use super::parts::{BLANK_LINES, PART_KEYS, PICTURE, PLACE, SIZE};
use crate::nested::Nested;
use crate::reader::{Reader, Values};

const SUBTOTAL: &str = "소계";
const WHOLE: &str = "전체";
const LINE: &str = "윗선";
const DIAGONAL: &str = "대각선";

/// A row in its source form.
pub(super) struct RowSource<'a> {
    pub(super) kind: RowKind,
    pub(super) height: Option<f64>,
    /// Whether it is bold although it is no sum.
    pub(super) bold: bool,
    pub(super) line: Option<RowLine>,
    /// Whether its only cell covers all columns.
    pub(super) whole: bool,
    pub(super) cells: Vec<CellSource<'a>>,
    /// Range in the code of the block.
    pub(super) span: Range<usize>,
}

impl<'a> RowSource<'a> {
    /// Joins the only cell of a row that covers all columns with the others.
    pub(super) fn widen(&mut self, width: usize) {
        if let (true, Some(node)) = (self.whole, self.cells.first().map(|cell| cell.node)) {
            self.cells.resize_with(width.max(1), || CellSource::of(Content::Text(LEFT), node));
        }
    }
}

/// A cell in its source form.
pub(super) struct CellSource<'a> {
    pub(super) content: Content<'a>,
    /// The value of the content.
    pub(super) node: &'a Node,
    /// Whether the cell is a label; `None` if the column decides.
    pub(super) label: Option<bool>,
    pub(super) align: Option<Align>,
    /// Whether the cell is shaded; `None` if the column decides.
    pub(super) shaded: Option<bool>,
    /// Position between top and bottom; `None` if the table decides.
    pub(super) vertical: Option<Vertical>,
    /// Whether the letters stand below each other; `None` if the column decides.
    pub(super) upright: Option<bool>,
    pub(super) diagonal: Option<Diagonal>,
}

/// What a cell holds.
#[derive(Clone, Copy)]
pub(super) enum Content<'a> {
    /// Markdown, or a mark that joins the cell with another.
    Text(&'a str),
    /// Parts below each other.
    Parts(&'a [Node]),
    /// The keys of a picture, an empty place, or a text with a look.
    Part,
}

impl<'a> CellSource<'a> {
    fn of(content: Content<'a>, node: &'a Node) -> Self {
        let (label, align, shaded, vertical, upright, diagonal) = (None, None, None, None, None, None);
        Self { content, node, label, align, shaded, vertical, upright, diagonal }
    }

    /// Whether it is a mark that joins it with another cell.
    pub(super) fn is(&self, mark: &str) -> bool {
        matches!(self.content, Content::Text(text) if text == mark)
    }

    pub(super) fn look(&self, vertical: Vertical, upright: bool) -> CellLook {
        CellLook {
            vertical: self.vertical.unwrap_or(vertical),
            upright: self.upright.unwrap_or(upright),
            diagonal: self.diagonal,
        }
    }
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
        let values = self.values(node, &[CELLS, SUBTOTAL, TOTAL, WHOLE, HEIGHT, BOLD, LINE], ROWS)?;
        let height = values.get(HEIGHT).and_then(|n| self.height(n));
        let bold = values.get(BOLD).is_some_and(|n| self.flag(n));
        let line = values.get(LINE).and_then(|n| self.row_line(n));
        let kinds =
            [(CELLS, RowKind::Entry), (SUBTOTAL, RowKind::Subtotal), (TOTAL, RowKind::Total), (WHOLE, RowKind::Entry)];
        let named: Vec<(RowKind, &Node)> =
            kinds.iter().filter_map(|(key, kind)| values.get(key).map(|n| (*kind, n))).collect();
        let [(kind, cells)] = named[..] else {
            self.refuse(
                values.head,
                text!(
                    "행에는 `칸`, `소계`, `합계`, `전체` 가운데 하나를 적습니다",
                    "a row has one of `칸`, `소계`, `합계` and `전체`"
                ),
                text!("`- {{소계: [소계, 10, 20]}}`처럼 쓰십시오", "write it as in `- {{소계: [소계, 10, 20]}}`"),
            );
            return None;
        };
        if values.written(WHOLE).is_some() {
            // A list is the parts of the only cell.
            let cell = match &cells.kind {
                Kind::Seq(parts) => CellSource::of(Content::Parts(parts), cells),
                Kind::Map(_) | Kind::Scalar { .. } | Kind::Null => self.cell(cells)?,
            };
            let span = node.span.clone();
            return Some(RowSource { kind, height, bold, line, whole: true, cells: vec![cell], span });
        }
        let row = self.cells_of(cells, kind, height)?;
        Some(RowSource { bold, line, ..row })
    }

    /// The line above a row.
    fn row_line(&mut self, node: &Node) -> Option<RowLine> {
        let words = [("굵게", RowLine::Thick), ("점선", RowLine::Dashed), ("없음", RowLine::None)];
        self.word(node, LINE, &words)
    }

    /// One of some words.
    pub(super) fn word<T: Copy>(&mut self, node: &Node, key: &str, words: &[(&str, T)]) -> Option<T> {
        let text = escape::decode(self.scalar(node)?.trim());
        let known = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if known.is_none() {
            let all = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
            self.refuse(
                node.span.clone(),
                text!("`{}`은(는) `{}`의 값이 아닙니다", "`{}` is no value of `{}`"; text, key),
                text!("쓸 수 있는 값: {}", "the values are: {}"; all),
            );
        }
        known
    }

    pub(super) fn vertical(&mut self, node: &Node) -> Option<Vertical> {
        self.word(node, VERTICAL, &[("위", Vertical::Top), ("가운데", Vertical::Middle), ("아래", Vertical::Bottom)])
    }

    fn diagonal(&mut self, node: &Node) -> Option<Diagonal> {
        let words =
            [("오르막", Diagonal::Up), ("내리막", Diagonal::Down), ("예", Diagonal::Up), ("true", Diagonal::Up)];
        self.word(node, DIAGONAL, &words)
    }

    fn cells_of<'n>(&mut self, node: &'n Node, kind: RowKind, height: Option<f64>) -> Option<RowSource<'n>> {
        let Kind::Seq(cells) = &node.kind else {
            self.no_row(node);
            return None;
        };
        let cells = cells.iter().map(|cell| self.cell(cell)).collect::<Option<_>>()?;
        let span = node.span.clone();
        Some(RowSource { kind, height, bold: false, line: None, whole: false, cells, span })
    }

    fn cell<'n>(&mut self, node: &'n Node) -> Option<CellSource<'n>> {
        match &node.kind {
            Kind::Null => Some(CellSource::of(Content::Text(""), node)),
            Kind::Scalar { text, .. } => Some(CellSource::of(Content::Text(text), node)),
            Kind::Map(_) | Kind::Seq(_) => {
                let own = [LABEL, CELLS, ALIGN, SHADED, VERTICAL, UPRIGHT, DIAGONAL];
                let keys: Vec<&str> = own.iter().chain(&PART_KEYS).copied().collect();
                let values = self.values(node, &keys, CELLS)?;
                self.refuse_strays(&values);
                let (label, content, at) = self.cell_content(&values, node)?;
                Some(CellSource {
                    label,
                    align: values.get(ALIGN).and_then(|n| self.align(n)),
                    shaded: values.get(SHADED).map(|n| self.flag(n)),
                    vertical: values.get(VERTICAL).and_then(|n| self.vertical(n)),
                    upright: values.get(UPRIGHT).map(|n| self.flag(n)),
                    diagonal: values.get(DIAGONAL).and_then(|n| self.diagonal(n)),
                    ..CellSource::of(content, at)
                })
            }
        }
    }

    /// Whether a cell with keys is a label, what it holds, and the value of that.
    fn cell_content<'n>(
        &mut self,
        values: &Values<'n>,
        node: &'n Node,
    ) -> Option<(Option<bool>, Content<'n>, &'n Node)> {
        let has = |key: &str| values.get(key).is_some();
        let (label, text) = match (values.written(LABEL), values.written(CELLS)) {
            (Some(text), None) => (Some(true), Some(text)),
            (None, Some(text)) => (Some(false), Some(text)),
            (None, None) if has(PICTURE) || has(PLACE) || has(BLANK_LINES) || has(DIAGONAL) => (None, None),
            (Some(_), Some(_)) | (None, None) => {
                self.refuse(
                    values.head.clone(),
                    text!(
                        "칸에는 `제목칸`, `칸`, `그림`, `빈칸` 가운데 하나를 적습니다",
                        "a cell has one of `제목칸`, `칸`, `그림` and `빈칸`"
                    ),
                    text!("`{{제목칸: 성명}}`처럼 쓰십시오", "write it as in `{{제목칸: 성명}}`"),
                );
                return None;
            }
        };
        // Keys of parts apply to the whole cell.
        if has(PICTURE) || has(PLACE) || has(BLANK_LINES) || has(SIZE) || has(BOLD) {
            return Some((label, Content::Part, node));
        }
        let Some(text) = text else { return Some((label, Content::Text(""), node)) };
        let content = match &text.kind {
            Kind::Null => Content::Text(""),
            Kind::Seq(parts) => Content::Parts(parts),
            Kind::Scalar { .. } | Kind::Map(_) => Content::Text(self.scalar(text)?),
        };
        Some((label, content, text))
    }

    fn no_row(&mut self, node: &Node) {
        self.refuse(
            self.first_line(&node.span),
            text!("표의 행이 아닙니다", "this is no row of a table"),
            text!("`[칸, 칸, 칸]`처럼 쓰십시오", "write it as in `[cell, cell, cell]`"),
        );
    }
}
