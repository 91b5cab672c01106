//! # 공고번호의 연도는 공고한 해입니다
//!
//! 공고번호와 고시번호는 해마다 1번부터 새로 매깁니다. 번호의 연도가 공고일의 연도와 다르면 지난해의 공고문을 고쳐 쓰다 남은 것이거나
//! 공고일이 틀린 것입니다. 시행한 공고에는 번호가 있어야 합니다.
//!
//! 예: 공고일이 2026년 3월 5일인 `공고번호: 한빛시 공고 제2025-123호`
//! 대신: `공고번호: 한빛시 공고 제2026-123호`
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 제11조제2항; 같은 규정 시행규칙 제8조제3호(공고문서에는 연도표시 일련번호를 붙임).
//!
//! # The year in the number of a notice is that of its day
//!
//! Notices are numbered from 1 in each year. A number of another year is left over from the text of last year, or the day is
//! wrong. A notice that was made (시행) has a number.
//!
//! Example: `공고번호: 한빛시 공고 제2025-123호` for a notice of 5 March 2026
//! Instead: `공고번호: 한빛시 공고 제2026-123호`
//!
//! Source: 행정업무의 운영 및 혁신에 관한 규정 제11조제2항; its 시행규칙 제8조제3호 (numbers of notices begin anew each year).

use chrono::Datelike;
use gian_diagnostics::{Diag, Place, Severity, text};
use gian_model::record::State;
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("notice-number", Layer::Content, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let record = &document.record;
        let Some(notice) = &record.notice else { continue };
        let Some(number) = &notice.number else {
            if record.state == State::Sent {
                diags.push(
                    RULE.problem(
                        Place::key(&document.path, routes::notice_fact()),
                        text!("시행한 공고에 공고번호가 없습니다", "the notice was made and has no number"),
                    )
                    .help(text!(
                        "`공고번호: 한빛시 공고 제2026-123호`처럼 적으십시오",
                        "write `공고번호: 한빛시 공고 제2026-123호`"
                    )),
                );
            }
            continue;
        };
        let day = notice.day.or(record.sent_on).unwrap_or_else(|| record.date());
        let Some(year) = year_of(number).filter(|year| *year != day.0.year()) else { continue };
        let diag = RULE
            .problem(
                Place::value(&document.path, routes::notice_fact().key(keys::NOTICE_NO)),
                text!("번호는 {}년인데 공고일은 {}년입니다", "the number is of {}, the day of {}"; year, day.0.year()),
            )
            .help(text!("번호나 공고일을 고치십시오", "correct the number or the day"));
        diags.push(match notice.day {
            Some(_) => diag.related(
                Place::value(&document.path, routes::notice_fact().key(keys::NOTICE_DAY)),
                text!("공고일", "the day"),
            ),
            None => diag,
        });
    }
}

/// `2026` of `한빛시 공고 제2026-123호`.
fn year_of(number: &str) -> Option<i32> {
    let (_, serial) = number.rsplit_once(" 제")?;
    serial.split_once('-')?.0.parse().ok()
}
