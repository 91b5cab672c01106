//! `gian check`: problems of a workspace, corrections, and run times of rules.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches};
use gian_check::rules::RULES;
use gian_check::{Fixing, Meter, Unmeasured, rule};
use gian_diagnostics::{Diag, Lang, Severity, text};
use gian_report::fix::correct;
use gian_schema::nearest::nearest;
use gian_session::Session;
use gian_source::Sources;
use similar::TextDiff;

use super::engine::built_in;
use super::report::{fails, show, tell, tell_clean};
use super::{CLEAN, PROBLEMS, USAGE, not_a_workspace};
use crate::output;
use crate::pipeline::rehearse_templates;
use crate::watchdog::Reporter;

/// Options of `check` besides the shared ones.
pub(super) fn arguments(lang: Lang) -> Vec<Arg> {
    let say = |ko: &'static str, en: &'static str| match lang {
        Lang::Ko => ko,
        Lang::En => en,
    };
    vec![
        Arg::new("fix")
            .long("fix")
            .value_name("RULE,…")
            .num_args(0..=1)
            .require_equals(true)
            .value_delimiter(',')
            .default_missing_value("")
            .help(say(
                "뜻이 그대로인 고침을 원본에 합니다. 규칙의 이름을 적으면 그 규칙만, 그 규칙이 할 수 있는 모든 고침을 합니다 (--fix=weekday)",
                "Make the corrections that keep the meaning; with names of rules only theirs, and all of theirs (--fix=weekday)",
            )),
        Arg::new("diff").long("diff").action(ArgAction::SetTrue).help(say(
            "아무것도 쓰지 않고, --fix가 바꿀 곳만 보입니다",
            "Write nothing; show what --fix would change",
        )),
        Arg::new("timings").long("timings").action(ArgAction::SetTrue).help(say(
            "규칙마다 걸린 시간을 보입니다",
            "Show the time that each rule took",
        )),
    ]
}

/// Exit code 1 if there are problems, or if `--diff` shows a change.
pub(super) fn check(matches: &ArgMatches, lang: Lang, watch: &Reporter) -> u8 {
    let root = matches.get_one::<PathBuf>("root").expect("it has a default");
    let names: Option<Vec<String>> = matches.get_many::<String>("fix").map(|all| all.cloned().collect());
    let wanted = match names.as_deref().map(selection) {
        Some(Err(name)) => return no_such_rule(&name, lang),
        Some(Ok(wanted)) => Some(wanted),
        // `--diff` alone shows what `--fix` alone would do.
        None => matches.get_flag("diff").then_some(FixSelection::Safe),
    };
    let clock = matches.get_flag("timings").then(Clock::default);
    let meter: &dyn Meter = clock.as_ref().map_or(&Unmeasured, |clock| clock);
    let (sources, loaded) = match gian_session::load(root, watch) {
        Ok(loaded) => loaded,
        Err(error) => return not_a_workspace(&error, "--root", lang),
    };
    let mut changes = Changes::default();
    let mut session = gian_preflight::examine(root, sources, loaded.clone(), watch, meter);
    if let Some(wanted) = &wanted {
        session = corrected(root, session, loaded, wanted, &mut changes, watch);
    }
    if !session.diags.iter().any(|d| d.severity == Severity::Error) && !matches.get_flag("diff") {
        let found = rehearse_templates(&session, || built_in(&session), watch);
        session.diags.extend(found);
    }
    watch.done();
    if matches.get_flag("diff") {
        changes.print();
        return if changes.files.is_empty() { CLEAN } else { PROBLEMS };
    }
    if let Err(code) = changes.write(root, matches, lang) {
        return code;
    }
    show(&session, &session.diags, matches, lang);
    tell_clean(&session, matches, lang);
    if let Some(clock) = clock {
        eprint!("{}", clock.table(lang));
    }
    if fails(session.diags.iter(), matches) { PROBLEMS } else { CLEAN }
}

/// The requested corrections.
enum FixSelection {
    /// Corrections that keep the meaning.
    Safe,
    /// All corrections of these rules.
    Of(BTreeSet<String>),
}

fn selection(names: &[String]) -> Result<FixSelection, String> {
    let names: BTreeSet<String> = names.iter().map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).collect();
    if let Some(unknown) = names.iter().find(|n| rule(n).is_none_or(|r| r.fixing == Fixing::None)) {
        return Err(unknown.clone());
    }
    Ok(if names.is_empty() { FixSelection::Safe } else { FixSelection::Of(names) })
}

impl FixSelection {
    fn takes(&self, diag: &Diag) -> bool {
        match self {
            Self::Safe => rule(diag.code).is_some_and(|r| r.fixing == Fixing::Safe),
            Self::Of(names) => names.contains(diag.code),
        }
    }
}

