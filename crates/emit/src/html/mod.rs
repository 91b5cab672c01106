//! The tree as HTML: real headings, lists and tables; CSS draws markers and numbers.

pub(crate) mod escape;
mod inline;
mod items;
mod pages;
mod sheet;

use std::collections::BTreeSet;
use std::fmt::Write;

use gian_document::{Align, Block, Document, Drawing, Family, Figure, Image, Notice, Part, Table, plain};
use gian_korean::item::{roman, statutory};

pub use self::escape::escape;
use self::inline::{TextState, anchor, inlines, line};
use self::items::{list_items, write_note};
use self::pages::marks;
pub use self::sheet::approval;
use super::drawing::{self, Label, Mark, Scene, Stroke, TALLEST, Tone, WIDTH};
use super::format::{Delivery, Format};
use super::page_map::{Locator, Pages, Places, Turner};

/// The body of the page of a document, without PDF page marks and without sources of figures.
pub(crate) const FORMAT: Format = Format {
    name: "html",
    label: "HTML",
    media_type: "text/html",
    delivery: Delivery::Page,
    emit: |sheet| emit(sheet.document, &Pages::default()).into_bytes(),
};

/// An entry of the contents list of a page.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Heading {
    /// Anchor of the heading in the page.
    pub id: String,
    /// The heading with its number, as text.
    pub text: String,
    /// The PDF page that contains it.
    pub page: Option<Locator>,
}

/// Writes the body of a document, with a mark at the start of each page of its PDF.
pub fn emit(document: &Document, pages: &Pages) -> String {
    let mut out = String::new();
    let turner = Turner::new(document, pages);
    let mut counters = Counters { family: document.family, turner, ..Counters::default() };
    sheet::checklists(&document.front, &mut out);
    out.push_str(&marks(&counters.turner.begin()));
    sheet::letter_heads(&document.front, &mut out);
    blocks(&document.blocks, &mut counters, &mut out);
    let foot = document.back.iter().any(|p| matches!(p, Part::LetterFoot(_)));
    // The footnotes are at the ends of pages whose starts are already marked.
    if !foot {
        out.push_str(&marks(&counters.turner.rest()));
    }
    endnotes(&counters.text.notes, &mut out);
    sheet::letter_feet(&document.back, &mut counters.turner, &mut out);
    out
}

/// The footnotes, at the end of the page, with links back to their references.
fn endnotes(notes: &[String], out: &mut String) {
    if notes.is_empty() {
        return;
    }
    out.push_str("<section class=\"notes\" role=\"doc-endnotes\" aria-labelledby=\"notes-h\">\n<h3 id=\"notes-h\">각주</h3>\n<ol>\n");
    for (i, note) in notes.iter().enumerate() {
        let n = i + 1;
        let _ = writeln!(
            out,
            "<li id=\"fn{n}\">{note} <a class=\"back\" href=\"#fnref{n}\" role=\"doc-backlink\" aria-label=\"본문의 각주 {n} 자리로\">↩</a></li>"
        );
    }
    out.push_str("</ol>\n</section>\n");
}

/// The chapters of a document, with the ids assigned by [`emit`].
pub fn headings(document: &Document, pages: &Pages) -> Vec<Heading> {
    let places = Places::of(document);
    let page = |block: &Block| Some(pages.locator(pages.of(places.at(block)?)?));
    // Sections of a reference page belong to it.
    let first = document.blocks.iter().position(|b| matches!(b, Block::Reference { .. }));
    let has_chapters = document.blocks.iter().any(|b| matches!(b, Block::Chapter { .. }));
    document
        .blocks
        .iter()
        .enumerate()
        .filter(|(i, b)| !matches!(b, Block::Section { .. }) || first.is_none_or(|first| *i < first))
        .map(|(_, b)| b)
        .filter_map(|b| match b {
            Block::Chapter { number, title } => Some(Heading {
                id: format!("ch{number}"),
                text: format!("{}. {}", roman(*number), gian_document::plain(title)),
                page: page(b),
            }),
            Block::Section { number, title } if !has_chapters => Some(Heading {
                id: format!("s{number}"),
                text: format!("{number}. {}", gian_document::plain(title)),
                page: page(b),
            }),
            Block::Reference { number, title } => Some(Heading {
                id: reference_id(*number),
                text: format!("{}. {}", Block::reference_label(*number), gian_document::plain(title)),
                page: page(b),
            }),
            _ => None,
        })
        .collect()
}

