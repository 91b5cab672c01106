//! The archive: stable addresses, complete lists, and facts that are public only if a document prints them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::common::{copy, edit, gian};

/// The files of an edition, built without PDFs.
fn built(root: &Path, edition: &str) -> BTreeMap<String, String> {
    let output = gian(root, &["build", "--no-pdf", "--edition", edition]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let folder = root.join("output").join(edition);
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&folder) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
            files.insert(name, String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned());
        }
    }
    files
}

/// A free report of the clean workspace.
fn report(id: &str, title: &str, number: u32, day: u32, more: &str) -> String {
    format!(
        "---\n식별자: {id}\n종류: 보고서\n상태: 결재\n제목: {title}\n부서: planning\n문서번호: 기획담당관-{number}\n\
         기안일: 2024-05-{day:02}\n결재일: 2024-05-{day:02}\n결재선:\n  - {{역할: 기안, 직위: 주무관, 성명: 홍길동}}\n  \
         - {{역할: 결재, 직위: 기획담당관, 성명: 성춘향, 서명일: 2024-05-{day:02}}}\n공개구분: 공개\n보존기간: 5년\n\
         분류: [행정, 기획, 마을]\n작성자: {{성명: 홍길동, 전화번호: 02-0000-0000}}\n{more}---\n\n## 개요\n\n- 마을가꾸기를 알림\n"
    )
}

/// The whole sample, with its plan, letters and settlement.
fn whole() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for part in ["gian.yaml", "content"] {
        copy(Path::new(part), &dir.path().join(part));
    }
    dir
}

/// The clean workspace with more files.
fn clean_with(more: impl Fn(&Path)) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    copy(Path::new("tests/cases/clean/input"), dir.path());
    more(dir.path());
    dir
}

fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

/// Addresses of the documents on a page of a list, in order.
fn listed(page: &str) -> Vec<String> {
    let list = page.split_once("<ol class=\"list\"").map_or("", |(_, rest)| rest.split_once("</ol>").unwrap().0);
    list.match_indices("d/")
        .filter_map(|(at, _)| Some(list[at + 2..].split_once("/index.html")?.0.to_owned()))
        .collect()
}

/// Unpublished data is not in any list, dossier or table.
#[test]
fn facts_are_data_only_where_a_public_document_tells_them() {
    let dir = whole();
    for name in fs::read_dir(dir.path().join("content/2019/gangdong/documents")).unwrap() {
        let path = name.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        if !path.ends_with("meeting-plan.md") {
            // Reset to drafts, so that nothing of the review is public.
            let draft: String = text
                .lines()
                .filter(|l| !l.starts_with("문서번호:") && !l.starts_with("결재일:") && !l.starts_with("시행일:"))
                .map(|l| format!("{}\n", if l.starts_with("상태:") { "상태: 기안" } else { l }))
                .collect();
            fs::write(&path, draft).unwrap();
        }
    }
    // The letters and the summary cite documents that are drafts now.
    fs::remove_dir_all(dir.path().join("content/2022")).unwrap();
    let _ = gian(dir.path(), &["check"]);
    let output = gian(dir.path(), &["build", "--no-pdf", "--edition", "public"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let public = dir.path().join("output/public");
    assert!(public.join("dossier/D0000036100120/index.html").exists());
    assert!(!public.join("dossier/D0000036100120/findings.html").exists());
    for entry in walkdir::WalkDir::new(&public) {
        let entry = entry.unwrap();
        let Ok(text) = fs::read_to_string(entry.path()) else { continue };
        for secret in ["기반조성사업을 구체화하여", "조건부 승인", "행사운영비", "71,120,500", "71120500"]
        {
            assert!(!text.contains(secret), "{} tells {secret}", entry.path().display());
        }
    }
    let inside = gian(dir.path(), &["build", "--no-pdf", "--edition", "internal"]);
    assert!(inside.status.success());
    let findings = dir.path().join("output/internal/dossier");
    let told = walkdir::WalkDir::new(findings)
        .into_iter()
        .filter_map(|e| fs::read_to_string(e.unwrap().path()).ok())
        .any(|t| t.contains("기반조성사업을 구체화하여"));
    assert!(told, "the office sees its own facts");
}

/// A finding from its request to the budget item that pays for it.
#[test]
fn a_finding_leads_to_its_answer_its_place_and_its_budget() {
    let dir = whole();
    let files = built(dir.path(), "public");
    let page = &files["dossier/D0000036100120/findings.html"];
    let finding = page.split_once("id=\"F-1-3\"").unwrap().1.split_once("</section>").unwrap().0;
    for words in
        ["구단위계획형", "반영", "계획 p.16", "행사운영비 예산 72,950,000원, 집행 71,120,500원", "D0000036191700"]
    {
        assert!(finding.contains(words), "{words} is not in {finding}");
    }
    let open = page.split_once("id=\"F-1-5\"").unwrap().1.split_once("</section>").unwrap().0;
    assert!(open.contains("남은 일") && open.contains("추후반영"));
}

/// Every document is once in every list that it belongs to, on pages that link to one another.
#[test]
fn lists_are_whole_page_by_page() {
    let dir = clean_with(|root| {
        for n in 1..=120 {
            let text = report(&format!("many-{n:03}"), &format!("마을가꾸기 알림 {n}"), 1000 + n, 1 + n % 28, "");
            write(root, &format!("content/2024/many/documents/{n:03}.md"), &text);
        }
    });
    let files = built(dir.path(), "public");
    for list in ["documents", "year/2024", "year/2024/05", "department/planning", "disclosure/open"] {
        let mut found = Vec::new();
        let mut page = "index.html".to_owned();
        loop {
            let text = &files[&format!("{list}/{page}")];
            let here = listed(text);
            assert!(!here.is_empty() && here.len() <= 50, "{list}/{page} lists {}", here.len());
            found.extend(here);
            let Some((_, next)) = text.split_once("<a rel=\"next\" href=\"") else { break };
            page = next.split_once('"').unwrap().0.to_owned();
        }
        let many: Vec<&String> = found.iter().filter(|id| id.starts_with("many-")).collect();
        assert_eq!(many.len(), 120, "{list}");
        assert_eq!(many.iter().collect::<BTreeSet<_>>().len(), 120, "{list} names one twice");
        assert!(files[&format!("{list}/index.html")].contains("aria-label=\"3쪽\""), "{list} leads to its last page");
    }
}

/// A folder is a location in git, not part of an identity.
#[test]
fn a_dossier_that_moves_keeps_its_addresses() {
    let dir = crate::common::sample();
    let before = built(dir.path(), "public");
    fs::create_dir_all(dir.path().join("content/2030")).unwrap();
    fs::rename(dir.path().join("content/2019/gangdong"), dir.path().join("content/2030/elsewhere")).unwrap();
    let after = built(dir.path(), "public");
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&before), names(&after));
    for (name, text) in &before {
        assert_eq!(text, &after[name], "{name}");
    }
}

