//! Markers of items that a document chooses (`항목부호`).

use gian_document::{Block, Marker, mark_items};
use gian_vocabulary::record::ItemMarker;

/// Sets the markers of the items of a body by their level; ordered lists and tables keep theirs.
pub(crate) fn choose(blocks: &mut [Block], chosen: &[ItemMarker]) {
    if !chosen.is_empty() {
        mark_items(blocks, &|level, i| Some(Marker::of(at(chosen, level).label(), i)));
    }
}

/// The marker of a level; below the chosen ones follow those that usually do.
fn at(chosen: &[ItemMarker], level: usize) -> ItemMarker {
    let last = chosen[chosen.len() - 1];
    chosen.get(level).copied().unwrap_or_else(|| (chosen.len()..=level).fold(last, |sign, _| sign.below()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;

    #[test]
    fn a_document_chooses_its_markers() {
        let (mut blocks, problems) = parse("- 가\n  - 나\n    - 다\n- 라\n\n1. 마");
        assert!(problems.is_empty());
        choose(&mut blocks, &[ItemMarker::Ieung, ItemMarker::Number]);
        let mut found = Vec::new();
        gian_document::walk(&blocks, &mut |block| {
            if let Block::Items(items) = block {
                found.extend(items.iter().map(|i| i.marker.as_ref().unwrap().sign.clone()));
            }
            true
        });
        assert_eq!(found, ["ㅇ", "ㅇ", "1.", "가.", "1."]);
    }
}
