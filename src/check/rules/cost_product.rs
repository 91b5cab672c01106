//! A stated amount is unit price times quantity.
//!
//! Example: 단가 150000, 수량 4, 금액 500000. Instead: 600000.

use crate::check::Scope;
use crate::diagnostics::{Diag, Place};
use crate::korean::amount::grouped;
use crate::model::Dossier;
use crate::text;

pub fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(costs) = dossier.review.as_ref().and_then(|r| r.costs.as_ref()) else { return };
    for (i, item) in costs.items.iter().enumerate() {
        let private = &dossier.private;
        // A withheld amount is compared too where the office has it at hand.
        let (Some(product), Some(price)) = (item.product(private), item.unit_price.value(private)) else { continue };
        if let Some(amount) = item.amount.as_ref().and_then(|a| a.value(private)).filter(|a| *a != product) {
            diags.push(
                Diag::error(
                    CODE,
                    Place::value(&dossier.review_path(), format!("/비용/항목/{i}/금액")),
                    text!("금액 {}원이 단가 × 수량 {}원과 다릅니다", "금액 is {} won, but 단가 × 수량 is {} won"; grouped(amount), grouped(product)),
                )
                .label(text!("{} × {} = {}", "{} × {} = {}"; grouped(price), item.quantity, grouped(product)))
                .help(text!("`금액: {}`으로 고치거나 단가와 수량을 고치십시오", "write `금액: {}`, or correct 단가 and 수량"; product)),
            );
        }
    }
}

const CODE: &str = "cost-product";
