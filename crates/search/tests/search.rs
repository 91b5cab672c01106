//! Compares the search, through the index alone and through the script of the page, with a scan of the texts.

#![allow(clippy::disallowed_methods)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use gian_search::letters::{Before, letters};
use gian_search::numbers::Reader;
use gian_search::{Builder, Memory, Page, Prepared};
use gian_test_support::{at, outside};

/// A document of the tests.
struct Text {
    id: String,
    title: String,
    date: String,
    kind: String,
    text: String,
}

/// Pseudorandom numbers, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const NOUNS: &[&str] = &[
    "지역",
    "사회",
    "혁신",
    "계획",
    "사업",
    "협의",
    "조정",
    "주민",
    "자치",
    "위원회",
    "예산",
    "보조금",
    "결과",
    "보고",
    "담당관",
    "환경",
    "교육",
    "시설",
    "안전",
    "공개",
    "문서",
    "행정",
    "복지",
    "도로",
    "하천",
    "청소년",
    "돌봄",
    "마을",
    "공동체",
    "서울",
];
const PARTICLES: &[&str] = &["", "", "을", "의", "에서", "으로", "과", "은", "까지"];
const OTHERS: &[&str] = &[
    "計劃",
    "(革新)",
    "Smart City",
    "ICT",
    "2,400천원",
    "제12조",
    "124건",
    "2019. 5. 8.(수)",
    "협의·조정",
    "ＡＩ",
    "D0000036191652",
];

fn generated(count: usize, lines: usize, seed: u64) -> Vec<Text> {
    let mut chance = Chance(seed);
    let syllable = |chance: &mut Chance| char::from_u32(0xac00 + chance.below(11_172) as u32).unwrap();
    let word = move |chance: &mut Chance| match chance.below(10) {
        0 => chance.of(OTHERS).to_owned(),
        // A name that is not in any word list.
        1 => (0..3).map(|_| syllable(chance)).collect::<String>() + chance.of(PARTICLES),
        n => (0..=n % 3).map(|_| chance.of(NOUNS)).collect::<String>() + chance.of(PARTICLES),
    };
    let one = |i: usize| {
        let mut line = |length: usize| (0..length).map(|_| word(&mut chance)).collect::<Vec<_>>().join(" ");
        let (title, text) = (line(4), (0..lines).map(|l| line(3 + l % 5)).collect::<Vec<_>>().join("\n"));
        let date = format!("20{:02}-{:02}-{:02}", 10 + i % 15, 1 + i % 12, 1 + i % 28);
        let kind = ["결과보고", "공문", "회의록"][i % 3].to_owned();
        Text { id: format!("doc-{i}"), title, date, kind, text }
    };
    (0..count).map(one).collect()
}

/// The path of a file, relative to this repository.
fn named(path: &Path) -> String {
    path.strip_prefix(at("")).unwrap().display().to_string()
}

/// The Korean texts of this repository, one document per file.
fn real() -> Vec<Text> {
    let mut files = Vec::new();
    for folder in ["content", "tests/officials/content", "tests/variants/content", "docs"] {
        walk(&at(folder), &mut files);
    }
    files.sort();
    let one = |(i, path): (usize, PathBuf)| {
        let text = fs::read_to_string(&path).unwrap();
        Text {
            id: named(&path),
            title: named(&path),
            date: format!("2020-01-{:02}", 1 + i % 28),
            kind: "파일".into(),
            text,
        }
    };
    files.into_iter().enumerate().map(one).collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|e| e == "md" || e == "yaml") {
            files.push(path);
        }
    }
}

fn indexed<'a>(texts: impl Iterator<Item = &'a Text>, memory: usize) -> BTreeMap<String, Vec<u8>> {
    let mut builder = Builder::with_memory(Box::new(Memory::default()), memory);
    for t in texts {
        let facets = vec![("kind", t.kind.clone())];
        let page =
            Page { id: &t.id, url: &t.id, title: &t.title, date: &t.date, text: &t.text, facets, ..Page::default() };
        builder.add(Prepared::new(page)).unwrap();
    }
    let mut files = BTreeMap::new();
    builder
        .finish(&mut |path, bytes| {
            assert!(files.insert(path.to_owned(), bytes.to_vec()).is_none(), "{path} twice");
            Ok(())
        })
        .unwrap();
    files
}

