//! `gian impact`: the documents that contain a fact, and what must be done about them.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use gian_diagnostics::{Diag, Lang, Place, Route, Severity, Text, text, visible};
use gian_model::keys;
use gian_model::record::State;
use gian_session::Session;
use gian_view::Edition;
use unicode_normalization::UnicodeNormalization;

use super::report::{Format, show, show_all};
use super::{CLEAN, PROBLEMS, USAGE, not_a_workspace, prepare};
use crate::impact;
use crate::impact::diff::Line;
use crate::impact::facts::{Fact, Where};
use crate::impact::made::Part;
use crate::impact::{Duty, Parts, Report, Touched};
use crate::watchdog::Reporter;

/// Exit code 1 if an approved or sent document must be corrected.
pub(super) fn impact(matches: &ArgMatches, lang: Lang, watch: &Reporter) -> u8 {
    let session = match prepare(matches, lang, watch) {
        Ok(session) => session,
        Err(code) => return code,
    };
    if session.workspace.is_none() || session.blocking().any(|d| d.severity == Severity::Error) {
        watch.done();
        show(&session, &session.diags, matches, lang);
        return PROBLEMS;
    }
    let before = matches.get_one::<PathBuf>("before");
    let found = match before {
        Some(folder) => compared(&session, folder, matches, lang, watch),
        None => tried(&session, matches, lang, watch),
    };
    let (facts, report) = match found {
        Ok(found) => found,
        Err(code) => return code,
    };
    watch.done();
    match Format::of(matches) {
        Format::Human => {
            show_facts(&facts, &report, lang);
            report.touched.iter().for_each(|t| show_document(t, &facts, lang));
            println!("{}", summary(&report, before.is_some()).get(lang));
        }
        Format::Short => report.touched.iter().for_each(|t| println!("{}", line(t, lang))),
        Format::Json | Format::Sarif | Format::Github => {
            let documents: Vec<Diag> = report.touched.iter().map(problem).collect();
            show_all(&session, &documents, matches, lang);
        }
    }
    if session.stopped.is_empty() {
        return if report.is_binding() { PROBLEMS } else { CLEAN };
    }
    // Skipped documents may be affected too, so that the result is incomplete.
    if !Format::of(matches).is_for_programs() {
        show(&session, &session.diags, matches, lang);
    }
    PROBLEMS
}

/// Result of trying other values at the place.
fn tried(session: &Session, matches: &ArgMatches, lang: Lang, watch: &Reporter) -> Result<(Vec<Fact>, Report), u8> {
    let named = matches.get_one::<String>("place").expect("it is required without --before");
    let (path, line) = split(named);
    let path = inside(path, &session.root);
    let failed = |diag: Diag| {
        watch.done();
        show(session, &[diag], matches, lang);
        PROBLEMS
    };
    if session.sources.attachments.contains_key(&path) {
        let report = impact::of_attachment(session, &path, watch).map_err(failed)?;
        return Ok((Vec::new(), report));
    }
    let key = matches.get_one::<String>("key");
    let at = match (key, line) {
        (Some(key), _) => Where::Key(route_of(key)),
        (None, Some((line, column))) => Where::Line(line, column),
        (None, None) => Where::Whole,
    };
    let facts = impact::find(&session.sources, &path, &at);
    if facts.is_empty() {
        watch.done();
        eprintln!("{}", nothing(session, &path, &at).get(lang));
        return Err(USAGE);
    }
    let report = impact::of_facts(session, &facts, watch).map_err(failed)?;
    Ok((facts, report))
}

/// The route that a person typed, with or without leading and trailing `/`.
fn route_of(written: &str) -> Route {
    let steps = written.trim_matches('/');
    if steps.is_empty() { Route::root() } else { Route::parse(&format!("/{steps}")).expect("it begins with `/`") }
}

/// Differences from another checkout.
fn compared(
    session: &Session,
    folder: &Path,
    matches: &ArgMatches,
    lang: Lang,
    watch: &Reporter,
) -> Result<(Vec<Fact>, Report), u8> {
    let before = gian_session::read(folder, watch).map_err(|error| {
        watch.done();
        not_a_workspace(&error, "--before", lang)
    })?;
    // Tolerate problems of the old state, which may be the reason for the question, but refuse unreadable files,
    // because they would count as new.
    if before.themes.is_none() || before.diags.iter().any(|d| d.severity == Severity::Error) {
        watch.done();
        show(&before, &before.diags, matches, lang);
        let words = text!(
            "오류: 견줄 작업공간 `{}`을(를) 읽을 수 없습니다",
            "error: the workspace `{}` to compare with cannot be read"; folder.display()
        );
        eprintln!("{}", words.get(lang));
        return Err(PROBLEMS);
    }
    let report = impact::between(&before, session, watch).map_err(|diag| {
        watch.done();
        show(&before, &[diag], matches, lang);
        PROBLEMS
    })?;
    Ok((Vec::new(), report))
}

