//! A build projects and composes each document once in each edition, and digests that were stored give the same output.

use std::fs;
use std::path::Path;
use std::process::Command;

use gian::pipeline::{Built, Control, Progress, build};
use gian_check::digest::inputs;
use gian_digest::stored::{Receipt, Untrusted, read, write};
use gian_digest::{Digest, Outside, PrivateDigest, PublicDigest};
use gian_session::Session;
use gian_source::progress::Unwatched;
use gian_test_support::{at, copy, same, tree};
use gian_view::Edition;

struct Quiet;

impl Progress for Quiet {
    fn step(&self, _: &str) {}
}

fn sample() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for name in ["gian.yaml", "content", "templates", "register.yaml", "register"] {
        if at(name).exists() {
            copy(&at(name), &dir.path().join(name));
        }
    }
    dir
}

fn opened(root: &Path) -> Session {
    let (sources, diags) = gian_session::load(root, &Unwatched).unwrap();
    let session = gian_preflight::open(root, sources, diags, &Unwatched, &gian_check::Unmeasured);
    assert!(!session.is_broken(), "{:#?}", session.diags);
    session
}

/// Builds all but the PDFs, which come from the same trees.
fn built(session: &Session) -> Built {
    let control = Control { jobs: 2, stops: &|_| true, progress: &Quiet, watch: &Unwatched };
    let place = gian::pipeline::Place::take(&session.root, None, &[], &|| ()).unwrap();
    build(session, None, &Edition::ALL, place, &control, &mut Vec::new()).unwrap_or_else(|e| panic!("{e:?}"))
}

#[test]
fn each_document_is_composed_once_in_each_edition() {
    let dir = sample();
    let session = opened(dir.path());
    let done = built(&session);
    let heads: usize = Edition::ALL.iter().map(|edition| session.outside.heads(*edition).count()).sum();
    assert!(heads > 30);
    assert_eq!(done.compositions, heads);
}

fn digests(outside: &Outside) -> Vec<(PublicDigest, PrivateDigest)> {
    outside.digests().map(|(public, private)| (public.clone(), private.clone())).collect()
}

#[test]
fn stored_digests_give_the_same_output() {
    let dir = sample();
    let mut session = opened(dir.path());
    built(&session);
    let first = tree(&dir.path().join("output"));
    let before = digests(&session.outside);
    assert!(before.len() > 3);
    let again = |(public, private): &(PublicDigest, PrivateDigest)| {
        let inputs = inputs(&session.sources, &public.folder);
        let (bytes, receipt) = write(public, &inputs);
        let public = read(&bytes, &receipt, &inputs).unwrap();
        let (bytes, receipt) = write(private, &inputs);
        Digest { public, private: read(&bytes, &receipt, &inputs).unwrap() }
    };
    // In another order, because digests may arrive in any.
    let outside = Outside::join(before.iter().rev().map(again).collect());
    assert_eq!(digests(&outside), before);
    session.outside = outside;
    fs::remove_dir_all(dir.path().join("output")).unwrap();
    built(&session);
    same(&first, &tree(&dir.path().join("output")));
}

#[test]
fn a_digest_that_is_not_the_one_that_was_written_is_refused() {
    let dir = sample();
    let session = opened(dir.path());
    let (public, private) = digests(&session.outside).swap_remove(0);
    let inputs = inputs(&session.sources, &public.folder);
    let (bytes, receipt) = write(&public, &inputs);
    let refused = |bytes: &[u8], receipt: &Receipt, inputs: &str| read::<PublicDigest>(bytes, receipt, inputs).err();
    assert_eq!(refused(&bytes, &receipt, &inputs), None);
    for cut in [0, 1, bytes.len() / 2, bytes.len() - 1] {
        assert_eq!(refused(&bytes[..cut], &receipt, &inputs), Some(Untrusted::Changed));
    }
    // Forged: still a digest, but another one.
    let text = String::from_utf8(bytes.clone()).unwrap();
    let forged = text.replacen("content/", "content/x", 1).into_bytes();
    assert_ne!(forged, bytes);
    assert_eq!(refused(&forged, &receipt, &inputs), Some(Untrusted::Changed));
    // Written for other sources.
    let other = write(&public, "0").1;
    assert_eq!(refused(&bytes, &receipt, "0"), Some(Untrusted::Inputs));
    assert_eq!(refused(&write(&public, "0").0, &other, &inputs), Some(Untrusted::Inputs));
    // Written by another version, with a receipt of its own.
    let version = concat!("gian ", env!("CARGO_PKG_VERSION"));
    let old = text.replacen(version, "gian 0.0.9", 1).into_bytes();
    let sha256 = gian_publication_log::hash(&old);
    assert_eq!(refused(&old, &Receipt { inputs: inputs.clone(), sha256 }, &inputs), Some(Untrusted::Version));
    // One part is never taken for the other.
    let (bytes, receipt) = write(&private, &inputs);
    assert_eq!(refused(&bytes, &receipt, &inputs), Some(Untrusted::Kind));
}

