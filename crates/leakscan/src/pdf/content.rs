//! Content streams: the text of a page, including covered text and text outside the page.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::font::Font;
use super::lexer::{Lexer, Object};

/// Minimum size of a picture inside a content stream; smaller ones are dots and lines.
const SMALL: usize = 64;

/// The text of a content stream.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// With a space or line end at each movement of the pen.
    pub spaced: String,
    /// Without separators between the pieces.
    pub joined: String,
    /// Strings beside the text: actual and alternative text of marked content.
    pub marked: Vec<Vec<u8>>,
    pub comments: Vec<Vec<u8>>,
    /// Whether some text uses a font without a map to characters.
    pub is_unreadable: bool,
    /// Whether the stream itself contains a picture above the minimum size.
    pub has_picture: bool,
}

impl Content {
    /// Reads a content stream with its fonts by name; a name may have several fonts if the stream belongs to no page.
    pub(super) fn read(bytes: &[u8], fonts: &BTreeMap<Vec<u8>, Vec<Rc<Font>>>) -> Self {
        let mut content = Self::default();
        let mut lexer = Lexer::new(bytes, 0);
        let mut operands: Vec<Object> = Vec::new();
        let mut font: &[Rc<Font>] = &[];
        let mut line = 0.0;
        while let Some(object) = lexer.next() {
            let Object::Word(operator) = &object else {
                operands.push(object);
                // No operator takes that many operands, so this is not a content stream.
                if operands.len() > 4096 {
                    operands.clear();
                }
                continue;
            };
            match operator.as_slice() {
                b"Tf" => {
                    let name = operands.iter().rev().find_map(Object::name).unwrap_or_default();
                    font = fonts.get(name).map_or(&[], Vec::as_slice);
                }
                b"Tj" | b"'" | b"\"" | b"TJ" => {
                    if matches!(operator.as_slice(), b"'" | b"\"") {
                        content.spaced.push('\n');
                    }
                    content.show(&operands, font);
                }
                b"Td" | b"TD" => {
                    let down = operands.last().and_then(Object::number).unwrap_or(0.0);
                    content.spaced.push(if down == 0.0 { ' ' } else { '\n' });
                }
                b"T*" | b"BT" => content.spaced.push('\n'),
                b"Tm" => {
                    let now = operands.last().and_then(Object::number).unwrap_or(0.0);
                    content.spaced.push(if now == line { ' ' } else { '\n' });
                    line = now;
                }
                b"BDC" | b"DP" => operands.iter().for_each(|o| content.mark(o)),
                b"ID" => content.skip_picture(&mut lexer, &operands),
                _ => {}
            }
            operands.clear();
        }
        content.comments = lexer.comments.into_iter().map(<[u8]>::to_vec).collect();
        content
    }

    fn show(&mut self, operands: &[Object], fonts: &[Rc<Font>]) {
        let mut pieces: Vec<&[u8]> = Vec::new();
        for operand in operands {
            match operand {
                Object::String(codes) => pieces.push(codes),
                Object::Array(items) => pieces.extend(items.iter().filter_map(|i| match i {
                    Object::String(codes) => Some(codes.as_slice()),
                    _ => None,
                })),
                _ => {}
            }
        }
        let codes = pieces.concat();
        if fonts.is_empty() && !codes.is_empty() {
            self.is_unreadable = true;
        }
        for font in fonts {
            match font.text(&codes) {
                Some(text) => {
                    self.spaced.push_str(&text);
                    self.joined.push_str(&text);
                }
                None => self.is_unreadable |= !codes.is_empty(),
            }
        }
    }

    fn mark(&mut self, object: &Object) {
        match object {
            Object::String(text) => self.marked.push(text.clone()),
            Object::Array(items) => items.iter().for_each(|i| self.mark(i)),
            Object::Dictionary(entries) => entries.iter().for_each(|(_, v)| self.mark(v)),
            _ => {}
        }
    }

    fn skip_picture(&mut self, lexer: &mut Lexer<'_>, operands: &[Object]) {
        let value = |keys: [&[u8]; 2]| {
            let at = operands.iter().position(|o| o.name().is_some_and(|n| keys.contains(&n)))?;
            operands.get(at + 1)?.integer()
        };
        let (width, height) = (value([b"W", b"Width"]).unwrap_or(0), value([b"H", b"Height"]).unwrap_or(0));
        self.has_picture |= width >= SMALL && height >= SMALL;
        let rest = &lexer.bytes[lexer.at..];
        let end =
            rest.windows(4).position(|w| w[0].is_ascii_whitespace() && &w[1..3] == b"EI" && w[3].is_ascii_whitespace());
        lexer.at += end.map_or(rest.len(), |e| e + 3);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kerning_and_lines() {
        let fonts = BTreeMap::from([(b"F".to_vec(), vec![Rc::new(Font::Simple(Vec::new()))])]);
        let content =
            Content::read(b"BT /F 9 Tf [(ab) -20 (c)] TJ 0 -12 Td (d) Tj ET BI /W 90 /H 90 ID (( EI (x) Tj", &fonts);
        assert_eq!(content.spaced, "\nabc\ndx");
        assert_eq!(content.joined, "abcdx");
        assert!(content.has_picture && !content.is_unreadable);
    }
}
