//! Values that several parts of a view show: persons, amounts, points, entries of a schedule.

use gian_vocabulary::values::{Ground, When};
use serde::{Deserialize, Serialize};

/// An item with details (Markdown).
#[derive(Debug, Clone, Serialize)]
pub struct PointView {
    /// `항목`, Markdown.
    pub text: String,
    /// `세부`, Markdown.
    pub details: Vec<String>,
}

/// An entry of the schedule.
#[derive(Debug, Clone, Serialize)]
pub struct ScheduleView {
    /// `할일`, Markdown.
    pub what: String,
    /// `시작`: day or month.
    pub from: When,
    /// `끝`: day or month; `None` for a single day or month.
    pub to: Option<When>,
}

/// A person; withheld values are redaction marks.
#[derive(Debug, Clone, Serialize)]
pub struct PersonView {
    /// `성명`.
    pub name: String,
    /// `소속`; `None` also if the person is withheld.
    pub affiliation: Option<String>,
    /// `직위` or occupation; `None` also if the person is withheld.
    pub title: Option<String>,
    /// Ground on which the person is withheld; in the internal edition a remark beside the name.
    pub withheld: Option<Ground>,
    /// `주민등록번호`; always masked in the public edition.
    pub resident_no: Option<String>,
    /// `연락처`: private contact; always masked in the public edition.
    pub contact: Option<String>,
    /// `계좌`: account for the allowance; always masked in the public edition.
    pub account: Option<AccountView>,
}

/// A bank account.
#[derive(Debug, Clone, Serialize)]
pub struct AccountView {
    /// `은행`.
    pub bank: String,
    /// `번호`.
    pub number: String,
    /// `예금주`; `None` if it is the person.
    pub holder: Option<String>,
}

/// An amount in won, or the redaction mark of a withheld one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum AmountView {
    /// An amount in won.
    Won(i64),
    /// The redaction mark in place of the amount: a single character with its ground.
    Withheld(String),
}

/// A vote on one topic.
#[derive(Debug, Clone, Serialize)]
pub struct VoteView {
    /// `안건`, Markdown.
    pub topic: String,
    /// Votes for (찬성).
    pub yes: u32,
    /// Votes against (반대).
    pub no: u32,
    /// Abstentions (기권).
    pub abstained: u32,
    /// Result in words: `원안 가결`.
    pub result: Option<String>,
}

/// A group of attendees.
#[derive(Debug, Clone, Serialize)]
pub struct AttendanceView {
    /// `구분`: `협의조정위원`.
    pub group: String,
    /// `인원`: number of people.
    pub count: u32,
    /// `대상` in a few words, Markdown.
    pub words: Option<String>,
    /// Whether the group only observed.
    pub observers: bool,
    /// `명단`; empty if no names are recorded.
    pub members: Vec<PersonView>,
}