/// Pieces of texts between two and twelve characters, without a line end.
fn questions(texts: &[Text], count: usize) -> Vec<String> {
    let mut chance = Chance(99);
    let mut found = BTreeSet::new();
    while found.len() < count {
        let text = &texts[chance.below(texts.len())].text;
        let line: Vec<char> =
            text.lines().nth(chance.below(text.lines().count().max(1))).unwrap_or_default().chars().collect();
        let (length, most) = (2 + chance.below(11), line.len());
        if most >= length {
            let from = chance.below(most - length + 1);
            let piece: String = line[from..from + length].iter().collect();
            let syllables = piece.chars().filter(|c| ('가'..='힣').contains(c)).count();
            // Letters separated by more than one break belong to no common word, and no query joins them.
            let joined = letters(&piece).iter().skip(1).all(|l| l.before != Before::Wall);
            // A quotation mark would end the query.
            if syllables >= 2 && joined && piece.trim() == piece && !piece.contains(['"', '\u{201c}', '\u{201d}']) {
                found.insert(piece);
            }
        }
    }
    found.into_iter().collect()
}

fn unpacked(bytes: &[u8]) -> serde_json::Value {
    let mut text = String::new();
    flate2::read::GzDecoder::new(bytes).read_to_string(&mut text).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Every gram of an index with the slots and masks of its list, from any file.
fn lists(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, BTreeMap<u64, u8>> {
    fn postings(text: &str) -> Vec<(u64, u8)> {
        let (mut reader, mut next, mut found) = (Reader::new(text), 0, Vec::new());
        while let Some(gap) = reader.number() {
            found.push((next + gap, reader.letter().unwrap()));
            next += gap + 1;
        }
        found
    }
    let mut all = BTreeMap::new();
    for (path, bytes) in files.iter().filter(|(p, _)| p.starts_with("grams/")) {
        let grams = unpacked(bytes);
        for (key, list) in grams.as_object().unwrap() {
            let entries: Vec<(u64, u8)> = match list {
                serde_json::Value::String(text) => postings(text),
                _ => {
                    let mut reader = Reader::new(list[0].as_str().unwrap());
                    let split = reader.number().unwrap();
                    let stem = path.replace("grams/", "lists/").replace(".json.gz", &format!("-{split}-"));
                    let chunks = files.range(stem.clone()..).take_while(|(p, _)| p.starts_with(&stem));
                    chunks.flat_map(|(_, bytes)| postings(unpacked(bytes).as_str().unwrap())).collect()
                }
            };
            let count = entries.len();
            let list: BTreeMap<u64, u8> = entries.into_iter().collect();
            assert_eq!(list.len(), count, "{key} has a slot twice");
            assert!(all.insert(key.clone(), list).is_none(), "{key} is in two shards");
        }
    }
    all
}

/// The contents of each slot: its document, and all its text.
fn slots(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<u64, (String, String)> {
    let number = |path: &str| {
        let mut steps = path.trim_end_matches(".json.gz").split('/').skip(1).map(|s| s.parse::<u64>().unwrap());
        steps.next().unwrap() * 256 + steps.next().unwrap()
    };
    let shown = |bytes: &[u8]| {
        let file = unpacked(bytes);
        let parts: Vec<&str> = file["p"].as_array().unwrap().iter().map(|p| p.as_str().unwrap()).collect();
        let text = format!(
            "{}\n{}\n{}\n{}",
            file["t"].as_str().unwrap(),
            file["s"].as_str().unwrap(),
            file["m"].as_str().unwrap(),
            parts.join("\n")
        );
        (file["u"].as_str().unwrap().to_owned(), text)
    };
    files.iter().filter(|(p, _)| p.starts_with("text/")).map(|(path, bytes)| (number(path), shown(bytes))).collect()
}

/// The documents whose slots contain all pairs of a query in one part.
fn candidates(
    question: &str,
    lists: &BTreeMap<String, BTreeMap<u64, u8>>,
    slots: &BTreeMap<u64, (String, String)>,
) -> BTreeSet<String> {
    let letters = letters(question);
    let mut left: Option<BTreeMap<u64, u8>> = None;
    for pair in letters.windows(2).filter(|p| p[1].before != Before::Wall) {
        let space = if pair[1].before == Before::Break { " " } else { "" };
        let key = format!("{}{space}{}", pair[0].char, pair[1].char);
        let key = if key.is_ascii() { key + "inalongerword" } else { key };
        let list = lists.get(&key).cloned().unwrap_or_default();
        left = Some(match left {
            None => list,
            Some(left) => {
                left.iter().filter_map(|(s, m)| Some((*s, list.get(s)? & m)).filter(|(_, m)| *m != 0)).collect()
            }
        });
    }
    left.unwrap_or_default().keys().map(|slot| slots[slot].0.clone()).collect()
}

/// Documents that contain the piece literally.
fn scanned(texts: &[Text], piece: &str) -> BTreeSet<String> {
    texts.iter().filter(|t| t.title.contains(piece) || t.text.contains(piece)).map(|t| t.id.clone()).collect()
}

#[test]
fn the_index_has_every_piece_that_a_scan_finds() {
    for texts in [generated(300, 40, 1), real()] {
        assert!(texts.len() > 40);
        // A memory limit small enough for many runs.
        let files = indexed(texts.iter(), 5000);
        let (lists, slots) = (lists(&files), slots(&files));
        for question in questions(&texts, 1000) {
            let (found, wanted) = (candidates(&question, &lists, &slots), scanned(&texts, &question));
            assert!(!wanted.is_empty() && found.is_superset(&wanted), "{question}: {found:?} of {wanted:?}");
        }
    }
}

#[test]
fn order_and_memory_change_no_byte() {
    let texts = generated(60, 200, 2);
    let one = indexed(texts.iter(), 1 << 20);
    assert_eq!(one, indexed(texts.iter().rev(), 700));
    assert!(one.keys().any(|p| p.starts_with("slots/")), "some document has several slots");
}

#[test]
fn no_documents_make_an_index_too() {
    let files = indexed([].iter(), 10);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["days.json.gz", "grams/0/0.json.gz", "index.json.gz"]);
}

/// Runs queries through the script of the page, in node; returns the addresses found for each, in order.
fn asked(files: &BTreeMap<String, Vec<u8>>, questions: &[serde_json::Value]) -> Vec<serde_json::Value> {
    let dir = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let file = dir.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    fs::write(dir.path().join("questions.json"), serde_json::to_string(questions).unwrap()).unwrap();
    let script = at("templates/html/search.js");
    serde_json::from_slice(&outside("node", &[&"-e", &ASK, &script, &dir.path()])).unwrap()
}

const ASK: &str = r#"
const [script, folder] = process.argv.slice(1);
const { Archive } = require(script);
const fs = require("fs"), path = require("path");
const load = async (file) => new Uint8Array(fs.readFileSync(path.join(folder, file)));
const text = (pieces) => pieces.map((p) => (p.isMark ? `[${p.text}]` : p.text)).join("");
(async () => {
  const answers = [];
  for (const question of JSON.parse(fs.readFileSync(path.join(folder, "questions.json"), "utf8"))) {
    const search = await new Archive(load).ask(question);
    if (!search) { answers.push(null); continue; }
    const first = await search.page(1);
    const count = search.count;
    await search.find(Infinity);
    const all = [];
    for (const one of search.found) {
      const shown = one.shown ?? (await search.read(one));
      if (shown) all.push(shown.url);
    }
    answers.push({ all, count, first: first.map((r) => ({ url: r.url, title: text(r.title), excerpt: text(r.excerpt) })) });
  }
  process.stdout.write(JSON.stringify(answers));
})();
"#;

fn folded(text: &str) -> String {
    letters(text).iter().map(|l| l.char).collect()
}

/// Many short texts, so that frequent pairs get files of their own, and some long ones.
fn many() -> Vec<Text> {
    let mut texts = generated(2600, 3, 3);
    texts.extend(generated(20, 250, 4).into_iter().map(|t| Text { id: format!("long-{}", t.id), ..t }));
    texts
}

#[test]
#[ignore = "needs the program node"]
fn the_script_finds_what_a_scan_finds_and_shows_nothing_else() {
    for texts in [many(), real()] {
        let files = indexed(texts.iter(), 1 << 20);
        let pieces = questions(&texts, 400);
        // In quotation marks, because a piece with a space would be two words otherwise.
        let asked_for: Vec<_> =
            pieces.iter().map(|p| serde_json::json!({ "words": format!("\u{201c}{p}\u{201d}") })).collect();
        let answers = asked(&files, &asked_for);
        let whole: BTreeMap<&str, String> =
            texts.iter().map(|t| (t.id.as_str(), folded(&format!("{}\n{}", t.title, t.text)))).collect();
        for (piece, answer) in pieces.iter().zip(&answers) {
            let all: Vec<&str> = answer["all"]
                .as_array()
                .unwrap_or_else(|| panic!("{piece} was not asked"))
                .iter()
                .map(|u| u.as_str().unwrap())
                .collect();
            let found: BTreeSet<String> = all.iter().map(|u| (*u).to_owned()).collect();
            assert_eq!(found.len(), all.len(), "{piece}: a document twice");
            let wanted = scanned(&texts, piece);
            assert!(found.is_superset(&wanted), "{piece}: misses {:?}", wanted.difference(&found).collect::<Vec<_>>());
            for url in &all {
                assert!(whole[url].contains(&folded(piece)), "{piece} is not in {url}");
            }
            for shown in answer["first"].as_array().unwrap() {
                let marked = format!("{}{}", shown["title"], shown["excerpt"]);
                assert!(marked.contains('['), "{piece} is marked nowhere: {marked}");
            }
        }
    }
}

fn text(id: &str, date: &str, title: &str, text: &str) -> Text {
    Text { id: id.into(), title: title.into(), date: date.into(), kind: "공문".into(), text: text.into() }
}

fn small() -> BTreeMap<String, Vec<u8>> {
    let long = format!(
        "{}\n끝의 별빛나루",
        "서로 다른 말이 길게 이어지는 글줄입니다 ".repeat(12).trim_end().to_owned() + "\n"
    )
    .repeat(20);
    let texts = [
        text("joined", "2019-05-08", "지역사회혁신계획 보고", "2019. 5. 8.에 제출한 문서번호 지역공동체담당관-5490"),
        text("apart", "2020-03-01", "다른 보고", "혁신 계획을 세움"),
        text("scattered", "2021-03-01", "또 다른 보고", "계획은 늦었으나 혁신은 빨랐음"),
        text("hanja", "2022-03-01", "한자 보고", "漢字로 쓴 革新計劃과 Smart City 그리고 ＡＢＣ센터"),
        text("numbers", "2023-03-01", "숫자 보고", "관리번호 D0000036191652, 금액 1,090천원"),
        text("long", "2024-03-01", "긴 보고", &long),
        text("decomposed", "2024-04-01", "모음 보고", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}을 풀어 쓴 글"),
    ];
    indexed(texts.iter(), 100)
}

#[test]
#[ignore = "needs the program node"]
fn words_are_found_in_other_spellings() {
    let cases: &[(&str, &[&str])] = &[
        ("혁신계획", &["joined", "apart"]),
        ("혁신 계획", &["apart", "joined", "scattered"]),
        ("\"혁신 계획\"", &["joined", "apart"]),
        ("지역사회혁신계획", &["joined"]),
        ("사회혁", &["joined"]),
        ("2019-05-08", &["joined"]),
        ("2019. 5. 8.", &["joined"]),
        ("2019년 5월 8일", &["joined"]),
        ("5490", &["joined"]),
        ("지역공동체담당관-5490", &["joined"]),
        ("D0000036191652", &["numbers"]),
        ("36191", &["numbers"]),
        ("1090천원", &["numbers"]),
        ("漢字", &["hanja"]),
        ("smart", &["hanja"]),
        ("CITY", &["hanja"]),
        ("abc", &["hanja"]),
        ("한글", &["decomposed"]),
        ("별빛나루", &["long"]),
        ("긴 보고", &["long"]),
        ("없는낱말", &[]),
    ];
    let asked_for: Vec<_> = cases.iter().map(|(words, _)| serde_json::json!({ "words": words })).collect();
    let answers = asked(&small(), &asked_for);
    for ((words, wanted), answer) in cases.iter().zip(&answers) {
        let found: BTreeSet<&str> = answer["all"].as_array().unwrap().iter().map(|u| u.as_str().unwrap()).collect();
        assert_eq!(found, wanted.iter().copied().collect(), "{words}");
        assert_eq!(answer["count"], serde_json::json!([wanted.len(), "exact"]), "{words}");
    }
    // Literal matches come first, and titles before texts.
    assert_eq!(answers[0]["all"], serde_json::json!(["joined", "apart"]));
    assert_eq!(answers[1]["all"][2], "scattered");
    assert_eq!(answers[0]["first"][0]["title"], "지역사회[혁신계획] 보고");
    assert_eq!(answers[0]["first"][1]["excerpt"], "[혁신 계획]을 세움");
}

#[test]
#[ignore = "needs the program node"]
fn one_letter_is_not_asked() {
    let answers = asked(&small(), &["가", " ", "·", "A"].map(|w| serde_json::json!({ "words": w })));
    assert!(answers.iter().all(serde_json::Value::is_null));
}

#[test]
#[ignore = "needs the program node"]
fn filters_and_days_narrow_what_is_found() {
    let texts = many();
    let files = indexed(texts.iter(), 1 << 20);
    let cases = [
        ("공문", "", ""),
        ("", "2014-06-01", ""),
        ("", "", "2012-02-02"),
        ("회의록", "2013-01-01", "2015-12-31"),
        ("없음", "", ""),
    ];
    let question = |(kind, from, to): &(&str, &str, &str)| serde_json::json!({ "words": "혁신계획", "facets": { "kind": kind }, "from": from, "to": to });
    let answers = asked(&files, &cases.iter().map(question).collect::<Vec<_>>());
    for ((kind, from, to), answer) in cases.iter().zip(&answers) {
        let is_in = |t: &&Text| {
            (kind.is_empty() || t.kind == *kind)
                && (from.is_empty() || t.date.as_str() >= *from)
                && (to.is_empty() || t.date.as_str() <= *to)
        };
        let exact: BTreeSet<&str> = texts
            .iter()
            .filter(is_in)
            .filter(|t| t.title.contains("혁신계획") || t.text.contains("혁신계획"))
            .map(|t| t.id.as_str())
            .collect();
        let found: BTreeSet<&str> = answer["all"].as_array().unwrap().iter().map(|u| u.as_str().unwrap()).collect();
        assert!(found.is_superset(&exact), "{kind} {from} {to}");
        let passing: BTreeSet<&str> = texts.iter().filter(is_in).map(|t| t.id.as_str()).collect();
        assert!(found.is_subset(&passing), "{kind} {from} {to}");
        assert_eq!(exact.is_empty(), *kind == "없음");
    }
}

/// Entry point of `scripts/bench-search`: one JSON object per line in, an index out.
#[test]
#[ignore = "measures; scripts/bench-search runs it"]
fn measure() {
    use std::io::{BufRead, Seek, SeekFrom, Write};
    struct File(fs::File, u64);
    impl gian_search::Spill for File {
        fn put(&mut self, bytes: &[u8]) -> std::io::Result<u64> {
            let at = self.0.seek(SeekFrom::Start(self.1))?;
            self.1 += bytes.len() as u64;
            self.0.write_all(bytes).map(|()| at)
        }
        fn get(&mut self, at: u64, into: &mut [u8]) -> std::io::Result<()> {
            self.0.seek(SeekFrom::Start(at))?;
            self.0.read_exact(into)
        }
    }
    let variable = |name: &str| std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set"));
    let (corpus, out) = (variable("GIAN_SEARCH_CORPUS"), PathBuf::from(variable("GIAN_SEARCH_INDEX")));
    let mut builder = Builder::new(Box::new(File(tempfile::tempfile().unwrap(), 0)));
    for line in std::io::BufReader::new(fs::File::open(corpus).unwrap()).lines() {
        let value: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let field = |name: &str| value[name].as_str().unwrap_or_default();
        let facets = ["kind", "department"].map(|name| (name, field(name).to_owned())).to_vec();
        let page = Page {
            id: field("id"),
            url: field("url"),
            title: field("title"),
            date: field("date"),
            summary: field("summary"),
            text: field("text"),
            meta: field("meta"),
            facets,
        };
        builder.add(Prepared::new(page)).unwrap();
    }
    builder
        .finish(&mut |path, bytes| {
            let file = out.join(path);
            fs::create_dir_all(file.parent().unwrap())?;
            fs::write(file, bytes)
        })
        .unwrap();
}
