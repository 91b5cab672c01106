//! 점검: a sheet of points that were checked, with the result of each (점검표, 체크리스트, 평가표).

use gian_diagnostics::Route;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::facts::Shown;
use super::person::NamedPerson;
use crate::values::Date;
use crate::withheld::Line;
use crate::{keys, routes};

/// 점검: 채워 넣은 점검표의 사실
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Inspection {
    /// 점검일
    #[serde(rename(deserialize = "점검일"))]
    pub day: Date,
    /// 점검한 곳이나 물건이나 일
    #[serde(rename(deserialize = "대상"))]
    pub subject: Line,
    /// 점검한 사람
    #[serde(rename(deserialize = "점검자"))]
    #[schemars(length(min = 1, max = 10))]
    pub checkers: Vec<NamedPerson>,
    /// 확인한 사람
    #[serde(rename(deserialize = "확인자"), default)]
    #[schemars(length(min = 1, max = 10))]
    pub confirmers: Vec<NamedPerson>,
    /// 고를 수 있는 결과: `[적합, 부적합, 해당없음]`, `[예, 아니오]`. 적지 않으면 적합과 부적합
    #[serde(rename(deserialize = "선택지"), default = "fit_or_unfit")]
    #[schemars(length(min = 2, max = 6), inner(length(min = 1, max = 12)))]
    pub choices: Vec<String>,
    /// 점검한 항목
    #[serde(rename(deserialize = "항목"))]
    #[schemars(length(min = 1, max = 500))]
    pub points: Vec<CheckedPoint>,
    /// 적어 둔 결과의 수 (있으면 항목을 센 수와 견줍니다)
    #[serde(rename(deserialize = "집계"), default)]
    #[schemars(length(min = 1, max = 6))]
    pub tally: Vec<Tally>,
}

fn fit_or_unfit() -> Vec<String> {
    vec!["적합".to_owned(), "부적합".to_owned()]
}

/// 점검한 항목 하나
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckedPoint {
    /// 구분: 이어지는 같은 구분은 한 칸으로 묶습니다
    #[serde(rename(deserialize = "구분"))]
    #[schemars(length(min = 1))]
    pub group: Option<String>,
    /// 점검항목
    #[serde(rename(deserialize = "항목"))]
    pub point: Line,
    /// 선택지 가운데 하나
    #[serde(rename(deserialize = "결과"))]
    pub result: Option<String>,
    /// 비고
    #[serde(rename(deserialize = "비고"))]
    pub remark: Option<Line>,
    /// 조치: 한 일이나 할 일
    #[serde(rename(deserialize = "조치"))]
    pub action: Option<Line>,
}

/// 적어 둔 결과의 수
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// 선택지 가운데 하나
    #[serde(rename(deserialize = "결과"))]
    pub result: String,
    /// 그 결과인 항목의 수
    #[serde(rename(deserialize = "수량"))]
    #[schemars(range(max = 500))]
    pub count: u32,
}

impl Inspection {
    /// Number of points with a result.
    pub fn count(&self, result: &str) -> usize {
        self.points.iter().filter(|point| point.result.as_deref() == Some(result)).count()
    }

    /// What the document must show.
    pub(crate) fn shown(&self) -> [Shown; 6] {
        [
            (keys::INSPECTED_ON, "inspection.day", true),
            (keys::SUBJECT, "inspection.subject", true),
            (keys::CHECKERS, "inspection.checkers", true),
            (keys::CONFIRMERS, "inspection.confirmers", !self.confirmers.is_empty()),
            (keys::CHOICES, "inspection.choices", true),
            (keys::ITEMS, "inspection.points", true),
        ]
    }

    pub(crate) fn people(&self) -> impl Iterator<Item = (Route, &NamedPerson)> {
        let checkers = self.checkers.iter().enumerate().map(|(i, person)| (routes::checker(i), person));
        checkers.chain(self.confirmers.iter().enumerate().map(|(i, person)| (routes::sheet_confirmer(i), person)))
    }
}
