//! Paragraphs with line ends chosen by this program.

use std::fmt::Write;

use super::markup::{write_boxed, write_line};
use super::style::{Set, Style, TextStyle};
use crate::linebreak::{self, Face, Run, Script, Widths};
use crate::words;

/// A paragraph with line ends to choose.
#[derive(Clone, Copy)]
pub(super) struct Paragraph<'a> {
    pub style: TextStyle,
    pub widths: &'a dyn Widths,
    pub runs: &'a [(String, Style)],
}

/// A word with its measures on a line.
type Sized = (words::Word<Style>, linebreak::Word);

/// A written paragraph.
#[derive(Default)]
struct Written {
    text: String,
    /// Number of its lines, or the maximum.
    lines: usize,
    /// Whether the last line is almost empty.
    runt: bool,
    /// Space factor of its loosest line.
    widest: f64,
}

/// Negative tracking to try, in units of the type size, if it saves a line.
const CLOSER: [f64; 5] = [0.01, 0.02, 0.03, 0.04, 0.05];

/// Maximum space factor of a justified line.
const LOOSEST: f64 = 2.8;

/// Maximum letters of a last line that is too short.
const RUNT: usize = 2;

impl Paragraph<'_> {
    /// Writes the paragraph; `None` if its lines cannot be predicted.
    pub(super) fn write(&self) -> Option<String> {
        let natural = self.at(0.0)?;
        if natural.widest > LOOSEST {
            // A ragged edge is better than wide gaps between words.
            let ragged = Paragraph { style: TextStyle { set: Set::Ragged, ..self.style }, ..*self }.at(0.0)?;
            return Some(format!("#[#set par(justify: false)\n{}]", ragged.text));
        }
        if natural.runt {
            for closer in CLOSER {
                let Some(tight) = self.at(-closer * self.style.size) else { continue };
                // Not if the spaces would get wider than those of the line that is saved.
                let even = tight.widest <= natural.widest.max(1.5);
                if tight.lines < natural.lines && !tight.runt && even {
                    return Some(format!("#text(tracking: -{closer}em)[{}]", tight.text));
                }
            }
        }
        Some(natural.text)
    }

    /// Writes the paragraph with a given tracking.
    fn at(&self, tracking: f64) -> Option<Written> {
        let mut out = Written::default();
        let is_break = |word: &words::Word<Style>| word.pieces.iter().any(|(_, s)| s.line_break);
        // Words longer than a line are detected when the lines are chosen.
        let words = words::split(self.runs, f64::INFINITY);
        let parts: Vec<&[words::Word<Style>]> = words.split(is_break).collect();
        for (i, part) in parts.iter().enumerate() {
            if i > 0 {
                out.text.push_str("#linebreak()");
            }
            let mut pen = Pen { paragraph: self, tracking, style: Style::default(), script: Script::None };
            let mut sized: Vec<Sized> = Vec::new();
            for word in *part {
                sized.push(pen.word(word, sized.is_empty())?);
            }
            self.lines(&sized, tracking, &mut out)?;
        }
        Some(out)
    }

    /// Writes words without line breaks inside.
    fn lines(&self, sized: &[Sized], tracking: f64, out: &mut Written) -> Option<()> {
        let measured: Vec<linebreak::Word> = sized.iter().map(|(_, m)| m.clone()).collect();
        let letters = |from: usize| measured[from..].iter().map(|w| w.letters).sum::<usize>();
        let (count, last) = match self.style.set {
            Set::Justified => {
                let lines = linebreak::justified(&measured, self.style.width, self.style.size)?;
                for line in &lines {
                    write_chunks(sized, line, |at| line.boxed.contains(&at), &mut out.text);
                    out.widest = out.widest.max(line.spacing.unwrap_or(1.0));
                }
                (lines.len(), lines.last().map_or(0, |line| line.words.start))
            }
            Set::Ragged => {
                // Tracking is not added around a box, and a line has one or two boxes.
                let exact = 0.02 * self.style.size + 3.0 * tracking.abs();
                let ends = linebreak::ragged(&measured, self.style.width, exact)?;
                let line = linebreak::Line { words: 0..sized.len(), spacing: None, boxed: 0..0 };
                write_chunks(sized, &line, |at| ends.boxed[at], &mut out.text);
                (ends.lines.1, ends.last)
            }
            Set::Title => return None,
        };
        out.lines += count;
        out.runt = last > 0 && letters(last) <= RUNT;
        Some(())
    }
}

