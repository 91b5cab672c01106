//! # 날짜는 일의 차례를 따릅니다
//!
//! 기안일, 결재일, 시행일은 이 차례이고, 회의는 계획서를 처음 제출한 날보다 빠를 수 없으며, 후속절차는 기한의
//! 차례로 적습니다. 결과보고는 결재일보다 뒤의 회의를 말할 수 없습니다. 결재일보다 이른 기한은 아직 하지 않은 일일
//! 때 경고만 하며, 이미 한 일이면 `완료일`을 적습니다. 같은 날은 문제가 아닙니다.
//!
//! 예: `기안일: 2019-05-09`, `결재일: 2019-05-08`
//! 대신: `기안일: 2019-05-07`, `결재일: 2019-05-08`
//!
//! 근거: 행정업무규정 제6조(문서의 성립과 효력 발생)의 차례; 적힌 사실의 비교.
//!
//! # Dates follow the order of what happened
//!
//! 기안일, 결재일 and 시행일 come in this order, no meeting is before the day on which the plan was first
//! submitted, and steps stand in the order of their deadlines. A 결과보고 cannot tell of a meeting after its
//! 결재일. A deadline before 결재일 is only a warning, and only for a step that is still to come; what is done has
//! a `완료일`. The same day is never a problem.
//!
//! Example: `기안일: 2019-05-09`, `결재일: 2019-05-08`
//! Instead: `기안일: 2019-05-07`, `결재일: 2019-05-08`
//!
//! Source: the order of 행정업무규정 제6조 (when a document exists and takes effect); comparison of what is
//! written.

use crate::check::Scope;
use crate::diagnostics::{Diag, Place};
use crate::korean::date::with_weekday;
use crate::model::Dossier;
use crate::model::record::State;
use crate::model::values::Date;
use crate::text;

pub fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let record = &document.record;
        let path = &document.path;
        let mut order = |earlier: Option<(Date, &str)>, later: Option<(Date, &str)>| {
            if let (Some((a, a_key)), Some((b, b_key))) = (earlier, later)
                && b < a
            {
                diags.push(out_of_order(
                    Place::value(path, format!("/{b_key}")),
                    b,
                    Place::value(path, format!("/{a_key}")),
                    a,
                ));
            }
        };
        let drafted = Some((record.drafted_on, "기안일"));
        let approved = record.approved_on.map(|d| (d, "결재일"));
        let sent = record.sent_on.map(|d| (d, "시행일"));
        order(drafted, approved);
        order(approved.or(drafted), sent);
    }
    let Some(review) = &dossier.review else { return };
    let path = dossier.review_path();
    meetings_after_plan(dossier, diags);
    for window in (1..review.steps.len()).map(|i| (i - 1, i)) {
        let (a, b) = (&review.steps[window.0], &review.steps[window.1]);
        if b.due < a.due {
            diags.push(out_of_order(
                Place::value(&path, format!("/후속절차/{}/기한", window.1)),
                b.due,
                Place::value(&path, format!("/후속절차/{}/기한", window.0)),
                a.due,
            ));
        }
    }
    // The report of the review tells of its meetings and orders the steps; a plan comes before the meeting.
    let tells = |kind: &str| kind == "결과보고";
    let Some(report) = dossier
        .documents
        .iter()
        .find(|d| tells(&d.record.kind) && d.body.trim().is_empty() && d.record.state != State::Draft)
    else {
        return;
    };
    let Some(approved) = report.record.approved_on else { return };
    let approval = Place::value(&report.path, "/결재일");
    for (r, round) in review.rounds.iter().enumerate() {
        for (m, meeting) in round.meetings.iter().enumerate() {
            if meeting.date > approved {
                let place = Place::value(&path, format!("/회차/{r}/회의/{m}/날짜"));
                diags.push(
                    Diag::error(CODE, place, text!("회의가 결재일보다 뒤에 있습니다", "the meeting is after 결재일"))
                        .related(approval.clone(), text!("결재일은 {}", "결재일 is {}"; with_weekday(approved.0)))
                        .help(text!("날짜를 고치십시오", "correct the date")),
                );
            }
        }
    }
    for (s, step) in review.steps.iter().enumerate() {
        if step.due < approved && step.done_on.is_none() {
            diags.push(
                Diag::warning(
                    CODE,
                    Place::value(&path, format!("/후속절차/{s}/기한")),
                    text!("앞으로 할 일의 기한 {}이(가) 결재일보다 앞섭니다", "the deadline {} of a step to come is before 결재일"; with_weekday(step.due.0)),
                )
                .related(approval.clone(), text!("결재일은 {}", "결재일 is {}"; with_weekday(approved.0)))
                .help(text!("기한을 늦추거나, 이미 한 일이면 `완료일`을 적으십시오", "set a later deadline, or write 완료일 if it is done")),
            );
        }
    }
}

fn meetings_after_plan(dossier: &Dossier, diags: &mut Vec<Diag>) {
    let (Some(plan), Some(review)) = (&dossier.plan, &dossier.review) else { return };
    let first = plan.versions.iter().enumerate().filter_map(|(i, v)| v.submitted_on.map(|d| (d, i))).min();
    let Some((submitted, at)) = first else { return };
    for (r, round) in review.rounds.iter().enumerate() {
        for (m, meeting) in round.meetings.iter().enumerate() {
            if meeting.date < submitted {
                diags.push(out_of_order(
                    Place::value(&dossier.review_path(), format!("/회차/{r}/회의/{m}/날짜")),
                    meeting.date,
                    Place::value(&dossier.plan_path(), format!("/판/{at}/제출일")),
                    submitted,
                ));
            }
        }
    }
}

fn out_of_order(place: Place, date: Date, before: Place, earlier: Date) -> Diag {
    Diag::error(
        CODE,
        place,
        text!("{}은(는) 앞선 일의 날짜보다 이릅니다", "{} is before the date of what comes first"; with_weekday(date.0)),
    )
    .related(before, text!("앞선 일은 {}", "this comes first, on {}"; with_weekday(earlier.0)))
    .help(text!("두 날짜를 확인하십시오", "check the two dates"))
}

const CODE: &str = "date-order";
