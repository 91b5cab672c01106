//! The rules, each with a folder `tests/rules/<code>`: `fires/` triggers it as in `fires.txt`, `silent/` is a near
//! miss without any error. Both are laid over the workspace `tests/cases/clean/input`, unless they have their own
//! `gian.yaml`.
//!
//! A failure shows the lines that differ; `GIAN_ACCEPT=1 cargo test -p gian-session rules` writes them.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use gian_check::page::Page;
use gian_check::rules::RULES;
use gian_check::structure_pages::PAGES;
use gian_check::{Fixing, Layer, Rule, page, structure_pages};
use gian_diagnostics::{Lang, Severity};
use gian_report::fix::correct;
use gian_report::locate::locate;
use gian_report::render::render;
use gian_session::{Session, prepare};
use gian_test_support::{at, expect_file, over_clean};
use gian_vocabulary::values::RuleLevel;
use rayon::prelude::*;
use regex::Regex;

fn folder(rule: &Rule) -> PathBuf {
    at("tests/rules").join(rule.code)
}

/// The workspace of a case, with a rule that is off by default turned on.
fn workspace(rule: &Rule, case: &str) -> tempfile::TempDir {
    let dir = over_clean(&folder(rule).join(case));
    if !rule.on {
        let settings = dir.path().join("gian.yaml");
        let text = fs::read_to_string(&settings).unwrap();
        fs::write(&settings, format!("{text}규칙: {{{}: {}}}\n", rule.code, RuleLevel::Warning.label())).unwrap();
    }
    dir
}

fn checked(rule: &Rule, case: &str) -> Result<Session, String> {
    let folder = folder(rule).join(case);
    if !folder.is_dir() {
        return Err(format!("{} is missing", folder.display()));
    }
    let dir = workspace(rule, case);
    prepare(dir.path()).map_err(|e| format!("{}: {e:?}", rule.code))
}

fn codes(session: &Session) -> BTreeSet<&'static str> {
    session.diags.iter().map(|d| d.code).collect()
}

/// Tests that hold for every rule; all failures are reported together.
fn each(test: impl Fn(&Rule) -> Result<(), String> + Sync) {
    let wrong: Vec<String> = RULES.par_iter().filter_map(|rule| test(rule).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_fires_as_expected() {
    each(|rule| {
        let session = checked(rule, "fires")?;
        if !codes(&session).contains(rule.code) {
            return Err(format!("{} does not fire: {:?}", rule.code, codes(&session)));
        }
        for place in session.diags.iter().flat_map(|d| std::iter::once(&d.place).chain(d.related.iter().map(|r| &r.0)))
        {
            let known = session.sources.get(&place.file).is_some();
            if known && !locate(&session.sources, place).exact {
                return Err(format!("{} names a place that is not there: {place:?}", rule.code));
            }
        }
        let said = [Lang::Ko, Lang::En]
            .map(|lang| render(&session.sources, &session.diags, lang, false, usize::MAX))
            .join("\n");
        expect_file(&folder(rule).join("fires.txt"), &said)
    });
}

#[test]
fn what_a_rule_corrects_it_does_not_find_again() {
    each(|rule| {
        if rule.fixing == Fixing::None {
            return Ok(());
        }
        let dir = workspace(rule, "fires");
        let session = prepare(dir.path()).unwrap();
        let corrected = correct(&session.sources, &session.diags, |d| d.code == rule.code);
        for (path, file) in &corrected {
            fs::write(dir.path().join(path), &file.text).unwrap();
        }
        let again = prepare(dir.path()).unwrap();
        let left: Vec<_> = again.diags.iter().filter(|d| d.code == rule.code && !d.fix.is_empty()).collect();
        match (corrected.is_empty(), left.as_slice()) {
            // Its case shows only problems that cannot be corrected.
            (true, _) if session.diags.iter().all(|d| d.code != rule.code || d.fix.is_empty()) => Ok(()),
            (true, _) => Err(format!("{} corrects nothing", rule.code)),
            (false, []) => Ok(()),
            (false, left) => Err(format!("{} finds again what it corrected: {left:?}", rule.code)),
        }
    });
}

#[test]
fn every_rule_stays_silent_at_a_near_miss() {
    each(|rule| {
        let session = checked(rule, "silent")?;
        let said: Vec<_> = session.diags.iter().filter(|d| d.code == rule.code).collect();
        if !said.is_empty() {
            return Err(format!("{} cries wolf: {said:?}", rule.code));
        }
        // A text that was not read, or not composed because of another error, would trigger no rule anyway.
        match session.diags.iter().find(|d| d.severity == Severity::Error) {
            Some(error) => Err(format!("the near miss of {} is not looked at: {error:?}", rule.code)),
            None => Ok(()),
        }
    });
}

#[test]
fn every_rule_is_a_file_with_a_page_in_both_languages() {
    let files: BTreeSet<String> = fs::read_dir(at("crates/check/src/rules"))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "mod.rs")
        .collect();
    let rules: BTreeSet<String> = RULES.iter().map(|r| format!("{}.rs", r.code.replace('-', "_"))).collect();
    assert_eq!(files, rules);
    let mut sorted: Vec<_> = RULES.iter().map(|r| r.code).collect();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted, RULES.iter().map(|r| r.code).collect::<Vec<_>>(), "the table is in the order of the codes");
    each(|rule| {
        whole(
            rule.code,
            |lang| page::read(rule.source, lang),
            ["예: ", "대신: ", "근거: "],
            ["Example: ", "Instead: ", "Source: "],
        )
    });
}

