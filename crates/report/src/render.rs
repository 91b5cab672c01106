//! Problems as text for people: source frames that are aligned under Korean text.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use gian_diagnostics::{Counts, Diag, Lang, Place, Severity, text, visible};
use gian_source::Sources;

use super::locate::{Located, Locator};

/// Sorts problems by file, place and code, and removes duplicates, so that a report does not depend on the order of the
/// checks. Of a file with too many problems, the first ones found are kept.
pub fn sort(sources: &Sources, diags: &mut Vec<Diag>) {
    shorten(diags);
    let mut locator = Locator::new(sources);
    diags.sort_by_cached_key(|d| {
        let at = locator.locate(&d.place);
        (at.file, at.range.start, at.range.end, d.code, d.message.clone())
    });
    diags.dedup();
}

/// Maximum number of problems of one file in any report, so that a hostile file cannot make the report too large to
/// write.
const MOST: usize = 10_000;

fn shorten(diags: &mut Vec<Diag>) {
    let mut counts: BTreeMap<String, (usize, Severity)> = BTreeMap::new();
    diags.retain(|diag| {
        let (count, worst) = counts.entry(diag.place.file.clone()).or_insert((0, Severity::Info));
        *count += 1;
        if *count > MOST {
            // Severities are ordered from worst to least.
            *worst = diag.severity.min(*worst);
        }
        *count <= MOST
    });
    for (file, (count, severity)) in counts.into_iter().filter(|(_, (count, _))| *count > MOST) {
        let message = text!("이 파일의 문제 {}건 가운데 {}건만 보입니다", "of {} problems of this file, {} are shown"; count, MOST);
        let diag = Diag::error("too-many", Place::bytes(&file, 0..0), message)
            .help(text!("보이는 문제를 고치고 다시 검사하십시오", "correct those that are shown, and check again"));
        diags.push(Diag { severity, ..diag });
    }
}

/// Maximum number of problems of one code that people see in full; a few examples are enough to correct the rest.
pub const SCREENFUL: usize = 10;

/// Writes problems with their source frames, and a closing line with counts. At most `most` problems of a code are
/// written, errors before warnings, followed by the number of omitted ones.
pub fn render(sources: &Sources, diags: &[Diag], lang: Lang, color: bool, most: usize) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut locator = Locator::new(sources);
    let (shown, more) = screenful(diags, most);
    let mut out = String::new();
    for diag in &shown {
        out.push_str(&render_one(&mut locator, diag, lang, &renderer));
        out.push_str("\n\n");
    }
    for (code, count) in &more {
        let words = text!(
            "`{code}`이(가) {count}건 더 있습니다. `--format short`로 검사하면 모두 보입니다.",
            "There are {count} more of `{code}`; check with `--format short` to see all."
        );
        out.push_str(words.get(lang));
        out.push('\n');
    }
    if !more.is_empty() {
        out.push('\n');
    }
    out.push_str(&summary(diags, lang));
    match (diags.len() - shown.len(), lang) {
        (0, _) => {}
        (hidden, Lang::Ko) => out.push_str(&format!(" (이 가운데 {hidden}건은 위에 보이지 않았습니다)")),
        (hidden, Lang::En) => out.push_str(&format!(" ({hidden} of them are not shown above)")),
    }
    out.push('\n');
    out
}

/// The problems to show in full, in order, and the number of omitted ones by code.
fn screenful(diags: &[Diag], most: usize) -> (Vec<&Diag>, BTreeMap<&str, usize>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut order: Vec<usize> = (0..diags.len()).collect();
    order.sort_by_key(|i| diags[*i].severity);
    order.retain(|i| {
        let count = counts.entry(diags[*i].code).or_insert(0);
        *count += 1;
        *count <= most
    });
    order.sort_unstable();
    let more = counts.into_iter().filter(|(_, n)| *n > most).map(|(code, n)| (code, n - most));
    (order.into_iter().map(|i| &diags[i]).collect(), more.collect())
}

