//! Shares of a circle. Slices are numbered clockwise, and the list beside them has names, values and shares.

use gian_document::{Chart, Datum};

use super::canvas::{Canvas, EDGE, LEADING, SMALL, pieces, wrap};
use super::chart_parts::{GAP, LINE, legend, small};
use super::scene::{Area, Mark, Point, Scene, Stroke, Tone, WIDTH};

const RADIUS: f64 = 7.5;
/// Center of the circle, below the legend.
const CENTER: f64 = RADIUS + 1.8;
/// The least share of a slice with its number beside it, so that numbers do not meet.
const LEAST: f64 = 0.045;
/// Degrees between two points of an arc.
const FINE: f64 = 3.0;

pub(super) fn scene(chart: &Chart) -> Scene {
    let mut canvas = Canvas::default();
    let top = legend(&mut canvas, chart, |_, _, _| {});
    let values: Vec<(f64, &str)> = chart.series[0]
        .values
        .iter()
        .filter_map(|v| match v {
            Datum::Number { value, text } => Some((*value, text.as_str())),
            Datum::Masked(_) | Datum::Missing => None,
        })
        .collect();
    let sum: f64 = values.iter().map(|v| v.0).sum::<f64>().max(f64::MIN_POSITIVE);
    let center = (CENTER, top + CENTER);
    let mut from = 0.0;
    let mut y = top + 0.8;
    let left = 2.0 * CENTER + 1.0;
    for (i, (item, (value, text))) in chart.items.iter().zip(&values).enumerate() {
        let share = value / sum;
        let fill = tone(i, values.len());
        if share > 0.0 {
            canvas.push(Mark::Polygon { points: slice(center, from, share), fill, edge: Some(Stroke::Thin) });
        }
        let number = (i + 1).to_string();
        if share >= LEAST {
            let middle = at(center, RADIUS + 0.9, from + share / 2.0);
            let own = small(&number);
            canvas.lines(
                &[vec![(number.clone(), false)]],
                (middle.0 - own / 2.0, middle.1 - LINE / 2.0),
                own,
                (SMALL, false, false),
            );
        }
        from += share;
        // The list.
        canvas.rect(Area { x: left, y: y + (LINE - SMALL) / 2.0, width: 1.2, height: SMALL }, fill, Some(Stroke::Thin));
        let words = format!("{number}. ");
        let told = format!(" {text} ({:.1}%)", 100.0 * share);
        let line = [vec![(words, false)], pieces(item), vec![(told, false)]].concat();
        let room = WIDTH - EDGE - left - 1.2 - GAP;
        let lines = wrap(&line, SMALL, room);
        canvas.lines(&lines, (left + 1.2 + GAP, y), room, (SMALL, false, false));
        y += lines.len() as f64 * SMALL * LEADING + 0.35;
    }
    canvas.scene(y.max(top + 2.0 * CENTER) + EDGE)
}

/// Neighbours differ, the first and the last too.
fn tone(index: usize, count: usize) -> Option<Tone> {
    match index % 3 {
        0 if index > 0 && index + 1 == count => None,
        0 => Some(Tone::Main),
        1 => None,
        _ => Some(Tone::Head),
    }
}

/// A point at a share of the circle, clockwise from the top.
fn at((x, y): Point, radius: f64, share: f64) -> Point {
    let angle = share * std::f64::consts::TAU;
    (x + radius * angle.sin(), y - radius * angle.cos())
}

fn slice(center: Point, from: f64, share: f64) -> Vec<Point> {
    let steps = (share * 360.0 / FINE).ceil().max(1.0) as usize;
    let arc = (0..=steps).map(|i| at(center, RADIUS, from + share * i as f64 / steps as f64));
    // A whole circle has no corner in the middle.
    let corner = (share < 0.9999).then_some(center);
    corner.into_iter().chain(arc).collect()
}