/// Measures the words of a paragraph one after the other.
struct Pen<'a> {
    paragraph: &'a Paragraph<'a>,
    tracking: f64,
    /// Style of the last measured piece.
    style: Style,
    script: Script,
}

impl Pen<'_> {
    /// The measures of a word on a line.
    fn word(&mut self, word: &words::Word<Style>, first: bool) -> Option<Sized> {
        let mut measured = linebreak::Word::default();
        if !first {
            let style = space_between(Some(&self.style), word.pieces.first());
            measured.space = self.width(" ", &style)?;
            measured.fixed = self.tracking;
        }
        for (text, style) in &word.pieces {
            measured.width += self.width(text, style)?;
        }
        let plain: String = word.pieces.iter().map(|(text, _)| text.as_str()).collect();
        measured.less = linebreak::less(&plain, self.paragraph.style.size);
        if linebreak::has_wide_bracket(&plain) {
            // It is boxed, and trimmed wherever it stands.
            measured.width -= measured.less[0] + measured.less[2];
            (measured.less[0], measured.less[2]) = (0.0, 0.0);
        }
        measured.letters = plain.chars().filter(|c| c.is_alphanumeric()).count();
        measured.ends_openly = plain.chars().next_back().is_some_and(linebreak::ends_openly);
        Some((word.clone(), measured))
    }

    fn width(&mut self, text: &str, style: &Style) -> Option<f64> {
        let TextStyle { size, .. } = self.paragraph.style;
        let mut sum = 0.0;
        if *style != self.style || style.withheld {
            // No tracking after the last character of a run.
            sum -= self.tracking;
            self.style = style.clone();
            self.script = Script::None;
        }
        let face = style.face(self.paragraph.style);
        let run = Run { face, size, tracking: self.tracking };
        let run = if style.withheld {
            sum += 0.4 * size;
            Run { face: Face { head: true, ..face }, size: 0.86 * size, ..run }
        } else {
            run
        };
        Some(sum + linebreak::width(text, run, &mut self.script, self.paragraph.widths)?)
    }
}

/// Writes words in boxes and the text between them.
fn write_chunks(sized: &[Sized], line: &linebreak::Line, boxed: impl Fn(usize) -> bool, out: &mut String) {
    let mut runs: Vec<(String, Style)> = Vec::new();
    let flush = |runs: &mut Vec<(String, Style)>, out: &mut String| {
        if runs.is_empty() {
            return;
        }
        if let Some(spacing) = line.spacing {
            let _ = write!(out, "#text(spacing: {:.2}%)[", 100.0 * spacing);
        }
        write_line(runs, out);
        if line.spacing.is_some() {
            out.push(']');
        }
        runs.clear();
    };
    for at in line.words.clone() {
        let (word, _) = &sized[at];
        let has_space = word.pieces.iter().any(|(text, _)| text.contains(' '));
        // The spaces inside a date keep their width.
        if boxed(at) || (has_space && line.spacing.is_some()) || has_wide_bracket(word) {
            flush(&mut runs, out);
            write_boxed(&word.pieces, out);
        } else {
            word.pieces.iter().for_each(|(text, style)| append(&mut runs, text, style));
        }
        match sized.get(at + 1) {
            Some((next, _)) if next.space => {
                let style = space_between(word.pieces.last().map(|(_, s)| s), next.pieces.first());
                append(&mut runs, " ", &style);
            }
            Some(_) => append(&mut runs, "  ", &Style::default()),
            None => {}
        }
    }
    flush(&mut runs, out);
}

fn has_wide_bracket(word: &words::Word<Style>) -> bool {
    linebreak::has_wide_bracket(&word.pieces.iter().map(|(text, _)| text.as_str()).collect::<String>())
}

/// The style of a space: that of the words on both sides, if they have the same.
fn space_between(before: Option<&Style>, after: Option<&(String, Style)>) -> Style {
    match (before, after) {
        (Some(before), Some((_, after))) if before == after && !before.withheld => before.clone(),
        _ => Style::default(),
    }
}

fn append(runs: &mut Vec<(String, Style)>, text: &str, style: &Style) {
    match runs.last_mut() {
        Some((last, s)) if s == style && !style.withheld => last.push_str(text),
        _ => runs.push((text.to_owned(), style.clone())),
    }
}
