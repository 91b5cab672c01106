//! # 적어 놓은 셈은 맞아야 합니다
//!
//! 글에 적은 곱셈, 덧셈, 뺄셈과 비율을 다시 셈합니다. 천원·만원·억원은 원으로 바꾸어 견주고, 소수와 백분율은 적은 자리까지만
//! 봅니다. 부가세나 할인, 무료처럼 곱한 값이 아닌 까닭을 같은 줄에 적으면 틀린 것이 아닙니다. 항에 말이 섞이거나 단위가 서로 다르면 셈하지 않습니다.
//! `1인당 35,000원씩 24명, 총 840,000원`처럼 말로 적은 곱셈, 공급가액 옆의 부가세(10%), `1,250천원(1,250,000원)`처럼 두 단위로 다시 적은
//! 금액은 다르면 경고합니다. `900매를 1매당 2,300원에 만들어 2,070,000원을 집행`처럼 한 문장의 단가와 수, 쓴 돈도 견줍니다.
//! 적은 수 가운데 몇을 곱하여 그 결과가 나오거나 `최대`, `이내`, `약`이 있으면 알리지 않습니다.
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
//! Products that are told in words, as `1인당 35,000원씩 24명, 총 840,000원`, a tax beside its price (10 percent), and an amount that is
//! told again in another unit are warnings. So is the money that a sentence tells as spent beside a unit price and counts
//! (`900매를 1매당 2,300원에 만들어 2,070,000원을 집행`). Nothing is told if some of the numbers make the result, or beside 최대, 이내 or 약.
//!
//! Example: `500천원 (150천원 × 4인)`, `5+3+8=17명`, `10억원의 30% = 4억원`
//! Instead: `600천원 (150천원 × 4인)`, `5+3+8=16명`, `10억원의 30% = 3억원`
//!
//! Source: computed from the numbers written.

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::equation;
use gian_korean::equation::Equation;
use gian_korean::particle::particle;
use gian_korean::quantity::MICRO;
use gian_korean::{rate_total, spoken_product, tax};

use crate::money;
use crate::prose::table::written;
use crate::prose::{Prose, Sign};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("equation", Layer::Content, Severity::Error, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if prose.has_digit() {
        in_words(prose, diags);
    }
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

/// Products, taxes and repeated amounts that are told without signs of a computation.
fn in_words(prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let open = prose.open();
    let mut products = spoken_product::wrong(open, prose.quantities());
    for other in rate_total::wrong(open, prose.quantities()) {
        if !products.iter().any(|wrong| wrong.total.range == other.total.range) {
            products.push(other);
        }
    }
    for wrong in products {
        let said = &open[wrong.total.range.clone()];
        let right = wrong.total.rewritten(open, wrong.right).unwrap_or_else(|| written(wrong.right / MICRO, 0));
        let message = match wrong.terms.end <= wrong.total.range.start {
            true => text!(
                ko: "앞의 수를 곱하면 {right}인데 {said}{} 적혀 있습니다", particle(said, "으로/로");
                en: "the numbers before make {right}, not {said}"
            ),
            false => text!(
                ko: "문장의 수를 곱하면 {right}인데 {said}{} 적혀 있습니다", particle(said, "으로/로");
                en: "the numbers of the sentence make {right}, not {said}"
            ),
        };
        diags.push(
            RULE.warning(prose.place(wrong.total.range.clone()), message)
                .related(prose.place(wrong.terms), text!("곱한 수", "what was multiplied"))
                .help(text!("곱한 수나 결과를 고치십시오", "correct the terms or the result")),
        );
    }
    for wrong in tax::wrong(open, prose.quantities()) {
        let (of, said) = (&open[wrong.of.clone()], &open[wrong.stated.clone()]);
        let message = match wrong.tax {
            true => text!(
                ko: "{of}의 부가세는 10%인데 {said}{} 적혀 있습니다", particle(said, "으로/로");
                en: "the tax of {of} is 10 percent, not {said}"
            ),
            false => text!(
                ko: "{of}{} 다시 적은 {said}{} 다릅니다", particle(of, "과/와"), particle(said, "이/가");
                en: "{of} and {said} beside it differ"
            ),
        };
        let diag = RULE
            .warning(prose.place(wrong.stated), message)
            .related(prose.place(wrong.of), text!("앞의 금액", "the amount before"));
        diags.push(match &wrong.right {
            Some(right) => diag.help(text!(
                ko: "앞의 금액이 맞으면 `{right}`{} 고치십시오", particle(right, "으로/로");
                en: "write `{right}` if the amount before is right"
            )),
            None => diag.help(text!("두 금액 가운데 틀린 것을 고치십시오", "correct the amount that is wrong")),
        });
    }
}
