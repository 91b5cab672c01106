//! # 붙임의 제목은 파일의 이름과 맞고, 번호와 수량을 넣지 않습니다
//!
//! 붙임의 제목과 파일의 이름에 같은 말이 하나도 없으면 다른 파일을 적은 것일 수 있습니다. 번호와 수량은 gian이 적으므로 제목에 넣지
//! 않고, 한 문서에 같은 제목을 두 번 쓰지 않습니다.
//!
//! 예: `{제목: 1. 협의·조정 결정서 1부, 수량: 1, 파일: 참석부.pdf}`
//! 대신: `{제목: 협의·조정 결정서, 수량: 1, 파일: 협의·조정 결정서.pdf}`
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 시행규칙 제4조제4항(첨부물의 명칭과 수량).
//!
//! # The title of an attachment fits its file, without number or quantity
//!
//! Where title and file name have no word in common, another file may be named. Number and quantity are written by gian, so
//! they are not in the title; no two attachments of a document have one title.
//!
//! Example: `{제목: 1. 협의·조정 결정서 1부, 수량: 1, 파일: 참석부.pdf}`
//! Instead: `{제목: 협의·조정 결정서, 수량: 1, 파일: 협의·조정 결정서.pdf}`
//!
//! Source: 행정업무의 운영 및 혁신에 관한 규정 시행규칙 제4조제4항 (name and quantity).

use std::collections::{HashMap, HashSet};

use gian_diagnostics::{Diag, Place, Severity, Text, text};
use gian_model::record::Attachment;
use gian_model::{DocumentFile, Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("attachment-name", Layer::Content, Severity::Warning, &[Run::Dossier(run)]);

pub(super) fn run(scope: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    let sorts = Sorts::new(scope.office.kinds.iter().flat_map(|k| k.file.names()));
    for document in &dossier.documents {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (i, attachment) in document.record.attachments.iter().enumerate() {
            let title = attachment.title.plain(&dossier.private);
            let place = |key: &str| Place::value(&document.path, routes::attachment(i).key(key));
            match seen.get(&title) {
                Some(first) => diags.push(
                    RULE.problem(
                        place(keys::TITLE),
                        text!("제목이 같은 붙임이 또 있습니다", "another attachment has the same title"),
                    )
                    .related(
                        Place::value(&document.path, routes::attachment(*first).key(keys::TITLE)),
                        text!("앞의 붙임", "the one before"),
                    )
                    .help(text!(
                        "서로 다른 제목을 주거나 하나를 지우십시오",
                        "give them different titles, or remove one"
                    )),
                ),
                None => _ = seen.insert(title.clone(), i),
            }
            if let Some((ko, en)) = typed(&title) {
                let message = Text {
                    ko: format!("붙임의 제목에 {ko} 있습니다"),
                    en: format!("the title of the attachment has its {en}"),
                };
                diags.push(RULE.problem(place(keys::TITLE), message).help(text!(
                    "지우십시오: 번호와 수량은 gian이 적습니다",
                    "remove it: gian writes number and quantity"
                )));
            }
            files(&sorts, document, attachment, &title, i, diags);
        }
    }
}

/// Parts of the printed list that writers type into a title, in both languages.
fn typed(title: &str) -> Option<(&'static str, &'static str)> {
    let title = title.trim();
    let number = title.trim_start_matches(|c: char| c.is_ascii_digit());
    // `2024. 3. 주민 의견` begins with a date.
    let listed = |rest: &str| rest.starts_with(' ') && !rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    if matches!(title.len() - number.len(), 1 | 2) && number.strip_prefix('.').is_some_and(listed) {
        return Some(("번호가", "number"));
    }
    let quantity = title.trim_end_matches(['.', ' ']).strip_suffix('부')?.trim_end();
    let before = quantity.trim_end_matches(|c: char| c.is_ascii_digit());
    // 제1부 is part of a book title, not a quantity.
    (before.len() < quantity.len() && before.ends_with([' ', '각'])).then_some(("수량이", "quantity"))
}

fn files(
    sorts: &Sorts<'_>,
    document: &DocumentFile,
    attachment: &Attachment,
    title: &str,
    i: usize,
    diags: &mut Vec<Diag>,
) {
    for (key, file) in [(keys::FILE, &attachment.file), (keys::PUBLIC_FILE, &attachment.public_file)] {
        let Some(file) = file else { continue };
        let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
        if !sorts.differ(stem, title) {
            continue;
        }
        diags.push(
            RULE.problem(
                Place::value(&document.path, routes::attachment(i).key(key)),
                text!("파일의 이름 `{}`에 붙임의 제목과 같은 말이 없습니다", "the file name `{}` has no word of the title"; file),
            )
            .related(Place::value(&document.path, routes::attachment(i).key(keys::TITLE)), text!("붙임의 제목", "the title"))
            .help(text!("맞는 파일인지 확인하고 이름을 고치십시오", "see whether it is the right file, and correct the name")),
        );
    }
}

/// Words for sorts of papers (not for a particular one), besides the kinds of documents; one per line.
const WORDS: &str = include_str!("../../../../assets/words/paper-sorts.txt");

/// Words for sorts of papers; of those with a common start, the longest first.
struct Sorts<'a> {
    kinds: Vec<&'a str>,
}

