//! The keys at the head of a block of lines (`가운데`, `오른쪽`, `왼쪽`, `제목`): size, weight and space of its type.
//!
//! ```text
//! ~~~가운데
//! 크기: 크게
//! 굵게: 예
//!
//! 한빛시장 귀하
//! ~~~
//! ```
//!
//! A block whose text begins with such a word has an empty first line.

use std::ops::Range;

use gian_diagnostics::{Text, text};
use gian_document::{Lettering, escape};

use crate::problem::Problem;
use crate::type_words::{size, spacing};

const SIZE: &str = "크기";
const BOLD: &str = "굵게";
const SPACING: &str = "간격";
const NEW_PAGE: [&str; 2] = ["새 쪽", "새쪽"];

/// The keys of a block.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Head {
    pub(super) lettering: Lettering,
    /// Whether the block says that it is bold, or that it is not.
    pub(super) bold: Option<bool>,
    pub(super) new_page: bool,
    /// Length of the keys in the code.
    pub(super) length: usize,
}

/// The length of the keys at the head of a block, which are not wording.
pub fn keys_of(code: &str) -> usize {
    entries(code).last().map_or(0, |entry| entry.line.end)
}

struct Entry<'a> {
    key: &'a str,
    value: &'a str,
    at: Range<usize>,
    line: Range<usize>,
}

/// The lines at the head of a block that have a known key.
fn entries(code: &str) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    let mut start = 0;
    for line in code.split_inclusive('\n') {
        let Some((key, value)) = line.split_once(':').map(|(key, value)| (key.trim(), value.trim())) else { break };
        if ![SIZE, BOLD, SPACING].contains(&key) && !NEW_PAGE.contains(&key) {
            break;
        }
        let at = start + line.len() - line.trim_start().len()..start + line.trim_end().len();
        entries.push(Entry { key, value, at, line: start..start + line.len() });
        start += line.len();
    }
    entries
}

/// Reads the keys of a block; those of a title if `is_title`.
pub(super) fn read(code: &str, is_title: bool) -> (Head, Vec<Problem>) {
    let mut head = Head { length: keys_of(code), ..Head::default() };
    let mut problems = Vec::new();
    let mut seen = Vec::new();
    for Entry { key, value, at, .. } in entries(code) {
        let value = escape::decode(value);
        let mut refuse = |message: Text, help: Text| problems.push(Problem { range: at.clone(), message, help });
        let known = if seen.contains(&key) { Err(twice(key)) } else { head.set(key, &value, is_title) };
        if let Err((message, help)) = known {
            refuse(message, help);
        }
        seen.push(key);
    }
    (head, problems)
}

fn twice(key: &str) -> (Text, Text) {
    (text!("`{}`이(가) 두 번 있습니다", "`{}` stands here twice"; key), text!("하나만 남기십시오", "keep one of them"))
}

impl Head {
    fn set(&mut self, key: &str, value: &str, is_title: bool) -> Result<(), (Text, Text)> {
        match key {
            SIZE => self.lettering.size = size(value).ok_or_else(|| no_size(value))?,
            SPACING => {
                self.lettering.spacing = spacing(value).ok_or_else(|| {
                    (
                        text!("`{}`은(는) 글자 간격이 아닙니다", "`{}` is no space between letters"; value),
                        as_text(
                            "`간격: 넓게`나 `간격: 아주 넓게`",
                            "`간격: 넓게` (wide) or `간격: 아주 넓게` (very wide)",
                        ),
                    )
                })?;
            }
            BOLD => {
                let bold = flag(key, value)?;
                (self.lettering.bold, self.bold) = (bold, Some(bold));
            }
            _ if is_title => self.new_page = flag(key, value)?,
            _ => {
                return Err((
                    text!("`{}`은(는) `제목` 블록에만 적을 수 있습니다", "only a `제목` block has `{}`"; key),
                    text!("블록 앞에 `쪽나눔` 블록을 두십시오", "put a `쪽나눔` block before this one"),
                ));
            }
        }
        Ok(())
    }
}

fn no_size(value: &str) -> (Text, Text) {
    (
        text!("`{}`은(는) 글자 크기가 아닙니다", "`{}` is no type size"; value),
        as_text(
            "`크기: 크게`(작게, 아주 크게)나 `크기: 20`(8부터 40까지)",
            "`크기: 크게` (작게, 아주 크게), or points from 8 to 40 as in `크기: 20`",
        ),
    )
}

fn flag(key: &str, value: &str) -> Result<bool, (Text, Text)> {
    match value {
        "예" | "true" => Ok(true),
        "아니요" | "false" => Ok(false),
        _ => Err((
            text!("`{}`의 값은 `예`나 `아니요`입니다: `{}`", "the value of `{}` is `예` or `아니요`: `{}`"; key, value),
            as_text("`예`나 `아니요`", "`예` (yes) or `아니요` (no)"),
        )),
    }
}

/// What to write, or how the line stays text.
fn as_text(ko: &str, en: &str) -> Text {
    text!(
        ko: "{}로 쓰십시오. 글이면 그 앞에 빈 줄을 두십시오", ko;
        en: "write {}; if the line is text, put an empty line before it", en
    )
}

#[cfg(test)]
mod tests {
    use gian_document::TypeSize;

    use super::*;

    #[test]
    fn keys_are_the_lines_at_the_head() {
        let code = "크기: 크게\n굵게: 예\n\n한빛시장 귀하\n";
        let (head, problems) = read(code, false);
        assert!(problems.is_empty());
        assert_eq!((head.lettering.size, head.lettering.bold), (TypeSize::Large, true));
        assert_eq!(&code[head.length..], "\n한빛시장 귀하\n");
        assert_eq!(keys_of("\n크기: 큰 것\n"), 0);
        assert_eq!(keys_of("일시: 5월\n크기: 크게\n"), 0);
        assert_eq!(read("크기: 20pt\n글\n", false).0.lettering.size, TypeSize::Points(20.0));
    }

    #[test]
    fn wrong_values_have_a_place() {
        for (code, is_title) in [
            ("크기: A4\n글", false),
            ("크기: 41\n글", false),
            ("굵게: 네\n글", false),
            ("간격: 1\n글", false),
            ("새 쪽: 예\n글", false),
            ("크기: 20\n크기: 22\n글", true),
        ] {
            let (_, problems) = read(code, is_title);
            assert_eq!(problems.len(), 1, "{code}");
        }
        assert!(read("새 쪽: 예\n서약서", true).0.new_page);
    }
}
