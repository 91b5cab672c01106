//! The view of one document in one edition: the input of templates and emitters.

use std::borrow::Cow;
use std::collections::BTreeMap;

use gian_vocabulary::ground_colour::GroundColour;
use gian_vocabulary::institution::{Department, Institution, RequestDesk};
use gian_vocabulary::plan::{PlanVersion, Programme};
use gian_vocabulary::record::{
    ApprovalPlace, CaptionForm, ChapterNumber, CoverStyle, DraftMark, EndMark, Honorific, Initiative, ItemMarker, Mark,
    PageNumber, PaperTurn, Relation, Role, Seal, State, TitleAlign, TitleLook,
};
use gian_vocabulary::review::{ResponseStatus, Target as PlanTarget};
use gian_vocabulary::values::{Clock, Date, Disclosure, Ground, Licence, disclosure_words};
use serde::{Deserialize, Deserializer, Serialize};

use crate::edition::Edition;
use crate::facts::{DemandView, FormView, NoticeView, PressView};
use crate::meeting::OwnMeetingView;
use crate::paper_facts::{AgreementView, CertificateView, InspectionView};
use crate::plan::{BudgetView, OutcomeView, ResponsibilityView};
use crate::redaction;
use crate::rules::Rule;
use crate::values::{AmountView, AttendanceView, PointView, ScheduleView, VoteView};
use crate::work_facts::{AcceptanceView, DutiesView, HandoverView, ProjectView, TripView};

/// One document in one edition.
#[derive(Debug, Clone, Serialize)]
pub struct View {
    /// The edition for which the values were chosen.
    pub edition: Edition,
    /// The office (`기관` of `gian.yaml`).
    pub institution: Institution,
    /// The department of the record (`부서`), by its id from `gian.yaml`.
    pub department: Department,
    /// The front matter of the document.
    pub record: RecordView,
    /// `plan.yaml` of the dossier; `None` if there is none.
    pub plan: Option<PlanView>,
    /// `review.yaml` of the dossier; `None` if there is none.
    pub review: Option<ReviewView>,
    /// `grant.yaml` of the dossier; `None` if there is none.
    pub grant: Option<GrantView>,
    /// The meeting of `meetings.yaml` that the record names (`회의`); `None` if it names none.
    pub meeting: Option<OwnMeetingView>,
    /// Other dossiers that the document summarizes.
    pub dossiers: Vec<DossierView>,
    /// The Markdown of the writer, with its marks resolved.
    #[serde(skip)]
    pub body: String,
    /// Where withheld content can be requested.
    pub requests: RequestDesk,
    /// Files available for its pictures.
    #[serde(skip)]
    pub pictures: Vec<PictureView>,
    /// Redactions of this edition, place by place, without the values.
    #[serde(skip)]
    pub held: Vec<Held>,
    /// Keys whose values are in this edition because a decision or a change of class disclosed them.
    #[serde(skip)]
    pub opened: Vec<String>,
}

impl View {
    /// The view for templates outside the body, which have no tree: masks in place of redaction marks.
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

/// A file available for pictures.
#[derive(Debug, Clone, PartialEq)]
pub struct PictureView {
    /// Name of the file in `figures/` of the dossier.
    pub file: String,
    /// Size in pixels, or in units of the drawing.
    pub width: f64,
    /// Height in the same unit as `width`.
    pub height: f64,
}

/// A redaction: place and ground, never the value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Held {
    /// Place in the facts or in the record: `참석자 명단`.
    pub place: Cow<'static, str>,
    /// The rule that withholds the value.
    pub rule: Rule,
    /// The ground that the mask shows.
    pub ground: Ground,
    /// Key of `withheld.yaml`.
    pub key: Option<String>,
}

