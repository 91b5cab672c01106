//! Plants a distinct value in every private place of a workspace, found by the schema.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use gian_model::read::kind_of;
use gian_model::schema::{FileKind, each_value};
use gian_model::withheld::HOW;
use gian_source::Sources;
use gian_source::progress::Unwatched;
use gian_source::yaml::Kind;

/// The sources of a workspace.
pub(super) fn load(root: &Path) -> Sources {
    gian_source::load(root, &Unwatched, &|_| {}).expect("the workspace has a gian.yaml").0
}

/// Variant of the planted values: the two differ in length, alphabet and order.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Variant {
    /// Rare syllables, which occur in no ordinary text.
    Rare,
    /// Longer, in other letters, in the opposite order.
    Other,
}

/// A planted value with its place.
pub(super) struct Planted {
    pub value: String,
    pub place: String,
}

/// A simple pseudorandom number generator: the same seed gives the same dossier everywhere.
pub(super) struct Dice(pub u64);

impl Dice {
    /// A number below `n`.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// Plants in every private place below `root`; with `dice`, in about half of those that need a mark.
pub(super) fn plant(root: &Path, variant: Variant, mut dice: Option<Dice>) -> Vec<Planted> {
    let sources = load(root);
    let mut planted = Vec::new();
    for (path, file) in sources.iter() {
        let Some(kind) = kind_of(path).filter(|k| *k != FileKind::Settings) else { continue };
        if path.contains("/opened/") {
            continue;
        }
        let tree = file.tree.as_ref().expect("the proof workspace is well-formed");
        let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
        let whole_file =
            ["closed", "nameless", "draft", "withdrawn"].iter().any(|n| path.ends_with(&format!("{n}.md")));
        let draft = path.ends_with("draft.md");
        // What the lists of a meeting call a person, so that speakers keep their names.
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        each_value(kind, tree, &mut |route, node, shape| {
            let schema = shape.schema;
            let Kind::Scalar { text, .. } = &node.kind else { return };
            let route = route.as_str();
            // The name by which minutes refer to their meeting, in two files.
            if (kind == FileKind::Meetings && route.ends_with("/이름"))
                || (kind == FileKind::Record && route == "/회의")
            {
                return;
            }
            if kind == FileKind::Meetings && (route.ends_with("/발언자") || route.contains("/확인자/")) {
                if let Some(name) = names.get(text) {
                    edits.push((node.span.clone(), serde_json::to_string(name).expect("text is JSON")));
                }
                return;
            }
            let value = |planted: &mut Vec<Planted>| {
                let value = word(variant, planted.len());
                planted.push(Planted { value: value.clone(), place: format!("{path}{route}") });
                value
            };
            let new = match schema[HOW].as_str() {
                Some("always") => value(&mut planted),
                // Reasons of decisions are for the office only; none of their words are public.
                None if (kind == FileKind::Withheld
                    || (route.starts_with("/공개결정/") && !route.ends_with("/대상")))
                    && is_prose(schema) =>
                {
                    value(&mut planted)
                }
                Some("whole") => {
                    let won = amount(variant, route);
                    planted.push(Planted { value: grouped(won), place: format!("{path}{route}") });
                    format!("[{won}](비공개:7)")
                }
                Some("marks") if is_withheld_person(route) => value(&mut planted),
                // This dossier has no public content, so nothing in it needs a mark.
                Some("marks") if path.contains("/inside/") && kind != FileKind::Record => {
                    format!("{text} {}", value(&mut planted))
                }
                Some("marks") if whole_file && (draft || route != "/제목") => {
                    format!("{text} {}", value(&mut planted))
                }
                // A value that is a single mark stays one.
                Some("marks") if gian_model::withheld::whole_mark(text).is_some() => {
                    format!("[{}](비공개:5)", value(&mut planted))
                }
                Some("marks") => {
                    // Without random numbers every place is marked, with them about half.
                    if dice.as_mut().is_some_and(|d| d.below(2) == 0) {
                        return;
                    }
                    let ground = ground(path, &mut dice);
                    let mark = format!("[{}](비공개:{ground})", value(&mut planted));
                    match dice.as_mut().map_or(0, |d| d.below(3)) {
                        0 if text.starts_with("- ") => format!("{text}\n- 덧붙임 {mark}"),
                        0 | 1 => format!("{text} {mark}"),
                        _ if text.starts_with("- ") => format!("- {mark}의 말\n{text}"),
                        _ => format!("{mark} {text}"),
                    }
                }
                _ => return,
            };
            if kind == FileKind::Meetings && route.ends_with("/성명") {
                names.insert(text.clone(), new.clone());
            }
            edits.push((node.span.clone(), serde_json::to_string(&new).expect("text is JSON")));
        });
        let mut text = file.text.clone();
        if file.body.is_some() && kind == FileKind::Record {
            let value = word(variant, planted.len());
            planted.push(Planted { value: value.clone(), place: format!("{path} body") });
            let mark = if whole_file { value } else { format!("[{value}](비공개:6)") };
            // A body rendered by a template stays empty.
            let own = file.body.is_some_and(|at| !file.text[at..].trim().is_empty());
            if own {
                text.push_str(&format!("\n- 끝에 덧붙인 말 {mark}\n"));
            } else {
                planted.pop();
            }
        }
        edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
        for (span, new) in edits {
            text.replace_range(span, &new);
        }
        fs::write(root.join(path), text).expect("the copy can be written");
    }
    files(root, variant, &mut planted);
    planted
}

/// Contents and names of withheld files, and names of folders, which are not part of an address.
fn files(root: &Path, variant: Variant, planted: &mut Vec<Planted>) {
    let dossiers: Vec<PathBuf> = fs::read_dir(root.join("content/2024"))
        .expect("the proof workspace has dossiers")
        .map(|e| e.expect("it can be listed").path())
        .filter(|p| p.join("attachments").is_dir())
        .collect();
    for dossier in dossiers {
        for (name, document) in [("whole.csv", "result"), ("part.csv", "result"), ("original.csv", "received")] {
            let content = word(variant, planted.len());
            planted.push(Planted { value: content.clone(), place: format!("{name} content") });
            let file_name = word(variant, planted.len());
            planted.push(Planted { value: file_name.clone(), place: format!("{name} name") });
            let new = format!("{file_name}-{name}");
            fs::remove_file(dossier.join("attachments").join(name)).expect("it is there");
            fs::write(dossier.join("attachments").join(&new), format!("성명\n{content}\n")).expect("it can be written");
            let record = dossier.join(format!("documents/{document}.md"));
            let text = fs::read_to_string(&record)
                .expect("it is there")
                .replace(&format!("파일: {name}"), &format!("파일: {new}"));
            fs::write(record, text).expect("it can be written");
        }
        let folder = word(variant, planted.len());
        planted.push(Planted { value: folder.clone(), place: "name of the dossier".to_owned() });
        let name = dossier.file_name().and_then(|n| n.to_str()).expect("names are text").to_owned();
        fs::rename(&dossier, dossier.with_file_name(format!("{name}-{folder}"))).expect("it can be renamed");
    }
}

/// Every place of the schema that can be withheld, and those of them that the workspace fills.
pub(super) fn places(root: &Path) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut known = BTreeSet::new();
    for kind in FileKind::ALL {
        let schema = kind.schema().as_json();
        collect(schema, schema, kind.name(), &mut known);
    }
    let sources = load(root);
    let mut filled = BTreeSet::new();
    for (path, file) in sources.iter() {
        let (Some(kind), Some(tree)) = (kind_of(path), &file.tree) else { continue };
        each_value(kind, tree, &mut |route, _, shape| {
            if shape.how.is_some() {
                let keyed = kind == FileKind::Private;
                let steps: Vec<&str> = route
                    .as_str()
                    .split('/')
                    .map(|s| if keyed && !s.is_empty() || s.parse::<usize>().is_ok() { "*" } else { s })
                    .collect();
                filled.insert(format!("{}{}", kind.name(), steps.join("/")));
            }
        });
    }
    (known, filled)
}

