//! Parses Markdown into the tree, in three steps: events of `pulldown-cmark`, a tree of blocks, and decoded text
//! nodes. Markdown that the tree cannot represent is reported with its byte range, never dropped.

mod cell;
mod footnotes;
mod frames;
mod lettering;
mod line;
mod lists;
mod underline;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::rc::Rc;

use footnotes::{Footnotes, Scope, footnote_references};
use gian_diagnostics::{Text, text};
use gian_document::{
    Align, Block, HALF_SPACE, Inline, Table, escape, kept_blanks, lost_blanks, protected, walk_inlines,
    walk_inlines_mut,
};
use gian_view::redaction::ground_of;
pub use lettering::keys_of as lettering_keys;
use line::Line;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

pub use super::fences::{PAGE_BREAK, REFERENCE, TITLE_PLACE};
use super::kept_spaces::keep_spaces;
pub use super::labels::LABELS;
pub use super::masks::with_masks;
pub use super::nested::FootnoteReference;
use super::nested::Nested;
pub use super::problem::{CODE, Problem, located};
pub use super::table::TABLE;
use super::{beside, chart, fences, figure, labels, photos, references, table};

/// Name of the fenced block that frames key points.
pub const SUMMARY: &str = "요약";
/// Name of the fenced block that frames text anywhere, also below an item.
pub const FRAME: &str = "상자";
/// Name of the fenced block of paragraphs in the middle.
pub const CENTER: &str = "가운데";
/// Name of the fenced block of paragraphs at the right margin.
pub const RIGHT: &str = "오른쪽";
/// Name of the fenced block of paragraphs at the left margin, each line of which stays a line.
pub const LEFT: &str = "왼쪽";
/// Name of the fenced block of a title inside the document.
pub const TITLE: &str = "제목";
/// The tag before underlined words.
const UNDERLINE: &str = "<u>";
/// Names of all fenced blocks.
const BLOCKS: [&str; 17] = [
    TABLE,
    LABELS,
    photos::PHOTOS,
    chart::CHART,
    figure::SCHEDULE,
    figure::FLOW,
    figure::IMAGE,
    PAGE_BREAK,
    REFERENCE,
    SUMMARY,
    FRAME,
    CENTER,
    RIGHT,
    LEFT,
    TITLE,
    TITLE_PLACE,
    beside::BESIDE,
];

/// Tables of a document by the text of their blocks, so that a table that a second edition repeats is not parsed again.
#[derive(Debug, Clone, Default)]
pub struct Tables(Rc<RefCell<HashMap<String, ParsedTable>>>);

/// A table with the footnotes to which it refers.
type ParsedTable = (Table, Vec<FootnoteReference>);

impl Tables {
    fn parse(&self, code: &str) -> Result<ParsedTable, Vec<Problem>> {
        if let Some(known) = self.0.borrow().get(code) {
            return Ok(known.clone());
        }
        let parsed = table::parse(code, &NestedMarkdown)?;
        self.0.borrow_mut().insert(code.to_owned(), parsed.clone());
        Ok(parsed)
    }
}

/// Parses a body.
pub fn parse(source: &str) -> (Vec<Block>, Vec<Problem>) {
    parse_with(source, None)
}

/// Parses a body; tables that are known are not parsed again.
pub(crate) fn parse_with(source: &str, tables: Option<&Tables>) -> (Vec<Block>, Vec<Problem>) {
    let mut reader = Reader { tables: tables.cloned(), ..Reader::new(source, Scope::Body) };
    let mut blocks = reader.blocks(None);
    reader.check_order(&blocks);
    number(&mut blocks);
    reader.footnotes.resolve(&mut blocks, &mut reader.problems);
    (blocks, reader.problems)
}

/// Parses the Markdown of a value, such as the contents of a plan.
pub fn parse_value(source: &str) -> (Vec<Block>, Vec<Problem>) {
    if is_plain(source) {
        return (vec![Block::Paragraph(with_masks(source))], Vec::new());
    }
    let mut reader = Reader::new(source, Scope::Value);
    let mut blocks = reader.blocks(None);
    reader.check_order(&blocks);
    number(&mut blocks);
    (blocks, reader.problems)
}

/// Parses a whole document: numbers figures and tables, and resolves references.
pub fn parse_document(source: &str) -> (Vec<Block>, Vec<Problem>) {
    let (mut blocks, mut problems) = parse(source);
    // Only if everything was parsed, because references to skipped blocks would be reported as broken.
    if problems.is_empty() {
        problems = references::resolve(&mut blocks, source);
    }
    (blocks, problems)
}

/// Parses a part of a body, such as a cell of a table; the text of its footnotes is in the body.
pub fn parse_part(source: &str) -> (Vec<Block>, Vec<Problem>, Vec<FootnoteReference>) {
    if is_plain(source) {
        return (vec![Block::Paragraph(with_masks(source))], Vec::new(), Vec::new());
    }
    let mut reader = Reader::new(source, Scope::Part);
    let blocks = reader.blocks(None);
    reader.check_order(&blocks);
    (blocks, reader.problems, reader.footnotes.references)
}

/// Parses paragraphs of a body in which each line stays a line.
fn parse_lines(source: &str) -> (Vec<Block>, Vec<Problem>, Vec<FootnoteReference>) {
    let mut reader = Reader::new(source, Scope::Part);
    reader.keeps_lines = true;
    let blocks = reader.blocks(None);
    (blocks, reader.problems, reader.footnotes.references)
}

/// Whether a text is one line without any Markdown syntax: most values and cells are, and need no parser.
fn is_plain(text: &str) -> bool {
    let first = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = first.len() < text.len() && first.starts_with(['.', ')']);
    let says_nothing = |c: char| {
        !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, ' ' | ',' | '.' | '(' | ')' | '%' | ':' | '/')
    };
    !text.is_empty() && !numbered && !text.contains("  ") && text.trim() == text && text.chars().all(says_nothing)
}

