//! The tree as Typst markup that calls the functions of `templates/pdf/house.typ`.
//!
//! Text is always written as string literals, so that no text of a writer is parsed as Typst.

mod emitter;
mod keep;
mod markup;
mod number_cell;
mod paragraph;
mod scene;
mod sheet;
mod style;
mod table;

use std::fmt::Write;
use std::ops::Range;

use gian_document::{
    AttachmentLine, Beside, Block, Continued, Document, Drawing, Family, Figure, Image, Inline, Item, Lettering,
    NoteSign, Notice, Orientation, Part, Photo, continued, figures, plain,
};
use gian_korean::item::{roman, statutory};

use self::emitter::{Emitter, write_place};
use self::markup::target;
pub use self::markup::{line, literal};
use self::number_cell::{is_number, is_strong};
use self::scene::write_scene;
pub use self::sheet::FUNCTIONS;
use self::style::{BOLD, HEAD, MM, Set, TEXT, TextStyle};
pub use self::style::{Level, PageMetrics};
use self::table::{align, lines};
use super::linebreak::{Face, Run, Widths};
use super::page_map::Places;
use super::photos::{self, GAP as PHOTO_GAP};
use super::{drawing, words};

/// Writes the sheet of a document: the parts before the body, the body, the parts after it. Without the widths of
/// characters, every word at a possible line end is boxed.
pub fn emit(document: &Document, metrics: &PageMetrics, widths: Option<&dyn Widths>) -> String {
    let mut out = String::new();
    let places = Places::of(document);
    let is_part = |b: &Block| match b {
        Block::Chapter { .. } => true,
        Block::Article(article) => article.is_part,
        _ => false,
    };
    let has_chapters = document.blocks.iter().any(is_part);
    let sections = if has_chapters { 2 } else { 1 };
    let has_articles = document.blocks.iter().any(|b| matches!(b, Block::Article(_)));
    let emitter = Emitter { metrics, widths, family: document.family, sections, has_articles, places: &places };
    // A body that says where the title stands has the parts above the text there.
    let is_usual = Document::split_at_title(&document.blocks).is_none();
    emitter.before_text(if is_usual { &document.front } else { document.pages_and_titles().0 }, &mut out);
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
    let of = |figure: &'a Figure| {
        let images = figure.images().into_iter().enumerate();
        images.map(|(i, image)| (job_name(figure.index, i, image), image)).collect::<Vec<_>>()
    };
    figures(&document.blocks).into_iter().flat_map(of).collect()
}

