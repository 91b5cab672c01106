//! 출장: a business trip, as its report tells it (국가공무원 복무규정 제6조제3항).

use gian_diagnostics::Route;
use gian_vocabulary::korean_enum;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::facts::{AmountGroup, Shown, sum};
use super::person::NamedPerson;
use crate::values::Date;
use crate::withheld::{Line, Markdown, PrivateFile, Won};
use crate::{keys, routes};

/// 출장: 누가 언제 어디에 왜 갔고 무엇을 했는가 (국가공무원 복무규정 제6조제3항). 여비 하나를 가리면 모든 여비를 가립니다
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Trip {
    /// 출장자
    #[serde(rename(deserialize = "출장자"))]
    #[schemars(length(min = 1, max = 100))]
    pub travellers: Vec<NamedPerson>,
    /// 출장을 시작한 날
    #[serde(rename(deserialize = "시작"))]
    pub from: Date,
    /// 출장을 마친 날
    #[serde(rename(deserialize = "끝"))]
    pub to: Date,
    /// 출장지
    #[serde(rename(deserialize = "장소"))]
    pub place: Line,
    /// 출장 목적
    #[serde(rename(deserialize = "목적"))]
    pub purpose: Markdown,
    /// 날마다 한 일
    #[serde(rename(deserialize = "활동"))]
    #[schemars(length(min = 1, max = 366))]
    pub days: Vec<TripDay>,
    /// 복명 의견: 출장의 결과, 건의
    #[serde(rename(deserialize = "의견"), default)]
    pub remarks: Vec<Markdown>,
    /// 여비 (공무원 여비 규정)
    #[serde(rename(deserialize = "여비"))]
    pub costs: Option<TripCosts>,
    /// 복명일: 출장의 결과를 보고한 날
    #[serde(rename(deserialize = "복명일"))]
    pub reported_on: Date,
}

/// 출장 가운데 하루
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TripDay {
    /// 날짜
    #[serde(rename(deserialize = "날짜"))]
    pub on: Date,
    /// 방문한 곳: 적지 않으면 출장지
    #[serde(rename(deserialize = "장소"))]
    pub place: Option<Line>,
    /// 한 일
    #[serde(rename(deserialize = "내용"))]
    #[schemars(length(min = 1))]
    pub done: Vec<Markdown>,
}

/// 여비
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TripCosts {
    /// 여비의 내역
    #[serde(rename(deserialize = "내역"))]
    #[schemars(length(min = 1, max = 100))]
    pub items: Vec<TripCost>,
    /// 적어 둔 여비의 합 (원; 있으면 내역의 합과 견줍니다)
    #[serde(rename(deserialize = "합계"))]
    pub total: Option<Won>,
}

korean_enum! {
    /// 여비의 구분 (공무원 여비 규정)
    TripCostKind {
        /// 교통 운임
        Fare = "운임" / "fare",
        /// 일비
        Daily = "일비" / "daily",
        /// 식비
        Meals = "식비" / "meals",
        /// 숙박비
        Lodging = "숙박비" / "lodging",
        /// 그 밖의 여비
        Other = "기타" / "other",
    }
}

/// 여비의 한 줄
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TripCost {
    /// 여비의 구분
    #[serde(rename(deserialize = "구분"))]
    pub kind: TripCostKind,
    /// 산출내역: 고속철도 왕복 59,800원×2명
    #[serde(rename(deserialize = "산출"))]
    pub basis: Option<Line>,
    /// 금액 (원)
    #[serde(rename(deserialize = "금액"))]
    pub amount: Won,
}

impl Trip {
    /// What the document must show.
    pub(crate) fn shown(&self) -> [Shown; 9] {
        [
            (keys::TRAVELLERS, "trip.travellers", true),
            (keys::START, "trip.from", true),
            (keys::END, "trip.to", true),
            (keys::PLACE, "trip.place", true),
            (keys::PURPOSE, "trip.purpose", true),
            (keys::ACTIVITIES, "trip.activities", true),
            (keys::REMARKS, "trip.remarks", !self.remarks.is_empty()),
            (keys::TRIP_COSTS, "trip.costs", self.costs.is_some()),
            (keys::REPORTED_ON, "trip.reported_on", true),
        ]
    }

    pub(crate) fn people(&self) -> impl Iterator<Item = (Route, &NamedPerson)> {
        self.travellers.iter().enumerate().map(|(i, person)| (routes::traveller(i), person))
    }

    pub(crate) fn amounts(&self, private: &PrivateFile) -> AmountGroup<'_> {
        let (mut amounts, mut derived, mut bases) = (Vec::new(), Vec::new(), Vec::new());
        if let Some(costs) = &self.costs {
            let items = costs.items.iter().enumerate();
            amounts.extend(items.map(|(i, item)| (routes::trip_cost(i).key(keys::AMOUNT), &item.amount)));
            amounts.extend(costs.total.iter().map(|total| (routes::trip_costs().key(keys::TOTAL), total)));
            derived.push(costs.sum(private));
            let items = costs.items.iter().enumerate();
            bases.extend(
                items.filter_map(|(i, item)| Some((routes::trip_cost(i).key(keys::CALCULATION), item.basis.as_ref()?))),
            );
        }
        AmountGroup { amounts, derived, bases }
    }
}

impl TripCosts {
    /// Sum of the items, in won; `None` if one is withheld and its value is not available.
    pub fn sum(&self, private: &PrivateFile) -> Option<i64> {
        sum(self.items.iter().map(|item| item.amount.value(private)))
    }
}
