//! From trees to structs: structure is checked against the schema, all problems of a file at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use gian_diagnostics::{Diag, Limits, Place, Route, Text, text};
use gian_media::picture::{Picture, Unfit};
use gian_source::Sources;
use gian_source::progress::{Watch, reading, step};
use gian_source::yaml::{Kind, Node};
use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{ValidationError, Validator};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::schema::FileKind;
use super::values::{Clock, When};
use super::withheld::HOW;
use super::{DocumentFile, Dossier, PrivateFile, Record, Settings, WithheldFile, Workspace};

/// Path of the register of what was published.
pub const REGISTER: &str = "register.yaml";

/// Code of a key or a value that must be written and is not.
pub const MISSING_KEY: &str = "missing-key";

/// The limits that `gian.yaml` sets, if it can be read.
pub fn limits(sources: &Sources) -> Option<Limits> {
    settings(sources, &mut Vec::new()).map(|settings| settings.limits)
}

/// What `gian.yaml` says, if it can be read.
pub fn settings(sources: &Sources, diags: &mut Vec<Diag>) -> Option<Settings> {
    read(sources, "gian.yaml", FileKind::Settings, diags)
}

/// Reads the whole workspace. A dossier with a structure error is left out, so that its content
/// checks stay silent; `None` when `gian.yaml` itself cannot be read.
pub fn workspace(sources: &Sources, watch: &dyn Watch, diags: &mut Vec<Diag>) -> Option<Workspace> {
    let broken: BTreeSet<String> = diags.iter().map(|d| d.place.file.clone()).collect();
    let mut dossiers: BTreeMap<String, (Dossier, bool)> = BTreeMap::new();
    for (path, file) in sources.iter() {
        let Some((folder, rest)) = split_dossier(path) else {
            if path != "gian.yaml" && path.starts_with("content/") && !broken.contains(path) {
                diags.push(stray(path));
            }
            continue;
        };
        let empty = || Dossier {
            folder: folder.to_owned(),
            plan: None,
            review: None,
            grant: None,
            documents: Vec::new(),
            private: PrivateFile::new(),
            withheld: WithheldFile::new(),
            pictures: pictures(sources, folder),
        };
        let (dossier, whole) = dossiers.entry(folder.to_owned()).or_insert_with(|| (empty(), true));
        let before = diags.len();
        step(watch, &reading(path), || match rest {
            "plan.yaml" => dossier.plan = read(sources, path, FileKind::Plan, diags),
            "review.yaml" => dossier.review = read(sources, path, FileKind::Review, diags),
            "grant.yaml" => dossier.grant = read(sources, path, FileKind::Grant, diags),
            "withheld.yaml" => {
                if let Some(facts) = read(sources, path, FileKind::Withheld, diags) {
                    dossier.withheld = facts;
                }
            }
            _ if rest.starts_with("private/") => {
                if let Some(more) = read::<PrivateFile>(sources, path, FileKind::Private, diags) {
                    for (key, fact) in more {
                        if dossier.private.contains_key(&key) {
                            diags.push(
                                Diag::error(
                                    gian_source::yaml::DUPLICATE_KEY,
                                    Place::key(path, Route::of(&key)),
                                    text!("`{}`이(가) 다른 `private/` 파일에도 있습니다", "`{}` stands in another file of `private/` too"; key),
                                )
                                .help(text!("하나를 지우십시오", "remove one of the two")),
                            );
                        }
                        dossier.private.insert(key, fact);
                    }
                }
            }
            _ => {
                if let Some(record) = read::<Record>(sources, path, FileKind::Record, diags) {
                    let body = file.body.map_or("", |at| &file.text[at..]).to_owned();
                    dossier.documents.push(DocumentFile { path: path.to_owned(), record, body });
                }
            }
        });
        *whole &= diags.len() == before && !broken.contains(path);
    }
    let settings = settings(sources, diags)?;
    let dossiers = dossiers.into_values().filter(|(_, whole)| *whole).map(|(dossier, _)| dossier).collect();
    let register = match sources.get(REGISTER) {
        Some(_) => step(watch, &reading(REGISTER), || read(sources, REGISTER, FileKind::Register, diags)).flatten(),
        None => None,
    };
    let mut workspace = Workspace::new(settings, dossiers);
    workspace.register = register;
    Some(workspace)
}

