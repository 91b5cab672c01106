//! The publication log: addresses that stay valid, and the versions of each document.

use std::fs;
use std::path::Path;

use crate::common::{built, edit, gian, over_clean, same, tree};

const REPORT: &str = "content/2024/sample/documents/report.md";
const ID: &str = "sample-2024-01";

fn workspace() -> tempfile::TempDir {
    over_clean(Path::new("tests/cases/clean/input"))
}

fn register(root: &Path, args: &[&str]) -> (bool, String) {
    let output = gian(root, &[&["register"], args].concat());
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.success(), said)
}

fn registered(args: &[&str]) -> tempfile::TempDir {
    let dir = workspace();
    let (done, said) = register(dir.path(), args);
    assert!(done, "{said}");
    dir
}

fn check(root: &Path) -> String {
    let output = gian(root, &["check", "--format", "short", "--lang", "en"]);
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap()
}

/// Another document of the same dossier.
fn second(root: &Path) {
    let text = read(root, REPORT)
        .replace(ID, "sample-2024-02")
        .replace("기획담당관-77", "기획담당관-78")
        .replace("협의·조정 결과보고", "협의·조정 결과보고 정정");
    fs::write(root.join("content/2024/sample/documents/second.md"), text).unwrap();
}

#[test]
fn what_is_public_is_registered_once_and_is_the_same_again() {
    let dir = registered(&["--on", "2024-04-01"]);
    let text = read(dir.path(), "register.yaml");
    assert!(
        text.contains(&format!("  - 식별자: {ID}\n")) && text.contains("상태: 게시") && text.contains("판: 1"),
        "{text}"
    );
    let version = read(dir.path(), &format!("register/{ID}/1.txt"));
    assert!(version.starts_with("새봄구 마을가꾸기 협의·조정 결과보고\n") && version.lines().count() > 5, "{version}");
    assert!(!check(dir.path()).contains("register"), "{}", check(dir.path()));
    let before = tree(dir.path());
    assert!(register(dir.path(), &["--on", "2024-05-01"]).0);
    same(&before, &tree(dir.path()));
}

#[test]
fn a_changed_text_is_told_and_needs_a_reason() {
    let dir = registered(&["--on", "2024-04-01"]);
    edit(dir.path(), REPORT, &[("마을가꾸기 협의·조정 결과보고", "마을가꾸기 협의·조정 결과보고서")]);
    assert!(check(dir.path()).contains("warning[version-unregistered]"), "{}", check(dir.path()));
    let (done, said) = register(dir.path(), &["--on", "2024-05-01"]);
    assert!(!done && said.contains(ID), "{said}");
    assert!(!dir.path().join(format!("register/{ID}/2.txt")).exists());
    assert!(register(dir.path(), &["--on", "2024-05-01", "--reason", "제목을 바로잡음"]).0);
    assert!(!check(dir.path()).contains("version-unregistered"));
    let text = read(dir.path(), "register.yaml");
    assert!(text.contains("사유: \"제목을 바로잡음\"") && text.contains("결과보고서"), "{text}");
    // Different lines are shown if the office enables it.
    let page = |dir: &Path| {
        let built = built(dir, &["build", "--edition", "public"]);
        String::from_utf8(built[&format!("public/d/{ID}/index.html")].clone()).unwrap()
    };
    let closed = page(dir.path());
    assert!(closed.contains("판 이력") && closed.contains("제목을 바로잡음") && !closed.contains("<del>"), "{closed}");
    let reason = "        사유: \"제목을 바로잡음\"\n";
    edit(dir.path(), "register.yaml", &[(reason, &format!("{reason}        차이: 공개\n"))]);
    let open = page(dir.path());
    assert!(open.contains("<del>") && open.contains("협의·조정 결과보고</del>"), "{open}");
}

