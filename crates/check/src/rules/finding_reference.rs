//! # 검토의견이 가리키는 회차, 판, 쪽과 식별자가 있습니다
//!
//! 검토의견의 `식별자`는 한 번만 쓰고, `회차`는 있는 회차의 번호이며, `대상`의 판은 plan.yaml에 있고 쪽은 그 판의
//! 쪽수를 넘지 않습니다. 회차의 번호는 차례로 커지고, 결정의 `조건`은 있는 검토의견의 식별자입니다. 다른 문서가
//! 식별자로 의견을 인용하므로, 가리키는 곳이 없으면 확인할 수 없습니다.
//!
//! 예: 계획서의 판이 1판뿐인데 `대상: {판: 2, 쪽: 6}`
//! 대신: `대상: {판: 1, 쪽: 6}`으로 적거나 plan.yaml의 `판`에 2판을 더함
//!
//! 근거: 적힌 사실의 비교.
//!
//! # What a finding refers to exists: rounds, versions, pages and ids
//!
//! The `식별자` of a finding is used once, its `회차` is the number of a round, the version in `대상` stands in
//! plan.yaml, and the page is not beyond its last. The numbers of rounds ascend, and the `조건` of the decision are
//! ids of findings. Other documents quote findings by their ids; what points nowhere cannot be looked up.
//!
//! Example: `대상: {판: 2, 쪽: 6}` where the plan has version 1 only
//! Instead: `대상: {판: 1, 쪽: 6}`, or version 2 under `판` in plan.yaml
//!
//! Source: comparison of what is written.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("finding-reference", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(review) = &dossier.review else { return };
    let path = dossier.review_path();
    for (i, finding) in review.findings.iter().enumerate() {
        if let Some(first) = review.findings[..i].iter().position(|f| f.id == finding.id) {
            diags.push(
                RULE.problem(
                    Place::value(&path, routes::finding(i).key(keys::ID)),
                    text!("두 번 쓴 식별자입니다: `{}`", "the id `{}` is used twice"; finding.id),
                )
                .related(
                    Place::value(&path, routes::finding(first).key(keys::ID)),
                    text!("처음 쓴 곳", "first used here"),
                )
                .help(text!("하나에 새 식별자를 주십시오", "give one of them a new id")),
            );
        }
        if !review.rounds.iter().any(|r| r.no == finding.round) {
            diags.push(
                RULE.problem(
                    Place::value(&path, routes::finding(i).key(keys::ROUNDS)),
                    text!("없는 회차입니다: 제{}차", "there is no round {}"; finding.round),
                )
                .help(text!("`회차`의 번호 가운데 하나를 쓰십시오", "write the number of one of the rounds")),
            );
        }
        let Some(target) = &finding.target else { continue };
        let version = dossier.plan.as_ref().and_then(|p| p.versions.iter().find(|v| v.no == target.version));
        match version {
            None => diags.push(
                RULE.problem(
                    Place::value(&path, routes::finding_target(i).key(keys::VERSION)),
                    text!("계획서에 {}판이 없습니다", "the plan has no version {}"; target.version),
                )
                .help(text!(
                    "plan.yaml의 `판`에 있는 번호를 쓰십시오",
                    "write a number that stands under `판` in plan.yaml"
                )),
            ),
            Some(version) => {
                if let (Some(page), Some(pages)) = (target.page, version.pages)
                    && page > pages
                {
                    diags.push(
                        RULE.problem(Place::value(&path, routes::finding_target(i).key(keys::PAGE)), text!("{}쪽을 가리키지만 그 판은 {}쪽까지입니다", "page {} is meant, but that version has {} pages"; page, pages))
                            .help(text!("쪽을 고치거나, plan.yaml에서 그 판의 `쪽수`를 고치십시오", "correct the page, or 쪽수 of that version in plan.yaml")),
                    );
                }
            }
        }
    }
    for (i, round) in review.rounds.iter().enumerate() {
        if review.rounds[..i].iter().any(|r| r.no >= round.no) {
            diags.push(
                RULE.problem(
                    Place::value(&path, routes::round(i).key(keys::NO)),
                    text!("회차의 번호가 차례대로 커지지 않습니다", "the numbers of the rounds do not ascend"),
                )
                .help(text!("1부터 차례로 적으십시오", "number them from 1 in order")),
            );
        }
    }
    let conditions = review.decision.iter().flat_map(|d| d.conditions.iter().enumerate());
    for (i, id) in conditions.filter(|(_, id)| !review.findings.iter().any(|f| f.id == **id)) {
        diags.push(
            RULE.problem(
                Place::value(&path, routes::decision_condition(i)),
                text!("없는 검토의견입니다: `{}`", "there is no finding `{}`"; id),
            )
            .help(text!("검토의견의 식별자를 쓰십시오", "write the id of a finding")),
        );
    }
}
