//! The structure of a Markdown text, with byte ranges: headings, lists, notes, fenced blocks.

use std::ops::Range;
use std::sync::OnceLock;

use gian_compose::markdown::{CENTER, FRAME, LEFT, RIGHT, SUMMARY, TITLE, lettering_keys};
use gian_document::protected;
use gian_source::yaml;
use gian_source::yaml::Node;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::hide;
use super::table::{self, Table};

/// The parts of a Markdown text, each kind in order.
#[derive(Debug, Default, Clone)]
pub struct Structure {
    /// Headings (`#`).
    pub headings: Vec<Heading>,
    /// Lists in the order of their starts.
    pub lists: Vec<List>,
    /// Items of all lists.
    pub items: Vec<Item>,
    /// Paragraphs outside lists and notes.
    pub paragraphs: Vec<Range<usize>>,
    /// Notes (`>`), each with its marker.
    pub notes: Vec<Range<usize>>,
    /// Fenced blocks.
    pub fences: Vec<Fence>,
    tables: OnceLock<Vec<Table>>,
}

/// A heading: `##` a chapter, `###` a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6, the number of `#`.
    pub level: u8,
    /// Including its `#`.
    pub range: Range<usize>,
}

/// A list of items of one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// 1 for a list that is not nested.
    pub level: u8,
    /// Range of the list.
    pub range: Range<usize>,
    /// Index of the item that contains it.
    pub parent: Option<usize>,
    /// Number of items.
    pub items: usize,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Index of its list.
    pub list: usize,
    /// 1 for an item of a list that is not nested.
    pub level: u8,
    /// Its own text, without its marker and the lists below it.
    pub text: Range<usize>,
    /// Including everything below it.
    pub whole: Range<usize>,
}

/// A fenced block.
#[derive(Debug, Clone)]
pub struct Fence {
    /// The word after the fence: `표`.
    pub name: String,
    /// Including the fences.
    pub whole: Range<usize>,
    /// The code between the fences.
    pub code: Range<usize>,
    /// Its YAML, with positions in the file; `None` if it contains Tera or cannot be parsed.
    pub tree: Option<Node>,
}

impl Fence {
    /// Whether it holds Markdown (`상자`, `요약`, `가운데`, `오른쪽`, `왼쪽`, `제목`), which is wording of the body.
    pub fn is_frame(&self) -> bool {
        is_frame(&self.name)
    }

    /// Whether each line in it stays a line, with its blanks.
    pub fn keeps_lines(&self) -> bool {
        matches!(self.name.as_str(), CENTER | RIGHT | LEFT | TITLE)
    }

    /// The ranges of a text that are no wording of the body: all of it, or the lines around the Markdown of a frame, with
    /// the keys at its head.
    pub fn not_wording(&self, text: &str) -> Vec<Range<usize>> {
        let keys = if self.keeps_lines() { text.get(self.code.clone()).map_or(0, lettering_keys) } else { 0 };
        let start = self.code.start + keys;
        match self.is_frame() && !self.code.is_empty() {
            true => vec![self.whole.start..start, self.code.end..self.whole.end.max(self.code.end)],
            false => vec![self.whole.clone()],
        }
    }
}

/// Whether the fenced blocks of a name hold Markdown.
pub fn is_frame(name: &str) -> bool {
    matches!(name, FRAME | SUMMARY | CENTER | RIGHT | LEFT | TITLE)
}

impl Structure {
    /// Parses a text. The trees of fenced blocks are parsed by [`Self::read_fences`].
    pub fn read(text: &str) -> Self {
        let mut reader = Reader::default();
        let text = protected::as_text(text);
        for (event, range) in Parser::new_ext(&text, Options::ENABLE_FOOTNOTES).into_offset_iter() {
            reader.take(event, range);
        }
        reader.made
    }

    /// The tables among the fenced blocks with parsed YAML and complete rows, parsed once for all rules.
    pub fn tables(&self) -> &[Table] {
        self.tables.get_or_init(|| {
            let fences = self.fences.iter().filter(|f| f.name == "표");
            fences.filter_map(|f| table::read(f.tree.as_ref()?, f.whole.clone())).collect()
        })
    }

