//! Test helpers: the sample workspace, and trees of files.

#![expect(
    clippy::disallowed_methods,
    clippy::missing_panics_doc,
    reason = "tests write folders of their own, and panic"
)]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use similar::TextDiff;

/// A path of the repository.
///
/// Cargo starts the tests of a crate in the folder of the crate. The path that the compiler knows is not used, because two
/// checkouts that share a target folder share programs of tests too, and one of them would test the files of the other.
pub fn at(path: impl AsRef<Path>) -> PathBuf {
    let folder = std::env::current_dir().expect("a test has a working folder");
    let root = folder.ancestors().find(|a| a.join("Cargo.lock").exists()).expect("tests run inside the repository");
    root.join(path)
}

/// Runs an external program and returns its output.
///
/// A test that needs one carries `#[ignore = "needs the program NAME"]`, so that a machine without it reports the test
/// as ignored. `.ci/run` runs these tests too; a missing program is a failure there.
pub fn outside(program: &str, args: &[&dyn AsRef<OsStr>]) -> Vec<u8> {
    let output = Command::new(program)
        .args(args)
        .output()
        .unwrap_or_else(|e| panic!("{program} cannot be started ({e}): tests/outside/install installs it"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The typst program named by `GIAN_TYPST`, for tests that are ignored like those of [`outside`].
pub fn typst() -> PathBuf {
    std::env::var_os("GIAN_TYPST").map(PathBuf::from).expect(
        "GIAN_TYPST names a typst 0.15.1 program: \
         `cargo install typst-cli --version 0.15.1 --locked --root target/typst-cli` installs one",
    )
}

/// Compares a text with the file of the expected one. With `GIAN_ACCEPT=1` in the environment the file is written
/// instead; check the change with git.
///
/// # Errors
/// The lines that differ.
pub fn expect_file(file: &Path, said: &str) -> Result<(), String> {
    if std::env::var_os("GIAN_ACCEPT").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, said).unwrap();
        return Ok(());
    }
    let expected = fs::read_to_string(file).unwrap_or_default();
    if expected == said {
        return Ok(());
    }
    let diff = TextDiff::from_lines(expected.as_str(), said);
    let name = file.display().to_string();
    Err(diff.unified_diff().context_radius(3).header(&name, "what is said now").to_string())
}

/// All files below a folder, by path.
pub fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, root: &Path, out: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, root, out);
            } else {
                out.insert(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    let mut out = BTreeMap::new();
    walk(root, root, &mut out);
    out
}

/// A copy of the sample workspace with three of its documents, because more would only make tests slower.
pub fn sample() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    few(dir.path());
    dir
}

/// Copies the sample workspace into a folder, with three of its documents.
pub fn few(root: &Path) {
    for part in ["gian.yaml", "content/2019/gangdong", "content/2021/nowon", "content/2022/guro"] {
        copy(&at(part), &root.join(part));
    }
    let documents = root.join("content/2019/gangdong/documents");
    fs::remove_dir_all(&documents).unwrap();
    copy(&at("content/2019/gangdong/documents/result-report.md"), &documents.join("result-report.md"));
}

/// Copies a file or a folder.
pub fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    }
}

/// A workspace with the files of a folder on top of the clean case, unless the folder has its own `gian.yaml`.
pub fn over_clean(over: &Path) -> tempfile::TempDir {
    let over = &at(over);
    assert!(over.is_dir(), "{} is missing", over.display());
    let dir = tempfile::tempdir().unwrap();
    if !over.join("gian.yaml").exists() {
        copy(&at("tests/cases/clean/input"), dir.path());
    }
    copy(over, dir.path());
    dir
}

/// Replaces text in a file of a workspace; panics if the text does not occur.
pub fn edit(root: &Path, file: &str, changes: &[(&str, &str)]) {
    let path = root.join(file);
    let mut text = fs::read_to_string(&path).unwrap();
    for (old, new) in changes {
        assert!(text.contains(old), "{file} has no {old}");
        text = text.replace(old, new);
    }
    fs::write(path, text).unwrap();
}

/// Names of files that differ between two trees.
pub fn difference(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let names: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    names.into_iter().filter(|n| a.get(*n) != b.get(*n)).cloned().collect()
}

/// Asserts that two trees are equal.
pub fn same(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(difference(a, b), Vec::<String>::new());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_differs_is_told_by_its_lines() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("said.txt");
        fs::write(&file, "가\n나\n다\n").unwrap();
        assert_eq!(expect_file(&file, "가\n나\n다\n"), Ok(()));
        let told = expect_file(&file, "가\n나2\n다\n").unwrap_err();
        assert!(told.contains("-나\n+나2\n") && told.contains("said.txt"), "{told}");
        assert!(expect_file(&dir.path().join("none.txt"), "가\n").unwrap_err().contains("+가"));
    }
}
