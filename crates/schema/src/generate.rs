//! The schema of a type, in the form that gives the clearest errors.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// The schema of a type.
pub(crate) fn generate<T: JsonSchema>() -> Value {
    let mut value = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>().to_value();
    simplify(&mut value);
    value
}

/// Rewrites the output of the generator in the form that gives the clearest errors: an entry without a value counts
/// as missing, so `null` is no alternative; an enum is one list of words.
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
