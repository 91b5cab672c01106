//! # 방침번호의 직위는 결재권자의 직위입니다
//!
//! 방침은 그 방침에 결재한 사람의 이름으로 번호를 받습니다. 정무부시장 방침이면 결재권자가 정무부시장입니다.
//!
//! 예: 결재권자가 시민협력국장인 문서의 `방침번호: 정무부시장 방침 제7호`
//! 대신: `방침번호: 시민협력국장 방침 제7호`
//!
//! 근거: 서울특별시의 방침 관리 관행.
//!
//! # The title in a policy number is that of the approver
//!
//! A policy gets its number under the title of the one who approved it: a policy of the vice mayor is approved by the
//! vice mayor.
//!
//! Example: `방침번호: 정무부시장 방침 제7호` in a document that a director general approved
//! Instead: `방침번호: 시민협력국장 방침 제7호`
//!
//! Source: practice of 서울특별시.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_model::record::{Mark, Record, Role, Signer};
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("policy-number", Layer::Practice, Severity::Warning, &[Run::Dossier(run)]).only(&["서울"]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let record = &document.record;
        let Some(of) = record.policy_no.as_deref().and_then(|n| n.split_once(" 방침 제")).map(|(title, _)| title)
        else {
            continue;
        };
        let Some((at, approver)) = owner(record) else { continue };
        if same_title(of, &approver.title) {
            continue;
        }
        diags.push(
            RULE.problem(
                Place::value(&document.path, Route::of(keys::POLICY_NO)),
                text!("방침은 {} 방침인데 결재권자는 {}입니다", "the policy is of `{}`, but `{}` approves"; of, approver.title),
            )
            .related(
                Place::value(&document.path, routes::signer(at).key(keys::POSITION)),
                text!("결재권자의 직위", "the title of the approver"),
            )
            .help(text!("방침번호나 결재선을 고치십시오", "correct the number, or the approval line")),
        );
    }
}

/// The officer whose approval it is: behind a deputy, the holder of the power; `None` if only the deputy is known.
fn owner(record: &Record) -> Option<(usize, &Signer)> {
    let line = &record.approval;
    if let Some(at) = line.iter().rposition(Signer::left_to_deputy) {
        return Some((at, &line[at]));
    }
    let at = line.iter().rposition(|s| s.role == Role::Approver)?;
    let deputy = line[at].marks.contains(&Mark::Deputy);
    (!deputy).then_some((at, &line[at]))
}

/// Whether two titles belong to one office: one may include the institution (`서울특별시장`, `시장`).
fn same_title(a: &str, b: &str) -> bool {
    let (a, b) = (a.replace(' ', ""), b.replace(' ', ""));
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.strip_suffix(&short)
        .is_some_and(|before| !before.ends_with('부') && !before.chars().any(|c| c.is_ascii_digit()))
}
