//! Tag files that turn the tree into a bag (BagIt, RFC 8493): a list of all files with their SHA-256, for archives that
//! keep copies.
//!
//! The tag files are in `bag/`, while a bag has its payload below `data/`: `mkdir b && cp -r SITE b/data && mv
//! b/data/bag/* b/data/manifest.json b/ && rmdir b/data/bag`.

use std::collections::BTreeMap;

use gian_vocabulary::values::Date;
use sha2::{Digest, Sha256};

use crate::{Frame, Written};

/// The tag files. `files` is the payload, without `manifest.json`, which lists the tag files too.
pub(super) fn files(
    frame: &Frame<'_>,
    newest: Option<Date>,
    files: &BTreeMap<String, Written>,
) -> Vec<(String, Vec<u8>)> {
    let settings = frame.settings;
    let bytes: u64 = files.values().map(|f| f.bytes).sum();
    let mut info = vec![
        ("Source-Organization", settings.institution.name.clone()),
        ("External-Description", settings.archive.title.clone()),
    ];
    info.extend(settings.archive.url.clone().map(|url| ("External-Identifier", url)));
    // Not the clock, so that the output is deterministic: `기준일` of the archive or the day of its newest document,
    // whichever is later.
    info.extend(settings.archive.as_of.max(newest).map(|day| ("Bagging-Date", day.to_string())));
    info.push(("Payload-Oxum", format!("{bytes}.{}", files.len())));
    info.push(("Bag-Software-Agent", format!("gian {}", env!("CARGO_PKG_VERSION"))));
    let manifest: String =
        files.iter().map(|(path, file)| format!("{}  data/{}\n", file.sha256, encoded(path))).collect();
    let tags = vec![
        ("bag-info.txt", info.into_iter().map(|(name, value)| format!("{name}: {}\n", line(&value))).collect()),
        ("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned()),
        ("manifest-sha256.txt", manifest),
    ];
    let of_tags = tags.iter().map(|(name, text): &(&str, String)| format!("{}  {name}\n", sha256(text))).collect();
    let all = tags.into_iter().chain([("tagmanifest-sha256.txt", of_tags)]);
    all.map(|(name, text)| (format!("bag/{name}"), text.into_bytes())).collect()
}

/// A path, escaped for a manifest.
fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D")
}

/// A value without line breaks.
fn line(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}
