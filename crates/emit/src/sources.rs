//! Links from the figures of a page to the explanations of their origin.

use std::borrow::Cow;
use std::collections::BTreeMap;

use gian_document::{Document, Inline, PrintedFigure, each_line_mut};

/// A figure that the page explains.
#[derive(Debug, Clone)]
pub struct Explained {
    /// Route of the figure in the view.
    pub route: String,
    /// Forms in which it is written: `600천원`, `600,000원`.
    pub forms: Vec<String>,
    /// Id of the explanation.
    pub id: String,
}

/// The document with a link at the first place where each figure is printed. A figure in a link is left alone.
pub fn linked<'a>(document: &'a Document, figures: &[Explained]) -> Cow<'a, Document> {
    // In reading order, so that the first place of a figure is the first one found.
    let places: Vec<(&PrintedFigure, &Explained)> = document
        .figures
        .iter()
        .filter_map(|place| Some((place, figures.iter().find(|f| f.route == place.route)?)))
        .collect();
    if places.is_empty() {
        return Cow::Borrowed(document);
    }
    let mut document = document.clone();
    let mut linker = Linker { places: &places, before: 0, linked: BTreeMap::new() };
    each_line_mut(&mut document.blocks, &mut |line| linker.line(line, true));
    Cow::Owned(document)
}

struct Linker<'a> {
    places: &'a [(&'a PrintedFigure, &'a Explained)],
    /// Bytes of text before the current inline.
    before: usize,
    /// Figures that have their link, by id.
    linked: BTreeMap<&'a str, ()>,
}

impl Linker<'_> {
    fn line(&mut self, line: &mut Vec<Inline>, links: bool) {
        let mut out = Vec::with_capacity(line.len());
        for mut inline in line.drain(..) {
            match &mut inline {
                Inline::Text(text) => {
                    let from = self.before;
                    self.before += text.len();
                    if links {
                        self.text(text, from, &mut out);
                        continue;
                    }
                }
                Inline::Lang { text, .. } | Inline::Sourced { text, .. } => self.before += text.len(),
                Inline::Strong(inner)
                | Inline::Emphasis(inner)
                | Inline::Underline(inner)
                | Inline::Footnote { text: inner, .. } => {
                    self.line(inner, links);
                }
                Inline::Link { text: inner, .. } | Inline::Reference { text: inner, .. } => self.line(inner, false),
                Inline::Withheld(_) | Inline::LineBreak => {}
            }
            out.push(inline);
        }
        *line = out;
    }

    /// Splits a text at the figures that are printed in it.
    fn text(&mut self, text: &str, from: usize, out: &mut Vec<Inline>) {
        let mut copied = 0;
        let places = self.places;
        let first = places.partition_point(|(place, _)| place.end <= from);
        for (place, figure) in places[first..].iter().take_while(|(place, _)| place.end <= from + text.len()) {
            let Some((start, end)) =
                figure.forms.iter().filter_map(|form| around(text, place.end - from, form)).max_by_key(|(s, e)| e - s)
            else {
                continue;
            };
            if start < copied || self.linked.insert(&figure.id, ()).is_some() {
                continue;
            }
            push(&text[copied..start], out);
            out.push(Inline::Sourced { to: figure.id.clone(), text: text[start..end].to_owned() });
            copied = end;
        }
        push(&text[copied..], out);
    }
}

fn push(text: &str, out: &mut Vec<Inline>) {
    if !text.is_empty() {
        out.push(Inline::Text(text.to_owned()));
    }
}

/// Start and end of a form of a figure around the end of its printed number: `600,000` and `원` behind it. None if the
/// number there is only the end of a larger one.
fn around(text: &str, at: usize, form: &str) -> Option<(usize, usize)> {
    let (before, after) = (&text[..at], &text[at..]);
    let fits = |split: &usize| before.ends_with(&form[..*split]) && after.starts_with(&form[*split..]);
    let split = (1..=form.len()).rev().filter(|i| form.is_char_boundary(*i)).find(fits)?;
    let start = at - split;
    let number = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    (!text[..start].ends_with(number)).then_some((start, at + form.len() - split))
}

#[cfg(test)]
mod tests {
    use gian_document::Block;

    use super::*;

    /// A paragraph whose figures end behind `|`, which names the route of each.
    fn linked_text(text: &str, routes: &[&str]) -> Vec<Inline> {
        let mut document = Document::default();
        let (mut plain, mut routes) = (String::new(), routes.iter());
        for part in text.split_inclusive('|') {
            plain.push_str(part.trim_end_matches('|'));
            if part.ends_with('|') {
                let route = (*routes.next().unwrap()).to_owned();
                document.figures.push(PrintedFigure { end: plain.len(), route });
            }
        }
        document.blocks = vec![Block::Paragraph(vec![Inline::Text(plain)])];
        let explained = |route: &str, forms: &[&str], id: &str| Explained {
            route: route.to_owned(),
            forms: forms.iter().map(|f| (*f).to_owned()).collect(),
            id: id.to_owned(),
        };
        let figures = [
            explained("/a", &["600천원", "600,000원"], "basis-1"),
            explained("/b", &["1,090천원"], "basis-2"),
            explained("/c", &["5명"], "basis-3"),
            explained("/d", &["5명"], "basis-4"),
        ];
        let mut found = linked(&document, &figures).into_owned();
        match found.blocks.pop() {
            Some(Block::Paragraph(line)) => line,
            other => panic!("{other:?}"),
        }
    }

    fn links(text: &str, routes: &[&str]) -> Vec<(String, String)> {
        let found = linked_text(text, routes).into_iter().filter_map(|inline| match inline {
            Inline::Sourced { to, text } => Some((to, text)),
            _ => None,
        });
        found.collect()
    }

    #[test]
    fn the_first_place_where_a_figure_is_printed_is_a_link() {
        let text = "손으로 적은 600천원, 수당 600천원|, 다시 600천원|, 합계 1,090|천원";
        let found = links(text, &["/a", "/a", "/b"]);
        assert_eq!(
            found,
            [("basis-1".to_owned(), "600천원".to_owned()), ("basis-2".to_owned(), "1,090천원".to_owned())]
        );
        let line = linked_text(text, &["/a", "/a", "/b"]);
        assert_eq!(line[0], Inline::Text("손으로 적은 600천원, 수당 ".to_owned()));
        assert_eq!(gian_document::plain(&line), text.replace('|', ""));
    }

    #[test]
    fn each_figure_leads_to_its_own_explanation() {
        let found = links("위원 5|명, 공무원 5|명", &["/d", "/c"]);
        assert_eq!(found, [("basis-4".to_owned(), "5명".to_owned()), ("basis-3".to_owned(), "5명".to_owned())]);
    }

    #[test]
    fn a_number_that_is_written_otherwise_is_left_alone() {
        assert_eq!(links("1,600|천원과 600|개", &["/a", "/a"]), []);
        assert_eq!(links("600천원", &[]), []);
    }
}
