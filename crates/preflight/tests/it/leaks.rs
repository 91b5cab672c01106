//! Withheld values in composed text: what the check reports before anything is written, and ordinary work, in which
//! the leak scan finds nothing.

use std::fs;

use gian_diagnostics::Severity;
use gian_leakscan::{What, scan_file};
use gian_preflight::published::PublishedDocuments;
use gian_preflight::{attachment_scan, inspect_watched, prepare};
use gian_source::progress::Unwatched;
use gian_test_support::{at, copy};

const DOCUMENT: &str = "content/2024/t/documents/a.md";

/// Severity and lines of `withheld-elsewhere` in a document with more lines.
fn reported(lines: &str) -> Vec<(Severity, String)> {
    let dir = tempfile::tempdir().unwrap();
    copy(&at("tests/cases/withheld-composed/input"), dir.path());
    let path = dir.path().join(DOCUMENT);
    let text = fs::read_to_string(&path).unwrap();
    let body = text.find("- &#xD64D;").unwrap();
    fs::write(&path, format!("{}- 신청인 [이황](비공개:6)의 의견도 들음\n{lines}\n", &text[..body])).unwrap();
    let session = prepare(dir.path()).unwrap();
    let found = session.diags.iter().filter(|d| d.code == "withheld-elsewhere");
    found.map(|d| (d.severity, format!("{}{:?}", d.message.ko, d.message.en))).collect()
}

#[test]
fn names_put_together_by_markdown_are_errors_before_anything_is_written() {
    for line in [
        "- &#xD64D;길산 위원",
        "- &#54861;&#44600;&#49328; 위원",
        "- 홍`길`산 위원",
        "- 홍**길**산 위원",
        "- **홍**길*산* 위원",
        "- 홍[길](https://example.org/)산 위원",
        "- 홍\\\n  길산 위원",
        "- 홍길  \n  산 위원",
        "- 홍\\·길\\·산 위원",
        "- [글](https://example.org/%ED%99%8D%EA%B8%B8%EC%82%B0)",
        "- [글](https://example.org/?q=%ED%99%8D-%EA%B8%B8-%EC%82%B0)",
        "- 홍&nbsp;길&nbsp;산 위원",
        "- 홍&shy;길&shy;산 위원",
        "- &#xC774;황 위원",
        "- 글[^1]\n\n[^1]: 홍&#44600;산의 말",
        "> 홍&#44600;산의 말",
    ] {
        let found = reported(line);
        assert!(found.iter().any(|(severity, _)| *severity == Severity::Error), "{line}: {found:?}");
        assert!(found.iter().all(|(_, said)| !said.contains("홍길산") && !said.contains("이황")), "{line}: {found:?}");
    }
    for line in ["- **이**황 위원", "- 이 황 위원이 반대함", "- 이·황 위원", "- 이\n  황 위원"] {
        assert_eq!(reported(line).len(), 1, "{line}");
    }
    for line in ["- 사이 **황토**길을 살핌", "- 분홍&nbsp;길 산책로", "- 홍수, 길, 산불을 살핌", "- 이 `황금` 연휴"]
    {
        assert_eq!(reported(line), [], "{line}");
    }
}

#[test]
fn withheld_amounts_are_found_in_their_other_forms() {
    let base = "- 수당은 [155,000](비공개:6)원, 사례금은 [500,000](비공개:6)원\n";
    for form in [
        "155,000원",
        "155000원",
        "155천원",
        "15만5천원",
        "15만 5천 원",
        "15만 5,000원",
        "일십오만오천원",
        "일금 십오만오천원",
        "금일십오만오천원정",
        "50만원",
        "50만 원",
        "오십만원",
        "일금 오십만원",
        "금 오십만 원",
        "500천원",
    ] {
        assert_eq!(reported(&format!("{base}- 지급액은 {form}")).len(), 1, "{form}");
    }
    for form in ["2,155천원", "백십오만오천원", "25만5천원", "150만원", "이백오십만원", "1,500천원", "15만원", "오만원"]
    {
        assert_eq!(reported(&format!("{base}- 지급액은 {form}")), [], "{form}");
    }
}

#[test]
fn ordinary_work_holds_no_withheld_value() {
    for root in ["tests/officials", "tests/variants", "tests/proofs/workspace", "."] {
        let published = PublishedDocuments::default();
        let session = inspect_watched(&at(root), &published, &Unwatched).unwrap();
        let elsewhere: Vec<_> = session.diags.iter().filter(|d| d.code == "withheld-elsewhere").collect();
        assert!(elsewhere.is_empty(), "{root}: {elsewhere:?}");
        let text = published.into_published().text;
        assert!(!text.is_empty(), "{root}");
        let wanted = attachment_scan::wanted(&session, &text, &Unwatched);
        let report = scan_file("text.txt", text.as_bytes(), &wanted);
        let leaks: Vec<_> = report.findings.iter().filter(|f| matches!(f.what, What::Withheld { .. })).collect();
        assert!(leaks.is_empty(), "{root}: {leaks:?}");
    }
}
