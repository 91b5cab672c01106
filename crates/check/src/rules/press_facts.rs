//! # 보도자료는 배포한 뒤에 보도할 수 있고, 물어볼 사람이 있습니다
//!
//! 보도일시(엠바고)는 배포일시보다 앞설 수 없습니다. 기자가 물어볼 수 있도록 책임자와 담당자를 적고, 전화번호를 적습니다.
//!
//! 예: `배포일시: {날짜: 2026-03-06, 시각: "09:00"}`, `보도일시: {날짜: 2026-03-05, 시각: "12:00"}`
//! 대신: `보도일시: {날짜: 2026-03-06, 시각: "12:00"}`
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 제63조제3항(보도자료에 담당부서·담당자·연락처를 적음); 보도일시는 행정기관의 관행.
//!
//! # A press release is published after its release, and names who answers questions
//!
//! The time from which it may be published (embargo) is not before its release. A head and an officer with telephone numbers
//! answer the questions of journalists.
//!
//! Example: `배포일시: {날짜: 2026-03-06, 시각: "09:00"}`, `보도일시: {날짜: 2026-03-05, 시각: "12:00"}`
//! Instead: `보도일시: {날짜: 2026-03-06, 시각: "12:00"}`
//!
//! Source: 행정업무의 운영 및 혁신에 관한 규정 제63조제3항 (department, officer and telephone); embargoes are a practice of public offices.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_model::record_facts::{Moment, PressFacts};
use gian_model::{DocumentFile, Dossier, keys, routes};
use gian_vocabulary::facts::ContactRole;

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("press-facts", Layer::Practice, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let Some(press) = &document.record.press else { continue };
        let route = routes::press_fact();
        if press.publishable_at.as_ref().is_some_and(|at| is_before(at, &press.released_at)) {
            diags.push(
                RULE.problem(
                    Place::value(&document.path, route.key(keys::PUBLISHABLE_AT)),
                    text!("보도일시가 배포일시보다 앞섭니다", "the release may be published before it is released"),
                )
                .related(Place::value(&document.path, route.key(keys::RELEASED_AT)), text!("배포일시", "the release"))
                .help(text!("두 때를 바꾸거나 하나를 고치십시오", "swap the two times, or correct one")),
            );
        }
        contacts(document, press, diags);
    }
}

/// Whether a moment is before another; moments of one day are compared only if both have a time.
fn is_before(a: &Moment, b: &Moment) -> bool {
    a.day < b.day || (a.day == b.day && a.time.zip(b.time).is_some_and(|(a, b)| a < b))
}

fn contacts(document: &DocumentFile, press: &PressFacts, diags: &mut Vec<Diag>) {
    for role in [ContactRole::Head, ContactRole::Officer] {
        if press.contacts.iter().any(|c| c.role == role) {
            continue;
        }
        diags.push(
            RULE.warning(
                Place::key(&document.path, routes::press_fact()),
                text!("{}가 없습니다", "there is no {} to ask"; role.label()),
            )
            .help(text!(
                "`문의`에 `{{역할: {0}, 직위: …, 성명: …, 전화번호: …}}`를 적으십시오",
                "write `{{역할: {0}, 직위: …, 성명: …, 전화번호: …}}` under `문의`"; role.label()
            )),
        );
    }
    for (i, _) in press.contacts.iter().enumerate().filter(|(_, c)| c.phone.is_none()) {
        diags.push(
            RULE.warning(
                Place::value(&document.path, routes::press_contact(i).key(keys::PERSON)),
                text!("전화번호가 없습니다", "there is no telephone number"),
            )
            .help(text!("`전화번호: 02-0000-0000`을 적으십시오", "write `전화번호: 02-0000-0000`")),
        );
    }
}
