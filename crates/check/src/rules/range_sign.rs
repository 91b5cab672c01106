//! # 물결표는 `~` 하나로 씁니다
//!
//! 비슷하게 생긴 `∼`, `～`, `〜`는 다른 글자입니다. 섞어 쓰면 찾기에서 빠지고, 글꼴에 없는 것도 있습니다.
//!
//! 예: `10:00∼12:00`
//! 대신: `10:00~12:00`
//!
//! 근거: 행정업무운영 편람, 문장 부호(물결표); 자판의 `~`(U+007E)를 쓰는 관행.
//!
//! # One character for `~`
//!
//! `∼`, `～` and `〜` look alike but are other characters: a search misses them, and some fonts do not have them.
//!
//! Example: `10:00∼12:00`
//! Instead: `10:00~12:00`
//!
//! Source: the ministry's manual on punctuation; the practice of typing `~` (U+007E).

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::{Prose, Sign};
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("range-sign", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Safe);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for sign in prose.signs().of(Sign::OtherTilde) {
        let place = prose.place(sign);
        diags.push(
            RULE.problem(place.clone(), text!("물결표가 `~`와 다른 글자입니다", "this is not the character `~`"))
                .help(text!("자판의 `~`로 쓰십시오", "write `~` as typed on a keyboard"))
                .fix(place, "~"),
        );
    }
}
