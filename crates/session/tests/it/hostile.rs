//! Hostile input: the readers terminate, and their problems have valid places and are deterministic.
//!
//! The texts are composed of pieces that have a meaning for one of the readers, by a generator with a fixed seed.
//! `fuzz/` runs the same entry points with inputs from a fuzzer.

use std::fs;
use std::path::{Path, PathBuf};

use gian_compose::markdown;
use gian_diagnostics::{Diag, Lang, Part};
use gian_korean::{personal, written};
use gian_model::marks;
use gian_report::fix::correct;
use gian_report::locate::Locator;
use gian_report::render::render_short;
use gian_session::{examine, prepare};
use gian_source::yaml::{Kind, Node};
use gian_source::{MAX_BYTES, Sources};
use gian_test_support::{at, copy};

/// Pieces that are syntax for one of the readers, and characters of every length in UTF-8.
const PIECES: &[&str] = &[
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "<",
    ">",
    "［",
    "］",
    "【",
    "】",
    "「",
    "」",
    "（",
    "）",
    "비공개",
    "(비공개:6)",
    "](비공개:",
    "[홍길동](비공개:6)",
    "[](비공개:위원3)",
    "비 공개",
    "비공게",
    ":6",
    ": 6)",
    "6호",
    "：",
    "0",
    "12",
    "2024",
    "2024. 5. 8.(수)",
    "’24. 5. 8",
    "900101-1234568",
    "010-1234-5678",
    "a@b.kr",
    ".",
    ",",
    " ",
    "  ",
    "    ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "{{",
    "}}",
    "{%",
    "%}",
    "{*",
    "*}",
    "{{ x }}",
    "~~~",
    "```",
    "~~~표\n",
    "~~~흐름도\n",
    "~~~일정표\n",
    "~~~요약\n",
    "~~~쪽나눔\n",
    "~~~참고\n",
    "~~~그림\n",
    "제목: ",
    "열: ",
    "행:\n",
    "이름: ",
    "- ",
    "-",
    "---\n",
    "> ",
    "# ",
    "## ",
    "### ",
    "#",
    "|",
    "||",
    "*",
    "**",
    "_",
    "`",
    "\\",
    "!",
    "![a](b)",
    "[^가]",
    "[^가]: ",
    "[](#가)",
    "](#",
    "&",
    "&a",
    "*a",
    "&amp;",
    "&#0;",
    "&#xF0000;",
    "!t ",
    "%YAML 1.2\n",
    "? ",
    ": ",
    ":",
    "'",
    "\"",
    "\\u0000",
    "\\U000F1006",
    "|\n",
    ">-\n",
    "...\n",
    "^^",
    "<<",
    "null",
    "~",
    "0008",
    "yes",
    "가",
    "각",
    "ㄱ",
    "ᄀ",
    "ᅡ",
    "ᆨ",
    "한글",
    "協治",
    "é",
    "e\u{301}",
    "English words",
    "A B C",
    "👍",
    "👨\u{200d}👩\u{200d}👧",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{fffd}",
    "\u{ffff}",
    "\u{fffe}",
    "\u{10ffff}",
    "\u{e000}",
    "\u{f0020}",
    "\u{f1006}",
    "\0",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\u{3000}",
    "ß",
    "İ",
    "ǆ",
];

/// A pseudorandom number generator, the same on each machine (SplitMix).
struct Lot(u64);

impl Lot {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % most as u64) as usize
    }

    /// A text of up to 40 pieces; half of them repeat a few, so that brackets match.
    fn text(&mut self) -> String {
        let few: Vec<&str> = (0..4).map(|_| PIECES[self.below(PIECES.len())]).collect();
        let length = self.below(40);
        (0..length)
            .map(|_| if self.below(2) == 0 { few[self.below(few.len())] } else { PIECES[self.below(PIECES.len())] })
            .collect()
    }
}

/// Tests `holds` with many texts and reports the one that fails.
fn of_many(count: u64, holds: impl Fn(&str) + std::panic::RefUnwindSafe) {
    for seed in 0..count {
        let text = Lot(seed).text();
        let held = std::panic::catch_unwind(|| holds(&text));
        assert!(held.is_ok(), "seed {seed}: {text:?}");
    }
}

