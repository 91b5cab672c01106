//! Footnotes: references in text or cells, and one text for each in the body.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use gian_diagnostics::text;
use gian_document::{Block, Inline, each_line_mut, plain, walk_inlines_mut};

use crate::nested::FootnoteReference;
use crate::problem::Problem;

/// Context of Markdown, which decides whether it can have footnotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// A body: contains references and the text of footnotes.
    Body,
    /// A part of a body, such as a cell: contains references to footnotes of the body.
    Part,
    /// A part of a body in a column beside others, which may hold what a body may.
    Column,
    /// A standalone value.
    Value,
}

/// The text of a footnote, and the first line of its definition.
struct Footnote {
    label: String,
    head: Range<usize>,
    text: Vec<Inline>,
}

/// The footnotes of a text during parsing.
pub(super) struct Footnotes {
    pub(super) scope: Scope,
    /// References to footnotes, in parsing order.
    pub(super) references: Vec<FootnoteReference>,
    texts: Vec<Footnote>,
}

impl Footnotes {
    pub(super) fn new(scope: Scope) -> Self {
        Self { scope, references: Vec::new(), texts: Vec::new() }
    }

    /// Keeps the text of a footnote. `nested` are the references inside it, `head` is its first line.
    pub(super) fn define(
        &mut self,
        label: &str,
        head: Range<usize>,
        mut blocks: Vec<Block>,
        nested: Vec<FootnoteReference>,
        problems: &mut Vec<Problem>,
    ) {
        if self.scope != Scope::Body {
            return refuse(head, problems);
        }
        for (_, range) in nested {
            problems.push(Problem {
                range,
                message: text!("각주 안에 다른 각주가 있습니다", "a footnote stands in a footnote"),
                help: text!("각주의 글에 이어서 쓰십시오", "write it as part of the text of the note"),
            });
        }
        match (blocks.len(), blocks.pop()) {
            (1, Some(Block::Paragraph(text))) => {
                self.texts.push(Footnote { label: label.to_lowercase(), head, text });
            }
            _ => problems.push(Problem {
                range: head,
                message: text!("각주의 글은 한 문단이어야 합니다", "a footnote is one paragraph of text"),
                help: text!("목록이나 표를 빼고 한 문단으로 쓰십시오", "write one paragraph, without a list or table"),
            }),
        }
    }

    /// A reference to a footnote; its text is filled in after parsing.
    pub(super) fn refer(&mut self, label: &str, range: Range<usize>, problems: &mut Vec<Problem>) -> Inline {
        if self.scope == Scope::Value {
            refuse(range, problems);
        } else {
            self.references.push((label.to_lowercase(), range));
        }
        Inline::Footnote { number: 0, text: vec![Inline::Text(label.to_lowercase())] }
    }

    /// Fills in number and text of every reference: each footnote belongs to one position.
    pub(super) fn resolve(self, blocks: &mut [Block], problems: &mut Vec<Problem>) {
        let mut texts: BTreeMap<&str, &[Inline]> = BTreeMap::new();
        let repeated: Vec<bool> = self.texts.iter().map(|f| texts.insert(&f.label, &f.text).is_some()).collect();
        let mut used: BTreeSet<String> = BTreeSet::new();
        for (label, range) in self.references {
            if !texts.contains_key(label.as_str()) {
                problems.push(Problem {
                    range,
                    message: text!("각주 `[^{}]`의 글이 없습니다", "the footnote `[^{}]` has no text"; label),
                    help: text!("본문에 빈 줄을 두고 `[^{}]: …`을 적으십시오", "write `[^{}]: …` in the body, after an empty line"; label),
                });
            } else if used.contains(&label) {
                problems.push(Problem {
                    range,
                    message: text!("각주 `[^{}]`을(를) 두 번 가리킵니다", "the footnote `[^{}]` is referred to twice"; label),
                    help: text!("다른 이름의 각주를 하나 더 쓰십시오", "write another footnote with a name of its own"),
                });
            }
            used.insert(label);
        }
        for (footnote, repeated) in self.texts.iter().zip(repeated) {
            let (label, range) = (&footnote.label, footnote.head.clone());
            if repeated {
                problems.push(Problem {
                    range,
                    message: text!("각주 `[^{}]`의 글이 두 번 있습니다", "the footnote `[^{}]` has two texts"; label),
                    help: text!("하나를 지우거나 이름을 바꾸십시오", "remove one of them, or give it another name"),
                });
            } else if !used.contains(label) {
                problems.push(Problem {
                    range,
                    message: text!("각주 `[^{}]`을(를) 가리키는 글이 없습니다", "nothing refers to the footnote `[^{}]`"; label),
                    help: text!("글에 `[^{}]`을(를) 넣거나 각주를 지우십시오", "put `[^{}]` into the text, or remove the footnote"; label),
                });
            }
        }
        let mut next = 0;
        each_line_mut(blocks, &mut |line| fill(line, &mut texts, &mut next));
    }
}

fn refuse(range: Range<usize>, problems: &mut Vec<Problem>) {
    problems.push(Problem {
        range,
        message: text!("이 자리에는 각주를 쓸 수 없습니다", "a footnote cannot stand here"),
        help: text!(
            "각주는 문서 본문의 글과 표의 칸에 달고, 그 글은 본문에 쓰십시오",
            "footnotes belong to the text and cells of the body of a document, and their text stands in the body"
        ),
    });
}

/// References to footnotes without a definition in this text, which CommonMark leaves as text.
pub(super) fn footnote_references(source: &str, text: &str, start: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.as_bytes().contains(&b'[') {
        return found;
    }
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

/// Numbers the footnotes of a line, and replaces their labels by their texts. A text is used once, because a second
/// reference to it was refused.
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
