//! # 문서의 식별자는 하나뿐이고, 적은 부서는 gian.yaml에 있습니다
//!
//! 문서의 `식별자`는 작업공간 전체에서 한 번만 쓰며, 대문자와 소문자만 다른 것도 같은 것으로 봅니다. 자료관의
//! 주소가 식별자에서 나오고 한 번 정한 주소는 바뀌지 않기 때문입니다. `부서`는 gian.yaml의 `부서`에 있는 식별자여야
//! 하고, 그 식별자도 한 번만 쓰며, `후신`도 그 가운데 있어야 합니다.
//!
//! 예: `부서: planing`
//! 대신: `부서: planning`
//!
//! 근거: 자료관의 주소를 지키기 위한 gian의 확인.
//!
//! # An id belongs to one document, and departments that are named exist
//!
//! The `식별자` of a document is used once in the workspace; upper and lower case make no difference. The addresses
//! of the archive come from it, and they never change. `부서` is an id under `부서` in gian.yaml, where each stands
//! once, and so is every `후신`.
//!
//! Example: `부서: planing`
//! Instead: `부서: planning`
//!
//! Source: a check of gian that keeps the addresses of the archive.

use std::collections::BTreeMap;

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_digest::PrivateDigest;
use gian_model::{keys, plan_path, routes};
use gian_schema::nearest::nearest;

use crate::{Layer, Office, Rule, Run};

pub(super) const RULE: Rule = Rule::new("identity", Layer::Content, Severity::Error, &[Run::Office(run)]);

pub(super) fn run(office: &Office<'_>, diags: &mut Vec<Diag>) {
    dossiers(office.outside.private(), diags);
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let ids: Vec<&str> = office.settings.departments.iter().map(|d| d.id.as_str()).collect();
    for (i, department) in office.settings.departments.iter().enumerate() {
        if ids[..i].contains(&department.id.as_str()) {
            diags.push(
                RULE.problem(
                    Place::value("gian.yaml", routes::department(i).key(keys::ID)),
                    text!("두 번 적은 부서입니다: `{}`", "the department `{}` stands twice"; department.id),
                )
                .help(text!("하나에 새 식별자를 주십시오", "give one of them a new id")),
            );
        }
        if let Some(successor) = department.successor.as_deref().filter(|s| !ids.contains(s)) {
            diags.push(
                RULE.problem(
                    Place::value("gian.yaml", routes::department(i).key(keys::SUCCESSOR)),
                    text!("`부서`에 없는 후신입니다: `{}`", "there is no department `{}`"; successor),
                )
                .help(text!("`부서`에 있는 식별자를 쓰십시오", "write an id that stands under `부서`")),
            );
        }
    }
    for document in office.outside.documents() {
        let id = document.id.to_ascii_lowercase();
        // Some file systems do not distinguish case.
        if let Some(first) = seen.get(&id) {
            diags.push(
                RULE.problem(Place::value(&document.path, Route::of(keys::ID)), text!("다른 문서가 쓰는 식별자입니다: `{}`", "the id `{}` belongs to another document"; document.id))
                    .related(Place::value(first, Route::of(keys::ID)), text!("이 문서의 식별자입니다", "the id of this document"))
                    .help(text!("새 식별자를 주십시오", "give it a new id")),
            );
        }
        seen.entry(id).or_insert(&document.path);
        let department = &document.department;
        if !ids.contains(&department.as_str()) {
            let diag = RULE.problem(
                Place::value(&document.path, Route::of(keys::DEPARTMENT)),
                text!("gian.yaml에 없는 부서입니다: `{}`", "the department `{}` is not in gian.yaml"; department),
            );
            diags.push(match nearest(department, ids.iter().copied()) {
                Some(near) => diag.help(text!("혹시 `{}`입니까?", "did you mean `{}`?"; near)),
                None => diag.help(text!("다음 가운데 하나를 쓰십시오: {}", "write one of: {}"; ids.join(", "))),
            });
        }
    }
}

/// The id of a dossier, which is its address, must differ from the ids of all other dossiers and their documents.
fn dossiers(all: &[PrivateDigest], diags: &mut Vec<Diag>) {
    if all.iter().all(|d| d.id.is_none()) {
        return;
    }
    let mut taken: BTreeMap<String, Vec<(usize, Place)>> = BTreeMap::new();
    for (i, dossier) in all.iter().enumerate() {
        for document in &dossier.documents {
            let place = Place::value(&document.path, Route::of(keys::ID));
            taken.entry(document.id.to_ascii_lowercase()).or_default().push((i, place));
        }
    }
    for (i, dossier) in all.iter().enumerate() {
        let Some(id) = dossier.id.as_deref() else { continue };
        let place = Place::value(&plan_path(&dossier.folder), Route::of(keys::ID));
        let same = taken.entry(id.to_ascii_lowercase()).or_default();
        if let Some((_, first)) = same.iter().find(|(of, _)| *of != i) {
            diags.push(
                RULE.problem(place.clone(), text!("다른 건이나 그 문서가 쓰는 식별자입니다: `{}`", "the id `{}` belongs to another dossier, or a document of one"; id))
                    .related(first.clone(), text!("먼저 나온 식별자", "the first of the two"))
                    .help(text!("새 식별자를 주십시오", "give it a new id")),
            );
        }
        same.push((i, place));
    }
}
