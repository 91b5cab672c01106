//! Marks for withheld words in Markdown: `[홍길동](비공개:6)`, or a key `[](비공개:위원3)`.
//!
//! Marks are part of what the sources say; what an edition makes of them is decided in `disclose`.

use std::ops::Range;

use super::values::Ground;

/// What a mark refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The words in the brackets are withheld on this ground.
    Ground(Ground),
    /// The words are kept in `private/` under this key.
    Key(String),
}

/// A mark in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The whole mark.
    pub range: Range<usize>,
    /// The words in the brackets.
    pub words: Range<usize>,
    pub target: Target,
}

/// Finds the marks of a text, and places that read like a mark but are none.
pub fn find(text: &str) -> (Vec<Mark>, Vec<Range<usize>>) {
    let mut marks: Vec<Mark> = Vec::new();
    let mut near = Vec::new();
    for (at, word) in text.match_indices("비공개") {
        let after = text[at + word.len()..].trim_start();
        if !after.starts_with([':', '：']) {
            continue;
        }
        let before = text[..at].trim_end();
        if !before.ends_with(['(', '（', '<']) {
            continue;
        }
        // A remark of a writer: `평가(비공개: 사유 별첨)`.
        let remark = after.starts_with(": ") && !after.contains("](") && !before.ends_with("](");
        if remark && !names_ground(after) {
            continue;
        }
        match exact(text, at) {
            Some(mark) if marks.last().is_none_or(|last| last.range.end <= mark.range.start) => marks.push(mark),
            _ => near.push(near_range(text, at)),
        }
    }
    for (at, _) in text.match_indices(']') {
        let inside = |ranges: &[Range<usize>]| ranges.iter().any(|r| r.start <= at + 4 && at < r.end);
        let of_mark = marks.iter().any(|m| m.range.contains(&at));
        if !of_mark && !inside(&near) && reads_like_mark(&text[at + 1..]) {
            near.push(near_range(text, at));
        }
    }
    // Other brackets than those of a mark, as people type them.
    let closers = text.char_indices().filter(|(_, c)| "］】〕」〉》}".contains(*c));
    for (at, c) in closers {
        let after = text[at + c.len_utf8()..].trim_start();
        let inner = after.strip_prefix(['(', '（', '[', '［', '{', '<', '〈']);
        let named = inner.unwrap_or(after).strip_prefix("비공개").is_some_and(|rest| match inner {
            Some(_) => names_ground(rest),
            None => rest.starts_with([':', '：']),
        });
        if named {
            near.push(near_range(text, at));
        }
    }
    for (at, word) in text.match_indices("(비공개") {
        let inside = |ranges: &[Range<usize>]| ranges.iter().any(|r| r.start <= at + 1 && at < r.end);
        let of_mark = marks.iter().any(|m| m.range.contains(&at));
        let after = &text[at + word.len()..];
        // `(비공개 3)` in a table is a count.
        let count = after.starts_with(' ') && !after.chars().take(4).any(|c| c == '호');
        if !count && names_ground(after) && !of_mark && !inside(&near) {
            near.push(near_range(text, at));
        }
    }
    near.sort_by_key(|r| r.start);
    (marks, near)
}

/// Whether what follows a closing bracket would be taken for a mark by a person: `(비공개 6)`,
/// `[비공개:6]`, `{비 공개:6}`, `(비공게:6)`, ` 비공개:6`.
fn reads_like_mark(after: &str) -> bool {
    // A mark is short; what stands far behind is none of it, and must not cost anything.
    let near: String = after.chars().take(24).collect();
    let rest = near.trim_start();
    let inner = rest.strip_prefix(['(', '（', '[', '{', '<', '〈']);
    let letters: String =
        inner.unwrap_or(rest).chars().filter(|c| !c.is_whitespace() && c.is_alphanumeric()).take(4).collect();
    let alike = letters.chars().zip("비공개".chars()).filter(|(a, b)| a == b).count();
    let then = inner.unwrap_or(rest).chars().find(|c| *c == ':' || *c == '：' || c.is_ascii_digit());
    match inner {
        Some(_) => alike >= 2,
        None => {
            alike == 3 && matches!(then, Some(':' | '：')) && letters.chars().nth(3).is_none_or(|c| c.is_ascii_digit())
        }
    }
}

/// Whether a ground and nothing else follows up to a closing bracket: `6)`, ` 6호)`, `: 6]`. A count, a
/// date or words are none: `(비공개 2건)`, `(비공개 2024. 3. 1.부터)`.
fn names_ground(after: &str) -> bool {
    let rest = after.trim_start_matches([' ', ':', '：', '-']);
    let Some(rest) = rest.strip_prefix(['1', '2', '3', '4', '5', '6', '7', '8']) else { return false };
    let rest = rest.strip_prefix('호').unwrap_or(rest).trim_start();
    rest.starts_with([')', '）', ']', '］', '}', '>', '〉'])
}

fn near_range(text: &str, at: usize) -> Range<usize> {
    let end = text[at..].find([')', '\n']).map_or(text.len(), |i| at + i);
    at..end
}

fn exact(text: &str, at: usize) -> Option<Mark> {
    let head = text[..at].strip_suffix("](")?;
    let mut depth = 0usize;
    let mut start = None;
    for (i, c) in head.char_indices().rev() {
        match c {
            ']' => depth += 1,
            '[' if depth == 0 => {
                start = Some(i);
                break;
            }
            '[' => depth -= 1,
            '\n' | '`' | '|' => return None,
            _ => {}
        }
    }
    let start = start?;
    if head[..start].ends_with(['!', '\\']) {
        return None;
    }
    let value_at = at + "비공개:".len();
    if !text[at..].starts_with("비공개:") {
        return None;
    }
    let value_end = value_at + text[value_at..].find(')')?;
    let value = &text[value_at..value_end];
    let words = start + 1..head.len();
    let target = match value.parse::<u8>() {
        Ok(n) if (1..=8).contains(&n) && !words.is_empty() => Target::Ground(Ground(n)),
        Ok(_) => return None,
        Err(_) if words.is_empty() && !value.is_empty() && value.chars().all(char::is_alphanumeric) => {
            Target::Key(value.to_owned())
        }
        Err(_) => return None,
    };
    Some(Mark { range: start..value_end + 1, words, target })
}

/// Replaces every mark by what `with` gives for it.
pub fn replace(text: &str, mut with: impl FnMut(&Mark) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for mark in find(text).0 {
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
