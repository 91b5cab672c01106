//! The text of a cell of a table, which keeps what its writer typed where Markdown would not.
//!
//! 1. Two and more empty lines are a gap; one empty line begins a line, as anywhere in Markdown.
//! 2. Lines that begin with a number or a sign (`3. 글`, `다. 글`, `② 글`, `□ 글`) are items with that number or sign. Lists
//!    that Markdown counts by itself (`- 글`, and `1. 글` from 1 on) stay its lists.
//! 3. Two and more spaces before the first letter of a line stay; a single one may come from a template. A line alone is text, whatever it begins with.

use std::iter::Peekable;
use std::ops::Range;

use gian_document::{Block, HALF_SPACE, Inline, Item, Marker};

use super::lists::check_box;
use super::{Problem, Reader, columns, is_plain, parse_part, parse_value, with_masks};
use crate::nested::FootnoteReference;
use crate::problem::date_point;

/// Blocks with their problems and the footnotes to which they refer.
type Parsed = (Vec<Block>, Vec<Problem>, Vec<FootnoteReference>);

impl Reader<'_> {
    /// Parses the text of a cell; the text of its footnotes is in the body.
    pub(super) fn of_cell(source: &str) -> Parsed {
        parse_cell(source)
    }

    /// Parses a line of text that is a value of its own; a number at its head is text.
    pub(super) fn of_value_line(source: &str) -> (Vec<Block>, Vec<Problem>) {
        parse_value_line(source)
    }
}

fn parse_cell(source: &str) -> Parsed {
    if is_plain(source) {
        return (vec![Block::Paragraph(with_masks(source))], Vec::new(), Vec::new());
    }
    let mut reader = CellReader::default();
    if is_amount(source.trim()) {
        let lead = source.len() - source.trim_start().len();
        // Such as `-` after room to write in, which Markdown would take for an empty item.
        reader.take((vec![Block::Paragraph(with_masks(source.trim()))], Vec::new(), Vec::new()), lead);
        return reader.parsed;
    }
    for Chunk { blank, range } in chunks(source) {
        if blank > 0 {
            reader.parsed.0.push(Block::Blank(blank));
        }
        if !range.is_empty() {
            reader.chunk(source, range);
        }
    }
    reader.parsed
}

/// Parses a line of text of a part of a body; a number at its head is text.
fn parse_line(source: &str) -> Parsed {
    with_number(source, parse_part)
}

fn parse_value_line(source: &str) -> (Vec<Block>, Vec<Problem>) {
    let of = |rest: &str| {
        let (blocks, problems) = parse_value(rest);
        (blocks, problems, Vec::new())
    };
    let (blocks, problems, _) = with_number(source, of);
    (blocks, problems)
}

fn with_number(source: &str, parse: impl Fn(&str) -> Parsed) -> Parsed {
    let head = number_head(source);
    let (mut blocks, problems, references) = match &source[head..] {
        "" => Default::default(),
        rest => parse(rest),
    };
    if head > 0 {
        let prefix = with_masks(&source[..head]);
        match blocks.first_mut() {
            Some(Block::Paragraph(line)) => prepend(prefix, line),
            _ => blocks.insert(0, Block::Paragraph(prefix)),
        }
    }
    let shift = |range: Range<usize>| range.start + head..range.end + head;
    let problems = problems.into_iter().map(|p| Problem { range: shift(p.range.clone()), ..p }).collect();
    (blocks, problems, references.into_iter().map(|(label, at)| (label, shift(at))).collect())
}

/// Adds text before a line; touching texts are one, because dates and words are found in them.
fn prepend(mut prefix: Vec<Inline>, line: &mut Vec<Inline>) {
    if let (Some(Inline::Text(last)), Some(Inline::Text(first))) = (prefix.last_mut(), line.first()) {
        last.push_str(first);
        line.remove(0);
    }
    prefix.append(line);
    *line = prefix;
}

/// Length of the numbers at the head of a line that Markdown would take for those of a list: `2019. 5. 8. ` has three.
fn number_head(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &line[at..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let after = &rest[digits..];
        if digits == 0 || !after.starts_with(['.', ')']) {
            return at;
        }
        let spaces = after[1..].len() - after[1..].trim_start_matches(' ').len();
        if spaces == 0 && after.len() > 1 {
            return at;
        }
        at += digits + 1 + spaces;
    }
}

fn is_amount(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '△' | '-' | '+' | '%'))
}

/// A part of a cell without empty lines of its own that make a gap, and the number of empty lines before it.
struct Chunk {
    blank: usize,
    range: Range<usize>,
}

