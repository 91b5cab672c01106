//! # 소요예산의 합계는 항목의 합이고, 연도와 재원은 모든 항목에 적습니다
//!
//! `소요예산`에 적은 `합계`는 `항목`의 `금액`을 더한 것과 같아야 합니다. 연도별 합과 재원별 합은 모든 항목에 `연도`나 `재원`이 있을
//! 때만 셈할 수 있으므로, 한 항목에 적었으면 모든 항목에 적습니다. 가린 금액은 값이 `private/`에 있을 때만 더합니다.
//!
//! 예: 금액이 3,000,000원과 2,000,000원인데 `합계: 6000000`
//! 대신: `합계: 5000000`
//!
//! 근거: 적힌 사실의 계산.
//!
//! # The total of a budget is the sum of its items, and years and sources are written for all of them
//!
//! The `합계` of `소요예산` is the sum of the `금액` of its items. Sums by year and by source can be computed only if every
//! item has its `연도` or `재원`, so that what is written for one item is written for all. A withheld amount is added only
//! where its value is in `private/`.
//!
//! Example: items of 3,000,000 and 2,000,000 won with `합계: 6000000`
//! Instead: `합계: 5000000`
//!
//! Source: computed from what is written.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::amount::grouped;
use gian_model::plan::{Budget, BudgetItem};
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("plan-budget", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(budget) = dossier.plan.as_ref().and_then(|p| p.budget.as_ref()) else { return };
    total(dossier, budget, diags);
    complete(dossier, budget, keys::YEAR, |i| i.year.is_some(), diags);
    complete(dossier, budget, keys::FUNDING, |i| i.funding.is_some(), diags);
}

fn total(dossier: &Dossier, budget: &Budget, diags: &mut Vec<Diag>) {
    let amounts: Option<Vec<i64>> = budget.items.iter().map(|i| i.amount.value(&dossier.private)).collect();
    let stated = budget.total.as_ref().and_then(|t| t.value(&dossier.private));
    let (Some(amounts), Some(stated)) = (amounts, stated) else { return };
    let sum = amounts.iter().fold(0_i64, |sum, won| sum.saturating_add(*won));
    if sum == stated {
        return;
    }
    let parts: Vec<String> = amounts.iter().map(|won| grouped(*won)).collect();
    diags.push(
        RULE.problem(
            Place::value(&dossier.plan_path(), routes::planned_budget().key(keys::TOTAL)),
            text!("합계 {}원이 항목의 합 {}원과 다릅니다", "합계 is {} won, but the items sum to {} won"; grouped(stated), grouped(sum)),
        )
        .label(text!("{} = {}", "{} = {}"; parts.join(" + "), grouped(sum)))
        .help(text!("`합계: {}`(으)로 고치거나 항목의 금액을 고치십시오", "write `합계: {}`, or correct an item"; sum)),
    );
}

/// A key that one item has is needed in all.
fn complete(dossier: &Dossier, budget: &Budget, key: &str, has: fn(&BudgetItem) -> bool, diags: &mut Vec<Diag>) {
    let Some(with) = budget.items.iter().position(has) else { return };
    let path = dossier.plan_path();
    for (i, _) in budget.items.iter().enumerate().filter(|(_, item)| !has(item)) {
        diags.push(
            RULE.problem(
                Place::value(&path, routes::budget_item(i).key(keys::AMOUNT)),
                text!("이 항목에 `{}`이(가) 없어 합을 셈할 수 없습니다", "sums cannot be computed: the item has no `{}`"; key),
            )
            .related(
                Place::value(&path, routes::budget_item(with).key(key)),
                text!("이 항목에는 있습니다", "this item has one"),
            )
            .help(text!("모든 항목에 적거나 모두 지우십시오", "write it for every item, or for none")),
        );
    }
}
