//! Tests that ARCHITECTURE.md is true: the rooms of the program are crates, with the dependencies that cargo reports.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The crates below `crates/`, each with its dependencies, by names without `gian-`. Tests may use more.
fn rooms() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .output()
        .expect("cargo runs the tests");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let short = |name: &serde_json::Value| name.as_str().unwrap().strip_prefix("gian-").map(str::to_owned);
    let mut rooms = BTreeMap::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = short(&package["name"]).unwrap_or_else(|| "gian".to_owned());
        let dependencies = package["dependencies"].as_array().unwrap().iter().filter(|d| d["kind"].is_null());
        rooms.insert(name, dependencies.filter_map(|d| short(&d["name"])).collect());
    }
    rooms
}

/// The direct and transitive dependencies of a room.
fn reach(rooms: &BTreeMap<String, BTreeSet<String>>, from: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![from.to_owned()];
    while let Some(room) = open.pop() {
        for next in &rooms[&room] {
            if found.insert(next.clone()) {
                open.push(next.clone());
            }
        }
    }
    found
}

#[test]
fn the_table_of_rooms_is_the_graph_of_the_crates() {
    let page = fs::read_to_string("ARCHITECTURE.md").unwrap();
    let mut told = BTreeMap::new();
    for line in page.lines().filter(|l| l.starts_with("| `crates/") || l.starts_with("| `src/`")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let name = cells[0].trim_matches('`').trim_start_matches("crates/").replace("src/", "gian");
        let uses = cells.last().unwrap().split(", ").filter(|u| *u != "–").map(str::to_owned).collect::<BTreeSet<_>>();
        told.insert(name, uses);
    }
    let mut rooms = rooms();
    // The program depends on everything, so its dependencies are not listed.
    rooms.insert("gian".to_owned(), ["all".to_owned()].into());
    for (room, uses) in &rooms {
        let said = told.get(room).unwrap_or_else(|| panic!("ARCHITECTURE.md has no row of crates/{room}"));
        assert_eq!(said, uses, "ARCHITECTURE.md says this of what {room} uses, and cargo that");
    }
    assert_eq!(told.len(), rooms.len(), "ARCHITECTURE.md has a row of a room that is gone");
}

/// `GIAN_ACCEPT=1 cargo test --test it picture` redraws it.
#[test]
fn the_picture_of_the_rooms_is_the_graph_of_the_crates() {
    let rooms = rooms();
    let mut picture = String::from("```mermaid\nflowchart BT\n");
    for (room, uses) in rooms.iter().filter(|(r, _)| *r != "test-support") {
        // Transitive dependencies are not drawn.
        let direct = uses.iter().filter(|u| !uses.iter().any(|other| reach(&rooms, other).contains(*u)));
        for used in direct {
            picture.push_str(&format!("    {used} --> {room}\n"));
        }
    }
    picture.push_str("```\n");
    let page = fs::read_to_string("ARCHITECTURE.md").unwrap();
    let from = page.find("```mermaid").expect("the page has the picture");
    let to = from + page[from..].find("```\n").expect("the picture ends") + 4;
    if std::env::var_os("GIAN_ACCEPT").is_some() {
        fs::write("ARCHITECTURE.md", format!("{}{picture}{}", &page[..from], &page[to..])).unwrap();
        return;
    }
    assert_eq!(&page[from..to], picture, "run `GIAN_ACCEPT=1 cargo test --test it picture`");
}

/// Rooms in which a withheld value cannot be named, and rooms that must not depend on the rules.
#[test]
fn what_is_withheld_and_what_is_judged_stays_above() {
    let rooms = rooms();
    for room in ["view", "compose", "digest", "theme", "emit", "archive", "document", "search", "typst-engine"] {
        let reached = reach(&rooms, room);
        for private in ["model", "disclose", "check", "session", "preflight", "publication-log"] {
            assert!(!reached.contains(private), "{room} can name what {private} holds");
        }
    }
    for room in ["diagnostics", "source", "model", "disclose", "report"] {
        assert!(!reach(&rooms, room).contains("check"), "{room} can name a rule");
    }
    let engines: Vec<&String> =
        rooms.iter().filter(|(room, uses)| *room != "gian" && uses.contains("typst-engine")).map(|(r, _)| r).collect();
    assert!(engines.is_empty(), "{engines:?} link the engine");
}

