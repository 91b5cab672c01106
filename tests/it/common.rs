//! Shared by the tests of whole builds: running the program, and trees of files.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

pub(crate) use gian_test_support::{at, copy, difference, edit, few, outside, over_clean, same, sample, tree, typst};

/// Runs the program on a workspace.
pub(crate) fn gian(root: &Path, args: &[&str]) -> Output {
    gian_with(root, args, &[])
}

/// Runs the program on a workspace, with additional environment variables.
pub(crate) fn gian_with(root: &Path, args: &[&str], variables: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gian"))
        .args(args)
        .arg("--root")
        .arg(root)
        .env("LANG", "ko_KR.UTF-8")
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

/// Builds a workspace that must be clean, and returns the written files.
pub(crate) fn built(root: &Path, args: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let output = gian(root, args);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    tree(&root.join("output"))
}