/// Numbers restart each year: a link leads to the document of its day, or nowhere.
#[test]
fn two_documents_of_one_number_are_not_mixed_up() {
    let folder = "content/2024/twins/documents";
    let dir = clean_with(|root| {
        let related = |on: &str| {
            format!("관련문서:\n  - {{구분: 관련, 문서번호: 기획담당관-500, 날짜: {on}, 제목: 같은 번호}}\n")
        };
        let earlier = report("twin-a", "같은 번호", 500, 2, "").replace("2024-", "2023-");
        write(root, &format!("{folder}/a.md"), &earlier);
        write(root, &format!("{folder}/b.md"), &report("twin-b", "같은 번호", 500, 3, ""));
        let naming = |id: &str, number, on: &str| report(id, "다른 문서를 부르는 문서", number, 7, &related(on));
        write(root, &format!("{folder}/c.md"), &naming("names-b", 501, "2024-05-03"));
        write(root, &format!("{folder}/d.md"), &naming("names-none", 502, "2022-05-09"));
    });
    let files = built(dir.path(), "public");
    let links = |id: &str| {
        let page = &files[&format!("d/{id}/index.html")];
        page.split_once("<ul class=\"related\">")
            .map_or(String::new(), |(_, r)| r.split_once("</ul>").unwrap().0.to_owned())
    };
    assert!(links("names-b").contains("d/twin-b/") && !links("names-b").contains("twin-a"));
    assert!(links("names-none").contains("기획담당관-500") && !links("names-none").contains("d/twin"));
    assert!(links("twin-b").contains("names-b") && !links("twin-a").contains("names-"));
    // Within one year the number is ambiguous.
    edit(dir.path(), &format!("{folder}/a.md"), &[("2023-", "2024-")]);
    let output = gian(dir.path(), &["build", "--no-pdf", "--edition", "public"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("document-number"), "{said}");
}

/// Titles in every script, of 300 characters, with quotes and angle brackets: pages show them as text.
#[test]
fn hostile_titles_are_text_everywhere() {
    let titles = [
        "\"'<script>alert(1)</script> & <b>\"".to_owned(),
        "漢字와 English, ไทย, العربية, हिन्दी, ελληνικά".to_owned(),
        "마을가꾸기 ".repeat(50),
        "</title></script><!-- ]]> {{ archive.title }} {% raw %}".to_owned(),
        "%2e%2e/..\\..//con".to_owned(),
    ];
    let dir = clean_with(|root| {
        for (n, title) in titles.iter().enumerate() {
            let quoted = format!("'{}'", title.trim().replace('\'', "''"));
            write(
                root,
                &format!("content/2024/odd/documents/{n}.md"),
                &report(&format!("odd-{n}"), &quoted, 700 + n as u32, 1 + n as u32, ""),
            );
        }
    });
    let output = gian(dir.path(), &["build", "--no-pdf", "--edition", "public"]);
    // Glyphs missing from the fonts are reported; all others must be present.
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("missing-glyph"), "{said}");
    fs::remove_file(dir.path().join("content/2024/odd/documents/1.md")).unwrap();
    let files = built(dir.path(), "public");
    let mut seen = String::new();
    for (name, text) in files.iter().filter(|(n, _)| n.ends_with(".html")) {
        assert!(!text.contains("<script>alert") && !text.contains("<b>\""), "{name}");
        assert!(!text.contains("</title></script>"), "{name}");
        let _ = write!(seen, "{text}");
        assert!(name.is_ascii() && !name.contains(".."), "{name}");
    }
    assert!(seen.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(seen.contains("{{ archive.title }}"), "what stands in a title is no template");
}

/// An office replaces one part of the site; everything else stays builtin.
#[test]
fn an_office_overrides_a_part() {
    let dir = crate::common::sample();
    write(
        dir.path(),
        "templates/html/entry.html",
        "    <li><a href=\"{{ root }}d/{{ e.id }}/index.html\">우리 {{ e.title }}</a></li>\n",
    );
    let files = built(dir.path(), "public");
    assert!(files["documents/index.html"].contains(">우리 2019 강동구"));
    assert!(files["dossier/index.html"].contains("class=\"meta\""));
}

/// Same sources, same bytes, for any number of workers.
#[test]
fn the_site_is_the_same_every_time() {
    let dir = tempfile::tempdir().unwrap();
    copy(crate::common::sample().path(), dir.path());
    let one = built(dir.path(), "public");
    let two = built(dir.path(), "public");
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    assert!(one == two, "a second build differs");
}
