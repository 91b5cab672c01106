//! Parts of the sheet around the body: cover, record box, approval grid, checklist, contents, titles, and the head
//! and foot of a letter.
//!
//! A part holds content, never layout: the position of a part in [`crate::Document`] is its position on the sheet.

use gian_vocabulary::record::TitleLook;
use serde::Serialize;

use crate::approval_grid::ApprovalGrid;
use crate::around_title::{AroundTitle, SideLines};
use crate::inline::Inline;
use crate::plain_sheet::{Closing, TitleHead};
use crate::record_line::{RecordLine, text};
use crate::walk::plain;

/// A part of the sheet before or after the body.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Cover (표지), a page of its own.
    Cover(Box<Cover>),
    /// Number, approval and title above the body, if there is no cover (문서머리).
    SheetHead(Box<SheetHead>),
    /// Checklist (사전검토항목 점검표), a page of its own.
    Checklist(Vec<CheckLine>),
    /// Contents (목차), with the pages of chapters and sections.
    Contents,
    /// The title repeated above the body (속제목).
    InnerTitle(Box<InnerTitle>),
    /// Head of a letter (두문).
    LetterHead(Box<LetterHead>),
    /// Foot of a letter (결문).
    LetterFoot(Box<LetterFoot>),
    /// The title with the lines around it, on a sheet without approval (제목머리).
    TitleHead(Box<TitleHead>),
    /// Day, sender, signatures and receiver after the body, on a sheet without approval (맺음).
    Closing(Box<Closing>),
    /// Signatures that no sheet shows, because it has no approval or was made elsewhere: archive pages show them.
    Signatures(ApprovalGrid),
}

/// A cover (표지).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cover {
    /// Lines of the record box (기록).
    pub record: Vec<RecordLine>,
    /// Approval lines and cooperation.
    pub approval: ApprovalGrid,
    /// Whether it has only the title, the month and the agency: the record and the approval stand elsewhere.
    pub plain: bool,
    /// Whether the grid may have a cell for a citizen (시민), if the house profile has one.
    pub citizen_cell: bool,
    /// Title of the document.
    pub title: Vec<Inline>,
    /// What stands around the title.
    pub around: AroundTitle,
    /// Whether (안) is printed with the title.
    pub draft: bool,
    /// `2019. 5.`
    pub month: String,
    /// Name of the institution.
    pub agency: String,
    /// The institution above it (`상위기관`).
    pub parent: Option<String>,
    /// Name of the department.
    pub department: String,
    /// The office above the department.
    pub upper: Option<String>,
    /// Name of the team (`팀`).
    pub team: Option<String>,
    /// What the document has on its cover only (`표지` of `지면`).
    #[serde(skip_serializing_if = "CoverPlaces::is_empty")]
    pub places: CoverPlaces,
    /// Subject and legal basis of the report, on forms that have a field for it.
    pub summary: Option<Vec<Inline>>,
}

/// Lines and names of a cover that the document chooses.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct CoverPlaces {
    /// Lines at the top of the page.
    pub top: SideLines,
    /// Lines at the foot of the page.
    pub foot: SideLines,
    /// What stands in the place of the month, nothing if it is empty; `None` for the month.
    pub month: Option<Vec<Inline>>,
    /// Names in the place of that of the department, the first in large letters.
    pub offices: Vec<Vec<Inline>>,
    /// The look of the title; `None` for that of [`AroundTitle`].
    pub look: Option<TitleLook>,
}

impl CoverPlaces {
    /// Whether the document has nothing of its own on its cover.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The lines below the title, in reading order.
    pub fn below_title(&self) -> impl Iterator<Item = &Vec<Inline>> {
        self.month.iter().filter(|month| !month.is_empty()).chain(&self.offices).chain(self.foot.each().map(|(_, l)| l))
    }
}

/// The head of a document without a cover.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetHead {
    /// Lines of the record box (기록).
    pub record: Vec<RecordLine>,
    /// Approval lines and cooperation.
    pub approval: ApprovalGrid,
    /// Title of the document.
    pub title: Vec<Inline>,
    /// What stands around the title.
    pub around: AroundTitle,
    /// Whether (안) is printed with the title.
    pub draft: bool,
    /// Name of the department.
    pub department: String,
}

