//! 세부사업: a project with its parts, budget and schedule, as its own plan sets it out.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::facts::{AmountGroup, Shown, sum};
use crate::plan::ScheduleItem;
use crate::values::{Date, When};
use crate::withheld::{Line, Markdown, PrivateFile, Won};
use crate::{keys, routes};

/// 세부사업: 사업의 개요, 세부 사업, 예산, 일정. 금액 하나를 가리면 모든 금액을 가립니다
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// 목적
    #[serde(rename(deserialize = "목적"))]
    pub purpose: Markdown,
    /// 근거: 법령, 조례, 방침
    #[serde(rename(deserialize = "근거"), default)]
    pub basis: Vec<String>,
    /// 사업을 시작하는 날
    #[serde(rename(deserialize = "시작"))]
    pub from: Date,
    /// 사업을 마치는 날
    #[serde(rename(deserialize = "끝"))]
    pub to: Date,
    /// 장소
    #[serde(rename(deserialize = "장소"))]
    pub place: Line,
    /// 대상
    #[serde(rename(deserialize = "대상"))]
    pub audience: Line,
    /// 사업비 (원)
    #[serde(rename(deserialize = "사업비"))]
    pub cost: Won,
    /// 세부 사업
    #[serde(rename(deserialize = "사업"))]
    #[schemars(length(min = 1, max = 100))]
    pub parts: Vec<ProjectPart>,
    /// 재원의 이름: 국비, 시비, 구비
    #[serde(rename(deserialize = "재원"))]
    #[schemars(length(min = 1, max = 5))]
    pub funds: Vec<String>,
    /// 비목마다의 예산
    #[serde(rename(deserialize = "예산"))]
    #[schemars(length(min = 1, max = 200))]
    pub budget: Vec<BudgetRow>,
    /// 일정
    #[serde(rename(deserialize = "일정"), default)]
    pub schedule: Vec<ScheduleItem>,
}

/// 세부 사업
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProjectPart {
    /// 이름
    #[serde(rename(deserialize = "이름"))]
    pub name: Line,
    /// 시작 (날 또는 달)
    #[serde(rename(deserialize = "시작"))]
    pub from: When,
    /// 끝 (날 또는 달)
    #[serde(rename(deserialize = "끝"))]
    pub to: Option<When>,
    /// 대상
    #[serde(rename(deserialize = "대상"))]
    pub audience: Option<Line>,
    /// 내용
    #[serde(rename(deserialize = "내용"))]
    #[schemars(length(min = 1))]
    pub contents: Vec<Markdown>,
    /// 사업비 (원)
    #[serde(rename(deserialize = "사업비"))]
    pub cost: Won,
    /// 담당: 부서나 수행기관
    #[serde(rename(deserialize = "담당기관"))]
    pub by: Option<Line>,
}

/// 비목 하나의 예산
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BudgetRow {
    /// 비목: 행사운영비
    #[serde(rename(deserialize = "비목"))]
    pub label: Line,
    /// 산출내역: 강사료 150,000원×20회
    #[serde(rename(deserialize = "산출"))]
    pub basis: Option<Line>,
    /// 재원마다의 금액 (원): `재원`의 차례로, 없으면 0
    #[serde(rename(deserialize = "금액"))]
    #[schemars(length(min = 1, max = 5))]
    pub amounts: Vec<Won>,
}

impl BudgetRow {
    /// Sum over the funds, in won; `None` if an amount is withheld and its value is not available.
    pub fn sum(&self, private: &PrivateFile) -> Option<i64> {
        sum(self.amounts.iter().map(|won| won.value(private)))
    }
}

impl Project {
    /// What the document must show.
    pub(crate) fn shown(&self) -> [Shown; 11] {
        [
            (keys::PURPOSE, "project.purpose", true),
            (keys::BASIS, "project.basis", !self.basis.is_empty()),
            (keys::START, "project.from", true),
            (keys::END, "project.to", true),
            (keys::PLACE, "project.place", true),
            (keys::SUBJECT, "project.audience", true),
            (keys::PROJECT_COST, "project.cost", true),
            (keys::PROGRAMME, "project.parts", true),
            (keys::FUNDING, "project.funds", true),
            (keys::BUDGET, "project.budget", true),
            (keys::SCHEDULE, "project.schedule", !self.schedule.is_empty()),
        ]
    }

    /// Sum of the budget over all items and funds, in won; `None` if an amount is not available.
    pub fn budget_sum(&self, private: &PrivateFile) -> Option<i64> {
        sum(self.budget.iter().map(|row| row.sum(private)))
    }

    /// Sum of the costs of the parts, in won; `None` if an amount is not available.
    pub fn parts_sum(&self, private: &PrivateFile) -> Option<i64> {
        sum(self.parts.iter().map(|part| part.cost.value(private)))
    }

    pub(crate) fn amounts(&self, private: &PrivateFile) -> AmountGroup<'_> {
        let mut amounts = vec![(routes::project_facts().key(keys::PROJECT_COST), &self.cost)];
        let parts = self.parts.iter().enumerate();
        amounts.extend(parts.map(|(i, part)| (routes::project_part(i).key(keys::PROJECT_COST), &part.cost)));
        for (i, row) in self.budget.iter().enumerate() {
            let of_funds = row.amounts.iter().enumerate();
            amounts.extend(of_funds.map(|(f, won)| (routes::project_budget(i).key(keys::AMOUNT).index(f), won)));
        }
        let mut derived: Vec<Option<i64>> = self.budget.iter().map(|row| row.sum(private)).collect();
        derived.extend(
            (0..self.funds.len()).map(|fund| {
                sum(self.budget.iter().filter_map(|row| row.amounts.get(fund)).map(|won| won.value(private)))
            }),
        );
        derived.push(self.budget_sum(private));
        let rows = self.budget.iter().enumerate();
        let bases =
            rows.filter_map(|(i, row)| Some((routes::project_budget(i).key(keys::CALCULATION), row.basis.as_ref()?)));
        AmountGroup { amounts, derived, bases: bases.collect() }
    }
}
