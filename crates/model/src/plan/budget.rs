//! The budget of a plan (소요예산), and what was spent of it.

use gian_diagnostics::Route;
use gian_vocabulary::keys;
use gian_vocabulary::plan::Funding;
use gian_vocabulary::review::BudgetLine;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Line, Markdown, Won, routes};

/// 소요예산. 금액 하나를 가리면 소요예산의 모든 금액과 산출을 가립니다 (나머지로 계산되지 않게)
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// 비목별 예산
    #[serde(rename(deserialize = "항목"))]
    #[schemars(length(min = 1))]
    pub items: Vec<BudgetItem>,
    /// 합계 (원): 적으면 항목의 금액을 더한 것과 견줍니다
    #[serde(rename(deserialize = "합계"))]
    pub total: Option<Won>,
    /// 예산과목
    #[serde(rename(deserialize = "예산과목"))]
    pub budget_line: Option<BudgetLine>,
}

/// 예산의 한 항목
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BudgetItem {
    /// 비목: 행사운영비 (같은 비목은 소계로 묶습니다)
    #[serde(rename(deserialize = "비목"))]
    pub label: Line,
    /// 산출: 50,000원 × 20명
    #[serde(rename(deserialize = "산출"))]
    pub calculation: Option<Line>,
    /// 금액 (원)
    #[serde(rename(deserialize = "금액"))]
    pub amount: Won,
    /// 연도: 여러 해에 나누어 쓸 때 모든 항목에 적습니다
    #[serde(rename(deserialize = "연도"))]
    #[schemars(range(min = 1948, max = 2999))]
    pub year: Option<u16>,
    /// 재원: 적으려면 모든 항목에 적습니다
    #[serde(rename(deserialize = "재원"))]
    pub funding: Option<Funding>,
    /// 집행한 금액 (원); 집행하기 전에는 적지 않습니다
    #[serde(rename(deserialize = "집행"))]
    pub spent: Option<Won>,
    /// 비고: 계획의 예산표 아래에 보입니다
    #[serde(rename(deserialize = "비고"))]
    pub note: Option<Markdown>,
    /// 사유: 예산보다 많이 쓴 까닭. 집행내역 아래에 보입니다
    #[serde(rename(deserialize = "사유"))]
    pub reason: Option<Markdown>,
}

impl Budget {
    /// Every amount of the budget, with its route.
    pub fn amounts(&self) -> Vec<(Route, &Won)> {
        let mut all = Vec::new();
        for (i, item) in self.items.iter().enumerate() {
            all.push((routes::budget_item(i).key(keys::AMOUNT), &item.amount));
            all.extend(item.spent.iter().map(|s| (routes::budget_item(i).key(keys::SPENDING), s)));
        }
        all.extend(self.total.iter().map(|t| (routes::planned_budget().key(keys::TOTAL), t)));
        all
    }
}
