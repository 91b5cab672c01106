//! Boxes joined by arrows: the steps of a process.

use gian_document::{Inline, Step};

use super::canvas::{Canvas, EDGE, LABEL, LEADING, SMALL, piece_width, pieces, wrap};
use super::scene::{Area, Piece, Scene, Stroke, TALLEST, Tone, WIDTH};
use super::told::due;
use crate::words;

/// Gap between boxes of a row, and between rows.
const GAP: f64 = 2.2;
const ROW_GAP: f64 = 2.4;
/// Width of the widest box, and the padding around its text.
const WIDEST: f64 = 13.2;
const PAD: f64 = 0.55;

/// A box with its text in lines.
struct Boxed {
    label: Vec<Vec<Piece>>,
    /// Responsible party and deadline, below the label.
    below: Vec<Vec<Piece>>,
}

impl Boxed {
    fn new(step: &Step, room: f64) -> Self {
        let label = wrap(&pieces(&step.label), LABEL, room);
        let below = step.party.clone().into_iter().chain(step.due.as_ref().map(due));
        Self { label, below: below.flat_map(|line| wrap(&pieces(&line), SMALL, room)).collect() }
    }

    fn label_height(&self) -> f64 {
        self.label.len().max(1) as f64 * LABEL * LEADING + 2.0 * PAD
    }

    fn below_height(&self) -> f64 {
        if self.below.is_empty() { 0.0 } else { self.below.len() as f64 * SMALL * LEADING + 0.7 }
    }
}

/// Number of boxes per row, chosen for rows of nearly equal length and unbroken words.
pub(super) fn per_row(steps: &[Step]) -> usize {
    let count = steps.len();
    let fits = |columns: usize| {
        let room = box_width(columns) - 2.0 * PAD;
        steps.iter().all(|step| {
            let boxed = Boxed::new(step, room);
            let whole = |line: &[Inline], size: f64| {
                words::split(&pieces(line), 1000.0).iter().all(|w| piece_width(&w.pieces) * size <= room)
            };
            let below = [step.party.clone(), step.due.as_ref().map(due)];
            let below_fits = below.iter().flatten().all(|line| whole(line, SMALL));
            boxed.label.len() <= 3 && boxed.below.len() <= 4 && whole(&step.label, LABEL) && below_fits
        })
    };
    if count <= 5 && fits(count) {
        return count;
    }
    let most = if fits(4) { 4 } else { 3 };
    let rows = count.div_ceil(most);
    count.div_ceil(rows)
}

fn box_width(columns: usize) -> f64 {
    let columns = columns.max(1) as f64;
    ((WIDTH - 2.0 * EDGE - (columns - 1.0) * GAP) / columns).min(WIDEST)
}

/// Draws steps in rows that are read one after the other.
pub(super) fn scenes(steps: &[Step]) -> Vec<Scene> {
    let columns = per_row(steps);
    let wide = box_width(columns);
    let left = (WIDTH - columns as f64 * wide - (columns - 1) as f64 * GAP) / 2.0;
    let x = |column: usize| left + column as f64 * (wide + GAP);
    let rows: Vec<Vec<Boxed>> =
        steps.chunks(columns).map(|row| row.iter().map(|s| Boxed::new(s, wide - 2.0 * PAD)).collect()).collect();
    let mut all = Vec::new();
    let mut canvas = Canvas::default();
    let mut y = EDGE;
    for (i, row) in rows.iter().enumerate() {
        let label = row.iter().map(Boxed::label_height).fold(0.0, f64::max);
        let height = label + row.iter().map(Boxed::below_height).fold(0.0, f64::max);
        if y + height > TALLEST && y > ROW_GAP {
            all.push(std::mem::take(&mut canvas).scene(y));
            // Continues the arrow that reached the end of the previous scene.
            y = ROW_GAP;
            canvas.arrow(&[(x(0) + wide / 2.0, EDGE), (x(0) + wide / 2.0, y)]);
        }
        for (column, boxed) in row.iter().enumerate() {
            let area = Area { x: x(column), y, width: wide, height };
            step_box(boxed, area, label, &mut canvas);
            if column > 0 {
                canvas.arrow(&[(area.x - GAP, y + height / 2.0), (area.x, y + height / 2.0)]);
            }
        }
        y += height;
        if let Some(next) = rows.get(i + 1) {
            let last = x(row.len() - 1) + wide / 2.0;
            let first = x(0) + wide / 2.0;
            let tall = next.iter().map(|b| b.label_height() + b.below_height()).fold(0.0, f64::max);
            if y + ROW_GAP + tall > TALLEST {
                canvas.arrow(&[(last, y), (last, y + ROW_GAP - EDGE)]);
            } else if columns == 1 {
                canvas.arrow(&[(last, y), (first, y + ROW_GAP)]);
            } else {
                let between = y + ROW_GAP * 0.45;
                canvas.arrow(&[(last, y), (last, between), (first, between), (first, y + ROW_GAP)]);
            }
            y += ROW_GAP;
        }
    }
    all.push(canvas.scene(y + EDGE));
    all
}

fn step_box(boxed: &Boxed, area: Area, label: f64, canvas: &mut Canvas) {
    let room = area.width - 2.0 * PAD;
    let has_below = area.height > label;
    canvas.rect(Area { height: label, ..area }, Some(Tone::Head), None);
    let own = boxed.label.len() as f64 * LABEL * LEADING;
    canvas.lines(&boxed.label, (area.x + PAD, area.y + (label - own) / 2.0), room, (LABEL, true, true));
    if has_below {
        let y = area.y + label;
        canvas.line((area.x, y), (area.x + area.width, y), Stroke::Rule);
        let own = boxed.below.len() as f64 * SMALL * LEADING;
        let top = y + (area.height - label - own) / 2.0;
        canvas.lines(&boxed.below, (area.x + PAD, top), room, (SMALL, true, false));
    }
    canvas.rect(area, None, Some(Stroke::Main));
}
