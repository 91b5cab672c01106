//! # 수당을 받는 사람은 참석한 위원보다 많을 수 없습니다
//!
//! 수당의 수량은 그 회차에 참석한 사람보다 많을 수 없습니다. 위원보다 적으면, 공무원인 위원처럼 수당을 받지 않는 사람이 있다는 뜻이므로
//! 그 까닭을 설명에 적어야 읽는 사람이 숫자의 차이를 압니다.
//!
//! 예: 위원 5명, `{항목: 참석수당, 수량: 4, 단위: 인, …}`
//! 대신: `{항목: 참석수당, 수량: 4, 단위: 인, 설명: 공무원인 위원 1명 제외, …}`
//!
//! 근거: 참석 인원과 비용의 수량을 견주어 셈함.
//!
//! # No more people are paid than took part
//!
//! The quantity of an allowance is not greater than the number of those who took part in its round. If it is less than that
//! of the members, some of them are not paid (an official among them, say); a note tells the reader why the numbers differ.
//!
//! Example: 5 members and `{항목: 참석수당, 수량: 4, 단위: 인, …}`
//! Instead: `{항목: 참석수당, 수량: 4, 단위: 인, 설명: 공무원인 위원 1명 제외, …}`
//!
//! Source: computed from attendance and costs.

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_model::review::{CostItem, ReviewFile, Round, Status};
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("allowance-count", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(review) = &dossier.review else { return };
    let Some(costs) = &review.costs else { return };
    let path = dossier.review_path();
    for (r, round) in review.rounds.iter().enumerate().filter(|(_, r)| !r.attendance.is_empty()) {
        let paid: Vec<(usize, &CostItem)> =
            costs.items.iter().enumerate().filter(|(_, item)| is_of(review, round, item)).collect();
        let present: u32 = round.attendance.iter().fold(0, |sum, a| sum.saturating_add(a.count));
        for (i, item) in paid.iter().filter(|(_, item)| item.quantity > present) {
            diags.push(
                RULE.problem(
                    Place::value(&path, routes::cost_item(*i).key(keys::QUANTITY)),
                    text!("수당은 {}명분인데 참석은 {}명입니다", "{} are paid, but {} took part"; item.quantity, present),
                )
                .related(Place::key(&path, routes::round(r).key(keys::ATTENDANCE)), text!("이 회차의 참석", "those who took part"))
                .help(text!("수량이나 참석 인원을 고치십시오", "correct the quantity, or the attendance")),
            );
        }
        // One person may get two kinds of pay, so that only a sum that is too small is an error.
        let sum: u32 = paid.iter().fold(0, |sum, (_, item)| sum.saturating_add(item.quantity));
        let told = paid.iter().any(|(_, item)| item.note.is_some());
        let Some((first, _)) = paid.first().filter(|_| !told) else { continue };
        let Some((g, members, officials)) = members(dossier, round) else { continue };
        if sum < members && sum != members - officials.min(members) {
            diags.push(
                RULE.info(
                    Place::value(&path, routes::cost_item(*first).key(keys::QUANTITY)),
                    text!("위원은 {}명인데 수당은 {}명분입니다", "there are {} members, but {} are paid"; members, sum),
                )
                .related(
                    Place::value(&path, routes::attendance(r, g).key(keys::COUNT)),
                    text!("참석한 위원", "members who took part"),
                )
                .help(text!(
                    "수당을 받지 않는 위원의 사유를 `설명`에 적으십시오",
                    "write in `설명` why the others are not paid"
                )),
            );
        }
    }
}

/// Whether an item is an allowance per person for a round.
fn is_of(review: &ReviewFile, round: &Round, item: &CostItem) -> bool {
    let round_of = match item.round {
        Some(no) => no == round.no,
        None => review.rounds.len() == 1,
    };
    round_of && item.is_allowance() && matches!(item.unit.trim(), "인" | "명")
}

/// The group of members: its index, how many they are, and how many of them are listed as officials.
fn members(dossier: &Dossier, round: &Round) -> Option<(usize, u32, u32)> {
    let is_member = |name: &str| name.trim_end().ends_with("위원");
    let (at, group) = round
        .attendance
        .iter()
        .enumerate()
        .find(|(_, a)| !a.observers && is_member(&a.group.plain(&dossier.private)))?;
    let officials = group.members.iter().filter(|m| m.status == Some(Status::Official)).count();
    Some((at, group.count, u32::try_from(officials).unwrap_or(u32::MAX)))
}
