//! The title of a document, and what it has of its own around it (`지면`).

use gian_document::{AroundTitle, Inline, InnerTitle, SideLines};
use gian_view::{SideLinesView, View};
use gian_vocabulary::record::{ApprovalPlace, State};

use super::approval::on_sheet;
use crate::masks::with_masks;

/// The title, with the line ends that the writer chose.
pub(super) fn title(view: &View) -> Vec<Inline> {
    let lines: Vec<Vec<Inline>> = view.record.title_lines.iter().map(|line| with_masks(line)).collect();
    lines.join(&Inline::LineBreak)
}

/// Whether (안) is added to the title: not if the writer wrote it.
pub(super) fn is_marked_draft(view: &View) -> bool {
    view.record.state == State::Draft && !view.record.title.trim_end().ends_with("(안)")
}

/// The title above the body. `with_approval`: the grid beside it, which a document may ask for too.
pub(super) fn inner_title(with_approval: bool, view: &View) -> InnerTitle {
    InnerTitle { title: title(view), around: around(with_approval, view), draft: is_marked_draft(view) }
}

/// What the document has around its title.
pub(super) fn around(with_approval: bool, view: &View) -> AroundTitle {
    let paper = &view.record.paper;
    let lines = |lines: &[String]| lines.iter().map(|line| with_masks(line)).collect::<Vec<_>>();
    let sides = |sides: &SideLinesView| SideLines {
        left: lines(&sides.left),
        center: lines(&sides.center),
        right: lines(&sides.right),
    };
    let beside = with_approval || paper.approval == Some(ApprovalPlace::BesideTitle);
    AroundTitle {
        above: sides(&paper.above),
        subtitles: lines(&paper.subtitles),
        below: sides(&paper.below),
        approval: beside.then(|| on_sheet(view)),
    }
}
