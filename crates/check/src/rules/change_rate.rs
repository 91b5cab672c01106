//! # 늘거나 줄어든 값과 비율은 두 수의 셈입니다
//!
//! `1,000명에서 1,200명으로 20% 증가`처럼 앞뒤의 두 수와 함께 적은 차이, 비율, 증가·감소는 두 수로 셈한 것이어야 합니다. 비율은 적은 자리까지
//! 반올림하거나 버린 것을 모두 맞는 것으로 봅니다. `60명 중 45명(75%)`, `집행률 90%(예산 50,000천원, 집행 45,000천원)`처럼 전체와 부분을 함께 적은
//! 비율도 셈합니다. `지난해 1,000명보다 200명 많은 1,200명`처럼 한 문장에 앞의 값, 뒤의 값, 차이나 비율만 있으면 사이에 말이 있어도 셈합니다. 두 수 사이에 다른 말이 있으면 무엇의 비율인지 알 수 없으므로 셈하지 않습니다.
//! `이용자 1,240명`의 아래나 다음 항목이 `전년(1,130명) 대비 9.7% 증가`로 시작하면 윗항목의 수와 셈합니다. `집행률 87.2%`처럼 이름만 적은 비율은
//! 문서에 하나뿐인 부분과 전체(표의 합계 행에 있는 예산액과 집행액, `대상 인원`과 `참석 인원`)로 셈하며, 문서의 다른 두 수로 그 비율이 나오면 알리지 않습니다.
//!
//! 예: `참가자가 1,000명에서 1,200명으로 25% 증가`
//! 대신: `참가자가 1,000명에서 1,200명으로 20% 증가`
//!
//! 근거: 적은 수의 셈.
//!
//! # A change and its rate are computed from the two values
//!
//! A difference, a percentage and the words for increase or decrease beside two values, as in `1,000명에서 1,200명으로 20% 증가`,
//! are those of the two values. So is a share with its part and whole, as in `60명 중 45명(75%)`. A sentence with only a value before, a value after and
//! their change is read with other words between them. A percentage may be rounded or truncated to its digits. With other words between the
//! numbers nothing is computed, because the percentage may be of something else.
//! An item that begins as `전년(1,130명) 대비 9.7% 증가` compares the number of the item above or before it. A rate with its name only,
//! as `집행률 87.2%`, is computed from its part and whole if the document has one of each, in the total of a table or with the
//! labels 대상 and 참석; nothing is told if two other numbers of the document give it.
//!
//! Example: `참가자가 1,000명에서 1,200명으로 25% 증가`
//! Instead: `참가자가 1,000명에서 1,200명으로 20% 증가`
//!
//! Source: computed from the numbers written.

use std::ops::Range;

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::change::{self, Wrong};
use gian_korean::particle::particle;
use gian_korean::share;

use crate::prose::Prose;
use crate::{Layer, Rule, Run, Scope};
use crate::{item_changes, rates, table_growth};

pub(super) const RULE: Rule = Rule::new("change-rate", Layer::Content, Severity::Warning, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.has_digit() {
        return;
    }
    let open = prose.open();
    if open.contains('%') {
        diags.extend(share::wrong(open).iter().map(|wrong| of_share(prose, open, wrong)));
    }
    for found in change::wrong(open, prose.quantities()) {
        let (from, to) = (found.from.range.clone(), found.to.range.clone());
        diags.push(of_change(prose, open, (from, to, found.stated.clone()), &found));
    }
    for found in item_changes::wrong(prose) {
        // The item above may be read in one line with it.
        let ranges = (found.from, found.to, found.stated);
        diags.push(of_change(prose, open, ranges, &found.wrong));
    }
    if prose.is_body() && open.contains('%') {
        diags.extend(rates::wrong(prose).iter().map(|wrong| of_rate(prose, wrong)));
        diags.extend(table_growth::wrong(prose).into_iter().map(|wrong| of_growth(prose, open, wrong)));
    }
}

/// Values before and after, and what is stated of them, by their ranges in the text.
type Ranges = (Range<usize>, Range<usize>, Range<usize>);

