//! `grant.yaml`: the subsidy of a plan, from application to settlement (지방보조금법).

use gian_diagnostics::Route;
use gian_vocabulary::keys;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::review::BudgetLine;
use super::values::Date;
use super::{Line, Markdown, Won};
use crate::routes;

/// 보조금: 신청, 교부결정, 지급, 집행, 정산. 금액 하나를 가리면 이 파일의 모든 금액을 가립니다 (나머지로 계산되지 않게)
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantFile {
    /// 보조금을 받는 곳: 강동구
    #[serde(rename(deserialize = "교부대상"))]
    pub recipient: Line,
    /// 교부신청
    #[serde(rename(deserialize = "신청"))]
    pub application: Option<Application>,
    /// 교부결정
    #[serde(rename(deserialize = "교부결정"))]
    pub decision: GrantDecision,
    /// 지급 (교부한 차례)
    #[serde(rename(deserialize = "지급"), default)]
    pub payments: Vec<Payment>,
    /// 비목별 예산과 집행
    #[serde(rename(deserialize = "집행"), default)]
    pub spending: Vec<Spending>,
    /// 정산
    #[serde(rename(deserialize = "정산"))]
    pub settlement: Option<Settlement>,
    /// 예산과목
    #[serde(rename(deserialize = "예산과목"))]
    pub budget_line: BudgetLine,
}

/// 교부신청
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// 신청한 날
    #[serde(rename(deserialize = "날짜"))]
    pub on: Date,
    /// 신청한 금액 (원)
    #[serde(rename(deserialize = "금액"))]
    pub amount: Won,
}

/// 교부결정
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantDecision {
    /// 결정한 날
    #[serde(rename(deserialize = "날짜"))]
    pub on: Date,
    /// 교부하기로 한 금액 (원): 비목별 예산의 합
    #[serde(rename(deserialize = "금액"))]
    pub amount: Won,
    /// 교부조건
    #[serde(rename(deserialize = "조건"), default)]
    pub conditions: Vec<Markdown>,
    /// 근거: 법령이나 조례
    #[serde(rename(deserialize = "근거"), default)]
    pub basis: Vec<String>,
}

/// 지급
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// 지급한 날이나 지급할 날
    #[serde(rename(deserialize = "날짜"))]
    pub on: Date,
    /// 금액 (원)
    #[serde(rename(deserialize = "금액"))]
    pub amount: Won,
}

/// 비목 하나의 예산과 집행
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spending {
    /// 비목: 행사운영비
    #[serde(rename(deserialize = "비목"))]
    pub label: Line,
    /// 예산 (원)
    #[serde(rename(deserialize = "예산"))]
    pub budget: Won,
    /// 집행한 금액 (원); 정산하기 전에는 적지 않습니다
    #[serde(rename(deserialize = "집행"))]
    pub spent: Option<Won>,
    /// 설명
    #[serde(rename(deserialize = "설명"))]
    pub note: Option<Markdown>,
}

/// 정산
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settlement {
    /// 정산보고를 받은 날
    #[serde(rename(deserialize = "날짜"))]
    pub on: Date,
    /// 이자 (원)
    #[serde(rename(deserialize = "이자"))]
    pub interest: Option<Won>,
    /// 반납 기한
    #[serde(rename(deserialize = "반납기한"))]
    pub due: Option<Date>,
    /// 검사 의견
    #[serde(rename(deserialize = "의견"), default)]
    pub remarks: Vec<Markdown>,
}

impl GrantFile {
    /// Every amount of the file, with its route.
    pub fn amounts(&self) -> Vec<(Route, &Won)> {
        let mut all = Vec::new();
        all.extend(self.application.iter().map(|a| (routes::application().key(keys::AMOUNT), &a.amount)));
        all.push((routes::grant_decision().key(keys::AMOUNT), &self.decision.amount));
        all.extend(self.payments.iter().enumerate().map(|(i, p)| (routes::payment(i).key(keys::AMOUNT), &p.amount)));
        for (i, item) in self.spending.iter().enumerate() {
            all.push((routes::spending(i).key(keys::BUDGET), &item.budget));
            all.extend(item.spent.iter().map(|s| (routes::spending(i).key(keys::SPENDING), s)));
        }
        let interest = self.settlement.as_ref().and_then(|s| s.interest.as_ref());
        all.extend(interest.map(|i| (routes::settlement().key(keys::INTEREST), i)));
        all
    }
}
