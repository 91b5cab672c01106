//! Reads the YAML of a fenced block: known keys, required values, and texts that are Markdown. Problems are collected
//! with their places.

use std::ops::Range;

use gian_diagnostics::{Text, text};
use gian_document::{Inline, escape};
use gian_source::yaml::{Kind, Node};

use super::nested::Nested;
use super::problem::Problem;
use super::references;

/// Reads a tree and collects its problems.
pub(super) struct Reader<'a, M> {
    pub(super) code: &'a str,
    pub(super) markdown: &'a M,
    pub(super) problems: Vec<Problem>,
}

/// The values of a mapping by their keys.
pub(super) struct Values<'a> {
    pub(super) entries: Vec<(&'a str, &'a Node)>,
    /// Position of the start of the mapping.
    pub(super) head: Range<usize>,
}

impl<'a> Values<'a> {
    /// The value of a key, also if nothing follows the key.
    pub(super) fn written(&self, key: &str) -> Option<&'a Node> {
        self.entries.iter().find(|(k, _)| *k == key).map(|(_, n)| *n)
    }

    /// The value of a key; `None` without one, or if nothing follows the key.
    pub(super) fn get(&self, key: &str) -> Option<&'a Node> {
        self.entries.iter().find(|(k, n)| *k == key && n.kind != Kind::Null).map(|(_, n)| *n)
    }
}

impl<'a, M: Nested> Reader<'a, M> {
    pub(super) fn new(code: &'a str, markdown: &'a M) -> Self {
        Self { code, markdown, problems: Vec::new() }
    }

    pub(super) fn refuse(&mut self, range: Range<usize>, message: Text, help: Text) {
        self.problems.push(Problem { range, message, help });
    }

    /// The values of a mapping with known keys.
    pub(super) fn values<'n>(&mut self, node: &'n Node, keys: &[&str], place: &str) -> Option<Values<'n>> {
        let head = self.first_line(&node.span);
        let Kind::Map(entries) = &node.kind else {
            self.refuse(
                head,
                text!("`{}`에 올 수 없는 값입니다", "this cannot stand under `{}`"; place),
                text!("키를 적으십시오: {}", "write the keys: {}"; keys.join(", ")),
            );
            return None;
        };
        for entry in entries.iter().filter(|e| !keys.contains(&e.key.as_str())) {
            self.refuse(
                entry.key_span.clone(),
                text!("`{}`은(는) 모르는 키입니다", "`{}` is not a key that gian knows here"; escape::decode(&entry.key)),
                text!("쓸 수 있는 키: {}", "the keys are: {}"; keys.join(", ")),
            );
        }
        Some(Values { entries: entries.iter().map(|e| (e.key.as_str(), &e.value)).collect(), head })
    }

    pub(super) fn missing(&mut self, values: &Values<'_>, key: &str) {
        self.refuse(
            values.head.clone(),
            text!("`{}`이(가) 없습니다", "`{}` is missing"; key),
            text!("`{}: `을(를) 적으십시오", "write `{}: `"; key),
        );
    }

    /// A line of Markdown.
    pub(super) fn line(&mut self, node: &Node) -> Option<Vec<Inline>> {
        let text = self.scalar(node)?;
        let (inlines, problems) = self.markdown.line(text);
        for problem in problems {
            let range = node.source_range(self.code, problem.range.clone());
            self.problems.push(Problem { range, ..problem });
        }
        Some(inlines)
    }

    pub(super) fn name(&mut self, node: &Node) -> Option<String> {
        let name = escape::decode(self.scalar(node)?.trim());
        if !references::is_name(&name) {
            let (message, help) = references::not_a_name();
            self.refuse(node.span.clone(), message, help);
            return None;
        }
        Some(name)
    }

    pub(super) fn scalar<'n>(&mut self, node: &'n Node) -> Option<&'n str> {
        match &node.kind {
            Kind::Scalar { text, .. } => Some(text),
            Kind::Null | Kind::Seq(_) | Kind::Map(_) => {
                self.refuse(
                    self.first_line(&node.span),
                    text!("글이 올 자리입니다", "text belongs here"),
                    text!("값을 한 줄로 쓰십시오", "write the value on one line"),
                );
                None
            }
        }
    }

    pub(super) fn first_line(&self, span: &Range<usize>) -> Range<usize> {
        let code = &self.code[span.clone()];
        span.start..span.start + code.lines().next().map_or(0, str::len)
    }
}
