//! # 검수의 날짜는 계약, 납품, 검수의 차례이고, 지체일수는 납품기한 뒤의 날 수입니다
//!
//! 계약한 뒤에 납품하고 납품한 뒤에 검수합니다. 납품기한 뒤에 납품했으면 지난 날의 수를 `지체일수`에 적습니다. 기한의 말일이
//! 공휴일이나 토요일이면 그다음 근무일의 이튿날부터 세는 것이 보통이므로, 그렇게 센 수도 맞는 것으로 봅니다. 기한 안에 납품했으면
//! 지체일수를 적지 않거나 0으로 적습니다.
//!
//! 예: 납품기한이 7월 10일(수)이고 7월 12일에 납품했는데 `지체일수: 3`
//! 대신: `지체일수: 2`
//!
//! 근거: 지방계약법 제17조(검사), 제30조(지연배상금); 물품구매(제조)계약일반조건의 지체일수 산정; 날짜를 견주어 셈함.
//!
//! # Contract, delivery and inspection are in this order, and 지체일수 counts the days after the deadline
//!
//! Goods are delivered after the contract and inspected after the delivery. If the delivery is after the deadline, `지체일수` is
//! the number of days between. If the deadline is a day on which offices are closed, days are usually counted from the day
//! after the next working day, so that this number is accepted as well. A delivery in time has no `지체일수`, or 0.
//!
//! Example: a deadline on Wednesday 10 July, a delivery on 12 July, and `지체일수: 3`
//! Instead: `지체일수: 2`
//!
//! Source: 지방계약법 제17조 (inspection), 제30조 (damages for delay); general conditions of purchase; computed from the days.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::date::full;
use gian_korean::holiday::{is_working_day, next_working_day};
use gian_model::record::acceptance::Acceptance;
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("acceptance-days", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        if let Some(acceptance) = &document.record.acceptance {
            order(acceptance, &document.path, diags);
            delay(acceptance, &document.path, diags);
        }
    }
}

fn order(acceptance: &Acceptance, path: &str, diags: &mut Vec<Diag>) {
    let days = [
        (keys::CONTRACTED_ON, acceptance.contracted_on, keys::DELIVERY_DUE, acceptance.due),
        (keys::CONTRACTED_ON, acceptance.contracted_on, keys::DELIVERED_ON, acceptance.delivered_on),
        (keys::DELIVERED_ON, acceptance.delivered_on, keys::ACCEPTED_ON, acceptance.accepted_on),
    ];
    for (first, earlier, second, later) in days.into_iter().filter(|(_, earlier, _, later)| later < earlier) {
        diags.push(
            RULE.problem(
                Place::value(path, routes::acceptance().key(second)),
                text!(
                    "`{}`({})이 `{}`({})보다 앞섭니다", "`{}` ({}) is before `{}` ({})";
                    second, full(later.0), first, full(earlier.0)
                ),
            )
            .related(
                Place::value(path, routes::acceptance().key(first)),
                text!("먼저 있어야 할 날", "the day that comes first"),
            )
            .help(text!("두 날짜 가운데 틀린 것을 고치십시오", "correct the day that is wrong")),
        );
    }
}

/// Compares the stated days of delay with those after the deadline.
fn delay(acceptance: &Acceptance, path: &str, diags: &mut Vec<Diag>) {
    let (due, delivered) = (acceptance.due.0, acceptance.delivered_on.0);
    let late = (delivered - due).num_days().max(0);
    // A deadline on a day off ends with the next working day.
    let extended = (is_working_day(due) == Some(false)).then(|| next_working_day(due)).flatten();
    let accepted = extended.map_or(late, |day| (delivered - day).num_days().max(0));
    let stated = i64::from(acceptance.days_late.unwrap_or(0));
    if stated == late || stated == accepted {
        return;
    }
    let place = match acceptance.days_late {
        Some(_) => Place::value(path, routes::acceptance().key(keys::DAYS_LATE)),
        None => Place::value(path, routes::acceptance().key(keys::DELIVERED_ON)),
    };
    let message = match acceptance.days_late {
        Some(_) => text!(
            "지체일수가 {}일인데 납품기한({})에서 납품일({})까지는 {}일입니다",
            "`지체일수` is {}, but from the deadline ({}) to the delivery ({}) it is {} days";
            stated, full(due), full(delivered), accepted
        ),
        None => text!(
            "납품기한({})을 {}일 넘겨 납품했는데 `지체일수`가 없습니다",
            "the delivery is after the deadline ({}) by {} days, and there is no `지체일수`"; full(due), accepted
        ),
    };
    diags.push(
        RULE.problem(place, message)
            .related(Place::value(path, routes::acceptance().key(keys::DELIVERY_DUE)), text!("납품기한", "the deadline"))
            .help(text!("`지체일수: {}`(으)로 적거나 날짜를 고치십시오", "write `지체일수: {}`, or correct a day"; accepted)),
    );
}
