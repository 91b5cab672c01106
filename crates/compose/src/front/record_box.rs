//! Lines of the record box.

use gian_document::{Inline, RecordLine};
use gian_korean::date;
use gian_view::{MomentView, View};
use gian_vocabulary::record::RecordKey;
use gian_vocabulary::values::Date;

use super::part::BoxLine;
use crate::masks::with_masks;

pub(super) fn record_lines(lines: &[BoxLine], view: &View) -> Vec<RecordLine> {
    let line = |line: &BoxLine| RecordLine {
        key: line.key,
        label: line.label.clone(),
        value: line.key.map_or(Vec::new(), |key| record_value(key, view)),
    };
    lines.iter().map(line).collect()
}

/// The value of a key in the record box; empty if there is none yet.
pub(super) fn record_value(key: RecordKey, view: &View) -> Vec<Inline> {
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
        RecordKey::ReleasedAt => record.press.as_ref().map(|p| moment(&p.released_at)),
        RecordKey::PublishableAt => record.press.as_ref().map(|p| match &p.publishable_at {
            Some(at) => format!("{}부터", moment(at)),
            None => "배포한 때부터".to_owned(),
        }),
        RecordKey::CertificateNo => record.certificate.as_ref().and_then(|c| c.number.clone()),
        RecordKey::CertificateDay => day(record.certificate.as_ref().map(|c| c.day)),
        RecordKey::AgreedOn => day(record.agreement.as_ref().and_then(|a| a.day)),
        RecordKey::InspectedOn => day(record.inspection.as_ref().map(|i| i.day)),
        RecordKey::Subtitle => record.press.as_ref().map(|p| p.subtitles.join(" ")),
    };
    with_masks(&words.unwrap_or_default())
}

/// `2026. 3. 5.(목) 09:00`.
fn moment(moment: &MomentView) -> String {
    let time = moment.time.map_or(String::new(), |t| format!(" {t}"));
    format!("{}{time}", date::with_weekday(moment.day.0))
}
