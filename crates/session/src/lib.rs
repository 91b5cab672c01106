//! A loaded and checked workspace; nothing is typeset here.
//!
//! 1. [`load`] reads the folder.
//! 2. [`examine`] reads the files into the model, runs the rules, and composes every document once, so that mistakes of
//!    authors are found before typesetting.
//!
//! This crate can name the model and the rules, while the crates below show in their documentation that they cannot:
//!
//! ```
//! let _: Option<gian_model::Dossier> = None;
//! let _: Option<gian_check::Rule> = None;
//! ```

pub mod attachment_scan;
mod builtin;
pub mod public_facts;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use attachment_scan::OpenWords;
use builtin::builtin_templates;
use gian_check::composed::Paper;
use gian_check::policy::{Levels, Policy};
use gian_check::{Meter, Run, Scope, Unmeasured, prose};
use gian_compose::front::Fronts;
use gian_compose::{Composer, Read};
use gian_diagnostics::{Diag, Place, Route, Severity, Text, text};
use gian_disclose::project;
use gian_document::{Document, Orientation};
use gian_fonts::{self, Coverage};
use gian_kinds::{Kind, Kinds};
use gian_media::hwpx;
use gian_model::{Dossier, Record, Workspace, keys};
use gian_report::render::sort;
use gian_source::progress::{Unwatched, Watch};
use gian_source::{LoadError, Sources, progress};
use gian_theme::frame;
use gian_theme::themes::{Theme, Themes};
use gian_view::rules::Rule;
use gian_view::{Edition, View};
use gian_vocabulary::values::Disclosure;
use rayon::prelude::*;

/// A workspace that was loaded and checked.
pub struct Session {
    /// Folder of the workspace.
    pub root: PathBuf,
    /// Every file that was read, with its YAML trees.
    pub sources: Sources,
    /// Problems of loading, reading and checking.
    pub diags: Vec<Diag>,
    /// What could be read; `None` when `gian.yaml` could not.
    pub workspace: Option<Workspace>,
    /// Kinds of documents, those of the office before the builtin ones.
    pub kinds: Kinds,
    /// House themes of the office by day; `None` where they could not be read.
    pub themes: Option<Themes>,
    /// Font files for typesetting and for the check of characters, as bytes.
    pub fonts: Vec<Cow<'static, [u8]>>,
    /// Files that are skipped, because an earlier run was stopped at them.
    pub stopped: BTreeSet<String>,
}

impl Session {
    /// Problems that block the build of everything else. A stopped document blocks only itself, and a stopped file of
    /// facts only its dossier.
    pub fn blocking(&self) -> impl Iterator<Item = &Diag> {
        self.diags.iter().filter(|d| d.code != progress::CODE || !d.place.file.starts_with("content/"))
    }

    /// The documents to build, as dossier and index.
    pub fn documents(&self) -> Vec<(&Dossier, usize)> {
        self.workspace.as_ref().map_or_else(Vec::new, |workspace| documents(workspace, &self.stopped))
    }
}

/// Loads, reads and checks a workspace without reporting progress.
///
/// # Errors
/// The folder is not a workspace.
pub fn prepare(root: &Path) -> Result<Session, LoadError> {
    prepare_watched(root, &Unwatched, &Unmeasured)
}

/// Loads, reads and checks a workspace.
///
/// # Errors
/// The folder is not a workspace.
pub fn prepare_watched(root: &Path, watch: &dyn Watch, meter: &dyn Meter) -> Result<Session, LoadError> {
    let (sources, diags) = load(root, watch)?;
    Ok(examine(root, sources, diags, watch, meter))
}

/// Loads the files of a workspace, with the problems of those that cannot be read.
///
/// # Errors
/// The folder is not a workspace.
pub fn load(root: &Path, watch: &dyn Watch) -> Result<(Sources, Vec<Diag>), LoadError> {
    let settled = |sources: &Sources| watch.limits(gian_model::read::limits(sources).unwrap_or_default());
    gian_source::load(root, watch, &settled)
}

