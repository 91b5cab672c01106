//! The view of one document in one edition: what templates and emitters may see.

use gian_vocabulary::institution::{Department, Institution, RequestDesk};
use gian_vocabulary::plan::{PlanVersion, Programme};
use gian_vocabulary::record::{Initiative, Mark, Relation, Role, Seal, State};
use gian_vocabulary::review::{ResponseStatus, Target as PlanTarget};
use gian_vocabulary::values::{Clock, Date, Disclosure, Ground, Licence, When};
use serde::Serialize;

use crate::edition::Edition;
use crate::redaction;
use crate::rules::Rule;

/// One document in one edition.
#[derive(Debug, Clone, Serialize)]
pub struct View {
    pub edition: Edition,
    pub institution: Institution,
    pub department: Department,
    pub record: RecordView,
    pub plan: Option<PlanView>,
    pub review: Option<ReviewView>,
    pub grant: Option<GrantView>,
    /// Other dossiers that the document sums up.
    pub dossiers: Vec<DossierView>,
    /// The writer's Markdown, marks replaced.
    #[serde(skip)]
    pub body: String,
    /// Where what this edition leaves out can be requested.
    pub requests: RequestDesk,
    /// Files that its pictures can show.
    #[serde(skip)]
    pub pictures: Vec<PictureView>,
    /// What this edition leaves out, place by place, without the values.
    #[serde(skip)]
    pub held: Vec<Held>,
    /// Keys whose values are in this edition because a decision or a change opened them.
    #[serde(skip)]
    pub opened: Vec<String>,
}

impl View {
    /// The view for templates outside the body, which have no tree: masks in the place of tokens.
    pub fn written(&self) -> serde_json::Value {
        fn write(value: &mut serde_json::Value) {
            match value {
                serde_json::Value::String(text) => *text = redaction::written(text),
                serde_json::Value::Array(items) => items.iter_mut().for_each(write),
                serde_json::Value::Object(map) => map.values_mut().for_each(write),
                _ => {}
            }
        }
        let mut value = serde_json::to_value(self).expect("a view is plain data");
        write(&mut value);
        value
    }
}

/// A file that a picture can show.
#[derive(Debug, Clone, PartialEq)]
pub struct PictureView {
    pub file: String,
    /// Size in pixels, or in units of the drawing.
    pub width: f64,
    pub height: f64,
}

/// Something that an edition leaves out: what and on which ground, never the value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Held {
    /// Where in the facts or in the record: `참석자 명단`.
    pub place: &'static str,
    pub rule: Rule,
    pub ground: Ground,
    /// Key of `withheld.yaml`.
    pub key: Option<String>,
}

/// The record as printed.
#[derive(Debug, Clone, Serialize)]
pub struct RecordView {
    pub id: String,
    pub kind: String,
    pub state: State,
    pub title: String,
    pub lead: Option<String>,
    pub team: Option<String>,
    pub doc_no: Option<String>,
    pub management_no: Option<String>,
    pub policy_no: Option<String>,
    pub drafted_on: Option<Date>,
    pub approved_on: Option<Date>,
    pub sent_on: Option<Date>,
    pub date: Date,
    pub approval: Vec<SignerView>,
    pub cooperation: Vec<SignerView>,
    pub disclosure: Disclosure,
    pub disclosure_label: String,
    pub grounds: Vec<GroundView>,
    pub retention: String,
    pub classification: Vec<String>,
    pub author: String,
    pub phone: Option<String>,
    pub summary: Option<String>,
    pub keywords: Vec<String>,
    pub licence: Option<LicenceView>,
    pub attachments: Vec<AttachmentView>,
    /// Whether the document was made elsewhere, and has no body here.
    pub received: bool,
    /// Files of a document that was made elsewhere.
    pub originals: Vec<OriginalView>,
    /// Whether the record comes from the list of another archive.
    pub from_list: bool,
    /// Address of the document in another archive.
    pub source_url: Option<String>,
    pub related: Vec<RelatedView>,
    /// Documents that correct this one.
    pub corrected_by: Vec<CorrectionView>,
    pub receivers: Vec<String>,
    pub via: Option<String>,
    pub senders: Vec<String>,
    pub seal: Option<Seal>,
    pub joint: Vec<JointView>,
    pub checklist: Vec<CheckView>,
    /// Changes of class that are in force, in the order of their days.
    pub changes: Vec<ChangeView>,
}

