//! JSON Schemas of the source files, generated from the types, and the table of keys in the docs.

use std::sync::LazyLock;

use gian_diagnostics::Route;
use gian_schema::Schema;
use gian_source::yaml::{Kind, Node};
use serde_json::Value;

use super::{GrantFile, MeetingsFile, PlanFile, PrivateFile, Record, RegisterFile, ReviewFile, Settings, WithheldFile};
use crate::shapes;
pub use crate::shapes::{How, Shape};

/// A kind of source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// `gian.yaml`: the office, its departments and its archive.
    Settings,
    /// `plan.yaml` of a dossier: the programme and the plan under review.
    Plan,
    /// `review.yaml` of a dossier: rounds, findings, decision, costs.
    Review,
    /// `grant.yaml` of a dossier: the subsidy.
    Grant,
    /// `meetings.yaml` of a dossier: meetings that are no rounds of its review.
    Meetings,
    /// The front matter of a document (`documents/*.md`).
    Record,
    /// `withheld.yaml` of a dossier: the decisions on withheld keys.
    Withheld,
    /// `private/*.yaml` of a dossier: withheld values by key.
    Private,
    /// `register.yaml`: every document that was ever published.
    Register,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Settings,
        Self::Plan,
        Self::Review,
        Self::Grant,
        Self::Meetings,
        Self::Record,
        Self::Withheld,
        Self::Private,
        Self::Register,
    ];

    /// Name of the schema: `plan` for `plan.schema.json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Settings => "gian",
            Self::Plan => "plan",
            Self::Review => "review",
            Self::Grant => "grant",
            Self::Meetings => "meetings",
            Self::Record => "record",
            Self::Withheld => "withheld",
            Self::Private => "private",
            Self::Register => "register",
        }
    }

    /// The schema of the kind.
    pub fn schema(self) -> &'static Schema {
        static SCHEMAS: LazyLock<Vec<Schema>> =
            LazyLock::new(|| FileKind::ALL.iter().map(|kind| kind.generate()).collect());
        let at = Self::ALL.iter().position(|k| *k == self).expect("ALL holds every kind");
        &SCHEMAS[at]
    }

    fn generate(self) -> Schema {
        match self {
            Self::Settings => Schema::of::<Settings>(),
            Self::Plan => Schema::of::<PlanFile>(),
            Self::Review => Schema::of::<ReviewFile>(),
            Self::Grant => Schema::of::<GrantFile>(),
            Self::Meetings => Schema::of::<MeetingsFile>(),
            Self::Record => Schema::of::<Record>(),
            Self::Withheld => Schema::of::<WithheldFile>(),
            Self::Private => Schema::of::<PrivateFile>(),
            Self::Register => Schema::of::<RegisterFile>(),
        }
    }
}

/// Calls `see` for every scalar with its route, its value and what the schema says of it.
pub fn each_value<'a>(kind: FileKind, tree: &'a Node, see: &mut impl FnMut(&Route, &'a Node, &Shape)) {
    static SHAPES: LazyLock<Vec<Vec<Shape>>> =
        LazyLock::new(|| FileKind::ALL.iter().map(|kind| shapes::compile(kind.schema().as_json())).collect());
    let at = FileKind::ALL.iter().position(|k| *k == kind).expect("ALL holds every kind");
    walk(&SHAPES[at], 0, tree, &mut Route::root(), see);
}

fn walk<'a>(
    shapes: &[Shape],
    at: usize,
    node: &'a Node,
    route: &mut Route,
    see: &mut impl FnMut(&Route, &'a Node, &Shape),
) {
    let shape = &shapes[at];
    match &node.kind {
        Kind::Map(entries) => {
            for entry in entries {
                let inner = shape.below_key(&entry.key);
                route.below(&entry.key, |route| walk(shapes, inner, &entry.value, route, see));
            }
        }
        Kind::Seq(items) => {
            for (i, item) in items.iter().enumerate() {
                route.below(i, |route| walk(shapes, shape.items, item, route, see));
            }
        }
        Kind::Scalar { .. } => see(route, node, shape),
        Kind::Null => {}
    }
}

