//! 업무현황: what a department is, has done and will do, as it reports to its head.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::facts::Shown;
use crate::keys;
use crate::plan::Point;
use crate::values::Date;
use crate::withheld::{Line, Markdown};

/// 업무현황: 기관이나 부서의 일반현황, 주요 실적, 추진계획, 현안
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Duties {
    /// 현황의 기준일
    #[serde(rename(deserialize = "기준일"))]
    pub as_of: Date,
    /// 기구: 1과 3팀
    #[serde(rename(deserialize = "기구"))]
    pub organisation: Option<Line>,
    /// 정원과 현원
    #[serde(rename(deserialize = "정원현원"))]
    pub staffing: Staffing,
    /// 주요 업무
    #[serde(rename(deserialize = "업무"), default)]
    pub tasks: Vec<Markdown>,
    /// 주요 실적
    #[serde(rename(deserialize = "실적"))]
    #[schemars(length(min = 1))]
    pub achievements: Vec<Point>,
    /// 분기별 추진계획
    #[serde(rename(deserialize = "추진계획"))]
    #[schemars(length(min = 1, max = 4))]
    pub quarters: Vec<Quarter>,
    /// 현안
    #[serde(rename(deserialize = "현안"), default)]
    pub issues: Vec<Point>,
}

/// 정원과 현원
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Staffing {
    /// 직급이나 팀마다의 정원과 현원
    #[serde(rename(deserialize = "구분별"))]
    #[schemars(length(min = 1, max = 30))]
    pub groups: Vec<StaffGroup>,
    /// 적어 둔 합계 (있으면 구분별의 합과 견줍니다)
    #[serde(rename(deserialize = "합계"))]
    pub total: Option<StaffCount>,
}

/// 한 직급이나 팀의 정원과 현원
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffGroup {
    /// 구분: 6급
    #[serde(rename(deserialize = "구분"))]
    #[schemars(length(min = 1))]
    pub name: String,
    /// 정원 (명)
    #[serde(rename(deserialize = "정원"))]
    #[schemars(range(min = 0, max = 1_000_000))]
    pub quota: u32,
    /// 현원 (명)
    #[serde(rename(deserialize = "현원"))]
    #[schemars(range(min = 0, max = 1_000_000))]
    pub present: u32,
    /// 적어 둔 과부족 (현원에서 정원을 뺀 수, 모자라면 음수; 있으면 견줍니다)
    #[serde(rename(deserialize = "과부족"))]
    #[schemars(range(min = -1_000_000, max = 1_000_000))]
    pub balance: Option<i64>,
}

/// 정원과 현원의 합
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffCount {
    /// 정원의 합 (명)
    #[serde(rename(deserialize = "정원"))]
    #[schemars(range(min = 0, max = 100_000_000))]
    pub quota: u32,
    /// 현원의 합 (명)
    #[serde(rename(deserialize = "현원"))]
    #[schemars(range(min = 0, max = 100_000_000))]
    pub present: u32,
    /// 과부족의 합
    #[serde(rename(deserialize = "과부족"))]
    #[schemars(range(min = -100_000_000, max = 100_000_000))]
    pub balance: Option<i64>,
}

/// 한 분기의 추진계획
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quarter {
    /// 분기
    #[serde(rename(deserialize = "분기"))]
    #[schemars(range(min = 1, max = 4))]
    pub number: u8,
    /// 할 일
    #[serde(rename(deserialize = "내용"))]
    #[schemars(length(min = 1))]
    pub plans: Vec<Markdown>,
}

impl Staffing {
    /// Sums of quota and of those present.
    pub fn sums(&self) -> (u32, u32) {
        let add =
            |of: fn(&StaffGroup) -> u32| self.groups.iter().fold(0u32, |sum, group| sum.saturating_add(of(group)));
        (add(|group| group.quota), add(|group| group.present))
    }
}

/// 과부족: those present less the quota.
pub fn balance(quota: u32, present: u32) -> i64 {
    i64::from(present) - i64::from(quota)
}

impl Duties {
    /// What the document must show.
    pub(crate) fn shown(&self) -> [Shown; 7] {
        [
            (keys::AS_OF, "duties.as_of", true),
            (keys::ORGANISATION, "duties.organisation", self.organisation.is_some()),
            (keys::STAFFING, "duties.staffing", true),
            (keys::TASKS, "duties.tasks", !self.tasks.is_empty()),
            (keys::ACHIEVEMENTS, "duties.achievements", true),
            (keys::QUARTERS, "duties.quarters", true),
            (keys::ISSUES, "duties.issues", !self.issues.is_empty()),
        ]
    }
}