impl RecordView {
    /// Files that the page offers, of 붙임 and of 원본.
    pub fn files(&self) -> impl Iterator<Item = &String> {
        let attached = self.attachments.iter().filter_map(|a| a.file.as_ref());
        attached.chain(self.originals.iter().filter_map(|o| o.file.as_ref()))
    }
}

/// What other documents may know of one in an edition: its record and the dossier that it belongs to.
#[derive(Debug, Clone)]
pub struct DocumentHead {
    /// Folder of the dossier; it orders and groups, and is never shown.
    pub folder: String,
    /// Whether the dossier has a plan.
    pub has_plan: bool,
    /// Id of the plan of the dossier.
    pub plan_id: Option<String>,
    pub record: RecordView,
}

/// A signer as printed: who was absent, and who signed for whom.
#[derive(Debug, Clone, Serialize)]
pub struct SignerView {
    pub role: Role,
    pub title: String,
    /// Empty before approval.
    pub name: String,
    pub marks: Vec<Mark>,
    pub initiative: Option<Initiative>,
    pub signed_on: Option<Date>,
    pub absent: Option<String>,
    pub opinion: bool,
}

/// A related document.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedView {
    pub relation: Relation,
    pub doc_no: String,
    pub date: Date,
    pub title: String,
}

/// A later document that corrects this one.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionView {
    pub id: String,
    pub doc_no: Option<String>,
    pub date: Date,
    pub title: String,
}

/// Approval by another agency of a joint document.
#[derive(Debug, Clone, Serialize)]
pub struct JointView {
    pub agency: String,
    pub approval: Vec<SignerView>,
}

/// An entry of the checklist before approval.
#[derive(Debug, Clone, Serialize)]
pub struct CheckView {
    pub item: String,
    /// Whether it was looked at; otherwise it does not apply.
    pub done: bool,
    pub note: Option<String>,
}

/// A change of class in words.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeView {
    pub on: Date,
    pub label: String,
    pub reason: String,
}

/// A ground with its meaning in words.
#[derive(Debug, Clone, Serialize)]
pub struct GroundView {
    pub number: Ground,
    pub words: &'static str,
}

/// A licence with its meaning and the address of its text.
#[derive(Debug, Clone, Serialize)]
pub struct LicenceView {
    pub key: Licence,
    pub name: &'static str,
    pub meaning: &'static str,
    pub url: &'static str,
}

impl LicenceView {
    /// A licence in words.
    pub fn new(key: Licence) -> Self {
        Self { key, name: key.label(), meaning: key.meaning(), url: key.url() }
    }
}

/// One of 붙임; the file is named only where it may be read.
#[derive(Debug, Clone, Serialize)]
pub struct AttachmentView {
    pub title: String,
    pub quantity: u32,
    pub unit: String,
    pub disclosure_label: String,
    pub open: bool,
    pub file: Option<String>,
}

/// A file of a document that was made elsewhere; it is named only where it may be read.
#[derive(Debug, Clone, Serialize)]
pub struct OriginalView {
    pub title: String,
    pub disclosure_label: String,
    pub open: bool,
    pub file: Option<String>,
}

/// The plan.
#[derive(Debug, Clone, Serialize)]
pub struct PlanView {
    pub programme: Programme,
    pub plan: PlanFacts,
    pub goals: Vec<String>,
    pub background: Vec<PointView>,
    pub contents: Vec<PointView>,
    pub schedule: Vec<ScheduleView>,
    pub versions: Vec<PlanVersion>,
}

