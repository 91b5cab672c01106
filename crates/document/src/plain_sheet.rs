//! Parts of sheets that show no approval: notices, empty forms, press releases, free pages.

use serde::Serialize;

use crate::around_title::AroundTitle;
use crate::inline::Inline;
use crate::record_line::{RecordLine, text};

/// The title with the lines around it (제목머리).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TitleHead {
    /// What the document is, in a band across the head: `보도자료`.
    pub band: Option<String>,
    /// Lines of a box above the title.
    pub record: Vec<RecordLine>,
    /// The name of a certificate, which stands in large letters in the place of the title: `상장`.
    pub large: Option<String>,
    /// Lines above the title, from the left margin: the number of a notice.
    pub above: Vec<RecordLine>,
    /// Title of the document.
    pub title: Vec<Inline>,
    /// What the document has around its title.
    pub around: AroundTitle,
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
    /// A sentence before the day: what an agreement says of its copies.
    pub words: Vec<Inline>,
    /// The day in words, with gaps where it is filled in by hand.
    pub day: Option<String>,
    /// 발신명의, the lead agency first.
    pub senders: Vec<String>,
    /// What stands in the place of the seal: `관인생략`, `(직인)`.
    pub seal_note: Option<&'static str>,
    /// Whether the place of the seal is an empty box.
    pub seal_box: bool,
    /// Those who give a certificate: the title and the name of each.
    pub givers: Vec<Giver>,
    /// The parties of an agreement.
    pub parties: Vec<Party>,
    /// Whether the parties are beside one another.
    pub beside: bool,
    /// Lines to be signed.
    pub signatures: Vec<SignatureSpace>,
    /// Who receives the filled-in form: `한빛시장 귀하`.
    pub receiver: Option<Vec<Inline>>,
}

/// Who gives a certificate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Giver {
    /// `한빛시장`.
    pub title: Vec<Inline>,
    /// The name; its letters stand apart on paper.
    pub name: Vec<Inline>,
}

impl Giver {
    /// The place of the seal, which no edition draws.
    pub const SEAL: &str = "(직인)";
}

/// A party of an agreement, with the place of its signature.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Party {
    /// What the articles call it, in quotes: `“갑”`.
    pub short: Option<String>,
    /// Its name, and its address if there is one.
    pub lines: Vec<Vec<Inline>>,
    /// Title of the signer; empty if it is not known.
    pub title: Vec<Inline>,
    /// Name of the signer.
    pub name: Vec<Inline>,
}

impl Party {
    /// The place of the seal.
    pub const SEAL: &str = "(인)";
}

/// A line to be signed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SignatureSpace {
    /// Who signs: `신청인`, `점검자 정책기획과 주무관`.
    pub who: String,
    /// The name, if it is known; otherwise it is written by hand.
    pub name: Vec<Inline>,
    /// How, in brackets: `서명 또는 인`.
    pub how: String,
}

impl Closing {
    /// What is read in the box of a seal.
    pub const SEAL: &str = "직인";
    /// A day that is filled in by hand.
    pub const BLANK_DAY: &str = "년    월    일";

    /// Whether there is nothing to print.
    pub fn is_empty(&self) -> bool {
        let Self { words, day, senders, seal_note: _, seal_box: _, givers, parties, beside: _, signatures, receiver } =
            self;
        let is_signed = !(senders.is_empty() && givers.is_empty() && parties.is_empty() && signatures.is_empty());
        words.is_empty() && day.is_none() && !is_signed && receiver.is_none()
    }

    pub(crate) fn lines(&self) -> Vec<Vec<Inline>> {
        let mut lines = vec![self.words.clone()];
        lines.extend(self.day.iter().map(|d| text(d)));
        lines.extend(self.senders.iter().map(|s| text(s)));
        lines.extend(self.seal_note.iter().map(|s| text(s)));
        lines.extend(self.seal_box.then(|| text(Self::SEAL)));
        lines.extend(self.givers.iter().flat_map(|g| [g.title.clone(), g.name.clone(), text(Giver::SEAL)]));
        for party in &self.parties {
            lines.extend(party.short.iter().map(|s| text(s)));
            lines.extend(party.lines.iter().cloned());
            lines.extend([party.title.clone(), party.name.clone(), text(Party::SEAL)]);
        }
        lines
            .extend(self.signatures.iter().flat_map(|s| [text(&s.who), s.name.clone(), text(&format!("({})", s.how))]));
        lines.extend(self.receiver.clone());
        lines
    }
}

impl TitleHead {
    pub(crate) fn lines(&self) -> Vec<Vec<Inline>> {
        let line = |line: &RecordLine| [text(&line.label), line.value.clone()];
        let mut lines: Vec<Vec<Inline>> = self.band.iter().map(|b| text(b)).collect();
        lines.extend(self.record.iter().chain(&self.above).flat_map(line));
        lines
            .extend(self.around.lines(vec![self.large.as_ref().map_or_else(|| self.title.clone(), |name| text(name))]));
        lines.extend(self.below.iter().chain(&self.cells).flat_map(line));
        lines
    }
}