/// Parses text of one line, such as a title.
pub fn parse_inline(source: &str) -> (Vec<Inline>, Vec<Problem>) {
    // A number at the head of one line is no list: `2. 추진 계획`, `2019. 5. 8. 개최`.
    let (mut blocks, mut problems) = match source.trim().lines().count() {
        1 if source.starts_with(|c: char| c.is_ascii_digit()) => Reader::of_value_line(source),
        _ => parse_value(source),
    };
    match (blocks.len(), blocks.pop()) {
        (1, Some(Block::Paragraph(inlines))) => (inlines, problems),
        (0, _) => (Vec::new(), problems),
        _ => {
            problems.push(Problem {
                range: 0..source.len(),
                message: text!(
                    "한 문단의 글이 올 자리에 목록, 제목이나 여러 문단이 있습니다",
                    "a list, a heading or several paragraphs stand where one paragraph of text belongs"
                ),
                help: text!(
                    "`2019\\. 5. 8.`처럼 줄 머리의 `.`이나 `-` 앞에 `\\`를 쓰십시오",
                    "write `\\` before the `.` or `-` at the head of the line"
                ),
            });
            (vec![Inline::Text(escape::decode(source))], problems)
        }
    }
}

/// Parses the Markdown of fenced blocks.
pub(crate) struct NestedMarkdown;

impl Nested for NestedMarkdown {
    fn line(&self, source: &str) -> (Vec<Inline>, Vec<Problem>) {
        parse_inline(source)
    }

    fn cell(&self, source: &str) -> (Vec<Block>, Vec<Problem>, Vec<FootnoteReference>) {
        Reader::of_cell(source)
    }

    fn lines(&self, source: &str) -> (Vec<Block>, Vec<Problem>, Vec<FootnoteReference>) {
        let (mut blocks, problems, references) = parse_lines(source);
        keep_spaces(&mut blocks);
        (blocks, problems, references)
    }

    fn column(&self, source: &str) -> (Vec<Block>, Vec<Problem>, Vec<FootnoteReference>) {
        let mut reader = Reader::new(source, Scope::Column);
        let blocks = reader.blocks(None);
        reader.check_order(&blocks);
        (blocks, reader.problems, reader.footnotes.references)
    }

    fn part(&self, source: &str) -> (Vec<Block>, Vec<Problem>, Vec<FootnoteReference>) {
        parse_part(source)
    }
}

fn number(blocks: &mut [Block]) {
    let (mut chapter, mut section, mut subsection, mut reference) = (0, 0, 0, 0);
    let several = blocks.iter().filter(|b| matches!(b, Block::Reference { .. })).count() > 1;
    for block in blocks {
        match block {
            Block::Chapter { number, .. } => {
                chapter += 1;
                (section, subsection) = (0, 0);
                *number = chapter;
            }
            Block::Section { number, .. } => {
                section += 1;
                subsection = 0;
                *number = section;
            }
            Block::Subsection { number, .. } => {
                subsection += 1;
                *number = subsection;
            }
            Block::Reference { number, .. } => {
                reference += 1;
                (section, subsection) = (0, 0);
                *number = several.then_some(reference);
            }
            Block::Title(_) => (section, subsection) = (0, 0),
            _ => {}
        }
    }
}

struct Reader<'a> {
    source: &'a str,
    events: std::iter::Peekable<std::vec::IntoIter<(Event<'a>, Range<usize>)>>,
    problems: Vec<Problem>,
    /// Number of open elements.
    depth: usize,
    footnotes: Footnotes,
    /// Whether a reference page has started.
    after_reference: bool,
    /// Number of refused HTML tags that are still open.
    open_html: usize,
    /// The open items, notes and footnotes around a line.
    around: Vec<Around>,
    /// Level of the markers of the innermost ordered list around a line: 1 for `1.`, 2 for `가.`; 0 outside.
    ordered: usize,
    /// Column of the numbers of the last ordered list.
    numbers_at: usize,
    /// Tables of other editions of the document.
    tables: Option<Tables>,
    /// Whether each line of a paragraph stays a line.
    keeps_lines: bool,
}

/// What a line is part of, by the sign at the head of the first line.
#[derive(Clone, Copy)]
enum Around {
    /// An item, and the column of its sign.
    Item(usize),
    Note,
    Footnote,
}

/// The code of a fenced block. In a list, or with CR LF line ends, it is not contiguous in the source.
#[derive(Default)]
struct Code {
    text: String,
    /// Start of each piece: in the code, and in the source.
    pieces: Vec<(usize, usize)>,
}

impl Code {
    /// Maps positions in the code to positions in the source of the block.
    fn within(&self, source: &str, block: &Range<usize>, inner: &Range<usize>) -> Range<usize> {
        let place = |at: usize, piece: usize| match piece.checked_sub(1).map(|i| self.pieces[i]) {
            Some((in_code, in_source)) => source.floor_char_boundary((in_source + at - in_code).min(block.end)),
            None => block.start,
        };
        let start = place(inner.start, self.pieces.partition_point(|(at, _)| *at <= inner.start));
        let end = place(inner.end, self.pieces.partition_point(|(at, _)| *at < inner.end));
        start..end.max(start)
    }
}

/// Maximum length of the address of a link in bytes, percent-encoded: readers cut longer ones.
const LONGEST_ADDRESS: usize = 2_000;

/// Maximum nesting depth: items have four levels, and notes and bold words a few more.
const MAX_DEPTH: usize = 12;

/// Link reference definitions with their labels; the events of the parser with their byte ranges.
type Read<'a> = (Vec<(Range<usize>, String)>, Vec<(Event<'a>, Range<usize>)>);

fn read_events(source: &str, options: Options) -> Read<'_> {
    let parser = Parser::new_ext(source, options);
    let mut targets: Vec<(Range<usize>, String)> =
        parser.reference_definitions().iter().map(|(label, to)| (to.span.clone(), label.to_lowercase())).collect();
    // The parser returns them in no order.
    targets.sort_by_key(|(range, _)| range.start);
    (targets, parser.into_offset_iter().collect())
}

