//! Tables: the widths of columns, rows that stay on one page, cells and their labels.

use std::fmt::Write;
use std::ops::Range;

use gian_document::{
    Align, Beside, Block, Border, Cell, Continued, Diagonal, HeadCell, Inline, Row, RowKind, RowLine, Table, Vertical,
    plain,
};

use super::emitter::Emitter;
use super::markup::{PIECE, literal, target};
use super::number_cell::{is_number, is_strong};
use super::style::{BOLD, HEAD, MM, Set, TextStyle};
use crate::linebreak::{Face, Run};
use crate::page_map::row_cell;
use crate::words;

/// Maximum lines of a row that is kept on one page: about half a page.
const UNSPLIT_LINES: usize = 24;

/// Maximum lines of a table that is never split over pages.
const WHOLE_LINES: usize = 12;

/// Padding of a cell on both sides, in pt.
const INSET: f64 = 2.0 * 2.2 * MM;

/// Space between the two lines around a table, in pt: that of `tablebox` in `house.typ`.
const DOUBLE_INSET: f64 = 0.9 * MM;

/// A table with the widths of its columns, in pt.
struct Sized<'a> {
    table: &'a Table,
    widths: Vec<f64>,
}

impl Sized<'_> {
    /// Width of the text in a cell over some columns.
    fn inside(&self, column: usize, colspan: usize) -> f64 {
        self.widths[column..column + colspan].iter().sum::<f64>() - INSET
    }
}

