//! The tree as Typst markup that calls the functions of `templates/pdf/house.typ`.
//!
//! Text is always written as string literals, so that no text of a writer is parsed as Typst.

mod emitter;
mod items;
mod markup;
mod paragraph;
mod scene;
mod sheet;
mod style;

use std::fmt::Write;
use std::ops::Range;

use gian_document::{
    Align, AttachmentLine, Block, Cell, Document, Drawing, Figure, Image, Inline, Notice, Orientation, Part, Table,
    figures, plain,
};
use gian_korean::item::{roman, statutory};

use self::emitter::{Emitter, write_place};
use self::markup::{PIECE, target};
pub use self::markup::{line, literal};
use self::scene::write_scene;
pub use self::sheet::FUNCTIONS;
use self::style::{HEAD, MM, Set, TEXT, TextStyle};
pub use self::style::{Level, PageMetrics};
use super::linebreak::{Run, Widths};
use super::page_map::{Places, row_cell};
use super::{drawing, words};

/// Maximum lines of a row that is kept on one page: about half a page.
const UNSPLIT_LINES: usize = 24;

/// Maximum lines of a table that is never split over pages.
const WHOLE_LINES: usize = 12;

/// Writes the sheet of a document: the parts before the body, the body, the parts after it. Without the widths of
/// characters, every word at a possible line end is boxed.
pub fn emit(document: &Document, metrics: &PageMetrics, widths: Option<&dyn Widths>) -> String {
    let mut out = String::new();
    let places = Places::of(document);
    let has_chapters = document.blocks.iter().any(|b| matches!(b, Block::Chapter { .. }));
    let sections = if has_chapters { 2 } else { 1 };
    let emitter = Emitter { metrics, widths, family: document.family, sections, places: &places };
    emitter.before_text(&document.front, &mut out);
    if widths.is_some() {
        out.push_str("#set par(linebreaks: \"simple\")\n");
    }
    write_place(Some(Places::BEGIN), &mut out);
    out.push('\n');
    emitter.text_and_after(document, &mut out);
    out
}

/// The pictures of a document: the name of each in Typst, and the file. The names are generated, independent of file
/// names.
pub fn pictures<'a>(document: &'a Document) -> Vec<(String, &'a Image)> {
    let picture = |figure: &'a Figure| match &figure.content {
        Drawing::Image(image) => Some((job_name(figure.number, image), image)),
        Drawing::Schedule(_) | Drawing::Flow(_) => None,
    };
    figures(&document.blocks).into_iter().filter_map(picture).collect()
}

fn job_name(number: usize, image: &Image) -> String {
    let is_svg = image.file.to_ascii_lowercase().ends_with(".svg");
    format!("picture-{number}.{}", if is_svg { "svg" } else { "jpg" })
}

