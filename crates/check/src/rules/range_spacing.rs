//! # 기간의 물결표는 앞뒤를 붙여 씁니다
//!
//! `~`는 앞말과 뒷말에 붙여 씁니다. 띄어 쓰는 기관도 많으므로 참고로만 알리고, 한 파일에 두 가지가 섞이면 그렇다고 알립니다.
//!
//! 예: `10:00 ~ 10:30`
//! 대신: `10:00~10:30`
//!
//! 근거: 행정업무운영 편람, 문장 부호(물결표).
//!
//! # No spaces around `~`
//!
//! `~` stands directly between the two ends of a range. Many offices set it apart, so this is a remark only; it says so
//! when one file has both.
//!
//! Example: `10:00 ~ 10:30`
//! Instead: `10:00~10:30`
//!
//! Source: the ministry's manual on punctuation.

use std::ops::Range;

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::{Prose, Sign};
use crate::{Fixing, Layer, Rule, Run};

pub(super) const RULE: Rule =
    Rule::new("range-spacing", Layer::Manual, Severity::Info, &[Run::File(run)]).fixing(Fixing::Safe);

pub(super) fn run(pieces: &[Prose<'_>], diags: &mut Vec<Diag>) {
    let mut apart = Vec::new();
    let mut attached = false;
    for prose in pieces {
        for sign in prose.signs().of(Sign::Tilde) {
            match gap(&prose.seen, sign.clone()) {
                Some(gap) if gap == sign => attached = true,
                Some(gap) => apart.push((prose, gap)),
                None => {}
            }
        }
    }
    let times = apart.len();
    let Some((prose, gap)) = apart.first() else { return };
    let message = match attached {
        true => text!(
            "이 파일에는 띄어 쓴 `~`({}곳)와 붙여 쓴 `~`가 섞여 있습니다",
            "this file has `~` with spaces ({}) and without"; times
        ),
        false => text!("`~`의 앞뒤를 띄웠습니다 (이 파일에 {}곳)", "spaces stand around `~` ({} in this file)"; times),
    };
    let diag = RULE
        .problem(prose.place(gap.clone()), message)
        .help(text!("`~`를 앞뒤에 붙여 쓰십시오", "write `~` without spaces"));
    diags.push(apart.into_iter().fold(diag, |diag, (prose, gap)| diag.fix(prose.place(gap), "~")));
}

/// The sign with surrounding spaces, if it separates two ends of a range.
fn gap(text: &str, sign: Range<usize>) -> Option<Range<usize>> {
    let before = text[..sign.start].trim_end_matches(' ');
    let after = text[sign.end..].trim_start_matches(' ');
    if !after.starts_with(|c: char| c.is_ascii_digit() || c == '’') {
        return None;
    }
    let mut back = before.chars().rev();
    let begins = match back.next()? {
        c if c.is_ascii_digit() => true,
        // A date, percentage or weekday; excludes brackets of a word before a deadline.
        '.' | '%' => back.next().is_some_and(|c| c.is_ascii_digit()),
        ')' => {
            back.next().is_some_and(|c| c.is_ascii_digit() || "월화수목금토일".contains(c)) && back.next() == Some('(')
        }
        '가'..='힣' => back.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    };
    begins.then(|| before.len()..text.len() - after.len())
}
