//! # 문서를 만든 날에 있던 부서를 적습니다
//!
//! 부서의 이름은 조직 개편으로 바뀝니다. 문서에는 결재한 날에 그 이름으로 일하던 부서를 적습니다. `gian.yaml`의 부서는 시작일이
//! 종료일보다 앞서고, 후신은 그 부서가 없어질 때 있는 부서여야 합니다.
//!
//! 예: 2021-07-01에 이름이 바뀐 부서를 2021-09-17의 문서에 적음
//! 대신: 후신 부서를 적음
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 시행규칙 제4조; 공공기록물 관리에 관한 법률 시행규칙 제5조제3항(처리과명의 표시).
//!
//! # A document names a department that existed on its day
//!
//! Departments change their names. A document names the one that worked under its name on the day of approval. In
//! `gian.yaml` a department begins before it ends, and its successor exists when it ends.
//!
//! Example: a document of 2021-09-17 of a department that got another name on 2021-07-01
//! Instead: its successor
//!
//! Source: 행정업무의 운영 및 혁신에 관한 규정 시행규칙 제4조; 공공기록물 관리에 관한 법률 시행규칙 제5조제3항.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_korean::date::full;
use gian_korean::particle::particle;
use gian_model::{Dossier, keys, routes};
use gian_vocabulary::institution::{Department, Settings};
use gian_vocabulary::values::Date;

use crate::{Layer, Office, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("department-valid", Layer::Content, Severity::Error, &[Run::Office(office), Run::Dossier(run)]);

pub(super) fn office(office: &Office<'_>, diags: &mut Vec<Diag>) {
    for (i, department) in office.settings.departments.iter().enumerate() {
        dates(office.settings, i, department, diags);
        same_name(office.settings, i, diags);
    }
}

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let settings = scope.office.settings;
    for document in &dossier.documents {
        let record = &document.record;
        let Some(at) = settings.departments.iter().position(|d| d.id == record.department) else { continue };
        let (department, day) = (&settings.departments[at], record.date());
        if exists(department, day) {
            continue;
        }
        let (key, limit) = match department.valid_to.filter(|to| *to < day) {
            Some(to) => (keys::VALID_TO, to),
            None => (keys::VALID_FROM, department.valid_from.unwrap_or(day)),
        };
        let name = &department.name;
        let (on, particle) = (full(day.0), particle(name, "이/가"));
        let diag = RULE
            .warning(
                Place::value(&document.path, Route::of(keys::DEPARTMENT)),
                text!("{on}에는 부서 `{name}`{particle} 없었습니다", "on {on} there was no department `{name}`"),
            )
            .related(
                Place::value("gian.yaml", routes::department(at).key(key)),
                text!("{}은 {}", "{} is {}"; key, full(limit.0)),
            );
        diags.push(match on_day(settings, department, day) {
            Some(then) => diag.help(
                text!("`부서: {}`라고 적으십시오: 그날에는 {}입니다", "write `부서: {}` ({})"; then.id, then.name),
            ),
            None => diag.help(text!("부서나 날짜를 고치십시오", "correct the department, or the day")),
        });
    }
}

fn exists(department: &Department, day: Date) -> bool {
    department.valid_from.is_none_or(|from| from <= day) && department.valid_to.is_none_or(|to| day <= to)
}

/// The department responsible on a day, among successors and predecessors.
fn on_day<'a>(settings: &'a Settings, department: &'a Department, day: Date) -> Option<&'a Department> {
    let mut later = department;
    let mut earlier = department;
    // Successors may form a cycle; the limit exceeds any real number of renamings.
    for _ in 0..20 {
        later = later.successor.as_deref().and_then(|s| settings.department(s)).unwrap_or(later);
        earlier = settings.departments.iter().find(|d| d.successor.as_deref() == Some(&earlier.id)).unwrap_or(earlier);
        if let Some(found) = [later, earlier].into_iter().find(|d| d.id != department.id && exists(d, day)) {
            return Some(found);
        }
    }
    None
}

/// A department must begin before it ends, and its successor must exist when it ends.
fn dates(settings: &Settings, i: usize, department: &Department, diags: &mut Vec<Diag>) {
    let place = |key: &str| Place::value("gian.yaml", routes::department(i).key(key));
    if let (Some(from), Some(to)) = (department.valid_from, department.valid_to)
        && to < from
    {
        diags.push(
            RULE.problem(
                place(keys::VALID_TO),
                text!("부서의 종료일이 시작일보다 앞섭니다", "the department ends before it begins"),
            )
            .related(place(keys::VALID_FROM), text!("시작일은 {}", "it begins on {}"; full(from.0)))
            .help(text!("두 날짜를 확인하십시오", "check the two dates")),
        );
    }
    let Some(successor) = department.successor.as_deref().and_then(|s| settings.department(s)) else { return };
    if successor.id == department.id {
        diags.push(
            RULE.problem(place(keys::SUCCESSOR), text!("부서가 자신의 후신입니다", "the department succeeds itself"))
                .help(text!("`후신`을 고치거나 지우십시오", "correct `후신`, or remove it")),
        );
        return;
    }
    let Some(end) = department.valid_to else {
        diags.push(
            RULE.warning(
                place(keys::SUCCESSOR),
                text!("후신이 있는 부서에 종료일이 없습니다", "a department with a successor has no 종료일"),
            )
            .help(text!(
                "이 이름으로 일한 마지막 날을 `종료일`로 적으십시오",
                "write the last day under this name as `종료일`"
            )),
        );
        return;
    };
    if successor.valid_to.is_some_and(|to| to <= end) {
        diags.push(
            RULE.warning(
                place(keys::SUCCESSOR),
                text!("후신 `{}`이 이 부서보다 먼저 없어집니다", "its successor `{}` ends before it does"; successor.name),
            )
            .help(text!("두 부서의 `종료일`이나 `후신`을 고치십시오", "correct `종료일` of the two, or `후신`")),
        );
    }
}

/// At most one department has a name at a time, because document numbers refer to departments by name.
fn same_name(settings: &Settings, i: usize, diags: &mut Vec<Diag>) {
    let department = &settings.departments[i];
    let overlaps = |other: &Department| {
        let starts = |a: &Department, b: &Department| a.valid_from.is_none_or(|f| b.valid_to.is_none_or(|t| f <= t));
        other.name == department.name && starts(other, department) && starts(department, other)
    };
    if let Some(first) = settings.departments[..i].iter().position(overlaps) {
        diags.push(
            RULE.warning(
                Place::value("gian.yaml", routes::department(i).key(keys::NAME)),
                text!("같은 때에 이름이 같은 부서가 둘 있습니다", "two departments have one name at one time"),
            )
            .related(
                Place::value("gian.yaml", routes::department(first).key(keys::NAME)),
                text!("앞의 부서", "the one before"),
            )
            .help(text!("`시작일`과 `종료일`이 겹치지 않게 하십시오", "keep `시작일` and `종료일` apart")),
        );
    }
}