impl<'a> Reader<'a> {
    fn new(source: &'a str, scope: Scope) -> Self {
        // Tables are enabled so that they are refused at their position instead of shown as text.
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
        let (targets, events) = match protected::as_text(source) {
            Cow::Borrowed(source) => read_events(source, options),
            Cow::Owned(text) => {
                let (targets, events) = read_events(&text, options);
                (targets, events.into_iter().map(|(event, range)| (event.into_static(), range)).collect())
            }
        };
        let mut reader = Self {
            source,
            problems: Vec::new(),
            depth: 0,
            keeps_lines: false,
            footnotes: Footnotes::new(scope),
            after_reference: false,
            open_html: 0,
            around: Vec::new(),
            ordered: 0,
            numbers_at: 0,
            tables: None,
            events: Vec::new().into_iter().peekable(),
        };
        reader.refuse_unused(targets, &events);
        reader.events = events.into_iter().peekable();
        reader
    }

    /// A line such as `[참고]: 별첨` defines the address of a link and is not printed, so it would be lost without
    /// the link.
    fn refuse_unused(&mut self, targets: Vec<(Range<usize>, String)>, events: &[(Event<'a>, Range<usize>)]) {
        if targets.is_empty() {
            return;
        }
        let link = |(event, _): &(Event<'a>, Range<usize>)| match event {
            Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) => Some(id.to_lowercase()),
            _ => None,
        };
        let used: BTreeSet<String> = events.iter().filter_map(link).collect();
        for (range, label) in targets.into_iter().filter(|(_, label)| !used.contains(label)) {
            self.refuse(
                self.head_of(&range),
                text!("`[{}]:`로 시작하는 줄은 링크의 주소로 읽혀 문서에 나타나지 않습니다", "a line that begins with `[{}]:` is read as the address of a link and is not shown"; label),
                text!("글이면 `\\[`로 시작하고, 링크이면 `[글](주소)`로 쓰십시오", "write `\\[` if it is text, or `[words](address)` if it is a link"),
            );
        }
    }

    /// A subsection belongs to a section.
    fn check_order(&mut self, blocks: &[Block]) {
        let head = |b: &&Block| {
            matches!(
                b,
                Block::Chapter { .. } | Block::Section { .. } | Block::Subsection { .. } | Block::Reference { .. }
            )
        };
        let heads: Vec<&Block> = blocks.iter().filter(head).collect();
        let has_chapters = heads.iter().any(|b| matches!(b, Block::Chapter { .. }));
        if has_chapters && matches!(heads.first(), Some(Block::Section { .. })) {
            let at = self.source.find("###").unwrap_or(0);
            self.refuse(
                at..at + 3,
                text!(
                    "첫 장(`##`)보다 앞에 절(`###`)이 있습니다",
                    "a section (`###`) stands before the first chapter (`##`)"
                ),
                text!(
                    "앞에 `##` 제목을 두거나 `##`로 고치십시오 (장이 없는 문서에는 절만 둘 수 있습니다)",
                    "put a `##` heading before it, or make it `##`; a document may also have sections only"
                ),
            );
        }
        let stray = |(i, b): (usize, &&Block)| {
            let after = i.checked_sub(1).map(|before| heads[before]);
            matches!(b, Block::Subsection { .. })
                && !matches!(after, Some(Block::Section { .. } | Block::Subsection { .. }))
        };
        if heads.iter().enumerate().any(stray) {
            let at = self.source.find("####").unwrap_or(0);
            self.refuse(
                at..(at + 4).min(self.source.len()),
                text!(
                    "절(`###`)이 없는 곳에 항(`####`)이 있습니다",
                    "a subsection (`####`) stands outside of a section (`###`)"
                ),
                text!("앞에 `###` 제목을 두거나 `###`로 고치십시오", "put a `###` heading before it, or make it `###`"),
            );
        }
    }

    /// The column of the sign of an item.
    fn column(&self, at: usize) -> usize {
        let line = self.source[..at].rfind('\n').map_or(0, |i| i + 1);
        let spaces = self.source[at..].len() - self.source[at..].trim_start_matches([' ', '\t']).len();
        columns(&self.source[line..at + spaces])
    }

    /// The first line of a range.
    fn head_of(&self, range: &Range<usize>) -> Range<usize> {
        range.start..range.start + self.source[range.clone()].lines().next().map_or(0, str::len)
    }

    fn refuse(&mut self, range: Range<usize>, message: Text, help: Text) {
        self.problems.push(Problem { range, message, help });
    }

    /// Whether one more element may be opened; otherwise it is skipped and refused.
    fn enter(&mut self, tag: &Tag<'a>, range: &Range<usize>) -> bool {
        if self.depth < MAX_DEPTH {
            return true;
        }
        self.skip(tag.to_end());
        let at = range.start..range.start + self.source[range.clone()].lines().next().map_or(0, str::len);
        if self.problems.last().is_none_or(|p| p.range.end < at.start) {
            self.refuse(
                at,
                text!("너무 깊이 들어간 글입니다", "the text is nested too deeply"),
                text!("단계를 줄이십시오", "use fewer levels"),
            );
        }
        false
    }

    /// Blocks up to the end of the open element.
    fn blocks(&mut self, until: Option<TagEnd>) -> Vec<Block> {
        self.depth += 1;
        let blocks = self.blocks_inside(until);
        self.depth -= 1;
        blocks
    }

    fn blocks_inside(&mut self, until: Option<TagEnd>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut loose: Vec<(Inline, Range<usize>, bool)> = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(end) if Some(end) == until => break,
                Event::Start(tag) => {
                    if !self.enter(&tag, &range) {
                        continue;
                    }
                    if let Some(inline) = self.inline_tag(&tag, &range) {
                        loose.push((inline, range, false));
                        continue;
                    }
                    flush(self, &mut loose, &mut blocks);
                    self.block(tag, range, &mut blocks);
                }
                Event::Rule => {
                    flush(self, &mut loose, &mut blocks);
                    self.rule(range, &mut blocks);
                }
                other => self.inline_event(other, range, &mut loose),
            }
        }
        flush(self, &mut loose, &mut blocks);
        blocks
    }

    /// A line over the width of the text: `***`. A line of `-` is as often an attempt to divide pages.
    fn rule(&mut self, range: Range<usize>, blocks: &mut Vec<Block>) {
        if self.source[range.clone()].trim() == "***" && self.around.is_empty() {
            return blocks.push(Block::Rule);
        }
        self.refuse(
            self.head_of(&range),
            text!("이 줄은 가로줄로 읽히지 않습니다", "this line is not read as a rule"),
            text!(
                "가로줄이면 목록 밖에서 `***`로 쓰고, 쪽을 나누려면 이름이 `쪽나눔`인 블록을 쓰십시오",
                "write `***` outside of lists for a rule, or use a fenced block named `쪽나눔` for a page break"
            ),
        );
    }

    fn block(&mut self, tag: Tag<'a>, range: Range<usize>, blocks: &mut Vec<Block>) {
        match tag {
            Tag::Paragraph => {
                let inlines = self.inlines(TagEnd::Paragraph);
                blocks.push(Block::Paragraph(inlines));
            }
            Tag::Heading { level, .. } => {
                let before = self.footnotes.references.len();
                let title = self.inlines(TagEnd::Heading(level));
                for (_, at) in self.footnotes.references.split_off(before) {
                    self.refuse(
                        at,
                        text!("제목에는 각주를 달 수 없습니다", "a heading cannot have a footnote"),
                        text!("각주를 아래의 글로 옮기십시오", "move the footnote to the text below"),
                    );
                }
                if !self.source[range.start..].starts_with('#') {
                    return self.refuse_underlined(&range);
                }
                if self.depth > 1 {
                    self.refuse(
                        range,
                        text!(
                            "목록이나 표 안에는 제목을 둘 수 없습니다",
                            "a heading cannot stand in a list or a table"
                        ),
                        text!("제목을 밖으로 옮기십시오", "move the heading out"),
                    );
                    return;
                }
                self.after_reference |= matches!(blocks.last(), Some(Block::Reference { .. }));
                let after_reference = self.after_reference;
                match level {
                    // 붙임 and 끝 come before the reference pages, so no chapter may follow them.
                    HeadingLevel::H2 if after_reference => self.refuse(
                        range,
                        text!("참고 쪽 뒤에 장(`##`)이 있습니다", "a chapter (`##`) stands after a reference page"),
                        text!(
                            "장을 참고 앞으로 옮기거나 `###`로 쓰십시오",
                            "move it before the reference pages, or make it `###`"
                        ),
                    ),
                    HeadingLevel::H2 => blocks.push(Block::Chapter { number: 0, title }),
                    HeadingLevel::H3 => blocks.push(Block::Section { number: 0, title }),
                    HeadingLevel::H4 => blocks.push(Block::Subsection { number: 0, title }),
                    _ => self.refuse(
                        range,
                        text!(
                            "제목은 `##`(장), `###`(절)과 `####`(항)만 쓸 수 있습니다",
                            "headings are `##` (chapter), `###` (section) and `####` (subsection) only"
                        ),
                        text!("`#`의 수를 고치십시오", "correct the number of `#`"),
                    ),
                }
            }
            Tag::List(start) => self.list(start, &range, blocks),
            Tag::BlockQuote(_) => self.note(&range, blocks),
            Tag::CodeBlock(kind) => self.fence(kind, range, blocks),
            Tag::HtmlBlock => {
                self.skip(TagEnd::HtmlBlock);
                self.refuse_html(range);
            }
            Tag::Table(_) => {
                self.skip(TagEnd::Table);
                self.refuse(
                    range.start..range.start + self.source[range].lines().next().map_or(0, str::len),
                    text!(
                        "`|` 표에는 제목과 단위를 적을 수 없습니다",
                        "a `|` table has no place for a caption and a unit"
                    ),
                    text!(
                        "이름이 `표`인 블록으로 쓰십시오 (키: `제목`, `단위`, `열`, `행`, `합계`)",
                        "write it as a fenced block named `표` (keys: `제목`, `단위`, `열`, `행`, `합계`)"
                    ),
                );
            }
            Tag::FootnoteDefinition(label) => self.footnote(&label, &range),
            _ => self.refuse_other(range),
        }
    }

    /// A line of `-` or `=` below a paragraph makes a heading of it in Markdown.
    fn refuse_underlined(&mut self, range: &Range<usize>) {
        let text = self.source[range.clone()].trim_end();
        let last = text.rfind('\n').map_or(0, |i| i + 1);
        let line = text[last..].trim_start_matches([' ', '\t', '>']);
        let start = range.start + text.len() - line.len();
        self.refuse(
            start..start + line.len(),
            text!("이 줄 때문에 위의 글이 제목으로 읽힙니다", "this line makes a heading of the text above it"),
            text!(
                "제목이면 위의 글을 `## `로 시작하고, 아니면 이 줄을 지우십시오",
                "begin the text above with `## ` if it is a heading, or remove this line"
            ),
        );
    }

    fn fence(&mut self, kind: CodeBlockKind<'a>, range: Range<usize>, blocks: &mut Vec<Block>) {
        let mut code = Code::default();
        for (event, at) in self.events.by_ref() {
            match event {
                Event::Text(text) => {
                    code.pieces.push((code.text.len(), at.start));
                    code.text.push_str(&protected::decode(&text));
                }
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        let name = match &kind {
            CodeBlockKind::Fenced(name) => protected::decode(name.trim()).into_owned(),
            CodeBlockKind::Indented => {
                return self.refuse(
                    self.head_of(&range),
                    text!(
                        "너무 많이 들여 써서 글이 아니라 코드로 읽힙니다",
                        "the text is indented so far that it is read as code"
                    ),
                    text!(
                        "줄 앞의 빈칸을 줄이십시오 (항목의 글은 그 항목의 글자와 같은 자리에서 시작합니다)",
                        "take spaces away; text of an item begins below the first letter of the item"
                    ),
                );
            }
        };
        match name.as_str() {
            TABLE => match self.tables.as_ref().map_or_else(|| table::parse(&code.text, &NestedMarkdown), |t| t.parse(&code.text)) {
                Ok((table, references)) => {
                    blocks.push(Block::Table(table));
                    self.refer(references, &code, &range);
                }
                Err(problems) => self.placed(problems, &code, &range),
            },
            LABELS => match labels::parse(&code.text, &NestedMarkdown) {
                Ok(block) => blocks.push(block),
                Err(problems) => self.placed(problems, &code, &range),
            },
            figure::SCHEDULE | figure::FLOW | figure::IMAGE | photos::PHOTOS | chart::CHART => {
                match figure::parse(&name, &code.text, &NestedMarkdown) {
                    Ok(figure) => blocks.push(Block::Figure(figure)),
                    Err(problems) => self.placed(problems, &code, &range),
                }
            }
            PAGE_BREAK | REFERENCE | SUMMARY | TITLE | TITLE_PLACE if self.depth > 1 || self.footnotes.scope != Scope::Body => self.refuse(
                self.head_of(&range),
                text!("`{}` 블록은 목록이나 다른 블록 안에 둘 수 없습니다", "a `{}` block cannot stand in a list or another block"; name),
                text!("문서 본문에서 줄의 처음에 쓰십시오", "write it in the body of a document, at the head of a line"),
            ),
            PAGE_BREAK | REFERENCE => {
                let read = if name == PAGE_BREAK { fences::page_break(&code.text) } else { fences::reference(&code.text, &NestedMarkdown) };
                match read {
                    Ok(block) => blocks.push(block),
                    Err(problems) => self.placed(problems, &code, &range),
                }
            }
            SUMMARY => {
                if let Some(inner) = self.framed(SUMMARY, &code, &range) {
                    blocks.push(Block::Summary(inner));
                }
            }
            beside::BESIDE if self.depth > 1 || self.footnotes.scope != Scope::Body => self.refuse(
                self.head_of(&range),
                text!("`{}` 블록은 목록이나 다른 블록 안에 둘 수 없습니다", "a `{}` block cannot stand in a list or another block"; name),
                text!("문서 본문에서 줄의 처음에 쓰십시오", "write it in the body of a document, at the head of a line"),
            ),
            beside::BESIDE => match beside::parse(&code.text, &NestedMarkdown) {
                Ok((block, references)) => {
                    blocks.push(block);
                    self.refer(references, &code, &range);
                }
                Err(problems) => self.placed(problems, &code, &range),
            },
            FRAME | CENTER | RIGHT | LEFT if !matches!(self.footnotes.scope, Scope::Body | Scope::Column) => self.refuse(
                self.head_of(&range),
                text!("`{}` 블록은 표나 다른 블록 안에 둘 수 없습니다", "a `{}` block cannot stand in a table or another block"; name),
                text!("문서 본문이나 본문의 항목 아래에 쓰십시오", "write it in the body of a document, or below an item of it"),
            ),
            FRAME => {
                if let Some(inner) = self.framed(FRAME, &code, &range) {
                    blocks.push(Block::Frame(inner));
                }
            }
            CENTER | RIGHT | LEFT => {
                let align = match name.as_str() {
                    CENTER => Align::Center,
                    RIGHT => Align::End,
                    _ => Align::Start,
                };
                if let Some((lettering, inner)) = self.aligned(&name, &code, &range) {
                    blocks.push(Block::Aligned(align, lettering, inner));
                }
            }
            TITLE_PLACE => match fences::title_place(&code.text, blocks) {
                Ok(block) => blocks.push(block),
                Err((message, help)) => self.refuse(self.head_of(&range), message, help),
            },
            TITLE => blocks.extend(self.title(&code, &range).map(Block::Title)),
            "" => self.refuse(
                self.head_of(&range),
                text!("이름이 없는 블록입니다", "the block has no name"),
                text!("쓸 수 있는 블록: {}", "the blocks are {}"; BLOCKS.map(|b| format!("`{b}`")).join(", ")),
            ),
            _ => self.refuse(
                self.head_of(&range),
                text!("`{}`은(는) 모르는 블록입니다", "`{}` is not a block that gian knows"; name),
                text!("쓸 수 있는 블록: {}", "the blocks are {}"; BLOCKS.map(|b| format!("`{b}`")).join(", ")),
            ),
        }
    }

    /// Parses the text of a footnote.
    fn footnote(&mut self, label: &str, range: &Range<usize>) {
        let before = self.footnotes.references.len();
        self.around.push(Around::Footnote);
        let blocks = self.blocks(Some(TagEnd::FootnoteDefinition));
        self.around.pop();
        let nested = self.footnotes.references.split_off(before);
        self.footnotes.define(label, self.head_of(range), blocks, nested, &mut self.problems);
    }

    fn placed(&mut self, problems: Vec<Problem>, code: &Code, block: &Range<usize>) {
        let placed = |p: Problem| Problem { range: code.within(self.source, block, &p.range), ..p };
        self.problems.extend(problems.into_iter().map(placed));
    }

    fn refer(&mut self, references: Vec<FootnoteReference>, code: &Code, block: &Range<usize>) {
        let placed = references.into_iter().map(|(label, at)| (label, code.within(self.source, block, &at)));
        self.footnotes.references.extend(placed);
    }

    fn inlines(&mut self, until: TagEnd) -> Vec<Inline> {
        self.depth += 1;
        let inlines = self.inlines_inside(until);
        self.depth -= 1;
        inlines
    }

    fn inlines_inside(&mut self, until: TagEnd) -> Vec<Inline> {
        let mut found: Vec<(Inline, Range<usize>, bool)> = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(end) if end == until => break,
                Event::Start(tag) if !self.enter(&tag, &range) => {}
                Event::Start(tag) => match self.inline_tag(&tag, &range) {
                    Some(inline) => found.push((inline, range, false)),
                    None => {
                        self.skip(tag.to_end());
                        self.refuse(
                            range,
                            text!("이 자리에 둘 수 없는 Markdown입니다", "this Markdown cannot stand here"),
                            text!("지우십시오", "remove it"),
                        );
                    }
                },
                other => self.inline_event(other, range, &mut found),
            }
        }
        self.finish(found)
    }

    fn inline_tag(&mut self, tag: &Tag<'a>, range: &Range<usize>) -> Option<Inline> {
        match tag {
            Tag::Strong => Some(Inline::Strong(self.inlines(TagEnd::Strong))),
            Tag::Emphasis => Some(Inline::Emphasis(self.inlines(TagEnd::Emphasis))),
            Tag::Link { dest_url, title, .. } => {
                let to = escape::decode(dest_url);
                if !title.is_empty() {
                    self.refuse(
                        range.clone(),
                        text!("링크에 붙인 설명 `{}`은(는) 문서에 나타나지 않습니다", "the title `{}` of a link is not shown"; title),
                        text!("설명을 글로 옮기십시오", "make it part of the text"),
                    );
                }
                let before = self.footnotes.references.len();
                let text = self.inlines(TagEnd::Link);
                for (_, at) in self.footnotes.references.split_off(before) {
                    self.refuse(
                        at,
                        text!("링크의 글 안에는 각주를 달 수 없습니다", "the words of a link cannot have a footnote"),
                        text!("각주를 링크 뒤로 옮기십시오", "move the footnote behind the link"),
                    );
                }
                if let Some(name) = to.strip_prefix('#') {
                    return Some(Inline::Reference { to: name.to_owned(), text });
                }
                if encoded_length(&to) > LONGEST_ADDRESS {
                    self.refuse(
                        range.clone(),
                        text!("링크의 주소가 너무 깁니다", "the address of the link is too long"),
                        text!(
                            "짧은 주소를 쓰십시오 (한글은 한 글자가 9바이트입니다)",
                            "use a shorter address; a Hangul letter takes nine bytes"
                        ),
                    );
                }
                let known = ["https://", "http://", "mailto:"].iter().any(|scheme| to.starts_with(scheme));
                if !known {
                    self.refuse(
                        range.clone(),
                        text!("`{}`은(는) 쓸 수 없는 링크입니다", "`{}` is not a link that can be used"; to),
                        text!("`https://`로 시작하는 주소를 쓰십시오", "write an address that begins with `https://`"),
                    );
                }
                Some(Inline::Link { to, text })
            }
            Tag::Image { .. } => {
                self.skip(TagEnd::Image);
                self.refuse(
                    range.clone(),
                    text!("그림은 아직 넣을 수 없습니다", "images are not read yet"),
                    text!("붙임으로 두십시오", "make it an attachment"),
                );
                Some(Inline::Text(String::new()))
            }
            _ => None,
        }
    }

    fn inline_event(&mut self, event: Event<'a>, range: Range<usize>, found: &mut Vec<(Inline, Range<usize>, bool)>) {
        match event {
            Event::Text(text) => {
                let raw = self.source.get(range.clone()) == Some(protected::decode(&text).as_ref());
                // Adjacent pieces of the source are one text.
                if let Some((Inline::Text(last), last_range, true)) = found.last_mut()
                    && raw
                    && last_range.end == range.start
                {
                    last.push_str(&text);
                    last_range.end = range.end;
                    return;
                }
                found.push((Inline::Text(text.into_string()), range, raw));
            }
            Event::SoftBreak if self.keeps_lines => found.push((Inline::LineBreak, range, false)),
            Event::SoftBreak => {
                self.refuse_lazy(range.end);
                found.push((Inline::Text(" ".to_owned()), range, false));
            }
            Event::HardBreak => found.push((Inline::LineBreak, range, false)),
            // A closing tag of a refused one.
            Event::InlineHtml(tag) if tag.starts_with("</") && self.open_html > 0 => self.open_html -= 1,
            Event::InlineHtml(tag) if tag.as_ref() == UNDERLINE => {
                let inline = self.underlined(&range);
                found.push((inline, range, false));
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                self.open_html += 1;
                self.refuse_html(range);
            }
            // Code is literal, so a mark inside it is ambiguous.
            Event::Code(code) if code.chars().any(|c| ground_of(c).is_some()) => self.refuse(
                range,
                text!("코드 안에 비공개 표시가 있습니다", "a mark for withheld words stands inside code"),
                text!("`` ` ``를 지우고 `[가릴 말](비공개:6)`만 쓰십시오", "remove the backquotes around the mark"),
            ),
            Event::Code(code) => {
                found.push((Inline::Text(code.into_string()), range, false));
            }
            Event::FootnoteReference(label) => {
                let inline = self.footnotes.refer(&label, range.clone(), &mut self.problems);
                found.push((inline, range, false));
            }
            _ => self.refuse_other(range),
        }
    }

    /// A line behind a line of an item, note or footnote that has no indentation or sign continues it in Markdown: a
    /// paragraph would become part of the list. `at` is the end of the line before it.
    fn refuse_lazy(&mut self, at: usize) {
        let Some(around) = self.around.last().copied() else { return };
        let start = self.source[..at].rfind('\n').map_or(0, |i| i + 1);
        let line = self.source[start..].lines().next().unwrap_or_default();
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let in_note = self.around.iter().any(|a| matches!(a, Around::Note));
        let (lazy, help) = match around {
            _ if in_note => (
                !line[indent..].starts_with('>'),
                text!(
                    "설명의 글이면 `> `로 시작하고, 새 문단이면 위에 빈 줄을 두십시오",
                    "begin it with `> ` if it is part of the note, or put an empty line above it"
                ),
            ),
            Around::Item(column) => (
                columns(&line[..indent]) <= column,
                text!(
                    "항목의 글이면 두 칸 들여 쓰고, 새 문단이면 위에 빈 줄을 두십시오",
                    "indent it by two spaces if it is part of the item, or put an empty line above it"
                ),
            ),
            Around::Note | Around::Footnote => (
                indent == 0,
                text!(
                    "각주의 글이면 네 칸 들여 쓰고, 새 문단이면 위에 빈 줄을 두십시오",
                    "indent it by four spaces if it is part of the footnote, or put an empty line above it"
                ),
            ),
        };
        if lazy {
            self.refuse(
                start + indent..start + line.trim_end().len(),
                text!("이 줄은 위의 글에 이어집니다", "this line continues the text above it"),
                help,
            );
        }
    }

    fn refuse_other(&mut self, range: Range<usize>) {
        self.refuse(
            range,
            text!("문서에 둘 수 없는 Markdown입니다", "this Markdown cannot stand in a document"),
            text!("지우십시오", "remove it"),
        );
    }

    fn refuse_html(&mut self, range: Range<usize>) {
        let tag = self.source[range.clone()].trim_start_matches(['<', '/']);
        if tag.get(..2).is_some_and(|name| name.eq_ignore_ascii_case("br")) {
            self.refuse(
                range,
                text!("`<br>`은 쓸 수 없습니다", "`<br>` cannot be used"),
                text!(
                    "줄을 바꾸려면 줄 끝에 `\\`를 쓰고 다음 줄에 이어 쓰십시오. 표의 칸은 `\"첫 줄\\n\\n둘째 줄\"`로 쓰거나, `- |` 아래에 빈 줄을 두고 쓰십시오",
                    "to break a line, end it with `\\` and write on in the next; write a cell as `\"first\\n\\nsecond\"`, or below `- |` with an empty line between"
                ),
            );
            return;
        }
        self.refuse(
            range,
            text!("HTML은 쓸 수 없습니다", "HTML cannot be used"),
            text!("글자 그대로 쓰려면 `\\<`로 쓰십시오", "write `\\<` for the character itself"),
        );
    }

    /// Skips the element that was just opened, with its contents.
    fn skip(&mut self, until: TagEnd) {
        let mut open = 1;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(tag) if tag.to_end() == until => open += 1,
                Event::End(end) if end == until => open -= 1,
                _ => {}
            }
            if open == 0 {
                break;
            }
        }
    }

    /// Pairs the signs of bold, decodes data and turns redaction marks into masks.
    fn finish(&mut self, found: Vec<(Inline, Range<usize>, bool)>) -> Vec<Inline> {
        let mut problems = Vec::new();
        let mut line = Line::new(self.source, &mut problems);
        for (inline, range, raw) in found {
            match inline {
                Inline::Text(text) if raw => {
                    let mut at = 0;
                    for reference in footnote_references(self.source, &text, range.start) {
                        line.text(&text[at..reference.start], Some(range.start + at));
                        at = reference.end;
                        let label = &text[reference.start + 2..reference.end - 1];
                        let at = range.start + reference.start..range.start + reference.end;
                        line.push(self.footnotes.refer(label, at, &mut self.problems));
                    }
                    line.text(&text[at..], Some(range.start + at));
                }
                Inline::Text(text) => line.text(&text, None),
                other => line.push(other),
            }
        }
        let mut inlines = line.finish();
        self.problems.extend(problems);
        if !self.keeps_lines {
            keep_blanks(&mut inlines);
        }
        inlines
    }
}

