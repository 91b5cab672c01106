//! The approval grid: approvers and cooperating signers.

use gian_document::{Approval, ApprovalGrid};
use gian_view::View;

use super::signature::signature;

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
