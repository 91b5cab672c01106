//! The tree as HTML: real headings, lists and tables; CSS draws markers and numbers.

mod counters;
pub(crate) mod escape;
mod inline;
mod pages;
mod sheet;
mod table;

use std::fmt::Write;

use gian_document::{
    Align, Block, Continued, Document, Drawing, Family, Figure, Image, Item, Lettering, Note, NoteSign, Notice, Part,
    Photo, Spacing, continued,
};
use gian_korean::item::{roman, statutory};

use self::counters::Counters;
pub use self::escape::escape;
use self::inline::{anchor, inlines, line};
use self::pages::marks;
pub use self::sheet::approval;
use self::table::write_table;
use super::drawing::{self, Label, Mark, Scene, Stroke, TALLEST, Tone, WIDTH};
use super::format::{Delivery, Format};
use super::page_map::{Locator, Pages, Places, Turner};
use super::{photos, words};

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
    let mut counters = Counters::new(document.family, turner, blocks);
    sheet::checklists(&document.front, &mut out);
    let begun = counters.turner.begin();
    // A cover is the first page, and the lines around its title are on it.
    let has_cover = document.front.iter().any(|part| matches!(part, Part::Cover(_)));
    let (cover, others) = begun.split_at(usize::from(has_cover).min(begun.len()));
    out.push_str(&marks(cover));
    sheet::cover_lines(&document.front, &mut out);
    out.push_str(&marks(others));
    sheet::titles_by_hand(document, &mut out);
    let (body, pages) = document.body_and_pages();
    match Document::split_at_title(body) {
        Some((above, below)) => {
            blocks(above, &mut counters, &mut out);
            sheet::heads(&document.front, true, &mut out);
            blocks(below, &mut counters, &mut out);
        }
        None => {
            sheet::heads(&document.front, false, &mut out);
            blocks(body, &mut counters, &mut out);
        }
    }
    let foot = document.back.iter().any(|p| matches!(p, Part::LetterFoot(_) | Part::Closing(_)));
    if !pages.is_empty() {
        sheet::feet(&document.back, &mut counters.turner, false, &mut out);
        blocks(pages, &mut counters, &mut out);
    }
    // The footnotes are at the ends of pages whose starts are already marked.
    if !foot || !pages.is_empty() {
        out.push_str(&marks(&counters.turner.rest()));
    }
    endnotes(&counters.text.notes, &mut out);
    if pages.is_empty() {
        sheet::feet(&document.back, &mut counters.turner, true, &mut out);
    }
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
    let first = document
        .blocks
        .iter()
        .position(|b| matches!(b, Block::Reference { .. } | Block::Annex { .. } | Block::Title(_)));
    let (mut annexes, mut titles) = (0, 0);
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
            Block::Title(title) => {
                titles += 1;
                Some(Heading { id: title_id(titles), text: gian_document::plain(&title.text), page: page(b) })
            }
            Block::Annex { mark, title } => {
                annexes += 1;
                Some(Heading {
                    id: annex_id(annexes),
                    text: format!("{mark} {}", gian_document::plain(title)),
                    page: page(b),
                })
            }
            _ => None,
        })
        .collect()
}

fn reference_id(number: Option<usize>) -> String {
    format!("ref{}", number.unwrap_or(1))
}

/// The id of a title inside the document, by its position from 1.
fn title_id(count: usize) -> String {
    format!("title{count}")
}

/// The classes of a look of type, each with a leading space: a page has no styles of its own, so a size in points becomes
/// the nearest step.
fn lettering_classes(lettering: Lettering) -> String {
    /// Text of a size by which sizes in points are compared.
    const TEXT: f64 = 14.0;
    let share = lettering.size.points(TEXT) / TEXT;
    let mut classes = String::new();
    for (step, most) in [(" small", 0.93), ("", 1.12), (" large", 1.5), (" huge", 2.0), (" giant", f64::INFINITY)] {
        if share < most {
            classes.push_str(step);
            break;
        }
    }
    if lettering.bold {
        classes.push_str(" bold");
    }
    classes.push_str(match lettering.spacing {
        Spacing::Normal => "",
        Spacing::Wide => " spaced",
        Spacing::Widest => " spaced-more",
    });
    classes
}

