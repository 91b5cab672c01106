//! # 여비의 합계는 내역의 합입니다
//!
//! `여비`에 `합계`를 적었으면 내역의 금액을 더한 값과 같아야 합니다. 합계를 적지 않으면 gian이 더한 값을 찍습니다. 가린 금액은 값이
//! `private/`에 있을 때만 견줍니다.
//!
//! 예: `내역: [{구분: 운임, 금액: 119600}, {구분: 일비, 금액: 150000}]`인데 `합계: 269000`
//! 대신: `합계: 269600`
//!
//! 근거: 적힌 사실의 계산(여비의 종류는 공무원 여비 규정에 따름).
//!
//! # The total of the travel costs is the sum of its items
//!
//! A `합계` below `여비` is the sum of the amounts of its items. Without one, gian prints the sum. A withheld amount is compared
//! only where its value is in `private/`.
//!
//! Example: `내역: [{구분: 운임, 금액: 119600}, {구분: 일비, 금액: 150000}]` with `합계: 269000`
//! Instead: `합계: 269600`
//!
//! Source: computed from what is written (공무원 여비 규정 has the kinds of costs).

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::amount::grouped;
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("trip-cost", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let Some(costs) = document.record.trip.as_ref().and_then(|trip| trip.costs.as_ref()) else { continue };
        let stated = costs.total.as_ref().and_then(|total| total.value(&dossier.private));
        let (Some(stated), Some(sum)) = (stated, costs.sum(&dossier.private)) else { continue };
        if stated != sum {
            diags.push(
                RULE.problem(
                    Place::value(&document.path, routes::trip_costs().key(keys::TOTAL)),
                    text!(
                        "여비의 합계 {}원이 내역의 합 {}원과 다릅니다",
                        "the total of {} won is not the sum of the items, {} won"; grouped(stated), grouped(sum)
                    ),
                )
                .related(
                    Place::key(&document.path, routes::trip_costs().key(keys::BREAKDOWN)),
                    text!("여비의 내역", "the items"),
                )
                .help(text!("합계나 내역의 금액을 고치십시오", "correct the total, or the amount of an item")),
            );
        }
    }
}
