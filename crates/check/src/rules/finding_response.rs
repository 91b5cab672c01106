//! # 필수 의견은 반영하고, 답변에는 반영한 곳을 밝힙니다
//!
//! 계획을 승인하려면 필수 의견을 모두 반영하여야 합니다(나중에 반영하기로 한 것은 조건부승인이나 보완후승인으로 적습니다). 반영하였다는
//! 답변은 어느 판의 몇 쪽인지 근거를 밝히고, 그 판과 쪽이 있어야 합니다. 최종본이 나오면 권고 의견에도 답변이 있어야 하고, 받아들이지
//! 않으면 까닭을 적습니다. `비목`은 grant.yaml의 `집행`에 있는 비목이어야 합니다.
//!
//! 예: `답변: {주체: 새봄구, 상태: 반영, 내용: 보완함}`
//! 대신: `답변: {주체: 새봄구, 상태: 반영, 내용: 보완함, 근거: {판: 2, 쪽: 12}}`
//!
//! 근거: 검토의견, 답변, 계획서의 판을 견주어 셈함.
//!
//! # Obligatory findings are followed, and responses say where
//!
//! A plan is approved when every obligatory finding (필수) is followed; what is still to come makes a conditional approval.
//! A response that says so (반영) names version and page, and both exist. Once there is a final version, findings that are
//! recommended (권고) have a response too, and a refusal (불수용) has a reason. 비목 names an item of spending in grant.yaml.
//!
//! Example: `답변: {주체: 새봄구, 상태: 반영, 내용: 보완함}`
//! Instead: `답변: {주체: 새봄구, 상태: 반영, 내용: 보완함, 근거: {판: 2, 쪽: 12}}`
//!
//! Source: computed from findings, responses and versions of the plan.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_model::plan::VersionKind;
use gian_model::review::{Finding, Obligation, Response, ResponseStatus};
use gian_model::{Dossier, Line, keys, routes};
use gian_vocabulary::process::Effect;

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("finding-response", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(review) = &dossier.review else { return };
    let process = scope.office.settings.process(review.process_name());
    let approved = review.decision.as_ref().is_some_and(|d| process.effect(&d.result) == Some(Effect::Approved));
    let versions = dossier.plan.iter().flat_map(|p| &p.versions);
    let closed = versions.clone().any(|v| v.kind == VersionKind::Final);
    for (i, finding) in review.findings.iter().enumerate() {
        let entry = Entry { dossier, path: dossier.review_path(), index: i, finding };
        match &finding.response {
            None => entry.unanswered(approved, closed, diags),
            Some(response) => {
                entry.followed(response, approved, diags);
                entry.evidence(response, diags);
                entry.reason(response, diags);
                entry.budget(response, diags);
            }
        }
    }
}

struct Entry<'a> {
    dossier: &'a Dossier,
    path: String,
    /// Position in `검토의견`.
    index: usize,
    finding: &'a Finding,
}