#[test]
fn the_inputs_of_a_digest_are_all_that_it_is_made_from() {
    let dir = sample();
    let of = |root: &Path| {
        let session = opened(root);
        session
            .outside
            .folders()
            .map(|folder| (folder.to_owned(), inputs(&session.sources, folder)))
            .collect::<Vec<_>>()
    };
    let before = of(dir.path());
    let plan = dir.path().join("content/2019/gangdong/plan.yaml");
    fs::write(&plan, format!("{}# 덧붙임\n", fs::read_to_string(&plan).unwrap())).unwrap();
    let after = of(dir.path());
    let changed: Vec<&String> =
        before.iter().zip(&after).filter(|(a, b)| a != b).map(|((folder, _), _)| folder).collect();
    assert_eq!(changed, ["content/2019/gangdong"]);
    let settings = dir.path().join("gian.yaml");
    fs::write(&settings, format!("{}# 덧붙임\n", fs::read_to_string(&settings).unwrap())).unwrap();
    assert!(after.iter().zip(&of(dir.path())).all(|(a, b)| a.1 != b.1));
}

/// A build that a composed document or a page stops tells all problems, and leaves nothing of what it had written.
#[test]
fn a_refused_build_tells_everything_and_leaves_nothing() {
    let text = "content/2022/guro/documents/notice.md";
    let page = "templates/html/index.html";
    for (file, fault, told) in [(text, "\n{{ 1 / 0 }}\n", "template"), (page, "{{ nothing.here }}", "index.html")] {
        let dir = sample();
        // A warning of another document, which only its composed text shows.
        let report = dir.path().join("content/2021/nowon/documents/result-report.md");
        fs::write(&report, format!("{}\n- 덧붙인 말\n", fs::read_to_string(&report).unwrap())).unwrap();
        let path = dir.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, format!("{}{fault}", fs::read_to_string(&path).unwrap_or_default())).unwrap();
        let done = Command::new(env!("CARGO_BIN_EXE_gian"))
            .args(["--lang", "ko", "build", "--no-pdf", "--root"])
            .arg(dir.path())
            .output()
            .unwrap();
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(1), "{said}");
        assert!(said.contains(told) && said.contains("경고[version-unregistered]"), "{said}");
        assert!(said.contains("아무것도 쓰지 않았습니다"), "{said}");
        assert!(!dir.path().join(".gian/stage").exists() && !dir.path().join("output").exists());
    }
}

/// A comment that suppresses nothing is told even where a template cannot be read, so that nothing is composed.
#[test]
fn an_idle_comment_is_told_beside_a_broken_template() {
    let dir = sample();
    let part = dir.path().join("templates/parts/schedule.md");
    fs::create_dir_all(part.parent().unwrap()).unwrap();
    fs::write(part, "{% if %}").unwrap();
    let document = dir.path().join("content/2021/nowon/documents/follow-up.md");
    let text = fs::read_to_string(&document).unwrap();
    assert!(text.contains("\n상태: 결재\n"));
    fs::write(&document, text.replace("\n상태: 결재\n", "\n상태: 결재   # gian: 무시 date-words 이유\n")).unwrap();
    let session = gian_preflight::prepare(dir.path()).unwrap();
    let codes: Vec<&str> = session.diags.iter().map(|d| d.code).collect();
    assert!(codes.contains(&"template") && codes.contains(&"unused-silence"), "{codes:?}");
}

/// The register names the key of a value of the own dossier, also where a row of 종합현황표 withholds it, and no key of
/// another dossier.
#[test]
fn a_row_names_the_keys_of_its_own_dossier_only() {
    let dir = tempfile::tempdir().unwrap();
    copy(&at("tests/proofs/workspace"), dir.path());
    let plan = dir.path().join("content/2024/proof/plan.yaml");
    let text = fs::read_to_string(&plan).unwrap();
    fs::write(&plan, text.replace("이름: 새봄구 마을가꾸기,", "이름: \"[](비공개:따로둔값)\",")).unwrap();
    let (sources, diags) = gian_session::load(dir.path(), &Unwatched).unwrap();
    let session = gian_session::open(dir.path(), sources, diags, &Unwatched, &gian_check::Unmeasured);
    let settings = &session.workspace.as_ref().unwrap().settings;
    let mut seen = (0, 0);
    for (dossier, index) in session.documents() {
        let record = &dossier.documents[index].record;
        if record.covers.is_empty() {
            continue;
        }
        let view = gian_disclose::project(settings, dossier, index, &session.outside, Edition::Public);
        let Some(view) = view else { continue };
        let of_rows = view.held.iter().filter(|held| held.place == "계획의 이름");
        let keys: Vec<_> = of_rows.map(|held| held.key.as_deref()).collect();
        let own = dossier.folder == "content/2024/proof";
        assert!(keys.iter().all(|key| key.is_none() || own), "{keys:?}");
        seen = (seen.0 + keys.iter().flatten().count(), seen.1 + 1);
        if own {
            // The plan of the view, and its row.
            assert_eq!(keys, [Some("따로둔값"); 2]);
        }
    }
    assert!(seen.0 > 0 && seen.1 > 0, "{seen:?}");
}