/// The record as printed.
#[derive(Debug, Clone, Serialize)]
pub struct RecordView {
    /// `식별자`: name in the archive, which never changes.
    pub id: String,
    /// `종류`: name of the kind, `결과보고`.
    pub kind: String,
    /// `상태`: draft, approved or sent.
    pub state: State,
    /// `제목`, plain text on one line.
    pub title: String,
    /// The lines of the title on the sheet, as the writer broke them.
    pub title_lines: Vec<String>,
    /// `지면`: what only the sheet of this document has.
    pub paper: PaperView,
    /// `머리글`, Markdown: the sentence in the box at the head of a report.
    pub lead: Option<String>,
    /// `항목부호`: markers of items from the first level; empty for those of the house profile.
    pub item_markers: Vec<ItemMarker>,
    /// `팀` of the department.
    pub team: Option<String>,
    /// `문서번호`, `지역공동체담당관-5490`; `None` before registration.
    pub doc_no: Option<String>,
    /// `관리번호`, `D` and 13 digits.
    pub management_no: Option<String>,
    /// `방침번호`: number of a policy decision, `정무부시장 방침 제7호`.
    pub policy_no: Option<String>,
    /// `기안일`; `None` is allowed only for a received document.
    pub drafted_on: Option<Date>,
    /// `결재일`; `None` for a draft.
    pub approved_on: Option<Date>,
    /// `시행일`: day of dispatch.
    pub sent_on: Option<Date>,
    /// The day that the document carries: `결재일`, else `기안일`.
    pub date: Date,
    /// `결재선`, from the drafter to the approver.
    pub approval: Vec<SignerView>,
    /// `협조`: officials of other departments who agreed.
    pub cooperation: Vec<SignerView>,
    /// `공개구분` in force on the day of the build (`기준일`).
    pub disclosure: Disclosure,
    /// The class with its grounds in brackets: `부분공개(5,6)`.
    pub disclosure_label: String,
    /// `비공개근거` in force (정보공개법 제9조제1항); empty for an open document.
    pub grounds: Vec<GroundView>,
    /// `보존기간` as a Korean word: `10년`.
    pub retention: String,
    /// `분류`, from the field of work down to the task (단위과제).
    pub classification: Vec<String>,
    /// Name of the drafter (`작성자`); empty for a received document without one.
    pub author: String,
    /// Office telephone of the drafter.
    pub phone: Option<String>,
    /// Fax number of the drafter.
    pub fax: Option<String>,
    /// Office mail address of the drafter.
    pub email: Option<String>,
    /// `문서요지`, plain text.
    pub summary: Option<String>,
    /// `키워드`, plain text.
    pub keywords: Vec<String>,
    /// `이용조건` of the record, else of the office; `None` where neither sets one.
    pub licence: Option<LicenceView>,
    /// `붙임`.
    pub attachments: Vec<AttachmentView>,
    /// Whether the document was made elsewhere, and has no body here.
    pub received: bool,
    /// Files of a document that was made elsewhere.
    pub originals: Vec<OriginalView>,
    /// Whether the record comes from the list of another archive.
    pub from_list: bool,
    /// Address of the document in another archive.
    pub source_url: Option<String>,
    /// `관련문서`, as the writer listed them.
    pub related: Vec<RelatedView>,
    /// Documents that correct this one.
    pub corrected_by: Vec<CorrectionView>,
    /// `수신`; empty for an internal document (내부결재).
    pub receivers: Vec<String>,
    /// `호칭` behind the names of the receivers.
    pub honorific: Option<Honorific>,
    /// `수신주소`: postcode and address of each receiver as printed, or its mask; empty for a receiver without one.
    pub receiver_addresses: Vec<String>,
    /// `경유`: agency through which the letter goes.
    pub via: Option<String>,
    /// `발신명의`, the lead agency first; empty for an internal document.
    pub senders: Vec<String>,
    /// `관인`: whether the letter is sealed, or leaves out the seal (관인생략) or the signature (서명생략).
    pub seal: Option<Seal>,
    /// `공동기안`: approval lines of the other agencies (시행규칙 제5조제2항).
    pub joint: Vec<JointView>,
    /// `사전검토`: the checklist before approval.
    pub checklist: Vec<CheckView>,
    /// Changes of class that are in force, in the order of their days.
    pub changes: Vec<ChangeView>,
    /// `출장`.
    pub trip: Option<TripView>,
    /// `검수`.
    pub acceptance: Option<AcceptanceView>,
    /// `인계인수`.
    pub handover: Option<HandoverView>,
    /// `업무현황`.
    pub duties: Option<DutiesView>,
    /// `세부사업`.
    pub project: Option<ProjectView>,
    /// `증서`.
    pub certificate: Option<CertificateView>,
    /// `협약`.
    pub agreement: Option<AgreementView>,
    /// `점검`.
    pub inspection: Option<InspectionView>,
    /// `표지`: the form of the cover.
    pub cover: Option<CoverStyle>,
    /// `본문서`: the document to which this one belongs, under the same number.
    pub belongs_to: Option<String>,
    /// `공고사항`.
    pub notice: Option<NoticeView>,
    /// `서식사항`.
    pub form: Option<FormView>,
    /// `보도사항`.
    pub press: Option<PressView>,
    /// `요구사항`.
    pub demand: Option<DemandView>,
}

