//! What a plan belongs to, its versions, sources of its money, and quantities that are planned and reached.

use std::borrow::Cow;

use gian_korean::amount::grouped;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::korean_enum;
use crate::values::Date;

/// 사업
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// 사업 이름: 지역사회혁신계획
    #[serde(rename(deserialize = "이름"))]
    #[schemars(length(min = 1))]
    pub name: String,
    /// 회계연도
    #[serde(rename(deserialize = "회계연도"))]
    #[schemars(range(min = 1948, max = 2999))]
    pub fiscal_year: u16,
    /// 법적 근거
    #[serde(rename(deserialize = "법적근거"), default)]
    pub legal_basis: Vec<String>,
}

korean_enum! {
    /// 계획서 판의 구분
    VersionKind {
        /// 초안
        Draft = "초안" / "draft",
        /// 제출본
        Submitted = "제출본" / "submitted",
        /// 보완본
        Revised = "보완본" / "revised",
        /// 최종본
        Final = "최종본" / "final",
    }
}

/// 계획서의 판
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanVersion {
    /// 판 번호
    #[serde(rename(deserialize = "번호"))]
    #[schemars(range(min = 1, max = 99))]
    pub no: u8,
    /// 판의 구분
    #[serde(rename(deserialize = "구분"))]
    pub kind: VersionKind,
    /// 제출일
    #[serde(rename(deserialize = "제출일"))]
    pub submitted_on: Option<Date>,
    /// 쪽수
    #[serde(rename(deserialize = "쪽수"))]
    #[schemars(range(min = 1, max = 9999))]
    pub pages: Option<u16>,
}

korean_enum! {
    /// 재원
    Funding {
        /// 국비
        National = "국비" / "national",
        /// 특별교부세
        SpecialGrant = "특별교부세" / "special_grant",
        /// 시비
        City = "시비" / "city",
        /// 도비
        Province = "도비" / "province",
        /// 군비
        County = "군비" / "county",
        /// 구비
        District = "구비" / "district",
        /// 기금
        Fund = "기금" / "fund",
        /// 자부담
        Own = "자부담" / "own",
        /// 후원
        Sponsor = "후원" / "sponsor",
    }
}

/// A quantity of at most two decimals, in hundredths: `1200`, `95.5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity(i64);

impl Quantity {
    /// Parses the form used in source files.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |text: &str, longest: usize| {
            (1..=longest).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
        };
        if !digits(whole, 12) || !digits(decimals, 2) {
            return None;
        }
        let tens = if decimals.len() == 1 { 10 } else { 1 };
        Some(Self(whole.parse::<i64>().ok()? * 100 + decimals.parse::<i64>().ok()? * tens))
    }

    /// The share of another quantity in percent, rounded to one decimal: `111.7`; `None` of nothing.
    pub fn percent_of(self, whole: Self) -> Option<String> {
        let (part, whole) = (i128::from(self.0), i128::from(whole.0));
        let tenths = (whole > 0).then(|| (part * 2000 + whole) / (whole * 2))?;
        Some(format!("{}.{}", tenths / 10, tenths % 10))
    }
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&grouped(self.0 / 100))?;
        match self.0 % 100 {
            0 => Ok(()),
            tenths if tenths % 10 == 0 => write!(f, ".{}", tenths / 10),
            hundredths => write!(f, ".{hundredths:02}"),
        }
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Whole(u64),
            Text(String),
        }
        let text = match Written::deserialize(deserializer)? {
            Written::Whole(number) => number.to_string(),
            Written::Text(text) => text,
        };
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a quantity"))
    }
}

impl JsonSchema for Quantity {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Quantity".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        // The reader of YAML gives a number with a point as its text.
        json_schema!({
            "type": ["integer", "string"],
            "minimum": 0,
            "maximum": 999_999_999_999i64,
            "pattern": r"^[0-9]{1,12}(\.[0-9]{1,2})?$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Quantity;

    #[test]
    fn a_quantity_is_printed_as_officials_write_it() {
        let printed = |text: &str| Quantity::parse(text).map(|q| q.to_string());
        for (text, wanted) in [("1200", "1,200"), ("95.5", "95.5"), ("95.50", "95.5"), ("0.05", "0.05"), ("3.0", "3")] {
            assert_eq!(printed(text).as_deref(), Some(wanted), "{text}");
        }
        for text in ["", "-1", "1,200", "1.234", ".5", "5.", "95.5%"] {
            assert_eq!(printed(text), None, "{text}");
        }
    }

    #[test]
    fn a_share_is_rounded_half_up() {
        let percent = |part: &str, whole: &str| Quantity::parse(part)?.percent_of(Quantity::parse(whole)?);
        assert_eq!(percent("340", "300").as_deref(), Some("113.3"));
        assert_eq!(percent("1", "8").as_deref(), Some("12.5"));
        assert_eq!(percent("0.5", "1000").as_deref(), Some("0.1"));
        assert_eq!(percent("92.4", "90").as_deref(), Some("102.7"));
        assert_eq!(percent("5", "0"), None);
    }
}
