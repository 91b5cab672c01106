//! Validates a tree against its schema: reports every structure problem with its place, then gives the value.

use gian_diagnostics::{Diag, Place, Route, Text, text};
use gian_source::yaml::{self, Entry, Kind, Node};
use gian_vocabulary::keys;
use gian_vocabulary::values::DECIMALS;
use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::nearest::nearest;
use crate::{HOW, Schema};

/// Code of a missing mandatory key or value.
pub const MISSING_KEY: &str = "missing-key";

impl Schema {
    /// Reads the tree of a source as a type. All structure problems are added to `diags`; then there is no value.
    ///
    /// `T` must be the type from which the schema was generated.
    pub fn read<T: DeserializeOwned>(&self, path: &str, source: &str, tree: &Node, diags: &mut Vec<Diag>) -> Option<T> {
        let json = self.valid(path, source, tree, diags)?;
        serde_json::from_value(json).map_err(|error| diags.push(unread(path, &error))).ok()
    }

    /// The tree as JSON, if it fits the schema. Not generic, as in [`Schema::of`].
    fn valid(&self, path: &str, source: &str, tree: &Node, diags: &mut Vec<Diag>) -> Option<Value> {
        let mut json = if self.fractions { with_fractions(tree) } else { tree.to_json() };
        join_lines_below_title(&mut json);
        let before = diags.len();
        for error in self.validator.iter_errors(&json) {
            describe(path, &self.schema, source, tree, &error, diags);
        }
        self.unknown_keys_without_value(path, tree, diags);
        (diags.len() == before).then_some(json)
    }

    /// Reports unknown keys that have no value. Known ones count as not written, and so the JSON of the tree lacks both.
    fn unknown_keys_without_value(&self, path: &str, tree: &Node, diags: &mut Vec<Diag>) {
        if !has_empty_key(tree) {
            return;
        }
        let json = with_empty_keys(tree);
        for error in self.validator.iter_errors(&json) {
            if let ValidationErrorKind::AdditionalProperties { unexpected } = error.kind() {
                let route = Route::parse(error.instance_path().as_str()).expect("a path of JSON is a pointer");
                let empty = unexpected.iter().filter(|key| error.instance().get(key.as_str()) == Some(&Value::Null));
                diags.extend(empty.map(|key| unknown_key(path, &self.schema, &route, key, &error)));
            }
        }
    }

    /// Reads a file that is not a source of facts, such as a template.
    ///
    /// # Errors
    /// All problems of the file.
    pub fn read_file<T: DeserializeOwned>(&self, path: &str, source: &str) -> Result<T, Vec<Diag>> {
        let mut diags = Vec::new();
        let tree = parsed(path, source)?;
        self.read(path, source, &tree, &mut diags).ok_or(diags)
    }
}

fn parsed(path: &str, source: &str) -> Result<Node, Vec<Diag>> {
    let mut diags = Vec::new();
    let tree = yaml::parse(path, source, 0..source.len(), &mut diags);
    if diags.is_empty() { Ok(tree.unwrap_or(Node { span: 0..0, kind: Kind::Map(Vec::new()) })) } else { Err(diags) }
}

fn unread(path: &str, error: &serde_json::Error) -> Diag {
    Diag::error(
        "structure",
        Place::value(path, Route::root()),
        text!("파일의 구조를 읽을 수 없습니다: {}", "the structure of the file cannot be read: {}"; error),
    )
}

/// The value of a tree in which plain `9.5` is a number; `1.` is an item marker.
fn with_fractions(node: &Node) -> Value {
    match &node.kind {
        Kind::Scalar { text, plain: true } if is_fraction(text) => {
            // `160.0` is the whole number 160.
            match text.split_once('.').filter(|(_, rest)| rest.bytes().all(|b| b == b'0')) {
                Some((whole, _)) => whole.parse::<i64>().map_or_else(|_| node.to_json(), Value::from),
                None => text.parse::<f64>().map_or_else(|_| node.to_json(), Value::from),
            }
        }
        Kind::Scalar { .. } | Kind::Null => node.to_json(),
        Kind::Seq(items) => items.iter().map(with_fractions).collect(),
        Kind::Map(entries) => {
            let written = entries.iter().filter(|e| e.value.kind != Kind::Null);
            Value::Object(written.map(|e| (e.key.clone(), with_fractions(&e.value))).collect())
        }
    }
}

