//! The title head and the closing of sheets that show no approval: notices, empty forms, press releases, free pages.

use gian_document::{Closing, Giver, Inline, Party, RecordLine, SignatureSpace, TitleHead};
use gian_korean::particle::particle;
use gian_view::paper_facts::{AgreementView, PartyView};
use gian_view::{Edition, PersonView, View};
use gian_vocabulary::record::{RecordKey, Seal};

use super::around::{around, is_marked_draft, title};
use super::letter::{addressed, seal_note};
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
        large: record.certificate.as_ref().filter(|_| lines.large).map(|c| c.name.clone()),
        record: filled(&lines.record),
        above: filled(&lines.above),
        title: title(view),
        around: around(lines.with_approval, view),
        draft: is_marked_draft(view),
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
    let mut signatures: Vec<SignatureSpace> = form.map_or(Vec::new(), |f| {
        let space = |s: &gian_view::SignatureLineView| SignatureSpace {
            who: s.who.clone(),
            name: Vec::new(),
            how: s.how.clone(),
        };
        f.signatures.iter().map(space).collect()
    });
    let day = match lines.day {
        Some(key) => Some(day_in_words(key, view)),
        None => {
            let year = form.and_then(|f| f.year);
            (!signatures.is_empty() || year.is_some()).then(|| blank_day(year))
        }
    };
    if lines.inspectors {
        signatures.extend(inspectors(view));
    }
    let agreement = record.agreement.as_ref().filter(|_| lines.parties);
    let is_sealed = lines.sender || lines.named_sender || lines.givers;
    let closing = Closing {
        words: agreement.map_or(Vec::new(), |a| copies(a, &record.kind)),
        day,
        // A sheet with a sender has that of the office, also of a kind without the facts of a notice.
        senders: match (lines.sender, lines.named_sender || !record.senders.is_empty()) {
            (true, false) => view.institution.head.iter().cloned().collect(),
            (false, _) if !lines.named_sender => Vec::new(),
            _ => record.senders.clone(),
        },
        seal_note: record.seal.filter(|_| is_sealed).and_then(seal_note),
        seal_box: is_sealed && record.seal == Some(Seal::SealBox),
        givers: givers(view).filter(|_| lines.givers).collect(),
        parties: agreement.map_or(Vec::new(), |a| a.parties.iter().map(|p| party(p, view)).collect()),
        beside: agreement.is_some_and(|a| a.beside),
        signatures,
        receiver: form
            .and_then(|f| f.receiver.as_deref().map(with_masks))
            .or_else(|| receivers(view).filter(|_| lines.receivers)),
    };
    (!closing.is_empty()).then_some(closing)
}

/// The receivers with 귀하 or 귀중; `None` without any.
fn receivers(view: &View) -> Option<Vec<Inline>> {
    let record = &view.record;
    let names: Vec<String> = record.receivers.iter().map(|name| addressed(name, record.honorific, None)).collect();
    (!names.is_empty()).then(|| with_masks(&names.join(", ")))
}

/// A day that is filled in by hand, with the year if it is known.
fn blank_day(year: Option<u32>) -> String {
    year.map_or(Closing::BLANK_DAY.to_owned(), |year| format!("{year}{}", Closing::BLANK_DAY))
}

/// What an agreement says of its copies: `맺음말`, or the usual words.
fn copies(agreement: &AgreementView, kind: &str) -> Vec<Inline> {
    if let Some(words) = &agreement.closing {
        return with_masks(words);
    }
    let what = format!("{}{}", agreement.word, particle(&agreement.word, "을/를"));
    let count = agreement.parties.len();
    with_masks(&format!(
        "이 {what} 증명하기 위하여 {kind} {count}부를 작성하고, 당사자가 서명 또는 날인한 뒤 각각 1부씩 보관한다."
    ))
}

/// Those who give a certificate.
fn givers(view: &View) -> impl Iterator<Item = Giver> {
    let givers = view.record.certificate.iter().flat_map(|c| &c.givers);
    givers.map(|person| Giver { title: position(person, view), name: with_masks(&person.name) })
}

/// Affiliation and position; nothing of a person whom the edition withholds, whose name is one mark.
fn position(person: &PersonView, view: &View) -> Vec<Inline> {
    if person.withheld.is_some() && view.edition == Edition::Public {
        return Vec::new();
    }
    let words: Vec<&str> = [&person.affiliation, &person.title].into_iter().flatten().map(String::as_str).collect();
    with_masks(&words.join(" "))
}

fn party(party: &PartyView, view: &View) -> Party {
    let signer = party.signer.as_ref();
    Party {
        short: party.short.clone(),
        lines: [Some(&party.name), party.address.as_ref()].into_iter().flatten().map(|line| with_masks(line)).collect(),
        title: signer.map_or(Vec::new(), |person| position(person, view)),
        name: signer.map_or(Vec::new(), |person| with_masks(&person.name)),
    }
}

/// Those who checked and who confirmed.
fn inspectors(view: &View) -> impl Iterator<Item = SignatureSpace> {
    let inspection = view.record.inspection.as_ref();
    let groups = inspection.map(|i| [("점검자", &i.checkers), ("확인자", &i.confirmers)]);
    groups.into_iter().flatten().flat_map(move |(role, people)| {
        people.iter().map(move |person| {
            let position = gian_document::plain(&position(person, view));
            SignatureSpace {
                who: format!("{role} {position}").trim_end().to_owned(),
                name: with_masks(&person.name),
                how: "서명".to_owned(),
            }
        })
    })
}

/// `2026년 3월 5일`; a gap where the day is not known yet.
fn day_in_words(key: RecordKey, view: &View) -> String {
    use chrono::Datelike;
    let record = &view.record;
    let day = match key {
        RecordKey::NoticeDay => record.notice.as_ref().and_then(|n| n.day).or(record.sent_on).or(record.approved_on),
        RecordKey::CertificateDay => record.certificate.as_ref().map(|c| c.day),
        RecordKey::AgreedOn => record.agreement.as_ref().and_then(|a| a.day),
        RecordKey::InspectedOn => record.inspection.as_ref().map(|i| i.day),
        RecordKey::SentOn => record.sent_on,
        RecordKey::DraftedOn => record.drafted_on,
        _ => record.approved_on,
    };
    day.map_or(Closing::BLANK_DAY.to_owned(), |d| format!("{}년 {}월 {}일", d.0.year(), d.0.month(), d.0.day()))
}
