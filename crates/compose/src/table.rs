//! The fenced block `표`: a table with a caption, a unit, merged cells and a total row.
//!
//! A cell is Markdown. `^^` merges a cell with the one above, `<<` with the one to its left.

use std::ops::Range;

use gian_diagnostics::text;
use gian_document::{Align, Block, Cell, Column, Name, Row, Table, escape, walk};
use gian_source::yaml::{Kind, Node};
use gian_vocabulary::korean_enum;
use schemars::JsonSchema;
use serde::Deserialize;

use super::nested::{FootnoteReference, Nested};
use super::problem::Problem;
use super::{fences, masks, references};

/// Name of the fenced block for a table.
pub const TABLE: &str = "표";

korean_enum! {
    /// 칸의 맞춤
    ColumnAlign {
        /// 왼쪽
        Start = "왼쪽" / "start",
        /// 가운데
        Center = "가운데" / "center",
        /// 오른쪽
        End = "오른쪽" / "end",
    }
}

/// 표
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableSource {
    /// 표의 제목
    #[serde(rename(deserialize = "제목"))]
    caption: String,
    /// 본문에서 가리킬 때 쓰는 이름
    #[serde(rename(deserialize = "이름"))]
    name: Option<String>,
    /// 수의 단위
    #[serde(rename(deserialize = "단위"))]
    unit: Option<String>,
    /// 열
    #[serde(rename(deserialize = "열"))]
    columns: Vec<ColumnSource>,
    /// 행
    #[serde(rename(deserialize = "행"), default)]
    rows: Vec<Vec<String>>,
    /// 합계 행
    #[serde(rename(deserialize = "합계"))]
    total: Option<Vec<String>>,
    /// 끝에 비워 두는 행의 수
    #[serde(rename(deserialize = "빈행"), default)]
    blank: usize,
}

/// 열
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ColumnSource {
    /// 머리 칸의 글
    #[serde(rename(deserialize = "머리"))]
    head: String,
    /// 너비의 비율
    #[serde(rename(deserialize = "너비"), default = "one")]
    width: f64,
    /// 맞춤
    #[serde(rename(deserialize = "맞춤"), default = "start")]
    align: ColumnAlign,
}

fn one() -> f64 {
    1.0
}

fn start() -> ColumnAlign {
    ColumnAlign::Start
}

/// Maximum number of blank rows, more than fit on a page.
const MAX_BLANK: usize = 60;

const ABOVE: &str = "^^";
const LEFT: &str = "<<";

/// Parses the YAML of the block.
///
/// # Errors
/// Problems with byte ranges in `code`.
pub fn parse(code: &str, markdown: &impl Nested) -> Result<(Table, Vec<FootnoteReference>), Vec<Problem>> {
    let tree = fences::tree(code)?;
    let whole = 0..code.lines().next().map_or(0, str::len);
    let problem_at = |range, message, help| vec![Problem { range, message, help }];
    let problem = |message, help| vec![Problem { range: whole.clone(), message, help }];
    // Cells are text, even if they look like numbers.
    let source: TableSource = serde_json::from_value(texts(tree.to_json(), false)).map_err(|e| {
        problem(
            text!("`표` 블록을 읽을 수 없습니다: {}", "the `표` block cannot be read: {}"; e),
            text!(
                "키는 `제목`, `이름`, `단위`, `열`(`머리`, `너비`, `맞춤`), `행`, `합계`, `빈행`입니다",
                "the keys are `제목`, `이름`, `단위`, `열` (`머리`, `너비`, `맞춤`), `행`, `합계`, `빈행`"
            ),
        )
    })?;
    let name = source.name.as_ref().map(|n| escape::decode(n.trim()));
    if name.as_ref().is_some_and(|n| !references::is_name(n)) {
        let (message, help) = references::not_a_name();
        return Err(problem_at(value_of(&tree, "이름").map_or(whole, |n| n.span.clone()), message, help));
    }
    let width = source.columns.len();
    let mut lines: Vec<(bool, &Vec<String>)> = source.rows.iter().map(|r| (false, r)).collect();
    lines.extend(source.total.iter().map(|r| (true, r)));
    if let Some((at, (_, row))) = lines.iter().enumerate().find(|(_, (_, r))| r.len() != width) {
        return Err(problem_at(
            row_span(&tree, at),
            text!("표의 {}째 행은 {}칸인데 열은 {}개입니다", "row {} of the table has {} cells, but there are {} columns"; at + 1, row.len(), width),
            text!(
                "칸의 수를 맞추십시오 (합친 칸은 `^^`, `<<`)",
                "make the numbers agree (joined cells are `^^` and `<<`)"
            ),
        ));
    }
    if width == 0 {
        return Err(problem(
            text!("표에 열이 없습니다", "the table has no columns"),
            text!("`열`에 `머리`를 적으십시오", "write the heads under `열`"),
        ));
    }
    if source.blank > MAX_BLANK || (source.blank > 0 && source.total.is_some()) {
        return Err(problem_at(
            value_of(&tree, "빈행").map_or(whole, |n| n.span.clone()),
            text!("표의 `빈행`은 합계가 없는 표에 {}행까지 둘 수 있습니다", "`빈행` of a table is {} rows at most, and there is no `합계` below them"; MAX_BLANK),
            text!("수를 줄이거나, `합계`를 지우십시오", "write fewer rows, or remove `합계`"),
        ));
    }
    let (mut problems, mut references) = (Vec::new(), Vec::new());
    let grid: Vec<&Vec<String>> = lines.iter().map(|(_, r)| *r).collect();
    let rows = lines
        .iter()
        .enumerate()
        .map(|(y, (total, _))| {
            let cells = cells(&grid, y, (code, &tree), markdown, &mut problems, &mut references);
            Row { total: *total, blank: false, cells }
        })
        .collect();
    let mut covered = vec![vec![0; width]; grid.len()];
    let mut rows: Vec<Row> = rows;
    for (y, row) in rows.iter().enumerate() {
        for cell in &row.cells {
            for line in &mut covered[y..y + cell.rowspan] {
                line[cell.column..cell.column + cell.colspan].iter_mut().for_each(|n| *n += 1);
            }
        }
    }
    if let Some(y) = covered.iter().position(|line| line.iter().any(|n| *n != 1)) {
        return Err(problem_at(
            row_span(&tree, y),
            text!("표의 {}째 행에서 합친 칸이 네모가 되지 않습니다", "the joined cells in row {} of the table are no rectangle"; y + 1),
            text!(
                "`^^`는 위의 칸, `<<`는 왼쪽 칸과 합칩니다. 자리를 확인하십시오",
                "`^^` joins with the cell above and `<<` with the one to the left: check their places"
            ),
        ));
    }
    let empty = |column| Cell { column, colspan: 1, rowspan: 1, blocks: Vec::new() };
    let blank = || Row { total: false, blank: true, cells: (0..width).map(empty).collect() };
    rows.extend((0..source.blank).map(|_| blank()));
    let mut inline = |text: &str| {
        let (inlines, more) = markdown.line(text);
        problems.extend(more.into_iter().map(|p| Problem { range: whole.clone(), ..p }));
        inlines
    };
    let caption = inline(&source.caption);
    let columns = source
        .columns
        .iter()
        .map(|c| Column {
            head: inline(&c.head),
            width: c.width.clamp(0.1, 100.0),
            align: match c.align {
                ColumnAlign::Start => Align::Start,
                ColumnAlign::Center => Align::Center,
                ColumnAlign::End => Align::End,
            },
        })
        .collect();
    let name = name.map(|name| Name { name, number: 0 });
    if !problems.is_empty() {
        return Err(problems);
    }
    let unit = source.unit.map(|unit| gian_document::escape::decode(&unit));
    Ok((Table { name, caption, unit, columns, rows }, references))
}

