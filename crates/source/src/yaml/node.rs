//! The tree of a YAML text: values with their bytes in the source.

use std::ops::Range;

use gian_diagnostics::Route;

/// A value with its bytes in the source.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Bytes of the value in the text of the file.
    pub span: Range<usize>,
    /// The value itself.
    pub kind: Kind,
}

/// Type of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// No value.
    Null,
    /// Decoded text, and whether it was written without quotes.
    Scalar {
        /// The text once quotes, escapes and folding are decoded.
        text: String,
        /// Whether it was written without quotes, so that it can be a number or `true`.
        plain: bool,
    },
    /// A list.
    Seq(Vec<Node>),
    /// A mapping, in the order in which it is written.
    Map(Vec<Entry>),
}

/// An entry of a mapping.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The decoded key.
    pub key: String,
    /// Bytes of the key in the text of the file.
    pub key_span: Range<usize>,
    /// The value of the key.
    pub value: Node,
}

impl Node {
    /// The value as JSON. Entries without a value count as not written; plain whole numbers and
    /// `true`/`false` become numbers and booleans, all other scalars stay text.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value;
        match &self.kind {
            Kind::Null => Value::Null,
            Kind::Scalar { text, plain: true } if text == "true" => Value::Bool(true),
            Kind::Scalar { text, plain: true } if text == "false" => Value::Bool(false),
            Kind::Scalar { text, plain } => match text.parse::<i64>() {
                Ok(number) if *plain && number.to_string() == *text => Value::from(number),
                _ => Value::from(text.as_str()),
            },
            Kind::Seq(items) => items.iter().map(Node::to_json).collect(),
            Kind::Map(entries) => Value::Object(
                entries
                    .iter()
                    .filter(|e| e.value.kind != Kind::Null)
                    .map(|e| (e.key.clone(), e.value.to_json()))
                    .collect(),
            ),
        }
    }

    /// The value at a route.
    pub fn at(&self, route: &Route) -> Option<&Self> {
        let mut node = self;
        for step in route.steps() {
            node = match &node.kind {
                Kind::Map(entries) => entries.iter().find(|e| e.key == step).map(|e| &e.value)?,
                Kind::Seq(items) => step.parse::<usize>().ok().and_then(|i| items.get(i))?,
                Kind::Scalar { .. } | Kind::Null => return None,
            };
        }
        Some(node)
    }

    /// Range in the source for a range of the decoded text of this scalar, byte for byte; `None` if the notation
    /// encodes it differently. An empty range is placed after the preceding character.
    pub fn exact_range(&self, source: &str, range: Range<usize>) -> Option<Range<usize>> {
        let Kind::Scalar { text, .. } = &self.kind else { return None };
        let wanted = text.get(range.clone())?;
        if !wanted.is_empty() {
            let found = self.source_range(source, range);
            return (source.get(found.clone())? == wanted).then_some(found);
        }
        if let Some(c) = text[..range.start].chars().next_back() {
            let before = self.exact_range(source, range.start - c.len_utf8()..range.start)?;
            return Some(before.end..before.end);
        }
        let c = text.chars().next()?;
        let after = self.exact_range(source, 0..c.len_utf8())?;
        Some(after.start..after.start)
    }

    /// Range in the source for a range of the decoded text of this scalar; the whole value if that is unknown.
    pub fn source_range(&self, source: &str, range: Range<usize>) -> Range<usize> {
        self.alignment(source).and_then(|a| a.range(&range)).unwrap_or_else(|| self.span.clone())
    }

    /// Alignment of the decoded text of this scalar with the source; `None` for other values. Exact for text that the
    /// notation leaves unchanged (plain, quoted without escapes, block literals).
    pub fn alignment(&self, source: &str) -> Option<Alignment> {
        let Kind::Scalar { text, .. } = &self.kind else { return None };
        let raw = &source[self.span.clone()];
        if let Some(at) = raw.find(text.trim_end_matches('\n')) {
            return Some(Alignment { pieces: vec![(0, self.span.start + at)], known: text.len() });
        }
        // Compare decoded and raw text in parallel; a block literal only adds indentation.
        let mut pieces: Vec<(usize, usize)> = Vec::new();
        let mut raw_at = 0;
        for (at, c) in text.char_indices() {
            let Some(skipped) = raw[raw_at..].find(c) else { return Some(Alignment { pieces, known: at }) };
            if pieces.is_empty() || skipped > 0 {
                pieces.push((at, self.span.start + raw_at + skipped));
            }
            raw_at += skipped + c.len_utf8();
        }
        Some(Alignment { pieces, known: text.len() })
    }
}

/// Alignment of the decoded text of a scalar with the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alignment {
    /// Start of each piece of text that occurs unchanged in the source: byte of the text, byte of the source.
    pieces: Vec<(usize, usize)>,
    /// Number of bytes of the text that were aligned.
    known: usize,
}

impl Alignment {
    /// The source range for a range of the text; `None` if it was not aligned.
    pub fn range(&self, range: &Range<usize>) -> Option<Range<usize>> {
        if range.start > range.end || range.end > self.known {
            return None;
        }
        let start = self.source(range.start)?;
        // The end of the last byte, because the next piece may be far behind it.
        let end = if range.is_empty() { start } else { self.source(range.end - 1)? + 1 };
        Some(start..end)
    }

    fn source(&self, at: usize) -> Option<usize> {
        let after = self.pieces.partition_point(|(text, _)| *text <= at);
        let (text, source) = self.pieces.get(after.checked_sub(1)?)?;
        Some(source + at - text)
    }
}
