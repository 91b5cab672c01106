//! # 글이 가리키는 붙임이 있어야 합니다
//!
//! 글에 `붙임 3`이라고 쓰면 문서에 붙임이 셋 이상 있어야 합니다. 붙임을 빼거나 합친 뒤에 글을 고치지 않으면 없는 붙임을 가리키게
//! 됩니다.
//!
//! 예: 붙임이 2건인 문서의 `자세한 내용은 붙임 3 참조`
//! 대신: `자세한 내용은 붙임 2 참조`
//!
//! 근거: 문서의 기록에 적힌 붙임의 수.
//!
//! # An attachment that the text names is there
//!
//! A text that says `붙임 3` needs a document with three attachments. Where one was left out or joined with another, the
//! text is easily forgotten.
//!
//! Example: `자세한 내용은 붙임 3 참조` in a document with two attachments
//! Instead: `자세한 내용은 붙임 2 참조`
//!
//! Source: the attachments that the record of the document lists.

use gian_diagnostics::{Diag, Place, Route, Severity, text};
use gian_kinds::Form;
use gian_korean::particle::particle;
use gian_model::{DocumentFile, keys};

use crate::prose::attachments::typed;
use crate::prose::{HIDDEN, Prose};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("attachment-dangling", Layer::Content, Severity::Error, &[Run::Text(run)]);

pub(super) fn run(scope: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    if !prose.seen.contains("붙임") {
        return;
    }
    // Skip facts: several documents print them, and 붙임 there may mean those of a plan.
    let Some(document) = prose.document else { return };
    let mut known = None;
    for (at, word) in prose.seen.match_indices("붙임") {
        let Some((number, end)) = number_after(&prose.seen, at + word.len()) else { continue };
        let there = *known.get_or_insert_with(|| {
            let listed: usize = typed(&prose.seen).iter().map(|list| list.entries.len()).sum();
            document.record.attachments.len().max(listed) + tables_of_letter(scope, document)
        });
        if number <= there || of_another(&prose.seen[..at]) {
            continue;
        }
        let place = prose.place(at..end);
        let with = particle(&number.to_string(), "을/를");
        let diag = RULE.problem(
            place,
            text!(
                "문서의 붙임은 {there}건인데 글은 붙임 {number}{with} 가리킵니다",
                "the document has {there} attachments, and the text names 붙임 {number}"
            ),
        );
        let diag = match there {
            0 => diag,
            _ => diag
                .related(Place::key(prose.file, Route::of(keys::ATTACHMENTS)), text!("문서의 붙임", "the attachments")),
        };
        diags.push(diag.help(text!(
            "번호를 고치거나 기록의 `붙임`에 빠진 것을 더하십시오",
            "correct the number, or add what is missing under 붙임 of the record"
        )));
    }
}

/// Tables in the body of a letter, each of which becomes an attachment if it is long.
fn tables_of_letter(scope: &Scope<'_>, document: &DocumentFile) -> usize {
    let is_letter = scope.office.kinds.find(&document.record.kind).is_some_and(|k| k.file.form == Form::Letter);
    let fences = |line: &&str| matches!(line.trim_start().trim_start_matches(['`', '~', '-', ' ']).trim_end(), "표");
    if is_letter { document.body.lines().filter(fences).count() } else { 0 }
}

/// The number of the cited attachment and its end; excludes numbers of copies, years and typed lists.
fn number_after(seen: &str, after: usize) -> Option<(usize, usize)> {
    let rest = seen[after..].strip_prefix(' ').unwrap_or(&seen[after..]);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let end = seen.len() - rest.len() + digits;
    let next = &seen[end..];
    // `붙임 1. 계획서` begins a list; `붙임 2부`, `붙임 3-1`, `붙임 1~3` and `붙임 2개소` are something else.
    const NOT: [&str; 16] =
        [".", ",", "부", "매", "식", "건", "권", "종", "개", "장", "쪽", "면", "년", "월", "차", ")"];
    let closes = next.starts_with(')') && seen[..after].ends_with("(붙임");
    let named = closes || !NOT.iter().any(|n| next.starts_with(n));
    let number = rest[..digits].parse().ok().filter(|_| (1..=2).contains(&digits))?;
    (named && number > 0).then_some((number, end))
}

/// Whether the attachment belongs to another document: `…호의 붙임 3`, `「계획」 붙임 3`.
fn of_another(before: &str) -> bool {
    let before = before.trim_end_matches(['(', ' ']);
    before.ends_with('의')
        || before.ends_with('호')
        || before.ends_with(HIDDEN)
        || before.ends_with(['”', '"', '\'', '’', '」', '별'])
}
