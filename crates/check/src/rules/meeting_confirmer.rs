//! # 회의록을 확인하는 사람은 회의에 참석한 사람입니다
//!
//! meetings.yaml의 `확인자`는 회의록이 사실과 같음을 서명으로 확인하므로, 그 회의의 `참석` 명단에 있는 사람이어야 합니다. 같은 사람을 두 번
//! 적지 않고, `확인일`은 회의한 날보다 앞설 수 없습니다.
//!
//! 예: 명단에 없는 사람을 `확인자: [한나루]`로 적음
//! 대신: 참석한 위원장의 성명을 `확인자: [정가람]`으로 적음
//!
//! 근거: 회의록을 확인하는 서명의 뜻; 적힌 사실의 비교.
//!
//! # Who confirms the minutes was at the meeting
//!
//! Those under `확인자` of meetings.yaml confirm by their signatures that the minutes are true, so each is on the lists of
//! `참석`, and named once. `확인일` is not before the day of the meeting.
//!
//! Example: `확인자: [한나루]`, who is on no list
//! Instead: `확인자: [정가람]`, the chair, who is
//!
//! Source: what a signature below minutes means; comparison of what is written.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::date::with_weekday;
use gian_model::{Dossier, keys, routes};

use super::meeting_speaker::listed;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("meeting-confirmer", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let path = dossier.meetings_path();
    for (m, meeting) in dossier.meetings.iter().flat_map(|file| file.meetings.iter().enumerate()) {
        for (c, name) in meeting.confirmers.iter().enumerate() {
            let place = Place::value(&path, routes::confirmer(m, c));
            if meeting.confirmers[..c].contains(name) {
                let message = text!("같은 사람을 확인자로 두 번 적었습니다", "the same person confirms twice");
                diags.push(RULE.problem(place, message).help(text!("하나를 지우십시오", "remove one of the two")));
            } else if meeting.member(name).is_none() {
                let message = text!(
                    "회의록의 확인자가 이 회의의 참석 명단에 없습니다",
                    "who confirms the minutes is not on the lists of those present"
                );
                let present = Place::key(&path, routes::own_meeting(m).key(keys::ATTENDANCE));
                diags.push(
                    RULE.problem(place, message)
                        .related(present, text!("이 회의의 참석", "those present"))
                        .help(listed(meeting, &name.0)),
                );
            }
        }
        let Some(on) = meeting.confirmed_on.filter(|on| *on < meeting.date) else { continue };
        let route = routes::own_meeting(m);
        diags.push(
            RULE.problem(
                Place::value(&path, route.key(keys::CONFIRMED_ON)),
                text!("확인일 {}이(가) 회의한 날보다 앞섭니다", "확인일 {} is before the meeting"; with_weekday(on.0)),
            )
            .related(
                Place::value(&path, route.key(keys::DATE)),
                text!("회의한 날은 {}", "the meeting was on {}"; with_weekday(meeting.date.0)),
            )
            .help(text!("두 날짜를 확인하십시오", "check the two dates")),
        );
    }
}
