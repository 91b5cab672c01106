//! `제목크기`: the type size of a title.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};

/// The type size of a title in points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TitleSize(pub u16);

impl TitleSize {
    /// Reads a number of points, or a word for one.
    pub fn parse(text: &str) -> Option<Self> {
        let points = match text {
            "크게" => 24,
            "아주 크게" => 32,
            number => number.parse().ok().filter(|points| (12..=40).contains(points))?,
        };
        Some(Self(points))
    }
}

impl<'de> Deserialize<'de> for TitleSize {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Points(u16),
            Text(String),
        }
        let text = match Written::deserialize(deserializer)? {
            Written::Points(points) => points.to_string(),
            Written::Text(text) => text,
        };
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a size"))
    }
}

impl JsonSchema for TitleSize {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "TitleSize".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["integer", "string"],
            "minimum": 12,
            "maximum": 40,
            "pattern": r"^(1[2-9]|[23]\d|40|크게|아주 크게)$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_points_or_words() {
        let sizes = ["12", "40", "크게", "아주 크게", "11", "41", "큼"].map(|text| TitleSize::parse(text).map(|s| s.0));
        assert_eq!(sizes, [Some(12), Some(40), Some(24), Some(32), None, None, None]);
    }
}
