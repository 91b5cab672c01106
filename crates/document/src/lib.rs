//! The tree between data and formats: what a document says, without how it looks.
//!
//! Every emitter matches on these types without a catch-all, so that a new variant is listed by the
//! compiler wherever it must be written.

pub mod dates;
pub mod escape;
mod walk;

use gian_vocabulary::values::{Ground, When, disclosure_words};
use serde::Serialize;
pub use walk::{
    Part, PartMut, each_line, each_line_mut, footnotes, parts, parts_mut, walk, walk_inlines, walk_inlines_mut,
    walk_mut,
};

/// A finished document: its body, and what a copy says after the end of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Document {
    pub family: Family,
    /// Head and foot of a letter (두문과 결문), around the blocks.
    pub letter: Option<Box<Letter>>,
    pub blocks: Vec<Block>,
    /// Only a public copy has one.
    pub notice: Option<Notice>,
}

/// Head and foot of a letter (시행규칙 별지 제1호서식).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Letter {
    pub agency: String,
    pub slogan: Option<String>,
    /// 수신: `내부결재`, one receiver, or `수신자 참조`.
    pub receiver: Vec<Inline>,
    pub via: Option<String>,
    pub title: Vec<Inline>,
    /// 발신명의, the lead agency first; none on an internal document.
    pub senders: Vec<String>,
    /// `관인생략` or `서명생략`, where the seal is left out.
    pub seal_note: Option<&'static str>,
    /// 수신자, where there are several.
    pub receivers: Vec<Vec<Inline>>,
    /// Approval of each agency, the lead agency first.
    pub approvals: Vec<Approval>,
    /// 협조자.
    pub cooperation: Vec<Signature>,
    /// 시행: number and day; the day is empty until the letter is sent.
    pub issue: (String, String),
    /// Address, telephone, mail and class, a line each.
    pub contact: Vec<String>,
}

/// The signatures of one agency.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Approval {
    /// Named where several agencies approve.
    pub agency: Option<String>,
    pub signatures: Vec<Signature>,
}

/// A place for a signature.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Signature {
    /// Title, with ★ or ⊙ before it.
    pub title: String,
    /// 전결, 대결, the day, the reason of an absence: above the name.
    pub notes: Vec<String>,
    /// Empty until it is signed.
    pub name: String,
}

impl Letter {
    /// The head as lines of text, in reading order.
    pub fn head_lines(&self) -> Vec<Vec<Inline>> {
        let text = |t: &str| vec![Inline::Text(t.to_owned())];
        let mut lines: Vec<Vec<Inline>> = self.slogan.iter().map(|s| text(s)).collect();
        lines.push(text(&self.agency));
        lines.extend([text("수신"), self.receiver.clone(), text("(경유)")]);
        lines.extend(self.via.iter().map(|v| text(v)));
        lines.extend([text("제목"), self.title.clone()]);
        lines
    }

    /// `시행 정책기획과-12 (2019. 5. 8.)`; what is not there yet leaves its place.
    pub fn issue_line(&self) -> String {
        let (number, day) = &self.issue;
        let number = if number.is_empty() { String::new() } else { format!(" {number}") };
        format!("시행{number} ({})", if day.is_empty() { " " } else { day })
    }

    /// The foot as lines of text, in reading order.
    pub fn foot_lines(&self) -> Vec<Vec<Inline>> {
        let text = |t: &str| vec![Inline::Text(t.to_owned())];
        let mut lines: Vec<Vec<Inline>> = self.senders.iter().map(|s| text(s)).collect();
        lines.extend(self.seal_note.iter().map(|s| text(s)));
        if !self.receivers.is_empty() {
            lines.extend([text("수신자"), self.receivers.join(&Inline::Text(", ".to_owned()))]);
        }
        let sign = |s: &Signature, lines: &mut Vec<Vec<Inline>>| {
            lines.push(text(&s.title));
            lines.extend(s.notes.iter().map(|n| text(n)));
            lines.push(text(&s.name));
        };
        for approval in &self.approvals {
            lines.extend(approval.agency.iter().map(|a| text(a)));
            approval.signatures.iter().for_each(|s| sign(s, &mut lines));
        }
        lines.push(text("협조자"));
        self.cooperation.iter().for_each(|s| sign(s, &mut lines));
        lines.extend([text(&self.issue_line()), text("접수 ( )")]);
        lines.extend(self.contact.iter().map(|c| text(c)));
        lines.retain(|l| !plain(l).trim().is_empty());
        lines
    }
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
    /// Grounds of the masks in the body, each once.
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
        if let Some(letter) = &self.letter {
            letter.head_lines().iter().chain(&letter.foot_lines()).for_each(|line| add(line, &mut found));
        }
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
    /// Place among what is numbered in the same way; 0 until [`gian_compose`] numbers it.
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
