//! Sets the markers of items.

use crate::block::{Block, Item, Marker};

/// Sets the marker of each item of a body that has none. `sign` gives the marker for a level and the position in the list,
/// both from 0; `None` leaves the item as it is.
pub fn mark_items(blocks: &mut [Block], sign: &dyn Fn(usize, usize) -> Option<Marker>) {
    each(blocks, sign, 0);
}

fn each(blocks: &mut [Block], sign: &dyn Fn(usize, usize) -> Option<Marker>, level: usize) {
    for block in blocks {
        match block {
            Block::Items(items) => mark(items, sign, level),
            Block::Summary(inner) | Block::Frame(inner) => each(inner, sign, level),
            // Lists in tables and notes are smaller and have markers of their own.
            Block::Table(_)
            | Block::Note(_)
            | Block::Chapter { .. }
            | Block::Section { .. }
            | Block::Subsection { .. }
            | Block::Article(_)
            | Block::Aligned(..)
            | Block::Reference { .. }
            | Block::Annex { .. }
            | Block::Paragraph(_)
            | Block::Lead(_)
            | Block::Figure(_)
            | Block::Attachments(_)
            | Block::EndMark
            | Block::PageBreak(_) => {}
        }
    }
}

fn mark(items: &mut [Item], sign: &dyn Fn(usize, usize) -> Option<Marker>, level: usize) {
    for (i, item) in items.iter_mut().enumerate() {
        if item.marker.is_none() {
            item.marker = sign(level, i);
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
