//! Whole builds: the same bytes every time, nothing withheld in the public edition, and the last output kept when a
//! build fails.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::{built, edit, gian, outside, same, sample, tree, typst};

const REVIEW: &str = "content/2019/gangdong/review.yaml";
const REPORT: &str = "content/2019/gangdong/documents/result-report.md";

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (one, two) = (sample(), sample());
    let first = built(one.path(), &["build", "--jobs", "1"]);
    let output = Command::new(env!("CARGO_BIN_EXE_gian"))
        .args(["build", "--jobs", "3"])
        .current_dir(two.path())
        .env("LANG", "en_US.UTF-8")
        .env("TZ", "America/New_York")
        .env("SOURCE_DATE_EPOCH", "1")
        .output()
        .unwrap();
    assert!(output.status.success());
    same(&first, &tree(&two.path().join("output")));
}

#[test]
fn the_public_edition_does_not_depend_on_what_is_withheld() {
    let (one, two) = (sample(), sample());
    let mark = |name: &str| format!("  - 지역협치의 제도와 조직 기반 확립\n  - 위원 [{name}](비공개:6)의 제안");
    for (dir, name) in [(&one, "남궁옥분"), (&two, "Ω")] {
        edit(dir.path(), "content/2019/gangdong/plan.yaml", &[("  - 지역협치의 제도와 조직 기반 확립", &mark(name))]);
    }
    edit(
        two.path(),
        REVIEW,
        &[
            ("홍길동, 소속: 한마음대학교, 직위: 교수", "제갈공명선생, 직위: 도서관장"),
            ("성춘향, 소속: 마을살림연구소, 직위: 소장", "Ada, 소속: Ω-연구원, 직위: 長"),
            ("심청, 소속: 열린협치센터", "가, 소속: 나"),
        ],
    );
    // The last signer approves in the internal edition too, where the two differ.
    let (first, second) = (built(one.path(), &["build"]), built(two.path(), &["build"]));
    let part = |t: &BTreeMap<String, Vec<u8>>, folder: &str| {
        t.iter().filter(|(n, _)| n.starts_with(folder)).map(|(n, b)| (n.clone(), b.clone())).collect::<BTreeMap<_, _>>()
    };
    same(&part(&first, "public/"), &part(&second, "public/"));
    let page = "internal/d/D0000036191652/index.html";
    assert!(first[page] != second[page]);
    let (inside, outside) = (
        String::from_utf8_lossy(&first[page]).into_owned(),
        String::from_utf8_lossy(&first["public/d/D0000036191652/index.html"]).into_owned(),
    );
    assert!(inside.contains("남궁옥분") && inside.contains("한마음대학교"));
    assert!(!outside.contains("남궁옥분") && !outside.contains("한마음대학교") && outside.contains("비공개(6)"));
}

