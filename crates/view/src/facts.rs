//! Groups of facts of a record that only some kinds of document have, as printed.

use gian_vocabulary::values::{Clock, Date};
use serde::Serialize;

/// Facts of a notice (`공고사항`).
#[derive(Debug, Clone, Serialize)]
pub struct NoticeView {
    /// `공고번호`: `한빛시 공고 제2026-123호`; `None` before it is given.
    pub number: Option<String>,
    /// `공고일`; `None` before the notice is made.
    pub day: Option<Date>,
    /// `유형` as a Korean word: `행정예고`.
    pub sort: &'static str,
    /// `전문`, Markdown: the first paragraph.
    pub preamble: Option<String>,
    /// `근거`: names of laws.
    pub basis: Vec<String>,
    /// `공고기간`.
    pub period: Option<PeriodView>,
    /// `게재`: where the notice is posted.
    pub posted: Vec<String>,
}

/// A period of days, both included.
#[derive(Debug, Clone, Serialize)]
pub struct PeriodView {
    /// `부터`: the first day.
    pub from: Date,
    /// `까지`: the last day.
    pub to: Date,
}

/// Facts of an empty form (`서식사항`).
#[derive(Debug, Clone, Serialize)]
pub struct FormView {
    /// `서식번호`: the rule that sets the form, and its number there.
    pub number: Option<String>,
    /// `처리기간`: `7일`.
    pub handling: Option<String>,
    /// `연도`: the year that is printed before the gaps of the day.
    pub year: Option<u32>,
    /// `서명란`: who signs the filled-in form.
    pub signatures: Vec<SignatureLineView>,
    /// `수신` with its `호칭`: `한빛시장 귀하`.
    pub receiver: Option<String>,
    /// `주민번호근거`: the law that allows the form to ask for a resident registration number.
    pub resident_no_basis: Option<String>,
}

/// A line for a signature.
#[derive(Debug, Clone, Serialize)]
pub struct SignatureLineView {
    /// `대상`: `신청인`.
    pub who: String,
    /// `표시`: `서명 또는 인`.
    pub how: String,
}

/// Facts of a press release (`보도사항`).
#[derive(Debug, Clone, Serialize)]
pub struct PressView {
    /// `배포일시`.
    pub released_at: MomentView,
    /// `보도일시`; `None` where it may be published at once.
    pub publishable_at: Option<MomentView>,
    /// `부제`, plain text.
    pub subtitles: Vec<String>,
    /// `문의`: officials who answer questions.
    pub contacts: Vec<ContactView>,
}

/// A day, perhaps with a time of it.
#[derive(Debug, Clone, Serialize)]
pub struct MomentView {
    /// `날짜`.
    pub day: Date,
    /// `시각`; `None` for the whole day.
    pub time: Option<Clock>,
}

/// An official who answers questions about a press release.
#[derive(Debug, Clone, Serialize)]
pub struct ContactView {
    /// `역할` as a Korean word: `책임자`.
    pub role: &'static str,
    /// `부서`, else the department of the document.
    pub department: String,
    /// `직위`.
    pub title: String,
    /// `성명`.
    pub name: String,
    /// `전화번호`.
    pub phone: Option<String>,
}

/// Material that a council demands, and the answers (`요구사항`).
#[derive(Debug, Clone, Serialize)]
pub struct DemandView {
    /// `위원회`.
    pub committee: String,
    /// `의원`; `None` for a demand of the committee.
    pub member: Option<String>,
    /// `요구일`.
    pub demanded_on: Date,
    /// `제출기한`.
    pub due: Date,
    /// `제출일`; `None` before it.
    pub submitted_on: Option<Date>,
    /// `요구목록`, in the order of the demand.
    pub demands: Vec<DemandEntryView>,
}

/// One demand with its answer.
#[derive(Debug, Clone, Serialize)]
pub struct DemandEntryView {
    /// `요구`, plain text.
    pub text: String,
    /// `답`, Markdown; `None` in a draft without one.
    pub answer: Option<String>,
}
