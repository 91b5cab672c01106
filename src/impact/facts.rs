//! Finds the facts at a place given by a person: a line, a column, a key, a whole file.

use gian_diagnostics::Route;
use gian_model::read::kind_of;
use gian_model::schema::each_value;
use gian_report::locate::line_column;
use gian_source::yaml::{Kind, Node};
use gian_source::{File, Sources};
use serde_json::Value;

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Where {
    /// A line, and a column in characters, both from 1.
    Line(usize, Option<usize>),
    /// Route of a value, or of a mapping or list that contains values.
    Key(Route),
    /// The whole file.
    Whole,
}

/// A value written by a writer.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Path of its file below the workspace root.
    pub path: String,
    /// Line of its start, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What the fact is in its file.
    pub part: FactPart,
    /// Description of its key in the schema; `None` for text.
    pub meaning: Option<String>,
}

/// Part of a file that a fact is.
#[derive(Debug, Clone)]
pub enum FactPart {
    /// A value at a route, with its description in the schema.
    Value {
        /// Route of the value in its YAML.
        route: Route,
        /// Its part of the JSON Schema, from which a trial value of the same form is made.
        schema: Value,
    },
    /// A line of the body of a document.
    Body,
}

impl Fact {
    /// The route.
    pub fn route(&self) -> Route {
        match &self.part {
            FactPart::Value { route, .. } => route.clone(),
            FactPart::Body => Route::body(),
        }
    }
}

/// A fact with its lines.
struct Found {
    fact: Fact,
    last_line: usize,
}

/// The facts at a place; empty if the file or the place contains none.
pub fn find(sources: &Sources, path: &str, at: &Where) -> Vec<Fact> {
    let (Some(file), Some(kind)) = (sources.get(path), kind_of(path)) else { return Vec::new() };
    let mut all = Vec::new();
    if let Some(tree) = &file.tree {
        each_value(kind, tree, &mut |route, node, shape| {
            let (line, column) = line_column(&file.text, node.span.start);
            let end = node.span.start + file.text[node.span.clone()].trim_end().len();
            let part = FactPart::Value { route: route.clone(), schema: shape.schema.clone() };
            let meaning = shape.schema.get("description").and_then(Value::as_str).map(str::to_owned);
            let fact = Fact { path: path.to_owned(), line, column, part, meaning };
            all.push(Found { fact, last_line: line_column(&file.text, end).0 });
        });
    }
    match at {
        Where::Whole => all.into_iter().map(|f| f.fact).collect(),
        Where::Key(route) => below(all, route),
        Where::Line(line, column) => on_line(file, path, all, *line, *column),
    }
}

/// The value at a route, and all values below it.
fn below(all: Vec<Found>, route: &Route) -> Vec<Fact> {
    all.into_iter().filter(|f| f.fact.route().is_within(route)).map(|f| f.fact).collect()
}

fn on_line(file: &File, path: &str, all: Vec<Found>, line: usize, column: Option<usize>) -> Vec<Fact> {
    let (there, rest): (Vec<Found>, Vec<Found>) =
        all.into_iter().partition(|f| f.fact.line <= line && line <= f.last_line);
    if !there.is_empty() {
        return at_column(there, line, column);
    }
    // A line with a key only means the values below it.
    if let Some(route) = file.tree.as_ref().and_then(|tree| key_on(&file.text, tree, line, &Route::root())) {
        return below(rest, &route);
    }
    let start: usize = file.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let words = file.text[start..].lines().next().unwrap_or_default();
    if file.body.is_some_and(|body| body <= start) && !words.trim().is_empty() {
        let column = words.chars().take_while(|c| c.is_whitespace()).count() + 1;
        return vec![Fact { path: path.to_owned(), line, column, part: FactPart::Body, meaning: None }];
    }
    Vec::new()
}

/// The fact at a column of a line: the last that begins there or before. Text between two facts belongs to the second,
/// as its key or list marker.
fn at_column(there: Vec<Found>, line: usize, column: Option<usize>) -> Vec<Fact> {
    let begins = |f: &Found| if f.fact.line < line { 0 } else { f.fact.column };
    let chosen = column.and_then(|column| there.iter().map(begins).filter(|at| *at <= column).max());
    there.into_iter().filter(|f| chosen.is_none_or(|at| begins(f) == at)).map(|f| f.fact).collect()
}

/// Route of the first key on a line.
fn key_on(text: &str, node: &Node, line: usize, route: &Route) -> Option<Route> {
    match &node.kind {
        Kind::Map(entries) => entries.iter().find_map(|entry| {
            let here = route.key(&entry.key);
            let own = line_column(text, entry.key_span.start).0 == line;
            if own { Some(here) } else { key_on(text, &entry.value, line, &here) }
        }),
        Kind::Seq(items) => items.iter().enumerate().find_map(|(i, item)| key_on(text, item, line, &route.index(i))),
        Kind::Scalar { .. } | Kind::Null => None,
    }
}
