//! The fenced block `표`: a table with a head of one or several rows, joined cells, sums, and labels of a form.
//!
//! 1. `columns` reads the columns, and the head from the groups of columns.
//! 2. `rows` reads the rows as texts.
//! 3. `cells` joins the cells and parses their Markdown, `parts` the pictures, places and lines that they hold.

mod cells;
mod columns;
mod keys;
mod parts;
mod rows;

use gian_diagnostics::text;
use gian_document::{Align, Block, Border, Cell, CellLook, Name, Row, RowKind, Table, escape, plain};
use gian_source::yaml::Node;

use self::columns::Columns;
pub use self::keys::TABLE;
use self::keys::{COLUMNS, HEIGHT, ROWS, TOTAL, VERTICAL};
use self::rows::RowSource;
use super::fences;
use super::nested::{FootnoteReference, Nested};
use super::problem::Problem;
use super::reader::{Reader, Values};

const TITLE: &str = "제목";
const NAME: &str = "이름";
const UNIT: &str = "단위";
const BLANK: &str = "빈행";
const BORDER: &str = "테두리";
const WIDTH: &str = "너비";
const POSITION: &str = "맞춤";
const LABEL_COLUMNS: &str = "제목열";
const DIVISION: &str = "나눔";
const WITH_NEXT: &str = "다음과 함께";
const KEYS: [&str; 15] = [
    TITLE,
    NAME,
    UNIT,
    COLUMNS,
    ROWS,
    TOTAL,
    BLANK,
    HEIGHT,
    BORDER,
    WIDTH,
    POSITION,
    LABEL_COLUMNS,
    DIVISION,
    WITH_NEXT,
    VERTICAL,
];

/// Maximum number of blank rows, more than fit on a page.
const MAX_BLANK: usize = 60;

/// Permitted heights of a row, in mm.
const HEIGHTS: std::ops::RangeInclusive<f64> = 4.0..=240.0;

/// Permitted widths of a table, in percent of the width of its place.
const WIDTHS: std::ops::RangeInclusive<f64> = 10.0..=100.0;

/// Parses the YAML of the block.
///
/// # Errors
/// Problems with byte ranges in `code`.
pub fn parse(code: &str, markdown: &impl Nested) -> Result<(Table, Vec<FootnoteReference>), Vec<Problem>> {
    let tree = fences::tree(code)?;
    let mut reader = Reader::new(code, markdown);
    let table = reader.table(&tree);
    match table {
        Some(table) if reader.problems.is_empty() => Ok(table),
        _ => Err(reader.problems),
    }
}