/// What the pictures of a dossier are, by the names of their files.
fn pictures(sources: &Sources, folder: &str) -> BTreeMap<String, Result<Picture, Unfit>> {
    let inside = format!("{folder}/figures/");
    let all = sources.pictures_below(folder).filter_map(|(path, p)| Some((path.strip_prefix(&inside)?, p)));
    all.map(|(name, picture)| (name.to_owned(), picture.clone())).collect()
}

/// What kind of file stands at a path.
pub fn kind_of(path: &str) -> Option<FileKind> {
    match path {
        "gian.yaml" => return Some(FileKind::Settings),
        REGISTER => return Some(FileKind::Register),
        _ => {}
    }
    let (_, rest) = split_dossier(path)?;
    Some(match rest {
        "plan.yaml" => FileKind::Plan,
        "review.yaml" => FileKind::Review,
        "grant.yaml" => FileKind::Grant,
        "withheld.yaml" => FileKind::Withheld,
        _ if rest.starts_with("private/") => FileKind::Private,
        _ => FileKind::Record,
    })
}

/// Splits `content/2019/gangdong/plan.yaml` into the dossier's folder and the path below it.
/// A dossier is exactly `content/<year>/<name>`, so that no folder inside one is taken for another.
fn split_dossier(path: &str) -> Option<(&str, &str)> {
    let steps: Vec<&str> = path.split('/').collect();
    let ["content", year, name, rest @ ..] = steps.as_slice() else { return None };
    if [*year, *name].iter().any(|s| ["private", "documents", "attachments", "figures"].contains(s)) {
        return None;
    }
    let known = match rest {
        ["plan.yaml" | "review.yaml" | "grant.yaml" | "withheld.yaml"] => true,
        ["documents", file] => file.ends_with(".md"),
        ["private", file] => file.ends_with(".yaml"),
        _ => false,
    };
    let at = "content//".len() + year.len() + name.len();
    known.then(|| (&path[..at], &path[at + 1..]))
}

fn stray(path: &str) -> Diag {
    Diag::error(
        gian_source::UNKNOWN_FILE,
        Place::bytes(path, 0..0),
        text!("`{}`은(는) 건의 파일이 아닙니다", "`{}` is not a file of a dossier"; path),
    )
    .help(text!(
        "`content/연도/이름/` 아래에 `plan.yaml`, `review.yaml`, `grant.yaml`, `withheld.yaml`, `documents/*.md`, `private/*.yaml`로 두십시오",
        "put it below `content/YEAR/NAME/` as `plan.yaml`, `review.yaml`, `grant.yaml`, `withheld.yaml`, `documents/*.md` or `private/*.yaml`"
    ))
}

