//! # 집행은 예산을 넘지 않고, 넘으면 사유가 있습니다
//!
//! 소요예산 항목의 `집행`이 그 `금액`보다 많으면 `사유`에 까닭을 적습니다: 추진결과보고의 집행내역 아래에 보입니다. 추진결과를 적었으면
//! 집행도 모든 항목에 적습니다. 쓰지 않은 항목은 `집행: 0`입니다. 가린 금액은 값이 `private/`에 있을 때만 견줍니다.
//!
//! 예: `{비목: 행사운영비, 금액: 1000000, 집행: 1200000}`
//! 대신: `{비목: 행사운영비, 금액: 1000000, 집행: 1200000, 사유: 천막을 더 빌려 사무관리비에서 변경 사용}`
//!
//! 근거: 적힌 사실의 계산.
//!
//! # No item of a budget spends more than planned without a reason
//!
//! If the `집행` of an item of the budget is above its `금액`, `사유` says why; the report prints it below the spending. A plan
//! with an outcome has 집행 for every item, `집행: 0` where nothing was spent. A withheld amount is compared only where its
//! value is in `private/`.
//!
//! Example: `{비목: 행사운영비, 금액: 1000000, 집행: 1200000}`
//! Instead: `{비목: 행사운영비, 금액: 1000000, 집행: 1200000, 사유: 천막을 더 빌려 사무관리비에서 변경 사용}`
//!
//! Source: computed from what is written.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::amount::grouped;
use gian_model::plan::BudgetItem;
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("plan-spending", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(plan) = &dossier.plan else { return };
    let Some(budget) = &plan.budget else { return };
    let any = budget.items.iter().any(|i| i.spent.is_some());
    for (i, item) in budget.items.iter().enumerate() {
        above(dossier, i, item, diags);
        if any && plan.outcome.is_some() && item.spent.is_none() {
            diags.push(
                RULE.warning(
                    Place::value(&dossier.plan_path(), routes::budget_item(i).key(keys::AMOUNT)),
                    text!("이 항목에 집행이 없습니다", "the item has no 집행"),
                )
                .help(text!("`집행`을 적으십시오: 쓰지 않았으면 0입니다", "write `집행`; 0 if nothing was spent")),
            );
        }
    }
}

fn above(dossier: &Dossier, i: usize, item: &BudgetItem, diags: &mut Vec<Diag>) {
    let spent = item.spent.as_ref().and_then(|s| s.value(&dossier.private));
    let (Some(spent), Some(amount)) = (spent, item.amount.value(&dossier.private)) else { return };
    if spent <= amount || item.reason.is_some() {
        return;
    }
    let path = dossier.plan_path();
    diags.push(
        RULE.problem(
            Place::value(&path, routes::budget_item(i).key(keys::SPENDING)),
            text!("집행 {}원이 예산 {}원보다 많은데 사유가 없습니다", "{} won were spent of {} won, without a reason"; grouped(spent), grouped(amount)),
        )
        .related(Place::value(&path, routes::budget_item(i).key(keys::AMOUNT)), text!("예산", "the budget"))
        .help(text!("금액을 고치거나 `사유`를 적으십시오", "correct the amount, or write `사유`")),
    );
}
