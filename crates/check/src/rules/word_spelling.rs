//! # 맞춤법에 맞게 적습니다
//!
//! 어느 문장에서나 틀린 말만 알립니다: `연도`와 `률·율`, 사이시옷, `-이`와 `-히`, 외래어 표기.
//!
//! 예: `워크샵 참석율`
//! 대신: `워크숍 참석률`
//!
//! 근거: 한글 맞춤법 제10항, 제11항, 제30항, 제51항; 외래어 표기법; 행정업무운영 편람의 올바른 문장 쓰기.
//!
//! # Words are spelt by the rules
//!
//! Only what is wrong in every sentence is told: 연도, 률 and 율, the ㅅ between parts of a word, -이 and -히, loanwords.
//!
//! Example: `워크샵 참석율`
//! Instead: `워크숍 참석률`
//!
//! Source: 한글 맞춤법 제10항, 제11항, 제30항, 제51항; 외래어 표기법; the ministry's manual.

use gian_diagnostics::{Diag, Severity, text};
use gian_korean::particle::particle;
use gian_korean::words::Kind;

use crate::prose::Prose;
use crate::{Fixing, Layer, Rule, Run, Scope};

pub(super) const RULE: Rule =
    Rule::new("word-spelling", Layer::Manual, Severity::Warning, &[Run::Text(run)]).fixing(Fixing::Named);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for found in prose.words().iter().filter(|f| f.word.kind == Kind::Spelling) {
        let (wrong, right) = (found.word.wrong, found.word.right);
        let to = particle(right, "으로/로");
        let place = prose.place(found.range.clone());
        diags.push(
            RULE.problem(place.clone(), text!("`{}`의 바른 표기는 `{}`입니다", "`{}` is spelt `{}`"; wrong, right))
                .help(text!("`{right}`{to} 고치십시오", "write `{right}`"))
                .fix(place, right),
        );
    }
}
