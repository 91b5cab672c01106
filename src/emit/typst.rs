//! The tree as Typst markup that calls the functions of `templates/pdf/house.typ`.
//!
//! Text is always written as string literals, so nothing that a writer wrote is read as Typst.

use std::fmt::Write;
use std::ops::Range;

use super::drawing::{self, Mark, Scene, Stroke, Tone, WIDTH};
use super::words;
use crate::document::{
    Align, AttachmentLine, Block, Cell, Document, Drawing, Family, Figure, Image, Inline, Item, Letter, Notice,
    Signature, Table, figures, plain,
};
use crate::korean::item::{roman, statutory};

/// Measures that decide which words fit a line.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    /// Width of the text area in pt.
    pub width: f64,
    /// Type size of the text in pt.
    pub text: f64,
    /// Type size in tables in pt.
    pub table: f64,
}

/// Lines that a row may have and still be kept on one page: about half of it.
const UNSPLIT_LINES: usize = 24;

/// Share of a line that text may take by estimate and still surely fit: levels differ in size and
/// indent, and the end mark may follow.
const ONE_LINE: f64 = 0.78;

/// Lines of a table that is never split over pages.
const WHOLE_LINES: usize = 12;

/// Writes the body of a document.
pub fn emit(document: &Document, measure: Measure) -> String {
    let mut out = String::new();
    let emitter = Emitter { measure, family: document.family };
    if let Some(letter) = &document.letter {
        emitter.letter_head(letter, &mut out);
    }
    emitter.flow(&document.blocks, &mut out);
    if let Some(letter) = &document.letter {
        emitter.letter_foot(letter, &mut out);
    }
    if let Some(notice) = &document.notice {
        emitter.notice(notice, &mut out);
    }
    out
}

/// The pictures of a document: the name that each has for Typst, and the file. The names are ours, whatever the files
/// are called.
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

