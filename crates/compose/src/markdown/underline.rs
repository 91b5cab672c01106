//! Underlined words: `<u>바뀐 말</u>`, the only tag that a text may have. Blanks in it are room to write in.

use std::ops::Range;

use gian_diagnostics::text;
use gian_document::{HALF_SPACE, Inline, plain};
use pulldown_cmark::{Event, Tag};

use super::Reader;

/// The tag before the words.
pub(super) const OPEN: &str = "<u>";
/// The tag behind the words.
const CLOSE: &str = "</u>";

impl Reader<'_> {
    /// The words behind an opening tag, up to the closing one of the same line.
    pub(super) fn underlined(&mut self, open: &Range<usize>) -> Inline {
        let mut found: Vec<(Inline, Range<usize>, bool)> = Vec::new();
        let mut is_closed = false;
        while let Some((event, _)) = self.events.peek() {
            let is_inline =
                |tag: &Tag<'_>| matches!(tag, Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. });
            match event {
                Event::End(_) | Event::Rule => break,
                Event::Start(tag) if !is_inline(tag) => break,
                _ => {}
            }
            let Some((event, range)) = self.events.next() else { break };
            match event {
                Event::InlineHtml(tag) if tag.as_ref() == CLOSE => {
                    is_closed = true;
                    break;
                }
                Event::Start(tag) => {
                    if self.enter(&tag, &range)
                        && let Some(inline) = self.inline_tag(&tag, &range)
                    {
                        found.push((inline, range, false));
                    }
                }
                other => self.inline_event(other, range, &mut found),
            }
        }
        let mut inner = self.finish(found);
        let words = plain(&inner);
        if !is_closed || words.is_empty() {
            self.refuse(
                open.clone(),
                text!(
                    "`<u>`로 시작한 밑줄이 같은 글에서 `</u>`로 끝나지 않거나 비어 있습니다",
                    "the underline that begins with `<u>` does not end with `</u>` in the same text, or is empty"
                ),
                text!(
                    "밑줄 칠 글의 앞뒤에 `<u>`와 `</u>`를 쓰십시오",
                    "write `<u>` before and `</u>` behind the words"
                ),
            );
        }
        if words.trim().is_empty() {
            let blank = words.chars().map(|c| if c == ' ' { HALF_SPACE } else { c }).collect();
            inner = vec![Inline::Text(blank)];
        }
        Inline::Underline(inner)
    }
}
