//! Markers of items that the house profile chooses: numbers, or signs other than □ ○ - ·

use gian_document::{Document, Family, Marker, mark_items};

use crate::themes::Level;

/// The signs of the levels that every format draws where an item has no marker.
const USUAL: [&str; 4] = ["□", "○", "-", "·"];

/// Sets the markers of the items of a report, so that all formats have those of the house. Items that have a marker,
/// those in tables and those of letters stay as they are.
pub fn choose(document: &mut Document, levels: &[Level]) {
    let unusual = |(i, level): (usize, &Level)| USUAL.get(i).is_none_or(|sign| *sign != level.marker);
    if document.family == Family::Report && levels.iter().enumerate().any(unusual) {
        mark_items(&mut document.blocks, &|depth, i| {
            let sign = levels.get(depth.min(levels.len().saturating_sub(1))).map_or("", |level| level.marker.as_str());
            (USUAL.get(depth) != Some(&sign)).then(|| Marker::of(sign, i))
        });
    }
}

#[cfg(test)]
mod tests {
    use gian_document::{Block, Item};

    use super::*;

    fn level(marker: &str) -> Level {
        Level { marker: marker.to_owned(), size: 12.0, bold: false, indent: 0.0, gap: 0.5, before: 0.0 }
    }

    fn markers(levels: &[&str]) -> Vec<Option<String>> {
        let inner = Item { label: None, marker: None, text: Vec::new(), below: Vec::new() };
        let outer = Item { label: None, marker: None, text: Vec::new(), below: vec![Block::Items(vec![inner])] };
        let mut document = Document { blocks: vec![Block::Items(vec![outer])], ..Document::default() };
        choose(&mut document, &levels.iter().map(|sign| level(sign)).collect::<Vec<_>>());
        let mut found = Vec::new();
        gian_document::walk(&document.blocks, &mut |block| {
            if let Block::Items(items) = block {
                found.extend(items.iter().map(|i| i.marker.as_ref().map(|m| m.sign.clone())));
            }
            true
        });
        found
    }

    #[test]
    fn the_markers_of_the_house_are_in_the_tree() {
        assert_eq!(markers(&["□", "○", "-", "·"]), [None, None]);
        assert_eq!(markers(&["□", "ㅇ", "-", "·"]), [None, Some("ㅇ".to_owned())]);
        assert_eq!(markers(&["1.", "가.", "1)", "가)"]), [Some("1.".to_owned()), Some("가.".to_owned())]);
    }
}
