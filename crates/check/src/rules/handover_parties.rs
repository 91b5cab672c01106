//! # 인계자, 인수자, 입회자는 서로 다른 세 사람입니다
//!
//! 넘기는 사람과 받는 사람이 함께 확인하고 다른 사람이 입회합니다. 같은 사람(성명과 소속과 직위가 같은 사람)이 두 번 서명하면 아무도
//! 확인하지 않은 것입니다. 성명이 같아도 소속이나 직위를 달리 적었으면 다른 사람으로 봅니다.
//!
//! 예: `인수자: {성명: 도아름, 직위: 기획팀장}`, `입회자: {성명: 도아름, 직위: 기획팀장}`
//! 대신: `입회자: {성명: 서가람, 직위: 정책기획과장}`
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 제61조(업무의 인계·인수); 같은 규정 시행규칙 제45조와 별지 제12호서식의 세 서명란.
//!
//! # Those who hand over, take over and witness are three persons
//!
//! Who hands over and who takes over confirm together, and somebody else is present. A person who signs twice (same name,
//! affiliation and position) confirms nothing. Persons of one name with other affiliations or positions are different.
//!
//! Example: `인수자: {성명: 도아름, 직위: 기획팀장}`, `입회자: {성명: 도아름, 직위: 기획팀장}`
//! Instead: `입회자: {성명: 서가람, 직위: 정책기획과장}`
//!
//! Source: 행정업무의 운영 및 혁신에 관한 규정 제61조; its 시행규칙 제45조 and the three signatures of 별지 제12호서식.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_model::record::person::NamedPerson;
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("handover-parties", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let Some(handover) = &document.record.handover else { continue };
        let parties = [
            (keys::HANDING, routes::handing(), &handover.from),
            (keys::RECEIVING, routes::receiving(), &handover.to),
            (keys::WITNESS, routes::handover_witness(), &handover.witness),
        ];
        for (i, (role, route, person)) in parties.iter().enumerate() {
            let same = parties[..i].iter().find(|(.., other)| is_same(dossier, other, person));
            let Some((other, first, _)) = same else { continue };
            diags.push(
                RULE.problem(
                    Place::value(&document.path, route.key(keys::PERSON)),
                    text!("`{}`와 `{}`가 같은 사람입니다", "`{}` and `{}` are the same person"; other, role),
                )
                .related(Place::value(&document.path, first.key(keys::PERSON)), text!("같은 사람", "the same person"))
                .help(text!(
                    "다른 사람을 적고, 성명만 같은 다른 사람이면 소속이나 직위를 적으십시오",
                    "name somebody else; if only the names are equal, add the affiliation or the position"
                )),
            );
        }
    }
}

fn is_same(dossier: &Dossier, one: &NamedPerson, other: &NamedPerson) -> bool {
    let words = |person: &NamedPerson| {
        [Some(&person.name), person.affiliation.as_ref(), person.title.as_ref()]
            .map(|line| line.map(|line| line.plain(&dossier.private).split_whitespace().collect::<String>()))
    };
    let (one, other) = (words(one), words(other));
    // A key that is not written says nothing, so that it does not tell persons apart. Names without a value cannot be compared.
    let named = one[0].as_ref().is_some_and(|name| !name.is_empty());
    named && one.iter().zip(&other).all(|pair| !matches!(pair, (Some(a), Some(b)) if a != b))
}
