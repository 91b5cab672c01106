//! Places of glyphs, and areas that cover them.

use std::collections::BTreeMap;

use gian_diagnostics::Text;

use super::super::bounds::too_complex;

/// A rectangle with its lower left and upper right corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    left: f64,
    bottom: f64,
    right: f64,
    top: f64,
}

impl Rect {
    pub(super) fn new(left: f64, bottom: f64, right: f64, top: f64) -> Self {
        Self { left, bottom, right, top }
    }

    pub(super) fn corners(self) -> [(f64, f64); 4] {
        [(self.left, self.bottom), (self.right, self.bottom), (self.right, self.top), (self.left, self.top)]
    }

    pub(super) fn within(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        }
    }

    pub(super) fn area(self) -> f64 {
        (self.right - self.left).max(0.0) * (self.top - self.bottom).max(0.0)
    }

    pub(super) fn holds(self, x: f64, y: f64) -> bool {
        self.left <= x && x <= self.right && self.bottom <= y && y <= self.top
    }

    pub(super) fn around(points: impl IntoIterator<Item = (f64, f64)>) -> Option<Self> {
        points.into_iter().map(|(x, y)| Self::new(x, y, x, y)).reduce(|a, b| Self {
            left: a.left.min(b.left),
            bottom: a.bottom.min(b.bottom),
            right: a.right.max(b.right),
            top: a.top.max(b.top),
        })
    }
}

/// The area that a path surely covers: its box if its edges are those of the box, and the inner half of the box of a
/// simple path with curves (marked by points that are no number), such as a box with round corners.
pub(super) fn polygon(points: &[(f64, f64)]) -> Option<Rect> {
    const MOST_POINTS: usize = 24;
    if !(3..=MOST_POINTS).contains(&points.len()) {
        return None;
    }
    let curved = points.iter().any(|(x, _)| x.is_nan());
    let real: Vec<_> = points.iter().copied().filter(|(x, _)| !x.is_nan()).collect();
    let around = Rect::around(real.iter().copied())?;
    if curved {
        let (w, h) = ((around.right - around.left) / 4.0, (around.top - around.bottom) / 4.0);
        return (real.len() >= 4).then_some(Rect::new(
            around.left + w,
            around.bottom + h,
            around.right - w,
            around.top - h,
        ));
    }
    let near = |a: f64, b: f64| (a - b).abs() < 0.01;
    let corner = |(x, y): &(f64, f64)| {
        (near(*x, around.left) || near(*x, around.right)) && (near(*y, around.bottom) || near(*y, around.top))
    };
    (real.len() >= 4 && real.iter().all(corner)).then_some(around)
}

#[derive(Debug, Clone, Copy)]
struct Glyph {
    x: f64,
    y: f64,
    unpainted: bool,
}

/// Limit for comparisons of glyphs and areas on one page.
const MOST_COMPARISONS: usize = 100_000_000;
const MOST_GLYPHS: usize = 2_000_000;
/// A single glyph below a box is a bullet or a blank of the font.
const FEWEST: usize = 2;

/// The glyphs of a page.
#[derive(Debug, Default)]
pub(super) struct Glyphs {
    /// By rows of points.
    rows: BTreeMap<i64, Vec<Glyph>>,
    count: usize,
    comparisons: usize,
    is_covered: bool,
}

impl Glyphs {
    pub(super) fn add(&mut self, x: f64, y: f64, unpainted: bool) -> Result<(), Text> {
        self.count += 1;
        if self.count > MOST_GLYPHS {
            return Err(too_complex());
        }
        self.rows.entry(y as i64).or_default().push(Glyph { x, y, unpainted });
        Ok(())
    }

    /// Covers what was painted so far.
    pub(super) fn cover(&mut self, area: Rect) -> Result<(), Text> {
        if self.is_covered || area.area() < 1.0 {
            return Ok(());
        }
        let (first, last) = (area.bottom as i64 - 1, area.top as i64 + 1);
        if first > last {
            return Ok(());
        }
        let mut hits = 0;
        for row in self.rows.range(first..=last).map(|(_, row)| row) {
            self.comparisons += row.len() + 1;
            hits += row.iter().filter(|g| !g.unpainted && area.holds(g.x, g.y)).count();
        }
        self.is_covered = hits >= FEWEST;
        if self.comparisons > MOST_COMPARISONS { Err(too_complex()) } else { Ok(()) }
    }

    pub(super) fn covered(&self) -> bool {
        self.is_covered
    }

    /// Whether there is text that is not painted where no image is.
    pub(super) fn unpainted(&self, images: &[Rect]) -> bool {
        // Recognized text reaches a little over the image.
        const MARGIN: f64 = 2.0;
        let grown: Vec<Rect> = images
            .iter()
            .take(100)
            .map(|i| Rect::new(i.left - MARGIN, i.bottom - MARGIN, i.right + MARGIN, i.top + MARGIN))
            .collect();
        let alone = |g: &&Glyph| g.unpainted && !grown.iter().any(|i| i.holds(g.x, g.y));
        self.rows.values().flatten().filter(alone).take(FEWEST).count() >= FEWEST
    }
}