fn collect(root: &serde_json::Value, schema: &serde_json::Value, at: &str, known: &mut BTreeSet<String>) {
    if let Some(reference) = schema.get("$ref").and_then(|r| r.as_str()) {
        let target = root.pointer(reference.trim_start_matches('#')).expect("the schema is whole");
        return collect(root, target, at, known);
    }
    if schema.get(HOW).is_some() {
        known.insert(at.to_owned());
    }
    for (key, below) in schema.get("properties").and_then(|p| p.as_object()).into_iter().flatten() {
        collect(root, below, &format!("{at}/{key}"), known);
    }
    for key in ["items", "additionalProperties"] {
        if let Some(below) = schema.get(key).filter(|b| b.is_object()) {
            collect(root, below, &format!("{at}/*"), known);
        }
    }
}

fn word(variant: Variant, n: usize) -> String {
    match variant {
        Variant::Rare => format!("뷁쀍{n}"),
        Variant::Other => format!("Ωmega가나다라 {}", 9_999 - n),
    }
}

/// Consistent amounts: 단가 of the two items, 금액 and 합계.
fn amount(variant: Variant, route: &str) -> i64 {
    let (first, second) = match variant {
        Variant::Rare => (7_771_000, 5_553_000),
        Variant::Other => (31_000, 17_500),
    };
    match route {
        "/비용/항목/0/단가" => first,
        "/비용/항목/0/금액" => first * 2,
        "/비용/항목/1/단가" | "/비용/항목/1/금액" => second,
        _ => first * 2 + second,
    }
}

fn grouped(won: i64) -> String {
    gian_korean::amount::grouped(won)
}

fn ground(path: &str, dice: &mut Option<Dice>) -> u8 {
    let all: &[u8] = match path {
        p if p.ends_with("closed.md") || p.ends_with("nameless.md") => &[5],
        p if p.ends_with("draft.md") || p.ends_with("withdrawn.md") => &[6],
        _ => &[6, 5, 7],
    };
    all[dice.as_mut().map_or(0, |d| d.below(all.len() as u64)) as usize]
}

fn is_prose(schema: &serde_json::Value) -> bool {
    schema["type"] == "string" && ["format", "enum", "pattern"].iter().all(|k| schema.get(k).is_none())
}

fn is_withheld_person(route: &str) -> bool {
    const PEOPLE: [&str; 7] = [
        "/회차/0/참석/0/명단/0/",
        "/회차/0/참석/0/명단/1/",
        "/출장/출장자/0/",
        "/검수/입회자/0/",
        "/회의/0/참석/0/명단/0/",
        "/회의/0/참석/0/명단/1/",
        "/회의/0/작성자/",
    ];
    PEOPLE.iter().any(|person| route.starts_with(person))
}
