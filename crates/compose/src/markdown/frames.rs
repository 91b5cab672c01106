//! The fenced blocks that frame text: `요약` and `상자`.

use std::ops::Range;

use gian_diagnostics::text;
use gian_document::Block;

use super::{Code, Reader, parse_part};

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
}

fn fits(block: &Block) -> bool {
    match block {
        Block::Items(_) | Block::Paragraph(_) | Block::Note(_) => true,
        Block::Chapter { .. }
        | Block::Section { .. }
        | Block::Subsection { .. }
        | Block::Reference { .. }
        | Block::Annex { .. }
        | Block::Lead(_)
        | Block::Summary(_)
        | Block::Frame(_)
        | Block::Table(_)
        | Block::Figure(_)
        | Block::Attachments(_)
        | Block::EndMark
        | Block::PageBreak(_) => false,
    }
}