/// A Typst string literal.
pub fn literal(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            // Controls have no glyph; they are refused in the sources and never written.
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// One line of text as content whose words are kept whole.
pub fn line(text: &str, max_em: f64) -> String {
    let mut out = String::from("[");
    write_words(&[(text.to_owned(), Style::default())], max_em, &mut out);
    out.push(']');
    out
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Style {
    strong: bool,
    emphasis: bool,
    withheld: bool,
    link: Option<String>,
    reference: Option<String>,
    line_break: bool,
}

#[derive(Clone, Copy)]
struct Emitter {
    measure: Measure,
    family: Family,
}

/// Where text stands: how deep in items, and how much of a line it has.
#[derive(Clone, Copy)]
struct Spot {
    level: usize,
    max_em: f64,
    in_table: bool,
    /// Number of items in the list around, which says how wide its markers are.
    siblings: usize,
}

impl Emitter {
    fn flow(self, blocks: &[Block], out: &mut String) {
        let spot = Spot { level: 0, max_em: self.measure.width / self.measure.text, in_table: false, siblings: 0 };
        let ends = blocks.last() == Some(&Block::EndMark);
        let body = if ends { &blocks[..blocks.len() - 1] } else { blocks };
        self.blocks(body, spot, ends, out);
        if ends && !body.last().is_some_and(takes_end_mark) {
            out.push_str("#endline()\n");
        }
    }

    fn notice(self, notice: &Notice, out: &mut String) {
        let _ = write!(out, "#copynotice({}", literal(Notice::TITLE));
        for line in notice.lines() {
            out.push_str(", [");
            self.inlines(&line, self.measure.width / self.measure.table, out);
            out.push(']');
        }
        out.push_str(")\n");
    }

    fn letter_head(self, letter: &Letter, out: &mut String) {
        let line = |inlines: &[Inline]| {
            let mut text = String::from("[");
            self.inlines(inlines, self.measure.width / self.measure.text - 5.0, &mut text);
            text + "]"
        };
        let option = |text: &Option<String>| text.as_ref().map_or("none".to_owned(), |t| literal(t));
        let _ = writeln!(
            out,
            "#letterhead(slogan: {}, agency: {}, receiver: {}, via: {}, title: {})",
            option(&letter.slogan),
            literal(&letter.agency),
            line(&letter.receiver),
            option(&letter.via),
            line(&letter.title),
        );
    }

    fn letter_foot(self, letter: &Letter, out: &mut String) {
        let list = |items: Vec<String>| items.iter().fold(String::new(), |all, item| all + item + ", ");
        let signature = |s: &Signature| {
            let notes = list(s.notes.iter().map(|n| literal(n)).collect());
            format!("(title: {}, notes: ({notes}), name: {})", literal(&s.title), literal(&s.name))
        };
        let signatures = |all: &[Signature]| format!("({})", list(all.iter().map(signature).collect()));
        let receivers = letter.receivers.iter().map(|r| {
            let mut text = String::from("[");
            self.inlines(r, 40.0, &mut text);
            text + "]"
        });
        let approvals = letter.approvals.iter().map(|a| {
            let agency = a.agency.as_ref().map_or("none".to_owned(), |t| literal(t));
            format!("(agency: {agency}, signatures: {})", signatures(&a.signatures))
        });
        let _ = writeln!(
            out,
            "#letterfoot(senders: ({}), seal-note: {}, receivers: ({}), approvals: ({}), cooperation: {}, issue: {}, contact: ({}))",
            list(letter.senders.iter().map(|s| literal(s)).collect()),
            letter.seal_note.map_or("none".to_owned(), literal),
            list(receivers.collect()),
            list(approvals.collect()),
            signatures(&letter.cooperation),
            literal(&format!("시행 {} ({})", letter.issue.0, letter.issue.1)),
            list(letter.contact.iter().map(|c| literal(c)).collect()),
        );
    }

    /// `ends`: the last line of these blocks carries the end mark.
    fn blocks(self, blocks: &[Block], spot: Spot, ends: bool, out: &mut String) {
        for (i, block) in blocks.iter().enumerate() {
            if let (Block::Items(items), Some(Block::Table(_) | Block::Figure(_))) = (block, blocks.get(i + 1))
                && items.len() == 1
                && items[0].below.is_empty()
            {
                // A lone item is the heading of the table or figure after it.
                out.push_str("#with-next[");
                self.block(block, spot, false, out);
                out.push_str("]\n");
                continue;
            }
            self.block(block, spot, ends && i + 1 == blocks.len(), out);
        }
    }

    fn block(self, block: &Block, spot: Spot, ends: bool, out: &mut String) {
        match block {
            Block::Chapter { number, title } => {
                let _ = write!(out, "#chapter({})[", literal(&roman(*number)));
                // Chapter titles are larger than the text that the measure counts in.
                self.inlines(title, spot.max_em * 0.75, out);
                out.push_str("]\n");
            }
            Block::Section { number, title } => {
                let _ = write!(out, "#section({})[", literal(&format!("{number}.")));
                self.inlines(title, spot.max_em * 0.8, out);
                out.push_str("]\n");
            }
            Block::Items(items) => self.items(items, spot, ends, out),
            Block::Paragraph(text) => {
                out.push_str(if spot.in_table { "#cellpar[" } else { "#para[" });
                self.inlines(text, spot.max_em, out);
                self.end(ends, out);
                out.push_str("]\n");
            }
            Block::Lead(text) => {
                out.push_str("#lead[");
                self.inlines(text, spot.max_em * 0.9, out);
                out.push_str("]\n");
            }
            Block::Note(text) => {
                let _ = write!(out, "#note({}, {})[", spot.level, spot.in_table);
                self.inlines(text, spot.max_em, out);
                out.push_str("]\n");
            }
            Block::Table(table) => self.table(table, out),
            Block::Figure(figure) => self.figure(figure, out),
            Block::Attachments(lines) => self.attachments(lines, spot, ends, out),
            Block::EndMark => out.push_str("#endline()\n"),
            Block::PageBreak => out.push_str("#pagebreak(weak: true)\n"),
        }
    }

    fn items(self, items: &[Item], spot: Spot, ends: bool, out: &mut String) {
        let around = spot.siblings;
        let spot = Spot { level: spot.level + 1, max_em: spot.max_em - 2.2, siblings: items.len(), ..spot };
        match (spot.in_table, self.family) {
            (true, _) => {
                let _ = write!(out, "#cellitems({}", spot.level);
            }
            (false, Family::Report) => {
                let _ = write!(out, "#items({}", spot.level);
            }
            (false, Family::Letter) => {
                // A single item has no marker (행정업무운영 편람).
                let markers: Vec<String> = match items.len() {
                    1 => vec![literal("")],
                    n => (1..=n).map(|i| literal(&statutory(spot.level, i))).collect(),
                };
                let widest = if around > 1 { literal(&statutory(spot.level - 1, around)) } else { literal("") };
                let _ = write!(out, "#letteritems({}, {widest}, ({},)", spot.level, markers.join(", "));
            }
        }
        for (i, item) in items.iter().enumerate() {
            let last = ends && i + 1 == items.len();
            let below = item.below.last().is_some_and(takes_end_mark);
            let head = if item.below.is_empty() { "" } else { "(head: true)" };
            let _ = write!(out, ", [#itemline{head}[");
            self.inlines(&item.text, spot.max_em, out);
            self.end(last && !below, out);
            out.push_str("]\n");
            self.blocks(&item.below, spot, last && below, out);
            out.push(']');
        }
        out.push_str(")\n");
    }

    fn table(self, table: &Table, out: &mut String) {
        let total: f64 = table.columns.iter().map(|c| c.width).sum();
        // Cells have an inset of 2.2 mm on both sides.
        let em = |share: f64| ((self.measure.width * share / total) - 12.5) / self.measure.table;
        let share = |c: &Cell| -> f64 { table.columns[c.column..c.column + c.colspan].iter().map(|c| c.width).sum() };
        let heights: Vec<usize> = table
            .rows
            .iter()
            .map(|r| {
                r.cells.iter().filter(|c| c.rowspan == 1).map(|c| lines(&c.blocks, em(share(c)))).max().unwrap_or(1)
            })
            .collect();
        let groups = row_groups(table);
        let whole = heights.iter().sum::<usize>() <= WHOLE_LINES;
        let name = table.name.as_ref().map_or("none".to_owned(), |n| literal(&target(&n.name)));
        let _ = write!(out, "#datatable(whole: {whole}, name: {name}, caption: [");
        self.inlines(&table.caption, 30.0, out);
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
            self.inlines(&column.head, em(column.width), out);
            out.push_str("], ");
        }
        out.push_str("), cells: (\n");
        for (y, row) in table.rows.iter().enumerate() {
            for cell in &row.cells {
                let spot = Spot { level: 0, max_em: em(share(cell)), in_table: true, siblings: 0 };
                let group = groups.iter().find(|g| g.contains(&y)).expect("every row is in a group");
                let tallest = row.cells.iter().map(|c| lines(&c.blocks, em(share(c)))).max().unwrap_or(1);
                // A row is kept whole only if all rows that its cells join are.
                let breakable = heights[group.clone()].iter().sum::<usize>().max(tallest) > UNSPLIT_LINES;
                let _ = write!(
                    out,
                    "(x: {}, y: {}, colspan: {}, rowspan: {}, total: {}, breakable: {}, body: [",
                    cell.column, y, cell.colspan, cell.rowspan, row.total, breakable
                );
                self.blocks(&cell.blocks, spot, false, out);
                out.push_str("]),\n");
            }
        }
        out.push_str("))\n");
    }

    fn figure(self, figure: &Figure, out: &mut String) {
        let name = figure.name.as_ref().map_or("none".to_owned(), |n| literal(&target(n)));
        let alternative = literal(&drawing::alternative(figure));
        let label = literal(&format!("<{}>", figure.label()));
        match &figure.content {
            Drawing::Image(image) => {
                let _ = write!(
                    out,
                    "#pictured(file: {}, share: {}%, ratio: {:.6}, name: {name}, alt: {alternative}, label-text: {label}, caption: [",
                    literal(&format!("/{}", job_name(figure.number, image))),
                    image.percent,
                    image.size.1 / image.size.0.max(f64::MIN_POSITIVE),
                );
                self.inlines(&figure.caption, 30.0, out);
                out.push_str("])\n");
                return;
            }
            Drawing::Schedule(_) | Drawing::Flow(_) => {}
        }
        let _ = write!(out, "#drawn(name: {name}, alt: {alternative}, label-text: {label}, caption: [");
        self.inlines(&figure.caption, 30.0, out);
        out.push(']');
        for scene in drawing::scenes(figure) {
            write_scene(&scene, out);
        }
        out.push_str(")\n");
    }

    fn attachments(self, lines: &[AttachmentLine], spot: Spot, ends: bool, out: &mut String) {
        out.push_str("#attachments(");
        for (i, line) in lines.iter().enumerate() {
            out.push('[');
            self.inlines(&line.text, spot.max_em - 5.0, out);
            self.end(ends && i + 1 == lines.len(), out);
            out.push_str("], ");
        }
        out.push_str(")\n");
    }

    fn end(self, ends: bool, out: &mut String) {
        if ends {
            // One character, that is two half-width spaces, before the mark (시행규칙 제4조제5항).
            out.push_str("#\"  \"#w(\"끝.\")");
        }
    }

    fn inlines(self, inlines: &[Inline], max_em: f64, out: &mut String) {
        let mut runs = Vec::new();
        flatten(inlines, &Style::default(), &mut runs);
        let width: f64 = runs.iter().map(|(text, _)| words::width(text)).sum();
        if width <= max_em * ONE_LINE && runs.iter().all(|(_, s)| !s.line_break) {
            write_line(&runs, out);
        } else {
            write_words(&runs, max_em, out);
        }
    }
}

/// Rows that are joined by cells over several rows, as ranges in order.
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

/// About how many lines blocks take on lines of `max_em`.
fn lines(blocks: &[Block], max_em: f64) -> usize {
    let of = |inlines: &[Inline]| (words::width(&plain(inlines)) / max_em.max(1.0)).ceil().max(1.0) as usize;
    blocks
        .iter()
        .map(|block| match block {
            Block::Items(items) => items.iter().map(|i| of(&i.text) + lines(&i.below, max_em - 1.5)).sum(),
            Block::Paragraph(text) | Block::Lead(text) | Block::Note(text) => of(text),
            Block::Chapter { title, .. } | Block::Section { title, .. } => of(title),
            Block::Table(table) => 2 + table.rows.len(),
            Block::Figure(_) => 20,
            Block::Attachments(list) => list.len(),
            Block::EndMark | Block::PageBreak => 1,
        })
        .sum()
}

fn takes_end_mark(block: &Block) -> bool {
    match block {
        Block::Paragraph(_) | Block::Items(_) | Block::Attachments(_) => true,
        Block::Chapter { .. }
        | Block::Section { .. }
        | Block::Lead(_)
        | Block::Note(_)
        | Block::Table(_)
        | Block::Figure(_)
        | Block::EndMark
        | Block::PageBreak => false,
    }
}

fn flatten(inlines: &[Inline], style: &Style, runs: &mut Vec<(String, Style)>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => runs.push((text.clone(), style.clone())),
            Inline::Strong(inner) => flatten(inner, &Style { strong: true, ..style.clone() }, runs),
            Inline::Emphasis(inner) => flatten(inner, &Style { emphasis: true, ..style.clone() }, runs),
            Inline::Link { to, text } => flatten(text, &Style { link: Some(to.clone()), ..style.clone() }, runs),
            Inline::Reference { to, text } => {
                flatten(text, &Style { reference: Some(to.clone()), ..style.clone() }, runs);
            }
            Inline::Withheld(ground) => runs.push((ground.mask(), Style { withheld: true, ..style.clone() })),
            Inline::LineBreak => runs.push((" \u{2028} ".to_owned(), Style { line_break: true, ..style.clone() })),
        }
    }
}

