//! # 한 계획을 한 이름으로 부릅니다
//!
//! 계획의 종류(`실행계획`, `본계획` …)는 plan.yaml에 한 번 정합니다. 문서의 제목, 붙임의 제목, 파일의 이름이 같은 계획을 다른 종류로
//! 부르면 읽는 사람은 다른 계획이 있는 줄 압니다.
//!
//! 예: `종류: 실행계획`인 계획의 문서 `제목: 2019 강동구 지역사회혁신계획 본계획 협의·조정 결과보고`
//! 대신: `제목: 2019 강동구 지역사회혁신계획 실행계획 협의·조정 결과보고`
//!
//! 근거: plan.yaml의 계획과 문서의 제목을 견주어 셈함.
//!
//! # One plan has one name
//!
//! The kind of a plan is set once, in plan.yaml. Where the title of a document or of an attachment, or a file name, calls the
//! same plan by another kind, readers think of another plan.
//!
//! Example: `제목: 2019 강동구 지역사회혁신계획 본계획 협의·조정 결과보고` where the plan has `종류: 실행계획`
//! Instead: `제목: 2019 강동구 지역사회혁신계획 실행계획 협의·조정 결과보고`
//!
//! Source: computed from plan.yaml and the titles.

use std::ops::Range;

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("plan-term", Layer::Content, Severity::Warning, &[Run::Dossier(run)]);

/// Kinds of plans; of those with a common start, the longest first.
const KINDS: &[&str] =
    &["본계획", "기본계획", "종합계획", "시행계획", "실행계획", "세부실행계획", "세부사업실행계획", "구단위계획"];

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(plan) = &dossier.plan else { return };
    let kind = plan.plan.kind.trim().trim_end_matches('형');
    if !KINDS.contains(&kind) {
        return;
    }
    let names = [plan.programme.name.clone(), plan.plan.name.plain(&dossier.private)];
    let plan_path = dossier.plan_path();
    let mut say = |path: &str, route: Route, text: &str| {
        let Some(range) = names.iter().find_map(|name| other_kind(text, name, kind)) else { return };
        let other = text[range.clone()].to_owned();
        diags.push(
            RULE.problem(
                Place::within(path, route, range),
                text!("계획의 종류는 {}인데 여기서는 `{}`입니다", "the plan is a {}, but here it is `{}`"; kind, other),
            )
            .related(Place::value(&plan_path, routes::plan_kind()), text!("여기서 정한 종류", "its kind is set here"))
            .help(text!("`{}`으로 고치거나 plan.yaml의 `종류`를 고치십시오", "write `{}`, or correct `종류` in plan.yaml"; kind)),
        );
    };
    for document in &dossier.documents {
        let record = &document.record;
        say(&document.path, Route::of(keys::TITLE), &record.title.0);
        for (i, attachment) in record.attachments.iter().enumerate() {
            say(&document.path, routes::attachment(i).key(keys::TITLE), &attachment.title.0);
            if let Some(file) = &attachment.file {
                say(&document.path, routes::attachment(i).key(keys::FILE), file);
            }
        }
    }
}

/// A word for another kind directly after the name of the plan.
fn other_kind(text: &str, name: &str, kind: &str) -> Option<Range<usize>> {
    if name.is_empty() {
        return None;
    }
    text.match_indices(name).find_map(|(at, _)| {
        let end = at + name.len();
        // A year or number may be in between: `2차년도`, `(2024)`.
        let rest = text[end..].trim_start_matches(|c: char| c.is_ascii_digit() || " _-()차년도".contains(c));
        let start = text.len() - rest.len();
        let found = KINDS.iter().find(|k| rest.starts_with(**k))?;
        (*found != kind).then(|| start..start + found.len())
    })
}
