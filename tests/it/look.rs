//! The look of the site: colours, emblem and templates of an office; and that the tests named in the table of
//! accessibility exist.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::common::{built, edit, gian, sample};

const PAGE: &str = "public/d/D0000036191652/index.html";
const EMBLEM: &str =
    r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 32"><path d="M0 0h80v32H0z" fill="#0a5c36"/></svg>"##;

fn text<'a>(files: &'a BTreeMap<String, Vec<u8>>, path: &str) -> &'a str {
    std::str::from_utf8(files.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn an_office_sets_its_colours_and_its_emblem() {
    let dir = sample();
    let own = "자료관:\n  색: {주색: \"#0a5c36\"}\n  휘장: hanbit.svg";
    edit(dir.path(), "gian.yaml", &[("자료관:", own)]);
    write(dir.path(), "templates/html/hanbit.svg", EMBLEM);
    let files = built(dir.path(), &["build", "--edition", "public"]);
    let colours = text(&files, "public/assets/office.css");
    assert!(colours.contains("--main: #0a5c36; --link: #0a5c36;"), "{colours}");
    assert_eq!(colours.matches("--paper").count(), 2, "a scheme for a light and one for a dark screen: {colours}");
    assert_eq!(text(&files, "public/assets/emblem.svg"), EMBLEM);
    let page = text(&files, PAGE);
    assert!(page.contains(r#"<link rel="stylesheet" href="../../assets/office.css">"#));
    assert!(page.contains(
        r#"<img class="emblem" src="../../assets/emblem.svg" alt="서울특별시 휘장" width="100" height="40">"#
    ));
    assert!(!page.contains("style=\""), "no style stands in a page");
}

#[test]
fn an_office_without_a_look_has_that_of_the_program() {
    let dir = sample();
    let files = built(dir.path(), &["build", "--edition", "public"]);
    assert!(!files.contains_key("public/assets/office.css") && !files.contains_key("public/assets/emblem.svg"));
    assert!(!text(&files, PAGE).contains("office.css") && !text(&files, PAGE).contains("emblem"));
}

#[test]
fn templates_are_replaced_in_part() {
    let dir = sample();
    // A part of every page, a block of a builtin template, and a part added by the office.
    write(
        dir.path(),
        "templates/html/footer.html",
        "<footer class=\"site\">{% include \"html/own.html\" %}</footer>\n",
    );
    write(dir.path(), "templates/html/own.html", "<p>{{ institution.name }} 기록물</p>\n");
    let extended =
        "{% extends \"program/html/document.html\" %}\n{% block approval %}<p>결재선을 보이지 않음</p>{% endblock %}\n";
    write(dir.path(), "templates/html/document.html", extended);
    let files = built(dir.path(), &["build", "--edition", "public"]);
    let page = text(&files, PAGE);
    assert!(page.contains("<footer class=\"site\"><p>서울특별시 기록물</p>"), "{page}");
    assert!(page.contains("결재선을 보이지 않음") && !page.contains("id=\"approval-h\""));
    assert!(page.contains("id=\"body-h\""), "the other blocks are those of the program");
    assert!(text(&files, "public/index.html").contains("서울특별시 기록물"));
}

#[test]
fn an_error_in_a_part_is_told_in_its_file() {
    let dir = sample();
    write(dir.path(), "templates/html/menu.html", "<ul>\n{{ institution.nothing.there }}</ul>\n");
    let output = gian(dir.path(), &["build", "--edition", "public"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("templates/html/menu.html:2:"), "{said}");
}

/// Items of KWCAG 2.2, in order.
const ITEMS: [&str; 33] = [
    "5.1.1", "5.2.1", "5.3.1", "5.3.2", "5.3.3", "5.4.1", "5.4.2", "5.4.3", "5.4.4", "6.1.1", "6.1.2", "6.1.3",
    "6.1.4", "6.2.1", "6.2.2", "6.3.1", "6.4.1", "6.4.2", "6.4.3", "6.4.4", "6.5.1", "6.5.2", "6.5.3", "6.5.4",
    "7.1.1", "7.2.1", "7.2.2", "7.3.1", "7.3.2", "7.3.3", "7.3.4", "8.1.1", "8.2.1",
];

#[test]
fn every_page_can_be_told_and_skipped_into() {
    let dir = sample();
    let files = built(dir.path(), &["build"]);
    let mut titles: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"ko\">"), "{path}");
        let body = page.split_once("<body").unwrap().1.split_once('>').unwrap().1.trim_start();
        assert!(body.starts_with("<a class=\"skip\" href=\"#main\">"), "{path}: the first stop leads to the text");
        assert_eq!(page.matches("<main id=\"main\"").count(), 1, "{path}");
        assert_eq!(page.matches("<h1").count(), 1, "{path}");
        let help = page.find("<ul class=\"links\">").unwrap_or_else(|| panic!("{path} has no way to help"));
        assert!(page[help..].contains("accessibility/index.html"), "{path}");
        let title = page.split_once("<title>").unwrap().1.split_once("</title>").unwrap().0;
        let edition = path.split('/').next().unwrap();
        let other = titles.insert((edition, title), path);
        assert!(other.is_none(), "{path} has the title of {other:?}");
    }
    let at = "public/accessibility/index.html";
    assert!(text(&files, at).contains("02-0000-0001"), "the page on accessibility says whom to call");
}

#[test]
fn pages_take_no_keys_and_move_nothing() {
    let dir = sample();
    let files = built(dir.path(), &["build"]);
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).unwrap();
        let taken = [
            " accesskey=",
            " target=",
            " onclick=",
            " autofocus",
            "http-equiv=\"refresh\"",
            "<marquee",
            "<video",
            "<audio",
            "<iframe",
        ];
        for word in taken.into_iter().chain([" style=\"", "<style"]) {
            assert!(!page.contains(word), "{path} has `{word}`");
        }
    }
    let style = text(&files, "public/assets/style.css");
    for word in ["animation", "@keyframes", "@import", "url("] {
        assert!(!style.contains(word), "the style has `{word}`");
    }
    assert!(style.contains("(prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }"));
}

/// Each row describes how the item is met and names an existing test, or the day and object of a manual review.
#[test]
fn every_item_of_the_guidelines_has_a_test_or_a_day_on_which_it_was_looked_at() {
    let table = fs::read_to_string("docs/accessibility.md").unwrap();
    let rows: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| line.starts_with("| ") && line[2..].starts_with(|c: char| c.is_ascii_digit()))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect();
    let numbers: Vec<&str> = rows.iter().filter_map(|row| row[0].split(' ').next()).collect();
    assert_eq!(numbers, ITEMS);
    for row in &rows {
        let [item, how, proof] = row[..] else { panic!("three cells in each row: {row:?}") };
        assert!(how.len() > 10, "{item}");
        let by_hand = proof.contains("looked at");
        let is_dated = proof.split(|c: char| !c.is_ascii_digit() && c != '-').any(|w| w.len() == 10);
        assert!(!by_hand || is_dated, "{item}: when was it looked at?");
        let named: Vec<&str> = proof.split('`').skip(1).step_by(2).collect();
        assert!(by_hand || proof.contains("해당 없음") || !named.is_empty(), "{item} has neither a test nor a day");
        for name in named {
            let (file, function) = name.split_once("::").unwrap_or((name, ""));
            let source =
                fs::read_to_string(file).unwrap_or_else(|_| panic!("{item} names `{file}`, which is not there"));
            let there = ["fn", "function", "def"].iter().any(|word| source.contains(&format!("{word} {function}(")));
            assert!(function.is_empty() || there, "{item} names `{name}`, which is not there");
        }
    }
}