impl Emitter<'_> {
    /// Writes the text with the parts that are set with it. A letter of a few pages is fitted to them, so that its foot
    /// is not alone on a page.
    fn text_and_after(self, document: &Document, out: &mut String) {
        let after = |out: &mut String| {
            if let Some(notice) = &document.notice {
                self.notice(notice, out);
            }
        };
        if let [Part::LetterFoot(foot)] = document.back.as_slice()
            && is_fitted(&document.blocks, self.page().em())
        {
            let _ = write!(out, "#letter-pages(foot: ({}), after: [", self.letter_foot(foot));
            after(out);
            out.push_str("])[\n");
            self.with_text(&document.front, out);
            self.flow(&document.blocks, out);
            out.push_str("]\n");
            return;
        }
        self.with_text(&document.front, out);
        self.flow(&document.blocks, out);
        self.with_text(&document.back, out);
        after(out);
    }

    /// Writes the blocks of a document; the metrics follow changes of the page orientation.
    fn flow(self, blocks: &[Block], out: &mut String) {
        let metrics = PageMetrics { width: self.metrics.turned, ..self.metrics.clone() };
        let turned = Emitter { metrics: &metrics, ..self };
        let mut emitter = Emitter { ..self };
        let first = if self.metrics.landscape { Orientation::Landscape } else { Orientation::Portrait };
        let mut lying = first;
        let mut start = 0;
        for (i, block) in blocks.iter().enumerate() {
            let turn = match block {
                Block::EndMark => None,
                Block::PageBreak(Some(to)) if *to != lying => Some(*to),
                _ => continue,
            };
            emitter.part(&blocks[start..i], turn.is_none(), out);
            start = i + 1;
            if let Some(to) = turn {
                lying = to;
                emitter = if to == first { Emitter { ..self } } else { turned };
                let _ = writeln!(out, "#set page(flipped: {})", to == Orientation::Landscape);
            }
        }
        emitter.part(&blocks[start..], false, out);
    }

    fn part(self, blocks: &[Block], ends: bool, out: &mut String) {
        let style = self.page();
        let takes = blocks.last().is_some_and(takes_end_mark);
        if ends && !takes && !blocks.is_empty() {
            // The mark must never be alone on a new page.
            let (last, before) = blocks.split_last().expect("there are blocks");
            self.blocks(before, style, false, out);
            out.push_str("#with-next[");
            self.block(last, style, false, out);
            out.push_str("]\n");
            self.endline(out);
            return;
        }
        self.blocks(blocks, style, ends && takes, out);
        if ends && !takes {
            self.endline(out);
        }
    }

    fn endline(self, out: &mut String) {
        write_place(self.places.end(), out);
        out.push_str("#endline()\n");
    }

    fn notice(self, notice: &Notice, out: &mut String) {
        let style = TextStyle {
            level: 0,
            width: self.metrics.width,
            size: 9.0,
            face: HEAD,
            in_table: false,
            siblings: 0,
            bare: false,
            total: false,
            set: Set::Ragged,
        };
        let _ = write!(out, "#copynotice({}", literal(Notice::TITLE));
        for line in notice.lines() {
            out.push_str(", [");
            self.inlines(&line, style, false, out);
            out.push(']');
        }
        out.push_str(")\n");
    }

    /// `ends`: the end mark follows on the last line of these blocks.
    fn blocks(self, blocks: &[Block], style: TextStyle, ends: bool, out: &mut String) {
        for (i, block) in blocks.iter().enumerate() {
            if let (Block::Items(items), Some(Block::Table(_) | Block::Figure(_))) = (block, blocks.get(i + 1))
                && items.len() == 1
                && items[0].below.is_empty()
            {
                // A single item is the heading of the table or figure after it.
                out.push_str("#with-next[");
                self.block(block, style, false, out);
                out.push_str("]\n");
                continue;
            }
            self.block(block, style, ends && i + 1 == blocks.len(), out);
        }
    }

    fn block(self, block: &Block, style: TextStyle, ends: bool, out: &mut String) {
        match block {
            Block::Chapter { number, title } => {
                self.place(block, out);
                let _ = write!(out, "#chapter({})[", literal(&roman(*number)));
                // Chapter titles are larger than the text size of the style.
                self.inlines(title, style.title(0.75), false, out);
                out.push_str("]\n");
            }
            Block::Section { number, title } => {
                self.place(block, out);
                let _ = write!(out, "#section({}, level: {})[", literal(&format!("{number}.")), self.sections);
                self.inlines(title, style.title(0.8), false, out);
                out.push_str("]\n");
            }
            Block::Subsection { number, title } => {
                self.place(block, out);
                let _ = write!(out, "#subsection({}, level: {})[", literal(&statutory(2, *number)), self.sections + 1);
                self.inlines(title, style.title(0.8), false, out);
                out.push_str("]\n");
            }
            Block::Items(items) => self.items(items, style, ends, out),
            Block::Paragraph(text) if style.in_table && is_number(&plain(text)) => {
                self.place(block, out);
                let _ = writeln!(out, "#cellnumber({})", literal(&plain(text)));
            }
            Block::Paragraph(text) => {
                out.push_str(if style.in_table { "#cellpar[" } else { "#para[" });
                self.place(block, out);
                self.inlines(text, style, ends, out);
                out.push_str("]\n");
            }
            Block::Lead(text) => {
                out.push_str("#lead[");
                self.place(block, out);
                let style = TextStyle { size: 13.0, face: TEXT, ..style.narrower(2.0 * 4.5 * MM) };
                self.inlines(text, style, false, out);
                out.push_str("]\n");
            }
            Block::Note(note) => {
                let _ = write!(out, "#note({}, {}, sign: {})[", style.level, style.in_table, literal(note.sign.sign()));
                self.place(block, out);
                let text = self.note(style, note.sign);
                let below = note.below.last().is_some_and(takes_end_mark);
                self.inlines(&note.text, text, ends && !below, out);
                if !note.below.is_empty() {
                    // Lists below a note are as small as those in a table, and begin at their second level.
                    out.push('\n');
                    self.blocks(&note.below, TextStyle { in_table: true, level: 1, ..text }, ends && below, out);
                }
                out.push_str("]\n");
            }
            Block::Frame(inner) => {
                let _ = write!(out, "#framed({})[", style.level);
                // The line length depends on the frame, so every word is boxed.
                self.blocks(inner, style.title(0.9), false, out);
                out.push_str("]\n");
            }
            Block::Summary(inner) => {
                out.push_str("#summary[");
                // The line length depends on the frame, so every word is boxed.
                self.blocks(inner, style.title(0.94), false, out);
                out.push_str("]\n");
            }
            Block::Reference { number, title } => {
                // Begin the page here instead of in the function, so that the position mark is on it.
                out.push_str("#pagebreak(weak: true)");
                self.place(block, out);
                let _ = write!(out, "#reference({})[", literal(&Block::reference_label(*number)));
                self.inlines(title, style.title(0.7), false, out);
                out.push_str("]\n");
            }
            Block::Table(table) => {
                self.place(block, out);
                self.table(table, style.width, ends, out);
            }
            Block::Figure(figure) => {
                self.place(block, out);
                self.figure(figure, out);
            }
            Block::Attachments(lines) => self.attachments(lines, style, ends, out),
            Block::EndMark => self.endline(out),
            Block::PageBreak(_) => out.push_str("#pagebreak(weak: true)\n"),
        }
    }

    fn table(self, table: &Table, width: f64, ends: bool, out: &mut String) {
        let size = self.metrics.table;
        let total: f64 = table.columns.iter().map(|c| c.width).sum();
        // Cells have a padding of 2.2 mm on both sides.
        let inside = |share: f64| (width * share / total) - 2.0 * 2.2 * MM;
        let em = |share: f64| inside(share) / size;
        let style = TextStyle {
            level: 0,
            width,
            size,
            face: HEAD,
            in_table: true,
            siblings: 0,
            bare: false,
            total: false,
            set: Set::Ragged,
        };
        let share = |c: &Cell| -> f64 { table.columns[c.column..c.column + c.colspan].iter().map(|c| c.width).sum() };
        let heights: Vec<usize> = table
            .rows
            .iter()
            .map(|r| {
                r.cells.iter().filter(|c| c.rowspan == 1).map(|c| lines(&c.blocks, em(share(c)))).max().unwrap_or(1)
            })
            .collect();
        // For each row, the lines of all rows that its cells join.
        let joined: Vec<usize> = row_groups(table)
            .into_iter()
            .flat_map(|group| std::iter::repeat_n(heights[group.clone()].iter().sum(), group.len()))
            .collect();
        let whole = heights.iter().sum::<usize>() <= WHOLE_LINES;
        let name = table.name.as_ref().map_or("none".to_owned(), |n| literal(&target(&n.name)));
        let _ = write!(out, "#datatable(whole: {whole}, ends: {ends}, name: {name}, caption: [");
        self.inlines(&table.caption, TextStyle { width: 30.0 * size, set: Set::Title, ..style }, false, out);
        out.push(']');
        if let Some(label) = table.label() {
            let _ = write!(out, ", label-text: {}", literal(&format!("<{label}>")));
        }
        let _ = write!(out, ", unit: {}", table.unit.as_ref().map_or("none".into(), |u| literal(u)));
        let widths: Vec<String> = table.columns.iter().map(|c| format!("{:.3}fr", c.width)).collect();
        let _ = write!(out, ", columns: ({},)", widths.join(", "));
        let aligns: Vec<&str> = table
            .columns
            .iter()
            .map(|c| match c.align {
                Align::Start => "left",
                Align::Center => "center",
                Align::End => "right",
            })
            .collect();
        let _ = write!(out, ", aligns: ({},), head: (", aligns.join(", "));
        for column in &table.columns {
            out.push('[');
            self.inlines(&column.head, TextStyle { width: inside(column.width), set: Set::Title, ..style }, false, out);
            out.push_str("], ");
        }
        out.push_str("), cells: (\n");
        for (y, row) in table.rows.iter().enumerate() {
            let tallest = row.cells.iter().map(|c| lines(&c.blocks, em(share(c)))).max().unwrap_or(1);
            // A row is kept whole only if all rows joined by its cells are.
            let breakable = joined[y].max(tallest) > UNSPLIT_LINES;
            for (x, cell) in row.cells.iter().enumerate() {
                let style = TextStyle { width: inside(share(cell)), total: row.total, ..style };
                let _ = write!(
                    out,
                    "(x: {}, y: {}, colspan: {}, rowspan: {}, total: {}, blank: {}, breakable: {}, ",
                    cell.column, y, cell.colspan, cell.rowspan, row.total, row.blank, breakable
                );
                // Beside the body, because an empty body marks a blank cell.
                if row_cell(row) == Some(x) {
                    out.push_str("place: [");
                    self.place(row, out);
                    out.push_str("], ");
                }
                out.push_str("body: [");
                self.blocks(&cell.blocks, style, false, out);
                out.push_str("]),\n");
            }
        }
        out.push_str("))\n");
    }

    fn figure(self, figure: &Figure, out: &mut String) {
        let name = figure.name.as_ref().map_or("none".to_owned(), |n| literal(&target(n)));
        let alternative = literal(&drawing::alternative(figure));
        let label = literal(&format!("<{}>", figure.label()));
        let call = match &figure.content {
            Drawing::Image(image) => format!(
                "#pictured(file: {}, share: {}%, ratio: {:.6}, ",
                literal(&format!("/{}", job_name(figure.number, image))),
                image.percent,
                image.size.1 / image.size.0.max(f64::MIN_POSITIVE),
            ),
            Drawing::Schedule(_) | Drawing::Flow(_) => "#drawn(".to_owned(),
        };
        let _ = write!(out, "{call}name: {name}, alt: {alternative}, label-text: {label}, caption: [");
        self.inlines(
            &figure.caption,
            TextStyle { width: 30.0 * self.metrics.table, size: self.metrics.table, ..self.page().title(1.0) },
            false,
            out,
        );
        out.push(']');
        for scene in drawing::scenes(figure) {
            write_scene(&scene, out);
        }
        out.push_str(")\n");
    }

    fn attachments(self, lines: &[AttachmentLine], style: TextStyle, ends: bool, out: &mut String) {
        let run = Run { face: style.face, size: style.size, tracking: 0.0 };
        let label = self.text_width("붙임", run, style.total) + style.size;
        let numbers = (1..=lines.len()).map(|n| self.text_width(&format!("{n}."), run, style.total) + 0.5 * style.size);
        let number = if lines.len() > 1 { numbers.fold(0.0, f64::max) } else { 0.0 };
        let style = style.narrower(label + number);
        out.push_str("#attachments(");
        for (i, line) in lines.iter().enumerate() {
            let last = ends && i + 1 == lines.len();
            out.push('[');
            self.place(line, out);
            self.inlines(&line.text, style, last, out);
            out.push_str("], ");
        }
        out.push_str(")\n");
    }
}

