//! # 보고서의 항목은 한눈에 읽히는 길이로 씁니다
//!
//! 개조식 보고서의 항목은 대개 20~50자입니다. 70자를 넘으면 두세 줄이 되어 한눈에 읽히지 않습니다. 둘로 나누거나 아래 항목으로
//! 내립니다.
//!
//! 예: 한 항목에 배경과 방법과 기한을 모두 쓴 글
//! 대신: 배경, 방법, 기한을 각각 한 항목으로
//!
//! 근거: 시·군·구 보고서의 관행(항목 길이의 중앙값 □ 22자, ○ 31자, - 48자).
//!
//! # An item of a report is read at a glance
//!
//! Items of a report have some 20 to 50 characters. Above 70 they take two or three lines; divide them, or move a part to
//! items below.
//!
//! Example: an item that says why, how and until when
//! Instead: an item for each
//!
//! Source: the practice of city reports (median length: □ 22, ○ 31, - 48 characters).

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::items::of_report;
use crate::prose::{HIDDEN, Prose};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("item-length", Layer::Practice, Severity::Info, &[Run::Text(run)]).off();

/// Maximum number of characters of an item.
const MOST: usize = 70;

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    of_report(prose, &mut |range, words| {
        if words.len() <= MOST {
            return;
        }
        // Exclude titles of laws, addresses and marks, whose length the writer cannot choose.
        let count = words.chars().filter(|c| *c != HIDDEN).count();
        if count > MOST {
            diags.push(
                RULE.problem(
                    prose.place(range),
                    text!("항목이 {}자로 깁니다 ({}자까지)", "the item has {} characters (up to {} read well)"; count, MOST),
                )
                .help(text!("둘로 나누거나 일부를 아래 항목으로 내리십시오", "divide it, or move a part to items below")),
            );
        }
    });
}
