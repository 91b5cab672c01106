//! Fonts, as far as text extraction needs them: from codes in a content stream to characters.

use encoding_rs::{EUC_KR, UTF_16BE, WINDOWS_1252};

use super::lexer::{Lexer, Object};

/// Limit for characters of one map; a map of all of Unicode gives no information.
const MOST_ENTRIES: usize = 200_000;

/// A ToUnicode map.
#[derive(Debug, Clone, Default)]
pub(super) struct CharacterMap {
    /// First and last code of a range, and the character of the first.
    ranges: Vec<(u32, u32, String)>,
    /// Bytes per code.
    width: Option<usize>,
}

impl CharacterMap {
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut lexer = Lexer::new(bytes, 0);
        let mut waiting: Vec<Object> = Vec::new();
        while let Some(object) = lexer.next() {
            let Object::Word(word) = &object else {
                waiting.push(object);
                continue;
            };
            match word.as_slice() {
                b"endcodespacerange" => {
                    let widths =
                        waiting.iter().filter_map(|o| if let Object::String(s) = o { Some(s.len()) } else { None });
                    map.width = widths.max().filter(|w| (1..=4).contains(w));
                }
                b"endbfchar" => {
                    for pair in waiting.chunks_exact(2) {
                        map.add(&pair[0], &pair[0], &pair[1]);
                    }
                }
                b"endbfrange" => {
                    for three in waiting.chunks_exact(3) {
                        map.add(&three[0], &three[1], &three[2]);
                    }
                }
                _ => {}
            }
            waiting.clear();
        }
        map.ranges.sort_by_key(|r| r.0);
        map
    }

    fn add(&mut self, first: &Object, last: &Object, to: &Object) {
        let code = |o: &Object| match o {
            Object::String(s) => Some(s.iter().take(4).fold(0u32, |n, b| n << 8 | u32::from(*b))),
            _ => None,
        };
        let (Some(first), Some(last)) = (code(first), code(last)) else { return };
        match to {
            Object::String(text) if self.ranges.len() < MOST_ENTRIES => self.ranges.push((first, last, wide(text))),
            Object::Array(items) => {
                for (i, item) in items.iter().enumerate().take(MOST_ENTRIES - self.ranges.len().min(MOST_ENTRIES)) {
                    if let Object::String(text) = item {
                        let code = first.wrapping_add(i as u32);
                        self.ranges.push((code, code, wide(text)));
                    }
                }
            }
            _ => {}
        }
    }

    fn character(&self, code: u32) -> Option<String> {
        let after = self.ranges.partition_point(|r| r.0 <= code);
        // Ranges may overlap in a damaged map; the nearest ones take precedence.
        let (first, _, text) = self.ranges[..after].iter().rev().take(8).find(|r| code <= r.1)?;
        Some(moved(text, code - first))
    }

    /// The target characters of the map, one by one.
    pub(super) fn characters(&self) -> Vec<String> {
        let mut all = Vec::new();
        for (first, last, text) in &self.ranges {
            // A longer range is the identity and not a list of used characters.
            let length = last.saturating_sub(*first);
            if length < 256 {
                all.extend((0..=length).map(|i| moved(text, i)));
            }
            if all.len() > MOST_ENTRIES {
                break;
            }
        }
        all
    }
}

/// The text with its last character shifted.
fn moved(text: &str, by: u32) -> String {
    let mut out = text.to_owned();
    if by > 0
        && let Some(c) = out.pop()
    {
        out.extend(char::from_u32((c as u32).wrapping_add(by)));
    }
    out
}

