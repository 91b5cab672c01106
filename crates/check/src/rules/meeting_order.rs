//! # 회의는 시작한 뒤에 끝나고, 한 회차의 회의는 겹치지 않습니다
//!
//! 회의의 `끝`은 `시작`보다 뒤여야 합니다. 같은 회차에서 같은 날의 두 회의가 시간이 겹치면 경고합니다. 한 위원이 두
//! 곳에 앉을 수 없으니 대개 시각을 잘못 적은 것이고, 수당의 근거도 흔들립니다. 앞 회의가 끝나는 시각에 다음 회의를
//! 시작하는 것은 괜찮고, 시각을 적지 않은 회의는 보지 않습니다.
//!
//! 예: 10:00~12:00 회의와 같은 날의 사전 검토회의 `시작: "10:00"`, `끝: "10:30"`
//! 대신: 사전 검토회의를 `시작: "09:30"`, `끝: "10:00"`으로 적음
//!
//! 근거: 적힌 사실의 비교.
//!
//! # A meeting ends after it begins, and meetings of one round do not overlap
//!
//! The `끝` of a meeting is after its `시작`. Two meetings of one round that overlap on one day are a warning:
//! nobody sits in both, so a time is usually wrong, and allowances rest on it. A meeting may begin when the one
//! before ends; one without times is not looked at.
//!
//! Example: a preliminary meeting with `시작: "10:00"`, `끝: "10:30"` beside a meeting of 10:00~12:00 on the same
//! day
//! Instead: `시작: "09:30"`, `끝: "10:00"` for the preliminary meeting
//!
//! Source: comparison of what is written.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_model::{Dossier, keys, routes};
use gian_vocabulary::values::Clock;

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("meeting-order", Layer::Content, Severity::Warning, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for (m, meeting) in dossier.meetings.iter().flat_map(|file| file.meetings.iter().enumerate()) {
        if let Some(end) = meeting.end.filter(|end| *end <= meeting.start) {
            diags.push(backwards(&dossier.meetings_path(), &routes::own_meeting(m), meeting.start, end));
        }
    }
    let Some(review) = &dossier.review else { return };
    let path = dossier.review_path();
    for (r, round) in review.rounds.iter().enumerate() {
        let route = |m: usize, key: &str| routes::meeting(r, m).key(key);
        for (m, meeting) in round.meetings.iter().enumerate() {
            let (Some(start), Some(end)) = (meeting.start, meeting.end) else { continue };
            if end <= start {
                diags.push(backwards(&path, &routes::meeting(r, m), start, end));
                continue;
            }
            for (o, other) in round.meetings[..m].iter().enumerate() {
                let (Some(other_start), Some(other_end)) = (other.start, other.end) else { continue };
                if other.date == meeting.date && start < other_end && other_start < end {
                    diags.push(
                        RULE.problem(
                            Place::value(&path, route(m, keys::START)),
                            text!("회의 `{}`({}~{})의 시간이 `{}`의 시간과 겹칩니다", "`{}` ({}~{}) overlaps `{}`"; meeting.name.plain(&dossier.private), start, end, other.name.plain(&dossier.private)),
                        )
                        .related(Place::value(&path, route(o, keys::START)), text!("{}~{}", "{}~{}"; other_start, other_end))
                        .help(text!("따로 연 회의이면 시각을 고치십시오", "correct the times if the meetings were separate")),
                    );
                }
            }
        }
    }
}

/// A meeting that ends before it begins, or at once.
fn backwards(path: &str, route: &Route, start: Clock, end: Clock) -> Diag {
    let words = match end < start {
        true => text!("회의가 시작하기 전에 끝납니다", "the meeting ends before it begins"),
        false => text!("회의가 시작한 때에 끝납니다", "the meeting ends when it begins"),
    };
    RULE.error(Place::value(path, route.key(keys::END)), words)
        .related(Place::value(path, route.key(keys::START)), text!("시작은 {}", "it begins at {}"; start))
        .help(text!("두 시각 가운데 틀린 것을 고치십시오", "correct the time that is wrong"))
}
