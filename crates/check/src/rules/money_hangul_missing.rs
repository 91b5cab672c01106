//! # 돈을 주기로 하는 공문에는 금액을 한글로도 적습니다
//!
//! 보조금의 교부나 계약, 지급을 알리는 공문의 금액은 고칠 수 없도록 숫자 뒤 괄호에 한글로 한 번 더 적습니다.
//!
//! 예: `금113,560원`
//! 대신: `금113,560원(금일십일만삼천오백육십원)`
//!
//! 근거: 행정업무규정 시행규칙 제2조제2항(금액의 표시).
//!
//! # Letters that decide on money give amounts in Hangul as well
//!
//! In a letter that grants money, concludes a contract or orders a payment an amount is written once more in Hangul, in
//! brackets behind the digits, so that it cannot be changed.
//!
//! Example: `금113,560원`
//! Instead: `금113,560원(금일십일만삼천오백육십원)`
//!
//! Source: 행정업무규정 시행규칙 제2조제2항 (amounts).

use gian_diagnostics::{Diag, Severity, text};
use gian_kinds::Need;
use gian_korean::amount::hangul;

use crate::prose::Prose;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("money-hangul-missing", Layer::Statute, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Named);

pub(super) fn run(scope: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.is_letter() || !decides(scope, prose) {
        return;
    }
    for amount in prose.amounts() {
        let (Some(_), None, Some(won)) = (&amount.geum, &amount.hangul, amount.won) else { continue };
        let rest = &prose.seen[amount.range.end..];
        // Followed by another bracket, or by a word that belongs to the amount.
        if rest.trim_start_matches(' ').starts_with('(') {
            continue;
        }
        let last = amount.range.end - WON.len()..amount.range.end;
        let words = hangul(won);
        let diag = RULE
            .problem(
                prose.place(amount.whole()),
                text!("금액에 한글 표기가 없습니다", "the amount is not given in Hangul"),
            )
            .help(text!("뒤에 `(금{}원)`을 붙이십시오", "add `(금{}원)` behind it"; words));
        let plain = !rest.starts_with(['정', '씩']);
        diags.push(if plain { diag.fix(prose.place(last), format!("{WON}(금{words}원)")) } else { diag });
    }
}

/// Whether the letter decides on money: its kind uses the subsidy, or its title says so.
fn decides(scope: &Scope<'_>, prose: &Prose<'_>) -> bool {
    const WORDS: [&str; 4] = ["교부", "계약", "지급", "보조금"];
    let subsidy = |kind: &str| scope.office.kinds.find(kind).is_some_and(|k| k.needs(Need::Grant));
    prose.document.is_some_and(|d| subsidy(&d.record.kind) || WORDS.iter().any(|w| d.record.title.0.contains(w)))
}

const WON: &str = "원";
