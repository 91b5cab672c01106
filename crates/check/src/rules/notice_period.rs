//! # 공고기간은 공고일부터 시작하여 법이 정한 날보다 짧지 않습니다
//!
//! 공고기간의 끝은 처음보다 뒤이고, 공고하기 전에 시작할 수 없습니다. 입법예고는 40일 이상, 행정예고와 자치법규의
//! 입법예고는 20일 이상 합니다(기관의 `구분`이 `중앙`이면 40일로 봅니다). 긴급한 사유로
//! 행정예고를 10일까지 줄였으면 그 사유를 본문에 적고 규칙을 그 자리에서 끄십시오.
//!
//! 예: 행정예고의 `공고기간: {부터: 2026-03-05, 까지: 2026-03-15}`
//! 대신: `공고기간: {부터: 2026-03-05, 까지: 2026-03-25}`
//!
//! 근거: 행정절차법 제43조(입법예고; 자치법규는 20일), 제46조제3항(행정예고)과 제4항(긴급하면 10일까지).
//!
//! # The period of a notice starts with the notice and is as long as the law asks
//!
//! The last day of the period is after the first, and the period does not start before the notice is made. 입법예고 lasts for at
//! least 40 days, 행정예고 and the 입법예고 of local rules for at least 20 (40 are asked for if `구분` of the institution is `중앙`). If 행정예고 was shortened to 10 days for urgent reasons, state the reason in
//! the body and suppress the rule there.
//!
//! Example: `공고기간: {부터: 2026-03-05, 까지: 2026-03-15}` of 행정예고
//! Instead: `공고기간: {부터: 2026-03-05, 까지: 2026-03-25}`
//!
//! Source: 행정절차법 제43조 (입법예고, of local rules 20 days), 제46조제3항 (행정예고) and 제4항 (10 days in urgent cases).

use gian_diagnostics::{Diag, Place, Severity, text};
use gian_korean::particle::particle;
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("notice-period", Layer::Statute, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let Some(notice) = &document.record.notice else { continue };
        let Some(period) = &notice.period else { continue };
        let route = routes::notice_fact().key(keys::NOTICE_PERIOD);
        let at = |key: &str| Place::value(&document.path, route.key(key));
        if period.to < period.from {
            diags.push(
                RULE.problem(
                    at(keys::UNTIL),
                    text!("공고기간의 끝이 처음보다 앞입니다", "the period ends before it starts"),
                )
                .related(at(keys::FROM), text!("처음", "the first day"))
                .help(text!("두 날짜를 바꾸거나 하나를 고치십시오", "swap the two days, or correct one")),
            );
            continue;
        }
        if let Some(day) = notice.day.filter(|day| period.from < *day) {
            diags.push(
                RULE.problem(
                    at(keys::FROM),
                    text!("공고기간이 공고일({})보다 먼저 시작합니다", "the period starts before the day of the notice ({})"; day),
                )
                .related(
                    Place::value(&document.path, routes::notice_fact().key(keys::NOTICE_DAY)),
                    text!("공고일", "the day of the notice"),
                )
                .help(text!("공고일이나 기간을 고치십시오", "correct the day or the period")),
            );
        }
        // The first day is counted here, because offices differ in whether they count it: what is reported is too short
        // by both ways.
        let days = (period.to.0 - period.from.0).num_days() + 1;
        if let Some((least, law)) =
            notice.sort.least_days(scope.office.settings.institution.kind).filter(|(least, _)| days < *least)
        {
            diags.push(
                RULE.warning(
                    at(keys::UNTIL),
                    text!(
                        ko: "{} 기간이 {days}일입니다: {law}{} {least}일 이상을 정합니다", notice.sort.label(), particle(law, "은/는");
                        en: "the period of {} is {days} days: {law} asks for at least {least}", notice.sort.label()
                    ),
                )
                .help(text!(
                    "기간을 늘리거나, 줄인 사유를 본문에 적으십시오",
                    "extend it, or state in the body why it is shorter"
                )),
            );
        }
    }
}
