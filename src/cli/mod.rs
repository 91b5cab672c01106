//! The command line: arguments, messages, exit code.
//!
//! Exit codes: 0 clean, 1 problems in the content, 2 wrong usage or environment.

#![expect(clippy::print_stdout, reason = "what a command tells a person goes to the terminal")]

mod check;
mod disclosure;
mod engine;
mod explain;
mod impact;
mod import;
mod register;
mod report;
mod shared;
mod trial;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint, value_parser};
use gian_archive::data::api;
use gian_diagnostics::{Diag, Lang, Severity, Text, text};
use gian_disclose::project;
use gian_emit::FORMATS;
use gian_model::schema::{FileKind, key_table};
use gian_report::json;
use gian_session::Session;
use gian_source::progress;
use gian_typst_engine::Job;
use gian_view::{Edition, View};
use gian_vocabulary::values::Date;
use indicatif::{ProgressBar, ProgressStyle};
use report::{fails, show, show_all, tell};
use shared::{CLEAN, PROBLEMS, USAGE, cannot_read, cannot_write, inspect, not_a_workspace, open, prepare, root};

use crate::build_error::BuildError;
use crate::pipeline::Place;
use crate::pipeline::{Control, Progress};
use crate::renderer::Renderer;
use crate::watchdog::Reporter;
use crate::{output, pipeline, watchdog};

/// Runs the program on the arguments of the process.
pub fn run() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    let lang = language(&args);
    let matches = match command(lang).try_get_matches_from(&args) {
        Ok(matches) => matches,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { USAGE } else { CLEAN });
        }
    };
    let code = match matches.subcommand() {
        // A copy elsewhere has no sources that could take too much.
        Some(("verify", sub)) if sub.get_flag("manifest-only") => disclosure::mirror(sub, lang),
        Some((name @ ("build" | "check" | "dump" | "due" | "impact" | "import" | "register" | "verify"), sub))
            if !sub.get_flag(watchdog::ARGUMENT) =>
        {
            supervised(sub, name, lang)
        }
        Some((name @ ("build" | "check" | "dump" | "due" | "impact" | "import" | "register" | "verify"), sub)) => {
            match Reporter::start(starts_programs(name, sub)) {
                Ok(watch) if watch.is_trial() => trial::run(name, sub, lang, &watch),
                Ok(watch) => match name {
                    "build" => build(sub, lang, &watch),
                    "check" => check::check(sub, lang, &watch),
                    "dump" => dump(sub, lang, &watch),
                    "due" => disclosure::due(sub, lang, &watch),
                    "impact" => impact::impact(sub, lang, &watch),
                    "import" => import::import(sub, lang, &watch),
                    "register" => register::register(sub, lang, &watch),
                    _ => disclosure::verify(sub, lang, &watch),
                },
                Err(_) => USAGE,
            }
        }
        Some(("explain", sub)) => explain::explain(sub, lang),
        Some(("schema", sub)) => schema(sub, lang),
        Some(("completions", sub)) => completions(sub, lang),
        _ => unreachable!("clap asks for a subcommand"),
    };
    ExitCode::from(code)
}

/// Does the work in a child process, so that a document that takes too much can be stopped.
fn supervised(matches: &ArgMatches, name: &str, lang: Lang) -> u8 {
    // A build that was interrupted may have left no output.
    if let Some(root) = matches.try_get_one::<PathBuf>("root").ok().flatten()
        && let Err(error) = output::repair(root)
    {
        return cannot_write(&error, lang);
    }
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let crashed = |name: &str| {
        let path = progress::read_by(name).unwrap_or(name);
        let words = text!(
            "위의 글은 `{}`을(를) 다루다가 멎으면서 남은 것입니다. 그 파일을 빼고 다시 합니다.",
            "The lines above are left from `{}`, at which the work broke off; it goes on without that file."; path
        );
        eprintln!("{}", words.get(lang));
    };
    watchdog::run(&arguments, starts_programs(name, matches), &crashed).unwrap_or_else(|failure| {
        eprintln!("{}", failure.text().get(lang));
        USAGE
    })
}

