//! The amount of a grant is the sum of the budgets of its items, and no item spends more than it has.
//!
//! Why: the letter that grants a subsidy says one amount, and the settlement is held against the items; an
//! amount that is not their sum cannot be settled.
//! Example: `교부결정: {금액: 8000000}` with items of 5,000,000 and 2,000,000 won. Instead: items of
//! 5,000,000 and 3,000,000 won.

use crate::check::Scope;
use crate::diagnostics::{Diag, Place};
use crate::korean::amount::grouped;
use crate::model::Dossier;
use crate::text;

pub fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(grant) = &dossier.grant else { return };
    let path = dossier.grant_path();
    for (i, item) in grant.spending.iter().enumerate() {
        let Some(spent) = &item.spent else { continue };
        // What is not at hand cannot be compared.
        let (Some(budget), Some(won)) = (item.budget.value(&dossier.private), spent.value(&dossier.private)) else {
            continue;
        };
        if won > budget {
            diags.push(
                Diag::error(
                    CODE,
                    Place::value(&path, format!("/집행/{i}/집행")),
                    text!("집행 {}원이 예산 {}원보다 많습니다", "{} won were spent of a budget of {} won"; grouped(won), grouped(budget)),
                )
                .related(
                    Place::value(&path, format!("/집행/{i}/예산")),
                    text!("이 비목의 예산", "the budget of the item"),
                )
                .help(text!("금액을 확인하십시오", "check the two amounts")),
            );
        }
    }
    let budgets: Option<Vec<i64>> = grant.spending.iter().map(|s| s.budget.value(&dossier.private)).collect();
    let granted = grant.decision.amount.value(&dossier.private);
    let (Some(budgets), Some(granted)) = (budgets, granted) else { return };
    let sum: i64 = budgets.iter().fold(0, |sum, won| sum.saturating_add(*won));
    if !budgets.is_empty() && sum != granted {
        diags.push(
            Diag::error(
                CODE,
                Place::value(&path, "/교부결정/금액"),
                text!(
                    "교부결정 금액 {}원이 비목별 예산의 합 {}원과 다릅니다",
                    "the grant of {} won is not the sum of its items, {} won"; grouped(granted), grouped(sum)
                ),
            )
            .help(text!("금액이나 비목별 예산을 고치십시오", "correct the amount or the budgets of the items")),
        );
    }
}

const CODE: &str = "grant-total";
