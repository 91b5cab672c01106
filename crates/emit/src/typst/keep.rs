//! What stays on one page: the line that introduces a table with it, and the last item of a document with the one
//! before it.

use gian_document::{Block, Item, plain};

use super::emitter::Emitter;
use super::style::TextStyle;
use super::table::lines;
use crate::words;

/// Maximum lines that are kept with what follows them. More would leave too much of a page empty.
const KEPT_LINES: usize = 6;

/// Line length by which the lines of a block are estimated, in em: that of the text of a report on A4.
const LINE: f64 = 36.0;

/// Whether a block introduces the table, figure or list of attachments after it, or is the one before the last block of
/// a document (`ends`), which is not alone on its page.
pub(super) fn with_next(blocks: &[Block], at: usize, ends: bool) -> bool {
    let Some(next) = blocks.get(at + 1) else { return false };
    let introduces = matches!(next, Block::Table(_) | Block::Figure(_) | Block::Attachments(_));
    let day = matches!(next, Block::Paragraph(text) if words::is_day(&plain(text)));
    let last = ends && at + 2 == blocks.len() && matches!(next, Block::Paragraph(_) | Block::Note(_));
    let short = |block: &Block| lines(std::slice::from_ref(block), LINE) <= KEPT_LINES;
    (introduces || day || last)
        && match &blocks[at] {
            Block::Items(items) => items.last().is_some_and(|item| lines_of(item, LINE) <= KEPT_LINES),
            block @ (Block::Paragraph(_) | Block::Note(_)) => short(block),
            _ => false,
        }
}

/// Where the items begin that are kept together at the end of a document: the last two, if they are short. An item with
/// items below it ends with those.
pub(super) fn last_items(items: &[Item], em: f64) -> usize {
    match items {
        [.., before, last] if lines_of(before, em) + lines_of(last, em) <= KEPT_LINES => items.len() - 2,
        _ => items.len(),
    }
}

fn lines_of(item: &Item, em: f64) -> usize {
    lines(std::slice::from_ref(&Block::Items(vec![item.clone()])), em)
}

impl Emitter<'_> {
    /// A block that stays with what follows it; of a list only the last item does.
    /// `ends`: the end mark follows on its last line.
    pub(super) fn kept_block(self, block: &Block, style: TextStyle, ends: bool, out: &mut String) {
        let (first, last) = match block {
            Block::Items(items) => (0..items.len() - 1, Some((items, items.len() - 1..items.len()))),
            _ => (0..0, None),
        };
        if let Some((items, _)) = &last {
            self.some_items(items, first, style, false, out);
        }
        out.push_str("#with-next[");
        match last {
            Some((items, range)) => self.some_items(items, range, style, ends, out),
            None => self.block(block, style, ends, out),
        }
        out.push_str("]\n");
    }
}

#[cfg(test)]
mod tests {
    use gian_document::{Inline, Table};

    use super::*;

    fn item(words: &str, below: Vec<Block>) -> Item {
        Item { label: None, marker: None, text: vec![Inline::Text(words.to_owned())], below }
    }

    fn table() -> Block {
        Block::Table(Table::default())
    }

    #[test]
    fn the_line_before_a_table_stays_with_it() {
        let text = |words: String| Block::Paragraph(vec![Inline::Text(words)]);
        assert!(with_next(&[text("다음과 같음".to_owned()), table()], 0, false));
        assert!(!with_next(&[text("긴 문장이 있음 ".repeat(60)), table()], 0, false));
        assert!(!with_next(&[text("가".to_owned()), text("나".to_owned()), table()], 0, false));
        let many = Block::Items((0..30).map(|_| item("항목", Vec::new())).collect());
        assert!(with_next(&[many.clone(), table()], 0, false));
        assert!(!with_next(&[table(), many], 0, false));
    }

    #[test]
    fn the_last_two_items_stay_together_if_they_are_short() {
        let short = || item("항목", Vec::new());
        assert_eq!(last_items(&[short(), short(), short()], 36.0), 1);
        assert_eq!(last_items(&[short()], 36.0), 1);
        let long = item("항목", vec![Block::Items((0..8).map(|_| short()).collect())]);
        assert_eq!(last_items(&[long, short()], 36.0), 2);
    }
}