/// The width of the head of a line in columns, with tab stops of four (CommonMark, 2.2).
fn columns(head: &str) -> usize {
    head.chars().fold(0, |width, c| if c == '\t' { (width / 4 + 1) * 4 } else { width + 1 })
}

/// Length of an address in bytes, with every byte outside ASCII percent-encoded.
fn encoded_length(address: &str) -> usize {
    address.bytes().map(|b| if b.is_ascii() { 1 } else { 3 }).sum()
}

/// Keeps the blanks of a line that are room to write in, and makes one space of others, as a browser does.
fn keep_blanks(line: &mut [Inline]) {
    let mut whole = String::new();
    walk_inlines(line, &mut |inline| {
        if let Inline::Text(text) | Inline::Lang { text, .. } = inline {
            whole.push_str(text);
        }
        true
    });
    let (kept, lost) = (kept_blanks(&whole), lost_blanks(&whole));
    if kept.is_empty() && lost.is_empty() {
        return;
    }
    let mut before = 0;
    walk_inlines_mut(line, &mut |inline| {
        if let Inline::Text(text) | Inline::Lang { text, .. } = inline {
            let at = |at: usize| before + at;
            let shown = |(i, c): (usize, char)| {
                if kept.iter().any(|range| range.contains(&at(i))) {
                    return Some(HALF_SPACE);
                }
                (!lost.iter().any(|range| (range.start + 1..range.end).contains(&at(i)))).then_some(c)
            };
            let replaced = text.char_indices().filter_map(shown).collect();
            before += text.len();
            *text = replaced;
        }
        true
    });
}

