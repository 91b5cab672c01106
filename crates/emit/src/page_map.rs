//! Where pages begin: the places of a document at which one may, and the page of each in the PDF.
//!
//! 1. [`Places`] numbers the places of a tree. The Typst emitter marks each with its number.
//! 2. An engine reads where the marks came to stand: [`Pages`].
//! 3. The HTML emitter asks a [`Turner`] at each place which pages begin there.

use std::collections::{BTreeMap, HashMap};
use std::marker::PhantomData;
use std::ops::Range;

use gian_document::{AttachmentLine, Block, Cell, Document, Item, LetterFoot, Part, Row};
use serde::Serialize;

/// Label of the marks of places in Typst sources: metadata with the number of the place.
pub const PLACE_LABEL: &str = "place-begins";

/// Label of metadata with the number that is printed on a page, which `house.typ` puts at the foot of it.
pub const PRINTED_LABEL: &str = "page-printed";

/// The places of a document at which a page may begin, numbered in reading order.
///
/// Emitters ask for the number of a node and never count, so that they cannot disagree. A node is known by its
/// address, which is its own as long as the tree is borrowed.
#[derive(Debug, Default)]
pub struct Places<'a> {
    numbers: HashMap<usize, usize>,
    end: Option<usize>,
    tree: PhantomData<&'a Document>,
}

/// Parts of the tree at which a page may begin.
pub trait Node {}

impl Node for Block {}
impl Node for Item {}
impl Node for Row {}
impl Node for AttachmentLine {}
/// The foot of the letter; its head is [`Places::BEGIN`].
impl Node for LetterFoot {}

impl<'a> Places<'a> {
    /// The place above everything that the document says.
    pub const BEGIN: usize = 0;

    /// Numbers the places of a document.
    pub fn of(document: &'a Document) -> Self {
        let mut places = Self::default();
        places.blocks(&document.blocks);
        document.parts().for_each(|part| places.part(part));
        places
    }

    /// The number of a node; none where no page is looked for.
    pub fn at(&self, node: &impl Node) -> Option<usize> {
        self.numbers.get(&std::ptr::from_ref(node).addr()).copied()
    }

    /// The number of the end mark, which is written into the last line before it.
    pub fn end(&self) -> Option<usize> {
        self.end
    }

    fn add(&mut self, node: &impl Node) {
        let next = Self::BEGIN + 1 + self.numbers.len();
        self.numbers.insert(std::ptr::from_ref(node).addr(), next);
    }

    /// Parts before the text stand above [`Self::BEGIN`], or on pages of their own without a number.
    fn part(&mut self, part: &Part) {
        match part {
            Part::LetterFoot(foot) => self.add(foot.as_ref()),
            Part::Cover(_)
            | Part::SheetHead(_)
            | Part::Checklist(_)
            | Part::Contents
            | Part::InnerTitle(_)
            | Part::LetterHead(_)
            | Part::Signatures(_) => {}
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Chapter { .. }
                | Block::Section { .. }
                | Block::Reference { .. }
                | Block::Paragraph(_)
                | Block::Lead(_)
                | Block::Note(_)
                | Block::Figure(_) => self.add(block),
                Block::Items(items) => {
                    for item in items {
                        self.add(item);
                        self.blocks(&item.below);
                    }
                }
                Block::Summary(inner) => self.blocks(inner),
                Block::Table(table) => {
                    self.add(block);
                    for row in &table.rows {
                        self.add(row);
                        // What stands alone in a cell begins with its row.
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
                Block::PageBreak(_) => {}
            }
        }
    }
}

fn is_text(cell: &Cell) -> bool {
    matches!(cell.blocks.as_slice(), [Block::Paragraph(_)])
}

/// The pages of a PDF, and the page of each place of its document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pages {
    /// Of each page, the number that is printed on it.
    printed: Vec<Option<usize>>,
    /// Of each place, its page, counted from 1.
    places: BTreeMap<usize, usize>,
}

/// A page as others refer to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Locator {
    /// Id of its mark: `p3` for the page that says 3.
    pub id: String,
    /// `3쪽`
    pub name: String,
}

impl Pages {
    /// `count` pages. `printed` and `places` are pairs of a number and the page, counted from 1, that has it: the number
    /// that is printed, and that of a place.
    pub fn new(count: usize, printed: &[(usize, usize)], places: &[(usize, usize)]) -> Self {
        let mut pages = Self { printed: vec![None; count], places: BTreeMap::new() };
        for (number, page) in printed {
            if let Some(slot) = page.checked_sub(1).and_then(|at| pages.printed.get_mut(at)) {
                *slot = Some(*number);
            }
        }
        // What counts twice, or not at all, tells no page from another.
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

    /// The page of a place, counted from 1.
    pub fn of(&self, place: usize) -> Option<usize> {
        self.places.get(&place).copied()
    }

    /// How a page is referred to, by its place among all, counted from 1.
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

/// Tells at each place which pages begin there: each page once, in order, at the first place on it; one on which no
/// place stands, as inside a long paragraph, at the next place.
#[derive(Debug, Default)]
pub struct Turner<'a> {
    places: Places<'a>,
    pages: Pages,
    /// Pages so far.
    turned: usize,
}

impl<'a> Turner<'a> {
    /// Begins above everything.
    pub fn new(document: &'a Document, pages: &Pages) -> Self {
        Self { places: Places::of(document), pages: pages.clone(), turned: 0 }
    }

    /// Pages that begin above everything, cover and contents among them.
    pub fn begin(&mut self) -> Vec<Locator> {
        let first = self.pages.of(Places::BEGIN);
        self.turn(first)
    }

    /// Pages that begin with a node.
    pub fn at(&mut self, node: &impl Node) -> Vec<Locator> {
        let page = self.places.at(node).and_then(|place| self.pages.of(place));
        self.turn(page)
    }

    /// Pages on which nothing begins any more.
    pub fn rest(&mut self) -> Vec<Locator> {
        self.turn(Some(self.pages.count()))
    }

    fn turn(&mut self, page: Option<usize>) -> Vec<Locator> {
        let next: Range<usize> = self.turned..page.unwrap_or(0).max(self.turned);
        self.turned = next.end;
        next.map(|before| self.pages.locator(before + 1)).collect()
    }
}

/// The cell of a row in which the place of the row is looked for: text that is centred over several rows may begin
/// further down.
pub fn row_cell(row: &Row) -> Option<usize> {
    row.cells.iter().position(|c| c.rowspan == 1).or(if row.cells.is_empty() { None } else { Some(0) })
}
