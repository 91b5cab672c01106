//! The folder of the output: one build at a time, other places for it, and what people keep in it.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::common::{at, built, copy, gian, over_clean, same, tree};

fn small() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    copy(&at("tests/cases/clean/input"), dir.path());
    dir
}

/// Starts a build without waiting for it.
fn start(root: &Path) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_gian"))
        .args(["build", "--no-pdf", "--root"])
        .arg(root)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Whatever the second build begins in, both end well and the output is one whole tree.
#[test]
fn builds_at_the_same_time_lose_nothing() {
    let dir = small();
    let whole = built(dir.path(), &["build", "--no-pdf"]);
    for step in 0..20 {
        let mut first = start(dir.path());
        std::thread::sleep(Duration::from_millis(step * 25));
        let mut second = start(dir.path());
        for build in [&mut first, &mut second] {
            assert!(build.wait().unwrap().success(), "delay {step}");
        }
        same(&whole, &tree(&dir.path().join("output")));
        assert!(dir.path().join(".gian/stage").symlink_metadata().is_err());
    }
}

/// A check beside a build waits for nothing and changes nothing.
#[test]
fn a_check_runs_beside_a_build() {
    let dir = small();
    let place = gian::pipeline::Place::take(dir.path(), None, &[], &|| ()).unwrap();
    for command in [&["check"][..], &["dump", "--step", "text", "sample-2024-01"]] {
        let output = gian(dir.path(), command);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    drop(place);
}

#[test]
fn another_folder_gets_the_same_tree() {
    let (dir, elsewhere) = (small(), tempfile::tempdir().unwrap());
    let whole = built(dir.path(), &["build", "--no-pdf"]);
    let named = elsewhere.path().join("a/b");
    let to = |folder: &Path| gian(dir.path(), &["build", "--no-pdf", "--output", folder.to_str().unwrap()]);
    for _ in 0..2 {
        assert!(to(&named).status.success());
        same(&whole, &tree(&named));
    }
    #[cfg(unix)]
    {
        let link = elsewhere.path().join("link");
        std::os::unix::fs::symlink(&named, &link).unwrap();
        assert!(to(&link).status.success());
        assert!(link.symlink_metadata().unwrap().is_symlink());
        same(&whole, &tree(&named));
    }
    // The workspace itself is no place for it, nor is a folder of its sources.
    let before = tree(dir.path());
    for place in ["", ".gian/site", "content/site", "templates", "register/a/b"] {
        let refused = to(&dir.path().join(place));
        assert_eq!(refused.status.code(), Some(2), "{place}: {}", String::from_utf8_lossy(&refused.stderr));
        same(&before, &tree(dir.path()));
    }
}

#[test]
fn a_foreign_file_stops_a_build_and_what_is_kept_stays() {
    let dir = small();
    built(dir.path(), &["build", "--no-pdf"]);
    let public = dir.path().join("output/public");
    fs::write(public.join("CNAME"), "archive.example").unwrap();
    fs::create_dir(public.join(".git")).unwrap();
    fs::write(public.join(".git/HEAD"), "ref: refs/heads/main").unwrap();
    fs::write(public.join("메모.txt"), "손으로 둔 글").unwrap();
    let before = tree(&dir.path().join("output"));
    let output = gian(dir.path(), &["build", "--no-pdf"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("output/public/메모.txt") && said.contains("남길파일"), "{said}");
    same(&before, &tree(&dir.path().join("output")));
    let settings = fs::read_to_string(dir.path().join("gian.yaml")).unwrap();
    let kept = settings.replace("자료관:\n", "자료관:\n  남길파일: [메모.txt]\n");
    assert_ne!(kept, settings);
    fs::write(dir.path().join("gian.yaml"), kept).unwrap();
    built(dir.path(), &["build", "--no-pdf"]);
    // A name that gian writes itself cannot be kept.
    let settings = fs::read_to_string(dir.path().join("gian.yaml")).unwrap();
    fs::write(dir.path().join("gian.yaml"), settings.replace("[메모.txt]", "[메모.txt, assets]")).unwrap();
    fs::write(public.join("assets/logo.png"), "a file of a person").unwrap();
    assert_eq!(gian(dir.path(), &["build", "--no-pdf"]).status.code(), Some(2));
    fs::remove_file(public.join("assets/logo.png")).unwrap();
    for name in ["CNAME", ".git/HEAD", "메모.txt"] {
        assert!(public.join(name).exists(), "{name}");
    }
    let verified = gian(dir.path(), &["verify", public.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&verified.stdout).into_owned() + &String::from_utf8_lossy(&verified.stderr);
    assert!(verified.status.success() && said.contains("`.git`은 살피지 않았습니다"), "{said}");
}

#[test]
fn one_edition_leaves_the_other() {
    let dir = over_clean(Path::new("tests/rules/decomposed-text/silent"));
    let first = built(dir.path(), &["build", "--no-pdf"]);
    fs::remove_file(dir.path().join("content/2024/sample/documents/report.md")).unwrap();
    let second = built(dir.path(), &["build", "--no-pdf", "--edition", "public"]);
    let internal = |tree: &std::collections::BTreeMap<String, Vec<u8>>| -> Vec<String> {
        tree.keys().filter(|path| path.starts_with("internal/")).cloned().collect()
    };
    assert_eq!(internal(&first), internal(&second));
    assert!(first.contains_key("public/d/sample-2024-01/index.html"));
    assert!(!second.contains_key("public/d/sample-2024-01/index.html"));
}