fn flush(reader: &mut Reader<'_>, loose: &mut Vec<(Inline, Range<usize>, bool)>, blocks: &mut Vec<Block>) {
    if !loose.is_empty() {
        let inlines = reader.finish(std::mem::take(loose));
        blocks.push(Block::Paragraph(inlines));
    }
}

#[cfg(test)]
mod tests {
    use gian_document::plain;

    use super::*;

    #[test]
    fn bold_next_to_hangul_is_bold() {
        for (source, bold) in [
            ("**제1조(목적)**은", true),
            ("**「법」**에", true),
            ("**2024. 3. 15.(금)**까지 제출함", true),
            ("5. 3.(금) **7. 1.(월)**부터", true),
            ("**이 [누리집](https://a.kr/)**만", true),
            ("**이 `코드`**는", true),
            ("**A&amp;B(주)**는", true),
            ("**가(나)**3일", true),
            ("기한**(2024년)**까지", true),
            ("**\"가\"**와 **\"나\"**는", true),
            ("**(가)**나**(다)**라", true),
            ("**굵게 *기울임(가)* 끝(나)**은", true),
            ("홍**, 김**", false),
            ("위원장 홍**(한빛상인회)과 위원 김**(주민자치회)", false),
            ("홍**과 김**은", false),
            ("5**2 와 3**2", false),
            ("제1조**(목적 등)**은", true),
            ("\\*\\*가(나)\\*\\*는", false),
            ("단가*(수량)*인원", false),
            ("10,000원*(2인)*3회", false),
        ] {
            let (inlines, _) = parse_inline(source);
            assert_eq!(inlines.iter().any(|i| matches!(i, Inline::Strong(_))), bold, "{source}");
        }
    }