    /// Parses the YAML of fenced blocks; `at` is the position of the text in its file.
    pub fn read_fences(&mut self, path: &str, file: &str, at: usize) {
        // A comment of the template language is none of YAML; Tera removes it before the block is read.
        let without_comments = hide::comments(file);
        let file: &str = &without_comments;
        for fence in self.fences.iter_mut().filter(|f| !f.is_frame()) {
            let start = at + fence.code.start;
            // Below an item the lines are indented, the first one too: YAML needs one indentation for all.
            let line = file[..start].rfind('\n').map_or(0, |end| end + 1);
            let start = if file[line..start].bytes().all(|b| b == b' ') { line } else { start };
            let range = start..(at + fence.code.end).max(start);
            // Problems are reported when the document is composed.
            fence.tree = yaml::parse(path, file, range, &mut Vec::new());
        }
    }
}

/// An open item.
struct Open {
    item: usize,
    /// Whether its own text has ended because a nested list began.
    ended: bool,
}

#[derive(Default)]
struct Reader {
    made: Structure,
    /// Open lists and items, by index.
    lists: Vec<usize>,
    items: Vec<Open>,
    notes: usize,
    fence: bool,
}

impl Reader {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.made.headings.push(Heading { level: depth(level), range });
            }
            Event::Start(Tag::List(_)) => {
                let level = u8::try_from(self.lists.len() + 1).unwrap_or(u8::MAX);
                let parent = self.items.last_mut().map(|open| {
                    open.ended = true;
                    open.item
                });
                self.lists.push(self.made.lists.len());
                self.made.lists.push(List { level, range, parent, items: 0 });
            }
            Event::End(TagEnd::List(_)) => {
                self.lists.pop();
            }
            Event::Start(Tag::Item) => {
                let Some(list) = self.lists.last().copied() else { return };
                self.made.lists[list].items += 1;
                self.items.push(Open { item: self.made.items.len(), ended: false });
                let text = range.start..range.start;
                self.made.items.push(Item { list, level: self.made.lists[list].level, text, whole: range });
            }
            Event::End(TagEnd::Item) => {
                self.items.pop();
            }
            Event::Start(Tag::BlockQuote(_)) => {
                if self.notes == 0 {
                    self.made.notes.push(range);
                }
                self.notes += 1;
            }
            Event::End(TagEnd::BlockQuote(_)) => self.notes = self.notes.saturating_sub(1),
            Event::Start(Tag::CodeBlock(kind)) => {
                let name = match kind {
                    CodeBlockKind::Fenced(name) => name.trim().to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.fence = true;
                self.made.fences.push(Fence { name, code: range.end..range.end, whole: range, tree: None });
            }
            Event::Text(_) if self.fence => {
                let fence = self.made.fences.last_mut().expect("one is open");
                fence.code = fence.code.start.min(range.start)..range.end;
            }
            Event::End(TagEnd::CodeBlock) => self.fence = false,
            Event::Start(Tag::Paragraph) if self.items.is_empty() && self.notes == 0 => {
                self.made.paragraphs.push(range);
            }
            Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => {
                self.grow(range);
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }) => self.grow(range),
            _ => {}
        }
    }

    /// Extends the text of the innermost item.
    fn grow(&mut self, range: Range<usize>) {
        let Some(open) = self.items.last().filter(|open| !open.ended && self.notes == 0) else { return };
        let item = &mut self.made.items[open.item];
        if item.text.is_empty() {
            item.text.start = range.start;
        }
        item.text.end = range.end;
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_have_their_bytes() {
        let text =
            "## 개요\n\n머리 문단\n\n- 하나 **굵게** 끝\n  - 아래\n  - 둘째\n- 둘\n\n> 설명\n\n~~~표\n제목: 가\n~~~\n";
        let made = Structure::read(text);
        let of = |r: &Range<usize>| text[r.clone()].trim_end().to_owned();
        assert_eq!(made.headings.iter().map(|h| (h.level, of(&h.range))).collect::<Vec<_>>(), [(2, "## 개요".into())]);
        assert_eq!(made.paragraphs.iter().map(of).collect::<Vec<_>>(), ["머리 문단"]);
        let items: Vec<_> = made.items.iter().map(|i| (i.level, of(&i.text))).collect();
        let wanted = [(1, "하나 **굵게** 끝"), (2, "아래"), (2, "둘째"), (1, "둘")];
        assert_eq!(items, wanted.map(|(l, t)| (l, t.to_owned())));
        assert_eq!(made.lists.iter().map(|l| (l.level, l.items)).collect::<Vec<_>>(), [(1, 2), (2, 2)]);
        assert_eq!(made.notes.iter().map(of).collect::<Vec<_>>(), ["> 설명"]);
        assert_eq!(made.fences[0].name, "표");
        assert_eq!(of(&made.fences[0].code), "제목: 가");
    }
}
