//! # 결재란의 표시는 정해진 꼴로 적습니다
//!
//! `전결`은 위임받은 사람의 칸에, `대결`(서울시 전자결재는 `代`)은 대신 결재한 사람의 칸에 적습니다. 대결하면 결재하지 못한 사람의
//! 칸은 만들지 않습니다. 위임전결 사항을 대결하면 전결권자의 칸에는 서명 없이 `전결`만 적고, 대결한 사람의 칸에 `대결`과 서명을
//! 적습니다. 부재 사유는 검토나 협조를 하지 못한 사람의 칸에 서명 대신 적습니다. 발의자(★)는 기안하게 하거나 스스로 기안한 사람이고
//! 보고자(⊙)는 결재권자에게 보고한 사람이므로, 결재권자에게는 보고자 표시를 하지 않습니다.
//!
//! 예: `{역할: 결재, 직위: 기획팀장, 성명: 홍길동, 표시: [전결, 대결]}`
//! 대신: `{역할: 결재, 직위: 기획팀장, 성명: 홍길동, 표시: [대결]}` 뒤에 `{역할: 검토, 직위: 기획과장, 성명: 성춘향, 표시: [전결]}`
//!
//! 근거: 행정업무의 운영 및 혁신에 관한 규정 제8조제4항, 제10조; 같은 규정 시행규칙 제6조, 제7조, 제10조.
//!
//! # Marks of approval stand as the decree says
//!
//! 전결 stands in the cell of the one to whom the power is delegated, 대결 (代 in the e-approval of Seoul) in that of the
//! deputy. Behind a deputy the absent approver has no cell. Where the matter was delegated, the cell of the one with the
//! power holds 전결 without a signature, and that of the deputy 대결 with one. A reason of absence stands instead of a
//! signature, of one who reviews or cooperates. The proposer (★) had the document drafted or drafted it, the reporter (⊙)
//! reported to the approver, who is therefore no reporter.
//!
//! Example: `{역할: 결재, 직위: 기획팀장, 성명: 홍길동, 표시: [전결, 대결]}`
//! Instead: `{역할: 결재, 직위: 기획팀장, 성명: 홍길동, 표시: [대결]}`, then `{역할: 검토, 직위: 기획과장, 성명: 성춘향, 표시: [전결]}`
//!
//! Source: 행정업무의 운영 및 혁신에 관한 규정 제8조제4항, 제10조; its 시행규칙 제6조, 제7조, 제10조.

use gian_diagnostics::{Diag, Place, Route, Severity, Text, text};
use gian_model::record::{Initiative, Mark, Role, Signer};
use gian_model::{Dossier, keys, routes};

use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("approval-marks", Layer::Statute, Severity::Error, &[Run::Dossier(run)]);

pub(super) fn run(_: &Scope<'_>, dossier: &Dossier, diags: &mut Vec<Diag>) {
    for document in &dossier.documents {
        let record = &document.record;
        for (route, line) in record.approval_lines() {
            let deputy = line.iter().position(|s| s.role == Role::Approver && is_deputy(s));
            for (i, signer) in line.iter().enumerate() {
                let cell = Cell { path: &document.path, route: route.index(i), signer };
                cell.marks(diags);
                cell.absence(diags);
                cell.initiative(diags);
                if signer.left_to_deputy() {
                    cell.delegated_before_deputy(deputy.is_some_and(|at| at < i), diags);
                }
            }
            one_cell_each(&document.path, &route, line, diags);
            proposers(&document.path, &route, line, diags);
        }
        for (i, signer) in record.cooperation.iter().enumerate() {
            let cell = Cell { path: &document.path, route: routes::cooperator(i), signer };
            cell.marks(diags);
            cell.absence(diags);
            cell.initiative(diags);
        }
    }
}

/// The cell of one signer.
struct Cell<'a> {
    path: &'a str,
    route: Route,
    signer: &'a Signer,
}

