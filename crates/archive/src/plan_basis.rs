//! Origin of the figures of a plan: its budget, and the number of participants.

use gian_korean::amount::grouped;
use gian_view::{AmountView, BudgetView, OutcomeView, PlanView, redaction};

use super::basis_entry::{Basis, push, sum};
use super::facts::Printed;

const BUDGET: &str = "/plan/budget";
const OUTCOME: &str = "/plan/outcome";
/// The group of facts.
const SOURCE: &str = "소요예산";

pub(super) fn of_plan(plan: &PlanView, printed: &Printed<'_>, found: &mut Vec<Basis>) {
    if let Some(budget) = &plan.budget {
        of_budget(budget, printed, found);
    }
    if let Some(outcome) = &plan.outcome {
        of_outcome(outcome, printed, found);
    }
}

fn of_budget(budget: &BudgetView, printed: &Printed<'_>, found: &mut Vec<Basis>) {
    let has = |key: &str| printed.has(&format!("{BUDGET}/{key}"));
    let groups = || budget.groups.iter().enumerate();
    let amounts: Vec<_> = groups()
        .map(|(i, g)| {
            let told = printed.has_all(&format!("{BUDGET}/groups/{i}"), &["label", "amount"]);
            // A group of one item has no subtotal: its amount is that of the item.
            let label = printed.has(&format!("{BUDGET}/groups/{i}/label"));
            let alone = g.items.len() == 1 && label && printed.has(&format!("{BUDGET}/groups/{i}/items/0/amount"));
            (redaction::written(&g.label), g.amount.clone(), told || alone)
        })
        .collect();
    sum(found, "/plan/budget/total", "소요예산 합계", &budget.total, has("total"), &amounts);
    let spent: Vec<_> = groups()
        .filter_map(|(i, g)| {
            let told = printed.has_all(&format!("{BUDGET}/groups/{i}"), &["label", "spent"]);
            Some((redaction::written(&g.label), g.spent.clone()?, told))
        })
        .collect();
    if let Some(total) = &budget.spent {
        sum(found, "/plan/budget/spent", "집행 합계", total, has("spent"), &spent);
    }
    if let (AmountView::Won(total), Some(AmountView::Won(spent)), AmountView::Won(balance)) =
        (&budget.total, &budget.spent, &budget.balance)
        && has("balance")
    {
        let calculation =
            (has("total") && has("spent")).then(|| format!("{}원 − {}원", grouped(*total), grouped(*spent)));
        push(found, "/plan/budget/balance", "집행잔액".to_owned(), *balance, calculation, SOURCE);
    }
}

fn of_outcome(outcome: &OutcomeView, printed: &Printed<'_>, found: &mut Vec<Basis>) {
    let groups: Vec<String> = outcome
        .participants
        .iter()
        .map(|p| format!("{} {}명", redaction::written(&p.group), grouped(i64::from(p.count))))
        .collect();
    let told = |i: usize| printed.has_all(&format!("{OUTCOME}/participants/{i}"), &["group", "count"]);
    if groups.len() > 1 && (0..groups.len()).all(told) && printed.has(&format!("{OUTCOME}/participants_total")) {
        let value = format!("{}명", grouped(i64::from(outcome.participants_total)));
        found.push(Basis {
            route: format!("{OUTCOME}/participants_total"),
            what: "참여 인원".to_owned(),
            written: vec![value.clone()],
            value,
            calculation: Some(groups.join(" + ")),
            source: "추진결과",
        });
    }
}