/// The table of keys as Markdown: every key of every file with its type and meaning.
pub fn key_table() -> String {
    let mut out = String::from(
        "# Keys of the source files\n\nMade from the types by `gian schema`; do not edit by hand. `*` marks a key that must be written.\n\n`gian schema`가 만든 표이며 손으로 고치지 않습니다. `*`는 꼭 쓰는 키이고, 어떤 때에만 꼭 쓰는 키에는 그때를 적었습니다.\n",
    );
    let titles = [
        "`gian.yaml`",
        "`plan.yaml`",
        "`review.yaml`",
        "`grant.yaml`",
        "`meetings.yaml`",
        "`documents/*.md` (front matter)",
        "`withheld.yaml` (키마다)",
        "`private/*.yaml` (키마다)",
        "`register.yaml`",
    ];
    for (kind, title) in FileKind::ALL.into_iter().zip(titles) {
        let schema = kind.schema().as_json();
        out.push_str(&format!("\n## {title}\n"));
        let definitions = &schema["$defs"];
        object_table(schema, "", definitions, &mut out);
        for (name, definition) in definitions.as_object().into_iter().flatten() {
            if definition.get("properties").is_some() {
                object_table(definition, name, definitions, &mut out);
            }
        }
    }
    out
}

fn object_table(schema: &Value, name: &str, definitions: &Value, out: &mut String) {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
    let words = schema.get("description").and_then(Value::as_str).unwrap_or("");
    let heading = if name.is_empty() { String::new() } else { format!("### {name}: {words}\n\n") };
    out.push_str(&format!("\n{heading}| 키 | 값 | 뜻 |\n|---|---|---|\n"));
    let required = strings(&schema["required"]);
    let conditions = conditions(schema);
    for (key, entry) in properties {
        let needed = if required.contains(&key.as_str()) {
            "*".to_owned()
        } else {
            let met = conditions.iter().filter(|(keys, _)| keys.contains(&key.as_str()));
            met.map(|(_, when)| format!(" ({when} 꼭)")).collect()
        };
        let words = entry.get("description").and_then(Value::as_str).unwrap_or("").replace('\n', " ");
        out.push_str(&format!("| `{key}`{needed} | {} | {words} |\n", type_words(entry, definitions)));
    }
}

