//! # 지급한 보조금은 교부결정한 금액을 넘지 않습니다
//!
//! 지급한 금액을 더한 것이 교부결정 금액보다 많을 수 없습니다. 신청한 금액보다 많이 교부하기로 하였거나, 집행한 금액 없이 정산하였으면
//! 금액을 다시 확인해야 합니다.
//!
//! 예: 교부결정 8,000,000원, 지급 5,000,000원과 4,000,000원
//! 대신: 지급 5,000,000원과 3,000,000원
//!
//! 근거: 지방자치단체 보조금 관리에 관한 법률; 금액을 더하여 셈함.
//!
//! # Payments of a subsidy are within what was granted
//!
//! What was paid is together not more than what was granted. A grant of more than was applied for, and a settlement without
//! any spending, are told too.
//!
//! Example: a grant of 8,000,000 won, paid as 5,000,000 and 4,000,000 won
//! Instead: payments of 5,000,000 and 3,000,000 won
//!
//! Source: 지방자치단체 보조금 관리에 관한 법률; computed.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_korean::amount::grouped;
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("grant-payments", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(grant) = &dossier.grant else { return };
    let (path, private) = (dossier.grant_path(), &dossier.private);
    let spent = grant.spending.iter().any(|s| s.spent.is_some());
    if grant.settlement.is_some() && !spent {
        diags.push(
            RULE.warning(
                Place::key(&path, Route::of(keys::SETTLEMENT)),
                text!("정산하였는데 집행한 금액이 없습니다", "the subsidy is settled, but nothing is said to be spent"),
            )
            .help(text!("비목마다 `집행`을 적으십시오", "write `집행` for each item")),
        );
    }
    // A withheld amount without an available value cannot be compared.
    let Some(granted) = grant.decision.amount.value(private) else { return };
    let granted_at = || {
        (
            Place::value(&path, routes::grant_decision().key(keys::AMOUNT)),
            text!("교부결정 {}원", "{} won were granted"; grouped(granted)),
        )
    };
    let paid: Option<Vec<i64>> = grant.payments.iter().map(|p| p.amount.value(private)).collect();
    let paid = paid.map(|all| all.iter().fold(0i64, |sum, won| sum.saturating_add(*won)));
    if let Some(paid) = paid.filter(|paid| *paid > granted) {
        let (place, words) = granted_at();
        diags.push(
            RULE.problem(
                Place::key(&path, Route::of(keys::PAYMENTS)),
                text!("지급한 금액의 합 {}원이 교부결정 금액보다 많습니다", "{} won were paid, more than was granted"; grouped(paid)),
            )
            .related(place, words)
            .help(text!("지급이나 교부결정의 금액을 고치십시오", "correct the payments, or the grant")),
        );
    }
    let applied = grant.application.as_ref().and_then(|a| a.amount.value(private));
    if let Some(applied) = applied.filter(|applied| *applied < granted) {
        let (place, words) = granted_at();
        diags.push(
            RULE.warning(
                Place::value(&path, routes::application().key(keys::AMOUNT)),
                text!("신청한 {}원보다 많이 교부하기로 하였습니다", "more was granted than the {} won applied for"; grouped(applied)),
            )
            .related(place, words)
            .help(text!("두 금액을 확인하십시오", "check the two amounts")),
        );
    }
}
