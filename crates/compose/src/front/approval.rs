//! The approval grid: approvers and cooperating signers.

use gian_document::{Approval, ApprovalGrid, Signature};
use gian_view::View;
use gian_vocabulary::record::Role;

use super::signature::signature;

/// The grid on the sheet: as [`approval`], with empty cells or titles of its own if the document asks for them.
pub(super) fn on_sheet(view: &View) -> ApprovalGrid {
    let titles = &view.record.paper.approval_titles;
    if !titles.is_empty() {
        let cell = |title: &String| Signature {
            role: Role::Reviewer,
            title: title.clone(),
            marks: Vec::new(),
            signed_on: None,
            name: String::new(),
            awaited: true,
        };
        let signatures = titles.iter().map(cell).collect();
        return ApprovalGrid { agencies: vec![Approval { agency: None, signatures }], cooperation: Vec::new() };
    }
    let mut grid = approval(view);
    if view.record.paper.blank_cells {
        let signatures = grid.agencies.iter_mut().flat_map(|a| &mut a.signatures).chain(&mut grid.cooperation);
        for signature in signatures {
            signature.name.clear();
            signature.marks.clear();
            signature.signed_on = None;
        }
    }
    grid
}

/// Approvers and cooperating signers; agencies are named if there are several.
pub fn approval(view: &View) -> ApprovalGrid {
    let record = &view.record;
    let own = Approval {
        agency: (!record.joint.is_empty()).then(|| view.institution.name.clone()),
        signatures: record.approval.iter().map(signature).collect(),
    };
    let joint = record
        .joint
        .iter()
        .map(|j| Approval { agency: Some(j.agency.clone()), signatures: j.approval.iter().map(signature).collect() });
    ApprovalGrid {
        agencies: std::iter::once(own).chain(joint).collect(),
        cooperation: record.cooperation.iter().map(signature).collect(),
    }
}
