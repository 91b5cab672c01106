//! `plan.yaml`: the programme and the plan under review.

pub use gian_vocabulary::plan::{PlanVersion, Programme, VersionKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::When;
use super::{Line, Markdown};

/// 계획: 어떤 사업의 어떤 계획인가
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanFile {
    /// 자료관에서 이 건을 가리키는 바뀌지 않는 이름: 영문, 숫자, `-` 3~64자 (적지 않으면 가장 먼저 게시한 문서의 식별자)
    #[serde(rename(deserialize = "식별자"))]
    #[schemars(regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9-]{2,63}$"))]
    pub id: Option<String>,
    /// 계획이 속한 사업
    #[serde(rename(deserialize = "사업"))]
    pub programme: Programme,
    /// 계획
    #[serde(rename(deserialize = "계획"))]
    pub plan: Plan,
    /// 목표
    #[serde(rename(deserialize = "목표"), default)]
    pub goals: Vec<Markdown>,
    /// 배경
    #[serde(rename(deserialize = "배경"), default)]
    pub background: Vec<Point>,
    /// 주요 내용
    #[serde(rename(deserialize = "내용"), default)]
    pub contents: Vec<Point>,
    /// 주요 일정
    #[serde(rename(deserialize = "일정"), default)]
    pub schedule: Vec<ScheduleItem>,
    /// 계획서의 판
    #[serde(rename(deserialize = "판"), default)]
    pub versions: Vec<PlanVersion>,
}

/// 계획
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// 계획의 이름: 강동구 지역사회혁신계획
    #[serde(rename(deserialize = "이름"))]
    pub name: Line,
    /// 계획의 종류: 실행계획
    #[serde(rename(deserialize = "종류"))]
    #[schemars(length(min = 1))]
    pub kind: String,
    /// 계획을 세운 자치단체: 강동구
    #[serde(rename(deserialize = "자치단체"))]
    #[schemars(length(min = 1))]
    pub municipality: String,
    /// 계획을 제출한 기구: 협치강동구회의
    #[serde(rename(deserialize = "제출기구"))]
    pub submitter: Option<Line>,
    /// 사업의 몇째 해인가
    #[serde(rename(deserialize = "연차"))]
    #[schemars(range(min = 1, max = 99))]
    pub year_no: Option<u8>,
}

/// 항목과 그 아래의 세부
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// 항목
    #[serde(rename(deserialize = "항목"))]
    pub text: Markdown,
    /// 세부
    #[serde(rename(deserialize = "세부"), default)]
    pub details: Vec<Markdown>,
}

/// 일정
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScheduleItem {
    /// 할 일
    #[serde(rename(deserialize = "할일"))]
    pub what: Markdown,
    /// 시작 (날 또는 달)
    #[serde(rename(deserialize = "시작"))]
    pub from: When,
    /// 끝 (날 또는 달)
    #[serde(rename(deserialize = "끝"))]
    pub to: Option<When>,
}
