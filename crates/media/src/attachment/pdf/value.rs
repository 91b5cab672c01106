//! Objects of a PDF as owned values, read in the order in which the catalog leads to them.
//!
//! `hayro-syntax` follows the cross-reference tables as viewers do, so that only the last revision of each object is
//! read; objects that nothing leads to are not.

use std::collections::{BTreeMap, VecDeque};

use gian_diagnostics::Text;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object, ObjectIdentifier, Stream};

use super::super::members::damaged;
use super::bounds::Brackets;

/// Limit for nested arrays and dictionaries.
const MOST_DEPTH: usize = 64;
/// Limit for objects of a file.
const MOST_OBJECTS: usize = 500_000;

pub(super) type Entries = BTreeMap<Vec<u8>, Value>;

/// A PDF object.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Real(f64),
    Text(Vec<u8>),
    Name(Vec<u8>),
    Array(Vec<Value>),
    Dict(Entries),
    /// Index of an indirect object.
    Ref(usize),
}

impl Value {
    pub(super) fn dict(&self) -> Option<&Entries> {
        match self {
            Value::Dict(entries) => Some(entries),
            _ => None,
        }
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        match self {
            Value::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Value::Int(n) => Some(*n as f64),
            Value::Real(n) => Some(*n),
            _ => None,
        }
    }
}

/// An indirect object; a stream has its dictionary as the value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Indirect {
    pub(super) value: Value,
    /// Encoded bytes of a stream.
    pub(super) stream: Option<Vec<u8>>,
    id: Option<ObjectIdentifier>,
}

/// All objects that the catalog leads to. The catalog is the first.
pub(super) struct Document<'a> {
    pub(super) objects: Vec<Indirect>,
    pdf: &'a Pdf,
}

impl<'a> Document<'a> {
    /// Reads the objects of a file.
    pub(super) fn read(pdf: &'a Pdf) -> Result<Self, Text> {
        let mut reading = Reading { numbers: BTreeMap::new(), waiting: VecDeque::new() };
        reading.number(pdf.xref().root_id());
        let mut objects = Vec::new();
        while let Some(id) = reading.waiting.pop_front() {
            if objects.len() >= MOST_OBJECTS {
                return Err(damaged(format!("> {MOST_OBJECTS} objects")));
            }
            let object = pdf.xref().get::<Object<'_>>(id);
            let (value, stream) = match &object {
                Some(Object::Stream(stream)) => {
                    let mut entries = reading.dict(stream.dict(), 0)?;
                    entries.remove(b"Length".as_slice());
                    (Value::Dict(entries), Some(stream.raw_data().into_owned()))
                }
                Some(object) => (reading.value(object, 0)?, None),
                None => (Value::Null, None),
            };
            objects.push(Indirect { value, stream, id: Some(id) });
        }
        if objects.first().and_then(|o| o.value.dict()).is_none() {
            return Err(damaged("catalog"));
        }
        Ok(Self { objects, pdf })
    }

    /// A document with other objects but the same streams, for tests of values.
    pub(super) fn add(&mut self, value: Value, stream: Option<Vec<u8>>) -> Value {
        self.objects.push(Indirect { value, stream, id: None });
        Value::Ref(self.objects.len() - 1)
    }

    /// The value that a value stands for, through references.
    pub(super) fn resolve<'b>(&'b self, value: &'b Value) -> &'b Value {
        const MOST_STEPS: usize = 16;
        let mut at = value;
        for _ in 0..MOST_STEPS {
            match at {
                Value::Ref(index) => at = self.objects.get(*index).map_or(&Value::Null, |o| &o.value),
                _ => return at,
            }
        }
        &Value::Null
    }

    /// An entry of a dictionary, through references.
    pub(super) fn get<'b>(&'b self, entries: &'b Entries, key: &str) -> &'b Value {
        entries.get(key.as_bytes()).map_or(&Value::Null, |v| self.resolve(v))
    }

    /// The items of an array, through references.
    pub(super) fn items<'b>(&'b self, value: &'b Value) -> impl Iterator<Item = &'b Value> {
        let items: &[Value] = match self.resolve(value) {
            Value::Array(items) => items,
            _ => &[],
        };
        items.iter().map(|item| self.resolve(item))
    }