/// `지면`: lines around the title, approval grid, type of one document.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct PaperView {
    /// `위`: lines above the title.
    pub above: SideLinesView,
    /// `부제`: lines below the title, between dashes.
    pub subtitles: Vec<String>,
    /// `아래`: lines below the title.
    pub below: SideLinesView,
    /// `제목꼴`: the look of the title; `None` for that of the form.
    pub title_look: Option<TitleLook>,
    /// `제목크기`: size of the title in pt; `None` for that of the form.
    pub title_size: Option<u16>,
    /// `제목바탕`: the ground colour of the title; `None` for that of the form.
    pub title_ground: Option<GroundColour>,
    /// `제목맞춤`: where the title stands; `None` for the middle.
    pub title_align: Option<TitleAlign>,
    /// `안표시`: whether (안) is printed with the title of a draft; `None` for yes.
    pub draft_mark: Option<DraftMark>,
    /// `표지`: lines and names of the cover only.
    pub cover: Option<CoverPaperView>,
    /// `장번호`: the form of the numbers of chapters; `None` for that of the profile.
    pub chapter_number: Option<ChapterNumber>,
    /// `결재란`: where the approval grid stands; `None` for the place of the form.
    pub approval: Option<ApprovalPlace>,
    /// `결재칸: 빈칸`: whether the cells of the grid are empty on the sheet.
    pub blank_cells: bool,
    /// `결재표시`: the words of the first cell of the small grid, or `없음`; `None` for 결재.
    pub approval_label: Option<String>,
    /// `결재직위`: the titles of the grid, typed by hand, with empty cells.
    pub approval_titles: Vec<String>,
    /// `공람`: titles of those who see the document, with empty cells.
    pub circulation: Vec<String>,
    /// `항목시작`: the marker with which the items below a heading begin, by the heading.
    pub item_starts: BTreeMap<String, ItemMarker>,
    /// `캡션꼴`: the form of the numbers of tables and figures; `None` for that of the profile.
    pub caption: Option<CaptionForm>,
    /// `쪽번호`: the form of page numbers; `None` for that of the profile.
    pub page_number: Option<PageNumber>,
    /// `끝표시`: whether `끝.` stands at the end; `None` for yes, where the form has one.
    pub end_mark: Option<EndMark>,
    /// `방향`: the orientation from the first page on; `None` for that of the kind.
    pub turn: Option<PaperTurn>,
    /// `글자크기`: size of the text in pt; `None` for that of the profile.
    pub text_size: Option<f64>,
    /// `표글자크기`: size of the text of tables in pt; `None` for that of the profile.
    pub table_size: Option<f64>,
    /// `줄간격`: in percent; `None` for that of the profile.
    pub line_spacing: Option<u16>,
}

/// `표지` of `지면`: what only the cover has.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct CoverPaperView {
    /// `위`: lines at the top of the page.
    pub top: SideLinesView,
    /// `아래`: lines at the foot of the page.
    pub foot: SideLinesView,
    /// `연월`: what stands in the place of the month, or `없음`; `None` for the month of the document.
    pub month: Option<String>,
    /// `기관`: names in the place of that of the department.
    pub offices: Vec<String>,
    /// `제목꼴`: the look of the title on the cover.
    pub title_look: Option<TitleLook>,
}

/// Lines at the left, in the middle and at the right.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct SideLinesView {
    /// `왼쪽`.
    pub left: Vec<String>,
    /// `가운데`.
    pub center: Vec<String>,
    /// `오른쪽`.
    pub right: Vec<String>,
}

