//! # 산출의 셈은 금액과 같습니다
//!
//! 소요예산 항목의 `산출`을 셈한 것이 `금액`과 같아야 합니다. 수와 단위, `×`, `÷`, `+`, `-`로만 된 셈을 확인하고, 앞에 놓인 말은 보지
//! 않습니다. 수가 하나뿐이거나 셈할 수 없는 말이 섞였으면 견주지 않습니다.
//!
//! 예: `{비목: 행사운영비, 산출: 50,000원 × 20명, 금액: 100000}`
//! 대신: `{비목: 행사운영비, 산출: 50,000원 × 20명, 금액: 1000000}`
//!
//! 근거: 적힌 사실의 계산.
//!
//! # The calculation of a budget item gives its amount
//!
//! What is computed in `산출` of an item of the budget is its `금액`. Numbers with units, `×`, `÷`, `+` and `-` are computed,
//! and words before them are ignored. A single number, or a calculation with other words in it, is not compared.
//!
//! Example: `{비목: 행사운영비, 산출: 50,000원 × 20명, 금액: 100000}`
//! Instead: `{비목: 행사운영비, 산출: 50,000원 × 20명, 금액: 1000000}`
//!
//! Source: computed from what is written.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::amount::grouped;
use gian_korean::equation;
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("plan-calculation", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(budget) = dossier.plan.as_ref().and_then(|p| p.budget.as_ref()) else { return };
    let path = dossier.plan_path();
    for (i, item) in budget.items.iter().enumerate() {
        let (Some(calculation), Some(amount)) = (&item.calculation, item.amount.value(&dossier.private)) else {
            continue;
        };
        let written = calculation.plain(&dossier.private);
        // `강사료 200,000원 × 3회`
        let computed = written.trim_start_matches(|c: char| !c.is_ascii_digit());
        let line = format!("{computed} = {}원", grouped(amount));
        let equations = equation::find(&line);
        let [found] = &equations[..] else { continue };
        if found.holds || found.computed.start > 0 {
            continue;
        }
        let diag = RULE
            .problem(
                Place::value(&path, routes::budget_item(i).key(keys::AMOUNT)),
                text!("금액 {}원이 산출한 것과 다릅니다", "금액 is {} won, which is not what 산출 gives"; grouped(amount)),
            )
            .related(
                Place::value(&path, routes::budget_item(i).key(keys::CALCULATION)),
                text!("산출", "the calculation"),
            );
        diags.push(match &found.right {
            Some(right) => diag.help(text!(
                "셈하면 {}입니다: 금액이나 산출을 고치십시오",
                "it gives {}: correct 금액 or 산출"; right
            )),
            None => diag.help(text!("금액이나 산출을 고치십시오", "correct 금액 or 산출")),
        });
    }
}