/// Reads and checks loaded sources; `diags` are the problems of loading.
pub fn examine(
    root: &Path,
    mut sources: Sources,
    mut diags: Vec<Diag>,
    watch: &dyn Watch,
    meter: &dyn Meter,
) -> Session {
    let limits = gian_model::read::limits(&sources).unwrap_or_default();
    for (name, stop) in watch.stopped() {
        if let Some(path) = progress::read_by(name) {
            diags.push(stop.diag(Place::bytes(path, 0..0), limits));
        }
    }
    for (path, source) in builtin_templates() {
        let path = format!("templates/{path}");
        if sources.get(&path).is_none() {
            sources.show(&path, source);
        }
    }
    let kinds = Kinds::load(&sources.templates).unwrap_or_else(|found| {
        diags.extend(found);
        Kinds::load(&BTreeMap::new()).expect("the builtin kinds can be read")
    });
    let fronts = Fronts::load(&sources.templates).unwrap_or_else(|diag| {
        diags.push(diag);
        Fronts::load(&BTreeMap::new()).expect("the builtin fronts can be read")
    });
    diags.extend(frame::check(&sources.templates));
    let workspace = gian_model::read::workspace(&sources, watch, &mut diags);
    // Skip the check of the publication log if anything failed to load: unloaded documents would be reported as
    // vanished.
    let all_read = diags.iter().all(|d| d.severity != Severity::Error);
    let mut fonts = gian_fonts::builtin();
    let mut chosen = None;
    let stopped: BTreeSet<String> = watch.stopped().keys().cloned().collect();
    if let Some(workspace) = &workspace {
        for (path, stop) in watch.stopped().iter().filter(|(name, _)| progress::read_by(name).is_none()) {
            let is_document = workspace.dossiers.iter().flat_map(|d| &d.documents).any(|d| d.path == *path);
            let place = if is_document { Place::value(path, Route::of(keys::TITLE)) } else { Place::bytes(path, 0..0) };
            diags.push(stop.diag(place, limits));
        }
        gian_archive::site_theme::check(&workspace.settings, &sources.templates, &mut diags);
        match Themes::find(&workspace.settings.profile, &sources.templates) {
            Ok(themes) => {
                add_fonts(root, &themes, &mut fonts, &mut diags);
                diags.extend(themes.iter().flat_map(|theme| theme.missing_fonts(&fonts)));
                each_day_has_a_profile(workspace, &themes, &mut diags);
                chosen = Some(themes);
            }
            Err(found) => diags.extend(found),
        }
        let coverage = Coverage::new(&fonts);
        let sorted = gian_check::secrets::sort(&sources, workspace, watch);
        let levels = levels(chosen.as_ref());
        let mut policy = Policy::new(&sources, workspace, &levels, &mut diags);
        let prose = prose::collect(&sources, workspace, &kinds);
        let scope = Scope {
            sources: &sources,
            workspace,
            kinds: &kinds,
            fronts: &fronts,
            coverage: &coverage,
            sorted: &sorted,
            watch,
            prose: &prose,
            meter,
        };
        let found = gian_check::check(&scope, |rule| policy.speaks(rule));
        diags.extend(policy.apply(found));
        let words = OpenWords::default();
        attachment_scan::attachments(&sources, workspace, &sorted, &words, watch, &mut diags);
        attachment_scan::pictures(&sources, workspace, &sorted, &words, watch, &mut diags);
        if all_read {
            let clean = attachment_scan::cleanness(&sources, &sorted, workspace, &words);
            gian_publication_log::check::check(workspace, &sources.versions, &clean, &mut diags);
        }
        if diags.iter().all(|d| d.severity != Severity::Error || d.code == progress::CODE) {
            let found = rehearse(&kinds, chosen.as_ref(), &sources, workspace, &coverage, watch);
            diags.extend(policy.apply(found));
            diags.extend(policy.unused(|_| true));
        } else {
            diags.extend(policy.unused(|rule| rule.runs.iter().all(|run| !matches!(run, Run::Composed(_)))));
        }
    }
    sort(&sources, &mut diags);
    Session { root: root.to_owned(), sources, diags, workspace, kinds, themes: chosen, fonts, stopped }
}

/// Loads and reads a workspace without checking it, for a comparison: the state need not be correct. Problems of
/// reading are in `diags`.
///
/// # Errors
/// The folder is not a workspace.
pub fn read(root: &Path, watch: &dyn Watch) -> Result<Session, LoadError> {
    let (sources, mut diags) = gian_source::load(root, watch, &|_| {})?;
    let workspace = gian_model::read::workspace(&sources, watch, &mut diags);
    let mut fonts = gian_fonts::builtin();
    let found = workspace.as_ref().map(|w| Themes::find(&w.settings.profile, &sources.templates));
    let themes = match found {
        Some(Err(found)) => {
            diags.extend(found);
            None
        }
        Some(Ok(themes)) => {
            add_fonts(root, &themes, &mut fonts, &mut diags);
            Some(themes)
        }
        None => None,
    };
    let kinds = Kinds::load(&sources.templates).unwrap_or_else(|found| {
        diags.extend(found);
        Kinds::default()
    });
    sort(&sources, &mut diags);
    let stopped = watch.stopped().keys().cloned().collect();
    Ok(Session { root: root.to_owned(), sources, diags, workspace, kinds, themes, fonts, stopped })
}

