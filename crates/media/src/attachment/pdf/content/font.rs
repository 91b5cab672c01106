//! Widths of glyphs.

use std::collections::BTreeMap;

use gian_diagnostics::Text;

use super::super::bounds::too_complex;
use super::super::value::{Document, Entries, Value};

/// Limit for widths of all fonts on a page.
const MOST_WIDTHS: usize = 2_000_000;

#[derive(Debug, Default)]
struct Font {
    wide: bool,
    /// In the size of the font.
    widths: BTreeMap<u32, f64>,
    default: f64,
}

/// Fonts of a page; index 0 is that of text without a font.
#[derive(Debug)]
pub(super) struct Fonts {
    fonts: Vec<Font>,
    /// Index by object of the file.
    known: BTreeMap<usize, usize>,
    widths: usize,
}

impl Default for Fonts {
    fn default() -> Self {
        Self { fonts: vec![Font { default: 0.5, ..Font::default() }], known: BTreeMap::new(), widths: 0 }
    }
}

impl Fonts {
    /// The index of a font of the resources.
    pub(super) fn load(&mut self, document: &Document<'_>, resources: &Entries, name: &[u8]) -> Result<usize, Text> {
        let Some(entry) = document.get(resources, "Font").dict().and_then(|fonts| fonts.get(name)) else {
            return Ok(0);
        };
        if let Value::Ref(object) = entry
            && let Some(index) = self.known.get(object)
        {
            return Ok(*index);
        }
        let Some(entries) = document.resolve(entry).dict() else { return Ok(0) };
        let font = read(document, entries);
        self.widths += font.widths.len() + 1;
        if self.widths > MOST_WIDTHS {
            return Err(too_complex());
        }
        self.fonts.push(font);
        if let Value::Ref(object) = entry {
            self.known.insert(*object, self.fonts.len() - 1);
        }
        Ok(self.fonts.len() - 1)
    }

    /// Widths of the glyphs of a string, and whether each is a blank.
    pub(super) fn glyphs(&self, font: usize, text: &[u8]) -> Vec<(f64, bool)> {
        let font = &self.fonts[font];
        let width = |code: u32| font.widths.get(&code).copied().unwrap_or(font.default);
        match font.wide {
            true => text
                .chunks(2)
                .map(|c| c.iter().fold(0, |sum, b| sum << 8 | u32::from(*b)))
                .map(|c| (width(c), false))
                .collect(),
            false => text.iter().map(|b| (width(u32::from(*b)), *b == b' ')).collect(),
        }
    }
}

fn read(document: &Document<'_>, entries: &Entries) -> Font {
    let number = |value: &Value| value.number().unwrap_or(0.0);
    if document.get(entries, "Subtype").name() == Some(b"Type0") {
        let mut font = Font { wide: true, default: 1.0, ..Font::default() };
        let Some(child) = document.items(document.get(entries, "DescendantFonts")).next().and_then(Value::dict) else {
            return font;
        };
        font.default = document.get(child, "DW").number().unwrap_or(1000.0) / 1000.0;
        let items: Vec<&Value> = document.items(document.get(child, "W")).collect();
        let (mut at, mut inserted) = (0, 0);
        while at + 1 < items.len() {
            let first = number(items[at]) as u32;
            if let Value::Array(_) = items[at + 1] {
                for (i, width) in document.items(items[at + 1]).enumerate() {
                    font.widths.insert(first.saturating_add(i as u32), number(width) / 1000.0);
                }
                at += 2;
            } else {
                let last = (number(items[at + 1]) as u32).min(first.saturating_add(65_535));
                let Some(width) = items.get(at + 2) else { break };
                for code in first..=last {
                    font.widths.insert(code, number(width) / 1000.0);
                }
                inserted += (last - first.min(last)) as usize;
                at += 3;
            }
            // A width for every code, and as much again for codes that are given twice.
            if font.widths.len() + inserted > 140_000 || at > 140_000 {
                break;
            }
        }
        return font;
    }
    let matrix = document.items(document.get(entries, "FontMatrix")).next().and_then(Value::number);
    let unit = matrix.unwrap_or(0.001);
    let first = number(document.get(entries, "FirstChar")) as u32;
    let widths = document.items(document.get(entries, "Widths")).take(256).enumerate();
    let widths = widths.map(|(i, width)| (first.saturating_add(i as u32), number(width) * unit)).collect();
    Font { wide: false, widths, default: 0.5 }
}
