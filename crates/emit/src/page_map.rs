//! Maps positions of a document to the pages of its PDF.
//!
//! 1. [`Places`] numbers the positions of a tree at which a page may begin. The Typst emitter marks each with its
//!    number.
//! 2. An engine reads on which page each mark landed: [`Pages`].
//! 3. The HTML emitter asks a [`Turner`] at each position which pages begin there.

use std::collections::{BTreeMap, HashMap};
use std::marker::PhantomData;
use std::ops::Range;

use gian_document::{AttachmentLine, Block, Cell, Closing, Document, Item, LetterFoot, Part, Row};
use serde::Serialize;

/// Label of the marks in Typst sources: metadata with the number of the position.
pub const PLACE_LABEL: &str = "place-begins";

/// Label of metadata with the printed page number, which `house.typ` puts at the foot of each page.
pub const PRINTED_LABEL: &str = "page-printed";

/// The positions of a document at which a page may begin, numbered in reading order.
///
/// Emitters look up the number of a node instead of counting, so that they cannot disagree. A node is identified by
/// its address, which is unique while the tree is borrowed.
#[derive(Debug, Default)]
pub struct Places<'a> {
    numbers: HashMap<usize, usize>,
    end: Option<usize>,
    tree: PhantomData<&'a Document>,
}

/// Nodes of the tree at which a page may begin.
pub trait Node {}

impl Node for Block {}
impl Node for Item {}
impl Node for Row {}
impl Node for AttachmentLine {}
/// The foot of the letter; its head is [`Places::BEGIN`].
impl Node for LetterFoot {}
impl Node for Closing {}

impl<'a> Places<'a> {
    /// The position before the whole content of the document.
    pub const BEGIN: usize = 0;

    /// Numbers the positions of a document.
    pub fn of(document: &'a Document) -> Self {
        let mut places = Self::default();
        let (body, pages) = document.body_and_pages();
        places.blocks(body);
        document.parts().for_each(|part| places.part(part));
        places.blocks(pages);
        places
    }

    /// The number of a node; `None` if no page start is tracked there.
    pub fn at(&self, node: &impl Node) -> Option<usize> {
        self.numbers.get(&std::ptr::from_ref(node).addr()).copied()
    }

    /// The number of the end mark, which is written on the last line before it.
    pub fn end(&self) -> Option<usize> {
        self.end
    }

    fn add(&mut self, node: &impl Node) {
        let next = Self::BEGIN + 1 + self.numbers.len();
        self.numbers.insert(std::ptr::from_ref(node).addr(), next);
    }

    /// Parts before the text are before [`Self::BEGIN`], or on pages of their own without a number.
    fn part(&mut self, part: &Part) {
        match part {
            Part::LetterFoot(foot) => self.add(foot.as_ref()),
            Part::Closing(closing) => self.add(closing.as_ref()),
            Part::Cover(_)
            | Part::SheetHead(_)
            | Part::Checklist(_)
            | Part::Contents
            | Part::InnerTitle(_)
            | Part::LetterHead(_)
            | Part::TitleHead(_)
            | Part::Signatures(_) => {}
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Chapter { .. }
                | Block::Section { .. }
                | Block::Subsection { .. }
                | Block::Article(_)
                | Block::Title(_)
                | Block::Reference { .. }
                | Block::Annex { .. }
                | Block::Paragraph(_)
                | Block::Lead(_)
                | Block::Figure(_) => self.add(block),
                Block::Note(note) => {
                    self.add(block);
                    self.blocks(&note.below);
                }
                Block::Items(items) => {
                    for item in items {
                        self.add(item);
                        self.blocks(&item.below);
                    }
                }
                Block::Summary(inner) | Block::Frame(inner) | Block::Aligned(_, _, inner) => self.blocks(inner),
                Block::Table(table) => {
                    self.add(block);
                    for row in &table.rows {
                        self.add(row);
                        // A single block in a cell begins with its row.
                        row.cells
                            .iter()
                            .filter(|c| c.blocks.len() > 1 || !is_text(c))
                            .for_each(|c| self.blocks(&c.blocks));
                    }
                }
                Block::Attachments(lines) => lines.iter().for_each(|l| self.add(l)),
                Block::EndMark => {
                    self.add(block);
                    self.end = self.at(block);
                }
                Block::Place(place) => self.blocks(&place.blocks),
                Block::Beside(columns) => columns.iter().for_each(|column| self.blocks(&column.blocks)),
                Block::PageBreak(_) | Block::Rule | Block::TitlePlace | Block::Blank(_) => {}
            }
        }
    }
}

