//! # 공개할 글에 사람의 이름을 그대로 두지 않습니다
//!
//! `성명:`이나 `예금주` 뒤, 또는 머리가 `성명`인 표의 칸에 있는 이름은 개인정보이기 쉽습니다. 직무를 수행한 공무원의 성명은 공개하므로
//! 결재선과 회의 명단의 공무원은 묻지 않습니다. 표에서 성명과 같은 줄에 공무원의 직위, 직급이나 부서가 있어도 묻지 않습니다.
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
//! about. Nor are names of a table beside the post, grade or department of an official.
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
use crate::prose::table::{ABOVE, Cell, Table};
use crate::secrets::has_page;
use crate::{Layer, Rule, Run, Scope};

pub(super) const RULE: Rule = Rule::new("personal-name", Layer::Statute, Severity::Warning, &[Run::Text(run)]);

/// The comment that silences the rule in YAML, and in a body.
const IN_YAML: &str = "# gian: 무시 personal-name 까닭";
/// See [`IN_YAML`].
const IN_BODY: &str = "{* gian: 무시 personal-name 까닭 *}";

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
    let comment = if prose.is_body() { IN_BODY } else { IN_YAML };
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
                diags.push(problem(prose.place(start..start + name.len()), comment));
            }
        }
    }
}

/// Names in columns of them.
fn columns(prose: &Prose<'_>, table: &Table, diags: &mut Vec<Diag>) {
    for x in 0..table.heads.len() {
        let head = table.own_head(x).replace(' ', "");
        let certain = ["성명", "이름", "예금주", "성함"].contains(&head.as_str());
        let likely = ["위원", "위원명", "참석자", "신청인", "신청자", "대표자", "수령인"].contains(&head.as_str());
        if !certain && !likely {
            continue;
        }
        let filled: Vec<&Cell> = table.rows.iter().map(|r| &r.cells[x]).filter(|c| !c.text.is_empty()).collect();
        let names: Vec<(usize, &Cell)> =
            table.rows.iter().map(|r| &r.cells[x]).enumerate().filter(|(_, c)| is_name(&c.text)).collect();
        // A column of groups (`위원: 민간 위원`) contains no names.
        if !certain && (names.len() < 2 || names.len() < filled.len()) {
            continue;
        }
        let open = names.into_iter().filter(|(y, c)| !is_official(prose.dossier, &c.text) && !has_post(table, *y, x));
        diags.extend(open.map(|(_, cell)| problem(Place::bytes(prose.file, cell.at.clone()), IN_YAML)));
    }
}

/// Whether the row says that the name in a column is of an official: it has a post or a department beside it, in a column
/// of the same group, and the table is of no firms.
fn has_post(table: &Table, y: usize, x: usize) -> bool {
    const FIRMS: [&str; 10] = ["업체", "회사", "상호", "법인", "기업", "단체", "민간", "용역", "시공", "신청"];
    let head = table.own_head(x).replace(' ', "");
    if !["성명", "이름", "성함"].contains(&head.as_str())
        || table.heads.iter().any(|h| FIRMS.iter().any(|w| h.text.contains(w)))
    {
        return false;
    }
    (0..table.heads.len()).filter(|other| table.groups[*other] == table.groups[x]).any(|other| {
        let word = upper(table, y, other);
        match table.own_head(other).replace(' ', "").as_str() {
            "직위" | "직급" | "직책" | "보직" | "직위(직급)" | "직급(직위)" | "직" => is_post(word),
            "부서" | "부서명" | "담당부서" | "근무부서" | "소속부서" => is_department(word),
            _ => false,
        }
    })
}

/// The text of a cell, or of the one above that it is joined with.
fn upper(table: &Table, y: usize, x: usize) -> &str {
    let own = table.rows[..=y].iter().rev().map(|row| row.cells[x].text.as_str());
    own.into_iter().find(|text| *text != ABOVE).unwrap_or_default()
}

/// Whether a word is the post or the grade of an official: `주무관`, `총무과장`, `행정7급`. Posts that a firm has too
/// (`대표`, `이사`, `부장`) are none.
fn is_post(word: &str) -> bool {
    const POSTS: [&str; 24] = [
        "주무관",
        "사무관",
        "서기관",
        "이사관",
        "담당관",
        "감사관",
        "실무관",
        "서기",
        "서기보",
        "주사",
        "주사보",
        "팀장",
        "과장",
        "국장",
        "실장",
        "계장",
        "면장",
        "읍장",
        "동장",
        "소방위",
        "소방장",
        "소방교",
        "소방사",
        "공무직",
    ];
    let plain = word.split('(').next().unwrap_or_default().trim();
    let grade = plain.strip_suffix('급').and_then(|rest| rest.chars().next_back()).is_some_and(|c| c.is_ascii_digit());
    grade || POSTS.iter().any(|post| plain.ends_with(post))
}

/// Whether a word is the name of a department: `총무과`, `예산팀`, `기획담당관`.
fn is_department(word: &str) -> bool {
    ["과", "팀", "국", "실", "담당관", "관리관", "보건소", "읍", "면", "동"].iter().any(|end| word.ends_with(end))
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

/// `comment`: the comment that silences the rule at this place.
fn problem(place: Place, comment: &str) -> Diag {
    RULE.problem(
        place,
        text!(
            "공개할 글에 사람의 이름으로 보이는 것이 있습니다",
            "this looks like the name of a person in a text that is to be public"
        ),
    )
    .help(text!(
        "`[이름](비공개:6)`으로 가리십시오. 직무를 수행한 공무원이면 그대로 두고 줄 끝에 `{comment}`을(를) 적습니다",
        "withhold it as `[name](비공개:6)`; if it is of an official acting in office, leave it and end the line with `{comment}`"
    ))
}
