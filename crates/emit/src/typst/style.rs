//! Text styles: metrics of the theme, position and width of lines, and the style of words.

use gian_document::Continued;

use crate::linebreak::Face;

/// Metrics of the theme, in pt, that decide which words fit on a line.
#[derive(Debug, Clone)]
pub struct PageMetrics {
    /// Width of the text area.
    pub width: f64,
    /// The same on pages in the other orientation.
    pub turned: f64,
    /// Whether pages are in landscape by default.
    pub landscape: bool,
    /// Type size of the text.
    pub text: f64,
    /// Face of the text.
    pub face: Face,
    /// Type size in tables.
    pub table: f64,
    /// Type size of notes.
    pub note: f64,
    /// Levels of items.
    pub levels: Vec<Level>,
    /// Markers of items in tables.
    pub table_markers: Vec<String>,
}

/// A level of items: its marker and indents.
#[derive(Debug, Clone)]
pub struct Level {
    /// Marker of the items: `□`.
    pub marker: String,
    /// Type size in pt.
    pub size: f64,
    /// Whether the items are set in bold, in the face of headings.
    pub bold: bool,
    /// From the margin to the marker, in pt.
    pub indent: f64,
    /// From the marker to the text, in pt.
    pub gap: f64,
}

/// Style of a piece of text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Style {
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) underline: bool,
    pub(super) withheld: bool,
    /// Target of a link, with its words.
    pub(super) link: Option<String>,
    pub(super) reference: Option<String>,
    pub(super) line_break: bool,
    pub(super) english: bool,
    /// Number and markup of a footnote; then the text is [`NOTE_SIGN`].
    pub(super) footnote: Option<(usize, String)>,
}

impl Style {
    /// The face of a piece of text.
    pub(super) fn face(&self, text: TextStyle) -> Face {
        let base = if self.emphasis { BOLD } else { text.face.weight };
        let more = STRONGER * (u16::from(self.strong) + u16::from(text.total));
        Face { weight: (base + more).min(900), ..text.face }
    }
}

/// Placeholder for a footnote in text that is split into words.
pub(super) const NOTE_SIGN: &str = "\u{fffc}";

/// Context of text: item depth, line width and face.
#[derive(Clone, Copy)]
pub(super) struct TextStyle {
    pub(super) level: usize,
    pub(super) width: f64,
    pub(super) size: f64,
    pub(super) face: Face,
    pub(super) in_table: bool,
    /// Number of items in the enclosing list, which decides how wide its markers are.
    pub(super) siblings: usize,
    /// Positions of the list that follows, which a letter counts over tables.
    pub(super) list: Continued,
    /// Whether the enclosing list is a single item of a letter, which has no marker.
    pub(super) bare: bool,
    /// Whether the text is in a total row, which is bolder.
    pub(super) total: bool,
    pub(super) set: Set,
}

/// Line setting.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Set {
    /// Justified.
    Justified,
    /// Ragged, with spaces of their natural width.
    Ragged,
    /// As titles: every word is boxed if there may be a second line.
    Title,
}

pub(super) const TEXT: Face = Face { head: false, weight: 400 };
pub(super) const HEAD: Face = Face { head: true, weight: 400 };
pub(super) const BOLD: u16 = 700;
/// Weight added by `strong`.
pub(super) const STRONGER: u16 = 300;

/// Points in a millimetre.
pub(super) const MM: f64 = 72.0 / 25.4;

impl TextStyle {
    /// Length of a line in units of the type size.
    pub(super) fn em(self) -> f64 {
        self.width / self.size
    }

    pub(super) fn narrower(self, by: f64) -> Self {
        Self { width: self.width - by, ..self }
    }

    pub(super) fn title(self, share: f64) -> Self {
        Self { width: self.width * share, set: Set::Title, ..self }
    }
}