impl RecordView {
    /// Files that the page offers, of 붙임 and of 원본.
    pub fn files(&self) -> impl Iterator<Item = &String> {
        let attached = self.attachments.iter().filter_map(|a| a.file.as_ref());
        attached.chain(self.originals.iter().filter_map(|o| o.file.as_ref()))
    }
}

/// Data of a document for other documents in an edition: enough for lists and links.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentHead {
    /// Folder of the dossier; for order and grouping only, never shown.
    pub folder: String,
    /// Whether the dossier has a plan.
    pub has_plan: bool,
    /// Id of the plan of the dossier.
    pub plan_id: Option<String>,
    /// `식별자` of the document.
    pub id: String,
    /// `종류`: name of the kind.
    pub kind: String,
    /// Title, plain text, masked for the edition.
    pub title: String,
    /// Day that the document carries.
    pub date: Date,
    /// `문서번호`; `None` before registration.
    pub doc_no: Option<String>,
    /// `본문서`: id of the document whose number it shares.
    pub belongs_to: Option<String>,
    /// Whether the record was imported from the list of another archive.
    pub from_list: bool,
    /// Documents that it cites under `관련문서`.
    pub related: Vec<RelatedHead>,
}

/// A citation of another document by number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelatedHead {
    /// `구분`: relation of the cited document to the citing one.
    #[serde(serialize_with = "Relation::write_label")]
    pub relation: Relation,
    /// `문서번호` of the cited document.
    pub doc_no: String,
    /// Day of the cited document.
    pub date: Date,
}

/// A signer as printed, including absences and deputies.
#[derive(Debug, Clone, Serialize)]
pub struct SignerView {
    /// `역할`: drafter, reviewer, approver or cooperator.
    pub role: Role,
    /// `직위`: position or rank.
    pub title: String,
    /// Empty before approval.
    pub name: String,
    /// `표시`: 전결, 대결 and other marks above the name.
    pub marks: Vec<Mark>,
    /// `발의보고`: ★ the proposer of the document, ⊙ the reporting official.
    pub initiative: Option<Initiative>,
    /// `서명일`; `None` for a draft.
    pub signed_on: Option<Date>,
    /// `부재사유`: reason for the absence of the signer, `출장`.
    pub absent: Option<String>,
    /// `의견있음`: whether the signer attached a dissenting opinion.
    pub opinion: bool,
}

/// A related document.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedView {
    /// `구분`: relation of the other document to this one.
    pub relation: Relation,
    /// `문서번호` of the other document.
    pub doc_no: String,
    /// Day of the other document.
    pub date: Date,
    /// Title of the other document.
    pub title: String,
}

/// A later document that corrects this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionView {
    /// `식별자` of the correcting document.
    pub id: String,
    /// `문서번호` of the correcting document.
    pub doc_no: Option<String>,
    /// Day of the correcting document.
    pub date: Date,
    /// Title of the correcting document, masked for this edition.
    pub title: String,
}

/// Approval by another agency of a joint document.
#[derive(Debug, Clone, Serialize)]
pub struct JointView {
    /// `기관`: the other agency.
    pub agency: String,
    /// `결재선` of the other agency.
    pub approval: Vec<SignerView>,
}

/// An entry of the checklist before approval.
#[derive(Debug, Clone, Serialize)]
pub struct CheckView {
    /// `묶음`: heading above the entries that follow each other with the same one.
    pub group: Option<String>,
    /// `항목`: what was to be checked, `시민 참여`.
    pub item: String,
    /// Whether it was checked; otherwise it does not apply.
    pub done: bool,
    /// `비고`.
    pub note: Option<String>,
}

/// A change of class in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeView {
    /// First day on which the new class holds.
    pub on: Date,
    /// The new class with its grounds in brackets: `비공개(6)`.
    pub label: String,
    /// Why the class changed.
    pub reason: String,
}

/// A ground with its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroundView {
    /// Number of the item (호) of 정보공개법 제9조제1항.
    pub number: Ground,
    /// Meaning of the item in Korean words.
    pub words: &'static str,
}

impl<'de> Deserialize<'de> for GroundView {
    /// Reads the number only, because the words follow from it.
    fn deserialize<D: Deserializer<'de>>(read: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Numbered {
            number: Ground,
        }
        Numbered::deserialize(read).map(|read| Self::new(read.number))
    }
}

