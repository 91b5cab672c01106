//! 인계인수: the handing over of duties to a successor (행정업무의 운영 및 혁신에 관한 규정 제61조, 시행규칙 제45조).

use gian_diagnostics::Route;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::facts::Shown;
use super::person::NamedPerson;
use crate::plan::Point;
use crate::values::Date;
use crate::withheld::{Line, Markdown};
use crate::{keys, routes};

/// 인계인수: 담당하던 업무와 문서와 물품을 후임자에게 넘김 (행정업무의 운영 및 혁신에 관한 규정 제61조)
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Handover {
    /// 인계일
    #[serde(rename(deserialize = "인계일"))]
    pub on: Date,
    /// 인계하는 까닭: 인사발령
    #[serde(rename(deserialize = "사유"))]
    pub reason: Option<Line>,
    /// 담당업무
    #[serde(rename(deserialize = "담당업무"))]
    pub duty: Line,
    /// 인계자
    #[serde(rename(deserialize = "인계자"))]
    pub from: NamedPerson,
    /// 인수자: 후임자가 없으면 직무를 대리하는 사람
    #[serde(rename(deserialize = "인수자"))]
    pub to: NamedPerson,
    /// 입회자
    #[serde(rename(deserialize = "입회자"))]
    pub witness: NamedPerson,
    /// 진행하고 있는 업무
    #[serde(rename(deserialize = "업무"), default)]
    pub tasks: Vec<Task>,
    /// 넘기는 문서
    #[serde(rename(deserialize = "문서"))]
    pub documents: Option<HandedList>,
    /// 넘기는 물품
    #[serde(rename(deserialize = "물품"))]
    pub goods: Option<HandedList>,
    /// 현안과 미결 사항
    #[serde(rename(deserialize = "현안"), default)]
    pub issues: Vec<Point>,
    /// 그 밖의 참고 사항
    #[serde(rename(deserialize = "참고사항"), default)]
    pub notes: Vec<Markdown>,
}

/// 진행하고 있는 업무
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// 업무의 이름
    #[serde(rename(deserialize = "이름"))]
    pub name: Line,
    /// 진행 사항
    #[serde(rename(deserialize = "진행"))]
    #[schemars(length(min = 1))]
    pub progress: Vec<Markdown>,
    /// 앞으로 할 일
    #[serde(rename(deserialize = "할일"))]
    pub next: Option<Markdown>,
    /// 기한
    #[serde(rename(deserialize = "기한"))]
    pub due: Option<Date>,
}

/// 넘기는 것의 목록
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandedList {
    /// 목록
    #[serde(rename(deserialize = "목록"))]
    #[schemars(length(min = 1, max = 1000))]
    pub items: Vec<HandedItem>,
    /// 적어 둔 수량의 합 (단위가 같을 때; 있으면 목록의 합과 견줍니다)
    #[serde(rename(deserialize = "합계"))]
    #[schemars(range(min = 1, max = 1_000_000_000))]
    pub total: Option<u32>,
}

/// 넘기는 문서나 물품
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandedItem {
    /// 이름
    #[serde(rename(deserialize = "이름"))]
    pub name: Line,
    /// 수량
    #[serde(rename(deserialize = "수량"))]
    #[schemars(range(min = 1, max = 1_000_000))]
    pub quantity: u32,
    /// 수량의 단위: 권, 건, 대
    #[serde(rename(deserialize = "단위"))]
    #[schemars(length(min = 1))]
    pub unit: String,
    /// 비고: 보관한 곳, 상태
    #[serde(rename(deserialize = "비고"))]
    pub note: Option<Line>,
}

impl HandedList {
    /// Sum of the quantities and their unit; `None` if the units differ.
    pub fn sum(&self) -> Option<(u32, &str)> {
        let unit = self.items.first()?.unit.as_str();
        let same = self.items.iter().all(|item| item.unit == unit);
        same.then(|| (self.items.iter().fold(0u32, |sum, item| sum.saturating_add(item.quantity)), unit))
    }
}

impl Handover {
    /// What the document must show.
    pub(crate) fn shown(&self) -> [Shown; 11] {
        [
            (keys::HANDED_ON, "handover.on", true),
            (keys::REASON, "handover.reason", self.reason.is_some()),
            (keys::DUTY, "handover.duty", true),
            (keys::HANDING, "handover.from", true),
            (keys::RECEIVING, "handover.to", true),
            (keys::WITNESS, "handover.witness", true),
            (keys::TASKS, "handover.tasks", !self.tasks.is_empty()),
            (keys::DOCUMENTS, "handover.documents", self.documents.is_some()),
            (keys::GOODS, "handover.goods", self.goods.is_some()),
            (keys::ISSUES, "handover.issues", !self.issues.is_empty()),
            (keys::REMARK_NOTES, "handover.notes", !self.notes.is_empty()),
        ]
    }

    pub(crate) fn people(&self) -> impl Iterator<Item = (Route, &NamedPerson)> {
        [(routes::handing(), &self.from), (routes::receiving(), &self.to), (routes::handover_witness(), &self.witness)]
            .into_iter()
    }
}
