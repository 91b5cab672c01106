//! # 금액은 단가에 수량을 곱한 값입니다
//!
//! 비용 항목에 `금액`을 적으면 `단가 × 수량`과 같아야 합니다. 셋이 서로 다르면 어느 것이 맞는지 읽는 사람이 알 수
//! 없고, 합계와 지출도 틀립니다. 금액은 적지 않아도 되며, 그러면 gian이 계산하여 적습니다. 가린 금액도 값이
//! `private/`에 있으면 견줍니다.
//!
//! 예: `{항목: 참석수당, 구분: 수당, 단가: 150000, 수량: 4, 단위: 인, 금액: 500000}`
//! 대신: `금액: 600000`으로 적거나 금액을 적지 않음
//!
//! 근거: 적힌 사실의 계산.
//!
//! # An amount is unit price times quantity
//!
//! The `금액` of an item of cost, where it is stated, is `단가 × 수량`. If the three disagree, nobody can tell
//! which is right, and the total is wrong too. The amount can be left out: gian computes it. A withheld amount is
//! compared as well where its value is in `private/`.
//!
//! Example: `{항목: 참석수당, 구분: 수당, 단가: 150000, 수량: 4, 단위: 인, 금액: 500000}`
//! Instead: `금액: 600000`, or no 금액 at all
//!
//! Source: computed from what is written.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::amount::grouped;
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("cost-product", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(costs) = dossier.review.as_ref().and_then(|r| r.costs.as_ref()) else { return };
    for (i, item) in costs.items.iter().enumerate() {
        let private = &dossier.private;
        // Compare withheld amounts too, if their values are available.
        let (Some(product), Some(price)) = (item.product(private), item.unit_price.value(private)) else { continue };
        if let Some(amount) = item.amount.as_ref().and_then(|a| a.value(private)).filter(|a| *a != product) {
            diags.push(
                RULE.problem(
                    Place::value(&dossier.review_path(), routes::cost_item(i).key(keys::AMOUNT)),
                    text!("금액 {}원이 단가 × 수량 {}원과 다릅니다", "금액 is {} won, but 단가 × 수량 is {} won"; grouped(amount), grouped(product)),
                )
                .label(text!("{} × {} = {}", "{} × {} = {}"; grouped(price), item.quantity, grouped(product)))
                .help(text!("`금액: {}`으로 고치거나 단가와 수량을 고치십시오", "write `금액: {}`, or correct 단가 and 수량"; product)),
            );
        }
    }
}
