//! A tree on disk: files, names, and the manifest that lists them.

#![expect(clippy::disallowed_methods, reason = "the one place of the module that reads the disk")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

use rayon::prelude::*;
use serde_json::Value;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::file::{scan_file, scan_reviewed};
use super::finding::{Channel, Finding, ManifestProblem, Opaque, Report, What};
use super::forms::Needles;

const MANIFEST: &str = "manifest.json";

/// A listed file.
struct Entry {
    bytes: u64,
    sha256: String,
}

/// Files known by their SHA-256.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Reviewed by a person: undecodable parts and apparent personal data in them are not reported.
    pub reviewed: BTreeSet<String>,
    /// Withheld as a whole, with the place in the sources that withholds them.
    pub withheld: BTreeMap<String, String>,
}

/// Names of the documents of a tree: the folders below `d/`.
///
/// # Errors
/// If `root` is not a readable folder.
pub fn documents(root: &Path) -> io::Result<BTreeSet<String>> {
    if !fs::metadata(root)?.is_dir() {
        return Err(io::Error::from(io::ErrorKind::NotADirectory));
    }
    folders(root, "d")
}

/// The names in a folder of a tree; none if there is no such folder.
///
/// # Errors
/// If the folder cannot be read.
pub fn folders(root: &Path, folder: &str) -> io::Result<BTreeSet<String>> {
    let Ok(entries) = fs::read_dir(root.join(folder)) else { return Ok(BTreeSet::new()) };
    entries.map(|e| Ok(e?.file_name().to_string_lossy().into_owned())).collect()
}

