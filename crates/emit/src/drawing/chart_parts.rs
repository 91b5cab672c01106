//! Parts that charts share: scales, labels, the legend, and markers of series.

use gian_document::{Chart, Datum};

use super::canvas::{Canvas, EDGE, LEADING, SMALL, piece_width, pieces, width, wrap};
use super::scene::{Area, Mark, Piece, Point, Stroke, Tone, WIDTH};

/// Gap between a mark and its words.
pub(super) const GAP: f64 = 0.4;

/// Height of a line of small text.
pub(super) const LINE: f64 = SMALL * LEADING;

/// The words of a value.
pub(super) fn words(datum: &Datum) -> Vec<Piece> {
    match datum {
        Datum::Number { text, .. } => vec![(text.clone(), false)],
        Datum::Masked(mask) => pieces(mask),
        Datum::Missing => vec![("-".to_owned(), false)],
    }
}

/// Smallest and largest number, with zero.
pub(super) fn range(chart: &Chart) -> (f64, f64) {
    let numbers = chart.series.iter().flat_map(|s| &s.values).filter_map(|v| match v {
        Datum::Number { value, .. } => Some(*value),
        Datum::Masked(_) | Datum::Missing => None,
    });
    numbers.fold((0.0, 0.0), |(low, high): (f64, f64), n| (low.min(n), high.max(n)))
}

/// A sample of the fill of a series.
pub(super) fn bar(canvas: &mut Canvas, area: Area, series: usize) {
    let (fill, edge) = match series % 4 {
        0 => (Some(Tone::Main), None),
        1 => (None, Some(Stroke::Thin)),
        2 => (Some(Tone::Head), Some(Stroke::Thin)),
        _ => (None, Some(Stroke::Thin)),
    };
    canvas.rect(area, fill, edge);
    let (right, bottom) = (area.x + area.width, area.y + area.height);
    match series % 4 {
        // Upright lines, and a line along the bar.
        2 => {
            let mut x = area.x + 0.4;
            while x < right - 0.1 {
                canvas.line((x, area.y), (x, bottom), Stroke::Thin);
                x += 0.4;
            }
        }
        3 => canvas.line((area.x, area.y + area.height / 2.0), (right, area.y + area.height / 2.0), Stroke::Thin),
        _ => {}
    }
}

/// The names of several series with their samples, and the unit at the right. Returns the height.
pub(super) fn legend(canvas: &mut Canvas, chart: &Chart, sample: impl Fn(&mut Canvas, Point, usize)) -> f64 {
    const SAMPLE: f64 = 1.8;
    let unit = chart.unit.as_ref().map(|unit| vec![(format!("(단위: {unit})"), false)]);
    let right = match &unit {
        Some(unit) => {
            let own = piece_width(unit) * SMALL;
            canvas.lines(std::slice::from_ref(unit), (WIDTH - EDGE - own, 0.0), own, (SMALL, false, false));
            WIDTH - own - 1.0
        }
        None => WIDTH,
    };
    let (mut x, mut y) = (EDGE, 0.0);
    for (i, series) in chart.series.iter().enumerate().filter(|_| chart.series.len() > 1) {
        let room = right - SAMPLE - 2.0 * GAP;
        let lines = wrap(&pieces(&series.name), SMALL, room);
        let own = lines.iter().map(|l| piece_width(l) * SMALL).fold(0.0, f64::max);
        if x > 1.0 && x + SAMPLE + GAP + own > right {
            (x, y) = (EDGE, y + LINE + 0.2);
        }
        sample(canvas, (x, y + (LINE - SMALL) / 2.0), i);
        canvas.lines(&lines, (x + SAMPLE + GAP, y), own, (SMALL, false, false));
        if lines.len() > 1 {
            (x, y) = (EDGE, y + lines.len() as f64 * LINE + 0.2);
        } else {
            x += SAMPLE + own + GAP + 1.4;
        }
    }
    let has_series = chart.series.len() > 1;
    if !has_series && unit.is_none() { EDGE } else { y + LINE + 0.5 }
}

/// Ticks of a scale: round numbers from the lowest to the highest, and their decimals.
pub(super) fn ticks(low: f64, high: f64) -> (Vec<f64>, usize) {
    let span = if high > low { high - low } else { 1.0 };
    let raw = span / 5.0;
    let power = 10.0_f64.powf(raw.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|n| n * power).into_iter().find(|s| *s >= raw * 0.999).unwrap_or(power);
    let (first, last) = ((low / step).floor(), ((if high > low { high } else { low + 1.0 }) / step).ceil());
    let decimals = if step < 1.0 { (-step.log10()).ceil().max(0.0) as usize } else { 0 };
    ((0..=(last - first) as usize).map(|i| (first + i as f64) * step).collect(), decimals)
}

/// A number on a scale: `△1,500`.
pub(super) fn written(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if !fraction.is_empty() {
        out = format!("{out}.{fraction}");
    }
    let is_zero = out.chars().all(|c| matches!(c, '0' | '.'));
    if value < 0.0 && !is_zero { format!("△{out}") } else { out }
}

/// Width of words at the size of small text.
pub(super) fn small(text: &str) -> f64 {
    width(text) * SMALL
}

/// The marker of a point of a series.
pub(super) fn marker(canvas: &mut Canvas, (x, y): Point, series: usize) {
    const R: f64 = 0.32;
    let square = Area { x: x - R, y: y - R, width: 2.0 * R, height: 2.0 * R };
    match series % 4 {
        0 => canvas.rect(square, Some(Tone::Main), None),
        1 => canvas.rect(square, Some(Tone::Head), Some(Stroke::Thin)),
        2 => canvas.push(Mark::Polygon {
            points: vec![(x, y - 1.2 * R), (x + 1.2 * R, y + R), (x - 1.2 * R, y + R)],
            fill: Some(Tone::Main),
            edge: None,
        }),
        _ => canvas.push(Mark::Polygon {
            points: vec![(x, y - 1.4 * R), (x + 1.4 * R, y), (x, y + 1.4 * R), (x - 1.4 * R, y)],
            fill: Some(Tone::Head),
            edge: Some(Stroke::Thin),
        }),
    }
}
