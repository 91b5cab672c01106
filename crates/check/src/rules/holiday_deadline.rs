//! # 기한은 일하는 날로 정합니다
//!
//! 기한이 토요일이나 공휴일이면 그다음 일하는 날까지가 기한이 되므로, 처음부터 일하는 날로 정하는 것이 분명합니다. 이미 마친 일의 기한은
//! 묻지 않습니다. 쉬는 날에 연 회의는 날짜가 맞는지 참고로 알립니다.
//!
//! 예: `{할일: 최종본 제출, 기한: 2024-05-06}` (어린이날 대체공휴일)
//! 대신: `{할일: 최종본 제출, 기한: 2024-05-07}`
//!
//! 근거: 민법 제161조; 관공서의 공휴일에 관한 규정 제2조, 제3조.
//!
//! # Deadlines fall on working days
//!
//! A deadline on a Saturday or a public holiday ends on the next working day, so it is clearer to name that day. Deadlines
//! of what is done are not asked about. A meeting on a day off is told, in case its date is wrong.
//!
//! Example: `{할일: 최종본 제출, 기한: 2024-05-06}` (substitute for 어린이날)
//! Instead: `{할일: 최종본 제출, 기한: 2024-05-07}`
//!
//! Source: 민법 제161조; 관공서의 공휴일에 관한 규정 제2조, 제3조.

use chrono::NaiveDate;
use gian_diagnostics::{Diag, Place, Severity, Text, text};
use gian_korean::date::with_weekday;
use gian_korean::holiday;
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("holiday-deadline", Layer::Practice, Severity::Warning, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let mut deadlines: Vec<(Place, NaiveDate)> = Vec::new();
    if let Some(review) = &dossier.review {
        let path = dossier.review_path();
        let open = review.steps.iter().enumerate().filter(|(_, s)| s.done_on.is_none());
        deadlines.extend(open.map(|(i, s)| (Place::value(&path, routes::following_step(i).key(keys::DUE)), s.due.0)));
        for (r, round) in review.rounds.iter().enumerate() {
            for (m, meeting) in round.meetings.iter().enumerate().filter(|(_, m)| !m.written) {
                let Some(why) = off(meeting.date.0) else { continue };
                let day = with_weekday(meeting.date.0);
                let message = Text {
                    ko: format!("회의를 연 {day}은 {}입니다", why.ko),
                    en: format!("the meeting was on {day}, {}", why.en),
                };
                diags.push(
                    RULE.info(Place::value(&path, routes::meeting(r, m).key(keys::DATE)), message)
                        .help(text!("날짜를 확인하십시오", "check the date")),
                );
            }
        }
    }
    let due = dossier.grant.as_ref().and_then(|g| g.settlement.as_ref()).and_then(|s| s.due);
    deadlines.extend(
        due.map(|due| (Place::value(&dossier.grant_path(), routes::settlement().key(keys::RETURN_DUE)), due.0)),
    );
    for (place, day) in deadlines {
        let Some(why) = off(day) else { continue };
        let message = Text {
            ko: format!("기한 {}은 {}입니다", with_weekday(day), why.ko),
            en: format!("the deadline {} is {}", with_weekday(day), why.en),
        };
        let diag = RULE.problem(place, message);
        diags.push(match holiday::next_working_day(day) {
            Some(next) => diag.help(text!(
                "일하는 날로 정하십시오: 다음 일하는 날은 {}", "choose a working day: the next is {}"; with_weekday(next)
            )),
            None => diag.help(text!("일하는 날로 정하십시오", "choose a working day")),
        });
    }
}

/// The reason why offices are closed on a day; `None` if they are open.
fn off(day: NaiveDate) -> Option<Text> {
    if holiday::is_working_day(day)? {
        return None;
    }
    Some(match holiday::name(day) {
        Some(h) if h.substitute => {
            Text { ko: format!("{} 대체공휴일", h.korean), en: format!("the substitute for {}", h.english) }
        }
        Some(h) => Text { ko: h.korean.to_owned(), en: h.english.to_owned() },
        None => text!("쉬는 날", "a day off"),
    })
}