fn strings(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The keys that a schema requires only with or without other keys, and these words: `원본이나 출처가 없으면`.
fn conditions(schema: &Value) -> Vec<(Vec<&str>, String)> {
    let alternatives = schema["if"]["anyOf"].as_array().into_iter().flatten();
    let others: Vec<String> =
        alternatives.flat_map(|a| strings(&a["required"])).map(|key| format!("`{key}`")).collect();
    let others = others.join(" 또는 ");
    let branch = |name: &str, when: &str| (strings(&schema[name]["required"]), format!("{others} 키가 {when}"));
    [branch("then", "있으면"), branch("else", "없으면")].into_iter().filter(|(keys, _)| !keys.is_empty()).collect()
}

fn type_words(entry: &Value, definitions: &Value) -> String {
    if let Some(reference) = entry.get("$ref").and_then(Value::as_str) {
        let name = reference.rsplit('/').next().unwrap_or(reference);
        // A list of words is written out; an object has its own table.
        return match definitions[name].get("enum") {
            Some(_) => type_words(&definitions[name], definitions),
            None => name.to_owned(),
        };
    }
    if let Some(items) = entry.get("items") {
        return format!("목록: {}", type_words(items, definitions));
    }
    if let Some(words) = entry.get("enum") {
        return strings(words).iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ");
    }
    // A key that may be left out.
    if let Some(one) = entry.get("anyOf").and_then(Value::as_array).and_then(|all| all.first()) {
        return type_words(one, definitions);
    }
    match (entry.get("type").and_then(Value::as_str), entry.get("format").and_then(Value::as_str)) {
        (Some("string"), Some("date")) => "날짜 `2019-05-08`".to_owned(),
        (Some("string"), Some("clock")) => "시각 `\"10:00\"`".to_owned(),
        (Some("string"), Some("day-or-month")) => "날짜 또는 달 `2019-05`".to_owned(),
        (Some("string"), Some("markdown")) => "Markdown".to_owned(),
        (Some("string"), _) => "글".to_owned(),
        (Some("integer"), _) => "수".to_owned(),
        (Some("boolean"), _) => "`true`, `false`".to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use gian_vocabulary::{keys, routes};
    use serde_json::Map;

    use super::*;

    #[test]
    fn the_table_says_when_a_key_is_required_and_which_words_it_takes() {
        let table = key_table();
        let (_, record) = table.split_once("(front matter)").unwrap();
        let row = |key: &str| record.lines().find(|l| l.starts_with(&format!("| `{key}`"))).unwrap();
        assert!(row("제목").starts_with("| `제목`* |"));
        for key in ["분류", "작성자", "기안일", "결재선"] {
            assert!(row(key).contains("(`원본` 또는 `출처` 키가 없으면 꼭)"), "{}", row(key));
        }
        assert!(row("결재일").contains("키가 있으면 꼭"));
        assert!(row("공개구분").contains("`공개`, `부분공개`, `비공개`"));
        // Nothing that a writer may only guess: each value is a type of the table or written out.
        let known: BTreeSet<&str> = table.lines().filter_map(|l| l.strip_prefix("### ")?.split(':').next()).collect();
        for row in table.lines().filter(|l| l.starts_with("| `")) {
            let value = row.split(" | ").nth(1).unwrap().trim_start_matches("목록: ");
            let plain = !value.chars().next().is_some_and(|c| c.is_ascii_uppercase()) || value == "Markdown";
            assert!(plain || known.contains(value), "{row}");
        }
    }

    /// The keys of a schema and of all its definitions.
    fn keys_of(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(map) => {
                let properties = map.get("properties").and_then(Value::as_object);
                found.extend(properties.into_iter().flat_map(Map::keys).cloned());
                map.values().for_each(|child| keys_of(child, found));
            }
            Value::Array(items) => items.iter().for_each(|item| keys_of(item, found)),
            _ => {}
        }
    }

    #[test]
    fn the_keys_that_the_program_names_are_in_the_files_that_they_name() {
        let mut files: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for kind in FileKind::ALL {
            let mut found = BTreeSet::new();
            keys_of(kind.schema().as_json(), &mut found);
            found.into_iter().for_each(|key| files.entry(key).or_default().push(kind.name()));
        }
        let mut seen = BTreeSet::new();
        for (key, named) in keys::ALL {
            let mut named = named.to_vec();
            named.sort_by_key(|name| FileKind::ALL.iter().position(|kind| kind.name() == *name));
            assert_eq!(files.get(*key), Some(&named), "the schemas with the key `{key}`, and those that keys.rs names");
            assert!(seen.insert(key), "`{key}` has two constants in keys.rs");
        }
    }

    #[test]
    fn each_route_leads_to_a_value_of_its_file() {
        for (name, route) in routes::all() {
            let kind = FileKind::ALL.into_iter().find(|k| k.name() == name);
            let root =
                kind.unwrap_or_else(|| panic!("`{name}` in routes.rs is no name of a schema")).schema().as_json();
            let mut at = root;
            for step in route.steps() {
                let below =
                    if step == "0" { at.get("items") } else { at.get("properties").and_then(|p| p.get(&*step)) };
                at = below.unwrap_or_else(|| panic!("{route} does not exist in {name}: no `{step}`"));
                let definition = at.get("$ref").and_then(Value::as_str).and_then(|r| r.strip_prefix("#/$defs/"));
                at = definition.map_or(at, |definition| &root["$defs"][definition]);
            }
        }
    }
}