fn is_text(cell: &Cell) -> bool {
    matches!(cell.blocks.as_slice(), [Block::Paragraph(_)])
}

/// The pages of a PDF, and the page of each position of its document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pages {
    /// For each page, the printed number.
    printed: Vec<Option<usize>>,
    /// For each position, its page, counted from 1.
    places: BTreeMap<usize, usize>,
}

/// A page as others refer to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Locator {
    /// Id of its mark: `p3` for the page with the printed number 3.
    pub id: String,
    /// `3쪽`
    pub name: String,
}

impl Pages {
    /// `count` pages. `printed` and `places` are pairs of a printed number or a position, and its page, counted from
    /// 1.
    pub fn new(count: usize, printed: &[(usize, usize)], places: &[(usize, usize)]) -> Self {
        let mut pages = Self { printed: vec![None; count], places: BTreeMap::new() };
        for (number, page) in printed {
            if let Some(slot) = page.checked_sub(1).and_then(|at| pages.printed.get_mut(at)) {
                *slot = Some(*number);
            }
        }
        // Numbers that occur twice, or not at all, do not identify a page.
        let numbers: Vec<usize> = pages.printed.iter().flatten().copied().collect();
        if numbers.is_empty() || numbers.windows(2).any(|pair| pair[0] >= pair[1]) {
            pages.printed = (1..=count).map(Some).collect();
        }
        for (place, page) in places.iter().filter(|(_, page)| (1..=count).contains(page)) {
            pages.places.entry(*place).or_insert(*page);
        }
        pages
    }

    /// Number of pages.
    pub fn count(&self) -> usize {
        self.printed.len()
    }

    /// The page of a position, counted from 1.
    pub fn of(&self, place: usize) -> Option<usize> {
        self.places.get(&place).copied()
    }

    /// The reference to a page, by its index counted from 1.
    pub fn locator(&self, page: usize) -> Locator {
        match self.printed.get(page.wrapping_sub(1)) {
            Some(Some(number)) => Locator { id: format!("p{number}"), name: format!("{number}쪽") },
            // Covers and contents have no number.
            _ if self.printed.iter().filter(|p| p.is_none()).count() == 1 => {
                Locator { id: "front1".to_owned(), name: "표지".to_owned() }
            }
            _ => Locator { id: format!("front{page}"), name: format!("앞 {page}쪽") },
        }
    }

    /// All pages in order.
    pub fn locators(&self) -> Vec<Locator> {
        (1..=self.count()).map(|page| self.locator(page)).collect()
    }
}

/// Reports at each position which pages begin there: each page once, in order, at the first position on it. A page
/// without a position, as inside a long paragraph, is reported at the next one.
#[derive(Debug, Default)]
pub struct Turner<'a> {
    places: Places<'a>,
    pages: Pages,
    /// Pages so far.
    turned: usize,
}

impl<'a> Turner<'a> {
    /// Starts before the whole content.
    pub fn new(document: &'a Document, pages: &Pages) -> Self {
        Self { places: Places::of(document), pages: pages.clone(), turned: 0 }
    }

    /// Pages that begin before the whole content, cover and contents among them.
    pub fn begin(&mut self) -> Vec<Locator> {
        let first = self.pages.of(Places::BEGIN);
        self.turn(first)
    }

    /// Pages that begin with a node.
    pub fn at(&mut self, node: &impl Node) -> Vec<Locator> {
        let page = self.places.at(node).and_then(|place| self.pages.of(place));
        self.turn(page)
    }

    /// The remaining pages, which have no position.
    pub fn rest(&mut self) -> Vec<Locator> {
        self.turn(Some(self.pages.count()))
    }

    fn turn(&mut self, page: Option<usize>) -> Vec<Locator> {
        let next: Range<usize> = self.turned..page.unwrap_or(0).max(self.turned);
        self.turned = next.end;
        next.map(|before| self.pages.locator(before + 1)).collect()
    }
}

/// The cell that marks the start of a row: text that is centered over several rows may begin further down.
pub fn row_cell(row: &Row) -> Option<usize> {
    row.cells.iter().position(|c| c.rowspan == 1).or(if row.cells.is_empty() { None } else { Some(0) })
}