/// The id of the page of an attachment, by its position in the document from 1.
fn annex_id(count: usize) -> String {
    format!("annex{count}")
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

fn blocks(list: &[Block], counters: &mut Counters, out: &mut String) {
    let lists = continued(list);
    for (block, position) in list.iter().zip(lists) {
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
            Block::Annex { mark, title } => {
                counters.annexes += 1;
                counters.part = annex_id(counters.annexes);
                let (id, mark) = (counters.part.clone(), escape(mark));
                counters.annex = Some(gian_document::plain(title));
                let title = inlines(title, &mut counters.text);
                let _ = writeln!(
                    out,
                    "{begins}<h3 class=\"reference annex\" id=\"{id}\"><span class=\"no\">{mark}</span> <span class=\"name\">{title}</span></h3>"
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
            Block::Article(article) => {
                let id = format!("{}{}", if article.is_part { "part" } else { "art" }, article.number);
                let tag = if article.is_part || counters.part.is_empty() { "h3" } else { "h4" };
                if article.is_part {
                    counters.part.clone_from(&id);
                }
                let title = inlines(&article.line(), &mut counters.text);
                let _ = writeln!(out, "{begins}<{tag} class=\"article\" id=\"{id}\">{title}</{tag}>");
            }
            Block::Aligned(align, lettering, inner) => {
                let class = match align {
                    Align::Start => "left",
                    Align::Center | Align::Even => "center",
                    Align::End => "right",
                };
                let _ = writeln!(out, "<div class=\"{class}{}\">", lettering_classes(*lettering));
                blocks(inner, counters, out);
                out.push_str("</div>\n");
            }
            Block::Title(title) => {
                counters.titles += 1;
                counters.part = title_id(counters.titles);
                let (id, classes) = (counters.part.clone(), lettering_classes(title.lettering));
                let text = inlines(&title.text, &mut counters.text);
                let _ = writeln!(out, "{begins}<h3 class=\"title{classes}\" id=\"{id}\">{text}</h3>");
            }
            Block::Rule => out.push_str("<hr>\n"),
            Block::Items(items) => list_items(items, position, counters, out),
            Block::Paragraph(text) => {
                let day = if !counters.in_table && words::is_day(&gian_document::plain(text)) {
                    " class=\"day\""
                } else {
                    ""
                };
                let _ = writeln!(out, "<p{day}>{begins}{}</p>", inlines(text, &mut counters.text));
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
                match &figure.content {
                    Drawing::Photos(rows) if counters.in_table => write_cell_pictures(rows, out),
                    _ => write_figure(figure, out),
                }
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
            Block::PageBreak(_) | Block::TitlePlace => {}
            Block::Blank(lines) => out.push_str(&"<br>".repeat(*lines)),
            Block::Place(place) => {
                let frame = if place.width.is_some() { " framed" } else { "" };
                let _ = write!(out, "<div class=\"place{frame}\">");
                match place.blocks.as_slice() {
                    [] => {
                        let _ = write!(out, "<span class=\"vh\">{}</span>", escape(&place.label()));
                    }
                    words => blocks(words, counters, out),
                }
                out.push_str("</div>\n");
            }
            Block::Beside(columns) => {
                out.push_str("<div class=\"beside-parts\">\n");
                for column in columns {
                    let _ = writeln!(out, "<div class=\"part{}\">", share_class(column.width));
                    blocks(&column.blocks, counters, out);
                    out.push_str("</div>\n");
                }
                out.push_str("</div>\n");
            }
        }
    }
}

/// The class of the share of a column, in steps of ten percent, because a page has no styles of its own.
fn share_class(width: Option<f64>) -> String {
    width.map_or(String::new(), |width| format!(" share{}", ((width / 10.0).round() * 10.0) as usize))
}

/// A note, with the lists below it in the same frame.
fn write_note(note: &Note, begins: &str, counters: &mut Counters, out: &mut String) {
    let sign = match note.sign {
        NoteSign::Remark => "",
        NoteSign::Pointer => " pointer",
    };
    let text = inlines(&note.text, &mut counters.text);
    if note.below.is_empty() {
        let _ = writeln!(out, "<p class=\"note{sign}\">{begins}{text}</p>");
        return;
    }
    let _ = writeln!(out, "<div class=\"note{sign}\">\n<p class=\"text\">{begins}{text}</p>");
    let around = std::mem::replace(&mut counters.in_table, true);
    blocks(&note.below, counters, out);
    counters.in_table = around;
    out.push_str("</div>\n");
}

fn list_items(items: &[Item], list: Continued, counters: &mut Counters, out: &mut String) {
    let letter = counters.family == Family::Letter && !counters.in_table;
    counters.level += 1;
    // A single item of a letter has no marker; the items below it take the markers of its level.
    let bare = usize::from(letter && list.total == 1);
    let marker = items.first().and_then(|i| i.marker.as_ref()).filter(|_| !letter);
    out.push_str(match marker {
        _ if letter => "<ul class=\"items letter\">\n",
        None => "<ul class=\"items\">\n",
        Some(marker) if marker.ordered => "<ul class=\"items marked\">\n",
        // Text of the second level and below is not bold.
        Some(marker) if marker.sign == "□" => "<ul class=\"items marked\">\n",
        Some(_) => "<ul class=\"items marked light\">\n",
    });
    for (i, item) in items.iter().enumerate() {
        out.push_str("<li>");
        out.push_str(&marks(&counters.turner.at(item)));
        if letter && list.total > 1 {
            let _ = write!(out, "<span class=\"no\">{}</span> ", statutory(counters.level, list.before + i + 1));
        }
        if let Some(marker) = item.marker.as_ref().filter(|_| !letter) {
            // Numbers are read aloud; a sign such as □ says nothing more than that it is an item.
            let quiet = if marker.ordered { "" } else { " aria-hidden=\"true\"" };
            let _ = write!(out, "<span class=\"no\"{quiet}>{}</span> ", escape(&marker.sign));
        }
        out.push_str("<span class=\"line\">");
        if let Some(label) = &item.label {
            let _ = write!(out, "<span class=\"label\">{}</span>: ", inlines(label, &mut counters.text));
        }
        let _ = write!(out, "{}</span>", inlines(&item.text, &mut counters.text));
        if !item.below.is_empty() {
            out.push('\n');
            counters.level -= bare;
            blocks(&item.below, counters, out);
            counters.level += bare;
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
    counters.level -= 1;
}

/// A drawing with its caption, and its data as a table for all readers.
fn write_figure(figure: &Figure, out: &mut String) {
    let index = figure.index;
    let anchor = figure.name.as_ref().map_or(String::new(), |n| format!(" id=\"{}\"", anchor(n)));
    match &figure.content {
        Drawing::Image(image) => return write_image(figure, image, &anchor, out),
        Drawing::Photos(rows) => return write_photos(figure, rows, &anchor, out),
        Drawing::Schedule(_) | Drawing::Flow(_) | Drawing::Chart(_) => {}
    }
    // Regions of one page need distinct names.
    let region = if figure.has_caption() {
        format!("aria-labelledby=\"f{index}\"")
    } else {
        format!("aria-label=\"{} ({index})\"", escape(&drawing::summary(figure)))
    };
    let _ = write!(
        out,
        "<figure class=\"drawn\"{anchor}>\n<div class=\"scroll\" role=\"region\" {region} tabindex=\"0\">\n"
    );
    for (i, scene) in drawing::scenes(figure).iter().enumerate() {
        let summary = drawing::summary(figure);
        write_scene(scene, &if i == 0 { summary } else { format!("{summary} (이어서 {})", i + 1) }, out);
    }
    let _ = write!(out, "</div>\n{}</figure>\n", figcaption(figure, &format!(" id=\"f{index}\"")));
    let (heads, rows) = drawing::data(figure);
    let (label, title) = if figure.has_caption() {
        (figure.label(), line(&figure.caption))
    } else {
        ("그림".to_owned(), escape(&drawing::summary(figure)).to_string())
    };
    let _ = write!(
        out,
        "<details class=\"numbers\"><summary>{label} 자료 보기</summary>\n<div class=\"scroll\" role=\"region\" aria-labelledby=\"f{index}-data\" tabindex=\"0\"><table class=\"data\">\n<caption id=\"f{index}-data\">{label} 자료: {title}</caption>\n<thead><tr>"
    );
    for head in heads {
        let _ = write!(out, "<th scope=\"col\">{}</th>", line(&head));
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
        "<figure class=\"drawn picture\"{anchor}>\n<img src=\"{FIGURES}/{name}\" alt=\"{}\" width=\"{width}\" height=\"{height}\">\n{}</figure>",
        escape(&drawing::alternative(figure)),
        figcaption(figure, "")
    );
}

/// Pictures in rows, each with its caption.
fn write_photos(figure: &Figure, rows: &[Vec<Photo>], anchor: &str, out: &mut String) {
    let _ = writeln!(out, "<figure class=\"drawn photos\"{anchor}>");
    let columns = rows.first().map_or(1, Vec::len);
    for row in rows {
        out.push_str("<div class=\"row\">\n");
        for (photo, percent) in row.iter().zip(photos::widths(row, columns)) {
            let image = &photo.image;
            let width = WIDTH * percent / 100.0;
            let pixels = |em: f64| (em * UNITS).round().max(1.0);
            let height = pixels(width * image.size.1 / image.size.0.max(f64::MIN_POSITIVE));
            let name = percent_encoding::utf8_percent_encode(&image.file, percent_encoding::NON_ALPHANUMERIC);
            let _ = writeln!(
                out,
                "<figure><img src=\"{FIGURES}/{name}\" alt=\"{}\" width=\"{}\" height=\"{height}\">{}</figure>",
                escape(&drawing::photo_alternative(photo)),
                pixels(width),
                if photo.caption.is_empty() {
                    String::new()
                } else {
                    format!("<figcaption>{}</figcaption>", line(&photo.caption))
                }
            );
        }
        out.push_str("</div>\n");
    }
    let _ = writeln!(out, "{}</figure>", figcaption(figure, ""));
}

/// Pictures of a cell, each with its caption.
fn write_cell_pictures(rows: &[Vec<Photo>], out: &mut String) {
    for row in rows {
        out.push_str("<div class=\"pictures\">\n");
        for photo in row {
            let image = &photo.image;
            let ratio = image.size.1 / image.size.0.max(f64::MIN_POSITIVE);
            // A cell is about half as wide as the text; a browser makes the picture as narrow as its cell.
            let share = if image.percent == 0 { 100.0 } else { f64::from(image.percent) };
            let wide = 0.5 * WIDTH * share / 100.0 / row.len() as f64;
            let tallest = image.tallest.map_or(f64::INFINITY, |mm| mm / EM_MM);
            let width = wide.min(tallest / ratio.max(f64::MIN_POSITIVE));
            let pixels = |em: f64| (em * UNITS).round().max(1.0);
            let name = percent_encoding::utf8_percent_encode(&image.file, percent_encoding::NON_ALPHANUMERIC);
            let caption = match photo.caption.as_slice() {
                [] => String::new(),
                words => format!("<figcaption>{}</figcaption>", line(words)),
            };
            let _ = writeln!(
                out,
                "<figure><img src=\"{FIGURES}/{name}\" alt=\"{}\" width=\"{}\" height=\"{}\">{caption}</figure>",
                escape(&drawing::photo_alternative(photo)),
                pixels(width),
                pixels(width * ratio),
            );
        }
        out.push_str("</div>\n");
    }
}

/// Millimetres of an em of a page, about.
const EM_MM: f64 = 4.2;

/// The caption of a figure with its number, on a line of its own; nothing without a caption.
fn figcaption(figure: &Figure, attributes: &str) -> String {
    if !figure.has_caption() {
        return String::new();
    }
    format!("<figcaption{attributes}>&lt;{}&gt; {}</figcaption>\n", figure.label(), line(&figure.caption))
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
                let fill = tone(*fill, "clear");
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
            Mark::Polygon { points, fill, edge } => {
                let points: Vec<String> = points.iter().map(|p| format!("{},{}", units(p.0), units(p.1))).collect();
                let fill = tone(*fill, "paper");
                let edge = edge.map_or(String::new(), |stroke| {
                    format!(" {}\" stroke-width=\"{}", stroke_class(stroke), units(stroke.em()))
                });
                let _ = writeln!(out, "<polygon points=\"{}\" class=\"{fill}{edge}\"/>", points.join(" "));
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

/// The name of a fill, or `empty` without one.
fn tone(fill: Option<Tone>, empty: &'static str) -> &'static str {
    match fill {
        Some(Tone::Main) => "main",
        Some(Tone::Head) => "head",
        None => empty,
    }
}

fn stroke_class(stroke: Stroke) -> &'static str {
    match stroke {
        Stroke::Main | Stroke::Arrow | Stroke::Thin | Stroke::Series => "line-main",
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
