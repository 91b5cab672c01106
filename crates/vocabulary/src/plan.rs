//! What a plan belongs to, and its versions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
