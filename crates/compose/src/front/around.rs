//! The title of a document, and what it has of its own around it (`지면`).

use gian_document::{AroundTitle, CoverPlaces, Inline, InnerTitle, SideLines};
use gian_view::{SideLinesView, View};
use gian_vocabulary::record::{ApprovalPlace, DraftMark, State};

use super::approval::on_sheet;
use crate::masks::with_masks;

/// `결재표시` of a grid without a first cell, and `연월` of a cover without a month.
const NONE: &str = "없음";

/// The title, with the line ends that the writer chose.
pub(super) fn title(view: &View) -> Vec<Inline> {
    let lines: Vec<Vec<Inline>> = view.record.title_lines.iter().map(|line| with_masks(line)).collect();
    lines.join(&Inline::LineBreak)
}

/// Whether (안) is added to the title: not if the writer wrote it, or wants none.
pub(super) fn is_marked_draft(view: &View) -> bool {
    let record = &view.record;
    record.state == State::Draft
        && record.paper.draft_mark != Some(DraftMark::None)
        && !record.title.trim_end().ends_with("(안)")
}

/// The title above the body. `with_approval`: the grid beside it, which a document may ask for too.
pub(super) fn inner_title(with_approval: bool, view: &View) -> InnerTitle {
    InnerTitle { title: title(view), around: around(with_approval, view), draft: is_marked_draft(view) }
}

/// Lines at the left, in the middle and at the right.
pub(super) fn sides(sides: &SideLinesView) -> SideLines {
    let lines = |lines: &[String]| lines.iter().map(|line| with_masks(line)).collect();
    SideLines { left: lines(&sides.left), center: lines(&sides.center), right: lines(&sides.right) }
}

/// What the document has on its cover only.
pub(super) fn cover_places(view: &View) -> CoverPlaces {
    let Some(cover) = &view.record.paper.cover else { return CoverPlaces::default() };
    CoverPlaces {
        top: sides(&cover.top),
        foot: sides(&cover.foot),
        month: cover.month.as_deref().map(|month| if month == NONE { Vec::new() } else { with_masks(month) }),
        offices: cover.offices.iter().map(|office| with_masks(office)).collect(),
        look: cover.title_look,
    }
}

/// What the document has around its title.
pub(super) fn around(with_approval: bool, view: &View) -> AroundTitle {
    let paper = &view.record.paper;
    let lines = |lines: &[String]| lines.iter().map(|line| with_masks(line)).collect::<Vec<_>>();
    let has_grid = with_approval || paper.approval.is_some();
    AroundTitle {
        above: sides(&paper.above),
        subtitles: lines(&paper.subtitles),
        below: sides(&paper.below),
        approval: has_grid.then(|| on_sheet(view)),
        place: paper.approval.filter(|place| *place != ApprovalPlace::BesideTitle),
        label: paper.approval_label.as_deref().map(|label| if label == NONE { "" } else { label }.to_owned()),
        circulation: paper.circulation.clone(),
        look: paper.title_look,
        size: paper.title_size,
        ground: paper.title_ground,
        align: paper.title_align,
    }
}
