//! Parts of the sheet around the body: every optional key of a record in every kind, and fronts defined by an office.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gian::renderer::Renderer;
use gian_disclose::project;
use gian_view::Edition;

use crate::common::{at, built, copy, edit, gian, outside, sample};

const PROOFS: &str = "tests/proofs/workspace";
const FOLDER: &str = "content/2024/proof/documents";

/// Optional keys: front matter, and a unique word of the value.
const KEYS: &[(&str, &str, &str)] = &[
    ("머리글", "머리글: 탐침머리 계획을 보고함", "탐침머리"),
    ("팀", "팀: 탐침팀", "탐침팀"),
    ("관리번호", "관리번호: D0000098765432", "D0000098765432"),
    ("방침번호", "방침번호: 탐침시장 방침 제7호", "탐침시장"),
    ("시행일", "시행일: 2031-07-08", "2031. 7. 8."),
    ("협조", "협조: [{역할: 협조, 직위: 탐침담당관, 성명: 이몽룡, 서명일: 2024-03-15}]", "탐침담당관"),
    ("문서요지", "문서요지: 탐침요지", "탐침요지"),
    ("키워드", "키워드: [탐침낱말]", "탐침낱말"),
    ("수신", "수신: [탐침구청장]", "탐침구청장"),
    ("경유", "경유: 탐침도지사", "탐침도지사"),
    ("발신명의", "수신: [새봄구청장]\n발신명의: [탐침시장]", "탐침시장"),
    ("관인", "수신: [새봄구청장]\n관인: 관인생략", "관인생략"),
    (
        "공동기안",
        "공동기안: [{기관: 탐침시, 결재선: [{역할: 결재, 직위: 과장, 성명: 이몽룡, 서명일: 2024-03-15}]}]",
        "탐침시",
    ),
    ("사전검토", "사전검토: [{항목: 탐침점검, 결과: 검토완료, 비고: 탐침비고}]", "탐침점검"),
    ("원문주소", "원문주소: https://probe.go.kr/1", "probe.go.kr"),
    ("공고사항/게재", "공고사항: {게재: [탐침시보]}", "탐침시보"),
    ("공고사항/공고번호", "공고사항: {공고번호: 탐침시 공고 제2024-9호}", "탐침시 공고 제2024-9호"),
    ("서식사항/처리기간", "서식사항: {처리기간: 탐침기간}", "탐침기간"),
    ("서식사항/수신", "서식사항: {서명란: [{대상: 신청인}], 수신: 탐침시장}", "탐침시장 귀하"),
    ("보도사항/부제", "보도사항: {배포일시: {날짜: 2024-03-15}, 부제: [탐침부제]}", "탐침부제"),
    (
        "요구사항/위원회",
        "요구사항: {위원회: 탐침위원회, 요구일: 2024-03-11, 제출기한: 2024-03-20, 요구목록: [{요구: 골목, 답: \"- 없음\"}]}",
        "탐침위원회",
    ),
];

/// Keys that are in the text of a document if its sheet shows them.
const IN_TEXT: [&str; 12] = [
    "머리글",
    "수신",
    "경유",
    "발신명의",
    "관인",
    "사전검토",
    "공고사항/게재",
    "공고사항/공고번호",
    "서식사항/처리기간",
    "서식사항/수신",
    "보도사항/부제",
    "요구사항/위원회",
];

/// Writes keys into the front matter of a document, replacing existing ones.
fn set(path: &Path, front: &str) {
    let text = fs::read_to_string(path).unwrap();
    let (before, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    let new = |line: &str| front.lines().any(|l| l.split(':').next() == line.split(':').next());
    let mut kept: Vec<&str> = Vec::new();
    let mut drops = false;
    for line in before.lines() {
        // Indented lines belong to the key above.
        if !line.starts_with([' ', '-', '#']) {
            drops = new(line);
        }
        if !drops {
            kept.push(line);
        }
    }
    fs::write(path, format!("---\n{}\n{front}\n---\n{body}", kept.join("\n"))).unwrap();
}

/// One approved document of each kind: kind and file.
fn one_of_each_kind(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut files: Vec<_> = fs::read_dir(root.join(FOLDER)).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let value = |key: &str| text.lines().find_map(|l| l.strip_prefix(key)).unwrap_or_default().trim().to_owned();
        // A body that prints the whole record contains every key.
        if !text.contains("{{ record }}")
            && !text.contains("\n원본:")
            && value("상태:") != "기안"
            && value("공개구분:") != "비공개"
        {
            found.entry(value("종류:")).or_insert(file.file_name().unwrap().to_str().unwrap().to_owned());
        }
    }
    found
}