fn is_inside(text: &str, start: usize, end: usize) -> bool {
    start <= end && text.is_char_boundary(start) && text.is_char_boundary(end)
}

/// Every place is valid: in the file, in its bytes, and where it is shown.
fn assert_placed(sources: &Sources, diags: &[Diag]) {
    let mut locator = Locator::new(sources);
    for diag in diags {
        for place in std::iter::once(&diag.place).chain(diag.related.iter().map(|(p, _)| p)) {
            let text = &sources.get(&place.file).unwrap().text;
            if let Part::Bytes(start, end) = place.part {
                assert!(is_inside(text, start, end), "{}: {start}..{end}", diag.code);
            }
            let at = locator.locate(place);
            assert!(is_inside(text, at.range.start, at.range.end), "{}: {:?}", diag.code, at.range);
        }
        assert!(!diag.message.ko.is_empty() && !diag.message.en.is_empty());
    }
    assert_eq!(render_short(sources, diags, Lang::Ko).lines().count(), diags.len());
}

fn assert_nodes_inside(text: &str, node: &Node) {
    assert!(is_inside(text, node.span.start, node.span.end), "{:?}", node.span);
    match &node.kind {
        Kind::Map(entries) => entries.iter().for_each(|e| {
            assert!(is_inside(text, e.key_span.start, e.key_span.end), "{:?}", e.key_span);
            assert_nodes_inside(text, &e.value);
        }),
        Kind::Seq(items) => items.iter().for_each(|item| assert_nodes_inside(text, item)),
        Kind::Scalar { .. } | Kind::Null => {}
    }
}

#[test]
fn yaml_is_read_or_refused_with_a_place() {
    of_many(20_000, |text| {
        for (path, text) in [
            ("content/2024/a/plan.yaml", text.to_owned()),
            ("content/2024/a/documents/a.md", format!("---\n{text}\n---\n{text}")),
        ] {
            let read = || {
                let (mut sources, mut diags) = (Sources::default(), Vec::new());
                sources.insert(path, text.clone(), &mut diags);
                (sources, diags)
            };
            let (sources, diags) = read();
            assert_placed(&sources, &diags);
            let file = sources.get(path).unwrap();
            match &file.tree {
                Some(tree) => assert_nodes_inside(&file.text, tree),
                None => assert!(!diags.is_empty(), "what has no tree has a problem"),
            }
            let (again, same) = read();
            assert_eq!((file.tree.clone(), diags), (again.get(path).unwrap().tree.clone(), same));
        }
    });
}

#[test]
fn markdown_is_read_or_refused_with_a_place() {
    of_many(20_000, |text| {
        let (blocks, problems) = markdown::parse_document(text);
        let values = [markdown::parse_value(text).1, markdown::parse_inline(text).1, markdown::parse_part(text).1];
        for problem in values.iter().flatten().chain(&problems) {
            assert!(
                is_inside(text, problem.range.start, problem.range.end),
                "{:?}: {}",
                problem.range,
                problem.message.en
            );
        }
        assert_eq!((blocks, problems), markdown::parse_document(text));
    });
}

#[test]
fn what_is_found_in_texts_stands_there() {
    let contacts = ["010-1234-5678"].into_iter().collect();
    of_many(20_000, |text| {
        let written = written::scan(text);
        let dates = written.dates.iter().map(|d| &d.range);
        for range in dates.chain(written.times.iter().map(|t| &t.range)).chain(written.amounts.iter().map(|a| &a.range))
        {
            assert!(is_inside(text, range.start, range.end));
        }
        for hit in personal::find(text, &contacts) {
            assert!(is_inside(text, hit.range.start, hit.range.end) && !hit.range.is_empty());
        }
        let (found, near) = marks::find(text);
        for range in found.iter().flat_map(|m| [&m.range, &m.words]).chain(&near) {
            assert!(is_inside(text, range.start, range.end));
        }
        assert!(found.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start), "marks do not overlap");
        assert_eq!(marks::replace(text, |mark| text[mark.range.clone()].to_owned()), text);
        assert_eq!(found, marks::complete(text));
        assert_eq!((found, near), marks::find(text));
    });
}

