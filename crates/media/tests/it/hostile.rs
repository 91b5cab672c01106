//! Hostile and damaged files: they are refused, within bounds, and break nothing.
#![expect(clippy::disallowed_methods, reason = "the files are fixtures on the disk")]

use std::io::{Cursor, Write};

use gian_media::attachment::{is_rewritten, publish};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::plant::{WORD, is_clean, zip};

fn member(name: &str, data: &[u8]) -> (String, Vec<u8>) {
    (name.to_owned(), data.to_vec())
}

#[test]
fn only_listed_kinds_with_the_right_content_are_accepted() {
    for name in [
        "a.html",
        "a.htm",
        "a.js",
        "a.exe",
        "a.bat",
        "a.lnk",
        "a.xlsm",
        "a.docm",
        "a.gif",
        "a",
        "a.pdf.exe",
        "a.xml",
        "a.mht",
        "a.msi",
        "a.scr",
    ] {
        let why = publish(name, b"text".to_vec()).unwrap_err();
        assert!(why.ko.contains("hwpx, xlsx, docx"), "{name}: {}", why.ko);
    }
    for name in ["a.pdf", "a.jpg", "a.png", "a.xlsx", "a.hwpx", "a.zip", "a.hwp", "a.doc", "a.odt"] {
        assert!(publish(name, b"<html><script>alert(1)</script>".to_vec()).is_err(), "{name}");
        assert!(publish(name, Vec::new()).is_err(), "{name}");
    }
    assert!(publish("a.txt", b"MZ\x90\0\x03".to_vec()).is_err());
    assert!(publish("a.csv", "이름,값\n".as_bytes().to_vec()).unwrap().removed.is_empty());
    assert!(
        publish("a.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><script/></svg>".to_vec())
            .is_err()
    );
    let hwp = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 binary".to_vec();
    assert_eq!(publish("a.hwp", hwp.clone()).unwrap().bytes, hwp);
    assert!(publish("a.xlsx", hwp.clone()).unwrap_err().ko.contains("암호"));
    assert!(!is_rewritten("a.hwp", &hwp) && !is_rewritten("a.csv", b"a") && is_rewritten("a.PDF", b"%PDF-1.7"));
}

#[test]
fn members_of_archives_are_published_like_attachments() {
    let jpeg = include_bytes!("../ordinary/pil-photo-exif.jpg");
    let inner = zip(&[member("사진/a.jpg", jpeg), member("b.csv", b"a,b")]);
    let bytes =
        zip(&[member("inner.zip", &inner), member("c.txt", "글".as_bytes()), member("__MACOSX/._a", WORD.as_bytes())]);
    let copy = publish("a.zip", bytes).unwrap();
    is_clean("archive", "a.zip", &copy);
    assert!(publish("a.zip", zip(&[member("a.exe", b"MZ")])).unwrap_err().ko.contains("`a.exe`"));
    let deep = zip(&[member("a.zip", &zip(&[member("a.zip", &zip(&[member("a.txt", b"a")]))]))]);
    assert!(publish("a.zip", deep).unwrap_err().ko.contains("겹쳐"));
}

#[test]
fn names_that_lead_outside_are_refused() {
    for name in ["../a.txt", "/a.txt", "a/../../b.txt", "a\\b.txt", "C:a.txt", "a//b.txt", "./a.txt"] {
        assert!(publish("a.zip", zip(&[member(name, b"a")])).is_err(), "{name}");
    }
    // Programs differ in which of two members they show.
    assert!(publish("a.zip", zip(&[member("a.txt", b"a"), member("A.txt", b"b")])).is_err());
}

#[test]
fn bombs_are_refused() {
    let zeros = vec![b' '; 1 << 20];
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    out.start_file("a.txt", SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
    for _ in 0..300 {
        out.write_all(&zeros).unwrap();
    }
    let bomb = out.finish().unwrap().into_inner();
    assert!(bomb.len() < 2 << 20);
    assert!(publish("a.zip", bomb.clone()).unwrap_err().en.contains("unpacks to more"));
    assert!(publish("a.xlsx", bomb).is_err());
    let many: Vec<_> = (0..10_001).map(|i| (format!("{i}.txt"), Vec::new())).collect();
    assert!(publish("a.zip", zip(&many)).unwrap_err().en.contains("more than 10000 files"));
    let mut coder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..300 {
        coder.write_all(&zeros).unwrap();
    }
    let stream = coder.finish().unwrap();
    let pdf = [b"%PDF-1.7\n1 0 obj\n<</Filter/FlateDecode>>\nstream\n".as_slice(), &stream, b"\nendstream\nendobj\n"]
        .concat();
    assert!(publish("a.pdf", pdf).unwrap_err().en.contains("unpacks to more"));
    let deep = "<a>".repeat(100_000);
    let office = zip(&[member("[Content_Types].xml", deep.as_bytes()), member("_rels/.rels", b"<a/>")]);
    assert!(publish("a.docx", office).is_err());
    let nested = format!("%PDF-1.7\n1 0 obj\n{}\nendobj\ntrailer\n<</Root 1 0 R>>\n", "[".repeat(100_000));
    assert!(publish("a.pdf", nested.into_bytes()).is_err());
}

#[test]
fn an_encrypted_member_is_refused() {
    let mut bytes = zip(&[member("a.txt", b"abc")]);
    // The flag for encryption, in the header of the member and in the directory.
    bytes[6] |= 1;
    let at = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    bytes[at + 8] |= 1;
    assert!(publish("a.zip", bytes).unwrap_err().ko.contains("암호"));
}

#[test]
fn cut_files_break_nothing() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ordinary");
    let mut cut = 0;
    for name in [
        "pil-photo-exif.jpg",
        "pil-text.png",
        "openpyxl-comment.xlsx",
        "reportlab-plain.pdf",
        "pikepdf-objstm-linear.pdf",
        "odfpy-text.odt",
        "pandoc-note.docx",
    ] {
        let bytes = std::fs::read(format!("{folder}/{name}")).unwrap();
        for end in (0..bytes.len()).step_by(97) {
            let result = publish(name, bytes[..end].to_vec());
            // A PDF that lost its end can be repaired, as viewers do; other formats cannot.
            assert!(result.is_err() || name.ends_with(".pdf"), "{name} {end}");
            let mut changed = bytes.clone();
            changed[end] ^= 0x55;
            let _ = publish(name, changed);
            cut += 1;
        }
    }
    assert!(cut > 200);
}
