//! # 모든 글자가 글꼴에 있습니다
//!
//! 글꼴에 없는 글자는 문서에 빈 네모로 찍히므로, 만들기 전에 그 글자가 처음 나온 곳을 알립니다. 새 글자를 쓴
//! 이름이라면 그 글자가 있는 글꼴의 폴더를 프로필의 `글꼴폴더`에 적을 수 있습니다. 한글, 상용 한자와 공문서의
//! 기호(`※`, `△`, `㎡` 등)는 gian의 글꼴에 있습니다. 옛 한글 문서에서 온 사용자 정의 글자와 보이지 않는 글자는
//! `private-use-char`와 `control-char`로 따로 알립니다.
//!
//! 예: 글꼴에 없는 한자를 그대로 씀: `𠮷`
//! 대신: 글꼴에 있는 글자로 씀: `吉`
//!
//! 근거: gian이 쓰는 글꼴의 범위.
//!
//! # The fonts have every character
//!
//! A character that no font has would be printed as an empty box, so the first place of each is told before
//! anything is made. Where a name needs it, a folder with a font that has the character can be named as `글꼴폴더`
//! in the profile. Hangul, common Hanja and the signs of official documents (`※`, `△`, `㎡` and so on) are in the
//! fonts of gian. Private-use characters of old word processors and invisible ones have codes of their own:
//! `private-use-char` and `control-char`.
//!
//! Example: a character that no font has: `𠮷`
//! Instead: one that the fonts have: `吉`
//!
//! Source: the fonts that gian uses.

use std::collections::{BTreeSet, HashSet};

use gian_diagnostics::{Diag, Place, Route, Severity, is_invisible, text};
use gian_document::Document;
use gian_fonts::Coverage;
use gian_model::{DocumentFile, Dossier};
use gian_source::File;
use gian_source::progress::step;
use gian_source::yaml::{Kind, Node};
use gian_view::View;

use crate::composed::place_of_text;
use crate::{Layer, Office, Rule, Run, Scope, composed};

pub(super) const RULE: Rule = Rule::new(
    "missing-glyph",
    Layer::Content,
    Severity::Error,
    &[Run::Office(office), Run::Dossier(run), Run::Composed(shown)],
);

/// Files that belong to no dossier, or to one that could not be read.
pub(super) fn office(office: &Office<'_>, diags: &mut Vec<Diag>) {
    let folders: HashSet<&str> = office.outside.folders().collect();
    let in_dossier = |path: &str| path.match_indices('/').any(|(at, _)| folders.contains(&path[..at]));
    for (path, file) in office.sources.iter().filter(|(path, _)| !in_dossier(path)) {
        step(office.watch, path, || of_file(office.coverage, path, file, false, diags));
    }
}

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for (path, file) in scope.office.sources.below(&dossier.folder) {
        let unset = dossier.document(path).is_some_and(|d| d.record.is_received());
        step(scope.office.watch, path, || of_file(scope.office.coverage, path, file, unset, diags));
    }
}

/// A character from an entity or from `private/`.
pub(super) fn shown(file: &DocumentFile, _: &View, _: &Document, scope: &composed::Scope<'_>, diags: &mut Vec<Diag>) {
    for text in scope.lines {
        let is_missing = |c: &char| !matches!(c, ' '..='~') && (!scope.coverage.has(*c) || c.is_control());
        let Some(c) = text.chars().find(is_missing) else { continue };
        let code = format!("U+{:04X}", u32::from(c));
        let message = text!(
            "펼친 본문의 글자 `{}`({})가 글꼴에 없습니다",
            "no font has the character `{}` ({}) of the composed text";
            c, code
        );
        diags.push(RULE.problem(place_of_text(file), message).help(text!(
            "다른 글자로 바꾸십시오 (`private/`이나 `&#…;`에서 왔을 수 있습니다)",
            "use another character; it may come from `private/` or from `&#…;`"
        )));
    }
}

/// Checks a file; `unset` says that it is never typeset.
fn of_file(coverage: &Coverage<'_>, path: &str, file: &File, unset: bool, diags: &mut Vec<Diag>) {
    // Only an escape can bring a character into a value that is not in the text.
    if let Some(tree) = file.tree.as_ref().filter(|_| file.text.contains('\\')) {
        let shown = file.text.chars().filter(|c| is_private(*c) || is_invisible(*c)).collect();
        escaped(path, &shown, tree, &mut Route::root(), diags);
    }
    let mut seen = BTreeSet::new();
    for (at, c) in file.text.char_indices() {
        if c.is_ascii() && (!c.is_control() || matches!(c, '\n' | '\r' | '\t')) {
            continue;
        }
        // Hangul needs no other check.
        if matches!(c, '가'..='힣') && (unset || coverage.has(c)) || seen.contains(&c) {
            continue;
        }
        let place = || Place::bytes(path, at..at + c.len_utf8());
        let code = || format!("U+{:04X}", u32::from(c));
        if is_private(c) {
            diags.push(
                Diag::error("private-use-char", place(), text!("사용자 정의 글자 {}는 기기마다 다른 글자입니다", "the private-use character {} differs from machine to machine"; code()))
                    .help(text!("유니코드에 있는 글자로 바꾸십시오 (옛 한글 문서의 기호일 수 있습니다)", "use a character of Unicode; it may come from an old HWP file")),
            );
        } else if c.is_control() || is_invisible(c) {
            diags.push(
                Diag::error(
                    "control-char",
                    place(),
                    text!("보이지 않는 글자가 들어 있습니다: {}", "the invisible character {} stands here"; code()),
                )
                .help(text!("지우십시오", "remove it")),
            );
        } else if !unset && !coverage.has(c) {
            diags.push(
                RULE.problem(
                    place(),
                    text!("글꼴에 없는 글자입니다: `{}`({})", "no font has the character `{}` ({})"; c, code()),
                )
                .help(text!(
                    "다른 글자로 바꾸거나, 그 글자가 있는 글꼴의 폴더를 프로필의 `글꼴폴더`에 적으십시오",
                    "use another character, or name a folder with a font that has it as 글꼴폴더 in the profile"
                )),
            );
        } else {
            continue;
        }
        seen.insert(c);
    }
}

/// Characters hidden in YAML escapes such as `"\U000F1006"`.
fn escaped(path: &str, shown: &BTreeSet<char>, node: &Node, route: &mut Route, diags: &mut Vec<Diag>) {
    match &node.kind {
        Kind::Scalar { text, .. } => {
            let hidden = |c: &char| (is_private(*c) || (is_invisible(*c) && *c != '\n')) && !shown.contains(c);
            if let Some(c) = text.chars().find(hidden) {
                let code = format!("U+{:04X}", u32::from(c));
                diags.push(
                    Diag::error("private-use-char", Place::value(path, route), text!("값에 쓸 수 없는 글자가 들어 있습니다: {}", "the value holds {}, which cannot be used"; code))
                        .help(text!("지우십시오", "remove it")),
                );
            }
        }
        Kind::Seq(items) => {
            for (i, item) in items.iter().enumerate() {
                route.below(i, |route| escaped(path, shown, item, route, diags));
            }
        }
        Kind::Map(entries) => {
            for entry in entries {
                route.below(&entry.key, |route| escaped(path, shown, &entry.value, route, diags));
            }
        }
        Kind::Null => {}
    }
}

fn is_private(c: char) -> bool {
    matches!(u32::from(c), 0xE000..=0xF8FF | 0xF0000..=0x10FFFF)
}
