//! # 기관 밖의 사람을 공개할지 정합니다
//!
//! 명단이나 기록(출장자, 검수자, 인계자 등)에 있는 사람의 소속이 `gian.yaml`의 기관이나 부서가 아니면 공무원인지 알 수 없습니다. 직무를 수행한 공무원의 성명과 직위는
//! 공개하지만, 그 밖의 사람의 것은 함부로 공개하면 돌이킬 수 없으므로 신분이나 비공개 근거를 적어야 합니다.
//!
//! 예: `{성명: 홍길동, 소속: 한빛상인회, 직위: 회장}`
//! 대신: `{성명: 홍길동, 소속: 한빛상인회, 직위: 회장, 비공개: 6}`
//!
//! 근거: 정보공개법 제9조제1항제6호(라목: 직무를 수행한 공무원, 마목: 위탁·위촉한 개인).
//!
//! # The office decides whether to name a person from outside
//!
//! Whether a member, or a person whom a record names, is an official is unknown if the affiliation is neither the institution nor a department of
//! `gian.yaml`. Officials on duty are named; naming anybody else by mistake cannot be undone, so the status of the person
//! or a ground to withhold is required.
//!
//! Example: `{성명: 홍길동, 소속: 한빛상인회, 직위: 회장}`
//! Instead: `{성명: 홍길동, 소속: 한빛상인회, 직위: 회장, 비공개: 6}`
//!
//! Source: 정보공개법 제9조제1항제6호 (라목: officials on duty, 마목: appointed individuals).

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_model::review::Person;
use gian_model::{Dossier, Settings, keys, marks, routes};

use crate::secrets::has_page;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("person-status", Layer::Statute, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let settings = scope.office.settings;
    let is_published = |d: &gian_model::DocumentFile| has_page(&d.record, settings.archive.as_of);
    for document in dossier.documents.iter().filter(|d| is_published(d)) {
        for (route, person) in document.record.people() {
            judge(&person.to_person(), &document.path, &route, settings, diags);
        }
    }
    if !dossier.documents.iter().any(is_published) {
        return;
    }
    for (path, route, person) in dossier.members() {
        judge(person, &path, &route, settings, diags);
    }
    for (m, meeting) in dossier.meetings.iter().flat_map(|file| file.meetings.iter().enumerate()) {
        let writer = meeting.writer.to_person();
        judge(&writer, &dossier.meetings_path(), &routes::minutes_writer(m), settings, diags);
    }
}

/// Reports a person of whom the sources do not say whether to name them.
fn judge(person: &Person, path: &str, route: &Route, settings: &Settings, diags: &mut Vec<Diag>) {
    if is_decided(person, settings) {
        return;
    }
    let (place, message) = match &person.affiliation {
        Some(affiliation) => (
            Place::value(path, route.key(keys::AFFILIATION)),
            text!(
                "공개할지 정하지 않은 사람입니다: 소속 `{0}`은(는) gian.yaml의 기관이나 부서가 아닙니다",
                "nobody has decided whether to name this person: `{0}` is no institution or department of gian.yaml";
                affiliation.0
            ),
        ),
        None => (
            Place::value(path, route.key(keys::PERSON)),
            text!(
                "공개할지 정하지 않은 사람입니다: 소속과 신분이 없습니다",
                "nobody has decided whether to name this person, who has no affiliation and no status"
            ),
        ),
    };
    diags.push(RULE.problem(place, message).help(text!(
        "공개할 사람이면 `신분: 공무원`이나 `신분: 위촉`(문서마다 결정)을, 가릴 사람이면 `비공개: 6`을 적으십시오",
        "write `신분: 공무원` or `신분: 위촉` (decided by each document) to name the person, or `비공개: 6` to withhold"
    )));
}

/// Whether the sources say that a person may be named or not.
fn is_decided(person: &Person, settings: &Settings) -> bool {
    let is_marked = !marks::complete(&person.name.0).is_empty();
    let affiliation = person.affiliation.as_ref().map_or("", |line| line.0.trim());
    person.status.is_some() || person.withheld.is_some() || is_marked || is_of_office(affiliation, settings)
}

/// Whether an affiliation is an institution or a department of the office, or a team of a department.
fn is_of_office(affiliation: &str, settings: &Settings) -> bool {
    let institution = &settings.institution;
    let names = [Some(&institution.name), institution.short.as_ref(), institution.parent.as_ref()];
    let of_department = |rest: &str| {
        settings.departments.iter().any(|department| {
            let below = rest.strip_prefix(department.name.as_str()).map(str::trim_start);
            let is_team =
                |team: &str| !team.contains(' ') && ["팀", "계", "담당"].iter().any(|end| team.ends_with(end));
            below.is_some_and(|team| team.is_empty() || is_team(team))
        })
    };
    let of_institution = |name: &String| {
        let rest = affiliation.strip_prefix(name.as_str());
        // 한빛시청 is the office of 한빛시.
        let rest = rest.map(|rest| rest.strip_prefix('청').unwrap_or(rest).trim_start());
        rest.is_some_and(|rest| rest.is_empty() || of_department(rest))
    };
    names.into_iter().flatten().any(of_institution) || of_department(affiliation)
}
