//! # 세부 사업과 일정은 사업 기간 안에 있습니다
//!
//! 사업은 시작한 날에 끝나거나 그 뒤에 끝나고, 세부 사업의 기간은 사업 기간 안에 있습니다. 일정에는 사업을 준비하거나 정산하는 일도
//! 있으므로, 일정의 끝이 시작보다 앞서는지만 봅니다.
//!
//! 예: 3월부터 11월까지인 사업의 세부 사업 `{시작: 2024-11, 끝: 2024-12}`
//! 대신: `{시작: 2024-10, 끝: 2024-11}`
//!
//! 근거: 적힌 사실의 비교.
//!
//! # The parts of a project are inside its period
//!
//! A project does not end before it starts, and its parts are inside its period. The schedule may contain preparation and
//! settlement, so its steps must only not end before they start.
//!
//! Example: a part `{시작: 2024-11, 끝: 2024-12}` of a project from March to November
//! Instead: `{시작: 2024-10, 끝: 2024-11}`
//!
//! Source: a comparison of what is written.

use chrono::{Months, NaiveDate};
use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_korean::date::full;
use gian_model::record::project::Project;
use gian_model::{Dossier, keys, routes};
use gian_vocabulary::values::When;

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("project-period", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let Some(project) = &document.record.project else { continue };
        let path = document.path.as_str();
        if project.to < project.from {
            backwards(path, &routes::project_facts(), diags);
            continue;
        }
        for (i, part) in project.parts.iter().enumerate() {
            let route = routes::project_part(i);
            if part.to.is_some_and(|to| is_before(to, part.from)) {
                backwards(path, &route, diags);
            } else {
                inside(project, path, &route, part.from, part.to, diags);
            }
        }
        for (i, step) in project.schedule.iter().enumerate() {
            if step.to.is_some_and(|to| is_before(to, step.from)) {
                backwards(path, &routes::project_step(i), diags);
            }
        }
    }
}

fn backwards(path: &str, route: &Route, diags: &mut Vec<Diag>) {
    diags.push(
        RULE.problem(
            Place::value(path, route.key(keys::END)),
            text!("시작하기 전에 끝납니다", "it ends before it starts"),
        )
        .related(Place::value(path, route.key(keys::START)), text!("시작", "the start"))
        .help(text!("두 날짜 가운데 틀린 것을 고치십시오", "correct the day that is wrong")),
    );
}

/// Months are compared as a whole: a part that starts in the first month of the project is inside it.
fn inside(project: &Project, path: &str, route: &Route, from: When, to: Option<When>, diags: &mut Vec<Diag>) {
    let key = if last_day(from) < project.from.0 || (to.is_none() && from.start > project.to.0) {
        keys::START
    } else if to.is_some_and(|to| to.start > project.to.0) {
        keys::END
    } else {
        return;
    };
    diags.push(
        RULE.problem(
            Place::value(path, route.key(key)),
            text!(
                "사업 기간({}~{})을 벗어납니다", "outside the period of the project ({}~{})";
                full(project.from.0), full(project.to.0)
            ),
        )
        .help(text!("세부 사업이나 사업의 기간을 고치십시오", "correct the period of the part, or of the project")),
    );
}

fn last_day(when: When) -> NaiveDate {
    let next = when.start.checked_add_months(Months::new(1)).and_then(|day| day.pred_opt());
    next.filter(|_| when.month_only).unwrap_or(when.start)
}

fn is_before(end: When, start: When) -> bool {
    last_day(end) < start.start
}
