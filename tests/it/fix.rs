//! `gian check --fix`: what it changes, and what it keeps.

use std::fs;
use std::path::Path;

use crate::common::{copy, gian};

const PLAN: &str = "content/2024/sample/plan.yaml";

/// The clean case with mistakes in its plan, in the notation of another editor: with a byte order mark and CR LF line
/// ends.
fn workspace() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    copy(Path::new("tests/cases/clean/input"), dir.path());
    let path = dir.path().join(PLAN);
    let text = fs::read_to_string(&path).unwrap();
    let slips = "# 머리의 주석\n".to_owned()
        + &text.replace(
            "  - 골목을 걷기 좋게 가꾸기\n",
            "  - \"골목을 2024.5.8. 가꾸기\"   # 2024.5.8.은 주석\n  - 2024. 5. 8.(목)에 가꾸기\n",
        );
    fs::write(&path, format!("\u{feff}{}", slips.replace('\n', "\r\n"))).unwrap();
    dir
}

fn plan(root: &Path) -> String {
    fs::read_to_string(root.join(PLAN)).unwrap()
}

#[test]
fn only_the_words_change_and_only_once() {
    let dir = workspace();
    let before = plan(dir.path());
    let output = gian(dir.path(), &["check", "--fix"]);
    // The weekday is still wrong, because its rule was not named.
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(plan(dir.path()), before.replace("골목을 2024.5.8. ", "골목을 2024. 5. 8. "));
    let after = plan(dir.path());
    gian(dir.path(), &["check", "--fix"]);
    assert_eq!(plan(dir.path()), after);
    let output = gian(dir.path(), &["check", "--fix=weekday"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(plan(dir.path()), after.replace("(목)", "(수)"));
}

#[test]
fn a_difference_is_shown_and_nothing_written() {
    let dir = workspace();
    let before = plan(dir.path());
    let output = gian(dir.path(), &["check", "--diff"]);
    let shown = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(shown.starts_with(&format!("--- a/{PLAN}\n+++ b/{PLAN}\n")), "{shown}");
    let changed = |sign: char| shown.lines().skip(2).filter(|l| l.starts_with(sign)).count();
    assert_eq!((changed('-'), changed('+')), (1, 1), "{shown}");
    assert_eq!(plan(dir.path()), before);
}

#[test]
fn a_name_that_no_rule_has_is_an_error_of_usage() {
    let dir = workspace();
    let before = plan(dir.path());
    for name in ["--fix=weekdai", "--fix=cost-total"] {
        assert_eq!(gian(dir.path(), &["check", name]).status.code(), Some(2), "{name}");
    }
    assert_eq!(plan(dir.path()), before);
}

#[test]
#[cfg(unix)]
fn the_file_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let dir = workspace();
    let path = dir.path().join(PLAN);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    gian(dir.path(), &["check", "--fix"]);
    assert!(plan(dir.path()).contains("골목을 2024. 5. 8. "));
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    let names: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(names.iter().all(|n| !n.to_string_lossy().starts_with('.')), "{names:?}");
}

/// Changes by another program during the run are not overwritten.
#[test]
fn a_file_that_has_changed_is_left() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.yaml");
    fs::write(&path, "새 글").unwrap();
    assert!(!gian::output::replace(&path, "옛 글".as_bytes(), b"x").unwrap());
    assert_eq!(fs::read_to_string(&path).unwrap(), "새 글");
    assert!(gian::output::replace(&path, "새 글".as_bytes(), b"x").unwrap());
    assert_eq!(fs::read_to_string(&path).unwrap(), "x");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}
