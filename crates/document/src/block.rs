//! Blocks: the elements of the body of a document, including tables and figures.

use gian_vocabulary::values::When;
use serde::Serialize;

use crate::inline::Inline;

/// An element of the body.
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
    /// Subsection (가., 나. …) of a section, numbered by its order.
    Subsection {
        /// Number of the subsection in its section, from 1; 0 until composing numbers it.
        number: usize,
        /// Heading without its number.
        title: Vec<Inline>,
    },
    /// A heading of an agreement or a contract: an article (제1조), or a part of several articles (제1장).
    Article(Article),
    /// Items □ ○ - ·, or with markers of their own.
    Items(Vec<Item>),
    /// A paragraph of running text.
    Paragraph(Vec<Inline>),
    /// A sentence in a box at the head of a report.
    Lead(Vec<Inline>),
    /// Note (※, ☞).
    Note(Note),
    /// Text in a frame (상자): items, paragraphs and notes.
    Frame(Vec<Block>),
    /// Paragraphs in the middle (가운데) or at a margin (왼쪽, 오른쪽).
    Aligned(Align, Lettering, Vec<Block>),
    /// A title inside the document (제목), without a number.
    Title(Title),
    /// Where the title of the document stands with the lines and the grid around it (제목자리): the blocks before it are
    /// above the title. At most one, outside of other blocks; without one the title is above the body.
    TitlePlace,
    /// A line over the width of the text (`***`).
    Rule,
    /// Empty lines in a cell of a table (빈줄), at least one.
    Blank(usize),
    /// An empty place in a cell of a table (빈칸), such as that of a photograph to be glued in.
    Place(Place),
    /// Parts that stand beside each other in columns (나란히), read from left to right.
    Beside(Vec<Beside>),
    /// Key points in a frame (요약): items, paragraphs and notes.
    Summary(Vec<Block>),
    /// A table (표).
    Table(Table),
    /// A figure (일정표, 흐름도, 그림).
    Figure(Figure),
    /// 붙임: names with quantities.
    Attachments(Vec<AttachmentLine>),
    /// 끝.
    EndMark,
    /// A page break; an orientation applies to all pages that follow.
    PageBreak(Option<Orientation>),
    /// Heading of a reference page (참고), which starts a new page. It is numbered if the document has several.
    Reference {
        /// Number of the reference page, from 1; `None` if the document has only one.
        number: Option<usize>,
        /// Heading of the page.
        title: Vec<Inline>,
    },
    /// Head of an attachment (붙임) that is printed with its letter, after the foot; it starts a new page.
    Annex {
        /// The mark with its number: `[붙임 1]`.
        mark: String,
        /// Name of the attachment.
        title: Vec<Inline>,
    },
}

/// An empty place in a cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Place {
    /// Width in mm of a place with a frame of its own; `None` for one that is as wide as its cell and has no frame.
    pub width: Option<f64>,
    /// Height in mm.
    pub height: f64,
    /// Words in the place: `사진(3×4cm)`.
    pub blocks: Vec<Block>,
}

impl Place {
    /// What stands here, for readers who cannot see it: `빈칸 30×40mm`.
    pub fn label(&self) -> String {
        match self.width {
            Some(width) => format!("빈칸 {width}×{}mm", self.height),
            None => format!("빈칸 {}mm", self.height),
        }
    }
}

/// A column of parts that stand beside each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Beside {
    /// Share of the width in percent; `None` for an equal share of what is left.
    pub width: Option<f64>,
    /// Contents.
    pub blocks: Vec<Block>,
}

impl Beside {
    /// Shares of the columns in the width; their sum is 1.
    pub fn shares(columns: &[Self]) -> Vec<f64> {
        let given: f64 = columns.iter().filter_map(|c| c.width).sum();
        let open = columns.iter().filter(|c| c.width.is_none()).count();
        let rest = (100.0 - given).max(0.0) / open.max(1) as f64;
        let widths: Vec<f64> = columns.iter().map(|c| c.width.unwrap_or(rest)).collect();
        let sum: f64 = widths.iter().sum();
        widths.iter().map(|width| width / sum.max(f64::MIN_POSITIVE)).collect()
    }
}

