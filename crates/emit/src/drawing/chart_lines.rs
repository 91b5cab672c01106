//! Line charts: points over the items, joined by lines, above a table of labels and values.

use gian_document::{Chart, Datum};

use super::canvas::{Canvas, EDGE, SMALL, piece_width, pieces, wrap};
use super::chart_parts::{GAP, LINE, legend, marker, range, small, ticks, words, written};
use super::scene::{Piece, Point, Scene, Stroke, WIDTH};

/// Height of the field of the lines.
const FIELD: f64 = 15.0;

pub(super) fn scene(chart: &Chart) -> Scene {
    let mut canvas = Canvas::default();
    let (low, high) = range(chart);
    let (marks, decimals) = ticks(low, high);
    let (first, last) = (marks[0], marks[marks.len() - 1]);
    let labels: Vec<String> = marks.iter().map(|m| written(*m, decimals)).collect();
    let left = labels.iter().map(|l| small(l)).fold(2.6, f64::max) + 2.0 * GAP;
    let top = legend(&mut canvas, chart, sample) + 0.6;
    let y_of = |value: f64| top + FIELD * (last - value) / (last - first).max(f64::MIN_POSITIVE);
    for (mark, label) in marks.iter().zip(&labels) {
        let y = y_of(*mark);
        let stroke = if *mark == 0.0 { Stroke::Thin } else { Stroke::Rule };
        canvas.line((left, y), (WIDTH - EDGE, y), stroke);
        let own = small(label);
        canvas.lines(&[vec![(label.clone(), false)]], (left - GAP - own, y - LINE / 2.0), own, (SMALL, false, false));
    }
    let slot = (WIDTH - EDGE - left) / chart.items.len().max(1) as f64;
    let x_of = |i: usize| left + (i as f64 + 0.5) * slot;
    for (s, series) in chart.series.iter().enumerate() {
        let points: Vec<Option<Point>> = series
            .values
            .iter()
            .enumerate()
            .map(|(i, v)| match v {
                Datum::Number { value, .. } => Some((x_of(i), y_of(*value))),
                Datum::Masked(_) | Datum::Missing => None,
            })
            .collect();
        // A line has a gap at a withheld or missing value.
        for pair in points.windows(2) {
            if let [Some(from), Some(to)] = pair {
                canvas.line(*from, *to, Stroke::Series);
            }
        }
        points.into_iter().flatten().for_each(|point| marker(&mut canvas, point, s));
    }
    let height = below(&mut canvas, chart, (left, top + FIELD + 0.7), slot);
    canvas.scene(height + EDGE)
}

fn sample(canvas: &mut Canvas, (x, y): Point, series: usize) {
    canvas.line((x, y + SMALL / 2.0), (x + 1.8, y + SMALL / 2.0), Stroke::Series);
    marker(canvas, (x + 0.9, y + SMALL / 2.0), series);
}

/// The labels of the items, and a row of values for each series, if the numbers fit; a mask is always shown. Returns
/// where they end.
fn below(canvas: &mut Canvas, chart: &Chart, (left, mut y): Point, slot: f64) -> f64 {
    let room = (slot - 0.3).max(SMALL);
    let row = |cells: Vec<Vec<Vec<Piece>>>, canvas: &mut Canvas, y: f64| {
        let tallest = cells.iter().map(Vec::len).max().unwrap_or(0).max(1) as f64 * LINE;
        for (i, lines) in cells.iter().enumerate() {
            canvas.lines(lines, (left + i as f64 * slot + 0.15, y), room, (SMALL, true, false));
        }
        y + tallest + 0.25
    };
    let names = chart.items.iter().map(|item| wrap(&pieces(item), SMALL, room)).collect();
    y = row(names, canvas, y);
    let values = || chart.series.iter().flat_map(|s| &s.values);
    let fit = values().all(|v| !matches!(v, Datum::Number { .. }) || piece_width(&words(v)) * SMALL <= room);
    for (s, series) in chart.series.iter().enumerate() {
        if !fit && !series.values.iter().any(|v| matches!(v, Datum::Masked(_))) {
            continue;
        }
        let cell = |v: &Datum| match v {
            Datum::Number { .. } if !fit => Vec::new(),
            Datum::Number { .. } | Datum::Masked(_) | Datum::Missing => wrap(&words(v), SMALL, room),
        };
        if chart.series.len() > 1 {
            marker(canvas, (left - 2.0 * GAP - 0.4, y + LINE / 2.0), s);
        }
        y = row(series.values.iter().map(cell).collect(), canvas, y);
    }
    y
}