impl Emitter<'_> {
    pub(super) fn table(self, table: &Table, width: f64, ends: bool, out: &mut String) {
        let size = self.metrics.table;
        let width = table.width_in(width);
        if table.width.is_some() {
            let _ =
                write!(out, "#align({}, block(width: {width:.2}pt, above: 4mm, below: 5mm)[", align(table.position));
        }
        let style = TextStyle {
            level: 0,
            width,
            size,
            face: HEAD,
            in_table: true,
            siblings: 0,
            list: Continued::default(),
            bare: false,
            total: false,
            set: Set::Ragged,
        };
        // The outer one of two lines around a table takes room from its columns.
        let width = if table.border == Border::Double { width - 2.0 * DOUBLE_INSET } else { width };
        let shares = table.shares(width / size, INSET / size);
        let sized = Sized { table, widths: shares.iter().map(|share| share * width).collect() };
        let heights: Vec<usize> = table.rows.iter().map(|r| lines_of_row(r, &sized, size)).collect();
        let lines = heights.iter().sum::<usize>();
        let whole = lines <= WHOLE_LINES;
        let name = table.name.as_ref().map_or("none".to_owned(), |n| literal(&target(&n.name)));
        let _ = write!(out, "#datatable(whole: {whole}, ends: {ends}, name: {name}");
        if !table.caption.is_empty() {
            out.push_str(", caption: [");
            self.inlines(&table.caption, TextStyle { width: 30.0 * size, set: Set::Title, ..style }, false, out);
            out.push(']');
        }
        if let Some(label) = table.label() {
            let _ = write!(out, ", label-text: {}", literal(&format!("<{label}>")));
        }
        let _ = write!(out, ", unit: {}", table.unit.as_ref().map_or("none".into(), |u| literal(u)));
        let widths: Vec<String> = shares.iter().map(|share| format!("{:.3}fr", 100.0 * share)).collect();
        let _ = write!(out, ", columns: ({},)", widths.join(", "));
        let aligns: Vec<&str> = table.columns.iter().map(|c| align(c.align)).collect();
        let _ = write!(
            out,
            ", aligns: ({},), head-rows: {}, labels: {}, borderless: {}, head: (",
            aligns.join(", "),
            table.head.len(),
            table.has_labels(),
            table.border == Border::None
        );
        self.head(&sized, style, out);
        out.push_str("), cells: (\n");
        self.rows(&sized, &heights, style, out);
        out.push(')');
        if table.whole && !whole {
            out.push_str(", stays: true");
        }
        if let Some(border) = border(table.border) {
            let _ = write!(out, ", border: {}", literal(border));
        }
        let lines: Vec<String> =
            table.rows.iter().enumerate().filter_map(|(y, row)| Some(line_above(y, row.line?))).collect();
        if !lines.is_empty() {
            let _ = write!(out, ", lines: ({},)", lines.join(", "));
        }
        out.push_str(if table.width.is_some() { ")])\n" } else { ")\n" });
    }

    fn head(self, sized: &Sized<'_>, style: TextStyle, out: &mut String) {
        for (y, row) in sized.table.head.iter().enumerate() {
            for HeadCell { column, colspan, rowspan, text, spread } in row {
                let _ = write!(out, "(x: {column}, y: {y}, colspan: {colspan}, rowspan: {rowspan}, body: [");
                let width = sized.inside(*column, *colspan);
                let label = plain(text);
                let apart = spread_width(&label, style.size);
                if *spread && apart <= width {
                    let _ = write!(out, "#even({apart:.2}pt, {})", literal(&label));
                } else {
                    self.inlines(text, TextStyle { width, set: Set::Title, ..style }, false, out);
                }
                out.push_str("]), ");
            }
        }
    }

    fn rows(self, sized: &Sized<'_>, heights: &[usize], style: TextStyle, out: &mut String) {
        let table = sized.table;
        // For each row, the lines of all rows that its cells join.
        let joined: Vec<usize> = row_groups(table)
            .into_iter()
            .flat_map(|group| std::iter::repeat_n(heights[group.clone()].iter().sum(), group.len()))
            .collect();
        let even = self.even_widths(sized, style.size);
        let numbers = self.number_sizes(sized, style.size);
        for (y, row) in table.rows.iter().enumerate() {
            let of = |c: &Cell| lines_of_cell(c, sized.inside(c.column, c.colspan) / style.size);
            let tallest = row.cells.iter().map(of).max().unwrap_or(1);
            // A row is kept whole only if all rows joined by its cells are.
            let breakable = joined[y].max(tallest) > UNSPLIT_LINES;
            let total = is_bold(row);
            for (x, cell) in row.cells.iter().enumerate() {
                let _ = write!(
                    out,
                    "(x: {}, y: {y}, colspan: {}, rowspan: {}, breakable: {breakable}, ",
                    cell.column, cell.colspan, cell.rowspan
                );
                match row.kind {
                    RowKind::Entry if row.bold => out.push_str("subtotal: true, "),
                    RowKind::Entry => {}
                    RowKind::Total => out.push_str("total: true, "),
                    RowKind::Subtotal => out.push_str("subtotal: true, "),
                    RowKind::Blank => out.push_str("blank: true, "),
                }
                if cell.label {
                    out.push_str("label: true, ");
                }
                if cell.shaded {
                    out.push_str("shaded: true, ");
                }
                let vertical = vertical(cell.look.vertical);
                let own = cell.align.or(vertical.and_then(|_| table.columns.get(cell.column)).map(|c| c.align));
                if let Some(own) = own {
                    let _ = write!(out, "align: {}, ", align(own));
                }
                if let Some(vertical) = vertical {
                    let _ = write!(out, "vertical: {vertical}, ");
                }
                if let Some(diagonal) = cell.look.diagonal {
                    let _ = write!(out, "diagonal: {}, ", literal(direction(diagonal)));
                }
                if let (Some(height), 1) = (row.height, cell.rowspan) {
                    let _ = write!(out, "height: {height:.1}mm, ");
                }
                // Beside the body, because an empty body marks a blank cell.
                if row_cell(row) == Some(x) {
                    out.push_str("place: [");
                    self.place(row, out);
                    out.push_str("], ");
                }
                out.push_str("body: [");
                let width = sized.inside(cell.column, cell.colspan);
                match even_label(table, cell) {
                    _ if cell.look.upright => {
                        if let [Block::Paragraph(text)] = cell.blocks.as_slice() {
                            let _ = write!(out, "#upright({})", literal(&plain(text)));
                        }
                    }
                    // Labels of a column are as wide as the widest of them, if there is room.
                    Some(label) if even[cell.column] <= width => {
                        let _ = write!(out, "#even({:.2}pt, {})", even[cell.column], literal(&label));
                    }
                    Some(_) | None => {
                        let total = total || cell.label;
                        let size = numbers[cell.column].filter(|_| number_of(cell).is_some());
                        if let Some(size) = size {
                            let _ = write!(out, "#text(size: {size:.2}pt)[");
                        }
                        self.blocks(&cell.blocks, TextStyle { width, total, ..style }, false, out);
                        if size.is_some() {
                            out.push(']');
                        }
                    }
                }
                out.push_str("]),\n");
            }
        }
    }

    /// For each column, the size at which its widest number stands on one line, in pt; `None` if that is the size of the
    /// table. All numbers of a column have one size.
    fn number_sizes(self, sized: &Sized<'_>, size: f64) -> Vec<Option<f64>> {
        let mut shares = vec![1.0_f64; sized.widths.len()];
        for row in &sized.table.rows {
            for cell in &row.cells {
                let Some((number, strong)) = number_of(cell) else { continue };
                let face = if strong { Face { weight: BOLD, ..HEAD } } else { HEAD };
                let wide = self.text_width(&number, Run { face, size, tracking: 0.0 }, is_bold(row) || cell.label);
                let share = &mut shares[cell.column];
                *share = share.min(sized.inside(cell.column, cell.colspan) / wide.max(f64::MIN_POSITIVE));
            }
        }
        shares.into_iter().map(|share| (share < 1.0).then_some((0.99 * share * size).max(LEAST_NUMBER))).collect()
    }

    /// For each column, the width of its widest label with letters that stand apart, in pt.
    fn even_widths(self, sized: &Sized<'_>, size: f64) -> Vec<f64> {
        let mut widths = vec![0.0_f64; sized.widths.len()];
        let run = Run { face: Face { weight: BOLD, ..HEAD }, size, tracking: 0.0 };
        let mut apart = vec![false; sized.widths.len()];
        for cell in sized.table.rows.iter().flat_map(|row| &row.cells) {
            apart[cell.column] |= cell.align == Some(Align::Even);
        }
        for cell in sized.table.rows.iter().flat_map(|row| &row.cells) {
            // A label among labels that the writer set apart is as wide as they are.
            if cell.label
                && !cell.look.upright
                && apart[cell.column]
                && let [Block::Paragraph(text)] = cell.blocks.as_slice()
                && plain(text).chars().count() <= LONGEST_LABEL
            {
                widths[cell.column] = widths[cell.column].max(self.text_width(&plain(text), run, false));
            }
            if let Some(label) = even_label(sized.table, cell).filter(|_| !cell.look.upright) {
                let natural = self.text_width(&label, run, false);
                let least = if cell.align == Some(Align::Even) { spread_width(&label, size) } else { 0.0 };
                widths[cell.column] = widths[cell.column].max(natural).max(least);
            }
        }
        widths
    }
}

