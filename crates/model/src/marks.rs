//! Marks for withheld words in Markdown: `[홍길동](비공개:6)`, or a key `[](비공개:위원3)`.
//!
//! Marks belong to the sources; the crate `gian_disclose` decides what an edition shows of them.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::{memchr, memmem};

use super::values::Ground;

/// What withholds the marked words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Ground on which the words in the brackets are withheld.
    Ground(Ground),
    /// Key of the value in `private/`.
    Key(String),
}

/// A mark in a text, with byte ranges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The whole mark.
    pub range: Range<usize>,
    /// The words in the brackets.
    pub words: Range<usize>,
    /// The ground, or the key under which the value is kept in `private/`.
    pub target: Target,
}

/// Finds the marks of a text, and places that look like a mark but are malformed. Linear in the length of the text,
/// even if it is full of brackets.
pub fn find(text: &str) -> (Vec<Mark>, Vec<Range<usize>>) {
    // Fast path: most texts contain neither the word nor a bracket that could precede a misspelt one.
    let brackets = || text.match_indices(']').any(|(at, _)| reads_like_mark(&text[at + 1..]));
    if FINDER.find(text.as_bytes()).is_none() && (memchr(b']', text.as_bytes()).is_none() || !brackets()) {
        return (Vec::new(), Vec::new());
    }
    let brackets = Brackets::new(text);
    let mut near = Near { starts: BTreeSet::new(), brackets: &brackets };
    let marks = of_words(text, &brackets, &mut |at| near.add(at));
    // Marks are sorted and do not overlap.
    let of_mark = |at: usize| {
        let next = marks.partition_point(|m| m.range.start <= at);
        next > 0 && marks[next - 1].range.contains(&at)
    };
    for (at, _) in text.match_indices(']') {
        if !of_mark(at) && !near.reach(at, 4) && reads_like_mark(&text[at + 1..]) {
            near.add(at);
        }
    }
    // Other brackets that people type in place of those of a mark.
    let closers = text.char_indices().filter(|(_, c)| matches!(c, '］' | '】' | '〕' | '」' | '〉' | '》' | '}'));
    for (at, c) in closers {
        let after = text[at + c.len_utf8()..].trim_start();
        let inner = after.strip_prefix(['(', '（', '[', '［', '{', '<', '〈']);
        let named = inner.unwrap_or(after).strip_prefix(WORD).is_some_and(|rest| match inner {
            Some(_) => names_ground(rest),
            None => rest.starts_with([':', '：']),
        });
        if named {
            near.add(at);
        }
    }
    for (at, word) in text.match_indices("(비공개") {
        let after = &text[at + word.len()..];
        // `(비공개 3)` in a table is a count, not a mark.
        let count = after.starts_with(' ') && !after.chars().take(4).any(|c| c == '호');
        if !count && names_ground(after) && !of_mark(at) && !near.reach(at, 1) {
            near.add(at);
        }
    }
    let near = near.ranges();
    (marks, near)
}

/// Finds the well-formed marks of a text.
pub fn complete(text: &str) -> Vec<Mark> {
    let bytes = text.as_bytes();
    // Most texts have no bracket, which is searched for faster than the word.
    if memchr(b']', bytes).is_none() || FINDER.find(bytes).is_none() {
        return Vec::new();
    }
    of_words(text, &Brackets::new(text), &mut |_| {})
}

/// The marks at the occurrences of [`WORD`]; calls `malformed` with the position of an occurrence that only looks like one.
fn of_words(text: &str, brackets: &Brackets, malformed: &mut dyn FnMut(usize)) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for at in FINDER.find_iter(text.as_bytes()) {
        let after = text[at + WORD.len()..].trim_start();
        if !after.starts_with([':', '：']) {
            continue;
        }
        let before = text[..at].trim_end();
        if !before.ends_with(['(', '（', '<']) {
            continue;
        }
        // Not a mark but a remark of the writer: `평가(비공개: 사유 별첨)`.
        let opens_later = brackets.last_link.is_some_and(|last| last >= text.len() - after.len());
        let remark = after.starts_with(": ") && !opens_later && !before.ends_with("](");
        if remark && !names_ground(after) {
            continue;
        }
        match exact(text, at, brackets) {
            Some(mark) if marks.last().is_none_or(|last| last.range.end <= mark.range.start) => marks.push(mark),
            _ => malformed(at),
        }
    }
    marks
}

/// The scheme that makes a link a mark.
const WORD: &str = "비공개";

/// The search for [`WORD`], prepared once because every text of a project is searched.
static FINDER: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new(WORD));

/// Positions of brackets and line ends, collected in one pass.
struct Brackets {
    /// Each `]` that closes a `[`, in order, with the position of its `[`.
    pairs: Vec<(usize, usize)>,
    /// Each `)` and line break.
    ends: Vec<usize>,
    /// The last `](`.
    last_link: Option<usize>,
    length: usize,
}

impl Brackets {
    fn new(text: &str) -> Self {
        let (mut pairs, mut ends, mut open) = (Vec::new(), Vec::new(), Vec::new());
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'[' => open.push(at),
                b']' => pairs.extend(open.pop().map(|start| (at, start))),
                // A mark cannot extend past these.
                b'`' | b'|' => open.clear(),
                b')' => ends.push(at),
                b'\n' => {
                    open.clear();
                    ends.push(at);
                }
                _ => {}
            }
        }
        Self { pairs, ends, last_link: text.rfind("]("), length: text.len() }
    }

    /// The `[` that a `]` closes.
    fn opening(&self, close: usize) -> Option<usize> {
        let at = self.pairs.binary_search_by_key(&close, |(close, _)| *close).ok()?;
        Some(self.pairs[at].1)
    }

    /// The next `)` or line break from a position on, or the end of the text.
    fn end(&self, at: usize) -> usize {
        self.ends.get(self.ends.partition_point(|end| *end < at)).copied().unwrap_or(self.length)
    }
}

