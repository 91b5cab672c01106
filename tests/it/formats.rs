//! Reports for other programs: complete, valid by the official schemas, and consistent with each other.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use gian_check::page;
use gian_diagnostics::{Counts, Diag, Lang, Place, Route, text};
use gian_preflight::prepare;
use gian_report::locate::locate;
use gian_report::render::{SCREENFUL, render, render_short, sort};
use gian_report::{github, json, sarif};
use gian_session::Session;
use gian_source::Sources;
use jsonschema::Validator;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::common::{at, copy, edit, gian, over_clean};

const SARIF: &str = "tests/schemas/sarif-schema-2.1.0.json";

fn cases() -> Vec<(String, Session)> {
    let folders = |parent: &str| {
        let mut all: Vec<PathBuf> = fs::read_dir(parent).unwrap().map(|e| e.unwrap().path()).collect();
        all.sort();
        all
    };
    let readers = folders("tests/cases").into_iter().map(|case| (case.clone(), prepare(&case.join("input")).unwrap()));
    let of_rule = |case: PathBuf| {
        let dir = over_clean(&case.join("fires"));
        (case, prepare(dir.path()).unwrap())
    };
    let rules = folders("tests/rules").into_iter().map(of_rule);
    readers.chain(rules).map(|(case, session)| (case.display().to_string(), session)).collect()
}