/// The parts of a text between gaps. The last may be empty: then the gap is at the end.
fn chunks(source: &str) -> Vec<Chunk> {
    let mut found: Vec<Chunk> = Vec::new();
    let (mut at, mut empty) = (0, 0);
    let is_fence = source.lines().any(|line| line.trim_start().starts_with("~~~"));
    for line in source.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        if line.trim().is_empty() {
            // What follows the last line end is no line.
            empty += usize::from(line.ends_with('\n'));
            continue;
        }
        match found.last_mut() {
            // Within a block of its own, and over one empty line, a part goes on.
            Some(last) if is_fence || empty < 2 => last.range.end = range.end,
            Some(_) => found.push(Chunk { blank: empty - 1, range }),
            None => found.push(Chunk { blank: empty, range }),
        }
        empty = 0;
    }
    if empty > 0 && !found.is_empty() {
        found.push(Chunk { blank: empty, range: at..at });
    }
    found
}

#[derive(Default)]
struct CellReader {
    parsed: Parsed,
}

impl CellReader {
    /// Adds what was parsed at a position of the cell.
    fn take(&mut self, parsed: Parsed, at: usize) {
        let blocks = self.place(parsed, at);
        self.parsed.0.extend(blocks);
    }

    /// Keeps the problems and footnotes of what was parsed at a position, and returns its blocks.
    fn place(&mut self, (blocks, problems, references): Parsed, at: usize) -> Vec<Block> {
        let shift = |range: Range<usize>| range.start + at..range.end + at;
        self.parsed.1.extend(problems.into_iter().map(|p| Problem { range: shift(p.range.clone()), ..p }));
        self.parsed.2.extend(references.into_iter().map(|(label, range)| (label, shift(range))));
        blocks
    }

    fn chunk(&mut self, source: &str, range: Range<usize>) {
        let text = &source[range.clone()];
        let lines = lines(text);
        let is_markup = |line: &Line<'_>| {
            let rest = &text[line.text.clone()];
            line.sign.is_none() && ["~~~", "```", "> ", "#", "|", "***"].iter().any(|head| rest.starts_with(head))
        };
        let [first, others @ ..] = lines.as_slice() else { return };
        if lines.iter().any(is_markup) {
            return self.take(parse_part(text), range.start);
        }
        if others.is_empty() {
            let is_list = first.sign.is_some_and(|sign| matches!(sign, "-" | "*" | "+"));
            if is_list && first.indent == 0 {
                return self.take(parse_part(text), range.start);
            }
            let start = if first.sign.is_some() { first.sign_at } else { first.text.start };
            let blocks = self.place(parse_line(text[start..].trim_end()), range.start + start);
            self.parsed.0.extend(indented(blocks, first.indent));
            return;
        }
        let has_signs = lines.iter().any(|line| line.sign.is_some());
        let is_written = lines.iter().any(|line| line.sign.is_some_and(|sign| !is_of_markdown(sign)));
        let has_indents = |line: &Line<'_>| line.sign.is_none() && line.indent > 0 && line.begins;
        if !is_written && !lines.iter().any(has_indents) {
            let parsed = parse_part(text);
            // Markdown counts from one; other numbers are those of the writer.
            if parsed.1.is_empty() || !lines.iter().any(|line| line.sign.is_some() || line.is_date) {
                return self.take(parsed, range.start);
            }
        }
        self.written(text, &lines, has_signs, range.start);
    }

    /// Lines as their writer typed them.
    fn written(&mut self, text: &str, lines: &[Line<'_>], has_signs: bool, at: usize) {
        let mut pieces = Vec::new();
        let mut i = 0;
        while i < lines.len() {
            let line = &lines[i];
            let within = |next: &Line<'_>| {
                let continues = if line.sign.is_some() { next.indent > line.indent } else { !has_signs };
                next.sign.is_none() && !next.begins && continues
            };
            let end = i + 1 + lines[i + 1..].iter().take_while(|next| within(next)).count();
            let piece = line.text.start..lines[end - 1].text.end;
            let blocks = self.place(parse_line(&text[piece.clone()]), at + piece.start);
            pieces.push(Piece { indent: line.indent, sign: line.sign.map(str::to_owned), blocks });
            i = end;
        }
        self.parsed.0.extend(nested(&mut pieces.into_iter().peekable(), None));
    }
}

/// An item or a line of text, and its indentation.
struct Piece {
    indent: usize,
    sign: Option<String>,
    blocks: Vec<Block>,
}

