//! # 가릴 말은 손으로 지우지 않고 표시로 가립니다
//!
//! `김○○`, `국***어린이집`처럼 손으로 가린 글은 원문이 남지 않아 내부에서도 누구인지 알 수 없고, 가린 근거도 남지 않습니다. 표시로
//! 가리면 내부본에는 원문이, 공개본에는 근거가 나타납니다.
//!
//! 예: `신청인 김○○`
//! 대신: `신청인 [김민수](비공개:6)`
//!
//! 근거: 정보공개법 제9조제1항, 제14조; 기록물의 진본성(공공기록물 관리에 관한 법률 제5조).
//!
//! # Words are withheld by a mark, not by hand
//!
//! What is masked by hand, as in `김○○` or `국***어린이집`, is lost for the office too, and nothing says on what ground. With
//! a mark the internal edition has the words and the public one the ground.
//!
//! Example: `신청인 김○○`
//! Instead: `신청인 [김민수](비공개:6)`
//!
//! Source: 정보공개법 제9조제1항, 제14조; 공공기록물 관리에 관한 법률 제5조 (authenticity).

use std::ops::Range;

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::personal::is_surname;

use crate::prose::Prose;
use crate::secrets::has_page;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("masked-text", Layer::Practice, Severity::Info, &[Run::Text(run)]);

pub(super) fn run(scope: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let seen = &prose.seen;
    if !seen.contains(['○', '*']) {
        return;
    }
    for (at, circles) in seen.match_indices("○○") {
        let before = &seen[..at];
        let Some(name) = before.chars().next_back().filter(|c| is_surname(*c)) else { continue };
        let start = at - name.len_utf8();
        let in_word = before[..start].chars().next_back().is_some_and(char::is_alphanumeric);
        // Three signs are a placeholder, and so is `김○○동`.
        let after = &seen[at + circles.len()..];
        let place = after
            .starts_with(['○', '시', '도', '군', '구', '읍', '면', '동', '리', '로', '길', '대', '초', '중', '고']);
        if !in_word && !place {
            report(scope, prose, start..at + circles.len(), diags);
        }
    }
    let stars = if prose.markdown { r"\*\*\*" } else { "***" };
    for (at, stars) in seen.match_indices(stars) {
        let end = at + stars.len();
        let hangul = |c: Option<char>| c.is_some_and(|c| ('가'..='힣').contains(&c));
        if hangul(seen[..at].chars().next_back()) || hangul(seen[end..].chars().next()) {
            report(scope, prose, at..end, diags);
        }
    }
}

fn report(scope: &Scope<'_>, prose: &Prose<'_>, range: Range<usize>, diags: &mut Vec<Diag>) {
    let as_of = scope.office.settings.archive.as_of;
    let public = match prose.document {
        Some(document) => has_page(&document.record, as_of),
        None => prose.dossier.documents.iter().any(|d| has_page(&d.record, as_of)),
    };
    if public {
        diags.push(
            RULE.problem(prose.place(range), text!("손으로 가린 글입니다", "this was masked by hand"))
                .help(text!("원문을 `[가릴 말](비공개:6)`으로 쓰십시오", "write what it says as `[words](비공개:6)`")),
        );
    }
}
