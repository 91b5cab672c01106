//! # 괄호 안에 나눈 수를 더하면 앞의 수입니다
//!
//! `총 16명(위원 5, 시 3, 구 8)`처럼 수 바로 뒤의 괄호에 나누어 적은 수를 더하면 앞의 수가 되어야 합니다. 단위가 모두 같거나 이름에 수만 붙인
//! 것을 셈하고, 범위·날짜·비율·곱셈이 들었거나 `등`, `전년`, `포함`, `정원`처럼 나눈 것이 아니라는 말이 있으면 셈하지 않습니다. 가린 수도 셈하지
//! 않습니다. 괄호 없이 `총 660명 중 남자 300명, 여자 360명`처럼 모두를 나눈 이름으로 적은 것도 셈합니다. `(위촉직 10명, 당연직 7명 / 여성 7명)`처럼
//! 두 가지로 나눈 것은 앞의 것만 셈하고, `총 660명 중 … 참석`처럼 일부만 적은 것은 셈하지 않습니다.
//! `총사업비: 500백만원` 아래의 항목에 `국비: 250백만원`처럼 나누어 적은 것과 `국비 …, 시비 … 등 총 500백만원`처럼 뒤에 합을 적은 것도 셈합니다.
//! `모두 12,300명으로, 표를 산 유료 관객이 7,100명, 무료 관객이 5,200명`처럼 한 문장에서 짝이 되는 말로 둘로 나눈 것과, 두 번 세었다고 밝히지 않은 항목도
//! 셈합니다. 만족·보통·불만족, 국비·시비, 남성·여성처럼 전체를 나눈 비율의 합은 100%여야 합니다.
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
//! Two parts of a sentence with opposite words are added (`모두 12,300명으로, 표를 산 유료 관객이 7,100명, 무료 관객이 5,200명`).
//! Parts in the items below their total that are not said to be counted twice, and a total behind its parts, as in
//! `국비 …, 시비 … 등 총 500백만원`, are added too. Shares of
//! one whole, such as 만족, 보통 and 불만족 or 국비 and 시비, make 100 percent.
//!
//! Example: `참석 660명(300명, 350명)`
//! Instead: `참석 650명(300명, 350명)`
//!
//! Source: computed from the numbers written.

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::breakdown;
use gian_korean::opposites;
use gian_korean::particle::particle;
use gian_korean::percents;
use gian_korean::quantity::MICRO;

use crate::item_parts;
use crate::prose::Prose;
use crate::prose::table::written;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("breakdown", Layer::Content, Severity::Warning, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.has_digit() {
        return;
    }
    let open = prose.open();
    diags.extend(item_parts::wrong(prose).into_iter().map(|wrong| below(prose, open, &wrong)));
    if !open.contains(['(', '[', ',', '·', '+']) {
        return;
    }
    if open.contains('%') {
        diags.extend(percents::wrong(open, prose.quantities()).into_iter().map(|wrong| of_shares(prose, wrong)));
    }
    let mut all = breakdown::wrong(open, prose.quantities());
    for found in opposites::wrong(open, prose.quantities()) {
        if !all.iter().any(|b| b.total.range == found.total.range) {
            all.push(found);
        }
    }
    for found in all {
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

/// Shares of one whole that are not 100 percent.
fn of_shares(prose: &Prose<'_>, wrong: percents::Wrong) -> Diag {
    let tenths = wrong.sum * 10 / MICRO;
    let sum = if tenths % 10 == 0 { written(tenths / 10, 0) } else { written(tenths, 1) };
    let message =
        text!("나눈 비율의 합은 100%인데 {}%입니다", "the shares of one whole add up to {} percent, not to 100"; sum);
    RULE.problem(prose.place(wrong.range), message).help(text!(
        "틀린 비율을 고치고, 여럿을 고른 답이면 `복수응답`이라고 적으십시오",
        "correct the wrong share, or write 복수응답 if several answers were chosen"
    ))
}

/// A total that the items below it do not make.
fn below(prose: &Prose<'_>, open: &str, wrong: &item_parts::Wrong) -> Diag {
    let range = wrong.total.range.clone();
    let total = &open[range.clone()];
    let sum = wrong.total.rewritten(open, wrong.sum).unwrap_or_else(|| written(wrong.sum / MICRO, 0));
    let message = text!(
        ko: "아래 항목의 합은 {sum}인데 {total}{} 적혀 있습니다", particle(total, "으로/로");
        en: "the items below add up to {sum}, not to {total}"
    );
    RULE.problem(prose.place(range), message)
        .related(prose.place(wrong.list.start..wrong.list.start + 1), text!("더한 항목", "what was added"))
        .help(text!("앞의 수나 항목의 수를 고치십시오", "correct the total or the items"))
}