impl Entry<'_> {
    fn place(&self, route: Route) -> Place {
        Place::value(&self.path, route)
    }

    fn unanswered(&self, approved: bool, closed: bool, diags: &mut Vec<Diag>) {
        let place = self.place(routes::finding(self.index).key(keys::ID));
        let message = text!(
            ko: "{} 의견 {}에 답변이 없습니다", self.finding.obligation.label(), self.finding.id;
            en: "the {} finding {} has no response", self.finding.obligation.name(), self.finding.id
        );
        let help = text!("`답변`을 적으십시오", "write `답변`");
        match self.finding.obligation {
            Obligation::Required if approved => diags.push(
                RULE.problem(place, message)
                    .related(
                        Place::value(&self.path, routes::decision().key(keys::RESULT)),
                        text!("계획은 승인되었습니다", "the plan is approved"),
                    )
                    .help(help),
            ),
            Obligation::Required | Obligation::Recommended if closed => {
                diags.push(RULE.warning(place, message).help(help));
            }
            Obligation::Required | Obligation::Recommended | Obligation::Advisory => {}
        }
    }

    /// An approved plan requires that all mandatory findings are taken up.
    fn followed(&self, response: &Response, approved: bool, diags: &mut Vec<Diag>) {
        let open = match response.status {
            ResponseStatus::Open | ResponseStatus::Refused => true,
            ResponseStatus::Partly | ResponseStatus::Done | ResponseStatus::Later => false,
        };
        if approved && open && self.finding.obligation == Obligation::Required {
            diags.push(
                RULE.problem(
                    self.place(routes::response(self.index).key(keys::STATE)),
                    text!("승인한 계획의 필수 의견 {}의 상태가 {}입니다", "the required finding {} of an approved plan is `{}`"; self.finding.id, response.status.label()),
                )
                .related(Place::value(&self.path, routes::decision().key(keys::RESULT)), text!("계획은 승인되었습니다", "the plan is approved"))
                .help(text!("답변의 `상태`나 결정의 `결과`를 고치십시오", "correct `상태` of the response, or `결과` of the decision")),
            );
        }
    }

    /// The place named in an answer must exist in its version.
    fn evidence(&self, response: &Response, diags: &mut Vec<Diag>) {
        let done = matches!(response.status, ResponseStatus::Done | ResponseStatus::Partly);
        let Some(evidence) = &response.evidence else {
            if done && self.finding.obligation != Obligation::Advisory {
                diags.push(self.no_evidence(response.status));
            }
            return;
        };
        let versions = || self.dossier.plan.iter().flat_map(|p| &p.versions);
        let Some(version) = versions().find(|v| v.no == evidence.version) else {
            diags.push(
                RULE.problem(
                    self.place(routes::response_evidence(self.index).key(keys::VERSION)),
                    text!("계획서에 {}판이 없습니다", "the plan has no version {}"; evidence.version),
                )
                .help(text!(
                    "plan.yaml의 `판`에 있는 번호를 쓰십시오",
                    "write a number that stands under `판` in plan.yaml"
                )),
            );
            return;
        };
        if let (Some(page), Some(pages)) = (evidence.page, version.pages)
            && page > pages
        {
            diags.push(
                RULE.problem(
                    self.place(routes::response_evidence(self.index).key(keys::PAGE)),
                    text!("{}쪽을 가리키지만 그 판은 {}쪽까지입니다", "page {} is meant, but that version has {} pages"; page, pages),
                )
                .help(text!("쪽을 확인하십시오", "check the page")),
            );
        }
        if evidence.page.is_none() && evidence.section.is_none() && done {
            diags.push(self.no_evidence(response.status));
        }
        // The change must be in a later version than the one that the finding is about.
        if let Some(target) = self.finding.target.as_ref().filter(|t| done && evidence.version <= t.version) {
            diags.push(
                RULE.warning(
                    self.place(routes::response_evidence(self.index).key(keys::VERSION)),
                    text!("반영한 곳이 의견을 낸 {}판이거나 그 앞입니다", "what was followed stands in version {} of the finding, or before"; target.version),
                )
                .related(self.place(routes::finding_target(self.index).key(keys::VERSION)), text!("의견이 가리키는 판", "the version that the finding is about"))
                .help(text!("고친 뒤의 판을 적으십시오", "write the version after the change")),
            );
        }
    }

    fn no_evidence(&self, status: ResponseStatus) -> Diag {
        let message = text!("`{}` 답변에 반영한 곳이 없습니다", "a response `{}` does not say where"; status.label());
        let help = text!(
            "`근거: {{판: 2, 쪽: 12}}`처럼 판과 쪽을 적으십시오",
            "write version and page, such as `근거: {{판: 2, 쪽: 12}}`"
        );
        RULE.warning(self.place(routes::response(self.index).key(keys::STATE)), message).help(help)
    }

    /// The item that pays must be an item of the subsidy.
    fn budget(&self, response: &Response, diags: &mut Vec<Diag>) {
        let (Some(item), Some(grant)) = (&response.budget_item, &self.dossier.grant) else { return };
        let private = &self.dossier.private;
        // Skip text with marks, which may hide different words in the two places.
        let marked = |line: &Line| line.plain(private) != line.0;
        let labels = || grant.spending.iter().map(|s| &s.label);
        if marked(item) || labels().any(|label| label == item || marked(label)) {
            return;
        }
        let known: Vec<&str> = grant.spending.iter().map(|s| s.label.0.as_str()).collect();
        diags.push(
            RULE.problem(
                self.place(routes::response(self.index).key(keys::BUDGET_ITEM)),
                text!("grant.yaml의 `집행`에 그런 비목이 없습니다", "grant.yaml has no such item (비목) of spending"),
            )
            .help(text!("다음 가운데 하나를 쓰십시오: {}", "write one of: {}"; known.join(", "))),
        );
    }

    /// A refusal must give a reason, not just state itself.
    fn reason(&self, response: &Response, diags: &mut Vec<Diag>) {
        if response.status != ResponseStatus::Refused {
            return;
        }
        let bare: String = response.text.0.chars().filter(|c| c.is_alphanumeric()).collect();
        if matches!(&*bare, "" | "불수용" | "불수용함" | "미수용" | "수용불가" | "반영불가" | "해당없음" | "없음")
        {
            diags.push(
                RULE.warning(
                    self.place(routes::response(self.index).key(keys::CONTENTS)),
                    text!("받아들이지 않는 까닭이 없습니다", "the refusal has no reason"),
                )
                .help(text!("`내용`에 까닭을 적으십시오", "write the reason in `내용`")),
            );
        }
    }
}
