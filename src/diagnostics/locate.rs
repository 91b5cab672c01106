//! From a named place to the bytes of a source file.

use std::ops::Range;

use super::{BODY, Part, Place};
use crate::source::yaml::{Kind, Node};
use crate::source::{File, Sources};

/// A place that was found: bytes of a file's text, never out of bounds and never empty
/// unless the file ends there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    pub file: String,
    pub range: Range<usize>,
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Whether the route led to an entry of the file itself and not to the nearest one above it.
    pub exact: bool,
}

/// Finds a place; a route that leads nowhere gives the nearest entry above it.
pub fn locate(sources: &Sources, place: &Place) -> Located {
    let Some(file) = sources.get(&place.file) else {
        return Located { file: place.file.clone(), range: 0..0, line: 1, column: 1, exact: false };
    };
    let (range, exact) = match &place.part {
        Part::Bytes(start, end) | Part::Around(start, end) => (*start..*end, true),
        part if place.route.starts_with(BODY) => body_range(file, &place.route, part),
        part => match &file.tree {
            Some(tree) => tree_range(&file.text, tree, &place.route, part),
            None => (0..0, false),
        },
    };
    let range = clamp(&file.text, range);
    let (line, column) = line_column(&file.text, range.start);
    Located { file: place.file.clone(), range, line, column, exact }
}

/// Line and column (characters), both from 1, of a byte offset.
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// A range of the body, a line of it (`#body:3`), or its first line.
fn body_range(file: &File, route: &str, part: &Part) -> (Range<usize>, bool) {
    let start = file.body.unwrap_or(0);
    if let Part::Within(from, to) = part {
        return (start + from..start + to, true);
    }
    let body = &file.text[start..];
    let line = match route.strip_prefix(BODY).and_then(|r| r.strip_prefix(':')).and_then(|n| n.parse().ok()) {
        Some(line) => line,
        None => body.lines().take_while(|l| l.trim().is_empty()).count(),
    };
    let at = start + body.split_inclusive('\n').take(line).map(str::len).sum::<usize>();
    (at..at + file.text[at..].lines().next().map_or(0, str::len), true)
}

fn tree_range(text: &str, tree: &Node, route: &str, part: &Part) -> (Range<usize>, bool) {
    let mut node = tree;
    let mut key = None;
    let mut exact = true;
    for step in route.split('/').skip(1).map(|s| s.replace("~1", "/").replace("~0", "~")) {
        let next = match &node.kind {
            Kind::Map(entries) => entries.iter().find(|e| e.key == step).map(|e| (&e.value, Some(e.key_span.clone()))),
            Kind::Seq(items) => step.parse::<usize>().ok().and_then(|i| items.get(i)).map(|n| (n, None)),
            Kind::Scalar { .. } | Kind::Null => None,
        };
        let Some((found, found_key)) = next else {
            exact = false;
            break;
        };
        (node, key) = (found, found_key);
    }
    let range = match (part, key) {
        (Part::Within(from, to), _) if exact => node.source_range(text, *from..*to),
        (Part::Key, Some(key)) => key,
        // An empty value is shown at its key: there is nothing else to point at.
        (_, Some(key)) if node.span.is_empty() => key,
        // A whole mapping or list is shown by where it begins.
        (_, Some(key)) if matches!(node.kind, Kind::Map(_) | Kind::Seq(_)) => key,
        _ => first_line(text, node.span.clone()),
    };
    (range, exact)
}

fn first_line(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let length = slice.find('\n').unwrap_or(slice.len());
    range.start..range.start + slice[..length].trim_end().len().max(1)
}

fn clamp(text: &str, range: Range<usize>) -> Range<usize> {
    let mut start = range.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = range.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}