/// Maximum lines of a letter that is fitted to its pages, because fitting measures the whole text: about ten pages.
const FITTED_LINES: usize = 400;

/// Whether the foot of a letter can be fitted to these blocks: their pages end only where they are full.
fn is_fitted(blocks: &[Block], em: f64) -> bool {
    let turns = blocks.iter().any(|b| matches!(b, Block::PageBreak(_) | Block::Reference { .. }));
    !turns && lines(blocks, em) <= FITTED_LINES
}

/// Groups of rows that are joined by cells over several rows, as ranges in order.
fn row_groups(table: &Table) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (y, row) in table.rows.iter().enumerate() {
        let end = row.cells.iter().map(|c| y + c.rowspan).max().unwrap_or(y + 1);
        match groups.last_mut() {
            Some(last) if last.end > y => last.end = last.end.max(end),
            _ => groups.push(y..end.max(y + 1)),
        }
    }
    groups
}

/// Estimated number of lines of blocks at a line length of `max_em`.
fn lines(blocks: &[Block], max_em: f64) -> usize {
    let max_em = max_em.max(1.0);
    let of = |inlines: &[Inline]| {
        let text = plain(inlines);
        let broken: usize = text.split(' ').map(|word| lines_of_broken(word, max_em)).sum();
        broken.max((words::width(&text) / max_em).ceil() as usize).max(1)
    };
    blocks
        .iter()
        .map(|block| match block {
            Block::Items(items) => items.iter().map(|i| of(&i.text) + lines(&i.below, max_em - 1.5)).sum(),
            Block::Paragraph(text) | Block::Lead(text) => of(text),
            Block::Note(note) => of(&note.text) + lines(&note.below, max_em - 1.5),
            Block::Chapter { title, .. }
            | Block::Section { title, .. }
            | Block::Subsection { title, .. }
            | Block::Reference { title, .. } => of(title),
            Block::Summary(inner) | Block::Frame(inner) => 1 + lines(inner, max_em),
            Block::Table(table) => 2 + table.rows.len(),
            Block::Figure(_) => 20,
            Block::Attachments(list) => list.len(),
            Block::EndMark | Block::PageBreak(_) => 1,
        })
        .sum()
}