#[test]
fn an_address_does_not_vanish_without_a_reason() {
    let dir = workspace();
    second(dir.path());
    let (done, said) = register(dir.path(), &["--on", "2024-04-01"]);
    assert!(done, "{said}");
    fs::remove_file(dir.path().join("content/2024/sample/documents/second.md")).unwrap();
    assert!(check(dir.path()).contains("error[address-vanished]"), "{}", check(dir.path()));
    assert!(!gian(dir.path(), &["build"]).status.success());
    assert!(!register(dir.path(), &["--on", "2024-05-01"]).0, "a register does not forget");
    let entry = "    제목: \"새봄구 마을가꾸기 협의·조정 결과보고 정정\"\n    상태: 게시\n";
    let gone = entry
        .replace("게시\n", "철회\n    날짜: 2024-05-02\n    사유: \"두 번 올린 문서\"\n    대신: sample-2024-01\n");
    edit(dir.path(), "register.yaml", &[(entry, &gone)]);
    assert!(!check(dir.path()).contains("error"), "{}", check(dir.path()));
    let built = built(dir.path(), &["build"]);
    for edition in ["internal", "public"] {
        let page = String::from_utf8(built[&format!("{edition}/d/sample-2024-02/index.html")].clone()).unwrap();
        for word in ["철회", "두 번 올린 문서", "결과보고 정정", "../sample-2024-01/index.html", "2024. 5. 2."]
        {
            assert!(page.contains(word), "{word}: {page}");
        }
        assert!(!page.contains("결재선"), "nothing of the text is left");
    }
    let verified = gian(dir.path(), &["verify", dir.path().join("output/public").to_str().unwrap()]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}

#[test]
fn a_moved_dossier_and_a_renamed_department_keep_their_addresses() {
    let dir = registered(&["--on", "2024-04-01"]);
    fs::create_dir_all(dir.path().join("content/2025")).unwrap();
    fs::rename(dir.path().join("content/2024/sample"), dir.path().join("content/2025/moved")).unwrap();
    assert!(
        !check(dir.path()).contains("address-vanished") && !check(dir.path()).contains("version-"),
        "{}",
        check(dir.path())
    );
}

#[test]
fn a_document_that_a_change_of_class_closed_takes_its_reason_from_there() {
    let dir = workspace();
    edit(dir.path(), "gian.yaml", &[("제목: 한빛시 열린 문서", "제목: 한빛시 열린 문서\n  기준일: 2024-06-30")]);
    second(dir.path());
    assert!(register(dir.path(), &["--on", "2024-04-01"]).0);
    let change = "공개변경:\n  - {날짜: 2024-06-01, 공개구분: 비공개, 비공개근거: [6], 사유: 개인정보가 뒤늦게 확인됨}\n보존기간";
    edit(dir.path(), "content/2024/sample/documents/second.md", &[("보존기간", change)]);
    assert!(check(dir.path()).contains("address-vanished"));
    let (done, said) = register(dir.path(), &["--on", "2024-06-30"]);
    assert!(done, "{said}");
    let text = read(dir.path(), "register.yaml");
    assert!(text.contains("상태: 비공개\n    날짜: 2024-06-01\n    사유: \"개인정보가 뒤늦게 확인됨\""), "{text}");
    let built = built(dir.path(), &["build"]);
    let page = String::from_utf8(built["public/d/sample-2024-02/index.html"].clone()).unwrap();
    assert!(page.contains("비공개로 바뀌어") && page.contains("개인정보가 뒤늦게 확인됨"));
    assert!(!built.contains_key("public/d/sample-2024-02/sample-2024-02.pdf"));
    assert!(built.contains_key("internal/d/sample-2024-02/sample-2024-02.pdf"), "the office has its document");
    // Open again, while the log still lists it as closed.
    edit(dir.path(), "content/2024/sample/documents/second.md", &[(change, "보존기간")]);
    assert!(check(dir.path()).contains("error[register-entry]"), "{}", check(dir.path()));
}

#[test]
fn a_register_that_was_tampered_with_is_refused() {
    let fails = |old: &str, new: &str, code: &str| {
        let dir = registered(&["--on", "2024-04-01"]);
        edit(dir.path(), "register.yaml", &[(old, new)]);
        let said = check(dir.path());
        assert!(said.contains(&format!("error[{code}]")), "{code}: {said}");
    };
    let id = "  - 식별자: sample-2024-01\n";
    let title = "    제목: \"새봄구 마을가꾸기 협의·조정 결과보고\"\n    상태: 게시\n";
    fails("상태: 게시", "상태: 철회", "register-entry");
    fails("상태: 게시", "상태: 정정\n    날짜: 2024-05-01\n    사유: 정정함", "register-entry");
    fails("상태: 게시", "상태: 정정\n    날짜: 2024-05-01\n    사유: 정정함\n    대신: nowhere-1", "register-entry");
    fails(id, &format!("{id}{title}{}", id.replace("sample", "SAMPLE")), "register-entry");
    fails("판: 1\n", "판: 2\n", "register-version");
    fails("상태: 게시", "상태: 게시중", "bad-value");
    let dir = registered(&["--on", "2024-04-01"]);
    edit(dir.path(), &format!("register/{ID}/1.txt"), &[("결과보고", "결과보고서")]);
    assert!(check(dir.path()).contains("error[register-version]"));
    fs::remove_file(dir.path().join(format!("register/{ID}/1.txt"))).unwrap();
    fs::create_dir_all(dir.path().join("register/other-1")).unwrap();
    fs::write(dir.path().join("register/other-1/1.txt"), "남은 글\n").unwrap();
    assert_eq!(check(dir.path()).matches("error[register-version]").count(), 2, "{}", check(dir.path()));
}

#[test]
fn what_is_withheld_today_is_not_shown_from_the_past() {
    let dir = workspace();
    // A name that was public in the first version.
    edit(dir.path(), REPORT, &[("결과보고\n부서", "결과보고(변학도)\n부서")]);
    assert!(register(dir.path(), &["--on", "2024-04-01"]).0);
    edit(dir.path(), REPORT, &[("결과보고(변학도)", "결과보고([변학도](비공개:6))")]);
    let (done, said) = register(dir.path(), &["--on", "2024-05-01", "--reason", "성명을 가림"]);
    assert!(done, "{said}");
    let built = built(dir.path(), &["build", "--edition", "public"]);
    let leaks = |built: &std::collections::BTreeMap<String, Vec<u8>>| {
        let has = |(_, b): &(&String, &Vec<u8>)| String::from_utf8_lossy(b).contains("변학도");
        built.iter().filter(has).map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(leaks(&built), Vec::<String>::new());
    let reason = "        사유: \"성명을 가림\"\n";
    edit(dir.path(), "register.yaml", &[(reason, &format!("{reason}        차이: 공개\n"))]);
    let said = check(dir.path());
    assert!(said.contains("error[register-contents]") && !said.contains("변학도"), "{said}");
    // An old title, at the address of a removed document.
    edit(dir.path(), "register.yaml", &[("        차이: 공개\n", "")]);
    let text = read(dir.path(), "register.yaml");
    let title = text.lines().find(|l| l.contains("제목:")).unwrap().to_owned();
    edit(
        dir.path(),
        "register.yaml",
        &[
            (&title, "    제목: 변학도에 관한 보고"),
            ("상태: 게시", "상태: 철회\n    날짜: 2024-06-01\n    사유: 변학도의 요청"),
        ],
    );
    edit(
        dir.path(),
        REPORT,
        &[
            ("상태: 결재", "상태: 기안"),
            ("문서번호: 기획담당관-77\n", ""),
            ("결재일: 2024-03-15\n", ""),
            (", 서명일: 2024-03-15", ""),
        ],
    );
    let said = check(dir.path());
    assert_eq!(said.matches("error[register-contents]").count(), 2, "{said}");
}

#[test]
fn a_dossier_has_an_address_of_its_own() {
    let dir = workspace();
    let plan = "content/2024/sample/plan.yaml";
    let text = read(dir.path(), plan);
    fs::write(dir.path().join(plan), format!("식별자: {ID}\n{text}")).unwrap();
    assert!(!check(dir.path()).contains("error"), "its own document may lend its id: {}", check(dir.path()));
    crate::common::copy(
        &dir.path().join("content/2024/sample/plan.yaml"),
        &dir.path().join("content/2024/other/plan.yaml"),
    );
    assert!(check(dir.path()).contains("error[identity]"), "{}", check(dir.path()));
}

/// A vanished address stops the publication, but the documents that are there are registered as ever: changed ones need
/// a reason, new ones are added, broken ones are refused.
#[test]
fn what_vanished_does_not_hide_what_changed() {
    let closed =
        "공개변경:\n  - {날짜: 2024-06-01, 공개구분: 비공개, 비공개근거: [6], 사유: 개인정보가 확인됨}\n보존기간";
    let prepare = || {
        let dir = workspace();
        second(dir.path());
        edit(dir.path(), "gian.yaml", &[("제목: 한빛시 열린 문서", "제목: 한빛시 열린 문서\n  기준일: 2024-06-30")]);
        assert!(register(dir.path(), &["--on", "2024-04-01"]).0);
        edit(dir.path(), REPORT, &[("보존기간", closed)]);
        dir
    };
    const SECOND: &str = "content/2024/sample/documents/second.md";
    let dir = prepare();
    edit(dir.path(), SECOND, &[("결과보고 정정", "결과보고 다시")]);
    let told = check(dir.path());
    assert!(told.contains("address-vanished") && told.contains("version-unregistered"), "{told}");
    let before = tree(dir.path());
    let (done, said) = register(dir.path(), &["--on", "2024-06-30"]);
    assert!(!done && said.contains("까닭이 없습니다"), "{said}");
    same(&before, &tree(dir.path()));
    let (done, said) = register(dir.path(), &["--on", "2024-06-30", "--reason", "제목을 고침"]);
    assert!(done && said.contains("새 판 1건, 비공개로 바꾼 문서 1건"), "{said}");
    let dir = prepare();
    let text = read(dir.path(), SECOND);
    fs::write(dir.path().join(SECOND), format!("{text}\n## 현황\n\n- {{{{ nothing.here }}}}\n")).unwrap();
    let before = tree(dir.path());
    let (done, said) = register(dir.path(), &["--on", "2024-06-30", "--reason", "고침"]);
    assert!(!done && said.contains("nothing"), "{said}");
    same(&before, &tree(dir.path()));
}
