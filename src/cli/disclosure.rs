//! Disclosure commands: due reviews, and the leak scan of a public folder.

use std::path::PathBuf;

use clap::ArgMatches;
use gian_archive::data::fact_check::{StrayFact, stray_facts};
use gian_check::due;
use gian_diagnostics::{Lang, Severity, text};
use gian_digest::Outside;
use gian_leakscan::{Report, What};
use gian_preflight::attachment_scan;
use gian_preflight::published::PublishedDocuments;
use gian_report::locate::Locator;
use gian_vocabulary::values::Date;

use super::report::show;
use super::{CLEAN, PROBLEMS, USAGE, inspect, prepare};
use crate::watchdog::Reporter;

/// Exit code 1 signals to a scheduler that a review is due.
pub(super) fn due(matches: &ArgMatches, lang: Lang, watch: &Reporter) -> u8 {
    let session = match prepare(matches, lang, watch) {
        Ok(session) => session,
        Err(code) => return code,
    };
    watch.done();
    let blocked = session.blocking().any(|d| d.severity == Severity::Error);
    if blocked || session.workspace.is_none() {
        show(&session, &session.diags, matches, lang);
        return PROBLEMS;
    }
    let day = matches.get_one::<Date>("on").copied().unwrap_or_else(today);
    let mut list: Vec<_> = session.dossiers().iter().flat_map(|dossier| due::on(dossier, day)).collect();
    list.sort_by(|a, b| (a.on, &a.place).cmp(&(b.on, &b.place)));
    let mut locator = Locator::new(&session.sources);
    for item in &list {
        let place = locator.locate(&item.place);
        let reason = item.reason.as_ref().map_or(String::new(), |r| format!(" ({r})"));
        println!("{}  {}  {}{reason}  {}:{}", item.on, item.of, item.what, item.place.file, place.line);
    }
    match lang {
        Lang::Ko => println!("{day}까지 다시 볼 결정 {}건", list.len()),
        Lang::En => println!("{} decisions due by {day}", list.len()),
    }
    if list.is_empty() { CLEAN } else { PROBLEMS }
}

/// Exit code 1 for any finding, even content that could not be scanned, because it cannot be called clean.
pub(super) fn verify(matches: &ArgMatches, lang: Lang, watch: &Reporter) -> u8 {
    let published = PublishedDocuments::default();
    let session = match inspect(&published, matches, lang, watch) {
        Ok(session) => session,
        Err(code) => return code,
    };
    // Refuse if a dossier cannot be read, because its withheld values would not be searched for.
    let broken = session.diags.iter().any(|d| d.severity == Severity::Error);
    let Some(workspace) = session.workspace.as_ref().filter(|_| !broken) else {
        watch.done();
        show(&session, &session.diags, matches, lang);
        return PROBLEMS;
    };
    let path = matches.get_one::<PathBuf>("path").expect("it is required");
    let published = published.into_published();
    let wanted = attachment_scan::wanted(&session, &published.text, watch);
    watch.done();
    let scan = || {
        Ok((
            attachment_scan::strangers(path, &session)?,
            attachment_scan::tree(path, &session, &wanted)?,
            stray_facts(
                &workspace.settings,
                &published.dossiers,
                |folder| gian_leakscan::folders(path, folder),
                |file| gian_leakscan::read(path, file),
            )?,
        ))
    };
    let (strangers, report, strays) = match scan() {
        Ok(done) => done,
        Err(error) => {
            let error: std::io::Error = error;
            let shown = path.display();
            let words = text!(
                "오류: `{}`을(를) 읽을 수 없습니다: {}\n도움말: `gian build`가 쓴 공개용 폴더(output/public)를 적으십시오",
                "error: `{}` cannot be read: {}\nhelp: name the public folder that `gian build` wrote (output/public)"; shown, error
            );
            eprintln!("{}", words.get(lang));
            return USAGE;
        }
    };
    let strangers: Vec<String> = strangers.iter().map(|id| wanted.masked(id)).collect();
    show_findings(&strangers, &report, lang);
    show_facts(&strays, lang);
    if path.join(gian_leakscan::CHECKOUT).exists() {
        let words = text!(
            "`.git`은 살피지 않았습니다. 그 안에 예전 판이 남아 있으면 함께 공개됩니다.",
            "`.git` was not searched; versions that it keeps are published with it."
        );
        println!("{}", words.get(lang));
    }
    let open = wanted.unsearchable();
    show_scan(&session.outside, open, &report, lang);
    let problems = report.findings.len() + strangers.len() + strays.len();
    let words = match problems {
        0 if open.is_empty() => text!("새어 나온 것이 없습니다.", "Nothing leaks."),
        0 => text!("찾은 값 가운데 새어 나온 것이 없습니다.", "Nothing leaks of what was searched for."),
        n => text!(
            "문제 {}건. 이 폴더를 공개하지 마십시오. 원본을 고쳐 다시 만든 뒤 확인하십시오.",
            "{} problems. Do not publish this folder; correct the sources, build and verify again."; n
        ),
    };
    println!("{}", words.get(lang));
    if problems == 0 { CLEAN } else { PROBLEMS }
}

