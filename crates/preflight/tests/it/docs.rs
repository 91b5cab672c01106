//! The examples of the pages on kinds (`docs/kinds/`) are whole files: each passes the check without an error or a
//! warning, so that a writer can begin with them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gian_diagnostics::Severity;
use gian_preflight::prepare;
use gian_test_support::{at, copy};

/// The files that a page shows: the path stands in backticks on the last line of text above the fence.
fn examples(page: &str) -> Vec<(String, String)> {
    let (mut found, mut last, mut lines) = (Vec::new(), "", page.lines());
    while let Some(line) = lines.next() {
        let fence = line.len() - line.trim_start_matches(['`', '~']).len();
        if fence >= 3 {
            let close = &line[..fence];
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != close).collect();
            let is_file =
                |path: &&str| *path == "gian.yaml" || path.starts_with("content/") || path.starts_with("templates/");
            if let Some(path) = last.split('`').skip(1).step_by(2).filter(is_file).last() {
                found.push((path.to_owned(), text.join("\n") + "\n"));
            }
        } else if !line.trim().is_empty() {
            last = line;
        }
    }
    found
}

/// Pages to whose examples a page refers (`[…](record.md#예)`), because they share facts.
fn others(page: &str) -> impl Iterator<Item = &str> {
    page.split("](").skip(1).filter_map(|rest| rest.split_once("#예)").map(|(name, _)| name))
}

#[test]
fn the_examples_of_the_pages_on_kinds_pass_the_check() {
    let folder = at("docs/kinds");
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let pages: BTreeMap<String, String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .map(|name| (name.clone(), read(&name)))
        .collect();
    let (mut count, mut wrong) = (0, Vec::new());
    for (name, page) in &pages {
        let own = examples(page);
        if own.is_empty() {
            // An index and the common keys need no files of their own; a page on a kind does.
            assert!(matches!(name.as_str(), "README.md" | "record.md"), "{name} shows no whole file");
            continue;
        }
        let dir = tempfile::tempdir().unwrap();
        copy(&at("tests/docs/gian.yaml"), &dir.path().join("gian.yaml"));
        let facts = others(page).filter(|other| *other != name).flat_map(|other| examples(&pages[other]));
        let facts = facts.filter(|(path, _)| Path::new(path).extension().is_some_and(|ending| ending == "yaml"));
        for (path, text) in facts.chain(own) {
            let file = dir.path().join(&path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
            count += usize::from(path.ends_with(".md"));
        }
        let session = prepare(dir.path()).unwrap();
        let told = session.diags.iter().filter(|diag| diag.severity != Severity::Info);
        wrong.extend(told.map(|diag| format!("{name}: {:?} {}", diag.place, diag.message.ko)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 29, "{count} documents were found in the pages");
}