/// Items with those that are indented further below them; `around` is the indentation of the item around these.
fn nested(pieces: &mut Peekable<impl Iterator<Item = Piece>>, around: Option<usize>) -> Vec<Block> {
    let mut all: Vec<Block> = Vec::new();
    while let Some(piece) = pieces.next_if(|piece| around.is_none_or(|around| piece.indent > around)) {
        let Some(sign) = piece.sign else {
            all.extend(if around.is_none() { indented(piece.blocks, piece.indent) } else { piece.blocks });
            continue;
        };
        let mut blocks = piece.blocks.into_iter();
        let (mut text, mut below) = match blocks.next() {
            Some(Block::Paragraph(words)) => (words, blocks.collect::<Vec<_>>()),
            first => (Vec::new(), first.into_iter().chain(blocks).collect()),
        };
        check_box(&mut text);
        below.extend(nested(pieces, Some(piece.indent)));
        let marker = Some(Marker { ordered: is_read(&sign), sign });
        let item = Item { label: None, marker, text, below };
        match all.last_mut() {
            Some(Block::Items(items)) => items.push(item),
            _ => all.push(Block::Items(vec![item])),
        }
    }
    all
}

/// Blocks whose first line has its indentation.
fn indented(mut blocks: Vec<Block>, indent: usize) -> Vec<Block> {
    if let (Some(Block::Paragraph(line)), 2..) = (blocks.first_mut(), indent) {
        prepend(vec![Inline::Text(HALF_SPACE.to_string().repeat(indent))], line);
    }
    blocks
}

/// A line of a cell that is not empty.
struct Line<'a> {
    /// Columns before its first letter or sign.
    indent: usize,
    /// Sign or number at its head.
    sign: Option<&'a str>,
    /// Position of the sign.
    sign_at: usize,
    /// Range of its text, behind the sign.
    text: Range<usize>,
    /// Whether it begins the text or follows an empty line.
    begins: bool,
    /// Whether it begins with a date, whose year or month Markdown takes for the number of an item.
    is_date: bool,
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let (mut found, mut at, mut begins) = (Vec::new(), 0, true);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let content = line.trim_end_matches(['\n', '\r', ' ', '\t']);
        let words = content.trim_start_matches([' ', '\t', HALF_SPACE]);
        if words.is_empty() {
            begins = true;
            continue;
        }
        let head = content.len() - words.len();
        let is_date = date_point(words).is_some();
        let sign = if is_date { None } else { sign_of(words) };
        let length = sign.map_or(0, |sign| sign.len() + spaces(&words[sign.len()..]));
        let range = start + head + length..start + content.len();
        found.push(Line {
            indent: columns(&content[..head]),
            sign,
            sign_at: start + head,
            text: range,
            begins,
            is_date,
        });
        begins = false;
    }
    found
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t', HALF_SPACE]).len()
}

/// Signs that stand before a space at the head of an item.
const SIGNS: &str = "□■☐☑○●◦◯ㅇ▪▫◇◆◈▶▷►▸•·∙‧‣※☞✓✔→⇒-–*+";

/// Signs that say something by themselves: a box to be ticked, a remark, a conclusion.
const READ: &str = "□■☐☑※☞✓✔→⇒";

/// The number or sign at the head of a line with text behind it.
fn sign_of(line: &str) -> Option<&str> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let has_text = |length: usize| spaces(&line[length..]) > 0 && !line[length..].trim().is_empty();
    if SIGNS.contains(first) {
        return has_text(first.len_utf8()).then_some(&line[..first.len_utf8()]);
    }
    if is_circled(first) {
        return (!rest.trim().is_empty()).then_some(&line[..first.len_utf8()]);
    }
    let (open, inner) = match line.strip_prefix('(') {
        Some(inner) => (1, inner),
        None => (0, line),
    };
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let number = match inner.chars().next()? {
        _ if (1..=3).contains(&digits) => digits,
        letter if is_counting(letter) => letter.len_utf8(),
        _ => return None,
    };
    if !matches!((inner[number..].chars().next()?, open), (')', _) | ('.', 0)) {
        return None;
    }
    let length = open + number + 1;
    has_text(length).then(|| &line[..length])
}

/// Numbers and letters in circles, and Roman numerals.
fn is_circled(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{2473}' | '\u{3251}'..='\u{325f}' | '\u{32b1}'..='\u{32bf}' | '\u{3260}'..='\u{327b}'
        | '\u{24d0}'..='\u{24e9}' | '\u{2776}'..='\u{277f}')
}

/// The syllables that count: 가 나 다 …
fn is_counting(c: char) -> bool {
    "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허".contains(c)
}

/// Whether Markdown takes a sign for that of a list.
fn is_of_markdown(sign: &str) -> bool {
    matches!(sign, "-" | "*" | "+") || sign.starts_with(|c: char| c.is_ascii_digit())
}

fn is_read(sign: &str) -> bool {
    let first = sign.chars().next().unwrap_or(' ');
    !SIGNS.contains(first) || READ.contains(first)
}