/// What plan it is.
#[derive(Debug, Clone, Serialize)]
pub struct PlanFacts {
    pub name: String,
    pub kind: String,
    pub municipality: String,
    pub submitter: Option<String>,
    pub year_no: Option<u8>,
}

/// An item with details (Markdown).
#[derive(Debug, Clone, Serialize)]
pub struct PointView {
    pub text: String,
    pub details: Vec<String>,
}

/// An entry of the schedule.
#[derive(Debug, Clone, Serialize)]
pub struct ScheduleView {
    pub what: String,
    pub from: When,
    pub to: Option<When>,
}

/// The review.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewView {
    pub rounds: Vec<RoundView>,
    pub required: usize,
    pub recommended: usize,
    pub advisory: usize,
    pub decision: Option<DecisionView>,
    pub steps: Vec<StepView>,
    pub costs: Option<CostsView>,
}

/// A round with its meetings, attendance and findings.
#[derive(Debug, Clone, Serialize)]
pub struct RoundView {
    pub no: u8,
    pub kind: String,
    pub meetings: Vec<MeetingView>,
    pub attendance: Vec<AttendanceView>,
    pub attendance_total: u32,
    pub attendance_words: Option<String>,
    pub findings: Vec<FindingView>,
}

/// A meeting.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingView {
    pub name: String,
    pub date: Date,
    pub start: Option<Clock>,
    pub end: Option<Clock>,
    pub place: Option<String>,
    pub written: bool,
    pub separate: bool,
    pub minutes: Vec<MinutesView>,
    pub host: Option<String>,
    pub programme: Vec<String>,
    pub decisions: Vec<String>,
    pub votes: Vec<VoteView>,
}

/// A vote on one topic.
#[derive(Debug, Clone, Serialize)]
pub struct VoteView {
    pub topic: String,
    pub yes: u32,
    pub no: u32,
    pub abstained: u32,
    pub result: Option<String>,
}

/// The decision on the plan.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionView {
    /// English name of the result, or the token of one that is withheld.
    pub result: String,
    /// The word that the document prints.
    pub words: String,
    pub number: Option<String>,
    pub on: Date,
    pub reason: Option<String>,
    /// Ids of the findings that are conditions.
    pub conditions: Vec<String>,
}

/// What was said on a topic (Markdown).
#[derive(Debug, Clone, Serialize)]
pub struct MinutesView {
    pub topic: String,
    pub body: String,
}

/// A group of those present.
#[derive(Debug, Clone, Serialize)]
pub struct AttendanceView {
    pub group: String,
    pub count: u32,
    pub words: Option<String>,
    /// Present without taking part.
    pub observers: bool,
    pub members: Vec<PersonView>,
}

/// A person; withheld ones are tokens.
#[derive(Debug, Clone, Serialize)]
pub struct PersonView {
    pub name: String,
    pub affiliation: Option<String>,
    pub title: Option<String>,
    pub withheld: Option<Ground>,
    pub resident_no: Option<String>,
    pub contact: Option<String>,
    pub account: Option<AccountView>,
}

/// A bank account.
#[derive(Debug, Clone, Serialize)]
pub struct AccountView {
    pub bank: String,
    pub number: String,
    pub holder: Option<String>,
}

/// An amount in won, or the token of one that is withheld.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum AmountView {
    Won(i64),
    Withheld(String),
}

/// A finding.
#[derive(Debug, Clone, Serialize)]
pub struct FindingView {
    pub id: String,
    pub title: String,
    pub obligation: &'static str,
    pub label: &'static str,
    pub body: String,
    pub target: Option<PlanTarget>,
    /// Whether the decision makes it a condition.
    pub condition: bool,
    pub response: Option<ResponseView>,
}

