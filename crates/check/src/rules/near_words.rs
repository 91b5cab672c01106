//! # 한 건의 문서에서 같은 말은 같게 적습니다
//!
//! 여러 번 쓴 말과 한 글자만 다르게 한두 번 쓴 말은 잘못 친 것일 수 있고, 붙여 쓰던 말을 어떤 곳에서만 띄우면 다른 말로 찾아집니다.
//! 한 건의 글을 모두 세어, 드문 말이 잦은 말과 거의 같으면 알립니다.
//!
//! 예: `구단위계획형`을 일곱 번 쓴 건의 `구단위게획형`
//! 대신: `구단위계획형`
//!
//! 근거: 한 건의 글에 쓴 말을 세어 견줌.
//!
//! # Within a dossier, a word is written in one way
//!
//! A rare word that is one letter away from a frequent one is probably a typing error, and a term that is joined elsewhere
//! and has a space here is not found by a search. All texts of a dossier are counted.
//!
//! Example: `구단위게획형` in a dossier that has `구단위계획형` seven times
//! Instead: `구단위계획형`
//!
//! Source: computed from the words of a dossier.

use aho_corasick::AhoCorasick;
use gian_diagnostics::{Diag, Severity, text};
use gian_korean::particle::particle;
use gian_korean::typos;
use gian_korean::typos::{Difference, Pair, Words};
use gian_model::Dossier;

use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("near-words", Layer::Manual, Severity::Warning, &[Run::Dossier(run)]).fixing(Fixing::Named);

pub(super) fn run(scope: &Scope<'_>, _: &Dossier, diags: &mut Vec<Diag>) {
    let pieces = scope.prose;
    let mut words = Words::default();
    for piece in pieces {
        words.add(&piece.seen);
    }
    let pairs = words.pairs();
    if pairs.is_empty() {
        return;
    }
    let scan = AhoCorasick::new(pairs.iter().map(|pair| &pair.written)).expect("the words are those of the texts");
    for piece in pieces {
        for hit in scan.find_overlapping_iter(&*piece.seen) {
            let pair = &pairs[hit.pattern().as_usize()];
            if is_whole(&piece.seen, hit.start(), pair) {
                let place = piece.place(hit.range());
                diags.push(told(pair, RULE.problem(place.clone(), said(pair))).fix(place, &pair.usual));
            }
        }
    }
}

fn said(pair: &Pair) -> gian_diagnostics::Text {
    let Pair { written, usual, times, difference } = pair;
    let (is, of, and) = (particle(written, "은/는"), particle(written, "을/를"), particle(usual, "과/와"));
    match difference {
        Difference::Letter => text!(
            "`{written}`{is} {times}번 쓴 `{usual}`{and} 한 글자가 다릅니다",
            "`{written}` is one letter away from what stands {times} times, `{usual}`"
        ),
        Difference::Space => text!(
            "`{written}`{of} 다른 곳에서는 `{usual}`처럼 {times}번 붙여 썼습니다",
            "`{written}` is joined elsewhere, {times} times: `{usual}`"
        ),
    }
}

fn told(pair: &Pair, diag: Diag) -> Diag {
    diag.help(text!("`{}`이면 고치십시오", "correct it, if `{}` is meant"; pair.usual))
}

/// Whether a pair occurs at a position as a separate word; a term with a space may be followed by a particle.
fn is_whole(text: &str, at: usize, pair: &Pair) -> bool {
    let is_hangul = |c: char| matches!(c, '가'..='힣');
    if text[..at].chars().next_back().is_some_and(is_hangul) {
        return false;
    }
    let last = at + pair.written.rfind(' ').map_or(0, |space| space + 1);
    let run = text[last..].split(|c| !is_hangul(c)).next().unwrap_or_default();
    let word = &text[last..at + pair.written.len()];
    match pair.difference {
        Difference::Letter => run == word,
        Difference::Space => typos::split(run).0 == word,
    }
}
