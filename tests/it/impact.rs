//! Impact of a fact: every affected document is found, and no other one.

use std::fs;
use std::path::Path;

use crate::common::{copy, edit, gian};

const DOSSIER: &str = "content/2024/sample";
const REVIEW: &str = "content/2024/sample/review.yaml";

/// A dossier with a report that prints the facts, a sent report that uses one of them in its body, a draft that uses
/// none, and a list in the public edition only.
fn workspace() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    copy(Path::new("tests/cases/clean/input"), dir.path());
    edit(
        dir.path(),
        REVIEW,
        &[
            ("인원: 5, 대상: 민간 위원}", "인원: 1, 명단: [{성명: 심청, 소속: 나루터, 비공개: 6}]}"),
            ("참석인원: 10", "참석인원: 6"),
            (
                "대상: 담당 공무원}\n      - {구분: 새봄구",
                "대상: \"담당 공무원 [이몽룡](비공개:6)\"}\n      - {구분: 새봄구",
            ),
        ],
    );
    document(dir.path(), "cost", "시행", "공개", "## 비용\n\n- 모두 {{ review.costs.total | thousands }}\n");
    document(dir.path(), "free", "기안", "공개", "## 알림\n\n- 골목을 걷기 좋게 가꿈\n");
    document(dir.path(), "closed", "결재", "비공개", "## 비용\n\n- 모두 {{ review.costs.total | thousands }}\n");
    edit(
        dir.path(),
        "content/2024/sample/documents/closed.md",
        &[("공개구분: 비공개", "공개구분: 비공개\n비공개근거: [5]")],
    );
    dir
}

fn document(root: &Path, name: &str, state: &str, class: &str, body: &str) {
    let days = match state {
        "시행" => "문서번호: 기획담당관-78\n결재일: 2024-04-02\n시행일: 2024-04-03\n",
        "결재" => "문서번호: 기획담당관-79\n결재일: 2024-04-02\n",
        _ => "",
    };
    let signed = if days.is_empty() { "" } else { ", 서명일: 2024-04-02" };
    let text = format!(
        "---\n식별자: sample-{name}\n종류: 보고서\n상태: {state}\n제목: {name} 보고\n부서: planning\n{days}기안일: 2024-04-01\n결재선:\n  \
         - {{역할: 기안, 직위: 주무관, 성명: 홍길동}}\n  - {{역할: 결재, 직위: 기획담당관, 성명: 성춘향{signed}}}\n공개구분: {class}\n\
         보존기간: 5년\n분류: [행정, 기획, 마을]\n작성자: {{성명: 홍길동, 전화번호: 02-0000-0000}}\n---\n{body}"
    );
    fs::write(root.join(format!("{DOSSIER}/documents/{name}.md")), text).unwrap();
}

/// One line per document, and the exit code.
fn asked(root: &Path, args: &[&str]) -> (Vec<String>, i32) {
    let output = gian(root, &[&["impact", "--format", "short"], args].concat());
    let said = String::from_utf8(output.stdout).unwrap();
    let wrong = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = output.status.code().unwrap();
    assert!(code < 2 && !wrong.contains("오류"), "{wrong}");
    (said.lines().map(|line| line.split_once(": ").unwrap().1.to_owned()).collect(), code)
}

fn line_of(root: &Path, file: &str, words: &str) -> String {
    let text = fs::read_to_string(root.join(file)).unwrap();
    let line = text.lines().position(|l| l.contains(words)).unwrap() + 1;
    format!("{file}:{line}")
}

