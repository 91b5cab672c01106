//! The public part of a digest holds nothing that the public edition withholds.

use std::fs;
use std::path::Path;

use gian_check::Unmeasured;
use gian_digest::{PrivateDigest, PublicDigest};
use gian_model::read::kind_of;
use gian_model::schema::{How, each_value};
use gian_source::progress::Unwatched;
use gian_source::yaml::Kind;
use gian_test_support::{at, copy};

/// A dossier with every file that a digest is made from, and the document that summarises it.
fn office() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for path in ["gian.yaml", "content/2019/gangdong", "content/2022/summary"] {
        copy(&at(path), &dir.path().join(path));
    }
    dir
}

fn digests(root: &Path) -> Vec<(PublicDigest, PrivateDigest)> {
    let (sources, diags) = gian_session::load(root, &Unwatched).unwrap();
    let session = gian_session::open(root, sources, diags, &Unwatched, &Unmeasured);
    assert!(session.all_read, "{:#?}", session.diags);
    session.outside.digests().map(|(public, private)| (public.clone(), private.clone())).collect()
}

/// Replaces each text that may be withheld by what `write` makes of its number, and returns how many there are.
fn replace(root: &Path, write: impl Fn(usize) -> String) -> usize {
    let (sources, _) = gian_session::load(root, &Unwatched).unwrap();
    let mut number = 0;
    for (path, file) in sources.below("content/2019/gangdong") {
        let (Some(kind), Some(tree)) = (kind_of(path), &file.tree) else { continue };
        let mut changes = Vec::new();
        each_value(kind, tree, &mut |_, node, shape| {
            if shape.how == Some(How::Marks) && matches!(node.kind, Kind::Scalar { .. }) {
                changes.push((node.span.clone(), write(number)));
                number += 1;
            }
        });
        let mut text = file.text.clone();
        changes.sort_by_key(|(span, _)| span.start);
        for (span, new) in changes.into_iter().rev() {
            // A block scalar may include the line end and the indentation of the next entry.
            let end = span.start + text[span.clone()].trim_end().len();
            text.replace_range(span.start..end, &format!("\"{new}\""));
        }
        fs::write(root.join(path), text).unwrap();
    }
    number
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

#[test]
fn what_is_withheld_is_nowhere_in_the_public_part() {
    let open = office();
    let all = replace(open.path(), |n| format!("표식{n}끝"));
    assert!(all > 100, "{all} texts can be withheld");
    let told: Vec<usize> = {
        let public: String = digests(open.path()).iter().map(|(public, _)| json(public)).collect();
        (0..all).filter(|n| public.contains(&format!("표식{n}끝"))).collect()
    };
    // The titles of the documents with a page, the name of the plan, the words of the decision.
    assert!(told.len() >= 5, "only {told:?} reach the public part where nothing is withheld");
    let closed = office();
    assert_eq!(replace(closed.path(), |n| format!("[표식{n}끝](비공개:5)")), all);
    let digests = digests(closed.path());
    let public: String = digests.iter().map(|(public, _)| json(public)).collect();
    assert!(!public.contains("표식"), "{public}");
    // The private part knows them, and where they are.
    let private: String = digests.iter().map(|(_, private)| json(private)).collect();
    assert!(told.iter().all(|n| private.contains(&format!("표식{n}끝"))));
}

#[test]
fn withheld_amounts_are_nowhere_in_the_public_part() {
    let dir = office();
    let path = dir.path().join("content/2019/gangdong/grant.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let granted = digests(dir.path()).into_iter().find_map(|(public, _)| public.shown.summary?.row.granted).unwrap();
    let amount = json(&granted);
    assert!(text.contains(&amount), "{amount}");
    fs::write(&path, text.replace(&amount, &format!("\"[{amount}](비공개:5)\""))).unwrap();
    for (public, private) in digests(dir.path()) {
        assert!(!json(&public).contains(&amount), "{}", json(&public));
        assert!(public.folder != "content/2019/gangdong" || json(&private).contains(&amount));
    }
}

/// A closed document and a draft are in the private part only, but for the row of the list of closed documents.
#[test]
fn documents_without_a_page_are_in_the_private_part_only() {
    let dir = office();
    let report = dir.path().join("content/2019/gangdong/documents/result-report.md");
    let text = fs::read_to_string(&report).unwrap();
    let id = text.lines().find_map(|l| l.strip_prefix("식별자: ")).unwrap().to_owned();
    let told = |root: &Path| digests(root).iter().any(|(public, _)| json(public).contains(&format!("\"{id}\"")));
    assert!(told(dir.path()));
    let at = text.find("공개구분: ").unwrap();
    let end = at + text[at..].find('\n').unwrap();
    fs::write(&report, format!("{}공개구분: 비공개{}", &text[..at], &text[end..])).unwrap();
    assert!(!told(dir.path()));
    assert!(digests(dir.path()).iter().any(|(_, private)| json(private).contains(&format!("\"{id}\""))));
}
