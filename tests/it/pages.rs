//! Layout of pages: the endings of documents (행정업무규정 시행규칙 제4조제5항), footnotes, landscape pages, and
//! reference pages.

use std::path::{Path, PathBuf};

use gian_document::{Block, Document, Inline, Orientation, Table};
use gian_vocabulary::values::Ground;

use crate::common::{built, copy, edit, gian, outside};

const PARTS: &str = "tests/cases/document-parts/input";
const DOCUMENTS: &str = "content/2024/parts/documents";

/// The left margin of a page and the width of one character of its text, in points.
const LEFT: f64 = 20.0 * 72.0 / 25.4;
const CHARACTER: f64 = 14.0;

/// A word on a page, with its bounding box.
#[derive(Debug, Clone)]
struct Word {
    page: usize,
    left: f64,
    top: f64,
    right: f64,
    text: String,
}

/// A page: its size and its words, as extracted by `pdftotext`.
struct Pages {
    sizes: Vec<(f64, f64)>,
    words: Vec<Word>,
}

impl Pages {
    /// Reads a PDF.
    fn read(pdf: &Path) -> Self {
        let mut pages = Self { sizes: Vec::new(), words: Vec::new() };
        for line in String::from_utf8(outside("pdftotext", &[&"-bbox", &pdf, &"-"])).unwrap().lines() {
            let number = |name: &str| {
                let (_, rest) = line.split_once(&format!("{name}=\""))?;
                rest.split('"').next()?.parse::<f64>().ok()
            };
            if line.contains("<page ") {
                pages.sizes.push((number("width").unwrap(), number("height").unwrap()));
            } else if line.contains("<word ") {
                let text = line.split_once('>').unwrap().1.replace("</word>", "");
                let (left, top, right) = (number("xMin").unwrap(), number("yMin").unwrap(), number("xMax").unwrap());
                pages.words.push(Word { page: pages.sizes.len(), left, top, right, text });
            }
        }
        pages
    }

    fn find(&self, text: &str) -> &Word {
        self.words.iter().rev().find(|w| w.text == text).unwrap_or_else(|| panic!("no {text} in {:?}", self.words))
    }

    /// The lowest word above another one on the same page.
    fn above(&self, word: &Word) -> &Word {
        let higher = |w: &&Word| w.page == word.page && w.top < word.top - 2.0;
        self.words.iter().filter(higher).max_by(|a, b| a.top.total_cmp(&b.top)).unwrap()
    }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.6
}

fn pdf(root: &Path, id: &str) -> PathBuf {
    root.join(format!("output/internal/d/{id}/{id}.pdf"))
}

fn workspace(change: impl Fn(&Path)) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    copy(Path::new(PARTS), dir.path());
    change(dir.path());
    built(dir.path(), &["build"]);
    dir
}

#[test]
#[ignore = "needs the program pdftotext"]
fn the_end_mark_stands_where_the_decree_puts_it() {
    let dir = workspace(|_| {});
    let text = Pages::read(&pdf(dir.path(), "end-text"));
    let (last, end) = (text.find("남음"), text.find("끝."));
    assert!(close(end.left - last.right, CHARACTER) && close(end.top, last.top), "{last:?} {end:?}");

    // The last line is full: the mark is on the next one, indented by one character.
    let line = Pages::read(&pdf(dir.path(), "end-line"));
    let (last, end) = (line.find("가나다라사다(사)"), line.find("끝."));
    assert!(close(end.left, LEFT + CHARACTER), "{end:?}");
    assert!(end.page == last.page && end.top > last.top + CHARACTER && end.top < last.top + 2.0 * CHARACTER);

    let wide = Pages::read(&pdf(dir.path(), "end-wide"));
    let (last, end) = (wide.find("가나다라마바사아자차카타파하가나라마"), wide.find("끝."));
    assert!(close(end.left, LEFT + CHARACTER) && end.page == last.page && end.top > last.top + CHARACTER, "{end:?}");

    // The letters of a note are smaller than those of the text.
    let note = Pages::read(&pdf(dir.path(), "end-note"));
    let (last, end) = (note.find("끝남"), note.find("끝."));
    assert!(close(end.left - last.right, 11.5) && close(end.top, last.top), "{last:?} {end:?}");

    // After blocks that are not text.
    for id in ["end-inside", "end-box"] {
        let page = Pages::read(&pdf(dir.path(), id));
        assert!(close(page.find("끝.").left, LEFT + CHARACTER), "{id}: {:?}", page.find("끝."));
    }

    // A full table, in one piece and over several pages.
    for id in ["end-table", "end-long"] {
        let table = Pages::read(&pdf(dir.path(), id));
        let end = table.find("끝.");
        assert!(close(end.left, LEFT + CHARACTER), "{id}: {end:?}");
        assert!(
            ["둘째", "명단을", "확인함", "예"].contains(&table.above(end).text.as_str()),
            "{id}: {:?}",
            table.above(end)
        );
    }

    // A table with blank rows: the words are below the last filled row, and there is no mark.
    let form = Pages::read(&pdf(dir.path(), "end-form"));
    let (rest, filled) = (form.find("이하"), form.find("둘째"));
    assert!(form.find("빈칸").left > rest.right - 0.5 && close(rest.left, filled.left) && rest.top > filled.top);
    assert!(!form.words.iter().any(|w| w.text == "끝."));
}