#[test]
fn the_workspace_of_these_tests_is_clean() {
    let output = gian(workspace().path(), &["check"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_price_changes_what_shows_it_and_what_a_body_sums_of_it() {
    let dir = workspace();
    let expected = [
        "sample-cost: 시행: 본문 (내부용, 공개용)",
        "sample-2024-01: 결재: 본문 (내부용, 공개용)",
        "sample-closed: 결재: 본문 (내부용)",
    ];
    assert_eq!(asked(dir.path(), &[REVIEW, "--key", "/비용/항목/0/단가"]), (expected.map(str::to_owned).to_vec(), 1));
    // The same by line, with the column of the price, and with a path that starts with a dot.
    let line = line_of(dir.path(), REVIEW, "참석수당");
    let text = fs::read_to_string(dir.path().join(REVIEW)).unwrap();
    let row = text.lines().find(|l| l.contains("참석수당")).unwrap();
    let column = row.split("150000").next().unwrap().chars().count() + 1;
    let (said, code) = asked(dir.path(), &[&format!("./{line}:{column}")]);
    assert_eq!((said, code), (expected.map(str::to_owned).to_vec(), 1));
}

#[test]
fn an_amount_that_is_only_compared_changes_nothing() {
    let dir = workspace();
    assert_eq!(asked(dir.path(), &[REVIEW, "--key", "/비용/항목/0/금액"]), (vec![], 0));
}

#[test]
fn what_a_template_of_the_office_asks_is_found() {
    let dir = workspace();
    let pages = ["content/2024/sample/plan.yaml", "--key", "/판/0/쪽수"];
    assert_eq!(asked(dir.path(), &pages), (vec![], 0));
    // A condition that is true only for a larger number.
    let template = dir.path().join("templates/documents/result-report/body.md");
    fs::create_dir_all(template.parent().unwrap()).unwrap();
    fs::write(template, "## 계획\n\n- {% if plan.versions[0].pages > 500 %}두꺼움{% else %}얇음{% endif %}\n").unwrap();
    assert_eq!(asked(dir.path(), &pages), (vec!["sample-2024-01: 결재: 본문 (내부용, 공개용)".to_owned()], 1));
    assert_eq!(asked(dir.path(), &[REVIEW, "--key", "/검토의견/0/제목"]), (vec![], 0));
}

#[test]
fn a_withheld_value_changes_the_internal_edition_only() {
    let dir = workspace();
    let (said, code) = asked(dir.path(), &[REVIEW, "--key", "/회차/0/참석/0/명단/0/성명"]);
    assert_eq!((said.as_slice(), code), (["sample-2024-01: 결재: 본문 (내부용)".to_owned()].as_slice(), 1));
    // For a line with several facts, the changes of each are reported.
    let output = gian(dir.path(), &["impact", &line_of(dir.path(), REVIEW, "성명: 심청")]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("/회차/0/참석/0/명단/0/성명: 본문 (내부용)\n"), "{text}");
    assert!(text.contains("/회차/0/참석/0/명단/0/비공개: 본문 (공개용)"), "{text}");
    // Another ground changes the mask in the copy, but not the approved text.
    let (said, code) = asked(dir.path(), &[REVIEW, "--key", "/회차/0/참석/0/명단/0/비공개"]);
    assert_eq!((said.len(), code), (1, 0), "{said:?}");
    // A mark among open words, which are public.
    let (said, _) = asked(dir.path(), &[REVIEW, "--key", "/회차/0/참석/1/대상"]);
    assert_eq!(said, ["sample-2024-01: 결재: 본문 (내부용, 공개용)"]);
    edit(dir.path(), REVIEW, &[("\"담당 공무원 [이몽룡](비공개:6)\"", "\"[이몽룡](비공개:6)\"")]);
    let (said, _) = asked(dir.path(), &[REVIEW, "--key", "/회차/0/참석/1/대상"]);
    assert_eq!(said, ["sample-2024-01: 결재: 본문 (내부용)"]);
}

#[test]
fn a_value_kept_apart_is_found_by_its_key() {
    let dir = workspace();
    fs::create_dir_all(dir.path().join("content/2024/sample/private")).unwrap();
    fs::write(dir.path().join("content/2024/sample/private/facts.yaml"), "위원: 변학도\n남는것: 아무개\n").unwrap();
    fs::write(
        dir.path().join("content/2024/sample/withheld.yaml"),
        "위원: {뜻: 위원의 성명, 근거: 6}\n남는것: {뜻: 다른 사람의 성명, 근거: 6}\n",
    )
    .unwrap();
    edit(dir.path(), REVIEW, &[("[이몽룡](비공개:6)", "[](비공개:위원)")]);
    let inside = vec!["sample-2024-01: 결재: 본문 (내부용)".to_owned()];
    assert_eq!(asked(dir.path(), &["content/2024/sample/private/facts.yaml:1"]), (inside, 1));
    assert_eq!(asked(dir.path(), &["content/2024/sample/private/facts.yaml:2"]), (vec![], 0));
}

#[test]
fn words_dates_and_labels_are_tried_too() {
    let dir = workspace();
    let report = |parts: &str| vec![format!("sample-2024-01: 결재: {parts}")];
    for key in
        ["/검토의견/0/제목", "/검토의견/0/의무", "/회차/0/회의/1/날짜", "/회차/0/회의/0/별도", "/후속절차/0/기한"]
    {
        assert_eq!(asked(dir.path(), &[REVIEW, "--key", key]).0, report("본문 (내부용, 공개용)"), "{key}");
    }
    // An id is used by conditions and by other documents; here only the report uses it.
    assert_eq!(asked(dir.path(), &[REVIEW, "--key", "/검토의견/0/식별자"]).0, report("본문 (내부용, 공개용)"));
    let plan = "content/2024/sample/plan.yaml";
    assert_eq!(asked(dir.path(), &[plan, "--key", "/일정/0/시작"]).0, report("본문 (내부용, 공개용)"));
    assert_eq!(asked(dir.path(), &[plan, "--key", "/판/0/쪽수"]), (vec![], 0));
}

#[test]
fn the_record_and_the_settings_are_facts() {
    let dir = workspace();
    let cost = "content/2024/sample/documents/cost.md";
    assert_eq!(
        asked(dir.path(), &[cost, "--key", "/문서번호"]).0,
        ["sample-cost: 시행: 표지와 서식 (내부용, 공개용), 기록 (내부용, 공개용)"]
    );
    assert_eq!(
        asked(dir.path(), &[&line_of(dir.path(), cost, "- 모두")]).0,
        ["sample-cost: 시행: 본문 (내부용, 공개용)"]
    );
    let (said, code) = asked(dir.path(), &["gian.yaml", "--key", "/자료관/제목"]);
    assert_eq!(code, 0, "{said:?}");
    assert!(said.iter().all(|line| line.contains("자료관의 쪽")) && said.len() == 4, "{said:?}");
    let (said, _) = asked(dir.path(), &["gian.yaml", "--key", "/부서/0/이름"]);
    assert_eq!(said.len(), 4, "{said:?}");
    assert!(
        said.iter().any(|line| line.starts_with("sample-closed") && line.contains("공개 목록의 줄 (공개용)")),
        "{said:?}"
    );
}

#[test]
fn an_attached_file_is_for_the_editions_that_have_it() {
    let dir = workspace();
    fs::create_dir_all(dir.path().join("content/2024/sample/attachments")).unwrap();
    for name in ["의견.csv", "명단.csv"] {
        fs::write(dir.path().join("content/2024/sample/attachments").join(name), format!("번호,{name}\n1,골목\n"))
            .unwrap();
    }
    edit(
        dir.path(),
        "content/2024/sample/documents/report.md",
        &[(
            "붙임:\n",
            "붙임:\n  - {제목: 의견, 수량: 1, 파일: 의견.csv, 공개구분: 공개}\n  - {제목: 명단, 수량: 1, 파일: 명단.csv, 공개구분: 비공개, 비공개근거: [6], 사유: 나눌 수 없음}\n",
        )],
    );
    let said = |name: &str| asked(dir.path(), &[&format!("content/2024/sample/attachments/{name}")]);
    assert_eq!(said("의견.csv").0, ["sample-2024-01: 결재: 붙임 파일 (내부용, 공개용)"]);
    assert_eq!(said("명단.csv").0, ["sample-2024-01: 결재: 붙임 파일 (내부용)"]);
}

#[test]
fn two_states_are_compared_line_by_line() {
    let (before, after) = (workspace(), workspace());
    edit(
        after.path(),
        REVIEW,
        &[("단가: 90000", "단가: 80000"), ("금액: 90000", "금액: 80000"), ("합계: 690000", "합계: 680000")],
    );
    fs::remove_file(after.path().join("content/2024/sample/documents/free.md")).unwrap();
    document(after.path(), "more", "기안", "공개", "## 알림\n\n- 새 보고\n");
    let folder = before.path().to_str().unwrap();
    let (said, code) = asked(after.path(), &["--before", folder]);
    let expected = [
        "sample-cost: 시행: 본문 (내부용, 공개용)",
        "sample-2024-01: 결재: 본문 (내부용, 공개용)",
        "sample-closed: 결재: 본문 (내부용)",
        "sample-free: 기안: 없어짐 (내부용)",
        "sample-more: 기안: 새로 생김 (내부용)",
    ];
    assert_eq!((said, code), (expected.map(str::to_owned).to_vec(), 1));
    let output = gian(after.path(), &["impact", "--before", folder]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("- 모두 690천원") && text.contains("+ 모두 680천원"), "{text}");
    assert!(text.contains("다시 시행해야") && text.contains("정정하는 결재") && text.contains("다시 만들면"), "{text}");
    assert!(!text.contains("새봄구 마을가꾸기 실행계획"), "a line that is the same is shown: {text}");
    // An inconsistent old state can be compared; an unreadable one is not treated as empty.
    edit(before.path(), REVIEW, &[("합계: 690000", "합계: 7")]);
    assert_eq!(asked(after.path(), &["--before", folder]).0.len(), 5);
    edit(before.path(), REVIEW, &[("합계: 7", "합게: 7")]);
    let output = gian(after.path(), &["impact", "--before", folder]);
    assert_eq!((output.status.code(), output.stdout), (Some(1), Vec::new()));
    assert!(String::from_utf8_lossy(&output.stderr).contains("견줄 작업공간"));
    // A workspace does not differ from itself.
    assert_eq!(asked(after.path(), &["--before", after.path().to_str().unwrap()]), (vec![], 0));
}

#[test]
fn another_file_under_the_same_name_is_a_change() {
    let (before, after) = (workspace(), workspace());
    for (dir, words) in [(&before, "골목"), (&after, "마을")] {
        fs::create_dir_all(dir.path().join("content/2024/sample/attachments")).unwrap();
        fs::write(dir.path().join("content/2024/sample/attachments/의견.csv"), words).unwrap();
        edit(
            dir.path(),
            "content/2024/sample/documents/cost.md",
            &[("---\n## 비용", "붙임:\n  - {제목: 의견, 수량: 1, 파일: 의견.csv, 공개구분: 공개}\n---\n## 비용")],
        );
    }
    let (said, code) = asked(after.path(), &["--before", before.path().to_str().unwrap()]);
    assert_eq!((said, code), (vec!["sample-cost: 시행: 붙임 파일 (내부용, 공개용)".to_owned()], 1));
}

#[test]
fn the_answer_says_what_follows_in_both_languages() {
    let dir = workspace();
    let place = [REVIEW, "--key", "/비용/항목/0/단가"];
    let say = |lang: &str| {
        let output = gian(dir.path(), &[&["--lang", lang, "impact"], &place[..]].concat());
        String::from_utf8(output.stdout).unwrap()
    };
    let (ko, en) = (say("ko"), say("en"));
    assert!(ko.contains("시행  sample-cost  cost 보고") && ko.contains("문서번호: 기획담당관-78"), "{ko}");
    assert!(ko.contains("공개 자료관에 없는 문서입니다") && ko.contains("단가 (원)"), "{ko}");
    assert!(en.contains("sent  sample-cost") && en.contains("a correction needs an approval"), "{en}");
    assert!(en.contains("3 documents (1 sent, 2 approved, 0 drafts), 2 in the public archive"), "{en}");
}

#[test]
fn a_place_without_a_fact_is_wrong_usage() {
    let dir = workspace();
    for place in
        ["content/2024/sample/nothing.yaml:3", "content/2024/sample/review.yaml:4000", "templates/pdf/document.typ:2"]
    {
        let output = gian(dir.path(), &["impact", place]);
        assert_eq!(output.status.code(), Some(2), "{place}");
        assert!(!output.stderr.is_empty());
    }
    assert_eq!(gian(dir.path(), &["impact"]).status.code(), Some(2));
    assert_eq!(gian(dir.path(), &["impact", "--before", "/nowhere"]).status.code(), Some(2));
}

#[test]
fn a_fact_that_nothing_else_can_replace_is_named_as_such() {
    let dir = workspace();
    let output = gian(dir.path(), &["impact", "gian.yaml", "--key", "/프로필"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("뼈대"), "{said}");
    assert_eq!(output.status.code(), Some(0));
}

/// Another kind may be one that no office has, for a document with a body of its own too.
#[test]
fn the_kind_of_a_document_is_a_fact() {
    let dir = workspace();
    let at = line_of(dir.path(), "content/2024/sample/documents/cost.md", "종류:");
    let (lines, code) = asked(dir.path(), &[&at]);
    assert_eq!(code, 1, "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("cost")), "{lines:?}");
}
