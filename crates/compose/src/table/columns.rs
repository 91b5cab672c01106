//! The columns of a table. A group of columns has a head of its own above those of its columns, so that the head always
//! covers the columns.

use std::ops::Range;

use gian_diagnostics::text;
use gian_document::{Align, Column, HeadCell, Inline, escape};
use gian_source::yaml::{Kind, Node};

use super::keys::{ALIGN, COLUMNS, LABEL, LEFT, MAX_COLUMNS, SHADED, TABLE, UPRIGHT};
use crate::labels;
use crate::nested::Nested;
use crate::reader::{Reader, Values};

const HEAD: &str = "머리";
const WIDTH: &str = "너비";
const SUM: &str = "합계";

/// Maximum number of rows of a head.
const MAX_DEPTH: usize = 4;

/// The columns of a table, and its head.
#[derive(Default)]
pub(super) struct Columns {
    pub(super) columns: Vec<Column>,
    pub(super) head: Vec<Vec<HeadCell>>,
    /// For each column, whether its cells are labels.
    pub(super) labels: Vec<bool>,
    /// For each column, whether its cells are shaded.
    pub(super) shaded: Vec<bool>,
    /// For each column, whether the letters of its cells stand below each other.
    pub(super) upright: Vec<bool>,
}

/// What was read so far.
#[derive(Default)]
struct Draft {
    columns: Columns,
    heads: Vec<HeadDraft>,
    /// Positions of the columns without a head.
    headless: Vec<Range<usize>>,
    /// Sum of the widths so far, and the position of the one with which it exceeded 100 %, or of the last one.
    given: f64,
    over: Option<Range<usize>>,
    last: Option<Range<usize>>,
}

struct HeadDraft {
    depth: usize,
    column: usize,
    /// Number of columns below; `None` for the head of a single column, which extends to the last row of the head.
    group: Option<usize>,
    /// Number of columns that a head of single columns covers: more than one if `<<` follows.
    columns: usize,
    text: Vec<Inline>,
    spread: bool,
}

