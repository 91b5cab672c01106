//! The table of disguises in `docs/disclosure.md`: each is found, or the table says why it is not.

use std::fmt::Write as _;

use gian_korean::personal::Contacts;
use gian_leakscan::{Needle, Needles, OpenWords, What, scan_file};
use unicode_normalization::UnicodeNormalization;

const DOCS: &str = include_str!("../../../../docs/disclosure.md");

/// A row of the table.
struct Row {
    disguise: String,
    value: String,
    text: String,
    found_by: String,
}

fn rows() -> Vec<Row> {
    let section = DOCS.split("## Disguises").nth(1).unwrap().split("\n## ").next().unwrap();
    let row = |line: &str| {
        let line = line.replace("\\|", "\u{1}");
        let cells: Vec<String> = line.split('|').map(|c| c.trim().replace('\u{1}', "|")).collect();
        let text = match cells[3].strip_prefix("`` ") {
            Some(text) => text.trim_end_matches(" ``").to_owned(),
            None => cells[3].trim_matches('`').to_owned(),
        };
        let (disguise, value) = (cells[1].clone(), cells[2].clone());
        Row { disguise, value, text: characters(&text), found_by: cells[4].clone() }
    };
    section.lines().filter(|l| l.starts_with("| ")).skip(1).map(row).collect()
}

/// A text with `\u{200b}` replaced by the character.
fn characters(text: &str) -> String {
    let mut pieces = text.split("\\u{");
    let mut all = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let (code, rest) = piece.split_once('}').unwrap();
        all.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        all.push_str(rest);
    }
    all
}

fn finds(value: &str, text: &str, sources: &str) -> bool {
    let needle = Needle { value: value.into(), place: "a.yaml:1".into(), accepted: false };
    let open = OpenWords { sources: sources.into(), builtin: String::new(), places: Vec::new() };
    let needles = Needles::new(&[needle], &open, &Contacts::default());
    let report = scan_file("x", text.as_bytes(), &needles);
    report.findings.iter().any(|f| matches!(f.what, What::Withheld { .. }))
}

#[test]
fn every_disguise_of_the_table_is_found() {
    let rows = rows();
    assert!(rows.len() >= 44, "{}", rows.len());
    let mut wrong = String::new();
    for row in &rows {
        let expected = row.found_by.contains("verify");
        assert!(expected || row.found_by == "composed" || row.found_by.starts_with("no: "), "{}", row.found_by);
        for text in [row.text.clone(), format!("가. 위원 {} 등\n", row.text), format!("<p>위원 {}</p>", row.text)]
        {
            // The disguised text is in the sources too. There the value as it is written cannot be told from open words.
            let form = |text: &str| text.nfkc().collect::<String>().to_lowercase();
            let disguised = !form(&text).contains(&form(&row.value));
            for open in ["", &*text].into_iter().filter(|open| open.is_empty() || disguised) {
                if finds(&row.value, &text, open) != expected {
                    writeln!(wrong, "{}: {text:?}, open: {}", row.disguise, !open.is_empty()).unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn letters_inside_other_words_are_no_disguise() {
    let texts = [
        "사이 황토길",
        "나이 황혼",
        "이 황금 연휴",
        "아이 황급히",
        "차이, 황사",
        "이황화탄소 검사",
        "높이/황동",
        "길이 황색",
        "<td>차이</td><td>황사</td>",
        "[\"차이\",\"황사\"]",
    ];
    for text in texts {
        let open = text.replace(' ', "");
        assert!(!finds("이황", text, &open), "{text}");
    }
    for text in ["붉은 홍길 산책로", "홍길 산길", "분홍 길 산", "다홍/길/산책"] {
        assert!(!finds("홍길산", text, text), "{text}");
    }
}
