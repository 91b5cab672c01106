//! Blocks: the parts of the flow of a document, with tables and figures.

use gian_vocabulary::values::When;
use serde::Serialize;

use crate::inline::Inline;

/// A part of the flow of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Chapter (Ⅰ, Ⅱ …), numbered by its order.
    Chapter {
        /// Number of the chapter in the document, from 1; 0 until composing numbers it.
        number: usize,
        /// Heading without its number.
        title: Vec<Inline>,
    },
    /// Section (1., 2. …) of a chapter, numbered by its order.
    Section {
        /// Number of the section in its chapter, from 1; 0 until composing numbers it.
        number: usize,
        /// Heading without its number.
        title: Vec<Inline>,
    },
    /// Items □ ○ - ·
    Items(Vec<Item>),
    /// A paragraph of running text.
    Paragraph(Vec<Inline>),
    /// A sentence in a box at the head of a report.
    Lead(Vec<Inline>),
    /// Note (※).
    Note(Vec<Inline>),
    /// What matters most, in a frame (요약): items, paragraphs and notes.
    Summary(Vec<Block>),
    /// A table (표).
    Table(Table),
    /// A figure (일정표, 흐름도, 그림).
    Figure(Figure),
    /// 붙임: names with quantities.
    Attachments(Vec<AttachmentLine>),
    /// 끝.
    EndMark,
    /// A new page; with an orientation, all pages from there on have it.
    PageBreak(Option<Orientation>),
    /// The head of a reference page (참고), which begins a new page. It has a number where the document
    /// has several.
    Reference {
        /// Number of the reference page, from 1; `None` where the document has one only.
        number: Option<usize>,
        /// Heading of the page.
        title: Vec<Inline>,
    },
}

impl Block {
    /// What stands in the label of a reference page: `참고`, or `참고 2`.
    pub fn reference_label(number: Option<usize>) -> String {
        number.map_or_else(|| "참고".to_owned(), |n| format!("참고 {n}"))
    }
}

/// How a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// Upright: the short side is the width (세로).
    Portrait,
    /// Turned: the long side is the width (가로).
    Landscape,
}

/// An item with what stands below it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// The line of the item, without its marker.
    pub text: Vec<Inline>,
    /// Items, notes, paragraphs and tables that belong to the item.
    pub below: Vec<Block>,
}

/// One line of 붙임.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AttachmentLine {
    /// Name with its quantity: `결정서 1부.`
    pub text: Vec<Inline>,
}

/// A table with a caption above it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// What references call it, and its place among the tables that have a name, from 1.
    pub name: Option<Name>,
    /// Caption (제목); empty where there is none.
    pub caption: Vec<Inline>,
    /// Unit of the numbers, printed `(단위: 천원)`.
    pub unit: Option<String>,
    /// Columns from left to right.
    pub columns: Vec<Column>,
    /// Rows below the head; a total row, or blank rows, at the end.
    pub rows: Vec<Row>,
}

/// A column: its head, its share of the width and how it is aligned.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// Text of the head cell.
    pub head: Vec<Inline>,
    /// Share of the width in relation to the other columns, 0.1 to 100.
    pub width: f64,
    /// Alignment of the cells below the head.
    pub align: Align,
}

/// Alignment of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// At the left.
    Start,
    /// In the middle.
    Center,
    /// At the right, for numbers.
    End,
}

impl Table {
    /// Words in the first empty cell of a form that is not full and ends a document (행정업무규정
    /// 시행규칙 제4조제5항제2호).
    pub const REST_BLANK: &str = "이하 빈칸";

    /// How many rows at the end are left blank.
    pub fn blank_rows(&self) -> usize {
        self.rows.iter().rev().take_while(|r| r.blank).count()
    }
}

/// A row; a total row is set off, a blank one is left for others to fill in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Whether it is the row of `합계`.
    pub total: bool,
    /// Whether it is empty, for others to fill in.
    pub blank: bool,
    /// Cells from left to right; places covered by another cell have none.
    pub cells: Vec<Cell>,
}

/// A cell with the place and the number of columns and rows it covers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// Index of its first column, from 0.
    pub column: usize,
    /// Number of columns that it covers.
    pub colspan: usize,
    /// Number of rows that it covers.
    pub rowspan: usize,
    /// Contents of the cell.
    pub blocks: Vec<Block>,
}

/// The name by which references find a table or a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Name {
    /// The name in the Markdown of the writer.
    pub name: String,
    /// Place among what is numbered in the same way; 0 until composing numbers it.
    pub number: usize,
}

impl Table {
    /// `표 1`, for a table that references can name.
    pub fn label(&self) -> Option<String> {
        self.name.as_ref().map(|n| format!("표 {}", n.number))
    }
}

/// A picture with a caption below it, drawn from data.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// Place among the figures of the document, from 1.
    pub number: usize,
    /// What references call it.
    pub name: Option<String>,
    /// Caption; empty where there is none.
    pub caption: Vec<Inline>,
    /// What the writer says for those who do not see the picture.
    pub description: Option<Vec<Inline>>,
    /// What the figure shows, as data.
    pub content: Drawing,
}

impl Figure {
    /// `그림 1`
    pub fn label(&self) -> String {
        format!("그림 {}", self.number)
    }
}

/// What a figure shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Drawing {
    /// Bars over months (일정표).
    Schedule(Vec<Task>),
    /// Steps that follow one another (흐름도).
    Flow(Vec<Step>),
    /// A file (그림).
    Image(Image),
}

/// A row of a schedule.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Task {
    /// What is to be done.
    pub label: Vec<Inline>,
    /// Beginning of the task.
    pub from: Moment,
    /// Without one the task takes the day or the month of its beginning.
    pub to: Option<Moment>,
}

/// A step of a process.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// What the step is.
    pub label: Vec<Inline>,
    /// Who does it.
    pub party: Option<Vec<Inline>>,
    /// Until when.
    pub due: Option<Moment>,
}

/// A day or a month in a drawing.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// A day or a month that may be shown.
    On(When),
    /// What stands in the place of a date that is withheld.
    Masked(Vec<Inline>),
}

/// A picture of a file (그림).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Image {
    /// Name of the file, below `figures/` of the dossier.
    pub file: String,
    /// Share of the width of the text, in percent.
    pub percent: u32,
    /// Size in pixels, or in units of the drawing; nothing until it is known what the file is.
    pub size: (f64, f64),
}
