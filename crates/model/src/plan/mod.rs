//! `plan.yaml`: the programme, the plan, its budget, and what came of it.

mod budget;
mod outcome;
mod point;

pub use self::budget::{Budget, BudgetItem};
pub use self::outcome::{Achievement, Evaluation, NextStep, Outcome, Participants};
pub use self::point::Point;
pub use gian_vocabulary::plan::{Funding, Quantity};
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
    /// 현황
    #[serde(rename(deserialize = "현황"), default)]
    pub status: Vec<Point>,
    /// 문제점
    #[serde(rename(deserialize = "문제점"), default)]
    pub problems: Vec<Point>,
    /// 추진체계
    #[serde(rename(deserialize = "추진체계"), default)]
    pub organisation: Vec<Responsibility>,
    /// 소요예산
    #[serde(rename(deserialize = "소요예산"))]
    pub budget: Option<Budget>,
    /// 기대효과
    #[serde(rename(deserialize = "기대효과"), default)]
    pub effects: Vec<Point>,
    /// 행정사항
    #[serde(rename(deserialize = "행정사항"), default)]
    pub administration: Vec<Point>,
    /// 추진결과: 계획대로 하고 난 뒤에 적습니다
    #[serde(rename(deserialize = "추진결과"))]
    pub outcome: Option<Outcome>,
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

/// 추진체계의 한 곳과 그 역할
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Responsibility {
    /// 부서나 기관
    #[serde(rename(deserialize = "기관"))]
    pub body: Line,
    /// 역할
    #[serde(rename(deserialize = "역할"))]
    pub role: Markdown,
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
