//! # 괄호 안에 나눈 수를 더하면 앞의 수입니다
//!
//! `총 16명(위원 5, 시 3, 구 8)`처럼 수 바로 뒤의 괄호에 나누어 적은 수를 더하면 앞의 수가 되어야 합니다. 단위가 모두 같거나 이름에 수만 붙인
//! 것을 셈하고, 범위·날짜·비율·곱셈이 들었거나 `등`, `전년`, `포함`, `정원`처럼 나눈 것이 아니라는 말이 있으면 셈하지 않습니다. 가린 수도 셈하지
//! 않습니다. 괄호 없이 `총 660명 중 남자 300명, 여자 360명`처럼 모두를 나눈 이름으로 적은 것도 셈합니다. `(위촉직 10명, 당연직 7명 / 여성 7명)`처럼
//! 두 가지로 나눈 것은 앞의 것만 셈하고, `총 660명 중 … 참석`처럼 일부만 적은 것은 셈하지 않습니다.
//!
//! 예: `참석 660명(300명, 350명)`
//! 대신: `참석 650명(300명, 350명)`
//!
//! 근거: 적은 수의 셈.
//!
//! # Parts in brackets add up to the number before them
//!
//! The numbers in brackets directly behind a number, as in `총 16명(위원 5, 시 3, 구 8)`, add up to it. They are added where all
//! have the same unit, or are labels with bare numbers; not where there are ranges, dates, shares or products, or words by
//! which they are no parts, such as 등, 전년, 포함 or 정원. Withheld numbers are not added. Parts without brackets are added where
//! their labels are all of a whole: `총 660명 중 남자 300명, 여자 360명`. Of two classifications, as in
//! `(위촉직 10명, 당연직 7명 / 여성 7명)`, only the first is added; parts that are some of the whole, as in `총 660명 중 … 참석`, are not.
//!
//! Example: `참석 660명(300명, 350명)`
//! Instead: `참석 650명(300명, 350명)`
//!
//! Source: computed from the numbers written.

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::breakdown;
use gian_korean::particle::particle;
use gian_korean::quantity::MICRO;

use crate::prose::Prose;
use crate::prose::table::written;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("breakdown", Layer::Content, Severity::Warning, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.has_digit() || !prose.seen.contains(['(', '[', ',']) {
        return;
    }
    let open = prose.open();
    for found in breakdown::wrong(open, prose.quantities()) {
        let total = &open[found.total.range.clone()];
        let sum = found.total.rewritten(open, found.sum).unwrap_or_else(|| written(found.sum / MICRO, 0));
        let message = match open[..found.parts.start].ends_with(['(', '[']) {
            true => text!(
                ko: "괄호 안의 합은 {sum}인데 {total}{} 적혀 있습니다", particle(total, "으로/로");
                en: "the parts in brackets add up to {sum}, not to {total}"
            ),
            false => text!(
                ko: "나누어 적은 수의 합은 {sum}인데 {total}{} 적혀 있습니다", particle(total, "으로/로");
                en: "the parts behind it add up to {sum}, not to {total}"
            ),
        };
        diags.push(
            RULE.problem(prose.place(found.total.range.clone()), message)
                .related(prose.place(found.parts.clone()), text!("더한 수", "what was added"))
                .help(text!("앞의 수나 나눈 수를 고치십시오", "correct the total or its parts")),
        );
    }
}