fn of_change(prose: &Prose<'_>, open: &str, (before, after, said): Ranges, found: &Wrong) -> Diag {
    let (from, to, stated) = (&open[before.clone()], &open[after.clone()], &open[said.clone()]);
    let message = match (&found.right, found.turned) {
        (_, true) => text!(
            ko: "{from}에서 {to}{} 바뀌었는데 `{stated}`{} 적혀 있습니다",
                particle(to, "으로/로"), particle(stated, "으로/로");
            en: "{from} to {to} is no `{stated}`"
        ),
        (Some(right), false) => text!(
            ko: "{from}에서 {to}{} 바뀐 차이는 {right}인데 {stated}{} 적혀 있습니다",
                particle(to, "으로/로"), particle(stated, "으로/로");
            en: "the change from {from} to {to} is {right}, not {stated}"
        ),
        (None, false) => text!(
            ko: "{from}에서 {to}{} 바뀐 차이가 {stated}{} 다릅니다",
                particle(to, "으로/로"), particle(stated, "과/와");
            en: "the change from {from} to {to} is not {stated}"
        ),
    };
    RULE.problem(prose.place(said), message)
        .related(prose.place(before), text!("앞의 값", "the value before"))
        .related(prose.place(after), text!("뒤의 값", "the value after"))
        .help(text!("두 값이나 차이·비율을 고치십시오", "correct the values, the difference or the rate"))
}

/// A growth that the total of a table does not have.
fn of_growth(prose: &Prose<'_>, open: &str, wrong: table_growth::Wrong) -> Diag {
    let ((from, before), (to, after)) = (wrong.from, wrong.to);
    let (stated, right) = (&open[wrong.at.clone()], wrong.right);
    let message = text!(
        ko: "{from}에서 {to}{} 바뀐 차이는 {right}인데 {stated}{} 적혀 있습니다",
            particle(&to, "으로/로"), particle(stated, "으로/로");
        en: "the change from {from} to {to} is {right}, not {stated}"
    );
    RULE.problem(prose.place(wrong.at), message)
        .related(before, text!("앞의 값", "the value before"))
        .related(after, text!("뒤의 값", "the value after"))
        .help(text!("두 값이나 차이·비율을 고치십시오", "correct the values, the difference or the rate"))
}

/// A rate that no two numbers of the document give.
fn of_rate(prose: &Prose<'_>, wrong: &rates::Wrong) -> Diag {
    let rates::Wrong { name, stated, right, part, whole, .. } = wrong;
    let message = text!(
        ko: "{whole} 가운데 {part}{} {right}인데 `{name}`{} {stated}{} 적혀 있습니다",
            particle(part, "은/는"), particle(name, "이/가"), particle(stated, "으로/로");
        en: "{part} of {whole} is {right}, but `{name}` is {stated} here"
    );
    RULE.problem(prose.place(wrong.at.clone()), message)
        .related(wrong.of_part.clone(), text!("부분", "the part"))
        .related(wrong.of_whole.clone(), text!("전체", "the whole"))
        .help(text!("두 값이나 비율을 고치십시오", "correct the values or the rate"))
}

fn of_share(prose: &Prose<'_>, open: &str, wrong: &share::Wrong) -> Diag {
    let (part, whole) = (&open[wrong.part.range.clone()], &open[wrong.whole.range.clone()]);
    let stated = &open[wrong.stated.clone()];
    let message = match &wrong.right {
        Some(right) => text!(
            ko: "{whole} 가운데 {part}{} {right}인데 {stated}{} 적혀 있습니다",
                particle(part, "은/는"), particle(stated, "으로/로");
            en: "{part} of {whole} is {right}, not {stated}"
        ),
        None => text!(
            ko: "{whole} 가운데 {part}{} {stated}{} 다릅니다", particle(part, "은/는"), particle(stated, "과/와");
            en: "{part} of {whole} is not {stated}"
        ),
    };
    RULE.problem(prose.place(wrong.stated.clone()), message)
        .related(prose.place(wrong.part.range.clone()), text!("부분", "the part"))
        .related(prose.place(wrong.whole.range.clone()), text!("전체", "the whole"))
        .help(text!("두 값이나 비율을 고치십시오", "correct the values or the rate"))
}
