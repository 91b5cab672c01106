//! Dossiers of an experienced official (`tests/officials`): no rule may report anything in them.

use std::collections::BTreeMap;
use std::fs;

use gian_diagnostics::Severity;
use gian_session::prepare;
use gian_test_support::at;

#[test]
fn the_rules_do_not_cry_wolf() {
    let session = prepare(&at("tests/officials")).unwrap();
    assert!(session.workspace.as_ref().unwrap().all_dossiers().len() >= 10);
    let loud: Vec<_> = session.diags.iter().filter(|d| d.severity != Severity::Info).collect();
    assert!(loud.is_empty(), "{loud:#?}");
    let mut files: BTreeMap<&str, usize> = BTreeMap::new();
    for diag in &session.diags {
        *files.entry(diag.code).or_default() += 1;
    }
    let page = fs::read_to_string(at("tests/officials/README.md")).unwrap();
    let (_, remarks) = page.split_once("| rule | files |").expect("the page has a table of remarks");
    let row = |line: &str| {
        let (code, count) = line.strip_prefix("| `")?.split_once("` | ")?;
        Some((code.to_owned(), count.trim_end_matches(" |").parse::<usize>().ok()?))
    };
    let told: BTreeMap<String, usize> = remarks.lines().filter_map(row).collect();
    let said: BTreeMap<String, usize> = files.into_iter().map(|(code, count)| (code.to_owned(), count)).collect();
    assert_eq!(told, said, "tests/officials/README.md tells something else");
}