/// Least type size of a number in pt: `least-size` of `house.typ`.
const LEAST_NUMBER: f64 = 6.5;

/// Maximum letters of a label by which others are spread.
const LONGEST_LABEL: usize = 6;

/// The width of a label whose letters the writer set apart: a letter for each space between them.
fn spread_width(label: &str, size: f64) -> f64 {
    let letters = label.chars().count().max(1);
    let gaps = (letters - 1).min(2);
    (letters + gaps) as f64 * size
}

/// Whether the text of a row is bold.
fn is_bold(row: &Row) -> bool {
    row.bold || matches!(row.kind, RowKind::Total | RowKind::Subtotal)
}

/// The number of a cell that is one number, and whether it is bold by itself.
fn number_of(cell: &Cell) -> Option<(String, bool)> {
    match cell.blocks.as_slice() {
        [Block::Paragraph(text)] => Some((plain(text), is_strong(text))).filter(|(number, _)| is_number(number)),
        _ => None,
    }
}

/// The lines of a table as an argument of `datatable`; `None` for those that it draws without one.
fn border(border: Border) -> Option<&'static str> {
    match border {
        Border::Open | Border::None => None,
        Border::Closed => Some("closed"),
        Border::Ends => Some("ends"),
        Border::Rows => Some("rows"),
        Border::Frame => Some("frame"),
        Border::Thick => Some("thick"),
        Border::Double => Some("double"),
    }
}

