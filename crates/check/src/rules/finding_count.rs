//! # 글에 적은 의견의 수는 검토의견의 수와 같습니다
//!
//! `필수 3건, 권고 6건`처럼 글에 적은 수를 review.yaml의 검토의견과 견줍니다. 있는 것보다 많은 수는 언제나 틀렸고, 나란히 적은 수는
//! 전체나 한 회차, 한 반영 상태의 수와 같아야 합니다.
//!
//! 예: 필수 의견이 3건인 건의 `필수 4건, 권고 6건의 의견을 냈습니다`
//! 대신: `필수 3건, 권고 6건의 의견을 냈습니다`
//!
//! 근거: 검토의견을 세어 견줌.
//!
//! # Numbers of findings in texts are those of the review
//!
//! Numbers such as `필수 3건, 권고 6건` are held against the findings of review.yaml. More than there are is always wrong;
//! numbers side by side are those of all findings, of a round, or of a state of response.
//!
//! Example: `필수 4건, 권고 6건의 의견을 냈습니다` where 3 findings are obligatory
//! Instead: `필수 3건, 권고 6건의 의견을 냈습니다`
//!
//! Source: computed from the findings.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_model::keys;
use gian_model::review::{Finding, Obligation};
use regex::Regex;

use crate::prose::Prose;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("finding-count", Layer::Content, Severity::Error, &[Run::Text(run)]);

static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(필수|권고|참고|검토)(?: ?(?:의견|사항|검토의견))? ?([0-9]{1,4}) ?건").expect("the pattern is right")
});

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let Some(review) = prose.dossier.review.as_ref().filter(|r| !r.findings.is_empty()) else { return };
    if !prose.seen.contains('건') {
        return;
    }
    let counted: Vec<Counted> = COUNTED.captures_iter(&prose.seen).filter_map(|c| Counted::of(prose, &c)).collect();
    let mut tallies: BTreeMap<Option<Obligation>, Tally> = BTreeMap::new();
    for (i, one) in counted.iter().enumerate() {
        let tally = tallies.entry(one.obligation).or_insert_with(|| Tally::of(&review.findings, one.obligation));
        // Next to another number it is part of a breakdown.
        let joined = |a: &Counted, b: &Counted| {
            prose.seen[a.range.end..b.range.start].trim_matches([',', '·', ' ', '과', '와']).is_empty()
        };
        let listed =
            (i > 0 && joined(&counted[i - 1], one)) || counted.get(i + 1).is_some_and(|next| joined(one, next));
        let wrong = one.number > tally.all || (listed && !tally.parts.contains(&one.number));
        if !wrong {
            continue;
        }
        let words = &prose.text[one.range.clone()];
        diags.push(
            RULE.problem(
                prose.place(one.digits.clone()),
                text!("글에는 `{}`인데 검토의견은 {}건입니다", "the text says `{}`, but there are {}"; words, tally.all),
            )
            .related(Place::key(&prose.dossier.review_path(), Route::of(keys::FINDINGS)), text!("검토의견", "the findings"))
            .help(text!("수를 고치거나 검토의견의 `의무`를 확인하십시오", "correct the number, or `의무` of the findings")),
        );
    }
}

/// A number of findings in a text.
struct Counted {
    /// Obligation; `None` for findings of any obligation.
    obligation: Option<Obligation>,
    number: usize,
    range: Range<usize>,
    digits: Range<usize>,
}

impl Counted {
    fn of(prose: &Prose<'_>, found: &regex::Captures<'_>) -> Option<Self> {
        let (whole, word, digits) = (found.get(0)?, found.get(1)?, found.get(2)?);
        let obligation = match word.as_str() {
            "필수" => Some(Obligation::Required),
            "권고" => Some(Obligation::Recommended),
            "참고" => Some(Obligation::Advisory),
            // `검토 9건` may count anything.
            _ if whole.as_str().starts_with("검토의견") || whole.as_str().starts_with("검토 의견") => None,
            _ => return None,
        };
        let before = &prose.seen[..whole.start()];
        let line = &before[before.rfind('\n').map_or(0, |i| i + 1)..];
        // Skip findings of another year, and matches inside a longer word.
        let elsewhere = ["년도", "전년", "작년", "지난해"].iter().any(|w| line.contains(w));
        if elsewhere || before.chars().next_back().is_some_and(|c| matches!(c, '가'..='힣')) {
            return None;
        }
        Some(Self { obligation, number: digits.as_str().parse().ok()?, range: whole.range(), digits: digits.range() })
    }
}

/// How many findings there are.
struct Tally {
    all: usize,
    /// Numbers that a text may correctly state: all findings, by round, by status of the answer.
    parts: BTreeSet<usize>,
}

impl Tally {
    fn of(findings: &[Finding], obligation: Option<Obligation>) -> Self {
        let mut rounds: BTreeMap<u8, usize> = BTreeMap::new();
        let mut states = BTreeMap::new();
        let mut all = 0;
        for finding in findings.iter().filter(|f| obligation.is_none_or(|o| f.obligation == o)) {
            all += 1;
            *rounds.entry(finding.round).or_default() += 1;
            *states.entry(finding.response.as_ref().map(|r| r.status)).or_default() += 1;
        }
        Self { all, parts: std::iter::once(all).chain(rounds.into_values()).chain(states.into_values()).collect() }
    }
}