/// Whether the work starts other programs, which must end with it.
fn starts_programs(name: &str, matches: &ArgMatches) -> bool {
    name == "build" && matches.contains_id("typst")
}

/// Language of the terminal: `--lang`, else the locale, else Korean.
#[expect(clippy::disallowed_methods, reason = "the locale reaches the terminal only")]
fn language(args: &[String]) -> Lang {
    let asked = args.iter().enumerate().find_map(|(i, a)| match a.strip_prefix("--lang") {
        Some("") => args.get(i + 1).cloned(),
        Some(rest) => rest.strip_prefix('=').map(str::to_owned),
        None => None,
    });
    let locale =
        || ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|n| std::env::var(n).ok().filter(|v| !v.is_empty()));
    match asked.or_else(locale) {
        Some(word) if word.starts_with("en") => Lang::En,
        _ => Lang::Ko,
    }
}

/// The command with its help in one language.
pub fn command(lang: Lang) -> Command {
    let say = |ko: &'static str, en: &'static str| match lang {
        Lang::Ko => ko,
        Lang::En => en,
    };
    let root = || root(lang);
    let format = || report::argument(lang);
    let strict = || {
        Arg::new("strict")
            .long("strict")
            .action(ArgAction::SetTrue)
            .help(say("경고도 실패로 봅니다", "Warnings fail too"))
    };
    Command::new("gian")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say(
            "YAML과 Markdown으로 쓴 사실에서 공문서 PDF와 공개 자료관을 만듭니다",
            "Makes official Korean documents and a public archive from YAML and Markdown",
        ))
        .after_help(say(
            "마침 코드: 0 깨끗함, 1 내용에 문제가 있음, 2 쓰는 법이나 환경이 틀림",
            "Exit codes: 0 clean, 1 problems in the content, 2 wrong usage or environment",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(
            Arg::new("lang")
                .long("lang")
                .global(true)
                .value_parser(["ko", "en"])
                .help(say("말: 한국어 또는 영어", "Language of messages")),
        )
        .arg(Arg::new(watchdog::ARGUMENT).long(watchdog::ARGUMENT).global(true).hide(true).action(ArgAction::SetTrue))
        .subcommand(
            Command::new("build")
                .about(say(
                    "검사한 뒤 output/ 아래에 PDF와 자료관을 씁니다",
                    "Check, then write PDFs and the archive under output/",
                ))
                .arg(root())
                .arg(format())
                .arg(report::show_private(lang))
                .arg(strict())
                .arg(
                    Arg::new("typst")
                        .long("typst")
                        .value_name("PATH")
                        .value_parser(value_parser!(PathBuf))
                        .value_hint(ValueHint::ExecutablePath)
                        .help(say(
                            "내장 엔진 대신 쓸 typst 프로그램 (0.15.1)",
                            "External typst program to use instead of the built-in engine (0.15.1)",
                        )),
                )
                .arg(
                    Arg::new("output")
                        .long("output")
                        .value_name("DIR")
                        .value_parser(value_parser!(PathBuf))
                        .value_hint(ValueHint::DirPath)
                        .help(say(
                            "output/ 대신 쓸 폴더 (다른 디스크나 링크여도 됩니다)",
                            "Folder to write instead of output/; it may be a mount point or a link",
                        )),
                )
                .arg(Arg::new("edition").long("edition").value_parser(["internal", "public"]).help(say(
                    "이 판만 쓰고 다른 판은 그대로 둡니다 (기본: 두 판 모두)",
                    "Write this edition only and leave the other as it is (default: both)",
                )))
                .arg(Arg::new("no-pdf").long("no-pdf").action(ArgAction::SetTrue).conflicts_with("typst").help(say(
                    "PDF 없이 자료관의 페이지만 씁니다 (빨리 볼 때; 올릴 때는 쓰지 마십시오)",
                    "Write the pages of the archive without PDFs (for a quick look, not for publishing)",
                )))
                .arg(
                    Arg::new("jobs")
                        .long("jobs")
                        .short('j')
                        .value_name("N")
                        .value_parser(value_parser!(u16).range(1..=256))
                        .help(say(
                            "함께 만들 문서의 수 (기본: 코어의 수)",
                            "Documents made at a time (default: number of cores)",
                        )),
                ),
        )
        .subcommand(
            Command::new("check")
                .about(say("문제만 찾아 보입니다", "Show problems only"))
                .arg(root())
                .arg(format())
                .arg(report::show_private(lang))
                .arg(strict())
                .args(check::arguments(lang)),
        )
        .subcommand(explain::command(lang))
        .subcommand(
            Command::new("dump")
                .about(say(
                    "한 문서가 단계 사이에서 어떤 꼴인지 보입니다",
                    "Print one document as it is between two steps",
                ))
                .arg(root())
                .arg(
                    Arg::new("step")
                        .long("step")
                        .required(true)
                        .value_parser(PossibleValuesParser::new(steps()))
                        .help(say("단계", "Step")),
                )
                .arg(
                    Arg::new("edition")
                        .long("edition")
                        .value_parser(["internal", "public"])
                        .default_value("internal")
                        .help(say("판: 내부, 공개", "Edition")),
                )
                .arg(
                    Arg::new("into")
                        .long("into")
                        .value_name("DIR")
                        .value_parser(value_parser!(PathBuf))
                        .value_hint(ValueHint::DirPath)
                        .help(say(
                            "typst 단계: 조판에 쓰는 세 파일을 이 폴더에 씁니다",
                            "Step typst: write the three files of the typesetting into this folder",
                        )),
                )
                .arg(Arg::new("id").required(true).value_name("ID").help(say("문서의 식별자", "Id of the document"))),
        )
        .subcommand(
            Command::new("verify")
                .about(say(
                    "만들어진 공개용 폴더에 가린 값이나 개인정보가 없는지 파일을 모두 풀어 확인합니다",
                    "Prove that a built public folder holds no withheld value and no personal data",
                ))
                .arg(root())
                .arg(
                    Arg::new("path")
                        .required(true)
                        .value_name("PATH")
                        .value_parser(value_parser!(PathBuf))
                        .value_hint(ValueHint::DirPath)
                        .help(say("공개용 폴더 (output/public)", "Public folder (output/public)")),
                )
                .arg(Arg::new("manifest-only").long("manifest-only").action(ArgAction::SetTrue).help(say(
                    "작업공간 없이, 사본이 manifest.json에 적힌 그대로인지만 확인합니다",
                    "Without a workspace: only compare a copy with its manifest.json",
                ))),
        )
        .subcommand(
            Command::new("due")
                .about(say(
                    "다시 볼 날이 된 비공개 결정을 보입니다",
                    "Show decisions to withhold that are due for review",
                ))
                .arg(root())
                .arg(
                    Arg::new("on")
                        .long("on")
                        .value_name("DATE")
                        .value_parser(|text: &str| Date::parse(text).ok_or("2026-01-31"))
                        .help(say("이날을 기준으로 봅니다 (기본: 오늘)", "As of this day (default: today)")),
                ),
        )
        .subcommand(
            Command::new("impact")
                .about(say(
                    "사실 하나가 틀렸을 때 다시 만들거나 정정할 문서를 보입니다",
                    "Show the documents to make or to correct again when a fact turns out wrong",
                ))
                .after_help(say(
                    "값을 바꾸어 모든 문서를 다시 엮어 보고 견주므로, 틀과 본문의 `{{ }}`가 쓰는 곳도 모두 찾습니다.\n\
                     마침 코드: 0 결재·시행한 문서는 그대로임, 1 정정할 결재·시행 문서가 있거나 내용에 문제가 있음, 2 쓰는 법이나 환경이 틀림",
                    "The value is changed, every document composed again and compared, so that what templates and `{{ }}` in\n\
                     bodies use is found too.\n\
                     Exit codes: 0 no approved or sent document changes, 1 one must be corrected or the content has problems, 2 wrong usage or environment",
                ))
                .arg(root())
                .arg(format())
                .arg(report::show_private(lang))
                .arg(
                    Arg::new("place")
                        .value_name("PATH[:LINE[:COLUMN]]")
                        .required_unless_present("before")
                        .value_hint(ValueHint::FilePath)
                        .help(say(
                            "사실이 적힌 곳: content/2019/gangdong/review.yaml:96, 또는 붙임 파일",
                            "Where the fact stands: content/2019/gangdong/review.yaml:96, or an attached file",
                        )),
                )
                .arg(
                    Arg::new("key")
                        .long("key")
                        .value_name("KEY")
                        .requires("place")
                        .help(say("줄 대신 키: /비용/항목/0/단가", "A key instead of a line: /비용/항목/0/단가")),
                )
                .arg(
                    Arg::new("before")
                        .long("before")
                        .value_name("DIR")
                        .conflicts_with_all(["place", "key"])
                        .value_parser(value_parser!(PathBuf))
                        .value_hint(ValueHint::DirPath)
                        .help(say(
                            "고치기 전의 작업공간과 견주어 바뀐 문서와 줄을 보입니다",
                            "Compare with a checkout from before the correction, and show documents and lines that differ",
                        )),
                ),
        )
        .subcommand(import::command(lang))
        .subcommand(register::command(lang))
        .subcommand(
            Command::new("schema")
                .about(say(
                    "원본 파일과 문제 보고의 JSON Schema와 키 표를 DIR에 씁니다",
                    "Write JSON Schemas of the source files and of reports, and the table of keys, into DIR",
                ))
                .arg(
                    Arg::new("dir")
                        .required(true)
                        .value_name("DIR")
                        .value_parser(value_parser!(PathBuf))
                        .value_hint(ValueHint::DirPath)
                        .help(say("쓸 폴더", "Folder to write into")),
                ),
        )
        .subcommand(Command::new("completions").about(say("셸 자동 완성을 출력합니다", "Print shell completions")).arg(
            Arg::new("shell").required(true).value_parser(value_parser!(clap_complete::Shell)).help(say("셸", "Shell")),
        ))
}

fn build(matches: &ArgMatches, lang: Lang, watch: &Reporter) -> u8 {
    let session = match open(matches, lang, watch) {
        Ok(session) => session,
        Err(code) => return code,
    };
    if session.is_broken() || fails(session.blocking(), matches) {
        // Show what composed documents say as well, so that a writer sees all problems at once.
        let session = gian_preflight::judge(session, &(), watch);
        watch.done();
        show(&session, &session.diags, matches, lang);
        return nothing_written(lang);
    }
    let editions: Vec<Edition> = match matches.get_one::<String>("edition") {
        Some(name) => Edition::ALL.into_iter().filter(|e| e.name() == name).collect(),
        None => Edition::ALL.to_vec(),
    };
    let place = match place(&session, &editions, matches, lang) {
        Ok(place) => place,
        Err(code) => {
            let session = gian_preflight::judge(session, &(), watch);
            watch.done();
            show(&session, &session.diags, matches, lang);
            return code;
        }
    };
    let engine = match matches.get_flag("no-pdf") {
        true => None,
        false => match engine::engine(matches.get_one::<PathBuf>("typst").map(PathBuf::as_path), &session, lang) {
            Ok(engine) => Some(engine),
            Err(code) => {
                // The sources are judged all the same.
                let session = gian_preflight::judge(session, &(), watch);
                watch.done();
                show(&session, &session.diags, matches, lang);
                return code;
            }
        },
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = matches.get_one::<u16>("jobs").map_or(cores, |n| usize::from(*n));
    let documents = session.documents().len();
    let all = session.workspace.as_ref().map_or(0, |w| w.all_dossiers().iter().map(|d| d.documents.len()).sum());
    let bar = Bar::new(documents as u64);
    let stops = |problem: &Diag| fails(std::iter::once(problem), matches);
    let control = Control { jobs, stops: &stops, progress: &bar, watch };
    let mut later = Vec::new();
    let result = pipeline::build(&session, engine.as_deref(), &editions, place, &control, &mut later);
    bar.0.finish_and_clear();
    watch.done();
    // Print only now: a build that is stopped and restarted would print twice, and a report for other programs must be
    // a single one.
    if let Err(BuildError::Problems(found)) = &result {
        later.extend(found.iter().cloned());
    }
    show_all(&session, &later, matches, lang);
    match result {
        Ok(built) => {
            let out = built.output.strip_prefix(".").unwrap_or(&built.output).display().to_string();
            match lang {
                Lang::Ko => tell(&format!("문서 {documents}건, PDF {}개를 만들었습니다.", built.pdfs), matches),
                Lang::En => tell(&format!("{documents} documents, {} PDFs.", built.pdfs), matches),
            }
            for edition in editions {
                let (ko, en) = match edition {
                    Edition::Internal => ("내부용", "internal"),
                    Edition::Public => ("공개용", "public  "),
                };
                let name = if lang == Lang::Ko { ko } else { en };
                tell(&format!("  {name}: {out}/{}/index.html", edition.name()), matches);
            }
            if session.stopped.is_empty() {
                return CLEAN;
            }
            let words = match all - documents {
                // The contents of their dossiers are unknown.
                0 => text!(
                    "멈춘 파일이 있는 건의 문서는 output/에 없습니다.",
                    "output/ lacks the documents of dossiers with a file that was stopped."
                ),
                missing => text!(
                    "문서 {}건은 멈추어서 output/에 없습니다.",
                    "{} documents were stopped and are not in output/."; missing
                ),
            };
            eprintln!("{}", words.get(lang));
            PROBLEMS
        }
        Err(BuildError::Problems(_)) => nothing_written(lang),
        Err(BuildError::Io(error)) => cannot_write(&error, lang),
    }
}

/// Takes the work folder and the folder of the output for a build. A file that gian has not written is told.
fn place(session: &Session, editions: &[Edition], matches: &ArgMatches, lang: Lang) -> Result<Place, u8> {
    let waits = || {
        let words = text!(
            "이 작업공간의 다른 빌드가 끝나기를 기다립니다.",
            "Waiting for another build of this workspace to end."
        );
        eprintln!("{}", words.get(lang));
    };
    let kept = session.workspace.as_ref().map_or(&[][..], |w| &w.settings.archive.kept_files);
    let named = matches.get_one::<PathBuf>("output").map(PathBuf::as_path);
    let taken = Place::take(&session.root, named, kept, &waits);
    let place = taken.map_err(|error| cannot_write(&error, lang))?;
    match place.target.foreign(editions).map_err(|error| cannot_read(&error, lang))? {
        None => Ok(place),
        Some(output::Foreign(path)) => {
            let shown = path.strip_prefix(".").unwrap_or(&path).display().to_string();
            let words = text!(
                "오류: `{}`은(는) gian이 쓴 파일이 아니라서 지우지 않고 멈추었습니다\n도움말: 다른 곳으로 옮기거나, 남길 파일이면 gian.yaml의 `자료관: 남길파일`에 그 이름을 적으십시오",
                "error: gian has not written `{}` and stops before it would remove it\nhelp: move it away, or write its name under `자료관: 남길파일` in gian.yaml if it stays"; shown
            );
            eprintln!("{}", words.get(lang));
            Err(USAGE)
        }
    }
}

/// Tells that a build wrote nothing.
fn nothing_written(lang: Lang) -> u8 {
    let words =
        text!("아무것도 쓰지 않았습니다. output/은 전과 같습니다.", "Nothing was written; output/ is as it was.");
    eprintln!("{}", words.get(lang));
    PROBLEMS
}

struct Bar(ProgressBar);

impl Bar {
    fn new(length: u64) -> Self {
        // Hides itself if standard error is not a terminal.
        let bar = ProgressBar::new(length);
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}").expect("the template is fixed");
        bar.set_style(style);
        Self(bar)
    }
}

impl Progress for Bar {
    fn step(&self, title: &str) {
        self.0.set_message(title.to_owned());
        self.0.inc(1);
    }
}

/// What is wrong with the options of `dump`.
fn wrong_dump(matches: &ArgMatches) -> Option<Text> {
    let step = matches.get_one::<String>("step").map_or("", String::as_str);
    let public = matches.get_one::<String>("edition").is_some_and(|edition| edition == "public");
    if step == "model" && public {
        return Some(text!(
            "오류: model 단계는 가리기 전이라 공개용이 없습니다\n도움말: `--step view`를 쓰십시오",
            "error: the step model is before anything is withheld, so that it has no public edition\nhelp: use `--step view`"
        ));
    }
    let dir = matches.get_one::<PathBuf>("into")?;
    if step != "typst" {
        return Some(text!(
            "오류: `--into`는 typst 단계에서만 씁니다\n도움말: `--step typst`를 쓰거나 `--into`를 빼십시오",
            "error: `--into` is for the step typst only\nhelp: use `--step typst`, or leave `--into` out"
        ));
    }
    let taken = JOB_FILES.into_iter().find(|name| dir.join(name).symlink_metadata().is_ok())?;
    let taken = dir.join(taken).display().to_string();
    Some(text!(
        "오류: `{taken}`이(가) 이미 있습니다\n도움말: 빈 폴더를 적으십시오",
        "error: `{taken}` is there already\nhelp: name an empty folder"
    ))
}

/// Files of the typesetting of one document.
const JOB_FILES: [&str; 3] = ["main.typ", "house.typ", "profile.json"];

fn dump(matches: &ArgMatches, lang: Lang, watch: &Reporter) -> u8 {
    if let Some(wrong) = wrong_dump(matches) {
        watch.done();
        eprintln!("{}", wrong.get(lang));
        return USAGE;
    }
    let session = match prepare(matches, lang, watch) {
        Ok(session) => session,
        Err(code) => return code,
    };
    if session.blocking().any(|d| d.severity == Severity::Error) {
        watch.done();
        show(&session, &session.diags, matches, lang);
        return PROBLEMS;
    }
    let id = matches.get_one::<String>("id").expect("it is required");
    let step = matches.get_one::<String>("step").map_or("", String::as_str);
    let into = matches.get_one::<PathBuf>("into");
    let edition = match matches.get_one::<String>("edition").map(String::as_str) {
        Some("public") => Edition::Public,
        _ => Edition::Internal,
    };
    let workspace = session.workspace.as_ref().expect("a workspace without errors was read");
    let found =
        session.dossiers().iter().find_map(|d| d.documents.iter().position(|x| x.record.id == *id).map(|i| (d, i)));
    let view =
        found.and_then(|(d, i)| project(&workspace.settings, d, i, &session.outside, edition).map(|v| (d, i, v)));
    let Some((dossier, index, view)) = view else {
        watch.done();
        eprintln!(
            "{}",
            match lang {
                Lang::Ko => format!("오류: 이 판에 `{id}`이라는 문서가 없습니다"),
                Lang::En => format!("error: this edition has no document `{id}`"),
            }
        );
        return USAGE;
    };
    if !session.documents().iter().any(|(d, i)| d.folder == dossier.folder && *i == index) {
        watch.done();
        show(&session, &session.diags, matches, lang);
        return PROBLEMS;
    }
    let path = &dossier.documents[index].path;
    if step == "typst" && view.record.received {
        watch.done();
        eprintln!(
            "{}",
            match lang {
                Lang::Ko => format!(
                    "오류: `{id}`은(는) 원본이 있는 기록이라 gian이 조판하지 않습니다\n도움말: `--step text`나 `--step html`을 쓰십시오"
                ),
                Lang::En => format!(
                    "error: `{id}` was made elsewhere and is not typeset by gian\nhelp: use `--step text` or `--step html`"
                ),
            }
        );
        return USAGE;
    }
    if let Some(dir) = into {
        let job = progress::step(watch, path, || dump_job(&session, path, &view));
        watch.done();
        return write_job(&session, job.expect("it is not left alone"), dir, matches, lang);
    }
    let text = progress::step(watch, path, || dump_step(&session, dossier, index, &view, step));
    watch.done();
    match text.expect("it is not left alone") {
        Ok(bytes) => {
            let _ = std::io::stdout().write_all(&bytes);
            CLEAN
        }
        Err(BuildError::Problems(diags)) => {
            show(&session, &diags, matches, lang);
            PROBLEMS
        }
        Err(BuildError::Io(error)) => cannot_read(&error, lang),
    }
}

fn dump_step(
    session: &Session,
    dossier: &gian_model::Dossier,
    index: usize,
    view: &View,
    step: &str,
) -> Result<Vec<u8>, BuildError> {
    let document = &dossier.documents[index];
    let json = |value: serde_json::Result<String>| (value.expect("plain data") + "\n").into_bytes();
    let problem = |diag: Diag| BuildError::Problems(vec![diag]);
    match step {
        "model" => {
            let facts = serde_json::json!({ "record": document.record, "plan": dossier.plan, "review": dossier.review, "grant": dossier.grant, "meetings": dossier.meetings, "body": document.body });
            return Ok(json(serde_json::to_string_pretty(&facts)));
        }
        "view" => return Ok(json(serde_json::to_string_pretty(view))),
        _ => {}
    }
    let renderer = Renderer::new(session).map_err(problem)?;
    let tree = renderer.compose(view, &document.path).map_err(BuildError::Problems)?;
    match step {
        "document" => return Ok(json(serde_json::to_string_pretty(&tree))),
        "typst" => return Ok(renderer.job(view, &tree).map_err(problem)?.main.into_bytes()),
        _ => {}
    }
    let format = FORMATS.iter().find(|f| f.name == step).expect("the command line knows all steps");
    let pictures = crate::emission::pictures(&session.sources, dossier, &tree)?;
    Ok((format.emit)(&renderer.sheet(view, &tree, &pictures)))
}

/// The steps that can be printed: data, Typst sources, and every format.
fn steps() -> Vec<&'static str> {
    ["model", "view", "document", "typst"].into_iter().chain(FORMATS.iter().map(|f| f.name)).collect()
}