/// Writes text that surely fits one line: it has no line end that could split a word.
fn write_line(runs: &[(String, Style)], out: &mut String) {
    for (text, style) in runs {
        if *style == Style::default() {
            let _ = write!(out, "#{}", literal(text));
        } else {
            write_piece(text, style, out);
        }
    }
}

fn write_words(runs: &[(String, Style)], max_em: f64, out: &mut String) {
    for word in words::split(runs, max_em) {
        if word.pieces.iter().any(|(_, s)| s.line_break) {
            out.push_str("#linebreak()");
            continue;
        }
        if word.space {
            out.push(' ');
        }
        let simple = matches!(word.pieces.as_slice(), [(_, style)] if *style == Style::default());
        match (simple, word.breakable) {
            (true, false) => {
                let _ = write!(out, "#w({})", literal(&word.pieces[0].0));
            }
            (true, true) => out.push_str(&in_pieces(&word.pieces[0].0)),
            (false, breakable) => {
                out.push_str(if breakable { "#[" } else { "#w[" });
                for (text, style) in &word.pieces {
                    write_piece(text, style, out);
                }
                out.push(']');
            }
        }
    }
}

/// A word that no line can hold: it may break after every few characters, with nothing added to
/// its text.
fn in_pieces(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let parts: Vec<String> =
        chars.chunks(4).map(|c| format!("#w({})", literal(&c.iter().collect::<String>()))).collect();
    parts.concat()
}