impl GroundView {
    /// A ground with its words.
    pub fn new(number: Ground) -> Self {
        Self { number, words: disclosure_words(number) }
    }
}

/// A licence with its meaning and the address of its text.
#[derive(Debug, Clone, Serialize)]
pub struct LicenceView {
    /// The licence as a code for programs.
    pub key: Licence,
    /// Korean name: `공공누리 제1유형`.
    pub name: &'static str,
    /// Obligations of a reader: `출처표시`.
    pub meaning: &'static str,
    /// Address of the licence text.
    pub url: &'static str,
}

impl LicenceView {
    /// A licence in words.
    pub fn new(key: Licence) -> Self {
        Self { key, name: key.label(), meaning: key.meaning(), url: key.url() }
    }
}

/// An entry of 붙임; the file is named only if the edition offers it.
#[derive(Debug, Clone, Serialize)]
pub struct AttachmentView {
    /// `제목` of the attachment.
    pub title: String,
    /// `수량`; `None` if only the title is printed.
    pub quantity: Option<u32>,
    /// Whether the quantity is that of each thing in the title (`각`).
    pub each: bool,
    /// Whether it is sent apart from the document (`별송`).
    pub sent_apart: bool,
    /// Unit of the quantity (`단위`): `부`.
    pub unit: String,
    /// Class of the attachment with its grounds in brackets.
    pub disclosure_label: String,
    /// Whether its class is 공개.
    pub open: bool,
    /// Name in `attachments/` of the file that this edition offers (in the public edition perhaps `공개본`); `None` where
    /// it offers none.
    pub file: Option<String>,
}

/// A file of a document that was made elsewhere; named only if the edition offers it.
#[derive(Debug, Clone, Serialize)]
pub struct OriginalView {
    /// `제목`, else the name of the file, else `원본`.
    pub title: String,
    /// Class of the file with its grounds in brackets.
    pub disclosure_label: String,
    /// Whether its class is 공개.
    pub open: bool,
    /// Name in `attachments/` of the file that this edition offers; `None` where it offers none.
    pub file: Option<String>,
}

/// The plan.
#[derive(Debug, Clone, Serialize)]
pub struct PlanView {
    /// `사업`: the programme that the plan belongs to.
    pub programme: Programme,
    /// `계획`: name, kind and authors of the plan.
    pub plan: PlanFacts,
    /// `목표`, Markdown.
    pub goals: Vec<String>,
    /// `배경`.
    pub background: Vec<PointView>,
    /// `내용`: main contents.
    pub contents: Vec<PointView>,
    /// `일정`.
    pub schedule: Vec<ScheduleView>,
    /// `판`: versions that were handed in.
    pub versions: Vec<PlanVersion>,
    /// `현황`.
    pub status: Vec<PointView>,
    /// `문제점`.
    pub problems: Vec<PointView>,
    /// `추진체계`.
    pub organisation: Vec<ResponsibilityView>,
    /// `소요예산`.
    pub budget: Option<BudgetView>,
    /// `기대효과`.
    pub effects: Vec<PointView>,
    /// `행정사항`.
    pub administration: Vec<PointView>,
    /// `추진결과`; `None` before the plan is carried out.
    pub outcome: Option<OutcomeView>,
}

/// The plan itself.
#[derive(Debug, Clone, Serialize)]
pub struct PlanFacts {
    /// `이름`: `강동구 지역사회혁신계획`.
    pub name: String,
    /// `종류`: `실행계획`.
    pub kind: String,
    /// `자치단체` that made the plan.
    pub municipality: String,
    /// `제출기구`: body that handed the plan in.
    pub submitter: Option<String>,
    /// `연차`: year of the programme, from 1.
    pub year_no: Option<u8>,
}

