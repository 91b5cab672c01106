//! How a command shows problems: to a person on standard error, to other programs on standard output.

use std::borrow::Cow;
use std::io::{IsTerminal, Write};
use std::path::{Component, Path};

use clap::{Arg, ArgMatches};
use gian_check::page;
use gian_diagnostics::{Diag, Lang, Severity};
use gian_report::render::{SCREENFUL, render, render_short, sort, summary};
use gian_report::{github, json, sarif};
use gian_session::Session;
use gian_source::Sources;

/// How problems are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Human,
    Short,
    Json,
    Sarif,
    Github,
}

impl Format {
    const ALL: [Self; 5] = [Self::Human, Self::Short, Self::Json, Self::Sarif, Self::Github];

    fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Short => "short",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Github => "github",
        }
    }

    /// What was asked for; commands without the option speak to a person.
    pub(super) fn of(matches: &ArgMatches) -> Self {
        let name = matches.try_get_one::<String>("format").ok().flatten();
        Self::ALL.into_iter().find(|f| name.is_some_and(|n| n == f.name())).unwrap_or(Self::Human)
    }

    /// Whether standard output is the report and nothing else.
    pub(super) fn is_for_programs(self) -> bool {
        match self {
            Self::Human | Self::Short => false,
            Self::Json | Self::Sarif | Self::Github => true,
        }
    }
}

/// The option that chooses the format.
pub(super) fn argument(lang: Lang) -> Arg {
    Arg::new("format").long("format").value_parser(Format::ALL.map(Format::name)).default_value("human").help(
        match lang {
            Lang::Ko => "문제를 보이는 형식 (json, sarif, github는 표준 출력에 씁니다)",
            Lang::En => "How problems are shown (json, sarif and github on standard output)",
        },
    )
}

/// Shows problems. For other programs this is the whole report, to be written once in a run, with problems or without;
/// a person is told nothing where there is nothing.
pub(super) fn show(prepared: &Session, diags: &[Diag], matches: &ArgMatches, lang: Lang) {
    show_in(&prepared.sources, &prepared.root, diags, matches, lang);
}

/// Shows problems of sources that were not prepared as a whole.
#[expect(clippy::disallowed_methods, reason = "NO_COLOR is about the terminal")]
pub(super) fn show_in(sources: &Sources, root: &Path, diags: &[Diag], matches: &ArgMatches, lang: Lang) {
    let text = match Format::of(matches) {
        Format::Json => json::render(sources, diags),
        Format::Sarif => sarif::render(sources, diags, lang, &|code| page::title(code, lang)),
        Format::Github => github::render(sources, diags, lang, &below_here(root)),
        Format::Human | Format::Short if diags.is_empty() => return,
        Format::Short => render_short(sources, diags, lang),
        Format::Human => {
            let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            render(sources, diags, lang, color, SCREENFUL)
        }
    };
    let _ = match Format::of(matches).is_for_programs() {
        true => std::io::stdout().write_all(text.as_bytes()),
        false => std::io::stderr().write_all(text.as_bytes()),
    };
}

/// Shows the problems of the sources together with those that came up later.
pub(super) fn show_all(prepared: &Session, later: &[Diag], matches: &ArgMatches, lang: Lang) {
    if later.is_empty() {
        return show(prepared, &prepared.diags, matches, lang);
    }
    let mut diags = [&prepared.diags, later].concat();
    sort(&prepared.sources, &mut diags);
    show(prepared, &diags, matches, lang);
}

/// Says that there are no problems, or with what else a command ends well.
pub(super) fn tell(words: &str, matches: &ArgMatches) {
    match Format::of(matches).is_for_programs() {
        true => eprintln!("{words}"),
        false => println!("{words}"),
    }
}

/// Says that nothing is wrong.
pub(super) fn tell_clean(prepared: &Session, matches: &ArgMatches, lang: Lang) {
    if prepared.diags.is_empty() {
        tell(&summary(&prepared.diags, lang), matches);
    }
}

/// Whether problems let a command fail.
pub(super) fn fails<'a>(mut diags: impl Iterator<Item = &'a Diag>, matches: &ArgMatches) -> bool {
    diags.any(|d| match d.severity {
        Severity::Error => true,
        Severity::Warning => matches.get_flag("strict"),
        Severity::Info => false,
    })
}

/// The folder of the workspace as seen from the current one, which in CI is the top of the repository; empty where it is
/// that folder itself, or stands elsewhere.
fn below_here(root: &Path) -> String {
    let steps: Option<Vec<Cow<'_, str>>> = root
        .components()
        .filter(|c| !matches!(c, Component::CurDir))
        .map(|c| match c {
            Component::Normal(step) => Some(step.to_string_lossy()),
            Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
        })
        .collect();
    steps.unwrap_or_default().join("/")
}

#[cfg(test)]
mod tests {
    use gian_diagnostics::{Place, text};

    use super::*;

    #[test]
    fn warnings_fail_where_they_are_to_and_infos_nowhere() {
        let fail = |diag: &Diag, arguments: &[&str]| {
            let matches = crate::cli::command(Lang::Ko).try_get_matches_from(arguments).unwrap();
            fails(std::iter::once(diag), matches.subcommand().unwrap().1)
        };
        let place = || Place::bytes("a.yaml", 0..0);
        let [error, warning, info] =
            [Diag::error, Diag::warning, Diag::info].map(|make| make("x", place(), text!("가", "a")));
        let [usual, strict] = [&["gian", "check"][..], &["gian", "check", "--strict"]];
        assert_eq!([&error, &warning, &info].map(|d| fail(d, usual)), [true, false, false]);
        assert_eq!([&error, &warning, &info].map(|d| fail(d, strict)), [true, true, false]);
    }

    #[test]
    fn a_workspace_below_the_current_folder_is_named() {
        assert_eq!(below_here(Path::new(".")), "");
        assert_eq!(below_here(Path::new("./offices/가/")), "offices/가");
        assert_eq!(below_here(Path::new("../other")), "");
        assert_eq!(below_here(Path::new("/srv/other")), "");
    }
}