/// A path with line and column, as editors write it.
fn split(named: &str) -> (&str, Option<(usize, Option<usize>)>) {
    let number = |text: &str| text.parse::<usize>().ok().filter(|n| *n > 0);
    let last = |text: &'_ str| text.rsplit_once(':').and_then(|(rest, n)| Some((rest.len(), number(n)?)));
    match last(named) {
        Some((end, second)) => match last(&named[..end]) {
            Some((start, first)) => (&named[..start], Some((first, Some(second)))),
            None => (&named[..end], Some((second, None))),
        },
        None => (named, None),
    }
}

/// The path below the root, in the form used by the sources.
fn inside(path: &str, root: &Path) -> String {
    let below = Path::new(path).strip_prefix(root).unwrap_or(Path::new(path));
    let steps = below.components().filter(|c| matches!(c, std::path::Component::Normal(_)));
    let steps: Vec<String> = steps.map(|c| c.as_os_str().to_string_lossy().nfc().collect()).collect();
    steps.join("/")
}

fn nothing(session: &Session, path: &str, at: &Where) -> Text {
    if path.starts_with("templates/") {
        return text!(
            "오류: `{}`은(는) 틀이고 사실이 아닙니다\n도움말: 고치기 전의 작업공간을 `--before DIR`로 알려 주면 견주어 봅니다",
            "error: `{}` is a template and holds no facts\nhelp: name a checkout from before the change with `--before DIR`"; path
        );
    }
    if session.sources.get(path).is_none() {
        return text!(
            "오류: `{}`이라는 원본이 없습니다\n도움말: `content/2019/gangdong/review.yaml:96`처럼 작업공간에서 본 경로를 적으십시오",
            "error: there is no source `{}`\nhelp: write the path as seen from the workspace: `content/2019/gangdong/review.yaml:96`"; path
        );
    }
    match at {
        Where::Line(line, _) => text!(
            "오류: `{}`의 {}번째 줄에는 값이 없습니다\n도움말: 값이 적힌 줄을 고르십시오",
            "error: `{}` has no value on line {}\nhelp: choose a line with a value"; path, line
        ),
        Where::Key(route) => text!(
            "오류: `{}`에 `{}`이(가) 없습니다\n도움말: `/비용/항목/0/단가`처럼 키와 차례(0부터)를 적으십시오",
            "error: `{}` has no `{}`\nhelp: write keys and places from 0: `/비용/항목/0/단가`"; path, route
        ),
        Where::Whole => text!("오류: `{}`에는 값이 없습니다", "error: `{}` holds no value"; path),
    }
}

/// Longer lists of facts are only counted.
const LISTED: usize = 12;

fn show_facts(facts: &[Fact], report: &Report, lang: Lang) {
    for (at, fact) in facts.iter().enumerate().take(LISTED) {
        let meaning = fact.meaning.as_ref().map_or(String::new(), |m| format!("  {}", first_sentence(m)));
        println!("{}:{}:{}  {}{meaning}", fact.path, fact.line, fact.column, fact.route());
        if report.structural.contains(&at) {
            let words = text!(
                "  다른 값으로 바꾸어 볼 수 없는 뼈대라서, 무엇이 바뀌는지는 `--before`로 견주어야 압니다",
                "  nothing else can stand here, so that what depends on it only shows with `--before`"
            );
            println!("{}", words.get(lang));
        }
    }
    if facts.len() > LISTED {
        let open = report.structural.iter().filter(|at| **at >= LISTED).count();
        let words = match open {
            0 => text!("외 {}건", "and {} more"; facts.len() - LISTED),
            n => text!(
                "외 {}건 (그 가운데 {}건은 바꾸어 볼 수 없는 뼈대)",
                "and {} more ({} of them cannot be tried)"; facts.len() - LISTED, n
            ),
        };
        println!("{}", words.get(lang));
    }
    if !facts.is_empty() {
        println!();
    }
}

fn first_sentence(meaning: &str) -> &str {
    meaning.lines().next().unwrap_or_default()
}

fn show_document(touched: &Touched, facts: &[Fact], lang: Lang) {
    println!("{}  {}  {}", state(touched.state).get(lang), touched.id, visible(&touched.title));
    let field = |name: Text, value: &str| println!("      {}: {value}", name.get(lang));
    if let Some(doc_no) = &touched.doc_no {
        field(text!("문서번호", "number"), doc_no);
    }
    field(text!("바뀌는 것", "changes"), &parts(&touched.parts, lang));
    if facts.len() > 1 {
        for (at, changed) in touched.facts.iter().take(LISTED) {
            println!("        {}: {}", facts[*at].route(), parts(changed, lang));
        }
        if touched.facts.len() > LISTED {
            println!("        {}", text!("외 {}건", "and {} more"; touched.facts.len() - LISTED).get(lang));
        }
    }
    field(text!("할 일", "to do"), duty(touched.duty()).get(lang));
    field(text!("자료관", "archive"), archive(touched).get(lang));
    for line in &touched.lines {
        match line {
            Line::Gone(text) => println!("      - {}", visible(text)),
            Line::New(text) => println!("      + {}", visible(text)),
        }
    }
    println!();
}

