//! The approval grid: approvers and cooperating signers.

use gian_korean::date;
use gian_vocabulary::record::Role;
use gian_vocabulary::values::Date;
use serde::Serialize;

use crate::inline::Inline;
use crate::record_line::text;

/// Approvers and cooperating signers.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ApprovalGrid {
    /// Approval of each agency, the lead agency first.
    pub agencies: Vec<Approval>,
    /// 협조자.
    pub cooperation: Vec<Signature>,
}

impl ApprovalGrid {
    /// Signatures of the lead agency.
    pub fn own(&self) -> &[Signature] {
        self.agencies.first().map_or(&[], |a| &a.signatures)
    }

    /// All signatures, agency by agency, then 협조자; the agency is given for all but the lead one.
    pub fn signatures(&self) -> impl Iterator<Item = (Option<&str>, &Signature)> {
        let agencies = self.agencies.iter().enumerate().flat_map(|(i, approval)| {
            let agency = approval.agency.as_deref().filter(|_| i > 0);
            approval.signatures.iter().map(move |s| (agency, s))
        });
        agencies.chain(self.cooperation.iter().map(|s| (None, s)))
    }
}

/// The signatures of one agency.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Approval {
    /// Set only if several agencies approve.
    pub agency: Option<String>,
    /// Signatures from the drafter to the approver.
    pub signatures: Vec<Signature>,
}

/// A signature field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Signature {
    /// Role of the signer.
    pub role: Role,
    /// Title, with ★ or ⊙ before it.
    pub title: String,
    /// 전결, 대결: above the name.
    pub marks: Vec<&'static str>,
    /// Day of the signature; `None` if it is unsigned or no day is recorded.
    pub signed_on: Option<Date>,
    /// The name, or the reason for an absence; empty until it is signed.
    pub name: String,
    /// Whether a signature is still pending.
    pub awaited: bool,
}

impl Signature {
    /// Lines above the name: 전결, 대결, the day.
    pub fn notes(&self) -> Vec<String> {
        let marks = self.marks.iter().map(|m| (*m).to_owned());
        marks.chain(self.signed_on.map(|day| date::signature(day.0))).collect()
    }
}

impl ApprovalGrid {
    pub(crate) fn lines(&self) -> Vec<Vec<Inline>> {
        let mut lines = Vec::new();
        for approval in &self.agencies {
            lines.extend(approval.agency.iter().map(|a| text(a)));
            approval.signatures.iter().for_each(|s| lines.extend(s.lines()));
        }
        self.cooperation.iter().for_each(|s| lines.extend(s.lines()));
        lines
    }
}

impl Signature {
    pub(crate) fn lines(&self) -> Vec<Vec<Inline>> {
        let notes = self.notes();
        std::iter::once(&self.title).chain(&notes).chain([&self.name]).map(|t| text(t)).collect()
    }
}
