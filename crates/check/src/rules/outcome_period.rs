//! # 추진한 기간은 계획한 일정 안에 있고, 결과는 마친 뒤에 보고합니다
//!
//! 추진결과의 `끝`은 `시작`보다 앞설 수 없고, 그 결과를 보고하는 문서는 마친 날보다 먼저 결재할 수 없습니다. 추진한 기간이 계획의
//! `일정`을 벗어나면 경고합니다: 일정이 바뀌었으면 변경 계획의 일정을 적습니다.
//!
//! 예: 10월 13일에 끝난 행사의 추진결과보고를 10월 11일에 결재
//! 대신: 10월 13일이나 그 뒤의 결재일
//!
//! 근거: 적힌 날짜를 견주어 셈함.
//!
//! # A plan is carried out within its schedule, and its outcome is reported after the end
//!
//! The `끝` of an outcome is not before its `시작`, and a report of it is not approved before the last day. A period outside
//! the `일정` of the plan is a warning: if the schedule was changed, it is that of the changed plan.
//!
//! Example: the outcome of an event that ended on 13 October, approved on 11 October
//! Instead: an approval on 13 October or later
//!
//! Source: computed from the dates that are written.

use chrono::{Days, Months, NaiveDate};
use gian_diagnostics::{Diag, Place, Route, Severity, Text, text};
use gian_kinds::Need;
use gian_korean::date::with_weekday;
use gian_model::plan::{Outcome, PlanFile};
use gian_model::record::State;
use gian_model::{Dossier, keys, routes};
use gian_vocabulary::values::When;

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("outcome-period", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(plan) = &dossier.plan else { return };
    let Some(outcome) = &plan.outcome else { return };
    let last_at = Place::value(&dossier.plan_path(), last_day_route(outcome));
    if outcome.last_day() < outcome.from {
        let from = Place::value(&dossier.plan_path(), routes::outcome().key(keys::START));
        diags.push(
            RULE.problem(last_at, text!("끝난 날이 시작한 날보다 이릅니다", "the last day is before the first"))
                .related(from, text!("시작한 날은 {}", "the first day is {}"; with_weekday(outcome.from.0)))
                .help(text!("두 날짜를 확인하십시오", "check the two dates")),
        );
        return;
    }
    within_schedule(dossier, plan, outcome, diags);
    for document in &dossier.documents {
        let reports = scope.office.kinds.find(&document.record.kind).is_some_and(|k| k.needs(Need::Outcome));
        let Some(approved) = document.record.approved_on else { continue };
        if !reports || document.record.state == State::Draft || approved >= outcome.last_day() {
            continue;
        }
        diags.push(
            RULE.problem(
                Place::value(&document.path, Route::of(keys::APPROVED_ON)),
                text!("결재일이 마친 날보다 이릅니다", "결재일 is before the last day of what is reported"),
            )
            .related(last_at.clone(), text!("마친 날은 {}", "the last day was {}"; with_weekday(outcome.last_day().0)))
            .help(text!("두 날짜를 확인하십시오", "check the two dates")),
        );
    }
}

fn last_day_route(outcome: &Outcome) -> Route {
    routes::outcome().key(if outcome.to.is_some() { keys::END } else { keys::START })
}

/// The period from the first day of the schedule to its last.
fn within_schedule(dossier: &Dossier, plan: &PlanFile, outcome: &Outcome, diags: &mut Vec<Diag>) {
    let entries = || plan.schedule.iter().enumerate();
    let first = entries().min_by_key(|(_, s)| s.from.start);
    let last = entries().max_by_key(|(_, s)| last_day(s.to.unwrap_or(s.from)));
    let (Some((first_at, first)), Some((last_at, last))) = (first, last) else { return };
    let mut outside = |route: Route, at: usize, bound: Text| {
        diags.push(
            RULE.warning(
                Place::value(&dossier.plan_path(), route),
                text!("추진한 기간이 계획의 일정을 벗어납니다", "it was carried out outside the schedule of the plan"),
            )
            .related(Place::value(&dossier.plan_path(), routes::schedule_item(at).key(keys::START)), bound)
            .help(text!("날짜를 고치거나, 바뀐 일정을 적으십시오", "correct the date, or write the changed schedule")),
        );
    };
    if outcome.from.0 < first.from.start {
        let begins = text!("계획의 일정은 {}부터", "the schedule begins on {}"; with_weekday(first.from.start));
        outside(routes::outcome().key(keys::START), first_at, begins);
    }
    let end = last_day(last.to.unwrap_or(last.from));
    if outcome.last_day().0 > end {
        let ends = text!("계획의 일정은 {}까지", "the schedule ends on {}"; with_weekday(end));
        outside(last_day_route(outcome), last_at, ends);
    }
}

/// The day, or the last day of the month.
fn last_day(when: When) -> NaiveDate {
    let next = when.start.checked_add_months(Months::new(1)).and_then(|day| day.checked_sub_days(Days::new(1)));
    next.filter(|_| when.month_only).unwrap_or(when.start)
}
