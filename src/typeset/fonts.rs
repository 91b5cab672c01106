//! The carried fonts, and which characters they have.

use std::borrow::Cow;

/// Font files inside the program (`assets/fonts/README.md` says where they come from).
pub fn carried() -> Vec<Cow<'static, [u8]>> {
    vec![
        Cow::Borrowed(include_bytes!("../../assets/fonts/NotoSerifKR-Regular.otf")),
        Cow::Borrowed(include_bytes!("../../assets/fonts/NotoSerifKR-Bold.otf")),
        Cow::Borrowed(include_bytes!("../../assets/fonts/NotoSansKR-Regular.otf")),
        Cow::Borrowed(include_bytes!("../../assets/fonts/NotoSansKR-Bold.otf")),
        Cow::Borrowed(include_bytes!("../../assets/fonts/NotoSansKR-Black.otf")),
        Cow::Borrowed(include_bytes!("../../assets/fonts/DejaVuSans-Symbols.ttf")),
    ]
}

/// Answers whether some face has a glyph for a character.
pub struct Coverage<'a> {
    faces: Vec<ttf_parser::Face<'a>>,
}

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
        Self { faces }
    }

    /// Whether a character can be set.
    pub fn has(&self, c: char) -> bool {
        c.is_control() || c == '\u{a0}' || self.faces.iter().any(|face| face.glyph_index(c).is_some())
    }
}
