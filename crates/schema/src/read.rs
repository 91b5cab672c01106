//! Validates a tree against its schema: reports every structure problem with its place, then gives the value.

use gian_diagnostics::{Diag, Part, Place, Route, Text, text};
use gian_source::yaml::{self, Kind, Node};
use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::nearest::nearest;
use crate::{HOW, Schema};

/// Code of a missing mandatory key or value.
pub const MISSING_KEY: &str = "missing-key";

impl Schema {
    /// Reads a tree as a type. All structure problems are added to `diags`; then there is no value.
    ///
    /// `T` must be the type from which the schema was generated.
    pub fn read<T: DeserializeOwned>(&self, path: &str, tree: &Node, diags: &mut Vec<Diag>) -> Option<T> {
        let json = if self.fractions { with_fractions(tree) } else { tree.to_json() };
        let before = diags.len();
        for error in self.validator.iter_errors(&json) {
            describe(path, &self.schema, tree, &error, diags);
        }
        if diags.len() > before {
            return None;
        }
        match serde_json::from_value(json) {
            Ok(value) => Some(value),
            Err(error) => {
                diags.push(Diag::error(
                    "structure",
                    Place::value(path, Route::root()),
                    text!("파일의 구조를 읽을 수 없습니다: {}", "the structure of the file cannot be read: {}"; error),
                ));
                None
            }
        }
    }

    /// Reads a file that is not a source of facts, such as a template: places are byte ranges of the file.
    ///
    /// # Errors
    /// All problems of the file.
    pub fn read_file<T: DeserializeOwned>(&self, path: &str, source: &str) -> Result<T, Vec<Diag>> {
        let mut diags = Vec::new();
        let tree = yaml::parse(path, source, 0..source.len(), &mut diags);
        if !diags.is_empty() {
            return Err(diags);
        }
        let tree = tree.unwrap_or(Node { span: 0..0, kind: Kind::Map(Vec::new()) });
        let value = self.read(path, &tree, &mut diags);
        value.ok_or_else(|| diags.into_iter().map(|diag| in_bytes(diag, &tree, source)).collect())
    }
}

/// The value of a tree in which plain `9.5` is a number; `1.` is an item marker.
fn with_fractions(node: &Node) -> Value {
    match &node.kind {
        Kind::Scalar { text, plain: true } if is_fraction(text) => {
            text.parse::<f64>().map_or_else(|_| node.to_json(), Value::from)
        }
        Kind::Scalar { .. } | Kind::Null => node.to_json(),
        Kind::Seq(items) => items.iter().map(with_fractions).collect(),
        Kind::Map(entries) => {
            let written = entries.iter().filter(|e| e.value.kind != Kind::Null);
            Value::Object(written.map(|e| (e.key.clone(), with_fractions(&e.value))).collect())
        }
    }
}

fn is_fraction(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let parts = text.strip_prefix('-').unwrap_or(text).split_once('.');
    parts.is_some_and(|(whole, rest)| digits(whole) && digits(rest))
}

/// The same problem with a byte range as its place: the key of an entry, or the first line of a value.
fn in_bytes(diag: Diag, tree: &Node, source: &str) -> Diag {
    let route = &diag.place.route;
    let key = route.parent().zip(route.last()).and_then(|(parent, last)| match &tree.at(&parent)?.kind {
        Kind::Map(entries) => entries.iter().find(|e| e.key == last).map(|e| e.key_span.clone()),
        Kind::Scalar { .. } | Kind::Seq(_) | Kind::Null => None,
    });
    let value = tree.at(route).filter(|node| !node.span.is_empty()).map(|node| node.span.clone());
    let range = match diag.place.part {
        Part::Key => key.or(value),
        _ => value.or(key),
    };
    let range = range.unwrap_or(tree.span.clone());
    let first = source.get(range.clone()).and_then(|text| text.lines().next()).map_or(0, str::len);
    let place = Place::bytes(&diag.place.file, range.start..range.start + first);
    Diag { place, ..diag }
}