/// A title above the body.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InnerTitle {
    /// Title of the document.
    pub title: Vec<Inline>,
    /// What stands around the title.
    pub around: AroundTitle,
    /// Whether (안) is printed with the title.
    pub draft: bool,
}

/// A line of the checklist.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckLine {
    /// `묶음`: the group of the point; a heading above the first of those that follow each other.
    pub group: Option<String>,
    /// The point to check (`항목`).
    pub item: Vec<Inline>,
    /// Whether it was checked; otherwise it does not apply.
    pub done: bool,
    /// `비고`; empty if there is none.
    pub note: Vec<Inline>,
}

impl CheckLine {
    /// Heading of the checklist.
    pub const TITLE: &str = "사전검토항목 점검표";
    /// Heads of its columns: point, the two results, remarks.
    pub const COLUMNS: [&str; 4] = ["점검사항", "검토 완료", "해당 없음", "비고"];

    /// The heading above a line: the name of a group that begins with it.
    pub fn heading(rows: &[Self], at: usize) -> Option<&str> {
        let group = rows[at].group.as_deref()?;
        let before = at.checked_sub(1).and_then(|before| rows[before].group.as_deref());
        (before != Some(group)).then_some(group)
    }

    /// The boxes of the two results: the box of the actual result is filled.
    pub fn boxes(&self) -> [&'static str; 2] {
        if self.done { ["■", "□"] } else { ["□", "■"] }
    }

    /// The result in words.
    pub fn result(&self) -> &'static str {
        Self::COLUMNS[if self.done { 1 } else { 2 }]
    }
}

/// Head of a letter (두문; 시행규칙 별지 제1호서식).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LetterHead {
    /// Name of the agency (행정기관명).
    pub agency: String,
    /// `홍보문구` above the name of the agency.
    pub slogan: Option<String>,
    /// 수신: `내부결재`, one receiver, or `수신자 참조`.
    pub receiver: Vec<Inline>,
    /// `경유`: agency through which the letter goes.
    pub via: Option<String>,
    /// `제목` of the letter.
    pub title: Vec<Inline>,
}

/// Foot of a letter (결문; 시행규칙 별지 제1호서식).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LetterFoot {
    /// 발신명의, the lead agency first; none on an internal document.
    pub senders: Vec<String>,
    /// `관인생략` or `서명생략`, if the seal is omitted.
    pub seal_note: Option<&'static str>,
    /// 수신자, if there are several.
    pub receivers: Vec<Vec<Inline>>,
    /// Approval lines and cooperation, a line for each.
    pub approval: ApprovalGrid,
    /// 시행: number and day; the day is empty until the letter is sent.
    pub issue: (String, String),
    /// Address and homepage; telephone, fax, mail and class: a line each.
    pub contact: Vec<Vec<Inline>>,
}

impl LetterFoot {
    /// `시행 정책기획과-12 (2019. 5. 8.)`; missing parts leave a gap.
    pub fn issue_line(&self) -> String {
        let (number, day) = &self.issue;
        let number = if number.is_empty() { String::new() } else { format!(" {number}") };
        format!("시행{number} ({})", if day.is_empty() { " " } else { day })
    }
}

