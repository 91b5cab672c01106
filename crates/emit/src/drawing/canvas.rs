//! A scene under construction: type sizes, text in lines, and arrows.

use gian_document::{Inline, walk_inlines};

use super::scene::{Area, Label, Mark, Piece, Point, Scene, Stroke, Tone};
use crate::words;

/// Margin for the thickness of lines at the frame.
pub(super) const EDGE: f64 = 0.06;

/// Type size of labels, and of the text below or above them.
pub(super) const LABEL: f64 = 0.9;
pub(super) const SMALL: f64 = 0.8;
/// Line height, in units of the type size.
pub(super) const LEADING: f64 = 1.35;

/// Estimated width of text in units of its size: wider than the usual Korean faces.
pub(super) fn width(text: &str) -> f64 {
    let of = |c: char| match c {
        'm' | 'w' | 'M' | 'W' => 1.0,
        ' ' | '.' | ',' => 0.35,
        '(' | ')' => 0.45,
        c => words::width(c.encode_utf8(&mut [0; 4])),
    };
    text.chars().map(of).sum()
}

pub(super) fn piece_width(pieces: &[Piece]) -> f64 {
    pieces.iter().map(|(text, _)| width(text)).sum()
}

/// Text without its styles.
pub(super) fn pieces(line: &[Inline]) -> Vec<Piece> {
    let mut out = Vec::new();
    walk_inlines(line, &mut |inline| {
        match inline {
            Inline::Text(text) | Inline::Lang { text, .. } | Inline::Sourced { text, .. } => {
                out.push((text.clone(), false));
            }
            Inline::Withheld(ground) => out.push((ground.mask(), true)),
            Inline::LineBreak => out.push((" ".to_owned(), false)),
            _ => {}
        }
        // Footnotes belong to running text; a drawing has no room for them.
        !matches!(inline, Inline::Footnote { .. })
    });
    out
}

/// Breaks text between words into lines of width `room`; a word longer than a line is broken anywhere.
pub(super) fn wrap(runs: &[Piece], size: f64, room: f64) -> Vec<Vec<Piece>> {
    let most = room / size;
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    let mut used = most;
    // A word that is too long is broken after punctuation first.
    let whole = words::split(runs, f64::INFINITY);
    let parts =
        whole.into_iter().flat_map(|word| if piece_width(&word.pieces) <= most { vec![word] } else { cut(word, most) });
    for word in parts {
        let needs = piece_width(&word.pieces);
        let space = if word.space && used > 0.0 { width(" ") } else { 0.0 };
        if used + space + needs <= most && !lines.is_empty() {
            let line = lines.last_mut().expect("a line was begun");
            if space > 0.0 {
                add(line, " ", false);
            }
            word.pieces.iter().for_each(|(text, mask)| add(line, text, *mask));
            used += space + needs;
        } else if needs <= most {
            lines.push(word.pieces);
            used = needs;
        } else {
            lines.push(Vec::new());
            used = 0.0;
            for (text, mask) in &word.pieces {
                for c in text.chars() {
                    let c = c.to_string();
                    if used + width(&c) > most && used > 0.0 {
                        lines.push(Vec::new());
                        used = 0.0;
                    }
                    add(lines.last_mut().expect("a line was begun"), &c, *mask);
                    used += width(&c);
                }
            }
        }
    }
    lines
}

fn cut(word: words::Word<bool>, most: f64) -> Vec<words::Word<bool>> {
    let mut parts = words::split(&word.pieces, most);
    if let Some(first) = parts.first_mut() {
        first.space = word.space;
    }
    parts
}

fn add(line: &mut Vec<Piece>, text: &str, mask: bool) {
    match line.last_mut() {
        Some((last, m)) if *m == mask => last.push_str(text),
        _ => line.push((text.to_owned(), mask)),
    }
}

/// A scene under construction.
#[derive(Default)]
pub(super) struct Canvas {
    marks: Vec<Mark>,
}

impl Canvas {
    pub(super) fn rect(&mut self, area: Area, fill: Option<Tone>, edge: Option<Stroke>) {
        self.marks.push(Mark::Rect { area, fill, edge });
    }

    pub(super) fn push(&mut self, mark: Mark) {
        self.marks.push(mark);
    }

    pub(super) fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.marks.push(Mark::Line { from, to, stroke });
    }

    /// Lines of text, starting at `top`.
    pub(super) fn lines(&mut self, lines: &[Vec<Piece>], (x, top): Point, room: f64, style: (f64, bool, bool)) {
        let (size, centered, bold) = style;
        let lead = size * (LEADING - 1.0) / 2.0;
        for (i, line) in lines.iter().enumerate() {
            let area = Area { x, y: top + i as f64 * size * LEADING + lead, width: room, height: size };
            self.marks.push(Mark::Text(Label { area, centered, bold, pieces: line.clone() }));
        }
    }

    /// An arrow along straight lines.
    pub(super) fn arrow(&mut self, points: &[Point]) {
        const LONG: f64 = 0.75;
        const WIDE: f64 = 0.38;
        let [.., before, tip] = points else { return };
        let length = (tip.0 - before.0).hypot(tip.1 - before.1).max(LONG);
        let (dx, dy) = ((tip.0 - before.0) / length, (tip.1 - before.1) / length);
        let foot = (tip.0 - dx * LONG, tip.1 - dy * LONG);
        let mut ends: Vec<Point> = points[..points.len() - 1].to_vec();
        ends.push(foot);
        for pair in ends.windows(2) {
            self.line(pair[0], pair[1], Stroke::Arrow);
        }
        let (nx, ny) = (-dy * WIDE, dx * WIDE);
        self.marks.push(Mark::Head([*tip, (foot.0 + nx, foot.1 + ny), (foot.0 - nx, foot.1 - ny)]));
    }

    pub(super) fn scene(self, height: f64) -> Scene {
        Scene { height, marks: self.marks }
    }
}
