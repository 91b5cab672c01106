//! A record has what its state asks for, and nothing that its state cannot have yet.
//!
//! Why: 생산등록번호 is given when the document is approved (공공기록물 시행규칙 제4조), so a draft has
//! neither a number nor a date of approval; an approved document has both.
//! Example: `상태: 기안` with `문서번호`. Instead: leave it out until approval.

use crate::check::Scope;
use crate::diagnostics::{Diag, Place};
use crate::model::Dossier;
use crate::model::record::State;
use crate::text;

pub fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let record = &document.record;
        let fields = [
            ("문서번호", record.doc_no.is_some(), record.state != State::Draft),
            ("결재일", record.approved_on.is_some(), record.state != State::Draft),
            ("시행일", record.sent_on.is_some(), record.state == State::Sent),
        ];
        for (key, present, wanted) in fields {
            if present && !wanted {
                diags.push(
                    Diag::error(CODE, Place::value(&document.path, format!("/{key}")), text!("`상태: {}`인 문서에는 `{}`이(가) 없어야 합니다", "a document in state {} has no {}"; record.state.label(), key))
                        .related(Place::value(&document.path, "/상태"), text!("여기서 정한 상태", "the state is set here"))
                        .help(text!("줄을 지우거나 상태를 고치십시오", "remove the line, or correct the state")),
                );
            } else if !present && wanted {
                diags.push(
                    Diag::error(CODE, Place::value(&document.path, "/상태"), text!("`상태: {}`인 문서에 `{}`이(가) 없습니다", "a document in state {} lacks {}"; record.state.label(), key))
                        .help(text!("`{}:`을(를) 적으십시오", "write `{}:`"; key)),
                );
            }
        }
        let department = scope.workspace.settings.department(&record.department);
        if let (Some(number), Some(department)) = (&record.doc_no, department) {
            let unit = number.rsplit_once('-').map_or("", |(unit, _)| unit);
            if unit != department.name {
                diags.push(
                    Diag::error(CODE, Place::value(&document.path, "/문서번호"), text!("문서번호의 처리과 `{}`이(가) 부서 `{}`와(과) 다릅니다", "the number names `{}`, but the department is `{}`"; unit, department.name))
                        .related(Place::value(&document.path, "/부서"), text!("부서", "the department"))
                        .help(text!("둘 가운데 하나를 고치십시오", "correct one of the two")),
                );
            }
        }
    }
}

const CODE: &str = "state-fields";
