//! # 우리말을 먼저 쓰고 외국 글자는 괄호에 적습니다
//!
//! 외국 글자로 된 말을 함께 적을 때에는 우리말을 앞에 쓰고 외국 글자를 괄호 안에 적습니다. 켜야 찾습니다.
//!
//! 예: `AI(인공지능)`
//! 대신: `인공지능(AI)`
//!
//! 근거: 국어기본법 제14조(공문서의 작성과 평가).
//!
//! # Korean first, foreign letters in brackets
//!
//! Where a word is given in both, the Korean one comes first and the foreign one stands in brackets. Off unless asked for.
//!
//! Example: `AI(인공지능)`
//! Instead: `인공지능(AI)`
//!
//! Source: 국어기본법 제14조 (public documents).

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::particle::particle;

use crate::prose::{Prose, Sign};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("foreign-first", Layer::Manual, Severity::Info, &[Run::Text(run)]).off();

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for sign in prose.signs().of(Sign::Open) {
        if !prose.seen[sign.clone()].starts_with('(') {
            continue;
        }
        let before = &prose.seen[..sign.start];
        let foreign = before.bytes().rev().take(LONGEST).take_while(u8::is_ascii_alphabetic).count();
        let inner = &prose.seen[sign.end..];
        let length =
            inner.chars().take(LONGEST).take_while(|c| ('가'..='힣').contains(c) || *c == ' ').map(char::len_utf8);
        let korean = &inner[..length.sum()];
        if foreign < 2 || korean.chars().count() < 2 || !inner[korean.len()..].starts_with(')') {
            continue;
        }
        let start = sign.start - foreign;
        diags.push(
            RULE.problem(
                prose.place(start..sign.end + korean.len() + 1),
                text!("외국 글자를 우리말보다 먼저 적었습니다", "foreign letters stand before the Korean word"),
            )
            .help(text!(
                ko: "`{korean}({})`{} 쓰십시오", &before[start..], particle(korean, "으로/로");
                en: "write `{korean}({})`", &before[start..]
            )),
        );
    }
}

/// Longest word, in characters.
const LONGEST: usize = 30;
