//! The text of a Markdown body as a reader sees it, with its positions in the source: references decoded, the signs of
//! Markdown left out, and the targets of links.

use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, Parser, Tag};

/// The shown text of a body.
pub(crate) struct BodyText {
    /// The text. A block ends with a line end.
    pub(crate) text: String,
    /// Start of each piece in `text`, and its range in the source.
    pieces: Vec<(usize, Range<usize>)>,
}

impl BodyText {
    /// The shown text of a Markdown source.
    pub(crate) fn new(source: &str) -> Self {
        let mut shown = Self { text: String::new(), pieces: Vec::new() };
        let mut targets: Vec<(String, Range<usize>)> = Vec::new();
        for (event, range) in Parser::new(source).into_offset_iter() {
            match event {
                Event::Text(words) | Event::Code(words) => shown.push(&words, range),
                Event::SoftBreak | Event::HardBreak => shown.push(" ", range),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    targets.push((decoded(&dest_url), range));
                }
                Event::Start(Tag::Paragraph | Tag::Item | Tag::Heading { .. } | Tag::CodeBlock(_)) => {
                    shown.push("\n", range);
                }
                _ => {}
            }
        }
        for (target, range) in targets {
            shown.push("\n", range.clone());
            shown.push(&target, range);
        }
        shown
    }

    fn push(&mut self, words: &str, range: Range<usize>) {
        self.pieces.push((self.text.len(), range));
        self.text.push_str(words);
    }

    /// Bytes of the source for bytes of the text.
    pub(crate) fn source(&self, range: &Range<usize>) -> Range<usize> {
        let of = |at: usize| {
            let i = self.pieces.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            let end = self.pieces.get(i + 1).map_or(self.text.len(), |(start, _)| *start);
            let (start, source) = &self.pieces[i];
            // Only unchanged words have as many bytes as their source.
            match end - start == source.len() {
                true => source.start + (at - start)..source.start + (at - start) + 1,
                false => source.clone(),
            }
        };
        of(range.start).start..of(range.end - 1).end
    }
}

/// The target of a link without percent-encoding.
pub(crate) fn decoded(target: &str) -> String {
    percent_decode_str(target).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shown_text_has_its_source() {
        let body = "- 위원 &#xD64D;`길`**산**의 말\n\n[곳](https://a.example/%ED%99%8D)\n";
        let shown = BodyText::new(body);
        let at = shown.text.find("홍길산").unwrap();
        assert_eq!(&body[shown.source(&(at..at + "홍길산".len()))], "&#xD64D;`길`**산");
        let at = shown.text.rfind("홍").unwrap();
        assert_eq!(&body[shown.source(&(at..at + "홍".len()))], "[곳](https://a.example/%ED%99%8D)");
    }
}
