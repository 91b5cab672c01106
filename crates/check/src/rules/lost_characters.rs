//! # 깨진 글자를 남기지 않습니다
//!
//! 한글 파일을 글로 바꾸면 `□`가 `??`로, 가운뎃점이 `?`로 바뀌는 일이 있습니다. 글의 뜻이 달라지고 검색도 되지 않습니다.
//!
//! 예: `?? 협의?조정 개요`
//! 대신: `협의·조정 개요`
//!
//! 근거: 국어기본법 제14조(어문규범에 맞추어 한글로 작성).
//!
//! # No lost characters
//!
//! When a file of a word processor becomes plain text, `□` may turn into `??` and a middle dot into `?`. Words change
//! their meaning, and nobody finds them any more.
//!
//! Example: `?? 협의?조정 개요`
//! Instead: `협의·조정 개요`
//!
//! Source: 국어기본법 제14조 (documents are written by the rules of the language).

use gian_diagnostics::{Diag, Severity, text};

use crate::prose::Prose;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("lost-characters", Layer::Content, Severity::Warning, &[Run::Text(run)]);

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let seen = &prose.seen;
    let hangul = |c: Option<char>| c.is_some_and(|c| ('가'..='힣').contains(&c));
    let mut last = 0;
    for (at, _) in seen.match_indices('?') {
        if at < last {
            continue;
        }
        let end = at + seen[at..].bytes().take_while(|b| *b == b'?').count();
        last = end;
        let (before, after) = (seen[..at].chars().next_back(), seen[end..].chars().next());
        let between = end - at == 1 && hangul(before) && hangul(after);
        let opens = before.is_none_or(|c| matches!(c, ' ' | '\n' | '-')) && after == Some(' ');
        let pair = end - at == 2 && opens;
        if !(between || pair) {
            continue;
        }
        let help = match between {
            true => text!(
                "원문을 보고 `·`이나 알맞은 글자로 바꾸십시오",
                "look at the original, and write `·` or what was there"
            ),
            false => text!("지우십시오. 항목 기호는 gian이 적습니다", "remove it: gian writes the markers of items"),
        };
        diags.push(
            RULE.problem(
                prose.place(at..end),
                text!(
                    "파일을 바꾸다 깨진 글자로 보입니다",
                    "this looks like a character that was lost in a conversion"
                ),
            )
            .help(help),
        );
    }
    for (at, lost) in seen.match_indices('\u{FFFD}') {
        diags.push(
            RULE.problem(
                prose.place(at..at + lost.len()),
                text!("읽지 못한 글자가 남아 있습니다", "a character that could not be read is left"),
            )
            .help(text!("원문을 보고 알맞은 글자로 바꾸십시오", "look at the original, and write what was there")),
        );
    }
}
