//! The parts of a scene: rectangles, lines and text with their positions, in em.

/// Width of every scene.
pub const WIDTH: f64 = 44.0;
/// Maximum height of a scene, unless a single row is taller: about two thirds of a page.
pub const TALLEST: f64 = 46.0;

/// A drawing on a plane of width [`WIDTH`], with the origin at the upper left.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Height in em.
    pub height: f64,
    /// In painting order.
    pub marks: Vec<Mark>,
}

/// A rectangle on the plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge in em.
    pub x: f64,
    /// Upper edge in em.
    pub y: f64,
    /// Width in em.
    pub width: f64,
    /// Height in em.
    pub height: f64,
}

/// A point on the plane: x to the right, y down.
pub type Point = (f64, f64);

/// An element of a scene.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A rectangle.
    Rect {
        /// Position and size.
        area: Area,
        /// Fill; `None` for an empty one.
        fill: Option<Tone>,
        /// Outline; `None` without one.
        edge: Option<Stroke>,
    },
    /// A straight line.
    Line {
        /// Start.
        from: Point,
        /// End.
        to: Point,
        /// Stroke style.
        stroke: Stroke,
    },
    /// An area between straight lines.
    Polygon {
        /// Corners in order.
        points: Vec<Point>,
        /// Fill; `None` for the colour of the page.
        fill: Option<Tone>,
        /// Outline; `None` without one.
        edge: Option<Stroke>,
    },
    /// An arrowhead.
    Head([Point; 3]),
    /// A line of text.
    Text(Label),
}

/// One line of text; the height of its area is its type size.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Position and size of the text.
    pub area: Area,
    /// Whether the text is centered in the area; otherwise it is left-aligned.
    pub centered: bool,
    /// Whether it is set in bold.
    pub bold: bool,
    /// The text in pieces, so that masks can be styled differently.
    pub pieces: Vec<Piece>,
}

/// A piece of a line of text: the words, and whether they are a mask.
pub type Piece = (String, bool);

/// Fill of an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// The main colour of the theme, dark also in greyscale.
    Main,
    /// The colour of table heads.
    Head,
}

/// Stroke of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// Outlines of boxes, and the main lines of a schedule.
    Main,
    /// Arrows between steps.
    Arrow,
    /// Thin lines of the grid.
    Rule,
    /// Outlines of bars, slices and markers, and axes.
    Thin,
    /// Lines between the points of a series.
    Series,
}

impl Stroke {
    /// Thickness in em.
    pub fn em(self) -> f64 {
        match self {
            Self::Main => 0.1,
            Self::Arrow => 0.08,
            Self::Rule => 0.04,
            Self::Thin => 0.06,
            Self::Series => 0.11,
        }
    }
}