fn write_piece(text: &str, style: &Style, out: &mut String) {
    let mut body = format!("#{}", literal(text));
    if style.withheld {
        body = format!("#withheld[{body}]");
    }
    if style.emphasis {
        body = format!("#emph[{body}]");
    }
    if style.strong {
        body = format!("#strong[{body}]");
    }
    if let Some(to) = &style.link {
        body = format!("#link({})[{body}]", literal(to));
    }
    if let Some(to) = &style.reference {
        body = format!("#link(label({}))[{body}]", literal(&target(to)));
    }
    out.push_str(&body);
}

/// The label of what a reference names, which no label of a template begins with.
fn target(name: &str) -> String {
    format!("ref-{name}")
}

/// A scene as a dictionary that `drawn` reads.
fn write_scene(scene: &Scene, out: &mut String) {
    let _ = writeln!(out, ", (width: {WIDTH:.3}, height: {:.3}, marks: (", scene.height);
    for mark in &scene.marks {
        match mark {
            Mark::Rect { area, fill, edge } => {
                let fill = match fill {
                    Some(Tone::Main) => "main",
                    Some(Tone::Head) => "head",
                    None => "clear",
                };
                let edge = edge.map_or("none".to_owned(), stroke);
                let _ = writeln!(
                    out,
                    "(kind: \"rect\", x: {:.3}, y: {:.3}, width: {:.3}, height: {:.3}, fill: \"{fill}\", edge: {edge}),",
                    area.x, area.y, area.width, area.height
                );
            }
            Mark::Line { from, to, stroke: thick } => {
                let _ = writeln!(
                    out,
                    "(kind: \"line\", from: ({:.3}, {:.3}), to: ({:.3}, {:.3}), edge: {}),",
                    from.0,
                    from.1,
                    to.0,
                    to.1,
                    stroke(*thick)
                );
            }
            Mark::Head(points) => {
                out.push_str("(kind: \"head\", points: (");
                for (x, y) in points {
                    let _ = write!(out, "({x:.3}, {y:.3}), ");
                }
                out.push_str(")),\n");
            }
            Mark::Text(label) => {
                let _ = write!(
                    out,
                    "(kind: \"text\", x: {:.3}, y: {:.3}, width: {:.3}, size: {:.3}, centered: {}, bold: {}, body: [",
                    label.area.x, label.area.y, label.area.width, label.area.height, label.centered, label.bold
                );
                let style = |mask: bool| Style { withheld: mask, ..Style::default() };
                let runs: Vec<_> = label.pieces.iter().map(|(text, mask)| (text.clone(), style(*mask))).collect();
                write_line(&runs, out);
                out.push_str("]),\n");
            }
        }
    }
    out.push_str("))");
}

