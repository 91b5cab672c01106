//! # 고쳐야 할 것에는 할 일과 기한이 있습니다
//!
//! 점검에서 부적합이나 보완으로 결정한 대상에는 `조치`와 `조치기한`을 적습니다. 기한은 회의나 점검을 한 날보다 늦고, 조치한 날도
//! 그렇습니다.
//!
//! 예: `{번호: 3, 이름: 북부체육관, 결과: 부적합, 조치: 비상구 앞 물건 치우기}`
//! 대신: `{번호: 3, 이름: 북부체육관, 결과: 부적합, 조치: 비상구 앞 물건 치우기, 조치기한: 2026-05-29}`
//!
//! 근거: 점검한 날과 기한을 견줌.
//!
//! # What must be corrected has an action and a deadline
//!
//! A subject of an inspection with a negative result has `조치` and `조치기한`. The deadline is after the day of the
//! inspection, and so is the day on which the action was done.
//!
//! Example: `{번호: 3, 이름: 북부체육관, 결과: 부적합, 조치: 비상구 앞 물건 치우기}`
//! Instead: `{번호: 3, 이름: 북부체육관, 결과: 부적합, 조치: 비상구 앞 물건 치우기, 조치기한: 2026-05-29}`
//!
//! Source: the days of inspection and deadline, compared.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::date::with_weekday;
use gian_model::subject::Subject;
use gian_model::{Dossier, keys, routes};
use gian_vocabulary::process::Effect;
use gian_vocabulary::values::Date;

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("subject-action", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(review) = &dossier.review else { return };
    let path = dossier.review_path();
    let process = scope.office.settings.process(review.process_name());
    let held = review.rounds.iter().flat_map(|r| &r.meetings).map(|m| m.date).min();
    // Only where the review orders actions at all: a rejected application needs none.
    let orders = review.subjects.iter().any(|s| s.action.is_some() || s.due.is_some());
    for (i, subject) in review.subjects.iter().enumerate() {
        let effect = subject.result.as_ref().and_then(|word| process.effect(word));
        let is_wrong = matches!(effect, Some(Effect::Rejected | Effect::AfterRevision | Effect::Conditional));
        if orders && (is_wrong || subject.action.is_some()) {
            missing(&path, i, subject, diags);
        }
        for (key, day) in [(keys::ACTION_DUE, subject.due), (keys::ACTION_DONE, subject.done_on)] {
            let Some((day, held)) = day.zip(held).filter(|(day, held)| day < held) else { continue };
            diags.push(before(Place::value(&path, routes::subject(i).key(key)), day, held));
        }
    }
}

fn missing(path: &str, i: usize, subject: &Subject, diags: &mut Vec<Diag>) {
    let key = match (&subject.action, subject.due) {
        (None, _) => keys::ACTION,
        (_, None) => keys::ACTION_DUE,
        _ => return,
    };
    let result = subject.result.as_deref().unwrap_or("-");
    let place = Place::value(path, routes::subject(i).key(keys::NO));
    diags.push(
        RULE.problem(
            place,
            text!("결과가 `{}`인 대상에 `{}`이(가) 없습니다", "the subject with the result `{}` lacks `{}`"; result, key),
        )
        .help(text!("`{}`을(를) 적으십시오", "write `{}`"; key)),
    );
}

fn before(place: Place, day: Date, held: Date) -> Diag {
    let (day, held) = (with_weekday(day.0), with_weekday(held.0));
    RULE.problem(
        place,
        text!("{}은(는) 점검하거나 회의한 {}보다 빠릅니다", "{} is before the inspection or meeting on {}"; day, held),
    )
    .help(text!("날짜를 고치십시오", "correct the day"))
}
