//! # 계획에 적은 것을 보이는 문서가 있습니다
//!
//! plan.yaml의 `현황`, `문제점`, `추진체계`, `소요예산`, `기대효과`, `행정사항`은 계획서에, `추진결과`는 추진결과보고에 실립니다. 건에 문서가 있는데 어느
//! 문서의 틀이나 본문도 그 항목을 적지 않으면, 적어 두고도 아무 데도 보이지 않으므로 알립니다. 문서를 아직 쓰지 않은 건은 묻지 않습니다.
//!
//! 예: plan.yaml에 `추진체계`가 있는데 결과보고만 있는 건
//! 대신: 계획서를 두거나, 본문에 `{% for r in plan.organisation %}{{ r.body }}{% endfor %}`처럼 적음
//!
//! 근거: 적은 것을 말없이 빼지 않으려는 gian의 점검.
//!
//! # A document shows what is written of the plan
//!
//! A plan (계획서) shows `현황`, `문제점`, `추진체계`, `소요예산`, `기대효과` and `행정사항` of plan.yaml, a report on it `추진결과`. If a dossier has
//! documents and neither the template nor the body of any of them names the key, it is told, because nobody would see what was
//! written. A dossier without documents is not asked.
//!
//! Example: `추진체계` in plan.yaml of a dossier that has only a 결과보고
//! Instead: a 계획서, or a body with `{% for r in plan.organisation %}{{ r.body }}{% endfor %}`
//!
//! Source: a check of gian, so that nothing is left out in silence.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_kinds::parts;
use gian_model::plan::PlanFile;
use gian_model::{DocumentFile, Dossier, keys};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("unshown-plan", Layer::Content, Severity::Info, &[Run::Dossier(run)]);

/// Depth of parts that include parts.
const DEPTH: usize = 4;

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(plan) = &dossier.plan else { return };
    let written = written(plan);
    // The text of documents made elsewhere is in their files, where it cannot be looked for.
    if written.is_empty() || dossier.documents.is_empty() || dossier.documents.iter().any(|d| d.record.is_received()) {
        return;
    }
    for (key, field) in written {
        let name = format!("plan.{field}");
        if dossier.documents.iter().any(|document| shows(scope, document, &name)) {
            continue;
        }
        diags.push(
            RULE.problem(
                Place::key(&dossier.plan_path(), Route::of(key)),
                text!("`{}` 항목을 보이는 문서가 없습니다", "no document shows `{}`"; key),
            )
            .help(text!(
                "그것을 보이는 종류의 문서를 두거나, 본문에 `{}`을(를) 적으십시오",
                "have a document of a kind that shows it, or name `{}` in a body"; name
            )),
        );
    }
}

/// The keys that only some kinds show, if they are written, with their names in templates.
fn written(plan: &PlanFile) -> Vec<(&'static str, &'static str)> {
    let keys = [
        (keys::PLAN_STATUS, "status", !plan.status.is_empty()),
        (keys::PROBLEMS, "problems", !plan.problems.is_empty()),
        (keys::PLAN_ORGANISATION, "organisation", !plan.organisation.is_empty()),
        (keys::PLANNED_BUDGET, "budget", plan.budget.is_some()),
        (keys::EFFECTS, "effects", !plan.effects.is_empty()),
        (keys::ADMINISTRATION, "administration", !plan.administration.is_empty()),
        (keys::OUTCOME, "outcome", plan.outcome.is_some()),
    ];
    keys.into_iter().filter(|(.., there)| *there).map(|(key, field, _)| (key, field)).collect()
}

/// Whether the template of a document, its body, or a part that one of them includes names a value of the view.
fn shows(scope: &Scope<'_>, document: &DocumentFile, name: &str) -> bool {
    let has_body = !document.body.trim().is_empty();
    let kind = scope.office.kinds.find(&document.record.kind);
    let template = kind.filter(|kind| !has_body || kind.frames_body()).map(|kind| kind.source.as_str());
    let names = |source: &str| names(scope, source, name, DEPTH);
    template.is_some_and(names) || (has_body && names(&document.body))
}

fn names(scope: &Scope<'_>, source: &str, name: &str, depth: usize) -> bool {
    let here = source.match_indices(name).any(|(at, _)| {
        let after = source[at + name.len()..].chars().next();
        after.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '_')
    });
    let included = || {
        let paths = source.match_indices("parts/").filter_map(|(at, _)| {
            let rest = &source[at..];
            Some(&rest[..rest.find(".md")? + ".md".len()])
        });
        paths.filter_map(|path| parts::source(path, &scope.office.sources.templates))
    };
    here || (depth > 0 && included().any(|part| names(scope, part, name, depth - 1)))
}
