//! # 숫자의 금액과 한글의 금액은 같아야 합니다
//!
//! 괄호 안의 한글 금액을 읽어 숫자와 견줍니다. 한글 금액은 `일`을 빼지 않고 적습니다. 금액은 같고 `일`만 빠졌으면 경고합니다.
//!
//! 예: `금113,560원(금일십일만삼천오백오십원)`, `금110,000원(금십일만원)`
//! 대신: `금113,560원(금일십일만삼천오백육십원)`, `금110,000원(금일십일만원)`
//!
//! 근거: 행정업무규정 시행규칙 제2조제2항(금액의 표시); 숫자와 한글의 셈.
//!
//! # An amount is the same in digits and in Hangul
//!
//! The amount in brackets is read and compared with the digits. In Hangul the digit 일 (one) is always written; an equal
//! amount that only lacks it is a warning.
//!
//! Example: `금113,560원(금일십일만삼천오백오십원)`, `금110,000원(금십일만원)`
//! Instead: `금113,560원(금일십일만삼천오백육십원)`, `금110,000원(금일십일만원)`
//!
//! Source: 행정업무규정 시행규칙 제2조제2항 (amounts); computed from both.

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::amount::{hangul, parse_hangul};
use gian_korean::particle::particle;

use crate::prose::Prose;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("money-hangul", Layer::Content, Severity::Error, &[Run::Text(run)]).fixing(Fixing::Named);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for amount in prose.amounts() {
        let (Some(words), Some(won)) = (&amount.hangul, amount.won) else { continue };
        let place = prose.place(words.clone());
        let right = hangul(won);
        let help = text!(ko: "`{right}`{} 쓰십시오", particle(&right, "으로/로"); en: "write `{right}`");
        match parse_hangul(&prose.seen[words.clone()]) {
            Some(read) if read.won == won && !read.colloquial => {}
            // The same amount: only 일 or spaces differ.
            Some(read) if read.won == won => diags.push(
                RULE.warning(
                    place.clone(),
                    text!("한글 금액에 `일`이 빠졌습니다", "일 is missing in the Hangul amount"),
                )
                .help(help)
                .fix(place, right),
            ),
            Some(_) | None => diags.push(
                RULE.problem(
                    place,
                    text!("한글 금액이 숫자의 금액과 다릅니다", "the amount in Hangul is not that in digits"),
                )
                .related(prose.place(amount.whole()), text!("숫자의 금액", "the amount in digits"))
                .help(text!(
                    ko: "숫자가 맞으면 `{right}`{} 쓰십시오", particle(&right, "으로/로");
                    en: "if the digits are right, write `{right}`"
                )),
            ),
        }
    }
}
