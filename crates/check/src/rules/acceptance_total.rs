//! # 검수한 품목의 합은 계약금액입니다
//!
//! 품목의 금액은 단가와 수량의 곱이고, 품목을 모두 더하면 계약금액이어야 합니다. 다르면 `차액`에 그 금액(품목의 합에서 계약금액을 뺀
//! 값)과 까닭을 적습니다. 대금은 검수한 대로 지급하므로, 설명되지 않는 차이는 지급할 수 없습니다. 가린 금액은 값이 `private/`에 있을
//! 때만 견줍니다.
//!
//! 예: 계약금액 12,000,000원인데 품목의 합이 11,700,000원이고 `차액`이 없음
//! 대신: `차액: {금액: -300000, 사유: 현장 여건으로 수량을 줄임}`
//!
//! 근거: 지방계약법 제17조·제18조(검사와 대가의 지급); 적힌 금액의 계산.
//!
//! # The items that were accepted add up to the contract amount
//!
//! The amount of an item is its price times its quantity, and all items together are the contract amount. Otherwise `차액`
//! gives the difference (items less contract) and its reason. Payment follows the inspection, so a difference that nothing
//! explains cannot be paid. A withheld amount is compared only where its value is in `private/`.
//!
//! Example: a contract of 12,000,000 won, items of 11,700,000 won, and no `차액`
//! Instead: `차액: {금액: -300000, 사유: 현장 여건으로 수량을 줄임}`
//!
//! Source: 지방계약법 제17조, 제18조 (inspection and payment); computed from the amounts.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::amount::grouped;
use gian_model::record::acceptance::Acceptance;
use gian_model::{DocumentFile, Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("acceptance-total", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        if let Some(acceptance) = &document.record.acceptance {
            items(dossier, document, acceptance, diags);
            total(dossier, document, acceptance, diags);
        }
    }
}

fn items(dossier: &Dossier, document: &DocumentFile, acceptance: &Acceptance, diags: &mut Vec<Diag>) {
    for (i, item) in acceptance.items.iter().enumerate() {
        let stated = item.amount.as_ref().and_then(|won| won.value(&dossier.private));
        let (Some(stated), Some(product)) = (stated, item.product(&dossier.private)) else { continue };
        if stated != product {
            diags.push(
                RULE.problem(
                    Place::value(&document.path, routes::accepted_item(i).key(keys::AMOUNT)),
                    text!(
                        "금액 {}원이 단가와 수량의 곱 {}원과 다릅니다",
                        "the amount of {} won is not price times quantity, {} won"; grouped(stated), grouped(product)
                    ),
                )
                .related(
                    Place::value(&document.path, routes::accepted_item(i).key(keys::UNIT_PRICE)),
                    text!("이 품목의 단가", "the price of the item"),
                )
                .help(text!(
                    "금액, 단가, 수량 가운데 틀린 것을 고치십시오",
                    "correct the amount, the price or the quantity"
                )),
            );
        }
    }
}

fn total(dossier: &Dossier, document: &DocumentFile, acceptance: &Acceptance, diags: &mut Vec<Diag>) {
    let contract = acceptance.amount.value(&dossier.private);
    let (Some(contract), Some(sum)) = (contract, acceptance.sum(&dossier.private)) else { return };
    let stated = match &acceptance.difference {
        None => 0,
        Some(difference) => match difference.amount.value(&dossier.private) {
            Some(won) => won,
            None => return,
        },
    };
    let actual = sum.saturating_sub(contract);
    if actual == stated {
        return;
    }
    let place = match &acceptance.difference {
        None => Place::value(&document.path, routes::acceptance().key(keys::CONTRACT_AMOUNT)),
        Some(_) => Place::value(&document.path, routes::acceptance_difference().key(keys::AMOUNT)),
    };
    let message = match &acceptance.difference {
        None => text!(
            "품목의 합 {}원이 계약금액 {}원과 다른데 `차액`이 없습니다",
            "the items of {} won are not the contract of {} won, and there is no `차액`"; grouped(sum), grouped(contract)
        ),
        Some(_) => text!(
            "품목의 합 {}원에서 계약금액 {}원을 빼면 {}원인데 차액이 {}원입니다",
            "the items of {} won less the contract of {} won are {} won, but `차액` is {} won";
            grouped(sum), grouped(contract), grouped(actual), grouped(stated)
        ),
    };
    diags.push(RULE.problem(place, message).help(text!(
        "금액을 고치거나, `차액: {{금액: {}, 사유: …}}`을 적으십시오",
        "correct an amount, or write `차액: {{금액: {}, 사유: …}}`"; actual
    )));
}
