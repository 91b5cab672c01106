//! Lines that differ between two texts.

use similar::{ChangeTag, TextDiff};

/// A line that only one of two texts contains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A line of the old text only.
    Gone(String),
    /// A line of the new text only.
    New(String),
}

/// The lines that differ, in text order.
pub fn lines(old: &str, new: &str) -> Vec<Line> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let changes = TextDiff::from_slices(&old, &new);
    let differing = changes.iter_all_changes().filter_map(|change| match change.tag() {
        ChangeTag::Equal => None,
        ChangeTag::Delete => Some(Line::Gone(change.value().to_owned())),
        ChangeTag::Insert => Some(Line::New(change.value().to_owned())),
    });
    differing.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_left() {
        let changed = lines("가\n나\n다\n라\n", "가\n나2\n다\n마\n라\n");
        let expected = [Line::Gone("나".into()), Line::New("나2".into()), Line::New("마".into())];
        assert_eq!(changed, expected);
        assert!(lines("가\n", "가\n").is_empty());
        assert_eq!(lines("", "가\n"), [Line::New("가".into())]);
        // Only line ends differ, or the last one is missing: no line differs.
        assert!(lines("가\r\n나", "가\n나\n").is_empty());
    }

    #[test]
    fn texts_without_a_common_line_end_soon() {
        let text = |mark: &str| (0..20_000).map(|i| format!("{mark}{i}\n")).collect::<String>();
        let changed = lines(&text("가"), &text("나"));
        assert_eq!(changed.len(), 40_000);
        // Reversed lines have little in common.
        let reverse = text("가").lines().rev().map(|l| format!("{l}\n")).collect::<String>();
        assert!(lines(&text("가"), &reverse).len() >= 30_000);
    }
}
