//! # 쌍점의 앞은 붙이고 뒤는 띄웁니다
//!
//! 항목과 설명 사이의 쌍점은 앞말에 붙이고 뒤를 한 칸 띄웁니다. 앞뒤를 모두 띄우는 기관이 많으므로 켜야 찾고, 한 파일에 두
//! 가지가 섞이면 그렇다고 알립니다.
//!
//! 예: `일시 : 2019. 5. 8.`
//! 대신: `일시: 2019. 5. 8.`
//!
//! 근거: 한글 맞춤법 문장 부호(쌍점); 행정업무운영 편람. 앞뒤를 띄우는 것은 기관의 관행입니다.
//!
//! # A colon follows its word directly
//!
//! The colon between a label and what it says stands directly behind the label, with a space after it. Many offices leave a
//! space on both sides, so this is off unless asked for; it says so when one file has both.
//!
//! Example: `일시 : 2019. 5. 8.`
//! Instead: `일시: 2019. 5. 8.`
//!
//! Source: Korean orthography, the colon; the ministry's manual. Spaces on both sides are a practice of offices.

use std::ops::Range;

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::{Prose, Sign};
use crate::{Fixing, Layer, Rule, Run};

pub(super) const RULE: Rule =
    Rule::new("colon-spacing", Layer::Practice, Severity::Info, &[Run::File(run)]).fixing(Fixing::Safe).off();

pub(super) fn run(pieces: &[Prose<'_>], diags: &mut Vec<Diag>) {
    let mut apart = Vec::new();
    let mut attached = false;
    for prose in pieces {
        for sign in prose.signs().of(Sign::Colon) {
            match gap(&prose.seen, &sign) {
                Some(gap) if gap.is_empty() => attached = true,
                Some(gap) => apart.push((prose, gap)),
                None => {}
            }
        }
    }
    for (prose, gap) in apart {
        let message = match attached {
            true => text!(
                "이 파일에는 앞을 띄운 쌍점과 붙인 쌍점이 섞여 있습니다",
                "this file has colons with a space before and without"
            ),
            false => text!("쌍점의 앞을 띄웠습니다", "a space stands before the colon"),
        };
        let diag = RULE
            .problem(prose.place(gap.start..gap.end + 1), message)
            .help(text!("쌍점을 앞말에 붙여 쓰십시오", "write the colon directly behind its word"))
            .fix(prose.place(gap), "");
        diags.push(diag);
    }
}

/// The spaces between a label and its colon; `None` if the colon does not follow a label.
fn gap(text: &str, sign: &Range<usize>) -> Option<Range<usize>> {
    let before = text[..sign.start].trim_end_matches(' ');
    let label = before.ends_with(|c: char| ('가'..='힣').contains(&c) || c == ')');
    (label && text[sign.end..].starts_with(' ')).then_some(before.len()..sign.start)
}
