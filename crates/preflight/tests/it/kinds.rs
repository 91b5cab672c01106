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

/// The text of the document with an id, in one edition.
fn text_of(session: &Session, id: &str, edition: Edition) -> String {
    let composer = Composer::new(&session.kinds, &session.sources.templates).unwrap();
    let found = session.documents().into_iter().find(|(d, i)| d.documents[*i].record.id == id);
    let (dossier, index) = found.unwrap_or_else(|| panic!("{id}: {:#?}", session.diags));
    let workspace = session.workspace.as_ref().unwrap();
    let view = project(&workspace.settings, dossier, index, &session.outside, edition).unwrap();
    gian_emit::text::emit(&composer.compose(&view, &dossier.documents[index].path).unwrap())
}

/// A copy of the variants.
fn variants() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for part in ["gian.yaml", "content", "templates"] {
        copy(&at("tests/variants").join(part), &dir.path().join(part));
    }
    dir
}

#[test]
fn sheets_for_readers_outside_show_their_facts() {
    let session = prepare(&at("tests/variants")).unwrap();
    let lines = |id: &str, expected: &[&str]| {
        let text = text_of(&session, id, Edition::Public);
        let mut rest = text.as_str();
        for line in expected {
            let at = rest.find(line).unwrap_or_else(|| panic!("{id} lacks `{line}` at its place:\n{text}"));
            rest = &rest[at + line.len()..];
        }
        text
    };
    let notice = lines(
        "var-notice-rule",
        &[
            "한빛광역시 공고 제2024-871호",
            "「행정절차법」 제46조에 따라 다음과 같이 행정예고합니다.",
            "예고기간: 2024. 9. 2.(월)부터 2024. 9. 23.(월)까지",
            "게재: 한빛시보, 시 누리집",
            "예고 취지",
            "2024년 9월 2일",
            "한빛광역시장",
            "관인생략",
        ],
    );
    assert!(!notice.contains("끝.") && !notice.contains("서가람"), "{notice}");
    lines(
        "var-notice-recruit",
        &["통계 조사를 함께할", "공고기간: 2024. 9. 5.(목)", "붙임", "응시원서 1부.", "2024년 9월 5일"],
    );
    lines(
        "var-notification",
        &["고시 제2024-41호", "제16조의2에 따라 다음과 같이 고시합니다.", "열람기간: ", "게재: 한빛시보"],
    );
    let form = lines(
        "var-form-application",
        &[
            "[별지 제3호서식]",
            "접수번호",
            "처리기간",
            "3일",
            "[ ] 새벽점",
            "년    월    일",
            "신청인",
            "(서명 또는 인)",
            "한빛광역시장 귀하",
        ],
    );
    assert!(!form.contains("끝."), "{form}");
    assert!(!text_of(&session, "var-form-survey", Edition::Internal).contains("서명"));
    lines(
        "var-press",
        &["2024. 9. 26.(목) 09:30", "2024. 9. 27.(금) 06:00부터", "한누리", "책임자", "서가람", "02-0000-0101"],
    );
    lines(
        "var-demand",
        &["행정안전위원회 강은결 의원", "3건", "최근 3년 동안", "18,420명", "고장과 보수", "해당 사항 없음", "끝."],
    );
    lines("var-free", &["쓴 사람이 치웁니다", "밸브를 잠급니다", "끝."]);
}

/// Two files of the office make a kind of notice: form, rules and the check of its facts count as for the builtin ones.
#[test]
fn an_office_adds_a_notice_with_two_files() {
    let dir = variants();
    let kind = dir.path().join("templates/documents/bidding");
    fs::create_dir_all(&kind).unwrap();
    fs::write(kind.join("kind.yaml"), "이름: 입찰공고\n서식: 공고\n자료: [공고사항, 본문]\n").unwrap();
    let body = "{{ record.notice.basis[0] }}에 따라 입찰에 부칩니다.\n\n- 입찰 기간: {{ record.notice.period.from | date }}~{{ record.notice.period.to | date }}\n- 게재: {{ record.notice.posted[0] }}\n{% include \"body.md\" %}\n";
    fs::write(kind.join("body.md"), body).unwrap();
    const TENDER: &str = "content/2024/outside/documents/notice-tender.md";
    edit(dir.path(), TENDER, &[("종류: 공고\n", "종류: 입찰공고\n")]);
    let session = prepare(dir.path()).unwrap();
    assert!(session.diags.iter().all(|d| d.place.file != TENDER), "{:#?}", session.diags);
    let text = text_of(&session, "var-notice-tender", Edition::Public);
    for line in [
        "공고 제2024-885호",
        "제9조에 따라 입찰에 부칩니다.",
        "입찰 기간: 2024. 9. 6.~2024. 9. 20.",
        "개찰",
        "한빛광역시장",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    // Its facts are asked for, and those that its template does not print are told.
    edit(dir.path(), TENDER, &[("제2024-885호", "제2023-885호")]);
    let codes = |dir: &std::path::Path| -> Vec<&'static str> {
        prepare(dir).unwrap().diags.iter().filter(|d| d.place.file == TENDER).map(|d| d.code).collect()
    };
    assert!(codes(dir.path()).contains(&"notice-number"));
    fs::write(kind.join("body.md"), "{% include \"body.md\" %}\n").unwrap();
    assert!(codes(dir.path()).iter().filter(|c| **c == "unshown-key").count() >= 3);
}