/// The review.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewView {
    /// `절차`: the words of the process.
    pub process: ProcessView,
    /// `회차`, with the findings of each.
    pub rounds: Vec<RoundView>,
    /// `재적위원`: number of all members of the committee.
    pub seats: Option<u32>,
    /// `배점`: criteria of the scores.
    pub criteria: Vec<CriterionView>,
    /// Highest possible total of the scores.
    pub full_points: String,
    /// `대상`: what is decided one by one.
    pub subjects: Vec<SubjectView>,
    /// Number of subjects by result, in the order of the words of the process.
    pub results: Vec<ResultCount>,
    /// Number of findings that must be taken up (필수), over all rounds.
    pub required: usize,
    /// Number of findings that should be taken up (권고), over all rounds.
    pub recommended: usize,
    /// Number of findings for information (참고), over all rounds.
    pub advisory: usize,
    /// `결정`; `None` before it is made.
    pub decision: Option<DecisionView>,
    /// `후속절차`.
    pub steps: Vec<StepView>,
    /// `비용` of the meetings.
    pub costs: Option<CostsView>,
}

/// A criterion of the scores.
#[derive(Debug, Clone, Serialize)]
pub struct CriterionView {
    /// `항목`.
    pub name: String,
    /// Highest possible score.
    pub points: String,
}

/// What is decided one by one: an agenda item, an application, a facility.
#[derive(Debug, Clone, Serialize)]
pub struct SubjectView {
    /// `번호`.
    pub no: u16,
    /// `이름`.
    pub name: String,
    /// `의안번호`.
    pub bill_no: Option<String>,
    /// `설명`, Markdown.
    pub note: Option<String>,
    /// `점수`, in the order of the criteria; `-` if one is missing. Empty without scores.
    pub scores: Vec<String>,
    /// Sum of the scores.
    pub total: Option<String>,
    /// Rank by total, from 1; equal totals share a rank.
    pub rank: Option<usize>,
    /// `표결`.
    pub votes: Option<TallyView>,
    /// `결과`: a word of the process.
    pub result: Option<String>,
    /// English name of the effect of the result.
    pub effect: Option<String>,
    /// `의견`, Markdown.
    pub reason: Option<String>,
    /// `조치`, Markdown.
    pub action: Option<String>,
    /// `조치기한`.
    pub due: Option<Date>,
    /// `조치일`.
    pub done_on: Option<Date>,
}

/// A vote on a subject.
#[derive(Debug, Clone, Serialize)]
pub struct TallyView {
    /// Votes for (찬성).
    pub yes: u32,
    /// Votes against (반대).
    pub no: u32,
    /// Abstentions (기권).
    pub abstained: u32,
}

/// How many subjects have a result.
#[derive(Debug, Clone, Serialize)]
pub struct ResultCount {
    /// The result.
    pub word: String,
    /// Number of subjects.
    pub count: usize,
}

/// The words of a process.
#[derive(Debug, Clone, Serialize)]
pub struct ProcessView {
    /// Its name: `협의·조정`, `심의`.
    pub name: String,
    /// The word for what is reviewed: `안건`.
    pub subject: String,
    /// The word for a finding: `검토의견`.
    pub opinion: String,
    /// The word for a member: `심의위원`.
    pub member: String,
    /// The word for what is paid to people: `회의 수당`.
    pub allowance: String,
    /// The word for the other costs: `회의 비용`.
    pub costs: String,
}

/// A round with its meetings, attendance and findings.
#[derive(Debug, Clone, Serialize)]
pub struct RoundView {
    /// `회차`: number of the round, from 1.
    pub no: u8,
    /// `구분` of the round, or the name of the process: `협의·조정`, `재협의`, `서면심의`.
    pub kind: String,
    /// `회의`.
    pub meetings: Vec<MeetingView>,
    /// `참석`, by group.
    pub attendance: Vec<AttendanceView>,
    /// Sum of attendees over all groups, including observers.
    pub attendance_total: u32,
    /// `참석 구성` in the words of the writer, if written.
    pub attendance_words: Option<String>,
    /// `검토의견` of the round.
    pub findings: Vec<FindingView>,
}

/// A meeting.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingView {
    /// `이름` of the meeting.
    pub name: String,
    /// Day of the meeting.
    pub date: Date,
    /// Start, minutes from midnight.
    pub start: Option<Clock>,
    /// End, minutes from midnight.
    pub end: Option<Clock>,
    /// `장소`.
    pub place: Option<String>,
    /// Whether members answered in writing instead of meeting (서면).
    pub written: bool,
    /// Whether the meeting was held beside the regular ones (별도).
    pub separate: bool,
    /// Statements, topic by topic.
    pub minutes: Vec<MinutesView>,
    /// Agency that held the meeting; `None` for the office itself.
    pub host: Option<String>,
    /// Order of the programme.
    pub programme: Vec<String>,
    /// What the meeting decided, Markdown.
    pub decisions: Vec<String>,
    /// `표결`.
    pub votes: Vec<VoteView>,
}

