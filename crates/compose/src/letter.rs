//! Head and foot of a letter, from the record (시행규칙 제4조, 별지 제1호서식).

use gian_document::{Approval, Inline, Letter, Signature};
use gian_korean::date;
use gian_view::{SignerView, View};
use gian_vocabulary::record::{Initiative, Mark, Seal};

use super::markdown::with_masks;

/// Head and foot of the letter that a view is.
pub fn letter(view: &View) -> Letter {
    let record = &view.record;
    let text = |t: &str| vec![Inline::Text(t.to_owned())];
    let receiver = match record.receivers.as_slice() {
        [] => text("내부결재"),
        [one] => with_masks(one),
        _ => text("수신자 참조"),
    };
    let many = record.receivers.len() > 1;
    let joint = record
        .joint
        .iter()
        .map(|j| Approval { agency: Some(j.agency.clone()), signatures: j.approval.iter().map(signature).collect() });
    let own = Approval {
        agency: (!record.joint.is_empty()).then(|| view.institution.name.clone()),
        signatures: record.approval.iter().map(signature).collect(),
    };
    let sent = record.sent_on.map_or(String::new(), |d| date::full(d.0));
    Letter {
        agency: view.institution.name.clone(),
        slogan: view.institution.slogan.clone(),
        receiver,
        via: record.via.clone(),
        title: with_masks(&record.title),
        senders: record.senders.clone(),
        seal_note: match record.seal {
            Some(Seal::Omitted) => Some("관인생략"),
            Some(Seal::Unsigned) => Some("서명생략"),
            Some(Seal::Stamped) | None => None,
        },
        receivers: if many { record.receivers.iter().map(|r| with_masks(r)).collect() } else { Vec::new() },
        approvals: std::iter::once(own).chain(joint).collect(),
        cooperation: record.cooperation.iter().map(signature).collect(),
        issue: (record.doc_no.clone().unwrap_or_default(), sent),
        contact: contact(view),
    }
}

/// The cell of a signer: what a title needs stands with it, 전결, 대결 and the day above the name, and the
/// reason of an absence in the place of the name (시행규칙 제6조, 제7조, 제10조).
pub fn signature(signer: &SignerView) -> Signature {
    let sign = match signer.initiative {
        Some(Initiative::Proposer) => "★",
        Some(Initiative::Reporter) => "⊙",
        None => "",
    };
    let opinion = if signer.opinion { "(의견 있음)" } else { "" };
    let (mut acting, mut notes, mut deputy) = (String::new(), Vec::new(), "");
    for mark in &signer.marks {
        match mark {
            Mark::Delegated | Mark::Deputy => notes.push(mark.label().to_owned()),
            Mark::Acting | Mark::ActingTitle => acting = format!(" {}", mark.label()),
            Mark::DeputyHanja => deputy = "代",
        }
    }
    notes.extend(signer.signed_on.map(|d| date::signature(d.0)));
    let name = match (signer.name.is_empty(), &signer.absent) {
        (true, Some(reason)) => reason.clone(),
        (true, None) => String::new(),
        (false, _) => format!("{deputy}{}", signer.name),
    };
    Signature { title: format!("{sign}{}{acting}{opinion}", signer.title), notes, name }
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