/// A workspace that is clean except for one file.
fn workspace(path: &str, text: &[u8]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    copy(&at("tests/cases/clean/input"), dir.path());
    fs::write(dir.path().join(path), text).unwrap();
    dir
}

const PLAN: &str = "content/2024/sample/plan.yaml";

fn document(body: &str) -> String {
    let folder = &at("tests/cases/clean/input/content/2024/sample/documents");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let whole = fs::read_to_string(&files[0]).unwrap();
    let head = whole.split("---\n").nth(1).unwrap();
    format!("---\n{head}---\n{body}\n")
}

fn document_path() -> String {
    let mut names: Vec<_> = fs::read_dir(at("tests/cases/clean/input/content/2024/sample/documents"))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    format!("content/2024/sample/documents/{}", names[0])
}

/// Shapes that would reveal quadratic run time. `scripts/bench --only check` measures the same shapes at their
/// largest.
#[test]
fn large_and_deep_files_end() {
    let n = 20_000;
    let rows = format!("~~~표\n제목: 가\n열: [{{머리: 가}}]\n행:\n{}~~~", "  - [나]\n".repeat(n));
    let notes: String = (0..n / 4).map(|i| format!("가[^{i}]\n\n[^{i}]: 나\n\n")).collect();
    let bodies = [
        ("brackets", "[".repeat(n)),
        ("closing brackets", "](".repeat(n)),
        ("rows", rows),
        ("items", "- 가\n".repeat(n)),
        ("quotes", "> ".repeat(1000) + "가"),
        ("lists", (0..1000).map(|i| format!("{}- 가\n", "  ".repeat(i))).collect()),
        ("one line", "가나다 ".repeat(n)),
        ("letters", "A ".repeat(n)),
        ("marks", "[가](비공개:6) ".repeat(n)),
        (
            "marks in a table",
            format!("~~~표\n제목: 가\n열: [{{머리: 가}}]\n행:\n{}~~~", "  - [\"[가](비공개:6)\"]\n".repeat(n / 4)),
        ),
        ("marks that are none", "](비공개:6".repeat(n)),
        ("remarks", "(비공개: 가".repeat(n)),
        ("footnotes", notes),
        ("one footnote", "가[^가] ".repeat(n) + "\n\n[^가]: " + &"나".repeat(n)),
        ("references", "[](#가)\n\n".repeat(n / 4)),
        ("numbers of persons", "010-1234-5678 ".repeat(n)),
        ("problems", "---\n\n".repeat(n)),
        ("attachments", "붙임 1. ".repeat(n)),
        ("headings", "## 가\n\n".repeat(n)),
    ];
    for (name, body) in bodies {
        let dir = workspace(&document_path(), document(&body).as_bytes());
        let session = prepare(dir.path()).unwrap();
        assert!(!session.diags.iter().any(|d| d.code == "file-too-large"), "{name}");
        assert_placed(&session.sources, &session.diags);
    }
    let keys: String = (0..n).map(|i| format!("키{i}: 1\n")).collect();
    let plans = [
        ("flow sequences", "[".repeat(1000) + &"]".repeat(1000)),
        ("flow mappings", "{a: ".repeat(1000) + "1" + &"}".repeat(1000)),
        ("sequences", "- ".repeat(1000) + "1"),
        ("mappings", (0..1000).map(|i| format!("{}a:\n", " ".repeat(i))).collect()),
        ("keys", keys.clone()),
        ("keys twice", keys.clone() + &keys),
        ("one line", format!("가: [{}]", "1, ".repeat(n))),
        ("escapes", format!("가: \"{}\"", "\\U000F1006".repeat(n))),
    ];
    for (name, text) in plans {
        let dir = workspace(PLAN, text.as_bytes());
        let session = prepare(dir.path()).unwrap();
        assert!(session.diags.iter().any(|d| d.place.file == PLAN), "{name}");
        assert_placed(&session.sources, &session.diags);
    }
}

