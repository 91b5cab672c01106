//! Problems as SARIF 2.1.0 (OASIS), which code hosts and editors read.

use std::collections::{BTreeSet, HashMap};

use gian_diagnostics::{Diag, Lang, Place, Route, Severity, text, visible_lines};
use gian_source::Sources;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::locate::{Located, Locator};
use super::render::help_name;
use crate::{fix, json};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Base id for all paths: the folder of the workspace.
const ROOT: &str = "SRCROOT";

/// Name of the fingerprint; change it whenever the fingerprint is computed in another way.
const FINGERPRINT: &str = "gianPlace/v1";

/// Characters of a path that a URI contains unescaped (RFC 3986, unreserved), and the separator.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The log; valid also if there are no problems. `describe` returns the description of a code.
pub fn render(sources: &Sources, diags: &[Diag], lang: Lang, describe: &dyn Fn(&str) -> Option<String>) -> String {
    let mut locator = Locator::new(sources);
    // A sorted set, so that the order of rules is deterministic.
    let rules: BTreeSet<&str> = diags.iter().map(|d| d.code).collect();
    let indexes: HashMap<&str, usize> = rules.iter().enumerate().map(|(i, code)| (*code, i)).collect();
    let mut seen = HashMap::new();
    let results: Vec<Value> = diags
        .iter()
        .map(|diag| {
            let mut result = result(&mut locator, diag, lang, indexes[diag.code]);
            result.insert(
                "partialFingerprints".into(),
                json!({ FINGERPRINT: fingerprint(&mut locator, diag, &mut seen) }),
            );
            Value::Object(result)
        })
        .collect();
    let root = text!("작업공간의 폴더", "Folder of the workspace");
    json::text(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": match lang { Lang::Ko => "ko", Lang::En => "en" },
                "rules": rules.iter().map(|code| rule(code, describe(code))).collect::<Vec<_>>(),
            } },
            "originalUriBaseIds": { ROOT: { "description": { "text": root.get(lang) } } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn rule(code: &str, words: Option<String>) -> Value {
    match words {
        Some(words) => json!({ "id": code, "shortDescription": { "text": words } }),
        None => json!({ "id": code }),
    }
}

fn result(locator: &mut Locator<'_>, diag: &Diag, lang: Lang, index: usize) -> Map<String, Value> {
    let level = match diag.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    };
    let mut message = visible_lines(diag.message.get(lang));
    if let Some(help) = &diag.help {
        message.push_str(&format!("\n{}: {}", help_name(lang), visible_lines(help.get(lang))));
    }
    let mut result = Map::new();
    result.insert("ruleId".into(), diag.code.into());
    result.insert("ruleIndex".into(), index.into());
    result.insert("level".into(), level.into());
    result.insert("message".into(), json!({ "text": message }));
    let main = locator.locate(&diag.place);
    if let Some(mut location) = location(locator.sources(), &main) {
        if let Some(label) = &diag.label {
            location["message"] = json!({ "text": visible_lines(label.get(lang)) });
        }
        result.insert("locations".into(), json!([location]));
    }
    let related: Vec<Value> = diag
        .related
        .iter()
        .filter_map(|(place, words)| {
            let at = locator.locate(place);
            let mut location = location(locator.sources(), &at)?;
            location["message"] = json!({ "text": visible_lines(words.get(lang)) });
            Some(location)
        })
        .collect();
    if !related.is_empty() {
        result.insert("relatedLocations".into(), related.into());
    }
    let replacements = replacements(locator, diag);
    if !replacements.is_empty() {
        let change = json!({ "artifactLocation": artifact(&diag.place.file), "replacements": replacements });
        result.insert("fixes".into(), json!([{ "artifactChanges": [change] }]));
    }
    result
}

/// A place as a location: `None` for a problem of no file, and without a region if the file could not be read.
fn location(sources: &Sources, at: &Located) -> Option<Value> {
    if at.file.is_empty() {
        return None;
    }
    let mut physical = json!({ "artifactLocation": artifact(&at.file) });
    if sources.get(&at.file).is_some_and(|f| !f.text.is_empty()) {
        physical["region"] = region(at);
    }
    Some(json!({ "physicalLocation": physical }))
}

fn artifact(file: &str) -> Value {
    json!({ "uri": utf8_percent_encode(file, PATH).to_string(), "uriBaseId": ROOT })
}

fn region(at: &Located) -> Value {
    json!({ "startLine": at.line, "startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column })
}

fn replacements(locator: &mut Locator<'_>, diag: &Diag) -> Vec<Value> {
    let edits = fix::edits(locator, diag).into_iter();
    edits
        .map(|(range, new)| {
            let at = locator.locate(&Place::bytes(&diag.place.file, range));
            json!({ "deletedRegion": region(&at), "insertedContent": { "text": new } })
        })
        .collect()
}

/// Fingerprint that survives lines inserted before the problem: code, file, route and marked text. `seen` counts
/// problems that share all of these.
fn fingerprint(locator: &mut Locator<'_>, diag: &Diag, seen: &mut HashMap<[u8; 32], usize>) -> String {
    let at = locator.locate(&diag.place);
    let marked = locator.sources().get(&at.file).map_or("", |f| &f.text[at.range]);
    // Drop the line number from the route of a body line.
    let body = Route::body();
    let route = if diag.place.route.is_body() { body.as_str() } else { diag.place.route.as_str() };
    let mut hash = blake3::Hasher::new();
    for part in [diag.code, &diag.place.file, route, marked] {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let count = seen.entry(*hash.finalize().as_bytes()).or_insert(0);
    hash.update(&(*count as u64).to_le_bytes());
    *count += 1;
    hash.finalize().to_hex().as_str()[..32].to_owned()
}