fn reference_id(number: Option<usize>) -> String {
    format!("ref{}", number.unwrap_or(1))
}

/// Writes the notice of a public copy, without its heading.
pub fn notice(notice: &Notice) -> String {
    let mut out = format!("<p>{}</p>\n", line(&notice.standing));
    if !notice.grounds.is_empty() {
        out.push_str("<ul>");
        for ground in &notice.grounds {
            let _ = write!(out, "<li>{}</li>", escape(&Notice::legend(*ground)));
        }
        out.push_str("</ul>\n");
    }
    if let Some(request) = &notice.request {
        let _ = writeln!(out, "<p>{}</p>", line(request));
    }
    out
}

#[derive(Default)]
struct Counters<'a> {
    family: Family,
    turner: Turner<'a>,
    /// Prefix of the ids of sections: the chapter or reference page that contains them.
    part: String,
    /// Id of the section that contains the next subsection.
    section: String,
    table: usize,
    /// Nesting depth of items of a letter.
    level: usize,
    in_table: bool,
    /// Footnotes so far, and figures not linked yet.
    text: TextState,
    /// Captions of the tables so far.
    captions: BTreeSet<String>,
}

fn blocks(list: &[Block], counters: &mut Counters, out: &mut String) {
    for block in list {
        let begins = marks(&counters.turner.at(block));
        match block {
            Block::Chapter { number, title } => {
                counters.part = format!("ch{number}");
                let sign = roman(*number);
                let _ = writeln!(
                    out,
                    "{begins}<h3 class=\"chapter\" id=\"ch{number}\"><span class=\"no\">{sign}<span class=\"vh\">.</span></span> <span class=\"name\">{}</span></h3>",
                    inlines(title, &mut counters.text)
                );
            }
            Block::Section { number, title } => {
                // Without chapters, sections are the first level of headings.
                let (tag, id) = match counters.part.as_str() {
                    "" => ("h3", format!("s{number}")),
                    part => ("h4", format!("{part}-s{number}")),
                };
                counters.section.clone_from(&id);
                let title = inlines(title, &mut counters.text);
                let _ = writeln!(out, "{begins}<{tag} class=\"section\" id=\"{id}\">{number}. {title}</{tag}>");
            }
            Block::Subsection { number, title } => {
                let tag = if counters.part.is_empty() { "h4" } else { "h5" };
                let (id, sign) = (format!("{}-{number}", counters.section), statutory(2, *number));
                let title = inlines(title, &mut counters.text);
                let _ = writeln!(out, "{begins}<{tag} class=\"subsection\" id=\"{id}\">{sign} {title}</{tag}>");
            }
            Block::Reference { number, title } => {
                counters.part = reference_id(*number);
                let id = counters.part.clone();
                let label = Block::reference_label(*number);
                let title = inlines(title, &mut counters.text);
                let _ = writeln!(
                    out,
                    "{begins}<h3 class=\"reference\" id=\"{id}\"><span class=\"no\">{label}<span class=\"vh\">.</span></span> <span class=\"name\">{title}</span></h3>"
                );
            }
            Block::Summary(inner) => {
                out.push_str("<div class=\"brief\">\n");
                blocks(inner, counters, out);
                out.push_str("</div>\n");
            }
            Block::Frame(inner) => {
                out.push_str("<div class=\"frame\">\n");
                blocks(inner, counters, out);
                out.push_str("</div>\n");
            }
            Block::Items(items) => list_items(items, counters, out),
            Block::Paragraph(text) => {
                let _ = writeln!(out, "<p>{begins}{}</p>", inlines(text, &mut counters.text));
            }
            Block::Lead(text) => {
                let _ = writeln!(out, "<p class=\"lead\">{begins}{}</p>", inlines(text, &mut counters.text));
            }
            Block::Note(note) => write_note(note, &begins, counters, out),
            Block::Table(table) => {
                out.push_str(&begins);
                write_table(table, counters, out);
            }
            Block::Figure(figure) => {
                out.push_str(&begins);
                write_figure(figure, out);
            }
            Block::Attachments(lines) => {
                // A single one has no number.
                out.push_str(&lines.first().map_or(String::new(), |first| marks(&counters.turner.at(first))));
                let only = if lines.len() == 1 { " class=\"only\"" } else { "" };
                let _ = writeln!(out, "<div class=\"enclosures\"><p class=\"label\">붙임</p>\n<ol{only}>");
                for line in lines {
                    let begins = marks(&counters.turner.at(line));
                    let _ = writeln!(out, "<li>{begins}{}</li>", inlines(&line.text, &mut counters.text));
                }
                out.push_str("</ol></div>\n");
            }
            Block::EndMark => {
                let _ = writeln!(out, "{begins}<p class=\"end\">끝.</p>");
            }
            Block::PageBreak(_) => {}
        }
    }
}

