//! # 점검표에 적은 결과의 수는 항목을 센 수와 같습니다
//!
//! 결과의 수는 gian이 항목을 세어 적습니다. `집계`에 따로 적은 수(보고한 수, 다른 문서에 옮긴 수)가 있으면 센 수와 같아야 하고, 선택지에
//! 없는 결과나 같은 결과를 두 번 적을 수 없습니다.
//!
//! 예: 적합이 다섯인 점검표의 `집계: [{결과: 적합, 수량: 6}]`
//! 대신: `집계: [{결과: 적합, 수량: 5}]`
//!
//! 근거: 셈이 맞는지에 대한 gian의 점검.
//!
//! # The stated counts of a check sheet are those of its points
//!
//! gian counts the points with each result. What `집계` states beside, such as numbers reported elsewhere, must be the same; each result
//! is one of the choices, and is there once.
//!
//! Example: `집계: [{결과: 적합, 수량: 6}]` in a sheet with five points that are 적합
//! Instead: `집계: [{결과: 적합, 수량: 5}]`
//!
//! Source: a check of gian that the counts are right.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("check-count", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let Some(sheet) = &document.record.inspection else { continue };
        for (i, stated) in sheet.tally.iter().enumerate() {
            let route = routes::tally(i);
            let word = Place::value(&document.path, route.key(keys::RESULT));
            if !sheet.choices.contains(&stated.result) {
                diags.push(
                    RULE.problem(word, text!("선택지에 없는 결과입니다: `{}`", "this result is none of the choices: `{}`"; stated.result))
                        .help(text!("선택지: {}", "the choices are: {}"; sheet.choices.join(", "))),
                );
                continue;
            }
            if sheet.tally[..i].iter().any(|other| other.result == stated.result) {
                diags.push(
                    RULE.problem(
                        word,
                        text!("`{}`의 수가 두 번 있습니다", "the count of `{}` is there twice"; stated.result),
                    )
                    .help(text!("하나를 지우십시오", "remove one of them")),
                );
                continue;
            }
            let count = sheet.count(&stated.result);
            if stated.count as usize != count {
                diags.push(
                    RULE.problem(
                        Place::value(&document.path, route.key(keys::QUANTITY)),
                        text!(
                            "`{}`을(를) {}항목으로 적었는데 세어 보면 {}항목입니다",
                            "`{}` is stated for {} points, but there are {}";
                            stated.result, stated.count, count
                        ),
                    )
                    .help(text!("수나 항목의 결과를 고치십시오", "correct the count, or the result of a point")),
                );
            }
        }
    }
}
