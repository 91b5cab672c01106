//! # 날짜는 일이 진행된 차례를 따릅니다
//!
//! 계획 제출, 회의, 결정, 결재, 시행, 후속 절차의 날짜는 그 차례대로여야 하고, 보조금은 신청, 교부결정, 지급, 정산의 차례입니다. 결과를
//! 보고하는 문서는 회의보다 먼저 결재할 수 없고, 앞으로 할 일의 기한은 그 일을 정한 결재보다 앞설 수 없습니다. 기한을 넘겨 마친 일은
//! 참고로 알립니다.
//!
//! 예: 5월 8일에 결재한 문서의 결과 통보 기한 5월 7일
//! 대신: 5월 9일처럼 결재 뒤의 기한
//!
//! 근거: 기록과 사실의 날짜를 견주어 셈함.
//!
//! # Dates come in the order of the process
//!
//! A plan is submitted, then come meetings, decision, approval, sending and the steps that follow; a subsidy is applied for,
//! granted, paid and settled. A report cannot tell of a meeting after its approval, and a step that is still to come cannot
//! have a deadline before the approval that orders it. What was done after its deadline is told as a remark.
//!
//! Example: results to be told by 7 May, in a document approved on 8 May
//! Instead: a later deadline, such as 9 May
//!
//! Source: computed from the dates of records and facts.

use std::collections::BTreeMap;

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_kinds::Kind;
use gian_korean::date::with_weekday;
use gian_model::plan::VersionKind;
use gian_model::record::State;
use gian_model::review::ReviewFile;
use gian_model::{Dossier, keys, routes};
use gian_vocabulary::process::Effect;
use gian_vocabulary::values::Date;

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("date-order", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    records(dossier, diags);
    versions(dossier, diags);
    grant(dossier, diags);
    let Some(review) = &dossier.review else { return };
    meetings_after_plan(dossier, review, diags);
    decision(scope, dossier, review, diags);
    responses(dossier, review, diags);
    steps(dossier, review, diags);
    report(scope, dossier, review, diags);
}

/// A day with the place where it is written.
#[derive(Clone)]
struct Event {
    day: Date,
    place: Place,
}

impl Event {
    fn new(path: &str, route: Route, day: Date) -> Self {
        Self { day, place: Place::value(path, route) }
    }
}

/// The second day must not be before the first.
fn order(earlier: Option<&Event>, later: Option<&Event>, diags: &mut Vec<Diag>) {
    let (Some(a), Some(b)) = (earlier, later) else { return };
    if b.day >= a.day {
        return;
    }
    diags.push(
        RULE.problem(
            b.place.clone(),
            text!("{}은(는) 앞선 일의 날짜보다 이릅니다", "{} is before the date of what comes first"; with_weekday(b.day.0)),
        )
        .related(a.place.clone(), text!("앞선 일은 {}", "this comes first, on {}"; with_weekday(a.day.0)))
        .help(text!("두 날짜를 확인하십시오", "check the two dates")),
    );
}

/// No day of a sequence may be before its predecessor.
fn in_order(row: &[Event], diags: &mut Vec<Diag>) {
    for pair in row.windows(2) {
        order(Some(&pair[0]), Some(&pair[1]), diags);
    }
}

fn records(dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let record = &document.record;
        let event = |key: &str, day: Option<Date>| day.map(|d| Event::new(&document.path, Route::of(key), d));
        let drafted = event(keys::DRAFTED_ON, record.drafted_on);
        let row = [drafted, event(keys::APPROVED_ON, record.approved_on), event(keys::SENT_ON, record.sent_on)];
        in_order(&row.into_iter().flatten().collect::<Vec<_>>(), diags);
    }
}

/// Versions of a plan are submitted in the order of their numbers.
fn versions(dossier: &Dossier, diags: &mut Vec<Diag>) {
    in_order(&submitted(dossier), diags);
}

fn submitted(dossier: &Dossier) -> Vec<Event> {
    let versions = dossier.plan.iter().flat_map(|p| p.versions.iter().enumerate());
    let mut dated: Vec<(u8, Event)> = versions
        .filter_map(|(i, v)| {
            v.submitted_on
                .map(|d| (v.no, Event::new(&dossier.plan_path(), routes::plan_version(i).key(keys::SUBMITTED_ON), d)))
        })
        .collect();
    dated.sort_by_key(|(no, _)| *no);
    dated.into_iter().map(|(_, event)| event).collect()
}

/// Order of application, decision, payments, settlement, and deadline of the return.
fn grant(dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(grant) = &dossier.grant else { return };
    let path = dossier.grant_path();
    let event = |route: Route, day: Date| Event::new(&path, route, day);
    let mut row: Vec<Event> =
        grant.application.iter().map(|a| event(routes::application().key(keys::DATE), a.on)).collect();
    row.push(event(routes::grant_decision().key(keys::DATE), grant.decision.on));
    row.extend(grant.payments.iter().enumerate().map(|(i, p)| event(routes::payment(i).key(keys::DATE), p.on)));
    if let Some(settlement) = &grant.settlement {
        row.push(event(routes::settlement().key(keys::DATE), settlement.on));
        row.extend(settlement.due.map(|due| event(routes::settlement().key(keys::RETURN_DUE), due)));
    }
    in_order(&row, diags);
}

/// Every meeting with the number of its round.
fn meetings(dossier: &Dossier, review: &ReviewFile) -> Vec<(u8, Event)> {
    let path = dossier.review_path();
    let rounds = review.rounds.iter().enumerate();
    rounds
        .flat_map(|(r, round)| {
            round.meetings.iter().enumerate().map(move |(m, meeting)| (r, m, round.no, meeting.date))
        })
        .map(|(r, m, no, day)| (no, Event::new(&path, routes::meeting(r, m).key(keys::DATE), day)))
        .collect()
}

