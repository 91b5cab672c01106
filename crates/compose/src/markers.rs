//! Markers of items that a document chooses (`항목부호`).

use std::collections::BTreeMap;

use gian_document::{Block, Inline, Marker, mark_items, plain};
use gian_vocabulary::record::ItemMarker;

/// Sets the markers of the items of a body by their level; ordered lists and tables keep theirs.
pub(crate) fn choose(blocks: &mut [Block], chosen: &[ItemMarker]) {
    if !chosen.is_empty() {
        mark_items(blocks, &|level, i| Some(Marker::of(at(chosen, level).label(), i)));
    }
}

/// Sets the first marker of the items below the headings that a document names (`항목시작`), those of the lowest rank
/// first, because a marker that is set stays.
pub(crate) fn begin(blocks: &mut [Block], starts: &BTreeMap<String, ItemMarker>) {
    let headings: Vec<(usize, usize, ItemMarker)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| {
            let (rank, title) = heading(block)?;
            Some((at, rank, *starts.get(plain(title?).trim())?))
        })
        .collect();
    for wanted in (1..=LOWEST).rev() {
        for &(at, rank, first) in headings.iter().filter(|(_, rank, _)| *rank == wanted) {
            let rest = &mut blocks[at + 1..];
            let end = rest.iter().position(|b| heading(b).is_some_and(|(r, _)| r <= rank)).unwrap_or(rest.len());
            choose(&mut rest[..end], &[first]);
        }
    }
}

/// Rank of the lowest headings.
const LOWEST: usize = 3;

/// The rank of a heading from 1, and its title; an attachment or a reference page ends what is before it.
fn heading(block: &Block) -> Option<(usize, Option<&[Inline]>)> {
    match block {
        Block::Chapter { title, .. } => Some((1, Some(title))),
        Block::Section { title, .. } => Some((2, Some(title))),
        Block::Subsection { title, .. } => Some((LOWEST, Some(title))),
        Block::Reference { title, .. } => Some((1, Some(title))),
        Block::Annex { .. } => Some((1, None)),
        _ => None,
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
    fn items_below_a_heading_begin_with_a_marker_of_its_own() {
        let (mut blocks, _) = parse("## 개요\n\n- 가\n\n## 방향\n\n- 나\n  - 다\n\n### 절\n\n- 라\n\n## 예산\n\n- 마");
        let starts = [("방향", ItemMarker::Ieung), ("절", ItemMarker::Dash)];
        begin(&mut blocks, &starts.map(|(name, sign)| (name.to_owned(), sign)).into());
        let mut found = Vec::new();
        gian_document::walk(&blocks, &mut |block| {
            if let Block::Items(items) = block {
                found.extend(items.iter().map(|i| i.marker.as_ref().map_or(String::new(), |m| m.sign.clone())));
            }
            true
        });
        assert_eq!(found, ["", "ㅇ", "-", "-", ""]);
    }

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
