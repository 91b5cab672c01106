//! What a document has of its own around its title (`지면`).

use gian_vocabulary::ground_colour::GroundColour;
use gian_vocabulary::record::{ApprovalPlace, TitleAlign, TitleLook};
use serde::Serialize;

use crate::approval_grid::ApprovalGrid;
use crate::inline::Inline;
use crate::record_line::text;

/// Lines at the left, in the middle and at the right of the sheet, which begin at one height.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SideLines {
    /// Lines at the left margin.
    pub left: Vec<Vec<Inline>>,
    /// Lines in the middle.
    pub center: Vec<Vec<Inline>>,
    /// Lines at the right margin.
    pub right: Vec<Vec<Inline>>,
}

impl SideLines {
    /// Whether there are no lines.
    pub fn is_empty(&self) -> bool {
        self.each().next().is_none()
    }

    /// Every line with the name of its side, in reading order.
    pub fn each(&self) -> impl Iterator<Item = (&'static str, &Vec<Inline>)> {
        let sides = [("left", &self.left), ("center", &self.center), ("right", &self.right)];
        sides.into_iter().flat_map(|(side, lines)| lines.iter().map(move |line| (side, line)))
    }
}

/// What a document has around its title (`지면`).
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct AroundTitle {
    /// Lines above the title.
    pub above: SideLines,
    /// Lines below the title, printed between dashes.
    pub subtitles: Vec<Vec<Inline>>,
    /// Lines below the title and the subtitles.
    pub below: SideLines,
    /// The small approval grid at the right of the title, or above it.
    pub approval: Option<ApprovalGrid>,
    /// Where the small grids stand (`결재란`); `None` for the right of the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<ApprovalPlace>,
    /// The words of the first cell of the small approval grid (`결재표시`), empty if there is no such cell; `None` for 결재.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Titles of those who see the document (`공람`), in a small grid with empty cells.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub circulation: Vec<String>,
    /// The look of the title (`제목꼴`); `None` for that of the form.
    pub look: Option<TitleLook>,
    /// The size of the title in points (`제목크기`); `None` for that of the form.
    pub size: Option<u16>,
    /// The ground colour of the title (`제목바탕`); `None` for that of the form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ground: Option<GroundColour>,
    /// Where the title stands (`제목맞춤`); `None` for the middle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub align: Option<TitleAlign>,
}

impl AroundTitle {
    /// The words of the first cell of the grid of those who see the document.
    pub const CIRCULATION: &str = "공람";

    /// Whether there is nothing around the title.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The lines with the title among them, in reading order.
    pub(crate) fn lines(&self, title: Vec<Vec<Inline>>) -> Vec<Vec<Inline>> {
        let mut lines: Vec<_> = self.above.each().map(|(_, line)| line.clone()).collect();
        lines.extend(title);
        lines.extend(self.label.iter().filter(|_| self.approval.is_some()).map(|label| text(label)));
        lines.extend(self.approval.iter().flat_map(ApprovalGrid::lines));
        if !self.circulation.is_empty() {
            lines.push(text(Self::CIRCULATION));
            lines.extend(self.circulation.iter().map(|title| text(title)));
        }
        lines.extend(self.subtitles.iter().cloned());
        lines.extend(self.below.each().map(|(_, line)| line.clone()));
        lines
    }
}
