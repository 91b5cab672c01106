//! # 필요한 것보다 많이 가리지 않습니다
//!
//! 나눌 수 있는 부분은 공개하고, 직무를 수행한 공무원의 성명과 직위는 공개합니다. 그래서 사유도 공개본도 없이
//! 전체를 공개하지 않는 붙임, 공무원의 이름을 가린 곳, 아무것도 가리지 않는 비공개 근거와 쓰지 않는
//! `withheld.yaml`의 키를 경고합니다. 비공개 문서의 붙임은 문서와 함께 비공개이므로 사유를 묻지 않습니다. 붙임 파일이나 사진이 있는 문서의
//! 근거는 글 밖(가려서 만든 붙임, 사진)에 있을 수 있으므로 참고로만 알립니다.
//!
//! 예: `{제목: 참석부, 수량: 1, 공개구분: 비공개, 비공개근거: [6]}`
//! 대신: `사유: 계좌가 적힌 서식이라 나눌 수 없음`을 더하거나 `공개본: 참석부(공개용).pdf`를 둠
//!
//! 근거: 정보공개법 제14조(부분 공개); 제9조제1항제6호라목(공무원의 성명과 직위).
//!
//! # Nothing is withheld without need
//!
//! What can be separated is shown, and officials acting in office are named. So this warns of an attachment that is
//! withheld as a whole with neither a reason nor a public version, of a withheld name of an official, of a ground
//! on which nothing is withheld, and of a key of `withheld.yaml` that nothing uses. Attachments of a closed
//! document are closed with it, and need no reason. Where a document has files or pictures, its ground may lie outside the
//! text, in a file or picture that was masked before, so that an unused ground is only a remark.
//!
//! Example: `{제목: 참석부, 수량: 1, 공개구분: 비공개, 비공개근거: [6]}`
//! Instead: add `사유: 계좌가 적힌 서식이라 나눌 수 없음`, or `공개본: 참석부(공개용).pdf`
//!
//! Source: 정보공개법 제14조 (partial disclosure); 제9조제1항제6호라목 (names and posts of officials).

use std::collections::BTreeSet;

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_document::Document;
use gian_model::marks::Target;
use gian_model::read::kind_of;
use gian_model::review::Status;
use gian_model::schema::FileKind;
use gian_model::{DocumentFile, Dossier, keys, marks};
use gian_view::{Edition, View};
use gian_vocabulary::values::{Disclosure, Ground};

use crate::composed::grounds;
use crate::{Layer, Rule, Run, Scope, composed};

pub(super) const RULE: Rule =
    Rule::new("over-withholding", Layer::Statute, Severity::Warning, &[Run::Dossier(run), Run::Composed(shown)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    attachments(dossier, diags);
    officials(scope, dossier, diags);
    unused_keys(scope, dossier, diags);
}

/// A ground that withholds nothing closes the document more than necessary (정보공개법 제14조).
pub(super) fn shown(
    file: &DocumentFile,
    view: &View,
    document: &Document,
    _: &composed::Scope<'_>,
    diags: &mut Vec<Diag>,
) {
    // In documents made elsewhere, the withheld parts are inside their files.
    if view.edition != Edition::Public || file.record.is_received() {
        return;
    }
    let used = grounds(view, document);
    let by_attachment =
        |g: Ground| file.record.files().any(|f| f.disclosure != Disclosure::Open && f.grounds.contains(&g));
    // A file or picture may have been masked before it was put here.
    let outside = !file.record.pictures.is_empty() || file.record.files().any(|f| f.file.is_some());
    for ground in view.record.grounds.iter().map(|g| g.number) {
        if used.contains(&ground) || by_attachment(ground) {
            continue;
        }
        let place = Place::value(&file.path, Route::of(keys::GROUNDS));
        if outside {
            diags.push(
                RULE.info(place, text!("글에는 비공개 근거 {}호로 가린 것이 없습니다", "nothing in the text is withheld on ground {}"; ground.0))
                    .help(text!(
                        "붙임이나 사진에도 가린 것이 없으면 `비공개근거`에서 {}호를 지우십시오",
                        "remove {} from 비공개근거 if no file or picture is masked either";
                        ground.0
                    )),
            );
            continue;
        }
        let message = text!("비공개 근거 {}호로 가린 것이 없습니다", "nothing is withheld on ground {}"; ground.0);
        diags.push(RULE.problem(place, message).help(text!(
            "`비공개근거`에서 {}호를 지우거나, 가릴 곳에 표시하십시오",
            "remove {} from 비공개근거, or mark what is to be withheld";
            ground.0
        )));
    }
}

fn attachments(dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in dossier.documents.iter().filter(|d| d.record.disclosure != Disclosure::Closed) {
        for attachment in document.record.files() {
            let whole = attachment.disclosure != Disclosure::Open && attachment.public_file.is_none();
            if whole && attachment.reason.is_none() {
                diags.push(
                    RULE.problem(
                        Place::value(&document.path, attachment.route.key(keys::DISCLOSURE)),
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
    for (path, route, person) in dossier.members() {
        if person.status == Some(Status::Official) && person.withheld.is_some() {
            diags.push(RULE.problem(Place::value(&path, route.key(keys::WITHHELD)), message()).help(advice()));
        }
    }
    let names: BTreeSet<&str> = dossier
        .documents
        .iter()
        .flat_map(|d| d.record.approval.iter().chain(&d.record.cooperation).map(|s| s.name.as_str()))
        .collect();
    for found in scope.office.outside.withheld_by(&dossier.folder) {
        let inline = found.nature == crate::secrets::Nature::Words;
        if inline && names.contains(&found.value.as_str()) {
            diags.push(RULE.problem(found.place.clone(), message()).help(advice()));
        }
    }
}

fn unused_keys(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    if dossier.withheld.is_empty() {
        return;
    }
    let files =
        scope.office.sources.below(&dossier.folder).filter(|(path, _)| kind_of(path) != Some(FileKind::Private));
    let used: Vec<String> = files
        .flat_map(|(_, file)| marks::complete(&file.text))
        .filter_map(|mark| match mark.target {
            Target::Key(key) => Some(key),
            Target::Ground(_) => None,
        })
        .collect();
    for key in dossier.withheld.keys().filter(|k| !used.contains(k)) {
        diags.push(
            RULE.problem(
                Place::key(&dossier.withheld_path(), Route::of(key)),
                text!("쓰는 곳이 없는 키입니다: `{}`", "nothing uses the key `{}`"; key),
            )
            .help(text!("`[](비공개:{0})`로 쓰거나 지우십시오", "use it as `[](비공개:{0})`, or remove it"; key)),
        );
    }
}
