//! # 딸린 문서는 그 문서의 번호와 결재일을 씁니다
//!
//! 붙임을 따로 만든 파일이나 한 번에 시행한 여러 문서는 번호가 하나입니다. 그런 문서에는 `본문서`에 본문이 되는 문서의 식별자를 적으며, 그러면
//! 같은 번호를 쓸 수 있습니다(`document-number`). 가리킨 문서가 있어야 하고, 번호와 결재일이 같아야 하며, 그 문서가 다시 다른 문서에 딸릴 수는
//! 없습니다.
//!
//! 예: 재무과-12에 딸린 문서의 `문서번호: 재무과-13`
//! 대신: `문서번호: 재무과-12`
//!
//! 근거: 공공기록물 관리에 관한 법률 시행령 제20조(등록의 단위: 본문과 붙임을 하나로 등록).
//!
//! # A paper that belongs to a document has its number and its day
//!
//! An enclosure in a file of its own, and several papers sent as one, have one number. Such a paper names the main document by its id
//! (`본문서`), and may then have the same number (`document-number`). The main document exists, has the same number and day of approval,
//! and belongs to no other.
//!
//! Example: `문서번호: 재무과-13` in a paper that belongs to 재무과-12
//! Instead: `문서번호: 재무과-12`
//!
//! Source: 공공기록물 관리에 관한 법률 시행령 제20조 (a document is registered with its enclosures).

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_digest::DocumentFacts;
use gian_model::keys;
use gian_schema::nearest::nearest;

use crate::{Layer, Office, Rule, Run};

pub(super) const RULE: Rule = Rule::new("shared-number", Layer::Content, Severity::Error, &[Run::Office(run)]);

pub(super) fn run(office: &Office<'_>, diags: &mut Vec<Diag>) {
    for document in office.outside.documents() {
        let Some(id) = &document.belongs_to else { continue };
        let place = || Place::value(&document.path, Route::of(keys::BELONGS_TO));
        let Some(main) = office.outside.document(id) else {
            let diag = RULE.problem(place(), text!("없는 문서입니다: `{}`", "there is no document `{}`"; id));
            let ids = office.outside.documents().map(|other| other.id.as_str()).filter(|other| *other != document.id);
            diags.push(match nearest(id, ids) {
                Some(near) => diag.help(text!("혹시 `{}`입니까?", "did you mean `{}`?"; near)),
                None => diag
                    .help(text!("본문이 되는 문서의 `식별자`를 적으십시오", "write the `식별자` of the main document")),
            });
            continue;
        };
        if main.id == document.id {
            diags.push(
                RULE.problem(place(), text!("자기 자신에 딸릴 수 없습니다", "a document cannot belong to itself"))
                    .help(text!("본문이 되는 문서의 `식별자`를 적으십시오", "write the `식별자` of the main document")),
            );
            continue;
        }
        if let Some(other) = &main.belongs_to {
            diags.push(
                RULE.problem(
                    place(),
                    text!("이 문서도 다른 문서에 딸려 있습니다: `{}`", "this document belongs to another one: `{}`"; other),
                )
                .related(
                    Place::value(&main.path, Route::of(keys::BELONGS_TO)),
                    text!("여기에 적혀 있습니다", "it says so here"),
                )
                .help(text!("본문이 되는 문서를 바로 가리키십시오", "name the main document directly")),
            );
            continue;
        }
        differs(document, main, diags);
    }
}

/// Reports a number or a day that is not that of the main document.
fn differs(document: &DocumentFacts, main: &DocumentFacts, diags: &mut Vec<Diag>) {
    let keys =
        [(keys::DOC_NO, document.doc_no != main.doc_no), (keys::APPROVED_ON, document.approved_on != main.approved_on)];
    for (key, _) in keys.into_iter().filter(|(_, differs)| *differs) {
        diags.push(
            RULE.problem(
                Place::value(&document.path, Route::of(key)),
                text!("본문이 되는 문서와 {}이(가) 다릅니다", "the main document has another {}"; key),
            )
            .related(Place::value(&main.path, Route::of(key)), text!("본문이 되는 문서", "the main document"))
            .help(text!(
                "같게 적고, 따로 등록한 문서이면 `본문서`를 지우십시오",
                "write the same; if it is registered by itself, remove `본문서`"
            )),
        );
    }
}
