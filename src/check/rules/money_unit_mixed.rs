//! # 한 표의 금액은 한 단위로 적습니다
//!
//! 단위를 밝히지 않은 표에 `천원`과 `원`이 섞이면 세 자리가 다른 금액을 나란히 읽게 됩니다.
//!
//! 예: 한 표의 `600천원`과 `490,000원`
//! 대신: `단위: 천원`을 밝히고 `600`과 `490`
//!
//! 근거: 행정업무운영 편람, 표와 금액의 표기.
//!
//! # One unit for the amounts of a table
//!
//! Where a table gives no unit, 천원 and 원 side by side are amounts that differ by three digits and read alike.
//!
//! Example: `600천원` and `490,000원` in one table
//! Instead: `단위: 천원`, with `600` and `490`
//!
//! Source: the ministry's manual on tables and amounts.

use crate::check::Scope;
use crate::check::prose::Prose;
use crate::compose::markdown::TABLE;
use crate::diagnostics::{Diag, Place};
use crate::korean::written::scan;
use crate::source::yaml::{Kind, Node};
use crate::text;

pub fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.is_body() {
        return;
    }
    for tree in prose.structure().fences.iter().filter(|f| f.name == TABLE).filter_map(|f| f.tree.as_ref()) {
        let Kind::Map(entries) = &tree.kind else { continue };
        if entries.iter().any(|e| e.key == "단위") {
            continue;
        }
        let mut cells = Cells::default();
        entries.iter().filter(|e| e.key == "행" || e.key == "합계").for_each(|e| cells.read(&e.value));
        let (Some(thousands), Some(won)) = (cells.thousands, cells.won) else { continue };
        let place = |node: &Node| Place::bytes(prose.file, node.span.clone());
        let (second, first) = match thousands.span.start < won.span.start {
            true => (won, thousands),
            false => (thousands, won),
        };
        diags.push(
            Diag::warning(
                CODE,
                place(second),
                text!("한 표에 `천원`과 `원`이 섞여 있습니다", "one table has amounts in 천원 and in 원"),
            )
            .related(place(first), text!("다른 단위의 금액", "an amount in the other unit"))
            .help(text!("한 단위로 고치고 표에 `단위`를 적으십시오", "write one unit, and give it under `단위`")),
        );
    }
}

/// The first cell in each unit.
#[derive(Default)]
struct Cells<'a> {
    thousands: Option<&'a Node>,
    won: Option<&'a Node>,
}

impl<'a> Cells<'a> {
    fn read(&mut self, node: &'a Node) {
        match &node.kind {
            Kind::Seq(items) => items.iter().for_each(|item| self.read(item)),
            Kind::Scalar { text, .. } if text.contains('원') => {
                // A cell that is an amount and nothing else; a sentence may give another one.
                let found = scan(text.trim()).amounts;
                let [amount] = found.as_slice() else { return };
                if amount.whole() != (0..text.trim().len()) {
                    return;
                }
                match text.trim()[amount.unit.clone()].trim() {
                    "천" => _ = self.thousands.get_or_insert(node),
                    "" => _ = self.won.get_or_insert(node),
                    _ => {}
                }
            }
            Kind::Scalar { .. } | Kind::Map(_) | Kind::Null => {}
        }
    }
}

const CODE: &str = "money-unit-mixed";