#[test]
fn a_key_is_shown_on_the_sheet_or_the_page_or_refused() {
    for (key, front, probe) in KEYS {
        let dir = tempfile::tempdir().unwrap();
        copy(&at(PROOFS), dir.path());
        let documents = one_of_each_kind(dir.path());
        for file in documents.values() {
            set(&dir.path().join(FOLDER).join(file), front);
        }
        let session = gian_preflight::prepare(dir.path()).unwrap();
        let builtin: Vec<String> = session.kinds.iter().map(|k| k.file.name.clone()).collect();
        assert!(builtin.iter().all(|k| documents.contains_key(k)), "{:?} of {builtin:?}", documents.keys());
        let renderer = Renderer::new(&session).unwrap();
        let workspace = session.workspace.as_ref().unwrap_or_else(|| panic!("{key}: {:?}", session.diags));
        for (kind, file) in documents {
            let path = format!("{FOLDER}/{file}");
            let refused = session.diags.iter().any(|d| {
                d.code == "unshown-key" && d.place.file == path && d.place.route.to_string() == format!("/{key}")
            });
            let found = workspace
                .all_dossiers()
                .iter()
                .find_map(|d| d.documents.iter().position(|x| x.path == path).map(|i| (d, i)));
            let (dossier, index) = found.unwrap();
            let view = project(&workspace.settings, dossier, index, &session.outside, Edition::Internal).unwrap();
            let tree = renderer.compose(&view, &path).unwrap();
            let sheet = renderer.job(&view, &tree).unwrap().main.contains(probe);
            let page = renderer.page(&workspace.settings, &view, &tree, &BTreeMap::new()).unwrap();
            let text = gian_emit::text::emit(&tree).contains(probe);
            // Everything on paper is on the page too; the page may show more.
            assert!(page.contains(probe) || !sheet, "{kind}: {key} is on the sheet and not on the page");
            assert_eq!(refused, !page.contains(probe), "{kind}: {key} refused, or on the page");
            assert!(!sheet || text || !IN_TEXT.contains(key), "{kind}: {key} is on the sheet and not in the text");
        }
    }
}

/// Regression: a checklist in every kind with a cover, which was dropped without a report.
#[test]
fn a_checklist_stands_behind_every_cover() {
    let dir = tempfile::tempdir().unwrap();
    copy(&at(PROOFS), dir.path());
    let documents = one_of_each_kind(dir.path());
    let session = |front: &str| {
        for file in documents.values() {
            set(&dir.path().join(FOLDER).join(file), front);
        }
        gian_preflight::prepare(dir.path()).unwrap()
    };
    let session = session("사전검토: [{항목: 시민 참여, 결과: 해당없음}]");
    let renderer = Renderer::new(&session).unwrap();
    let workspace = session.workspace.as_ref().unwrap();
    let mut covers = 0;
    for dossier in workspace.all_dossiers() {
        for (index, document) in dossier.documents.iter().enumerate() {
            if !documents.values().any(|file| document.path.ends_with(&format!("proof/documents/{file}"))) {
                continue;
            }
            let view = project(&workspace.settings, dossier, index, &session.outside, Edition::Internal).unwrap();
            let tree = renderer.compose(&view, &document.path).unwrap();
            let main = renderer.job(&view, &tree).unwrap().main;
            if let Some(cover) = main.find("#cover(") {
                covers += 1;
                let checklist = main.find("#checklist(").unwrap_or_else(|| panic!("{}", document.path));
                assert!(cover < checklist && main[checklist..].contains("시민"), "{}", document.path);
                // Page numbers start after it.
                assert!(main.contains("#contents()") != main.contains("#body-begins()"), "{}", document.path);
            }
        }
    }
    assert!(covers >= 4, "{covers} covers");
}

