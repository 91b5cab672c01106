//! # 점수는 배점 안에서 항목마다 있습니다
//!
//! 심사 대상의 점수는 `배점`에 있는 항목마다 있고 그 항목의 만점을 넘지 않습니다. 합계와 순위는 gian이 셉니다.
//! 뽑힌 대상보다 점수가 높은데 뽑히지 않은 대상이 있으면 `의견`에 이유를 적습니다.
//!
//! 예: `배점: [{항목: 사업성, 배점: 30}]`인데 `점수: {사업성: 35}`
//! 대신: `점수: {사업성: 25}`
//!
//! 근거: 배점과 점수를 견주어 셈함.
//!
//! # Scores keep within the criteria
//!
//! A subject has a score for each criterion (`배점`), and none above the points of the criterion. gian adds them up and ranks
//! the subjects. If a subject was not selected although its total is higher than that of a selected one, its `의견`
//! says why.
//!
//! Example: `점수: {사업성: 35}` with `배점: [{항목: 사업성, 배점: 30}]`
//! Instead: `점수: {사업성: 25}`
//!
//! Source: computed from criteria and scores.

use std::collections::BTreeMap;

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_model::review::ReviewFile;
use gian_model::subject::Subject;
use gian_model::{Dossier, keys, routes};
use gian_schema::nearest::nearest;
use gian_vocabulary::process::{Effect, Process};
use gian_vocabulary::values::Points;

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("subject-score", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(review) = &dossier.review else { return };
    let path = dossier.review_path();
    let criteria: BTreeMap<&str, Points> = review.criteria.iter().map(|c| (c.name.as_str(), c.points)).collect();
    let are_scored = review.subjects.iter().any(|s| !s.scores.is_empty());
    for (i, subject) in review.subjects.iter().enumerate() {
        scores(&path, i, subject, &criteria, diags);
        let missing: Vec<&str> = criteria.keys().copied().filter(|name| !subject.scores.contains_key(*name)).collect();
        if are_scored && !missing.is_empty() {
            let place = Place::value(&path, routes::subject(i).key(keys::NO));
            diags.push(
                RULE.problem(
                    place,
                    text!("점수가 없는 항목이 있습니다: {}", "criteria without a score: {}"; missing.join(", ")),
                )
                .help(text!("`점수`에 항목마다 적으십시오", "write a score for each criterion")),
            );
        }
    }
    let process = scope.office.settings.process(review.process_name());
    order(&path, review, &process, diags);
}

fn scores(path: &str, i: usize, subject: &Subject, criteria: &BTreeMap<&str, Points>, diags: &mut Vec<Diag>) {
    for (name, score) in &subject.scores {
        let route = routes::score(i).key(name);
        match criteria.get(name.as_str()) {
            None => {
                let diag = RULE.problem(
                    Place::key(path, route),
                    text!("`{}`은(는) `배점`에 없는 항목입니다", "`{}` is no criterion of `배점`"; name),
                );
                diags.push(match nearest(name, criteria.keys().copied()) {
                    Some(near) => diag.help(text!("혹시 `{}`입니까?", "did you mean `{}`?"; near)),
                    None => diag.help(text!("`배점`에 항목과 만점을 적으십시오", "add the criterion and its points to `배점`")),
                });
            }
            Some(points) if score > points => diags.push(
                RULE.problem(
                    Place::value(path, route),
                    text!("점수 {}이(가) 만점 {}을(를) 넘습니다", "the score {} is above the full points {}"; score, points),
                )
                .help(text!("점수나 배점을 고치십시오", "correct the score or the criterion")),
            ),
            Some(_) => {}
        }
    }
}

/// A subject that was not selected although its total is higher than that of a selected one.
fn order(path: &str, review: &ReviewFile, process: &Process, diags: &mut Vec<Diag>) {
    let effect = |s: &Subject| s.result.as_ref().and_then(|word| process.effect(word));
    let is_taken = |s: &Subject| matches!(effect(s), Some(Effect::Approved | Effect::Conditional));
    let taken = review.subjects.iter().filter(|s| is_taken(s));
    let Some(lowest) = taken.filter_map(Subject::total).min() else { return };
    for (i, subject) in review.subjects.iter().enumerate() {
        let Some(total) = subject.total().filter(|total| *total > lowest) else { continue };
        if is_taken(subject) || effect(subject).is_none() || subject.reason.is_some() {
            continue;
        }
        diags.push(
            RULE.warning(
                Place::value(path, routes::subject(i).key(keys::RESULT)),
                text!(
                    "{}점인데 뽑히지 않았고, 뽑힌 대상에는 {}점이 있습니다",
                    "not selected with {} points, while one with {} points is"; total, lowest
                ),
            )
            .help(text!(
                "결과를 고치거나 `의견`에 이유를 적으십시오",
                "correct the result, or give the reason in `의견`"
            )),
        );
    }
}
