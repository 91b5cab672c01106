//! # 과부족은 현원에서 정원을 뺀 수이고, 합계는 구분별의 합입니다
//!
//! 적은 `과부족`은 현원에서 정원을 뺀 수(모자라면 음수)여야 하고, 적은 `합계`의 정원과 현원은 구분별의 합이어야 합니다. 적지 않으면
//! gian이 계산한 값을 찍습니다.
//!
//! 예: `{구분: 7급, 정원: 9, 현원: 8, 과부족: 1}`
//! 대신: `{구분: 7급, 정원: 9, 현원: 8, 과부족: -1}`
//!
//! 근거: 적힌 사실의 계산.
//!
//! # 과부족 is 현원 less 정원, and the totals are the sums of the groups
//!
//! A `과부족` that is written is the staff present less the quota (negative for vacancies), and the 정원 and 현원 of `합계` are
//! the sums over the groups. What is not written is computed and printed by gian.
//!
//! Example: `{구분: 7급, 정원: 9, 현원: 8, 과부족: 1}`
//! Instead: `{구분: 7급, 정원: 9, 현원: 8, 과부족: -1}`
//!
//! Source: computed from what is written.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_model::record::duties::balance;
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("staffing-count", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let Some(duties) = &document.record.duties else { continue };
        let (staffing, path) = (&duties.staffing, document.path.as_str());
        for (i, group) in staffing.groups.iter().enumerate() {
            difference(path, &routes::staff_group(i), group.quota, group.present, group.balance, diags);
        }
        let Some(total) = &staffing.total else { continue };
        let route = routes::staffing().key(keys::TOTAL);
        difference(path, &route, total.quota, total.present, total.balance, diags);
        let (quota, present) = staffing.sums();
        for (key, stated, sum) in [(keys::QUOTA, total.quota, quota), (keys::PRESENT, total.present, present)] {
            if stated != sum {
                diags.push(
                    RULE.problem(
                        Place::value(path, route.key(key)),
                        text!(
                            "{}의 합계 {}명이 구분별의 합 {}명과 다릅니다",
                            "the total of {}, {}, is not the sum of the groups, {}"; key, stated, sum
                        ),
                    )
                    .help(text!("합계나 구분별의 수를 고치십시오", "correct the total, or the number of a group")),
                );
            }
        }
    }
}

/// Compares a stated 과부족 with 현원 less 정원.
fn difference(path: &str, route: &Route, quota: u32, present: u32, stated: Option<i64>, diags: &mut Vec<Diag>) {
    let actual = balance(quota, present);
    let Some(stated) = stated.filter(|stated| *stated != actual) else { return };
    diags.push(
        RULE.problem(
            Place::value(path, route.key(keys::STAFF_BALANCE)),
            text!(
                "과부족이 {}인데 현원 {}명에서 정원 {}명을 빼면 {}입니다",
                "`과부족` is {}, but {} present less a quota of {} is {}"; stated, present, quota, actual
            ),
        )
        .help(text!("과부족, 정원, 현원 가운데 틀린 것을 고치십시오", "correct the number that is wrong")),
    );
}
