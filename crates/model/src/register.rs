//! `register.yaml`, the publication log: every document ever published, so that its address stays valid.

use gian_vocabulary::korean_enum;
pub use gian_vocabulary::publication::Standing;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::Date;

korean_enum! {
    /// 앞판과 다른 줄을 자료관에 보이는가
    Difference {
        /// 보임
        Open = "공개" / "open",
    }
}

/// 등록부: 한 번이라도 게시한 모든 문서 (`gian register`가 적습니다)
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterFile {
    /// 게시한 문서
    #[serde(rename(deserialize = "문서"), default)]
    pub documents: Vec<Registered>,
}

/// 게시한 문서 하나
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Registered {
    /// 문서의 식별자
    #[serde(rename(deserialize = "식별자"))]
    #[schemars(regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9-]{2,63}$"))]
    pub id: String,
    /// 게시한 제목 (문서가 없어진 뒤에도 누구나 봅니다; 지금 가릴 말이 있으면 지웁니다)
    #[serde(rename(deserialize = "제목"))]
    #[schemars(length(min = 1))]
    pub title: Option<String>,
    /// 상태
    #[serde(rename(deserialize = "상태"))]
    pub standing: Standing,
    /// 상태가 바뀐 날
    #[serde(rename(deserialize = "날짜"))]
    pub on: Option<Date>,
    /// 상태가 바뀐 까닭 (누구나 봅니다)
    #[serde(rename(deserialize = "사유"))]
    #[schemars(length(min = 1))]
    pub reason: Option<String>,
    /// 대신 볼 문서의 식별자
    #[serde(rename(deserialize = "대신"))]
    pub replaced_by: Option<String>,
    /// 게시한 판, 1판부터
    #[serde(rename(deserialize = "판"), default)]
    pub versions: Vec<Version>,
}

/// 게시한 판: 그 글은 `register/식별자/판.txt`에 있습니다
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// 몇째 판인가
    #[serde(rename(deserialize = "판"))]
    #[schemars(range(min = 1, max = 9999))]
    pub no: u32,
    /// 등록한 날
    #[serde(rename(deserialize = "날짜"))]
    pub on: Date,
    /// 공개한 글의 SHA-256
    #[serde(rename(deserialize = "해시"))]
    #[schemars(regex(pattern = r"^[0-9a-f]{64}$"))]
    pub sha256: String,
    /// 고친 까닭 (누구나 봅니다)
    #[serde(rename(deserialize = "사유"))]
    #[schemars(length(min = 1))]
    pub reason: Option<String>,
    /// 앞판과 다른 줄을 자료관에 보이려면 `공개`
    #[serde(rename(deserialize = "차이"))]
    pub difference: Option<Difference>,
}

impl Registered {
    /// Path of the text of a version, relative to the workspace root.
    pub fn text_path(&self, no: u32) -> String {
        format!("register/{}/{no}.txt", self.id)
    }
}
