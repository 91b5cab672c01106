//! Words of a review: the target of a finding, its outcome, the budget line.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::korean_enum;

/// 계획서의 한 곳
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// 판 번호
    #[serde(rename(deserialize = "판"))]
    #[schemars(range(min = 1, max = 99))]
    pub version: u8,
    /// 장이나 절의 이름
    #[serde(rename(deserialize = "곳"))]
    pub section: Option<String>,
    /// 쪽
    #[serde(rename(deserialize = "쪽"))]
    #[schemars(range(min = 1, max = 9999))]
    pub page: Option<u16>,
}

korean_enum! {
    /// 반영 상태
    ResponseStatus {
        /// 미반영
        Open = "미반영" / "open",
        /// 일부반영
        Partly = "일부반영" / "partly",
        /// 반영
        Done = "반영" / "done",
        /// 불수용
        Refused = "불수용" / "refused",
        /// 추후반영
        Later = "추후반영" / "later",
    }
}

/// 예산과목
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BudgetLine {
    /// 부서
    #[serde(rename(deserialize = "부서"))]
    pub department: String,
    /// 정책사업
    #[serde(rename(deserialize = "정책사업"))]
    pub policy: String,
    /// 단위사업
    #[serde(rename(deserialize = "단위사업"))]
    pub unit_project: String,
    /// 세부사업
    #[serde(rename(deserialize = "세부사업"))]
    pub detail_project: String,
    /// 통계목: 사무관리비
    #[serde(rename(deserialize = "통계목"))]
    pub item: String,
    /// 편성목-통계목 코드: 예를 들어 `201-01`
    #[serde(rename(deserialize = "코드"))]
    #[schemars(regex(pattern = r"^\d{3}-\d{2}$"))]
    pub code: String,
}
