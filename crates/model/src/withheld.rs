//! Values that may be withheld, and decisions to withhold.
//!
//! The type of a value decides what an edition may show of it: a new field is either open by its type, or cannot reach
//! a public reader except through the projection. Each type declares in the schema how it is withheld (`x-비공개`), and
//! the proofs plant canary values in every such place of the schema.

use std::borrow::Cow;
use std::collections::BTreeMap;

pub use gian_schema::HOW;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};

use super::marks::{self, Mark, Target};
use super::values::{Date, Disclosure, Ground};

/// Withheld values by key (`private/*.yaml` of a dossier).
pub type PrivateFile = BTreeMap<String, Secret>;

/// Decisions on keys (`withheld.yaml` of a dossier).
pub type WithheldFile = BTreeMap<String, WithheldFact>;

/// A line of plain text, in which words may be marked as withheld.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Line(pub String);

impl Line {
    /// The text for the internal edition: marks are removed, keys replaced by their values. A value that is not
    /// available is left out.
    pub fn plain(&self, private: &PrivateFile) -> String {
        marks::replace(&self.0, |mark| match &mark.target {
            Target::Ground(_) => self.0[mark.words.clone()].to_owned(),
            Target::Key(key) => private.get(key).map(|s| s.0.clone()).unwrap_or_default(),
        })
    }
}

impl JsonSchema for Line {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Line".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, HOW: "marks" })
    }
}

/// An amount in won, which may be withheld as a whole: `150000`, `"[150000](비공개:7)"` or
/// `"[](비공개:단가)"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Won {
    /// An amount in won that is written as a number and withheld nowhere.
    Open(i64),
    /// A text that consists of exactly one mark.
    Marked(String),
}

impl Won {
    /// The amount; `None` if it is kept in `private/` and not available.
    pub fn value(&self, private: &PrivateFile) -> Option<i64> {
        match self {
            Self::Open(won) => Some(*won),
            Self::Marked(text) => {
                let mark = whole_mark(text)?;
                match &mark.target {
                    Target::Ground(_) => text[mark.words].parse().ok(),
                    Target::Key(key) => private.get(key)?.0.parse().ok(),
                }
            }
        }
    }

    /// The mark of a withheld amount.
    pub fn mark(&self) -> Option<Mark> {
        match self {
            Self::Open(_) => None,
            Self::Marked(text) => whole_mark(text),
        }
    }
}

/// The mark, if the text consists of exactly one mark.
pub fn whole_mark(text: &str) -> Option<Mark> {
    marks::complete(text).into_iter().find(|m| m.range == (0..text.len()))
}

impl<'de> Deserialize<'de> for Won {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::String(text) if whole_mark(&text).is_some() => Ok(Self::Marked(text)),
            value => {
                value.as_i64().map(Self::Open).ok_or_else(|| serde::de::Error::custom("neither an amount nor a mark"))
            }
        }
    }
}

impl Serialize for Won {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Open(won) => serializer.serialize_i64(*won),
            Self::Marked(text) => serializer.serialize_str(text),
        }
    }
}

impl JsonSchema for Won {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Won".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        // The state budget is below 10^15 won, so that the sum of a thousand amounts fits 64 bits.
        json_schema!({
            "type": ["integer", "string"],
            "minimum": -1_000_000_000_000_000i64,
            "maximum": 1_000_000_000_000_000i64,
            "pattern": r"^\[(-?[0-9]+)?\]\(비공개:[0-9가-힣A-Za-z]+\)$",
            HOW: "whole"
        })
    }
}

/// A value that never appears in a public edition: resident registration number, bank account.
///
/// It is withheld on item 6 without a mark (개인정보 보호법 제24조, 제24조의2).
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

// Debug output may end up in logs, so that it omits the value.
impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Serialize for Secret {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("…")
    }
}

impl JsonSchema for Secret {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Secret".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, HOW: "always" })
    }
}

