//! # 적어 놓은 셈은 맞아야 합니다
//!
//! 글에 적은 곱셈, 덧셈, 뺄셈과 비율을 다시 셈합니다. 천원·만원·억원은 원으로 바꾸어 견주고, 소수와 백분율은 적은 자리까지만
//! 봅니다. 부가세나 할인, 무료처럼 곱한 값이 아닌 까닭을 같은 줄에 적으면 틀린 것이 아닙니다. 항에 말이 섞이거나 단위가 서로 다르면 셈하지 않습니다.
//!
//! 예: `500천원 (150천원 × 4인)`, `5+3+8=17명`, `10억원의 30% = 4억원`
//! 대신: `600천원 (150천원 × 4인)`, `5+3+8=16명`, `10억원의 30% = 3억원`
//!
//! 근거: 적은 수의 셈.
//!
//! # Arithmetic in a text is right
//!
//! Products, sums, differences and shares that a text writes out are computed again. Thousands, ten thousands and hundred
//! millions of won are compared in won; decimals and percentages only as far as their digits go. Where a term is a word, or
//! units do not belong together, nothing is computed, nor where the line tells of a discount or of free items; with a word for
//! tax, the amount may be 10 percent more or less.
//!
//! Example: `500천원 (150천원 × 4인)`, `5+3+8=17명`, `10억원의 30% = 4억원`
//! Instead: `600천원 (150천원 × 4인)`, `5+3+8=16명`, `10억원의 30% = 3억원`
//!
//! Source: computed from the numbers written.

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::equation;
use gian_korean::equation::Equation;
use gian_korean::particle::particle;

use crate::money;
use crate::prose::{Prose, Sign};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("equation", Layer::Content, Severity::Error, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let mut done = 0;
    for sign in prose.signs().of(Sign::Operator) {
        if sign.start < done {
            continue;
        }
        let line = prose.line(sign.start);
        done = line.end;
        for equation in equation::find(&prose.seen[line.clone()]).into_iter().filter(|e| !e.holds) {
            if is_of_other_terms(&prose.seen[line.clone()], &equation) {
                continue;
            }
            if prose.is_cell() && holds_in_unit_of_table(&prose.seen[line.clone()], &equation) {
                continue;
            }
            diags.push(wrong(prose, line.start, &equation));
        }
    }
}

/// Whether words of the line say that the result is no plain product: tax, a discount, free items.
fn is_of_other_terms(line: &str, equation: &Equation) -> bool {
    money::names_reduction(line) || (equation.taxed && money::names_tax(line))
}

/// Whether a result without a unit is right in the unit that tables of amounts have: `200부 × 30,000원 = 6,000`.
fn holds_in_unit_of_table(line: &str, equation: &Equation) -> bool {
    let result = &line[equation.said.clone()];
    let bare = result.ends_with(|c: char| c.is_ascii_digit()) && line[equation.computed.clone()].contains('원');
    let with = |unit: &str| {
        let text = format!("{}{unit}", &line[equation.computed.start..equation.said.end]);
        equation::find(&text).iter().all(|e| e.holds)
    };
    bare && ["천원", "만원", "백만원"].into_iter().any(with)
}

fn wrong(prose: &Prose<'_>, at: usize, equation: &Equation) -> Diag {
    let said = at + equation.said.start..at + equation.said.end;
    let computed = at + equation.computed.start..at + equation.computed.end;
    let (expression, result) = (&prose.seen[computed.clone()], &prose.seen[said.clone()]);
    let diag = RULE
        .problem(
            prose.place(said),
            text!(
                ko: "`{expression}`의 셈이 `{result}`{} 다릅니다", particle(result, "과/와");
                en: "`{expression}` does not make `{result}`"
            ),
        )
        .related(prose.place(computed), text!("셈한 식", "what was computed"));
    match &equation.right {
        Some(right) => diag.help(text!(
            ko: "식이 맞으면 `{right}`{} 고치고, 아니면 식을 고치십시오", particle(right, "으로/로");
            en: "write `{right}` if the terms are right, or correct the terms"
        )),
        None => diag.help(text!("식이나 결과를 고치십시오", "correct the terms or the result")),
    }
}
