//! `review.yaml`, `대상`: what a review decides one by one: agenda items, applications, facilities.

use std::collections::BTreeMap;

use gian_vocabulary::values::Points;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::Date;
use super::{Line, Markdown};

/// 배점: 심사하는 항목과 그 만점
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// 항목: 사업의 필요성
    #[serde(rename(deserialize = "항목"))]
    #[schemars(length(min = 1, max = 20))]
    pub name: String,
    /// 만점 (점)
    #[serde(rename(deserialize = "배점"))]
    pub points: Points,
}

/// 하나씩 결정하는 것: 안건, 신청, 시설
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// 번호
    #[serde(rename(deserialize = "번호"))]
    #[schemars(range(min = 1, max = 9999))]
    pub no: u16,
    /// 이름: 안건의 제목, 신청한 단체, 시설
    #[serde(rename(deserialize = "이름"))]
    pub name: Line,
    /// 의안번호: 제2026-3호
    #[serde(rename(deserialize = "의안번호"))]
    #[schemars(length(min = 1, max = 30))]
    pub bill_no: Option<String>,
    /// 설명: 제안한 부서, 사업비, 소재지
    #[serde(rename(deserialize = "설명"))]
    pub note: Option<Markdown>,
    /// 점수: 배점의 항목마다
    #[serde(rename(deserialize = "점수"), default)]
    pub scores: BTreeMap<String, Points>,
    /// 표결
    #[serde(rename(deserialize = "표결"))]
    pub votes: Option<Tally>,
    /// 결과: 절차의 결과로 쓰는 말 가운데 하나
    #[serde(rename(deserialize = "결과"))]
    #[schemars(length(min = 1, max = 20))]
    pub result: Option<String>,
    /// 의견이나 이유
    #[serde(rename(deserialize = "의견"))]
    pub reason: Option<Markdown>,
    /// 조치할 것
    #[serde(rename(deserialize = "조치"))]
    pub action: Option<Markdown>,
    /// 조치할 기한
    #[serde(rename(deserialize = "조치기한"))]
    pub due: Option<Date>,
    /// 조치한 날
    #[serde(rename(deserialize = "조치일"))]
    pub done_on: Option<Date>,
}

/// 표결: 찬성, 반대, 기권의 수
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// 찬성 (명)
    #[serde(rename(deserialize = "찬성"))]
    #[schemars(range(min = 0, max = 100_000))]
    pub yes: u32,
    /// 반대 (명)
    #[serde(rename(deserialize = "반대"), default)]
    #[schemars(range(min = 0, max = 100_000))]
    pub no: u32,
    /// 기권 (명)
    #[serde(rename(deserialize = "기권"), default)]
    #[schemars(range(min = 0, max = 100_000))]
    pub abstained: u32,
}

impl Tally {
    /// Votes cast, abstentions included.
    pub const fn cast(&self) -> u32 {
        self.yes.saturating_add(self.no).saturating_add(self.abstained)
    }
}

impl Subject {
    /// Sum of the scores; `None` without scores.
    pub fn total(&self) -> Option<Points> {
        (!self.scores.is_empty()).then(|| self.scores.values().copied().sum())
    }
}

/// Rank of each subject by its total, 1 for the highest; equal totals share a rank. `None` without scores.
pub fn ranks(subjects: &[Subject]) -> Vec<Option<usize>> {
    let totals: Vec<Option<Points>> = subjects.iter().map(Subject::total).collect();
    let mut sorted: Vec<Points> = totals.iter().flatten().copied().collect();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    let rank = |total: Points| sorted.partition_point(|other| *other > total) + 1;
    totals.into_iter().map(|total| total.map(rank)).collect()
}
