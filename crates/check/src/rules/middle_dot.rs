//! # 가운뎃점은 `·` 하나로 씁니다
//!
//! `ㆍ`(아래아), `・`, `∙`, `•`와 한글 문서에서 옮긴 글에 많은 `․`(U+2024), `‧`(U+2027)는 비슷하게 생긴 다른 글자입니다. 섞어 쓰면 찾기에서
//! 빠지고 화면 낭독기가 다르게 읽습니다. 「」 안의 법령 이름과 `․․․`처럼 이어 찍은 점은 그대로 둡니다.
//!
//! 예: `협의ㆍ조정`
//! 대신: `협의·조정`
//!
//! 근거: 행정업무운영 편람, 문장 부호(가운뎃점); `·`(U+00B7)를 쓰는 관행.
//!
//! # One character for the middle dot
//!
//! `ㆍ` (an old vowel), `・`, `∙`, `•`, and `․` (U+2024) and `‧` (U+2027), which are frequent in text out of HWP, look alike but
//! are other characters: a search misses them, and screen readers read them differently. Names of laws in 「」 and rows of
//! dots (`․․․`) are left alone.
//!
//! Example: `협의ㆍ조정`
//! Instead: `협의·조정`
//!
//! Source: the ministry's manual on punctuation; the practice of `·` (U+00B7).

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::{Prose, Sign};
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("middle-dot", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Safe);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for sign in prose.signs().of(Sign::OtherDot) {
        // At the beginning of a line it marks an item.
        let before = prose.seen[..sign.start].trim_end_matches([' ', '-', '*']);
        if before.is_empty() || before.ends_with('\n') {
            continue;
        }
        let dot = &prose.seen[sign.clone()];
        // A row of dots leads to a page number, or stands for left out words.
        if prose.seen[..sign.start].ends_with(dot) || prose.seen[sign.end..].starts_with(dot) {
            continue;
        }
        let place = prose.place(sign);
        diags.push(
            RULE.problem(place.clone(), text!("가운뎃점이 `·`와 다른 글자입니다", "this is not the middle dot `·`"))
                .help(text!("`·`로 쓰십시오", "write `·`"))
                .fix(place, "·"),
        );
    }
}
