//! # 법령은 문서의 날에 시행 중인 이름으로 적습니다
//!
//! 법령은 이름이 바뀌거나 새로 생깁니다. 문서의 날에 아직 시행되지 않았거나 이미 이름이 바뀐 법령을 적으면 읽는 사람이 그 조문을 찾을
//! 수 없습니다. 공문서와 기록물에 자주 쓰이는 몇 가지 법령만 견줍니다.
//!
//! 예: 2024년 문서의 `「행정 효율과 협업 촉진에 관한 규정」`
//! 대신: `「행정업무의 운영 및 혁신에 관한 규정」`
//!
//! 근거: 각 법령의 부칙(시행일, 다른 법령과의 관계).
//!
//! # A law is cited by the name in force on the day of the document
//!
//! Laws are renamed, and new ones come. A name that is not yet or no longer in force on the day of the document leads no
//! reader to its text. Only some laws are compared: those on documents and records that are cited often.
//!
//! Example: `「행정 효율과 협업 촉진에 관한 규정」` in a document of 2024
//! Instead: `「행정업무의 운영 및 혁신에 관한 규정」`
//!
//! Source: the supplementary provisions (부칙) of each law.

use chrono::NaiveDate;
use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_korean::date::full;
use gian_korean::law;
use gian_korean::law::State;
use gian_korean::particle::particle;
use gian_model::{Dossier, keys, record, routes};

use crate::prose::Prose;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("law-in-force", Layer::Manual, Severity::Warning, &[Run::Text(run), Run::Dossier(facts)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let Some(day) = prose.day else { return };
    if prose.text.contains('「') {
        let blocks = &prose.structure().fences;
        for cited in law::find(&prose.text) {
            // Skip fenced blocks, which are pieces of their own. A former law is cited under its former name: `종전의
            // 「…」`.
            let before = prose.text[..cited.range.start].trim_end_matches(' ');
            let was = ["종전의", "당시", "당시의", "옛", "구"].iter().any(|w| before.ends_with(w));
            if !was && !blocks.iter().any(|b| prose.is_body() && b.whole.contains(&cited.range.start)) {
                diags.extend(judge(cited.name, day.0, || prose.place(cited.range.clone())));
            }
        }
    }
    for term in law::find_terms(&prose.seen) {
        diags.extend(judge(term.name, day.0, || prose.place(term.range.clone())));
    }
}

/// Laws cited as legal basis in the facts, which are not free text.
pub(super) fn facts(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let approved = dossier.documents.iter().filter(|d| d.record.state != record::State::Draft);
    let day = approved.map(|d| d.record.date()).max();
    if let (Some(plan), Some(day)) = (&dossier.plan, day) {
        basis(&dossier.plan_path(), &routes::legal_basis(), &plan.programme.legal_basis, day.0, diags);
    }
    if let Some(grant) = &dossier.grant {
        basis(
            &dossier.grant_path(),
            &routes::grant_decision().key(keys::BASIS),
            &grant.decision.basis,
            grant.decision.on.0,
            diags,
        );
    }
}

fn basis(path: &str, route: &Route, laws: &[String], day: NaiveDate, diags: &mut Vec<Diag>) {
    for (i, text) in laws.iter().enumerate() {
        for cited in law::find(text) {
            let place = || Place::within(path, route.index(i), cited.range.clone());
            diags.extend(judge(cited.name, day, place));
        }
    }
}

fn judge(name: &str, day: NaiveDate, place: impl Fn() -> Place) -> Option<Diag> {
    let source = || law::entry(name).map(|law| text!("{}", "{}"; law.source));
    let is = particle(name, "은/는");
    let write = |now: &str| {
        let to = particle(now, "으로/로");
        text!("`{now}`{to} 적으십시오", "write `{now}`")
    };
    let diag = match law::state(name, day) {
        State::InForce | State::Unknown => return None,
        State::Renamed { on, now } => {
            let (until, today) = (full(on), full(day));
            RULE.problem(
                place(),
                text!(
                    "`{name}`{is} {until}에 이름이 바뀌어 {today}에는 `{now}`입니다",
                    "`{name}` got another name on {until}; on {today} it is `{now}`"
                ),
            )
            .help(write(now))
        }
        State::NotYet { from, before } => {
            let (since, on) = (full(from), full(day));
            let diag = RULE.problem(
                place(),
                text!(
                    "`{name}`{is} {since}부터 시행되어 {on}에는 없습니다",
                    "`{name}` is in force from {since}, not yet on {on}"
                ),
            );
            match before {
                Some(before) => diag.help(write(before)),
                None => diag
                    .help(text!("법령의 이름과 문서의 날짜를 확인하십시오", "check the name of the law, and the day")),
            }
        }
    };
    Some(match source() {
        Some(source) => diag.label(source),
        None => diag,
    })
}
