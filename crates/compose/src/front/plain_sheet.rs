//! The title head and the closing of sheets that show no approval: notices, empty forms, press releases, free pages.

use gian_document::{Closing, Inline, RecordLine, SignatureSpace, TitleHead};
use gian_view::View;
use gian_vocabulary::record::{RecordKey, State};

use super::letter::seal_note;
use super::part::{BoxLine, ClosingLines, TitleLines};
use super::record_box::{record_lines, record_value};
use crate::masks::with_masks;

/// The title with the lines of its definition. Lines without a value are omitted; the row of cells is omitted if none has
/// one.
pub(super) fn title_head(lines: &TitleLines, view: &View) -> TitleHead {
    let record = &view.record;
    let filled = |all: &[BoxLine]| -> Vec<RecordLine> {
        all.iter().flat_map(|line| filled_lines(line, view)).filter(|line| !line.value.is_empty()).collect()
    };
    let cells = match lines.cells.iter().any(|c| c.key.is_some_and(|key| !record_value(key, view).is_empty())) {
        true => record_lines(&lines.cells, view),
        false => Vec::new(),
    };
    TitleHead {
        band: lines.band.then(|| record.kind.clone()),
        record: filled(&lines.record),
        above: filled(&lines.above),
        title: with_masks(&record.title),
        draft: record.state == State::Draft,
        below: filled(&lines.below),
        cells,
    }
}

/// A line for each value of a key.
fn filled_lines(line: &BoxLine, view: &View) -> Vec<RecordLine> {
    let of = |value: Vec<Inline>| RecordLine { key: line.key, label: line.label.clone(), value };
    match (line.key, &view.record.press) {
        (Some(RecordKey::Subtitle), Some(press)) => press.subtitles.iter().map(|s| of(with_masks(s))).collect(),
        (Some(key), _) => vec![of(record_value(key, view))],
        (None, _) => Vec::new(),
    }
}

/// The closing; `None` if there is nothing to print.
pub(super) fn closing(lines: &ClosingLines, view: &View) -> Option<Closing> {
    let record = &view.record;
    let form = record.form.as_ref().filter(|_| lines.signatures);
    let signatures: Vec<SignatureSpace> = form.map_or(Vec::new(), |f| {
        f.signatures.iter().map(|s| SignatureSpace { who: s.who.clone(), how: s.how.clone() }).collect()
    });
    let day = match lines.day {
        Some(key) => Some(day_in_words(key, view)),
        None => (!signatures.is_empty()).then(|| Closing::BLANK_DAY.to_owned()),
    };
    let closing = Closing {
        day,
        // A sheet with a sender has that of the office, also of a kind without the facts of a notice.
        senders: match (lines.sender, record.senders.is_empty()) {
            (false, _) => Vec::new(),
            (true, false) => record.senders.clone(),
            (true, true) => view.institution.head.iter().cloned().collect(),
        },
        seal_note: record.seal.filter(|_| lines.sender).and_then(seal_note),
        signatures,
        receiver: form.and_then(|f| f.receiver.clone()),
    };
    (!closing.is_empty()).then_some(closing)
}

/// `2026년 3월 5일`; a gap where the day is not known yet.
fn day_in_words(key: RecordKey, view: &View) -> String {
    use chrono::Datelike;
    let record = &view.record;
    let day = match key {
        RecordKey::NoticeDay => record.notice.as_ref().and_then(|n| n.day).or(record.sent_on).or(record.approved_on),
        RecordKey::SentOn => record.sent_on,
        RecordKey::DraftedOn => record.drafted_on,
        _ => record.approved_on,
    };
    day.map_or(Closing::BLANK_DAY.to_owned(), |d| format!("{}년 {}월 {}일", d.0.year(), d.0.month(), d.0.day()))
}