impl<M: Nested> Reader<'_, M> {
    fn table(&mut self, tree: &Node) -> Option<(Table, Vec<FootnoteReference>)> {
        let values = self.values(tree, &KEYS, TABLE)?;
        let name = values.get(NAME).and_then(|n| self.name(n)).map(|name| Name { name, number: 0 });
        let caption = values.get(TITLE).and_then(|n| self.line(n)).unwrap_or_default();
        let unit = values.get(UNIT).and_then(|n| self.scalar(n)).map(escape::decode);
        let mut sources = self.rows(&values)?;
        let first = sources.iter().find(|r| !r.whole).or(sources.first());
        let mut columns = self.columns(&values, first.map(|r| r.cells.len()))?;
        sources.iter_mut().for_each(|row| row.widen(columns.columns.len()));
        if let Some(node) = values.get(LABEL_COLUMNS) {
            self.label_columns(node, &mut columns);
        }
        let blank = self.blank(&values, &sources);
        let height = values.get(HEIGHT).and_then(|n| self.height(n));
        let border = values.get(BORDER).map_or(Border::default(), |n| self.border(n));
        let width = values.get(WIDTH).map(|n| self.table_width(n));
        let is_narrow = width.is_some_and(|width| width.is_none_or(|width| width < 100.0));
        let position = values.get(POSITION).map_or(Align::Center, |n| self.position(n, is_narrow));
        let width = width.flatten().filter(|width| *width < 100.0);
        let whole = values.get(DIVISION).is_some_and(|n| self.division(n));
        let with_next = values.get(WITH_NEXT).is_some_and(|n| self.flag(n));
        self.widths_of_rows(&sources, columns.columns.len())?;
        let vertical = values.get(VERTICAL).and_then(|n| self.vertical(n)).unwrap_or_default();
        let (mut rows, references) = self.cells(&sources, &columns, vertical);
        for (row, source) in rows.iter_mut().zip(&sources) {
            row.height = source.height.or(height);
            row.bold = source.bold;
            row.kind = kind_by_words(row);
        }
        self.rectangles(&rows, &sources, columns.columns.len())?;
        rows.extend((0..blank).map(|_| blank_row(columns.columns.len(), height)));
        let Columns { columns, head, .. } = columns;
        let table = Table { name, caption, unit, border, width, position, whole, with_next, columns, head, rows };
        Some((table, references))
    }

    /// Refuses rows that do not have a cell for each column.
    fn widths_of_rows(&mut self, rows: &[RowSource<'_>], width: usize) -> Option<()> {
        let Some((at, row)) = rows.iter().enumerate().find(|(_, r)| r.cells.len() != width) else { return Some(()) };
        self.refuse(
            row.span.clone(),
            text!("표의 {}째 행은 {}칸인데 열은 {}개입니다", "row {} of the table has {} cells, but there are {} columns"; at + 1, row.cells.len(), width),
            text!(
                "칸의 수를 맞추십시오 (합친 칸은 `^^`, `<<`)",
                "make the numbers agree (joined cells are `^^` and `<<`)"
            ),
        );
        None
    }

    /// Refuses joined cells that are no rectangle.
    fn rectangles(&mut self, rows: &[Row], sources: &[RowSource<'_>], width: usize) -> Option<()> {
        let mut covered = vec![vec![0; width]; rows.len()];
        for (y, row) in rows.iter().enumerate() {
            for cell in &row.cells {
                for line in &mut covered[y..y + cell.rowspan] {
                    line[cell.column..cell.column + cell.colspan].iter_mut().for_each(|n| *n += 1);
                }
            }
        }
        let Some(y) = covered.iter().position(|line| line.iter().any(|n| *n != 1)) else { return Some(()) };
        self.refuse(
            sources[y].span.clone(),
            text!("표의 {}째 행에서 합친 칸이 네모가 되지 않습니다", "the joined cells in row {} of the table are no rectangle"; y + 1),
            text!(
                "`^^`는 위의 칸, `<<`는 왼쪽 칸과 합칩니다. 자리를 확인하십시오",
                "`^^` joins with the cell above and `<<` with the one to the left: check their places"
            ),
        );
        None
    }

    /// The lines of the table: `테두리: 없음`.
    fn border(&mut self, node: &Node) -> Border {
        let Some(word) = self.scalar(node).map(|text| escape::decode(text.trim())) else { return Border::default() };
        let known = match word.as_str() {
            "있음" => Some(Border::Open),
            "없음" => Some(Border::None),
            "사방" => Some(Border::Closed),
            "위아래" => Some(Border::Ends),
            "가로" => Some(Border::Rows),
            "바깥" => Some(Border::Frame),
            "굵은사방" | "굵은 사방" => Some(Border::Thick),
            "겹사방" | "겹 사방" => Some(Border::Double),
            _ => None,
        };
        if known.is_none() {
            self.refuse(
                node.span.clone(),
                text!("`{}`은(는) 표의 테두리가 아닙니다", "`{}` is no border of a table"; word),
                text!(
                    "쓸 수 있는 값: 있음, 없음, 사방, 위아래, 가로, 바깥, 굵은사방, 겹사방",
                    "the values are: 있음 (lines between cells), 없음 (no lines), 사방 (lines at the sides too), 위아래 (above and below), 가로 (between rows), 바깥 (around), 굵은사방 (사방 with a thick frame), 겹사방 (with two lines around)"
                ),
            );
        }
        known.unwrap_or_default()
    }

    /// Whether the table stays on one page: `나눔: 없음`.
    fn division(&mut self, node: &Node) -> bool {
        let word = self.scalar(node).map(|text| escape::decode(text.trim())).unwrap_or_default();
        if !matches!(word.as_str(), "없음" | "있음") {
            self.refuse(
                node.span.clone(),
                text!("`나눔`의 값은 `없음`이나 `있음`입니다: `{}`", "the value of `나눔` is `없음` or `있음`: `{}`"; word),
                text!("표를 한 쪽에 두려면 `나눔: 없음`으로 쓰십시오", "write `나눔: 없음` for a table that stays on one page"),
            );
        }
        word == "없음"
    }

    /// The share of the width of its place that the table takes, in percent.
    fn table_width(&mut self, node: &Node) -> Option<f64> {
        let text = escape::decode(self.scalar(node)?.trim());
        let width = text.trim_end_matches('%').trim_end().parse().ok().filter(|width| WIDTHS.contains(width));
        if width.is_none() {
            self.refuse(
                node.span.clone(),
                text!("`{}`은(는) 표의 너비가 될 수 없습니다", "`{}` cannot be the width of a table"; text),
                text!("글의 너비에 대한 백분율로 {}부터 {}까지 쓰십시오: `60`", "write percent of the width of the text from {} to {}, as in `60`"; WIDTHS.start(), WIDTHS.end()),
            );
        }
        width
    }

    /// The position of a table that is narrower than its place.
    fn position(&mut self, node: &Node, is_narrow: bool) -> Align {
        let align = self.align(node).unwrap_or(Align::Center);
        if !is_narrow || align == Align::Even {
            self.refuse(
                node.span.clone(),
                text!(
                    "표의 `맞춤`은 `너비`가 100%보다 작은 표의 자리입니다: 왼쪽, 가운데, 오른쪽",
                    "`맞춤` of a table is the position of one with a `너비` below 100 %: 왼쪽, 가운데, 오른쪽"
                ),
                text!(
                    "`너비`를 함께 적거나, 칸의 글을 맞추려면 `열`에 적으십시오",
                    "write a `너비` too; to align the text of cells, write it under `열`"
                ),
            );
        }
        align
    }

    /// Marks the first columns as labels of their rows.
    fn label_columns(&mut self, node: &Node, columns: &mut Columns) {
        let Some(text) = self.scalar(node) else { return };
        let count = text.trim().parse().ok().filter(|count| (1..=columns.labels.len()).contains(count));
        match count {
            Some(count) => columns.labels[..count].fill(true),
            None => self.refuse(
                node.span.clone(),
                text!("`제목열`은 왼쪽부터 센 열의 수입니다: 1부터 {}까지", "`제목열` is a number of columns from the left: 1 to {}"; columns.labels.len()),
                text!("`제목열: 1`처럼 쓰십시오", "write it as in `제목열: 1`"),
            ),
        }
    }

    /// The number of blank rows.
    fn blank(&mut self, values: &Values<'_>, rows: &[RowSource<'_>]) -> usize {
        let Some(node) = values.get(BLANK) else { return 0 };
        let count = self.scalar(node).and_then(|text| text.trim().parse().ok()).unwrap_or(usize::MAX);
        let has_total = rows.iter().any(|r| r.kind == RowKind::Total);
        if count > MAX_BLANK || (count > 0 && has_total) {
            self.refuse(
                node.span.clone(),
                text!("표의 `빈행`은 합계가 없는 표에 {}행까지 둘 수 있습니다", "`빈행` of a table is {} rows at most, and there is no `합계` below them"; MAX_BLANK),
                text!("수를 줄이거나, `합계`를 지우십시오", "write fewer rows, or remove `합계`"),
            );
            return 0;
        }
        count
    }

    /// The height of rows, in mm.
    fn height(&mut self, node: &Node) -> Option<f64> {
        let text = self.scalar(node)?.trim();
        let height = text.trim_end_matches("mm").trim_end().parse().ok().filter(|h| HEIGHTS.contains(h));
        if height.is_none() {
            self.refuse(
                node.span.clone(),
                text!("`{}`은(는) 행의 높이가 될 수 없습니다", "`{}` cannot be the height of a row"; escape::decode(text)),
                text!("{}부터 {}까지의 밀리미터로 쓰십시오: `12`", "write millimetres from {} to {}, as in `12`"; HEIGHTS.start(), HEIGHTS.end()),
            );
        }
        height
    }

    /// The alignment of a column or a cell.
    fn align(&mut self, node: &Node) -> Option<Align> {
        let text = escape::decode(self.scalar(node)?.trim());
        let align = match text.as_str() {
            "왼쪽" | "start" => Some(Align::Start),
            "가운데" | "center" => Some(Align::Center),
            "오른쪽" | "end" => Some(Align::End),
            "양끝" | "even" => Some(Align::Even),
            _ => None,
        };
        if align.is_none() {
            self.refuse(
                node.span.clone(),
                text!("`{}`은(는) 맞춤이 아닙니다", "`{}` is no alignment"; text),
                text!("쓸 수 있는 값: 왼쪽, 가운데, 오른쪽, 양끝", "the values are: 왼쪽, 가운데, 오른쪽, 양끝"),
            );
        }
        align
    }

    /// Whether a property is set.
    fn flag(&mut self, node: &Node) -> bool {
        let text = self.scalar(node).map(|t| escape::decode(t.trim())).unwrap_or_default();
        if !matches!(text.as_str(), "true" | "false" | "예" | "아니요") {
            self.refuse(
                node.span.clone(),
                text!("`{}`은(는) `예`(`true`)도 `아니요`(`false`)도 아닙니다", "`{}` is neither `예` (`true`) nor `아니요` (`false`)"; text),
                text!("`예`로 쓰거나 줄을 지우십시오", "write `예`, or remove the line"),
            );
        }
        matches!(text.as_str(), "true" | "예")
    }
}

