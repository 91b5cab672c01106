//! From trees to structs. A file is checked against its schema first, and all structure problems are reported at once.

use std::collections::{BTreeMap, BTreeSet};

use gian_diagnostics::{Diag, Limits, Place, Route, text};
use gian_media::picture::{Picture, Unfit};
use gian_source::Sources;
use gian_source::progress::{Watch, reading, step};
use serde::de::DeserializeOwned;

use super::schema::FileKind;
use super::{DocumentFile, Dossier, PrivateFile, Record, Settings, WithheldFile, Workspace};

/// Path of the publication log.
pub const REGISTER: &str = "register.yaml";

/// The limits that `gian.yaml` sets, if it can be read.
pub fn limits(sources: &Sources) -> Option<Limits> {
    settings(sources, &mut Vec::new()).map(|settings| settings.limits)
}

/// The settings (`gian.yaml`); `None` if it cannot be read.
pub fn settings(sources: &Sources, diags: &mut Vec<Diag>) -> Option<Settings> {
    read(sources, "gian.yaml", FileKind::Settings, diags)
}

/// Reads the whole workspace. A dossier with a structure error is left out, so that content rules do not report
/// follow-up problems. `None` if `gian.yaml` itself cannot be read.
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
            meetings: None,
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
            "meetings.yaml" => dossier.meetings = read(sources, path, FileKind::Meetings, diags),
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

/// The pictures of a dossier by file name.
fn pictures(sources: &Sources, folder: &str) -> BTreeMap<String, Result<Picture, Unfit>> {
    let inside = format!("{folder}/figures/");
    let all = sources.pictures_below(folder).filter_map(|(path, p)| Some((path.strip_prefix(&inside)?, p)));
    all.map(|(name, picture)| (name.to_owned(), picture.clone())).collect()
}

/// The kind of source file that belongs at a path.
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
        "meetings.yaml" => FileKind::Meetings,
        "withheld.yaml" => FileKind::Withheld,
        _ if rest.starts_with("private/") => FileKind::Private,
        _ => FileKind::Record,
    })
}

/// Whether a file is below `private/` of a dossier, also one that cannot be read.
pub fn is_private(path: &str) -> bool {
    path.starts_with("content/") && path.split('/').nth(3) == Some("private")
}

/// Splits `content/2019/gangdong/plan.yaml` into the folder of the dossier and the path below it. A dossier is exactly
/// `content/<year>/<name>`, so that a nested folder is not mistaken for one.
fn split_dossier(path: &str) -> Option<(&str, &str)> {
    let steps: Vec<&str> = path.split('/').collect();
    let ["content", year, name, rest @ ..] = steps.as_slice() else { return None };
    if [*year, *name].iter().any(|s| ["private", "documents", "attachments", "figures"].contains(s)) {
        return None;
    }
    let known = match rest {
        ["plan.yaml" | "review.yaml" | "grant.yaml" | "meetings.yaml" | "withheld.yaml"] => true,
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
        "`content/연도/이름/` 아래에 `plan.yaml`, `review.yaml`, `grant.yaml`, `meetings.yaml`, `withheld.yaml`, `documents/*.md`, `private/*.yaml`로 두십시오",
        "put it below `content/YEAR/NAME/` as `plan.yaml`, `review.yaml`, `grant.yaml`, `meetings.yaml`, `withheld.yaml`, `documents/*.md` or `private/*.yaml`"
    ))
}

/// Reads one file as a type. Reports all structure problems; returns a value only if there are none.
fn read<T: DeserializeOwned>(sources: &Sources, path: &str, kind: FileKind, diags: &mut Vec<Diag>) -> Option<T> {
    let file = sources.get(path)?;
    kind.schema().read(path, &file.text, file.tree.as_ref()?, diags)
}
