//! Walks over blocks and inlines. Only the matches here define how nodes nest.
//!
//! One macro generates the shared and the mutable walk, so that they cannot differ. The compiler lists a new variant
//! of [`Block`], [`Drawing`] or [`Inline`] here, and every walk of the program follows.

use crate::block::{Block, Datum, Drawing, Figure, Moment};
use crate::inline::Inline;

macro_rules! walks {
    ($($lifetime:lifetime)?, $($mutable:ident)?, $Inside:ident, $insides:ident, $walk:ident, $walk_inlines:ident) => {
        /// The direct contents of a block.
        pub enum $Inside<'a> {
            /// A line of text: a title, a caption, the head of a column, a label.
            Line(&'a $($mutable)? Vec<Inline>),
            /// Blocks below an item, in a cell or in a frame.
            Blocks(&'a $($mutable)? Vec<Block>),
        }

        /// Calls `see` with every part of one block, in reading order.
        pub fn $insides<'a>(block: &'a $($mutable)? Block, see: &mut impl FnMut($Inside<'a>)) {
            match block {
                Block::Chapter { title, .. }
                | Block::Section { title, .. }
                | Block::Subsection { title, .. }
                | Block::Reference { title, .. }
                | Block::Annex { title, .. } => see($Inside::Line(title)),
                Block::Article(article) => see($Inside::Line(&$($mutable)? article.title)),
                Block::Items(items) => {
                    for item in items {
                        if let Some(label) = &$($mutable)? item.label {
                            see($Inside::Line(label));
                        }
                        see($Inside::Line(&$($mutable)? item.text));
                        see($Inside::Blocks(&$($mutable)? item.below));
                    }
                }
                Block::Paragraph(text) | Block::Lead(text) => see($Inside::Line(text)),
                Block::Note(note) => {
                    see($Inside::Line(&$($mutable)? note.text));
                    see($Inside::Blocks(&$($mutable)? note.below));
                }
                Block::Summary(inner) | Block::Frame(inner) | Block::Aligned(_, _, inner) => see($Inside::Blocks(inner)),
                Block::Table(table) => {
                    see($Inside::Line(&$($mutable)? table.caption));
                    for row in &$($mutable)? table.head {
                        for cell in row {
                            see($Inside::Line(&$($mutable)? cell.text));
                        }
                    }
                    for row in &$($mutable)? table.rows {
                        for cell in &$($mutable)? row.cells {
                            see($Inside::Blocks(&$($mutable)? cell.blocks));
                        }
                    }
                }
                Block::Figure(figure) => {
                    let masked = |moment: Option<&'a $($mutable)? Moment>| match moment {
                        Some(Moment::Masked(words)) => Some($Inside::Line(words)),
                        Some(Moment::On(_)) | None => None,
                    };
                    see($Inside::Line(&$($mutable)? figure.caption));
                    if let Some(description) = &$($mutable)? figure.description {
                        see($Inside::Line(description));
                    }
                    match &$($mutable)? figure.content {
                        Drawing::Schedule(tasks) => {
                            for task in tasks {
                                see($Inside::Line(&$($mutable)? task.label));
                                masked(Some(&$($mutable)? task.from)).into_iter().for_each(&mut *see);
                                masked((&$($mutable)? task.to).into()).into_iter().for_each(&mut *see);
                            }
                        }
                        Drawing::Flow(steps) => {
                            for step in steps {
                                see($Inside::Line(&$($mutable)? step.label));
                                if let Some(party) = &$($mutable)? step.party {
                                    see($Inside::Line(party));
                                }
                                masked((&$($mutable)? step.due).into()).into_iter().for_each(&mut *see);
                            }
                        }
                        Drawing::Image(_) => {}
                        Drawing::Chart(chart) => {
                            for item in &$($mutable)? chart.items {
                                see($Inside::Line(item));
                            }
                            for series in &$($mutable)? chart.series {
                                see($Inside::Line(&$($mutable)? series.name));
                                for value in &$($mutable)? series.values {
                                    if let Datum::Masked(words) = value {
                                        see($Inside::Line(words));
                                    }
                                }
                            }
                        }
                        Drawing::Photos(rows) => {
                            for row in rows {
                                for photo in row {
                                    see($Inside::Line(&$($mutable)? photo.caption));
                                    if let Some(description) = &$($mutable)? photo.description {
                                        see($Inside::Line(description));
                                    }
                                }
                            }
                        }
                    }
                }
                Block::Attachments(lines) => {
                    for line in lines {
                        see($Inside::Line(&$($mutable)? line.text));
                    }
                }
                Block::Title(title) => see($Inside::Line(&$($mutable)? title.text)),
                Block::Place(place) => see($Inside::Blocks(&$($mutable)? place.blocks)),
                Block::Beside(columns) => {
                    for column in columns {
                        see($Inside::Blocks(&$($mutable)? column.blocks));
                    }
                }
                Block::EndMark | Block::PageBreak(_) | Block::Rule | Block::TitlePlace | Block::Blank(_) => {}
            }
        }

        /// Calls `enter` with every block, in reading order, parents before children. `enter` returns whether the
        /// walk descends into the block.
        pub fn $walk<$($lifetime)?>(
            blocks: &$($lifetime)? $($mutable)? [Block],
            enter: &mut impl FnMut(&$($lifetime)? $($mutable)? Block) -> bool,
        ) {
            for block in blocks {
                if enter(block) {
                    $insides(block, &mut |part| match part {
                        $Inside::Line(_) => {}
                        $Inside::Blocks(inner) => $walk(inner, enter),
                    });
                }
            }
        }

        /// Calls `enter` with every inline of a line, parents before children, such as a footnote before its text.
        /// `enter` returns whether the walk descends into the inline.
        pub fn $walk_inlines<$($lifetime)?>(
            line: &$($lifetime)? $($mutable)? [Inline],
            enter: &mut impl FnMut(&$($lifetime)? $($mutable)? Inline) -> bool,
        ) {
            for inline in line {
                if enter(inline) {
                    match inline {
                        Inline::Strong(inner)
                        | Inline::Emphasis(inner)
                        | Inline::Underline(inner)
                        | Inline::Footnote { text: inner, .. }
                        | Inline::Link { text: inner, .. }
                        | Inline::Reference { text: inner, .. } => $walk_inlines(inner, enter),
                        Inline::Text(_)
                        | Inline::Lang { .. }
                        | Inline::Sourced { .. }
                        | Inline::Withheld(_)
                        | Inline::LineBreak => {}
                    }
                }
            }
        }
    };
}