fn validator(schema: &str) -> Validator {
    // An error in the first edition, which is not a valid regular expression; corrected by errata 01.
    let text = fs::read_to_string(schema)
        .unwrap()
        .replace("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    let schema: Value = serde_json::from_str(&text).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

fn errors(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The English description of a code: the page of a rule, or the table of the others.
fn described(code: &str) -> Option<String> {
    page::title(code, Lang::En)
}

fn list<'a>(value: &'a Value, pointer: &str) -> &'a Vec<Value> {
    value.pointer(pointer).and_then(Value::as_array).unwrap_or_else(|| panic!("no list at {pointer}"))
}

#[test]
fn json_has_the_form_of_its_schema() {
    let validator = validator("docs/schemas/diagnostics.schema.json");
    for (name, session) in cases() {
        let report = parsed(&json::render(&session.sources, &session.diags));
        assert_eq!(errors(&validator, &report), [""; 0], "{name}");
        for (diag, problem) in session.diags.iter().zip(list(&report, "/problems")) {
            let file = session.sources.get(&diag.place.file).map_or("", |f| f.text.as_str());
            let at = locate(&session.sources, &diag.place);
            let offset = |end: &str| problem.pointer(&format!("/{end}/offset")).unwrap().as_u64().unwrap() as usize;
            assert_eq!(file[offset("start")..offset("end")], file[at.range], "{name}");
        }
    }
}

/// A validator that accepts everything would also accept these reports.
#[test]
fn the_schema_of_json_finds_what_is_wrong() {
    let validator = validator("docs/schemas/diagnostics.schema.json");
    let session = prepare(Path::new("tests/cases/duplicate-key/input")).unwrap();
    let good = parsed(&json::render(&session.sources, &session.diags));
    assert!(validator.is_valid(&good));
    let spoiled = |spoil: &dyn Fn(&mut Value)| {
        let mut report = good.clone();
        spoil(&mut report);
        !validator.is_valid(&report)
    };
    assert!(spoiled(&|r| r["problems"][0]["severity"] = "fatal".into()));
    assert!(spoiled(&|r| r["problems"][0]["start"]["line"] = 0.into()));
    assert!(spoiled(&|r| r["problems"][0]["message"]["ko"] = Value::Null));
    assert!(spoiled(&|r| r["problems"][0]["unheard"] = 1.into()));
    assert!(spoiled(&|r| drop(r.as_object_mut().unwrap().remove("summary"))));
}

#[test]
fn the_schema_of_sarif_is_the_one_of_its_makers() {
    let digest: String = Sha256::digest(fs::read(SARIF).unwrap()).iter().map(|b| format!("{b:02x}")).collect();
    let noted = fs::read_to_string("tests/schemas/README.md").unwrap();
    assert!(
        noted.contains(&format!("{digest}  sarif-schema-2.1.0.json")),
        "tests/schemas/README.md notes another file"
    );
}

#[test]
fn sarif_has_the_form_of_its_schema() {
    let validator = validator(SARIF);
    for (name, session) in cases() {
        for lang in [Lang::Ko, Lang::En] {
            let text = sarif::render(&session.sources, &session.diags, lang, &described);
            assert_eq!(text, sarif::render(&session.sources, &session.diags, lang, &described), "{name}");
            let log = parsed(&text);
            assert_eq!(errors(&validator, &log), [""; 0], "{name}");
            let rules = list(&log, "/runs/0/tool/driver/rules");
            for result in list(&log, "/runs/0/results") {
                let index = result["ruleIndex"].as_u64().unwrap() as usize;
                assert_eq!(rules[index]["id"], result["ruleId"], "{name}");
                assert!(!rules[index]["shortDescription"]["text"].as_str().unwrap().is_empty(), "{name}");
                let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
                assert!(uri.is_ascii() && !uri.contains(' '), "{name}: {uri}");
            }
        }
    }
}

#[test]
fn the_schema_of_sarif_finds_what_is_wrong() {
    let validator = validator(SARIF);
    let session = prepare(Path::new("tests/cases/duplicate-key/input")).unwrap();
    let good = parsed(&sarif::render(&session.sources, &session.diags, Lang::Ko, &described));
    assert!(validator.is_valid(&good));
    let spoiled = |spoil: &dyn Fn(&mut Value)| {
        let mut log = good.clone();
        spoil(&mut log["runs"][0]);
        !validator.is_valid(&log)
    };
    assert!(spoiled(&|run| run["results"][0]["level"] = "info".into()));
    assert!(spoiled(&|run| run["results"][0]["ruleIndex"] = "0".into()));
    assert!(spoiled(&|run| run["tool"]["driver"]["language"] = "korean".into()));
    assert!(spoiled(&|run| run["columnKind"] = "characters".into()));
    assert!(spoiled(&|run| run["results"][0]["partialFingerprints"]["x"] = 1.into()));
    assert!(spoiled(&|run| drop(run["results"][0].as_object_mut().unwrap().remove("message"))));
    let physical = "/results/0/locations/0/physicalLocation";
    assert!(spoiled(&|run| run.pointer_mut(physical).unwrap()["region"]["startLine"] = 0.into()));
    assert!(spoiled(&|run| run.pointer_mut(physical).unwrap()["artifactLocation"]["uri"] = "빈 칸".into()));
}

#[test]
fn all_formats_count_the_same_problems() {
    let mut seen = 0;
    for (name, session) in cases() {
        let (sources, diags) = (&session.sources, &session.diags);
        seen += diags.len();
        let counts = Counts::of(diags);
        let wanted = [counts.errors, counts.warnings, counts.infos];
        assert_eq!(wanted.iter().sum::<usize>(), diags.len());

        let report = parsed(&json::render(sources, diags));
        let told = ["errors", "warnings", "infos"].map(|key| report["summary"][key].as_u64().unwrap() as usize);
        assert_eq!(told, wanted, "{name}");
        let of = |all: &[Value], key: &str, words: [&str; 3]| words.map(|w| all.iter().filter(|v| v[key] == w).count());
        assert_eq!(of(list(&report, "/problems"), "severity", ["error", "warning", "info"]), wanted, "{name}");

        let log = parsed(&sarif::render(sources, diags, Lang::En, &described));
        assert_eq!(of(list(&log, "/runs/0/results"), "level", ["error", "warning", "note"]), wanted, "{name}");

        let begin = |text: &str, words: [&str; 3]| words.map(|w| text.lines().filter(|l| l.starts_with(w)).count());
        let notes = github::render(sources, diags, Lang::Ko, "");
        assert_eq!(begin(&notes, ["::error ", "::warning ", "::notice "]), wanted, "{name}");
        assert_eq!(notes.lines().count(), diags.len(), "{name}");

        let short = render_short(sources, diags, Lang::En);
        let hold = |word: &str| short.lines().filter(|l| l.contains(word)).count();
        assert_eq!([": error[", ": warning[", ": info["].map(hold), wanted, "{name}");

        let human = render(sources, diags, Lang::En, false, usize::MAX);
        assert_eq!(begin(&human, ["error[", "warning[", "info["]), wanted, "{name}");
        let [errors, warnings, infos] = wanted;
        assert!(
            human.ends_with(&format!("\n{errors} errors, {warnings} warnings, {infos} infos\n")) || diags.is_empty()
        );
    }
    assert!(seen > 150, "only {seen} problems in all cases");
}

/// A workspace of one file with many problems of two kinds, errors mixed with warnings.
fn many() -> (Sources, Vec<Diag>) {
    let mut sources = Sources::default();
    let text: String = (0..40).map(|i| format!("키{i}: 값\n")).collect();
    sources.insert("content/a.yaml", text, &mut Vec::new());
    let place = |i: usize| Place::value("content/a.yaml", Route::of(&format!("키{i}")));
    let mut diags: Vec<Diag> =
        (0..30).map(|i| Diag::warning("often", place(i), text!("경고 {}", "warning {}"; i))).collect();
    diags.extend((30..34).map(|i| Diag::error("often", place(i), text!("오류 {}", "error {}"; i))));
    diags.push(Diag::info("once", place(35), text!("참고", "info")));
    sort(&sources, &mut diags);
    (sources, diags)
}

#[test]
fn a_person_sees_a_screenful_of_a_kind_and_how_many_more_there_are() {
    let (sources, diags) = many();
    let said = render(&sources, &diags, Lang::En, false, SCREENFUL);
    let shown: Vec<&str> = said.lines().filter(|l| l.contains("[often]") || l.contains("[once]")).collect();
    let wanted: Vec<String> = (0..6)
        .map(|i| format!("warning[often]: warning {i}"))
        .chain((30..34).map(|i| format!("error[often]: error {i}")))
        .chain(["info[once]: info".to_owned()])
        .collect();
    // Errors are never hidden behind warnings, and all are in the order of the file.
    assert_eq!(shown, wanted);
    assert!(said.ends_with(
        "There are 24 more of `often`; check with `--format short` to see all.\n\n\
         4 errors, 30 warnings, 1 infos (24 of them are not shown above)\n"
    ));
    let ko = render(&sources, &diags, Lang::Ko, false, SCREENFUL);
    assert!(ko.ends_with("오류 4건, 경고 30건, 참고 1건 (이 가운데 24건은 위에 보이지 않았습니다)\n"), "{ko}");
    assert_eq!(render_short(&sources, &diags, Lang::Ko).lines().count(), 35);
    assert_eq!(github::render(&sources, &diags, Lang::Ko, "").lines().count(), 35);
}

#[test]
fn a_file_with_very_many_problems_has_a_report_all_the_same() {
    let mut sources = Sources::default();
    let text = "가나다라 ".repeat(60_000);
    sources.insert("content/2024/a/documents/a.md", text.clone(), &mut Vec::new());
    let place = |i: usize| Place::bytes("content/2024/a/documents/a.md", i * 13..i * 13 + 3);
    let mut diags: Vec<Diag> = (0..30_000).map(|i| Diag::error("many", place(i), text!("가", "a"))).collect();
    sort(&sources, &mut diags);
    assert_eq!(diags.len(), 10_001);
    assert_eq!(diags[0].code, "too-many");
    let report = parsed(&json::render(&sources, &diags));
    assert_eq!(report["problems"][10_000]["start"]["column"], 9_999 * 5 + 1);
    assert_eq!(list(&parsed(&sarif::render(&sources, &diags, Lang::Ko, &described)), "/runs/0/results").len(), 10_001);
    assert!(render(&sources, &diags, Lang::Ko, false, SCREENFUL).lines().count() < 200);
}

#[test]
fn a_fingerprint_stays_where_lines_are_put_in_before_it() {
    let prints = |change: &dyn Fn(&Path)| {
        let dir = tempfile::tempdir().unwrap();
        copy(Path::new("tests/rules/cost-product/fires"), dir.path());
        copy(Path::new("tests/cases/footnotes/input"), dir.path());
        change(dir.path());
        let session = prepare(dir.path()).unwrap();
        let log = parsed(&sarif::render(&session.sources, &session.diags, Lang::Ko, &described));
        let results = list(&log, "/runs/0/results").clone();
        let lines: Vec<Value> =
            results.iter().map(|r| r["locations"][0]["physicalLocation"]["region"]["startLine"].clone()).collect();
        let prints: Vec<String> =
            results.iter().map(|r| r["partialFingerprints"]["gianPlace/v1"].as_str().unwrap().to_owned()).collect();
        (prints, lines)
    };
    let (before, lines) = prints(&|_| {});
    assert!(before.len() > 10);
    assert_eq!(before.iter().collect::<BTreeSet<_>>().len(), before.len(), "problems share a fingerprint");
    let (after, moved) = prints(&|root| {
        let path = root.join("content/2024/sample/documents/notes.md");
        let text = fs::read_to_string(&path).unwrap();
        let (matter, body) = text.trim_start_matches("---\n").split_once("\n---\n").unwrap();
        fs::write(&path, format!("---\n# 머리말\n{matter}\n---\n\n새 문단\n\n{body}")).unwrap();
    });
    assert_eq!(after, before);
    assert_ne!(lines, moved);
}

#[test]
fn a_line_for_github_is_one_line_whatever_the_message() {
    let mut sources = Sources::default();
    sources.insert("content/a,b.yaml", "가: 나\n".to_owned(), &mut Vec::new());
    let message = text!("100%, 첫째\n둘째: 끝", "100%, first\r\nsecond: end");
    let diag = Diag::warning("some-code", Place::value("content/a,b.yaml", Route::of("가")), message);
    assert_eq!(
        github::render(&sources, &[diag], Lang::Ko, ""),
        "::warning file=content/a%2Cb.yaml,line=1,endLine=1,col=4,endColumn=5,title=some-code::100%25, 첫째%0A둘째: 끝\n"
    );
}

#[test]
fn names_are_exact_and_speak_to_no_terminal() {
    let mut sources = Sources::default();
    let name = "content/\u{1b}[2J\u{202e}\u{9b}5n\u{e0001} 가.yaml";
    sources.insert(name, "가: 나\n".to_owned(), &mut Vec::new());
    let message = text!("이름 `{}`", "name `{}`"; name);
    let diags = [Diag::error("x", Place::value(name, Route::of("가")), message.clone())
        .related(Place::key(name, Route::of("가")), message.clone())];
    let report = json::render(&sources, &diags);
    let log = sarif::render(&sources, &diags, Lang::Ko, &described);
    let short = render_short(&sources, &diags, Lang::Ko);
    let notes = github::render(&sources, &diags, Lang::Ko, "");
    for text in [&report, &log, &short, &notes] {
        let loud: Vec<char> = text.chars().filter(|c| *c != '\n' && gian_diagnostics::is_invisible(*c)).collect();
        assert!(loud.is_empty(), "{loud:?} in {text}");
    }
    assert_eq!(parsed(&report)["problems"][0]["file"], name);
    assert_eq!(parsed(&report)["problems"][0]["message"]["en"].as_str().unwrap().matches("<U+").count(), 4);
    let uri = &parsed(&log)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    let decoded = percent_encoding::percent_decode_str(uri.as_str().unwrap()).decode_utf8().unwrap().into_owned();
    assert_eq!(decoded, name);
}

#[test]
fn what_cannot_be_read_has_a_location_all_the_same() {
    let session = prepare(Path::new("tests/cases/not-utf8/input")).unwrap();
    let found = session.diags.iter().position(|d| d.code == "not-utf8").unwrap();
    let log = parsed(&sarif::render(&session.sources, &session.diags, Lang::Ko, &described));
    let location = &log["runs"][0]["results"][found]["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], session.diags[found].place.file.as_str());
    assert_eq!(location["artifactLocation"]["uriBaseId"], "SRCROOT");
    assert_eq!(location["region"], Value::Null);
    // A defect of the program has no file.
    let lost = [Diag::error("internal", Place::bytes("", 0..0), text!("가", "a"))];
    let log = parsed(&sarif::render(&session.sources, &lost, Lang::Ko, &described));
    assert!(validator(SARIF).is_valid(&log));
    assert_eq!(log["runs"][0]["results"][0]["locations"], Value::Null);
}

#[test]
fn standard_output_is_the_report_and_nothing_else() {
    let case = Path::new("tests/rules/cost-product/fires");
    let clean = Path::new("tests/cases/clean/input");
    for format in ["json", "sarif"] {
        let output = gian(case, &["check", "--format", format]);
        assert_eq!(output.status.code(), Some(1));
        parsed(std::str::from_utf8(&output.stdout).unwrap());
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        // A refused build also prints its problems for people.
        let output = gian(case, &["build", "--format", format]);
        assert_eq!(output.status.code(), Some(1));
        parsed(std::str::from_utf8(&output.stdout).unwrap());
        assert!(!output.stderr.is_empty());
        let output = gian(clean, &["check", "--format", format]);
        assert_eq!(output.status.code(), Some(0));
        let report = parsed(std::str::from_utf8(&output.stdout).unwrap());
        let pointer = if format == "json" { "/problems" } else { "/runs/0/results" };
        assert!(list(&report, pointer).is_empty());
    }
    let output = gian(clean, &["check", "--format", "github"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
    let output = gian(case, &["check", "--format", "github"]);
    let line = String::from_utf8(output.stdout).unwrap();
    let begin = "::error file=tests/rules/cost-product/fires/content/2024/sample/";
    assert!(line.starts_with(begin), "{line}");
    // People get messages on standard error, as always.
    let output = gian(case, &["check"]);
    assert!(output.stdout.is_empty() && !output.stderr.is_empty());
}

#[test]
fn a_build_gives_its_report_once_and_its_news_to_the_person() {
    let dir = crate::common::sample();
    let output = gian(dir.path(), &["build", "--edition", "internal", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let report = parsed(std::str::from_utf8(&output.stdout).unwrap());
    assert_eq!(errors(&validator("docs/schemas/diagnostics.schema.json"), &report), [""; 0]);
    assert_eq!(report["summary"]["errors"], 0);
    assert!(String::from_utf8_lossy(&output.stderr).contains("index.html"));
    assert!(dir.path().join("output/internal/index.html").exists());
}

/// The documents affected by a wrong fact are reported as problems of these documents.
#[test]
fn documents_that_change_are_told_to_programs_too() {
    let dir = crate::common::sample();
    let fact = ["impact", "content/2019/gangdong/review.yaml", "--key", "/비용/항목/0/단가", "--format"];
    let run = |format: &str| {
        let output = gian(dir.path(), &[&fact[..], &[format]].concat());
        // The report was approved and must be corrected.
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let report = parsed(&run("json"));
    assert_eq!(errors(&validator("docs/schemas/diagnostics.schema.json"), &report), [""; 0]);
    let changes: Vec<&Value> = list(&report, "/problems").iter().filter(|p| p["code"] == "document-changes").collect();
    let [change] = changes[..] else { panic!("{report:#}") };
    assert_eq!(change["severity"], "error");
    assert_eq!(change["file"], "content/2019/gangdong/documents/result-report.md");
    assert!(change["start"]["line"].as_u64().unwrap() > 1);
    let log = parsed(&run("sarif"));
    assert_eq!(errors(&validator(SARIF), &log), [""; 0]);
    assert_eq!(list(&log, "/runs/0/results").len(), list(&report, "/problems").len());
    assert!(run("github").lines().any(|l| l.starts_with("::error file=") && l.contains(",title=document-changes::")));
}

#[test]
fn without_a_workspace_nothing_is_reported() {
    let dir = tempfile::tempdir().unwrap();
    for format in ["human", "json", "sarif", "github"] {
        let output = gian(dir.path(), &["check", "--format", format]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    }
}

/// The correction in a report equals the change made by `gian check --fix`.
#[test]
fn corrections_are_told_with_their_place_and_text() {
    let mut sources = Sources::default();
    let text = "---\n제목: \"첫째 5.8.(목)\"\n---\n\n본문 5.8.\n";
    let path = "content/2024/a/documents/a.md";
    sources.insert(path, text.to_owned(), &mut Vec::new());
    let title = Place::within(path, Route::of("제목"), 12..15);
    let body = Place::within(path, Route::body(), 8..12);
    let diags = [
        Diag::warning("weekday", title.clone(), text!("가", "a")).fix(title, "수"),
        Diag::warning("weekday", body.clone(), text!("나", "b")).fix(body, "5. 8."),
        // The whole value is not literally the text that a rule saw.
        Diag::warning("weekday", Place::value(path, Route::of("제목")), text!("다", "c"))
            .fix(Place::value(path, Route::of("제목")), "x"),
    ];
    let report = parsed(&json::render(&sources, &diags));
    assert_eq!(errors(&validator("docs/schemas/diagnostics.schema.json"), &report), [""; 0]);
    let mut corrected = text.to_owned();
    for problem in list(&report, "/problems").iter().rev() {
        for edit in list(problem, "/fix") {
            let at = |end: &str| edit[end]["offset"].as_u64().unwrap() as usize;
            corrected.replace_range(at("start")..at("end"), edit["text"].as_str().unwrap());
        }
    }
    assert_eq!(corrected, gian_report::fix::correct(&sources, &diags, |_| true)[path].text);
    assert_eq!(report["problems"][2]["fix"], serde_json::json!([]));
    let log = parsed(&sarif::render(&sources, &diags, Lang::Ko, &described));
    assert_eq!(errors(&validator(SARIF), &log), [""; 0]);
    let replacement = &log["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "수");
    assert_eq!(replacement["deletedRegion"]["startLine"], 2);
    assert_eq!(log["runs"][0]["results"][2]["fixes"], Value::Null);
}

/// Reports are copied into messages and logs, so they show no withheld value unless a person asks for it.
#[test]
fn withheld_values_are_not_shown_in_reports() {
    const NAME: &str = "뷁길동";
    let dir = tempfile::tempdir().unwrap();
    copy(&at("tests/proofs/workspace"), dir.path());
    let review = "content/2024/proof/review.yaml";
    edit(dir.path(), review, &[("자자자", NAME)]);
    let said = |arguments: &[&str]| {
        let output = gian(dir.path(), arguments);
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
    };
    let values = dir.path().join("content/2024/proof/private/values.yaml");
    let free = dir.path().join("content/2024/proof/documents/free.md");
    let (before, text) = (fs::read_to_string(dir.path().join(review)).unwrap(), fs::read_to_string(&free).unwrap());
    fs::write(&free, format!("{text}\n- {NAME}이 말함 900101-1234567\n")).unwrap();
    // In an open text, behind a comma or in a file with an unknown key, in a mark of a wrong form, in a file of private values that cannot be read.
    for (file, text, code) in [
        (&dir.path().join(review), before.clone(), "withheld-elsewhere"),
        (&dir.path().join(review), before.replace("신분: 위촉", "신분: 위촉, 몰라: 1"), "unknown-key"),
        (&dir.path().join(review), before.replace(NAME, &format!("{NAME}, 위원")), "yaml-comma"),
        (&dir.path().join(review), before.clone(), "withheld-elsewhere"),
        (&free, format!("{text}\n- [{NAME}](비공개 6)이 말함\n"), "mark-syntax"),
        (&values, format!("따로둔값: {NAME}\n{NAME} 900101-1234567\n"), "yaml-syntax"),
    ] {
        fs::write(file, text).unwrap();
        for format in ["human", "short", "github"] {
            let masked = said(&["check", "--format", format]);
            assert!(masked.contains(code), "{format}: {masked}");
            assert!(!masked.contains(NAME) && !masked.contains("1234567"), "{format}: {masked}");
        }
        assert!(said(&["check", "--show-private"]).contains(NAME));
    }
}
