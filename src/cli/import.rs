//! `gian import`: imports records from the list of another archive.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint, value_parser};
use gian_diagnostics::{Diag, Lang, Severity, text, visible};
use gian_model::read;

use super::report::{self, show_in, tell};
use super::{CLEAN, PROBLEMS, USAGE, cannot_write, not_a_workspace, root};
use crate::import::Imported;
use crate::watchdog::Reporter;
use crate::{import, output};

/// The command with its options.
pub(super) fn command(lang: Lang) -> Command {
    let say = |ko: &'static str, en: &'static str| match lang {
        Lang::Ko => ko,
        Lang::En => en,
    };
    Command::new("import")
        .about(say(
            "다른 자료관의 정보목록(CSV)에서 본문 없는 기록을 만듭니다",
            "Make records without a body from the list of another archive (CSV)",
        ))
        .after_help(say(
            "UTF-8(BOM이 있거나 없거나)과 CP949를 읽습니다. 있는 파일은 바꾸지 않으며, 한 행이라도 틀리면 아무것도 쓰지 않습니다.\n\
             마침 코드: 0 가져옴, 1 목록이나 원본에 문제가 있음, 2 쓰는 법이나 환경이 틀림",
            "UTF-8, with a byte order mark or without, and CP949 are read. No file is replaced, and nothing is written when a row is wrong.\n\
             Exit codes: 0 imported, 1 the list or the sources have problems, 2 wrong usage or environment",
        ))
        .arg(root(lang))
        .arg(report::argument(lang))
        .arg(
            Arg::new("list")
                .required(true)
                .value_name("LIST.csv")
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath)
                .help(say("정보목록", "The list")),
        )
        .arg(Arg::new("into").long("into").value_name("content/YEAR/NAME").value_parser(dossier).help(say(
            "모든 기록을 둘 건 (기본: content/연도/list-월)",
            "Dossier for all records (default: content/YEAR/list-MONTH)",
        )))
        .arg(Arg::new("skip-bad").long("skip-bad").action(ArgAction::SetTrue).help(say(
            "틀린 행은 알리고 나머지를 가져옵니다",
            "Tell of wrong rows and import the others",
        )))
}

/// The folder of a dossier, in portable characters.
fn dossier(text: &str) -> Result<String, &'static str> {
    let steps: Vec<&str> = text.trim_end_matches('/').split('/').collect();
    let plain = |s: &str| {
        !s.is_empty() && s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
    };
    match steps[..] {
        ["content", year, name]
            if plain(year)
                && plain(name)
                && ![year, name].iter().any(|s| ["private", "documents", "attachments", "figures"].contains(s)) =>
        {
            Ok(steps.join("/"))
        }
        _ => Err("content/2021/opengov"),
    }
}

/// Exit code 1 if a row or the sources have problems.
pub(super) fn import(matches: &ArgMatches, lang: Lang, watch: &Reporter) -> u8 {
    let root = matches.get_one::<PathBuf>("root").expect("it has a default");
    let (mut sources, mut diags) = match gian_session::load(root, watch) {
        Ok(loaded) => loaded,
        Err(error) => return not_a_workspace(&error, "--root", lang),
    };
    let settings = read::settings(&sources, &mut diags);
    watch.done();
    let broken = diags.iter().any(|d| d.severity == Severity::Error);
    // Refuse if files cannot be read, because their ids are unknown.
    let Some(settings) = settings.filter(|_| !broken) else {
        show_in(&sources, root, &diags, matches, lang);
        return PROBLEMS;
    };
    let list = matches.get_one::<PathBuf>("list").expect("it is required");
    let name = visible(&list.display().to_string()).into_owned();
    let bytes = match gian_source::load_list(list) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!(
                "{}",
                text!("오류: `{}`을(를) 읽을 수 없습니다: {}", "error: `{}` cannot be read: {}"; name, error).get(lang)
            );
            return USAGE;
        }
    };
    let done = match import::decode(&name, &bytes) {
        Ok(text) => {
            sources.show(&name, &text);
            let into = matches.get_one::<String>("into").map(String::as_str);
            import::import(&sources, &settings, &name, &text, into, matches.get_flag("skip-bad"))
        }
        Err(diag) => {
            sources.show(&name, "");
            Imported { diags: vec![diag], ..Imported::default() }
        }
    };
    show_in(&sources, root, &done.diags, matches, lang);
    let failed = done.diags.iter().any(|d: &Diag| d.severity == Severity::Error);
    if failed && done.files.is_empty() && done.settings.is_none() {
        eprintln!("{}", text!("아무것도 쓰지 않았습니다.", "Nothing was written.").get(lang));
        return PROBLEMS;
    }
    if let Err(error) = write(root, sources.get("gian.yaml").map_or("", |f| &f.text), &done) {
        return cannot_write(&error, lang);
    }
    tell(
        text!(
            "기록 {}건을 썼습니다. 이미 있는 기록 {}건, 틀린 행 {}건, 더한 부서 {}개.",
            "{} records were written; {} were there, {} rows are wrong, {} departments were added."; done.files.len(), done.unchanged, done.bad, done.departments.len()
        )
        .get(lang),
        matches,
    );
    if failed { PROBLEMS } else { CLEAN }
}

/// Writes the departments, then the records that refer to them.
fn write(root: &Path, settings: &str, done: &Imported) -> std::io::Result<()> {
    if let Some(text) = &done.settings {
        let before = gian_source::bytes(root, "gian.yaml")?;
        let mark: &[u8] = if before.starts_with(b"\xef\xbb\xbf") { b"\xef\xbb\xbf" } else { b"" };
        let after = [mark, text.as_bytes()].concat();
        let is_same = before[mark.len()..] == *settings.as_bytes();
        if !is_same || !output::replace(&root.join("gian.yaml"), &before, &after)? {
            return Err(std::io::Error::other("gian.yaml changed meanwhile"));
        }
    }
    done.files.iter().try_for_each(|(path, text)| output::create(&root.join(path), text))
}
