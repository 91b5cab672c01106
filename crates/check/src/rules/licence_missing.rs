//! # 공개하는 문서에는 이용조건이 있습니다
//!
//! 자료관에 올린 문서를 다시 써도 되는지는 이용조건이 정합니다. 이용조건이 없으면 읽는 사람은 허락을 따로 구하여야 하고, 자료 목록은
//! 문서의 이용조건을 비워 둡니다. 자료관의 주소(`자료관`의 `주소`)가 있는 작업공간에서만 봅니다.
//!
//! 예: `공개구분: 공개`인 문서에 `이용조건`이 없고 gian.yaml에도 없음
//! 대신: 문서나 gian.yaml에 `이용조건: 공공누리 제1유형`
//!
//! 근거: 저작권법 제24조의2, 공공누리(KOGL) 이용약관.
//!
//! # A document that is published has a licence
//!
//! The licence says whether a document in the archive may be used again. Without one a reader must ask, and the catalogue says
//! nothing. Looked at only where the archive has an address (`주소` of `자료관`).
//!
//! Example: a document that is 공개, and no `이용조건` in it or in gian.yaml
//! Instead: `이용조건: 공공누리 제1유형` in the document or in gian.yaml
//!
//! Source: 저작권법 제24조의2, terms of 공공누리 (KOGL).

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_model::{Dossier, keys};

use crate::secrets::has_page;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("licence-missing", Layer::Practice, Severity::Warning, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let settings = scope.office.settings;
    if settings.archive.url.is_none() || settings.licence.is_some() {
        return;
    }
    for document in &dossier.documents {
        // An imported list may omit the licence, which is then unknown here.
        if document.record.source.is_some() {
            continue;
        }
        if document.record.licence.is_none() && has_page(&document.record, settings.archive.as_of) {
            diags.push(
                RULE.problem(
                    Place::value(&document.path, Route::of(keys::DISCLOSURE)),
                    text!("공개하는 문서에 이용조건이 없습니다", "a document that is published has no licence"),
                )
                .help(text!(
                    "`이용조건: 공공누리 제1유형`처럼 문서나 gian.yaml에 적으십시오",
                    "write one into the document or gian.yaml, such as `이용조건: 공공누리 제1유형`"
                )),
            );
        }
    }
}