/// 키로 가린 사실에 대한 결정: 값은 `private/`에만 둡니다
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithheldFact {
    /// 무엇인가: 위촉위원의 성명 (값은 쓰지 않습니다)
    #[serde(rename(deserialize = "뜻"))]
    #[schemars(length(min = 1))]
    pub what: String,
    /// 비공개 근거 (정보공개법 제9조제1항의 호)
    #[serde(rename(deserialize = "근거"))]
    pub ground: Ground,
    /// 사유
    #[serde(rename(deserialize = "사유"))]
    pub reason: Option<String>,
    /// 결정한 사람이나 부서
    #[serde(rename(deserialize = "결정자"))]
    pub decided_by: Option<String>,
    /// 결정한 날
    #[serde(rename(deserialize = "결정일"))]
    pub decided_on: Option<Date>,
    /// 다시 볼 날: 비공개의 필요가 없어지면 공개합니다 (제9조제2항)
    #[serde(rename(deserialize = "재검토일"))]
    pub review_on: Option<Date>,
}

/// 문서 하나에서 무엇을 공개하고 무엇을 가릴지에 대한 결정
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// 대상: `위촉위원`, 또는 `withheld.yaml`의 키. 없으면 같은 근거로 가린 모든 것
    #[serde(rename(deserialize = "대상"))]
    pub subject: Option<String>,
    /// 이 문서에서의 공개구분: 공개 또는 비공개
    #[serde(rename(deserialize = "공개구분"))]
    pub class: Disclosure,
    /// 비공개 근거 (정보공개법 제9조제1항의 호)
    #[serde(rename(deserialize = "근거"))]
    pub ground: Option<Ground>,
    /// 사유
    #[serde(rename(deserialize = "사유"))]
    #[schemars(length(min = 1))]
    pub reason: String,
    /// 결정한 사람이나 부서
    #[serde(rename(deserialize = "결정자"))]
    pub decided_by: Option<String>,
    /// 결정한 날
    #[serde(rename(deserialize = "결정일"))]
    pub decided_on: Option<Date>,
    /// 다시 볼 날: 비공개의 필요가 없어지면 공개합니다 (제9조제2항)
    #[serde(rename(deserialize = "재검토일"))]
    pub review_on: Option<Date>,
}

/// 가린 말과 글자만 같은 다른 말: 동명이인이나 보통의 낱말
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherWord {
    /// 말
    #[serde(rename(deserialize = "말"))]
    #[schemars(length(min = 1))]
    pub word: String,
    /// 왜 다른 말인가
    #[serde(rename(deserialize = "사유"))]
    #[schemars(length(min = 1))]
    pub reason: String,
}

/// Subject (`대상`) of a decision on all appointed members of the dossier (제9조제1항제6호마목).
pub const APPOINTED: &str = "위촉위원";

/// 나중에 바뀐 공개구분
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// 바뀐 날: 자료관의 `기준일`까지의 변경만 따릅니다
    #[serde(rename(deserialize = "날짜"))]
    pub on: Date,
    /// 바뀐 공개구분
    #[serde(rename(deserialize = "공개구분"))]
    pub class: Disclosure,
    /// 바뀐 비공개 근거: 여기에 없는 근거로 가린 것은 이날부터 공개됩니다
    #[serde(rename(deserialize = "비공개근거"), default)]
    pub grounds: Vec<Ground>,
    /// 사유
    #[serde(rename(deserialize = "사유"))]
    #[schemars(length(min = 1))]
    pub reason: String,
}

/// Markdown text of a writer. Withheld words are links with the scheme `비공개`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Markdown(pub String);

impl schemars::JsonSchema for Markdown {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Markdown".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "markdown", "minLength": 1, HOW: "marks" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_a_number_or_one_mark() {
        let read = |text: &str| serde_json::from_str::<Won>(text);
        let private = PrivateFile::from([("단가".to_owned(), Secret("70".to_owned()))]);
        assert_eq!(read("150").unwrap().value(&private), Some(150));
        assert_eq!(read("\"[150](비공개:7)\"").unwrap().value(&private), Some(150));
        assert_eq!(read("\"[](비공개:단가)\"").unwrap().value(&private), Some(70));
        assert_eq!(read("\"[](비공개:없음)\"").unwrap().value(&private), None);
        assert!(read("\"약 [150](비공개:7)\"").is_err());
    }

    #[test]
    fn secrets_are_not_printed() {
        assert!(!format!("{:?}", Secret("900101-1234568".to_owned())).contains("900101"));
    }
}
