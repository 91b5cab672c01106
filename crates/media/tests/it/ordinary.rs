//! Files that office programs made: they are published, and their copies are their own copies.
#![expect(clippy::disallowed_methods, reason = "the files are fixtures on the disk")]

use gian_media::attachment::publish;

use super::plant::unpacked;

/// Words that a reader of a file sees, in its XML.
const SHOWN: [(&str, &[&str]); 9] = [
    ("openpyxl-comment.xlsx", &["품목", "의자", "45000", "B2*C2", "!$1:$1"]),
    ("xlsxwriter-rich.xlsx", &["굵은 ", "명단", "https://www.law.go.kr", "예산"]),
    ("libreoffice-chart.xlsx", &["계획", "설명 상자"]),
    ("python-docx-comment.docx", &["의견을", "쪽 아래", "머리글"]),
    ("libreoffice-comment.docx", &["의견을", "쪽 아래", "머리글"]),
    ("pandoc-note.docx", &["본문", "각주"]),
    ("python-pptx-chart.pptx", &["도표", "c:pt idx=\"1\""]),
    ("libreoffice-comment.odt", &["의견을", "목록"]),
    ("libreoffice-sheet.ods", &["품목", "의자"]),
];

/// Words that only their makers saw.
const HIDDEN: [&str; 8] = ["홍길동", "이몽룡", "김과장", "검토 필요", "고칠 것", "다시 확인", "SM-G991N", "Gildong"];

#[test]
fn files_of_office_programs_are_published() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ordinary");
    let mut published = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if matches!(name.as_str(), "README.md" | "SHA256SUMS") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let copy = publish(&name, bytes.clone()).unwrap_or_else(|e| panic!("{name}: {}", e.en));
        assert_eq!(copy, publish(&name, bytes.clone()).unwrap(), "{name}: two runs differ");
        assert_eq!(copy.removed.is_empty(), copy.bytes == bytes, "{name}");
        let again = publish(&name, copy.bytes.clone()).unwrap();
        assert!(again.bytes == copy.bytes && again.removed.is_empty(), "{name}: the copy is not its own copy");
        let mut all = unpacked(&copy.bytes);
        all.insert(name.clone(), copy.bytes);
        for (member, data) in &all {
            let text = readable(data);
            for word in HIDDEN {
                assert!(!text.contains(word), "{name}: {word} is left in {member}");
            }
        }
        let text: String = all.values().map(|data| readable(data)).collect();
        for (_, words) in SHOWN.iter().filter(|(file, _)| *file == name) {
            for word in *words {
                assert!(text.contains(word), "{name}: {word} is gone");
            }
        }
        published += 1;
    }
    assert_eq!(published, 45);
}

/// The text of a member, with character references resolved: some programs write Hangul as references.
fn readable(data: &[u8]) -> String {
    let text = String::from_utf8_lossy(data);
    let mut parts = text.split("&#");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once(';').unwrap_or((part, ""));
        out.extend(number.parse().ok().and_then(char::from_u32));
        out.push_str(rest);
    }
    out
}
