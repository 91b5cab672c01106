//! Tables: caption, head of one or several rows, rows with their header cells.

use std::fmt::Write;
use std::ops::Range;

use gian_document::{Align, Block, Border, Cell, Diagonal, Row, RowKind, RowLine, Table, Vertical, plain};

use super::counters::Counters;
use super::escape::escape;
use super::inline::{anchor, inlines};
use super::pages::marks;

/// Header cells of a table whose head has several rows: each cell names its headers, because readers do not agree on
/// what a joined head covers.
#[derive(Default)]
struct Headers {
    /// Columns, rows and id of each header cell.
    cells: Vec<(Range<usize>, Range<usize>, String)>,
}

impl Headers {
    fn of(table: &Table, id: usize) -> Self {
        let mut headers = Self::default();
        if table.head.len() < 2 {
            return headers;
        }
        for (y, row) in table.head.iter().enumerate() {
            for cell in row {
                let columns = cell.column..cell.column + cell.colspan;
                headers.cells.push((columns, 0..usize::MAX, format!("t{id}-h{y}-{}", cell.column)));
            }
        }
        for (y, row) in table.rows.iter().enumerate() {
            for cell in row.cells.iter().filter(|c| row_scope(table, row, c).is_some()) {
                headers.cells.push((0..usize::MAX, y..y + cell.rowspan, format!("t{id}-r{y}-{}", cell.column)));
            }
        }
        headers
    }

    /// The `headers` of a cell, with a leading space; empty if the head is simple.
    fn attribute(&self, y: usize, cell: &Cell, own: &str) -> String {
        let covers = |(columns, rows, _): &&(Range<usize>, Range<usize>, String)| {
            columns.start < cell.column + cell.colspan && cell.column < columns.end && rows.contains(&y)
        };
        let ids: Vec<&str> = self.cells.iter().filter(covers).map(|c| c.2.as_str()).filter(|id| *id != own).collect();
        if ids.is_empty() { String::new() } else { format!(" headers=\"{}\"", ids.join(" ")) }
    }
}

pub(super) fn write_table(table: &Table, counters: &mut Counters, out: &mut String) {
    counters.table += 1;
    let id = counters.table;
    let anchor = table.name.as_ref().map_or(String::new(), |n| format!(" id=\"{}\"", anchor(&n.name)));
    let form = if table.has_labels() { " form" } else { "" };
    let look = look(table);
    let caption = caption(table, id, counters);
    // Regions of one page need distinct names.
    let text = plain(&table.caption);
    // The title of an attachment names its table.
    let annex = counters.annex.take().filter(|name| counters.captions.insert(name.clone()));
    let unnamed = annex.unwrap_or_else(|| format!("표 {id}"));
    let named = !text.is_empty() && counters.captions.insert(text.clone());
    let region = match (named, text.is_empty()) {
        (true, _) => format!("aria-labelledby=\"t{id}\""),
        (false, false) => format!("aria-label=\"{}, 표 {id}\"", escape(&text)),
        (false, true) => format!("aria-label=\"{}\"", escape(&unnamed)),
    };
    let own = if caption.is_empty() { format!(" aria-label=\"{}\"", escape(&unnamed)) } else { String::new() };
    let _ = write!(
        out,
        "<div class=\"scroll\" role=\"region\" {region} tabindex=\"0\"><table class=\"data{form}{look}\"{anchor}{own}>\n{caption}"
    );
    let headers = Headers::of(table, id);
    if !table.head.is_empty() {
        out.push_str("<thead>");
        for (y, row) in table.head.iter().enumerate() {
            out.push_str("<tr>");
            for cell in row {
                out.push_str("<th scope=\"col\"");
                if !headers.cells.is_empty() {
                    let _ = write!(out, " id=\"t{id}-h{y}-{}\"", cell.column);
                }
                spans(cell.colspan, cell.rowspan, out);
                if cell.spread {
                    out.push_str(" class=\"spread\"");
                }
                let _ = write!(out, ">{}</th>", inlines(&cell.text, &mut counters.text));
            }
            out.push_str("</tr>");
        }
        out.push_str("</thead>\n");
    }
    out.push_str("<tbody>\n");
    for (y, row) in table.rows.iter().enumerate() {
        write_row((table, y, row), id, &headers, counters, out);
    }
    out.push_str("</tbody></table></div>\n");
}

/// The classes of the lines and the width of a table, each with a leading space. Widths are steps of ten percent, because
/// a page has no styles of its own.
fn look(table: &Table) -> String {
    let mut classes = match table.border {
        Border::Open => "",
        Border::Closed => " closed",
        Border::Ends => " ends",
        Border::Rows => " rows",
        Border::Frame => " framed",
        Border::Thick => " closed thick",
        Border::Double => " closed double",
        Border::None => " borderless",
    }
    .to_owned();
    if let Some(width) = table.width {
        let _ = write!(classes, " w{}", ((width / 10.0).round() * 10.0) as usize);
        classes.push_str(match table.position {
            Align::Start => "",
            Align::Center | Align::Even => " middle",
            Align::End => " end",
        });
    }
    classes
}

