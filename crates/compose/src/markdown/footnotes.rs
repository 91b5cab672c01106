//! Footnotes: a reference in the text or in a cell, and one text for it in the body.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use gian_diagnostics::text;
use gian_document::{Block, Inline, each_line_mut, plain, walk_inlines_mut};
use pulldown_cmark::TagEnd;

use super::{Reader, Scope};

/// The text of a footnote, and where it stands.
pub(super) struct Footnote {
    label: String,
    range: Range<usize>,
    text: Vec<Inline>,
}

impl Reader<'_> {
    /// Reads the text of a footnote.
    pub(super) fn footnote(&mut self, label: &str, range: Range<usize>) {
        let before = self.references.len();
        let mut blocks = self.blocks(Some(TagEnd::FootnoteDefinition));
        let nested = self.references.split_off(before);
        if self.scope != Scope::Body {
            return self.refuse_footnote(self.head_of(&range));
        }
        for (_, at) in nested {
            self.refuse(
                at,
                text!("각주 안에 다른 각주가 있습니다", "a footnote stands in a footnote"),
                text!("각주의 글에 이어서 쓰십시오", "write it as part of the text of the note"),
            );
        }
        match (blocks.len(), blocks.pop()) {
            (1, Some(Block::Paragraph(text))) => {
                self.footnotes.push(Footnote { label: label.to_lowercase(), range, text });
            }
            _ => self.refuse(
                self.head_of(&range),
                text!("각주의 글은 한 문단이어야 합니다", "a footnote is one paragraph of text"),
                text!("목록이나 표를 빼고 한 문단으로 쓰십시오", "write one paragraph, without a list or table"),
            ),
        }
    }

    /// A reference to a footnote, whose text is filled in when all is read.
    pub(super) fn reference(&mut self, label: &str, range: Range<usize>) -> Inline {
        if self.scope == Scope::Value {
            self.refuse_footnote(range);
        } else {
            self.references.push((label.to_lowercase(), range));
        }
        Inline::Footnote { number: 0, text: vec![Inline::Text(label.to_lowercase())] }
    }

    /// Gives every reference its number and its text: each note belongs to one place.
    pub(super) fn resolve_footnotes(&mut self, blocks: &mut [Block]) {
        let footnotes = std::mem::take(&mut self.footnotes);
        let mut texts: BTreeMap<&str, &[Inline]> = BTreeMap::new();
        let repeated: Vec<bool> = footnotes.iter().map(|f| texts.insert(&f.label, &f.text).is_some()).collect();
        let mut used: BTreeSet<String> = BTreeSet::new();
        for (label, at) in std::mem::take(&mut self.references) {
            if !texts.contains_key(label.as_str()) {
                self.refuse(
                    at,
                    text!("각주 `[^{}]`의 글이 없습니다", "the footnote `[^{}]` has no text"; label),
                    text!("본문에 빈 줄을 두고 `[^{}]: …`을 적으십시오", "write `[^{}]: …` in the body, after an empty line"; label),
                );
            } else if used.contains(&label) {
                self.refuse(
                    at,
                    text!("각주 `[^{}]`을(를) 두 번 가리킵니다", "the footnote `[^{}]` is referred to twice"; label),
                    text!("다른 이름의 각주를 하나 더 쓰십시오", "write another footnote with a name of its own"),
                );
            }
            used.insert(label);
        }
        for (footnote, repeated) in footnotes.iter().zip(repeated) {
            let label = &footnote.label;
            let head = self.head_of(&footnote.range);
            if repeated {
                self.refuse(
                    head,
                    text!("각주 `[^{}]`의 글이 두 번 있습니다", "the footnote `[^{}]` has two texts"; label),
                    text!("하나를 지우거나 이름을 바꾸십시오", "remove one of them, or give it another name"),
                );
            } else if !used.contains(label) {
                self.refuse(
                    head,
                    text!("각주 `[^{}]`을(를) 가리키는 글이 없습니다", "nothing refers to the footnote `[^{}]`"; label),
                    text!("글에 `[^{}]`을(를) 넣거나 각주를 지우십시오", "put `[^{}]` into the text, or remove the footnote"; label),
                );
            }
        }
        let mut next = 0;
        each_line_mut(blocks, &mut |line| fill(line, &mut texts, &mut next));
    }

    fn refuse_footnote(&mut self, range: Range<usize>) {
        self.refuse(
            range,
            text!("이 자리에는 각주를 쓸 수 없습니다", "a footnote cannot stand here"),
            text!(
                "각주는 문서 본문의 글과 표의 칸에 달고, 그 글은 본문에 쓰십시오",
                "footnotes belong to the text and cells of the body of a document, and their text stands in the body"
            ),
        );
    }
}

/// References to footnotes whose text stands elsewhere, or nowhere: CommonMark leaves them as text.
pub(super) fn footnote_references(source: &str, text: &str, start: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find("[^").map(|i| at + i) {
        at = open + 2;
        let escaped = source[..start + open].ends_with('\\');
        let label = &text[at..at + text[at..].find([']', ' ', '[']).unwrap_or(0)];
        if !escaped && !label.is_empty() && text[at + label.len()..].starts_with(']') {
            found.push(open..at + label.len() + 1);
            at += label.len() + 1;
        }
    }
    found
}

/// Gives the footnotes of a line their numbers, and their texts in the place of their labels. A text is given
/// once: a second reference to it was refused.
fn fill(line: &mut [Inline], footnotes: &mut BTreeMap<&str, &[Inline]>, next: &mut usize) {
    walk_inlines_mut(line, &mut |inline| {
        let Inline::Footnote { number, text } = inline else { return true };
        *next += 1;
        *number = *next;
        if let Some(own) = footnotes.remove(plain(text).as_str()) {
            *text = own.to_vec();
        }
        false
    });
}
