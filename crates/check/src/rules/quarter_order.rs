//! # 추진계획의 분기는 한 번씩, 차례로 적습니다
//!
//! 같은 분기를 두 번 적거나 뒤의 분기를 먼저 적으면 어느 것이 맞는 계획인지 알 수 없습니다.
//!
//! 예: `추진계획: [{분기: 2, 내용: […]}, {분기: 1, 내용: […]}]`
//! 대신: `추진계획: [{분기: 1, 내용: […]}, {분기: 2, 내용: […]}]`
//!
//! 근거: 적힌 사실의 비교.
//!
//! # Each quarter of the plans is written once and in order
//!
//! If a quarter is written twice, or a later one first, nobody knows which plan is meant.
//!
//! Example: `추진계획: [{분기: 2, 내용: […]}, {분기: 1, 내용: […]}]`
//! Instead: `추진계획: [{분기: 1, 내용: […]}, {분기: 2, 내용: […]}]`
//!
//! Source: a comparison of what is written.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("quarter-order", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let Some(duties) = &document.record.duties else { continue };
        for (i, pair) in duties.quarters.windows(2).enumerate().filter(|(_, pair)| pair[1].number <= pair[0].number) {
            diags.push(
                RULE.problem(
                    Place::value(&document.path, routes::quarter(i + 1).key(keys::QUARTER)),
                    text!("{}분기 뒤에 {}분기가 있습니다", "quarter {} is followed by quarter {}"; pair[0].number, pair[1].number),
                )
                .help(text!("분기를 차례로, 한 번씩 적으십시오", "write each quarter once and in order")),
            );
        }
    }
}
