//! The data of the public edition for programs: all formats agree, hostile text stays text, no licence is claimed
//! that was not given, and a copy is compared with its manifest.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use gian_emit::FORMATS;
use gian_emit::format::Delivery;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::common::{built, edit, few, gian, sample};

const REPORT: &str = "content/2019/gangdong/documents/result-report.md";
const ID: &str = "D0000036191652";
const URL: &str = "https://archive.seoul.example/";

type Tree = BTreeMap<String, Vec<u8>>;

/// The public edition of a workspace, without PDFs, because they take time and most tests do not need them.
fn public(root: &Path) -> Tree {
    edition(root, &["build", "--no-pdf", "--edition", "public"])
}

fn edition(root: &Path, args: &[&str]) -> Tree {
    published(built(root, args))
}

/// The public edition of a build of both.
fn published(all: Tree) -> Tree {
    all.into_iter().filter_map(|(name, bytes)| Some((name.strip_prefix("public/")?.to_owned(), bytes))).collect()
}

fn text<'a>(tree: &'a Tree, path: &str) -> &'a str {
    std::str::from_utf8(tree.get(path).unwrap_or_else(|| panic!("there is no {path}"))).unwrap()
}

fn json(tree: &Tree, path: &str) -> Value {
    serde_json::from_str(text(tree, path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The rows of a table, by column name.
fn table(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(bytes).deserialize().map(|row| row.unwrap()).collect()
}

/// The JSON-LD of the page of a document.
fn said(tree: &Tree, id: &str) -> Value {
    let page = text(tree, &format!("d/{id}/index.html"));
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").expect("the page has JSON-LD");
    serde_json::from_str::<Value>(rest.split_once("</script>").unwrap().0).unwrap()["@graph"][0].clone()
}

/// The documents of the catalogue, by id.
fn catalogued(tree: &Tree) -> BTreeMap<String, Value> {
    let parts = tree.keys().filter(|p| p.starts_with("catalog/"));
    let sets = parts.flat_map(|p| json(tree, p)["dcat:dataset"].as_array().unwrap().clone());
    sets.map(|set| (set["dct:identifier"].as_str().unwrap().to_owned(), set)).collect()
}

/// The texts of an element of a feed or sitemap, in order.
fn elements(xml: &str, name: &str) -> Vec<String> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    xml.split(&open).skip(1).map(|rest| rest.split_once(&close).unwrap().0.to_owned()).collect()
}

#[test]
fn all_formats_say_the_same() {
    let dir = sample();
    let tree = edition(dir.path(), &["build", "--edition", "public"]);
    let list = json(&tree, "api/v1/documents/1.json");
    let documents = list["documents"].as_array().unwrap();
    let rows = table(&tree["data/documents.csv"]);
    let catalogue = catalogued(&tree);
    let feed = text(&tree, "feed.xml");
    let sitemap = elements(text(&tree, "sitemap-1.xml"), "loc");
    let folders: BTreeSet<&str> =
        tree.keys().filter_map(|p| p.strip_prefix("d/")?.strip_suffix("/index.html")).collect();
    let ids: BTreeSet<&str> = documents.iter().map(|d| d["id"].as_str().unwrap()).collect();
    assert!(!ids.is_empty());
    assert_eq!(ids, folders);
    assert_eq!(ids, catalogue.keys().map(String::as_str).collect());
    assert_eq!(ids, rows.iter().map(|r| r["package_id"].as_str()).filter(|id| !id.is_empty()).collect());
    for id in ids {
        let own = json(&tree, &format!("d/{id}/document.json"));
        let row = rows.iter().find(|r| r["package_id"] == id).unwrap();
        let (set, page) = (&catalogue[id], said(&tree, id));
        let title = own["title"].as_str().unwrap();
        assert_eq!(
            [title, title, title],
            [row["title"].as_str(), set["dct:title"]["@value"].as_str().unwrap(), page["name"].as_str().unwrap(),]
        );
        let date = own["date"].as_str().unwrap();
        assert_eq!(
            [date, date, date.replace('-', "").as_str()],
            [
                set["dct:issued"]["@value"].as_str().unwrap(),
                page["dateCreated"].as_str().unwrap(),
                &row["doc_prdctn_dt"],
            ]
        );
        let updated = own["updated"].as_str().unwrap();
        assert_eq!(
            [updated, updated, updated],
            [
                set["dct:modified"]["@value"].as_str().unwrap(),
                page["dateModified"].as_str().unwrap(),
                &row["updated_on"],
            ]
        );
        let licence = &own["licence"]["url"];
        assert_eq!(*licence, set["dct:license"]["@id"]);
        assert_eq!(*licence, page["license"]);
        assert_eq!(own["licence"]["name"], row["cpyrht"]);
        let address = format!("{URL}d/{id}/");
        for said in [&own["url"], &set["@id"], &page["@id"]] {
            assert_eq!(*said, address);
        }
        assert_eq!(row["url"], address);
        assert!(feed.contains(&format!("href=\"{address}\"")), "{id} is not in the feed");
        assert!(sitemap.contains(&address), "{id} is not in the sitemap");
        for file in own["files"].as_array().unwrap() {
            let path = file["url"].as_str().unwrap().strip_prefix(URL).unwrap();
            assert_eq!(file["bytes"], tree[path].len());
            assert_eq!(file["sha256"], hash(&tree[path]));
        }
    }
    let pages = tree.keys().filter(|p| p.ends_with(".html"));
    let places: BTreeSet<String> = pages
        .map(|p| {
            format!(
                "{URL}{}",
                if p == "index.html" {
                    ""
                } else {
                    p.strip_suffix("/index.html").map_or(p.as_str(), |f| &p[..f.len() + 1])
                }
            )
        })
        .collect();
    assert_eq!(places, sitemap.into_iter().collect());
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

#[test]
fn tables_have_what_their_description_says() {
    let dir = sample();
    let tree = public(dir.path());
    let package = json(&tree, "data/datapackage.json");
    let mut rows = BTreeMap::new();
    for resource in package["resources"].as_array().unwrap() {
        let name = resource["name"].as_str().unwrap();
        let bytes = &tree[&format!("data/{name}.csv")];
        assert_eq!(resource["bytes"], bytes.len());
        assert_eq!(resource["hash"], format!("sha256:{}", hash(bytes)));
        let fields = resource["schema"]["fields"].as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap());
        let head = bytes.split(|b| *b == b'\r').next().unwrap();
        assert_eq!(fields.collect::<Vec<_>>().join(","), std::str::from_utf8(head).unwrap());
        rows.insert(name.to_owned(), table(bytes));
    }
    assert!(["findings", "costs", "schedule", "meetings", "steps"].iter().all(|t| !rows[*t].is_empty()));
    // Every fact refers to a published document.
    let ids: BTreeSet<&str> = rows["documents"].iter().map(|r| r["package_id"].as_str()).collect();
    for row in rows.values().flatten() {
        assert!(row.get("document").is_none_or(|d| ids.contains(d.as_str())), "{row:?}");
    }
    let whole = &tree["data/documents.csv"];
    assert!(whole.windows(2).filter(|w| w[1] == b'\n').all(|w| w[0] == b'\r'), "RFC 4180 ends lines with CRLF");
}

#[test]
fn a_closed_document_is_a_row_and_nothing_else() {
    let dir = sample();
    let closed = "content/2019/gangdong/documents/attendance.md";
    crate::common::copy(Path::new(closed), &dir.path().join(closed));
    let all = public(dir.path());
    let closed: Vec<_> = table(&all["data/documents.csv"]).into_iter().filter(|r| r["othbs_se"] == "비공개").collect();
    assert_eq!(closed.len(), 1, "{closed:?}");
    assert_eq!(closed[0]["doc_prdctn_dt"], "20190503");
    assert!(!closed[0]["grounds"].is_empty());
    for column in
        ["package_id", "url", "writer", "src_dept_doc_id", "dossier", "management_no", "kind", "classification"]
    {
        assert_eq!(closed[0][column], "", "{column}");
    }
    let naming: Vec<&String> = all.iter().filter(|(_, b)| has(b, b"D0000036180078")).map(|(name, _)| name).collect();
    assert!(naming.is_empty(), "{naming:?} name the closed document");
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|w| w == word)
}

#[test]
fn the_licence_of_the_data_is_that_of_the_office_or_none() {
    const KOGL: &str = "https://www.kogl.or.kr/info/licenseType1.do";
    let dir = sample();
    let (given, page) = {
        let tree = public(dir.path());
        (
            [json(&tree, "data/datapackage.json"), json(&tree, "catalog.jsonld"), json(&tree, "api/v1/index.json")],
            text(&tree, "data/index.html").to_owned(),
        )
    };
    assert_eq!(given[0]["licenses"][0]["path"], KOGL);
    assert_eq!(given[1]["dct:license"]["@id"], KOGL);
    assert_eq!(given[2]["data_licence"]["url"], KOGL);
    assert!(page.contains(KOGL));
    edit(dir.path(), "gian.yaml", &[("  자료이용조건: 공공누리 제1유형\n", "")]);
    let tree = public(dir.path());
    for path in ["data/datapackage.json", "data/index.html", "api/v1/index.json", "catalog.jsonld", "index.html"] {
        assert!(!text(&tree, path).contains(KOGL), "{path} claims a licence for the data");
    }
    assert!(text(&tree, "data/index.html").contains("이용조건을 정하지 않았습니다"));
    // The document keeps its own licence.
    assert_eq!(json(&tree, &format!("d/{ID}/document.json"))["licence"]["name"], "CC BY-ND 3.0");
    assert!(said(&tree, ID)["license"].as_str().unwrap().contains("creativecommons"));
}

#[test]
fn without_an_address_everything_is_relative() {
    let dir = sample();
    edit(dir.path(), "gian.yaml", &[("  주소: https://archive.seoul.example/\n", "")]);
    let tree = public(dir.path());
    assert!(!tree.keys().any(|p| p.starts_with("sitemap")));
    assert!(tree.contains_key("robots.txt"));
    assert!(!tree.iter().any(|(_, bytes)| has(bytes, b"archive.seoul.example")));
    assert_eq!(said(&tree, ID)["@id"], format!("../../d/{ID}/"));
    assert_eq!(json(&tree, &format!("d/{ID}/document.json"))["url"], format!("d/{ID}/"));
    assert!(catalogued(&tree)[ID]["@id"] == format!("../d/{ID}/"));
    let department = tree.keys().find(|p| p.starts_with("department/") && p.ends_with("feed.xml")).unwrap();
    assert!(text(&tree, department).contains("href=\"../../d/"));
    // Ids of feeds do not depend on the address of the archive.
    let ids = elements(text(&tree, "feed.xml"), "id");
    edit(dir.path(), "gian.yaml", &[("자료관:\n", "자료관:\n  주소: https://elsewhere.example/a/\n")]);
    assert_eq!(ids, elements(text(&public(dir.path()), "feed.xml"), "id"));
    assert!(ids.iter().all(|id| id.starts_with("urn:uuid:")));
}

#[test]
fn hostile_words_stay_words() {
    const HOSTILE: &str = r#"=1+1</script><script>alert(1)</script>,"]]>&<b>"#;
    let dir = tempfile::tempdir().unwrap();
    few(dir.path());
    let quoted = format!("제목: '{HOSTILE}'");
    edit(dir.path(), REPORT, &[("제목: 2019 강동구 지역사회혁신계획 실행계획 협의·조정 결과보고", &quoted)]);
    let tree = public(dir.path());
    let page = text(&tree, &format!("d/{ID}/index.html"));
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(said(&tree, ID)["name"], HOSTILE);
    assert_eq!(json(&tree, &format!("d/{ID}/document.json"))["title"], HOSTILE);
    let cell = |path: &str| {
        let rows = table(tree[path].strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(&tree[path]));
        rows.into_iter().find(|r| r["package_id"] == ID).unwrap()["title"].clone()
    };
    assert_eq!(cell("data/documents.csv"), HOSTILE);
    assert_eq!(cell("data/documents-excel.csv"), format!("'{HOSTILE}"));
    // Every table has a copy in which nothing is computed.
    let tables: Vec<&String> = tree.keys().filter(|p| p.starts_with("data/") && p.ends_with(".csv")).collect();
    let plain = tables.iter().filter(|p| !p.ends_with("-excel.csv"));
    assert!(plain.clone().all(|p| tree.contains_key(&p.replace(".csv", "-excel.csv"))) && plain.count() == 17);
    let feed = text(&tree, "feed.xml");
    assert!(!feed.contains("<script") && feed.contains("&lt;script&gt;alert(1)"), "{feed}");
}

#[test]
fn schemas_of_the_api_hold_and_are_published() {
    let dir = sample();
    let tree = public(dir.path());
    for (name, schema) in gian_archive::data::api::schemas() {
        assert_eq!(schema, json(&tree, &format!("api/v1/schema/{name}.schema.json")));
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let of = |path: &String| match name {
            "index" => path == "api/v1/index.json",
            "documents" | "dossiers" => path.starts_with(&format!("api/v1/{name}/")),
            _ => path.ends_with(&format!("/{name}.json")),
        };
        let files: Vec<&String> = tree.keys().filter(|p| of(p)).collect();
        assert!(!files.is_empty(), "{name}");
        for path in files {
            let faults: Vec<String> = validator.iter_errors(&json(&tree, path)).map(|e| e.to_string()).collect();
            assert!(faults.is_empty(), "{path}: {faults:?}");
        }
    }
}

#[test]
fn the_bag_lists_every_file() {
    let dir = sample();
    let tree = public(dir.path());
    let manifest: BTreeMap<&str, &str> = text(&tree, "bag/manifest-sha256.txt")
        .lines()
        .map(|l| l.split_once("  data/").unwrap())
        .map(|(h, p)| (p, h))
        .collect();
    let payload: BTreeMap<&str, &Vec<u8>> = tree
        .iter()
        .filter(|(p, _)| !p.starts_with("bag/") && *p != "manifest.json")
        .map(|(p, b)| (p.as_str(), b))
        .collect();
    assert_eq!(manifest.keys().collect::<Vec<_>>(), payload.keys().collect::<Vec<_>>());
    assert!(payload.iter().all(|(path, bytes)| manifest[path] == hash(bytes)));
    let bytes: usize = payload.values().map(|b| b.len()).sum();
    assert!(text(&tree, "bag/bag-info.txt").contains(&format!("Payload-Oxum: {bytes}.{}\n", payload.len())));
    assert!(text(&tree, "bag/bag-info.txt").contains("Bagging-Date: 2022-03-31\n"));
    for line in text(&tree, "bag/tagmanifest-sha256.txt").lines() {
        let (digest, name) = line.split_once("  ").unwrap();
        assert_eq!(digest, hash(&tree[&format!("bag/{name}")]));
    }
}

/// Runs `gian verify --manifest-only` outside any workspace.
fn mirror(folder: &Path) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_gian"))
        .args(["verify", "--manifest-only", "--lang", "en"])
        .arg(folder)
        .current_dir(std::env::temp_dir())
        .output()
        .unwrap();
    (output.status.code().unwrap(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

#[test]
fn a_copy_is_held_against_its_manifest() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("d")).unwrap();
    let files = [("index.html", "<p>"), ("d/a.txt", "가"), ("d/b.txt", "나")];
    let list: Vec<Value> = files
        .iter()
        .map(|(path, text)| serde_json::json!({ "path": path, "bytes": text.len(), "sha256": hash(text.as_bytes()) }))
        .collect();
    for (path, text) in files {
        fs::write(dir.path().join(path), text).unwrap();
    }
    fs::write(dir.path().join("manifest.json"), serde_json::json!({ "files": list }).to_string()).unwrap();
    let (code, words) = mirror(dir.path());
    assert_eq!(code, 0, "{words}");
    assert!(words.contains("4 files") && words.contains("Everything is as listed"), "{words}");
    fs::write(dir.path().join("d/a.txt"), "다").unwrap();
    fs::remove_file(dir.path().join("d/b.txt")).unwrap();
    fs::write(dir.path().join("new.html"), "").unwrap();
    let (code, words) = mirror(dir.path());
    assert_eq!(code, 1, "{words}");
    for said in ["d/a.txt: ", "d/b.txt: listed, but not there", "new.html: not listed", "3 differences"] {
        assert!(words.contains(said), "{said}: {words}");
    }
    fs::write(dir.path().join("manifest.json"), "[]").unwrap();
    assert_eq!(mirror(dir.path()).0, 1);
    assert_eq!(mirror(&dir.path().join("gone")).0, 2);
}

/// A format needs nothing but a line of `FORMATS`: `gian dump` prints it, a build writes it, and page, catalogue,
/// table of files and feed link to it.
#[test]
fn every_format_is_written_and_found() {
    let dir = sample();
    let all = built(dir.path(), &["build", "--no-pdf"]);
    let tree = published(all.clone());
    let (id, set) =
        catalogued(&tree).into_iter().find(|(id, _)| tree.contains_key(&format!("d/{id}/text.txt"))).unwrap();
    let urls: Vec<&str> = set["dcat:distribution"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["dcat:downloadURL"]["@id"].as_str().unwrap())
        .collect();
    let page = text(&tree, &format!("d/{id}/index.html"));
    for format in FORMATS {
        let dumped = gian(dir.path(), &["dump", "--step", format.name, "--edition", "public", &id]);
        assert_eq!(dumped.status.code(), Some(0), "{}", format.name);
        let file = format.file(&id).unwrap_or_else(|| "index.html".to_owned());
        let path = format!("d/{id}/{file}");
        assert!(tree.contains_key(&path), "{path}");
        assert!(urls.iter().any(|url| url.ends_with(&path)), "{path} is not among {urls:?}");
        match format.delivery {
            Delivery::Page => assert!(page.contains("<article class=\"body\"")),
            Delivery::Beside(_) => {
                assert_eq!(tree[&path], dumped.stdout);
                let link = format!("<link rel=\"alternate\" href=\"{file}\" type=\"{}\"", format.media_type);
                assert!(page.contains(&link), "{link}");
                assert!(!all.contains_key(&format!("internal/{path}")), "{path} is for the public edition");
            }
            Delivery::Download => {
                assert_eq!(tree[&path], dumped.stdout);
                assert!(all.contains_key(&format!("internal/{path}")));
                assert!(page.contains(&format!("{path}\" type=\"{}\"", format.media_type)), "{path}");
                let rows = table(&tree["data/files.csv"]);
                assert!(rows.iter().any(|row| row.values().any(|v| v.ends_with(&path))), "{path}");
                assert!(text(&tree, "feed.xml").contains(&path), "{path}");
            }
        }
    }
}