/// The mark stays with its line, however a table or a list fills the page.
#[test]
#[ignore = "needs the program pdftotext"]
fn the_end_mark_never_stands_alone_on_a_page() {
    let rows = |n: usize| (1..=n).map(|i| format!("  - [{i}째, \"자료를 확인함\", 예]\n")).collect::<String>();
    let items = |n: usize| (1..=n).map(|i| format!("  - {i}째 할 일\n")).collect::<String>();
    let dir = workspace(|root| {
        let table = std::fs::read_to_string(root.join(DOCUMENTS).join("table.md")).unwrap();
        let text = std::fs::read_to_string(root.join(DOCUMENTS).join("text.md")).unwrap();
        for n in 20..32 {
            let own = |text: &str, kind: &str| {
                let id = if kind == "t" { "end-table" } else { "end-text" };
                text.replace(&format!("식별자: {id}"), &format!("식별자: {kind}{n}")).replace(
                    "문서번호: 기획담당관-",
                    &format!("문서번호: 기획담당관-{n}{}", if kind == "t" { 1 } else { 2 }),
                )
            };
            let first = "  - [첫째, 자료를 확인함, 예]\n";
            let long = own(&table, "t").replace(first, &rows(n));
            std::fs::write(root.join(DOCUMENTS).join(format!("t{n}.md")), long).unwrap();
            let last = "  - 마지막 줄에 자리가 남음\n";
            let full = "  - 가나다라마바사아자차카타파하가나다라마바사아자차 가나다라사다(사)\n";
            let list = own(&text, "l").replace(last, &(items(n) + full));
            std::fs::write(root.join(DOCUMENTS).join(format!("l{n}.md")), list).unwrap();
        }
    });
    let (mut one, mut several) = (0, 0);
    for n in 20..32 {
        for kind in ["t", "l"] {
            let pages = Pages::read(&pdf(dir.path(), &format!("{kind}{n}")));
            let end = pages.find("끝.");
            let with = if kind == "t" { "둘째" } else { "가나다라사다(사)" };
            assert_eq!(pages.find(with).page, end.page, "{kind}{n}");
            *(if end.page > 2 { &mut several } else { &mut one }) += 1;
        }
    }
    assert!(one > 0 && several > 0, "the pages were never filled: {one} {several}");
}

#[test]
#[ignore = "needs the program pdftotext"]
fn pages_lie_where_they_are_told_to_and_go_on_counting() {
    let dir = workspace(|_| {});
    let pages = Pages::read(&pdf(dir.path(), "parts-01"));
    let lying: Vec<bool> = pages.sizes.iter().map(|(width, height)| width > height).collect();
    assert_eq!(lying, [false, false, true, false, false, false]);
    for (page, (width, _)) in pages.sizes.iter().enumerate().skip(1) {
        let number = pages.words.iter().filter(|w| w.page == page + 1).max_by(|a, b| a.top.total_cmp(&b.top)).unwrap();
        assert!((number.left - width / 2.0).abs() < 20.0, "page {page}: {number:?}");
    }
    // 붙임 and 끝 come before the reference pages, each of which starts a new page.
    assert_eq!(pages.find("끝.").page, 4);
    let heads: Vec<usize> = pages.words.iter().filter(|w| w.text == "참고").map(|w| w.page).collect();
    assert_eq!(heads, [5, 6]);
    // A footnote is at the foot of the page that refers to it.
    assert_eq!(pages.find("새봄시:").page, pages.find("전화로").page);
}

#[test]
fn a_reference_page_that_is_alone_has_no_number() {
    let dir = workspace(|root| {
        let file = format!("{DOCUMENTS}/text.md");
        edit(root, &file, &[("자리가 남음\n", "자리가 남음\n\n~~~참고\n제목: 하나뿐인 참고\n~~~\n\n- 참고의 글\n")]);
    });
    let page = std::fs::read_to_string(dir.path().join("output/internal/d/end-text/index.html")).unwrap();
    assert!(page.contains("<span class=\"no\">참고<span") && page.contains("id=\"ref1\""), "{page}");
}

/// English and Hanja are tagged for screen readers, and numbers typed by a writer are kept.
#[test]
fn languages_are_marked_and_typed_numbers_stay() {
    let dir = workspace(|_| {});
    let page = std::fs::read_to_string(dir.path().join("output/public/d/parts-01/index.html")).unwrap();
    for marked in [
        r#"(<span lang="en">Open Data Portal</span>)와 <span lang="en">Living Lab</span>의"#,
        r#"(<span lang="ko-Hani">協治</span>)"#,
        r#"<span lang="ko-Hani">市</span>가 가진 자료는 report.hwpx, A4 4쪽, F-1-3 서식"#,
        "https://data.example.go.kr/open 과 data@example.go.kr 로",
        "① 계획 ② 심의 ⑳ 결과 ㉑ 정산 ㉟ 환류 ㊿ 끝맺음, ㉮ 가안 ㉯ 나안, ⑴ 첫째 ⒜ 갑",
    ] {
        assert!(page.contains(marked), "{marked}");
    }
}

