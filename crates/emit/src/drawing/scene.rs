//! What a scene is made of: rectangles, lines and text with their places, in em.

/// Width of every scene.
pub const WIDTH: f64 = 44.0;
/// Height of a scene, unless one row alone is higher: about two thirds of a page.
pub const TALLEST: f64 = 46.0;

/// A drawing on a plane of [`WIDTH`], from the upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    pub height: f64,
    /// In the order in which they are painted.
    pub marks: Vec<Mark>,
}

/// A rectangle on the plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// A place on the plane: to the right, and down.
pub type Point = (f64, f64);

/// A thing on the plane.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    Rect {
        area: Area,
        fill: Option<Tone>,
        edge: Option<Stroke>,
    },
    Line {
        from: Point,
        to: Point,
        stroke: Stroke,
    },
    /// The head of an arrow.
    Head([Point; 3]),
    Text(Label),
}

/// One line of text; its area is as high as its type.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    pub area: Area,
    pub centered: bool,
    pub bold: bool,
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
    Main,
    Arrow,
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