impl Block {
    /// Label of a reference page: `참고`, or `참고 2`.
    pub fn reference_label(number: Option<usize>) -> String {
        number.map_or_else(|| "참고".to_owned(), |n| format!("참고 {n}"))
    }
}

/// A title inside the document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Title {
    /// The words.
    pub text: Vec<Inline>,
    /// Look of the words.
    pub lettering: Lettering,
    /// Whether it begins a page (새 쪽).
    pub new_page: bool,
}

/// Look of the type of a block, beside that of the text around it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Lettering {
    /// Size (크기).
    pub size: TypeSize,
    /// Whether it is bold (굵게).
    pub bold: bool,
    /// Space between the letters (간격).
    pub spacing: Spacing,
}

/// A type size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TypeSize {
    /// That of the text.
    #[default]
    Normal,
    /// 작게.
    Small,
    /// 크게.
    Large,
    /// 아주 크게.
    Huge,
    /// In points.
    Points(f64),
}

impl TypeSize {
    /// The size in points in text of the given size.
    pub fn points(self, text: f64) -> f64 {
        match self {
            Self::Normal => text,
            Self::Small => 0.85 * text,
            Self::Large => 1.3 * text,
            Self::Huge => 1.7 * text,
            Self::Points(size) => size,
        }
    }
}

/// Space between letters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Spacing {
    /// That of the face.
    #[default]
    Normal,
    /// 넓게.
    Wide,
    /// 아주 넓게.
    Widest,
}

impl Spacing {
    /// The space in units of the type size.
    pub fn em(self) -> f64 {
        match self {
            Self::Normal => 0.0,
            Self::Wide => 0.2,
            Self::Widest => 0.5,
        }
    }
}

/// A heading of an agreement or a contract.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Article {
    /// Whether it is a part (장) of several articles.
    pub is_part: bool,
    /// Number: parts are counted through the document, and articles too.
    pub number: usize,
    /// Heading without its number.
    pub title: Vec<Inline>,
}

impl Article {
    /// `제1조`, `제1장`.
    pub fn label(&self) -> String {
        format!("제{}{}", self.number, if self.is_part { "장" } else { "조" })
    }

    /// The heading as printed: `제1조(목적)`, `제1장 총칙`.
    pub fn line(&self) -> Vec<Inline> {
        let text = |text: String| Inline::Text(text);
        let mut line = vec![text(format!("{}{}", self.label(), if self.is_part { " " } else { "(" }))];
        line.extend(self.title.iter().cloned());
        if !self.is_part {
            line.push(text(")".to_owned()));
        }
        line
    }
}

/// Orientation of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// Portrait (세로): the short side is the width.
    Portrait,
    /// Landscape (가로): the long side is the width.
    Landscape,
}

/// A note, and the lists below it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Note {
    /// The sign at its head.
    pub sign: NoteSign,
    /// The text without its sign.
    pub text: Vec<Inline>,
    /// Lists that belong to the note.
    pub below: Vec<Block>,
}

/// The sign of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteSign {
    /// ※ a remark.
    Remark,
    /// ☞ a conclusion, or where to look.
    Pointer,
}

impl NoteSign {
    /// The character.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Remark => "※",
            Self::Pointer => "☞",
        }
    }
}

/// A marker that is not the one of the level: the number of an ordered list, or the choice of a document or a house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Marker {
    /// The marker as printed: `1.`, `ㅇ`.
    pub sign: String,
    /// Whether it is read as text: it counts the items of its list, or is a sign in a cell that says something by itself,
    /// such as the box of an answer.
    pub ordered: bool,
}

/// An item and the blocks below it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// Label (`일시`) before the line, spread to the width of the other labels of the list; `None` for most items.
    pub label: Option<Vec<Inline>>,
    /// Its marker; `None` for that of its level. Letters number every item by its level and ignore it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marker: Option<Marker>,
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

/// The name by which references address a table or a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Name {
    /// The name in the Markdown of the writer.
    pub name: String,
    /// Number among the objects of the same numbering; 0 until composing numbers it.
    pub number: usize,
}