impl Cell<'_> {
    fn say(&self, key: &str, message: Text, help: Text) -> Diag {
        RULE.problem(Place::value(self.path, self.route.key(key)), message).help(help)
    }

    fn has(&self, mark: Mark) -> bool {
        self.signer.marks.contains(&mark)
    }

    fn marks(&self, diags: &mut Vec<Diag>) {
        for (marks, message, help) in TOGETHER {
            if marks.iter().all(|m| self.has(*m)) {
                diags.push(self.say(keys::MARKS, message(), help()));
            }
        }
        let role = self.signer.role;
        if self.has(Mark::Delegated) && matches!(role, Role::Drafter | Role::Cooperator) {
            diags.push(self.say(
                keys::MARKS,
                text!(
                    "`전결`은 결재할 권한을 위임받은 사람의 표시입니다",
                    "전결 is of one who has the power to approve"
                ),
                text!("표시를 지우거나 `역할: 결재`로 고치십시오", "remove the mark, or write `역할: 결재`"),
            ));
        }
        if self.has(Mark::Deputy) && role != Role::Approver {
            diags.push(self.say(
                keys::MARKS,
                text!("`대결`은 대신하여 결재한 사람의 표시입니다", "대결 is of one who approved as a deputy"),
                text!("표시를 지우거나 `역할: 결재`로 고치십시오", "remove the mark, or write `역할: 결재`"),
            ));
        }
    }

    fn absence(&self, diags: &mut Vec<Diag>) {
        let signer = self.signer;
        if signer.absent.is_none() {
            return;
        }
        match signer.role {
            Role::Approver => diags.push(self.say(
                keys::ABSENT,
                text!("결재권자의 칸에 부재 사유가 있습니다", "the cell of the approver has a reason of absence"),
                text!(
                    "대신 결재한 사람을 `역할: 결재`, `표시: [대결]`로 적고 이 칸은 지우십시오",
                    "write the deputy with `역할: 결재` and `표시: [대결]`, and remove this cell"
                ),
            )),
            Role::Drafter => diags.push(self.say(
                keys::ABSENT,
                text!("기안자의 칸에 부재 사유가 있습니다", "the cell of the drafter has a reason of absence"),
                text!("실제로 기안한 사람을 적으십시오", "name the one who drafted"),
            )),
            Role::Reviewer | Role::Cooperator => {}
        }
        let signs = [(keys::SIGNED_ON, signer.signed_on.is_some()), (keys::OPINION, signer.opinion)];
        for (key, _) in signs.into_iter().filter(|(_, there)| *there) {
            diags.push(
                self.say(
                    key,
                    text!("부재 사유가 있는 사람에게 `{}` 항목이 있습니다", "one who was absent has `{}`"; key),
                    text!("부재 사유와 `{}` 가운데 하나를 지우십시오", "remove the reason, or `{}`"; key),
                )
                .related(Place::value(self.path, self.route.key(keys::ABSENT)), text!("부재 사유", "the reason")),
            );
        }
    }

    fn initiative(&self, diags: &mut Vec<Diag>) {
        let signer = self.signer;
        if signer.opinion && matches!(signer.role, Role::Drafter | Role::Approver) {
            diags.push(
                self.say(
                    keys::OPINION,
                    text!(
                        "`(의견 있음)`은 검토자나 협조자의 표시입니다",
                        "(의견 있음) is of one who reviews or cooperates"
                    ),
                    text!("`의견있음`을 지우십시오", "remove `의견있음`"),
                )
                .severity(Severity::Warning),
            );
        }
        let Some(initiative) = signer.initiative else { return };
        let misplaced = match signer.role {
            Role::Approver => initiative == Initiative::Reporter,
            Role::Cooperator => true,
            Role::Drafter | Role::Reviewer => false,
        };
        if misplaced {
            diags.push(
                self.say(
                    keys::INITIATIVE,
                    text!(
                        ko: "{}에게 {}자 표시가 있습니다", role(signer.role), initiative.label();
                        en: "the {} has the mark of a {}", signer.role.name(), initiative.name()
                    ),
                    text!(
                        ko: "결재선에서 {}한 사람에게 표시하십시오", initiative.label();
                        en: "mark the {} in the approval line", initiative.name()
                    ),
                )
                .severity(Severity::Warning),
            );
        }
    }

    fn delegated_before_deputy(&self, behind_deputy: bool, diags: &mut Vec<Diag>) {
        if !behind_deputy {
            diags.push(self.say(
                keys::MARKS,
                text!(
                    "`전결` 표시가 있는 사람이 결재권자가 아니고, 대신 결재한 사람도 앞에 없습니다",
                    "one with the mark 전결 is not the approver, and no deputy stands before"
                ),
                text!(
                    "전결한 사람을 `역할: 결재`로 적거나, 대결한 사람을 앞에 적으십시오",
                    "write `역할: 결재` for the one who approved, or the deputy before"
                ),
            ));
        }
        if self.signer.signed_on.is_some() {
            diags.push(self.say(
                keys::SIGNED_ON,
                text!(
                    "대결한 문서의 전결권자는 서명하지 않습니다",
                    "where a deputy approved, the one with the power does not sign"
                ),
                text!("`서명일`을 지우십시오", "remove `서명일`"),
            ));
        }
    }
}