/// The decision on the plan.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionView {
    /// English name of the effect of the result, or the redaction mark of a withheld one.
    pub result: String,
    /// The word that the document prints.
    pub words: String,
    /// `결정번호`.
    pub number: Option<String>,
    /// Day of the decision.
    pub on: Date,
    /// `이유`, Markdown.
    pub reason: Option<String>,
    /// Ids of the findings that are conditions.
    pub conditions: Vec<String>,
}

/// Statements on a topic (Markdown).
#[derive(Debug, Clone, Serialize)]
pub struct MinutesView {
    /// `안건`.
    pub topic: String,
    /// `내용`, a Markdown list.
    pub body: String,
}

/// A finding.
#[derive(Debug, Clone, Serialize)]
pub struct FindingView {
    /// `식별자`: `F-1-3`.
    pub id: String,
    /// `제목`, Markdown.
    pub title: String,
    /// English name of the obligation: `required`, `recommended` or `advisory`.
    pub obligation: &'static str,
    /// Korean word of the obligation: `필수`, `권고` or `참고`.
    pub label: &'static str,
    /// `내용`, a Markdown list.
    pub body: String,
    /// `대상`: the place of the plan that the finding refers to.
    pub target: Option<PlanTarget>,
    /// Whether the decision makes it a condition.
    pub condition: bool,
    /// `답변`; `None` until the finding is answered.
    pub response: Option<ResponseView>,
}

/// The answer to a finding.
#[derive(Debug, Clone, Serialize)]
pub struct ResponseView {
    /// `주체`: agency or department that answers.
    pub by: String,
    /// `상태`: whether the finding was taken up.
    pub status: ResponseStatus,
    /// The Korean word of the status.
    pub label: &'static str,
    /// `내용`, Markdown.
    pub text: String,
    /// `당초`: wording of the plan before the change, Markdown.
    pub before: Option<String>,
    /// `변경`: wording of the plan after the change, Markdown.
    pub after: Option<String>,
    /// `근거`: version and place of the plan that contain the change.
    pub evidence: Option<PlanTarget>,
    /// Item of the subsidy that pays for it.
    pub budget_item: Option<String>,
    /// Day of the answer.
    pub on: Option<Date>,
}

/// A follow-up step.
#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    /// `할일`, Markdown.
    pub what: String,
    /// `방향` between city and district: `市→區`.
    pub direction: Option<String>,
    /// `기한`.
    pub due: Date,
    /// `완료일`; `None` while the step is open.
    pub done_on: Option<Date>,
}

/// Costs with their sums, in won.
#[derive(Debug, Clone, Serialize)]
pub struct CostsView {
    /// Costs by kind, in the order of their first item.
    pub groups: Vec<CostGroup>,
    /// Sum of all items; masked if one of them or the stated total (`합계`) is.
    pub total: AmountView,
    /// `예산과목` that pays for them.
    pub budget_line: gian_vocabulary::review::BudgetLine,
}

/// Costs of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct CostGroup {
    /// A word of the process (`회의 수당`, `심사 비용`), or that of the writer.
    pub kind: String,
    /// Items of the kind, in the order of the file.
    pub items: Vec<CostView>,
    /// Sum of the items; masked if one of them is.
    pub total: AmountView,
}

/// One cost.
#[derive(Debug, Clone, Serialize)]
pub struct CostView {
    /// `항목`: `참석수당`.
    pub label: String,
    /// `회차` of the review that caused the cost.
    pub round: Option<u8>,
    /// `단가`, in won.
    pub unit_price: AmountView,
    /// `수량`.
    pub quantity: u32,
    /// Unit of the quantity: `인`, `부`, `식`.
    pub unit: String,
    /// Unit price times quantity, in won; masked if the price is.
    pub amount: AmountView,
    /// `설명`, Markdown.
    pub note: Option<String>,
}

