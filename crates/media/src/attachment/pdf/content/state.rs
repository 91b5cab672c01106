//! The graphics state, as far as it decides where text stands and whether a box is opaque.

use super::super::value::{Document, Entries, Value};
use super::cover::Rect;

/// A transformation of coordinates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, next.0);
        Self([a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u])
    }

    pub(super) fn point(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The box around a transformed rectangle.
    pub(super) fn rect(self, rect: Rect) -> Rect {
        Rect::around(rect.corners().map(|(x, y)| self.point(x, y))).expect("a rectangle has corners")
    }
}

#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) ctm: Matrix,
    text: Matrix,
    line: Matrix,
    leading: f64,
    scale: f64,
    rise: f64,
    pub(super) spacing: f64,
    pub(super) font: usize,
    pub(super) size: f64,
    /// Rendering mode: 3 paints nothing, 7 only clips.
    pub(super) mode: i64,
    pub(super) opaque: bool,
    pub(super) opaque_alpha: bool,
    pub(super) opaque_colour: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            ctm: Matrix::IDENTITY,
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            leading: 0.0,
            scale: 1.0,
            rise: 0.0,
            spacing: 0.0,
            font: 0,
            size: 0.0,
            mode: 0,
            opaque: true,
            opaque_alpha: true,
            opaque_colour: true,
        }
    }
}

impl State {
    /// Operators of the text state and of positions.
    pub(super) fn text(&mut self, operator: &[u8], n: &[f64]) {
        match (operator, n) {
            (b"BT", _) => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            (b"Tm", &[a, b, c, d, e, f]) => {
                (self.text, self.line) = (Matrix([a, b, c, d, e, f]), Matrix([a, b, c, d, e, f]))
            }
            (b"Td", &[x, y]) => self.move_line(x, y),
            (b"TD", &[x, y]) => {
                self.leading = -y;
                self.move_line(x, y);
            }
            (b"T*", _) => self.next_line(),
            (b"TL", &[leading]) => self.leading = leading,
            (b"Tc", &[spacing]) => self.spacing = spacing,
            (b"Tz", &[scale]) => self.scale = scale / 100.0,
            (b"Ts", &[rise]) => self.rise = rise,
            (b"Tr", &[mode]) => self.mode = mode as i64,
            _ => {}
        }
    }

    pub(super) fn next_line(&mut self) {
        self.move_line(0.0, -self.leading);
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.line = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self.line);
        self.text = self.line;
    }

    pub(super) fn advance(&mut self, by: f64) {
        self.text = Matrix([1.0, 0.0, 0.0, 1.0, by * self.scale, 0.0]).then(self.text);
    }

    /// The place on the page of the middle of a glyph that is ahead by a distance.
    pub(super) fn position(&self, ahead: f64) -> (f64, f64) {
        // A third of the size above the line is within capitals, small letters and Hangul.
        let (x, y) = self.text.point(ahead * self.scale, self.rise + self.size * 0.33);
        self.ctm.point(x, y)
    }

    /// Takes opacity from a parameter dictionary.
    pub(super) fn graphics(&mut self, document: &Document<'_>, resources: &Entries, name: &[u8]) {
        let all = document.get(resources, "ExtGState").dict();
        let found = all.and_then(|all| all.get(name)).and_then(|state| document.resolve(state).dict());
        let Some(entries) = found else { return };
        let alpha = document.get(entries, "ca").number();
        let mask = document.get(entries, "SMask");
        let blend = document.get(entries, "BM").name();
        // The parameters replace each other one by one; an unusual mask or blend mode makes the state transparent.
        if let Some(alpha) = alpha {
            self.opaque_alpha = alpha > 0.95;
        }
        if matches!(mask, Value::Dict(_)) || blend.is_some_and(|b| b != b"Normal" && b != b"Compatible") {
            self.opaque_alpha = false;
        }
    }
}
