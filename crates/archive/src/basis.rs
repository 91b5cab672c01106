//! Origin of the figures in a document: fact, calculation, source.

use gian_emit::sources::Sources;
use gian_korean::amount::{grouped, thousands};
use gian_view::{AmountView, CostGroup, GrantView, ReviewView, View, redaction};
use serde::Serialize;

use super::facts::DocumentText;

/// A figure printed in a document, with its origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// Name of the figure: `참석수당 (1차)`.
    pub what: String,
    /// The value as in the open tables: `600,000원`.
    pub value: String,
    /// The calculation, `150,000원 × 4인`; `None` if the figure itself was recorded.
    pub calculation: Option<String>,
    /// The group of facts: `회의 비용`.
    pub source: &'static str,
    /// Forms in which the text prints the figure: `600천원`, `600,000원`.
    #[serde(skip)]
    pub written: Vec<String>,
}

/// The figures of a document, in the order of the facts. Figures that the text does not print or the edition withholds
/// are left out.
pub fn basis(view: &View, told: &DocumentText) -> Vec<Basis> {
    let mut found = Vec::new();
    if let Some(review) = &view.review {
        of_review(review, told, &mut found);
    }
    if let Some(grant) = &view.grant {
        of_grant(grant, told, &mut found);
    }
    // Facts may contain the same figure twice: list it once.
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|b: &Basis| seen.insert((b.what.clone(), b.value.clone(), b.calculation.clone())));
    found
}

/// Links from the text of a page to its figures.
pub fn sources(basis: &[Basis]) -> Sources {
    let of = |(i, b): (usize, &Basis)| {
        let id = format!("basis-{}", i + 1);
        b.written.iter().map(|w| (w.clone(), id.clone())).collect::<Vec<_>>()
    };
    Sources::new(basis.iter().enumerate().flat_map(of))
}

fn of_review(review: &ReviewView, told: &DocumentText, found: &mut Vec<Basis>) {
    for round in &review.rounds {
        let groups: Vec<String> =
            round.attendance.iter().map(|a| format!("{} {}명", redaction::written(&a.group), a.count)).collect();
        let value = format!("{}명", round.attendance_total);
        if groups.len() > 1
            && told.has(&value)
            && round.attendance.iter().all(|a| told.has(&redaction::written(&a.group)))
        {
            found.push(Basis {
                what: format!("제{}차 참석 인원", round.no),
                written: vec![value.clone()],
                value,
                calculation: Some(groups.join(" + ")),
                source: "참석 현황",
            });
        }
    }
    for (obligation, label) in [("required", "필수"), ("recommended", "권고"), ("advisory", "참고")] {
        let of = review.rounds.iter().flat_map(|r| &r.findings).filter(|f| f.obligation == obligation);
        let ids: Vec<&str> = of.map(|f| f.id.as_str()).collect();
        let written = [
            format!("{label} {}건", ids.len()),
            format!("{label}{}건", ids.len()),
            format!("{label}({}건)", ids.len()),
        ];
        if !ids.is_empty() && written.iter().any(|w| told.has(w)) {
            found.push(Basis {
                what: format!("{label} 의견"),
                value: format!("{}건", ids.len()),
                calculation: Some(ids.join(", ")),
                source: "검토의견",
                written: written.to_vec(),
            });
        }
    }
    let Some(costs) = &review.costs else { return };
    for group in &costs.groups {
        for item in &group.items {
            let label = redaction::written(&item.label);
            let (AmountView::Won(price), AmountView::Won(amount)) = (&item.unit_price, &item.amount) else { continue };
            let calculation = format!("{}원 × {}{}", grouped(*price), item.quantity, item.unit);
            let shown = told.has(&label) && told.has_amount(&item.unit_price);
            let round = item.round.map_or(String::new(), |r| format!(" ({r}차)"));
            push(found, told, format!("{label}{round}"), *amount, shown.then_some(calculation), "회의 비용");
        }
        sum(found, told, group.kind, &group.total, &items(group));
    }
    let groups: Vec<(String, AmountView)> = costs.groups.iter().map(|g| (g.kind.to_owned(), g.total.clone())).collect();
    sum(found, told, "회의 비용 합계", &costs.total, &groups);
}

fn items(group: &CostGroup) -> Vec<(String, AmountView)> {
    group.items.iter().map(|i| (redaction::written(&i.label), i.amount.clone())).collect()
}

fn of_grant(grant: &GrantView, told: &DocumentText, found: &mut Vec<Basis>) {
    const SOURCE: &str = "보조금";
    if let AmountView::Won(amount) = &grant.amount {
        push(found, told, "교부결정액".to_owned(), *amount, None, SOURCE);
    }
    let of = |pick: &dyn Fn(&gian_view::SpendingView) -> AmountView| -> Vec<(String, AmountView)> {
        grant.spending.iter().map(|s| (redaction::written(&s.label), pick(s))).collect()
    };
    sum(found, told, "보조금 예산 합계", &grant.budget, &of(&|s| s.budget.clone()));
    sum(found, told, "보조금 집행 합계", &grant.spent, &of(&|s| s.spent.clone().unwrap_or(AmountView::Won(0))));
    if let (AmountView::Won(budget), AmountView::Won(spent), AmountView::Won(balance)) =
        (&grant.budget, &grant.spent, &grant.balance)
    {
        let calculation = (told.has_won(*budget) && told.has_won(*spent))
            .then(|| format!("{}원 − {}원", grouped(*budget), grouped(*spent)));
        push(found, told, "집행잔액".to_owned(), *balance, calculation, SOURCE);
        if let Some(AmountView::Won(interest)) = grant.settlement.as_ref().map(|s| &s.interest)
            && let Some(AmountView::Won(returned)) = grant.settlement.as_ref().map(|s| &s.returned)
        {
            let calculation = (told.has_won(*balance) && told.has_won(*interest))
                .then(|| format!("{}원 + {}원", grouped(*balance), grouped(*interest)));
            push(found, told, "반납액".to_owned(), *returned, calculation, SOURCE);
        }
    }
}

/// A sum of at least two parts that the document all prints.
fn sum(found: &mut Vec<Basis>, told: &DocumentText, what: &str, total: &AmountView, parts: &[(String, AmountView)]) {
    let AmountView::Won(total) = total else { return };
    let told_part = |(label, amount): &(String, AmountView)| match amount {
        AmountView::Won(won) if told.has_won(*won) => Some(format!("{label} {}원", grouped(*won))),
        _ => None,
    };
    let parts: Option<Vec<String>> = parts.iter().map(told_part).collect();
    match parts {
        Some(parts) if parts.len() > 1 => {
            push(found, told, what.to_owned(), *total, Some(parts.join(" + ")), "합계");
        }
        _ => {}
    }
}

fn push(
    found: &mut Vec<Basis>,
    told: &DocumentText,
    what: String,
    won: i64,
    calculation: Option<String>,
    source: &'static str,
) {
    if won == 0 || !told.has_won(won) {
        return;
    }
    let mut written = vec![format!("{}원", grouped(won))];
    if won % 1000 == 0 {
        written.insert(0, thousands(won));
    }
    found.push(Basis { what, value: format!("{}원", grouped(won)), calculation, source, written });
}
