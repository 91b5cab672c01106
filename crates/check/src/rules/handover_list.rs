//! # 인계인수서에는 넘기는 것이 있고, 수량의 합이 맞습니다
//!
//! 업무, 문서, 물품 가운데 하나는 적어야 합니다. 아무것도 적지 않은 인계인수서로는 무엇을 넘겼는지 알 수 없습니다. 문서나 물품의
//! `합계`는 목록의 수량을 더한 값이어야 하며, 권과 건처럼 단위가 다른 것은 더하지 않습니다.
//!
//! 예: 12권과 3권인 문서 목록의 `합계: 16`
//! 대신: `합계: 15`
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 제61조제1항(모든 사항이 나타나도록 인계·인수); 적힌 수량의 계산.
//!
//! # A handover lists what is handed over, and its counts add up
//!
//! At least one of 업무, 문서 and 물품 is written: a handover of nothing tells nobody what was handed over. The `합계` of
//! documents or goods is the sum of the quantities; quantities in different units (권, 건) are not added.
//!
//! Example: `합계: 16` of a list of 12권 and 3권
//! Instead: `합계: 15`
//!
//! Source: 행정업무의 운영 및 혁신에 관한 규정 제61조제1항 (all matters are handed over); computed from the quantities.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_model::record::handover::HandedList;
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("handover-list", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let Some(handover) = &document.record.handover else { continue };
        if handover.tasks.is_empty() && handover.documents.is_none() && handover.goods.is_none() {
            diags.push(
                RULE.problem(
                    Place::key(&document.path, routes::handover()),
                    text!("넘기는 업무, 문서, 물품이 하나도 없습니다", "no task, document or goods are handed over"),
                )
                .help(text!(
                    "`업무:`, `문서:`, `물품:` 가운데 있는 것을 적으십시오",
                    "write `업무:`, `문서:` or `물품:`"
                )),
            );
        }
        for (key, list) in [(keys::DOCUMENTS, &handover.documents), (keys::GOODS, &handover.goods)] {
            if let Some(list) = list {
                count(list, &document.path, &routes::handover().key(key), diags);
            }
        }
    }
}

fn count(list: &HandedList, path: &str, route: &Route, diags: &mut Vec<Diag>) {
    let Some(stated) = list.total else { return };
    let place = Place::value(path, route.key(keys::TOTAL));
    match list.sum() {
        None => diags.push(
            RULE.problem(
                place,
                text!("단위가 다른 수량을 더한 합계입니다", "the total adds quantities in different units"),
            )
            .help(text!("합계를 지우거나 단위를 맞추십시오", "remove the total, or use one unit")),
        ),
        Some((sum, unit)) if sum != stated => diags.push(
            RULE.problem(
                place,
                text!("합계는 {0}{2}인데 목록의 합은 {1}{2}입니다", "the total is {0}{2}, but the list adds up to {1}{2}"; stated, sum, unit),
            )
            .help(text!("합계나 수량을 고치십시오", "correct the total, or a quantity")),
        ),
        Some(_) => {}
    }
}
