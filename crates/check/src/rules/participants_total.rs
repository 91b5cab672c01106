//! # 참여인원은 구분별 인원의 합과 같습니다
//!
//! 추진결과에 적은 `참여인원`은 `참여`의 구분별 `인원`을 더한 수여야 합니다. 보고서는 더한 수를 쓰므로, 따로 적은 수가 다르면 어느 구분을
//! 빠뜨렸거나 두 번 세었습니다. 구분을 적지 않고 인원만 적을 수는 없습니다.
//!
//! 예: 인원이 주민 300명, 자원봉사자 40명인데 `참여인원: 360`
//! 대신: `참여인원: 340`
//!
//! 근거: 적힌 사실의 계산.
//!
//! # The number of participants is the sum of its groups
//!
//! The stated `참여인원` of an outcome is the sum of the `인원` of all groups under `참여`. Reports print the sum, so that
//! another number means that a group is missing or counted twice. A number without groups is told too.
//!
//! Example: groups of 300 and 40 with `참여인원: 360`
//! Instead: `참여인원: 340`
//!
//! Source: computed from what is written.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("participants-total", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(outcome) = dossier.plan.as_ref().and_then(|p| p.outcome.as_ref()) else { return };
    let sum = outcome.participants_sum();
    let Some(total) = outcome.participants_total.filter(|total| *total != sum) else { return };
    let place = Place::value(&dossier.plan_path(), routes::outcome().key(keys::PARTICIPANTS_TOTAL));
    if outcome.participants.is_empty() {
        diags.push(
            RULE.problem(
                place,
                text!("참여인원 {}명의 구분이 없어 보고서에 나오지 않습니다", "{} participants have no group, so that no report prints them"; total),
            )
            .help(text!(
                "`참여: [{{구분: 주민, 인원: {}}}]`처럼 구분을 적으십시오",
                "write groups, such as `참여: [{{구분: 주민, 인원: {}}}]`"; total
            )),
        );
        return;
    }
    let parts: Vec<String> = outcome.participants.iter().map(|p| p.count.to_string()).collect();
    diags.push(
        RULE.problem(
            place,
            text!("참여인원 {}명이 구분별 인원의 합 {}명과 다릅니다", "참여인원 is {}, but the groups sum to {}"; total, sum),
        )
        .label(text!("{} = {}", "{} = {}"; parts.join(" + "), sum))
        .related(
            Place::key(&dossier.plan_path(), routes::outcome().key(keys::PARTICIPANTS)),
            text!("구분별 인원", "the groups"),
        )
        .help(text!("`참여인원: {}`(으)로 고치거나 구분별 인원을 고치십시오", "write `참여인원: {}`, or correct a group"; sum)),
    );
}