/// A file of a tree by its path; `None` if there is no such file.
///
/// # Errors
/// If the file cannot be read.
pub fn read(root: &Path, path: &str) -> io::Result<Option<Vec<u8>>> {
    match fs::read(root.join(path)) {
        Ok(bytes) => Ok(Some(bytes)),
        // The path may lead into a file that stands beside folders.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The published attachments and pictures of a tree, by path, with their SHA-256.
///
/// # Errors
/// If a file cannot be read.
pub fn attachments(root: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for id in documents(root)? {
        for folder in ["files", "figures"] {
            let Ok(entries) = fs::read_dir(root.join("d").join(&id).join(folder)) else { continue };
            for entry in entries {
                let entry = entry?;
                if entry.file_type()?.is_file() {
                    let name = entry.file_name().to_string_lossy().nfc().collect::<String>();
                    found.insert(format!("{id}/{folder}/{name}"), hex(&Sha256::digest(fs::read(entry.path())?)));
                }
            }
        }
    }
    Ok(found)
}

/// Name of the data of git, which are not scanned.
pub const CHECKOUT: &str = ".git";

/// Scans a tree on disk: every file, every file name and `manifest.json`, which lists every file but itself.
///
/// # Errors
/// If a file or folder cannot be read.
pub fn scan_tree(root: &Path, needles: &Needles, known: &Known) -> io::Result<Report> {
    let mut names = Vec::new();
    let mut report = Report::default();
    // A checkout around the tree is not of the tree; who publishes it is told by the command.
    let is_checkout = |e: &walkdir::DirEntry| e.depth() == 1 && e.file_name() == CHECKOUT;
    let walk = walkdir::WalkDir::new(root).sort_by_file_name().min_depth(1).into_iter();
    for entry in walk.filter_entry(|e| !is_checkout(e)) {
        let entry = entry?;
        let relative = entry.path().strip_prefix(root).expect("the walk stays below its root");
        let name = relative.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        if entry.file_type().is_dir() {
            // An empty folder also has a name.
            report.findings.extend(scan_file(&name, &[], needles).findings);
        } else if entry.file_type().is_file() {
            names.push(name);
        } else {
            let what = What::Undecoded(Opaque::NotAFile);
            report.findings.push(Finding {
                file: needles.masked(&name),
                place: String::new(),
                channel: Channel::Binary,
                what,
            });
        }
    }
    let manifest = fs::read(root.join(MANIFEST)).ok().and_then(|bytes| listed(&bytes));
    let scanned: Vec<io::Result<_>> = names
        .par_iter()
        .map(|name| {
            let bytes = fs::read(root.join(name))?;
            let sha256 = hex(&Sha256::digest(&bytes));
            let mut found = scan_reviewed(name, &bytes, needles, &known.reviewed);
            if known.reviewed.contains(&sha256) {
                found.findings.retain(|f| !matches!(f.what, What::Undecoded(_) | What::Personal(_)));
            }
            if let Some(place) = known.withheld.get(&sha256) {
                let what = What::Withheld { place: place.clone() };
                found.findings.push(Finding {
                    file: needles.masked(name),
                    place: String::new(),
                    channel: Channel::Binary,
                    what,
                });
            }
            let entry = manifest.as_ref().and_then(|m| m.get(name));
            let problem = match (&manifest, entry) {
                (Some(_), None) if name != MANIFEST => Some(ManifestProblem::Extra),
                (_, Some(e)) if e.bytes != bytes.len() as u64 || e.sha256 != sha256 => Some(ManifestProblem::Changed),
                _ => None,
            };
            found.findings.extend(problem.map(|p| of_manifest(needles, name, p)));
            Ok(found)
        })
        .collect();
    for file in scanned {
        let file = file?;
        report.files += 1;
        report.objects += file.objects;
        report.bytes += file.bytes;
        report.findings.extend(file.findings);
    }
    let there: BTreeSet<&String> = names.iter().collect();
    match &manifest {
        None => report.findings.push(of_manifest(needles, MANIFEST, ManifestProblem::Unreadable)),
        Some(entries) => {
            let missing = entries.keys().filter(|name| !there.contains(name));
            report.findings.extend(missing.map(|name| of_manifest(needles, name, ManifestProblem::Missing)));
        }
    }
    report.findings.sort();
    report.findings.dedup();
    Ok(report)
}

/// Result of the comparison of a tree with its manifest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compared {
    /// Files of the tree.
    pub files: usize,
    /// Bytes of the files that were compared.
    pub bytes: u64,
    /// SHA-256 of the manifest itself, in hexadecimal: compared with a value from another source, it shows that the
    /// manifest was not replaced.
    pub manifest: String,
    /// Differences, by path.
    pub problems: BTreeSet<(String, ManifestProblem)>,
}

/// Compares a tree on disk with its `manifest.json`: whether it is complete and contains nothing else. Needs no
/// sources, and searches for no withheld values.
///
/// # Errors
/// If `root` is not a folder, or a file of it cannot be read.
pub fn compare(root: &Path) -> io::Result<Compared> {
    if !fs::metadata(root)?.is_dir() {
        return Err(io::Error::from(io::ErrorKind::NotADirectory));
    }
    let mut compared = Compared::default();
    let manifest = fs::read(root.join(MANIFEST)).ok();
    compared.manifest = manifest.as_ref().map_or(String::new(), |bytes| hex(&Sha256::digest(bytes)));
    let Some(mut listed) = manifest.and_then(|bytes| listed(&bytes)) else {
        compared.problems.insert((MANIFEST.to_owned(), ManifestProblem::Unreadable));
        return Ok(compared);
    };
    for entry in walkdir::WalkDir::new(root).sort_by_file_name().min_depth(1) {
        let entry = entry?;
        if entry.file_type().is_dir() {
            continue;
        }
        let relative = entry.path().strip_prefix(root).expect("the walk stays below its root");
        let name = relative.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        // Some file systems return decomposed names.
        let key = if listed.contains_key(&name) { name.clone() } else { name.nfc().collect() };
        let known = listed.remove(&key);
        // A link, pipe or device is not a listed file, and is not opened.
        if !entry.file_type().is_file() {
            let problem = if known.is_some() { ManifestProblem::Changed } else { ManifestProblem::Extra };
            compared.problems.insert((name, problem));
            continue;
        }
        compared.files += 1;
        if name == MANIFEST {
            continue;
        }
        let Some(known) = known else {
            compared.problems.insert((name, ManifestProblem::Extra));
            continue;
        };
        let mut digest = Sha256::new();
        let bytes = io::copy(&mut fs::File::open(entry.path())?, &mut digest)?;
        compared.bytes += bytes;
        if bytes != known.bytes || hex(&digest.finalize()) != known.sha256 {
            compared.problems.insert((name, ManifestProblem::Changed));
        }
    }
    compared.problems.extend(listed.into_keys().map(|name| (name, ManifestProblem::Missing)));
    Ok(compared)
}

fn of_manifest(needles: &Needles, name: &str, problem: ManifestProblem) -> Finding {
    let what = What::Manifest(problem);
    Finding { file: needles.masked(name), place: String::new(), channel: Channel::Json, what }
}

/// The files listed in a manifest; `None` if it is not a manifest.
fn listed(bytes: &[u8]) -> Option<BTreeMap<String, Entry>> {
    let manifest: Value = serde_json::from_slice(bytes).ok()?;
    let line = |file: &Value| {
        let entry =
            Entry { bytes: file.get("bytes")?.as_u64()?, sha256: file.get("sha256")?.as_str()?.to_ascii_lowercase() };
        Some((file.get("path")?.as_str()?.to_owned(), entry))
    };
    manifest.get("files")?.as_array()?.iter().map(line).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