/// One document per line, for other programs.
fn line(touched: &Touched, lang: Lang) -> String {
    format!("{}: {}: {}: {}", touched.path, touched.id, state(touched.state).get(lang), parts(&touched.parts, lang))
}

/// Diagnostic for an affected document: an error if it must be corrected.
fn problem(touched: &Touched) -> Diag {
    let place = Place::value(&touched.path, Route::of(keys::TITLE));
    let (ko, en) = (parts(&touched.parts, Lang::Ko), parts(&touched.parts, Lang::En));
    let message = Text { ko: format!("바뀌는 문서입니다: {ko}"), en: format!("this document changes: {en}") };
    let severity = if touched.duty().is_binding() { Severity::Error } else { Severity::Info };
    Diag { severity, ..Diag::info("document-changes", place, message).help(duty(touched.duty())) }
}

fn state(state: State) -> Text {
    match state {
        State::Draft => text!("기안", "draft"),
        State::Approved => text!("결재", "approved"),
        State::Sent => text!("시행", "sent"),
    }
}

fn parts(changed: &Parts, lang: Lang) -> String {
    let mut all: Vec<Part> = changed.iter().map(|(_, part)| *part).collect();
    all.sort();
    all.dedup();
    let one = |part: &Part| {
        let editions = changed.iter().filter(|(_, p)| p == part).map(|(edition, _)| match edition {
            Edition::Internal => text!("내부용", "internal"),
            Edition::Public => text!("공개용", "public"),
        });
        let editions: Vec<String> = editions.map(|words| words.get(lang).to_owned()).collect();
        format!("{} ({})", part_words(*part).get(lang), editions.join(", "))
    };
    all.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn part_words(part: Part) -> Text {
    match part {
        Part::New => text!("새로 생김", "appears"),
        Part::Gone => text!("없어짐", "disappears"),
        Part::Broken => text!("만들 수 없게 됨", "cannot be made any more"),
        Part::Body => text!("본문", "body"),
        Part::Paper => text!("표지와 서식", "cover and form"),
        Part::Record => text!("기록", "record"),
        Part::Files => text!("붙임 파일", "attached files"),
        Part::Page => text!("자료관의 쪽", "page of the archive"),
        Part::Row => text!("공개 목록의 줄", "row in the public list"),
    }
}

fn duty(duty: Duty) -> Text {
    match duty {
        Duty::SendAgain => text!(
            "이미 시행한 문서입니다. 받은 곳에 정정하여 다시 시행해야 합니다",
            "it was sent: send a correction to those who have it"
        ),
        Duty::ApproveAgain => text!(
            "이미 결재한 문서입니다. 고치려면 정정하는 결재를 받아야 합니다",
            "it was approved: a correction needs an approval"
        ),
        Duty::MakeAgain => text!("기안입니다. 다시 만들면 됩니다", "it is a draft: build it again"),
        Duty::New => text!("새 문서입니다. 정정할 것이 없습니다", "it is new: nothing to correct"),
        Duty::Archive => {
            text!(
                "문서는 그대로이고 자료관만 바뀝니다. 다시 만들면 됩니다",
                "the document stays as it is, and only the archive changes: build again"
            )
        }
    }
}

fn archive(touched: &Touched) -> Text {
    match (touched.is_public(), touched.published) {
        (true, _) => text!("공개 자료관의 파일이 바뀝니다", "files of the public archive change"),
        (false, true) => text!("공개 자료관의 파일은 그대로입니다", "files of the public archive stay as they are"),
        (false, false) => text!("공개 자료관에 없는 문서입니다", "the public archive does not have it"),
    }
}

fn summary(report: &Report, compared: bool) -> Text {
    let count = |state: State| report.touched.iter().filter(|t| t.state == state).count();
    let all = report.touched.len();
    if all == 0 {
        return if compared {
            text!("바뀐 문서가 없습니다.", "No document differs.")
        } else {
            text!("바뀌는 문서가 없습니다.", "No document changes.")
        };
    }
    let public = report.touched.iter().filter(|t| t.is_public()).count();
    text!(
        "문서 {}건 (시행 {}, 결재 {}, 기안 {}), 공개 자료관 {}건",
        "{} documents ({} sent, {} approved, {} drafts), {} in the public archive";
        all, count(State::Sent), count(State::Approved), count(State::Draft), public
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_what_editors_write() {
        assert_eq!(split("content/a.yaml"), ("content/a.yaml", None));
        assert_eq!(split("content/a.yaml:96"), ("content/a.yaml", Some((96, None))));
        assert_eq!(split("content/a.yaml:96:5"), ("content/a.yaml", Some((96, Some(5)))));
        assert_eq!(split("a:b"), ("a:b", None));
        let root = Path::new("/srv/office");
        assert_eq!(inside("/srv/office/content/a.yaml", root), "content/a.yaml");
        assert_eq!(inside("./content/a.yaml", Path::new(".")), "content/a.yaml");
    }
}
