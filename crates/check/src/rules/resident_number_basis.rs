//! # 주민등록번호를 적는 칸에는 법령의 근거가 있습니다
//!
//! 주민등록번호는 법률이나 대통령령 같은 법령이 구체적으로 요구하거나 허용할 때만 받을 수 있고, 조례와 규칙은 근거가 되지 않습니다. 서식에
//! 그 칸이 있으면 근거를 `주민번호근거`에 적습니다. 근거가 없으면 생년월일로 받습니다.
//!
//! 예: 본문에 `주민등록번호` 칸이 있고 근거가 없는 신청서
//! 대신: `생년월일` 칸, 또는 `주민번호근거: 「한빛복지법 시행령」 제12조`
//!
//! 근거: 개인정보 보호법 제24조의2제1항.
//!
//! # A form that asks for a resident registration number names the law that allows it
//!
//! The number may be asked for only if an act or a presidential decree demands or allows it; local rules do not suffice. A form
//! with a cell for it states the law under `주민번호근거`. Without one, ask for the date of birth.
//!
//! Example: an application with a cell `주민등록번호` and no ground
//! Instead: a cell `생년월일`, or `주민번호근거: 「한빛복지법 시행령」 제12조`
//!
//! Source: 개인정보 보호법 제24조의2제1항.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_model::{Dossier, keys};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("resident-number-basis", Layer::Statute, Severity::Warning, &[Run::Dossier(run)]);

/// The word of a cell for the number.
const WORD: &str = "주민등록번호";

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        if document.record.form.as_ref().is_none_or(|f| f.resident_no_basis.is_some()) {
            continue;
        }
        for (at, word) in document.body.match_indices(WORD) {
            // A remark that the number is not to be written asks for nothing.
            let rest = document.body[at + word.len()..].lines().next().unwrap_or_default();
            if ["적지 않", "기재하지 않", "쓰지 않", "수집하지 않", "받지 않"].iter().any(|no| rest.contains(no))
            {
                continue;
            }
            diags.push(
                RULE.problem(
                    Place::within(&document.path, Route::body(), at..at + word.len()),
                    text!("주민등록번호를 받는 근거가 없습니다", "no law is named that allows to ask for this number"),
                )
                .help(text!(
                    "생년월일로 바꾸거나, 법령을 `{}`에 적으십시오",
                    "ask for the date of birth, or name the law under `{}`"; keys::RESIDENT_NO_BASIS
                )),
            );
        }
    }
}