walks!('a, , Inside, inside, walk, walk_inlines);
walks!(, mut, InsideMut, inside_mut, walk_mut, walk_inlines_mut);

/// Calls `see` with every line of text of the blocks, in reading order; the footnotes of a line follow it as lines.
pub fn each_line(blocks: &[Block], see: &mut impl FnMut(&[Inline])) {
    for block in blocks {
        inside(block, &mut |part| match part {
            Inside::Line(line) => {
                see(line);
                footnotes(line).into_iter().for_each(&mut *see);
            }
            Inside::Blocks(inner) => each_line(inner, see),
        });
    }
}

/// Calls `change` with every line of text of the blocks, in reading order; a footnote is part of its line.
pub fn each_line_mut(blocks: &mut [Block], change: &mut impl FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        inside_mut(block, &mut |part| match part {
            InsideMut::Line(line) => change(line),
            InsideMut::Blocks(inner) => each_line_mut(inner, change),
        });
    }
}

/// The footnotes of a line of text, in order.
pub fn footnotes(line: &[Inline]) -> Vec<&[Inline]> {
    let mut found = Vec::new();
    walk_inlines(line, &mut |inline| match inline {
        Inline::Footnote { text, .. } => {
            found.push(text.as_slice());
            false
        }
        _ => true,
    });
    found
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

/// The text of inlines, with masks written out and without the text of footnotes.
pub fn plain(inlines: &[Inline]) -> String {
    let mut words = String::new();
    walk_inlines(inlines, &mut |inline| {
        match inline {
            Inline::Text(text) | Inline::Lang { text, .. } | Inline::Sourced { text, .. } => words.push_str(text),
            Inline::Withheld(ground) => words.push_str(&ground.mask()),
            Inline::LineBreak => words.push(' '),
            _ => {}
        }
        !matches!(inline, Inline::Footnote { .. })
    });
    words
}

#[cfg(test)]
mod tests {
    use gian_vocabulary::values::Ground;

    use super::*;
    use crate::{
        Align, Article, AttachmentLine, Beside, Cell, CellLook, Column, HeadCell, Image, Item, Lettering, Note,
        NoteSign, Place, Row, RowKind, Step, Table, Task, Title,
    };

    fn line(text: &str) -> Vec<Inline> {
        vec![Inline::Text(text.to_owned())]
    }

    fn figure(content: Drawing) -> Block {
        let description = Some(line("설명"));
        Block::Figure(Figure { number: 0, index: 0, name: None, caption: line("그림"), description, content })
    }

    /// One of each block, and the lines of text in reading order.
    fn blocks() -> (Vec<Block>, Vec<&'static str>) {
        let masked = || Moment::Masked(line("가림"));
        let noted = vec![
            Inline::Strong(vec![
                Inline::Text("글".to_owned()),
                Inline::Footnote { number: 1, text: line("주석") },
                Inline::Withheld(Ground(6)),
            ]),
            Inline::LineBreak,
            Inline::Link { to: "#".to_owned(), text: line("끝") },
        ];
        let cell = Cell {
            column: 0,
            colspan: 1,
            rowspan: 1,
            label: false,
            shaded: false,
            align: None,
            look: CellLook::default(),
            blocks: vec![Block::Paragraph(line("칸"))],
        };
        let head = HeadCell { column: 0, colspan: 1, rowspan: 1, text: line("머리"), spread: false };
        let table = Table {
            caption: line("표"),
            columns: vec![Column { width: None, align: Align::Start }],
            head: vec![vec![head]],
            rows: vec![Row { kind: RowKind::Entry, height: None, bold: false, line: None, cells: vec![cell] }],
            ..Table::default()
        };
        let schedule = vec![Task { label: line("일"), from: masked(), to: Some(masked()) }];
        let flow = vec![Step { label: line("단계"), party: Some(line("누가")), due: Some(masked()) }];
        let image = Image { file: "a.svg".to_owned(), percent: 100, size: (1.0, 1.0), tallest: None };
        let under = Item { label: None, marker: None, text: line("주 아래"), below: Vec::new() };
        let note = Note { sign: NoteSign::Remark, text: line("항목 주"), below: vec![Block::Items(vec![under])] };
        let below = vec![Block::Note(note), figure(Drawing::Image(image)), Block::Table(table)];
        let blocks = vec![
            Block::Subsection { number: 1, title: line("항") },
            Block::Frame(vec![Block::Paragraph(line("상자"))]),
            Block::Aligned(Align::Center, Lettering::default(), vec![Block::Paragraph(line("가운데"))]),
            Block::Title(Title { text: line("제목"), lettering: Lettering::default(), new_page: false }),
            Block::Rule,
            Block::Blank(2),
            Block::Place(Place { width: None, height: 40.0, blocks: vec![Block::Paragraph(line("빈칸"))] }),
            Block::Beside(vec![Beside { width: None, blocks: vec![Block::Paragraph(line("나란히"))] }]),
            Block::Article(Article { is_part: false, number: 1, title: line("조") }),
            Block::Lead(line("리드")),
            Block::Chapter { number: 1, title: line("장") },
            Block::Section { number: 1, title: line("절") },
            Block::Summary(vec![Block::Items(vec![Item {
                label: Some(line("이름표")),
                marker: None,
                text: noted,
                below,
            }])]),
            figure(Drawing::Schedule(schedule)),
            figure(Drawing::Flow(flow)),
            Block::Attachments(vec![AttachmentLine { text: line("붙임") }]),
            Block::EndMark,
            Block::PageBreak(None),
            Block::Reference { number: None, title: line("참고") },
        ];
        let lines = "항|상자|가운데|제목|빈칸|나란히|조|리드|장|절|이름표|글비공개(6) 끝|주석|항목 주|주 아래|그림|설명|표|머리|칸|그림|설명|일|가림|가림|그림|설명|단계|누가|가림|붙임|참고";
        (blocks, lines.split('|').collect())
    }

    #[test]
    fn both_walks_see_every_line_in_reading_order() {
        let (mut blocks, expected) = blocks();
        let mut seen = Vec::new();
        each_line(&blocks, &mut |line| seen.push(plain(line)));
        assert_eq!(seen, expected);
        let mut changed = Vec::new();
        each_line_mut(&mut blocks, &mut |line| {
            changed.push(plain(line));
            walk_inlines_mut(line, &mut |inline| {
                if let Inline::Text(text) = inline {
                    *text = format!("{text}!");
                }
                true
            });
        });
        // The text of a footnote belongs to its line and is changed with it.
        assert_eq!(changed, expected.iter().filter(|l| **l != "주석").copied().collect::<Vec<_>>());
        let mut after = Vec::new();
        each_line(&blocks, &mut |line| after.push(plain(line)));
        assert!(after.contains(&"주석!".to_owned()) && after.contains(&"글!비공개(6) 끝!".to_owned()));
    }

    #[test]
    fn blocks_come_before_what_stands_in_them_and_can_be_left_out() {
        let (mut blocks, _) = blocks();
        assert_eq!(figures(&blocks).len(), 3);
        let count = |blocks: &[Block], into: fn(&Block) -> bool| {
            let mut count = 0;
            walk(blocks, &mut |block| {
                count += 1;
                into(block)
            });
            count
        };
        assert_eq!(count(&blocks, |_| true), 29);
        assert_eq!(count(&blocks, |block| !matches!(block, Block::Summary(_))), 23);
        walk_mut(&mut blocks, &mut |block| {
            if let Block::Table(table) = block {
                table.rows.clear();
            }
            true
        });
        // Removed nodes are not entered.
        assert_eq!(count(&blocks, |_| true), 28);
    }
}