fn write_table(table: &Table, counters: &mut Counters, out: &mut String) {
    counters.table += 1;
    let id = counters.table;
    let caption = plain(&table.caption);
    // Regions of one page need distinct names.
    let region = if counters.captions.insert(caption.clone()) {
        format!("aria-labelledby=\"t{id}\"")
    } else {
        format!("aria-label=\"{}, 표 {id}\"", escape(&caption))
    };
    let unit =
        table.unit.as_ref().map_or(String::new(), |u| format!(" <span class=\"unit\">(단위: {})</span>", escape(u)));
    let label = table.label().map_or(String::new(), |label| format!("&lt;{label}&gt; "));
    let anchor = table.name.as_ref().map_or(String::new(), |n| format!(" id=\"{}\"", anchor(&n.name)));
    let _ = write!(
        out,
        "<div class=\"scroll\" role=\"region\" {region} tabindex=\"0\"><table class=\"data\"{anchor}>\n<caption id=\"t{id}\">{label}{}{unit}</caption>\n<thead><tr>",
        inlines(&table.caption, &mut counters.text)
    );
    for column in &table.columns {
        let _ = write!(out, "<th scope=\"col\">{}</th>", inlines(&column.head, &mut counters.text));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str(if row.total { "<tr class=\"total\">" } else { "<tr>" });
        let mut begins = marks(&counters.turner.at(row));
        for cell in &row.cells {
            // The first column names the row; a merged cell in it names its group of rows.
            let (tag, scope) = match (cell.column, cell.rowspan) {
                _ if row.blank => ("td", ""),
                (0, 1) => ("th", " scope=\"row\""),
                (0, _) => ("th", " scope=\"rowgroup\""),
                _ => ("td", ""),
            };
            let _ = write!(out, "<{tag}{scope}");
            if cell.colspan > 1 {
                let _ = write!(out, " colspan=\"{}\"", cell.colspan);
            }
            if cell.rowspan > 1 {
                let _ = write!(out, " rowspan=\"{}\"", cell.rowspan);
            }
            match table.columns[cell.column].align {
                Align::Start => {}
                Align::Center => out.push_str(" class=\"center\""),
                Align::End => out.push_str(" class=\"right\""),
            }
            out.push('>');
            out.push_str(&std::mem::take(&mut begins));
            match cell.blocks.as_slice() {
                [Block::Paragraph(text)] => out.push_str(&inlines(text, &mut counters.text)),
                other => {
                    counters.in_table = true;
                    blocks(other, counters, out);
                    counters.in_table = false;
                }
            }
            let _ = write!(out, "</{tag}>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
}

/// A drawing with its caption, and its data as a table for all readers.
fn write_figure(figure: &Figure, out: &mut String) {
    let number = figure.number;
    let anchor = figure.name.as_ref().map_or(String::new(), |n| format!(" id=\"{}\"", anchor(n)));
    match &figure.content {
        Drawing::Image(image) => return write_image(figure, image, &anchor, out),
        Drawing::Schedule(_) | Drawing::Flow(_) => {}
    }
    let _ = write!(
        out,
        "<figure class=\"drawn\"{anchor}>\n<div class=\"scroll\" role=\"region\" aria-labelledby=\"f{number}\" tabindex=\"0\">\n"
    );
    for (i, scene) in drawing::scenes(figure).iter().enumerate() {
        let summary = drawing::summary(figure);
        write_scene(scene, &if i == 0 { summary } else { format!("{summary} (이어서 {})", i + 1) }, out);
    }
    let _ = write!(
        out,
        "</div>\n<figcaption id=\"f{number}\">&lt;{}&gt; {}</figcaption>\n</figure>\n",
        figure.label(),
        line(&figure.caption)
    );
    let (heads, rows) = drawing::data(figure);
    let _ = write!(
        out,
        "<details class=\"numbers\"><summary>{0} 자료 보기</summary>\n<div class=\"scroll\" role=\"region\" aria-labelledby=\"f{number}-data\" tabindex=\"0\"><table class=\"data\">\n<caption id=\"f{number}-data\">{0} 자료: {1}</caption>\n<thead><tr>",
        figure.label(),
        line(&figure.caption)
    );
    for head in heads {
        let _ = write!(out, "<th scope=\"col\">{head}</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>");
        for (x, cell) in row.iter().enumerate() {
            let (tag, scope) = if x == 0 { ("th", " scope=\"row\"") } else { ("td", "") };
            let _ = write!(out, "<{tag}{scope}>{}</{tag}>", line(cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div></details>\n");
}

/// An image file, which is stored beside the page.
fn write_image(figure: &Figure, image: &Image, anchor: &str, out: &mut String) {
    let ratio = image.size.1 / image.size.0.max(f64::MIN_POSITIVE);
    let width = (WIDTH * f64::from(image.percent) / 100.0).min(TALLEST / ratio.max(f64::MIN_POSITIVE));
    let pixels = |em: f64| (em * UNITS).round().max(1.0);
    let (width, height) = (pixels(width), pixels(width * ratio));
    let name = percent_encoding::utf8_percent_encode(&image.file, percent_encoding::NON_ALPHANUMERIC);
    let _ = writeln!(
        out,
        "<figure class=\"drawn picture\"{anchor}>\n<img src=\"{FIGURES}/{name}\" alt=\"{}\" width=\"{width}\" height=\"{height}\">\n<figcaption>&lt;{}&gt; {}</figcaption>\n</figure>",
        escape(&drawing::alternative(figure)),
        figure.label(),
        line(&figure.caption)
    );
}

/// Folder of the pictures of a page, beside it.
pub const FIGURES: &str = "figures";

/// SVG units for one em: browsers render text of one unit badly.
const UNITS: f64 = 16.0;

fn write_scene(scene: &Scene, name: &str, out: &mut String) {
    let _ = writeln!(
        out,
        "<svg class=\"drawing\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">",
        units(WIDTH),
        units(scene.height),
        escape(name)
    );
    for mark in &scene.marks {
        match mark {
            Mark::Rect { area, fill, edge } => {
                let fill = match fill {
                    Some(Tone::Main) => "main",
                    Some(Tone::Head) => "head",
                    None => "clear",
                };
                let _ = write!(
                    out,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" class=\"{fill}",
                    units(area.x),
                    units(area.y),
                    units(area.width),
                    units(area.height)
                );
                match edge {
                    Some(stroke) => {
                        let _ = writeln!(out, " {}\" stroke-width=\"{}\"/>", stroke_class(*stroke), units(stroke.em()));
                    }
                    None => out.push_str("\"/>\n"),
                }
            }
            Mark::Line { from, to, stroke } => {
                let _ = writeln!(
                    out,
                    "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"{}\" stroke-width=\"{}\"/>",
                    units(from.0),
                    units(from.1),
                    units(to.0),
                    units(to.1),
                    stroke_class(*stroke),
                    units(stroke.em())
                );
            }
            Mark::Head(points) => {
                let points: Vec<String> = points.iter().map(|p| format!("{},{}", units(p.0), units(p.1))).collect();
                let _ = writeln!(out, "<polygon points=\"{}\" class=\"main\"/>", points.join(" "));
            }
            Mark::Text(label) => write_label(label, out),
        }
    }
    out.push_str("</svg>\n");
}

fn stroke_class(stroke: Stroke) -> &'static str {
    match stroke {
        Stroke::Main | Stroke::Arrow => "line-main",
        Stroke::Rule => "line-rule",
    }
}

fn write_label(label: &Label, out: &mut String) {
    let area = label.area;
    let x = if label.centered { area.x + area.width / 2.0 } else { area.x };
    let _ = write!(
        out,
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\" class=\"{}{}\">",
        units(x),
        // The baseline is an eighth of the line height above the bottom.
        units(area.y + area.height * 0.88),
        units(area.height),
        if label.centered { "mid" } else { "start" },
        if label.bold { " bold" } else { "" }
    );
    for (text, mask) in &label.pieces {
        if *mask {
            let _ = write!(out, "<tspan class=\"withheld\">{}</tspan>", escape(text));
        } else {
            out.push_str(&escape(text));
        }
    }
    out.push_str("</text>\n");
}

/// A length in units, with only as many digits as are visible.
fn units(em: f64) -> String {
    let text = format!("{:.2}", em * UNITS);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
