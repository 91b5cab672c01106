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
mod signature;

use gian_document::{CheckLine, Cover, Inline, InnerTitle, Part, RecordLine, SheetHead};
use gian_korean::date;
use gian_view::View;
use gian_vocabulary::record::{RecordKey, State};
use gian_vocabulary::values::Date;

pub use self::approval::approval;
pub use self::definition::{FRONTS, Fronts, path};
pub use self::part::{BoxLine, ClosingLines, Front, PartDefinition, TitleLines};
use super::masks::with_masks;

/// The parts defined by a front, for one view. A checklist without entries is omitted.
pub fn parts(definitions: &[PartDefinition], view: &View) -> Vec<Part> {
    let record = &view.record;
    let draft = record.state == State::Draft;
    let title = || with_masks(&record.title);
    let part = |definition: &PartDefinition| {
        Some(match definition {
            PartDefinition::Cover { record: lines, summary, citizen_cell } => Part::Cover(Box::new(Cover {
                record: record_lines(lines, view),
                approval: approval(view),
                citizen_cell: *citizen_cell,
                title: title(),
                draft,
                month: date::month(record.date.0),
                department: view.department.name.clone(),
                upper: view.department.upper.clone(),
                team: record.team.clone(),
                summary: record.summary.as_ref().filter(|_| *summary).map(|s| with_masks(s)),
            })),
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
        item: with_masks(&check.item),
        done: check.done,
        note: with_masks(check.note.as_deref().unwrap_or_default()),
    };
    view.record.checklist.iter().map(line).collect()
}

fn record_lines(lines: &[BoxLine], view: &View) -> Vec<RecordLine> {
    let line = |line: &BoxLine| RecordLine {
        key: line.key,
        label: line.label.clone(),
        value: line.key.map_or(Vec::new(), |key| record_value(key, view)),
    };
    lines.iter().map(line).collect()
}

/// The value of a key in the record box; empty if there is none yet.
fn record_value(key: RecordKey, view: &View) -> Vec<Inline> {
    let record = &view.record;
    let day = |day: Option<Date>| day.map(|d| date::full(d.0));
    let words = match key {
        RecordKey::DocNo => record.doc_no.clone(),
        RecordKey::ManagementNo => record.management_no.clone(),
        RecordKey::PolicyNo => record.policy_no.clone(),
        RecordKey::DraftedOn => day(record.drafted_on),
        RecordKey::ApprovedOn => day(record.approved_on),
        RecordKey::SentOn => day(record.sent_on),
        RecordKey::Disclosure => Some(record.disclosure_label.clone()),
        RecordKey::Retention => Some(record.retention.clone()),
        RecordKey::Author => Some(record.author.clone()),
        RecordKey::Team => record.team.clone(),
        RecordKey::NoticeNo => record.notice.as_ref().and_then(|n| n.number.clone()),
        RecordKey::NoticeDay => day(record.notice.as_ref().and_then(|n| n.day)),
        RecordKey::FormNo => record.form.as_ref().and_then(|f| f.number.clone()),
        RecordKey::HandlingTime => record.form.as_ref().and_then(|f| f.handling.clone()),
        RecordKey::ReleasedAt => record.press.as_ref().map(|p| plain_sheet::moment(&p.released_at)),
        RecordKey::PublishableAt => record.press.as_ref().map(|p| match &p.publishable_at {
            Some(at) => format!("{}부터", plain_sheet::moment(at)),
            None => "배포한 때부터".to_owned(),
        }),
        RecordKey::Subtitle => record.press.as_ref().map(|p| p.subtitles.join(" ")),
    };
    with_masks(&words.unwrap_or_default())
}