#[cfg(test)]
mod tests {
    use gian_document::plain;

    use super::*;

    /// Blocks in short: text, `(sign) text` with the items below in brackets, `~n` for empty lines.
    fn short(blocks: &[Block]) -> String {
        let block = |block: &Block| match block {
            Block::Paragraph(text) => plain(text),
            Block::Blank(lines) => format!("~{lines}"),
            Block::Items(items) => items.iter().map(item).collect::<Vec<_>>().join(" "),
            other => format!("{other:?}"),
        };
        blocks.iter().map(block).collect::<Vec<_>>().join(" | ")
    }

    fn item(item: &Item) -> String {
        let sign = item.marker.as_ref().map_or("*", |m| m.sign.as_str());
        let below = if item.below.is_empty() { String::new() } else { format!("[{}]", short(&item.below)) };
        format!("({sign}){}{below}", plain(&item.text))
    }

    fn read(source: &str) -> String {
        let (blocks, problems, _) = parse_cell(source);
        assert!(problems.is_empty(), "{source:?}: {problems:?}");
        short(&blocks)
    }

    #[test]
    fn lists_begin_at_any_number_or_letter() {
        for (source, wanted) in [
            ("3. 가\n4. 나", "(3.)가 (4.)나"),
            ("1. 가\n3. 나", "(1.)가 (3.)나"),
            ("다. 가\n라. 나", "(다.)가 (라.)나"),
            ("② 가\n③나", "(②)가 (③)나"),
            ("(3) 가\n(4) 나", "((3))가 ((4))나"),
            ("나) 가\n   ㉠ 아래\n다) 나", "(나))가[(㉠)아래] (다))나"),
            ("나) 가\n   ㉮ 아래\n다) 나", "(나))가[(㉮)아래] (다))나"),
            ("1. 가\n  - 나\n  - 다\n2. 라", "(1.)가[(-)나 (-)다] (2.)라"),
            ("□ 가\n  ○ 나\n    - 다\n  ○ 라\n□ 마", "(□)가[(○)나[(-)다] (○)라] (□)마"),
            ("▪ 가\n  이어지는 글\n※ 나", "(▪)가 이어지는 글 (※)나"),
            ("현황\nㅇ 가\nㅇ 나\n끝말", "현황 | (ㅇ)가 (ㅇ)나 | 끝말"),
        ] {
            assert_eq!(read(source), wanted, "{source:?}");
        }
    }

    #[test]
    fn lists_that_markdown_counts_stay_its_lists() {
        assert_eq!(read("- 가\n- 나"), "(*)가 (*)나");
        assert_eq!(read("1. 가\n   1. 나\n2. 다"), "(1.)가[(가.)나] (2.)다");
        assert_eq!(read("- 가"), "(*)가");
    }

    #[test]
    fn a_line_alone_is_text() {
        for source in
            ["1. 글", "2. 글", "2019. 5. 8. 개최", "5. 8.(수)까지", "다. 글", "② 글", "□ 예  □ 아니요", "3)", "12."]
        {
            let (blocks, problems, _) = parse_cell(source);
            assert!(problems.is_empty() && matches!(blocks.as_slice(), [Block::Paragraph(_)]), "{source}: {blocks:?}");
            let words = short(&blocks);
            assert_eq!(words.split_whitespace().collect::<String>(), source.split_whitespace().collect::<String>());
        }
        assert_eq!(read("2019. 5. 8. 개최\n\n2019. 6. 1. 마침"), "2019. 5. 8. 개최 | 2019. 6. 1. 마침");
    }

    #[test]
    fn empty_lines_and_spaces_stay() {
        assert_eq!(read("가\n\n나"), "가 | 나");
        assert_eq!(read("가\n\n\n\n나"), "가 | ~2 | 나");
        assert_eq!(read("\n가\n\n\n"), "~1 | 가 | ~2");
        assert_eq!(read("가\n"), "가");
        assert_eq!(read("  국비"), "\u{2002}\u{2002}국비");
        assert_eq!(read("     국비"), format!("{}국비", "\u{2002}".repeat(5)));
        assert_eq!(read("  1,200"), "1,200");
        assert_eq!(read("가\n\n  나"), "가 | \u{2002}\u{2002}나");
    }

    #[test]
    fn problems_have_their_place() {
        for source in ["3. <b>가</b>\n4. 나", "\n\n\n가 <b>", "  가 <b>", "2. 가 <b>"] {
            let (_, problems, _) = parse_cell(source);
            assert!(problems.iter().all(|p| source[p.range.clone()].contains("b>")), "{source:?}: {problems:?}");
            assert!(!problems.is_empty());
        }
    }
}
