//! Problems as GitHub workflow commands, which appear as notes on the lines of a change.

use gian_diagnostics::{Diag, Lang, Severity, visible, visible_lines};
use gian_source::Sources;

use super::locate::Locator;
use super::render::help_name;

/// One command per problem: `::error file=…,line=…,endLine=…,col=…,endColumn=…,title=code::message`. `folder` is the
/// path of the workspace below the root of the repository; empty if they are the same.
pub fn render(sources: &Sources, diags: &[Diag], lang: Lang, folder: &str) -> String {
    let mut locator = Locator::new(sources);
    diags.iter().map(|diag| line(&mut locator, diag, lang, folder)).collect()
}

fn line(locator: &mut Locator<'_>, diag: &Diag, lang: Lang, folder: &str) -> String {
    let level = match diag.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let at = locator.locate(&diag.place);
    let mut message = visible_lines(diag.message.get(lang));
    if let Some(help) = &diag.help {
        message.push_str(&format!("\n{}: {}", help_name(lang), visible_lines(help.get(lang))));
    }
    let mut properties = Vec::new();
    if !at.file.is_empty() {
        let separator = if folder.is_empty() { "" } else { "/" };
        let file = format!("{folder}{separator}{}", at.file);
        properties.push(("file", visible(&file).into_owned()));
        properties.push(("line", at.line.to_string()));
        properties.push(("endLine", at.end_line.to_string()));
        // GitHub accepts columns only for a range within one line.
        if at.line == at.end_line {
            properties.push(("col", at.column.to_string()));
            properties.push(("endColumn", at.end_column.to_string()));
        }
    }
    properties.push(("title", diag.code.to_owned()));
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    format!("::{level} {}::{}\n", properties.join(","), data(&message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use gian_diagnostics::{Place, Route, text};

    use super::*;

    #[test]
    fn what_ends_a_command_or_a_property_is_escaped() {
        let mut sources = Sources::default();
        sources.insert("content/a,b:c%.md", "---\n제목: 가나\n---\n본문\n".to_owned(), &mut Vec::new());
        let message = text!("첫 줄, 50%: 끝\n둘째\r\n셋째\u{1b}[2J", "first line, 50%: end\nsecond");
        let diag = Diag::info("some-code", Place::value("content/a,b:c%.md", Route::of("제목")), message)
            .help(text!("100%로 하십시오", "make it 100%"));
        assert_eq!(
            render(&sources, &[diag], Lang::Ko, "offices/가"),
            "::notice file=offices/가/content/a%2Cb%3Ac%25.md,line=2,endLine=2,col=5,endColumn=7,title=some-code\
             ::첫 줄, 50%25: 끝%0A둘째%0A셋째<U+001B>[2J%0A도움말: 100%25로 하십시오\n"
        );
    }

    #[test]
    fn columns_are_left_out_over_several_lines_and_places_where_there_is_no_file() {
        let mut sources = Sources::default();
        sources.insert("a.yaml", "가: 나\n다: 라\n".to_owned(), &mut Vec::new());
        let over = Diag::error("x", Place::bytes("a.yaml", 0..12), text!("가", "a"));
        assert_eq!(render(&sources, &[over], Lang::En, ""), "::error file=a.yaml,line=1,endLine=2,title=x::a\n");
        let nowhere = Diag::warning("x", Place::bytes("", 0..0), text!("가", "a"));
        assert_eq!(render(&sources, &[nowhere], Lang::En, "sub"), "::warning title=x::a\n");
    }
}
