//! Writes lines of text and position marks, which the body, the cells of tables and the parts of the sheet share.

use std::fmt::Write;

use gian_document::{Continued, Family, Inline, Language, plain};

use super::markup::{write_line, write_words};
use super::paragraph::Paragraph;
use super::style::{NOTE_SIGN, PageMetrics, STRONGER, Set, Style, TextStyle};
use crate::linebreak::{self, Face, Run, Script, Widths};
use crate::page_map::{Node, PLACE_LABEL, Places};
use crate::{uri, words};

/// Share of a line that text of estimated width may take and still certainly fit: levels differ in size and indent,
/// and the end mark may follow.
const ONE_LINE: f64 = 0.78;

/// Type size of footnotes in pt, as in `templates/pdf/house.typ`.
const FOOTNOTE: f64 = 9.5;

/// Writes the parts of one document.
#[derive(Clone, Copy)]
pub(super) struct Emitter<'a> {
    pub(super) metrics: &'a PageMetrics,
    pub(super) widths: Option<&'a dyn Widths>,
    pub(super) family: Family,
    /// Level of the headings of sections: the first in a document without chapters.
    pub(super) sections: usize,
    /// Whether the headings are articles of an agreement.
    pub(super) has_articles: bool,
    pub(super) places: &'a Places<'a>,
}

impl Emitter<'_> {
    /// A line over the full width of the page.
    pub(super) fn page(self) -> TextStyle {
        TextStyle {
            level: 0,
            width: self.metrics.width,
            size: self.metrics.text,
            face: self.metrics.face,
            in_table: false,
            siblings: 0,
            list: Continued::default(),
            bare: false,
            total: false,
            set: Set::Justified,
        }
    }

    /// Marks a position at which a page may begin.
    pub(super) fn place(self, node: &impl Node, out: &mut String) {
        write_place(self.places.at(node), out);
    }

    /// The width of a few characters; one em for each if the faces are unknown.
    pub(super) fn text_width(self, text: &str, run: Run, total: bool) -> f64 {
        let weight = run.face.weight + if total { STRONGER } else { 0 };
        let run = Run { face: Face { weight, ..run.face }, ..run };
        let known = self.widths.and_then(|widths| linebreak::width(text, run, &mut Script::None, widths));
        known.unwrap_or_else(|| words::width(text) * run.size)
    }

    /// The width of a piece of text in units of its size: the wider of its estimated width and that in its face.
    fn em_width(self, text: &str, piece: &Style, style: TextStyle) -> f64 {
        let run = Run { face: piece.face(style), size: 1.0, tracking: 0.0 };
        let exact = self.widths.and_then(|widths| linebreak::width(text, run, &mut Script::None, widths));
        words::width(text).max(exact.unwrap_or(0.0))
    }

    fn flatten(self, inlines: &[Inline], style: &Style, runs: &mut Vec<(String, Style)>) {
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Sourced { text, .. } => runs.push((text.clone(), style.clone())),
                // No language tag: the document is Korean, and Hanja in it is read in Korean.
                Inline::Lang { language, text } => {
                    runs.push((text.clone(), Style { english: *language == Language::English, ..style.clone() }));
                }
                Inline::Strong(inner) => self.flatten(inner, &Style { strong: true, ..style.clone() }, runs),
                Inline::Emphasis(inner) => self.flatten(inner, &Style { emphasis: true, ..style.clone() }, runs),
                Inline::Underline(inner) => self.flatten(inner, &Style { underline: true, ..style.clone() }, runs),
                Inline::Link { to, text } => {
                    let target = uri::write_target(to, &plain(text));
                    self.flatten(text, &Style { link: Some(target), ..style.clone() }, runs);
                }
                Inline::Reference { to, text } => {
                    self.flatten(text, &Style { reference: Some(to.clone()), ..style.clone() }, runs);
                }
                Inline::Footnote { number, text } => {
                    let mut note = String::new();
                    let small = TextStyle { size: FOOTNOTE, ..self.page().narrower(3.0 * FOOTNOTE).title(1.0) };
                    self.inlines(text, small, false, &mut note);
                    runs.push((NOTE_SIGN.to_owned(), Style { footnote: Some((*number, note)), ..style.clone() }));
                }
                Inline::Withheld(ground) => runs.push((ground.mask(), Style { withheld: true, ..style.clone() })),
                Inline::LineBreak => {
                    runs.push((" \u{2028} ".to_owned(), Style { line_break: true, ..style.clone() }));
                }
            }
        }
    }

    /// `ends`: the end mark follows on the same line. It first looks up where the text began, to detect whether it
    /// landed on a line of its own.
    pub(super) fn inlines(self, inlines: &[Inline], style: TextStyle, ends: bool, out: &mut String) {
        let mut runs = Vec::new();
        self.flatten(inlines, &Style::default(), &mut runs);
        if ends {
            out.push_str("#endstart");
        }
        let chosen = self.widths.filter(|_| !ends).and_then(|widths| Paragraph { style, widths, runs: &runs }.write());
        if let Some(text) = chosen {
            out.push_str(&text);
            return;
        }
        let measure = |text: &str, piece: &Style| self.em_width(text, piece, style);
        let width: f64 = runs.iter().map(|(text, piece)| measure(text, piece)).sum();
        if width <= style.em() * ONE_LINE && runs.iter().all(|(_, s)| !s.line_break) {
            write_line(&runs, out);
        } else {
            write_words(&runs, style.em(), &measure, out);
        }
        if ends {
            write_place(self.places.end(), out);
            out.push_str("#endmark");
        }
    }
}

/// Marks a position, which is read back from the pages; nothing is drawn.
pub(super) fn write_place(place: Option<usize>, out: &mut String) {
    if let Some(number) = place {
        let _ = write!(out, "#metadata({number})<{PLACE_LABEL}>");
    }
}