fn wide(bytes: &[u8]) -> String {
    match bytes {
        [one] => char::from(*one).to_string(),
        _ => UTF_16BE.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// How codes of a font are decoded.
#[derive(Debug, Clone)]
pub(super) enum Font {
    Mapped(CharacterMap, usize),
    /// In a known encoding.
    Encoded(&'static encoding_rs::Encoding),
    /// One byte per character, some of them replaced.
    Simple(Vec<(u8, char)>),
    /// The codes are glyph numbers without a map to characters.
    Unknown,
}

impl Font {
    /// The font of a dictionary; `load` follows references, `map` gives the bytes of a ToUnicode stream.
    pub(super) fn read(font: &Object, load: impl Fn(&Object) -> Option<Object>, map: Option<Vec<u8>>) -> Self {
        let is_composite = font.name_at(b"Subtype") == b"Type0";
        if let Some(map) = map.map(|m| CharacterMap::read(&m)).filter(|m| !m.ranges.is_empty()) {
            let width = map.width.unwrap_or(if is_composite { 2 } else { 1 });
            return Self::Mapped(map, width);
        }
        let encoding = font.get(b"Encoding").and_then(&load);
        if is_composite {
            let name = encoding.as_ref().and_then(Object::name).unwrap_or_default();
            return match name {
                [b'U', b'n', b'i', ..] => Self::Encoded(UTF_16BE),
                [b'K', b'S', b'C', ..] => Self::Encoded(EUC_KR),
                _ => Self::Unknown,
            };
        }
        let differences = encoding.as_ref().and_then(|e| e.get(b"Differences")).and_then(&load);
        let mut replaced = Vec::new();
        let mut code = 0u8;
        if let Some(Object::Array(items)) = differences {
            for item in items {
                match &item {
                    Object::Number(n) => code = *n as u8,
                    Object::Name(name) => {
                        replaced.extend(glyph(name).map(|c| (code, c)));
                        code = code.wrapping_add(1);
                    }
                    _ => {}
                }
            }
        }
        if replaced.is_empty() && font.name_at(b"Subtype") == b"Type3" {
            return Self::Unknown;
        }
        Self::Simple(replaced)
    }

    /// The text of a string; `None` if the font has no map.
    pub(super) fn text(&self, codes: &[u8]) -> Option<String> {
        match self {
            Self::Mapped(map, width) => {
                let code = |group: &[u8]| group.iter().fold(0u32, |n, b| n << 8 | u32::from(*b));
                Some(codes.chunks(*width).map(|g| map.character(code(g)).unwrap_or_default()).collect())
            }
            Self::Encoded(encoding) => Some(encoding.decode_without_bom_handling(codes).0.into_owned()),
            Self::Simple(replaced) => {
                let plain = WINDOWS_1252.decode_without_bom_handling(codes).0;
                let one = |(c, b): (char, &u8)| replaced.iter().find(|r| r.0 == *b).map_or(c, |r| r.1);
                Some(plain.chars().zip(codes).map(one).collect())
            }
            Self::Unknown => None,
        }
    }
}

/// The character for a glyph name, for the names that numbers and addresses need.
fn glyph(name: &[u8]) -> Option<char> {
    let name = std::str::from_utf8(name).ok()?;
    let mut letters = name.chars();
    if let (Some(c), None) = (letters.next(), letters.next()) {
        return Some(c);
    }
    let hexadecimal = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'));
    if let Some(c) = hexadecimal.and_then(|h| u32::from_str_radix(h, 16).ok()).and_then(char::from_u32) {
        return Some(c);
    }
    const NAMES: &[(&str, char)] = &[
        ("zero", '0'),
        ("one", '1'),
        ("two", '2'),
        ("three", '3'),
        ("four", '4'),
        ("five", '5'),
        ("six", '6'),
        ("seven", '7'),
        ("eight", '8'),
        ("nine", '9'),
        ("space", ' '),
        ("hyphen", '-'),
        ("minus", '-'),
        ("endash", '-'),
        ("period", '.'),
        ("comma", ','),
        ("at", '@'),
        ("underscore", '_'),
        ("colon", ':'),
        ("slash", '/'),
        ("parenleft", '('),
        ("parenright", ')'),
        ("plus", '+'),
    ];
    NAMES.iter().find(|(n, _)| *n == name).map(|(_, c)| *c)
}

/// Whether a stream is a font, whose glyphs are not text.
pub(super) fn is_font(object: &Object) -> bool {
    object.get(b"Length1").is_some()
        || matches!(object.name_at(b"Subtype"), b"CIDFontType0C" | b"Type1C" | b"OpenType")
        || object.get(b"N").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_of_characters() {
        let source = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0001> <BDC1> endbfchar \
            2 beginbfrange <0002> <0003> <0041> <0004> <0005> [<0058> <0059005A>] endbfrange";
        let map = CharacterMap::read(source);
        assert_eq!(map.characters().join(""), "뷁ABXYZ");
        let font = Font::Mapped(map, 2);
        assert_eq!(font.text(&[0, 1, 0, 3, 0, 5, 0, 9]).as_deref(), Some("뷁BYZ"));
    }

    #[test]
    fn names_of_glyphs() {
        assert_eq!(
            [glyph(b"A"), glyph(b"uniBDC1"), glyph(b"hyphen"), glyph(b"g12")],
            [Some('A'), Some('뷁'), Some('-'), None]
        );
    }
}
