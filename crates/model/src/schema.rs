//! JSON Schemas of the source files, from the types; and the table of keys in the docs.

use std::sync::LazyLock;

use gian_diagnostics::Route;
use gian_source::yaml::{Kind, Node};
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::{GrantFile, PlanFile, PrivateFile, Record, RegisterFile, ReviewFile, Settings, WithheldFile};

/// A kind of source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Settings,
    Plan,
    Review,
    Grant,
    Record,
    Withheld,
    Private,
    Register,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Settings,
        Self::Plan,
        Self::Review,
        Self::Grant,
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
            Self::Record => "record",
            Self::Withheld => "withheld",
            Self::Private => "private",
            Self::Register => "register",
        }
    }

    /// The schema of the kind.
    pub fn schema(self) -> &'static Value {
        static SCHEMAS: LazyLock<Vec<Value>> =
            LazyLock::new(|| FileKind::ALL.iter().map(|kind| kind.generate()).collect());
        let at = Self::ALL.iter().position(|k| *k == self).expect("ALL holds every kind");
        &SCHEMAS[at]
    }

    fn generate(self) -> Value {
        let settings = SchemaSettings::draft2020_12();
        let mut value = match self {
            Self::Settings => settings.into_generator().into_root_schema_for::<Settings>(),
            Self::Plan => settings.into_generator().into_root_schema_for::<PlanFile>(),
            Self::Review => settings.into_generator().into_root_schema_for::<ReviewFile>(),
            Self::Grant => settings.into_generator().into_root_schema_for::<GrantFile>(),
            Self::Record => settings.into_generator().into_root_schema_for::<Record>(),
            Self::Withheld => settings.into_generator().into_root_schema_for::<WithheldFile>(),
            Self::Private => settings.into_generator().into_root_schema_for::<PrivateFile>(),
            Self::Register => settings.into_generator().into_root_schema_for::<RegisterFile>(),
        }
        .to_value();
        simplify(&mut value);
        value
    }
}

/// Rewrites what the generator says in the form that gives the clearest errors: an entry without a
/// value counts as not written, so `null` is no alternative; an enum is one list of words.
fn simplify(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for child in map.values_mut() {
                simplify(child);
            }
            drop_null(map);
            fold_words(map);
        }
        Value::Array(items) => items.iter_mut().for_each(simplify),
        _ => {}
    }
}

fn drop_null(map: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = map.get_mut("type") {
        types.retain(|t| t != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            map.insert("type".into(), only);
        }
    }
    if let Some(Value::Array(options)) = map.get_mut("anyOf") {
        options.retain(|o| o != &json!({"type": "null"}));
        if let [Value::Object(only)] = options.as_slice() {
            let only = only.clone();
            map.remove("anyOf");
            for (key, value) in only {
                map.entry(key).or_insert(value);
            }
        }
    }
    // `default: null` would contradict the type above.
    if map.get("default") == Some(&Value::Null) {
        map.remove("default");
    }
}

fn fold_words(map: &mut Map<String, Value>) {
    let Some(Value::Array(options)) = map.get("oneOf") else { return };
    let words: Option<Vec<Value>> = options.iter().map(|o| o.get("const").cloned()).collect();
    if let Some(words) = words {
        map.remove("oneOf");
        map.insert("type".into(), "string".into());
        map.insert("enum".into(), Value::Array(words));
    }
}

/// Calls `see` with the route of every value that is text, a number or a word, the value, and what the
/// schema says of it.
pub fn each_value<'a>(kind: FileKind, tree: &'a Node, see: &mut impl FnMut(&Route, &'a Node, &Value)) {
    let schema = kind.schema();
    walk(schema, schema, tree, &mut Route::root(), see);
}

fn walk<'a>(
    root: &Value,
    schema: &Value,
    node: &'a Node,
    route: &mut Route,
    see: &mut impl FnMut(&Route, &'a Node, &Value),
) {
    let name = schema.get("$ref").and_then(Value::as_str).and_then(|r| r.strip_prefix("#/$defs/"));
    let schema = name.and_then(|name| root.get("$defs")?.get(name)).unwrap_or(schema);
    match &node.kind {
        Kind::Map(entries) => {
            for entry in entries {
                let own = schema.get("properties").and_then(|p| p.get(&entry.key));
                let inner = own.or_else(|| schema.get("additionalProperties")).unwrap_or(&Value::Null);
                route.below(&entry.key, |route| walk(root, inner, &entry.value, route, see));
            }
        }
        Kind::Seq(items) => {
            let inner = schema.get("items").unwrap_or(&Value::Null);
            for (i, item) in items.iter().enumerate() {
                route.below(i, |route| walk(root, inner, item, route, see));
            }
        }
        Kind::Scalar { .. } => see(route, node, schema),
        Kind::Null => {}
    }
}

/// The table of keys, as Markdown: every file, every key, what it takes and means.
pub fn key_table() -> String {
    let mut out = String::from(
        "# Keys of the source files\n\nMade from the types by `gian schema`; do not edit by hand. `*` marks a key that must be written.\n",
    );
    let titles = [
        "`gian.yaml`",
        "`plan.yaml`",
        "`review.yaml`",
        "`grant.yaml`",
        "`documents/*.md` (front matter)",
        "`withheld.yaml` (키마다)",
        "`private/*.yaml` (키마다)",
        "`register.yaml`",
    ];
    for (kind, title) in FileKind::ALL.into_iter().zip(titles) {
        let schema = kind.schema();
        out.push_str(&format!("\n## {title}\n"));
        object_table(schema, "", &mut out);
        for (name, definition) in schema.get("$defs").and_then(Value::as_object).into_iter().flatten() {
            if definition.get("properties").is_some() {
                object_table(definition, name, &mut out);
            }
        }
    }
    out
}

fn object_table(schema: &Value, name: &str, out: &mut String) {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
    let words = schema.get("description").and_then(Value::as_str).unwrap_or("");
    let heading = if name.is_empty() { String::new() } else { format!("### {name}: {words}\n\n") };
    out.push_str(&format!("\n{heading}| 키 | 값 | 뜻 |\n|---|---|---|\n"));
    let required: Vec<&str> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    for (key, entry) in properties {
        let star = if required.contains(&key.as_str()) { "*" } else { "" };
        let words = entry.get("description").and_then(Value::as_str).unwrap_or("").replace('\n', " ");
        out.push_str(&format!("| `{key}`{star} | {} | {words} |\n", type_words(entry)));
    }
}

fn type_words(entry: &Value) -> String {
    if let Some(reference) = entry.get("$ref").and_then(Value::as_str) {
        return reference.rsplit('/').next().unwrap_or(reference).to_owned();
    }
    if let Some(items) = entry.get("items") {
        return format!("목록: {}", type_words(items));
    }
    if let Some(words) = entry.get("enum").and_then(Value::as_array) {
        return words.iter().filter_map(Value::as_str).map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ");
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