impl<M: Nested> Reader<'_, M> {
    /// Reads `열`; without it the table has the columns of its first row, and no head.
    pub(super) fn columns(&mut self, values: &Values<'_>, first_row: Option<usize>) -> Option<Columns> {
        let before = self.problems.len();
        let mut draft = Draft::default();
        match (values.get(COLUMNS), first_row) {
            (Some(node), _) => self.group(node, 0, &mut draft),
            (None, Some(count)) => (0..count).for_each(|_| draft.columns.add(None, Align::Start, false)),
            (None, None) => {}
        }
        if self.problems.len() > before {
            return None;
        }
        let count = draft.columns.columns.len();
        if count == 0 || count > MAX_COLUMNS {
            self.refuse(
                values.get(COLUMNS).map_or(values.head.clone(), |n| self.first_line(&n.span)),
                text!("표의 열은 1개부터 {}개까지인데 {}개입니다", "a table has 1 to {} columns, and this one has {}"; MAX_COLUMNS, count),
                text!("`열`에 열마다 `머리`를 적으십시오", "write the head of each column under `열`"),
            );
            return None;
        }
        self.check_heads(&draft)?;
        self.check_widths(&draft)?;
        draft.columns.head = head(draft.heads);
        Some(draft.columns)
    }

    /// The columns of a list: those of the table, or of a group.
    fn group(&mut self, node: &Node, depth: usize, draft: &mut Draft) {
        let entries = match &node.kind {
            Kind::Seq(entries) if !entries.is_empty() && depth < MAX_DEPTH => entries,
            Kind::Seq(_) | Kind::Map(_) | Kind::Scalar { .. } | Kind::Null => {
                return self.refuse(
                    self.first_line(&node.span),
                    text!("`열`에는 열을 하나 이상, {}층까지 적습니다", "`열` is a list of columns, in {} levels at most"; MAX_DEPTH),
                    text!("`- {{머리: …}}`처럼 한 줄에 하나씩 적으십시오", "write one a line, as in `- {{머리: …}}`"),
                );
            }
        };
        self.check_sums(entries);
        let first = draft.columns.columns.len();
        for entry in entries {
            match &entry.kind {
                // A head alone.
                Kind::Scalar { .. } => {
                    self.head(entry, depth, first, draft);
                    draft.columns.add(None, Align::Start, false);
                }
                Kind::Map(_) | Kind::Seq(_) | Kind::Null => self.column(entry, depth, first, draft),
            }
        }
    }

    /// The head of a single column of a list that begins at the column `first`; `<<` joins it with the head to its left.
    fn head(&mut self, node: &Node, depth: usize, first: usize, draft: &mut Draft) {
        let column = draft.columns.columns.len();
        if matches!(&node.kind, Kind::Scalar { text, .. } if text.trim() == LEFT) {
            let joins = |head: &&mut HeadDraft| {
                head.depth == depth
                    && head.group.is_none()
                    && head.column >= first
                    && head.column + head.columns == column
            };
            match draft.heads.last_mut().filter(joins) {
                Some(head) => head.columns += 1,
                None => self.refuse(
                    node.span.clone(),
                    text!("`<<`의 왼쪽에 합칠 머리가 없습니다", "no head is to the left of `<<` to be joined"),
                    text!(
                        "한 열의 머리 다음에 쓰십시오. 여러 열을 묶으려면 `{{머리: …, 열: [...]}}`로 쓰십시오",
                        "write it after the head of a single column; a group of columns is `{{머리: …, 열: [...]}}`"
                    ),
                ),
            }
            return;
        }
        let text = if node.kind == Kind::Null { Vec::new() } else { self.line(node).unwrap_or_default() };
        let (text, spread) = labels::joined(text);
        draft.heads.push(HeadDraft { depth, column, group: None, columns: 1, text, spread });
    }

    /// A group has one column that sums the others.
    fn check_sums(&mut self, entries: &[Node]) {
        let sum = |node: &&Node| match &node.kind {
            Kind::Map(keys) => keys.iter().any(|e| {
                e.key == SUM
                    && !matches!(&e.value.kind, Kind::Scalar { text, .. } if text == "false" || text == "아니요")
            }),
            Kind::Seq(_) | Kind::Scalar { .. } | Kind::Null => false,
        };
        if let Some(second) = entries.iter().filter(sum).nth(1) {
            self.refuse(
                self.first_line(&second.span),
                text!(
                    "한 묶음에 `합계` 열이 둘이어서 무엇을 더한 열인지 알 수 없습니다",
                    "a group has two `합계` columns, so that it is unclear what they sum"
                ),
                text!(
                    "더하는 열과 그 합계를 `{{머리: …, 열: [...]}}`로 묶으십시오",
                    "group the columns and their sum as `{{머리: …, 열: [...]}}`"
                ),
            );
        }
    }

    fn column(&mut self, node: &Node, depth: usize, first: usize, draft: &mut Draft) {
        let is_group = matches!(&node.kind, Kind::Map(entries) if entries.iter().any(|e| e.key == COLUMNS));
        let keys: &[&str] =
            if is_group { &[HEAD, COLUMNS] } else { &[HEAD, WIDTH, ALIGN, SUM, LABEL, SHADED, UPRIGHT, COLUMNS] };
        let Some(values) = self.values(node, keys, TABLE) else { return };
        let column = draft.columns.columns.len();
        let head = values.written(HEAD);
        if let Some(inner) = values.written(COLUMNS) {
            let at = draft.heads.len();
            self.group(inner, depth + 1, draft);
            if head.is_none() {
                draft.headless.push(values.head);
            } else {
                let group = Some(draft.columns.columns.len() - column);
                let text = head.filter(|n| n.kind != Kind::Null).and_then(|n| self.line(n)).unwrap_or_default();
                let (text, spread) = labels::joined(text);
                draft.heads.insert(at, HeadDraft { depth, column, group, columns: 1, text, spread });
            }
            return;
        }
        match head {
            Some(node) => self.head(node, depth, first, draft),
            None => draft.headless.push(values.head.clone()),
        }
        let width = values.get(WIDTH).and_then(|n| self.width(n, draft));
        let label = values.get(LABEL).is_some_and(|n| self.flag(n));
        let default = if label { Align::Center } else { Align::Start };
        let align = values.get(ALIGN).and_then(|n| self.align(n)).unwrap_or(default);
        if let Some(node) = values.get(SUM) {
            self.flag(node);
        }
        let shaded = values.get(SHADED).is_some_and(|n| self.flag(n));
        draft.columns.add(width, align, label);
        draft.columns.shaded[column] = shaded;
        draft.columns.upright[column] = values.get(UPRIGHT).is_some_and(|n| self.flag(n));
    }

    fn width(&mut self, node: &Node, draft: &mut Draft) -> Option<f64> {
        let text = escape::decode(self.scalar(node)?.trim());
        let width = text.trim_end_matches('%').trim_end().parse().ok().filter(|w| (0.1..=100.0).contains(w));
        let Some(width) = width else {
            self.refuse(
                node.span.clone(),
                text!("`{}`은(는) 열의 너비가 될 수 없습니다", "`{}` cannot be the width of a column"; text),
                text!(
                    "표의 너비에 대한 백분율로 쓰십시오: `25`",
                    "write the percent of the width of the table, as in `25`"
                ),
            );
            return None;
        };
        draft.given += width;
        draft.last = Some(node.span.clone());
        if draft.given > 100.0 + 1e-6 && draft.over.is_none() {
            draft.over = Some(node.span.clone());
        }
        Some(width)
    }

    /// A head covers all columns, or there is none.
    fn check_heads(&mut self, draft: &Draft) -> Option<()> {
        match draft.headless.first() {
            Some(at) if !draft.heads.is_empty() => {
                self.refuse(
                    at.clone(),
                    text!("머리가 없는 열이 있어서 머리가 열을 모두 덮지 않습니다", "a column has no head, so that the heads do not cover the columns"),
                    text!(
                        "`머리`를 적으십시오. 비워 둘 칸이면 `머리: \"\"`로 쓰고, 머리 없는 표이면 모든 `머리`를 지우십시오",
                        "write `머리`: as `\"\"` if the cell is to be empty; for a table without a head remove all of them"
                    ),
                );
                None
            }
            Some(_) | None => Some(()),
        }
    }

    /// The widths leave room for the columns without one.
    fn check_widths(&mut self, draft: &Draft) -> Option<()> {
        let open = draft.columns.columns.iter().filter(|c| c.width.is_none()).count();
        let at = match (&draft.over, &draft.last) {
            (Some(at), _) => at.clone(),
            (None, Some(at)) if open > 0 && draft.given > 100.0 - open as f64 => at.clone(),
            (None, Some(_) | None) => return Some(()),
        };
        let sum = (draft.given * 10.0).round() / 10.0;
        if open > 0 {
            self.refuse(
                at,
                text!(
                    "적은 `너비`의 합이 {}%여서 `너비`가 없는 열 {}개의 자리가 없습니다",
                    "the widths add up to {} %, which leaves no room for the columns without `너비` ({})"; sum, open
                ),
                text!(
                    "`너비`를 줄이십시오. 남은 너비는 내용에 따라 나눕니다",
                    "write less; the rest is shared by the contents"
                ),
            );
        } else {
            self.refuse(
                at,
                text!("`너비`의 합이 {}%로 100%를 넘습니다", "the widths add up to {} %, which is more than 100 %"; sum),
                text!("합이 100이 되게 줄이거나, `너비`를 지워 내용에 맞추십시오", "make their sum 100, or remove `너비`: the contents decide then"),
            );
        }
        None
    }
}

impl Columns {
    fn add(&mut self, width: Option<f64>, align: Align, label: bool) {
        self.columns.push(Column { width, align });
        self.labels.push(label);
        self.shaded.push(false);
        self.upright.push(false);
    }
}

/// The rows of a head. The head of a single column extends to the last row.
fn head(drafts: Vec<HeadDraft>) -> Vec<Vec<HeadCell>> {
    let height = drafts.iter().map(|d| d.depth + 1).max().unwrap_or(0);
    let mut rows: Vec<Vec<HeadCell>> = (0..height).map(|_| Vec::new()).collect();
    for HeadDraft { depth, column, group, columns, text, spread } in drafts {
        let rowspan = if group.is_some() { 1 } else { height - depth };
        rows[depth].push(HeadCell { column, colspan: group.unwrap_or(columns), rowspan, text, spread });
    }
    rows
}
