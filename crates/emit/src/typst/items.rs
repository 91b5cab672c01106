//! Lists of items: their markers, indents and text areas.

use std::fmt::Write;

use gian_document::{Family, Item, NoteSign};
use gian_korean::item::statutory;

use super::emitter::Emitter;
use super::markup::literal;
use super::style::{BOLD, HEAD, Level, TEXT, TextStyle};
use super::takes_end_mark;
use crate::linebreak::{Face, Run};

impl Emitter<'_> {
    /// The text area of a note, beside its mark.
    pub(super) fn note(self, style: TextStyle, sign: NoteSign) -> TextStyle {
        let size = if style.in_table { self.metrics.table * 0.92 } else { self.metrics.note };
        let outside = if style.in_table || style.level > 0 { 0.0 } else { style.size };
        let mark = self.text_width(sign.sign(), Run { face: HEAD, size, tracking: 0.0 }, style.total);
        TextStyle { size, face: HEAD, ..style.narrower(outside + mark + 0.5 * size) }
    }

    /// The text area of items, beside their marker.
    fn item(self, style: TextStyle, items: &[Item]) -> TextStyle {
        let (level, siblings) = (style.level + 1, items.len());
        if style.in_table {
            let size = style.size;
            let markers = &self.metrics.table_markers;
            let sign = markers.get(level.min(markers.len()).saturating_sub(1)).map_or("", String::as_str);
            let widest = |size: f64| {
                let run = Run { face: style.face, size, tracking: 0.0 };
                signs(items).map(|sign| self.text_width(sign, run, style.total)).reduce(f64::max)
            };
            let run = Run { face: style.face, size: if sign == "○" { 0.85 * size } else { size }, tracking: 0.0 };
            let marker = widest(size).unwrap_or_else(|| self.text_width(sign, run, style.total));
            let indent = if level > 1 { 0.3 * size } else { 0.0 };
            return TextStyle { level, ..style.narrower(indent + marker + 0.45 * size) };
        }
        if self.family == Family::Letter {
            // Each level of markers is indented by one more letter than the level above.
            let run = Run { face: style.face, size: style.size, tracking: 0.0 };
            let widths = (1..=siblings).map(|n| self.text_width(&statutory(level, n), run, false));
            let marker = if siblings > 1 { widths.fold(0.0, f64::max) + 0.5 * style.size } else { 0.0 };
            let indent = (level - 1) as f64 * style.size;
            return TextStyle { level, width: self.metrics.width - indent - marker, ..style };
        }
        let level = self.level(level, items);
        let levels = &self.metrics.levels;
        let Some(own) = levels.get(level.min(levels.len()).saturating_sub(1)) else {
            return TextStyle { level, ..style.narrower(2.2 * style.size) };
        };
        let face = if own.bold { Face { head: true, weight: BOLD } } else { TEXT };
        let width = |sign: &str| {
            let run = match sign {
                "○" => Run { face: HEAD, size: 0.82 * own.size, tracking: 0.0 },
                "□" => Run { face: Face { head: true, weight: BOLD }, size: own.size, tracking: 0.0 },
                _ => Run { face, size: own.size, tracking: 0.0 },
            };
            self.text_width(sign, run, false)
        };
        let marker = signs(items).map(width).reduce(f64::max).unwrap_or_else(|| width(&own.marker));
        // The first level begins at the margin, whichever look it has.
        let indent = if style.level == 0 { own.indent.max(0.0) } else { own.indent };
        TextStyle { level, size: own.size, face, ..style.narrower(indent + marker + own.gap) }
    }

    /// The level of the house profile whose look items have: that of their sign, else that of their depth.
    fn level(self, depth: usize, items: &[Item]) -> usize {
        let Some(marker) = items.first().and_then(|i| i.marker.as_ref()).filter(|m| !m.ordered) else { return depth };
        let same = |level: &Level| level.marker == marker.sign || (is_circle(&level.marker) && is_circle(&marker.sign));
        let levels = &self.metrics.levels;
        if levels.get(depth - 1).is_some_and(same) {
            return depth;
        }
        levels.iter().position(same).map_or(depth, |at| at + 1)
    }

    pub(super) fn items(self, items: &[Item], style: TextStyle, ends: bool, out: &mut String) {
        let around = style;
        let style = TextStyle { siblings: items.len(), bare: false, ..self.item(style, items) };
        match (style.in_table, self.family) {
            (true, _) => {
                let _ = write!(out, "#cellitems({}{}", style.level, markers(items));
            }
            (false, Family::Report) => {
                let outermost = if around.level == 0 { ", outermost: true" } else { "" };
                let _ = write!(out, "#items({}{outermost}{}", style.level, markers(items));
            }
            (false, Family::Letter) => {
                // A single item has no marker (행정업무운영 편람).
                let markers: Vec<String> = match items.len() {
                    1 => vec![literal("")],
                    n => (1..=n).map(|i| literal(&statutory(style.level, i))).collect(),
                };
                let inside = style.level > 1 && !around.bare;
                let marked = inside && around.siblings > 1;
                let widest = if marked { literal(&statutory(style.level - 1, around.siblings)) } else { literal("") };
                let _ = write!(out, "#letteritems({inside}, {widest}, ({},)", markers.join(", "));
            }
        }
        // Items below an item without a marker take the markers of its level.
        let bare = self.family == Family::Letter && !style.in_table && items.len() == 1;
        let inner = if bare { TextStyle { level: style.level - 1, bare, ..style } } else { style };
        for (i, item) in items.iter().enumerate() {
            let last = ends && i + 1 == items.len();
            let below = item.below.last().is_some_and(takes_end_mark);
            let head = if item.below.is_empty() { "" } else { "(head: true)" };
            let _ = write!(out, ", [#itemline{head}[");
            self.place(item, out);
            self.inlines(&item.text, style, last && !below, out);
            out.push_str("]\n");
            self.blocks(&item.below, inner, last && below, out);
            out.push(']');
        }
        out.push_str(")\n");
    }
}

/// The markers that items have of their own.
fn signs(items: &[Item]) -> impl Iterator<Item = &str> {
    items.iter().filter_map(|i| i.marker.as_ref()).map(|m| m.sign.as_str())
}

/// The markers of a list as arguments of a call: numbers, or one sign for all.
fn markers(items: &[Item]) -> String {
    match items.first().and_then(|i| i.marker.as_ref()) {
        None => String::new(),
        Some(marker) if !marker.ordered => format!(", sign: {}", literal(&marker.sign)),
        Some(_) => format!(", numbers: ({},)", signs(items).map(literal).collect::<Vec<_>>().join(", ")),
    }
}

fn is_circle(sign: &str) -> bool {
    matches!(sign, "○" | "ㅇ")
}
