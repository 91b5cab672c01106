//! # 세부 사업의 합과 비목별 예산의 합은 사업비입니다
//!
//! `사업비`는 세부 사업의 사업비를 더한 값이고, 비목별 예산을 재원까지 모두 더한 값입니다. 비목마다 `금액`은 `재원`의 수만큼, 그
//! 차례로 적습니다. 셋이 다르면 어느 금액으로 집행할지 알 수 없습니다. 가린 금액은 값이 `private/`에 있을 때만 견줍니다.
//!
//! 예: `사업비: 50000000`인데 세부 사업이 30,000,000원과 15,000,000원
//! 대신: 세부 사업을 30,000,000원과 20,000,000원으로 고침
//!
//! 근거: 적힌 사실의 계산.
//!
//! # The parts of a project and its budget add up to its cost
//!
//! `사업비` is the sum of the parts, and the sum of the budget over all items and funds. Each item has one amount for each name in
//! `재원`, in the same order. If the three differ, nobody knows what may be spent. A withheld amount is compared only where
//! its value is in `private/`.
//!
//! Example: `사업비: 50000000` with parts of 30,000,000 and 15,000,000 won
//! Instead: parts of 30,000,000 and 20,000,000 won
//!
//! Source: computed from what is written.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::amount::grouped;
use gian_model::record::project::Project;
use gian_model::{DocumentFile, Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("project-budget", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        if let Some(project) = &document.record.project {
            funds(document, project, diags);
            sums(dossier, document, project, diags);
        }
    }
}

/// Each item has an amount for each fund.
fn funds(document: &DocumentFile, project: &Project, diags: &mut Vec<Diag>) {
    for (i, row) in project.budget.iter().enumerate().filter(|(_, row)| row.amounts.len() != project.funds.len()) {
        diags.push(
            RULE.problem(
                Place::value(&document.path, routes::project_budget(i).key(keys::AMOUNT)),
                text!(
                    "금액이 {}개인데 재원은 {}개입니다", "there are {} amounts for {} funds";
                    row.amounts.len(), project.funds.len()
                ),
            )
            .related(
                Place::value(&document.path, routes::project_facts().key(keys::FUNDING)),
                text!("재원: {}", "the funds: {}"; project.funds.join(", ")),
            )
            .help(text!(
                "재원의 차례로, 없는 재원에는 0을 적으십시오",
                "write one amount for each fund, and 0 where there is none"
            )),
        );
    }
}

/// The cost is the sum of the parts and that of the budget.
fn sums(dossier: &Dossier, document: &DocumentFile, project: &Project, diags: &mut Vec<Diag>) {
    let Some(cost) = project.cost.value(&dossier.private) else { return };
    let parts = project.parts_sum(&dossier.private).map(|sum| (sum, keys::PROGRAMME));
    let budget = project.budget_sum(&dossier.private).map(|sum| (sum, keys::BUDGET));
    for (sum, key) in [parts, budget].into_iter().flatten().filter(|(sum, _)| *sum != cost) {
        diags.push(
            RULE.problem(
                Place::value(&document.path, routes::project_facts().key(keys::PROJECT_COST)),
                text!(
                    "사업비 {}원이 `{}`의 합 {}원과 다릅니다", "the cost of {} won is not the sum of `{}`, {} won";
                    grouped(cost), key, grouped(sum)
                ),
            )
            .related(
                Place::key(&document.path, routes::project_facts().key(key)),
                text!("더한 금액", "the amounts that were added"),
            )
            .help(text!("사업비나 더한 금액 가운데 틀린 것을 고치십시오", "correct the cost, or one of the amounts")),
        );
    }
}
