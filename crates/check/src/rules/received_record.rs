//! # 원본이 있는 기록에는 본문을 쓰지 않습니다
//!
//! `원본`을 적은 기록과 목록에서 가져온 기록(`출처: 목록`)은 다른 곳에서 결재한 문서입니다. 그 내용은 파일이나 원래의 자료관에 있으므로
//! gian은 본문도 PDF도 만들지 않습니다. 그래서 본문, 그림, 머리글, 사전검토, 대상건은 둘 곳이 없습니다.
//!
//! 예: `원본: [{파일: 결재문서본문.hwpx}]`를 적고 둘째 `---` 아래에 본문을 씀
//! 대신: 본문을 지우고 요지를 `문서요지:`에 적거나, `원본`을 지우고 gian이 만드는 문서로 씀
//!
//! 근거: 결재한 문서와 다른 본문을 같은 문서로 보이지 않게 하는 gian의 점검.
//!
//! # A record with an original has no body
//!
//! A record with `원본`, or from the list of another archive (`출처: 목록`), is of a document that was approved elsewhere. What it says stands in
//! its files or in that archive, and gian makes neither body nor PDF of it. So a body, pictures, 머리글, 사전검토 and 대상건 have no place
//! in it.
//!
//! Example: `원본: [{파일: 결재문서본문.hwpx}]`, and a body below the second `---`
//! Instead: no body, and what it is about as `문서요지:`; or no `원본`, and a document that gian makes
//!
//! Source: a check of gian, so that no other body is shown as that of the approved document.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_model::{Dossier, keys};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("received-record", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in dossier.documents.iter().filter(|d| d.record.is_received()) {
        let record = &document.record;
        let key = if record.originals.is_empty() { keys::SOURCE } else { keys::ORIGINALS };
        let why = || Place::key(&document.path, Route::of(key));
        if !document.body.trim().is_empty() {
            let start = document.body.len() - document.body.trim_start().len();
            let end = document.body[start..].find('\n').map_or(document.body.len(), |at| start + at);
            diags.push(
                RULE.problem(
                    Place::within(&document.path, Route::body(), start..end),
                    text!("`{}` 줄이 있는 기록에 본문이 있습니다", "a record with `{}` has a body"; key),
                )
                .related(why(), text!("다른 곳에서 결재한 문서", "the document was approved elsewhere"))
                .help(text!(
                    "본문을 지우고 요지를 `문서요지:`에 적으십시오",
                    "remove the body, and write what the document is about as `문서요지:`"
                )),
            );
        }
        let parts = [
            (keys::LEAD, record.lead.is_some()),
            (keys::PICTURES, !record.pictures.is_empty()),
            (keys::CHECKLIST, !record.checklist.is_empty()),
            (keys::COVERS, !record.covers.is_empty()),
            (keys::ITEM_MARKERS, !record.item_markers.is_empty()),
        ];
        for (part, _) in parts.into_iter().filter(|(_, there)| *there) {
            diags.push(
                RULE.problem(
                    Place::key(&document.path, Route::of(part)),
                    text!("`{}` 줄이 있는 기록에는 `{}`이(가) 나타날 곳이 없습니다", "a record with `{}` has no place for `{}`"; key, part),
                )
                .related(why(), text!("다른 곳에서 결재한 문서", "the document was approved elsewhere"))
                .help(text!("`{}` 줄을 지우십시오", "remove `{}`"; part)),
            );
        }
    }
}