/// A figure with a caption below it, drawn from data.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// Number among the figures that have a caption, from 1; 0 for one without a caption, which no text refers to.
    pub number: usize,
    /// Position among all figures of the document, from 1: for names of files and anchors.
    #[serde(skip_serializing)]
    pub index: usize,
    /// Name used by references.
    pub name: Option<String>,
    /// Caption; empty if there is none.
    pub caption: Vec<Inline>,
    /// Text alternative by the writer, for readers who cannot see the figure.
    pub description: Option<Vec<Inline>>,
    /// Contents of the figure, as data.
    pub content: Drawing,
}

impl Figure {
    /// Whether it has a caption, and so a number.
    pub fn has_caption(&self) -> bool {
        !self.caption.is_empty()
    }

    /// `그림 1`
    pub fn label(&self) -> String {
        format!("그림 {}", self.number)
    }

    /// The image files of the figure, in reading order.
    pub fn images(&self) -> Vec<&Image> {
        match &self.content {
            Drawing::Image(image) => vec![image],
            Drawing::Photos(rows) => rows.iter().flatten().map(|photo| &photo.image).collect(),
            Drawing::Schedule(_) | Drawing::Flow(_) | Drawing::Chart(_) => Vec::new(),
        }
    }
}

/// Contents of a figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Drawing {
    /// Bars over months (일정표).
    Schedule(Vec<Task>),
    /// Consecutive steps (흐름도).
    Flow(Vec<Step>),
    /// An image file (그림).
    Image(Image),
    /// Image files in rows (사진).
    Photos(Vec<Vec<Photo>>),
    /// Values as bars, lines or shares (차트).
    Chart(Chart),
}

/// A chart of values.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// How the values are drawn.
    pub kind: ChartKind,
    /// Unit of the values.
    pub unit: Option<String>,
    /// Labels of the items.
    pub items: Vec<Vec<Inline>>,
    /// Series, each with a value for each item; shares have one.
    pub series: Vec<Series>,
}

/// A kind of chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// Bars (막대).
    Bars,
    /// Lines (꺾은선).
    Lines,
    /// Shares of a circle (원).
    Shares,
}

/// Values that belong together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Series {
    /// Name; empty if the chart has one series.
    pub name: Vec<Inline>,
    /// A value for each item.
    pub values: Vec<Datum>,
}

/// A value of a chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Datum {
    /// A number.
    Number {
        /// The number.
        value: f64,
        /// As the writer wrote it: `△1,200`.
        text: String,
    },
    /// Replacement for a withheld number.
    Masked(Vec<Inline>),
    /// There is no value (`-`).
    Missing,
}

/// A picture beside others, with its caption below it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Photo {
    /// The file, with its share of the width of the text.
    pub image: Image,
    /// Caption.
    pub caption: Vec<Inline>,
    /// Text alternative by the writer; without one the caption says what the picture shows.
    pub description: Option<Vec<Inline>>,
}

/// A row of a schedule.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Task {
    /// What is to be done.
    pub label: Vec<Inline>,
    /// Beginning of the task.
    pub from: Moment,
    /// End; without one the task takes the day or the month of its beginning.
    pub to: Option<Moment>,
}

/// A step of a process.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// Name of the step.
    pub label: Vec<Inline>,
    /// Who performs it.
    pub party: Option<Vec<Inline>>,
    /// Deadline.
    pub due: Option<Moment>,
}

/// A day or a month in a drawing.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// A day or a month that may be shown.
    On(When),
    /// Replacement for a withheld date.
    Masked(Vec<Inline>),
}

/// An image file (그림).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Image {
    /// Name of the file, below `figures/` of the dossier.
    pub file: String,
    /// Share of the width of the text, in percent; 0 for a picture of a row that shares the width by its shape.
    pub percent: u32,
    /// Size in pixels, or in units of the drawing; zero until the file is inspected.
    pub size: (f64, f64),
    /// Greatest height in mm (높이), of a picture in a cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tallest: Option<f64>,
}

