//! # 설명의 `※`는 손으로 적지 않습니다
//!
//! `> `로 시작하는 설명에는 gian이 `※`를 적습니다. 손으로 적으면 `※ ※`로 나타납니다.
//!
//! 예: `> ※ 예산의 범위에서 조정할 수 있음`
//! 대신: `> 예산의 범위에서 조정할 수 있음`
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 시행규칙 제2조제1항(특수한 기호의 사용).
//!
//! # The sign ※ of a note is not typed
//!
//! gian writes `※` before a note, which begins with `> `. One that is typed stands twice.
//!
//! Example: `> ※ 예산의 범위에서 조정할 수 있음`
//! Instead: `> 예산의 범위에서 조정할 수 있음`
//!
//! Source: 행정업무규정 시행규칙 제2조제1항 (special signs).

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::Prose;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("note-marker", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Named);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.markdown || !prose.seen.contains('※') {
        return;
    }
    for note in &prose.structure().notes {
        let whole = &prose.seen[note.clone()];
        let text = whole.trim_start_matches(['>', ' ']);
        let Some(rest) = text.strip_prefix('※') else { continue };
        let start = note.start + whole.len() - text.len();
        let end = note.start + whole.len() - rest.trim_start_matches(' ').len();
        let place = prose.place(start..end);
        diags.push(
            RULE.problem(place.clone(), text!("설명의 `※`를 손으로 적었습니다", "the `※` of the note is typed"))
                .help(text!("지우십시오. `※`는 gian이 적습니다", "remove it: gian writes it"))
                .fix(place, ""),
        );
    }
}