/// Joins the lines of texts of one line, such as a title, which a writer may fold or write as a block (`제목: |`). Only
/// the values of [`keys::PARAGRAPHS`] have paragraphs.
fn join_lines(value: &mut Value) {
    match value {
        Value::String(text) if text.contains('\n') => {
            *text = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        }
        Value::Array(items) => items.iter_mut().for_each(join_lines),
        Value::Object(entries) => {
            entries
                .iter_mut()
                .filter(|(key, _)| !keys::PARAGRAPHS.contains(&key.as_str()))
                .for_each(|(_, value)| join_lines(value));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Joins the lines of all texts of a file but its own title, whose line ends are those of the title on the sheet.
fn join_lines_below_title(value: &mut Value) {
    let Value::Object(entries) = value else { return join_lines(value) };
    for (key, value) in entries.iter_mut().filter(|(key, _)| !keys::PARAGRAPHS.contains(&key.as_str())) {
        match value {
            Value::String(text) if key == keys::TITLE && text.contains('\n') => {
                *text = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
            }
            value => join_lines(value),
        }
    }
}

/// Whether a mapping of a tree has a key without a value.
fn has_empty_key(node: &Node) -> bool {
    match &node.kind {
        Kind::Null | Kind::Scalar { .. } => false,
        Kind::Seq(items) => items.iter().any(has_empty_key),
        Kind::Map(entries) => entries.iter().any(|e| e.value.kind == Kind::Null || has_empty_key(&e.value)),
    }
}

/// The tree as JSON in which keys without a value are `null`.
fn with_empty_keys(node: &Node) -> Value {
    match &node.kind {
        Kind::Scalar { .. } | Kind::Null => node.to_json(),
        Kind::Seq(items) => items.iter().map(with_empty_keys).collect(),
        Kind::Map(entries) => {
            Value::Object(entries.iter().map(|e| (e.key.clone(), with_empty_keys(&e.value))).collect())
        }
    }
}

fn is_fraction(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let parts = text.strip_prefix('-').unwrap_or(text).split_once('.');
    parts.is_some_and(|(whole, rest)| digits(whole) && digits(rest))
}

fn describe(path: &str, schema: &Value, source: &str, tree: &Node, error: &ValidationError<'_>, diags: &mut Vec<Diag>) {
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
            let empty = entry(tree, &route, key).is_some();
            let place = if empty { Place::key(path, route.key(key)) } else { here };
            let message = if empty {
                text!("키 `{}`에 값이 없습니다", "the key `{}` has no value"; key)
            } else {
                text!("키 `{}`이(가) 없습니다", "the key `{}` is missing"; key)
            };
            let help = match entry(tree, &route, key) {
                // A colour that is written like a comment.
                Some(entry) => match comment_behind(source, entry.key_span.end) {
                    Some(comment) => text!(
                        "`#` 뒤는 설명으로 읽힙니다. 값이면 `\"{}\"`처럼 따옴표로 감싸십시오",
                        "text after `#` is a comment; put a value in quotes: `\"{}\"`"; comment
                    ),
                    None => text!("`{}:` 뒤에 값을 쓰십시오", "write a value after `{}:`"; key),
                },
                None => text!("`{}:` 줄을 더하십시오", "add a line `{}:`"; key),
            };
            diags.push(Diag::error(MISSING_KEY, place, message).help(help));
        }
        ValidationErrorKind::Type { kind } => {
            let wanted = match kind {
                TypeKind::Single(wanted) => wanted.to_string(),
                // Only amounts accept two types.
                TypeKind::Multiple(_) => String::from("integer"),
            };
            let expected = |key: &str| expected(schema, error).and_then(|s| s.get(key));
            diags.push(match (found.as_ref(), expected("enum"), expected("format").and_then(Value::as_str)) {
                (Value::Null, ..) => Diag::error(MISSING_KEY, here, text!("값이 비어 있습니다", "the value is empty"))
                    .help(text!("값을 쓰거나 줄을 지우십시오", "write a value, or remove the line")),
                // The list of words is reported for the same value.
                (Value::Number(_) | Value::Bool(_), Some(_), _) => return,
                (Value::Number(_) | Value::Bool(_), None, Some(format @ ("date" | "day-or-month" | "clock"))) => {
                    bad_format(here, format, &Value::String(found.to_string()))
                }
                _ => wrong_type(here, &wanted, found),
            });
        }
        ValidationErrorKind::Enum { options } => match found.as_ref() {
            Value::String(_) | Value::Number(_) | Value::Bool(_) => diags.push(bad_word(here, options, found)),
            // The type is reported for the same value.
            Value::Null | Value::Array(_) | Value::Object(_) => {}
        },
        ValidationErrorKind::Format { format } => diags.push(bad_format(here, format, found)),
        // An amount is a number; it is text only inside a mark.
        ValidationErrorKind::Pattern { .. } if is_amount(schema, error) => {
            diags.push(wrong_type(here, "integer", found));
        }
        ValidationErrorKind::Pattern { .. } if expected(schema, error).is_some_and(|s| s.get(DECIMALS).is_some()) => {
            diags.push(no_decimal(here, found.as_str().unwrap_or_default(), expected(schema, error)));
        }
        ValidationErrorKind::Pattern { .. } => {
            let word = found.as_str().unwrap_or_default();
            let diag = Diag::error(
                "bad-form",
                here,
                text!("`{}`은(는) 이 자리의 꼴에 맞지 않습니다", "`{}` does not have the form that belongs here"; word),
            );
            if let Some(without) = without_spaces(word, expected(schema, error)) {
                diags.push(diag.help(text!("빈칸 없이 `{}`(으)로 쓰십시오", "write it without spaces: `{}`"; without)));
                return;
            }
            // The description of the key in the schema explains its form.
            diags.push(match description(schema, error) {
                Some(words) => diag.help(text!("뜻에 맞게 쓰십시오: {}", "write what the key means: {}"; words)),
                None => match expected(schema, error).and_then(|s| s.get("pattern")).and_then(Value::as_str) {
                    Some(pattern) => diag
                        .help(text!("이 정규식에 맞게 쓰십시오: {}", "write what fits this expression: {}"; pattern)),
                    None => diag.help(text!("값을 고치십시오", "correct the value")),
                },
            });
        }
        ValidationErrorKind::Minimum { .. } | ValidationErrorKind::Maximum { .. } => {
            diags.push(out_of_range(here, found, expected(schema, error)));
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

/// A word without its spaces, if only they keep it from having the form of its key.
fn without_spaces(word: &str, schema: Option<&Value>) -> Option<String> {
    let pattern = schema?.get("pattern")?;
    let without: String = word.chars().filter(|c| !c.is_whitespace()).collect();
    if without == word {
        return None;
    }
    let validator = jsonschema::validator_for(&serde_json::json!({ "pattern": pattern })).ok()?;
    validator.is_valid(&Value::from(without.as_str())).then_some(without)
}

/// A text where a number belongs that may be a fraction, such as a score.
fn no_decimal(here: Place, word: &str, schema: Option<&Value>) -> Diag {
    let limit = |key: &str| schema.and_then(|s| s.get(key)).and_then(Value::as_i64);
    let (from, to) = (limit("minimum").unwrap_or(0), limit("maximum").unwrap_or(i64::MAX));
    let decimals = limit(DECIMALS).unwrap_or_default();
    // The number that `85점` begins with, if the place takes it.
    let end = word.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(word.len());
    let number = word[..end].trim_end_matches('.');
    let fits = number.split_once('.').is_none_or(|(_, rest)| i64::try_from(rest.len()).is_ok_and(|n| n <= decimals));
    let fits = fits && number.parse::<f64>().is_ok_and(|n| n <= to as f64);
    let example = if fits && end < word.len() { number } else { "87.5" };
    Diag::error(
        "bad-form",
        here,
        text!("`{}`은(는) 점수로 쓸 수 있는 수가 아닙니다", "`{}` is no number of points"; word),
    )
    .help(text!(
        "{from}부터 {to}까지의 수를 단위 없이 쓰십시오(소수점 아래 {decimals}자리까지): `{example}`",
        "write a number from {from} to {to} without a unit and with at most {decimals} decimals: `{example}`"
    ))
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

/// The schema of the value at the place of an error.
fn expected<'a>(schema: &'a Value, error: &ValidationError<'_>) -> Option<&'a Value> {
    let location = error.evaluation_path().as_str().to_owned();
    resolve(schema, location.rsplit_once('/')?.0)
}

/// The description in the schema for the value at the place of an error.
fn description(schema: &Value, error: &ValidationError<'_>) -> Option<String> {
    let location = error.evaluation_path().as_str().to_owned();
    // An item of a list, or a value of any key, is described where the list or the mapping is.
    let mut at = location.rsplit_once('/')?.0;
    loop {
        let words = resolve(schema, at).and_then(|s| s.get("description")).and_then(Value::as_str);
        match words {
            Some(words) => return Some(words.to_owned()),
            None => at = ["/items", "/additionalProperties"].iter().find_map(|step| at.strip_suffix(step))?,
        }
    }
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
        "object" => ("키와 값이", "a mapping of keys to values"),
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
        ("integer", Value::String(word)) if is_fraction(word) => {
            diag.help(text!("소수점 없이 정수로 쓰십시오", "write a whole number, without a decimal point"))
        }
        ("integer", Value::String(word)) => match plain_number(word) {
            Some(number) => {
                diag.help(text!("`{}`처럼 쉼표와 단위 없이 숫자만 쓰십시오", "write digits only, such as `{}`"; number))
            }
            None => diag.help(text!("쉼표와 단위 없이 숫자만 쓰십시오", "write digits only, without commas or units")),
        },
        ("integer", Value::Number(_)) => diag.help(text!("소수점 없이 쓰십시오", "write it without a decimal point")),
        ("integer", _) => diag.help(text!("`3`처럼 숫자 하나를 쓰십시오", "write one number, such as `3`")),
        ("boolean", _) => diag.help(text!("`true` 또는 `false`로 쓰십시오", "write `true` or `false`")),
        ("string", Value::Array(_)) => diag.help(text!(
            "글 하나로 쓰십시오. 여러 항목이면 `키: |`로 시작하고 다음 줄부터 `- 글`을 들여 쓰십시오 (`- 항목: 글`이 아닙니다)",
            "write one text; for several items begin with `key: |` and indent lines `- text` below it (not `- 항목: text`)"
        )),
        ("string", Value::Object(_)) => diag.help(text!(
            "`키: 값`이 아닌 글로 쓰십시오. 쌍점이 든 글이면 전체를 따옴표로 감싸십시오",
            "write text, not keys; put a text with a colon in quotes"
        )),
        ("object", Value::String(word)) if !word.contains('\n') => diag.help(text!(
            "다음 줄부터 들여 써서 `키: 값`을 한 줄에 하나씩 적으십시오. 목록의 항목이면 `- 글`이 아니라 `- 키: 글`로 쓰십시오",
            "write `key: value` pairs below it, indented, one a line; an item of a list is `- key: text`, not `- text`"
        )),
        ("object", _) => diag.help(text!(
            "다음 줄부터 들여 써서 `키: 값`을 한 줄에 하나씩 적으십시오",
            "write `key: value` pairs below it, indented, one a line"
        )),
        ("number", _) => diag.help(text!("단위 없이 숫자만 쓰십시오", "write a number without a unit")),
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

fn out_of_range(here: Place, found: &Value, schema: Option<&Value>) -> Diag {
    // A limit of a fraction is `0.0` in the schema.
    let limit =
        |key: &str| schema.and_then(|s| s.get(key)).map(|limit| limit.to_string().trim_end_matches(".0").to_owned());
    let help = match (limit("minimum"), limit("maximum")) {
        (Some(from), Some(to)) => text!("{from}부터 {to}까지의 수를 쓰십시오", "write a number from {from} to {to}"),
        (Some(from), None) => text!("{from} 이상의 수를 쓰십시오", "write a number of at least {from}"),
        (None, Some(to)) => text!("{to} 이하의 수를 쓰십시오", "write a number of at most {to}"),
        (None, None) => text!("값을 고치십시오", "correct the value"),
    };
    Diag::error("out-of-range", here, text!("{}은(는) 범위를 벗어납니다", "{} is out of range"; found)).help(help)
}

/// The entry of a key of the mapping at a route.
fn entry<'a>(tree: &'a Node, route: &Route, key: &str) -> Option<&'a Entry> {
    match &tree.at(route)?.kind {
        Kind::Map(entries) => entries.iter().find(|e| e.key == key),
        Kind::Scalar { .. } | Kind::Seq(_) | Kind::Null => None,
    }
}

/// The comment in the rest of the line of a key without a value.
fn comment_behind(source: &str, end: usize) -> Option<&str> {
    let line = source.get(end..)?.lines().next()?.trim_start_matches(['"', '\'']).trim_start();
    let comment = line.strip_prefix(':')?.trim().strip_prefix('#')?;
    // A comment in words explains; a value is one word.
    (!comment.is_empty() && !comment.contains(char::is_whitespace))
        .then(|| &line[line.find('#').unwrap_or(0)..])
        .map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_contents_have_several_lines() {
        let mut value = serde_json::json!({"제목": "가\n 나\n", "목표": ["가\n\n나"], "장": {"내용": "- 가\n- 나\n", "제목": "다\n라"}});
        join_lines_below_title(&mut value);
        let joined =
            serde_json::json!({"제목": "가\n나", "목표": ["가 나"], "장": {"내용": "- 가\n- 나\n", "제목": "다 라"}});
        assert_eq!(value, joined);
    }
}
