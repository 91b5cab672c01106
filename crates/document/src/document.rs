//! A finished document: body, parts of the sheet around it, and the notice of a public copy.

use std::collections::BTreeSet;

use gian_vocabulary::values::{Ground, disclosure_words};
use serde::Serialize;

use crate::approval_grid::ApprovalGrid;
use crate::block::Block;
use crate::inline::Inline;
use crate::sheet::Part;
use crate::walk::{each_line, walk_inlines};

/// A finished document: the whole sheet, and the notice of a public copy after its end.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Document {
    /// The system of item markers that the form uses.
    pub family: Family,
    /// Parts before the body, in the order of the sheet.
    pub front: Vec<Part>,
    /// The body.
    pub blocks: Vec<Block>,
    /// Parts after the body, in the order of the sheet.
    pub back: Vec<Part>,
    /// Only a public copy has one.
    pub notice: Option<Notice>,
    /// Where expressions print the figures whose origin can be explained, in reading order. Empty until the composer has
    /// looked for them in `marked`.
    #[serde(skip)]
    pub figures: Vec<PrintedFigure>,
    /// The Markdown with a mark behind each printed figure; `None` if no figure is printed, or their places are known.
    #[serde(skip)]
    pub marked: Option<MarkedText>,
    /// Routes in the view of the facts that expressions of templates and bodies print: `/review/decision/words`.
    #[serde(skip)]
    pub printed: BTreeSet<String>,
}

/// Markdown with marks behind printed figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedText {
    /// The Markdown.
    pub text: String,
    /// Routes of the figures, by the number of their mark.
    pub routes: Vec<String>,
}

/// A place where an expression prints a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedFigure {
    /// Number of bytes of text before its end, in all lines of the body together.
    pub end: usize,
    /// Route of the figure in the view: `/review/costs/total`.
    pub route: String,
}

impl Document {
    /// Every part around the body, in the order of the sheet.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.front.iter().chain(&self.back)
    }

    /// The body, and the pages after the foot of a letter: attachments and reference pages.
    pub fn body_and_pages(&self) -> (&[Block], &[Block]) {
        let has_foot = self.back.iter().any(|part| matches!(part, Part::LetterFoot(_)));
        let follows = |block: &Block| match block {
            Block::Annex { .. } => true,
            Block::Reference { .. } => has_foot,
            _ => false,
        };
        let at = self.blocks.iter().position(follows).unwrap_or(self.blocks.len());
        // A page break before them belongs to them.
        let breaks = self.blocks[..at].iter().rev().take_while(|b| matches!(b, Block::PageBreak(_))).count();
        self.blocks.split_at(if at < self.blocks.len() { at - breaks } else { at })
    }

    /// The parts before the body on pages of their own, and those above the text: titles, the head of a letter.
    pub fn pages_and_titles(&self) -> (&[Part], &[Part]) {
        let own_page = |part: &Part| matches!(part, Part::Cover(_) | Part::Checklist(_) | Part::Contents);
        self.front.split_at(self.front.iter().rposition(own_page).map_or(0, |last| last + 1))
    }

    /// The blocks above the title of the document and those below it, if the body says where the title stands.
    pub fn split_at_title(body: &[Block]) -> Option<(&[Block], &[Block])> {
        let at = body.iter().position(|block| matches!(block, Block::TitlePlace))?;
        Some((&body[..at], &body[at + 1..]))
    }

    /// The approval grid, on whichever part has one; the signatures, if the grid of the sheet is left empty.
    pub fn approval(&self) -> Option<&ApprovalGrid> {
        let signed = self.parts().filter(|part| matches!(part, Part::Signatures(_)));
        signed.chain(self.parts()).find_map(Part::approval)
    }

    /// Titles of the grid on the sheet, if they are not those of the signers (`결재직위`).
    pub fn titles_by_hand(&self) -> Vec<&str> {
        fn titles(grid: &ApprovalGrid) -> Vec<&str> {
            grid.own().iter().map(|s| s.title.as_str()).collect()
        }
        let is_signed = |part: &&Part| matches!(part, Part::Signatures(_));
        let signed = self.parts().find(is_signed).and_then(Part::approval).map(titles);
        let printed = self.parts().filter(|part| !is_signed(part)).find_map(Part::approval).map(titles);
        printed.filter(|titles| signed.is_some_and(|signed| signed != *titles)).unwrap_or_default()
    }

    /// Grounds of the masks on the sheet, each once.
    pub fn grounds(&self) -> Vec<Ground> {
        // A footnote counts as a line of its own.
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
        self.parts().flat_map(Part::lines).for_each(|line| add(&line, &mut found));
        each_line(&self.blocks, &mut |line| add(line, &mut found));
        found.sort();
        found.dedup();
        found
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

/// The notice of a public copy, after the end of the document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Notice {
    /// Status of the copy.
    pub standing: Vec<Inline>,
    /// Grounds of the masks in the copy, for the legend.
    pub grounds: Vec<Ground>,
    /// How withheld content can be requested.
    pub request: Option<Vec<Inline>>,
}

impl Notice {
    /// Heading of the notice.
    pub const TITLE: &str = "공개용 사본 안내";

    /// Legend of a mask: `비공개(6): 「공공기관의 정보공개에 관한 법률」 제9조제1항제6호, …`.
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