fn describe(path: &str, schema: &Value, tree: &Node, error: &ValidationError<'_>, diags: &mut Vec<Diag>) {
    let route = Route::parse(error.instance_path().as_str()).expect("a path of JSON is a pointer");
    let found = error.instance();
    let here = Place::value(path, route.clone());
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            for key in unexpected {
                diags.push(unknown_key(path, schema, &route, key, error));
            }
        }
        ValidationErrorKind::Required { property } => {
            let key = property.as_str().unwrap_or_default();
            let empty = entry(tree, &route, key);
            let place = if empty { Place::key(path, route.key(key)) } else { here };
            let message = if empty {
                text!("키 `{}`에 값이 없습니다", "the key `{}` has no value"; key)
            } else {
                text!("키 `{}`이(가) 없습니다", "the key `{}` is missing"; key)
            };
            diags.push(
                Diag::error(MISSING_KEY, place, message)
                    .help(text!("`{}:` 줄을 채우십시오", "write a line `{}:`"; key)),
            );
        }
        ValidationErrorKind::Type { kind } => {
            let wanted = match kind {
                TypeKind::Single(wanted) => wanted.to_string(),
                // Only amounts accept two types.
                TypeKind::Multiple(_) => String::from("integer"),
            };
            diags.push(wrong_type(here, &wanted, found));
        }
        ValidationErrorKind::Enum { options } => diags.push(bad_word(here, options, found)),
        ValidationErrorKind::Format { format } => diags.push(bad_format(here, format, found)),
        // An amount is a number; it is text only inside a mark.
        ValidationErrorKind::Pattern { .. } if is_amount(schema, error) => {
            diags.push(wrong_type(here, "integer", found));
        }
        ValidationErrorKind::Pattern { .. } => {
            let word = found.as_str().unwrap_or_default();
            let diag = Diag::error(
                "bad-form",
                here,
                text!("`{}`은(는) 이 자리의 꼴에 맞지 않습니다", "`{}` does not have the form that belongs here"; word),
            );
            // The description of the key in the schema explains its form.
            diags.push(match description(schema, error) {
                Some(words) => diag.help(text!("뜻에 맞게 쓰십시오: {}", "write what the key means: {}"; words)),
                None => diag.help(text!("값을 고치십시오", "correct the value")),
            });
        }
        ValidationErrorKind::Minimum { limit } => {
            diags.push(out_of_range(here, found, text!("{} 이상", "at least {}"; limit)))
        }
        ValidationErrorKind::Maximum { limit } => {
            diags.push(out_of_range(here, found, text!("{} 이하", "at most {}"; limit)))
        }
        ValidationErrorKind::MinItems { limit } => diags.push(
            Diag::error(
                "out-of-range",
                here,
                text!("항목이 {}개 이상 있어야 합니다", "there must be {} items or more"; limit),
            )
            .help(text!("항목을 더하십시오", "add an item")),
        ),
        ValidationErrorKind::MaxItems { limit } => diags.push(
            Diag::error("out-of-range", here, text!("항목이 {}개를 넘습니다", "there are more than {} items"; limit))
                .help(text!("항목을 줄이십시오", "remove items")),
        ),
        ValidationErrorKind::MinLength { .. } => diags.push(
            Diag::error(MISSING_KEY, here, text!("값이 비어 있습니다", "the value is empty"))
                .help(text!("값을 쓰거나 줄을 지우십시오", "write a value, or remove the line")),
        ),
        _ => diags.push(Diag::error(
            "structure",
            here,
            text!("이 자리에 맞지 않는 값입니다: {}", "the value does not belong here: {}"; error),
        )),
    }
}

fn unknown_key(path: &str, schema: &Value, route: &Route, key: &str, error: &ValidationError<'_>) -> Diag {
    let known = known_keys(schema, error);
    let diag = Diag::error(
        "unknown-key",
        Place::key(path, route.key(key)),
        text!("모르는 키 `{}`입니다", "unknown key `{}`"; key),
    );
    match nearest(key, known.iter().map(String::as_str)) {
        Some(near) => diag.help(text!("혹시 `{}`입니까?", "did you mean `{}`?"; near)),
        None => diag.help(text!("쓸 수 있는 키: {}", "the keys here are: {}"; known.join(", "))),
    }
}

/// Keys known to the schema at the place of an unknown one.
fn known_keys(schema: &Value, error: &ValidationError<'_>) -> Vec<String> {
    // The path ends in `…/additionalProperties`; its neighbour `properties` has the names.
    let location = error.evaluation_path().as_str().to_owned();
    resolve(schema, location.trim_end_matches("/additionalProperties"))
        .and_then(|s| s.get("properties"))
        .and_then(Value::as_object)
        .map(|keys| keys.keys().cloned().collect())
        .unwrap_or_default()
}

/// Whether an error is about an amount that may be withheld.
fn is_amount(schema: &Value, error: &ValidationError<'_>) -> bool {
    let location = error.evaluation_path().as_str().to_owned();
    let parent = location.rsplit_once('/').map_or("", |(parent, _)| parent);
    resolve(schema, parent).and_then(|s| s.get(HOW)).and_then(Value::as_str) == Some("whole")
}

/// The description in the schema for the value at the place of an error.
fn description(schema: &Value, error: &ValidationError<'_>) -> Option<String> {
    let location = error.evaluation_path().as_str().to_owned();
    let (parent, _) = location.rsplit_once('/')?;
    Some(resolve(schema, parent)?.get("description")?.as_str()?.to_owned())
}

/// Follows a schema path, resolving `$ref`.
fn resolve<'a>(schema: &'a Value, path: &str) -> Option<&'a Value> {
    let mut at = schema;
    for step in path.split('/').skip(1) {
        if step == "$ref" {
            let reference = at.get("$ref")?.as_str()?;
            at = schema.pointer(reference.trim_start_matches('#'))?;
        } else {
            let step = step.replace("~1", "/").replace("~0", "~");
            at = match at {
                Value::Array(items) => items.get(step.parse::<usize>().ok()?)?,
                _ => at.get(&step)?,
            };
        }
    }
    Some(at)
}

