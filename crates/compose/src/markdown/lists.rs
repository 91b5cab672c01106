//! Lists and notes: items with their markers, and what belongs to them.

use std::ops::Range;

use gian_diagnostics::text;
use gian_document::{Block, Inline, Item, Marker, Note, NoteSign};
use gian_korean::item::{STATUTORY, statutory};
use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Around, Reader};

impl Reader<'_> {
    /// Parses a list; `start` is the first number of an ordered one.
    pub(super) fn list(&mut self, start: Option<u64>, range: &Range<usize>, blocks: &mut Vec<Block>) {
        let before = self.problems.len();
        let outside = self.ordered;
        if start.is_some() {
            self.ordered = self.ordered_level(range.start);
        } else if matches!(blocks.last(), Some(Block::Items(items)) if is_ordered(items))
            && self.column(range.start) > self.numbers_at
        {
            self.refuse_outside(range);
        }
        let items = self.items(start.is_some());
        self.ordered = outside;
        if start.is_some() {
            self.numbers_at = self.column(range.start);
        }
        // A number before another is a day that was not recognized.
        let is_day = start.is_some() && items.iter().any(|i| i.text.is_empty() && is_ordered_block(i.below.first()));
        match start {
            Some(first) if first != 1 || is_day => {
                // Problems inside are replaced by the refusal of the list itself.
                self.problems.truncate(before);
                self.refuse_number(first, range);
            }
            _ => blocks.push(Block::Items(items)),
        }
    }

    /// The level of the markers of an ordered list: one below the list around it, and `1)` at least the third.
    fn ordered_level(&self, at: usize) -> usize {
        let digits = self.source[at..].trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
        let bracket = STATUTORY.iter().position(|sign| *sign == "1)").map_or(0, |i| i + 1);
        if digits.starts_with(')') { (self.ordered + 1).max(bracket) } else { self.ordered + 1 }
    }

    fn items(&mut self, ordered: bool) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some((event, at)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let item = self.item(ordered.then_some(items.len() + 1), &at);
                    items.push(item);
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        items
    }

    /// `number`: that of the item in an ordered list.
    fn item(&mut self, number: Option<usize>, at: &Range<usize>) -> Item {
        if let Some(number) = number {
            self.check_number(number, at);
        }
        self.around.push(Around::Item(self.column(at.start)));
        let mut blocks = self.blocks(Some(TagEnd::Item)).into_iter();
        self.around.pop();
        let mut below = Vec::new();
        let mut text = match blocks.next() {
            Some(Block::Paragraph(inlines)) => inlines,
            Some(other) => {
                below.push(other);
                Vec::new()
            }
            None => Vec::new(),
        };
        below.extend(blocks);
        if text.is_empty() && below.is_empty() {
            self.refuse(
                at.clone(),
                text!("빈 항목입니다", "the item is empty"),
                text!("글을 쓰거나 줄을 지우십시오", "write its text, or remove the line"),
            );
        }
        check_box(&mut text);
        let marker = number.map(|n| Marker { sign: statutory(self.ordered, n), ordered: true });
        Item { label: None, marker, text, below }
    }

    /// Numbers are printed in order, so that any other number would be lost. All items may be written `1.`
    fn check_number(&mut self, number: usize, at: &Range<usize>) {
        let line = self.source[at.clone()].trim_start();
        let digits = &line[..line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len()];
        if digits.parse() == Ok(number) || digits == "1" {
            return;
        }
        let head = self.head_of(at);
        self.refuse(
            head,
            text!("번호 목록의 {}번째 항목에 `{}`번이 적혀 있습니다", "item {} of the numbered list has the number `{}`"; number, digits),
            text!(
                "번호를 차례대로 고치고, 날짜이면 `{0}\\.`처럼 쓰십시오",
                "write the numbers in order, or `{0}\\.` if it is a date"; digits
            ),
        );
    }

    fn refuse_number(&mut self, first: u64, range: &Range<usize>) {
        let head = self.head_of(range);
        self.refuse(
            head,
            text!("`{}.`로 시작하는 줄이 번호 목록으로 읽힙니다", "a line that begins with `{}.` is read as a numbered list"; first),
            text!(
                "날짜이면 `{0}\\.`처럼 쓰고, 목록이면 번호를 `1.`부터 차례대로 쓰십시오",
                "write `{0}\\.` if it is a date; the numbers of a list begin with `1.`"; first
            ),
        );
    }

    fn refuse_outside(&mut self, range: &Range<usize>) {
        let head = self.head_of(range);
        self.refuse(
            head,
            text!("이 목록은 위의 번호 항목에 속하지 않습니다", "this list does not belong to the numbered item above"),
            text!(
                "번호 항목 아래의 글은 세 칸 들여 쓰고, 따로 있는 목록이면 들여 쓰지 마십시오",
                "indent what belongs to a numbered item by three spaces, and a list of its own not at all"
            ),
        );
    }

    /// Parses a note: paragraphs, each with its sign, and the lists below them.
    pub(super) fn note(&mut self, range: &Range<usize>, blocks: &mut Vec<Block>) {
        self.around.push(Around::Note);
        let inner = self.blocks(Some(TagEnd::BlockQuote(None)));
        self.around.pop();
        let first = blocks.len();
        for block in inner {
            match (block, blocks[first..].last_mut()) {
                (Block::Paragraph(inlines), _) => {
                    let (sign, text) = note_sign(inlines);
                    blocks.push(Block::Note(Note { sign, text, below: Vec::new() }));
                }
                (list @ Block::Items(_), Some(Block::Note(note))) => note.below.push(list),
                _ => {
                    let head = self.head_of(range);
                    self.refuse(
                        head,
                        text!(
                            "`※` 설명에는 글과 그 아래의 목록만 둘 수 있습니다",
                            "a note holds text, and lists below it"
                        ),
                        text!(
                            "표나 제목을 설명 밖으로 옮기고, 설명은 글로 시작하십시오",
                            "move tables and headings out of the note, and begin it with text"
                        ),
                    );
                }
            }
        }
    }
}

