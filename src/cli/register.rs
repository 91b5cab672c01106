//! `gian register`: records the current public state in the publication log.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command};
use gian_diagnostics::{Diag, Lang, Severity, text};
use gian_preflight::published::Contents;
use gian_publication_log::{Updated, check, write};
use gian_vocabulary::values::Date;

use super::report::{self, show, tell};
use super::{CLEAN, PROBLEMS, cannot_write, inspect, root};
use crate::output;
use crate::watchdog::Reporter;

/// The command with its options.
pub(super) fn command(lang: Lang) -> Command {
    let say = |ko: &'static str, en: &'static str| match lang {
        Lang::Ko => ko,
        Lang::En => en,
    };
    Command::new("register")
        .about(say(
            "지금 공개하는 문서와 그 판을 등록부(register.yaml)에 적습니다",
            "Write the documents that are public now, and their versions, into the register (register.yaml)",
        ))
        .after_help(say(
            "한 번 등록한 식별자는 까닭 없이 사라질 수 없습니다. 공개변경으로 비공개가 된 문서는 그 날짜와 사유를 옮겨 적습니다.\n\
             마침 코드: 0 등록부가 지금과 같음, 1 원본에 문제가 있거나 고친 까닭이 없음, 2 쓰는 법이나 환경이 틀림",
            "What is registered once cannot vanish without a reason. Of a document that 공개변경 has closed, day and reason are taken over.\n\
             Exit codes: 0 the register is as things are, 1 the sources have problems or a change has no reason, 2 wrong usage or environment",
        ))
        .arg(root(lang))
        .arg(report::argument(lang))
        .arg(
            Arg::new("on")
                .long("on")
                .value_name("DATE")
                .required(true)
                .value_parser(|text: &str| Date::parse(text).ok_or("2026-01-31"))
                .help(say("등록하는 날", "Day of the registration")),
        )
        .arg(Arg::new("reason").long("reason").value_name("TEXT").value_parser(said).help(say(
            "고친 문서를 왜 고쳤는지 (누구나 봅니다)",
            "Why changed documents were changed (everyone reads it)",
        )))
        .arg(
            Arg::new("ids")
                .value_name("ID")
                .num_args(0..)
                .help(say("이 문서만 (기본: 모두)", "These documents only (default: all)")),
        )
}

/// A reason: one line that is not blank.
fn said(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    let is_line = !text.is_empty() && !text.chars().any(gian_diagnostics::is_invisible) && !text.contains('\n');
    if is_line { Ok(text.to_owned()) } else { Err("one line") }
}

/// Exit code 1 if a change has no reason, or the sources have problems other than an outdated log.
pub(super) fn register(matches: &ArgMatches, lang: Lang, watch: &Reporter) -> u8 {
    let contents = Contents::default();
    let session = match inspect(&contents, matches, lang, watch) {
        Ok(session) => session,
        Err(code) => return code,
    };
    let closed = |d: &Diag| d.code == check::VANISHED;
    let broken = |d: &&Diag| d.severity == Severity::Error && !closed(d);
    let Some(workspace) = session.workspace.as_ref().filter(|_| session.diags.iter().find(broken).is_none()) else {
        watch.done();
        show(&session, &session.diags, matches, lang);
        return PROBLEMS;
    };
    let public = contents.into_contents();
    watch.done();
    let on = *matches.get_one::<Date>("on").expect("it is required");
    let reason = matches.get_one::<String>("reason").map(String::as_str);
    let only: Vec<String> = matches.get_many::<String>("ids").into_iter().flatten().cloned().collect();
    let done = gian_publication_log::update(workspace.register.as_ref(), &session.outside, &public, on, reason, &only);
    // Closed documents are recorded by the update; report the rest, which a person must explain.
    let left: Vec<Diag> = session.diags.iter().filter(|d| closed(d)).cloned().collect();
    let vanished = left.len() > done.closed.len();
    if vanished || !done.unexplained.is_empty() {
        if vanished {
            show(&session, &left, matches, lang);
        }
        if !done.unexplained.is_empty() {
            let list = done.unexplained.join(", ");
            eprintln!(
                "{}",
                text!(
                    "오류: 고친 문서의 까닭이 없습니다: {}\n도움말: `--reason`으로 까닭을 적으십시오. 까닭이 다르면 식별자를 적어 나누어 등록하십시오",
                    "error: nothing says why these were changed: {}\nhelp: write `--reason`; where the reasons differ, name the ids and register them apart"; list
                )
                .get(lang)
            );
        }
        eprintln!("{}", text!("아무것도 쓰지 않았습니다.", "Nothing was written.").get(lang));
        return PROBLEMS;
    }
    let root = matches.get_one::<PathBuf>("root").expect("it has a default");
    let old = session.sources.get(gian_publication_log::PATH).map(|f| f.text.as_str());
    if let Err(error) = write_all(root, &done, old) {
        return cannot_write(&error, lang);
    }
    tell(
        text!(
            "더한 문서 {}건, 새 판 {}건, 비공개로 바꾼 문서 {}건.",
            "{} documents were added, {} have a new version, {} were closed."; done.added.len(), done.changed.len(), done.closed.len()
        )
        .get(lang),
        matches,
    );
    CLEAN
}

/// Writes the texts of new versions, then the log that lists them; nothing if it is unchanged.
fn write_all(root: &Path, done: &Updated, old: Option<&str>) -> std::io::Result<()> {
    if old.is_some() && [&done.added, &done.changed, &done.closed].iter().all(|ids| ids.is_empty()) {
        return Ok(());
    }
    let text = write::write(&done.register, old);
    for (path, text) in &done.texts {
        // A text left by an interrupted run is valid, because its content is the same.
        if gian_source::bytes(root, path).is_ok_and(|bytes| bytes == text.as_bytes()) {
            continue;
        }
        output::create(&root.join(path), text)?;
    }
    let path = root.join(gian_publication_log::PATH);
    match old {
        None => output::create(&path, &text),
        Some(_) => {
            let before = gian_source::bytes(root, gian_publication_log::PATH)?;
            match output::replace(&path, &before, text.as_bytes())? {
                true => Ok(()),
                false => Err(std::io::Error::other("register.yaml changed meanwhile")),
            }
        }
    }
}
