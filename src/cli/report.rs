//! Output of problems: for people on standard error, for other programs on standard output.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{IsTerminal, Write};
use std::path::{Component, Path};

use clap::{Arg, ArgAction, ArgMatches};
use gian_check::page;
use gian_diagnostics::{Diag, Lang, Severity, Text};
use gian_digest::Nature;
use gian_model::keys;
use gian_model::read::is_private;
use gian_preflight::attachment_scan::is_looked_for;
use gian_report::locate::Locator;
use gian_report::render::{SCREENFUL, render, render_short, sort, summary};
use gian_report::{github, json, sarif};
use gian_session::Session;
use gian_source::Sources;
use gian_vocabulary::values::Disclosure;

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

/// The option that shows withheld values in problems.
pub(super) fn show_private(lang: Lang) -> Arg {
    Arg::new(SHOW_PRIVATE).long(SHOW_PRIVATE).action(ArgAction::SetTrue).help(match lang {
        Lang::Ko => "문제를 보일 때 가린 값을 별표로 바꾸지 않습니다",
        Lang::En => "Do not replace withheld values by asterisks when problems are shown",
    })
}

const SHOW_PRIVATE: &str = "show-private";

/// Prints problems. For other programs this is the whole report, printed once per run even if it is empty; for people
/// nothing is printed if there are no problems.
pub(super) fn show(session: &Session, diags: &[Diag], matches: &ArgMatches, lang: Lang) {
    let shows = matches.try_get_one::<bool>(SHOW_PRIVATE).ok().flatten().is_some_and(|shows| *shows);
    let is_for_people = matches!(Format::of(matches), Format::Human | Format::Short | Format::Github);
    if shows || !is_for_people {
        return print(&report(&session.sources, &session.root, diags, matches, lang), matches);
    }
    let text = match without_private_lines(session, diags) {
        Some((sources, diags)) => report(&sources, &session.root, &diags, matches, lang),
        None => report(&session.sources, &session.root, diags, matches, lang),
    };
    let mut shown = masked(&text, session);
    let has_option = matches.try_get_one::<bool>(SHOW_PRIVATE).is_ok();
    if has_option && Format::of(matches) != Format::Github && shown.contains('＊') && !text.contains('＊') {
        let words = gian_diagnostics::text!(
            "별표(＊)는 공개하지 않는 글을 가린 것입니다. `--show-private`를 붙이면 그대로 보입니다.",
            "asterisks (＊) replace text that is not public; `--show-private` shows it."
        );
        shown.push_str(&format!("\n{}\n", words.get(lang)));
    }
    print(&shown, matches);
}

/// Prints problems of sources that were not loaded as a workspace.
pub(super) fn show_in(sources: &Sources, root: &Path, diags: &[Diag], matches: &ArgMatches, lang: Lang) {
    print(&report(sources, root, diags, matches, lang), matches);
}

#[expect(clippy::disallowed_methods, reason = "NO_COLOR is about the terminal")]
fn report(sources: &Sources, root: &Path, diags: &[Diag], matches: &ArgMatches, lang: Lang) -> String {
    match Format::of(matches) {
        Format::Json => json::render(sources, diags),
        Format::Sarif => sarif::render(sources, diags, lang, &|code| page::title(code, lang)),
        Format::Github => github::render(sources, diags, lang, &below_here(root)),
        Format::Human | Format::Short if diags.is_empty() => String::new(),
        Format::Short => render_short(sources, diags, lang),
        Format::Human => {
            let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            render(sources, diags, lang, color, SCREENFUL)
        }
    }
}

fn print(text: &str, matches: &ArgMatches) {
    let _ = match Format::of(matches).is_for_programs() {
        true => std::io::stdout().write_all(text.as_bytes()),
        false => std::io::stderr().write_all(text.as_bytes()),
    };
}

/// A report with asterisks in place of the withheld values of a workspace, because reports are copied into messages and
/// the logs of CI. A sign of the same width replaces each character, so that the frames stay aligned.
fn masked(text: &str, session: &Session) -> String {
    let closed = closed_files(session);
    // The text of a draft is not withheld: it has no public page yet.
    let is_masked =
        |found: &&gian_digest::Found| found.nature != Nature::Document || closed.contains(found.place.file.as_str());
    let found = session.outside.withheld().filter(|found| is_looked_for(found)).filter(is_masked);
    let mut values: Vec<&str> = found.map(|f| f.value.trim()).filter(|v| v.chars().count() > 1).collect();
    values.sort_by_key(|value| std::cmp::Reverse(value.len()));
    values.dedup();
    let mut text = text.to_owned();
    for value in values {
        let mut from = 0;
        while let Some(at) = text[from..].find(value).map(|i| from + i) {
            let stars: String = value.chars().map(star).collect();
            from = at + stars.len();
            text.replace_range(at..at + value.len(), &stars);
        }
    }
    without_resident_numbers(text)
}

