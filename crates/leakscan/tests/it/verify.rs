//! The self-test of `gian verify`: one leak per channel, which it must find, and the same file without it.

use std::collections::BTreeSet;
use std::fs;
use std::time::{Duration, Instant};

use gian_leakscan::{
    Channel, FileReport, Finding, Known, ManifestProblem, Needle, Needles, Opaque, OpenWords, What, scan_file,
    scan_tree,
};
use sha2::{Digest, Sha256};

use crate::plants::{Plant, gzip, pdf, plants, zip_of};

/// Two syllables that occur in no Korean text.
const VALUE: &str = "뷁쀍";
const SYLLABLE: &str = "뷁";

fn needles(value: &str) -> Needles {
    let needle = Needle { value: value.into(), place: "sources/person.yaml:/성명".into(), accepted: false };
    let open = OpenWords { sources: "공개된 본문의 낱말".into(), builtin: String::new(), places: Vec::new() };
    Needles::new(&[needle], &open, &["02-2133-6366"].into_iter().collect())
}

fn withheld(report: &FileReport) -> Vec<&Finding> {
    report.findings.iter().filter(|f| matches!(f.what, What::Withheld { .. })).collect()
}

#[test]
fn a_leak_is_found_in_every_channel() {
    let mut missed = Vec::new();
    for channel in Channel::ALL {
        let all = plants(*channel, VALUE);
        assert!(!all.is_empty(), "{channel:?}");
        for value in [VALUE, SYLLABLE] {
            for Plant { what, name, bytes } in plants(*channel, value) {
                // Sixteen bits occur in any noise, so bytes of unknown format need a longer value.
                if *channel == Channel::Binary && value == SYLLABLE {
                    continue;
                }
                let report = scan_file(&name, &bytes, &needles(value));
                let found = withheld(&report);
                if !found.iter().any(|f| f.channel == *channel) {
                    missed.push(format!("{channel:?} {what} {value}: {:?}", report.findings));
                }
                let told = format!("{:?}", report.findings.iter().map(|f| (&f.file, &f.place)).collect::<Vec<_>>());
                assert!(!told.contains(value), "{channel:?} {what}: the finding has the value: {told}");
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn the_same_file_without_the_leak_is_clean() {
    for channel in Channel::ALL {
        for Plant { what, name, bytes } in plants(*channel, "가나") {
            for value in [VALUE, SYLLABLE] {
                let report = scan_file(&name, &bytes, &needles(value));
                let loud: Vec<_> = report.findings.iter().filter(|f| !is_expected(*channel, &f.what)).collect();
                assert!(loud.is_empty(), "{channel:?} {what}: {loud:?}");
            }
        }
    }
}

/// Findings that a clean file of a channel gives anyway: pixels, unknown bytes and revisions are always reported.
fn is_expected(channel: Channel, what: &What) -> bool {
    match channel {
        Channel::ImageMetadata | Channel::ImageAfterEnd | Channel::Binary => matches!(what, What::Undecoded(_)),
        Channel::PdfOlderRevision => *what == What::Revision,
        _ => false,
    }
}

#[test]
fn damaged_files_never_panic_or_hang() {
    let needles = needles(VALUE);
    let start = Instant::now();
    for channel in Channel::ALL {
        for Plant { name, bytes, .. } in plants(*channel, VALUE) {
            let step = (bytes.len() / 60).max(1);
            for cut in (0..bytes.len()).step_by(step) {
                scan_file(&name, &bytes[..cut], &needles);
                scan_file(&name, &bytes[cut..], &needles);
                let mut changed = bytes.clone();
                changed[cut] ^= 0xff;
                scan_file(&name, &changed, &needles);
                changed[cut] = b'9';
                scan_file(&name, &changed, &needles);
            }
        }
    }
    assert!(start.elapsed() < Duration::from_secs(300), "{:?}", start.elapsed());
}

#[test]
fn a_separator_a_tag_or_another_form_hides_nothing() {
    let needles = needles("홍길동");
    let decomposed = String::from_utf8(
        b"\xe1\x84\x92\xe1\x85\xa9\xe1\x86\xbc\xe1\x84\x80\xe1\x85\xb5\xe1\x86\xaf\xe1\x84\x83\xe1\x85\xa9\xe1\x86\xbc"
            .to_vec(),
    )
    .unwrap();
    for text in [
        "<p>홍<b>길</b>동</p>",
        "<p>홍&#44600;&#xB3D9;</p>",
        "<p>홍&shy;길&zwnj;동</p>",
        "<p>홍&nbsp;길&middot;동</p>",
        "홍\u{2212}길\u{2013}동",
        "홍 길 동",
        "{\"a\": \"&lt;b&gt;\\ud64d&#xAE38;동\"}",
        "a=%ED%99%8D%EA%B8%B8%EB%8F%99",
        "%c8%ab%b1%e6%b5%bf",
        &decomposed,
    ] {
        assert!(!withheld(&scan_file("x", text.as_bytes(), &needles)).is_empty(), "{text}");
    }
}

#[test]
fn bombs_are_told_and_end_soon() {
    let zeros = vec![b'0'; 300 << 20];
    let packed = gzip(&zeros);
    let mut nested = b"seed of a text".to_vec();
    for _ in 0..12 {
        nested = gzip(&nested);
    }
    let stream = [
        b"6 0 obj<</Filter/FlateDecode/Length 999>>stream\n".as_slice(),
        &crate::plants::zlib(&zeros),
        b"\nendstream endobj",
    ]
    .concat();
    for (what, bytes) in [
        ("gzip", packed),
        ("nested gzip", nested),
        ("zip", zip_of(&[("a.txt", &zeros)])),
        ("pdf", pdf::with_object(&stream)),
    ] {
        let start = Instant::now();
        let report = scan_file("bomb", &bytes, &needles(VALUE));
        let over = report.findings.iter().any(|f| f.what == What::Undecoded(Opaque::OverLimit));
        assert!(over, "{what}: {:?}", report.findings);
        assert!(start.elapsed() < Duration::from_secs(90), "{what}: {:?}", start.elapsed());
    }
}

#[test]
fn what_cannot_be_decoded_is_told() {
    let encrypted = {
        let mut zip = zip_of(&[("a.txt", b"text")]);
        zip[6] |= 1;
        zip
    };
    let picture = b"6 0 obj<</Subtype/Image/Width 64/Height 64/Length 1>>stream\nx\nendstream endobj";
    let filter = b"6 0 obj<</Filter/Own/Length 1>>stream\nx\nendstream endobj";
    for (what, bytes) in [
        ("zip", encrypted),
        ("image", crate::plants::png(&[])),
        ("font", b"wOF2....".to_vec()),
        ("unknown", vec![1, 2, 3, 0x80, 0, 0xff]),
        ("picture in a PDF", pdf::with_object(picture)),
        ("filter", pdf::with_object(filter)),
        ("encrypted PDF", pdf::encrypted()),
        ("font without characters", pdf::with_unknown_font()),
    ] {
        let report = scan_file(what, &bytes, &needles(VALUE));
        assert!(report.findings.iter().any(|f| matches!(f.what, What::Undecoded(_))), "{what}: {:?}", report.findings);
    }
    let small = b"6 0 obj<</Subtype/Image/Width 63/Height 640/Length 1>>stream\nx\nendstream endobj";
    assert_eq!(scan_file("small", &pdf::with_object(small), &needles(VALUE)).findings, []);
}

#[test]
fn personal_data_is_found_where_people_read() {
    let found = |bytes: &[u8]| {
        scan_file("x", bytes, &needles(VALUE)).findings.iter().filter(|f| matches!(f.what, What::Personal(_))).count()
    };
    assert_eq!(found("<p>900101-<b>1234568</b></p>".as_bytes()), 1);
    assert_eq!(found("<p title='010-1234-5678'></p>".as_bytes()), 1);
    assert_eq!(found("{\"a\": \"010-1234-5678\"}".as_bytes()), 1);
    assert_eq!(found(&pdf::page(b"/S", "(010-1234-5678) Tj")), 1);
    assert_eq!(found("전화 02-2133-6366, a@seoul.go.kr, D0000036191652, 2019-05-08".as_bytes()), 0);
    assert_eq!(found("<table><tr><td>900101</td><td>1234568</td></table>".as_bytes()), 0);
}

#[test]
fn the_tree_is_the_one_of_its_manifest() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let hash = |bytes: &[u8]| Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect::<String>();
    let image = crate::plants::png(&[]);
    fs::write(root.join("same.txt"), "같다").unwrap();
    fs::write(root.join("changed.txt"), "다르다").unwrap();
    fs::write(root.join("extra.txt"), "더 있다").unwrap();
    fs::write(root.join("image.png"), &image).unwrap();
    let line =
        |name: &str, bytes: &[u8]| format!(r#"{{"path":"{name}","bytes":{},"sha256":"{}"}}"#, bytes.len(), hash(bytes));
    let lines = [
        line("same.txt", "같다".as_bytes()),
        line("changed.txt", "다르지".as_bytes()),
        line("missing.txt", b"x"),
        line("image.png", &image),
    ];
    fs::write(root.join("manifest.json"), format!(r#"{{"files":[{}]}}"#, lines.join(","))).unwrap();
    let told = |reviewed: &BTreeSet<String>| {
        let report =
            scan_tree(root, &needles(VALUE), &Known { reviewed: reviewed.clone(), ..Known::default() }).unwrap();
        assert_eq!(report.files, 5);
        report.findings.into_iter().map(|f| (f.file, f.what)).collect::<Vec<_>>()
    };
    let manifest = [
        ("changed.txt".to_owned(), What::Manifest(ManifestProblem::Changed)),
        ("extra.txt".to_owned(), What::Manifest(ManifestProblem::Extra)),
        ("missing.txt".to_owned(), What::Manifest(ManifestProblem::Missing)),
    ];
    assert_eq!(told(&BTreeSet::from([hash(&image)])), manifest);
    let unseen = told(&BTreeSet::new());
    assert_eq!(unseen.len(), 4);
    assert!(unseen.iter().any(|(file, what)| file == "image.png" && matches!(what, What::Undecoded(_))));
    fs::remove_file(root.join("manifest.json")).unwrap();
    let report = scan_tree(root, &needles(VALUE), &Known::default()).unwrap();
    assert!(report.findings.iter().any(|f| f.what == What::Manifest(ManifestProblem::Unreadable)));
    // A review suppresses the report of pixels, but never of a value.
    let leak = crate::plants::png(&[(b"tEXt", format!("Comment\0{VALUE}").as_bytes())]);
    fs::write(root.join("image.png"), &leak).unwrap();
    let report =
        scan_tree(root, &needles(VALUE), &Known { reviewed: BTreeSet::from([hash(&leak)]), ..Known::default() })
            .unwrap();
    let found: Vec<_> = report.findings.iter().filter(|f| f.file == "image.png").collect();
    assert!(found.len() == 1 && matches!(found[0].what, What::Withheld { .. }), "{found:?}");
}

/// The search index files of one page.
fn search_of(title: &str, text: &str) -> Vec<(String, Vec<u8>)> {
    use gian_search::{Builder, Memory, Page, Prepared};
    let mut builder = Builder::new(Box::new(Memory::default()));
    let page = Page { id: "a", url: "d/a/index.html", title, date: "2019-05-08", text, ..Page::default() };
    builder.add(Prepared::new(page)).unwrap();
    let mut files = Vec::new();
    builder
        .finish(&mut |path, bytes| {
            files.push((format!("search/{path}"), bytes.to_vec()));
            Ok(())
        })
        .unwrap();
    files
}

#[test]
fn the_search_hides_no_value_and_tells_none_that_is_not_in_its_texts() {
    let files = search_of("추진 동해 계획", "위원 뷁쀍의 의견, 금액 2015003원, 번호 a12bc9-77");
    let findings = |value: &str| -> Vec<(String, Finding)> {
        let scan = |(path, bytes): &(String, Vec<u8>)| {
            scan_file(path, bytes, &needles(value)).findings.into_iter().map(|f| (path.clone(), f)).collect::<Vec<_>>()
        };
        files.iter().flat_map(scan).collect()
    };
    // In the shard that contains the pair, and in the text shown with a result.
    let found: BTreeSet<String> = findings(VALUE).into_iter().map(|(path, _)| path).collect();
    assert!(found.iter().any(|p| p.contains("/grams/")) && found.iter().any(|p| p.contains("/text/")), "{found:?}");
    // The end of one word and the start of the next; parts of a number and of a code; letters used to encode numbers.
    for value in ["진동", "1500", "203", "12b", "abc", "쀍뷁"] {
        assert!(findings(value).is_empty(), "{value}: {:?}", findings(value));
    }
}