    #[test]
    fn what_the_tree_cannot_hold_is_refused_with_its_place() {
        for source in [
            "<b>굵게</b>",
            "3. 공고",
            "13. 5. 모임",
            "1. 가\n3. 나",
            "1. 가\n  - 나",
            "#### 항",
            "### 절\n\n## 장",
            "## 장\n\n#### 항",
            "> - 가",
            "~~~상자\n~~~",
            "~~~상자\n### 절\n~~~",
            "# 제목",
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "```rust\nx\n```",
            "[x](javascript:alert)",
            "[x](https://a.kr \"설명\")",
            "글</b>",
            "[참고]: 별첨",
            "- 가\n\n  [참고]: 별첨\n- 나",
            "---",
            "* * *",
            "- 가\n\n  ***",
            "<u>열림",
            "닫힘</u>",
            "<u></u>",
            "![a](b.png)",
            "홀로 ** 별",
            "홍**, 김**",
            "홍**과 김**은",
            "5**2 와 3**2",
            "__굵게__는",
            "~~삭제할 말~~을 지움",
            "가~~나~~다",
            "[안내]( https://a.kr/가 나 )",
            "![그림 (1)](a b.png)",
            "[안내](붙임 1.hwp)",
            "[글](https://a.kr/붙임 1.hwp)을",
            "[글] (https://a.kr)을",
            "[글 [나]](<https://a.kr/붙임 1.hwp)",
            "<https://a.kr/붙임 1.hwp>",
            "[표](#표 이름)",
            "글 {# 내부 메모 #}",
            "{#- 여러\n줄 -#}",
            "담당자 의견\n-",
            "본문 글\n---",
            "본문 글\n===",
            "- 가\n  나\n  ---",
            "> 가\n> ---",
            "- 항목\n새 문단",
            "- 항목\n  - 아래\n  새 글",
            "> 설명\n새 문단",
            "글[^1]\n\n[^1]: 각주\n새 문단",
            "[글[^1]](https://a.kr)\n\n[^1]: 각주",
        ] {
            let (_, problems) = parse(source);
            assert!(!problems.is_empty(), "{source}");
        }
    }

