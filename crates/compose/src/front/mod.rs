//! Builds the parts of the sheet before and after the body.
//!
//! 1. [`definition`] reads the parts of each form and their order: one data file per form, which an office can
//!    replace.
//! 2. [`parts`] builds these parts from a view, once for all formats.

mod approval;
pub mod definition;
mod letter;
mod part;
mod plain_sheet;
mod record_box;
mod signature;

use gian_document::{ApprovalGrid, CheckLine, Cover, InnerTitle, Part, SheetHead};
use gian_korean::date;
use gian_view::View;
use gian_vocabulary::record::{CoverStyle, State};

pub use self::approval::approval;
pub use self::definition::{FRONTS, Fronts, path};
pub use self::part::{BoxLine, ClosingLines, Front, PartDefinition, TitleLines};
use self::record_box::record_lines;
use super::masks::with_masks;

/// The parts defined by a front, for one view. A checklist without entries is omitted.
pub fn parts(definitions: &[PartDefinition], view: &View) -> Vec<Part> {
    let record = &view.record;
    let draft = record.state == State::Draft;
    let title = || with_masks(&record.title);
    let is_plain = record.cover == Some(CoverStyle::Title);
    let part = |definition: &PartDefinition| {
        Some(match definition {
            PartDefinition::Cover { record: lines, summary, citizen_cell, with_approval } => {
                Part::Cover(Box::new(Cover {
                    record: if is_plain { Vec::new() } else { record_lines(lines, view) },
                    approval: if *with_approval && !is_plain { approval(view) } else { ApprovalGrid::default() },
                    plain: is_plain || !with_approval,
                    citizen_cell: *citizen_cell && *with_approval && !is_plain,
                    title: title(),
                    draft,
                    month: date::month(record.date.0),
                    agency: view.institution.name.clone(),
                    parent: view.institution.parent.clone(),
                    department: view.department.name.clone(),
                    upper: view.department.upper.clone(),
                    team: record.team.clone(),
                    summary: record.summary.as_ref().filter(|_| *summary).map(|s| with_masks(s)),
                }))
            }
            PartDefinition::SheetHead { record: lines } => Part::SheetHead(Box::new(SheetHead {
                record: record_lines(lines, view),
                approval: approval(view),
                title: title(),
                draft,
                department: view.department.name.clone(),
            })),
            PartDefinition::Checklist if record.checklist.is_empty() => return None,
            PartDefinition::Checklist => Part::Checklist(checklist(view)),
            PartDefinition::Contents => Part::Contents,
            PartDefinition::InnerTitle => Part::InnerTitle(InnerTitle { title: title(), draft }),
            PartDefinition::LetterHead => Part::LetterHead(Box::new(letter::head(view))),
            PartDefinition::LetterFoot => Part::LetterFoot(Box::new(letter::foot(view))),
            PartDefinition::TitleHead(lines) => Part::TitleHead(Box::new(plain_sheet::title_head(lines, view))),
            PartDefinition::Closing(lines) => Part::Closing(Box::new(plain_sheet::closing(lines, view)?)),
        })
    };
    definitions.iter().filter_map(part).collect()
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
