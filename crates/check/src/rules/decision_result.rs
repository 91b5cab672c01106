//! # 결정의 결과와 조건이 서로 맞습니다
//!
//! 결과는 절차의 결과로 쓰는 말이어야 합니다(심의: 원안가결, 부결 …; 기관의 말은 gian.yaml의 `절차`에 적습니다).
//! 조건부승인과 보완후승인처럼 조건을 붙이는 결과에는 조건이나 필수 의견이 있어야 합니다. 그 밖의 결과에는 조건을 적지 않습니다. 조건으로 적은
//! 검토의견은 한 번씩만 적고, 반드시 반영해야 하는 필수 의견이어야 합니다.
//!
//! 예: `결정: {결과: 승인, 날짜: 2024-03-12, 조건: [F-1-1]}`
//! 대신: `결정: {결과: 조건부승인, 날짜: 2024-03-12, 조건: [F-1-1]}`
//!
//! 근거: 결정과 검토의견을 견주어 셈함.
//!
//! # The result of a decision and its conditions fit
//!
//! A result is a word of the process (심의: 원안가결, 부결 …; an office lists its own below `절차` in `gian.yaml`). A
//! conditional result (조건부승인, 보완후승인) has conditions, or findings that are obligatory (필수). Other results have no
//! conditions. What is a condition is an obligatory finding, named once.
//!
//! Example: `결정: {결과: 승인, 날짜: 2024-03-12, 조건: [F-1-1]}`
//! Instead: `결정: {결과: 조건부승인, 날짜: 2024-03-12, 조건: [F-1-1]}`
//!
//! Source: computed from decision and findings.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_model::review::{Decision, Obligation, ReviewFile};
use gian_model::{Dossier, keys, routes};
use gian_schema::nearest::nearest;
use gian_vocabulary::process::Process;

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("decision-result", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(review) = &dossier.review else { return };
    let path = dossier.review_path();
    let process = scope.office.settings.process(review.process_name());
    for (i, subject) in review.subjects.iter().enumerate() {
        let unknown = subject.result.as_ref().filter(|word| process.effect(word).is_none());
        let place = || Place::value(&path, routes::subject(i).key(keys::RESULT));
        diags.extend(unknown.map(|word| unknown_result(place(), word, &process)));
    }
    let Some(decision) = &review.decision else { return };
    let Some(effect) = process.effect(&decision.result) else {
        let place = Place::value(&path, routes::decision().key(keys::RESULT));
        diags.push(unknown_result(place, &decision.result, &process));
        return;
    };
    match effect.has_conditions() {
        true => needs_conditions(&path, review, decision, diags),
        false => {
            if !decision.conditions.is_empty() {
                diags.push(
                    RULE.problem(
                        Place::key(&path, routes::decision().key(keys::CONDITIONS)),
                        text!("{} 결정에 조건이 있습니다", "a decision `{}` has conditions"; decision.result),
                    )
                    .related(
                        Place::value(&path, routes::decision().key(keys::RESULT)),
                        text!("결정의 결과", "the result"),
                    )
                    .help(text!(
                        "`결과`를 조건을 붙이는 말로 고치거나 `조건`을 지우십시오",
                        "write a conditional `결과`, or remove `조건`"
                    )),
                );
            }
        }
    }
    conditions(&path, review, decision, diags);
}

/// A result that is no word of the process.
fn unknown_result(place: Place, word: &str, process: &Process) -> Diag {
    let results = process.results();
    let words: Vec<&str> = results.iter().map(|r| r.word.as_str()).collect();
    // A space is the most frequent difference: `조건부 가결`.
    let joined: String = word.split_whitespace().collect();
    let same = words.iter().copied().find(|known| *known == joined);
    let near = same.or_else(|| nearest(word, words.iter().copied()));
    let diag = RULE.problem(
        place,
        text!("`{}`은(는) `{}`의 결과로 쓰는 말이 아닙니다", "`{}` is no result of the process `{}`"; word, process.name),
    );
    let list = words.join(", ");
    match near {
        Some(near) => {
            diag.help(text!("혹시 `{}`입니까? 쓰는 말: {}", "did you mean `{}`? The results are: {}"; near, list))
        }
        None => diag.help(text!(
            "{} 가운데 하나를 적거나, gian.yaml의 `절차: [{{이름: {}, 결과: [{{말: {}, 뜻: …}}]}}]`에 더하십시오",
            "write one of {}, or add it to gian.yaml as `절차: [{{이름: {}, 결과: [{{말: {}, 뜻: …}}]}}]`";
            list, process.name, word
        )),
    }
}

fn needs_conditions(path: &str, review: &ReviewFile, decision: &Decision, diags: &mut Vec<Diag>) {
    let required = review.findings.iter().any(|f| f.obligation == Obligation::Required);
    if decision.conditions.is_empty() && !required {
        diags.push(
            RULE.problem(
                Place::value(path, routes::decision().key(keys::RESULT)),
                text!("{} 결정에 조건도 필수 의견도 없습니다", "a decision `{}` has neither conditions nor required findings"; decision.result),
            )
            .help(text!("`조건`에 검토의견의 식별자를 적거나 `결과`를 고치십시오", "write ids of findings as `조건`, or correct `결과`")),
        );
    }
}

fn conditions(path: &str, review: &ReviewFile, decision: &Decision, diags: &mut Vec<Diag>) {
    for (i, id) in decision.conditions.iter().enumerate() {
        let place = Place::value(path, routes::decision_condition(i));
        if decision.conditions[..i].contains(id) {
            diags.push(
                RULE.warning(place, text!("조건에 `{}` 의견이 두 번 있습니다", "the condition `{}` stands twice"; id))
                    .help(text!("하나를 지우십시오", "remove one")),
            );
            continue;
        }
        let Some(at) = review.findings.iter().position(|f| f.id == *id) else { continue };
        let obligation = review.findings[at].obligation;
        if obligation != Obligation::Required {
            diags.push(
                RULE.warning(
                    place,
                    text!("조건으로 적은 `{}` 의견의 의무는 {}입니다", "the condition `{}` is a finding of `{}`"; id, obligation.label()),
                )
                .related(Place::value(path, routes::finding(at).key(keys::OBLIGATION)), text!("의견의 의무", "what it asks"))
                .help(text!("의견을 `필수`로 하거나 조건에서 빼십시오", "make the finding 필수, or drop the condition")),
            );
        }
    }
}