/// Levels that the versions of the house profile set for rules.
fn levels(themes: Option<&Themes>) -> Vec<Levels> {
    let of = |p: &Theme| Levels {
        path: format!("templates/{}", p.path),
        from: p.valid_from,
        to: p.valid_to,
        rules: p.rules.clone(),
    };
    themes.map_or_else(Vec::new, |all| all.iter().map(of).collect())
}

/// Words that are public in every tree: those of the program, and its output for the facts of documents with a page.
pub fn open_words(session: &Session) -> OpenWords {
    let mut composed = String::new();
    if let (Some(workspace), Ok(composer)) =
        (&session.workspace, Composer::new(&session.kinds, &session.sources.templates))
    {
        for (dossier, index) in session.documents() {
            let view = project(workspace, &session.kinds, dossier, index, Edition::Public);
            let path = &dossier.documents[index].path;
            if let Some(Ok(document)) = view.map(|v| composer.compose(&v, path)) {
                composed.push_str(&gian_emit::text::emit(&document));
            }
        }
    }
    OpenWords { composed }
}

/// Composes every document in every edition, so that problems in the output of templates and bodies are found before
/// typesetting.
fn rehearse(
    kinds: &Kinds,
    themes: Option<&Themes>,
    sources: &Sources,
    workspace: &Workspace,
    coverage: &Coverage<'_>,
    watch: &dyn Watch,
) -> Vec<Diag> {
    let composer = match progress::step(watch, TEMPLATES, || Composer::new(kinds, &sources.templates)) {
        Some(Ok(composer)) => composer,
        Some(Err(diag)) => return vec![diag],
        None => return Vec::new(),
    };
    let contacts = gian_check::secrets::contacts(workspace);
    let register = gian_publication_log::index(workspace);
    let one = |(dossier, index): &(&Dossier, usize)| {
        let file = &dossier.documents[*index];
        let mut diags = Vec::new();
        let work = || {
            // If no document of the dossier discloses anything, the rules have already checked every value.
            let opens = |r: &Record| !r.changes.is_empty() || r.decisions.iter().any(|d| d.class == Disclosure::Open);
            let looked_at = !Rule::one_is_off() && dossier.documents.iter().any(|d| opens(&d.record));
            let held = match looked_at {
                true => gian_check::secrets::held_by(sources, workspace, dossier, &file.record),
                false => Vec::new(),
            };
            let mut read = Read::default();
            for edition in Edition::ALL {
                let Some(view) = project(workspace, kinds, dossier, *index, edition) else { continue };
                match composer.compose_after(&view, &file.path, &mut read) {
                    Ok(document) => {
                        gian_check::check_composed(
                            file,
                            &view,
                            &document,
                            &gian_check::composed::Scope {
                                dossier,
                                coverage,
                                open_sources: workspace.settings.open_sources,
                                contacts: &contacts,
                                held: &held,
                                paper: themes.and_then(|p| Some(paper(p.on(view.record.date)?, composer.kind(&view)?))),
                            },
                            &mut diags,
                        );
                        if let Some(index) = register.as_ref().filter(|_| edition == Edition::Public) {
                            let now = public(sources, dossier, &view, &document);
                            let id = &view.record.id;
                            diags.extend(gian_publication_log::check::unregistered(index, &file.path, id, &now));
                        }
                    }
                    Err(found) => diags.extend(found),
                }
            }
        };
        progress::step(watch, &file.path, work);
        diags
    };
    let all = documents(workspace, &watch.stopped().keys().cloned().collect());
    let compose = || all.par_iter().flat_map_iter(one).collect();
    if watch.alone() {
        // A thread with the same stack size as the workers, so that a stack overflow occurs here too.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread can be started");
        return pool.install(compose);
    }
    compose()
}

/// Public content of a document, as recorded in the publication log.
fn public(sources: &Sources, dossier: &Dossier, view: &View, document: &Document) -> gian_publication_log::Public {
    let hash = |file: &String| {
        let attached = sources.attachments.get(&format!("{}/attachments/{file}", dossier.folder))?;
        let bytes = hwpx::public(file, gian_source::load_attachment(attached).ok()?).ok()?;
        Some((file.clone(), gian_publication_log::hash(&bytes)))
    };
    let files: Vec<(String, String)> = view.record.files().filter_map(hash).collect();
    gian_publication_log::text(view, document, &files)
}

