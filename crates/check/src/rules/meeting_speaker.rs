//! # 발언자는 회의에 참석한 사람입니다
//!
//! meetings.yaml의 `발언자`는 그 회의의 `참석` 명단에 있는 성명이어야 합니다. 명단이 소속과 신분, 공개할지를 정하므로, 명단에 없는 사람의
//! 발언은 누구의 말인지 확인할 수 없습니다. 가린 성명(`[](비공개:키)`)은 명단에 적은 글자 그대로 적습니다. 인원만 적고 명단을 두지 않은 무리의
//! 사람도 발언하였으면 명단에 적습니다.
//!
//! 예: 명단에 정가람만 있는데 `{발언자: 정가랑, 내용: 예산을 먼저 볼 것}`
//! 대신: `{발언자: 정가람, 내용: 예산을 먼저 볼 것}`
//!
//! 근거: 공공기록물 관리에 관한 법률 시행령 제18조제2항(회의록의 참석자 명단과 발언 요지).
//!
//! # A speaker was at the meeting
//!
//! `발언자` in meetings.yaml is a name on the lists of `참석` of the meeting. The lists decide on affiliation, status and
//! disclosure, so nobody can tell whose words those of somebody else are. A withheld name (`[](비공개:key)`) is written as it
//! stands in the list.
//!
//! Example: `{발언자: 정가랑, 내용: 예산을 먼저 볼 것}` where only 정가람 is listed
//! Instead: `{발언자: 정가람, 내용: 예산을 먼저 볼 것}`
//!
//! Source: 공공기록물 관리에 관한 법률 시행령 제18조제2항 (persons present and statements in minutes).

use gian_diagnostics::{Diag, Place, Severity, Text, text};
use gian_model::meetings::OwnMeeting;
use gian_model::{Dossier, keys, marks, routes};
use gian_schema::nearest::nearest;

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("meeting-speaker", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let path = dossier.meetings_path();
    for (m, meeting) in dossier.meetings.iter().flat_map(|file| file.meetings.iter().enumerate()) {
        for (a, item) in meeting.items.iter().enumerate() {
            for (s, statement) in item.statements.iter().enumerate() {
                if meeting.member(&statement.speaker).is_some() {
                    continue;
                }
                let place = Place::value(&path, routes::statement(m, a, s).key(keys::SPEAKER));
                diags.push(
                    RULE.problem(
                        place,
                        text!(
                            "발언자가 이 회의의 참석 명단에 없습니다",
                            "the speaker is not on the lists of those present"
                        ),
                    )
                    .related(
                        Place::key(&path, routes::own_meeting(m).key(keys::ATTENDANCE)),
                        text!("이 회의의 참석", "those present"),
                    )
                    .help(listed(meeting, &statement.speaker.0)),
                );
            }
        }
    }
}

/// Advice for a name that the lists lack: a similar one, never a withheld one, or to add it.
pub(super) fn listed(meeting: &OwnMeeting, name: &str) -> Text {
    let open = |name: &&str| marks::complete(name).is_empty();
    let names = meeting.members().filter(|p| p.withheld.is_none()).map(|p| p.name.0.as_str());
    match nearest(name, names.filter(open)) {
        Some(near) => {
            text!("혹시 `{}`입니까? 아니면 `참석`의 `명단`에 더하십시오", "did you mean `{}`? else add the name to a `명단` of `참석`"; near)
        }
        None => text!(
            "`참석`의 `명단`에 적은 성명을 그대로 쓰거나, 그 사람을 `명단`에 더하십시오",
            "write the name as in a `명단` of `참석`, or add the person there"
        ),
    }
}
