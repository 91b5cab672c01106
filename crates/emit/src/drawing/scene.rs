//! What a scene is made of: rectangles, lines and text with their places, in em.

/// Width of every scene.
pub const WIDTH: f64 = 44.0;
/// Height of a scene, unless one row alone is higher: about two thirds of a page.
pub const TALLEST: f64 = 46.0;

/// A drawing on a plane of [`WIDTH`], from the upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Height in em.
    pub height: f64,
    /// In the order in which they are painted.
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

/// A place on the plane: to the right, and down.
pub type Point = (f64, f64);

/// A thing on the plane.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A rectangle.
    Rect {
        /// Position and size.
        area: Area,
        /// Fill; `None` for an empty one.
        fill: Option<Tone>,
        /// Line around it; `None` without one.
        edge: Option<Stroke>,
    },
    /// A straight line.
    Line {
        /// Where it begins.
        from: Point,
        /// Where it ends.
        to: Point,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// The head of an arrow.
    Head([Point; 3]),
    /// A line of text.
    Text(Label),
}

/// One line of text; its area is as high as its type.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Where the text stands.
    pub area: Area,
    /// Whether it stands in the middle of the area, otherwise at its left.
    pub centered: bool,
    /// Whether it is set in bold.
    pub bold: bool,
    /// The text in parts, so that masks can look different.
    pub pieces: Vec<Piece>,
}

/// A part of a line of text: the words, and whether they are a mask.
pub type Piece = (String, bool);

/// What an area is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// The main colour of the profile, dark also without colour.
    Main,
    /// The heads of tables.
    Head,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// Outlines of boxes, and the main lines of a schedule.
    Main,
    /// Arrows between steps.
    Arrow,
    /// Thin lines of the grid.
    Rule,
}

impl Stroke {
    /// Thickness in em.
    pub fn em(self) -> f64 {
        match self {
            Self::Main => 0.1,
            Self::Arrow => 0.08,
            Self::Rule => 0.04,
        }
    }
}
