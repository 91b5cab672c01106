//! # 참석인원은 구분별 인원의 합과 같습니다
//!
//! 적어 둔 `참석인원`은 `참석`의 구분별 `인원`을 더한 수여야 하고, `명단`을 적은 구분의 인원은 명단의 사람 수와
//! 같아야 합니다. 회의록, 결과보고와 참석부가 모두 이 수를 쓰므로 하나가 틀리면 문서마다 사람 수가 달라집니다.
//! 명단을 적지 않은 구분은 수만 봅니다. meetings.yaml의 회의에서는 `출석`이 배석을 뺀 인원에 `위임`을 더한 수여야 하고, `재적`을 넘을 수
//! 없습니다.
//!
//! 예: 인원이 5명, 3명, 8명인데 `참석인원: 15`
//! 대신: `참석인원: 16`
//!
//! 근거: 적힌 사실의 계산. 참석자 명단은 공공기록물법 시행령 제18조제2항의 회의록 기재 사항입니다.
//!
//! # The number present is the sum of its groups
//!
//! The stated `참석인원` is the sum of the `인원` of all groups under `참석`, and a group with a `명단` counts as
//! many people as it lists. Minutes, reports and the list of those present all use these numbers. Of a group
//! without names only the number counts. `출석` of a meeting in meetings.yaml is the number of those listed without observers
//! (배석) and of proxies (`위임`), and not more than `재적`.
//!
//! Example: groups of 5, 3 and 8 with `참석인원: 15`
//! Instead: `참석인원: 16`
//!
//! Source: computed from what is written; those present belong into minutes by 공공기록물법 시행령 제18조제2항.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_model::meetings::OwnMeeting;
use gian_model::review::Attendance;
use gian_model::{Dossier, keys, routes};

use super::quorum::is_member;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("attendance-total", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    own_meetings(dossier, diags);
    let Some(review) = &dossier.review else { return };
    let path = dossier.review_path();
    for (r, round) in review.rounds.iter().enumerate() {
        let sum: u32 = round.attendance.iter().map(|a| a.count).sum();
        if let Some(total) = round.attendance_total.filter(|t| *t != sum) {
            let parts: Vec<String> = round.attendance.iter().map(|a| a.count.to_string()).collect();
            diags.push(
                RULE.problem(
                    Place::value(&path, routes::round(r).key(keys::ATTENDANCE_TOTAL)),
                    text!("참석인원 {}명이 구분별 인원의 합 {}명과 다릅니다", "참석인원 is {}, but the groups sum to {}"; total, sum),
                )
                .label(text!("{} = {}", "{} = {}"; parts.join(" + "), sum))
                .help(text!("`참석인원: {}`으로 고치거나 구분별 인원을 고치십시오", "write `참석인원: {}`, or correct a group"; sum)),
            );
        }
        for (g, group) in round.attendance.iter().enumerate() {
            diags.extend(listed(group, &path, &routes::attendance(r, g)));
        }
    }
}

/// A group that counts other people than it lists.
fn listed(group: &Attendance, path: &str, route: &Route) -> Option<Diag> {
    let listed = group.members.len();
    (listed > 0 && listed != group.count as usize).then(|| {
        RULE.problem(
            Place::value(path, route.key(keys::COUNT)),
            text!("인원은 {}명인데 명단에는 {}명이 있습니다", "the count is {}, but {} people are listed"; group.count, listed),
        )
        .related(Place::key(path, route.key(keys::MEMBERS)), text!("{}명", "{} people"; listed))
        .help(text!("인원이나 명단을 고치십시오", "correct the count or the list"))
    })
}

/// The numbers of meetings that are no rounds of the review.
fn own_meetings(dossier: &Dossier, diags: &mut Vec<Diag>) {
    let path = dossier.meetings_path();
    for (m, meeting) in dossier.meetings.iter().flat_map(|file| file.meetings.iter().enumerate()) {
        for (g, group) in meeting.attendance.iter().enumerate() {
            diags.extend(listed(group, &path, &routes::own_attendance(m, g)));
        }
        let counted = meeting.counted();
        let place = |key: &str| Place::value(&path, routes::own_meeting(m).key(key));
        let sum = || text!("{} + 위임 {} = {}", "{} + {} by proxy = {}"; meeting.voters(), meeting.proxies, counted);
        if let Some(present) = meeting.present.filter(|present| *present != counted) {
            diags.push(
                RULE.problem(
                    place(keys::PRESENT_COUNT),
                    text!("출석 {}명이 참석과 위임을 더한 {}명과 다릅니다", "출석 is {}, but {} are listed or gave a proxy"; present, counted),
                )
                .label(sum())
                .help(text!("`출석: {}`으로 고치거나 참석 인원을 고치십시오", "write `출석: {}`, or correct the attendance"; counted)),
            );
        }
        let Some(seats) = meeting.seats.filter(|seats| *seats < counted && is_of_members(dossier, meeting)) else {
            continue;
        };
        diags.push(
            RULE.problem(
                place(keys::MEETING_SEATS),
                text!("재적은 {}명인데 {}명이 출석했습니다", "of {} members {} are present"; seats, counted),
            )
            .label(sum())
            .help(text!(
                "`재적`이나 참석 인원을 고치고, 의결하지 않는 사람은 `배석: true`인 무리에 적으십시오",
                "correct `재적` or the attendance; list those who do not vote in a group with `배석: true`"
            )),
        );
    }
}

/// Whether all who are no observers are members, so that there cannot be more of them than `재적`.
fn is_of_members(dossier: &Dossier, meeting: &OwnMeeting) -> bool {
    let groups = || meeting.attendance.iter().filter(|group| !group.observers);
    groups().all(|group| is_member(&group.group.plain(&dossier.private)))
}
