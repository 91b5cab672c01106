//! The budget of a plan, and what came of it.

use gian_vocabulary::review::BudgetLine;
use gian_vocabulary::values::{Clock, Date, When};
use serde::Serialize;

use crate::values::{AmountView, PointView};

/// An agency or department and its part in carrying out the plan.
#[derive(Debug, Clone, Serialize)]
pub struct ResponsibilityView {
    /// `기관`.
    pub body: String,
    /// `역할`, Markdown.
    pub role: String,
}

/// The budget (소요예산); if one amount is withheld, all are, with the calculations.
#[derive(Debug, Clone, Serialize)]
pub struct BudgetView {
    /// Items by 비목, in the order of their first item.
    pub groups: Vec<BudgetGroup>,
    /// Sum of all items.
    pub total: AmountView,
    /// Fiscal years of the items, in order; empty unless every item has one.
    pub years: Vec<u16>,
    /// Sum of each of the `years`.
    pub year_totals: Vec<AmountView>,
    /// Sums by source of the money (재원), in the order of their first item; empty unless every item has one.
    pub fundings: Vec<FundingView>,
    /// Sum of what was spent; `None` if nothing is recorded for any item.
    pub spent: Option<AmountView>,
    /// Total less what was spent.
    pub balance: AmountView,
    /// Share of the total that was spent, in percent with one decimal; a redaction mark if withheld.
    pub rate: String,
    /// `예산과목` that pays for the plan.
    pub budget_line: Option<BudgetLine>,
}

/// The items of one 비목.
#[derive(Debug, Clone, Serialize)]
pub struct BudgetGroup {
    /// `비목`: `행사운영비`.
    pub label: String,
    /// Its items, in the order of the file.
    pub items: Vec<BudgetItemView>,
    /// Sum of the items.
    pub amount: AmountView,
    /// Sum of the items in each of the years of the budget.
    pub years: Vec<AmountView>,
    /// Sum of what was spent; `None` if nothing is recorded for any item.
    pub spent: Option<AmountView>,
    /// Sum less what was spent; the whole sum while nothing is recorded.
    pub balance: AmountView,
    /// Share of the sum that was spent, in percent with one decimal; `-` for a sum of 0.
    pub rate: String,
}

/// One item of the budget.
#[derive(Debug, Clone, Serialize)]
pub struct BudgetItemView {
    /// `산출`: `50,000원 × 20명`; a redaction mark if an amount of the budget is withheld.
    pub calculation: Option<String>,
    /// `금액`, in won.
    pub amount: AmountView,
    /// `연도`.
    pub year: Option<u16>,
    /// `재원`, the Korean word.
    pub funding: Option<&'static str>,
    /// `집행`, in won; `None` before.
    pub spent: Option<AmountView>,
    /// `비고`, Markdown.
    pub note: Option<String>,
    /// `사유`: why more was spent than planned, Markdown.
    pub reason: Option<String>,
}

/// The sum from one source of money.
#[derive(Debug, Clone, Serialize)]
pub struct FundingView {
    /// Korean word of the source: `시비`.
    pub name: &'static str,
    /// Sum of its items, in won.
    pub amount: AmountView,
}

/// What came of the plan (추진결과).
#[derive(Debug, Clone, Serialize)]
pub struct OutcomeView {
    /// First day.
    pub from: Date,
    /// Last day; `None` if everything was done in one day.
    pub to: Option<Date>,
    /// Start, minutes from midnight.
    pub start: Option<Clock>,
    /// End, minutes from midnight.
    pub end: Option<Clock>,
    /// `장소`.
    pub place: Option<String>,
    /// `참여`, by group.
    pub participants: Vec<ParticipantsView>,
    /// Sum of all groups.
    pub participants_total: u32,
    /// `내용`: what was done.
    pub contents: Vec<PointView>,
    /// `실적`.
    pub achievements: Vec<AchievementView>,
    /// `평가`: what went well, Markdown.
    pub good: Vec<String>,
    /// `평가`: what fell short, Markdown.
    pub lacking: Vec<String>,
    /// `개선사항`.
    pub improvements: Vec<PointView>,
    /// `향후계획`.
    pub next: Vec<NextStepView>,
}

/// A group of participants.
#[derive(Debug, Clone, Serialize)]
pub struct ParticipantsView {
    /// `구분`: `주민`.
    pub group: String,
    /// `인원`: number of people.
    pub count: u32,
    /// `비고`, Markdown.
    pub note: Option<String>,
}

/// One figure that was aimed at and reached.
#[derive(Debug, Clone, Serialize)]
pub struct AchievementView {
    /// `항목`: `참여 주민`.
    pub item: String,
    /// `목표`, as printed: `1,200`.
    pub target: Option<String>,
    /// `실적`, as printed.
    pub actual: String,
    /// `단위`: `명`.
    pub unit: String,
    /// The figure reached as a share of the one aimed at, in percent with one decimal; `None` without a target, or of 0.
    pub rate: Option<String>,
    /// `비고`, Markdown.
    pub note: Option<String>,
}

/// Something to be done next.
#[derive(Debug, Clone, Serialize)]
pub struct NextStepView {
    /// `할일`, Markdown.
    pub what: String,
    /// `기한`: day or month.
    pub due: Option<When>,
}