/// The caption with number and unit; empty if there is none of them.
fn caption(table: &Table, id: usize, counters: &mut Counters) -> String {
    let unit =
        table.unit.as_ref().map_or(String::new(), |u| format!("<span class=\"unit\">(단위: {})</span>", escape(u)));
    let label = table.label().map_or(String::new(), |label| format!("&lt;{label}&gt;"));
    let words = inlines(&table.caption, &mut counters.text);
    let parts: Vec<String> = [label, words, unit].into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { String::new() } else { format!("<caption id=\"t{id}\">{}</caption>\n", parts.join(" ")) }
}

fn write_row(
    (table, y, row): (&Table, usize, &Row),
    id: usize,
    headers: &Headers,
    counters: &mut Counters,
    out: &mut String,
) {
    let kind = match row.kind {
        RowKind::Entry | RowKind::Blank => "",
        RowKind::Subtotal => "subtotal",
        RowKind::Total => "total",
    };
    let tall = if row.height.is_some() { "tall" } else { "" };
    let bold = if row.bold { "subtotal" } else { "" };
    let line = match row.line {
        None => "",
        Some(RowLine::None) => "no-line",
        Some(RowLine::Thick) => "thick-line",
        Some(RowLine::Dashed) => "dashed-line",
    };
    let classes = [if kind.is_empty() { bold } else { kind }, tall, line]
        .into_iter()
        .filter(|c| !c.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    out.push_str(&if classes.is_empty() { "<tr>".to_owned() } else { format!("<tr class=\"{classes}\">") });
    let mut begins = marks(&counters.turner.at(row));
    for cell in &row.cells {
        let scope = row_scope(table, row, cell);
        let tag = if scope.is_some() { "th" } else { "td" };
        let _ = write!(out, "<{tag}");
        let mut own = String::new();
        if let Some(scope) = scope {
            let _ = write!(out, " scope=\"{scope}\"");
            if !headers.cells.is_empty() {
                own = format!("t{id}-r{y}-{}", cell.column);
                let _ = write!(out, " id=\"{own}\"");
            }
        }
        out.push_str(&headers.attribute(y, cell, &own));
        spans(cell.colspan, cell.rowspan, out);
        let align = match table.align_of(cell) {
            Align::Start => "",
            Align::Center => "center",
            Align::End => "right",
            Align::Even => "even",
        };
        let label = if cell.label { "label" } else { "" };
        let shaded = if cell.shaded { "shaded" } else { "" };
        let vertical = match cell.look.vertical {
            Vertical::Top => "top",
            Vertical::Middle => "",
            Vertical::Bottom => "bottom",
        };
        let upright = if cell.look.upright { "upright" } else { "" };
        let diagonal = match cell.look.diagonal {
            None => "",
            Some(Diagonal::Up) => "diagonal up",
            Some(Diagonal::Down) => "diagonal down",
        };
        let classes = [label, shaded, align, vertical, upright, diagonal]
            .into_iter()
            .filter(|c| !c.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        if !classes.is_empty() {
            let _ = write!(out, " class=\"{classes}\"");
        }
        out.push('>');
        out.push_str(&std::mem::take(&mut begins));
        match cell.blocks.as_slice() {
            [Block::Paragraph(text)] if cell.look.upright => {
                let _ = write!(out, "<span class=\"letters\">{}</span>", inlines(text, &mut counters.text));
            }
            [Block::Paragraph(text)] => out.push_str(&inlines(text, &mut counters.text)),
            other => {
                counters.in_table = true;
                (counters.blocks)(other, counters, out);
                counters.in_table = false;
            }
        }
        let _ = write!(out, "</{tag}>");
    }
    out.push_str("</tr>\n");
}

/// The scope of a cell that names others of its row. In a form these are the labels; otherwise the first column, of
/// which a joined cell names its group of rows.
fn row_scope(table: &Table, row: &Row, cell: &Cell) -> Option<&'static str> {
    let names = if table.has_labels() { cell.label } else { cell.column == 0 && row.kind != RowKind::Blank };
    names.then_some(if cell.rowspan > 1 { "rowgroup" } else { "row" })
}

fn spans(colspan: usize, rowspan: usize, out: &mut String) {
    if colspan > 1 {
        let _ = write!(out, " colspan=\"{colspan}\"");
    }
    if rowspan > 1 {
        let _ = write!(out, " rowspan=\"{rowspan}\"");
    }
}
