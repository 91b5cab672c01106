//! The tree between data and formats: what a document says, without how it looks.
//!
//! Every emitter matches on these types without a catch-all, so that a new variant is listed by the
//! compiler wherever it must be written.

pub mod dates;
pub mod escape;
pub mod sheet;
mod walk;

use gian_vocabulary::values::{Ground, When, disclosure_words};
use serde::Serialize;
pub use walk::{
    Inside, InsideMut, each_line, each_line_mut, footnotes, inside, inside_mut, walk, walk_inlines, walk_inlines_mut,
    walk_mut,
};

pub use self::sheet::{
    Approval, ApprovalGrid, CheckLine, Cover, InnerTitle, LetterFoot, LetterHead, Part, RecordLine, SheetHead,
    Signature,
};

/// A finished document: the whole sheet, and what a copy says after the end of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Document {
    pub family: Family,
    /// What stands before the body, in the order of the sheet.
    pub front: Vec<Part>,
    /// The body.
    pub blocks: Vec<Block>,
    /// What stands after the body, in the order of the sheet.
    pub back: Vec<Part>,
    /// Only a public copy has one.
    pub notice: Option<Notice>,
}

/// Systems of item markers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// □ ○ - · of reports, which a house profile sets.
    #[default]
    Report,
    /// 1. 가. 1) 가) (1) (가) ① ㉮ of letters (시행규칙 제2조제1항).
    Letter,
}

/// What a public copy says of itself, after the end of the document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Notice {
    /// What the copy is.
    pub standing: Vec<Inline>,
    /// What each mask in the copy means.
    pub grounds: Vec<Ground>,
    /// How what is left out can be requested.
    pub request: Option<Vec<Inline>>,
}

impl Notice {
    /// Heading of the notice.
    pub const TITLE: &str = "공개용 사본 안내";

    /// What a mask means: `비공개(6): 「공공기관의 정보공개에 관한 법률」 제9조제1항제6호, …`.
    pub fn legend(ground: Ground) -> String {
        let words = disclosure_words(ground);
        format!("{}: 「공공기관의 정보공개에 관한 법률」 제9조제1항제{}호, {words}", ground.mask(), ground.0)
    }

    /// The notice as lines of text, in reading order.
    pub fn lines(&self) -> impl Iterator<Item = Vec<Inline>> {
        let legends = self.grounds.iter().map(|g| vec![Inline::Text(Self::legend(*g))]);
        std::iter::once(self.standing.clone()).chain(legends).chain(self.request.clone())
    }
}

impl Document {
    /// Every part around the body, in the order of the sheet.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.front.iter().chain(&self.back)
    }

    /// Who approves, wherever the sheet says it.
    pub fn approval(&self) -> Option<&ApprovalGrid> {
        self.parts().find_map(Part::approval)
    }

    /// Grounds of the masks on the sheet, each once.
    pub fn grounds(&self) -> Vec<Ground> {
        // The text of a footnote is a line of its own.
        let add = |line: &[Inline], found: &mut Vec<Ground>| {
            walk_inlines(line, &mut |inline| {
                found.extend(match inline {
                    Inline::Withheld(ground) => Some(*ground),
                    _ => None,
                });
                !matches!(inline, Inline::Footnote { .. })
            });
        };
        let mut found = Vec::new();
        self.parts().flat_map(Part::lines).for_each(|line| add(&line, &mut found));
        each_line(&self.blocks, &mut |line| add(line, &mut found));
        found.sort();
        found.dedup();
        found
    }
}

/// A part of the flow of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Chapter (Ⅰ, Ⅱ …), numbered by its order.
    Chapter {
        number: usize,
        title: Vec<Inline>,
    },
    /// Section (1., 2. …) of a chapter, numbered by its order.
    Section {
        number: usize,
        title: Vec<Inline>,
    },
    /// Items □ ○ - ·
    Items(Vec<Item>),
    Paragraph(Vec<Inline>),
    /// A sentence in a box at the head of a report.
    Lead(Vec<Inline>),
    /// Note (※).
    Note(Vec<Inline>),
    /// What matters most, in a frame (요약): items, paragraphs and notes.
    Summary(Vec<Block>),
    Table(Table),
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
        number: Option<usize>,
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
    Portrait,
    Landscape,
}

/// An item with what stands below it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
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
    pub caption: Vec<Inline>,
    /// Unit of the numbers, printed `(단위: 천원)`.
    pub unit: Option<String>,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

/// A column: its head, its share of the width and how it is aligned.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    pub head: Vec<Inline>,
    pub width: f64,
    pub align: Align,
}

/// Alignment of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    Start,
    Center,
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
    pub total: bool,
    pub blank: bool,
    pub cells: Vec<Cell>,
}

/// A cell with the place and the number of columns and rows it covers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    pub column: usize,
    pub colspan: usize,
    pub rowspan: usize,
    pub blocks: Vec<Block>,
}

/// The name by which references find a table or a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Name {
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
    pub caption: Vec<Inline>,
    /// What the writer says for those who do not see the picture.
    pub description: Option<Vec<Inline>>,
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
    pub label: Vec<Inline>,
    pub from: Moment,
    /// Without one the task takes the day or the month of its beginning.
    pub to: Option<Moment>,
}

/// A step of a process.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
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

/// A part of a line of text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    Text(String),
    /// Words that are read out in another way than the Korean around them.
    Lang {
        language: Language,
        text: String,
    },
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    /// A note at the foot of the page, numbered by its order; it holds no other.
    Footnote {
        number: usize,
        text: Vec<Inline>,
    },
    Link {
        to: String,
        text: Vec<Inline>,
    },
    /// A reference to a table or a figure by its name: `그림 1`.
    Reference {
        to: String,
        text: Vec<Inline>,
    },
    /// A place where something is withheld: the ground, never the value.
    Withheld(Ground),
    LineBreak,
}

/// The figures of blocks, in reading order.
pub fn figures(blocks: &[Block]) -> Vec<&Figure> {
    let mut found = Vec::new();
    walk(blocks, &mut |block| {
        found.extend(match block {
            Block::Figure(figure) => Some(figure),
            _ => None,
        });
        true
    });
    found
}

/// How words are read out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    English,
    /// Korean in Chinese characters: `市` is read 시.
    Hanja,
}

/// The text of inlines, with masks written out and without the text of footnotes.
pub fn plain(inlines: &[Inline]) -> String {
    let mut words = String::new();
    walk_inlines(inlines, &mut |inline| {
        match inline {
            Inline::Text(text) | Inline::Lang { text, .. } => words.push_str(text),
            Inline::Withheld(ground) => words.push_str(&ground.mask()),
            Inline::LineBreak => words.push(' '),
            _ => {}
        }
        !matches!(inline, Inline::Footnote { .. })
    });
    words
}
