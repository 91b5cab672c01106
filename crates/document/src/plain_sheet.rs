//! Parts of sheets that show no approval: notices, empty forms, press releases, free pages.

use serde::Serialize;

use crate::inline::Inline;
use crate::record_line::{RecordLine, text};

/// The title with the lines around it (제목머리).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TitleHead {
    /// What the document is, in a band across the head: `보도자료`.
    pub band: Option<String>,
    /// Lines of a box above the title.
    pub record: Vec<RecordLine>,
    /// Lines above the title, from the left margin: the number of a notice.
    pub above: Vec<RecordLine>,
    /// Title of the document.
    pub title: Vec<Inline>,
    /// Whether (안) is printed with the title.
    pub draft: bool,
    /// Lines below the title, centred.
    pub below: Vec<RecordLine>,
    /// Cells beside one another below the title; a cell without a value is filled in by hand.
    pub cells: Vec<RecordLine>,
}

/// The end of the sheet (맺음): day, sender, lines for signatures, receiver.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Closing {
    /// The day in words, with gaps where it is filled in by hand.
    pub day: Option<String>,
    /// 발신명의, the lead agency first.
    pub senders: Vec<String>,
    /// `관인생략` or `서명생략`, if the seal is omitted.
    pub seal_note: Option<&'static str>,
    /// Lines to be signed.
    pub signatures: Vec<SignatureSpace>,
    /// Who receives the filled-in form: `한빛시장 귀하`.
    pub receiver: Option<String>,
}

/// A line to be signed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SignatureSpace {
    /// Who signs: `신청인`.
    pub who: String,
    /// How, in brackets: `서명 또는 인`.
    pub how: String,
}

impl Closing {
    /// A day that is filled in by hand.
    pub const BLANK_DAY: &str = "년    월    일";

    /// Whether there is nothing to print.
    pub fn is_empty(&self) -> bool {
        let Self { day, senders, seal_note: _, signatures, receiver } = self;
        day.is_none() && senders.is_empty() && signatures.is_empty() && receiver.is_none()
    }

    pub(crate) fn lines(&self) -> Vec<Vec<Inline>> {
        let mut lines: Vec<Vec<Inline>> = self.day.iter().map(|d| text(d)).collect();
        lines.extend(self.senders.iter().map(|s| text(s)));
        lines.extend(self.seal_note.iter().map(|s| text(s)));
        lines.extend(self.signatures.iter().flat_map(|s| [text(&s.who), text(&format!("({})", s.how))]));
        lines.extend(self.receiver.iter().map(|r| text(r)));
        lines
    }
}

impl TitleHead {
    pub(crate) fn lines(&self) -> Vec<Vec<Inline>> {
        let line = |line: &RecordLine| [text(&line.label), line.value.clone()];
        let mut lines: Vec<Vec<Inline>> = self.band.iter().map(|b| text(b)).collect();
        lines.extend(self.record.iter().chain(&self.above).flat_map(line));
        lines.push(self.title.clone());
        lines.extend(self.below.iter().chain(&self.cells).flat_map(line));
        lines
    }
}