/// What a row holds, also by the word of its first cell: `[소계, 10, 20]` is set as a sum is.
fn kind_by_words(row: &Row) -> RowKind {
    let first = row.cells.first().filter(|cell| cell.rowspan == 1 && row.kind == RowKind::Entry);
    let word = match first.map(|cell| cell.blocks.as_slice()) {
        Some([Block::Paragraph(text)]) => plain(text).chars().filter(|c| !c.is_whitespace()).collect::<String>(),
        _ => return row.kind,
    };
    match word.as_str() {
        "소계" => RowKind::Subtotal,
        TOTAL | "총계" | "계" | "총합계" => RowKind::Total,
        _ => row.kind,
    }
}

fn blank_row(width: usize, height: Option<f64>) -> Row {
    let empty = |column| Cell {
        column,
        colspan: 1,
        rowspan: 1,
        label: false,
        shaded: false,
        align: None,
        look: CellLook::default(),
        blocks: Vec::new(),
    };
    Row { kind: RowKind::Blank, height, bold: false, line: None, cells: (0..width).map(empty).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::NestedMarkdown;

    fn table(code: &str) -> Table {
        parse(code, &NestedMarkdown).unwrap_or_else(|problems| panic!("{problems:?}")).0
    }

    fn refused(code: &str) -> Vec<String> {
        let problems = parse(code, &NestedMarkdown).expect_err("the block is wrong");
        problems.iter().map(|p| code[p.range.clone()].to_owned()).collect()
    }

    #[test]
    fn groups_of_columns_make_a_head_of_several_rows() {
        let table = table(
            "열:\n  - 구분\n  - {머리: 인원, 열: [{머리: 내국인, 열: [남, 여]}, 외국인]}\n행:\n  - [가, 1, 2, 3]\n",
        );
        let head: Vec<Vec<(String, usize, usize, usize)>> = table
            .head
            .iter()
            .map(|row| row.iter().map(|c| (plain(&c.text), c.column, c.colspan, c.rowspan)).collect())
            .collect();
        let cell = |text: &str, column, colspan, rowspan| (text.to_owned(), column, colspan, rowspan);
        assert_eq!(head[0], [cell("구분", 0, 1, 3), cell("인원", 1, 3, 1)]);
        assert_eq!(head[1], [cell("내국인", 1, 2, 1), cell("외국인", 3, 1, 2)]);
        assert_eq!(head[2], [cell("남", 1, 1, 1), cell("여", 2, 1, 1)]);
        assert_eq!(plain(table.head_of(2)), "여");
        assert_eq!(plain(table.head_of(3)), "외국인");
    }

    #[test]
    fn a_form_has_no_head_and_labels() {
        let table = table(
            "열: [{제목칸: true}, {}]\n높이: 10\n행:\n  - [성명, '']\n  - [{칸: 글}, {제목칸: 이름표}]\n  - {칸: [주소, ''], 높이: 20mm}\n빈행: 1\n",
        );
        assert!(table.head.is_empty() && table.caption.is_empty() && table.has_labels());
        let labels: Vec<Vec<bool>> = table.rows.iter().map(|r| r.cells.iter().map(|c| c.label).collect()).collect();
        assert_eq!(labels, [[true, false], [false, true], [true, false], [false, false]]);
        assert_eq!(
            table.rows.iter().map(|r| r.height).collect::<Vec<_>>(),
            [Some(10.0), Some(10.0), Some(20.0), Some(10.0)]
        );
        assert_eq!(table.align_of(&table.rows[0].cells[0]), Align::Center);
        assert_eq!(table.align_of(&table.rows[1].cells[0]), Align::Start);
        assert_eq!(table.align_of(&table.rows[1].cells[1]), Align::Center);
        assert_eq!(table.blank_rows(), 1);
    }

    #[test]
    fn cells_are_shaded_without_being_labels() {
        let table =
            table("열: [가, {머리: 나, 음영: 예}]\n행:\n  - [1, 2]\n  - [{칸: 3, 음영: 예}, {칸: 4, 음영: 아니요}]\n");
        let shaded: Vec<Vec<bool>> = table.rows.iter().map(|r| r.cells.iter().map(|c| c.shaded).collect()).collect();
        assert_eq!(shaded, [[false, true], [true, false]]);
        assert!(!table.has_labels() && !table.whole && !table.with_next);
    }

    #[test]
    fn a_table_says_what_it_stays_with() {
        let table = table("나눔: 없음\n다음과 함께: 예\n행:\n  - [1, 2]\n");
        assert!(table.whole && table.with_next);
        assert_eq!(refused("나눔: 아니요\n행:\n  - [1, 2]\n"), ["아니요"]);
    }

    #[test]
    fn rows_say_what_they_sum() {
        let table = table("행:\n  - [가, 1]\n  - {소계: [계, 1]}\n합계:\n  - [합계, 1]\n  - [총계, 1]\n");
        let kinds: Vec<RowKind> = table.rows.iter().map(|r| r.kind).collect();
        assert_eq!(kinds, [RowKind::Entry, RowKind::Subtotal, RowKind::Total, RowKind::Total]);
        assert_eq!(table.columns.len(), 2);
    }

    #[test]
    fn what_is_wrong_has_a_place() {
        let rows = "행:\n  - [가, 나]\n";
        assert_eq!(refused(&format!("열: [{{머리: 가, 너비: 60}}, {{머리: 나, 너비: 41}}]\n{rows}")), ["41"]);
        assert_eq!(refused(&format!("열: [{{머리: 가, 너비: 100}}, {{머리: 나}}]\n{rows}")), ["100"]);
        assert_eq!(refused(&format!("열: [{{머리: 가}}, {{너비: 41}}]\n{rows}")), ["{너비: 41}"]);
        assert_eq!(refused(&format!("열: [{{머리: 가, 열: []}}, 나]\n{rows}")), ["[]"]);
        assert_eq!(refused(&format!("열: [{{머리: 가, 맞춤: 위}}, 나]\n{rows}")), ["위"]);
        assert_eq!(refused("열: [가, 나]\n행:\n  - [가]\n"), ["[가]"]);
        assert_eq!(refused("열: [가, 나]\n행:\n  - [가, '^^']\n"), ["[가, '^^']"]);
        assert_eq!(refused("열: [가, 나]\n행:\n  - {칸: [가, 나], 높이: 3}\n"), ["3"]);
        assert_eq!(refused("제목: 빈 표\n"), ["제목: 빈 표"]);
        assert_eq!(refused("열: [가, 나]\n행:\n  - [가, [나]]\n").len(), 1);
    }
}