impl<'a> Sorts<'a> {
    fn new(kinds: impl Iterator<Item = &'a str>) -> Self {
        let mut kinds: Vec<&str> = kinds.collect();
        kinds.sort_unstable_by_key(|k| (std::cmp::Reverse(k.len()), *k));
        Self { kinds }
    }

    /// Whether two names share no word that identifies the paper.
    fn differ(&self, a: &str, b: &str) -> bool {
        let (a, b) = (without(a, words()), without(b, words()));
        let own = |name: &str| pairs(&without(name, self.kinds.iter().copied()));
        let (mut first, mut second) = (own(&a), own(&b));
        // A name such as `결정서.pdf` consists of the kind only.
        if first.is_empty() || second.is_empty() {
            (first, second) = (pairs(&a), pairs(&b));
        }
        // Latin letters and digits do not identify the paper.
        !first.is_empty() && !second.is_empty() && first.is_disjoint(&second)
    }
}

fn words() -> impl Iterator<Item = &'static str> {
    WORDS.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn without<'a>(name: &str, words: impl Iterator<Item = &'a str>) -> String {
    words.fold(name.to_owned(), |rest, word| rest.replace(word, " "))
}

/// Pairs of adjacent Hangul syllables, some of which two names of one thing share.
fn pairs(name: &str) -> HashSet<(char, char)> {
    let hangul: Vec<char> = name.chars().filter(|c| matches!(c, '가'..='힣')).collect();
    hangul.windows(2).map(|w| (w[0], w[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_only_says_the_sort_of_paper_is_not_in_common() {
        let sorts = Sorts::new(["결과보고", "검토결과보고", "결정서", "참석부"].into_iter());
        let differ = [
            ("협의·조정 결정서", "참석부"),
            ("강동구 결정서", "노원구 결정서"),
            // Kinds of the office are sorts of papers like the builtin ones.
            ("강동구 검토결과보고", "노원구 검토결과보고"),
            ("강동구 신청서", "노원구 신청서"),
            ("결정서", "참석부"),
        ];
        for (title, file) in differ {
            assert!(sorts.differ(title, file) && sorts.differ(file, title), "{title} / {file}");
        }
        let fit = [
            ("협의·조정 결정서", "결정서"),
            ("강동구 결정서", "강동구 협의·조정 결정서"),
            ("협의·조정 결정서", "decision-1"),
            ("수정본", "강동구 결정서"),
            ("", ""),
        ];
        for (title, file) in fit {
            assert!(!sorts.differ(title, file) && !sorts.differ(file, title), "{title} / {file}");
        }
        assert!(words().count() > 5 && words().all(|w| w.chars().count() > 1));
    }
}
