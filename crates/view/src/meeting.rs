//! What a view shows of a meeting that is no round of a review.

use gian_vocabulary::values::{Clock, Date};
use serde::Serialize;

use crate::values::{AttendanceView, PersonView, VoteView};

/// The meeting whose minutes the document is.
#[derive(Debug, Clone, Serialize)]
pub struct OwnMeetingView {
    /// `이름`.
    pub name: String,
    /// Agency that held the meeting; `None` for the office itself.
    pub host: Option<String>,
    /// `날짜`.
    pub date: Date,
    /// `시작`.
    pub start: Clock,
    /// `끝`.
    pub end: Option<Clock>,
    /// `장소`.
    pub place: String,
    /// `재적`: number of all members; `None` if the meeting has no fixed members.
    pub seats: Option<u32>,
    /// Number present: of the lists without observers, and by proxy.
    pub present: u32,
    /// `위임`: number of members who gave a proxy.
    pub proxies: u32,
    /// `의결정족수`, if it was written.
    pub quorum: Option<u32>,
    /// `참석`, group by group.
    pub attendance: Vec<AttendanceView>,
    /// `진행순서`.
    pub programme: Vec<String>,
    /// `안건`.
    pub items: Vec<AgendaItemView>,
    /// `결정사항`, Markdown.
    pub decisions: Vec<String>,
    /// `표결`.
    pub votes: Vec<VoteView>,
    /// `작성자`.
    pub writer: PersonView,
    /// `확인자`, with their affiliations from the lists.
    pub confirmers: Vec<PersonView>,
    /// `확인일`.
    pub confirmed_on: Option<Date>,
}

/// An item of the agenda.
#[derive(Debug, Clone, Serialize)]
pub struct AgendaItemView {
    /// `제목`, Markdown.
    pub title: String,
    /// `설명`, Markdown.
    pub note: Option<String>,
    /// `발언`, in their order.
    pub statements: Vec<StatementView>,
    /// `결정`, Markdown.
    pub decision: Option<String>,
}

/// What one person said.
#[derive(Debug, Clone, Serialize)]
pub struct StatementView {
    /// `발언자`, with affiliation and post from the lists; withheld like there.
    pub speaker: PersonView,
    /// `내용`, Markdown.
    pub body: String,
}
