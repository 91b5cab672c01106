//! Case folders: `tests/cases/<name>/input` is a workspace, `expected/` the output of `gian check` for it. The rules
//! have folders of their own, `tests/rules`.
//!
//! A failure shows the lines that differ; `GIAN_ACCEPT=1 cargo test -p gian-preflight cases` writes them.

use std::fs;
use std::path::{Path, PathBuf};

use gian_diagnostics::Lang;
use gian_preflight::prepare;
use gian_report::locate::locate;
use gian_report::render::render;
use gian_test_support::{at, copy, expect_file};
use unicode_normalization::UnicodeNormalization;

fn cases() -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(at("tests/cases")).unwrap().map(|e| e.unwrap().path()).collect();
    all.sort();
    all
}

#[test]
fn every_case_says_what_is_expected() {
    let wrong: Vec<String> = cases()
        .into_iter()
        .filter_map(|case| {
            let session = prepare(&case.join("input")).unwrap_or_else(|e| panic!("{}: {e:?}", case.display()));
            let said = [Lang::Ko, Lang::En]
                .map(|lang| render(&session.sources, &session.diags, lang, false, usize::MAX))
                .join("\n");
            expect_file(&case.join("expected/diagnostics.txt"), &said).err()
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_named_place_is_found_in_its_source() {
    for case in cases() {
        let session = prepare(&case.join("input")).unwrap();
        for diag in &session.diags {
            for place in std::iter::once(&diag.place).chain(diag.related.iter().map(|(p, _)| p)) {
                // A file that could not be read has no positions.
                let known = session.sources.get(&place.file).is_some();
                assert!(!known || locate(&session.sources, place).exact, "{}: {place:?}", case.display());
            }
        }
    }
}

/// Input that cannot be stored in a repository: links, sizes, depth.
mod hostile {
    use super::*;

    fn workspace(change: impl Fn(&Path)) -> Vec<&'static str> {
        let dir = tempfile::tempdir().unwrap();
        copy(&at("tests/cases/clean/input"), dir.path());
        change(dir.path());
        let session = prepare(dir.path()).unwrap();
        // Every report can be written, for any sources.
        assert!(!render(&session.sources, &session.diags, Lang::Ko, true, usize::MAX).is_empty());
        session.diags.iter().map(|d| d.code).collect()
    }

    const PLAN: &str = "content/2024/sample/plan.yaml";

    #[test]
    #[cfg(unix)]
    fn a_link_out_of_the_workspace_is_refused() {
        let codes = workspace(|root| {
            fs::remove_file(root.join(PLAN)).unwrap();
            std::os::unix::fs::symlink("/etc/passwd", root.join(PLAN)).unwrap();
        });
        assert!(codes.contains(&"link-refused"), "{codes:?}");
    }

    #[test]
    fn a_large_file_is_refused() {
        let codes = workspace(|root| fs::write(root.join(PLAN), "# 긴 파일\n".repeat(1_000_000)).unwrap());
        assert!(codes.contains(&"file-too-large"), "{codes:?}");
    }

    #[test]
    fn deep_nesting_and_alias_bombs_are_refused() {
        let codes = workspace(|root| fs::write(root.join(PLAN), "[".repeat(100_000)).unwrap());
        assert!(codes.contains(&"yaml-depth") || codes.contains(&"yaml-syntax"), "{codes:?}");
        let bomb =
            (1..20).fold("a0: &a0 [x, x]\n".to_owned(), |all, i| format!("{all}a{i}: &a{i} [*a{0}, *a{0}]\n", i - 1));
        let codes = workspace(|root| fs::write(root.join(PLAN), &bomb).unwrap());
        assert!(codes.contains(&"yaml-alias"), "{codes:?}");
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        let codes = workspace(|root| fs::write(root.join(PLAN), [0u8, 159, 146, 150, 255]).unwrap());
        assert!(codes.contains(&"not-utf8"), "{codes:?}");
    }

    /// Copies a file of the workspace beside itself under another name.
    fn beside(root: &Path, file: &str, name: &str) {
        let folder = root.join("content/2024/sample");
        fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
        fs::copy(folder.join(file), folder.join(name)).unwrap();
    }

    /// Names that are one name on some system: the same letters composed and decomposed, or in another case.
    #[test]
    #[cfg(target_os = "linux")]
    fn no_two_paths_are_one_on_another_system() {
        let decomposed = "보고".nfd().collect::<String>();
        for [first, second] in [
            ["documents/보고.md".to_owned(), format!("documents/{decomposed}.md")],
            ["documents/b.md".to_owned(), "documents/B.md".to_owned()],
            ["attachments/보고.hwpx".to_owned(), format!("attachments/{decomposed}.hwpx")],
            ["attachments/b.hwpx".to_owned(), "attachments/B.HWPX".to_owned()],
            ["figures/보고.png".to_owned(), format!("figures/{decomposed}.png")],
            ["../보고/plan.yaml".to_owned(), format!("../{decomposed}/plan.yaml")],
            ["../../2024/b/plan.yaml".to_owned(), "../../2024/B/plan.yaml".to_owned()],
            ["../../보고/t/plan.yaml".to_owned(), format!("../../{decomposed}/t/plan.yaml")],
            ["../../../templates/html/보고.html".to_owned(), format!("../../../templates/html/{decomposed}.html")],
        ] {
            let codes = workspace(|root| {
                beside(root, "plan.yaml", &first);
                beside(root, "plan.yaml", &second);
            });
            let same = codes.iter().filter(|code| **code == "portable-name").count();
            assert_eq!(same, 1, "{first}, {second}: {codes:?}");
        }
    }

    #[test]
    fn decomposed_sources_read_as_composed_ones() {
        let session = |form: fn(&str) -> String| {
            let dir = tempfile::tempdir().unwrap();
            copy(&at("tests/cases/clean/input"), dir.path());
            for file in
                [PLAN, "content/2024/sample/review.yaml", "content/2024/sample/documents/report.md", "gian.yaml"]
            {
                let text = fs::read_to_string(dir.path().join(file)).unwrap();
                fs::write(dir.path().join(file), form(&text)).unwrap();
            }
            prepare(dir.path()).unwrap()
        };
        let (composed, decomposed) = (session(str::to_owned), session(|text| text.nfd().collect()));
        let codes: Vec<_> = decomposed.diags.iter().map(|d| d.code).collect();
        assert_eq!(codes, ["decomposed-text"; 4]);
        assert!(composed.diags.is_empty());
        for ((path, a), (_, b)) in composed.sources.iter().zip(decomposed.sources.iter()) {
            assert_eq!((&a.text, &a.tree), (&b.text, &b.tree), "{path}");
        }
    }

    #[test]
    fn a_cut_file_never_panics() {
        let whole = fs::read_to_string(at("tests/cases/clean/input/content/2024/sample/review.yaml")).unwrap();
        for at in (0..whole.len()).step_by(37).filter(|i| whole.is_char_boundary(*i)) {
            workspace(|root| fs::write(root.join("content/2024/sample/review.yaml"), &whole[..at]).unwrap());
        }
    }
}