#[test]
#[ignore = "needs the program qpdf"]
fn languages_are_marked_in_the_pdf_too() {
    let dir = workspace(|_| {});
    let plain = dir.path().join("plain.pdf");
    outside("qpdf", &[&"--qdf", &"--object-streams=disable", &pdf(dir.path(), "parts-01"), &plain]);
    let bytes = std::fs::read(plain).unwrap();
    let count = |wanted: &str| bytes.windows(wanted.len()).filter(|w| *w == wanted.as_bytes()).count();
    // Hanja is tagged as Korean, like the whole document.
    assert!(count("/Lang(en)") >= 3 && count("/Lang (ko-KR)") >= 1 && count("/Lang(zh") + count("/Lang (zh") == 0);
}

/// Who hears a link hears its words, and who harvests it gets an address in ASCII.
#[test]
fn links_say_their_words_and_lead_to_ascii() {
    let dir = workspace(|root| {
        let file = format!("{DOCUMENTS}/text.md");
        let links = "자리가 남음\n- [붙임 자료](<https://a.kr/붙임 1.hwp>)와 [안내](https://법.kr/가?나=\"다\")[^뒤]를 봄\n\n[^뒤]: 2024. 3. 15. 기준\n";
        edit(root, &file, &[("자리가 남음\n", links)]);
    });
    let bytes = std::fs::read(pdf(dir.path(), "end-text")).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let utf16 = |words: &str| {
        let units: String = words.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        format!("/Contents<FEFF{units}>")
    };
    for wanted in [
        "/URI(https://a.kr/%EB%B6%99%EC%9E%84%201.hwp)",
        "/URI(https://%EB%B2%95.kr/%EA%B0%80?%EB%82%98=%22%EB%8B%A4%22)",
        &utf16("붙임 자료"),
        &utf16("안내"),
        &utf16("각주 1"),
    ] {
        assert!(text.contains(wanted), "{wanted}");
    }
    assert!(!text.contains("gian-link") && !text.contains(&utf16("Footnote 1)")));
    let page = std::fs::read_to_string(dir.path().join("output/internal/d/end-text/index.html")).unwrap();
    assert!(page.contains("href=\"https://a.kr/%EB%B6%99%EC%9E%84%201.hwp\""), "{page}");
}

/// A word that cannot be set is an error with the word and its place, and nothing is written.
#[test]
fn text_that_leaves_its_cell_is_told() {
    let dir = tempfile::tempdir().unwrap();
    copy(Path::new(PARTS), dir.path());
    let long = "Mississippi".repeat(8);
    edit(dir.path(), &format!("{DOCUMENTS}/text.md"), &[("직위: 주무관", &format!("직위: {long}"))]);
    let output = gian(dir.path(), &["build"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("misplaced-text") && told.contains(&format!("`{long}`")), "{told}");
    assert!(told.contains("text.md:"), "{told}");
    assert!(!dir.path().join("output").exists());
}

/// Long words, addresses and numbers break inside every part of a document.
#[test]
fn long_words_stay_on_the_page() {
    for word in
        ["W".repeat(90), "Mm".repeat(60), format!("https://a.example/{}", "%EC%A7%80".repeat(14)), "가".repeat(130)]
    {
        workspace(|root| {
            let parts = format!(
                "자리가 남음\n- {word} 나\n  - **{word}**\n    - 가 [{word}](https://a.kr/{word})\n\n> {word}\n\n글[^뒤]\n\n\
                 ~~~표\n제목: {word}\n열:\n  - {{머리: \"{word}\", 너비: 1}}\n  - {{머리: 나, 너비: 6}}\n행:\n  - [\"{word}\", 나]\n~~~\n\n\
                 ~~~요약\n- {word}\n~~~\n\n[^뒤]: {word}\n"
            );
            edit(root, &format!("{DOCUMENTS}/text.md"), &[("자리가 남음\n", &parts)]);
        });
    }
}

/// Redactions in a footnote, a summary or the title of a page are counted like all others.
#[test]
fn every_mask_counts_wherever_it_stands() {
    let masks = |n: u8| vec![Inline::Withheld(Ground(n))];
    let document = Document {
        blocks: vec![
            Block::Summary(vec![Block::Paragraph(masks(1))]),
            Block::Paragraph(vec![Inline::Strong(vec![Inline::Footnote { number: 1, text: masks(2) }])]),
            Block::PageBreak(Some(Orientation::Landscape)),
            Block::Reference { number: None, title: masks(3) },
            Block::EndMark,
        ],
        ..Document::default()
    };
    assert_eq!(document.grounds(), [Ground(1), Ground(2), Ground(3)]);
    assert_eq!(Table::REST_BLANK, "이하 빈칸");
}
