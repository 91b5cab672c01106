//! Records without a body: documents that were approved elsewhere, as files or as rows of a list.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::common::{at, built, edit, gian, over_clean, same, tree};

const DOCUMENTS: &str = "content/2024/sample/documents";
const ATTACHMENTS: &str = "content/2024/sample/attachments";

/// An HWPX whose preview shows text that the document does not contain.
fn hwpx(text: &str, preview: &str) -> Vec<u8> {
    hwpx_with(text, preview, None)
}

fn hwpx_with(text: &str, preview: &str, picture: Option<&[u8]>) -> Vec<u8> {
    let (item, shown) = match picture {
        Some(_) => (
            "<opf:item id=\"image1\" href=\"BinData/image1.png\"/>",
            "<hp:pic><hc:img binaryItemIDRef=\"image1\"/></hp:pic>",
        ),
        None => ("", ""),
    };
    let section = format!(
        "<hs:sec xmlns:hs=\"urn:s\" xmlns:hp=\"urn:p\" xmlns:hc=\"urn:c\"><hp:p><hp:run><hp:t>{text}</hp:t>{shown}</hp:run></hp:p></hs:sec>"
    );
    let package = format!(
        "<opf:package xmlns:opf=\"urn:f\"><opf:metadata><opf:meta name=\"creator\" content=\"text\">이몽룡</opf:meta></opf:metadata>\
         <opf:manifest><opf:item id=\"header\" href=\"Contents/header.xml\"/>\
         <opf:item id=\"section0\" href=\"Contents/section0.xml\"/>{item}</opf:manifest>\
         <opf:spine><opf:itemref idref=\"header\"/><opf:itemref idref=\"section0\"/></opf:spine></opf:package>"
    );
    let members = [
        ("mimetype", "application/hwp+zip"),
        (
            "META-INF/container.xml",
            "<ocf:container xmlns:ocf=\"urn:o\"><ocf:rootfiles><ocf:rootfile full-path=\"Contents/content.hpf\"/><ocf:rootfile full-path=\"Preview/PrvText.txt\"/></ocf:rootfiles></ocf:container>",
        ),
        ("Contents/content.hpf", &package),
        ("Contents/header.xml", "<hh:head xmlns:hh=\"urn:h\"/>"),
        ("Contents/section0.xml", &section),
        ("Preview/PrvText.txt", preview),
    ];
    let picture = picture.map(|bytes| ("BinData/image1.png", bytes));
    let members = members.into_iter().map(|(name, text)| (name, text.as_bytes())).chain(picture);
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in members {
        out.start_file(name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored)).unwrap();
        out.write_all(data).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn record(originals: &str) -> String {
    format!(
        "---\n식별자: received-1\n종류: 결재문서\n상태: 결재\n제목: 구로구가 낸 협치 계획\n부서: planning\n결재일: 2024-03-04\n\
         공개구분: 부분공개\n비공개근거: [6]\n보존기간: 5년\n원본:\n{originals}---\n"
    )
}

/// The clean workspace with a record of these originals and files.
fn workspace(originals: &str, files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = over_clean(Path::new("tests/cases/clean/input"));
    fs::write(dir.path().join(DOCUMENTS).join("received.md"), record(originals)).unwrap();
    fs::create_dir_all(dir.path().join(ATTACHMENTS)).unwrap();
    for (name, bytes) in files {
        fs::write(dir.path().join(ATTACHMENTS).join(name), bytes).unwrap();
    }
    dir
}

fn said(root: &Path) -> String {
    let output = gian(root, &["check", "--format", "short"]);
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

fn members(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|i| {
            let mut member = archive.by_index(i).unwrap();
            let mut data = Vec::new();
            member.read_to_end(&mut data).unwrap();
            (member.name().unwrap().into_owned(), data)
        })
        .collect()
}

#[test]
fn an_original_is_published_without_its_preview() {
    let file = hwpx("협치 계획의 본문", "앞판에서 지운 문장");
    let dir = workspace("  - {파일: 계획.hwpx, 제목: 결재문서 본문}\n", &[("계획.hwpx", &file)]);
    let first = built(dir.path(), &["build"]);
    let folder = "d/received-1";
    assert_eq!(first[&format!("internal/{folder}/files/계획.hwpx")], file, "the office has the file as it is");
    let public = &first[&format!("public/{folder}/files/계획.hwpx")];
    let inside = members(public);
    assert_eq!(inside[0].0, "mimetype");
    assert!(inside.iter().all(|(name, _)| !name.starts_with("Preview/")));
    let all: String = inside.iter().map(|(_, data)| String::from_utf8_lossy(data).into_owned()).collect();
    assert!(all.contains("협치 계획의 본문") && !all.contains("이몽룡") && !all.contains("Preview"));
    for edition in ["internal", "public"] {
        assert!(!first.contains_key(&format!("{edition}/{folder}/received-1.pdf")), "gian sets no PDF of it");
        let page = String::from_utf8(first[&format!("{edition}/{folder}/index.html")].clone()).unwrap();
        let bytes = &first[&format!("{edition}/{folder}/files/계획.hwpx")];
        assert!(
            page.contains(&sha256(bytes)) && page.contains("application/hwp+zip") && page.contains("결재문서 본문")
        );
        assert!(!page.contains("received-1.pdf"));
    }
    let verified = gian(dir.path(), &["verify", dir.path().join("output/public").to_str().unwrap()]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
    same(&first, &built(dir.path(), &["build"]));
}

#[test]
fn an_attached_hwpx_is_cleaned_too() {
    let dir = over_clean(Path::new("tests/cases/clean/input"));
    fs::create_dir_all(dir.path().join(ATTACHMENTS)).unwrap();
    fs::write(dir.path().join(ATTACHMENTS).join("안내.hwpx"), hwpx("안내문", "지운 안내")).unwrap();
    let report = format!("{DOCUMENTS}/report.md");
    edit(dir.path(), &report, &[("붙임:\n", "붙임:\n  - {제목: 안내, 수량: 1, 파일: 안내.hwpx, 공개구분: 공개}\n")]);
    let built = built(dir.path(), &["build", "--edition", "public"]);
    let names: Vec<String> =
        members(&built["public/d/sample-2024-01/files/안내.hwpx"]).into_iter().map(|(n, _)| n).collect();
    assert!(!names.contains(&"Preview/PrvText.txt".to_owned()), "{names:?}");
}

#[test]
fn an_original_that_is_broken_or_tells_too_much_is_not_published() {
    let bad = hwpx("연락처 010-1234-5678", "");
    let dir = workspace("  - {파일: 계획.hwpx}\n", &[("계획.hwpx", &bad)]);
    assert!(said(dir.path()).contains("attachment-contents"), "{}", said(dir.path()));
    // The preview is removed, so its contents do not matter.
    let only_preview = hwpx("본문", "연락처 010-1234-5678");
    let dir = workspace("  - {파일: 계획.hwpx}\n", &[("계획.hwpx", &only_preview)]);
    assert!(!said(dir.path()).contains("error"), "{}", said(dir.path()));
    let dir = workspace("  - {파일: 계획.hwpx}\n", &[("계획.hwpx", &bad[..bad.len() / 2])]);
    assert!(said(dir.path()).contains("파일이 손상되어 읽을 수 없습니다"), "{}", said(dir.path()));
}

#[test]
fn a_file_that_no_program_reads_is_published_after_a_person_has_looked_at_it() {
    let mut ole = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    ole.resize(2048, 7);
    let dir = workspace("  - {파일: 계획.hwp}\n", &[("계획.hwp", &ole)]);
    assert!(said(dir.path()).contains("육안확인") || said(dir.path()).contains("attachment-contents"));
    let seen =
        format!("  - {{파일: 계획.hwp, 육안확인: {{확인자: 홍길동, 확인일: 2024-03-05, 해시: {}}}}}\n", sha256(&ole));
    let dir = workspace(&seen, &[("계획.hwp", &ole)]);
    assert!(!said(dir.path()).contains("error"), "{}", said(dir.path()));
}

#[test]
fn a_person_looks_at_the_hwpx_in_the_folder_and_verify_knows_its_copy() {
    // A picture, of which the scan cannot read what it shows.
    let picture = fs::read(at("crates/media/tests/ordinary/pil-palette.png")).unwrap();
    let file = hwpx_with("그림이 있는 본문", "", Some(&picture));
    let dir = workspace("  - {파일: 계획.hwpx}\n", &[("계획.hwpx", &file)]);
    assert!(said(dir.path()).contains("오류[attachment-contents]"), "{}", said(dir.path()));
    let seen =
        format!("  - {{파일: 계획.hwpx, 육안확인: {{확인자: 홍길동, 확인일: 2024-03-05, 해시: {}}}}}\n", sha256(&file));
    let dir = workspace(&seen, &[("계획.hwpx", &file)]);
    built(dir.path(), &["build", "--edition", "public"]);
    let verified = gian(dir.path(), &["verify", dir.path().join("output/public").to_str().unwrap()]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}

#[test]
fn a_withheld_original_stays_inside_and_its_name_too() {
    let originals =
        "  - {파일: 홍길동_원본.csv, 제목: 결재문서 본문, 공개구분: 부분공개, 비공개근거: [6], 공개본: open.csv}\n";
    let dir = workspace(originals, &[("홍길동_원본.csv", b"a,1\n"), ("open.csv", b"b,1\n")]);
    let built = built(dir.path(), &["build"]);
    assert!(built.contains_key("internal/d/received-1/files/홍길동_원본.csv"));
    assert!(built.contains_key("public/d/received-1/files/open.csv"));
    let page = String::from_utf8(built["public/d/received-1/index.html"].clone()).unwrap();
    assert!(page.contains("결재문서 본문") && !page.contains("홍길동_원본"), "{page}");
    assert!(!built.keys().any(|k| k.starts_with("public/") && k.contains("홍길동_원본")));
}

const LIST: &str = "package_id,doc_prdctn_dt,tkcrd_nm,title,src_dept_doc_no,writer,othbc_pd,rspnber_dept_nm,othbc_se,cpyrht,url\n\
    D0000000000001,20240304,마을공동체,2024년 공모 결과 \u{2026} 보고,마을과-12,홍길동,10년,마을과,공개,BY-ND,https://example.org/sanction/12\n\
    D0000000000002,20240305,마을공동체,닫힌 문서의 제목,마을과-12,홍길동,5년,마을과,비공개,,https://example.org/sanction/\n\
    D0000000000003,20240405,,일부만 연 문서,,,영구,기획담당관,부분공개,,\n";

#[test]
fn a_list_becomes_records_and_their_pages() {
    let dir = over_clean(Path::new("tests/cases/clean/input"));
    let list = dir.path().join("list.csv");
    let (cp949, _, _) = encoding_rs::EUC_KR.encode(LIST);
    fs::write(&list, cp949).unwrap();
    let before = fs::read_to_string(dir.path().join("gian.yaml")).unwrap();
    let output = gian(dir.path(), &["import", list.to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let after = fs::read_to_string(dir.path().join("gian.yaml")).unwrap();
    assert_eq!(after.replace("  - 식별자: dept-1\n    이름: \"마을과\"\n", ""), before);
    let said = said(dir.path());
    assert!(!said.contains("error") && !said.contains("warning[date"), "{said}");
    let there = tree(&dir.path().join("content"));
    let again = gian(dir.path(), &["import", list.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&again.stdout).contains("이미 있는 기록 3건"));
    same(&there, &tree(&dir.path().join("content")));
    let built = built(dir.path(), &["build", "--edition", "public"]);
    let page = |path: &str| String::from_utf8(built[path].clone()).unwrap();
    let first = page("public/d/D0000000000001/index.html");
    assert!(first.contains("https://example.org/sanction/12") && first.contains("CC BY-ND"));
    assert!(page("public/d/D0000000000003/index.html").contains("목록에 근거가 없음"));
    assert!(!built.keys().any(|k| k.contains("D0000000000002")), "a closed document has a row in the list alone");
    let rows = built.iter().filter(|(path, _)| path.ends_with("index.html"));
    assert!(rows.into_iter().any(|(_, page)| String::from_utf8_lossy(page).contains("닫힌 문서의 제목")));
    let verified = gian(dir.path(), &["verify", dir.path().join("output/public").to_str().unwrap()]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}

#[test]
fn an_import_replaces_no_file_and_stays_in_the_workspace() {
    let dir = over_clean(Path::new("tests/cases/clean/input"));
    let list = dir.path().join("list.csv");
    fs::write(&list, LIST).unwrap();
    let into = |folder: &str| gian(dir.path(), &["import", list.to_str().unwrap(), "--into", folder]);
    for outside in ["content/../../x", "/tmp/x", "content/2024", "content/2024/documents", "output/a/b"] {
        assert_eq!(into(outside).status.code(), Some(2), "{outside}");
    }
    assert!(into("content/2024/opengov").status.success());
    assert!(dir.path().join("content/2024/opengov/documents/D0000000000003.md").exists());
    // A file without a known id, at the path of a record.
    fs::write(&list, LIST.replace("D0000000000003", "D0000000000004")).unwrap();
    let path = dir.path().join("content/2024/opengov/documents/D0000000000004.md");
    fs::write(&path, "---\n식별자: other-1\n---\n").unwrap();
    assert!(!into("content/2024/opengov").status.success());
    assert_eq!(fs::read_to_string(&path).unwrap(), "---\n식별자: other-1\n---\n");
}
