//! `gian explain`: prints the page of a rule, or the list of all rules.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, ValueHint, value_parser};
use gian_check::rules::RULES;
use gian_check::{Layer, page, rule, structure_pages};
use gian_diagnostics::{Lang, text};
use gian_schema::nearest::nearest;

use super::{CLEAN, USAGE, cannot_write};
use crate::output;

/// The command with its help.
pub(super) fn command(lang: Lang) -> Command {
    let say = |ko: &'static str, en: &'static str| match lang {
        Lang::Ko => ko,
        Lang::En => en,
    };
    let code = Arg::new("code").value_name("CODE").help(say(
        "규칙의 이름: weekday (없으면 모든 규칙의 목록)",
        "Name of the rule: weekday (without it, a list of all)",
    ));
    let book = Arg::new("book")
        .long("book")
        .value_name("DIR")
        .conflicts_with("code")
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::DirPath)
        .help(say(
            "모든 설명을 DIR에 rules.md와 rules.en.md로 씁니다",
            "Write all pages into DIR as rules.md and rules.en.md",
        ));
    Command::new("explain")
        .about(say("규칙이 무엇을 왜 묻는지 설명합니다", "Explain what a rule asks, and why"))
        .arg(code)
        .arg(book)
}

/// Prints a page, or the list.
pub(super) fn explain(matches: &ArgMatches, lang: Lang) -> u8 {
    if let Some(dir) = matches.get_one::<PathBuf>("book") {
        let books = [("rules.md", Lang::Ko), ("rules.en.md", Lang::En)];
        let written = books.into_iter().try_for_each(|(name, of)| output::write(&dir.join(name), &page::book(of)));
        return written.map_or_else(|error| cannot_write(&error, lang), |()| CLEAN);
    }
    let Some(code) = matches.get_one::<String>("code") else {
        print!("{}", list(lang));
        return CLEAN;
    };
    if let Some(rule) = rule(code) {
        print!("{}", page::render(rule, lang));
        return CLEAN;
    }
    if let Some(page) = structure_pages::page(code).and_then(|text| page::read_plain(text, lang)) {
        print!("# {}\n\n`{code}`\n\n{}\n", page.title, page.body);
        return CLEAN;
    }
    eprintln!("{}", text!("오류: `{}`이라는 규칙이 없습니다", "error: there is no rule `{}`"; code).get(lang));
    if let Some(near) =
        nearest(code, RULES.iter().map(|r| r.code).chain(structure_pages::PAGES.iter().map(|(code, _)| *code)))
    {
        eprintln!("{}", text!("도움말: 혹시 `{}`입니까?", "help: did you mean `{}`?"; near).get(lang));
    }
    USAGE
}

/// All rules by layer, one line each.
fn list(lang: Lang) -> String {
    let mut out = String::new();
    for layer in Layer::ALL {
        let of: Vec<_> = RULES.iter().filter(|r| r.layer == layer).collect();
        out.push_str(&format!("{} ({})\n", page::layer(layer, lang), of.len()));
        for rule in of {
            let title = page::read(rule.source, lang).map_or_else(String::new, |p| p.title);
            out.push_str(&format!("  {:<26} {title}", rule.code));
            if !rule.on {
                out.push_str(text!(" (끔)", " (off)").get(lang));
            }
            out.push('\n');
        }
        out.push('\n');
    }
    out
}
