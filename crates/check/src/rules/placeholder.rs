//! # 채우지 않은 자리를 남기지 않습니다
//!
//! 서식을 베껴 쓸 때 이름, 날짜, 금액의 자리에 둔 `○○○`, `20XX`, `[내용]` 같은 글이 결재한 문서에 남으면 사실이 빠진 문서가
//! 됩니다. 기안에서는 참고로만 알립니다. `김○○`처럼 둘인 동그라미는 가린 이름일 수 있어 묻지 않습니다.
//!
//! 예: `○○○ 사업 설명회를 20XX. 00. 00.에 개최함`
//! 대신: `마을가꾸기 사업 설명회를 2024. 5. 8.(수)에 개최함`
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 제7조(문서는 뜻을 정확히 전달하도록 작성).
//!
//! # No place is left to be filled in
//!
//! Signs that hold the place of a name, a day or an amount in a form, such as `○○○`, `20XX` or `[내용]`, leave a fact out
//! where they remain in an approved document. In a draft they are only a remark. Two circles as in `김○○` may be a masked
//! name and are not asked about.
//!
//! Example: `○○○ 사업 설명회를 20XX. 00. 00.에 개최함`
//! Instead: `마을가꾸기 사업 설명회를 2024. 5. 8.(수)에 개최함`
//!
//! Source: 행정업무규정 제7조 (a document says exactly what it means).

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use gian_diagnostics::{Diag, Severity, text};
use gian_model::record::State;

use crate::prose::{HIDDEN, Prose};
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("placeholder", Layer::Content, Severity::Warning, &[Run::Text(run)]);

const SIGNS: &[&str] = &[
    "○○○",
    "◯◯◯",
    "〇〇〇",
    "△△△",
    "×××",
    "□□□",
    "OOO",
    "(예시:",
    "(예시 :",
    "← 해당",
    "←해당",
    "TODO",
    "FIXME",
    "20XX",
    "20xx",
    "20○○",
    "20OO",
    "00월 00일",
    "00. 00.",
    "○월 ○일",
    "○○월 ○○일",
    "○. ○.",
    "[내용]",
    "[제목]",
    "[작성자]",
    "[이름]",
    "[날짜]",
    "[부서명]",
    "[기관명]",
    "lorem ipsum",
    "Lorem ipsum",
    "내용을 입력",
    "내용 입력",
    "여기에 입력",
    "입력하세요",
    "작성하세요",
];

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let builder = &mut AhoCorasick::builder();
    let builder = builder.match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::DFA));
    builder.build(SIGNS).expect("a short list of words")
});

pub(super) fn run(_: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let mut last = 0;
    for found in FINDER.find_iter(&*prose.seen) {
        let sign = SIGNS[found.pattern().as_usize()];
        let circle = sign.chars().next().filter(|_| found.pattern().as_usize() < 6);
        let run = prose.seen[found.end()..].chars().take_while(|c| Some(*c) == circle);
        let end = found.end() + run.map(char::len_utf8).sum::<usize>();
        if found.start() < last || !stands_alone(&prose.seen, found.start(), end, sign) {
            continue;
        }
        last = end;
        let draft = prose.document.map_or(prose.day.is_none(), |d| d.record.state == State::Draft);
        let severity = if draft { Severity::Info } else { Severity::Warning };
        let word = &prose.seen[found.start()..end];
        let diag = RULE
            .problem(
                prose.place(found.start()..end),
                text!("채우지 않은 자리가 남아 있습니다: `{}`", "a place was not filled in: `{}`"; word),
            )
            .help(text!(
                "실제 내용을 적으십시오. 가린 것이면 `[가릴 말](비공개:6)`으로 쓰십시오",
                "write what belongs there; what is withheld is written as `[words](비공개:6)`"
            ));
        diags.push(diag.severity(severity));
    }
}

/// Excludes parts of longer words in Latin letters or digits, and links in brackets.
fn stands_alone(seen: &str, start: usize, end: usize, sign: &str) -> bool {
    let glued = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let (before, after) = (seen[..start].chars().next_back(), seen[end..].chars().next());
    let first_is_latin = sign.starts_with(|c: char| c.is_ascii_alphanumeric());
    let last_is_latin = sign.ends_with(|c: char| c.is_ascii_alphanumeric());
    let digits = sign.starts_with('0') && before.is_some_and(|c| c == '.' || c == ',');
    let in_word = (first_is_latin && glued(before)) || (last_is_latin && glued(after));
    !(in_word || digits || after == Some(HIDDEN))
}
