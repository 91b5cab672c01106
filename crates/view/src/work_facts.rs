//! Facts of one document that its record carries, as one edition shows them.
//!
//! If one amount of a group is withheld, all amounts of the group are.

use gian_vocabulary::values::{Date, When};
use serde::Serialize;

use crate::values::{AmountView, PersonView, PointView, ScheduleView};

/// `출장`: a business trip.
#[derive(Debug, Clone, Serialize)]
pub struct TripView {
    /// `출장자`.
    pub travellers: Vec<PersonView>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Number of days, the first and the last included.
    pub days: i64,
    /// Number of nights between the first and the last day.
    pub nights: i64,
    /// `장소`.
    pub place: String,
    /// `목적`, Markdown.
    pub purpose: String,
    /// `활동`, day by day.
    pub activities: Vec<TripDayView>,
    /// `의견`, Markdown.
    pub remarks: Vec<String>,
    /// `여비`; `None` if none is recorded.
    pub costs: Option<TripCostsView>,
    /// `복명일`: day of the report.
    pub reported_on: Date,
}

/// One day of a trip.
#[derive(Debug, Clone, Serialize)]
pub struct TripDayView {
    /// The day.
    pub on: Date,
    /// Place visited; `None` for the place of the trip.
    pub place: Option<String>,
    /// What was done, Markdown.
    pub done: Vec<String>,
}

/// Costs of a trip, in won.
#[derive(Debug, Clone, Serialize)]
pub struct TripCostsView {
    /// `내역`.
    pub items: Vec<TripCostView>,
    /// Sum of the items.
    pub total: AmountView,
}

/// One cost of a trip.
#[derive(Debug, Clone, Serialize)]
pub struct TripCostView {
    /// `구분`: `운임`.
    pub kind: &'static str,
    /// `산출`: how the amount was computed.
    pub basis: Option<String>,
    /// Amount in won.
    pub amount: AmountView,
}

/// `검수`: the inspection of a delivery.
#[derive(Debug, Clone, Serialize)]
pub struct AcceptanceView {
    /// `계약명`.
    pub contract: String,
    /// `계약금액`, in won.
    pub amount: AmountView,
    /// `계약상대자`.
    pub contractor: String,
    /// `계약일`.
    pub contracted_on: Date,
    /// `납품기한`.
    pub due: Date,
    /// `납품일`.
    pub delivered_on: Date,
    /// Place of delivery.
    pub place: Option<String>,
    /// `검수일`.
    pub accepted_on: Date,
    /// `지체일수`; `None` for a delivery in time.
    pub days_late: Option<u32>,
    /// `품목`.
    pub items: Vec<AcceptedItemView>,
    /// Sum of the items, in won.
    pub total: AmountView,
    /// `차액`: sum of the items less the contract amount, with its reason.
    pub difference: Option<DifferenceView>,
    /// `결과`: `합격`, `조건부합격` or `불합격`.
    pub result: &'static str,
    /// Whether the delivery was accepted without conditions.
    pub passed: bool,
    /// `의견`, Markdown.
    pub remarks: Vec<String>,
    /// `검수자`.
    pub inspectors: Vec<PersonView>,
    /// `입회자`.
    pub witnesses: Vec<PersonView>,
}

/// An item of a delivery.
#[derive(Debug, Clone, Serialize)]
pub struct AcceptedItemView {
    /// `품명`.
    pub name: String,
    /// `규격`.
    pub specification: Option<String>,
    /// `수량`.
    pub quantity: u32,
    /// Unit of the quantity.
    pub unit: String,
    /// `단가`, in won.
    pub unit_price: AmountView,
    /// Unit price times quantity, in won.
    pub amount: AmountView,
}

/// A stated difference between items and contract.
#[derive(Debug, Clone, Serialize)]
pub struct DifferenceView {
    /// Amount in won; negative if the items are less than the contract.
    pub amount: AmountView,
    /// `사유`.
    pub reason: String,
}

/// `인계인수`: duties handed over to a successor.
#[derive(Debug, Clone, Serialize)]
pub struct HandoverView {
    /// `인계일`.
    pub on: Date,
    /// `사유`.
    pub reason: Option<String>,
    /// `담당업무`.
    pub duty: String,
    /// `인계자`.
    pub from: PersonView,
    /// `인수자`.
    pub to: PersonView,
    /// `입회자`.
    pub witness: PersonView,
    /// `업무`: tasks in progress.
    pub tasks: Vec<TaskView>,
    /// `문서`; `None` if none are handed over.
    pub documents: Option<HandedListView>,
    /// `물품`; `None` if none are handed over.
    pub goods: Option<HandedListView>,
    /// `현안`.
    pub issues: Vec<PointView>,
    /// `참고사항`, Markdown.
    pub notes: Vec<String>,
}