fn meetings_after_plan(dossier: &Dossier, review: &ReviewFile, diags: &mut Vec<Diag>) {
    let first = submitted(dossier).into_iter().min_by_key(|e| e.day);
    for (_, meeting) in meetings(dossier, review) {
        order(first.as_ref(), Some(&meeting), diags);
    }
}

/// The decision follows the meetings of the first round, and the final version follows a decision that requires it.
fn decision(scope: &Scope<'_>, dossier: &Dossier, review: &ReviewFile, diags: &mut Vec<Diag>) {
    let Some(decision) = &review.decision else { return };
    let decided = Event::new(&dossier.review_path(), routes::decision().key(keys::DATE), decision.on);
    let meetings = meetings(dossier, review);
    let first = meetings.iter().map(|(no, _)| *no).min();
    let last = meetings.iter().filter(|(no, _)| Some(*no) == first).map(|(_, e)| e).max_by_key(|e| e.day);
    order(last, Some(&decided), diags);
    let effect = scope.office.settings.process(review.process_name()).effect(&decision.result);
    let asks = effect.is_some_and(Effect::has_conditions);
    let versions = dossier.plan.iter().flat_map(|p| p.versions.iter().enumerate());
    for (i, version) in versions.filter(|(_, v)| asks && v.kind == VersionKind::Final) {
        let Some(day) = version.submitted_on else { continue };
        order(
            Some(&decided),
            Some(&Event::new(&dossier.plan_path(), routes::plan_version(i).key(keys::SUBMITTED_ON), day)),
            diags,
        );
    }
}

/// Answers follow the first meeting of the round.
fn responses(dossier: &Dossier, review: &ReviewFile, diags: &mut Vec<Diag>) {
    let mut first: BTreeMap<u8, Event> = BTreeMap::new();
    for (no, meeting) in meetings(dossier, review) {
        if first.get(&no).is_none_or(|known| meeting.day < known.day) {
            first.insert(no, meeting);
        }
    }
    for (i, finding) in review.findings.iter().enumerate() {
        let Some(day) = finding.response.as_ref().and_then(|r| r.on) else { continue };
        let responded = Event::new(&dossier.review_path(), routes::response(i).key(keys::DATE), day);
        order(first.get(&finding.round), Some(&responded), diags);
    }
}

/// Steps follow one another and the meetings; steps completed too late are reported.
fn steps(dossier: &Dossier, review: &ReviewFile, diags: &mut Vec<Diag>) {
    let path = dossier.review_path();
    let due: Vec<Event> = review
        .steps
        .iter()
        .enumerate()
        .map(|(i, s)| Event::new(&path, routes::following_step(i).key(keys::DUE), s.due))
        .collect();
    in_order(&due, diags);
    let meetings = meetings(dossier, review);
    let first = meetings.iter().map(|(_, e)| e).min_by_key(|e| e.day);
    for (i, step) in review.steps.iter().enumerate() {
        let Some(day) = step.done_on else { continue };
        let done = Event::new(&path, routes::following_step(i).key(keys::DONE_ON), day);
        // What is due before the meeting prepares it: the plan of a meeting has such steps.
        order(first.filter(|meeting| step.due >= meeting.day), Some(&done), diags);
        if day > step.due {
            diags.push(
                RULE.info(
                    done.place,
                    text!("{}에 마쳐 기한을 넘겼습니다", "it was done on {}, after its deadline"; with_weekday(day.0)),
                )
                .related(due[i].place.clone(), text!("기한은 {}", "the deadline was {}"; with_weekday(step.due.0)))
                .help(text!("두 날짜를 확인하십시오", "check the two dates")),
            );
        }
    }
}

/// The report of the review follows its meetings and precedes the steps; a plan precedes the meeting.
fn report(scope: &Scope<'_>, dossier: &Dossier, review: &ReviewFile, diags: &mut Vec<Diag>) {
    let is_report = |kind: &str| scope.office.kinds.find(kind).is_some_and(Kind::reports_and_orders);
    let mut reports = dossier.documents.iter().filter(|d| is_report(&d.record.kind));
    let Some(report) = reports.find(|d| d.record.state != State::Draft) else { return };
    let Some(approved) = report.record.approved_on else { return };
    let approval = || {
        let words = text!("결재일은 {}", "결재일 is {}"; with_weekday(approved.0));
        (Place::value(&report.path, Route::of(keys::APPROVED_ON)), words)
    };
    for (_, meeting) in meetings(dossier, review).into_iter().filter(|(_, e)| e.day > approved) {
        let (place, words) = approval();
        diags.push(
            RULE.problem(meeting.place, text!("회의가 결재일보다 뒤에 있습니다", "the meeting is after 결재일"))
                .related(place, words)
                .help(text!("날짜를 고치십시오", "correct the date")),
        );
    }
    for (i, step) in review.steps.iter().enumerate().filter(|(_, s)| s.due < approved && s.done_on.is_none()) {
        let (place, words) = approval();
        diags.push(
            RULE.warning(
                Place::value(&dossier.review_path(), routes::following_step(i).key(keys::DUE)),
                text!(
                    "앞으로 할 일의 기한 {}이(가) 결재일보다 앞섭니다",
                    "the deadline {} of a step to come is before 결재일"; with_weekday(step.due.0)
                ),
            )
            .related(place, words)
            .help(text!(
                "기한을 늦추거나, 이미 한 일이면 `완료일`을 적으십시오",
                "set a later deadline, or write 완료일 if it is done"
            )),
        );
    }
}