/// The line above a row as an argument of `datatable`.
fn line_above(y: usize, line: RowLine) -> String {
    let kind = match line {
        RowLine::None => "none",
        RowLine::Thick => "thick",
        RowLine::Dashed => "dashed",
    };
    format!("(y: {y}, kind: {})", literal(kind))
}

/// The vertical alignment of a cell; `None` in the middle, where all cells are.
fn vertical(vertical: Vertical) -> Option<&'static str> {
    match vertical {
        Vertical::Top => Some("top"),
        Vertical::Middle => None,
        Vertical::Bottom => Some("bottom"),
    }
}

fn direction(diagonal: Diagonal) -> &'static str {
    match diagonal {
        Diagonal::Up => "up",
        Diagonal::Down => "down",
    }
}

/// The text of a cell whose letters stand apart: one line of plain text.
fn even_label(table: &Table, cell: &Cell) -> Option<String> {
    let is_plain = |text: &[Inline]| text.iter().all(|i| matches!(i, Inline::Text(_)));
    match (table.align_of(cell), cell.blocks.as_slice()) {
        (Align::Even, [Block::Paragraph(text)]) if is_plain(text) => Some(plain(text)),
        _ => None,
    }
}

pub(super) fn align(align: Align) -> &'static str {
    match align {
        Align::Start => "left",
        Align::Center | Align::Even => "center",
        Align::End => "right",
    }
}

/// Lines of the tallest cell of a row, or those that its height has room for.
fn lines_of_row(row: &Row, sized: &Sized<'_>, size: f64) -> usize {
    let of = |c: &Cell| lines_of_cell(c, sized.inside(c.column, c.colspan) / size);
    let tallest = row.cells.iter().filter(|c| c.rowspan == 1).map(of).max().unwrap_or(1);
    tallest.max(row.height.map_or(0, |mm| (mm * MM / (1.5 * size)) as usize))
}

/// Lines of a cell; letters below each other take one each.
fn lines_of_cell(cell: &Cell, max_em: f64) -> usize {
    lines(&cell.blocks, if cell.look.upright { 1.0 } else { max_em })
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

/// Height of a line of a table in mm, about.
const LINE_MM: f64 = 5.4;

/// Estimated number of lines of blocks at a line length of `max_em`.
pub(super) fn lines(blocks: &[Block], max_em: f64) -> usize {
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
            Block::Article(article) => of(&article.title),
            Block::Note(note) => of(&note.text) + lines(&note.below, max_em - 1.5),
            Block::Chapter { title, .. }
            | Block::Section { title, .. }
            | Block::Subsection { title, .. }
            | Block::Reference { title, .. }
            | Block::Annex { title, .. } => of(title),
            Block::Title(title) => 1 + of(&title.text),
            Block::Summary(inner) | Block::Frame(inner) | Block::Aligned(_, _, inner) => 1 + lines(inner, max_em),
            Block::Table(table) => 2 + table.rows.len(),
            Block::Figure(_) => 20,
            Block::Blank(lines) => *lines,
            Block::Place(place) => ((place.height / LINE_MM) as usize).max(lines(&place.blocks, max_em)),
            Block::Beside(columns) => {
                let shares = Beside::shares(columns).into_iter().zip(columns);
                shares.map(|(share, column)| lines(&column.blocks, max_em * share)).max().unwrap_or(1)
            }
            Block::Attachments(list) => list.len(),
            Block::EndMark | Block::PageBreak(_) | Block::Rule | Block::TitlePlace => 1,
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
