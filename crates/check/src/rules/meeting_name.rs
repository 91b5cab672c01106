//! # 회의록은 meetings.yaml에 있는 회의를 이름으로 가리킵니다
//!
//! 기록의 `회의`는 같은 건의 meetings.yaml에 있는 회의의 `이름`이어야 하고, 한 건에서 두 회의의 이름이 같을 수 없습니다. 회의록은 회의한 뒤에
//! 쓰므로 기안일이 회의한 날보다 앞서면 어느 하나가 틀렸습니다. 어느 문서도 가리키지 않은 회의는 적은 것이 어디에도 보이지 않으므로 알립니다.
//!
//! 예: meetings.yaml에 `이름: 제1차 실무협의회`가 있는데 `회의: 1차 실무협의회`
//! 대신: `회의: 제1차 실무협의회`
//!
//! 근거: 문서를 만들 수 있는지에 대한 gian의 확인; 공공기록물 관리에 관한 법률 제17조제2항(회의록의 작성).
//!
//! # Minutes name a meeting of meetings.yaml
//!
//! `회의` of a record is the `이름` of a meeting in meetings.yaml of the same dossier, and no two meetings of a dossier have
//! one name. Minutes are written after the meeting, so one of the days is wrong if they were drafted before it. A meeting that
//! no document names is told, because nothing that was written of it is shown anywhere.
//!
//! Example: `회의: 1차 실무협의회` where meetings.yaml has `이름: 제1차 실무협의회`
//! Instead: `회의: 제1차 실무협의회`
//!
//! Source: a check of gian that the document can be made; 공공기록물 관리에 관한 법률 제17조제2항 (minutes).

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_kinds::Shown;
use gian_korean::date::with_weekday;
use gian_model::meetings::{MeetingsFile, OwnMeeting};
use gian_model::{DocumentFile, Dossier, Line, keys, routes};
use gian_schema::nearest::nearest;

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("meeting-name", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let Some(name) = &document.record.meeting else { continue };
        match dossier.meetings.as_ref().and_then(|file| Some((file, file.find(name)?))) {
            Some((file, meeting)) => drafted(scope, dossier, document, file, meeting, diags),
            None => unknown(dossier, document, name, diags),
        }
    }
    let Some(file) = &dossier.meetings else { return };
    for (m, meeting) in file.meetings.iter().enumerate() {
        let place = || Place::value(&dossier.meetings_path(), routes::own_meeting(m).key(keys::NAME));
        if let Some(first) = file.meetings[..m].iter().position(|other| other.name == meeting.name) {
            let before = Place::value(&dossier.meetings_path(), routes::own_meeting(first).key(keys::NAME));
            diags.push(
                RULE.problem(
                    place(),
                    text!("같은 이름의 회의가 앞에 있습니다", "an earlier meeting of the dossier has the same name"),
                )
                .related(before, text!("앞의 회의", "the earlier meeting"))
                .help(text!(
                    "`제2차 실무협의회`처럼 차수를 넣어 다른 이름을 주십시오",
                    "give it another name, such as `제2차 실무협의회`"
                )),
            );
        } else if dossier.documents.iter().all(|d| d.record.meeting.as_ref() != Some(&meeting.name)) {
            diags.push(
                RULE.info(place(), text!("이 회의를 보이는 문서가 없습니다", "no document shows this meeting")).help(
                    text!(
                        "회의록의 앞머리에 `회의:`와 이 이름을 적으십시오",
                        "write `회의:` and this name into the front matter of the minutes"
                    ),
                ),
            );
        }
    }
}

/// The record names a meeting that the dossier does not have.
fn unknown(dossier: &Dossier, document: &DocumentFile, name: &Line, diags: &mut Vec<Diag>) {
    let meetings = dossier.meetings.as_ref().map_or(&[][..], |file| &file.meetings);
    let names = || meetings.iter().map(|meeting| meeting.name.0.as_str());
    let part = |known: &&str| known.contains(name.0.as_str()) || name.0.contains(*known);
    let near = nearest(&name.0, names()).or_else(|| names().find(part));
    let help = match (near, names().next()) {
        (Some(near), _) => text!("혹시 `{}`입니까?", "did you mean `{}`?"; near),
        (None, Some(_)) => {
            text!("다음 가운데 하나를 쓰십시오: {}", "write one of: {}"; names().collect::<Vec<_>>().join(", "))
        }
        (None, None) => {
            text!("`{}`에 회의를 적으십시오", "write the meeting into `{}`"; dossier.meetings_path())
        }
    };
    let message = text!("meetings.yaml에 없는 회의입니다: `{}`", "meetings.yaml has no meeting `{}`"; name.0);
    diags.push(RULE.problem(Place::value(&document.path, Route::of(keys::MEETINGS)), message).help(help));
}

/// Minutes are drafted on the day of the meeting or later; another kind may announce it.
fn drafted(
    scope: &Scope<'_>,
    dossier: &Dossier,
    document: &DocumentFile,
    file: &MeetingsFile,
    meeting: &OwnMeeting,
    diags: &mut Vec<Diag>,
) {
    let is_minutes = scope.office.kinds.find(&document.record.kind).is_some_and(|kind| kind.shows(Shown::Meetings));
    let early = document.record.drafted_on.filter(|day| is_minutes && *day < meeting.date);
    let (Some(day), Some(m)) = (early, file.meetings.iter().position(|other| other.name == meeting.name)) else {
        return;
    };
    diags.push(
        RULE.problem(
            Place::value(&document.path, Route::of(keys::DRAFTED_ON)),
            text!("회의하기 전인 {}에 회의록을 썼습니다", "the minutes were drafted on {}, before the meeting"; with_weekday(day.0)),
        )
        .related(
            Place::value(&dossier.meetings_path(), routes::own_meeting(m).key(keys::DATE)),
            text!("회의한 날은 {}", "the meeting was on {}"; with_weekday(meeting.date.0)),
        )
        .help(text!("두 날짜를 확인하십시오", "check the two dates")),
    );
}
