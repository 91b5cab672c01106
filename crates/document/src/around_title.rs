//! What a document has of its own around its title (`지면`).

use serde::Serialize;

use crate::approval_grid::ApprovalGrid;
use crate::inline::Inline;

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
    /// The small approval grid at the upper right of the title.
    pub approval: Option<ApprovalGrid>,
}

impl AroundTitle {
    /// Whether there is nothing around the title.
    pub fn is_empty(&self) -> bool {
        self.above.is_empty() && self.subtitles.is_empty() && self.below.is_empty() && self.approval.is_none()
    }

    /// The lines with the title among them, in reading order.
    pub(crate) fn lines(&self, title: Vec<Vec<Inline>>) -> Vec<Vec<Inline>> {
        let mut lines = self.approval.as_ref().map_or(Vec::new(), ApprovalGrid::lines);
        lines.extend(self.above.each().map(|(_, line)| line.clone()));
        lines.extend(title);
        lines.extend(self.subtitles.iter().cloned());
        lines.extend(self.below.each().map(|(_, line)| line.clone()));
        lines
    }
}
