//! Head and foot of a letter, from the record (시행규칙 제4조, 별지 제1호서식).

use gian_document::{Inline, LetterFoot, LetterHead};
use gian_korean::date;
use gian_view::View;
use gian_vocabulary::record::{Honorific, Seal};

use super::approval::approval;
use super::around::title;
use crate::masks::with_masks;

/// Head of a letter.
pub(super) fn head(view: &View) -> LetterHead {
    let record = &view.record;
    let text = |t: &str| vec![Inline::Text(t.to_owned())];
    let receiver = match record.receivers.as_slice() {
        [] => text("내부결재"),
        [one] => with_masks(&addressed(one, record.honorific, record.receiver_addresses.first())),
        _ => text("수신자 참조"),
    };
    LetterHead {
        agency: view.institution.name.clone(),
        slogan: view.institution.slogan_on(record.date).map(str::to_owned),
        receiver,
        via: record.via.clone(),
        title: title(view),
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
        receivers: if many {
            let of = |(i, name): (usize, &String)| {
                with_masks(&addressed(name, record.honorific, record.receiver_addresses.get(i)))
            };
            record.receivers.iter().enumerate().map(of).collect()
        } else {
            Vec::new()
        },
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
        Seal::HeadSealOmitted => Some("직인생략"),
        Seal::HeadSealSign => Some("(직인)"),
        Seal::SealSign => Some("(인)"),
        Seal::Stamped | Seal::SealBox => None,
    }
}

/// The name of a receiver with 귀하 or 귀중, unless the writer wrote it, and the postal address in brackets:
/// `홍길동 귀하 (우04524 서울특별시 중구 세종대로 110)` (행정업무운영 편람).
pub(super) fn addressed(name: &str, honorific: Option<Honorific>, address: Option<&String>) -> String {
    let name = match honorific {
        Some(word) if !Honorific::LABELS.iter().any(|(_, ko)| name.ends_with(ko)) => format!("{name} {}", word.label()),
        Some(_) | None => name.to_owned(),
    };
    match address.filter(|a| !a.is_empty()) {
        Some(address) => format!("{name} ({address})"),
        None => name,
    }
}

/// Postcode, address and homepage; telephone, fax, mail and class. What the department has of its own stands in place
/// of that of the institution, and what the writer has in place of both.
fn contact(view: &View) -> Vec<Vec<Inline>> {
    let (institution, department, record) = (&view.institution, &view.department, &view.record);
    // A department elsewhere has another postcode too.
    let (postcode, address) = match &department.address {
        Some(_) => (&department.postcode, &department.address),
        None => (&institution.postcode, &institution.address),
    };
    let postcode = postcode.as_ref().map(|p| format!("우 {p}"));
    let place: Vec<String> = postcode.into_iter().chain(address.clone()).collect();
    let homepage = institution.homepage.clone();
    let first: Vec<String> = std::iter::once(place.join(" ")).chain(homepage).filter(|part| !part.is_empty()).collect();
    let phone = record.phone.clone().or_else(|| department.phone.clone()).map(|p| format!("전화 {p}"));
    let fax = record.fax.clone().or_else(|| department.fax.clone()).map(|f| format!("전송 {f}"));
    let email = record.email.clone().or_else(|| department.email.clone());
    let second: Vec<String> =
        phone.into_iter().chain(fax).chain(email).chain([record.disclosure_label.clone()]).collect();
    let lines = [first.join(" / "), second.join(" / ")];
    lines.iter().filter(|line| !line.is_empty()).map(|line| with_masks(line)).collect()
}