fn wrong_type(here: Place, wanted: &str, found: &Value) -> Diag {
    let (ko, en) = match wanted {
        "string" => ("글자가", "text"),
        "integer" => ("정수가", "a whole number"),
        "number" => ("수가", "a number"),
        "boolean" => ("`true`나 `false`가", "`true` or `false`"),
        "array" => ("목록이", "a list"),
        "object" => ("키와 값이", "keys and values"),
        _ => ("다른 값이", "another value"),
    };
    let message = Text { ko: format!("여기에는 {ko} 와야 합니다"), en: format!("{en} belongs here") };
    let diag = Diag::error("wrong-type", here, message);
    match (wanted, found) {
        ("string", Value::Number(_) | Value::Bool(_)) => {
            diag.help(text!("`\"{}\"`처럼 따옴표로 감싸십시오", "put it in quotes: `\"{}\"`"; found))
        }
        ("integer", Value::String(word)) if word.contains("비공개") => diag.help(text!(
            "가린 금액은 쉼표와 빈칸 없이 `\"[150000](비공개:7)\"`처럼 쓰십시오",
            "write a withheld amount without commas and spaces: `\"[150000](비공개:7)\"`"
        )),
        ("integer", Value::String(word)) => match plain_number(word) {
            Some(number) => {
                diag.help(text!("`{}`처럼 쉼표와 단위 없이 숫자만 쓰십시오", "write digits only, such as `{}`"; number))
            }
            None => diag.help(text!("쉼표와 단위 없이 숫자만 쓰십시오", "write digits only, without commas or units")),
        },
        ("array", _) => diag.help(text!("`- `로 시작하는 줄로 쓰십시오", "write lines that begin with `- `")),
        _ => diag.help(text!("값을 고치십시오", "correct the value")),
    }
}

/// The number meant by `1,090천원`, in the base unit.
fn plain_number(word: &str) -> Option<i64> {
    let digits: String = word.chars().filter(|c| *c != ',' && *c != ' ').collect();
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let factor = match digits[end..].trim_end_matches('원') {
        "천" => 1_000,
        "만" => 10_000,
        "백만" => 1_000_000,
        "억" => 100_000_000,
        unit if unit.chars().count() <= 1 => 1,
        _ => return None,
    };
    digits[..end].parse::<i64>().ok()?.checked_mul(factor)
}

fn bad_word(here: Place, options: &Value, found: &Value) -> Diag {
    let words: Vec<&str> = options.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let word = found.as_str().map_or_else(|| found.to_string(), str::to_owned);
    let diag = Diag::error(
        "bad-value",
        here,
        text!("`{}`은(는) 여기에 쓸 수 없는 값입니다", "`{}` is not a value that can stand here"; word),
    );
    let list = words.join(", ");
    match nearest(&word, words.iter().copied()) {
        Some(near) => {
            diag.help(text!("혹시 `{}`입니까? (쓸 수 있는 값: {})", "did you mean `{}`? (values: {})"; near, list))
        }
        None => diag.help(text!("다음 가운데 하나를 쓰십시오: {}", "write one of: {}"; list)),
    }
}

fn bad_format(here: Place, format: &str, found: &Value) -> Diag {
    let word = found.as_str().unwrap_or_default();
    match format {
        "date" => Diag::error(
            "bad-date",
            here,
            text!("`{}`은(는) 달력에 있는 날짜가 아닙니다", "`{}` is not a date of the calendar"; word),
        )
        .help(text!("`2019-05-08`처럼 쓰십시오", "write it as `2019-05-08`")),
        "day-or-month" => Diag::error(
            "bad-date",
            here,
            text!("`{}`은(는) 날짜나 달이 아닙니다", "`{}` is not a date or a month"; word),
        )
        .help(text!("`2019-05-08` 또는 `2019-05`처럼 쓰십시오", "write it as `2019-05-08` or `2019-05`")),
        "clock" => {
            Diag::error("bad-time", here, text!("`{}`은(는) 시각이 아닙니다", "`{}` is not a time of day"; word))
                .help(text!("24시간제로 `\"09:30\"`처럼 쓰십시오", "write 24-hour time as `\"09:30\"`"))
        }
        _ => Diag::error(
            "bad-form",
            here,
            text!("`{}`은(는) 이 자리의 꼴에 맞지 않습니다", "`{}` does not have the form that belongs here"; word),
        )
        .help(text!("값을 고치십시오", "correct the value")),
    }
}

fn out_of_range(here: Place, found: &Value, limit: Text) -> Diag {
    Diag::error("out-of-range", here, text!("{}은(는) 범위를 벗어납니다", "{} is out of range"; found))
        .help(Text {
            ko: format!("{}의 수를 쓰십시오", limit.ko), en: format!("write a number of {}", limit.en)
        })
}

/// Whether the mapping at a route has an entry with this key (whose value is then missing).
fn entry(tree: &Node, route: &Route, key: &str) -> bool {
    let found = tree.at(route).map(|node| &node.kind);
    matches!(found, Some(Kind::Map(entries)) if entries.iter().any(|e| e.key == key))
}
