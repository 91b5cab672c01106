//! # 비공개 문서의 붙임은 까닭 없이 공개하지 않습니다
//!
//! 공개구분은 문서마다 정하고 붙임마다 따로 정할 수 있습니다. 문서가 비공개인데 붙임이 공개이면 어느 하나가 잘못 적힌 것이기 쉽습니다.
//! 비공개 문서는 목록만 공개되어 그 붙임도 나타나지 않습니다.
//!
//! 예: `공개구분: 비공개`인 문서의 붙임에 `공개구분: 공개`
//! 대신: 문서를 `부분공개`로 하거나 붙임에 `사유:`를 적음
//!
//! 근거: 정보공개법 제14조(부분 공개); 공공기록물 관리에 관한 법률 시행규칙 제18조.
//!
//! # A closed document has no open attachment without a reason
//!
//! Each document has its class, and each attachment may have its own. An open attachment of a closed document means most
//! likely that one of them is wrong: of a closed document the public sees the entry in the list, and no attachment.
//!
//! Example: `공개구분: 공개` for an attachment of a document with `공개구분: 비공개`
//! Instead: `부분공개` for the document, or `사유:` for the attachment
//!
//! Source: 정보공개법 제14조; 공공기록물 관리에 관한 법률 시행규칙 제18조.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_model::{Dossier, keys, routes};
use gian_vocabulary::values::Disclosure;

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("disclosure-attachments", Layer::Statute, Severity::Warning, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in dossier.documents.iter().filter(|d| d.record.disclosure == Disclosure::Closed) {
        for (i, attachment) in document.record.attachments.iter().enumerate() {
            if attachment.disclosure != Disclosure::Open || attachment.reason.is_some() {
                continue;
            }
            diags.push(
                RULE.problem(
                    Place::value(&document.path, routes::attachment(i).key(keys::DISCLOSURE)),
                    text!("비공개 문서에 공개하는 붙임이 있습니다", "a closed document has an open attachment"),
                )
                .related(
                    Place::value(&document.path, Route::of(keys::DISCLOSURE)),
                    text!("문서는 비공개", "the document is closed"),
                )
                .help(text!(
                    "문서를 `부분공개`로 하거나, 붙임을 고치거나, 붙임에 `사유:`를 적으십시오",
                    "make the document 부분공개, correct the attachment, or write `사유:` for it"
                )),
            );
        }
    }
}