/// Prints every row of data that no published document prints, never with its values.
fn show_facts(strays: &[StrayFact], lang: Lang) {
    for stray in strays {
        let words = if stray.columns.is_empty() {
            text!("오류: {}: 자료로 읽을 수 없어 확인하지 못했습니다", "error: {}: cannot be read as data, so that it was not compared"; stray.file)
        } else {
            text!(
                "오류: {}의 {}번째 줄 ({}): 공개한 문서에 나오지 않는 사실입니다. 비공개 문서에만 있거나 다른 원본에서 나온 값입니다",
                "error: {}, row {} ({}): no published document prints this; it is told by a closed document only, or comes from other sources";
                stray.file, stray.row, stray.columns.join(", ")
            )
        };
        eprintln!("{}", words.get(lang));
    }
}

/// Compares a copy of the archive with its manifest; no workspace is needed.
pub(super) fn mirror(matches: &ArgMatches, lang: Lang) -> u8 {
    let path = matches.get_one::<PathBuf>("path").expect("it is required");
    let compared = match gian_leakscan::compare(path) {
        Ok(compared) => compared,
        Err(error) => {
            let words = text!(
                "오류: `{}`을(를) 읽을 수 없습니다: {}\n도움말: manifest.json이 있는 자료관의 폴더를 적으십시오",
                "error: `{}` cannot be read: {}\nhelp: name the folder of an archive, which has a manifest.json"; path.display(), error
            );
            eprintln!("{}", words.get(lang));
            return USAGE;
        }
    };
    for (file, problem) in &compared.problems {
        match lang {
            Lang::Ko => eprintln!("오류: {file}: {}", problem.label()),
            Lang::En => eprintln!("error: {file}: {}", problem.english()),
        }
    }
    let scanned = text!(
        "파일 {}개, {}바이트를 manifest.json(SHA-256 {})과 견주었습니다. 가린 값을 찾지는 않았습니다.",
        "{} files, {} bytes, compared with manifest.json (SHA-256 {}); nothing withheld was searched for.";
        compared.files, compared.bytes, compared.manifest
    );
    println!("{}", scanned.get(lang));
    let words = match compared.problems.len() {
        0 => text!("목록과 모두 같습니다.", "Everything is as listed."),
        n => text!("목록과 다른 것 {}건.", "{} differences from the list."; n),
    };
    println!("{}", words.get(lang));
    if compared.problems.is_empty() { CLEAN } else { PROBLEMS }
}

/// Prints every finding with its place, never with the value.
fn show_findings(strangers: &[String], report: &Report, lang: Lang) {
    for id in strangers {
        let words = text!(
            "오류: `d/{}`은(는) 이 작업공간의 공개판과 다릅니다. 다른 곳에서 만들었거나 원본이 그 뒤에 바뀐 폴더입니다",
            "error: `d/{}` is not as this workspace publishes it: the folder was made elsewhere, or before the sources changed"; id
        );
        eprintln!("{}", words.get(lang));
    }
    for finding in &report.findings {
        let words = attachment_scan::words(finding);
        let place = attachment_scan::inside(finding);
        let place = if finding.place.is_empty() { String::new() } else { format!(" › {}", place.get(lang)) };
        match lang {
            _ if matches!(finding.what, What::Manifest(_)) => eprintln!("{}: {}", finding.file, words.get(lang)),
            Lang::Ko => eprintln!("오류: {}{place} ({}): {}", finding.file, finding.channel.label(), words.ko),
            Lang::En => eprintln!("error: {}{place} ({}): {}", finding.file, finding.channel.english(), words.en),
        }
    }
}

/// Prints what was scanned and searched for, and what was not.
fn show_scan(outside: &Outside, open: &[String], report: &Report, lang: Lang) {
    let (long, short): (Vec<_>, Vec<_>) = outside.withheld().partition(|f| attachment_scan::is_looked_for(f));
    let searched = long.len().saturating_sub(open.len());
    let scanned = text!(
        "파일 {}개, 풀어 본 층 {}개, {}바이트에서 가린 값 {}개와 개인정보의 꼴을 찾았습니다.",
        "{} files, {} decoded layers, {} bytes, searched for {} withheld values and the forms of personal data.";
        report.files, report.objects, report.bytes, searched
    );
    println!("{}", scanned.get(lang));
    if !open.is_empty() {
        let words = text!(
            "찾지 않은 값 {}개: 같은 말이 공개된 글에도 있어 가려낼 수 없습니다.",
            "{} values were not searched for: the same words are open elsewhere."; open.len()
        );
        println!("{}", words.get(lang));
        for place in open {
            println!("  {place}");
        }
    }
    if !short.is_empty() {
        let words = text!(
            "찾지 않은 짧은 소속·직위 {}개: 누구인지 말해 주지 않는 말입니다.",
            "{} short affiliations and posts were not searched for: they say nobody's name."; short.len()
        );
        println!("{}", words.get(lang));
    }
}

/// Today in Korea: for a question of a person, never for a build.
#[expect(clippy::disallowed_methods, reason = "the day of a question that a person asks")]
fn today() -> Date {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    // Korea is at UTC+9 all year.
    let day = chrono::DateTime::from_timestamp(since.as_secs() as i64 + 9 * 3600, 0).expect("the clock is in range");
    Date(day.date_naive())
}
