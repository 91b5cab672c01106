//! Shared by all commands: exit codes, the option `--root`, and messages for a missing workspace and failed writes.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, ValueHint, value_parser};
use gian_diagnostics::Lang;
use gian_session::{Inspector, Session};
use gian_source::LoadError;

use crate::watchdog::Reporter;

pub(crate) const CLEAN: u8 = 0;

pub(crate) const PROBLEMS: u8 = 1;

pub(crate) const USAGE: u8 = 2;

/// The option that names the workspace.
pub(crate) fn root(lang: Lang) -> Arg {
    Arg::new("root")
        .long("root")
        .value_name("DIR")
        .default_value(".")
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::DirPath)
        .help(match lang {
            Lang::Ko => "작업공간 폴더 (gian.yaml이 있는 곳)",
            Lang::En => "Workspace folder (with gian.yaml)",
        })
}

/// Loads and checks the workspace.
pub(crate) fn prepare(matches: &ArgMatches, lang: Lang, watch: &Reporter) -> Result<Session, u8> {
    inspect(&(), matches, lang, watch)
}

/// Loads and checks the workspace, and shows each composed document to an inspector.
pub(crate) fn inspect(
    inspector: &dyn Inspector,
    matches: &ArgMatches,
    lang: Lang,
    watch: &Reporter,
) -> Result<Session, u8> {
    let root = matches.get_one::<PathBuf>("root").expect("it has a default");
    let session = gian_preflight::inspect_watched(root, inspector, watch);
    session.map_err(|error| not_a_workspace(&error, "--root", lang))
}

/// Loads the workspace, and checks all but what only composed documents show.
pub(crate) fn open(matches: &ArgMatches, lang: Lang, watch: &Reporter) -> Result<Session, u8> {
    let root = matches.get_one::<PathBuf>("root").expect("it has a default");
    let loaded = gian_session::load(root, watch).map_err(|error| not_a_workspace(&error, "--root", lang));
    loaded.map(|(sources, diags)| gian_preflight::open(root, sources, diags, watch, &gian_check::Unmeasured))
}

/// Prints that a folder is not a workspace; `option` is the option that named it.
pub(crate) fn not_a_workspace(LoadError::NotAWorkspace(path): &LoadError, option: &str, lang: Lang) -> u8 {
    let shown = path.display();
    eprintln!(
        "{}",
        match lang {
            Lang::Ko => format!(
                "오류: `{shown}`에 gian.yaml이 없습니다\n도움말: 작업공간에서 실행하거나 `{option} DIR`로 알려 주십시오"
            ),
            Lang::En => format!(
                "error: there is no gian.yaml in `{shown}`\nhelp: run gian in a workspace, or name it with `{option} DIR`"
            ),
        }
    );
    USAGE
}

pub(crate) fn cannot_write(error: &std::io::Error, lang: Lang) -> u8 {
    eprintln!(
        "{}",
        match lang {
            Lang::Ko => format!("오류: 쓰지 못했습니다: {error}\n도움말: 폴더의 권한과 남은 자리를 확인하십시오"),
            Lang::En => format!(
                "error: cannot write: {error}\nhelp: check the permissions of the folder and the space that is left"
            ),
        }
    );
    USAGE
}

pub(crate) fn cannot_read(error: &std::io::Error, lang: Lang) -> u8 {
    eprintln!(
        "{}",
        match lang {
            Lang::Ko => format!("오류: 읽지 못했습니다: {error}\n도움말: 파일의 권한을 확인하십시오"),
            Lang::En => format!("error: cannot read: {error}\nhelp: check the permissions of the file"),
        }
    );
    USAGE
}