/// The subsidy of the plan; if one amount is withheld, all are.
#[derive(Debug, Clone, Serialize)]
pub struct GrantView {
    /// `교부대상`: who receives the subsidy.
    pub recipient: String,
    /// Day of the application; `None` without one.
    pub applied_on: Option<Date>,
    /// Amount of the application, in won.
    pub applied: Option<AmountView>,
    /// Day of the decision to grant (교부결정).
    pub decided_on: Date,
    /// Amount that was granted, in won.
    pub amount: AmountView,
    /// `조건` of the grant, Markdown.
    pub conditions: Vec<String>,
    /// `근거`: laws or ordinances.
    pub basis: Vec<String>,
    /// `지급`, in the order of payment.
    pub payments: Vec<PaymentView>,
    /// Sum of the payments.
    pub paid: AmountView,
    /// `집행`: budget and spending by item (비목).
    pub spending: Vec<SpendingView>,
    /// Sum of the budgets of all items.
    pub budget: AmountView,
    /// Sum of what was spent.
    pub spent: AmountView,
    /// Budget less what was spent.
    pub balance: AmountView,
    /// Share of the budget that was spent, in percent with one decimal; a redaction mark if withheld.
    pub rate: String,
    /// `정산`; `None` before it is reported.
    pub settlement: Option<SettlementView>,
    /// `예산과목` that pays the subsidy.
    pub budget_line: gian_vocabulary::review::BudgetLine,
}

/// A payment.
#[derive(Debug, Clone, Serialize)]
pub struct PaymentView {
    /// Day of the payment, past or planned.
    pub on: Date,
    /// Amount in won.
    pub amount: AmountView,
}

/// Budget and spending of one item.
#[derive(Debug, Clone, Serialize)]
pub struct SpendingView {
    /// `비목`: `행사운영비`.
    pub label: String,
    /// Budget of the item, in won.
    pub budget: AmountView,
    /// Amount spent, in won; `None` before the settlement.
    pub spent: Option<AmountView>,
    /// Budget less what was spent; the whole budget while nothing is recorded.
    pub balance: AmountView,
    /// Share of the budget that was spent, in percent with one decimal; `-` for a budget of 0.
    pub rate: String,
    /// `설명`, Markdown.
    pub note: Option<String>,
}

/// The settlement: the amount to be returned.
#[derive(Debug, Clone, Serialize)]
pub struct SettlementView {
    /// Day on which the report was received.
    pub on: Date,
    /// Interest in won; 0 if none is recorded.
    pub interest: AmountView,
    /// Balance and interest.
    pub returned: AmountView,
    /// `반납기한`: last day for the return.
    pub due: Option<Date>,
    /// `의견` of the examiner, Markdown.
    pub remarks: Vec<String>,
}

/// Another dossier in a document that summarizes several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierView {
    /// Ids of its documents that have a page in the edition. Templates do not see them.
    #[serde(skip)]
    pub documents: Vec<String>,
    /// `자치단체` that made the plan.
    pub municipality: String,
    /// Fiscal year (회계연도) of the programme.
    pub fiscal_year: u16,
    /// Name of the plan.
    pub name: String,
    /// Kind of the plan.
    pub kind: String,
    /// Day on which the first version was handed in.
    pub submitted_on: Option<Date>,
    /// Number of rounds of the review.
    pub rounds: usize,
    /// Day of the last meeting; `None` before the first.
    pub last_meeting: Option<Date>,
    /// Number of findings of obligation 필수.
    pub required: usize,
    /// Number of findings of obligation 권고.
    pub recommended: usize,
    /// Findings of obligation 필수 that are answered and taken up.
    pub settled: usize,
    /// Decision on the plan, as printed; `None` before it is made.
    pub decision: Option<String>,
    /// Day of the decision.
    pub decided_on: Option<Date>,
    /// Amount that was granted, in won; `None` without a subsidy.
    pub granted: Option<AmountView>,
}

/// Public data of a document that is closed as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Day that the document carries.
    pub date: Date,
    /// Name of the department.
    pub department: String,
    /// `None` if the title itself is withheld.
    pub title: Option<String>,
    /// Class with its grounds in brackets: `비공개(5)`.
    pub disclosure_label: String,
    /// Grounds in force, with their meaning.
    pub grounds: Vec<GroundView>,
    /// Why a document that was open is closed now.
    pub withdrawn: Option<ChangeView>,
}
