//! Errors of templates at their place: in the file and line that a person can change, with a Korean message where the
//! engine of templates has an English one.

use std::collections::BTreeMap;
use std::ops::Range;

use gian_diagnostics::{Diag, Place, Text, text};
use tera::ErrorKind;

/// A set of templates that include each other: name → source.
pub struct Templates<'a> {
    /// The sources as people know them.
    pub sources: &'a BTreeMap<String, String>,
    /// The source of a template as Tera has it.
    pub loaded: &'a dyn Fn(&str) -> &'a str,
    /// Position in the source of a template for one in the source as Tera has it.
    pub original: &'a dyn Fn(&str, usize) -> usize,
    /// Path of a template below the workspace.
    pub path: &'a dyn Fn(&str) -> String,
}

/// Where and why a template fails.
struct Fault {
    template: String,
    range: Range<usize>,
    message: Text,
}

impl<'a> Templates<'a> {
    /// Templates that Tera has as they are, below `templates/`.
    pub fn plain(
        sources: &'a BTreeMap<String, String>,
        path: &'a dyn Fn(&str) -> String,
    ) -> impl Fn(&tera::Error, &str) -> Diag {
        move |error, rendered| {
            let loaded = |name: &str| sources.get(name).map_or("", String::as_str);
            Templates { sources, loaded: &loaded, original: &|_, at| at, path }.diag(error, rendered)
        }
    }

    /// The problem of an error; `rendered` is the template that was rendered or loaded, which may include others.
    pub fn diag(&self, error: &tera::Error, rendered: &str) -> Diag {
        let fault = self.fault(error, rendered);
        let source = self.sources.get(&fault.template).map_or("", String::as_str);
        let range = fault.range.start.min(source.len())..fault.range.end.min(source.len());
        problem(Place::bytes(&(self.path)(&fault.template), range), fault.message)
    }

    fn fault(&self, error: &tera::Error, rendered: &str) -> Fault {
        let chain = |names: &[String]| {
            let between = names.windows(2).last().map(|pair| (pair[0].clone(), self.mention(&pair[0], &pair[1])));
            let (template, range) = between.unwrap_or((rendered.to_owned(), 0..0));
            let way = names.join(" → ");
            let message =
                text!("틀이 서로를 끝없이 부릅니다: {way}", "templates include each other without end: {way}");
            Fault { template, range, message }
        };
        match error.kind() {
            ErrorKind::CircularInclude { include_chain, .. } => chain(include_chain),
            ErrorKind::CircularExtend { inheritance_chain, .. } => chain(inheritance_chain),
            ErrorKind::MissingParent { current, parent } => {
                Fault { template: current.clone(), range: self.mention(current, parent), message: unknown(parent) }
            }
            ErrorKind::TemplateNotFound(name) => {
                let template = self.sources.iter().find(|(_, source)| source.contains(name.as_str()));
                let template = template.map_or(rendered, |(template, _)| template.as_str()).to_owned();
                Fault { range: self.mention(&template, name), message: unknown(name), template }
            }
            _ => {
                let named = place_of(error).map(str::to_owned).or_else(|| named(&error.to_string()));
                let template = named.filter(|name| self.sources.contains_key(name)).unwrap_or(rendered.to_owned());
                let (message, range) = parts(error, (self.loaded)(&template));
                let range =
                    range.map_or(0..0, |r| (self.original)(&template, r.start)..(self.original)(&template, r.end));
                Fault { range, message: message_of(&message), template }
            }
        }
    }

    /// Where a template names another one.
    fn mention(&self, template: &str, name: &str) -> Range<usize> {
        let source = self.sources.get(template).map_or("", String::as_str);
        source.find(name).map_or(0..0, |at| at..at + name.len())
    }
}

/// A problem of a template.
pub(crate) fn problem(place: Place, message: Text) -> Diag {
    Diag::error("template", place, message)
}

/// Comments in the form of other template engines, which gian would print into a page or document.
pub fn foreign_comments<'a>(templates: impl Iterator<Item = (&'a String, &'a String)>) -> Vec<Diag> {
    let is_read = |path: &str| path.ends_with(".html") || path.ends_with(".md");
    let mut diags = Vec::new();
    for (path, source) in templates.filter(|(path, _)| is_read(path)) {
        for (at, end) in comments(source) {
            let message = text!(
                "`{{# … #}}`은(는) 주석으로 읽히지 않고 그대로 나타납니다",
                "`{{# … #}}` is not read as a comment, and is shown"
            );
            let help = text!("주석이면 `{{* … *}}`로 쓰십시오", "write a comment as `{{* … *}}`");
            diags.push(problem(Place::bytes(&format!("templates/{path}"), at..end), message).help(help));
        }
    }
    diags
}

/// Comments in the form of other template engines: `{#` with a space or hyphen behind it, up to `#}` or the end of the text,
/// because a text of Markdown is one line.
pub(crate) fn comments(text: &str) -> impl Iterator<Item = (usize, usize)> {
    text.match_indices("{#").filter_map(|(at, sign)| {
        let inside = &text[at + sign.len()..];
        let begins = inside.is_empty() || inside.starts_with([' ', '-', '\n', '\t']);
        begins.then(|| (at, inside.find("#}").map_or(text.len(), |end| at + sign.len() + end + 2)))
    })
}

fn unknown(name: &str) -> Text {
    text!("틀에 오류가 있습니다: `{name}`(이)라는 틀이 없습니다", "the template fails: there is no template `{name}`")
}