fn job_name(number: usize, index: usize, image: &Image) -> String {
    let name = image.file.to_ascii_lowercase();
    let format = ["svg", "png"].into_iter().find(|end| name.ends_with(&format!(".{end}"))).unwrap_or("jpg");
    format!("picture-{number}-{index}.{format}")
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
        let (body, pages) = document.body_and_pages();
        let first = if self.metrics.landscape { Orientation::Landscape } else { Orientation::Portrait };
        if let [Part::LetterFoot(foot)] = document.back.as_slice()
            && is_fitted(body, self.page().em())
        {
            let _ = write!(out, "#letter-pages(foot: ({}), after: [", self.letter_foot(foot));
            after(out);
            out.push_str("])[\n");
            self.with_text(&document.front, out);
            let lying = self.flow(body, first, false, out);
            out.push_str("]\n");
            self.flow(pages, lying, false, out);
            return;
        }
        self.with_text(&document.front, out);
        // The notice of a copy is not alone on a page.
        let has_notice = document.notice.is_some();
        let mut text = body;
        if let Some((above, below)) = Document::split_at_title(body) {
            self.flow(above, first, false, out);
            self.before_text(document.pages_and_titles().1, out);
            text = below;
        }
        let lying = self.flow(text, first, has_notice && document.back.is_empty(), out);
        if has_notice && !document.back.is_empty() {
            out.push_str("#with-next[\n");
            self.with_text(&document.back, out);
            out.push_str("]\n");
        } else {
            self.with_text(&document.back, out);
        }
        after(out);
        self.flow(pages, lying, false, out);
    }

    /// Writes the blocks of a document that begin on a page of the given orientation, and returns that of the last page;
    /// the metrics follow its changes. `kept`: the last block stays with what follows.
    fn flow(self, blocks: &[Block], begin: Orientation, kept: bool, out: &mut String) -> Orientation {
        let metrics = PageMetrics { width: self.metrics.turned, ..self.metrics.clone() };
        let turned = Emitter { metrics: &metrics, ..self };
        let first = if self.metrics.landscape { Orientation::Landscape } else { Orientation::Portrait };
        let mut emitter = if begin == first { Emitter { ..self } } else { turned };
        let mut lying = begin;
        let mut start = 0;
        for (i, block) in blocks.iter().enumerate() {
            let turn = match block {
                Block::EndMark => None,
                Block::PageBreak(Some(to)) if *to != lying => Some(*to),
                _ => continue,
            };
            emitter.part(&blocks[start..i], turn.is_none(), kept && i + 1 == blocks.len(), out);
            start = i + 1;
            if let Some(to) = turn {
                lying = to;
                emitter = if to == first { Emitter { ..self } } else { turned };
                let _ = writeln!(out, "#set page(flipped: {})", to == Orientation::Landscape);
            }
        }
        emitter.part(&blocks[start..], false, kept, out);
        lying
    }

    fn part(self, blocks: &[Block], ends: bool, kept: bool, out: &mut String) {
        let style = self.page();
        let takes = blocks.last().is_some_and(takes_end_mark);
        if ends && !takes && !blocks.is_empty() {
            // The mark must never be alone on a new page.
            let (last, before) = blocks.split_last().expect("there are blocks");
            self.blocks(before, style, false, out);
            out.push_str("#with-next[");
            let list = continued(blocks).last().copied().unwrap_or_default();
            self.block(last, TextStyle { list, ..style }, false, out);
            out.push_str("]\n");
            self.endline(kept, out);
            return;
        }
        self.some_blocks(blocks, style, ends && takes, kept, out);
        if ends && !takes {
            self.endline(kept, out);
        }
    }

    fn endline(self, kept: bool, out: &mut String) {
        write_place(self.places.end(), out);
        out.push_str(if kept { "#with-next(endline())\n" } else { "#endline()\n" });
    }

    fn notice(self, notice: &Notice, out: &mut String) {
        let style = TextStyle {
            level: 0,
            width: self.metrics.width,
            size: 9.0,
            face: HEAD,
            in_table: false,
            siblings: 0,
            list: Continued::default(),
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
        self.some_blocks(blocks, style, ends, false, out);
    }

    /// `kept`: the last block stays with what follows these blocks.
    fn some_blocks(self, blocks: &[Block], style: TextStyle, ends: bool, kept: bool, out: &mut String) {
        let lists = continued(blocks);
        for (i, block) in blocks.iter().enumerate() {
            let is_last = i + 1 == blocks.len();
            let style = TextStyle { list: lists[i], ..style };
            if (keep::with_next(blocks, i, ends) && !style.in_table) || (kept && is_last) {
                self.kept_block(block, style, ends && is_last, out);
            } else {
                self.block(block, style, ends && i + 1 == blocks.len(), out);
            }
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
            Block::Article(article) => {
                self.place(block, out);
                let level = if article.is_part { 1 } else { self.sections };
                let _ = write!(out, "#article({}, level: {level})[", article.is_part);
                self.inlines(&article.line(), style.title(0.9), false, out);
                out.push_str("]\n");
            }
            Block::Aligned(to, lettering, inner) => {
                let _ = write!(out, "#{}({})[", if style.in_table { "cellaligned" } else { "aligned" }, align(*to));
                // Large type needs a little less; otherwise the line spacing of the document, or that of a cell.
                let leading = if style.in_table { "cell-leading * 1em" } else { "calc.max(0.3, step - 0.1) * 1em" };
                // Lists of a cell stay those of a cell.
                let own = if style.in_table { style } else { style.title(1.0) };
                let style = lettered(*lettering, leading, own, out);
                self.blocks(inner, style, false, out);
                out.push_str("]\n");
            }
            Block::Title(title) => {
                if title.new_page {
                    out.push_str("#pagebreak(weak: true)");
                }
                self.place(block, out);
                out.push_str("#with-next[#heading(level: 1)[#aligned(center)[");
                let style = lettered(title.lettering, "0.5em", style.title(1.0), out);
                self.inlines(&title.text, style, false, out);
                out.push_str("]]]\n");
            }
            Block::Rule => out.push_str("#block(above: 4mm, below: 4mm, line(length: 100%, stroke: 0.5pt))\n"),
            Block::Items(items) => self.items(items, style, ends, out),
            Block::Paragraph(text) if style.in_table && is_number(&plain(text)) => {
                self.place(block, out);
                let _ = write!(
                    out,
                    "#{}cellnumber({})",
                    if is_strong(text) { "strong(" } else { "" },
                    literal(&plain(text))
                );
                out.push_str(if is_strong(text) { ")\n" } else { "\n" });
            }
            Block::Paragraph(text) => {
                // In a frame or in aligned text a day stands as the writer set it.
                let is_day = style.set != Set::Title && words::is_day(&plain(text));
                out.push_str(match (style.in_table, is_day) {
                    (true, _) => "#cellpar[",
                    (false, true) => "#dayline[",
                    (false, false) => "#para[",
                });
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
            Block::Annex { mark, title } => {
                out.push_str("#pagebreak(weak: true)");
                self.place(block, out);
                let _ = write!(out, "#annex({})[", literal(mark));
                self.inlines(title, style.title(0.7), false, out);
                out.push_str("]\n");
            }
            Block::Table(table) => {
                self.place(block, out);
                self.table(table, style.width, ends, out);
            }
            Block::Figure(figure) => {
                self.place(block, out);
                match &figure.content {
                    Drawing::Photos(rows) if style.in_table => self.cell_pictures(figure.index, rows, style, out),
                    _ => self.figure(figure, out),
                }
            }
            Block::Blank(lines) => {
                let _ = writeln!(out, "#cellblank({lines})");
            }
            Block::Place(place) => {
                let width = place.width.map_or("none".to_owned(), |mm| format!("{mm:.1}mm"));
                let _ = write!(out, "#cellplace({width}, {:.1}mm)[", place.height);
                self.blocks(&place.blocks, style.title(1.0), false, out);
                out.push_str("]\n");
            }
            Block::Beside(columns) => self.beside(columns, style, out),
            Block::Attachments(lines) => self.attachments(lines, style, ends, out),
            Block::EndMark => self.endline(false, out),
            Block::PageBreak(_) => out.push_str("#pagebreak(weak: true)\n"),
            // The parts above the text are written there, outside of every block.
            Block::TitlePlace => {}
        }
    }

    /// The text area of a note, beside its mark.
    fn note(self, style: TextStyle, sign: NoteSign) -> TextStyle {
        let size = if style.in_table { self.metrics.table * 0.92 } else { self.metrics.note };
        let outside = if style.in_table || style.level > 0 { 0.0 } else { style.size };
        let mark = self.text_width(sign.sign(), Run { face: HEAD, size, tracking: 0.0 }, style.total);
        TextStyle { size, face: HEAD, ..style.narrower(outside + mark + 0.5 * size) }
    }

    /// The text area of items, beside their marker.
    fn item(self, style: TextStyle, items: &[Item]) -> TextStyle {
        let (level, siblings) = (style.level + 1, self.siblings(style, items));
        if style.in_table {
            let size = style.size;
            let markers = &self.metrics.table_markers;
            let sign = markers.get(level.min(markers.len()).saturating_sub(1)).map_or("", String::as_str);
            let widest = |size: f64| {
                let run = Run { face: style.face, size, tracking: 0.0 };
                signs(items).map(|sign| self.text_width(sign, run, style.total)).reduce(f64::max)
            };
            let run = Run { face: style.face, size: if sign == "○" { 0.85 * size } else { size }, tracking: 0.0 };
            let marker = widest(size).unwrap_or_else(|| self.text_width(sign, run, style.total));
            let indent = if level > 1 { 0.3 * size } else { 0.0 };
            return TextStyle { level, ..style.narrower(indent + marker + 0.45 * size) };
        }
        if self.family == Family::Letter {
            // Each level of markers is indented by one more letter than the level above.
            let run = Run { face: style.face, size: style.size, tracking: 0.0 };
            let widths = (1..=siblings).map(|n| self.text_width(&statutory(level, n), run, false));
            let marker = if siblings > 1 { widths.fold(0.0, f64::max) + 0.5 * style.size } else { 0.0 };
            let indent = (level - 1) as f64 * style.size;
            return TextStyle { level, width: self.metrics.width - indent - marker, ..style };
        }
        // The first level of a report is a heading of its own; that of an article is text.
        let level = self.level(level + usize::from(self.has_articles && style.level == 0), items);
        let levels = &self.metrics.levels;
        let Some(own) = levels.get(level.min(levels.len()).saturating_sub(1)) else {
            return TextStyle { level, ..style.narrower(2.2 * style.size) };
        };
        let face = if own.bold { Face { head: true, weight: BOLD } } else { TEXT };
        let width = |sign: &str| {
            let run = match sign {
                "○" => Run { face: HEAD, size: 0.82 * own.size, tracking: 0.0 },
                "□" => Run { face: Face { head: true, weight: BOLD }, size: own.size, tracking: 0.0 },
                _ => Run { face, size: own.size, tracking: 0.0 },
            };
            self.text_width(sign, run, false)
        };
        let marker = signs(items).map(width).reduce(f64::max).unwrap_or_else(|| width(&own.marker));
        // The first level begins at the margin, whichever look it has.
        let indent = if style.level == 0 { own.indent.max(0.0) } else { own.indent };
        TextStyle { level, size: own.size, face, ..style.narrower(indent + marker + own.gap) }
    }

    /// The level of the house profile whose look items have: that of their sign, else that of their depth.
    fn level(self, depth: usize, items: &[Item]) -> usize {
        let Some(marker) = items.first().and_then(|i| i.marker.as_ref()).filter(|m| !m.ordered) else { return depth };
        let same = |level: &Level| level.marker == marker.sign || (is_circle(&level.marker) && is_circle(&marker.sign));
        let levels = &self.metrics.levels;
        if levels.get(depth - 1).is_some_and(same) {
            return depth;
        }
        levels.iter().position(same).map_or(depth, |at| at + 1)
    }

    fn items(self, items: &[Item], style: TextStyle, ends: bool, out: &mut String) {
        // The last item is not alone at the head of a page.
        let at = if ends && !style.in_table { keep::last_items(items, style.em()) } else { items.len() };
        self.some_items(items, 0..at, style, ends, out);
        if at < items.len() {
            out.push_str("#together[");
            self.some_items(items, at..items.len(), style, ends, out);
            out.push_str("]\n");
        }
    }

    /// The number of items that are counted with those of a list: in a letter also of the lists that a table parts
    /// from it.
    fn siblings(self, style: TextStyle, items: &[Item]) -> usize {
        if self.family == Family::Letter && !style.in_table { items.len().max(style.list.total) } else { items.len() }
    }

    /// Some items of a list, with their markers and the places of all: a part of it that is kept together is a list of
    /// its own for the engine.
    pub(self) fn some_items(self, items: &[Item], range: Range<usize>, style: TextStyle, ends: bool, out: &mut String) {
        if range.is_empty() {
            return;
        }
        let is_part = range.len() < items.len();
        let around = style;
        let (siblings, list) = (self.siblings(style, items), style.list);
        let style = TextStyle { siblings, bare: false, ..self.item(style, items) };
        match (style.in_table, self.family) {
            (true, _) => {
                let _ = write!(out, "#cellitems({}{}", style.level, markers(&items[range.clone()]));
            }
            (false, Family::Report) => {
                let outermost = if around.level == 0 { ", outermost: true" } else { "" };
                let _ = write!(out, "#items({}{outermost}{}", style.level, markers(&items[range.clone()]));
                if let Some(widest) = widest_number(items).filter(|_| is_part) {
                    let _ = write!(out, ", widest: {}", literal(widest));
                }
            }
            (false, Family::Letter) => {
                // A single item has no marker (행정업무운영 편람).
                let markers: Vec<String> = match siblings {
                    1 => vec![literal("")],
                    _ => range.clone().map(|i| literal(&statutory(style.level, list.before + i + 1))).collect(),
                };
                let inside = style.level > 1 && !around.bare;
                let marked = inside && around.siblings > 1;
                let widest = if marked { literal(&statutory(style.level - 1, around.siblings)) } else { literal("") };
                let _ = write!(out, "#letteritems({inside}, {widest}, ({},)", markers.join(", "));
                if is_part || siblings > items.len() {
                    let _ = write!(out, ", widest: {}", literal(&statutory(style.level, siblings)));
                }
            }
        }
        let labels = self.labels(items, style);
        // Items below an item without a marker take the markers of its level.
        let bare = self.family == Family::Letter && !style.in_table && siblings == 1;
        let inner = if bare { TextStyle { level: style.level - 1, bare, ..style } } else { style };
        for (i, item) in items.iter().enumerate().take(range.end).skip(range.start) {
            let last = ends && i + 1 == items.len();
            let below = item.below.last().is_some_and(takes_end_mark);
            let head = if item.below.is_empty() { "" } else { "(head: true)" };
            let _ = write!(out, ", [#itemline{head}[");
            self.place(item, out);
            if let Some(label) = &item.label {
                let _ = write!(out, "#labelled({labels:.2}pt, ");
                if label.iter().all(|i| matches!(i, Inline::Text(_))) {
                    out.push_str(&literal(&plain(label)));
                } else {
                    out.push('[');
                    self.inlines(label, TextStyle { set: Set::Title, ..style }, false, out);
                    out.push(']');
                }
                out.push_str(")[");
                self.inlines(&item.text, style.narrower(labels + 1.2 * style.size), last && !below, out);
                out.push(']');
            } else {
                self.inlines(&item.text, style, last && !below, out);
            }
            out.push_str("]\n");
            self.blocks(&item.below, inner, last && below, out);
            out.push(']');
        }
        out.push_str(")\n");
    }

    /// The width of the widest label of a list, in pt.
    fn labels(self, items: &[Item], style: TextStyle) -> f64 {
        let run = Run { face: style.face, size: style.size, tracking: 0.0 };
        let widths =
            items.iter().filter_map(|item| item.label.as_ref()).map(|l| self.text_width(&plain(l), run, false));
        // Some more for what the measures of the engine differ.
        1.01 * widths.fold(0.0, f64::max)
    }

    /// Rows of pictures as data for the function `photos`.
    fn photo_rows(self, figure: usize, rows: &[Vec<Photo>]) -> String {
        let columns = rows.first().map_or(1, Vec::len);
        let mut out = String::new();
        let mut index = 0;
        for row in rows {
            out.push('(');
            for (photo, width) in row.iter().zip(photos::widths(row, columns)) {
                let image = &photo.image;
                let _ = write!(
                    out,
                    "(file: {}, width: {width:.3}%, ratio: {:.6}, alt: {}, caption: [",
                    literal(&format!("/{}", job_name(figure, index, image))),
                    image.size.1 / image.size.0.max(f64::MIN_POSITIVE),
                    literal(&drawing::photo_alternative(photo)),
                );
                let size = self.metrics.table;
                let style = TextStyle { width: self.metrics.width * width / 100.0, size, face: HEAD, ..self.page() };
                self.inlines(&photo.caption, TextStyle { set: Set::Title, ..style }, false, &mut out);
                out.push_str("]), ");
                index += 1;
            }
            out.push_str("), ");
        }
        out
    }

    /// Pictures beside each other in a cell, which decides their width.
    fn cell_pictures(self, figure: usize, rows: &[Vec<Photo>], style: TextStyle, out: &mut String) {
        let mut index = 0;
        for row in rows {
            out.push_str("#cellpictures(");
            for photo in row {
                let image = &photo.image;
                let tallest = image.tallest.map_or("none".to_owned(), |mm| format!("{mm:.1}mm"));
                let _ = write!(
                    out,
                    "(file: {}, share: {}%, ratio: {:.6}, tallest: {tallest}, alt: {}, caption: ",
                    literal(&format!("/{}", job_name(figure, index, image))),
                    image.percent,
                    image.size.1 / image.size.0.max(f64::MIN_POSITIVE),
                    literal(&drawing::photo_alternative(photo)),
                );
                if photo.caption.is_empty() {
                    out.push_str("none");
                } else {
                    out.push('[');
                    let width = style.width / row.len() as f64;
                    self.inlines(&photo.caption, TextStyle { width, set: Set::Title, ..style }, false, out);
                    out.push(']');
                }
                out.push_str("), ");
                index += 1;
            }
            out.push_str(")\n");
        }
    }

    /// Parts beside each other, each as wide as its column.
    fn beside(self, columns: &[Beside], style: TextStyle, out: &mut String) {
        let shares = Beside::shares(columns);
        let room = style.width - (columns.len() - 1) as f64 * BESIDE_GAP;
        let fractions: Vec<String> = shares.iter().map(|share| format!("{:.3}fr", 100.0 * share)).collect();
        let _ = writeln!(out, "#beside(({},), {BESIDE_GAP}pt", fractions.join(", "));
        for (column, share) in columns.iter().zip(shares) {
            out.push_str(", [");
            self.blocks(&column.blocks, TextStyle { width: room * share, ..style }, false, out);
            out.push(']');
        }
        out.push_str(")\n");
    }

    fn figure(self, figure: &Figure, out: &mut String) {
        let name = figure.name.as_ref().map_or("none".to_owned(), |n| literal(&target(n)));
        let alternative = literal(&drawing::alternative(figure));
        let label = literal(&format!("<{}>", figure.label()));
        let call = match &figure.content {
            Drawing::Image(image) => format!(
                "#pictured(file: {}, share: {}%, ratio: {:.6}, ",
                literal(&format!("/{}", job_name(figure.index, 0, image))),
                image.percent,
                image.size.1 / image.size.0.max(f64::MIN_POSITIVE),
            ),
            Drawing::Photos(rows) => {
                format!("#photos(gap: {PHOTO_GAP}%, rows: ({}), ", self.photo_rows(figure.index, rows))
            }
            Drawing::Schedule(_) | Drawing::Flow(_) | Drawing::Chart(_) => "#drawn(".to_owned(),
        };
        if figure.has_caption() {
            let _ = write!(out, "{call}name: {name}, alt: {alternative}, label-text: {label}, caption: [");
            let style =
                TextStyle { width: 30.0 * self.metrics.table, size: self.metrics.table, ..self.page().title(1.0) };
            self.inlines(&figure.caption, style, false, out);
            out.push(']');
        } else {
            let _ = write!(out, "{call}name: {name}, alt: {alternative}, caption: none");
        }
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

/// Gap between parts beside each other, in pt.
const BESIDE_GAP: f64 = 14.0;

/// Maximum lines of a letter that is fitted to its pages, because fitting measures the whole text: about ten pages.
const FITTED_LINES: usize = 400;

/// Whether the foot of a letter can be fitted to these blocks: their pages end only where they are full.
fn is_fitted(blocks: &[Block], em: f64) -> bool {
    let turns = blocks.iter().any(|b| matches!(b, Block::PageBreak(_) | Block::Reference { .. }));
    !turns && lines(blocks, em) <= FITTED_LINES
}

/// The markers that items have of their own.
fn signs(items: &[Item]) -> impl Iterator<Item = &str> {
    items.iter().filter_map(|i| i.marker.as_ref()).map(|m| m.sign.as_str())
}

/// The markers of a list as arguments of a call: numbers or the signs of each, or one sign for all.
fn markers(items: &[Item]) -> String {
    match items.first().and_then(|i| i.marker.as_ref()) {
        None => String::new(),
        Some(marker) if !marker.ordered && signs(items).all(|sign| sign == marker.sign) => {
            format!(", sign: {}", literal(&marker.sign))
        }
        Some(_) => format!(", numbers: ({},)", signs(items).map(literal).collect::<Vec<_>>().join(", ")),
    }
}

/// The widest number of a numbered list.
fn widest_number(items: &[Item]) -> Option<&str> {
    let numbers = items.iter().filter_map(|i| i.marker.as_ref()).filter(|m| m.ordered);
    numbers.map(|m| m.sign.as_str()).max_by_key(|sign| sign.chars().count())
}

fn is_circle(sign: &str) -> bool {
    matches!(sign, "○" | "ㅇ")
}

/// Sets the look of type of the content that follows, and returns its style. `leading`: between its lines.
fn lettered(lettering: Lettering, leading: &str, style: TextStyle, out: &mut String) -> TextStyle {
    if lettering == Lettering::default() {
        return style;
    }
    let size = lettering.size.points(style.size);
    let _ = write!(out, "#set text(size: {size:.2}pt");
    if lettering.bold {
        out.push_str(", weight: \"bold\"");
    }
    let spacing = lettering.spacing.em();
    if spacing > 0.0 {
        let _ = write!(out, ", tracking: {spacing}em, spacing: 100% + {}em", 1.5 * spacing);
    }
    let _ = writeln!(out, ")\n#set par(leading: {leading}, spacing: {leading} + 0.2em)");
    let weight = if lettering.bold { BOLD } else { style.face.weight };
    // Letters set apart take as much more of the line.
    TextStyle { size, width: style.width / (1.0 + spacing), face: Face { weight, ..style.face }, ..style }
}

fn takes_end_mark(block: &Block) -> bool {
    match block {
        Block::Paragraph(_) | Block::Items(_) | Block::Note(_) | Block::Table(_) | Block::Attachments(_) => true,
        Block::Chapter { .. }
        | Block::Section { .. }
        | Block::Subsection { .. }
        | Block::Article(_)
        | Block::Aligned(..)
        | Block::Title(_)
        | Block::TitlePlace
        | Block::Rule
        | Block::Reference { .. }
        | Block::Annex { .. }
        | Block::Lead(_)
        | Block::Summary(_)
        | Block::Frame(_)
        | Block::Figure(_)
        | Block::EndMark
        | Block::Blank(_)
        | Block::Place(_)
        | Block::Beside(_)
        | Block::PageBreak(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use gian_document::Note;
    use gian_vocabulary::values::Ground;

    use super::*;

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
            list: Continued::default(),
            bare: false,
            total: false,
            set,
        }
    }

    fn set(inlines: &[Inline], style: TextStyle, widths: Option<&dyn Widths>) -> String {
        let mut out = String::new();
        let places = Places::default();
        Emitter {
            metrics: &metrics(),
            widths,
            family: Family::Report,
            sections: 2,
            has_articles: false,
            places: &places,
        }
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
    fn a_letter_counts_its_items_over_a_note() {
        let item = |below| Item { text: vec![Inline::Text("항목".into())], below, marker: None, label: None };
        let note = || Block::Note(Note { sign: NoteSign::Remark, text: Vec::new(), below: Vec::new() });
        let below = vec![Block::Items(vec![item(Vec::new())]), note(), Block::Items(vec![item(Vec::new())])];
        let blocks = vec![Block::Items(vec![item(Vec::new())]), note(), Block::Items(vec![item(below)])];
        let document = Document { family: Family::Letter, blocks, ..Document::default() };
        let out = emit(&document, &metrics(), None);
        let marked: Vec<bool> = ["(\"1.\",)", "(\"2.\",)", "(\"가.\",)", "(\"나.\",)"].map(|m| out.contains(m)).into();
        assert_eq!(marked, [true; 4], "{out}");
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
