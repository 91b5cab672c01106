//! The stated number of those present is the sum of the groups, and a list of names has as many
//! entries as its group counts.
//!
//! Example: 5 + 3 + 8 and `참석인원: 15`. Instead: 16.

use crate::check::Scope;
use crate::diagnostics::{Diag, Place};
use crate::model::Dossier;
use crate::text;

pub fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let Some(review) = &dossier.review else { return };
    let path = dossier.review_path();
    for (r, round) in review.rounds.iter().enumerate() {
        let sum: u32 = round.attendance.iter().map(|a| a.count).sum();
        if let Some(total) = round.attendance_total.filter(|t| *t != sum) {
            let parts: Vec<String> = round.attendance.iter().map(|a| a.count.to_string()).collect();
            diags.push(
                Diag::error(
                    CODE,
                    Place::value(&path, format!("/회차/{r}/참석인원")),
                    text!("참석인원 {}명이 구분별 인원의 합 {}명과 다릅니다", "참석인원 is {}, but the groups sum to {}"; total, sum),
                )
                .label(text!("{} = {}", "{} = {}"; parts.join(" + "), sum))
                .help(text!("`참석인원: {}`으로 고치거나 구분별 인원을 고치십시오", "write `참석인원: {}`, or correct a group"; sum)),
            );
        }
        for (g, group) in round.attendance.iter().enumerate() {
            let listed = group.members.len();
            if listed > 0 && listed != group.count as usize {
                diags.push(
                    Diag::error(
                        CODE,
                        Place::value(&path, format!("/회차/{r}/참석/{g}/인원")),
                        text!("인원은 {}명인데 명단에는 {}명이 있습니다", "the count is {}, but {} people are listed"; group.count, listed),
                    )
                    .related(Place::key(&path, format!("/회차/{r}/참석/{g}/명단")), text!("{}명", "{} people"; listed))
                    .help(text!("인원이나 명단을 고치십시오", "correct the count or the list")),
                );
            }
        }
    }
}

const CODE: &str = "attendance-total";