/// The YAML of a row: one of `행`, or `합계` after them.
fn row_node(tree: &Node, y: usize) -> Option<&Node> {
    match value_of(tree, "행").map(|n| &n.kind) {
        Some(Kind::Seq(rows)) if y < rows.len() => rows.get(y),
        _ => value_of(tree, "합계"),
    }
}

fn value_of<'a>(tree: &'a Node, key: &str) -> Option<&'a Node> {
    let Kind::Map(entries) = &tree.kind else { return None };
    entries.iter().find(|e| e.key == key).map(|e| &e.value)
}

/// Byte range of a row in the code of the block.
fn row_span(tree: &Node, y: usize) -> Range<usize> {
    row_node(tree, y).map_or(0..0, |n| n.span.clone())
}

/// The cells of a row; problems of their Markdown are located in the code of the block.
fn cells(
    grid: &[&Vec<String>],
    y: usize,
    source: (&str, &Node),
    markdown: &impl Nested,
    problems: &mut Vec<Problem>,
    references: &mut Vec<FootnoteReference>,
) -> Vec<Cell> {
    let (code, tree) = source;
    let mut out = Vec::new();
    for (x, text) in grid[y].iter().enumerate() {
        if text == ABOVE || text == LEFT {
            continue;
        }
        let colspan = 1 + grid[y][x + 1..].iter().take_while(|t| *t == LEFT).count();
        let rowspan = 1 + grid[y + 1..].iter().take_while(|row| row[x] == ABOVE).count();
        // A single dash means an empty value, not a list.
        let (blocks, more, notes) = match text.trim() {
            dash @ ("-" | "△") => (vec![Block::Paragraph(masks::with_masks(dash))], Vec::new(), Vec::new()),
            text => markdown.part(text),
        };
        let node = match row_node(tree, y).map(|n| &n.kind) {
            Some(Kind::Seq(nodes)) => nodes.get(x),
            _ => None,
        };
        let placed = |range: Range<usize>| node.map_or(range.clone(), |n| n.source_range(code, range));
        problems.extend(more.into_iter().map(|p| Problem { range: placed(p.range.clone()), ..p }));
        if holds_figure(&blocks) {
            problems.push(Problem {
                range: node.map_or(0..0, |n| n.span.start..n.span.start + 1),
                message: text!("표의 칸에는 그림을 둘 수 없습니다", "a figure cannot stand in a cell of a table"),
                help: text!("그림을 표 밖으로 옮기십시오", "move the figure out of the table"),
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
        out.push(Cell { column: x, colspan, rowspan, blocks });
    }
    out
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

/// Converts numbers and booleans in rows back to the source text.
fn texts(value: serde_json::Value, in_rows: bool) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Object(map) => map
            .into_iter()
            .map(|(key, value)| {
                let rows = matches!(key.as_str(), "행" | "합계" | "제목" | "이름" | "단위" | "머리");
                (key, texts(value, rows))
            })
            .collect(),
        Value::Array(items) => items.into_iter().map(|v| texts(v, in_rows)).collect(),
        Value::Number(n) if in_rows => Value::String(n.to_string()),
        Value::Bool(b) if in_rows => Value::String(b.to_string()),
        Value::Null if in_rows => Value::String(String::new()),
        other => other,
    }
}
