//! # 교부결정 금액은 비목별 예산의 합이고, 비목은 예산보다 많이 쓰지 않습니다
//!
//! 교부결정의 `금액`은 `집행`에 적은 비목별 `예산`의 합과 같아야 하고, 비목의 `집행`은 그 예산을 넘을 수 없습니다.
//! 정산은 비목마다 하므로 합이 맞지 않는 금액은 정산할 수 없습니다. 비목을 적지 않았으면 합을 보지 않고, 가린
//! 금액은 값이 `private/`에 있을 때만 견줍니다.
//!
//! 예: `교부결정: {날짜: 2019-05-08, 금액: 8000000}`인데 비목의 예산이 5,000,000원과 2,000,000원
//! 대신: 비목의 예산을 5,000,000원과 3,000,000원으로 고침
//!
//! 근거: 적힌 사실의 계산.
//!
//! # A grant is the sum of the budgets of its items, and no item spends more than its budget
//!
//! The `금액` of the decision is the sum of the `예산` of the items under `집행`, and the `집행` of an item is not
//! above its budget. A grant is settled item by item, so an amount that is not their sum cannot be settled. Without
//! items nothing is added up; a withheld amount is compared only where its value is in `private/`.
//!
//! Example: `교부결정: {날짜: 2019-05-08, 금액: 8000000}` with budgets of 5,000,000 and 2,000,000 won
//! Instead: budgets of 5,000,000 and 3,000,000 won
//!
//! Source: computed from what is written.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::amount::grouped;
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("grant-total", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(grant) = &dossier.grant else { return };
    let path = dossier.grant_path();
    for (i, item) in grant.spending.iter().enumerate() {
        let Some(spent) = &item.spent else { continue };
        // A withheld amount without an available value cannot be compared.
        let (Some(budget), Some(won)) = (item.budget.value(&dossier.private), spent.value(&dossier.private)) else {
            continue;
        };
        if won > budget {
            diags.push(
                RULE.problem(
                    Place::value(&path, routes::spending(i).key(keys::SPENDING)),
                    text!("집행 {}원이 예산 {}원보다 많습니다", "{} won were spent of a budget of {} won"; grouped(won), grouped(budget)),
                )
                .related(
                    Place::value(&path, routes::spending(i).key(keys::BUDGET)),
                    text!("이 비목의 예산", "the budget of the item"),
                )
                .help(text!("예산과 집행 가운데 틀린 금액을 고치십시오", "correct the amount that is wrong")),
            );
        }
    }
    let budgets: Option<Vec<i64>> = grant.spending.iter().map(|s| s.budget.value(&dossier.private)).collect();
    let granted = grant.decision.amount.value(&dossier.private);
    let (Some(budgets), Some(granted)) = (budgets, granted) else { return };
    let sum: i64 = budgets.iter().fold(0, |sum, won| sum.saturating_add(*won));
    if !budgets.is_empty() && sum != granted {
        diags.push(
            RULE.problem(
                Place::value(&path, routes::grant_decision().key(keys::AMOUNT)),
                text!(
                    "교부결정 금액 {}원이 비목별 예산의 합 {}원과 다릅니다",
                    "the grant of {} won is not the sum of its items, {} won"; grouped(granted), grouped(sum)
                ),
            )
            .help(text!("금액이나 비목별 예산을 고치십시오", "correct the amount or the budgets of the items")),
        );
    }
}
