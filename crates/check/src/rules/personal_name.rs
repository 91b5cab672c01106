//! # 공개할 글에 사람의 이름을 그대로 두지 않습니다
//!
//! `성명:`이나 `예금주` 뒤, 또는 머리가 `성명`인 표의 칸에 있는 이름은 개인정보이기 쉽습니다. 직무를 수행한 공무원의 성명은 공개하므로
//! 결재선과 회의 명단의 공무원은 묻지 않습니다.
//!
//! 예: `신청인 성명: 김민수`
//! 대신: `신청인 성명: [김민수](비공개:6)`
//!
//! 근거: 정보공개법 제9조제1항제6호(라목: 직무를 수행한 공무원의 성명·직위는 공개).
//!
//! # No name of a person stands open in a text that is to be public
//!
//! A name after `성명:` or `예금주`, or in the cells below a head `성명`, is most likely personal data. Names of officials
//! acting in office are open: those who signed a document of the dossier, or were at a meeting as officials, are not asked
//! about.
//!
//! Example: `신청인 성명: 김민수`
//! Instead: `신청인 성명: [김민수](비공개:6)`
//!
//! Source: 정보공개법 제9조제1항제6호 (라목: officials acting in office).

use gian_diagnostics::{Diag, Part, Place, Severity, text};
use gian_korean::personal::is_name;
use gian_model::Dossier;
use gian_model::review::Status;

use crate::prose::Prose;
use crate::prose::table::{Cell, Table};
use crate::secrets::has_page;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("personal-name", Layer::Statute, Severity::Warning, &[Run::Text(run)]);

pub(super) fn run(scope: &Scope<'_>, prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    let mut found = Vec::new();
    labelled(prose, &mut found);
    if prose.is_body() && !prose.structure().fences.is_empty() {
        prose.structure().tables().iter().for_each(|table| columns(prose, table, &mut found));
    }
    if found.is_empty() || !is_public(scope, prose) {
        return;
    }
    // The holder of an account may be an office.
    let office = &scope.office.settings.institution.name;
    let of_office = |place: &Place| match place.part {
        Part::Within(from, to) => prose.text.get(from..to).is_some_and(|name| office.starts_with(name)),
        Part::Value | Part::Key | Part::Bytes(..) | Part::Around(..) => false,
    };
    diags.extend(found.into_iter().filter(|diag| !of_office(&diag.place)));
}

fn is_public(scope: &Scope<'_>, prose: &Prose<'_>) -> bool {
    let as_of = scope.office.settings.archive.as_of;
    match prose.document {
        Some(document) => has_page(&document.record, as_of),
        None => prose.dossier.documents.iter().any(|d| has_page(&d.record, as_of)),
    }
}

/// Names after a label.
fn labelled(prose: &Prose<'_>, diags: &mut Vec<Diag>) {
    for label in ["성명", "예금주"] {
        if !prose.seen.contains(label) {
            continue;
        }
        for (at, _) in prose.seen.match_indices(label) {
            let after = &prose.seen[at + label.len()..];
            let rest = after.trim_start_matches(' ');
            let colon = rest.strip_prefix([':', '：']);
            // Accounts are often written without a colon: `예금주 김민수`.
            let Some(rest) = colon.or(Some(rest).filter(|_| label == "예금주" && after.starts_with(' '))) else {
                continue;
            };
            let rest = rest.trim_start_matches(' ');
            let end = rest.find(|c: char| !('가'..='힣').contains(&c)).unwrap_or(rest.len());
            let start = prose.seen.len() - rest.len();
            let name = rest[..end].trim_end_matches(['씨', '님']);
            if is_name(name) && !is_official(prose.dossier, name) {
                diags.push(problem(prose.place(start..start + name.len())));
            }
        }
    }
}

/// Names in columns of them.
fn columns(prose: &Prose<'_>, table: &Table, diags: &mut Vec<Diag>) {
    for (x, head) in table.heads.iter().enumerate() {
        let head = head.text.replace(' ', "");
        let certain = ["성명", "이름", "예금주", "성함"].contains(&head.as_str());
        let likely = ["위원", "위원명", "참석자", "신청인", "신청자", "대표자", "수령인"].contains(&head.as_str());
        if !certain && !likely {
            continue;
        }
        let filled: Vec<&Cell> = table.rows.iter().map(|r| &r.cells[x]).filter(|c| !c.text.is_empty()).collect();
        let names: Vec<&&Cell> = filled.iter().filter(|c| is_name(&c.text)).collect();
        // A column of groups (`위원: 민간 위원`) contains no names.
        if !certain && (names.len() < 2 || names.len() < filled.len()) {
            continue;
        }
        let open = names.into_iter().filter(|c| !is_official(prose.dossier, &c.text));
        diags.extend(open.map(|cell| problem(Place::bytes(prose.file, cell.at.clone()))));
    }
}

/// Whether a name is that of an official of the dossier.
fn is_official(dossier: &Dossier, name: &str) -> bool {
    let of_record = dossier.documents.iter().any(|d| {
        let joint = d.record.joint.iter().flat_map(|j| &j.approval);
        d.record.author.as_ref().is_some_and(|a| a.name == name)
            || d.record.approval.iter().chain(&d.record.cooperation).chain(joint).any(|s| s.name == name)
    });
    of_record || dossier.members().iter().any(|(.., p)| p.status == Some(Status::Official) && p.name.0 == name)
}

fn problem(place: Place) -> Diag {
    RULE.problem(
        place,
        text!(
            "공개할 글에 사람의 이름으로 보이는 것이 있습니다",
            "this looks like the name of a person in a text that is to be public"
        ),
    )
    .help(text!(
        "`[이름](비공개:6)`으로 가리십시오. 직무를 수행한 공무원이면 그대로 둡니다",
        "withhold it as `[name](비공개:6)`, unless it is of an official acting in office"
    ))
}
