//! Builds the parts of the sheet before and after the body.
//!
//! 1. [`definition`] reads the parts of each form and their order: one data file per form, which an office can
//!    replace.
//! 2. [`parts`] builds these parts from a view, once for all formats.

mod approval;
mod around;
pub mod definition;
mod letter;
mod part;
mod plain_sheet;
mod record_box;
mod signature;

use gian_document::{ApprovalGrid, AroundTitle, CheckLine, Cover, Part, SheetHead};
use gian_korean::date;
use gian_view::View;
use gian_vocabulary::record::CoverStyle;

pub use self::approval::approval;
use self::around::{around, inner_title, is_marked_draft, title};
pub use self::definition::{FRONTS, Fronts, path};
pub use self::part::{BoxLine, ClosingLines, Front, PartDefinition, TitleLines};
use self::record_box::record_lines;
use super::masks::with_masks;

/// The parts defined by a front, for one view. A checklist without entries is omitted, and so is a cover that the document
/// does not want: then its title stands above the body.
pub fn parts(definitions: &[PartDefinition], view: &View) -> Vec<Part> {
    let record = &view.record;
    let uncovered = record.cover == Some(CoverStyle::None);
    let part = |definition: &PartDefinition| {
        Some(match definition {
            PartDefinition::Cover { .. } if uncovered => return None,
            PartDefinition::Cover { .. } => {
                Part::Cover(Box::new(cover(definition, has_title_above(definitions), view)?))
            }
            PartDefinition::SheetHead { record: lines } => Part::SheetHead(Box::new(SheetHead {
                record: record_lines(lines, view),
                approval: approval::on_sheet(view),
                title: title(view),
                around: without_grids(around(false, view)),
                draft: is_marked_draft(view),
                department: view.department.name.clone(),
            })),
            PartDefinition::Checklist if record.checklist.is_empty() => return None,
            PartDefinition::Checklist => Part::Checklist(checklist(view)),
            PartDefinition::Contents => Part::Contents,
            PartDefinition::InnerTitle { with_approval } => {
                Part::InnerTitle(Box::new(inner_title(*with_approval, view)))
            }
            PartDefinition::LetterHead => Part::LetterHead(Box::new(letter::head(view))),
            PartDefinition::LetterFoot => Part::LetterFoot(Box::new(letter::foot(view))),
            PartDefinition::TitleHead(lines) => Part::TitleHead(Box::new(plain_sheet::title_head(lines, view))),
            PartDefinition::Closing(lines) => Part::Closing(Box::new(plain_sheet::closing(lines, view)?)),
        })
    };
    let mut parts: Vec<Part> = definitions.iter().filter_map(part).collect();
    let has_cover = definitions.iter().any(|d| matches!(d, PartDefinition::Cover { .. }));
    if uncovered && has_cover && !has_title_above(definitions) {
        parts.push(Part::InnerTitle(Box::new(inner_title(false, view))));
    }
    parts
}

/// What stands around a title beside the large approval grid: no small ones.
fn without_grids(around: AroundTitle) -> AroundTitle {
    AroundTitle { approval: None, place: None, label: None, circulation: Vec::new(), ..around }
}

/// Whether the title stands above the text of a document that has no cover, so that blocks can stand above it.
pub fn has_title_in_text(definitions: &[PartDefinition], view: &View) -> bool {
    let has_cover = definitions.iter().any(|d| matches!(d, PartDefinition::Cover { .. }));
    match (has_cover, view.record.cover == Some(CoverStyle::None)) {
        (true, uncovered) => uncovered,
        (false, _) => has_title_above(definitions),
    }
}

/// Whether a part above the body has the title, besides a cover.
fn has_title_above(definitions: &[PartDefinition]) -> bool {
    let has = |d: &PartDefinition| {
        matches!(d, PartDefinition::InnerTitle { .. } | PartDefinition::TitleHead(_) | PartDefinition::SheetHead { .. })
    };
    definitions.iter().any(has)
}

/// A cover; `None` of another part. It has the lines around the title if no title stands above the body.
fn cover(definition: &PartDefinition, has_title_above: bool, view: &View) -> Option<Cover> {
    let PartDefinition::Cover { record: lines, summary, citizen_cell, with_approval } = definition else { return None };
    let record = &view.record;
    let moved = record.paper.approval.is_some() && has_title_above;
    let is_plain = record.cover == Some(CoverStyle::Title) || moved || !with_approval;
    let whole = without_grids(around(false, view));
    Some(Cover {
        record: if is_plain { Vec::new() } else { record_lines(lines, view) },
        approval: if is_plain { ApprovalGrid::default() } else { approval::on_sheet(view) },
        plain: is_plain,
        citizen_cell: *citizen_cell && !is_plain,
        title: title(view),
        around: if has_title_above {
            AroundTitle { subtitles: whole.subtitles, ..AroundTitle::default() }
        } else {
            whole
        },
        draft: is_marked_draft(view),
        month: date::month(record.date.0),
        agency: view.institution.name.clone(),
        parent: view.institution.parent.clone(),
        department: view.department.name.clone(),
        upper: view.department.upper.clone(),
        team: record.team.clone(),
        places: around::cover_places(view),
        summary: record.summary.as_ref().filter(|_| *summary).map(|s| with_masks(s)),
    })
}

fn checklist(view: &View) -> Vec<CheckLine> {
    let line = |check: &gian_view::CheckView| CheckLine {
        group: check.group.clone(),
        item: with_masks(&check.item),
        done: check.done,
        note: with_masks(check.note.as_deref().unwrap_or_default()),
    };
    view.record.checklist.iter().map(line).collect()
}