    #[test]
    fn what_only_looks_like_markup_is_text() {
        for source in [
            "성명: ____ 전화: __ 끝",
            "변수 a__b 와 c",
            "사업__계획__최종.hwp",
            "확인__(인) 확인__(인)",
            "색 {#FF0000}과 번호{#1}",
            "[1] (#3번 참고)",
            "***",
            "글\n\n***\n\n글",
            "<u>밑줄</u>과 **<u>굵은 밑줄</u>**, <u>**굵게**와 글</u>",
            "성명 <u>          </u>",
            "「가」<www.a.kr>",
            "- 가\n\t- 나\n\t  이어",
            "10:00~~12:00, 13:00~~14:00",
            "[별표](제3조 제1항. 나)",
            "[별표 1](제3조 관련)에 따라",
            "[붙임] (2부)",
            "\\[글\\](https://a.kr/붙임 1.hwp)",
            "번호 {1}#2",
            "- 항목\n  이어지는 글\n- 다음",
            "- 항목\n\n새 문단",
            "- 가\n  - 나\n    이어지는 글",
            "> 설명\n> 이어지는 글",
            "첫 줄\n둘째 줄",
            "글[^1]\n\n[^1]: 2024. 3. 15.(금) 기준\n    이어지는 글",
            "글[^1]\n\n[^1]: 5. 3.(금)부터",
            "제목\n\n- 가",
            "### 절\n\n#### 항\n\n#### 항\n\n### 절",
            "1. 가\n2. 나\n   - 다",
            "- 가\n\n  ~~~상자\n  - 나\n  ~~~",
        ] {
            let (_, problems) = parse(source);
            assert!(problems.is_empty(), "{source}: {problems:?}");
        }
    }