#[test]
fn an_office_changes_the_order_of_a_sheet_and_a_wrong_order_is_told() {
    let dir = sample();
    let front = fs::read_to_string(at("templates/fronts/report.yaml")).unwrap();
    let path = dir.path().join("templates/fronts/report.yaml");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    // Without the title above the body.
    fs::write(&path, front.replace("  - 부분: 속제목\n", "")).unwrap();
    let main = gian(dir.path(), &["dump", "D0000036191652", "--step", "typst"]);
    let main = String::from_utf8(main.stdout).unwrap();
    assert!(main.contains("#cover(") && !main.contains("#inner-title("), "{main}");
    built(dir.path(), &["build", "--no-pdf"]);
    for (from, to, said) in [
        ("부분: 속제목", "부분: 표지", "두 번 있습니다"),
        ("부분: 속제목", "부분: 표제지", "부분이 없습니다"),
        ("{표제: 문서번호, 값: 문서번호}", "{표제: 관리, 값: 관리번호}", "문서번호"),
    ] {
        fs::write(&path, front.replace(from, to)).unwrap();
        let output = gian(dir.path(), &["check", "--format", "short"]);
        let lines = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{to}: {lines}");
        assert!(lines.contains("templates/fronts/report.yaml:") && lines.contains(said), "{lines}");
    }
}

#[test]
fn files_of_the_former_version_are_told_and_nothing_is_written() {
    let dir = sample();
    let folder = dir.path().join("templates/pdf");
    fs::create_dir_all(&folder).unwrap();
    let house = fs::read_to_string(at("templates/pdf/house.typ")).unwrap().replace("#let house-version = 4\n", "");
    for (file, text) in [("report.typ", "#cover()\n{{ body | safe }}\n"), ("house.typ", &*house)] {
        fs::write(folder.join(file), text).unwrap();
        for (language, said) in [("ko", "templates/fronts"), ("en", "templates/fronts")] {
            let output = gian(dir.path(), &["build", "--lang", language]);
            let lines = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(1), "{lines}");
            let told = file == "house.typ" || lines.contains(said);
            assert!(told && lines.contains(&format!("templates/pdf/{file}:1")), "{lines}");
        }
        assert!(!dir.path().join("output").exists());
        fs::remove_file(folder.join(file)).unwrap();
    }
}

#[test]
fn more_signers_than_a_grid_holds_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    copy(&at("tests/cases/clean/input"), dir.path());
    let file = "content/2024/sample/documents/report.md";
    let signers: String =
        (0..12).map(|i| format!("  - {{역할: 검토, 직위: 주무관{i}, 성명: 홍길동, 서명일: 2024-03-15}}\n")).collect();
    edit(dir.path(), file, &[("결재선:\n", &format!("결재선:\n{signers}"))]);
    let output = gian(dir.path(), &["check", "--format", "short"]);
    let lines = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(1) && lines.contains("report.md:10:"), "{lines}");
}

/// An extremely long title and forty signers take a second page, and nothing leaves the paper.
#[test]
#[ignore = "needs the program pdftotext"]
fn a_cover_that_is_too_full_goes_on_without_a_number() {
    let file = "content/2024/sample/documents/report.md";
    let dir = tempfile::tempdir().unwrap();
    copy(&at("tests/cases/clean/input"), dir.path());
    let title = "골목 정비 계획 ".repeat(25);
    let agree: String = (0..40)
        .map(|i| format!("  - {{역할: 협조, 직위: 지역공동체담당관{i}, 성명: 홍길동, 서명일: 2024-03-15}}\n"))
        .collect();
    let long = format!("제목: {title}보고\n협조:\n{agree}");
    edit(dir.path(), file, &[("제목: 새봄구 마을가꾸기 협의·조정 결과보고\n", &long)]);
    built(dir.path(), &["build"]);
    let pdf = dir.path().join("output/internal/d/sample-2024-01/sample-2024-01.pdf");
    let boxes = String::from_utf8(outside("pdftotext", &[&"-bbox", &pdf, &"-"])).unwrap();
    let number = |line: &str, key: &str| -> f64 {
        line.split_once(&format!("{key}=\"")).unwrap().1.split('"').next().unwrap().parse().unwrap()
    };
    let words: Vec<&str> = boxes.lines().filter(|l| l.contains("<word ")).collect();
    assert!(words.len() > 200);
    for word in words {
        let inside = number(word, "xMin") > 20.0 && number(word, "xMax") < 575.0;
        assert!(inside && number(word, "yMin") > 20.0 && number(word, "yMax") < 822.0, "{word}");
    }
    // A second page of the cover has no number: numbering starts with the body.
    let pages: Vec<&str> = boxes.split("<page ").skip(1).collect();
    let first = pages.iter().position(|p| p.contains(">-</word>")).expect("pages have numbers");
    assert_eq!(first, 2, "the cover takes two pages");
    // The title is complete on the cover and above the body.
    assert_eq!(boxes.lines().filter(|l| l.contains(">골목<")).count(), 50);
}