/// One line per problem: `file:line:column: severity[code]: message`.
pub fn render_short(sources: &Sources, diags: &[Diag], lang: Lang) -> String {
    let mut locator = Locator::new(sources);
    diags
        .iter()
        .map(|d| {
            let at = locator.locate(&d.place);
            let severity = severity_name(d.severity, lang);
            // Messages of other programs (such as Tera) have several lines.
            let message = d.message.get(lang).lines().map(str::trim).collect::<Vec<_>>().join(" ");
            let (file, message) = (visible(&at.file), visible(&message));
            format!("{file}:{}:{}: {severity}[{}]: {message}\n", at.line, at.column, d.code)
        })
        .collect()
}

fn render_one(locator: &mut Locator<'_>, diag: &Diag, lang: Lang, renderer: &Renderer) -> String {
    let level = match diag.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.with_name(severity_name(diag.severity, lang)).primary_title(diag.message.get(lang)).id(diag.code);

    let main = locator.locate(&diag.place);
    let related: Vec<(Located, &str)> = diag.related.iter().map(|(p, t)| (locator.locate(p), t.get(lang))).collect();
    let mut files: Vec<&str> = vec![&main.file];
    for (at, _) in &related {
        if !files.contains(&at.file.as_str()) {
            files.push(&at.file);
        }
    }
    let mut snippets: Vec<Snippet<'_, annotate_snippets::Annotation<'_>>> = Vec::new();
    for name in files {
        let text = locator.sources().get(name).map_or("", |f| f.text.as_str());
        let here = || std::iter::once(&main).chain(related.iter().map(|(at, _)| at)).filter(|at| at.file == name);
        let window = window(text, here().map(|at| &at.range));
        let first = here().map(|at| at.line).min().unwrap_or(1);
        let inside = |range: &Range<usize>| range.start - window.start..range.end - window.start;
        let mut snippet = Snippet::source(&text[window.clone()]).path(visible(name)).line_start(first);
        if name == main.file {
            let label = diag.label.as_ref().map(|t| t.get(lang));
            snippet = snippet.annotation(AnnotationKind::Primary.span(inside(&main.range)).label(label));
        }
        for (at, words) in related.iter().filter(|(at, _)| at.file == name) {
            snippet = snippet.annotation(AnnotationKind::Context.span(inside(&at.range)).label(*words));
        }
        snippets.push(snippet);
    }
    let mut group = title.elements(snippets);
    if let Some(help) = &diag.help {
        group = group.element(Level::HELP.with_name(help_name(lang)).message(help.get(lang)));
    }
    renderer.render(&[group])
}

/// The lines that contain some ranges. A frame needs no others, and scanning a large file for each problem would be
/// slow.
fn window<'a>(text: &str, ranges: impl Iterator<Item = &'a Range<usize>>) -> Range<usize> {
    let (start, end) = ranges.fold((text.len(), 0), |(start, end), r| (start.min(r.start), end.max(r.end)));
    let start = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let end = text[end..].find('\n').map_or(text.len(), |i| end + i + 1);
    start..end
}

/// Label of the advice.
pub(super) fn help_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Ko => "도움말",
        Lang::En => "help",
    }
}

fn severity_name(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Lang::Ko) => "오류",
        (Severity::Error, Lang::En) => "error",
        (Severity::Warning, Lang::Ko) => "경고",
        (Severity::Warning, Lang::En) => "warning",
        (Severity::Info, Lang::Ko) => "참고",
        (Severity::Info, Lang::En) => "info",
    }
}

/// Counts of problems in words.
pub fn summary(diags: &[Diag], lang: Lang) -> String {
    let Counts { errors, warnings, infos } = Counts::of(diags);
    match lang {
        Lang::Ko => format!("오류 {errors}건, 경고 {warnings}건, 참고 {infos}건"),
        Lang::En => format!("{errors} errors, {warnings} warnings, {infos} infos"),
    }
}
