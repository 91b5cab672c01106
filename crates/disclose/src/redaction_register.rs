//! The redaction register (비공개 목록): the redactions of each document, with ground, decision and date of review;
//! never the values.

use gian_model::record::{Role, State};
use gian_model::withheld::{APPOINTED, Decision};
use gian_model::{Dossier, Record, Settings, keys};
use gian_view::Held;
use gian_view::redaction_register::Row;
use gian_view::rules::Rule;
use gian_vocabulary::values::{Disclosure, Ground, disclosure_words};

/// Rows of a document with a public page. `held` is what its public view withholds, `printed` the grounds of the masks
/// in the composed text. Both are needed because the view contains the whole dossier, while the document may print only
/// a part of it.
pub fn rows(settings: &Settings, dossier: &Dossier, record: &Record, held: &[Held], printed: &[Ground]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let text = held.iter().filter(|h| h.rule != Rule::AttachmentFile);
    for held in text.filter(|h| OUTSIDE_BODY.contains(&&*h.place) || printed.contains(&h.ground)) {
        let mut row = row(settings, dossier, record, held.ground);
        row.place = held.place.clone().into_owned();
        row.what = held.rule.label();
        row.key = held.key.clone();
        decide(&mut row, dossier, record, held);
        let same = |r: &&mut Row| Row { count: 0, ..(**r).clone() } == Row { count: 0, ..row.clone() };
        match rows.iter_mut().find(same) {
            Some(known) => known.count += 1,
            None => rows.push(row),
        }
    }
    for file in record.files().filter(|f| f.disclosure != Disclosure::Open) {
        for ground in file.grounds {
            let mut row = row(settings, dossier, record, *ground);
            let kind = if file.route.first().as_deref() == Some(keys::ORIGINALS) { "원본" } else { "붙임" };
            row.place = match file.title {
                Some(title) => format!("{kind} {}", title.plain(&dossier.private)),
                None => kind.to_owned(),
            };
            row.what = file.disclosure.label();
            row.whole = true;
            if let Some(decision) = decision(record, None, *ground) {
                take(&mut row, decision);
            }
            row.reason = file.reason.map(str::to_owned).or(row.reason);
            rows.push(row);
        }
    }
    rows
}

/// Parts of the record that are not in the composed text.
pub const OUTSIDE_BODY: [&str; 4] = ["제목", "문서요지", "키워드", "관련문서"];

/// Rows of a document that is closed as a whole; empty for a draft, because its class is not decided yet.
pub fn closed(settings: &Settings, dossier: &Dossier, record: &Record) -> Vec<Row> {
    let as_of = settings.archive.as_of;
    let (class, grounds) = record.class(as_of);
    if class != Disclosure::Closed || record.state == State::Draft {
        return Vec::new();
    }
    grounds
        .iter()
        .map(|ground| {
            let mut row = row(settings, dossier, record, *ground);
            row.place = "문서".to_owned();
            row.what = Rule::ClosedDocument.label();
            row.whole = true;
            if let Some(change) = record.change(as_of) {
                (row.reason, row.decided_on) = (Some(change.reason.clone()), Some(change.on));
            }
            if let Some(decision) = decision(record, None, *ground) {
                take(&mut row, decision);
            }
            row
        })
        .collect()
}

/// A row with the defaults from the approval: approving a document includes approving its class.
fn row(settings: &Settings, dossier: &Dossier, record: &Record, ground: Ground) -> Row {
    let approver = record.approval.iter().find(|s| s.role == Role::Approver).or(record.approval.last());
    Row {
        id: record.id.clone(),
        title: record.title_line().plain(&dossier.private),
        date: record.date(),
        department: settings.department(&record.department).map_or(String::new(), |d| d.name.clone()),
        place: String::new(),
        what: "",
        count: 1,
        ground,
        ground_words: disclosure_words(ground),
        key: None,
        reason: None,
        decided_by: approver.map_or(String::new(), |s| format!("{} {}", s.title, s.name)),
        decided_on: record.approved_on,
        review_on: None,
        whole: false,
    }
}

fn decide(row: &mut Row, dossier: &Dossier, record: &Record, held: &Held) {
    let subject = match held.rule {
        Rule::AppointedMember => Some(APPOINTED),
        _ => held.key.as_deref(),
    };
    if let Some(decision) = decision(record, None, held.ground) {
        take(row, decision);
    }
    if let Some(fact) = held.key.as_ref().and_then(|k| dossier.withheld.get(k)) {
        row.place = format!("{} ({})", row.place, fact.what);
        row.reason = fact.reason.clone().or(row.reason.take());
        row.review_on = fact.review_on.or(row.review_on);
        row.decided_on = fact.decided_on.or(row.decided_on);
        if let Some(by) = &fact.decided_by {
            row.decided_by.clone_from(by);
        }
    }
    if let Some(decision) = subject.and_then(|s| decision(record, Some(s), held.ground)) {
        take(row, decision);
    }
}

fn decision<'a>(record: &'a Record, subject: Option<&str>, ground: Ground) -> Option<&'a Decision> {
    record.decisions.iter().find(|d| {
        d.class == Disclosure::Closed
            && d.subject.as_deref() == subject
            && (d.ground == Some(ground) || (subject.is_some() && d.ground.is_none()))
    })
}

fn take(row: &mut Row, decision: &Decision) {
    row.reason = Some(decision.reason.clone());
    row.review_on = decision.review_on.or(row.review_on);
    row.decided_on = decision.decided_on.or(row.decided_on);
    if let Some(by) = &decision.decided_by {
        row.decided_by.clone_from(by);
    }
}