impl Part {
    /// Every line of text of the part, in reading order. Labels that the sheet adds are included if they are part of
    /// the text of a letter.
    pub fn lines(&self) -> Vec<Vec<Inline>> {
        let mut lines = match self {
            Self::Cover(cover) => {
                let places = &cover.places;
                let mut lines: Vec<_> = places.top.each().map(|(_, line)| line.clone()).collect();
                lines.extend(cover.record.iter().map(|r| r.value.clone()));
                lines.extend(cover.approval.lines());
                lines.extend(cover.around.lines(vec![cover.title.clone()]));
                lines.extend(cover.summary.clone());
                if places.month.is_none() {
                    lines.push(text(&cover.month));
                }
                if places.offices.is_empty() {
                    lines.extend(cover.upper.iter().chain([&cover.department]).chain(&cover.team).map(|t| text(t)));
                }
                lines.extend(places.below_title().cloned());
                lines
            }
            Self::SheetHead(head) => {
                let mut lines: Vec<_> = head.record.iter().map(|r| r.value.clone()).collect();
                lines.extend(head.approval.lines());
                lines.extend(head.around.lines(vec![head.title.clone()]));
                lines.push(text(&head.department));
                lines
            }
            Self::Checklist(rows) => {
                // Cell by cell, in the reading order of the printed table.
                let mut lines = vec![text(CheckLine::TITLE)];
                lines.extend(CheckLine::COLUMNS.map(text));
                for (i, row) in rows.iter().enumerate() {
                    lines.extend(CheckLine::heading(rows, i).map(text));
                    let [done, not_done] = row.boxes().map(text);
                    lines.extend([row.item.clone(), done, not_done, row.note.clone()]);
                }
                lines
            }
            Self::Contents => Vec::new(),
            Self::InnerTitle(inner) => inner.around.lines(vec![inner.title.clone()]),
            Self::LetterHead(head) => head.lines(),
            Self::LetterFoot(foot) => foot.lines(),
            Self::TitleHead(head) => head.lines(),
            Self::Closing(closing) => closing.lines(),
            Self::Signatures(grid) => grid.lines(),
        };
        lines.retain(|l| !plain(l).trim().is_empty());
        lines
    }

    /// The title above the text with what stands around it, if the part has one, and whether (안) is printed with it.
    pub fn title_above(&self) -> Option<(&[Inline], &AroundTitle, bool)> {
        match self {
            Self::SheetHead(head) => Some((&head.title, &head.around, head.draft)),
            Self::InnerTitle(inner) => Some((&inner.title, &inner.around, inner.draft)),
            Self::TitleHead(head) => Some((&head.title, &head.around, head.draft)),
            Self::Cover(_)
            | Self::Checklist(_)
            | Self::Contents
            | Self::LetterHead(_)
            | Self::LetterFoot(_)
            | Self::Closing(_)
            | Self::Signatures(_) => None,
        }
    }

    /// The approval grid, if the part has one.
    pub fn approval(&self) -> Option<&ApprovalGrid> {
        match self {
            // A plain cover has none; that of its document is in `Signatures`.
            Self::Cover(cover) => Some(&cover.approval).filter(|_| !cover.plain),
            Self::SheetHead(head) => Some(&head.approval),
            Self::LetterFoot(foot) => Some(&foot.approval),
            Self::Signatures(grid) => Some(grid),
            Self::InnerTitle(inner) => inner.around.approval.as_ref(),
            Self::TitleHead(head) => head.around.approval.as_ref(),
            Self::Checklist(_) | Self::Contents | Self::LetterHead(_) | Self::Closing(_) => None,
        }
    }
}

impl LetterHead {
    fn lines(&self) -> Vec<Vec<Inline>> {
        let mut lines: Vec<Vec<Inline>> = self.slogan.iter().map(|s| text(s)).collect();
        lines.push(text(&self.agency));
        lines.extend([text("수신"), self.receiver.clone(), text("(경유)")]);
        lines.extend(self.via.iter().map(|v| text(v)));
        lines.extend([text("제목"), self.title.clone()]);
        lines
    }
}

impl LetterFoot {
    fn lines(&self) -> Vec<Vec<Inline>> {
        let mut lines: Vec<Vec<Inline>> = self.senders.iter().map(|s| text(s)).collect();
        lines.extend(self.seal_note.iter().map(|s| text(s)));
        if !self.receivers.is_empty() {
            lines.extend([text("수신자"), self.receivers.join(&Inline::Text(", ".to_owned()))]);
        }
        for approval in &self.approval.agencies {
            lines.extend(approval.agency.iter().map(|a| text(a)));
            approval.signatures.iter().for_each(|s| lines.extend(s.lines()));
        }
        lines.push(text("협조자"));
        self.approval.cooperation.iter().for_each(|s| lines.extend(s.lines()));
        lines.extend([text(&self.issue_line()), text("접수 ( )")]);
        lines.extend(self.contact.iter().cloned());
        lines
    }
}