    #[test]
    fn a_problem_in_a_block_has_its_place_whatever_stands_before_its_lines() {
        let block = "~~~표\n제목: 가\n열: [{머리: 가}]\n행:\n  - [나]\n  - [\"<b>다</b>\"]\n~~~\n";
        let windows = block.replace('\n', "\r\n");
        let inside = format!("- 항목\n\n{}", block.lines().map(|l| format!("  {l}\n")).collect::<String>());
        for source in [block, &windows, &inside] {
            let (_, problems) = parse(source);
            let places: Vec<&str> = problems.iter().map(|p| &source[p.range.clone()]).collect();
            assert!(
                !places.is_empty() && places.iter().all(|p| ["<b>", "</b>"].contains(p)),
                "{places:?} in {source:?}"
            );
        }
    }

    #[test]
    fn plain_text_is_what_the_parser_reads() {
        let pieces = [
            "가나",
            "abc",
            "Open Data",
            "12",
            "2024. 5. 8.",
            " ",
            ",",
            ".",
            "(수)",
            "%",
            ":",
            "/",
            ")",
            "協治",
            "\u{f1006}",
            "\u{f002a}",
            "\u{a0}",
        ];
        for n in 0..pieces.len().pow(3) {
            let text: String =
                [n, n / pieces.len(), n / pieces.len().pow(2)].map(|i| pieces[i % pieces.len()]).concat();
            if is_plain(&text) {
                let mut reader = Reader::new(&text, Scope::Value);
                assert_eq!(vec![Block::Paragraph(with_masks(&text))], reader.blocks(None), "{text:?}");
                assert!(reader.problems.is_empty(), "{text:?}");
            }
        }
    }

    #[test]
    fn deep_nesting_is_refused_and_never_overflows() {
        let lists: String = (0..40).map(|i| format!("{}- 가\n", "  ".repeat(i))).collect();
        for source in ["> ".repeat(5000) + "가", "- ".repeat(5000) + "가", "*가 _나 ".repeat(3000), lists] {
            let (_, problems) = parse(&source);
            assert!(!problems.is_empty() || !source.contains("- "), "{}", &source[..20]);
        }
    }

    #[test]
    fn an_address_that_no_reader_takes_is_refused() {
        let link = |letters: usize| format!("[글](https://a.kr/{})", "가".repeat(letters));
        assert!(parse(&link(200)).1.is_empty());
        assert!(!parse(&link(300)).1.is_empty());
    }

    #[test]
    fn nothing_is_dropped_from_a_line_of_text() {
        assert!(!parse_inline("가\n\n나").1.is_empty());
        assert!(parse_inline("가\n나").1.is_empty());
    }

    #[test]
    fn encoded_data_stays_data() {
        let hostile = "갑|을 **굵게** [a](b) <i> `c` 2019. 5. 8.";
        let (blocks, problems) = parse(&format!("- {}\n", escape::encode(hostile)));
        assert!(problems.is_empty());
        let Block::Items(items) = &blocks[0] else { panic!("a list") };
        assert_eq!(plain(&items[0].text), hostile);
    }
}
