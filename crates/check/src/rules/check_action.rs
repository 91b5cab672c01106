//! # 부적합에는 비고나 조치가 있습니다
//!
//! 맞지 않다고만 적으면 무엇이 맞지 않고 어떻게 할지 알 수 없습니다. 결과가 부적합, 아니오, 미흡, 불량, 불합격, 미이행, 미준수, 위반인
//! 항목에는 무엇이 그런지(`비고`)나 무엇을 하였거나 할지(`조치`)를 적습니다.
//!
//! 예: `{항목: 환기 설비가 잘 도는가, 결과: 부적합}`
//! 대신: `{항목: 환기 설비가 잘 도는가, 결과: 부적합, 조치: 7월 4일까지 교체}`
//!
//! 근거: 점검의 관행; 행정기관의 점검 결과 처리.
//!
//! # A point that failed has a remark or an action
//!
//! That a point failed does not say what is wrong and what is done about it. Points with a result such as 부적합, 아니오, 미흡 or 불량
//! have a `비고` (what is wrong) or a `조치` (what was or will be done).
//!
//! Example: `{항목: 환기 설비가 잘 도는가, 결과: 부적합}`
//! Instead: `{항목: 환기 설비가 잘 도는가, 결과: 부적합, 조치: 7월 4일까지 교체}`
//!
//! Source: practice.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("check-action", Layer::Practice, Severity::Warning, &[Run::Dossier(run)]);

/// Results that say that something is wrong.
const FAILED: [&str; 9] = ["부적합", "아니오", "아니요", "미흡", "불량", "불합격", "미이행", "미준수", "위반"];

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let Some(sheet) = &document.record.inspection else { continue };
        for (i, point) in sheet.points.iter().enumerate() {
            let failed = point.result.as_deref().filter(|result| FAILED.contains(result));
            let Some(result) = failed.filter(|_| point.remark.is_none() && point.action.is_none()) else { continue };
            diags.push(
                RULE.problem(
                    Place::value(&document.path, routes::checked_point(i).key(keys::RESULT)),
                    text!("`{}`인데 비고도 조치도 없습니다", "it is `{}`, without a remark or an action"; result),
                )
                .help(text!("`비고`나 `조치`를 적으십시오", "write `비고` or `조치`")),
            );
        }
    }
}
