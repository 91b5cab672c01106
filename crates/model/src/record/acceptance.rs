//! 검수: the inspection of what a contractor delivered (지방계약법 제17조, 국가계약법 제14조).

use gian_diagnostics::Route;
use gian_vocabulary::korean_enum;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::facts::{AmountGroup, Shown, sum};
use super::person::NamedPerson;
use crate::values::Date;
use crate::withheld::{Line, Markdown, PrivateFile, Won};
use crate::{keys, routes};

/// 검수: 계약한 물품이 계약대로 왔는지 검사한 결과 (지방계약법 제17조). 금액 하나를 가리면 모든 금액을 가립니다
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// 계약명
    #[serde(rename(deserialize = "계약명"))]
    pub contract: Line,
    /// 계약금액 (원)
    #[serde(rename(deserialize = "계약금액"))]
    pub amount: Won,
    /// 계약상대자
    #[serde(rename(deserialize = "계약상대자"))]
    pub contractor: Line,
    /// 계약일
    #[serde(rename(deserialize = "계약일"))]
    pub contracted_on: Date,
    /// 납품기한
    #[serde(rename(deserialize = "납품기한"))]
    pub due: Date,
    /// 납품일
    #[serde(rename(deserialize = "납품일"))]
    pub delivered_on: Date,
    /// 납품장소
    #[serde(rename(deserialize = "장소"))]
    pub place: Option<Line>,
    /// 검수일
    #[serde(rename(deserialize = "검수일"))]
    pub accepted_on: Date,
    /// 지체일수: 납품기한 뒤에 납품했으면 지난 날의 수
    #[serde(rename(deserialize = "지체일수"))]
    #[schemars(range(min = 0, max = 9999))]
    pub days_late: Option<u32>,
    /// 검수한 품목
    #[serde(rename(deserialize = "품목"))]
    #[schemars(length(min = 1, max = 500))]
    pub items: Vec<AcceptedItem>,
    /// 품목의 합에서 계약금액을 뺀 차액과 그 까닭
    #[serde(rename(deserialize = "차액"))]
    pub difference: Option<Difference>,
    /// 검사 결과
    #[serde(rename(deserialize = "결과"))]
    pub result: AcceptanceResult,
    /// 검사 의견
    #[serde(rename(deserialize = "의견"), default)]
    pub remarks: Vec<Markdown>,
    /// 검수자
    #[serde(rename(deserialize = "검수자"))]
    #[schemars(length(min = 1, max = 10))]
    pub inspectors: Vec<NamedPerson>,
    /// 입회자
    #[serde(rename(deserialize = "입회자"), default)]
    #[schemars(length(max = 10))]
    pub witnesses: Vec<NamedPerson>,
}

korean_enum! {
    /// 검사 결과
    AcceptanceResult {
        /// 계약대로임
        Passed = "합격" / "passed",
        /// 보완하면 합격
        Conditional = "조건부합격" / "conditional",
        /// 계약과 다름
        Failed = "불합격" / "failed",
    }
}

/// 검수한 품목
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptedItem {
    /// 품명
    #[serde(rename(deserialize = "품명"))]
    pub name: Line,
    /// 규격
    #[serde(rename(deserialize = "규격"))]
    pub specification: Option<Line>,
    /// 수량
    #[serde(rename(deserialize = "수량"))]
    #[schemars(range(min = 1, max = 1_000_000))]
    pub quantity: u32,
    /// 수량의 단위: 대
    #[serde(rename(deserialize = "단위"))]
    #[schemars(length(min = 1))]
    pub unit: String,
    /// 단가 (원)
    #[serde(rename(deserialize = "단가"))]
    pub unit_price: Won,
    /// 적어 둔 금액 (원; 있으면 단가와 수량의 곱과 견줍니다)
    #[serde(rename(deserialize = "금액"))]
    pub amount: Option<Won>,
}

/// 차액
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// 금액 (원): 품목의 합이 계약금액보다 적으면 음수
    #[serde(rename(deserialize = "금액"))]
    pub amount: Won,
    /// 사유
    #[serde(rename(deserialize = "사유"))]
    pub reason: Line,
}

impl AcceptedItem {
    /// Unit price times quantity, in won; `None` if the price is withheld and its value is not available.
    pub fn product(&self, private: &PrivateFile) -> Option<i64> {
        Some(self.unit_price.value(private)?.saturating_mul(i64::from(self.quantity)))
    }
}

impl Acceptance {
    /// What the document must show.
    pub(crate) fn shown(&self) -> [Shown; 15] {
        [
            (keys::CONTRACT_NAME, "acceptance.contract", true),
            (keys::CONTRACT_AMOUNT, "acceptance.amount", true),
            (keys::CONTRACTOR, "acceptance.contractor", true),
            (keys::CONTRACTED_ON, "acceptance.contracted_on", true),
            (keys::DELIVERY_DUE, "acceptance.due", true),
            (keys::DELIVERED_ON, "acceptance.delivered_on", true),
            (keys::PLACE, "acceptance.place", self.place.is_some()),
            (keys::ACCEPTED_ON, "acceptance.accepted_on", true),
            (keys::DAYS_LATE, "acceptance.days_late", self.days_late.is_some_and(|days| days > 0)),
            (keys::GOODS_ITEMS, "acceptance.items", true),
            (keys::CONTRACT_DIFFERENCE, "acceptance.difference", self.difference.is_some()),
            (keys::RESULT, "acceptance.result", true),
            (keys::REMARKS, "acceptance.remarks", !self.remarks.is_empty()),
            (keys::INSPECTORS, "acceptance.inspectors", true),
            (keys::WITNESS, "acceptance.witnesses", !self.witnesses.is_empty()),
        ]
    }

    /// Sum of the items, in won; `None` if a price is withheld and its value is not available.
    pub fn sum(&self, private: &PrivateFile) -> Option<i64> {
        sum(self.items.iter().map(|item| item.product(private)))
    }

    pub(crate) fn people(&self) -> impl Iterator<Item = (Route, &NamedPerson)> {
        let inspectors = self.inspectors.iter().enumerate().map(|(i, person)| (routes::inspector(i), person));
        inspectors.chain(self.witnesses.iter().enumerate().map(|(i, person)| (routes::acceptance_witness(i), person)))
    }

    pub(crate) fn amounts(&self, private: &PrivateFile) -> AmountGroup<'_> {
        let mut amounts = vec![(routes::acceptance().key(keys::CONTRACT_AMOUNT), &self.amount)];
        for (i, item) in self.items.iter().enumerate() {
            amounts.push((routes::accepted_item(i).key(keys::UNIT_PRICE), &item.unit_price));
            amounts.extend(item.amount.iter().map(|won| (routes::accepted_item(i).key(keys::AMOUNT), won)));
        }
        let difference = self.difference.as_ref();
        amounts.extend(difference.map(|d| (routes::acceptance_difference().key(keys::AMOUNT), &d.amount)));
        let mut derived: Vec<Option<i64>> = self.items.iter().map(|item| item.product(private)).collect();
        let total = self.sum(private);
        derived.extend([total, total.zip(self.amount.value(private)).map(|(sum, won)| sum.saturating_sub(won))]);
        AmountGroup { amounts, derived, bases: Vec::new() }
    }
}