/// Reads one file as a type. All structure problems are reported; then there is no value.
fn read<T: DeserializeOwned>(sources: &Sources, path: &str, kind: FileKind, diags: &mut Vec<Diag>) -> Option<T> {
    let tree = sources.get(path)?.tree.as_ref()?;
    let json = tree.to_json();
    let before = diags.len();
    for error in validator(kind).iter_errors(&json) {
        describe(path, kind, tree, &error, diags);
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

fn validator(kind: FileKind) -> &'static Validator {
    static VALIDATORS: LazyLock<Vec<Validator>> = LazyLock::new(|| {
        FileKind::ALL
            .iter()
            .map(|kind| {
                jsonschema::options()
                    .should_validate_formats(true)
                    .with_format("clock", |text: &str| Clock::parse(text).is_some())
                    .with_format("day-or-month", |text: &str| When::parse(text).is_some())
                    .build(kind.schema())
                    .expect("the schemas come from the types")
            })
            .collect()
    });
    let at = FileKind::ALL.iter().position(|k| *k == kind).expect("ALL holds every kind");
    &VALIDATORS[at]
}

fn describe(path: &str, kind: FileKind, tree: &Node, error: &ValidationError<'_>, diags: &mut Vec<Diag>) {
    let route = Route::parse(error.instance_path().as_str()).expect("a path of JSON is a pointer");
    let found = error.instance();
    let here = Place::value(path, route.clone());
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            for key in unexpected {
                diags.push(unknown_key(path, kind, &route, key, error));
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
                // The only place of two types is an amount.
                TypeKind::Multiple(_) => String::from("integer"),
            };
            diags.push(wrong_type(here, &wanted, found));
        }
        ValidationErrorKind::Enum { options } => diags.push(bad_word(here, options, found)),
        ValidationErrorKind::Format { format } => diags.push(bad_format(here, format, found)),
        // An amount is a number; only a mark around it is text.
        ValidationErrorKind::Pattern { .. } if is_amount(kind, error) => {
            diags.push(wrong_type(here, "integer", found));
        }
        ValidationErrorKind::Pattern { .. } => {
            let word = found.as_str().unwrap_or_default();
            let diag = Diag::error(
                "bad-form",
                here,
                text!("`{}`은(는) 이 자리의 꼴에 맞지 않습니다", "`{}` does not have the form that belongs here"; word),
            );
            // What the key means says its form, in the words of the schema.
            diags.push(match description(kind, error) {
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

fn unknown_key(path: &str, kind: FileKind, route: &Route, key: &str, error: &ValidationError<'_>) -> Diag {
    let known = known_keys(kind, error);
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

/// Keys that the schema knows at the place of an unknown one.
fn known_keys(kind: FileKind, error: &ValidationError<'_>) -> Vec<String> {
    // The path ends in `…/additionalProperties`; its neighbour `properties` has the names.
    let location = error.evaluation_path().as_str().to_owned();
    let schema = kind.schema();
    resolve(schema, location.trim_end_matches("/additionalProperties"))
        .and_then(|s| s.get("properties"))
        .and_then(Value::as_object)
        .map(|keys| keys.keys().cloned().collect())
        .unwrap_or_default()
}

/// Whether an error is about an amount that may be withheld.
fn is_amount(kind: FileKind, error: &ValidationError<'_>) -> bool {
    let location = error.evaluation_path().as_str().to_owned();
    let parent = location.rsplit_once('/').map_or("", |(parent, _)| parent);
    resolve(kind.schema(), parent).and_then(|s| s.get(HOW)).and_then(Value::as_str) == Some("whole")
}

/// What the schema says of the value at the place of an error.
fn description(kind: FileKind, error: &ValidationError<'_>) -> Option<String> {
    let location = error.evaluation_path().as_str().to_owned();
    let (parent, _) = location.rsplit_once('/')?;
    Some(resolve(kind.schema(), parent)?.get("description")?.as_str()?.to_owned())
}

/// Follows a schema path, in which `$ref` stands for the definition it names.
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

/// The known word nearest to one that is not known, if it is near enough.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // A word that holds a known one whole is nearer to it than any likeness of letters.
    let known: Vec<&str> = known.collect();
    if let Some(part) = known.iter().find(|k| k.chars().count() > 1 && word.ends_with(**k)) {
        return Some(part);
    }
    known
        .into_iter()
        .map(|k| (strsim::normalized_levenshtein(word, k), k))
        .filter(|(score, _)| *score >= 0.34)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, k)| k)
}

fn wrong_type(here: Place, wanted: &str, found: &Value) -> Diag {
    let (ko, en) = match wanted {
        "string" => ("글자가", "text"),
        "integer" => ("정수가", "a whole number"),
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

/// The number that a person means by `1,090천원`, in the unit itself.
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

/// Whether the mapping at a route has an entry with this key (then it has no value).
fn entry(tree: &Node, route: &Route, key: &str) -> bool {
    let found = tree.at(route).map(|node| &node.kind);
    matches!(found, Some(Kind::Map(entries)) if entries.iter().any(|e| e.key == key))
}
