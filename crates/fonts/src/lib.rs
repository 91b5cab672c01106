//! The builtin fonts, and which characters fonts contain.

use std::borrow::Cow;
use std::sync::atomic::{AtomicU8, Ordering};

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
    faces: Vec<ttf_parser::Face<'a>>,
    /// Cache for the common characters: [`HAS`], [`LACKS`], or not looked up yet.
    known: Vec<AtomicU8>,
}

const HAS: u8 = 1;
const LACKS: u8 = 2;
/// Characters below this code point are cached.
const REMEMBERED: usize = 0x1_0000;

impl<'a> Coverage<'a> {
    /// Reads the character maps of font files.
    pub fn new(files: &'a [Cow<'static, [u8]>]) -> Self {
        let faces = files
            .iter()
            .flat_map(|file| {
                let count = ttf_parser::fonts_in_collection(file).unwrap_or(1);
                (0..count).filter_map(|i| ttf_parser::Face::parse(file, i).ok())
            })
            .collect();
        Self { faces, known: (0..REMEMBERED).map(|_| AtomicU8::default()).collect() }
    }

    /// Whether any face has a glyph for a character.
    pub fn has(&self, c: char) -> bool {
        let Some(known) = self.known.get(c as usize) else { return self.look(c) };
        match known.load(Ordering::Relaxed) {
            HAS => true,
            LACKS => false,
            _ => {
                let has = self.look(c);
                known.store(if has { HAS } else { LACKS }, Ordering::Relaxed);
                has
            }
        }
    }

    fn look(&self, c: char) -> bool {
        c.is_control() || c == '\u{a0}' || self.faces.iter().any(|face| face.glyph_index(c).is_some())
    }
}
