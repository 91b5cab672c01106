//! # 표결한 사람은 의결에 참여한 사람보다 많을 수 없습니다
//!
//! 찬성, 반대, 기권을 더한 수는 그 회차나 meetings.yaml의 회의에 참석하여 의결에 참여한 사람(배석 제외, 위임 포함)의 수를 넘을 수 없습니다. 반대보다 찬성이 많지 않은
//! 안건을 가결로, 찬성이 더 많은 안건을 부결로 적었으면 결과를 확인해야 합니다.
//!
//! 예: 위원 5명이 참석한 회의의 `{찬성: 5, 반대: 1}`
//! 대신: `{찬성: 4, 반대: 1}`
//!
//! 근거: 공공기록물 관리에 관한 법률 시행령 제18조제2항(회의록의 표결 내용); 참석 인원과 견주어 셈함.
//!
//! # No more votes are cast than there are members who vote
//!
//! Votes for, against and abstentions of a round, or of a meeting in meetings.yaml, are together not more than those who took
//! part and vote; observers (배석) do not, proxies (위임) do. A motion that is said to be carried without a majority, or lost with one, is told too.
//!
//! Example: `{찬성: 5, 반대: 1}` in a meeting of 5 members
//! Instead: `{찬성: 4, 반대: 1}`
//!
//! Source: 공공기록물 관리에 관한 법률 시행령 제18조제2항 (votes in minutes); computed from attendance.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_model::review::{Round, Vote};
use gian_model::subject::Tally;
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("vote-count", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    own_meetings(dossier, diags);
    let Some(review) = &dossier.review else { return };
    let path = dossier.review_path();
    // What is decided one by one is decided in the last round.
    let last = review.rounds.iter().enumerate().next_back();
    if let Some((r, voters)) = last.and_then(|(r, round)| Some((r, voters(round)?))) {
        for (i, subject) in review.subjects.iter().enumerate() {
            let Some(cast) = subject.votes.as_ref().map(Tally::cast).filter(|cast| *cast > voters) else { continue };
            let place = Place::value(&path, routes::subject_votes(i).key(keys::YES));
            diags.push(too_many(place, &path, &routes::round(r), cast, voters));
        }
    }
    for (r, round) in review.rounds.iter().enumerate() {
        let voters = voters(round);
        for (m, meeting) in round.meetings.iter().enumerate() {
            for (v, vote) in meeting.votes.iter().enumerate() {
                let route = routes::vote(r, m, v);
                diags.extend(cast(vote, &path, &routes::round(r), &route, voters));
                result(dossier, &path, &route, vote, diags);
            }
        }
    }
}

fn own_meetings(dossier: &Dossier, diags: &mut Vec<Diag>) {
    let path = dossier.meetings_path();
    for (m, meeting) in dossier.meetings.iter().flat_map(|file| file.meetings.iter().enumerate()) {
        for (v, vote) in meeting.votes.iter().enumerate() {
            let route = routes::own_vote(m, v);
            diags.extend(cast(vote, &path, &routes::own_meeting(m), &route, Some(meeting.counted())));
            result(dossier, &path, &route, vote, diags);
        }
    }
}

/// More votes on one topic than people who take part in decisions; `held` is the route of the round or meeting.
fn cast(vote: &Vote, path: &str, held: &Route, route: &Route, voters: Option<u32>) -> Option<Diag> {
    let cast = vote.cast();
    let voters = voters.filter(|voters| cast > *voters)?;
    let sum = text!("{} + {} + {} = {}", "{} + {} + {} = {}"; vote.yes, vote.no, vote.abstained, cast);
    Some(too_many(Place::value(path, route.key(keys::YES)), path, held, cast, voters).label(sum))
}

/// More votes than people who take part in the decisions of a round or meeting.
fn too_many(place: Place, path: &str, held: &Route, cast: u32, voters: u32) -> Diag {
    let message = text!(
        "표결한 사람이 {}명인데 의결에 참여한 사람은 {}명입니다",
        "{} votes were cast, but {} take part in decisions"; cast, voters
    );
    RULE.problem(place, message)
        .related(
            Place::key(path, held.key(keys::ATTENDANCE)),
            match held.first().as_deref() {
                Some(keys::MEETINGS) => text!("이 회의의 참석", "those who took part"),
                _ => text!("이 회차의 참석", "those who took part"),
            },
        )
        .help(text!("표결한 수나 참석 인원을 고치십시오", "correct the votes, or the attendance"))
}

/// How many vote in a round, if it is known.
fn voters(round: &Round) -> Option<u32> {
    let groups = || round.attendance.iter().filter(|a| !a.observers);
    groups().next()?;
    Some(groups().fold(0, |sum, a| sum.saturating_add(a.count)))
}

fn result(dossier: &Dossier, path: &str, route: &Route, vote: &Vote, diags: &mut Vec<Diag>) {
    let Some(result) = &vote.result else { return };
    let words = result.plain(&dossier.private);
    let wrong = match words.trim() {
        w if w.ends_with("가결") => vote.yes <= vote.no,
        w if w.ends_with("부결") => vote.yes > vote.no.saturating_add(vote.abstained),
        _ => false,
    };
    if wrong {
        diags.push(
            RULE.warning(
                Place::value(path, route.key(keys::RESULT)),
                text!(
                    "찬성 {}, 반대 {}, 기권 {}인데 `{}`입니다", "{} for, {} against, {} abstained, and yet `{}`";
                    vote.yes, vote.no, vote.abstained, words
                ),
            )
            .help(text!("결과나 표결한 수를 확인하십시오", "check the result, or the votes")),
        );
    }
}
