//! A kind of document of an office counts like the builtin ones: what it discloses is defined by its `kind.yaml` or
//! its template, not by its name.

use std::fs;

use gian_compose::Composer;
use gian_disclose::project;
use gian_preflight::prepare;
use gian_session::Session;
use gian_test_support::{at, copy, edit};
use gian_view::Edition;

const REPORT: &str = "content/2019/gangdong/documents/result-report.md";
const TABLE: &str = "content/2022/summary/documents/status-table.md";
const KIND: &str = "templates/documents/review-report";

/// One dossier with a published report, and the table that summarizes all dossiers. The report is of a custom kind
/// with these lines in its `kind.yaml` and this body; without a body it has the builtin one.
fn office(lines: &str, body: Option<&str>) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for name in ["plan.yaml", "review.yaml", "grant.yaml", "documents/result-report.md"] {
        let path = format!("content/2019/gangdong/{name}");
        copy(&at(&path), &dir.path().join(&path));
    }
    for path in ["gian.yaml", TABLE] {
        copy(&at(path), &dir.path().join(path));
    }
    let kind = dir.path().join(KIND);
    copy(&at("templates/documents/result-report/body.md"), &kind.join("body.md"));
    if let Some(body) = body {
        fs::write(kind.join("body.md"), body).unwrap();
    }
    let file = format!("이름: 검토결과보고\n서식: 보고서\n자료: [계획, 검토]\n명단: true\n{lines}");
    fs::write(kind.join("kind.yaml"), file).unwrap();
    edit(dir.path(), REPORT, &[("종류: 결과보고\n", "종류: 검토결과보고\n")]);
    dir
}

/// Number of dossiers in the table of an edition, read from its text.
fn rows(session: &Session, edition: Edition) -> usize {
    let composer = Composer::new(&session.kinds, &session.sources.templates).unwrap();
    let (dossier, index) = session.documents().into_iter().find(|(d, i)| d.documents[*i].path == TABLE).unwrap();
    let workspace = session.workspace.as_ref().unwrap();
    let view = project(&workspace.settings, dossier, index, &session.outside, edition).unwrap();
    let text = gian_emit::text::emit(&composer.compose(&view, TABLE).unwrap());
    let (_, after) = text.split_once("대상: ").unwrap();
    let rows = after.split_once('건').unwrap().0.trim().parse().unwrap();
    assert_eq!(rows, view.dossiers.len());
    assert_eq!(rows > 0, text.contains("강동구"), "{text}");
    rows
}

#[test]
fn a_public_table_sums_up_what_an_own_kind_tells() {
    // Lines of the kind file, the body of the template, rows of the public table.
    let kinds = [
        ("", None, 1),
        ("보임: [결정]\n", None, 1),
        ("보임: [검토의견]\n", Some("- 알림\n"), 1),
        ("보임: [회의]\n", Some("- 알림\n"), 1),
        // A report that declares to show nothing, or steps only, does not disclose a review.
        ("보임: []\n", None, 0),
        ("보임: [후속절차]\n", None, 0),
        ("", Some("- 회의를 {{ review.rounds | length }}회 엶\n"), 0),
        ("", Some("{% for round in review.rounds %}\n- 의견 {{ round.findings[0].title }}\n{% endfor %}"), 1),
    ];
    for (lines, body, public) in kinds {
        let dir = office(lines, body);
        let session = prepare(dir.path()).unwrap();
        assert!(session.blocking().next().is_none(), "{:#?}", session.diags);
        assert_eq!(rows(&session, Edition::Public), public, "{lines:?} {body:?}");
        assert_eq!(rows(&session, Edition::Internal), 1, "{lines:?} {body:?}");
    }
}

#[test]
fn a_report_of_an_own_kind_follows_the_meetings_and_orders_the_steps() {
    for (lines, report) in
        [("", true), ("보임: [회의, 후속절차]\n", true), ("보임: [회의]\n", false), ("보임: []\n", false)]
    {
        let dir = office(lines, None);
        let early = [("결재일: 2019-05-08", "결재일: 2019-04-25"), ("서명일: 2019-05-08", "서명일: 2019-04-25")];
        edit(dir.path(), REPORT, &early);
        edit(dir.path(), REPORT, &[("기안일: 2019-05-07", "기안일: 2019-04-24")]);
        let session = prepare(dir.path()).unwrap();
        let told = session
            .diags
            .iter()
            .filter(|d| d.code == "date-order" && d.message.ko.contains("회의가 결재일보다"))
            .count();
        assert_eq!(told > 0, report, "{lines:?} {:#?}", session.diags);
    }
}
