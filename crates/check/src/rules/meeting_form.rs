//! # 서면 회의에는 장소와 시각이 없고, 연 회의에는 장소나 시각이 있습니다
//!
//! 서면으로 한 심의는 모이지 않으므로 장소와 시각을 적지 않습니다. 모여서 연 회의는 회의록에 일시와 장소가 있어야 하므로, 둘 다 없으면
//! 서면으로 한 것인지 알 수 없습니다. 구분이 서면심의인 회차의 회의는 `서면: true`로 적습니다.
//!
//! 예: `{이름: 제2차 서면심의, 날짜: 2024-04-02, 서면: true, 장소: 시청 회의실}`
//! 대신: `{이름: 제2차 서면심의, 날짜: 2024-04-02, 서면: true}`
//!
//! 근거: 공공기록물 관리에 관한 법률 시행령 제18조제2항(회의록의 일시와 장소).
//!
//! # A meeting in writing has no place and no hour; one that was held has them
//!
//! Who decides in writing does not meet, so there is neither place nor hour. Minutes of a meeting name both; where neither
//! is given, nobody knows whether it was held. Meetings of a round that is 서면심의 have `서면: true`.
//!
//! Example: `{이름: 제2차 서면심의, 날짜: 2024-04-02, 서면: true, 장소: 시청 회의실}`
//! Instead: `{이름: 제2차 서면심의, 날짜: 2024-04-02, 서면: true}`
//!
//! Source: 공공기록물 관리에 관한 법률 시행령 제18조제2항 (time and place in minutes).

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_model::record::State;
use gian_model::review::Meeting;
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("meeting-form", Layer::Content, Severity::Warning, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(review) = &dossier.review else { return };
    let path = dossier.review_path();
    for (r, round) in review.rounds.iter().enumerate() {
        for (m, meeting) in round.meetings.iter().enumerate() {
            let place = |key: &str| Place::value(&path, routes::meeting(r, m).key(key));
            if meeting.written {
                written(meeting, place, diags);
            } else if round.is_written() {
                diags.push(
                    RULE.problem(
                        place(keys::NAME),
                        text!(
                            "서면심의 회차의 회의에 `서면: true`가 없습니다",
                            "a meeting of a round in writing lacks `서면: true`"
                        ),
                    )
                    .related(
                        Place::value(&path, routes::round(r).key(keys::CATEGORY)),
                        text!("서면심의 회차", "the round is in writing"),
                    )
                    .help(text!(
                        "`서면: true`를 적거나 회차의 `구분`을 고치십시오",
                        "write `서면: true`, or correct `구분` of the round"
                    )),
                );
            } else if meeting.place.is_none() && meeting.start.is_none() && reported(dossier, meeting) {
                diags.push(
                    RULE.problem(
                        place(keys::NAME),
                        text!("연 회의에 시각도 장소도 없습니다", "a meeting that was held has neither hour nor place"),
                    )
                    .help(text!(
                        "`시작`과 `장소`를 적거나 `서면: true`를 적으십시오",
                        "write `시작` and `장소`, or `서면: true`"
                    )),
                );
            }
        }
    }
}

fn written(meeting: &Meeting, place: impl Fn(&str) -> Place, diags: &mut Vec<Diag>) {
    let keys = [
        (keys::PLACE, meeting.place.is_some()),
        (keys::START, meeting.start.is_some()),
        (keys::END, meeting.end.is_some()),
    ];
    for (key, _) in keys.into_iter().filter(|(_, there)| *there) {
        diags.push(
            RULE.problem(
                place(key),
                text!("서면으로 한 회의에 `{}` 항목이 있습니다", "a meeting in writing has `{}`"; key),
            )
            .help(text!("`{}` 항목을 지우거나 `서면`을 지우십시오", "remove `{}`, or `서면`"; key)),
        );
    }
}

/// Whether a document was approved on or after the day of the meeting, so that it may report it.
fn reported(dossier: &Dossier, meeting: &Meeting) -> bool {
    dossier.documents.iter().any(|d| d.record.state != State::Draft && d.record.date() >= meeting.date)
}