/// A task in progress.
#[derive(Debug, Clone, Serialize)]
pub struct TaskView {
    /// `이름`.
    pub name: String,
    /// `진행`, Markdown.
    pub progress: Vec<String>,
    /// `할일`, Markdown.
    pub next: Option<String>,
    /// `기한`.
    pub due: Option<Date>,
}

/// A list of what is handed over.
#[derive(Debug, Clone, Serialize)]
pub struct HandedListView {
    /// The entries.
    pub items: Vec<HandedItemView>,
    /// Sum of the quantities; `None` if the units differ.
    pub total: Option<u32>,
    /// The unit of all entries; `None` if the units differ.
    pub unit: Option<String>,
}

/// Documents or goods that are handed over.
#[derive(Debug, Clone, Serialize)]
pub struct HandedItemView {
    /// `이름`.
    pub name: String,
    /// `수량`.
    pub quantity: u32,
    /// Unit of the quantity.
    pub unit: String,
    /// `비고`.
    pub note: Option<String>,
}

/// `업무현황`: what a department is, has done and will do.
#[derive(Debug, Clone, Serialize)]
pub struct DutiesView {
    /// `기준일`.
    pub as_of: Date,
    /// `기구`.
    pub organisation: Option<String>,
    /// `정원현원`, by rank or team.
    pub staffing: Vec<StaffView>,
    /// Sums over all groups.
    pub staff_total: StaffView,
    /// `업무`, Markdown.
    pub tasks: Vec<String>,
    /// `실적`.
    pub achievements: Vec<PointView>,
    /// `추진계획`, by quarter.
    pub quarters: Vec<QuarterView>,
    /// `현안`.
    pub issues: Vec<PointView>,
}

/// Quota and staff of one group.
#[derive(Debug, Clone, Serialize)]
pub struct StaffView {
    /// `구분`: `6급`; `계` for the sums.
    pub name: String,
    /// `정원`.
    pub quota: u32,
    /// `현원`.
    pub present: u32,
    /// `과부족`: 현원 less 정원.
    pub balance: i64,
    /// 과부족 as printed: `△1` for a vacancy.
    pub balance_words: String,
}

/// Plans of one quarter.
#[derive(Debug, Clone, Serialize)]
pub struct QuarterView {
    /// Number of the quarter, 1 to 4.
    pub number: u8,
    /// What is planned, Markdown.
    pub plans: Vec<String>,
}

/// `세부사업`: a project with its parts, budget and schedule.
#[derive(Debug, Clone, Serialize)]
pub struct ProjectView {
    /// `목적`, Markdown.
    pub purpose: String,
    /// `근거`: laws, ordinances, decisions.
    pub basis: Vec<String>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// `장소`.
    pub place: String,
    /// `대상`.
    pub audience: String,
    /// `사업비`, in won.
    pub cost: AmountView,
    /// `사업`: the parts.
    pub parts: Vec<ProjectPartView>,
    /// `재원`: names of the funds.
    pub funds: Vec<String>,
    /// `예산`, by item.
    pub budget: Vec<BudgetRowView>,
    /// Sum of each fund, in the order of `funds`.
    pub fund_totals: Vec<AmountView>,
    /// Sum of all items and funds.
    pub total: AmountView,
    /// `일정`.
    pub schedule: Vec<ScheduleView>,
}

/// A part of a project.
#[derive(Debug, Clone, Serialize)]
pub struct ProjectPartView {
    /// `이름`.
    pub name: String,
    /// `시작`: day or month.
    pub from: When,
    /// `끝`: day or month; `None` for a single day or month.
    pub to: Option<When>,
    /// `대상`.
    pub audience: Option<String>,
    /// `내용`, Markdown.
    pub contents: Vec<String>,
    /// `사업비`, in won.
    pub cost: AmountView,
    /// `담당기관`.
    pub by: Option<String>,
}

/// Budget of one item.
#[derive(Debug, Clone, Serialize)]
pub struct BudgetRowView {
    /// `비목`.
    pub label: String,
    /// `산출`.
    pub basis: Option<String>,
    /// Amount of each fund, in won, in the order of `funds`.
    pub amounts: Vec<AmountView>,
    /// Sum over the funds.
    pub total: AmountView,
}
