//! The direction of use between modules, and that ARCHITECTURE.md is true.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Which modules each module may use. What is absent is deliberate: emitters do not know the
/// model, the model knows no format, nothing but `cli` knows the terminal.
const MAY_USE: &[(&str, &[&str])] = &[
    ("diagnostics", &["source"]),
    ("picture", &["diagnostics"]),
    ("source", &["diagnostics", "picture", "watch"]),
    ("korean", &["model::values"]),
    ("model", &["diagnostics", "picture", "source", "watch"]),
    (
        "check",
        &["compose", "diagnostics", "disclose", "document", "korean", "model", "source", "typeset::fonts", "watch"],
    ),
    ("disclose", &["compose::inert", "model"]),
    ("document", &["model::values"]),
    ("compose", &["diagnostics", "disclose", "document", "korean", "model::values", "model::record", "source::yaml"]),
    ("emit", &["document", "korean", "model::values"]),
    (
        "typeset",
        &[
            "compose",
            "diagnostics",
            "disclose",
            "document",
            "emit",
            "model::institution",
            "model::record",
            "model::values",
            "source::yaml",
            "watch",
        ],
    ),
    (
        "archive",
        &[
            "compose",
            "diagnostics",
            "disclose",
            "document",
            "emit",
            "korean",
            "ledger",
            "model",
            "output",
            "picture",
            "search",
        ],
    ),
    ("output", &["search"]),
    ("hwpx", &["diagnostics"]),
    ("import", &["diagnostics", "model", "source", "watch"]),
    ("ledger", &["diagnostics", "disclose", "document", "emit", "model"]),
    ("search", &[]),
    ("verify", &["korean"]),
    (
        "audit",
        &[
            "check::secrets",
            "diagnostics",
            "disclose",
            "document",
            "hwpx",
            "korean",
            "ledger",
            "model",
            "picture",
            "source",
            "verify",
            "watch",
        ],
    ),
    (
        "pipeline",
        &[
            "archive",
            "audit",
            "check",
            "compose",
            "diagnostics",
            "disclose",
            "document",
            "emit",
            "hwpx",
            "korean",
            "ledger",
            "model",
            "output",
            "picture",
            "source",
            "typeset",
            "watch",
        ],
    ),
    (
        "impact",
        &["archive", "diagnostics", "disclose", "emit", "model", "pipeline", "source", "typeset::profile", "watch"],
    ),
    ("watch", &["diagnostics", "model::institution"]),
    ("supervise", &["diagnostics", "model::institution", "watch"]),
    (
        "cli",
        &[
            "archive::data",
            "audit",
            "check",
            "diagnostics",
            "disclose",
            "emit",
            "impact",
            "import",
            "ledger",
            "model",
            "output",
            "pipeline",
            "source",
            "supervise",
            "typeset",
            "verify",
            "watch",
        ],
    ),
];

