//! # 점검표의 항목마다 결과가 하나 있습니다
//!
//! 빈칸으로 남은 항목은 보지 않았는지 적는 것을 잊었는지 알 수 없습니다. 해당하지 않으면 `해당없음`을 선택지에 두고 고릅니다. 결과는
//! `선택지`에 있는 말이어야 하고, 선택지가 서로 같으면 어느 것을 골랐는지 알 수 없습니다.
//!
//! 예: `{항목: 환기 설비가 잘 도는가}`
//! 대신: `{항목: 환기 설비가 잘 도는가, 결과: 적합}`
//!
//! 근거: 점검 결과를 셀 수 있는지에 대한 gian의 점검.
//!
//! # Each point of a check sheet has one result
//!
//! An empty point was not checked, or somebody forgot to write the result. Where a point does not apply, `해당없음` is one of the
//! choices. A result is one of `선택지`, and no two choices are equal.
//!
//! Example: `{항목: 환기 설비가 잘 도는가}`
//! Instead: `{항목: 환기 설비가 잘 도는가, 결과: 적합}`
//!
//! Source: a check of gian that the results can be counted.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_model::{Dossier, keys, routes};
use gian_schema::nearest::nearest;

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("check-result", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let Some(sheet) = &document.record.inspection else { continue };
        let list = sheet.choices.join(", ");
        let twice = sheet.choices.iter().enumerate().find(|(i, choice)| sheet.choices[..*i].contains(choice));
        if let Some((_, choice)) = twice {
            diags.push(
                RULE.problem(
                    Place::value(&document.path, routes::inspection().key(keys::CHOICES)),
                    text!("선택지 `{}`이(가) 두 번 있습니다", "the choice `{}` is there twice"; choice),
                )
                .help(text!("하나를 지우십시오", "remove one of them")),
            );
        }
        for (i, point) in sheet.points.iter().enumerate() {
            let route = routes::checked_point(i);
            match &point.result {
                None => diags.push(
                    RULE.problem(
                        Place::value(&document.path, route.key(keys::ITEMS)),
                        text!("결과가 없는 항목입니다", "this point has no result"),
                    )
                    .help(
                        text!("`결과`에 다음 가운데 하나를 적으십시오: {}", "write one of these as `결과`: {}"; list),
                    ),
                ),
                Some(result) if !sheet.choices.contains(result) => {
                    let diag = RULE.problem(
                        Place::value(&document.path, route.key(keys::RESULT)),
                        text!("선택지에 없는 결과입니다: `{}`", "this result is none of the choices: `{}`"; result),
                    );
                    diags.push(match nearest(result, sheet.choices.iter().map(String::as_str)) {
                        Some(near) => diag.help(text!("혹시 `{}`입니까? (선택지: {})", "did you mean `{}`? (choices: {})"; near, list)),
                        None => diag.help(text!("다음 가운데 하나를 쓰거나 `선택지`에 더하십시오: {}", "write one of these, or add it to `선택지`: {}"; list)),
                    });
                }
                Some(_) => {}
            }
        }
    }
}
