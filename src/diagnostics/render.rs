//! Problems as text for people: source frames that line up under Korean text.

use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::locate::{Located, locate};
use super::{Diag, Lang, Place, Severity, visible};
use crate::source::Sources;
use crate::text;

/// Sorts problems by file, place and code, and drops repeated ones, so that a report never depends
/// on the order in which checks ran. Of a file with very many, the first found are kept.
pub fn sort(sources: &Sources, diags: &mut Vec<Diag>) {
    shorten(diags);
    diags.sort_by_cached_key(|d| {
        let at = locate(sources, &d.place);
        (at.file, at.range.start, at.range.end, d.code, d.message.clone())
    });
    diags.dedup();
}

/// Most problems of one file that are shown. A person corrects a few and looks again, and a file that
/// is made to have many thousands must not keep the report from being written.
const MOST: usize = 100;

fn shorten(diags: &mut Vec<Diag>) {
    let mut counts: BTreeMap<String, (usize, Severity)> = BTreeMap::new();
    diags.retain(|diag| {
        let (count, worst) = counts.entry(diag.place.file.clone()).or_insert((0, Severity::Info));
        *count += 1;
        if *count > MOST {
            // The worst kind comes first in the order of severities.
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

/// Writes all problems, each with its source frame, and a closing line with counts.
pub fn render(sources: &Sources, diags: &[Diag], lang: Lang, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for diag in diags {
        out.push_str(&render_one(sources, diag, lang, &renderer));
        out.push_str("\n\n");
    }
    out.push_str(&summary(diags, lang));
    out.push('\n');
    out
}

/// One line a problem: `file:line:column: severity[code]: message`.
pub fn render_short(sources: &Sources, diags: &[Diag], lang: Lang) -> String {
    diags
        .iter()
        .map(|d| {
            let at = locate(sources, &d.place);
            let severity = severity_name(d.severity, lang);
            // What others say, such as Tera, has several lines.
            let message = d.message.get(lang).lines().map(str::trim).collect::<Vec<_>>().join(" ");
            let (file, message) = (visible(&at.file), visible(&message));
            format!("{file}:{}:{}: {severity}[{}]: {message}\n", at.line, at.column, d.code)
        })
        .collect()
}

fn render_one(sources: &Sources, diag: &Diag, lang: Lang, renderer: &Renderer) -> String {
    let level = match diag.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.with_name(severity_name(diag.severity, lang)).primary_title(diag.message.get(lang)).id(diag.code);

    let main = locate(sources, &diag.place);
    let mut snippets: Vec<Snippet<'_, annotate_snippets::Annotation<'_>>> = Vec::new();
    let mut files: Vec<String> = vec![main.file.clone()];
    let related: Vec<(Located, &str)> = diag.related.iter().map(|(p, t)| (locate(sources, p), t.get(lang))).collect();
    for (at, _) in &related {
        if !files.contains(&at.file) {
            files.push(at.file.clone());
        }
    }
    for name in &files {
        let text = sources.get(name).map_or("", |f| f.text.as_str());
        let mut snippet = Snippet::source(text).path(visible(name)).line_start(1);
        if *name == main.file {
            let label = diag.label.as_ref().map(|t| t.get(lang));
            snippet = snippet.annotation(AnnotationKind::Primary.span(main.range.clone()).label(label));
        }
        for (at, words) in related.iter().filter(|(at, _)| at.file == *name) {
            snippet = snippet.annotation(AnnotationKind::Context.span(at.range.clone()).label(*words));
        }
        snippets.push(snippet);
    }
    let mut group = title.elements(snippets);
    if let Some(help) = &diag.help {
        let name = match lang {
            Lang::Ko => "도움말",
            Lang::En => "help",
        };
        group = group.element(Level::HELP.with_name(name).message(help.get(lang)));
    }
    renderer.render(&[group])
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

/// Counts of errors and warnings in words.
pub fn summary(diags: &[Diag], lang: Lang) -> String {
    let errors = diags.iter().filter(|d| d.severity == Severity::Error).count();
    let warnings = diags.iter().filter(|d| d.severity == Severity::Warning).count();
    match lang {
        Lang::Ko => format!("오류 {errors}건, 경고 {warnings}건"),
        Lang::En => format!("{errors} errors, {warnings} warnings"),
    }
}
