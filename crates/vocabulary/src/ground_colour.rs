//! `제목바탕`: the ground colour of a title.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};

/// A ground colour: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroundColour(pub [u8; 3]);

/// Colours with a name: pale ones for black letters, and two dark ones for white letters.
const NAMED: [(&str, [u8; 3]); 8] = [
    ("회색", [0xE9, 0xE9, 0xE9]),
    ("하늘색", [0xDF, 0xEB, 0xF7]),
    ("연두색", [0xE5, 0xF1, 0xDC]),
    ("노란색", [0xFF, 0xF3, 0xC4]),
    ("살구색", [0xFB, 0xE5, 0xD6]),
    ("분홍색", [0xF9, 0xE0, 0xE6]),
    ("남색", [0x1F, 0x3A, 0x68]),
    ("검은색", [0x26, 0x26, 0x26]),
];

impl GroundColour {
    /// Reads a name, or `#RRGGBB`.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((_, colour)) = NAMED.iter().find(|(name, _)| *name == text) {
            return Some(Self(*colour));
        }
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let number = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self([number[1], number[2], number[3]]))
    }

    /// `#RRGGBB`.
    pub fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02X}{green:02X}{blue:02X}")
    }

    /// Whether white letters are easier to read on it than black ones. One of them always has a contrast of 4.5 to 1.
    pub fn is_dark(self) -> bool {
        // Relative luminance (WCAG 2.1).
        let linear = |part: u8| {
            let share = f64::from(part) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05
    }
}

impl Serialize for GroundColour {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.hex())
    }
}

impl<'de> Deserialize<'de> for GroundColour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a colour"))
    }
}

impl JsonSchema for GroundColour {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "GroundColour".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names = NAMED.map(|(name, _)| name).join("|");
        json_schema!({
            "type": "string",
            "pattern": format!("^({names}|#[0-9A-Fa-f]{{6}})$"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_names_or_values() {
        let read = |text: &str| GroundColour::parse(text).map(GroundColour::hex);
        assert_eq!(read("하늘색").as_deref(), Some("#DFEBF7"));
        assert_eq!(read("#0a5c36").as_deref(), Some("#0A5C36"));
        assert_eq!([read("하늘"), read("#0a5c3"), read("#0a5c3g"), read("red")], [const { None }; 4]);
    }

    #[test]
    fn letters_are_white_on_dark_grounds_only() {
        let is_dark = |text: &str| GroundColour::parse(text).unwrap().is_dark();
        assert!(NAMED[..6].iter().all(|(name, _)| !is_dark(name)));
        assert!(NAMED[6..].iter().all(|(name, _)| is_dark(name)));
        assert!(is_dark("#000000") && !is_dark("#FFFFFF"));
    }
}
