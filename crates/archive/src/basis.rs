//! Origin of the figures in a document: fact, calculation, source.

use gian_emit::sources::Explained;
use gian_korean::amount::grouped;
use gian_view::{AmountView, GrantView, ReviewView, View, redaction};

pub use super::basis_entry::Basis;
use super::basis_entry::{Part, push, sum};
use super::facts::Printed;

/// The figures of a document, in the order of the facts. Figures that the document does not print or the edition withholds
/// are left out.
pub fn basis(view: &View, printed: &Printed<'_>) -> Vec<Basis> {
    let mut found = Vec::new();
    if let Some(plan) = &view.plan {
        super::plan_basis::of_plan(plan, printed, &mut found);
    }
    if let Some(review) = &view.review {
        of_review(review, printed, &mut found);
    }
    if let Some(grant) = &view.grant {
        of_grant(grant, printed, &mut found);
    }
    // Facts may contain the same figure twice: list it once.
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|b: &Basis| seen.insert((b.what.clone(), b.value.clone(), b.calculation.clone())));
    found
}

/// The figures that a page explains.
pub fn explained(basis: &[Basis]) -> Vec<Explained> {
    let of = |(i, b): (usize, &Basis)| Explained {
        route: b.route.clone(),
        forms: b.written.clone(),
        id: format!("basis-{}", i + 1),
    };
    basis.iter().enumerate().map(of).collect()
}

fn of_review(review: &ReviewView, printed: &Printed<'_>, found: &mut Vec<Basis>) {
    for (r, round) in review.rounds.iter().enumerate() {
        let at = format!("/review/rounds/{r}");
        let groups: Vec<String> =
            round.attendance.iter().map(|a| format!("{} {}명", redaction::written(&a.group), a.count)).collect();
        let counted = (0..groups.len()).all(|i| printed.has_all(&format!("{at}/attendance/{i}"), &["group", "count"]));
        if groups.len() > 1 && counted && printed.has(&format!("{at}/attendance_total")) {
            let value = format!("{}명", round.attendance_total);
            found.push(Basis {
                route: format!("{at}/attendance_total"),
                what: format!("제{}차 참석 인원", round.no),
                written: vec![value.clone()],
                value,
                calculation: Some(groups.join(" + ")),
                source: "참석 현황",
            });
        }
    }
    for (obligation, label) in [("required", "필수"), ("recommended", "권고"), ("advisory", "참고")] {
        let mut ids = Vec::new();
        let mut listed = true;
        for (r, round) in review.rounds.iter().enumerate() {
            for (i, finding) in round.findings.iter().enumerate().filter(|(_, f)| f.obligation == obligation) {
                ids.push(finding.id.as_str());
                listed = listed && printed.has(&format!("/review/rounds/{r}/findings/{i}/id"));
            }
        }
        if !ids.is_empty() && printed.has(&format!("/review/{obligation}")) {
            found.push(Basis {
                route: format!("/review/{obligation}"),
                what: format!("{label} 의견"),
                value: format!("{}건", ids.len()),
                calculation: listed.then(|| ids.join(", ")),
                source: "검토의견",
                written: vec![
                    format!("{label} {}건", ids.len()),
                    format!("{label}{}건", ids.len()),
                    format!("{label}({}건)", ids.len()),
                ],
            });
        }
    }
    let Some(costs) = &review.costs else { return };
    let (mut groups, mut all) = (Vec::new(), Vec::new());
    for (g, group) in costs.groups.iter().enumerate() {
        let at = format!("/review/costs/groups/{g}");
        let mut items = Vec::new();
        for (i, item) in group.items.iter().enumerate() {
            let here = format!("{at}/items/{i}");
            let label = redaction::written(&item.label);
            let told = printed.has_all(&here, &["label", "amount"]);
            items.push((label.clone(), item.amount.clone(), told));
            let (AmountView::Won(price), AmountView::Won(amount)) = (&item.unit_price, &item.amount) else { continue };
            if told {
                let calculation = format!("{}원 × {}{}", grouped(*price), item.quantity, item.unit);
                let shown = printed.has_all(&here, &["unit_price", "quantity", "unit"]);
                let round = item.round.filter(|_| printed.has(&format!("{here}/round")));
                let round = round.map_or(String::new(), |r| format!(" ({r}차)"));
                push(
                    found,
                    &format!("{here}/amount"),
                    format!("{label}{round}"),
                    *amount,
                    shown.then_some(calculation),
                    "검토 비용",
                );
            }
        }
        let told = printed.has_all(&at, &["kind", "total"]);
        sum(found, &format!("{at}/total"), &group.kind, &group.total, told, &items);
        groups.push((group.kind.to_owned(), group.total.clone(), told));
        all.append(&mut items);
    }
    // A document that prints no sums of groups explains the total by its items.
    let parts = if groups.iter().all(|(_, _, told)| *told) { groups } else { all };
    const TOTAL: &str = "/review/costs/total";
    sum(found, TOTAL, "비용 합계", &costs.total, printed.has(TOTAL), &parts);
}

fn of_grant(grant: &GrantView, printed: &Printed<'_>, found: &mut Vec<Basis>) {
    const SOURCE: &str = "보조금";
    let has = |key: &str| printed.has(&format!("/grant/{key}"));
    if let AmountView::Won(amount) = &grant.amount
        && has("amount")
    {
        push(found, "/grant/amount", "교부결정액".to_owned(), *amount, None, SOURCE);
    }
    let of = |key: &str, pick: &dyn Fn(&gian_view::SpendingView) -> Option<AmountView>| -> Vec<Part> {
        let part = |(i, s): (usize, &gian_view::SpendingView)| {
            let told = printed.has_all(&format!("/grant/spending/{i}"), &["label", key]);
            Some((redaction::written(&s.label), pick(s)?, told))
        };
        grant.spending.iter().enumerate().filter_map(part).collect()
    };
    sum(
        found,
        "/grant/budget",
        "보조금 예산 합계",
        &grant.budget,
        has("budget"),
        &of("budget", &|s| Some(s.budget.clone())),
    );
    sum(found, "/grant/spent", "보조금 집행 합계", &grant.spent, has("spent"), &of("spent", &|s| s.spent.clone()));
    if let (AmountView::Won(budget), AmountView::Won(spent), AmountView::Won(balance)) =
        (&grant.budget, &grant.spent, &grant.balance)
        && has("balance")
    {
        let calculation =
            (has("budget") && has("spent")).then(|| format!("{}원 − {}원", grouped(*budget), grouped(*spent)));
        push(found, "/grant/balance", "집행잔액".to_owned(), *balance, calculation, SOURCE);
    }
    let settlement = grant.settlement.as_ref();
    if let AmountView::Won(balance) = &grant.balance
        && let Some(AmountView::Won(interest)) = settlement.map(|s| &s.interest)
        && let Some(AmountView::Won(returned)) = settlement.map(|s| &s.returned)
        && has("settlement/returned")
    {
        let calculation = (has("balance") && has("settlement/interest"))
            .then(|| format!("{}원 + {}원", grouped(*balance), grouped(*interest)));
        push(found, "/grant/settlement/returned", "반납액".to_owned(), *returned, calculation, SOURCE);
    }
}