fn stroke(stroke: Stroke) -> String {
    let tone = match stroke {
        Stroke::Main | Stroke::Arrow => "main",
        Stroke::Rule => "rule",
    };
    format!("(tone: \"{tone}\", thick: {:.3})", stroke.em())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::values::Ground;

    #[test]
    fn text_is_never_code() {
        let hostile = "#read(\"/etc/passwd\") ] } \\ $x$";
        let document = Document {
            blocks: vec![Block::Paragraph(vec![Inline::Text(hostile.into())]), Block::EndMark],
            ..Document::default()
        };
        let out = emit(&document, Measure { width: 480.0, text: 14.0, table: 11.0 });
        assert!(out.contains(r##"#para[#"#read(\"/etc/passwd\") ] } \\ $x$"##), "{out}");
        assert!(out.contains(r##"#w("끝.")"##));
    }

    #[test]
    fn a_word_may_hold_a_mask() {
        let inlines = vec![Inline::Text("위원 ".into()), Inline::Withheld(Ground(6)), Inline::Text("의 의견".into())];
        let mut out = String::new();
        let measure = Measure { width: 480.0, text: 14.0, table: 11.0 };
        Emitter { measure, family: Family::Report }.inlines(&inlines, 10.0, &mut out);
        assert_eq!(out, r##"#w("위원") #w[#withheld[#"비공개(6)"]#"의"] #w("의견")"##);
    }
}
