//! # 의결에는 재적위원의 과반수가 나와야 합니다
//!
//! `재적위원`을 적은 검토에서 안건을 의결한 회차에는 재적위원의 과반수가 참석하고, 가결한 안건에는 참석한 위원의 과반수가
//! 찬성해야 합니다. meetings.yaml의 회의가 정한 것이 있으면 `출석`이 `재적`의 과반수나 적어 둔 `의결정족수`에 이르러야 하고, 위임한 위원도 출석으로
//! 셈합니다. 조례나 운영규정이 달리 정하면 이 줄에서 끕니다.
//!
//! 예: `재적위원: 15`인데 위원 7명이 참석하여 의결함
//! 대신: 위원 8명 이상이 참석한 회의에서 의결함
//!
//! 근거: 지방자치단체 위원회의 운영 조례(재적위원 과반수의 출석, 출석위원 과반수의 찬성)의 통례.
//!
//! # A committee decides with a quorum
//!
//! If a review states `재적위원` and decides subjects, more than half of all members attend the round, and more than half of
//! those present vote for what is carried. A meeting in meetings.yaml that decided something needs more than half of `재적`, or
//! `의결정족수`, where proxies (`위임`) count as present. If an ordinance of the office has another rule, suppress the problem.
//!
//! Example: 7 of 15 members attend and decide
//! Instead: at least 8 members attend
//!
//! Source: common rule of ordinances on committees of local governments.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_model::review::{ReviewFile, Round};
use gian_model::{Dossier, keys, routes};
use gian_vocabulary::process::Effect;

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("quorum", Layer::Manual, Severity::Warning, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    own_meetings(dossier, diags);
    let Some(review) = &dossier.review else { return };
    let Some(seats) = review.seats.filter(|_| review.subjects.iter().any(|s| s.result.is_some())) else { return };
    let path = dossier.review_path();
    let Some((at, present)) = present(dossier, review) else { return };
    if present.saturating_mul(2) <= seats {
        let place = Place::value(&path, routes::round(at).key(keys::ATTENDANCE));
        diags.push(
            RULE.problem(
                place,
                text!("재적위원 {}명 가운데 {}명이 참석해 과반수가 아닙니다", "{1} of {0} members attend, not more than half"; seats, present),
            )
            .help(text!("참석 인원이나 `재적위원`을 고치십시오", "correct the attendance or `재적위원`")),
        );
    }
    let process = scope.office.settings.process(review.process_name());
    for (i, subject) in review.subjects.iter().enumerate() {
        let Some(votes) = &subject.votes else { continue };
        let place = |key: &str| Place::value(&path, routes::subject_votes(i).key(key));
        let effect = subject.result.as_ref().and_then(|word| process.effect(word));
        let is_carried = matches!(effect, Some(Effect::Approved | Effect::Conditional | Effect::AfterRevision));
        if is_carried && votes.yes.saturating_mul(2) <= present {
            diags.push(
                RULE.problem(
                    place(keys::YES),
                    text!("참석한 위원 {}명의 과반수가 찬성하지 않았는데 가결했습니다", "carried without the votes of more than half of {} present"; present),
                )
                .help(text!("표결한 수나 `결과`를 고치십시오", "correct the votes or `결과`")),
            );
        } else if effect == Some(Effect::Rejected) && votes.yes.saturating_mul(2) > present {
            diags.push(
                RULE.problem(
                    place(keys::YES),
                    text!("참석한 위원 {}명의 과반수가 찬성했는데 부결했습니다", "rejected although more than half of {} present voted for it"; present),
                )
                .help(text!("표결한 수나 `결과`를 고치십시오", "correct the votes or `결과`")),
            );
        }
    }
}

/// Meetings that are no rounds of a review, and decided something.
fn own_meetings(dossier: &Dossier, diags: &mut Vec<Diag>) {
    let path = dossier.meetings_path();
    let meetings = dossier.meetings.iter().flat_map(|file| file.meetings.iter().enumerate());
    for (m, meeting) in meetings.filter(|(_, meeting)| meeting.decides()) {
        let counted = meeting.counted();
        let Some(needed) = meeting.needed().filter(|needed| counted < *needed) else { continue };
        let route = routes::own_meeting(m);
        let message = match (meeting.quorum, meeting.seats) {
            (None, Some(seats)) => {
                text!("재적 {}명 가운데 {}명이 출석해 과반수가 아닌데 의결했습니다", "{1} of {0} members were present, not more than half, and decided"; seats, counted)
            }
            _ => {
                text!("의결정족수는 {}명인데 {}명이 출석해 의결했습니다", "{1} were present and decided, but {0} are needed"; needed, counted)
            }
        };
        diags.push(RULE.problem(Place::value(&path, route.key(keys::ATTENDANCE)), message).help(text!(
            "참석 인원과 `위임`, `재적`을 확인하고, 정하지 못한 것은 결정으로 적지 마십시오",
            "check the attendance, `위임` and `재적`; what was not decided is no decision"
        )));
    }
}

/// The last round and how many members attend it, without observers; `None` if it has no attendance.
fn present(dossier: &Dossier, review: &ReviewFile) -> Option<(usize, u32)> {
    let (at, round): (usize, &Round) = review.rounds.iter().enumerate().next_back()?;
    let groups = || round.attendance.iter().filter(|a| !a.observers && is_member(&a.group.plain(&dossier.private)));
    groups().next()?;
    Some((at, groups().fold(0, |sum, a| sum.saturating_add(a.count))))
}

/// Whether a group of attendees consists of members of the committee.
pub(super) fn is_member(group: &str) -> bool {
    group.trim_end().ends_with("위원")
}