/// Whether a page has its mandatory parts in both languages.
fn whole<const N: usize>(
    code: &str,
    read: impl Fn(Lang) -> Option<Page>,
    korean: [&str; N],
    english: [&str; N],
) -> Result<(), String> {
    for (lang, words) in [(Lang::Ko, korean), (Lang::En, english)] {
        let page = read(lang).ok_or(format!("{code} has no page in {lang:?}"))?;
        let hangul = |text: &str| text.chars().any(|c| ('가'..='힣').contains(&c));
        if page.title.is_empty() || (lang == Lang::Ko && !hangul(&page.title)) {
            return Err(format!("the title of {code} in {lang:?} is `{}`", page.title));
        }
        if let Some(missing) = words.iter().find(|w| !page.body.lines().any(|line| line.starts_with(**w))) {
            return Err(format!("no line of the page of {code} in {lang:?} begins with `{missing}`"));
        }
    }
    Ok(())
}

/// The source files of the program, without its tests.
fn program() -> Vec<(PathBuf, String)> {
    let files = ["crates", "src"].into_iter().flat_map(|folder| walkdir::WalkDir::new(at(folder)));
    files
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| {
            path.extension().is_some_and(|e| e == "rs") && path.components().all(|c| c.as_os_str() != "tests")
        })
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .map(|(path, text)| (path, text.split("#[cfg(test)]").next().unwrap().to_owned()))
        .collect()
}

