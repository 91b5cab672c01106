//! The fenced blocks around text: `요약` and `상자`, which frame it, `가운데` and `오른쪽`, which align it.

use std::ops::Range;

use gian_diagnostics::text;
use gian_document::{Block, Lettering, Spacing, Title, TypeSize};

use super::super::kept_spaces::keep_spaces;
use super::super::labels;
use super::lettering::{self, Head};
use super::{Code, Problem, Reader, TITLE, parse_lines, parse_part};

impl Reader<'_> {
    /// The blocks in a frame; `None` if they were refused.
    pub(super) fn framed(&mut self, name: &str, code: &Code, range: &Range<usize>) -> Option<Vec<Block>> {
        let (inner, problems, references) = parse_part(&code.text);
        if !problems.is_empty() {
            self.placed(problems, code, range);
            return None;
        }
        if inner.is_empty() || !inner.iter().all(fits) {
            let head = self.head_of(range);
            self.refuse(
                head,
                text!(
                    "`{}` 블록에는 글과 목록만 둘 수 있고, 비울 수 없습니다",
                    "a `{}` block holds text and lists only, and is not empty"; name
                ),
                text!("제목과 표를 블록 밖으로 옮기십시오", "move headings and tables out of the block"),
            );
            return None;
        }
        self.refer(references, code, range);
        Some(inner)
    }

    /// The paragraphs of an aligned block; `None` if they were refused. Each line stays a line, and room to write in is kept:
    /// `2025년    월    일`.
    pub(super) fn aligned(&mut self, name: &str, code: &Code, range: &Range<usize>) -> Option<(Lettering, Vec<Block>)> {
        let (head, inner) = self.lines(name, code, range)?;
        Some((head.lettering, inner))
    }

    /// The keys and the paragraphs of a block, in which each line stays a line.
    fn lines(&mut self, name: &str, code: &Code, range: &Range<usize>) -> Option<(Head, Vec<Block>)> {
        let (head, wrong) = lettering::read(&code.text, name == TITLE);
        if !wrong.is_empty() {
            self.placed(wrong, code, range);
            return None;
        }
        let (mut inner, problems, references) = parse_lines(&code.text[head.length..]);
        let shift = |range: Range<usize>| range.start + head.length..range.end + head.length;
        let problems: Vec<Problem> =
            problems.into_iter().map(|p| Problem { range: shift(p.range.clone()), ..p }).collect();
        let references = references.into_iter().map(|(label, at)| (label, shift(at))).collect();
        if !problems.is_empty() {
            self.placed(problems, code, range);
            return None;
        }
        if inner.is_empty() || !inner.iter().all(|block| matches!(block, Block::Paragraph(_))) {
            let head = self.head_of(range);
            self.refuse(
                head,
                text!(
                    "`{}` 블록에는 문단만 둘 수 있고, 비울 수 없습니다",
                    "a `{}` block holds paragraphs only, and is not empty"; name
                ),
                text!("목록과 표와 제목을 블록 밖으로 옮기십시오", "move lists, tables and headings out of the block"),
            );
            return None;
        }
        keep_spaces(&mut inner);
        self.refer(references, code, range);
        Some((head, inner))
    }

    /// A title inside the document: one paragraph.
    pub(super) fn title(&mut self, code: &Code, range: &Range<usize>) -> Option<Title> {
        let (head, mut inner) = self.lines(TITLE, code, range)?;
        let (Some(Block::Paragraph(text)), true) = (inner.pop(), inner.is_empty()) else {
            self.refuse(
                self.head_of(range),
                text!("`{}` 블록에는 한 문단만 둘 수 있습니다", "a `{}` block holds one paragraph"; TITLE),
                text!("나머지 글을 블록 아래로 옮기십시오", "move the rest of the text below the block"),
            );
            return None;
        };
        let (text, is_apart) = labels::joined(text);
        let mut lettering = head.lettering;
        if is_apart {
            lettering.spacing = Spacing::Widest;
        }
        lettering.bold = head.bold.unwrap_or(true);
        if lettering.size == TypeSize::Normal {
            lettering.size = TypeSize::Large;
        }
        Some(Title { text, lettering, new_page: head.new_page })
    }
}

fn fits(block: &Block) -> bool {
    match block {
        Block::Items(_) | Block::Paragraph(_) | Block::Note(_) | Block::Rule => true,
        Block::Chapter { .. }
        | Block::Section { .. }
        | Block::Subsection { .. }
        | Block::Article(_)
        | Block::Aligned(..)
        | Block::Title(_)
        | Block::TitlePlace
        | Block::Reference { .. }
        | Block::Annex { .. }
        | Block::Lead(_)
        | Block::Summary(_)
        | Block::Frame(_)
        | Block::Table(_)
        | Block::Figure(_)
        | Block::Attachments(_)
        | Block::EndMark
        | Block::PageBreak(_)
        | Block::Blank(_)
        | Block::Place(_)
        | Block::Beside(_) => false,
    }
}
