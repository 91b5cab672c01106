//! How text is set: measures of the house look, the place of a line, and the style of words.

use crate::linebreak::Face;

/// Measures of the house look, in pt, that decide which words fit a line.
#[derive(Debug, Clone)]
pub struct PageMetrics {
    /// Width of the text area.
    pub width: f64,
    /// The same on pages that are turned.
    pub turned: f64,
    /// Whether pages are in landscape before they are turned.
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

/// A level of items: its marker, and where its text starts.
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
    pub(super) withheld: bool,
    pub(super) link: Option<String>,
    pub(super) reference: Option<String>,
    pub(super) line_break: bool,
    pub(super) english: bool,
    /// Number and markup of a footnote; then the text is [`NOTE_SIGN`].
    pub(super) footnote: Option<(usize, String)>,
}

/// Stands for a footnote in text that is cut into words.
pub(super) const NOTE_SIGN: &str = "\u{fffc}";

/// Where text stands: how deep in items, how wide a line is, and in which face it is set.
#[derive(Clone, Copy)]
pub(super) struct TextStyle {
    pub(super) level: usize,
    pub(super) width: f64,
    pub(super) size: f64,
    pub(super) face: Face,
    pub(super) in_table: bool,
    /// Number of items in the list around, which says how wide its markers are.
    pub(super) siblings: usize,
    /// Whether the list around is a single item of a letter, which has no marker.
    pub(super) bare: bool,
    /// In a row of totals everything is bolder.
    pub(super) total: bool,
    pub(super) set: Set,
}

/// How lines are set.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Set {
    /// With straight edges.
    Justified,
    /// With spaces of their natural width.
    Ragged,
    /// As titles: every word is boxed where there may be a second line.
    Title,
}

pub(super) const TEXT: Face = Face { head: false, weight: 400 };
pub(super) const HEAD: Face = Face { head: true, weight: 400 };
pub(super) const BOLD: u16 = 700;
/// What `strong` adds to a weight.
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