/// The files of documents that are closed as a whole, and those of dossiers that have no other documents.
fn closed_files(session: &Session) -> BTreeSet<&str> {
    let mut closed = BTreeSet::new();
    let mut by_folder: BTreeMap<&str, bool> = BTreeMap::new();
    for (dossier, index) in session.documents() {
        let document = &dossier.documents[index];
        let is_closed = document.record.class(session.as_of()).0 == Disclosure::Closed;
        closed.extend(is_closed.then_some(document.path.as_str()));
        *by_folder.entry(&dossier.folder).or_insert(true) &= is_closed;
    }
    for (folder, _) in by_folder.into_iter().filter(|(_, is_closed)| *is_closed) {
        closed.extend(session.sources.below(folder).map(|(path, _)| path));
    }
    closed
}

/// A text with asterisks for the second half of each number that has the form of a resident number.
fn without_resident_numbers(mut text: String) -> String {
    let digits = |bytes: &[u8]| bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let hyphens: Vec<usize> = text.match_indices('-').map(|(at, _)| at).collect();
    for at in hyphens {
        let before: Vec<u8> = text.as_bytes()[..at].iter().rev().take(7).copied().collect();
        if digits(&before) == 6 && digits(&text.as_bytes()[at + 1..]) == 7 {
            text.replace_range(at + 1..at + 8, "*******");
        }
    }
    text
}

/// The asterisk that is as wide as a character.
fn star(c: char) -> char {
    match c {
        ' ' | '\n' => c,
        c if c.is_ascii() => '*',
        _ => '＊',
    }
}

/// Sources and problems with asterisks for lines whose withheld values are not known, if a problem is in one: those of private
/// files, those about persons in a file that could not be read, and those with a mark in a wrong form.
fn without_private_lines(session: &Session, diags: &[Diag]) -> Option<(Sources, Vec<Diag>)> {
    let mut locator = Locator::new(&session.sources);
    let (mut hidden, mut shown): (BTreeSet<(String, usize)>, Vec<Diag>) = (BTreeSet::new(), Vec::new());
    // Whether a line is about a person, by file and line: a line may have thousands of problems.
    let mut persons: BTreeMap<(String, usize), bool> = BTreeMap::new();
    for diag in diags {
        let file = &diag.place.file;
        let is_mark = diag.code == gian_check::rules::MARK_SYNTAX;
        let unread = file.starts_with("content/") && !session.all_read;
        let line = if is_mark || unread { locator.locate(&diag.place).line } else { 0 };
        let mut of_person = || {
            *persons.entry((file.clone(), line)).or_insert_with(|| {
                let text = session.sources.get(file).and_then(|f| f.text.lines().nth(line.saturating_sub(1)));
                text.is_some_and(|text| OF_PERSONS.iter().any(|key| text.contains(key)))
            })
        };
        let hides = is_private(file) || is_mark || (unread && of_person());
        if hides {
            hidden.insert((diag.place.file.clone(), if is_mark { line } else { 0 }));
        }
        shown.push(if hides { with_stars(diag) } else { diag.clone() });
    }
    if hidden.is_empty() {
        return None;
    }
    let mut masked = session.sources.clone();
    for path in hidden.iter().map(|(path, _)| path) {
        let Some(file) = session.sources.get(path) else { continue };
        let line = |(i, line): (usize, &str)| {
            let is_mark = hidden.contains(&(path.clone(), i + 1));
            let of_person = !session.all_read && OF_PERSONS.iter().any(|key| line.contains(key));
            match is_mark || is_private(path) || of_person {
                true => starred(line, if is_mark { 0 } else { line.find(':').unwrap_or(0) }),
                false => line.to_owned(),
            }
        };
        let text = file.text.split_inclusive('\n').enumerate().map(line).collect();
        masked.put(path, gian_source::File { text, ..file.clone() });
    }
    Some((masked, shown))
}

/// A problem with asterisks for the words that its message and advice quote from the source.
fn with_stars(diag: &Diag) -> Diag {
    let quoted = |text: &str| -> String {
        let parts = text.split('`').enumerate();
        let parts =
            parts.map(|(i, part)| if i % 2 == 1 { part.chars().map(star_of_word).collect() } else { part.to_owned() });
        parts.collect::<Vec<_>>().join("`")
    };
    let starred = |text: &Text| Text { ko: quoted(&text.ko), en: quoted(&text.en) };
    // The advice names keys and forms to write; it repeats the value in some problems only.
    let repeats = diag.code == gian_source::yaml::COMMA;
    Diag {
        message: starred(&diag.message),
        help: diag.help.as_ref().map(|help| if repeats { starred(help) } else { help.clone() }),
        ..diag.clone()
    }
}

fn star_of_word(c: char) -> char {
    if c.is_alphanumeric() { star(c) } else { c }
}

/// Keys and marks of lines that may have a withheld value.
const OF_PERSONS: [&str; 7] =
    [keys::WITHHELD, keys::PERSON, keys::RESIDENT_NO, keys::CONTACT, keys::ACCOUNT, keys::BANK, keys::ACCOUNT_HOLDER];

/// A line with asterisks from a position on, of as many bytes, so that places stay valid.
fn starred(line: &str, from: usize) -> String {
    let (key, value) = line.split_at(from);
    let stars = value.chars().flat_map(|c| {
        let hides = c.is_alphanumeric();
        std::iter::repeat_n(if hides { '*' } else { c }, if hides { c.len_utf8() } else { 1 })
    });
    key.chars().chain(stars).collect()
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
