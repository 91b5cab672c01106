//! What came of a plan (추진결과): when and where it was carried out, with whom, and how it is judged.

use gian_vocabulary::plan::Quantity;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::point::Point;
use crate::values::{Clock, Date, When};
use crate::{Line, Markdown};

/// 추진결과
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// 시작한 날
    #[serde(rename(deserialize = "시작"))]
    pub from: Date,
    /// 끝난 날; 하루에 마쳤으면 적지 않습니다
    #[serde(rename(deserialize = "끝"))]
    pub to: Option<Date>,
    /// 시작한 시각
    #[serde(rename(deserialize = "시작시각"))]
    pub start: Option<Clock>,
    /// 끝난 시각
    #[serde(rename(deserialize = "끝시각"))]
    pub end: Option<Clock>,
    /// 장소
    #[serde(rename(deserialize = "장소"))]
    pub place: Option<Line>,
    /// 참여한 사람들, 구분별로
    #[serde(rename(deserialize = "참여"), default)]
    pub participants: Vec<Participants>,
    /// 참여인원: 적으면 구분별 인원을 더한 것과 견줍니다
    #[serde(rename(deserialize = "참여인원"))]
    #[schemars(range(max = 100_000_000))]
    pub participants_total: Option<u32>,
    /// 추진한 내용
    #[serde(rename(deserialize = "내용"), default)]
    pub contents: Vec<Point>,
    /// 실적
    #[serde(rename(deserialize = "실적"), default)]
    pub achievements: Vec<Achievement>,
    /// 평가
    #[serde(rename(deserialize = "평가"))]
    pub evaluation: Option<Evaluation>,
    /// 개선사항
    #[serde(rename(deserialize = "개선사항"), default)]
    pub improvements: Vec<Point>,
    /// 향후계획
    #[serde(rename(deserialize = "향후계획"), default)]
    pub next: Vec<NextStep>,
}

/// 참여한 사람들의 한 구분
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Participants {
    /// 구분: 주민
    #[serde(rename(deserialize = "구분"))]
    pub group: Line,
    /// 인원
    #[serde(rename(deserialize = "인원"))]
    // A thousand groups of at most this size fit 32 bits many times over.
    #[schemars(range(max = 1_000_000))]
    pub count: u32,
    /// 비고
    #[serde(rename(deserialize = "비고"))]
    pub note: Option<Markdown>,
}

/// 실적 하나: 달성률은 셈합니다
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Achievement {
    /// 지표: 참여 주민
    #[serde(rename(deserialize = "항목"))]
    pub item: Line,
    /// 목표
    #[serde(rename(deserialize = "목표"))]
    pub target: Option<Quantity>,
    /// 실적
    #[serde(rename(deserialize = "실적"))]
    pub actual: Quantity,
    /// 단위: 명
    #[serde(rename(deserialize = "단위"))]
    #[schemars(length(min = 1))]
    pub unit: String,
    /// 비고
    #[serde(rename(deserialize = "비고"))]
    pub note: Option<Markdown>,
}

/// 평가
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// 잘된 점
    #[serde(rename(deserialize = "잘된점"), default)]
    pub good: Vec<Markdown>,
    /// 아쉬운 점
    #[serde(rename(deserialize = "아쉬운점"), default)]
    pub lacking: Vec<Markdown>,
}

/// 앞으로 할 일
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NextStep {
    /// 할 일
    #[serde(rename(deserialize = "할일"))]
    pub what: Markdown,
    /// 기한 (날 또는 달)
    #[serde(rename(deserialize = "기한"))]
    pub due: Option<When>,
}

impl Outcome {
    /// The last day.
    pub fn last_day(&self) -> Date {
        self.to.unwrap_or(self.from)
    }

    /// Number of participants of all groups.
    pub fn participants_sum(&self) -> u32 {
        self.participants.iter().fold(0, |sum, group| sum.saturating_add(group.count))
    }
}
