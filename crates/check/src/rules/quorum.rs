//! # 의결에는 재적위원의 과반수가 나와야 합니다
//!
//! `재적위원`을 적은 검토에서 안건을 의결한 회차에는 재적위원의 과반수가 참석하고, 가결한 안건에는 참석한 위원의 과반수가
//! 찬성해야 합니다. 조례나 운영규정이 달리 정하면 이 줄에서 끕니다.
//!
//! 예: `재적위원: 15`인데 위원 7명이 참석하여 의결함
//! 대신: 위원 8명 이상이 참석한 회의에서 의결함
//!
//! 근거: 지방자치단체 위원회의 운영 조례(재적위원 과반수의 출석, 출석위원 과반수의 찬성)의 통례.
//!
//! # A committee decides with a quorum
//!
//! If a review states `재적위원` and decides subjects, more than half of all members attend the round, and more than half of
//! those present vote for what is carried. If an ordinance of the office has another rule, suppress the problem.
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

/// The last round and how many members attend it, without observers; `None` if it has no attendance.
fn present(dossier: &Dossier, review: &ReviewFile) -> Option<(usize, u32)> {
    let (at, round): (usize, &Round) = review.rounds.iter().enumerate().next_back()?;
    let groups = || round.attendance.iter().filter(|a| !a.observers && is_member(&a.group.plain(&dossier.private)));
    groups().next()?;
    Some((at, groups().fold(0, |sum, a| sum.saturating_add(a.count))))
}

/// Whether a group of attendees consists of members of the committee.
fn is_member(group: &str) -> bool {
    group.trim_end().ends_with("위원")
}
