//! Nothing is withheld without need.
//!
//! Why: what can be separated is shown (정보공개법 제14조), officials acting in office are named
//! (제9조제1항제6호라목), and a key that nothing uses withholds nothing.
//! Example: a whole attachment that is closed, without a reason. Instead: `공개본:` with what can be
//! shown, or `사유:` why it cannot be separated.

use std::collections::BTreeSet;

use crate::check::Scope;
use crate::diagnostics::{Diag, Place};
use crate::model::Dossier;
use crate::model::marks::{self, Target};
use crate::model::read::kind_of;
use crate::model::review::Status;
use crate::model::schema::FileKind;
use crate::model::values::Disclosure;
use crate::text;

pub fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    attachments(dossier, diags);
    officials(scope, dossier, diags);
    unused_keys(scope, dossier, diags);
}

fn attachments(dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in dossier.documents.iter().filter(|d| d.record.disclosure != Disclosure::Closed) {
        for (i, attachment) in document.record.attachments.iter().enumerate() {
            let whole = attachment.disclosure != Disclosure::Open && attachment.public_file.is_none();
            if whole && attachment.reason.is_none() {
                diags.push(
                    Diag::warning(
                        CODE,
                        Place::value(&document.path, format!("/붙임/{i}/공개구분")),
                        text!(
                            "붙임 전체를 공개하지 않으면서, 나누어 공개할 수 없는 까닭을 적지 않았습니다",
                            "the whole attachment is withheld, and nothing says why no part of it can be shown"
                        ),
                    )
                    .help(text!(
                        "공개할 수 있는 부분을 `공개본: 파일`로 두거나 `사유:`를 적으십시오 (정보공개법 제14조)",
                        "put what can be shown as `공개본:`, or write `사유:` (정보공개법 제14조)"
                    )),
                );
            }
        }
    }
}

fn officials(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let advice = || {
        text!(
            "가림을 없애십시오. 직무를 수행한 공무원의 성명과 직위는 공개합니다 (정보공개법 제9조제1항제6호라목)",
            "show it: names and posts of officials acting in office are open (정보공개법 제9조제1항제6호라목)"
        )
    };
    let message = || text!("공무원의 성명을 가렸습니다", "the name of an official is withheld");
    for (r, round) in dossier.review.iter().flat_map(|r| r.rounds.iter().enumerate()) {
        for (a, group) in round.attendance.iter().enumerate() {
            for (m, person) in group.members.iter().enumerate() {
                if person.status == Some(Status::Official) && person.withheld.is_some() {
                    let route = format!("/회차/{r}/참석/{a}/명단/{m}/비공개");
                    diags.push(
                        Diag::warning(CODE, Place::value(&dossier.review_path(), route), message()).help(advice()),
                    );
                }
            }
        }
    }
    let names: BTreeSet<&str> = dossier
        .documents
        .iter()
        .flat_map(|d| d.record.approval.iter().chain(&d.record.cooperation).map(|s| s.name.as_str()))
        .collect();
    for found in scope.sorted.withheld_in(&dossier.folder) {
        let inline = found.nature == crate::check::secrets::Nature::Words;
        if inline && names.contains(&found.value.as_str()) {
            diags.push(Diag::warning(CODE, found.place.clone(), message()).help(advice()));
        }
    }
}

fn unused_keys(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    if dossier.withheld.is_empty() {
        return;
    }
    let files = scope.sources.below(&dossier.folder).filter(|(path, _)| kind_of(path) != Some(FileKind::Private));
    let used: Vec<String> = files
        .flat_map(|(_, file)| marks::find(&file.text).0)
        .filter_map(|mark| match mark.target {
            Target::Key(key) => Some(key),
            Target::Ground(_) => None,
        })
        .collect();
    for key in dossier.withheld.keys().filter(|k| !used.contains(k)) {
        diags.push(
            Diag::warning(
                CODE,
                Place::key(&dossier.withheld_path(), format!("/{key}")),
                text!("키 `{}`을(를) 쓰는 곳이 없습니다", "nothing uses the key `{}`"; key),
            )
            .help(text!("`[](비공개:{0})`로 쓰거나 지우십시오", "use it as `[](비공개:{0})`, or remove it"; key)),
        );
    }
}

const CODE: &str = "over-withholding";