/// Places that look like a mark. Each extends from its start to the next end, so that a later one never ends before an
/// earlier one.
struct Near<'a> {
    starts: BTreeSet<usize>,
    brackets: &'a Brackets,
}

impl Near<'_> {
    fn add(&mut self, at: usize) {
        self.starts.insert(at);
    }

    /// Whether one that begins at most `ahead` bytes after a position covers it.
    fn reach(&self, at: usize, ahead: usize) -> bool {
        self.starts.range(..=at + ahead).next_back().is_some_and(|start| at < self.brackets.end(*start))
    }

    fn ranges(&self) -> Vec<Range<usize>> {
        self.starts.iter().map(|start| *start..self.brackets.end(*start)).collect()
    }
}

/// Whether a person would read the text after a closing bracket as a mark: `(비공개 6)`, `[비공개:6]`, `{비 공개:6}`, `(비공게:6)`,
/// ` 비공개:6`.
fn reads_like_mark(after: &str) -> bool {
    // A mark is short: limit the search, so that distant text costs nothing.
    let near = || after.chars().take(24);
    let first = near().find(|c| !c.is_whitespace());
    let in_brackets = first.is_some_and(|c| matches!(c, '(' | '（' | '[' | '{' | '<' | '〈'));
    let mut letters = near().filter(|c| is_letter(*c));
    let alike = WORD.chars().zip(letters.by_ref()).filter(|(a, b)| a == b).count();
    if in_brackets {
        return alike >= 2;
    }
    let then = || near().find(|c| *c == ':' || *c == '：' || c.is_ascii_digit());
    alike == 3 && matches!(then(), Some(':' | '：')) && letters.next().is_none_or(|c| c.is_ascii_digit())
}

/// Like `char::is_alphanumeric`, but tests Hangul by range because the table lookup is slow.
fn is_letter(c: char) -> bool {
    matches!(c, '가'..='힣') || c.is_alphanumeric()
}

/// Whether exactly a ground follows up to a closing bracket: `6)`, ` 6호)`, `: 6]`. False for counts, dates and words:
/// `(비공개 2건)`, `(비공개 2024. 3. 1.부터)`.
fn names_ground(after: &str) -> bool {
    let rest = after.trim_start_matches([' ', ':', '：', '-']);
    let Some(rest) = rest.strip_prefix(['1', '2', '3', '4', '5', '6', '7', '8']) else { return false };
    let rest = rest.strip_prefix('호').unwrap_or(rest).trim_start();
    rest.starts_with([')', '）', ']', '］', '}', '>', '〉'])
}

fn exact(text: &str, at: usize, brackets: &Brackets) -> Option<Mark> {
    let head = text[..at].strip_suffix("](")?;
    let start = brackets.opening(head.len())?;
    if head[..start].ends_with(['!', '\\']) {
        return None;
    }
    let value_at = at + "비공개:".len();
    if !text[at..].starts_with("비공개:") {
        return None;
    }
    let rest = &text[value_at..];
    let value = &rest[..rest.find(|c: char| !c.is_alphanumeric())?];
    let value_end = value_at + value.len();
    if !text[value_end..].starts_with(')') {
        return None;
    }
    let words = start + 1..head.len();
    let target = match value.parse::<u8>() {
        Ok(n) if (1..=8).contains(&n) && !words.is_empty() => Target::Ground(Ground(n)),
        Ok(_) => return None,
        Err(_) if words.is_empty() && !value.is_empty() => Target::Key(value.to_owned()),
        Err(_) => return None,
    };
    Some(Mark { range: start..value_end + 1, words, target })
}

/// Replaces every mark by the result of `with`.
pub fn replace(text: &str, mut with: impl FnMut(&Mark) -> String) -> String {
    let marks = complete(text);
    if marks.is_empty() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for mark in marks {
        out.push_str(&text[at..mark.range.start]);
        out.push_str(&with(&mark));
        at = mark.range.end;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_marks_and_near_marks() {
        let text = "[홍길동](비공개:6)과 [](비공개:위원3), [a [b] c](비공개:5)";
        let (marks, near) = find(text);
        assert_eq!(marks.len(), 3);
        assert!(near.is_empty());
        assert_eq!(&text[marks[2].words.clone()], "a [b] c");
        for bad in [
            "[홍](비공개: 6)",
            "[홍](비공개:9)",
            "[](비공개:6)",
            "홍](비공개:6)",
            "`[홍`](비공개:6)",
            "(비공개:6)",
            "[홍|길](비공개:6)",
            "[홍](비공개：6)",
            "[홍](비공개 6)",
            "[홍](비 공개:6)",
            "[홍](비공게: 6)",
            "[홍](비공개 - 6)",
            "[홍] 비공개:6",
            "[홍][비공개:6]",
            "[홍]{비공개:6}",
            "[홍](비공개6)",
            "［홍］[비공개:6]",
            "【홍】비공개:6",
            "〔홍〕(비공개6)",
            "「홍」(비공개 6)",
            "{홍}(비공개6)",
            "홍(비공개 6호)",
        ] {
            let (marks, near) = find(bad);
            assert!(marks.is_empty(), "{bad}");
            assert_eq!(near.len(), 1, "{bad}");
        }
        for fine in [
            "공개구분은 비공개: 6호",
            "[참고] 비공개 문서",
            "[가](https://a.kr) 비고",
            "[1] 공개",
            "회의록(비공개)",
            "「법」 비공개",
        ] {
            assert!(find(fine).1.is_empty(), "{fine}");
        }
    }
}