type Say = fn() -> Text;

/// Marks that exclude each other in one cell.
const TOGETHER: [([Mark; 2], Say, Say); 4] = [
    ([Mark::Delegated, Mark::Deputy], both_approvals, one_of_approvals),
    ([Mark::Delegated, Mark::DeputyHanja], both_approvals, one_of_approvals),
    (
        [Mark::Deputy, Mark::DeputyHanja],
        || text!("`대결`과 `代`는 같은 뜻의 표시입니다", "대결 and 代 mean the same"),
        || text!("하나만 적으십시오", "keep one of them"),
    ),
    (
        [Mark::Acting, Mark::ActingTitle],
        || text!("한 사람에게 `권한대행`과 `직무대리`가 함께 있습니다", "one signer has both 권한대행 and 직무대리"),
        || text!("하나만 적으십시오", "keep one of them"),
    ),
];

fn both_approvals() -> Text {
    text!("한 사람의 칸에 전결과 대결이 함께 있습니다", "one cell has both the mark of delegation and that of a deputy")
}

fn one_of_approvals() -> Text {
    text!(
        "대결한 사람의 칸에는 `대결`만 두고, 전결권자의 칸(`역할: 검토`, `표시: [전결]`)을 그 뒤에 두십시오",
        "keep 대결 for the deputy, and write the one with the power behind (`역할: 검토`, `표시: [전결]`)"
    )
}

/// A deputy signs in the cell of their own post, not in a second one under the title of the absent approver.
fn one_cell_each(path: &str, route: &Route, line: &[Signer], diags: &mut Vec<Diag>) {
    let deputy = line.iter().enumerate().find(|(_, s)| s.role == Role::Approver && s.marks.contains(&Mark::Deputy));
    let Some((at, deputy)) = deputy else { return };
    let Some(first) = line[..at].iter().position(|s| s.name == deputy.name) else { return };
    diags.push(
        RULE.problem(
            Place::value(path, route.index(at).key(keys::PERSON)),
            text!("대결한 사람이 두 칸에 서명하였습니다", "the deputy signs in two cells"),
        )
        .related(
            Place::value(path, route.index(first).key(keys::PERSON)),
            text!("같은 사람의 칸", "the cell of the same person"),
        )
        .help(text!(
            "한 칸만 남기십시오: 결재하지 못한 사람의 칸은 만들지 않습니다",
            "keep one cell: the absent approver has none"
        )),
    );
}

/// One proposer in a line.
fn proposers(path: &str, route: &Route, line: &[Signer], diags: &mut Vec<Diag>) {
    let mut all = line.iter().enumerate().filter(|(_, s)| s.initiative == Some(Initiative::Proposer)).map(|(i, _)| i);
    let Some(first) = all.next() else { return };
    let place = |i: usize| Place::value(path, route.index(i).key(keys::INITIATIVE));
    for other in all {
        diags.push(
            RULE.warning(place(other), text!("발의자가 두 사람입니다", "there are two proposers"))
                .related(place(first), text!("앞의 발의자", "the one before"))
                .help(text!("한 사람만 `발의보고: 발의`로 적으십시오", "keep `발의보고: 발의` for one")),
        );
    }
}

fn is_deputy(signer: &Signer) -> bool {
    signer.marks.iter().any(|m| matches!(m, Mark::Deputy | Mark::DeputyHanja))
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Drafter => "기안자",
        Role::Reviewer => "검토자",
        Role::Cooperator => "협조자",
        Role::Approver => "결재권자",
    }
}