/// The answer to a finding.
#[derive(Debug, Clone, Serialize)]
pub struct ResponseView {
    pub by: String,
    pub status: ResponseStatus,
    /// The Korean word of the status.
    pub label: &'static str,
    pub text: String,
    pub before: Option<String>,
    pub after: Option<String>,
    pub evidence: Option<PlanTarget>,
    /// Item of the subsidy that pays for it.
    pub budget_item: Option<String>,
    pub on: Option<Date>,
}

/// A follow-up step.
#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    pub what: String,
    pub direction: Option<String>,
    pub due: Date,
    pub done_on: Option<Date>,
}

/// Costs with their sums, in won.
#[derive(Debug, Clone, Serialize)]
pub struct CostsView {
    pub groups: Vec<CostGroup>,
    pub total: AmountView,
    pub budget_line: gian_vocabulary::review::BudgetLine,
}

/// Costs of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct CostGroup {
    pub kind: &'static str,
    pub items: Vec<CostView>,
    pub total: AmountView,
}

/// One cost.
#[derive(Debug, Clone, Serialize)]
pub struct CostView {
    pub label: String,
    pub round: Option<u8>,
    pub unit_price: AmountView,
    pub quantity: u32,
    pub unit: String,
    pub amount: AmountView,
    pub note: Option<String>,
}

/// The subsidy of the plan; if one amount is withheld, all are.
#[derive(Debug, Clone, Serialize)]
pub struct GrantView {
    pub recipient: String,
    pub applied_on: Option<Date>,
    pub applied: Option<AmountView>,
    pub decided_on: Date,
    pub amount: AmountView,
    pub conditions: Vec<String>,
    pub basis: Vec<String>,
    pub payments: Vec<PaymentView>,
    pub paid: AmountView,
    pub spending: Vec<SpendingView>,
    pub budget: AmountView,
    pub spent: AmountView,
    pub balance: AmountView,
    /// Share of the budget that was spent, in percent with one decimal; a token where withheld.
    pub rate: String,
    pub settlement: Option<SettlementView>,
    pub budget_line: gian_vocabulary::review::BudgetLine,
}

/// A payment.
#[derive(Debug, Clone, Serialize)]
pub struct PaymentView {
    pub on: Date,
    pub amount: AmountView,
}

/// Budget and spending of one item.
#[derive(Debug, Clone, Serialize)]
pub struct SpendingView {
    pub label: String,
    pub budget: AmountView,
    pub spent: Option<AmountView>,
    pub balance: AmountView,
    pub rate: String,
    pub note: Option<String>,
}

/// The settlement: what is to be returned.
#[derive(Debug, Clone, Serialize)]
pub struct SettlementView {
    pub on: Date,
    pub interest: AmountView,
    /// Balance and interest.
    pub returned: AmountView,
    pub due: Option<Date>,
    pub remarks: Vec<String>,
}

/// Another dossier in a document that sums up many.
#[derive(Debug, Clone, Serialize)]
pub struct DossierView {
    pub municipality: String,
    pub fiscal_year: u16,
    pub name: String,
    pub kind: String,
    pub submitted_on: Option<Date>,
    pub rounds: usize,
    pub last_meeting: Option<Date>,
    pub required: usize,
    pub recommended: usize,
    /// Findings of obligation 필수 that are answered and taken up.
    pub settled: usize,
    pub decision: Option<String>,
    pub decided_on: Option<Date>,
    pub granted: Option<AmountView>,
}

/// What a public reader learns of a document that is withheld as a whole.
#[derive(Debug, Clone, Serialize)]
pub struct Listed {
    pub date: Date,
    pub department: String,
    /// `None` where the name itself is withheld.
    pub title: Option<String>,
    pub disclosure_label: String,
    pub grounds: Vec<GroundView>,
    /// Why a document that was open is withheld now.
    pub withdrawn: Option<ChangeView>,
}
