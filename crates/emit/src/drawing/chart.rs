//! Charts: bars beside their labels, and what all charts share: scales, samples of series, the legend.
//!
//! Series differ by fill and marker, so that they can be told apart without colour. A withheld value has its mask and
//! no bar.

use gian_document::{Chart, ChartKind, Datum};

use super::canvas::{Canvas, EDGE, SMALL, piece_width, pieces, wrap};
use super::chart_parts::{GAP, LINE, bar, legend, range, words};
use super::scene::{Area, Point, Scene, Stroke, TALLEST, WIDTH};
use super::{chart_lines, chart_shares};

/// Height of a bar, the gap to the next, and the gap between items.
const BAR: f64 = 1.0;
const BAR_GAP: f64 = 0.3;
const ITEM_GAP: f64 = 0.8;
/// Widest column of labels.
const WIDEST_LABEL: f64 = 14.0;

/// Draws a chart. Shares need all values, so that a chart with a withheld or missing one shows bars instead.
pub(super) fn scenes(chart: &Chart) -> Vec<Scene> {
    let complete = chart.series.iter().flat_map(|s| &s.values).all(|v| matches!(v, Datum::Number { .. }));
    match chart.kind {
        ChartKind::Lines => vec![chart_lines::scene(chart)],
        ChartKind::Shares if complete => vec![chart_shares::scene(chart)],
        ChartKind::Bars | ChartKind::Shares => bars(chart),
    }
}

/// Bars to the right of the labels of the items.
fn bars(chart: &Chart) -> Vec<Scene> {
    let natural = chart.items.iter().map(|i| piece_width(&pieces(i)) * SMALL).fold(2.0, f64::max);
    let label = natural.min(WIDEST_LABEL);
    let values = || chart.series.iter().flat_map(|s| &s.values);
    let room = values().map(|v| piece_width(&words(v)) * SMALL).fold(0.0, f64::max) + 2.0 * GAP;
    let (low, high) = range(chart);
    let left = label + GAP + if low < 0.0 { room } else { GAP };
    let length = (WIDTH - EDGE - room - left).max(4.0);
    let x_of = |value: f64| left + length * (value - low) / (high - low).max(f64::MIN_POSITIVE);
    let zero = if high > low { x_of(0.0) } else { left };
    let mut all = Vec::new();
    let mut canvas = Canvas::default();
    let mut top = legend(&mut canvas, chart, sample);
    let mut y = top;
    for (i, item) in chart.items.iter().enumerate() {
        let lines = wrap(&pieces(item), SMALL, label);
        let own = chart.series.len() as f64 * (BAR + BAR_GAP) - BAR_GAP;
        let height = own.max(lines.len() as f64 * LINE);
        if y + height + ITEM_GAP > TALLEST && y > top {
            canvas.line((zero, top), (zero, y), Stroke::Thin);
            all.push(std::mem::take(&mut canvas).scene(y + EDGE));
            top = legend(&mut canvas, chart, sample);
            y = top;
        }
        let begin = y + ITEM_GAP / 2.0;
        canvas.lines(&lines, (EDGE, begin + (height - lines.len() as f64 * LINE) / 2.0), label, (SMALL, false, false));
        let mut at = begin + (height - own) / 2.0;
        for (s, series) in chart.series.iter().enumerate() {
            value(&mut canvas, &series.values[i], (zero, at), &x_of, s);
            at += BAR + BAR_GAP;
        }
        y += height + ITEM_GAP;
    }
    canvas.line((zero, top), (zero, y), Stroke::Thin);
    all.push(canvas.scene(y + EDGE));
    all
}

fn sample(canvas: &mut Canvas, (x, y): Point, series: usize) {
    bar(canvas, Area { x, y: y + 0.05, width: 1.8, height: SMALL - 0.1 }, series);
}

/// A bar with its value at the end.
fn value(canvas: &mut Canvas, datum: &Datum, (zero, y): Point, x_of: &impl Fn(f64) -> f64, series: usize) {
    let own = piece_width(&words(datum)) * SMALL;
    let mut x = zero + GAP;
    if let Datum::Number { value, .. } = datum
        && *value != 0.0
    {
        let end = x_of(*value);
        // A small value still has a bar that can be seen.
        let long = (end - zero).abs().max(0.12);
        let from = if *value < 0.0 { zero - long } else { zero };
        bar(canvas, Area { x: from, y, width: long, height: BAR }, series);
        x = if *value < 0.0 { from - GAP - own } else { zero + long + GAP };
    }
    canvas.lines(&[words(datum)], (x, y + (BAR - LINE) / 2.0), own, (SMALL, false, false));
}
