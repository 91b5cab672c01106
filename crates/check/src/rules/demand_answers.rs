//! # 요구자료는 요구마다 답이 있고 기한 안에 냅니다
//!
//! 결재한 요구자료에 답이 없는 요구가 있으면 빠뜨린 것입니다. 해당 사항이 없으면 `해당 사항 없음`이라고 적습니다. 제출일은 제출기한보다
//! 늦지 않고, 요구일보다 앞서지 않습니다. 자료의 제출 요구를 받은 지방자치단체의 장은 법령이나 조례로 특별히 정한 경우 말고는 따라야
//! 합니다.
//!
//! 예: 답이 없는 `- {요구: 공유주방별 이용 현황}`
//! 대신: `- {요구: 공유주방별 이용 현황, 답: 해당 사항 없음}`
//!
//! 근거: 지방자치법 제48조(서류제출 요구), 제49조제4항; 같은 법 시행령 제46조제2항(요구에 따를 의무).
//!
//! # Each demand of a council is answered, in time
//!
//! A demand without an answer in an approved document was forgotten; where there is nothing, the answer says so. The day of
//! submission is not after the deadline, and not before the demand.
//!
//! Example: `- {요구: 공유주방별 이용 현황}` without an answer
//! Instead: `- {요구: 공유주방별 이용 현황, 답: 해당 사항 없음}`
//!
//! Source: 지방자치법 제48조 (demands for documents), 제49조제4항; its 시행령 제46조제2항 (they must be met).

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_model::record::State;
use gian_model::record_facts::DemandFacts;
use gian_model::{DocumentFile, Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("demand-answers", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let Some(facts) = &document.record.demand else { continue };
        days(document, facts, diags);
        if document.record.state == State::Draft {
            continue;
        }
        for (i, _) in facts.demands.iter().enumerate().filter(|(_, d)| d.answer.is_none()) {
            diags.push(
                RULE.problem(
                    Place::value(&document.path, routes::demand(i).key(keys::DEMAND)),
                    text!("요구 {}에 답이 없습니다", "demand {} has no answer"; i + 1),
                )
                .help(text!(
                    "`답`을 적으십시오. 해당 사항이 없으면 `해당 사항 없음`이라고 적습니다",
                    "write `답`; where there is nothing, say so"
                )),
            );
        }
    }
}

fn days(document: &DocumentFile, facts: &DemandFacts, diags: &mut Vec<Diag>) {
    let at = |key: &str| Place::value(&document.path, routes::demand_fact().key(key));
    if facts.due < facts.demanded_on {
        diags.push(
            RULE.problem(
                at(keys::DEMAND_DUE),
                text!("제출기한이 요구일보다 앞입니다", "the deadline is before the demand"),
            )
            .related(at(keys::DEMANDED_ON), text!("요구일", "the demand"))
            .help(text!("두 날 가운데 하나를 고치십시오", "correct one of the two days")),
        );
    }
    let Some(day) = facts.submitted_on else { return };
    if day > facts.due {
        diags.push(
            RULE.problem(
                at(keys::SUBMITTED_ON),
                text!("제출기한이 지난 뒤에 냅니다", "it is submitted after the deadline"),
            )
            .related(at(keys::DEMAND_DUE), text!("제출기한", "the deadline"))
            .help(text!(
                "날짜를 고치거나, 연기를 받았으면 늘어난 기한을 적으십시오",
                "correct the day, or write the new deadline if it was extended"
            )),
        );
    } else if day < facts.demanded_on {
        diags.push(
            RULE.problem(
                at(keys::SUBMITTED_ON),
                text!("요구하기 전에 냅니다", "it is submitted before it is demanded"),
            )
            .related(at(keys::DEMANDED_ON), text!("요구일", "the demand"))
            .help(text!("두 날 가운데 하나를 고치십시오", "correct one of the two days")),
        );
    }
}
