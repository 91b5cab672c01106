//! Character widths of the font families of a profile.

use std::borrow::Cow;

use gian_emit::linebreak::{Face, Widths};
use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{GlyphId, Tag};

use crate::{font_names, themes};

/// Character widths by family of a profile.
pub struct Families<'a> {
    text: Vec<Cut<'a>>,
    head: Vec<Cut<'a>>,
    symbol: Vec<Cut<'a>>,
}

/// A face of a family, with its kerning tables.
struct Cut<'a> {
    face: ttf_parser::Face<'a>,
    weight: u16,
    em: f64,
    pairs: Vec<PairAdjustment<'a>>,
}

impl<'a> Families<'a> {
    /// Finds the families among font files; `None` if one is missing, or if a face is variable, because its characters
    /// then have more than one width.
    pub fn new(files: &'a [Cow<'static, [u8]>], names: &themes::Fonts) -> Option<Self> {
        let mut families = Self { text: Vec::new(), head: Vec::new(), symbol: Vec::new() };
        for file in files {
            for index in 0..ttf_parser::fonts_in_collection(file).unwrap_or(1) {
                let Ok(face) = ttf_parser::Face::parse(file, index) else { continue };
                let called: Vec<String> = font_names::of(&face).iter().map(|name| name.to_lowercase()).collect();
                if face.is_italic() || face.is_oblique() {
                    continue;
                }
                let lists = [
                    (&names.text, &mut families.text),
                    (&names.head, &mut families.head),
                    (&names.symbol, &mut families.symbol),
                ];
                for (_, list) in lists.into_iter().filter(|(name, _)| called.contains(&name.to_lowercase())) {
                    if face.is_variable() {
                        return None;
                    }
                    list.push(Cut {
                        weight: face.weight().to_number(),
                        em: f64::from(face.units_per_em()),
                        pairs: pairs(&face),
                        face: face.clone(),
                    });
                }
            }
        }
        let complete = !families.text.is_empty() && !families.head.is_empty() && !families.symbol.is_empty();
        complete.then_some(families)
    }

    /// The face that the engine chooses for a character, and the glyph in it.
    fn cut(&self, face: Face, c: char) -> Option<(&Cut<'a>, GlyphId)> {
        let family = if face.head { &self.head } else { &self.text };
        [family, &self.symbol].into_iter().find_map(|cuts| {
            let cut = cuts.iter().min_by_key(|cut| cut.weight.abs_diff(face.weight))?;
            Some((cut, cut.face.glyph_index(c)?))
        })
    }
}

impl Widths for Families<'_> {
    fn advance(&self, face: Face, c: char) -> Option<f64> {
        let (cut, glyph) = self.cut(face, c)?;
        Some(f64::from(cut.face.glyph_hor_advance(glyph)?) / cut.em)
    }

    fn kerning(&self, face: Face, left: char, right: char) -> f64 {
        let (Some((cut, left)), Some((other, right))) = (self.cut(face, left), self.cut(face, right)) else {
            return 0.0;
        };
        if !std::ptr::eq(cut, other) {
            return 0.0;
        }
        let found = cut.pairs.iter().find_map(|pair| {
            let at = pair.coverage().get(left)?;
            let (first, _) = match pair {
                PairAdjustment::Format1 { sets, .. } => sets.get(at)?.get(right)?,
                PairAdjustment::Format2 { classes, matrix, .. } => {
                    matrix.get((classes.0.get(left), classes.1.get(right)))?
                }
            };
            Some(f64::from(first.x_advance))
        });
        found.unwrap_or(0.0) / cut.em
    }
}

/// Pairs of the OpenType feature `kern`.
fn pairs<'a>(face: &ttf_parser::Face<'a>) -> Vec<PairAdjustment<'a>> {
    let Some(table) = face.tables().gpos else { return Vec::new() };
    let kern = table.features.into_iter().filter(|f| f.tag == Tag::from_bytes(b"kern"));
    let mut lookups: Vec<u16> = kern.flat_map(|f| f.lookup_indices).collect();
    lookups.sort_unstable();
    lookups.dedup();
    let lookups = lookups.into_iter().filter_map(|index| table.lookups.get(index));
    lookups
        .flat_map(|lookup| lookup.subtables.into_iter::<PositioningSubtable<'_>>())
        .filter_map(|subtable| match subtable {
            PositioningSubtable::Pair(pair) => Some(pair),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn families<'a>(files: &'a [Cow<'static, [u8]>]) -> Families<'a> {
        let name = |n: &str| n.to_owned();
        let fonts = themes::Fonts {
            text: name("Noto Serif CJK KR"),
            head: name("Noto Sans CJK KR"),
            symbol: name("DejaVu Sans"),
        };
        Families::new(files, &fonts).unwrap()
    }

    /// Widths measured by the engine itself, in pt at 14 pt.
    #[test]
    fn widths_are_those_of_the_engine() {
        let files = gian_fonts::builtin();
        let families = families(&files);
        let text = Face { head: false, weight: 400 };
        let width = |text: &str, face| {
            let run = gian_emit::linebreak::Run { face, size: 14.0, tracking: 0.0 };
            gian_emit::linebreak::width(text, run, &mut Default::default(), &families).unwrap()
        };
        for (sample, expected) in [("가", 13.52), (" ", 3.58), ("AVAT", 34.89), ("A", 10.05), ("가나다 abc 1", 78.6)]
        {
            let found = width(sample, text);
            assert!((found - expected).abs() < 0.1, "{sample}: {found}, not {expected}");
        }
        assert!(width("AVAT", Face { head: true, weight: 900 }) > width("AVAT", Face { head: true, weight: 400 }));
        // A character that only the symbol font contains.
        assert!(families.advance(text, '☑').is_some());
        assert_eq!(families.advance(text, '\u{10ffff}'), None);
    }
}
