//! Sets the markers of items.

use crate::block::{Block, Item, Marker};

/// Sets the marker of each item of a body that has none. `sign` gives the marker for a level and the position in the list,
/// both from 0; `None` leaves the item as it is.
///
/// A table, a figure or a note between two lists parts them for Markdown, not for the reader: positions continue behind
/// it. Headings and paragraphs begin a new list.
pub fn mark_items(blocks: &mut [Block], sign: &dyn Fn(usize, usize) -> Option<Marker>) {
    each(blocks, sign, 0);
}

/// The positions of a list among lists that only a table, a figure or a note parts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Continued {
    /// Number of items of the lists before it.
    pub before: usize,
    /// Number of items of all these lists.
    pub total: usize,
}

/// For each block, its positions if it is a list, by the same rule as [`mark_items`].
pub fn continued(blocks: &[Block]) -> Vec<Continued> {
    let mut all = vec![Continued::default(); blocks.len()];
    let (mut from, mut before) = (0, 0);
    for at in 0..=blocks.len() {
        match blocks.get(at) {
            Some(Block::Items(items)) => {
                all[at].before = before;
                before += items.len();
            }
            Some(Block::Table(_) | Block::Note(_) | Block::Figure(_) | Block::PageBreak(_)) => {}
            Some(_) | None => {
                all[from..at].iter_mut().for_each(|list| list.total = before);
                (from, before) = (at + 1, 0);
            }
        }
    }
    all
}

fn each(blocks: &mut [Block], sign: &dyn Fn(usize, usize) -> Option<Marker>, level: usize) {
    let mut before = 0;
    for block in blocks {
        match block {
            Block::Items(items) => {
                mark(items, sign, level, before);
                before += items.len();
            }
            Block::Summary(inner) | Block::Frame(inner) => each(inner, sign, level),
            // Lists in tables and notes are smaller and have markers of their own.
            Block::Table(_)
            | Block::Note(_)
            | Block::Figure(_)
            | Block::PageBreak(_)
            | Block::Rule
            | Block::Blank(_)
            | Block::Place(_) => {}
            Block::Beside(columns) => {
                for column in columns {
                    each(&mut column.blocks, sign, level);
                }
                before = 0;
            }
            Block::Chapter { .. }
            | Block::Section { .. }
            | Block::Subsection { .. }
            | Block::Article(_)
            | Block::Aligned(..)
            | Block::Reference { .. }
            | Block::Annex { .. }
            | Block::Paragraph(_)
            | Block::Lead(_)
            | Block::Attachments(_)
            | Block::Title(_)
            | Block::TitlePlace
            | Block::EndMark => before = 0,
        }
    }
}

fn mark(items: &mut [Item], sign: &dyn Fn(usize, usize) -> Option<Marker>, level: usize, before: usize) {
    for (i, item) in items.iter_mut().enumerate() {
        if item.marker.is_none() {
            item.marker = sign(level, before + i);
        }
        each(&mut item.below, sign, level + 1);
    }
}

impl Marker {
    /// The marker of the item at a position of its list, from 0: a number if the sign is one (`1.`, `가.`), otherwise
    /// the sign.
    pub fn of(sign: &str, index: usize) -> Self {
        match gian_korean::item::counted(sign, index + 1) {
            Some(number) => Self { sign: number, ordered: true },
            None => Self { sign: sign.to_owned(), ordered: false },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Inline, Note, NoteSign};

    fn list(count: usize) -> Block {
        let item =
            |_| Item { text: vec![Inline::Text("항목".to_owned())], below: Vec::new(), marker: None, label: None };
        Block::Items((0..count).map(item).collect())
    }

    fn note() -> Block {
        Block::Note(Note { sign: NoteSign::Remark, text: Vec::new(), below: Vec::new() })
    }

    fn numbers(mut blocks: Vec<Block>) -> Vec<String> {
        mark_items(&mut blocks, &|_, i| Some(Marker::of("1.", i)));
        let items =
            blocks.into_iter().filter_map(|block| if let Block::Items(items) = block { Some(items) } else { None });
        items.flatten().filter_map(|item| item.marker).map(|marker| marker.sign).collect()
    }

    #[test]
    fn positions_of_lists_continue_over_a_note() {
        let paragraph = Block::Paragraph(Vec::new());
        let all = continued(&[list(2), note(), list(1), paragraph, list(3)]);
        let of = |at: usize| (all[at].before, all[at].total);
        assert_eq!([of(0), of(2), of(4)], [(0, 3), (2, 3), (0, 3)]);
    }

    #[test]
    fn numbers_continue_over_a_note_and_begin_again_below_a_paragraph() {
        assert_eq!(numbers(vec![list(2), note(), list(2)]), ["1.", "2.", "3.", "4."]);
        let paragraph = Block::Paragraph(vec![Inline::Text("다음과 같음".to_owned())]);
        assert_eq!(numbers(vec![list(2), paragraph, list(1)]), ["1.", "2.", "1."]);
    }
}
