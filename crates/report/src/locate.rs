//! Resolves places to bytes, lines and columns of a source file.
//!
//! A hostile file can have many problems, long lines, wide mappings or long values. Anything linear in the file is
//! therefore computed once and cached: use one [`Locator`] for all problems of a report.

use std::collections::HashMap;
use std::ops::Range;

use gian_diagnostics::{Part, Place, Route};
use gian_source::yaml::{Alignment, Entry, Kind, Node};
use gian_source::{File, Sources};

/// A resolved place: a byte range of the file's text, within bounds, and empty only at the end of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// Path below the workspace root, with `/`.
    pub file: String,
    /// Bytes of the text of the file.
    pub range: Range<usize>,
    /// Line of the start of the range, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Line of the end of the range.
    pub end_line: usize,
    /// Column of the first character after the range.
    pub end_column: usize,
    /// Whether the route led to an existing entry, and not only to the nearest one above it.
    pub exact: bool,
}

/// Resolves a single place. A route to a missing entry resolves to the nearest entry above it.
pub fn locate(sources: &Sources, place: &Place) -> Located {
    Locator::new(sources).locate(place)
}

/// Line and column (characters), both from 1, of a byte offset.
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// Resolves places, and caches line tables of the files.
pub struct Locator<'a> {
    sources: &'a Sources,
    lines: HashMap<&'a str, Lines<'a>>,
    /// By the address of the first entry of a mapping; the sources outlive the cache.
    keys: HashMap<usize, HashMap<&'a str, usize>>,
    /// By the address of a scalar.
    alignments: HashMap<usize, Option<Alignment>>,
}

impl<'a> Locator<'a> {
    /// A locator with an empty cache.
    pub fn new(sources: &'a Sources) -> Self {
        Self { sources, lines: HashMap::new(), keys: HashMap::new(), alignments: HashMap::new() }
    }

    /// The sources of the places.
    pub fn sources(&self) -> &'a Sources {
        self.sources
    }

    /// Resolves a place. A route to a missing entry resolves to the nearest entry above it.
    pub fn locate(&mut self, place: &Place) -> Located {
        let file = place.file.clone();
        let Some((name, source)) = self.sources.named(&place.file) else {
            return Located { file, range: 0..0, line: 1, column: 1, end_line: 1, end_column: 1, exact: false };
        };
        self.lines.entry(name).or_insert_with(|| Lines::new(source));
        let (range, exact) = match &place.part {
            Part::Bytes(start, end) | Part::Around(start, end) => (*start..*end, true),
            part if place.route.is_body() => (self.lines[name].body_range(&place.route, part), true),
            part => match &source.tree {
                Some(tree) => self.tree_range(&source.text, tree, &place.route, part),
                None => (0..0, false),
            },
        };
        let range = clamp(&source.text, range);
        let lines = &self.lines[name];
        let (line, column) = lines.line_column(range.start);
        let (end_line, end_column) = lines.line_column(range.end);
        Located { file, range, line, column, end_line, end_column, exact }
    }

    fn tree_range(&mut self, text: &str, tree: &'a Node, route: &Route, part: &Part) -> (Range<usize>, bool) {
        let mut node = tree;
        let mut key = None;
        let mut exact = true;
        for step in route.steps() {
            let next = match &node.kind {
                Kind::Map(entries) => self.entry(entries, &step).map(|e| (&e.value, Some(e.key_span.clone()))),
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
            (Part::Within(from, to), _) if exact => self.within(text, node, &(*from..*to)),
            (Part::Key, Some(key)) => key,
            // Show an empty value at its key, because there is nothing else to mark.
            (_, Some(key)) if node.span.is_empty() => key,
            // Show only the start of a mapping or list.
            (_, Some(key)) if matches!(node.kind, Kind::Map(_) | Kind::Seq(_)) => key,
            _ => first_line(text, node.span.clone()),
        };
        (range, exact)
    }

    fn entry(&mut self, entries: &'a [Entry], key: &str) -> Option<&'a Entry> {
        if entries.len() <= FEW {
            return entries.iter().find(|e| e.key == key);
        }
        let known = self.keys.entry(entries.as_ptr().addr()).or_insert_with(|| {
            // If a key is written twice, take the first, as the linear search does.
            entries.iter().enumerate().rev().map(|(i, e)| (e.key.as_str(), i)).collect()
        });
        known.get(key).map(|i| &entries[*i])
    }

    fn within(&mut self, text: &str, node: &'a Node, range: &Range<usize>) -> Range<usize> {
        let alignment = self.alignments.entry(std::ptr::from_ref(node).addr()).or_insert_with(|| node.alignment(text));
        alignment.as_ref().and_then(|a| a.range(range)).unwrap_or_else(|| node.span.clone())
    }
}

/// Mappings up to this size are searched linearly, larger ones through a table.
const FEW: usize = 32;

/// Distance in bytes between two cached character counts.
const STRIDE: usize = 512;

/// Line starts of a file, and character counts at fixed byte offsets.
struct Lines<'a> {
    text: &'a str,
    body: usize,
    /// The first line of the body that is not blank, from 0.
    first: usize,
    starts: Vec<usize>,
    /// Number of characters that begin before each multiple of [`STRIDE`].
    characters: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(file: &'a File) -> Self {
        let text = file.text.as_str();
        let body = file.body.unwrap_or(0);
        let mut count = 0;
        let characters = text.as_bytes().chunks(STRIDE).map(|chunk| {
            let before = count;
            count += beginnings(chunk);
            before
        });
        Self {
            text,
            body,
            first: text[body..].lines().take_while(|l| l.trim().is_empty()).count(),
            characters: characters.collect(),
            starts: std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect(),
        }
    }

    /// Line and column (characters), both from 1, of a byte offset.
    fn line_column(&self, offset: usize) -> (usize, usize) {
        let line = self.line(offset);
        (line + 1, self.characters_before(offset) - self.characters_before(self.starts[line]) + 1)
    }

    /// The line that holds an offset, from 0.
    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }

    fn characters_before(&self, offset: usize) -> usize {
        let Some(before) = self.characters.get(offset / STRIDE) else {
            // The text ends at a stride.
            let last = self.characters.len().saturating_sub(1);
            return self.characters.last().map_or(0, |n| n + beginnings(&self.text.as_bytes()[last * STRIDE..]));
        };
        before + beginnings(&self.text.as_bytes()[offset / STRIDE * STRIDE..offset])
    }

    /// A range of the body, a line of it (`#body:3`), or its first line.
    fn body_range(&self, route: &Route, part: &Part) -> Range<usize> {
        if let Part::Within(from, to) = part {
            return self.body + from..self.body + to;
        }
        let start = match route.line().unwrap_or(self.first) {
            0 => self.body,
            line => self.starts.get(self.line(self.body).saturating_add(line)).copied().unwrap_or(self.text.len()),
        };
        start..start + self.text[start..].lines().next().map_or(0, str::len)
    }
}

