//! Formats the log as a file: the same content always gives the same bytes.

use std::fmt::Write;

use gian_model::register::{RegisterFile, Registered};

/// Formats the log. Comments before the first entry of the `old` file are kept, others are dropped.
pub fn write(register: &RegisterFile, old: Option<&str>) -> String {
    let head = "# yaml-language-server: $schema=docs/schemas/register.schema.json\n# 한 번이라도 게시한 문서의 등록부: gian register가 적습니다.\n";
    let kept: String = old
        .into_iter()
        .flat_map(str::lines)
        .take_while(|l| l.starts_with('#') || l.trim().is_empty())
        .map(|l| format!("{l}\n"))
        .collect();
    let mut out = if kept.trim().is_empty() { head.to_owned() } else { kept };
    if register.documents.is_empty() {
        out.push_str("문서: []\n");
        return out;
    }
    out.push_str("문서:\n");
    for entry in &register.documents {
        document(entry, &mut out);
    }
    out
}

fn document(entry: &Registered, out: &mut String) {
    let mut line = |key: &str, value: &str| _ = writeln!(out, "    {key}: {value}");
    line("식별자", &quoted_if_number(&entry.id));
    if let Some(title) = &entry.title {
        line("제목", &quoted(title));
    }
    line("상태", entry.standing.label());
    if let Some(on) = entry.on {
        line("날짜", &on.to_string());
    }
    if let Some(reason) = &entry.reason {
        line("사유", &quoted(reason));
    }
    if let Some(id) = &entry.replaced_by {
        line("대신", &quoted_if_number(id));
    }
    if !entry.versions.is_empty() {
        out.push_str("    판:\n");
    }
    for version in &entry.versions {
        _ = writeln!(out, "      - 판: {}", version.no);
        _ = writeln!(out, "        날짜: {}", version.on);
        _ = writeln!(out, "        해시: {}", quoted(&version.sha256));
        if let Some(reason) = &version.reason {
            _ = writeln!(out, "        사유: {}", quoted(reason));
        }
        if let Some(difference) = version.difference {
            _ = writeln!(out, "        차이: {}", difference.label());
        }
    }
    // The first key of an entry follows the dash.
    let key = format!("    식별자: {}\n", quoted_if_number(&entry.id));
    let at = out.rfind(&key).expect("it was written above");
    out.replace_range(at..at + 4, "  - ");
}

/// A YAML scalar for any text: a JSON string is one.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string can be written")
}

/// Writes letters, digits and hyphens without quotes, unless they could be read as a number.
fn quoted_if_number(text: &str) -> String {
    if text.starts_with(|c: char| c.is_ascii_digit()) || text.len() <= 5 { quoted(text) } else { text.to_owned() }
}