    pub(super) fn catalog(&self) -> &Entries {
        self.objects[0].value.dict().expect("the catalog is a dictionary, as `read` verified")
    }

    pub(super) fn catalog_mut(&mut self) -> &mut Entries {
        match &mut self.objects[0].value {
            Value::Dict(entries) => entries,
            _ => unreachable!("the catalog is a dictionary, as `read` verified"),
        }
    }

    /// The decoded bytes of a stream of the file; `None` if it cannot be decoded.
    pub(super) fn decoded(&self, index: usize) -> Option<Vec<u8>> {
        let id = self.objects.get(index)?.id?;
        let stream = self.pdf.xref().get::<Stream<'_>>(id)?;
        let data = stream.decoded().ok()?.into_owned();
        // Filters other than the one that was measured.
        Brackets::default().pass(&data).ok()?;
        Some(data)
    }

    /// Indexes of the pages, in their order.
    pub(super) fn pages(&self) -> Vec<usize> {
        let mut pages = Vec::new();
        let mut seen = vec![false; self.objects.len()];
        let mut waiting: Vec<Value> = self.catalog().get(b"Pages".as_slice()).cloned().into_iter().collect();
        while let Some(node) = waiting.pop() {
            let Value::Ref(index) = node else { continue };
            if std::mem::replace(&mut seen[index], true) {
                continue;
            }
            let Some(entries) = self.objects[index].value.dict() else { continue };
            match self.get(entries, "Kids") {
                Value::Array(kids) => waiting.extend(kids.iter().rev().cloned()),
                _ => pages.push(index),
            }
        }
        pages
    }

    /// An entry of a page that its parents may give.
    pub(super) fn inherited<'b>(&'b self, page: &'b Entries, key: &str) -> &'b Value {
        const MOST_PARENTS: usize = 64;
        let mut at = page;
        for _ in 0..MOST_PARENTS {
            match (self.get(at, key), self.get(at, "Parent")) {
                (Value::Null, Value::Dict(parent)) => at = parent,
                (value, _) => return value,
            }
        }
        &Value::Null
    }
}

struct Reading {
    numbers: BTreeMap<ObjectIdentifier, usize>,
    waiting: VecDeque<ObjectIdentifier>,
}

impl Reading {
    fn number(&mut self, id: ObjectIdentifier) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(id).or_insert_with(|| {
            self.waiting.push_back(id);
            next
        })
    }

    fn value(&mut self, object: &Object<'_>, depth: usize) -> Result<Value, Text> {
        if depth > MOST_DEPTH {
            return Err(damaged("depth"));
        }
        Ok(match object {
            Object::Null(_) => Value::Null,
            Object::Boolean(on) => Value::Bool(*on),
            Object::Number(number) => {
                let real = number.as_f64();
                if real.fract() == 0.0 && real.abs() < 1e15 { Value::Int(real as i64) } else { Value::Real(real) }
            }
            Object::String(text) => Value::Text(text.as_bytes().to_vec()),
            Object::Name(name) => Value::Name(name.to_vec()),
            Object::Array(items) => self.array(items, depth)?,
            Object::Dict(entries) => Value::Dict(self.dict(entries, depth)?),
            // Streams are indirect objects.
            Object::Stream(_) => return Err(damaged("stream")),
        })
    }

    fn array(&mut self, items: &Array<'_>, depth: usize) -> Result<Value, Text> {
        let mut values = Vec::new();
        for item in items.raw_iter() {
            values.push(match item {
                MaybeRef::Ref(reference) => Value::Ref(self.number(reference.into())),
                MaybeRef::NotRef(object) => self.value(&object, depth + 1)?,
            });
        }
        Ok(Value::Array(values))
    }

    fn dict(&mut self, dict: &Dict<'_>, depth: usize) -> Result<Entries, Text> {
        let mut sorted: Vec<_> = dict.entries().collect();
        // The order of objects must not depend on the order of a hash table.
        sorted.sort_by(|(a, _), (b, _)| a.as_ref().cmp(b.as_ref()));
        let mut entries = Entries::new();
        for (key, item) in sorted {
            let value = match item {
                MaybeRef::Ref(reference) => Value::Ref(self.number(reference.into())),
                MaybeRef::NotRef(object) => self.value(&object, depth + 1)?,
            };
            entries.insert(key.to_vec(), value);
        }
        Ok(entries)
    }
}
