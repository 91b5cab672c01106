//! The cell of a signer.

use gian_document::Signature;
use gian_view::SignerView;
use gian_vocabulary::record::{Initiative, Mark, Role};

/// The cell of a signer: signs beside the title, 전결, 대결 and the day above the name, and the reason for an absence
/// instead of the name (시행규칙 제6조, 제7조, 제10조).
pub(super) fn signature(signer: &SignerView) -> Signature {
    let sign = match signer.initiative {
        Some(Initiative::Proposer) => "★",
        Some(Initiative::Reporter) => "⊙",
        None => "",
    };
    let opinion = if signer.opinion { "(의견 있음)" } else { "" };
    let (mut acting, mut marks, mut deputy) = (String::new(), Vec::new(), "");
    for mark in &signer.marks {
        match mark {
            Mark::Delegated | Mark::Deputy => marks.push(mark.label()),
            Mark::Acting | Mark::ActingTitle => acting = format!(" {}", mark.label()),
            Mark::DeputyHanja => deputy = "代",
        }
    }
    let name = match (signer.name.is_empty(), &signer.absent) {
        (true, Some(reason)) => reason.clone(),
        (true, None) => String::new(),
        (false, _) => format!("{deputy}{}", signer.name),
    };
    // The cell of a reviewer who left the decision to a deputy shows 전결 only.
    let left = signer.role == Role::Reviewer && signer.marks.contains(&Mark::Delegated);
    Signature {
        role: signer.role,
        title: format!("{sign}{}{acting}{opinion}", signer.title),
        marks,
        signed_on: signer.signed_on,
        awaited: name.is_empty() && !left,
        name,
    }
}
