//! # 문서의 상태에 맞는 사항만 적습니다
//!
//! `상태: 기안`에는 문서번호와 결재일, 시행일이 없고, `결재`에는 문서번호와 결재일이 있으며, `시행`에는 시행일도
//! 있습니다. 생산등록번호는 결재한 뒤에 받기 때문입니다. 문서번호의 처리과는 문서의 부서 이름과 같아야 합니다.
//!
//! 예: `상태: 기안`, `문서번호: 기획담당관-77`
//! 대신: 결재할 때까지 `문서번호`를 적지 않거나, 결재했으면 `상태: 결재`와 `결재일`을 적음
//!
//! 근거: 공공기록물 관리에 관한 법률 시행령 제20조제3항(등록번호의 구성); 같은 법 시행규칙 제4조(기록물의 등록), 제5조제3항(처리과명의 표기).
//!
//! # A record has what its state asks for, and nothing else
//!
//! A document in state `기안` has no 문서번호, 결재일 or 시행일; in `결재` it has a number and 결재일; in `시행`
//! 시행일 as well. The number is given after the approval. The department in the number is the department of the
//! document.
//!
//! Example: `상태: 기안`, `문서번호: 기획담당관-77`
//! Instead: no `문서번호` until the approval; after it, `상태: 결재` with its `결재일`
//!
//! Source: 공공기록물 관리에 관한 법률 시행령 제20조제3항 (parts of the number); its 시행규칙 제4조 (registration), 제5조제3항 (name of the department).

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_model::record::State;
use gian_model::{Dossier, keys};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("state-fields", Layer::Statute, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let record = &document.record;
        // Records of documents made elsewhere contain only what is known.
        let received = record.is_received() && record.state != State::Draft;
        let fields = [
            (keys::DOC_NO, record.doc_no.is_some(), record.state != State::Draft),
            (keys::APPROVED_ON, record.approved_on.is_some(), record.state != State::Draft),
            (keys::SENT_ON, record.sent_on.is_some(), record.state == State::Sent),
        ];
        for (key, present, wanted) in fields {
            if received && !present {
                continue;
            }
            if present && !wanted {
                diags.push(
                    RULE.problem(Place::value(&document.path, Route::of(key)), text!("`상태: {}`인 문서에는 `{}` 줄을 적지 않습니다", "a document in state `{}` has no `{}`"; record.state.label(), key))
                        .related(Place::value(&document.path, Route::of(keys::STATE)), text!("여기서 정한 상태", "the state is set here"))
                        .help(text!("줄을 지우거나 상태를 고치십시오", "remove the line, or correct the state")),
                );
            } else if !present && wanted {
                diags.push(
                    RULE.problem(Place::value(&document.path, Route::of(keys::STATE)), text!("`상태: {}`인 문서에 `{}` 줄이 없습니다", "a document in state `{}` lacks `{}`"; record.state.label(), key))
                        .help(text!("`{}:` 줄을 적으십시오", "write `{}:`"; key)),
                );
            }
        }
        let department = scope.office.settings.department(&record.department).filter(|_| !received);
        if let (Some(number), Some(department)) = (&record.doc_no, department) {
            let unit = number.rsplit_once('-').map_or("", |(unit, _)| unit);
            if unit != department.name {
                diags.push(
                    RULE.problem(Place::value(&document.path, Route::of(keys::DOC_NO)), text!("문서번호의 처리과와 문서의 부서가 다릅니다: `{}`, `{}`", "the number names `{}`, but the department is `{}`"; unit, department.name))
                        .related(Place::value(&document.path, Route::of(keys::DEPARTMENT)), text!("부서", "the department"))
                        .help(text!("둘 가운데 틀린 것을 고치십시오", "correct the one that is wrong")),
                );
            }
        }
    }
}
