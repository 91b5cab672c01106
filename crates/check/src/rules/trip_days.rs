//! # 출장의 날짜는 기간 안에 있고, 복명은 출장을 마친 뒤에 합니다
//!
//! 출장은 시작한 날에 끝나거나 그 뒤에 끝나고, 날마다 적은 활동은 그 기간 안에 날짜의 차례로 있으며, 복명일은 출장을 마친 날이나 그
//! 뒤여야 합니다. 출장공무원은 돌아온 뒤에 결과를 보고하므로, 마치기 전의 복명은 날짜를 잘못 적은 것입니다.
//!
//! 예: 9월 4일에 마친 출장의 `복명일: 2024-09-03`
//! 대신: `복명일: 2024-09-05`
//!
//! 근거: 국가공무원 복무규정 제6조제3항(돌아온 뒤의 결과보고서); 지방공무원은 그 기관의 복무 조례; 날짜를 견주어 셈함.
//!
//! # The days of a trip are inside its period, and the report follows the trip
//!
//! A trip does not end before it starts, the activities of each day are inside its period and in order, and the day of the
//! report (복명일) is not before the last day. The report is made after the return, so an earlier day is a slip.
//!
//! Example: `복명일: 2024-09-03` of a trip that ended on 4 September
//! Instead: `복명일: 2024-09-05`
//!
//! Source: 국가공무원 복무규정 제6조제3항 (report after the return); local offices have ordinances; computed from the days.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::date::full;
use gian_model::record::trip::Trip;
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("trip-days", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        if let Some(trip) = &document.record.trip {
            judge(trip, &document.path, diags);
        }
    }
}

fn judge(trip: &Trip, path: &str, diags: &mut Vec<Diag>) {
    let (from, to) = (full(trip.from.0), full(trip.to.0));
    let end = || Place::value(path, routes::trip().key(keys::END));
    if trip.to < trip.from {
        diags.push(
            RULE.problem(
                end(),
                text!("출장이 시작하기 전({})에 끝납니다", "the trip ends on {}, before it starts"; to),
            )
            .related(Place::value(path, routes::trip().key(keys::START)), text!("{}에 시작", "starts on {}"; from))
            .help(text!("두 날짜 가운데 틀린 것을 고치십시오", "correct the day that is wrong")),
        );
        return;
    }
    if trip.reported_on < trip.to {
        diags.push(
            RULE.problem(
                Place::value(path, routes::trip().key(keys::REPORTED_ON)),
                text!(
                    "복명일({})이 출장을 마치기 전입니다", "the report of {} is before the end of the trip";
                    full(trip.reported_on.0)
                ),
            )
            .related(end(), text!("{}에 마침", "ends on {}"; to))
            .help(text!("복명일이나 출장 기간을 고치십시오", "correct the day of the report, or the period")),
        );
    }
    let mut last = None;
    for (i, day) in trip.days.iter().enumerate() {
        let place = Place::value(path, routes::trip_day(i).key(keys::DATE));
        if day.on < trip.from || day.on > trip.to {
            diags.push(
                RULE.problem(
                    place,
                    text!(
                        "출장 기간({}~{})에 없는 날입니다: {}", "outside the period of the trip ({}~{}): {}";
                        from, to, full(day.on.0)
                    ),
                )
                .help(text!("활동의 날짜나 출장 기간을 고치십시오", "correct the day, or the period of the trip")),
            );
        } else if last.is_some_and(|last| day.on < last) {
            diags.push(
                RULE.problem(
                    place,
                    text!("활동이 날짜의 차례가 아닙니다", "the activities are not in the order of their days"),
                )
                .help(text!("날짜의 차례로 적으십시오", "put them into the order of their days")),
            );
        }
        last = Some(day.on);
    }
}
