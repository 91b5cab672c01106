//! The words of a line around a number, and whether they say that it is the whole of something.

use std::ops::Range;

use gian_korean::quantity::Quantity;

use crate::figure_words::Words;
use crate::said::{WHOLE, clause_of, is_counted, is_other, without_signs};

/// A line with a number.
pub(crate) struct Sentence<'t> {
    pub(crate) open: &'t str,
    pub(crate) line: Range<usize>,
    /// End of the number before it in the line.
    pub(crate) before: Option<usize>,
    /// Start of the next number, or the end of the line.
    pub(crate) next: usize,
    pub(crate) label: Option<&'t str>,
}

impl Sentence<'_> {
    /// The words of a number, and whether it is a whole; `None` if it is a part, a limit, or a term of a computation.
    pub(crate) fn words(&self, q: &Quantity) -> Option<(Words, bool)> {
        let open = self.open;
        let after = open[q.range.end..self.line.end].trim_start_matches([' ', '*']);
        let before = &open[self.line.start..q.range.start];
        let inside = before.rfind('(').is_some_and(|at| !before[at..].contains(')'));
        if (!is_counted(q.unit) && q.unit != "%") || is_other(after) || inside || is_compared(after) {
            return None;
        }
        let (_, cut) = clause_of(open, q.range.start);
        let start = cut.max(self.before.unwrap_or(0)).max(self.line.start);
        let clause = without_signs(&open[start..q.range.start]);
        let mut direct = clause.trim_end_matches([' ', '*']);
        let whole =
            WHOLE.iter().find_map(|w| direct.strip_suffix(w)).filter(|w| w.is_empty() || w.ends_with([' ', ':']));
        direct = whole.unwrap_or(direct).trim_end_matches([' ', '*']);
        const PARTS: [&str; 6] = ["중 ", "가운데", "그중", "이외", "나머지", "중에"];
        const ROUGH: [&str; 15] =
            ["약", "각", "매", "당", "평균", "최대", "최소", "×", "=", "+", "→", "~", "각각", "한", "제"];
        let part = PARTS.iter().any(|w| format!("{direct} ").contains(w));
        let rough =
            ROUGH.iter().any(|w| direct.strip_suffix(w).is_some_and(|b| b.is_empty() || b.ends_with([' ', ')'])));
        if part || rough {
            return None;
        }
        let end = open[q.range.end..self.next]
            .find([',', '(', '.', ';', '/', ')', '※'])
            .map_or(self.next, |i| q.range.end + i);
        let behind = &open[q.range.end..end.max(q.range.end)];
        let among = after.starts_with('중')
            || after.starts_with("가운데")
            || behind.contains(" 가운데")
            || behind.ends_with(" 중");
        let mut words = Words::default();
        let labelled = match self.label {
            Some(label) if self.before.is_none() => {
                words.add_close(label);
                words.add_close(direct.rsplit(':').next().unwrap_or_default());
                true
            }
            Some(_) => return None,
            None => {
                words.add_before(direct);
                if self.before.is_none() {
                    words.add(before);
                }
                false
            }
        };
        words.add(behind);
        // `1,248건의 방문 상담` counts them; `48개소의 난방 시설` is of something else.
        if let Some(of) = behind.strip_prefix("의 ").filter(|_| matches!(q.unit, "건" | "회")) {
            let noun = of.split(' ').next().unwrap_or_default();
            words.add_close(noun);
        }
        Some((words, labelled || whole.is_some() || among))
    }
}

/// Words behind a number by which it is compared or computed with another one.
fn is_compared(after: &str) -> bool {
    const WORDS: [&str; 17] = [
        "보다", "과 비", "와 비", "에 비", "×", "=", "+", "÷", "/", "~", "늘", "줄", "많", "적은", "이 늘", "이 줄",
        "더 ",
    ];
    WORDS.iter().any(|w| after.starts_with(w))
}

/// The label of a line: `점검 대상: 어린이집 48개소`.
pub(crate) fn label_of(line: &str) -> Option<&str> {
    const LONGEST: usize = 14;
    let (label, value) = without_signs(line.trim_start()).split_once(':')?;
    let label = label.trim_matches([' ', '*']);
    let words = label.chars().all(|c| ('가'..='힣').contains(&c) || matches!(c, ' ' | '·' | '*'));
    let short = (2..=LONGEST).contains(&label.chars().count());
    (words && short && !value.trim().is_empty()).then_some(label)
}
