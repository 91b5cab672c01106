//! The fenced block `표`: a table with a caption, a unit, merged cells and a total row.
//!
//! A cell is Markdown. `^^` joins a cell with the one above, `<<` with the one to its left.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;

use super::markdown::{self, Problem};
use super::{inert, references};
use crate::document::{Align, Block, Cell, Column, Name, Row, Table};
use crate::model::values::korean_enum;
use crate::source::yaml::{self, Kind, Node};
use crate::text;

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

const ABOVE: &str = "^^";
const LEFT: &str = "<<";

/// Reads the YAML of the block.
///
/// # Errors
/// What is wrong, with bytes in `code`.
pub fn parse(code: &str) -> Result<Table, Vec<Problem>> {
    let whole = 0..code.lines().next().map_or(0, str::len);
    let tree = tree(code)?;
    let problem_at = |range, message, help| vec![Problem { range, message, help }];
    let problem = |message, help| vec![Problem { range: whole.clone(), message, help }];
    // Cells are text, whatever they look like.
    let source: TableSource = serde_json::from_value(texts(tree.to_json(), false)).map_err(|e| {
        problem(
            text!("`표` 블록을 읽을 수 없습니다: {}", "the `표` block cannot be read: {}"; e),
            text!(
                "키는 `제목`, `이름`, `단위`, `열`(`머리`, `너비`, `맞춤`), `행`, `합계`입니다",
                "the keys are `제목`, `이름`, `단위`, `열` (`머리`, `너비`, `맞춤`), `행`, `합계`"
            ),
        )
    })?;
    let name = source.name.as_ref().map(|n| inert::decode(n.trim()));
    if name.as_ref().is_some_and(|n| !references::is_name(n)) {
        let (message, help) = references::not_a_name();
        return Err(problem_at(value(&tree, "이름").map_or(whole, |n| n.span.clone()), message, help));
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
    let mut problems = Vec::new();
    let grid: Vec<&Vec<String>> = lines.iter().map(|(_, r)| *r).collect();
    let rows = lines
        .iter()
        .enumerate()
        .map(|(y, (total, _))| Row { total: *total, cells: cells(&grid, y, (code, &tree), &mut problems) })
        .collect();
    let mut covered = vec![vec![0; width]; grid.len()];
    let rows: Vec<Row> = rows;
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
    let mut inline = |text: &str| {
        let (inlines, more) = markdown::parse_inline(text);
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
    if problems.is_empty() { Ok(Table { name, caption, unit: source.unit, columns, rows }) } else { Err(problems) }
}

/// Reads the YAML of a block as a tree.
///
/// # Errors
/// The first thing that is wrong with it, with bytes in `code`.
pub(super) fn tree(code: &str) -> Result<Node, Vec<Problem>> {
    let mut diags = Vec::new();
    let tree = yaml::parse("", code, 0..code.len(), &mut diags);
    if let Some(diag) = diags.first() {
        let range = match diag.place.part {
            crate::diagnostics::Part::Bytes(start, end) => start..end,
            _ => 0..code.lines().next().map_or(0, str::len),
        };
        let help = diag.help.clone().unwrap_or(text!("고치십시오", "correct it"));
        return Err(vec![Problem { range, message: diag.message.clone(), help }]);
    }
    Ok(tree.expect("there is a tree when there is no problem"))
}

/// The value of a key of the block.
fn value<'a>(tree: &'a Node, key: &str) -> Option<&'a Node> {
    let Kind::Map(entries) = &tree.kind else { return None };
    entries.iter().find(|e| e.key == key).map(|e| &e.value)
}

/// The YAML of a row: one of `행`, or `합계` after them.
fn row_node(tree: &Node, y: usize) -> Option<&Node> {
    match value(tree, "행").map(|n| &n.kind) {
        Some(Kind::Seq(rows)) if y < rows.len() => rows.get(y),
        _ => value(tree, "합계"),
    }
}

/// Bytes of a row in the code of the block.
fn row_span(tree: &Node, y: usize) -> Range<usize> {
    row_node(tree, y).map_or(0..0, |n| n.span.clone())
}

/// The cells of a row; problems of their Markdown are placed in the code of the block.
fn cells(grid: &[&Vec<String>], y: usize, source: (&str, &Node), problems: &mut Vec<Problem>) -> Vec<Cell> {
    let (code, tree) = source;
    let mut out = Vec::new();
    for (x, text) in grid[y].iter().enumerate() {
        if text == ABOVE || text == LEFT {
            continue;
        }
        let colspan = 1 + grid[y][x + 1..].iter().take_while(|t| *t == LEFT).count();
        let rowspan = 1 + grid[y + 1..].iter().take_while(|row| row[x] == ABOVE).count();
        // A dash alone says that there is nothing, and is no list.
        let (blocks, more) = match text.trim() {
            dash @ ("-" | "△") => (vec![Block::Paragraph(markdown::with_masks(dash))], Vec::new()),
            text => markdown::parse(text),
        };
        let node = match row_node(tree, y).map(|n| &n.kind) {
            Some(Kind::Seq(nodes)) => nodes.get(x),
            _ => None,
        };
        problems.extend(more.into_iter().map(|p| match node {
            Some(node) => Problem { range: node.source_range(code, p.range.clone()), ..p },
            None => p,
        }));
        if holds_figure(&blocks) {
            problems.push(Problem {
                range: node.map_or(0..0, |n| n.span.start..n.span.start + 1),
                message: text!("표의 칸에는 그림을 둘 수 없습니다", "a figure cannot stand in a cell of a table"),
                help: text!("그림을 표 밖으로 옮기십시오", "move the figure out of the table"),
            });
        }
        out.push(Cell { column: x, colspan, rowspan, blocks });
    }
    out
}

fn holds_figure(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Figure(_) => true,
        Block::Items(items) => items.iter().any(|i| holds_figure(&i.below)),
        // A table in a cell was asked when it was read.
        Block::Table(_)
        | Block::Chapter { .. }
        | Block::Section { .. }
        | Block::Paragraph(_)
        | Block::Lead(_)
        | Block::Note(_)
        | Block::Attachments(_)
        | Block::EndMark
        | Block::PageBreak => false,
    })
}

/// Numbers and truth values in rows back to the text that was written.
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