fn no_such_rule(name: &str, lang: Lang) -> u8 {
    let fixing = RULES.iter().filter(|r| r.fixing != Fixing::None).map(|r| r.code);
    let words = match rule(name) {
        Some(_) => text!("오류: `{}`은(는) 고칠 줄 모르는 규칙입니다", "error: {} corrects nothing"; name),
        None => text!("오류: `{}`이라는 규칙이 없습니다", "error: there is no rule `{}`"; name),
    };
    eprintln!("{}", words.get(lang));
    if let Some(near) = nearest(name, fixing) {
        eprintln!("{}", text!("도움말: 혹시 `{}`입니까?", "help: did you mean `{}`?"; near).get(lang));
    }
    USAGE
}

/// Corrections: text of each file before and after, and number of problems.
#[derive(Default)]
struct Changes {
    files: BTreeMap<String, (String, String)>,
    problems: usize,
}

/// Maximum number of rounds, because a correction may enable another; more would mean that rules contradict each other.
const ROUNDS: usize = 8;

/// Corrects the sources in memory until nothing more can be corrected.
fn corrected(
    root: &Path,
    mut session: Session,
    mut loaded: Vec<Diag>,
    wanted: &FixSelection,
    changes: &mut Changes,
    watch: &Reporter,
) -> Session {
    for _ in 0..ROUNDS {
        let files = correct(&session.sources, &session.diags, |diag| wanted.takes(diag));
        if files.is_empty() {
            break;
        }
        let mut sources = session.sources;
        for (path, new) in files {
            let before = text_of(&sources, &path);
            changes.problems += new.problems;
            loaded.retain(|d| d.place.file != path);
            sources.insert(&path, new.text.clone(), &mut loaded);
            changes.files.entry(path).or_insert_with(|| (before, String::new())).1 = new.text;
        }
        session = gian_preflight::examine(root, sources, loaded.clone(), watch, &Unmeasured);
    }
    session
}

fn text_of(sources: &Sources, path: &str) -> String {
    sources.get(path).map_or_else(String::new, |f| f.on_disk().to_owned())
}

impl Changes {
    fn print(&self) {
        for (path, (before, after)) in &self.files {
            let diff = TextDiff::from_lines(before.as_str(), after.as_str());
            print!("{}", diff.unified_diff().context_radius(2).header(&format!("a/{path}"), &format!("b/{path}")));
        }
    }

    /// Writes the corrected files, each atomically.
    fn write(&self, root: &Path, matches: &ArgMatches, lang: Lang) -> Result<(), u8> {
        let (mut written, mut failed) = (0, false);
        for (path, (before, after)) in &self.files {
            match replace(root, path, before, after) {
                Ok(true) => written += 1,
                Ok(false) => {
                    failed = true;
                    let words = text!(
                        "오류: `{}`이(가) 그사이에 바뀌어 고치지 않았습니다",
                        "error: `{}` has changed meanwhile and was not corrected"; path
                    );
                    eprintln!("{}", words.get(lang));
                }
                Err(error) => {
                    failed = true;
                    let words =
                        text!("오류: `{}`을(를) 쓰지 못했습니다: {}", "error: `{}` cannot be written: {}"; path, error);
                    eprintln!("{}", words.get(lang));
                }
            }
        }
        if written > 0 {
            let words =
                text!("파일 {}개에서 {}곳을 고쳤습니다.", "{} files corrected, in {} places."; written, self.problems);
            tell(words.get(lang), matches);
        }
        if failed { Err(USAGE) } else { Ok(()) }
    }
}

/// Byte order mark of a file, which is kept.
const MARK: &[u8] = b"\xef\xbb\xbf";

fn replace(root: &Path, path: &str, before: &str, after: &str) -> std::io::Result<bool> {
    let now = gian_source::bytes(root, path)?;
    let mark = if now.starts_with(MARK) { MARK } else { &[] };
    if &now[mark.len()..] != before.as_bytes() {
        return Ok(false);
    }
    output::replace(&root.join(path), &now, &[mark, after.as_bytes()].concat())
}

/// Sums up the run times of rules.
#[derive(Default)]
struct Clock(Mutex<BTreeMap<&'static str, Duration>>);

impl Meter for Clock {
    #[expect(clippy::disallowed_methods, reason = "--timings tells a person how long the rules took")]
    fn measure(&self, code: &'static str, work: &mut dyn FnMut()) {
        let began = std::time::Instant::now();
        work();
        *self.0.lock().expect("no rule panics with the lock").entry(code).or_default() += began.elapsed();
    }
}

impl Clock {
    /// The slowest rules, in milliseconds.
    fn table(&self, lang: Lang) -> String {
        let times = self.0.lock().expect("no rule panics with the lock");
        let mut rows: Vec<_> = times.iter().map(|(code, time)| (*time, *code)).collect();
        rows.sort_by(|a, b| b.cmp(a));
        let total: Duration = rows.iter().map(|(time, _)| *time).sum();
        let mut out = text!("규칙마다 걸린 시간 (ms)\n", "Time that each rule took (ms)\n").get(lang).to_owned();
        for (time, code) in rows {
            out.push_str(&format!("{:>10.1}  {code}\n", time.as_secs_f64() * 1000.0));
        }
        let words = text!("모두", "all");
        out.push_str(&format!("{:>10.1}  {}\n", total.as_secs_f64() * 1000.0, words.get(lang)));
        out
    }
}