/// Number of characters that begin in a byte range.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| !matches!(b, 0x80..=0xbf)).count()
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

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = "---\n제목: 가나\n본문: |\n  첫째 줄\n  둘째 줄\n---\n\n첫 문단\r\n둘째 문단";

    fn sources(text: &str) -> Sources {
        let mut sources = Sources::default();
        sources.insert("a.md", text.to_owned(), &mut Vec::new());
        sources
    }

    #[test]
    fn lines_and_columns_are_those_of_a_walk_through_the_text() {
        for text in ["", "가", "가\n나다\n", &"가나 abc\n".repeat(300), &"한".repeat(2000), &"a".repeat(STRIDE)]
        {
            let file = File::plain((*text).to_owned());
            let lines = Lines::new(&file);
            for offset in (0..=text.len()).filter(|i| text.is_char_boundary(*i)) {
                assert_eq!(lines.line_column(offset), line_column(text, offset), "{offset} of {} bytes", text.len());
            }
        }
    }

    #[test]
    fn places_in_the_body_and_in_values_are_found() {
        let sources = sources(RECORD);
        let mut locator = Locator::new(&sources);
        let mut at = |place: Place| {
            let at = locator.locate(&place);
            (RECORD[at.range.clone()].to_owned(), at.line, at.column)
        };
        assert_eq!(at(Place::value("a.md", Route::body())), ("첫 문단".to_owned(), 8, 1));
        assert_eq!(at(Place::value("a.md", Route::body_line(2))), ("둘째 문단".to_owned(), 9, 1));
        assert_eq!(at(Place::value("a.md", Route::body_line(99))), (String::new(), 9, 6));
        assert_eq!(at(Place::within("a.md", Route::of("제목"), 3..6)), ("나".to_owned(), 2, 6));
        assert_eq!(at(Place::within("a.md", Route::of("본문"), 11..17)), ("둘째".to_owned(), 5, 3));
        assert_eq!(at(Place::within("a.md", Route::of("본문"), 7..17)), ("줄\n  둘째".to_owned(), 4, 6));
        assert_eq!(at(Place::key("a.md", Route::of("본문").key("없음"))), ("본문".to_owned(), 3, 1));
    }

    /// Resolving ten thousand problems of the largest file stays linear in its length; without the tables it takes some
    /// hundred times as long.
    #[test]
    fn many_problems_of_a_large_file_are_found() {
        let keys: String = (0..60_000).map(|i| format!("키{i}: 값\n")).collect();
        let long = format!("긴값: |\n  가\n  {}\n", "나".repeat(300_000));
        let sources = sources(&format!("---\n{keys}{long}---\n"));
        let mut locator = Locator::new(&sources);
        for i in 0..10_000 {
            let key = locator.locate(&Place::key("a.md", Route::of(&format!("키{}", i * 6))));
            assert_eq!((key.line, key.column), (i * 6 + 2, 1));
            let within = locator.locate(&Place::within("a.md", Route::of("긴값"), 4 + i * 60..7 + i * 60));
            assert_eq!((within.line, within.column), (60_004, 3 + i * 20));
        }
    }
}
