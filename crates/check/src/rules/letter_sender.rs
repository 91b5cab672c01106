//! # 내부결재 문서에는 발신명의를 적지 않고, 시행문에는 발신명의와 관인을 밝힙니다
//!
//! 받는 곳이 없는 문서는 내부결재이므로 발신명의도 관인도 없습니다. 시행문에는 발신명의(적지 않으면 기관의 장)가 있어야 하고, 관인을
//! 찍었는지 생략하였는지 밝히며, 끝에는 우편번호, 주소, 전화번호가 있어야 합니다.
//!
//! 예: `수신` 없이 `발신명의: [한빛시장]`
//! 대신: `발신명의`를 지우거나 `수신`을 적음
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 제13조, 제14조; 같은 규정 시행규칙 제4조제6항, 제11조.
//!
//! # A document of the office itself has no sender; a letter names its sender and says of the seal
//!
//! A document without a receiver is approved inside the office: it has neither sender nor seal. A letter has a sender (the
//! head of the institution where none is written), says whether it is sealed or the seal is left out, and ends with
//! postcode, address and telephone.
//!
//! Example: `발신명의: [한빛시장]` without `수신`
//! Instead: no `발신명의`, or a `수신`
//!
//! Source: 행정업무의 운영 및 혁신에 관한 규정 제13조, 제14조; its 시행규칙 제4조제6항, 제11조.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_kinds::Form;
use gian_model::record::State;
use gian_model::{DocumentFile, Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("letter-sender", Layer::Statute, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let record = &document.record;
        // Records of documents made elsewhere contain only what is known.
        if record.is_received() {
            continue;
        }
        let kind = scope.office.kinds.find(&record.kind);
        let form = kind.map(|k| k.file.form);
        let letter = form == Some(Form::Letter);
        match record.receivers.is_empty() {
            // A notice is addressed to everybody: it has a sender and no receiver.
            true if record.notice.is_some() || form == Some(Form::Notice) => {}
            true => inside(scope, document, letter, diags),
            false if letter && record.state == State::Sent => sent(scope, document, diags),
            false => {}
        }
        for (i, _) in record.receivers.iter().enumerate().filter(|(_, r)| r.0.trim() == "내부결재") {
            diags.push(
                RULE.problem(
                    Place::value(&document.path, routes::receiver(i)),
                    text!("내부결재는 받는 곳이 아닙니다", "내부결재 is no receiver"),
                )
                .help(text!(
                    "`수신`을 지우십시오: 받는 곳이 없으면 내부결재로 적힙니다",
                    "remove `수신`: without it the document says 내부결재"
                )),
            );
        }
    }
}

fn inside(scope: &Scope<'_>, document: &DocumentFile, letter: bool, diags: &mut Vec<Diag>) {
    let record = &document.record;
    if letter && record.state == State::Sent {
        // One thing is missing, so that one problem is told.
        let place = Place::value(&document.path, Route::of(keys::STATE));
        let message = text!("시행문에 받는 곳이 없습니다", "the letter has no receiver");
        let names_sender = !record.senders.is_empty() || record.seal.is_some();
        let diag = if names_sender { RULE.problem(place, message) } else { RULE.warning(place, message) };
        diags.push(diag.help(text!(
            "`수신`을 적거나, 내부결재이면 `상태: 결재`로 고치고 발신명의와 관인을 지우십시오",
            "write `수신`; for the office itself write `상태: 결재`, and remove sender and seal"
        )));
        return;
    }
    // A free page or a certificate has a sender or a seal without a receiver.
    let kind = scope.office.kinds.find(&record.kind).filter(|_| !letter);
    let is_shown = |key| kind.is_some_and(|kind| scope.office.fronts.of(kind).shows(key));
    for (key, there) in [(keys::SENDERS, !record.senders.is_empty()), (keys::SEAL, record.seal.is_some())] {
        if there && !is_shown(key) {
            diags.push(
                RULE.problem(
                    Place::value(&document.path, Route::of(key)),
                    text!("내부결재 문서에 `{}` 항목이 있습니다", "a document without a receiver has `{}`"; key),
                )
                .help(text!("`{}` 항목을 지우거나 `수신`을 적으십시오", "remove `{}`, or write `수신`"; key)),
            );
        }
    }
}

fn sent(scope: &Scope<'_>, document: &DocumentFile, diags: &mut Vec<Diag>) {
    let record = &document.record;
    let settings = &scope.office.settings;
    let Some((institution, department)) = settings.department(&record.department).map(|d| settings.institution_of(d))
    else {
        // `identity` reports a department that gian.yaml does not have.
        return;
    };
    if record.senders.is_empty() && institution.head.is_none() {
        diags.push(
            RULE.problem(
                Place::value(&document.path, Route::of(keys::RECEIVERS)),
                text!("시행문에 발신명의가 없습니다", "the letter has no sender"),
            )
            .help(text!(
                "`발신명의`를 적거나 gian.yaml의 `기관장`을 적으십시오 (소속기관이면 부서의 `기관`에)",
                "write `발신명의`, or `기관장` in gian.yaml (of an agency under 기관 of the department)"
            )),
        );
    }
    if record.seal.is_none() {
        diags.push(
            RULE.warning(
                Place::value(&document.path, Route::of(keys::RECEIVERS)),
                text!("시행문에 관인을 찍었는지 적혀 있지 않습니다", "the letter does not say whether it is sealed"),
            )
            .help(text!(
                "`관인: 날인`, `관인: 관인생략`, `관인: 서명생략` 가운데 하나를 적으십시오",
                "write one of `관인: 날인`, `관인: 관인생략`, `관인: 서명생략`"
            )),
        );
    }
    let foot = [
        (keys::POSTCODE, institution.postcode.is_some() || department.postcode.is_some()),
        (keys::ADDRESS, institution.address.is_some() || department.address.is_some()),
        (keys::PHONE, record.author.as_ref().is_some_and(|a| a.phone.is_some()) || department.phone.is_some()),
    ];
    let missing: Vec<&str> = foot.iter().filter(|(_, there)| !there).map(|(key, _)| *key).collect();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        diags.push(
            RULE.warning(
                Place::value(&document.path, Route::of(keys::RECEIVERS)),
                text!("시행문의 끝에 적을 것이 없습니다: {}", "the foot of the letter lacks {}"; missing),
            )
            .help(text!("gian.yaml의 `기관`과 `부서`에 적으십시오", "write it under `기관` and `부서` in gian.yaml")),
        );
    }
}
