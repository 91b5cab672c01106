//! # 기한의 `~`와 `까지`를 겹쳐 쓰지 않습니다
//!
//! `~`가 이미 `까지`를 뜻하므로 둘 가운데 하나만 씁니다.
//!
//! 예: `제출 기한: ~ 5. 7.(화)까지`
//! 대신: `제출 기한: ~ 5. 7.(화)`, 문장에서는 `5. 7.(화)까지 냅니다`
//!
//! 근거: 행정업무운영 편람, 물결표의 쓰임.
//!
//! # Either `~` or `까지`
//!
//! `~` before a deadline already says 까지 (until), so only one of them is written.
//!
//! Example: `제출 기한: ~ 5. 7.(화)까지`
//! Instead: `제출 기한: ~ 5. 7.(화)`, in a sentence `5. 7.(화)까지 냅니다`
//!
//! Source: the ministry's manual on the sign `~`.

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::Prose;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("deadline-word", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Safe);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let dates = prose.dates().iter().map(|d| (d.range.start, d.end()));
    let mut ends: Vec<(usize, usize)> = dates.collect();
    for time in prose.times() {
        // A deadline may have a time after its day: `~ 5. 7.(화) 18:00까지`.
        let before = prose.dates().partition_point(|d| d.end() <= time.range.start);
        let day = before.checked_sub(1).and_then(|last| prose.dates().get(last));
        let day = day.filter(|d| prose.seen[d.end()..time.range.start].trim_matches(' ').is_empty());
        ends.push((day.map_or(time.range.start, |d| d.range.start), time.range.end));
    }
    for (start, end) in ends {
        let rest = prose.seen[end..].trim_start_matches(' ');
        let Some(after) = rest.strip_prefix(WORD) else { continue };
        let Some(sign) = deadline(&prose.seen[..start]) else { continue };
        let word = prose.seen.len() - rest.len();
        let diag = RULE.problem(
            prose.place(word..word + WORD.len()),
            text!("`~`와 `까지`를 겹쳐 썼습니다", "`~` and `까지` say the same"),
        );
        // Remove the sign inside a sentence, and the word after a label.
        let label = after.trim_start_matches(' ');
        diags.push(match label.is_empty() || label.starts_with(['\n', ')', ',']) {
            true => {
                diag.help(text!("`까지`를 지우십시오", "remove `까지`")).fix(prose.place(end..word + WORD.len()), "")
            }
            false => diag.help(text!("`~`를 지우십시오", "remove `~`")).fix(prose.place(sign..start), ""),
        });
    }
}

/// Position of a `~` at the end of a text; `None` if it has a start of the range before it.
fn deadline(before: &str) -> Option<usize> {
    let left = before.trim_end_matches(' ').strip_suffix(['~', '∼', '～', '〜'])?;
    let range = left.trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit() || ".)월일시분".contains(c));
    (!range).then_some(left.len())
}

const WORD: &str = "까지";