/// Public content of every document with a page, by id.
///
/// # Errors
/// A template or body fails.
pub fn published(session: &Session) -> Result<BTreeMap<String, gian_publication_log::Public>, Vec<Diag>> {
    let workspace = session.workspace.as_ref().expect("a workspace without errors was read");
    let composer = Composer::new(&session.kinds, &session.sources.templates).map_err(|d| vec![d])?;
    let mut all = BTreeMap::new();
    for (dossier, index) in session.documents() {
        let Some(view) = project(workspace, &session.kinds, dossier, index, Edition::Public) else { continue };
        let document = composer.compose(&view, &dossier.documents[index].path)?;
        let now = public(&session.sources, dossier, &view, &document);
        all.insert(view.record.id.clone(), now);
    }
    Ok(all)
}

/// Line lengths of a document in a profile.
fn paper(profile: &Theme, kind: &Kind) -> Paper {
    let long = |paper: f64| (paper - profile.margin.left - profile.margin.right) * 72.0 / 25.4;
    let first = match kind.file.orientation {
        gian_kinds::Orientation::Portrait => Orientation::Portrait,
        gian_kinds::Orientation::Landscape => Orientation::Landscape,
    };
    Paper { portrait: long(210.0), landscape: long(297.0), first }
}

/// Name of the progress step that reads all templates, which belong to no document.
pub const TEMPLATES: &str = "templates/";

/// All documents except skipped ones and those whose facts are skipped.
pub fn documents<'a>(workspace: &'a Workspace, stopped: &BTreeSet<String>) -> Vec<(&'a Dossier, usize)> {
    let left = |dossier: &Dossier, index: usize| {
        let folder = format!("{}/", dossier.folder);
        stopped.contains(&dossier.documents[index].path)
            || stopped.iter().any(|s| s.strip_prefix(&folder).is_some_and(|inside| !inside.starts_with("documents/")))
    };
    let all = workspace.dossiers.iter().flat_map(|d| (0..d.documents.len()).map(move |i| (d, i)));
    all.filter(|(dossier, index)| !left(dossier, *index)).collect()
}

/// No profile of the office holds on the day of the document.
fn each_day_has_a_profile(workspace: &Workspace, themes: &Themes, diags: &mut Vec<Diag>) {
    for document in workspace.dossiers.iter().flat_map(|d| &d.documents) {
        let day = document.record.date();
        // Documents made elsewhere are not typeset.
        if document.record.is_received() || themes.on(day).is_some() {
            continue;
        }
        let key = if document.record.approved_on.is_some() {
            Route::of(keys::APPROVED_ON)
        } else {
            Route::of(keys::DRAFTED_ON)
        };
        let name = &workspace.settings.profile;
        let written = gian_korean::date::full(day.0);
        diags.push(
            Diag::error(
                gian_theme::themes::UNKNOWN_PROFILE,
                Place::value(&document.path, key),
                text!("{written}에 쓰는 `{name}` 프로필이 없습니다", "no profile `{name}` holds on {written}"),
            )
            .help(text!(
                "`templates/profiles/`에 이날을 담는 프로필을 더하십시오 (`시작일`, `종료일`)",
                "add a profile to `templates/profiles/` whose 시작일 and 종료일 hold this day"
            )),
        );
    }
}

fn add_fonts(root: &Path, themes: &Themes, fonts: &mut Vec<Cow<'static, [u8]>>, diags: &mut Vec<Diag>) {
    for folder in themes.iter().filter_map(|p| p.font_folder.as_ref()).collect::<BTreeSet<_>>() {
        add_folder(root, folder, fonts, diags);
    }
}

fn add_folder(root: &Path, folder: &str, fonts: &mut Vec<Cow<'static, [u8]>>, diags: &mut Vec<Diag>) {
    match gian_source::load_fonts(root, folder) {
        Ok(files) => fonts.extend(files.into_iter().map(Cow::Owned)),
        Err(why) => diags.push(
            Diag::error(
                "font-folder",
                Place::value("gian.yaml", Route::of(keys::PROFILE)),
                Text {
                    ko: format!("프로필의 글꼴 폴더 `{folder}`을(를) 읽을 수 없습니다: {}", why.ko),
                    en: format!("the font folder `{folder}` of the profile cannot be read: {}", why.en),
                },
            )
            .help(text!(
                "작업공간 안에 폴더를 두거나 프로필의 `글꼴폴더`를 지우십시오",
                "put the folder into the workspace, or remove 글꼴폴더 from the profile"
            )),
        ),
    }
}
