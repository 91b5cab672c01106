//! The rules, each by its own folder `tests/rules/<code>`: `fires/` makes it speak as in `fires.txt`, `silent/` is a near
//! miss. Both lie over the workspace `tests/cases/clean/input`, unless they have a `gian.yaml` of their own.
//!
//! `GIAN_ACCEPT=1 cargo test --test rules` writes what the rules say now; read the difference.

#![allow(clippy::disallowed_methods)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use gian::check::page;
use gian::check::rules::RULES;
use gian::check::{Layer, Rule};
use gian::diagnostics::Lang;
use gian::diagnostics::locate::locate;
use gian::diagnostics::render::render;
use gian::model::values::RuleLevel;
use gian::pipeline::{Prepared, prepare};
use rayon::prelude::*;

const BASE: &str = "tests/cases/clean/input";

fn folder(rule: &Rule) -> PathBuf {
    Path::new("tests/rules").join(rule.code)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The workspace of a case, with a rule that is off by itself turned on.
fn workspace(rule: &Rule, case: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let over = folder(rule).join(case);
    assert!(over.is_dir(), "{} is missing", over.display());
    if !over.join("gian.yaml").exists() {
        copy(Path::new(BASE), dir.path());
    }
    copy(&over, dir.path());
    if !rule.on {
        let settings = dir.path().join("gian.yaml");
        let text = fs::read_to_string(&settings).unwrap();
        fs::write(&settings, format!("{text}규칙: {{{}: {}}}\n", rule.code, RuleLevel::Warning.label())).unwrap();
    }
    dir
}

fn checked(rule: &Rule, case: &str) -> Prepared {
    let dir = workspace(rule, case);
    prepare(dir.path()).unwrap_or_else(|e| panic!("{}: {e:?}", rule.code))
}

fn codes(prepared: &Prepared) -> BTreeSet<&'static str> {
    prepared.diags.iter().map(|d| d.code).collect()
}

/// Checks that hold of every rule, told of all at once.
fn each(test: impl Fn(&Rule) -> Result<(), String> + Sync) {
    let wrong: Vec<String> = RULES.par_iter().filter_map(|rule| test(rule).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_fires_as_expected() {
    let accept = std::env::var_os("GIAN_ACCEPT").is_some();
    each(|rule| {
        let prepared = checked(rule, "fires");
        if !codes(&prepared).contains(rule.code) {
            return Err(format!("{} does not fire: {:?}", rule.code, codes(&prepared)));
        }
        for place in prepared.diags.iter().flat_map(|d| std::iter::once(&d.place).chain(d.related.iter().map(|r| &r.0)))
        {
            let known = prepared.sources.get(&place.file).is_some();
            if known && !locate(&prepared.sources, place).exact {
                return Err(format!("{} names a place that is not there: {place:?}", rule.code));
            }
        }
        let said = [Lang::Ko, Lang::En]
            .map(|lang| render(&prepared.sources, &prepared.diags, lang, false, usize::MAX))
            .join("\n");
        let file = folder(rule).join("fires.txt");
        if accept {
            fs::write(&file, &said).unwrap();
        } else if fs::read_to_string(&file).unwrap_or_default() != said {
            return Err(format!("--- {}\n{said}", file.display()));
        }
        Ok(())
    });
}

#[test]
fn every_rule_stays_silent_at_a_near_miss() {
    each(|rule| {
        let prepared = checked(rule, "silent");
        let said: Vec<_> = prepared.diags.iter().filter(|d| d.code == rule.code).collect();
        if said.is_empty() { Ok(()) } else { Err(format!("{} cries wolf: {said:?}", rule.code)) }
    });
}

#[test]
fn every_rule_is_a_file_with_a_page_in_both_languages() {
    let files: BTreeSet<String> = fs::read_dir("src/check/rules")
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
        for (lang, words) in [(Lang::Ko, ["예: ", "대신: "]), (Lang::En, ["Example: ", "Instead: "])] {
            let page = page::read(rule.source, lang).ok_or(format!("{} has no page in {lang:?}", rule.code))?;
            let hangul = page.title.chars().any(|c| ('가'..='힣').contains(&c));
            if page.title.is_empty() || (lang == Lang::Ko && !hangul) {
                return Err(format!("the title of {} in {lang:?} is `{}`", rule.code, page.title));
            }
            if let Some(missing) = words.iter().find(|w| !page.body.contains(**w)) {
                return Err(format!("the page of {} in {lang:?} has no `{missing}`", rule.code));
            }
        }
        Ok(())
    });
}

#[test]
fn no_folder_is_left_of_a_rule_that_is_gone() {
    for entry in fs::read_dir("tests/rules").unwrap() {
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
