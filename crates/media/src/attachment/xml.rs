//! XML of documents as a tree that is edited and written again.
//!
//! Names are compared without their prefix, because a prefix is free to choose. Text and attribute values keep their
//! escaped form, so that unedited parts are written as they were read.

use gian_diagnostics::Text;
use quick_xml::events::{BytesStart, Event};

use super::members::{damaged, too_large};

/// Limit for nested elements; bounds the recursion of the functions below.
const MOST_DEPTH: usize = 200;

/// Limit for one file; its tree takes some ten times as much memory.
const MOST_BYTES: usize = 64 << 20;

/// An element with its contents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Element {
    /// With its prefix.
    pub(super) name: String,
    /// Names with prefixes, values in escaped form.
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

/// A part of an element's contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Element(Element),
    /// In escaped form.
    Text(String),
}

/// What becomes of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    Keep,
    /// Removed with its contents.
    Drop,
}

/// The part of a name after the prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The characters that an escaped text stands for.
pub(super) fn unescape(raw: &str) -> String {
    quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), |s| s.into_owned())
}

impl Element {
    pub(super) fn local(&self) -> &str {
        local(&self.name)
    }

    /// The value of an attribute, whatever its prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.attributes.iter().find(|(key, _)| local(key) == name).map(|(_, value)| unescape(value))
    }

    /// Whether an attribute is present and means yes.
    pub(super) fn is_on(&self, name: &str) -> bool {
        self.get(name).is_some_and(|v| is_yes(&v))
    }

    /// Whether a property element such as `<w:vanish/>` is on: without a value it is.
    pub(super) fn is_set(&self) -> bool {
        self.get("val").is_none_or(|v| is_yes(&v))
    }

    pub(super) fn set(&mut self, name: &str, value: &str) {
        let escaped = quick_xml::escape::escape(value).into_owned();
        match self.attributes.iter_mut().find(|(key, _)| local(key) == name) {
            Some((_, old)) => *old = escaped,
            None => self.attributes.push((name.to_owned(), escaped)),
        }
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|c| match c {
            Node::Element(e) => Some(e),
            Node::Text(_) => None,
        })
    }

    pub(super) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element> {
        self.children.iter_mut().filter_map(|c| match c {
            Node::Element(e) => Some(e),
            Node::Text(_) => None,
        })
    }

    /// The first child of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|e| e.local() == name)
    }

    /// The first element of a name, at any depth.
    pub(super) fn find(&self, name: &str) -> Option<&Element> {
        let mut found = None;
        self.walk(&mut |e| {
            if found.is_none() && e.local() == name {
                found = Some(e);
            }
        });
        found
    }

    /// Calls a function with this element and all below it, in order.
    pub(super) fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Element)) {
        visit(self);
        for element in self.elements() {
            element.walk(visit);
        }
    }

    /// Edits the elements below this one, outermost first.
    pub(super) fn edit(&mut self, visit: &mut impl FnMut(&mut Element) -> Result<Action, Text>) -> Result<(), Text> {
        let mut kept = Vec::with_capacity(self.children.len());
        for mut child in std::mem::take(&mut self.children) {
            if let Node::Element(element) = &mut child {
                if visit(element)? == Action::Drop {
                    continue;
                }
                element.edit(visit)?;
            }
            kept.push(child);
        }
        self.children = kept;
        Ok(())
    }

    /// All text below, without markup.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.walk(&mut |e| {
            for child in &e.children {
                if let Node::Text(raw) = child {
                    text.push_str(&unescape(raw));
                }
            }
        });
        text
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (key, value) in &self.attributes {
            out.push(' ');
            out.push_str(key);
            out.push_str("=\"");
            // A value in single quotes may contain double ones.
            out.push_str(&value.replace('"', "&quot;"));
            out.push('"');
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(out),
                Node::Text(raw) => out.push_str(raw),
            }
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }

    /// The bytes of a file with this element as its root.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned();
        self.write(&mut out);
        out.into_bytes()
    }
}

/// Whether the value of an attribute means yes.
pub(super) fn is_yes(value: &str) -> bool {
    !matches!(value.trim(), "0" | "false" | "off" | "none" | "False" | "FALSE" | "")
}

/// Reads a file. XML comments and processing instructions are left out, because no reader sees them.
///
/// # Errors
/// Malformed XML, a document type (it can define entities), an encoding other than UTF-8 or UTF-16.
pub(super) fn read(member: &str, bytes: &[u8]) -> Result<Element, Text> {
    let broken = |why: &dyn std::fmt::Display| damaged(format!("{member}: {why}"));
    if bytes.len() > MOST_BYTES {
        return Err(too_large());
    }
    let source = decode(bytes).ok_or_else(|| broken(&"encoding"))?;
    let mut reader = quick_xml::Reader::from_str(&source);
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    loop {
        let node = match reader.read_event().map_err(|e| broken(&e))? {
            Event::Eof => break,
            Event::DocType(_) => return Err(broken(&"DOCTYPE")),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
            Event::Start(start) => {
                if open.len() >= MOST_DEPTH {
                    return Err(broken(&"depth"));
                }
                open.push(element(&start).map_err(|e| broken(&e))?);
                continue;
            }
            Event::Empty(start) => Node::Element(element(&start).map_err(|e| broken(&e))?),
            Event::End(_) => Node::Element(open.pop().ok_or_else(|| broken(&"end"))?),
            Event::Text(text) => Node::Text(text.to_string()),
            Event::CData(data) => Node::Text(quick_xml::escape::escape(&*data).into_owned()),
            Event::GeneralRef(name) => Node::Text(format!("&{};", &*name)),
        };
        match (open.last_mut(), node) {
            (Some(parent), node) => push(parent, node),
            (None, Node::Element(element)) if root.is_none() => root = Some(element),
            (None, Node::Text(text)) if text.trim().is_empty() => {}
            _ => return Err(broken(&"root")),
        }
    }
    if !open.is_empty() {
        return Err(broken(&"EOF"));
    }
    root.ok_or_else(|| broken(&"EOF"))
}

/// Adds a node; pieces of text that touch become one.
fn push(parent: &mut Element, node: Node) {
    match (parent.children.last_mut(), node) {
        (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
        (_, node) => parent.children.push(node),
    }
}

fn decode(bytes: &[u8]) -> Option<String> {
    let (encoding, bytes) = match bytes {
        [0xff, 0xfe, rest @ ..] => (encoding_rs::UTF_16LE, rest),
        [0xfe, 0xff, rest @ ..] => (encoding_rs::UTF_16BE, rest),
        [0xef, 0xbb, 0xbf, rest @ ..] => (encoding_rs::UTF_8, rest),
        _ => (encoding_rs::UTF_8, bytes),
    };
    Some(encoding.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned())
}

fn element(start: &BytesStart<'_>) -> Result<Element, String> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|e| e.to_string())?;
        attributes.push((attribute.key.0.to_owned(), attribute.value.into_owned()));
    }
    Ok(Element { name: start.name().0.to_owned(), attributes, children: Vec::new() })
}
