//! # 비용의 합계는 항목의 합과 같습니다
//!
//! 적어 둔 `합계`는 항목의 금액을 더한 값이어야 합니다. 항목을 모두 공개하면서 합계만 가리는 것도 알립니다. 더하면
//! 나오는 값이어서 가린 뜻이 없기 때문입니다. 가린 단가의 값이 이곳에 없으면 더할 수 없으므로 견주지 않습니다.
//!
//! 예: 항목이 600,000원과 490,000원인데 `합계: 1190000`
//! 대신: `합계: 1090000`으로 적거나 합계를 적지 않음
//!
//! 근거: 적힌 사실의 계산.
//!
//! # The total of the costs is the sum of the items
//!
//! The stated `합계` is the sum of the amounts of the items. A total that is withheld while all items are open is
//! told too: who adds them up knows it. Where a withheld price is not at hand, nothing can be added up, and nothing
//! is compared.
//!
//! Example: items of 600,000 and 490,000 won with `합계: 1190000`
//! Instead: `합계: 1090000`, or no 합계 at all
//!
//! Source: computed from what is written.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::amount::grouped;
use gian_model::review::CostItem;
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("cost-total", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(costs) = dossier.review.as_ref().and_then(|r| r.costs.as_ref()) else { return };
    let held = |i: &CostItem| i.unit_price.mark().is_some() || i.amount.as_ref().is_some_and(|a| a.mark().is_some());
    if costs.total.as_ref().is_some_and(|t| t.mark().is_some()) && !costs.items.iter().any(held) {
        diags.push(
            RULE.problem(
                Place::value(&dossier.review_path(), routes::costs().key(keys::TOTAL)),
                text!(
                    "합계만 가리면 항목을 더하여 알 수 있습니다",
                    "the total alone is withheld, but its items add up to it"
                ),
            )
            .help(text!(
                "항목의 단가도 가리거나 합계를 그대로 쓰십시오",
                "withhold the price of an item too, or show the total"
            )),
        );
    }
    // Use the stated amount: if it is wrong, another rule reports it at its place.
    let private = &dossier.private;
    let amount = |i: &CostItem| i.amount.as_ref().map_or(i.product(private), |a| a.value(private));
    // A withheld amount without an available value cannot be added.
    let Some(amounts) = costs.items.iter().map(amount).collect::<Option<Vec<i64>>>() else { return };
    let sum: i64 = amounts.iter().fold(0, |a, b| a.saturating_add(*b));
    if let Some(total) = costs.total.as_ref().and_then(|t| t.value(private)).filter(|t| *t != sum) {
        let parts: Vec<String> = amounts.iter().map(|a| grouped(*a)).collect();
        diags.push(
            RULE.problem(
                Place::value(&dossier.review_path(), routes::costs().key(keys::TOTAL)),
                text!("합계 {}원이 항목의 합 {}원과 다릅니다", "합계 is {} won, but the items sum to {} won"; grouped(total), grouped(sum)),
            )
            .label(text!("{} = {}", "{} = {}"; parts.join(" + "), grouped(sum)))
            .help(text!("`합계: {}`으로 고치거나 항목을 고치십시오", "write `합계: {}`, or correct an item"; sum)),
        );
    }
}
