//! Head and foot of a letter, from the record (시행규칙 제4조, 별지 제1호서식).

use gian_document::{Inline, LetterFoot, LetterHead};
use gian_korean::date;
use gian_view::View;
use gian_vocabulary::record::Seal;

use super::approval::approval;
use crate::masks::with_masks;

/// Head of a letter.
pub(super) fn head(view: &View) -> LetterHead {
    let record = &view.record;
    let text = |t: &str| vec![Inline::Text(t.to_owned())];
    let receiver = match record.receivers.as_slice() {
        [] => text("내부결재"),
        [one] => with_masks(one),
        _ => text("수신자 참조"),
    };
    LetterHead {
        agency: view.institution.name.clone(),
        slogan: view.institution.slogan.clone(),
        receiver,
        via: record.via.clone(),
        title: with_masks(&record.title),
    }
}

/// Foot of a letter.
pub(super) fn foot(view: &View) -> LetterFoot {
    let record = &view.record;
    let many = record.receivers.len() > 1;
    let sent = record.sent_on.map_or(String::new(), |d| date::full(d.0));
    LetterFoot {
        senders: record.senders.clone(),
        seal_note: record.seal.and_then(seal_note),
        receivers: if many { record.receivers.iter().map(|r| with_masks(r)).collect() } else { Vec::new() },
        approval: approval(view),
        issue: (record.doc_no.clone().unwrap_or_default(), sent),
        contact: contact(view),
    }
}

/// What is printed in place of a seal.
pub(super) fn seal_note(seal: Seal) -> Option<&'static str> {
    match seal {
        Seal::Omitted => Some("관인생략"),
        Seal::Unsigned => Some("서명생략"),
        Seal::Stamped => None,
    }
}

/// Postcode, address and homepage; telephone, fax, mail and class.
fn contact(view: &View) -> Vec<String> {
    let (institution, department, record) = (&view.institution, &view.department, &view.record);
    let postcode = institution.postcode.as_ref().map(|p| format!("우 {p}"));
    let place: Vec<String> = postcode.into_iter().chain(institution.address.clone()).collect();
    let homepage = institution.homepage.clone();
    let first: Vec<String> = std::iter::once(place.join(" ")).chain(homepage).filter(|part| !part.is_empty()).collect();
    let phone = record.phone.clone().or_else(|| department.phone.clone()).map(|p| format!("전화 {p}"));
    let fax = department.fax.as_ref().map(|f| format!("전송 {f}"));
    let second: Vec<String> =
        phone.into_iter().chain(fax).chain(department.email.clone()).chain([record.disclosure_label.clone()]).collect();
    [first.join(" / "), second.join(" / ")].into_iter().filter(|line| !line.is_empty()).collect()
}
