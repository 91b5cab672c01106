//! # 한글 프로그램이 넣은 설명을 남기지 않습니다
//!
//! 한글 파일에서 글을 베끼면 그림이나 도형이 있던 자리에 `원본 그림의 이름`, `묶음 개체입니다` 같은 설명이 따라옵니다. 문서의
//! 내용이 아니므로 지우고, 그림이면 `그림` 블록으로 넣습니다.
//!
//! 예: `그림입니다. 원본 그림의 이름: CLP0001.bmp`
//! 대신: `그림` 블록의 `설명: 세 동네의 위치`
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 제7조.
//!
//! # No descriptions that a word processor put in
//!
//! Text that is copied from a HWP file brings along what the program says of pictures and shapes, such as
//! `원본 그림의 이름` or `묶음 개체입니다`. It is no part of the document; a picture has a block of its own.
//!
//! Example: `그림입니다. 원본 그림의 이름: CLP0001.bmp`
//! Instead: `설명: 세 동네의 위치` in a `그림` block
//!
//! Source: 행정업무규정 제7조.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use gian_diagnostics::{Diag, Severity, text};
use memchr::memmem::Finder;

use crate::prose::Prose;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("hwp-residue", Layer::Content, Severity::Warning, &[Run::Text(run)]);

/// Number of leading entries that only the word processor produces.
const ANYWHERE: usize = 5;
const WORDS: [&str; 12] = [
    "원본 그림의 이름",
    "원본 그림의 크기",
    "묶음 개체입니다",
    "그리기 개체입니다",
    "글맵시입니다",
    // Text that people write too: report it only if it is the whole line.
    "그림입니다.",
    "사각형입니다.",
    "타원입니다.",
    "직선입니다.",
    "글상자입니다.",
    "수식입니다.",
    "개체입니다.",
];

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| AhoCorasick::new(WORDS).expect("a short list of words"));

/// Each of the words has one of these, which are searched for faster.
static RARE: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["입니다", "원본 그림의"].map(Finder::new));

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let seen = &*prose.seen;
    if RARE.iter().all(|finder| finder.find(seen.as_bytes()).is_none()) {
        return;
    }
    let mut line_told = None;
    for found in FINDER.find_iter(seen) {
        let line = seen[..found.start()].rfind('\n').map_or(0, |i| i + 1);
        let end = seen[found.end()..].find('\n').map_or(seen.len(), |i| found.end() + i);
        let all = seen[line..end].trim_matches([' ', '-', '\r']).len() == found.len();
        if (found.pattern().as_usize() >= ANYWHERE && !all) || line_told == Some(line) {
            continue;
        }
        line_told = Some(line);
        diags.push(
            RULE.problem(
                prose.place(found.range()),
                text!("한글 프로그램이 넣은 설명이 남아 있습니다", "a description of the word processor is left"),
            )
            .help(text!(
                "이 줄을 지우고, 그림이 있어야 하면 `그림` 블록으로 넣으십시오",
                "remove the line; a picture that belongs there is a `그림` block"
            )),
        );
    }
}
