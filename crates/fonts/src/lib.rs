//! The builtin fonts, and which characters fonts contain.

use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};

use ttf_parser::{cmap, head, hhea, maxp};

/// The builtin font files (`assets/fonts/README.md` gives their origin).
pub fn builtin() -> Vec<Cow<'static, [u8]>> {
    vec![
        Cow::Borrowed(include_bytes!("../../../assets/fonts/NotoSerifKR-Regular.otf")),
        Cow::Borrowed(include_bytes!("../../../assets/fonts/NotoSerifKR-Bold.otf")),
        Cow::Borrowed(include_bytes!("../../../assets/fonts/NotoSansKR-Regular.otf")),
        Cow::Borrowed(include_bytes!("../../../assets/fonts/NotoSansKR-Bold.otf")),
        Cow::Borrowed(include_bytes!("../../../assets/fonts/NotoSansKR-Black.otf")),
        Cow::Borrowed(include_bytes!("../../../assets/fonts/DejaVuSans-Symbols.ttf")),
    ]
}

/// Answers whether any face has a glyph for a character.
pub struct Coverage<'a> {
    maps: Vec<cmap::Subtable<'a>>,
    /// Cache for the common characters, a bit each: whether it was looked up, and whether it was found.
    looked_up: Bits,
    found: Bits,
}

impl<'a> Coverage<'a> {
    /// Reads the character maps of font files. The other tables, of which the outlines are large, are not read.
    pub fn new(files: &'a [Cow<'static, [u8]>]) -> Self {
        let maps = files.iter().flat_map(|file| {
            let count = ttf_parser::fonts_in_collection(file).unwrap_or(1);
            (0..count).filter_map(|i| character_maps(file, i)).flatten()
        });
        Self { maps: maps.collect(), looked_up: Bits::new(), found: Bits::new() }
    }

    /// Whether any face has a glyph for a character.
    pub fn has(&self, c: char) -> bool {
        if self.looked_up.get(c) {
            return self.found.get(c);
        }
        let has = self.look(c);
        // Another thread that reads in between looks the character up again, with the same result.
        if has {
            self.found.set(c);
        }
        self.looked_up.set(c);
        has
    }

    fn look(&self, c: char) -> bool {
        c.is_control() || c == '\u{a0}' || self.maps.iter().any(|map| map.glyph_index(c as u32).is_some())
    }
}

/// The Unicode character maps of one face of a font file; `None` if the engine cannot use the face, because a table
/// without which OpenType has no font is missing or damaged.
fn character_maps(file: &[u8], index: u32) -> Option<impl Iterator<Item = cmap::Subtable<'_>>> {
    let face = ttf_parser::RawFace::parse(file, index).ok()?;
    let table = |tag| face.table(ttf_parser::Tag::from_bytes(tag));
    head::Table::parse(table(b"head")?)?;
    hhea::Table::parse(table(b"hhea")?)?;
    maxp::Table::parse(table(b"maxp")?)?;
    let table = cmap::Table::parse(table(b"cmap")?)?;
    Some(table.subtables.into_iter().filter(cmap::Subtable::is_unicode))
}

/// A bit for each of the first 65,536 characters; always unset for the others.
struct Bits(Vec<AtomicU64>);

impl Bits {
    fn new() -> Self {
        Self((0..0x1_0000 / u64::BITS).map(|_| AtomicU64::new(0)).collect())
    }

    fn get(&self, c: char) -> bool {
        let at = c as u32;
        self.0
            .get((at / u64::BITS) as usize)
            .is_some_and(|word| word.load(Ordering::Acquire) >> (at % u64::BITS) & 1 == 1)
    }

    fn set(&self, c: char) {
        let at = c as u32;
        if let Some(word) = self.0.get((at / u64::BITS) as usize) {
            word.fetch_or(1 << (at % u64::BITS), Ordering::Release);
        }
    }
}