#[test]
fn modules_use_only_what_they_may() {
    let mut wrong = Vec::new();
    for file in sources(Path::new("src")) {
        let relative = file.strip_prefix("src").unwrap();
        let module = relative.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned();
        if module == "lib" || module == "main" {
            continue;
        }
        let (_, allowed) = MAY_USE.iter().find(|(m, _)| *m == module).unwrap_or_else(|| panic!("no row for {module}"));
        for used in uses(&fs::read_to_string(&file).unwrap()) {
            let own = used == module || used.starts_with(&format!("{module}::"));
            let fine = own || allowed.iter().any(|a| used == *a || used.starts_with(&format!("{a}::")));
            if !fine {
                wrong.push(format!("{} uses crate::{used}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Paths after `crate::` in a source text, up to their second step.
fn uses(source: &str) -> BTreeSet<String> {
    let code: String = source.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with('$') {
            continue;
        }
        let path: String =
            code[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':').collect();
        let steps: Vec<&str> = path.split("::").filter(|s| !s.is_empty()).collect();
        // Macros and items of the crate root are no modules.
        if steps.is_empty() || steps[0] == "text" {
            continue;
        }
        found.insert(steps.iter().take(2).copied().collect::<Vec<_>>().join("::"));
    }
    found
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn the_page_of_the_architecture_is_true() {
    let page = fs::read_to_string("ARCHITECTURE.md").unwrap();
    for (module, _) in MAY_USE {
        assert!(page.contains(&format!("`src/{module}")), "ARCHITECTURE.md misses src/{module}");
    }
    for word in page.split('`').skip(1).step_by(2) {
        let is_path =
            ["src/", "tests/", "templates/", "docs/", "content/", "assets/"].iter().any(|p| word.starts_with(p));
        if is_path && !word.contains('<') {
            assert!(Path::new(word).exists(), "ARCHITECTURE.md names {word}, which is gone");
        }
    }
}

#[test]
fn the_schemas_in_the_docs_are_those_of_the_types() {
    use gian_model::schema::{FileKind, key_table};
    for kind in FileKind::ALL {
        let stored = fs::read_to_string(format!("docs/schemas/{}.schema.json", kind.name())).unwrap_or_default();
        let now = serde_json::to_string_pretty(&kind.schema()).unwrap() + "\n";
        assert_eq!(stored, now, "run `cargo run -- schema docs/schemas`");
    }
    let report = fs::read_to_string("docs/schemas/diagnostics.schema.json").unwrap_or_default();
    let now = serde_json::to_string_pretty(&gian_report::json::schema()).unwrap() + "\n";
    assert_eq!(report, now, "run `cargo run -- schema docs/schemas`");
    for (name, schema) in gian_archive::data::api::schemas() {
        let stored = fs::read_to_string(format!("docs/schemas/api/{name}.schema.json")).unwrap_or_default();
        let now = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        assert_eq!(stored, now, "run `cargo run -- schema docs/schemas`");
    }
    assert_eq!(fs::read_to_string("docs/schemas/keys.md").unwrap_or_default(), key_table());
}

/// `GIAN_ACCEPT=1 cargo test --test architecture books` writes them, as `gian explain --book docs` does.
#[test]
fn the_books_of_rules_in_the_docs_are_those_of_the_pages() {
    use gian_check::page::book;
    use gian_diagnostics::Lang;
    for (lang, path) in [(Lang::Ko, "docs/rules.md"), (Lang::En, "docs/rules.en.md")] {
        let now = book(lang);
        if std::env::var_os("GIAN_ACCEPT").is_some() {
            fs::write(path, now).unwrap();
            continue;
        }
        let same = fs::read_to_string(path).unwrap_or_default() == now;
        assert!(same, "{path} is old: run `cargo run -- explain --book docs`");
    }
}

/// A promise names its test; a test that was renamed would leave the promise bare.
#[test]
fn the_tests_that_the_promises_name_exist() {
    let all: String = sources(Path::new("tests")).iter().map(|f| fs::read_to_string(f).unwrap()).collect();
    let page = fs::read_to_string("docs/disclosure.md").unwrap();
    let mut named = 0;
    for word in page.lines().filter(|l| l.starts_with('|')).flat_map(|l| l.split('`').skip(1).step_by(2)) {
        let is_test = word.contains('_') && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        if is_test {
            named += 1;
            assert!(all.contains(&format!("fn {word}()")), "docs/disclosure.md names the test {word}, which is gone");
        }
        if word.starts_with("tests/") {
            assert!(Path::new(word).exists(), "docs/disclosure.md names {word}, which is gone");
        }
    }
    assert!(named > 12, "only {named} promises name a test");
}

/// The README tells how many rules there are of each layer.
#[test]
fn the_readme_counts_the_rules() {
    use gian_check::rules::RULES;
    use gian_check::{Layer, page};
    let readme = fs::read_to_string("README.md").unwrap();
    for layer in Layer::ALL {
        let count = RULES.iter().filter(|r| r.layer == layer).count();
        let row = format!("| {} (", page::layer(layer, gian_diagnostics::Lang::Ko));
        let line = readme.lines().find(|l| l.starts_with(&row)).unwrap_or_else(|| panic!("README.md has no row {row}"));
        assert!(line.contains(&format!(" | {count} | ")), "README.md says `{line}`, there are {count}");
    }
}
