//! A meeting ends after it begins, and meetings of one round do not overlap.
//!
//! Example: a separate preliminary meeting 10:00~10:30 inside the meeting 10:00~12:30. Instead:
//! 09:30~10:00.

use crate::check::Scope;
use crate::diagnostics::{Diag, Place};
use crate::model::Dossier;
use crate::text;

pub fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(review) = &dossier.review else { return };
    let path = dossier.review_path();
    for (r, round) in review.rounds.iter().enumerate() {
        let route = |m: usize, key: &str| format!("/회차/{r}/회의/{m}/{key}");
        for (m, meeting) in round.meetings.iter().enumerate() {
            let (Some(start), Some(end)) = (meeting.start, meeting.end) else { continue };
            if end <= start {
                diags.push(
                    Diag::error(
                        CODE,
                        Place::value(&path, route(m, "끝")),
                        text!("회의가 시작하기 전에 끝납니다", "the meeting ends before it begins"),
                    )
                    .related(Place::value(&path, route(m, "시작")), text!("시작은 {}", "it begins at {}"; start))
                    .help(text!("두 시각을 확인하십시오", "check the two times")),
                );
                continue;
            }
            for (o, other) in round.meetings[..m].iter().enumerate() {
                let (Some(other_start), Some(other_end)) = (other.start, other.end) else { continue };
                if other.date == meeting.date && start < other_end && other_start < end {
                    diags.push(
                        Diag::warning(
                            CODE,
                            Place::value(&path, route(m, "시작")),
                            text!("`{}`({}~{})이(가) `{}`와(과) 겹칩니다", "`{}` ({}~{}) overlaps `{}`"; meeting.name.plain(&dossier.private), start, end, other.name.plain(&dossier.private)),
                        )
                        .related(Place::value(&path, route(o, "시작")), text!("{}~{}", "{}~{}"; other_start, other_end))
                        .help(text!("따로 연 회의이면 시각을 고치십시오", "correct the times if the meetings were separate")),
                    );
                }
            }
        }
    }
}

const CODE: &str = "meeting-order";