#[test]
fn a_file_over_the_limit_is_refused() {
    for size in [MAX_BYTES as usize + 1, 10_000_000] {
        let dir = workspace(PLAN, "[".repeat(size).as_bytes());
        let session = prepare(dir.path()).unwrap();
        let of_plan: Vec<&str> = session.diags.iter().filter(|d| d.place.file == PLAN).map(|d| d.code).collect();
        assert_eq!(of_plan, ["file-too-large"]);
    }
}

/// Every file of an external folder, such as the test suites of YAML and CommonMark, each as a whole file:
/// `GIAN_SUITE=PATH cargo test -p gian-session --test it hostile suite -- --ignored --nocapture`. `.yaml` files are
/// read as facts, `.md` files as bodies.
#[test]
#[ignore = "needs a folder of inputs in GIAN_SUITE"]
fn suite() {
    let folder = std::env::var("GIAN_SUITE").expect("GIAN_SUITE names a folder");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let (mut read, mut refused) = (0, 0);
    for file in files {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        let said = match file.extension().and_then(|e| e.to_str()) {
            Some("yaml") => {
                let (mut sources, mut diags) = (Sources::default(), Vec::new());
                sources.insert(PLAN, text, &mut diags);
                assert_placed(&sources, &diags);
                let tree = &sources.get(PLAN).unwrap().tree;
                assert!(tree.is_some() || !diags.is_empty(), "{}", file.display());
                diags.iter().map(|d| format!("{}: {}", d.code, d.message.en)).collect()
            }
            Some("md") => {
                let (blocks, problems) = markdown::parse_document(&text);
                let kept = format!("{blocks:?}");
                let lost = text.split(|c: char| !c.is_alphanumeric()).find(|word| !kept.contains(word));
                if let Some(lost) = lost.filter(|_| problems.is_empty()) {
                    println!("{}: lost `{lost}`", file.display());
                }
                assert!(problems.iter().all(|p| is_inside(&text, p.range.start, p.range.end)), "{}", file.display());
                problems.iter().map(|p| p.message.en.clone()).collect::<Vec<_>>()
            }
            _ => continue,
        };
        match said.first() {
            None => read += 1,
            Some(first) => {
                refused += 1;
                println!("{}: {first}", file.display());
            }
        }
    }
    println!("{read} read, {refused} refused");
    assert!(read + refused > 0, "the folder holds inputs");
}

/// The clean workspace in memory.
fn clean() -> Sources {
    let mut sources = Sources::default();
    let root = &at("tests/cases/clean/input");
    for entry in walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            sources.insert(&path, fs::read_to_string(entry.path()).unwrap(), &mut Vec::new());
        }
    }
    sources
}

/// Every rule, on bodies and values of hostile pieces: none panics, every place is valid, a correction gives a file
/// that can still be read, and the results are deterministic.
#[test]
fn the_rules_read_whatever_is_written() {
    let path = document_path();
    let clean = clean();
    of_many(400, |text| {
        let check = || {
            let mut sources = clean.clone();
            let mut loaded = Vec::new();
            sources.insert(&path, document(text), &mut loaded);
            let value: String = text.chars().filter(|c| !c.is_control() && *c != '\'').collect();
            let plan =
                sources.get(PLAN).unwrap().text.replace("골목을 걷기 좋게 가꾸기", &format!("'{value} 2024.5.8'"));
            sources.insert(PLAN, plan, &mut loaded);
            examine(Path::new("nowhere"), sources, loaded)
        };
        let session = check();
        assert_placed(&session.sources, &session.diags);
        assert_eq!(session.diags, check().diags);
        for (path, corrected) in correct(&session.sources, &session.diags, |_| true) {
            let mut problems = Vec::new();
            let mut sources = session.sources.clone();
            sources.insert(&path, corrected.text, &mut problems);
            assert!(problems.is_empty(), "{problems:?}");
        }
    });
}
