//! The grid of approval: who approves and who agrees.

use gian_document::{Approval, ApprovalGrid};
use gian_view::View;

use super::signature::signature;

/// Who approves and who agrees; each agency is named where there are several.
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
