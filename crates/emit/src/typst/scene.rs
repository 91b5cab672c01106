//! Drawings as Typst data, which `scene` in `house.typ` draws.

use std::fmt::Write;

use super::markup::write_line;
use super::style::Style;
use crate::drawing::{Mark, Scene, Stroke, Tone, WIDTH};

/// A scene as a dictionary for the function `drawn`.
pub(super) fn write_scene(scene: &Scene, out: &mut String) {
    let _ = writeln!(out, ", (width: {WIDTH:.3}, height: {:.3}, marks: (", scene.height);
    for mark in &scene.marks {
        match mark {
            Mark::Rect { area, fill, edge } => {
                let fill = tone(*fill, "clear");
                let edge = edge.map_or("none".to_owned(), stroke);
                let _ = writeln!(
                    out,
                    "(kind: \"rect\", x: {:.3}, y: {:.3}, width: {:.3}, height: {:.3}, fill: \"{fill}\", edge: {edge}),",
                    area.x, area.y, area.width, area.height
                );
            }
            Mark::Line { from, to, stroke: thick } => {
                let _ = writeln!(
                    out,
                    "(kind: \"line\", from: ({:.3}, {:.3}), to: ({:.3}, {:.3}), edge: {}),",
                    from.0,
                    from.1,
                    to.0,
                    to.1,
                    stroke(*thick)
                );
            }
            Mark::Polygon { points, fill, edge } => {
                let fill = tone(*fill, "paper");
                let edge = edge.map_or("none".to_owned(), stroke);
                let _ = write!(out, "(kind: \"polygon\", fill: \"{fill}\", edge: {edge}, points: (");
                for (x, y) in points {
                    let _ = write!(out, "({x:.3}, {y:.3}), ");
                }
                out.push_str(")),\n");
            }
            Mark::Head(points) => {
                out.push_str("(kind: \"head\", points: (");
                for (x, y) in points {
                    let _ = write!(out, "({x:.3}, {y:.3}), ");
                }
                out.push_str(")),\n");
            }
            Mark::Text(label) => {
                let _ = write!(
                    out,
                    "(kind: \"text\", x: {:.3}, y: {:.3}, width: {:.3}, size: {:.3}, centered: {}, bold: {}, body: [",
                    label.area.x, label.area.y, label.area.width, label.area.height, label.centered, label.bold
                );
                let style = |mask: bool| Style { withheld: mask, ..Style::default() };
                let runs: Vec<_> = label.pieces.iter().map(|(text, mask)| (text.clone(), style(*mask))).collect();
                write_line(&runs, out);
                out.push_str("]),\n");
            }
        }
    }
    out.push_str("))");
}

/// The name of a fill, or `empty` without one.
fn tone(fill: Option<Tone>, empty: &'static str) -> &'static str {
    match fill {
        Some(Tone::Main) => "main",
        Some(Tone::Head) => "head",
        None => empty,
    }
}

fn stroke(stroke: Stroke) -> String {
    let tone = match stroke {
        Stroke::Main | Stroke::Arrow | Stroke::Thin | Stroke::Series => "main",
        Stroke::Rule => "rule",
    };
    format!("(tone: \"{tone}\", thick: {:.3})", stroke.em())
}
