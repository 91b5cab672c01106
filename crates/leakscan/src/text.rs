//! Text files: detects the language and searches accordingly.

use serde_json::Value;

use super::forms::Kind;
use super::layers::Scan;
use super::{Channel, markup};

/// Searches a text.
pub(super) fn scan(scan: &mut Scan<'_>, text: &str) {
    let trimmed = text.trim_start();
    if trimmed.starts_with(['{', '['])
        && let Ok(value) = serde_json::from_str::<Value>(text)
    {
        json(scan, &value, &mut String::new());
        // Repeated keys and the notation of numbers are in the source only.
        scan.values(Channel::Json, "", text, Kind::Code);
    } else if let Some(language) = markup::language(text) {
        markup::scan(scan, language, text);
    } else {
        scan.text(channel(text), "", text, Kind::Human);
    }
}

fn json(scan: &mut Scan<'_>, value: &Value, at: &mut String) {
    match value {
        Value::String(text) => scan.text(Channel::Json, at, text, Kind::Human),
        Value::Number(number) => scan.values(Channel::Json, at, &number.to_string(), Kind::Human),
        Value::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                step(scan, item, at, &i.to_string());
            }
        }
        Value::Object(entries) => {
            for (key, item) in entries {
                // A key may be the value, which must not be part of the place.
                if !is_pair(key) {
                    scan.text(Channel::Json, &format!("{at} (key)"), key, Kind::Human);
                }
                let is_plain = key.len() < 24 && key.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
                step(scan, item, at, if is_plain { key } else { "*" });
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

fn step(scan: &mut Scan<'_>, value: &Value, at: &mut String, name: &str) {
    let length = at.len();
    at.push('/');
    at.push_str(name);
    json(scan, value, at);
    at.truncate(length);
}

/// Whether a key is a pair of the search index: the end of a word and the start of the next.
fn is_pair(key: &str) -> bool {
    let mut letters = key.chars();
    let pair = [letters.next(), letters.next(), letters.next(), letters.next()];
    matches!(pair, [Some('가'..='힣'), Some(' '), Some('가'..='힣'), None])
}

/// Channel of a text without tags.
fn channel(text: &str) -> Channel {
    let count = |line: &str, c: char| line.matches(c).count();
    let mut lines = text.lines().filter(|l| !l.trim().is_empty());
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let is_table = [',', '\t', ';'].into_iter().any(|c| count(first, c) > 0 && count(first, c) == count(second, c));
    let has = |words: &[&str]| words.iter().any(|w| text.contains(w));
    if text.contains('{') && text.contains('}') {
        if has(&["function", "=>", "const ", "var ", "let ", "window.", "document."]) {
            return Channel::Script;
        }
        if has(&[":", "@"]) && has(&[";", "}"]) && !text.trim_start().starts_with('{') {
            return Channel::Style;
        }
    }
    if has(&["const ", "var ", "let "]) && has(&["=", ";"]) {
        return Channel::Script;
    }
    if is_table { Channel::Csv } else { Channel::PlainText }
}