/// The problem of a single template, with its frame from the template itself.
pub fn template_error(error: &tera::Error, path: &str, source: &str, offset: usize) -> Diag {
    let (message, range) = parts(error, source);
    let range = range.unwrap_or(0..0);
    let end = (offset + range.end).min(offset + source.len());
    problem(Place::bytes(path, offset + range.start.min(source.len())..end), message_of(&message))
}

/// The message about a failing template.
fn message_of(words: &str) -> Text {
    let ko = korean(words).unwrap_or_else(|| words.to_owned());
    text!(ko: "틀에 오류가 있습니다: {ko}"; en: "the template fails: {words}")
}

/// The Korean words for the frequent messages of Tera.
pub(crate) fn korean(words: &str) -> Option<String> {
    let quoted = |head: &str| words.strip_prefix(head)?.split('`').next();
    if words == "Unexpected end of input" {
        return Some("닫지 않은 `{% %}`, `{{ }}`나 `{% if %}`, `{% for %}`가 있습니다".to_owned());
    }
    if let Some(name) = quoted("Variable `") {
        return Some(format!("`{name}`(이)라는 값이 없습니다"));
    }
    if let Some(found) = unexpected(words) {
        return Some(found);
    }
    let kinds = [
        ("template", "틀이"),
        ("filter", "필터가"),
        ("function", "함수가"),
        ("test", "검사가"),
        ("component", "컴포넌트가"),
    ];
    kinds
        .into_iter()
        .find_map(|(en, ko)| Some(format!("`{}`(이)라는 {ko} 없습니다", quoted(&format!("Unknown {en} `"))?)))
}

/// The Korean words for `Found float but expected …`.
fn unexpected(words: &str) -> Option<String> {
    let (found, rest) = words.strip_prefix("Found ")?.split_once(" but ")?;
    let expected = ["expected one of: ", "expected ", "was expecting "].iter().find_map(|head| rest.strip_prefix(head));
    let expected = expected.unwrap_or(rest).trim_end_matches('.');
    // The kind of what was found, and its text if Tera names it.
    let (kind, shown) =
        found.split_once(['(', ' ']).map_or((found, ""), |(kind, rest)| (kind, rest.trim_end_matches(')')));
    let ko = match kind {
        "float" => "소수",
        "integer" => "정수",
        "string" => "따옴표로 감싼 글",
        "bool" => "true나 false",
        "ident" | "identifier" => "이름",
        _ => found,
    };
    let ko = if ko == found || shown.is_empty() { ko.to_owned() } else { format!("{ko} {shown}") };
    Some(format!(
        "여기에 올 수 없는 말입니다: {ko} (올 수 있는 것: {expected}). 틀의 문법이 아니라 글이면 중괄호를 쓰지 마십시오"
    ))
}

/// The template in which an error occurred.
pub(crate) fn place_of(error: &tera::Error) -> Option<&str> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report.filename()),
        _ => None,
    }
}

/// The template that a report of Tera names as `--> name:line:column`.
fn named(report: &str) -> Option<String> {
    let place = report.lines().find_map(|line| line.trim_start().strip_prefix("--> "))?;
    Some(place.rsplitn(3, ':').nth(2)?.to_owned())
}

/// Where a template includes a part that does not exist.
pub(crate) fn missing_part(error: &tera::Error, source: &str) -> Option<Range<usize>> {
    let words = error.to_string();
    let name = words.split_once("Unknown template `")?.1.split('`').next()?;
    let including = source.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let mut including = including.filter(|(_, line)| line.contains("include"));
    including.find_map(|(start, line)| line.find(name).map(|at| start + at..start + at + name.len()))
}

/// Message and range of an error in `source`, which is the template as Tera has it.
pub(crate) fn parts(error: &tera::Error, source: &str) -> (String, Option<Range<usize>>) {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.message().to_owned(), Some(report.span().range.clone()))
        }
        // Problems between templates, such as an unknown filter, are one text: a message, a place, an excerpt of the
        // template as Tera has it.
        _ => {
            let words = error.to_string();
            let message = words.lines().next().unwrap_or_default();
            (message.strip_prefix("error: ").unwrap_or(message).to_owned(), place_in(&words, source))
        }
    }
}

/// The range that a report of Tera names as `--> name:line:column`, with as many characters as it underlines.
fn place_in(report: &str, source: &str) -> Option<Range<usize>> {
    let mut place = report.lines().find_map(|line| line.trim_start().strip_prefix("--> "))?.rsplit(':');
    let (column, line): (usize, usize) = (place.next()?.parse().ok()?, place.next()?.parse().ok()?);
    let start = source.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum::<usize>();
    let at = |characters: usize| source[start..].char_indices().nth(characters).map(|(i, _)| start + i);
    let underlined = report.lines().last().map_or(0, |line| line.matches('^').count());
    let from = at(column.checked_sub(1)?)?;
    Some(from..at(column - 1 + underlined).unwrap_or(source.len()))
}

#[cfg(test)]
mod tests {
    use super::korean;

    #[test]
    fn an_unexpected_word_is_told_in_korean() {
        let float = korean("Found float but expected `}}`.").unwrap();
        assert!(float.contains("소수") && float.contains("`}}`"), "{float}");
        assert!(korean("Found end of input but expected `%}`.").is_some());
        assert!(korean("Something else").is_none());
    }
}