/// Files that may go over all dossiers, each with its reason. Everything else knows other dossiers by their digests.
const WALKS: &[(&str, &str)] = &[
    ("crates/session/src/lib.rs", "makes the digest of each, and runs the rules on each"),
    ("crates/session/src/session.rs", "lists the documents to build, and the open texts for the scan of leaks"),
    ("crates/session/src/house.rs", "each document needs a theme on its day"),
    ("crates/session/src/desk.rs", "the policy learns the day of each file"),
    ("crates/preflight/src/attachment_scan.rs", "scans the attachments of each"),
    ("src/cli/mod.rs", "counts documents, and finds one by its id"),
    ("src/cli/disclosure.rs", "lists decisions that are due"),
    ("src/impact/mod.rs", "finds the dossier of a file, to read it with another value"),
];

/// Files that may project a document. A build and a check do so at the desk only.
const PROJECTIONS: &[(&str, &str)] = &[
    ("crates/session/src/desk.rs", "each document once in each edition"),
    ("src/impact/made.rs", "each document again with another value"),
    ("src/cli/mod.rs", "one document for `gian dump`"),
];

#[test]
fn dossiers_know_each_other_by_digests_only() {
    let mut wrong = Vec::new();
    let mut used = BTreeSet::new();
    for file in ["crates", "src"].into_iter().flat_map(|folder| sources(Path::new(folder))) {
        let path = file.to_string_lossy().into_owned();
        if file.components().any(|c| c.as_os_str() == "tests") || path == "crates/model/src/workspace.rs" {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
        let code: String = code.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        let walks = ["all_dossiers", "into_dossiers", ".dossiers()"].iter().any(|word| code.contains(word));
        let projects = code.contains("project(");
        for (does, list, what) in [(walks, WALKS, "goes over all dossiers"), (projects, PROJECTIONS, "projects")] {
            if does && path != "crates/disclose/src/project.rs" {
                match list.iter().find(|(known, _)| *known == path) {
                    Some(known) => _ = used.insert((what, known.0)),
                    None => wrong.push(format!("{path} {what}")),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "take what is needed from `Outside`, or from the desk:\n{}", wrong.join("\n"));
    assert_eq!(used.len(), WALKS.len() + PROJECTIONS.len(), "an exception is not needed: {used:?}");
}

#[test]
fn the_page_of_the_architecture_names_what_is_there() {
    let page = fs::read_to_string("ARCHITECTURE.md").unwrap();
    for word in page.split('`').skip(1).step_by(2) {
        let is_path = ["src/", "crates/", "tests/", "templates/", "docs/", "content/", "assets/"];
        if is_path.iter().any(|p| word.starts_with(p)) && !word.contains('<') {
            assert!(Path::new(word).exists(), "ARCHITECTURE.md names {word}, which is gone");
        }
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn the_schemas_in_the_docs_are_those_of_the_types() {
    use gian_model::schema::{FileKind, key_table};
    for kind in FileKind::ALL {
        let stored = fs::read_to_string(format!("docs/schemas/{}.schema.json", kind.name())).unwrap_or_default();
        let now = serde_json::to_string_pretty(kind.schema().as_json()).unwrap() + "\n";
        assert_eq!(stored, now, "run `cargo run -- schema docs/schemas`");
    }
    let report = fs::read_to_string("docs/schemas/diagnostics.schema.json").unwrap_or_default();
    let now = serde_json::to_string_pretty(&gian_report::json::schema()).unwrap() + "\n";
    assert_eq!(report, now, "run `cargo run -- schema docs/schemas`");
    for (name, schema) in gian_archive::data::api::schemas() {
        let stored = fs::read_to_string(format!("docs/schemas/api/{name}.schema.json")).unwrap_or_default();
        let now = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        assert_eq!(stored, now, "run `cargo run -- schema docs/schemas`");
    }
    assert_eq!(fs::read_to_string("docs/schemas/keys.md").unwrap_or_default(), key_table());
}

/// `GIAN_ACCEPT=1 cargo test --test it books` writes them, as `gian explain --book docs` does.
#[test]
fn the_books_of_rules_in_the_docs_are_those_of_the_pages() {
    use gian_check::page::book;
    use gian_diagnostics::Lang;
    for (lang, path) in [(Lang::Ko, "docs/rules.md"), (Lang::En, "docs/rules.en.md")] {
        let said = gian_test_support::expect_file(Path::new(path), &book(lang));
        said.unwrap_or_else(|diff| panic!("run `cargo run -- explain --book docs`\n{diff}"));
    }
}

/// A promise names its test; after a rename it would name none.
#[test]
fn the_tests_that_the_promises_name_exist() {
    let all: String = [Path::new("tests"), Path::new("crates")]
        .iter()
        .flat_map(|f| sources(f))
        .map(|f| fs::read_to_string(f).unwrap())
        .collect();
    let page = fs::read_to_string("docs/disclosure.md").unwrap();
    let mut named = 0;
    for word in page.lines().filter(|l| l.starts_with('|')).flat_map(|l| l.split('`').skip(1).step_by(2)) {
        let is_test = word.contains('_') && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        if is_test {
            named += 1;
            assert!(all.contains(&format!("fn {word}()")), "docs/disclosure.md names the test {word}, which is gone");
        }
        if word.starts_with("tests/") {
            assert!(Path::new(word).exists(), "docs/disclosure.md names {word}, which is gone");
        }
    }
    assert!(named > 12, "only {named} promises name a test");
}

/// A missing external program must never look like a passed test. Only `outside` and `typst` of `crates/test-support`
/// look for one, and they fail without it; the tests that call them are reported as ignored, and CI runs these.
#[test]
fn tests_that_need_a_program_are_ignored_and_ci_runs_them() {
    // Allowed continuations of each of these words in a test; anything else could look for a program, not find it,
    // and return.
    let allowed: [(&str, &[&str]); 3] = [
        // The tested program, and a standard program of every Unix.
        ("Command::new(", &["env!(\"CARGO_BIN_EXE_gian\")", "\"mkfifo\""]),
        ("var_os(", &["\"GIAN_ACCEPT\""]),
        // The output of a passed test is not shown.
        ("eprintln!", &[]),
    ];
    let mut wrong = Vec::new();
    for file in [sources(Path::new("tests")), sources(Path::new("crates"))].concat() {
        let is_test = file.components().any(|c| c.as_os_str() == "tests");
        if !is_test || file.ends_with("architecture.rs") {
            continue;
        }
        let source = fs::read_to_string(&file).unwrap();
        for (word, after) in allowed {
            if source.split(word).skip(1).any(|rest| !after.iter().any(|a| rest.starts_with(a))) {
                wrong.push(format!("{}: `{word}` with something else than {after:?}", file.display()));
            }
        }
    }
    let ci = fs::read_to_string(".ci/run").unwrap();
    let step = ci.lines().find(|l| l.contains(" -- --ignored")).expect(".ci/run runs the ignored tests");
    let skipped: Vec<&str> = step.split("--skip ").skip(1).filter_map(|rest| rest.split_whitespace().next()).collect();
    let mut missing: BTreeSet<&str> = skipped.iter().copied().collect();
    for file in ["src", "crates", "tests"].map(|f| sources(Path::new(f))).concat() {
        let source = fs::read_to_string(&file).unwrap();
        let lines: Vec<&str> = source.lines().map(str::trim_start).collect();
        for at in (0..lines.len()).filter(|at| lines[*at].starts_with("#[ignore")) {
            let line = lines[at..].iter().find(|l| l.starts_with("fn ")).expect("an attribute stands before its test");
            let name = &line[3..line.find('(').unwrap()];
            missing.remove(name);
            let runs = !skipped.iter().any(|word| name.contains(word));
            if runs != lines[at].contains("\"needs the program") {
                wrong.push(format!("{}: {name}: CI runs it: {runs}, but {}", file.display(), lines[at]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(missing.is_empty(), ".ci/run skips {missing:?}, which are no ignored tests");
}

/// The README lists the number of rules of each layer.
#[test]
fn the_readme_counts_the_rules() {
    use gian_check::rules::RULES;
    use gian_check::{Layer, page};
    let readme = fs::read_to_string("README.md").unwrap();
    for layer in Layer::ALL {
        let count = RULES.iter().filter(|r| r.layer == layer).count();
        let row = format!("| {} (", page::layer(layer, gian_diagnostics::Lang::Ko));
        let line = readme.lines().find(|l| l.starts_with(&row)).unwrap_or_else(|| panic!("README.md has no row {row}"));
        assert!(line.contains(&format!(" | {count} | ")), "README.md says `{line}`, there are {count}");
    }
}

/// String literals that equal the name of a kind but mean something else: file, name, reason.
const NO_KINDS: &[(&str, &str, &str)] = &[
    ("crates/kinds/src/lib.rs", "보고서", "the name of a form (`서식`)"),
    ("crates/kinds/src/lib.rs", "공문", "the name of a form (`서식`)"),
    ("crates/kinds/src/lib.rs", "간이기안문", "the name of a form (`서식`)"),
    ("crates/kinds/src/lib.rs", "계획서", "the name of a form (`서식`)"),
    ("crates/kinds/src/lib.rs", "공고", "the name of a form (`서식`)"),
    ("crates/compose/src/front/definition.rs", "점검표", "the name of a part of a sheet"),
    ("crates/compose/src/front/part.rs", "점검표", "the name of a part of a sheet"),
    ("crates/theme/src/themes.rs", "공문", "the key of a house profile for the form of letters"),
];

/// The needs and contents of a kind are defined by its `kind.yaml`, so that a kind of an office counts like a builtin
/// one.
#[test]
fn the_program_names_no_kind_of_document() {
    let mut kinds = Vec::new();
    for folder in fs::read_dir("templates/documents").unwrap() {
        let file = fs::read_to_string(folder.unwrap().path().join("kind.yaml")).unwrap();
        let name = file.lines().find_map(|l| l.strip_prefix("이름:")).expect("a kind has a name");
        kinds.push(name.split('#').next().unwrap().trim().to_owned());
        let others = file.lines().find_map(|l| l.strip_prefix("다른이름: [")?.strip_suffix(']'));
        kinds.extend(others.into_iter().flat_map(|all| all.split(", ")).map(str::to_owned));
    }
    assert!(kinds.len() >= 15, "{kinds:?}");
    let mut files: Vec<PathBuf> = sources(Path::new("src"));
    for member in fs::read_dir("crates").unwrap() {
        files.extend(sources(&member.unwrap().path().join("src")));
    }
    let templates = walkdir::WalkDir::new("templates").sort_by_file_name().into_iter().map(|e| e.unwrap().into_path());
    files.extend(templates.filter(|p| p.is_file() && !p.starts_with("templates/documents")));
    let mut wrong = Vec::new();
    let mut excused = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let is_rust = file.extension().is_some_and(|e| e == "rs");
        let tests = if is_rust { text.find("#[cfg(test)]\nmod ") } else { None };
        let code = &text[..tests.unwrap_or(text.len())];
        for (number, line) in code.lines().enumerate() {
            let line = line.trim_start();
            if is_rust && line.starts_with("//") {
                continue;
            }
            let place = || format!("{}:{}: {line}", file.display(), number + 1);
            for name in &kinds {
                if !['"', '\'', '`'].iter().any(|q| line.contains(&format!("{q}{name}{q}"))) {
                    continue;
                }
                match NO_KINDS.iter().find(|(path, word, _)| file == Path::new(path) && word == name) {
                    Some(known) => _ = excused.insert(known),
                    None => wrong.push(place()),
                }
            }
            if compares_kinds(line) {
                wrong.push(place());
            }
        }
    }
    assert!(wrong.is_empty(), "a kind is known by its name, ask its `kind.yaml` instead:\n{}", wrong.join("\n"));
    let idle: Vec<_> = NO_KINDS.iter().filter(|known| !excused.contains(known)).collect();
    assert!(idle.is_empty(), "these exceptions are not needed: {idle:?}");
    // Rules get properties of kinds from the loaded kinds.
    let words = fs::read_to_string("assets/words/paper-sorts.txt").unwrap();
    assert!(words.lines().all(|l| !kinds.iter().any(|k| k == l.trim())), "a word in assets/words is a kind");
}

/// Whether a line of a source or a template compares the name of the kind of a record.
fn compares_kinds(line: &str) -> bool {
    const ASKS: [&str; 10] =
        ["==", "!=", "in ", "is ", ".contains(", ".starts_with(", ".ends_with(", ".find(", ".eq(", ".as_str() =="];
    let after = |(at, key): (usize, &str)| line[at + key.len()..].trim_start().to_owned();
    line.match_indices("record.kind").map(after).any(|rest| ASKS.iter().any(|ask| rest.starts_with(ask)))
}

#[test]
fn comparisons_with_a_kind_are_seen() {
    for line in [
        "if d.record.kind == wanted {",
        "WORDS.iter().any(|w| d.record.kind.contains(w))",
        "{% if record.kind in names %}",
        "record.kind.as_str() == x",
    ] {
        assert!(compares_kinds(line), "{line}");
    }
    for line in ["kinds.find(&document.record.kind)", "kind: record.kind.clone(),", "{{ record.kind }}"] {
        assert!(!compares_kinds(line), "{line}");
    }
}

/// String literals that equal a key of a source file but mean something else: file, words, reason.
const NO_KEYS: &[(&str, &[&str], &str)] = &[
    ("crates/archive/src/basis.rs", &["검토의견"], "names of groups of facts on a page"),
    ("crates/check/src/figures.rs", &["까지", "말", "활동", "요구", "기구"], "words of a text"),
    ("crates/check/src/prose/mod.rs", &["이름", "파일", "방향"], "keys of fenced blocks"),
    ("crates/check/src/rules/attachment_dangling.rs", &["붙임", "쪽"], "words of a text"),
    ("crates/check/src/rules/finding_count.rs", &["검토의견"], "a word of a text"),
    ("crates/check/src/rules/finding_words.rs", &["제목", "검토의견", "내용", "의견"], "heads of tables"),
    ("crates/check/src/rules/person_status.rs", &["팀"], "an end of the name of a team"),
    ("crates/check/src/rules/resident_number_basis.rs", &["주민등록번호"], "a word of a text"),
    ("crates/archive/src/basis_entry.rs", &["합계"], "the name of a figure"),
    ("crates/check/src/rules/allowance_count.rs", &["위원"], "an end of the name of a group"),
    ("crates/check/src/rules/quorum.rs", &["위원"], "an end of the name of a group"),
    ("crates/compose/src/table/parts.rs", &["그림"], "a key of a fenced block"),
    ("crates/compose/src/table/rows.rs", &["위", "가운데", "아래"], "values of a fenced block"),
    ("crates/compose/src/chart.rs", &["종류", "단위", "항목"], "keys of fenced blocks"),
    ("crates/compose/src/figure.rs", &["시작", "끝", "주체", "기한", "그림", "할일", "항목"], "keys of fenced blocks"),
    ("crates/compose/src/table/columns.rs", &["합계"], "keys of fenced blocks"),
    (
        "crates/compose/src/table/mod.rs",
        &["제목", "이름", "단위", "왼쪽", "가운데", "오른쪽"],
        "keys and values of fenced blocks",
    ),
    (
        "crates/disclose/src/redaction_register.rs",
        &["문서", "원본", "붙임", "제목", "문서요지", "키워드", "관련문서"],
        "words of the register of redactions",
    ),
    ("crates/korean/src/rate_total.rs", &["/인", "/매"], "units behind a price"),
    ("crates/schema/src/read.rs", &["비공개"], "how the mark of a withheld amount begins"),
    (
        "crates/kinds/src/lib.rs",
        &[
            "이름",
            "문서",
            "계획",
            "증서",
            "협약",
            "점검",
            "추진결과",
            "대상건",
            "회의",
            "공고사항",
            "서식사항",
            "보도사항",
            "요구사항",
            "출장",
            "검수",
            "인계인수",
            "업무현황",
            "세부사업",
        ],
        "a key and values of kind.yaml",
    ),
    (
        "crates/theme/src/themes.rs",
        &["기관", "부서", "상위", "이름", "제목", "글꼴"],
        "keys and values of a house profile",
    ),
    ("src/import.rs", &["목록"], "a word of a value"),
];

/// Functions that take a key of a tree or of a route as their first argument.
const TAKE_KEYS: [&str; 9] =
    [".key(", "Route::of(", "Step::Key(", "Step::from(", ".below(", ".at(", ".get(", ".get_mut(", "find_key("];

/// The string literals of Rust code with their positions, without comments.
fn literals(code: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = code[at..].find(['"', '/', '\'']).map(|next| at + next) {
        let rest = &code[next..];
        at = next + 1;
        if rest.starts_with("//") {
            at = rest.find('\n').map_or(code.len(), |end| next + end);
        } else if rest.starts_with("'\"'") {
            at = next + 3;
        } else if rest.starts_with("'\\\"'") {
            at = next + 4;
        } else if rest.starts_with('"') {
            let before = &code[..next];
            let hashes = before.len() - before.trim_end_matches('#').len();
            let raw = before[..before.len() - hashes].ends_with('r');
            let end = match raw {
                true => code[at..].find(&format!("\"{}", "#".repeat(hashes))),
                false => {
                    let mut escaped = false;
                    code[at..].find(|c: char| {
                        let ends = c == '"' && !escaped;
                        escaped = c == '\\' && !escaped;
                        ends
                    })
                }
            };
            let end = at + end.unwrap_or_else(|| panic!("a string begins and does not end: {rest}"));
            found.push((next, &code[at..end]));
            at = end + 1;
        }
    }
    found
}

/// Literals of code that are a route, or a key of a source file in the construction of a route: line, literal.
fn route_literals<'a>(code: &'a str, keys: &BTreeSet<String>) -> Vec<(usize, &'a str)> {
    let hangul = |text: &str| text.contains(|c| ('가'..='힣').contains(&c));
    let makes_routes = ["Route", "routes::", "keys::", ".route"].iter().any(|word| code.contains(word));
    let mut found = literals(code);
    found.retain(|(at, literal)| {
        let before = code[..*at].trim_end();
        let in_macro = before.rfind("route![").is_some_and(|from| !before[from..].contains(']'));
        let taken = in_macro || TAKE_KEYS.iter().any(|taker| before.ends_with(taker));
        let pointer = literal.match_indices('/').any(|(slash, _)| {
            (slash == 0 || literal[..slash].ends_with('}'))
                && literal[slash + 1..].starts_with(|c| ('가'..='힣').contains(&c))
        });
        // Messages and serde attributes are not lookups.
        let said = before.ends_with("text!(") || before.ends_with("deserialize =");
        pointer || (taken && hangul(literal)) || (makes_routes && !said && keys.contains(*literal))
    });
    found.into_iter().map(|(at, literal)| (code[..at].lines().count(), literal)).collect()
}

/// Keys are written in `gian_vocabulary::keys` and routes in `gian_vocabulary::routes` only, so that a renamed key is
/// changed there and in the type of the model.
#[test]
fn keys_and_routes_are_written_in_one_place() {
    use gian_model::schema::FileKind;
    let mut keys = BTreeSet::new();
    FileKind::ALL.iter().for_each(|kind| keys_of(kind.schema().as_json(), &mut keys));
    let mut wrong = Vec::new();
    let mut excused = BTreeSet::new();
    for file in ["crates", "src"].into_iter().flat_map(|folder| sources(Path::new(folder))) {
        let owner = file.components().nth(1).map(|c| c.as_os_str().to_string_lossy().into_owned());
        let own = matches!(owner.as_deref(), Some("diagnostics" | "model" | "vocabulary" | "test-support"));
        if own || file.components().any(|c| c.as_os_str() == "tests") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
        for (line, literal) in route_literals(code, &keys) {
            match NO_KEYS.iter().find(|(path, words, _)| file == Path::new(path) && words.contains(&literal)) {
                Some((path, ..)) => _ = excused.insert((*path, literal.to_owned())),
                None => wrong.push(format!("{}:{line}: \"{literal}\"", file.display())),
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "take the key from `gian_vocabulary::keys`, the route from `gian_vocabulary::routes`, or say in NO_KEYS why it is \
         none:\n{}",
        wrong.join("\n")
    );
    let known = NO_KEYS.iter().flat_map(|(path, words, _)| words.iter().map(|word| (*path, (*word).to_owned())));
    let idle: Vec<_> = known.filter(|known| !excused.contains(known)).collect();
    assert!(idle.is_empty(), "these exceptions are not needed: {idle:?}");
}

/// The keys of a schema and of all its definitions.
fn keys_of(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    if let Some(properties) = value.get("properties").and_then(serde_json::Value::as_object) {
        found.extend(properties.keys().cloned());
    }
    match value {
        serde_json::Value::Object(map) => map.values().for_each(|child| keys_of(child, found)),
        serde_json::Value::Array(items) => items.iter().for_each(|item| keys_of(item, found)),
        _ => {}
    }
}

#[test]
fn keys_and_routes_in_literals_are_seen() {
    let keys = BTreeSet::from(["제목".to_owned(), "장소".to_owned()]);
    for code in [
        "routes::cost_item(i).key(\"단가\")",
        "Place::value(path, Route::of(\n    \"제목\",\n))",
        "route![\"비용\", i]",
        "route![first, i, \"단가\"]",
        "tree.at(\"부서\")",
        "Step::Key(\"단가\")",
        "format!(\"/비용/항목/{i}\")",
        "format!(\"{route}/단가\")",
        "let r: Route = x; say(place(\"제목\"));",
        "let route: Route; [(\"장소\", true)]",
    ] {
        assert_eq!(route_literals(code, &keys).len(), 1, "{code}");
    }
    for code in [
        "// Route::of(\"제목\")",
        "routes::finding(i).key(keys::TITLE) // \"제목\"",
        "Route::of(key); text!(\"제목\", \"title\")",
        "words.contains(\"제목\")",
        "let quote = '\"'; Route::of(key); // \"",
        "Route::of(key).key(r#\"a\"#)",
    ] {
        assert_eq!(route_literals(code, &keys), [], "{code}");
    }
}