/// Engine input of a document.
fn dump_job(session: &Session, path: &str, view: &View) -> Result<Job, Vec<Diag>> {
    let renderer = Renderer::new(session).map_err(|d| vec![d])?;
    let tree = renderer.compose(view, path)?;
    renderer.job(view, &tree).map_err(|d| vec![d])
}

/// Writes the engine input of a document, so that it can be typeset by hand.
fn write_job(session: &Session, job: Result<Job, Vec<Diag>>, dir: &Path, matches: &ArgMatches, lang: Lang) -> u8 {
    let job = match job {
        Ok(job) => job,
        Err(diags) => {
            show(session, &diags, matches, lang);
            return PROBLEMS;
        }
    };
    let files = JOB_FILES.into_iter().zip([&job.main, &job.house, &job.profile]);
    match files.into_iter().try_for_each(|(name, text)| output::write(&dir.join(name), text)) {
        Ok(()) => CLEAN,
        Err(error) => cannot_write(&error, lang),
    }
}

fn schema(matches: &ArgMatches, lang: Lang) -> u8 {
    let dir = matches.get_one::<PathBuf>("dir").expect("it is required");
    let mut files: Vec<(String, String)> = FileKind::ALL
        .iter()
        .map(|kind| {
            let text = serde_json::to_string_pretty(kind.schema().as_json()).expect("a schema is plain data") + "\n";
            (format!("{}.schema.json", kind.name()), text)
        })
        .collect();
    let report = serde_json::to_string_pretty(&json::schema()).expect("a schema is plain data") + "\n";
    files.push(("diagnostics.schema.json".to_owned(), report));
    for (name, schema) in api::schemas() {
        let text = serde_json::to_string_pretty(&schema).expect("a schema is plain data") + "\n";
        files.push((format!("api/{name}.schema.json"), text));
    }
    files.push(("keys.md".to_owned(), key_table()));
    for (name, text) in files {
        if let Err(error) = output::write(&dir.join(&name), &text) {
            return cannot_write(&error, lang);
        }
    }
    CLEAN
}

fn completions(matches: &ArgMatches, lang: Lang) -> u8 {
    let shell = *matches.get_one::<clap_complete::Shell>("shell").expect("it is required");
    clap_complete::generate(shell, &mut command(lang), "gian", &mut std::io::stdout());
    CLEAN
}
