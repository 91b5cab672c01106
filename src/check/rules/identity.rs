//! Ids of documents are unique in the workspace, and departments that records name exist.
//!
//! Why: addresses in the archive come from the id, and they never change.

use std::collections::BTreeMap;

use crate::check::Scope;
use crate::diagnostics::{Diag, Place};
use crate::model::read::nearest;
use crate::text;

pub fn run(scope: &Scope<'_>, diags: &mut Vec<Diag>) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let ids: Vec<&str> = scope.workspace.settings.departments.iter().map(|d| d.id.as_str()).collect();
    for (i, department) in scope.workspace.settings.departments.iter().enumerate() {
        if ids[..i].contains(&department.id.as_str()) {
            diags.push(
                Diag::error(
                    CODE,
                    Place::value("gian.yaml", format!("/부서/{i}/식별자")),
                    text!("부서 `{}`이(가) 두 번 있습니다", "the department `{}` stands twice"; department.id),
                )
                .help(text!("하나에 새 식별자를 주십시오", "give one of them a new id")),
            );
        }
        if let Some(successor) = department.successor.as_deref().filter(|s| !ids.contains(s)) {
            diags.push(
                Diag::error(
                    CODE,
                    Place::value("gian.yaml", format!("/부서/{i}/후신")),
                    text!("부서 `{}`이(가) 없습니다", "there is no department `{}`"; successor),
                )
                .help(text!("`부서`에 있는 식별자를 쓰십시오", "write an id that stands under `부서`")),
            );
        }
    }
    for document in scope.workspace.dossiers.iter().flat_map(|d| &d.documents) {
        let id = document.record.id.to_ascii_lowercase();
        // Some file systems do not tell upper from lower case.
        if let Some(first) = seen.get(&id) {
            diags.push(
                Diag::error(CODE, Place::value(&document.path, "/식별자"), text!("식별자 `{}`을(를) 다른 문서가 쓰고 있습니다", "the id `{}` belongs to another document"; document.record.id))
                    .related(Place::value(first, "/식별자"), text!("이 문서의 식별자입니다", "the id of this document"))
                    .help(text!("새 식별자를 주십시오", "give it a new id")),
            );
        }
        seen.entry(id).or_insert(&document.path);
        let department = &document.record.department;
        if !ids.contains(&department.as_str()) {
            let diag = Diag::error(
                CODE,
                Place::value(&document.path, "/부서"),
                text!("부서 `{}`이(가) gian.yaml에 없습니다", "the department `{}` is not in gian.yaml"; department),
            );
            diags.push(match nearest(department, ids.iter().copied()) {
                Some(near) => diag.help(text!("혹시 `{}`입니까?", "did you mean `{}`?"; near)),
                None => diag.help(text!("다음 가운데 하나를 쓰십시오: {}", "write one of: {}"; ids.join(", "))),
            });
        }
    }
}

const CODE: &str = "identity";
