//! Lines of text as HTML, with their footnotes and with links from figures to their origin.

use std::fmt::Write;

use gian_document::{Inline, Language};
use gian_vocabulary::values::disclosure_words;

use super::escape::escape;
use crate::uri::uri;

/// State that carries over from line to line of a page.
#[derive(Default)]
pub(super) struct TextState {
    /// Footnotes so far, as HTML.
    pub(super) notes: Vec<String>,
}

/// The id of a reference target; its prefix occurs in no id of the page itself.
pub(super) fn anchor(name: &str) -> String {
    format!("ref-{}", escape(name))
}

/// Writes a line without footnotes.
pub(super) fn line(list: &[Inline]) -> String {
    inlines(list, &mut TextState::default())
}

/// Inlines of a line that may hold footnotes.
pub(super) fn inlines(list: &[Inline], state: &mut TextState) -> String {
    let mut out = String::new();
    for inline in list {
        match inline {
            Inline::Text(text) => out.push_str(&escape(text)),
            Inline::Sourced { to, text } => {
                let shown = escape(text);
                let _ =
                    write!(out, "<a class=\"figure\" href=\"#{to}\" aria-label=\"{shown}, 수치의 근거\">{shown}</a>");
            }
            Inline::Lang { language, text } => {
                // `ko-Hani` is Korean in Chinese characters; tagged as Chinese it would be read out in Chinese.
                let tag = match language {
                    Language::English => "en",
                    Language::Hanja => "ko-Hani",
                };
                let _ = write!(out, "<span lang=\"{tag}\">{}</span>", escape(text));
            }
            Inline::Strong(inner) => {
                let _ = write!(out, "<strong>{}</strong>", inlines(inner, state));
            }
            Inline::Emphasis(inner) => {
                let _ = write!(out, "<em>{}</em>", inlines(inner, state));
            }
            Inline::Underline(inner) => {
                let _ = write!(out, "<u>{}</u>", inlines(inner, state));
            }
            Inline::Footnote { number: n, text } => {
                let text = inlines(text, state);
                state.notes.push(text);
                let _ = write!(
                    out,
                    "<sup class=\"noteref\"><a id=\"fnref{n}\" href=\"#fn{n}\" role=\"doc-noteref\" aria-label=\"각주 {n}\">{n})</a></sup>"
                );
            }
            Inline::Link { to, text } => {
                let _ = write!(out, "<a href=\"{}\">{}</a>", escape(&uri(to)), inlines(text, state));
            }
            Inline::Reference { to, text } => {
                let _ = write!(out, "<a href=\"#{}\">{}</a>", anchor(to), inlines(text, state));
            }
            Inline::Withheld(ground) => {
                let _ = write!(
                    out,
                    // An abbreviation with its expansion: screen readers speak the meaning of the mask, never the
                    // withheld words.
                    "<abbr class=\"withheld\" title=\"{}\">{}</abbr>",
                    escape(&format!("정보공개법 제9조제1항제{}호, {}", ground.0, disclosure_words(*ground))),
                    ground.mask()
                );
            }
            Inline::LineBreak => out.push_str("<br>"),
        }
    }
    out
}
