//! Output of problems: for people on standard error, for other programs on standard output.

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

/// Output format of problems.
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

    /// The requested format; commands without the option write for people.
    pub(super) fn of(matches: &ArgMatches) -> Self {
        let name = matches.try_get_one::<String>("format").ok().flatten();
        Self::ALL.into_iter().find(|f| name.is_some_and(|n| n == f.name())).unwrap_or(Self::Human)
    }

    /// Whether standard output contains only the report.
    pub(super) fn is_for_programs(self) -> bool {
        match self {
            Self::Human | Self::Short => false,
            Self::Json | Self::Sarif | Self::Github => true,
        }
    }
}

/// The option that selects the format.
pub(super) fn argument(lang: Lang) -> Arg {
    Arg::new("format").long("format").value_parser(Format::ALL.map(Format::name)).default_value("human").help(
        match lang {
            Lang::Ko => "문제를 보이는 형식 (json, sarif, github는 표준 출력에 씁니다)",
            Lang::En => "How problems are shown (json, sarif and github on standard output)",
        },
    )
}

/// Prints problems. For other programs this is the whole report, printed once per run even if it is empty; for people
/// nothing is printed if there are no problems.
pub(super) fn show(session: &Session, diags: &[Diag], matches: &ArgMatches, lang: Lang) {
    show_in(&session.sources, &session.root, diags, matches, lang);
}

/// Prints problems of sources that were not loaded as a workspace.
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

/// Prints problems of the sources together with later ones.
pub(super) fn show_all(session: &Session, later: &[Diag], matches: &ArgMatches, lang: Lang) {
    let mut diags = [&session.diags, later].concat();
    sort(&session.sources, &mut diags);
    show(session, &diags, matches, lang);
}

/// Prints the message of success, in the format.
pub(super) fn tell(words: &str, matches: &ArgMatches) {
    match Format::of(matches).is_for_programs() {
        true => eprintln!("{words}"),
        false => println!("{words}"),
    }
}

/// Prints that no problems were found.
pub(super) fn tell_clean(session: &Session, matches: &ArgMatches, lang: Lang) {
    if session.diags.is_empty() {
        tell(&summary(&session.diags, lang), matches);
    }
}

/// Whether a problem makes a command fail.
pub(super) fn fails<'a>(mut diags: impl Iterator<Item = &'a Diag>, matches: &ArgMatches) -> bool {
    diags.any(|d| match d.severity {
        Severity::Error => true,
        Severity::Warning => matches.get_flag("strict"),
        Severity::Info => false,
    })
}

/// The workspace folder relative to the current one, which in CI is the root of the repository; empty if it is the same
/// or not below it.
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