/// A table with a caption above it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Table {
    /// Name used by references, and the number among the named tables, from 1.
    pub name: Option<Name>,
    /// Caption (제목); empty if there is none.
    pub caption: Vec<Inline>,
    /// Unit of the numbers, printed `(단위: 천원)`.
    pub unit: Option<String>,
    /// Its lines (테두리).
    pub border: Border,
    /// Share of the width of its place in percent; `None` for all of it.
    pub width: Option<f64>,
    /// Position of a table that is narrower than its place.
    pub position: Align,
    /// Whether it stays on one page if a page has room for it (나눔: 없음).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub whole: bool,
    /// Whether it stays on the page of what follows it (다음과 함께).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub with_next: bool,
    /// Columns from left to right.
    pub columns: Vec<Column>,
    /// Rows of the head from top to bottom; none if the table has no head.
    pub head: Vec<Vec<HeadCell>>,
    /// Rows below the head; total rows or blank rows come last.
    pub rows: Vec<Row>,
}

/// The lines of a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Border {
    /// Lines between all cells, and none at the sides (있음).
    #[default]
    Open,
    /// As [`Border::Open`], with lines at the sides (사방).
    Closed,
    /// Lines above, below and under the head (위아래).
    Ends,
    /// Lines between rows, and none between columns (가로).
    Rows,
    /// Lines around the table and under the head (바깥).
    Frame,
    /// As [`Border::Closed`], with a thick line around (굵은사방).
    Thick,
    /// As [`Border::Closed`], with two lines around (겹사방).
    Double,
    /// No lines and no shading (없음).
    None,
}

/// A column: width and alignment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// Share of the width of the table in percent, 0.1 to 100; `None` if the contents decide.
    pub width: Option<f64>,
    /// Alignment of the cells below the head.
    pub align: Align,
}

/// A cell of the head, which may be joined with others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeadCell {
    /// Index of its first column, from 0.
    pub column: usize,
    /// Number of columns that it covers.
    pub colspan: usize,
    /// Number of rows that it covers.
    pub rowspan: usize,
    /// Text of the cell.
    pub text: Vec<Inline>,
    /// Whether the writer set its letters apart (`구 분`): then its text is one word.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub spread: bool,
}

/// Alignment of a column or a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Left.
    Start,
    /// Centered.
    #[default]
    Center,
    /// Right, for numbers.
    End,
    /// The letters of a label stand apart, so that labels of a column are equally wide (양끝).
    Even,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// What the row holds.
    pub kind: RowKind,
    /// Minimum height in mm; `None` if the contents decide.
    pub height: Option<f64>,
    /// Whether it is bold although it is no sum (굵게).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub bold: bool,
    /// The line above it, if it differs from those of the table (윗선).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<RowLine>,
    /// Cells from left to right; positions covered by another cell have none.
    pub cells: Vec<Cell>,
}

/// The line above a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowLine {
    /// None (없음).
    None,
    /// Thick (굵게).
    Thick,
    /// Dashed (점선), where a sheet is cut or another office writes.
    Dashed,
}

/// What a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// Values.
    Entry,
    /// Sums of some rows (소계).
    Subtotal,
    /// Sums of all rows (합계).
    Total,
    /// Nothing: it is to be filled in by readers (빈행).
    Blank,
}

/// A cell with its position and the number of columns and rows that it covers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// Index of its first column, from 0.
    pub column: usize,
    /// Number of columns that it covers.
    pub colspan: usize,
    /// Number of rows that it covers.
    pub rowspan: usize,
    /// Whether it is a label of a form (제목칸), which names the cells after it.
    pub label: bool,
    /// Whether it is shaded although it is no label (음영).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub shaded: bool,
    /// Alignment, if it differs from that of its column.
    pub align: Option<Align>,
    /// How its contents stand in it.
    #[serde(skip_serializing_if = "CellLook::is_usual")]
    pub look: CellLook,
    /// Contents of the cell.
    pub blocks: Vec<Block>,
}

/// How the contents of a cell stand in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct CellLook {
    /// Position between top and bottom (세로맞춤).
    pub vertical: Vertical,
    /// Whether the letters stand below each other (세로쓰기).
    pub upright: bool,
    /// A line from corner to corner (대각선).
    pub diagonal: Option<Diagonal>,
}

impl CellLook {
    /// Whether nothing is special.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// Position between top and bottom of a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Vertical {
    /// 위.
    Top,
    /// 가운데.
    #[default]
    Middle,
    /// 아래.
    Bottom,
}

/// A line from corner to corner of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Diagonal {
    /// From the lower left corner up (오르막).
    Up,
    /// From the upper left corner down (내리막).
    Down,
}
