//! The schemas of the source files as tables for walks over values, because the rules walk over every file many times.

use std::collections::HashMap;

use gian_schema::HOW;
use serde_json::Value;

/// How a value may be withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By marks around words.
    Marks,
    /// By a mark around the whole value.
    Whole,
    /// Always: it is never public.
    Always,
}

/// What the schema says of the values at one place.
#[derive(Debug)]
pub struct Shape {
    /// How the value may be withheld; `None` if it may not.
    pub how: Option<How>,
    /// Whether the value is Markdown.
    pub is_markdown: bool,
    /// The part of the JSON Schema.
    pub schema: &'static Value,
    /// Shapes by key, sorted by the keys.
    keys: Vec<(&'static str, usize)>,
    /// Shape of the values of other keys.
    others: usize,
    /// Shape of the items.
    pub(crate) items: usize,
}

impl Shape {
    /// Shape of the value of a key.
    pub(crate) fn below_key(&self, key: &str) -> usize {
        self.keys.binary_search_by_key(&key, |(known, _)| known).map_or(self.others, |at| self.keys[at].1)
    }
}

/// Index of the shape of a value that no schema describes.
const UNKNOWN: usize = 1;

/// The shapes of a schema; the first is that of the whole file, the second that of a value that no schema describes.
pub(crate) fn compile(root: &'static Value) -> Vec<Shape> {
    let mut compiler = Compiler { root, shapes: Vec::new(), known: HashMap::new() };
    compiler.add(root);
    compiler.shapes
}

struct Compiler {
    root: &'static Value,
    shapes: Vec<Shape>,
    /// By the address of the part of the schema, because definitions may refer to each other.
    known: HashMap<usize, usize>,
}

impl Compiler {
    fn add(&mut self, part: &'static Value) -> usize {
        let name = part.get("$ref").and_then(Value::as_str).and_then(|r| r.strip_prefix("#/$defs/"));
        let part = name.and_then(|name| self.root.get("$defs")?.get(name)).unwrap_or(part);
        if let Some(at) = self.known.get(&std::ptr::from_ref(part).addr()) {
            return *at;
        }
        let at = self.shapes.len();
        self.known.insert(std::ptr::from_ref(part).addr(), at);
        self.shapes.push(shape(part));
        if at == 0 {
            static NOTHING: Value = Value::Null;
            self.shapes.push(shape(&NOTHING));
        }
        let properties = part.get("properties").and_then(Value::as_object).into_iter().flatten();
        let mut keys: Vec<_> = properties.map(|(key, inner)| (key.as_str(), self.add(inner))).collect();
        keys.sort_unstable();
        let others = part.get("additionalProperties").map_or(UNKNOWN, |inner| self.add(inner));
        let items = part.get("items").map_or(UNKNOWN, |inner| self.add(inner));
        self.shapes[at] = Shape { keys, others, items, ..shape(part) };
        at
    }
}

/// The shape of a part without what is below it.
fn shape(schema: &'static Value) -> Shape {
    let how = schema.get(HOW).and_then(Value::as_str).and_then(|how| match how {
        "marks" => Some(How::Marks),
        "whole" => Some(How::Whole),
        "always" => Some(How::Always),
        _ => None,
    });
    let is_markdown = schema.get("format").and_then(Value::as_str) == Some("markdown");
    Shape { how, is_markdown, schema, keys: Vec::new(), others: UNKNOWN, items: UNKNOWN }
}
