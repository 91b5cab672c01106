//! Text as Typst markup: string literals, boxed words, and styled pieces.

use std::fmt::Write;

use super::style::Style;
use crate::words;

/// A Typst string literal.
pub fn literal(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            // Control characters have no glyph. Sources with them are refused, and they are never written.
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// One line of text as content with unbroken words.
pub fn line(text: &str, max_em: f64) -> String {
    let mut out = String::from("[");
    write_words(&[(text.to_owned(), Style::default())], max_em, &|text, _| words::width(text), &mut out);
    out.push(']');
    out
}

/// The label of a reference target; its prefix occurs in no label of a template.
pub(super) fn target(name: &str) -> String {
    format!("ref-{name}")
}

/// Writes text that certainly fits on one line, so that no word can be split.
pub(super) fn write_line(runs: &[(String, Style)], out: &mut String) {
    for (text, style) in runs {
        if *style == Style::default() {
            let _ = write!(out, "#{}", literal(text));
        } else {
            write_piece(text, style, out);
        }
    }
}

/// Writes words, boxed where a line may end.
pub(super) fn write_words(
    runs: &[(String, Style)],
    max_em: f64,
    measure: &dyn Fn(&str, &Style) -> f64,
    out: &mut String,
) {
    for word in words::split_measured(runs, max_em, measure) {
        if word.pieces.iter().any(|(_, s)| s.line_break) {
            out.push_str("#linebreak()");
            continue;
        }
        if word.space {
            out.push(' ');
        }
        match (word.pieces.as_slice(), word.breakable) {
            (pieces, false) => write_boxed(pieces, out),
            (pieces, true) => pieces.iter().for_each(|(text, style)| write_broken(text, style, out)),
        }
    }
}

pub(super) fn write_boxed(pieces: &[(String, Style)], out: &mut String) {
    match pieces {
        [(text, style)] if *style == Style::default() => {
            let _ = write!(out, "#w({})", literal(text));
        }
        pieces => {
            out.push_str("#w[");
            pieces.iter().for_each(|(text, style)| write_piece(text, style, out));
            out.push(']');
        }
    }
}

/// Number of characters that stay together in a word that is longer than any line.
pub(super) const PIECE: usize = 4;

/// A word longer than any line: it may break after every few characters, with nothing added to its text.
fn in_pieces(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let parts: Vec<String> =
        chars.chunks(PIECE).map(|c| format!("#w({})", literal(&c.iter().collect::<String>()))).collect();
    parts.concat()
}

/// Writes a piece of a line.
fn write_piece(text: &str, style: &Style, out: &mut String) {
    write_styled(format!("#{}", literal(text)), style, out);
}

/// Writes a piece of a word that may break inside.
fn write_broken(text: &str, style: &Style, out: &mut String) {
    write_styled(in_pieces(text), style, out);
}

fn write_styled(mut body: String, style: &Style, out: &mut String) {
    if let Some((number, note)) = &style.footnote {
        let _ = write!(out, "#fnote({number})[{note}]");
        return;
    }
    if style.english {
        body = format!("#english[{body}]");
    }
    if style.withheld {
        body = format!("#withheld[{body}]");
    }
    if style.emphasis {
        body = format!("#emph[{body}]");
    }
    if style.strong {
        body = format!("#strong[{body}]");
    }
    if style.underline {
        body = format!("#underline(offset: 0.16em)[{body}]");
    }
    if let Some(to) = &style.link {
        body = format!("#link({})[{body}]", literal(to));
    }
    if let Some(to) = &style.reference {
        body = format!("#link(label({}))[{body}]", literal(&target(to)));
    }
    out.push_str(&body);
}