/// Sets the check box at the head of an item: `[ ] 확인` becomes `☐ 확인`, `[x] 확인` `☑ 확인`.
pub(super) fn check_box(text: &mut [Inline]) {
    let Some(Inline::Text(first)) = text.first_mut() else { return };
    for (written, sign) in [("[ ]", '☐'), ("[x]", '☑'), ("[X]", '☑')] {
        if first.starts_with(written) && first[written.len()..].starts_with(' ') {
            first.replace_range(..written.len(), sign.encode_utf8(&mut [0; 4]));
            return;
        }
    }
}

/// The sign that a note begins with, and its text without it.
fn note_sign(mut inlines: Vec<Inline>) -> (NoteSign, Vec<Inline>) {
    if let Some(Inline::Text(text)) = inlines.first_mut()
        && let Some(rest) = text.strip_prefix(NoteSign::Pointer.sign())
    {
        *text = rest.trim_start().to_owned();
        if text.is_empty() {
            inlines.remove(0);
        }
        return (NoteSign::Pointer, inlines);
    }
    (NoteSign::Remark, inlines)
}

fn is_ordered(items: &[Item]) -> bool {
    items.first().and_then(|i| i.marker.as_ref()).is_some_and(|m| m.ordered)
}

fn is_ordered_block(block: Option<&Block>) -> bool {
    matches!(block, Some(Block::Items(items)) if is_ordered(items)) || block.is_none()
}

#[cfg(test)]
mod tests {
    use gian_document::{Block, Item};

    use crate::markdown::parse;

    /// The markers of all items, in reading order.
    fn markers(items: &[Item], found: &mut Vec<String>) {
        for item in items {
            found.push(item.marker.as_ref().map_or("*".to_owned(), |m| m.sign.clone()));
            for block in &item.below {
                if let Block::Items(items) = block {
                    markers(items, found);
                }
            }
        }
    }

    fn read(source: &str) -> Vec<String> {
        let (blocks, problems) = parse(source);
        assert!(problems.is_empty(), "{source}: {problems:?}");
        let mut found = Vec::new();
        for block in &blocks {
            if let Block::Items(items) = block {
                markers(items, &mut found);
            }
        }
        found
    }

    #[test]
    fn a_check_box_is_one_sign() {
        let (blocks, problems) = parse("- [ ] 확인\n- [x] 마침\n- [X] **굵게**\n- [다른 글]\n");
        assert!(problems.is_empty(), "{problems:?}");
        let Block::Items(items) = &blocks[0] else { panic!("a list") };
        let lines: Vec<String> = items.iter().map(|item| gian_document::plain(&item.text)).collect();
        assert_eq!(lines, ["☐ 확인", "☑ 마침", "☑ 굵게", "[다른 글]"]);
    }

    #[test]
    fn ordered_lists_are_numbered_by_level() {
        assert_eq!(read("1. 가\n   1. 나\n      1. 다\n   2. 라\n2. 마"), ["1.", "가.", "1)", "나.", "2."]);
        assert_eq!(read("1. 가\n1. 나"), ["1.", "2."]);
        assert_eq!(read("- 가\n  1. 나\n  2. 다\n     - 라"), ["*", "1.", "2.", "*"]);
        assert_eq!(read("1) 가\n   1) 나\n2) 다"), ["1)", "가)", "2)"]);
    }

    #[test]
    fn notes_hold_lists_and_have_their_sign() {
        let (blocks, problems) = parse("> ☞ 결론\n> - 하나\n> - 둘\n\n> 설명");
        assert!(problems.is_empty(), "{problems:?}");
        let [Block::Note(first), Block::Note(second)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!((first.sign.sign(), first.below.len()), ("☞", 1));
        assert_eq!(gian_document::plain(&first.text), "결론");
        assert_eq!((second.sign.sign(), second.below.len()), ("※", 0));
    }
}
