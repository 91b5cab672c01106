//! # 결재선은 기안자로 시작하여 결재권자 한 사람으로 끝납니다
//!
//! 결재선에는 기안자, 검토자, 결재권자를 차례대로 적고, 협조자는 `협조`에 따로 적습니다. 결재권자는 한 사람이며 맨 뒤에 둡니다.
//! 결재권자가 혼자 기안하고 결재한 문서는 그 사람만 `역할: 결재`로 적습니다. 위임전결 사항을 대결한 때에는 대결한 결재권자 뒤에
//! 전결권자의 칸(`역할: 검토`, `표시: [전결]`)을 둡니다.
//!
//! 예: 결재선의 마지막 사람이 `역할: 검토`
//! 대신: 결재선의 마지막 사람이 `역할: 결재`
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 제8조, 제9조, 제10조; 같은 규정 시행규칙 제4조제6항, 제7조.
//!
//! # An approval line begins with the drafter and ends with one approver
//!
//! The approval line lists drafter, reviewers and approver in this order; those who cooperate stand under 협조. There is
//! one approver, at the end. Who drafts and approves alone stands as the approver only. Where a deputy approved a matter
//! that is delegated, the cell of the one whose power it was (`역할: 검토`, `표시: [전결]`) follows the deputy.
//!
//! Example: the last of the line has `역할: 검토`
//! Instead: the last of the line has `역할: 결재`
//!
//! Source: 행정업무의 운영 및 혁신에 관한 규정 제8조, 제9조, 제10조; its 시행규칙 제4조제6항, 제7조.

use gian_diagnostics::{Diag, Place, Route, Severity, Text, text};
use gian_model::record::{Role, Signer};
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("approval-line", Layer::Statute, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let record = &document.record;
        let mut say = |route: Route, message: Text, help: Text| {
            diags.push(RULE.problem(Place::value(&document.path, route), message).help(help));
        };
        for (route, line) in record.approval_lines() {
            approver(&route, line, &mut say);
            order(&route, line, &mut say);
        }
        if let [first, _, ..] = &*record.approval
            && first.role != Role::Drafter
            && !record.approval.iter().any(|s| s.role == Role::Drafter)
        {
            say(
                routes::signer(0).key(keys::ROLE),
                text!("결재선에 기안자가 없습니다", "the approval line has no drafter"),
                text!("첫 사람을 `역할: 기안`으로 적으십시오", "give `역할: 기안` to the first person"),
            );
        }
        for (i, _) in record.cooperation.iter().enumerate().filter(|(_, s)| s.role != Role::Cooperator) {
            say(
                routes::cooperator(i).key(keys::ROLE),
                text!("협조자의 역할이 `협조`가 아닙니다", "the role of one who cooperates is not 협조"),
                text!(
                    "`역할: 협조`로 고치거나 결재선으로 옮기십시오",
                    "write `역할: 협조`, or move the person to 결재선"
                ),
            );
        }
    }
}

/// Exactly one approver, who signs last.
fn approver(route: &Route, line: &[Signer], say: &mut impl FnMut(Route, Text, Text)) {
    let Some(last) = line.iter().rposition(|s| !s.left_to_deputy()).or(line.len().checked_sub(1)) else { return };
    for (i, signer) in line.iter().enumerate() {
        if (signer.role == Role::Approver) == (i == last) {
            continue;
        }
        let message = if i == last {
            text!("결재선의 마지막 사람이 결재권자가 아닙니다", "the last in the approval line is not the approver")
        } else {
            text!("결재권자가 결재선의 마지막이 아닙니다", "the approver is not the last in the approval line")
        };
        let help = text!("마지막 사람만 `역할: 결재`로 적으십시오", "give `역할: 결재` to the last person only");
        say(route.index(i).key(keys::ROLE), message, help);
    }
}

/// Drafters come before reviewers, and the line contains no other roles before the approver.
fn order(route: &Route, line: &[Signer], say: &mut impl FnMut(Route, Text, Text)) {
    for (i, signer) in line.iter().enumerate() {
        let behind = || line[..i].iter().any(|s| matches!(s.role, Role::Reviewer | Role::Approver));
        match signer.role {
            Role::Cooperator => say(
                route.index(i).key(keys::ROLE),
                text!("협조자가 결재선에 있습니다", "one who cooperates stands in the approval line"),
                text!("`협조:` 아래로 옮기십시오", "move the person to `협조:`"),
            ),
            Role::Drafter if behind() => say(
                route.index(i).key(keys::ROLE),
                text!(
                    "기안자가 검토자나 결재권자보다 뒤에 있습니다",
                    "the drafter stands behind a reviewer or the approver"
                ),
                text!("기안자를 결재선의 맨 앞에 적으십시오", "write the drafter first"),
            ),
            Role::Drafter | Role::Reviewer | Role::Approver => {}
        }
    }
}