/// Number of lines that a word wider than a line fills alone, because it breaks after every few characters only; 0 for
/// other words.
fn lines_of_broken(word: &str, max_em: f64) -> usize {
    if words::width(word) <= max_em {
        return 0;
    }
    let chars: Vec<char> = word.chars().collect();
    let pieces = chars.chunks(PIECE).map(|piece| words::width(&piece.iter().collect::<String>()));
    let widest = pieces.fold(1.0, f64::max);
    chars.len().div_ceil(PIECE).div_ceil(((max_em / widest).floor() as usize).max(1))
}

/// Whether text is a single number, which a cell shows on one line in a smaller size rather than on two.
fn is_number(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '△' | '-' | '+' | '%'))
}

fn takes_end_mark(block: &Block) -> bool {
    match block {
        Block::Paragraph(_) | Block::Items(_) | Block::Note(_) | Block::Table(_) | Block::Attachments(_) => true,
        Block::Chapter { .. }
        | Block::Section { .. }
        | Block::Subsection { .. }
        | Block::Reference { .. }
        | Block::Lead(_)
        | Block::Summary(_)
        | Block::Frame(_)
        | Block::Figure(_)
        | Block::EndMark
        | Block::PageBreak(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use gian_document::Family;
    use gian_vocabulary::values::Ground;

    use super::*;
    use crate::linebreak::Face;

    /// Every character is one em wide, a space half of that.
    struct Square;

    impl Widths for Square {
        fn advance(&self, _: Face, c: char) -> Option<f64> {
            Some(if c == ' ' { 0.5 } else { 1.0 })
        }

        fn kerning(&self, _: Face, _: char, _: char) -> f64 {
            0.0
        }
    }

    fn metrics() -> PageMetrics {
        PageMetrics {
            width: 480.0,
            turned: 720.0,
            landscape: false,
            text: 14.0,
            face: TEXT,
            table: 11.0,
            note: 11.5,
            levels: Vec::new(),
            table_markers: Vec::new(),
        }
    }

    /// A line of the given number of characters of 10 pt.
    fn style(characters: f64, set: Set) -> TextStyle {
        TextStyle {
            level: 0,
            width: 10.0 * characters,
            size: 10.0,
            face: TEXT,
            in_table: false,
            siblings: 0,
            bare: false,
            total: false,
            set,
        }
    }

    fn set(inlines: &[Inline], style: TextStyle, widths: Option<&dyn Widths>) -> String {
        let mut out = String::new();
        let places = Places::default();
        Emitter { metrics: &metrics(), widths, family: Family::Report, sections: 2, places: &places }
            .inlines(inlines, style, false, &mut out);
        out
    }

    fn text(text: &str, style: TextStyle) -> String {
        set(&[Inline::Text(text.into())], style, Some(&Square))
    }

    #[test]
    fn text_is_never_code() {
        let hostile = "#read(\"/etc/passwd\") ] } \\ $x$";
        let document = Document {
            blocks: vec![Block::Paragraph(vec![Inline::Text(hostile.into())]), Block::EndMark],
            ..Document::default()
        };
        let out = emit(&document, &metrics(), None);
        assert!(
            out.contains(r##"#para[#metadata(1)<place-begins>#endstart#"#read(\"/etc/passwd\") ] } \\ $x$"##),
            "{out}"
        );
        assert!(out.contains("#endmark]"));
    }

    #[test]
    fn a_word_may_hold_a_mask() {
        let inlines = vec![Inline::Text("위원 ".into()), Inline::Withheld(Ground(6)), Inline::Text("의 의견".into())];
        let out = set(&inlines, style(10.0, Set::Justified), None);
        assert_eq!(out, r##"#w("위원") #w[#withheld[#"비공개(6)"]#"의"] #w("의견")"##);
    }

    #[test]
    fn spaces_fill_the_lines_of_justified_text() {
        let out = text("가나다 라마바 사아자 차카타파하", style(12.0, Set::Justified));
        // Three words of 3 and two spaces in 11.75 characters; nothing of the next word fits in the rest.
        assert_eq!(out, r##"#text(spacing: 275.00%)[#"가나다 라마바 사아자 "]#"차카타파하""##);
        assert_eq!(text("가나다 라마바", style(12.0, Set::Justified)), r##"#"가나다 라마바""##);
    }

    #[test]
    fn words_that_would_stand_apart_leave_the_edge_uneven() {
        let out = text("가 나다 라마바사아자차카타파하가나다라 마바", style(18.0, Set::Justified));
        assert!(out.starts_with("#[#set par(justify: false)"), "{out}");
        assert_eq!(text("가나다 라마바", style(22.0, Set::Justified)), r##"#"가나다 라마바""##);
    }

    #[test]
    fn ragged_text_has_boxes_where_its_lines_end() {
        let out = text("가나다 라마바 사아자 차카타파하 가나다", style(12.0, Set::Ragged));
        assert_eq!(out, r##"#"가나다 라마바 사아자 "#w("차카타파하")#" 가나다""##);
    }

    #[test]
    fn a_last_line_of_a_few_letters_is_pulled_back() {
        let cell = style(19.0, Set::Ragged);
        assert_eq!(
            text("가나다 라마바 사아자 차카타 파하가 나다", cell),
            r##"#text(tracking: -0.03em)[#"가나다 라마바 사아자 차카타 파하가 나다"]"##
        );
        // Not if it would take more than 5 %, and not to save a whole word.
        assert!(
            !text("가나다 라마바 사아자 차카타 파하가 나다", TextStyle { width: 180.0, ..cell }).contains("tracking")
        );
        assert!(!text("가나다 라마바 사아자 차카타 파하가 나다라", cell).contains("tracking"));
        assert!(
            !text("가나다 라마바 사아자 차카타 파하가 나다", TextStyle { set: Set::Title, ..cell })
                .contains("tracking")
        );
    }

    #[test]
    fn text_that_cannot_be_foreseen_is_boxed() {
        let out = text("가나다 e\u{301}e 라마바 가나다 라마바", style(12.0, Set::Justified));
        assert!(out.starts_with(r##"#w("가나다") #w("##), "{out}");
    }

    #[test]
    fn dates_keep_their_spaces() {
        let out = text("가나다 2019. 5. 8.(수) 라마바사", style(17.0, Set::Justified));
        assert!(out.contains(r##"]#w("2019. 5. 8.(수)")#"##), "{out}");
    }
}