/// A code is written in the one file that declares it; others name its constant.
#[test]
fn each_code_is_written_in_one_file() {
    let program = program();
    let mut wrong = Vec::new();
    for code in RULES.iter().map(|r| r.code).chain(PAGES.iter().map(|p| p.0)) {
        // A code of one word may also be another word, such as a key of JSON.
        let literal = match code.contains('-') {
            true => format!("\"{code}\""),
            false => format!(r#"(?:Diag::\w+\(|Rule::new\(|: &str =)\s*"{code}""#),
        };
        let literal = Regex::new(&literal).unwrap();
        let files =
            program.iter().filter(|(path, text)| !path.ends_with("structure_pages.rs") && literal.is_match(text));
        let files: Vec<String> = files.map(|(path, _)| path.display().to_string()).collect();
        if files.len() != 1 {
            wrong.push(format!("{code} is written in {files:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every code that can be reported is explained: it belongs to a rule or has a page of its own.
#[test]
fn every_code_belongs_to_a_rule_or_has_a_page() {
    let texts = program();
    // Functions that take a code: constructors of problems, and functions that pass it on.
    let passes = Regex::new(r"fn (\w+)\(\s*(?:&mut self,\s*)?code: &'static str").unwrap();
    let takers: BTreeSet<&str> =
        texts.iter().flat_map(|(_, text)| passes.captures_iter(text)).map(|c| c.get(1).unwrap().as_str()).collect();
    assert!(takers.is_superset(&["error", "warning", "info", "refuse"].into()), "{takers:?}");
    let given = takers.into_iter().collect::<Vec<_>>().join("|");
    // Closures that pass it on are called by their bare names.
    let closure = Regex::new(r"let (?:mut )?(\w+) = \|code: &'static str").unwrap();
    let closures: BTreeSet<&str> =
        texts.iter().flat_map(|(_, text)| closure.captures_iter(text)).map(|c| c.get(1).unwrap().as_str()).collect();
    let bare = closures.into_iter().collect::<Vec<_>>().join("|");
    let given = Regex::new(&format!(
        r#"(?:(?:Diag::|self\.)(?:{given})\(\s*|\s(?:{bare})\(\s*|Diag \{{ code: )(?:"([a-z0-9-]+)"|(?:\w+::)*([A-Z_]+)),"#
    ));
    let named = Regex::new(r#"const ([A-Z_]+): &str = "([a-z0-9-]+)";"#).unwrap();
    let value = |text: &str, name: &str| named.captures_iter(text).find(|c| &c[1] == name).map(|c| c[2].to_owned());
    let mut codes = BTreeSet::new();
    for (path, text) in &texts {
        for found in given.as_ref().unwrap().captures_iter(text) {
            let code = match (found.get(1), found.get(2)) {
                (Some(literal), _) => literal.as_str().to_owned(),
                (None, Some(name)) => value(text, name.as_str())
                    .or_else(|| texts.iter().find_map(|(_, other)| value(other, name.as_str())))
                    .unwrap_or_else(|| panic!("{} reports {}, which is no code", path.display(), name.as_str())),
                (None, None) => unreachable!("one of the two was found"),
            };
            codes.insert(code);
        }
    }
    let ruled = |code: &str| RULES.iter().any(|r| r.code == code);
    let missing: Vec<_> = codes.iter().filter(|c| !ruled(c) && structure_pages::page(c).is_none()).collect();
    assert!(missing.is_empty(), "crates/check/src/pages has no page of {missing:?}");
    let left: Vec<_> = PAGES.iter().filter(|(code, _)| ruled(code) || !codes.contains(*code)).map(|p| p.0).collect();
    assert!(left.is_empty(), "nothing reports {left:?}");
}

#[test]
fn the_page_of_a_code_of_no_rule_is_whole() {
    assert!(PAGES.is_sorted_by(|a, b| a.0 < b.0), "the table is in the order of the codes");
    let files: BTreeSet<String> = fs::read_dir(at("crates/check/src/pages"))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(files, PAGES.iter().map(|(code, _)| format!("{code}.md")).collect());
    for (code, text) in PAGES {
        whole(code, |lang| page::read_plain(text, lang), ["예: ", "대신: "], ["Example: ", "Instead: "]).unwrap();
    }
}

#[test]
fn no_folder_is_left_of_a_rule_that_is_gone() {
    for entry in fs::read_dir(at("tests/rules")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(RULES.iter().any(|r| r.code == name), "tests/rules/{name} belongs to no rule");
    }
}

#[test]
fn what_an_office_can_silence_is_of_the_manual_or_of_practice() {
    for rule in RULES.iter().filter(|r| !r.on || !r.profiles.is_empty()) {
        assert!(matches!(rule.layer, Layer::Manual | Layer::Practice), "{}", rule.code);
    }
}

/// The mistakes of a real document, in invented words: each is found with its severity, and nothing else is reported.
#[test]
fn the_slips_of_a_real_document_are_found() {
    let session = prepare(&at("tests/cases/seed-slips/input")).unwrap();
    let mut said: Vec<(&str, Severity)> = session.diags.iter().map(|d| (d.code, d.severity)).collect();
    said.sort();
    said.dedup();
    let wanted = [
        ("allowance-count", Severity::Info),
        ("attachment-colon", Severity::Warning),
        ("attachment-name", Severity::Warning),
        ("date-dot", Severity::Warning),
        ("date-order", Severity::Warning),
        ("date-spacing", Severity::Info),
        ("date-year", Severity::Info),
        ("meeting-order", Severity::Warning),
        ("money-thousands", Severity::Info),
        ("near-words", Severity::Warning),
        ("plan-term", Severity::Warning),
        ("range-spacing", Severity::Info),
        ("spacing-words", Severity::Info),
        ("table-caption-order", Severity::Info),
        ("table-empty-cell", Severity::Info),
    ];
    assert_eq!(said, wanted);
}