#[test]
fn a_failed_build_leaves_the_last_output() {
    let dir = sample();
    let before = built(dir.path(), &["build"]);
    edit(dir.path(), REVIEW, &[("합계: 1090000", "합계: 1190000")]);
    let output = gian(dir.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cost-total"));
    same(&before, &tree(&dir.path().join("output")));
}

#[test]
fn an_interrupted_build_is_repaired() {
    let dir = sample();
    let before = built(dir.path(), &["build"]);
    // As if the program was interrupted between its two renames, with a half-written stage.
    fs::create_dir_all(dir.path().join(".gian/stage/public")).unwrap();
    fs::write(dir.path().join(".gian/stage/public/half.html"), "half").unwrap();
    fs::rename(dir.path().join("output"), dir.path().join(".gian/old")).unwrap();
    edit(dir.path(), REPORT, &[("결재일: 2019-05-08", "결재일: 2019-05-09")]);
    assert_eq!(gian(dir.path(), &["build"]).status.code(), Some(1));
    edit(dir.path(), REPORT, &[("결재일: 2019-05-09", "결재일: 2019-05-08")]);
    same(&before, &built(dir.path(), &["build"]));
}

#[test]
fn exit_codes_tell_the_truth() {
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(gian(empty.path(), &["check"]).status.code(), Some(2));
    assert_eq!(gian(empty.path(), &["chekc"]).status.code(), Some(2));
    let dir = sample();
    assert_eq!(gian(dir.path(), &["check"]).status.code(), Some(0));
    assert_eq!(gian(dir.path(), &["build", "--typst", "/no/such/typst"]).status.code(), Some(2));
    edit(dir.path(), REVIEW, &[("기한: 2019-05-09, 완료일: 2019-05-09", "기한: 2019-05-07")]);
    assert_eq!(gian(dir.path(), &["check"]).status.code(), Some(0), "a warning does not fail");
    edit(dir.path(), REVIEW, &[("합계: 1090000", "합계: 1")]);
    assert_eq!(gian(dir.path(), &["dump", "--step", "view", "D0000036191652"]).status.code(), Some(1));
    edit(dir.path(), REVIEW, &[("합계: 1\n", "합계: 1090000\n")]);
    assert_eq!(gian(dir.path(), &["dump", "--step", "view", "no-such-id"]).status.code(), Some(2));
    assert_eq!(gian(dir.path(), &["check", "--strict"]).status.code(), Some(1));
}

/// Injected code of every language of the pipeline, in every kind of text field.
#[test]
fn hostile_text_is_shown_as_it_is() {
    const HOSTILE: &str = r#"갑|을 {{ 7 * 7 }} #read("/etc/passwd") $x$ **굵게 <script>alert(1)</script> [a](b) `c` \u{41} @ref 2019. 5. 8. + str(1+1) +"#;
    let dir = sample();
    let quoted = format!("'{HOSTILE}'");
    edit(
        dir.path(),
        REVIEW,
        &[
            ("구분: 서울시", &format!("구분: {quoted}")),
            ("항목: 참석수당", &format!("항목: {quoted}")),
            ("참석구성: 지역시민사회, 외부전문가, 관계공무원 등", &format!("참석구성: {quoted}")),
            ("장소: 서울시청 신청사 10층 공용회의실\n        진행", &format!("장소: {quoted}\n        진행")),
        ],
    );
    edit(
        dir.path(),
        REPORT,
        &[
            ("제목: 2019 강동구 지역사회혁신계획 실행계획 협의·조정 결과보고", &format!("제목: {quoted}")),
            ("팀: 지역생태계팀", &format!("팀: {quoted}")),
            ("성명: 성춘몽", &format!("성명: {quoted}")),
            ("직위: 지역생태계팀장", &format!("직위: {quoted}")),
            ("제목: 참석부(수당지급용)", &format!("제목: {quoted}")),
            ("키워드: [지역사회혁신계획", &format!("키워드: [{quoted}")),
        ],
    );
    built(dir.path(), &["build"]);
    let text = String::from_utf8(gian(dir.path(), &["dump", "--step", "text", "D0000036191652"]).stdout).unwrap();
    assert_eq!(text.matches(HOSTILE).count(), 6, "{text}");
    let page = fs::read_to_string(dir.path().join("output/public/d/D0000036191652/index.html")).unwrap();
    assert_eq!(page.matches("<script").count(), 1, "the JSON-LD of the page");
    assert!(page.contains("갑|을 {{ 7 * 7 }} #read("));
}

/// A figure from facts is numbered and referenced, drawn on the page, and described in words; code in its data is
/// text.
#[test]
fn figures_say_the_same_on_paper_and_on_the_page() {
    const HOSTILE: &str = r##"市→區<script>alert(1)</script>#read("x"){{1}}"]-[a](b)\u{41}"##;
    let dir = sample();
    let review = "content/2021/nowon/review.yaml";
    edit(dir.path(), review, &[("방향: 市→區", &format!("방향: '{HOSTILE}'"))]);
    let files = built(dir.path(), &["build"]);
    let spaced = HOSTILE.replace('→', " → ");
    let text = String::from_utf8(gian(dir.path(), &["dump", "--step", "text", "D0000043120102"]).stdout).unwrap();
    for line in [
        "공론장은 그림 1과 같이 열고, 의제마다 그림 3의 순서로 다룸",
        "<그림 1> 추진 일정",
        "일정 2건을 막대로 나타낸 일정표: 동 단위 공론장 운영 2021. 9.~10.; 구 단위 공론장 개최 2021. 11. 20.",
        "부서별 역할은 표 1과 같음",
        "<표 1> 부서별 역할",
    ] {
        assert!(text.lines().any(|l| l == line), "{line}: {text}");
    }
    assert!(text.contains(&format!("1. 협의·조정 결과 통보 ({spaced}, ~2021. 9. 24.(금))")), "{text}");
    let page = String::from_utf8_lossy(&files["public/d/D0000043120102/index.html"]).into_owned();
    assert!(page.contains("<a href=\"#ref-추진일정\">그림 1</a>") && page.contains(" id=\"ref-추진일정\">"));
    assert!(page.contains("<a href=\"#ref-역할\">표 1</a>") && page.contains(" id=\"ref-역할\">"));
    assert!(page.contains("aria-label=\"동에서 나온 의제가 구의 예산에 오르기까지의 순서\""));
    assert!(page.contains("<caption id=\"f1-data\">그림 1 자료: 추진 일정</caption>"));
    assert!(page.matches("<script").count() <= 1 && page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_eq!(page.matches("<svg").count(), 3);
}

/// An image file has a text alternative, in the PDF and on the page, and its bytes are the reviewed ones.
#[test]
fn pictures_are_shown_as_they_are() {
    let dir = tempfile::tempdir().unwrap();
    crate::common::copy(Path::new("tests/cases/figure-image/input"), dir.path());
    let files = built(dir.path(), &["build"]);
    let folder = "d/sample-2024-01";
    let source = |name: &str| fs::read(dir.path().join("content/2024/sample/figures").join(name)).unwrap();
    for edition in ["internal", "public"] {
        for name in ["map.svg", "street.jpg"] {
            assert!(files[&format!("{edition}/{folder}/figures/{name}")] == source(name), "{edition} {name}");
        }
        let page = String::from_utf8_lossy(&files[&format!("{edition}/{folder}/index.html")]).into_owned();
        for image in [
            "<img src=\"figures/map%2Esvg\" alt=\"세 동을 잇는 길\" width=\"704\" height=\"528\">",
            "<img src=\"figures/street%2Ejpg\" alt=\"세 동을 잇는 길\" width=\"704\" height=\"469\">",
        ] {
            assert!(page.contains(image), "{image}: {page}");
        }
        assert!(page.contains("<a href=\"#ref-위치\">그림 1</a>") && page.contains(" id=\"ref-위치\">"));
        let pdf = &files[&format!("{edition}/{folder}/sample-2024-01.pdf")];
        let photo = source("street.jpg");
        assert!(
            pdf.windows(photo.len()).any(|part| part == photo),
            "{edition}: the photograph is not in the PDF as it is"
        );
    }
    let text = String::from_utf8(gian(dir.path(), &["dump", "--step", "text", "sample-2024-01"]).stdout).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|l| *l == "<그림 1> 현장").unwrap_or_else(|| panic!("{text}"));
    assert_eq!(lines[at + 1], "세 동을 잇는 길");
    assert!(text.contains("위치는 그림 1과 같음"));
}

/// Sources that must stop a build, because it would publish withheld values.
#[test]
fn doubtful_marks_and_grounds_stop_the_build() {
    let code = |file: &str, changes: &[(&str, &str)]| {
        let dir = sample();
        edit(dir.path(), file, changes);
        let output = gian(dir.path(), &["check", "--format", "short"]);
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let notice = "content/2022/guro/documents/notice.md";
    let cases: &[(&str, &str, &str, &str)] = &[
        // A mark that Tera assembles.
        (notice, "- 후보 위원은", r#"- {{ "[홍비밀](비공" ~ "개: 6)" }} 외"#, "mark-syntax"),
        (notice, "- 후보 위원은", r#"- [홍비밀](비{{ "" }}공개: 6) 외"#, "mark-syntax"),
        // A malformed mark.
        (notice, "- 후보 위원은", "- [홍비밀](비공게: 6) 외", "mark-syntax"),
        ("gian.yaml", "소개: 계획이", "소개: \"[홍비밀](비공개:6)\" # 계획이", "mark-syntax"),
        // A withheld value in a document that is declared open, or on a ground that it does not list.
        ("content/2021/nowon/review.yaml", "대상: 민간 3", "대상: 위원 [홍비밀](비공개:6), 민간 3", "mark-syntax"),
        (REPORT, "공개구분: 부분공개\n비공개근거: [6]", "공개구분: 부분공개\n비공개근거: [5]", "disclosure-grounds"),
        // A character that occurs only in the composed text.
        (notice, "- 후보 위원은", "- &#x1F600; 위원은", "missing-glyph"),
        (REPORT, "팀: 지역생태계팀", r#"팀: "\U000F1006""#, "private-use-char"),
    ];
    for (file, old, new, expected) in cases {
        let (status, said) = code(file, &[(old, new)]);
        assert!(status == Some(1) && said.contains(expected), "{new}: {status:?} {said}");
    }
}

#[test]
fn folders_of_a_dossier_are_never_taken_for_dossiers() {
    for path in
        ["2019/gangdong/private/documents/x.md", "2019/private/documents/x.md", "2019/gangdong/attachments/sub/x.md"]
    {
        let dir = sample();
        let target = dir.path().join("content").join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(REPORT, &target).unwrap();
        let output = gian(dir.path(), &["check", "--format", "short"]);
        assert_eq!(output.status.code(), Some(1), "{path}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("unknown-file"), "{path}");
    }
}

/// Text longer than a page is split, never cut: every word of the tree is in the PDF.
#[test]
#[ignore = "needs the program pdftotext"]
fn nothing_is_cut_at_the_foot_of_a_page() {
    let dir = sample();
    let many: String = (1..=90).map(|i| format!("      - 항목{i}끝은 한 쪽을 넘는 긴 칸의 글\n")).collect();
    edit(dir.path(), REVIEW, &[("      - 사업마다 예산의 산출내역을 구체화하여 작성\n", &many)]);
    let notice = "content/2022/guro/documents/notice.md";
    let rows: String = (1..=120).map(|i| format!("  - [^^, 자료{i}번, 1, 담당]\n")).collect();
    let total = ("합계: [합계, \"<<\", 18,", "합계: [합계, \"<<\", 133,");
    edit(dir.path(), notice, &[("  - [^^, 검토의견 서식, 5, 팀장]\n", &rows), total]);
    built(dir.path(), &["build"]);
    for (id, words, count) in [("D0000036191652", "항목", 90), ("gian-2022-guro-01", "자료", 120)] {
        let pdf = dir.path().join(format!("output/internal/d/{id}/{id}.pdf"));
        let text = String::from_utf8(outside("pdftotext", &[&"-raw", &pdf, &"-"])).unwrap();
        let end = if words == "항목" { "끝" } else { "번" };
        for i in 1..=count {
            assert!(text.contains(&format!("{words}{i}{end}")), "{words}{i} is missing from {id}");
        }
    }
}

#[test]
#[ignore = "needs the programs typst and qpdf"]
fn both_engines_agree_on_the_sample() {
    engines_agree(Path::new("."), &["gian.yaml", "content", "register.yaml", "register"]);
}

#[test]
#[ignore = "needs the programs typst and qpdf"]
fn both_engines_agree_on_the_variants() {
    engines_agree(Path::new("tests/variants"), &["gian.yaml", "content", "templates"]);
}

/// Pages are counted in the order of the PDF, with or without marks, even if a template changes the page counter.
#[test]
#[ignore = "needs the program typst"]
fn both_engines_tell_the_same_pages() {
    let fonts = gian_fonts::builtin();
    let dir = tempfile::tempdir().unwrap();
    let limits = gian_diagnostics::Limits::default();
    let inside = gian_typst_engine::embedded::Embedded::new(&fonts);
    let outside =
        gian_typst_engine::external::External::new(&typst(), &dir.path().join("work"), &fonts, limits).unwrap();
    let (place, printed) = (gian_emit::page_map::PLACE_LABEL, gian_emit::page_map::PRINTED_LABEL);
    let head = "#set document(title: \"가\", date: datetime(year: 2019, month: 5, day: 8))\n\
                #set text(lang: \"ko\", font: \"Noto Serif CJK KR\")\n= 가\n";
    let marked = format!(
        "#metadata(0)<{place}>#metadata(\"1\")<{place}>#pagebreak()#counter(page).update(40)\n나#metadata(1)<{place}>\
         #metadata(7)<{printed}>#pagebreak()#metadata(2)<{place}>#metadata(8)<{printed}>#counter(page).update(1)"
    );
    for (body, places, names) in [
        ("", vec![None; 3], vec!["1쪽"]),
        ("#pagebreak()#pagebreak()", vec![None; 3], vec!["1쪽", "2쪽", "3쪽"]),
        (&marked, vec![Some(1), Some(2), Some(3)], vec!["표지", "7쪽", "8쪽"]),
    ] {
        let job = gian_typst_engine::Job {
            main: format!("{head}{body}"),
            house: String::new(),
            margins: (0.0, 0.0),
            profile: "{}".to_owned(),
            pictures: Vec::new(),
            date: chrono::NaiveDate::from_ymd_opt(2019, 5, 8).unwrap(),
        };
        for engine in [&inside as &dyn gian_typst_engine::Engine, &outside] {
            let pages = engine.pdf(&job).unwrap_or_else(|f| panic!("{body}: {:?}", f.messages)).pages;
            assert_eq!((0..3).map(|place| pages.of(place)).collect::<Vec<_>>(), places, "{body}");
            assert_eq!(pages.locators().into_iter().map(|l| l.name).collect::<Vec<_>>(), names, "{body}");
        }
    }
}

/// Asserts that both engines write the same from these parts of a workspace: PDFs up to compression, ids and the name
/// of the program, and all other files up to sizes and hashes, which depend on the bytes of the PDFs.
fn engines_agree(workspace: &Path, parts: &[&str]) {
    let build = |args: &[&str]| {
        let dir = tempfile::tempdir().unwrap();
        for part in parts {
            crate::common::copy(&workspace.join(part), &dir.path().join(part));
        }
        built(dir.path(), args)
    };
    let typst = typst();
    let inside = build(&["build"]);
    let outside = build(&["build", "--typst", typst.to_str().unwrap()]);
    assert_eq!(inside.keys().collect::<Vec<_>>(), outside.keys().collect::<Vec<_>>());
    let size = r#"(bytes": |length="|contentSize":"|nonNegativeInteger",\s+"@value": "|application/pdf,|Payload-Oxum: )[0-9]+|[0-9.]+ [KM]?B\b"#;
    let follows = regex::bytes::Regex::new(&format!("[0-9a-f]{{64}}|{size}")).unwrap();
    let mut pdfs = 0;
    for (name, bytes) in &inside {
        if name.ends_with(".pdf") {
            let (a, b) = (pages(bytes), pages(&outside[name]));
            assert_eq!(a.lines().count(), b.lines().count(), "{name}");
            for (n, (a, b)) in a.lines().zip(b.lines()).enumerate() {
                assert_eq!(a, b, "{name}, line {n}");
            }
            pdfs += 1;
            continue;
        }
        let [a, b] = [bytes, &outside[name]].map(|file| follows.replace_all(file, &b""[..]).into_owned());
        assert!(a == b, "{name}: {}", first_difference(&a, &b));
    }
    assert!(pdfs > 30, "{pdfs}");
}

/// The first difference of two texts, with its context.
fn first_difference(a: &[u8], b: &[u8]) -> String {
    let at = a.iter().zip(b).position(|(a, b)| a != b).unwrap_or(a.len().min(b.len()));
    let around =
        |text: &[u8]| String::from_utf8_lossy(&text[at.saturating_sub(80)..(at + 80).min(text.len())]).into_owned();
    format!("`{}` and `{}`", around(a), around(b))
}

/// The content of a PDF with streams decompressed and ids blanked, by `qpdf`.
fn pages(pdf: &[u8]) -> String {
    let dir = tempfile::tempdir().unwrap();
    let (from, to) = (dir.path().join("a.pdf"), dir.path().join("b.pdf"));
    fs::write(&from, pdf).unwrap();
    let options = ["--qdf", "--object-streams=disable", "--deterministic-id", "--no-original-object-ids"];
    let [qdf, streams, id, numbers] = &options;
    outside("qpdf", &[qdf, streams, id, numbers, &from, &to]);
    let text = String::from_utf8_lossy(&fs::read(to).unwrap()).into_owned();
    // Offsets and lengths depend on the name of the program in the metadata.
    let body = text.split("\nxref\n").next().unwrap_or_default();
    let own =
        "(<xmp:CreatorTool>|:softwareAgent>|:[Ii]nstanceID>|:DocumentID>|/Creator |/ID |/Length )[^<\n]*|(?m:^[0-9]+$)";
    regex::Regex::new(own).unwrap().replace_all(body, "$1").into_owned()
}
