//! The order of the steps; read this first.
//!
//! [`prepare`] loads and checks; [`build`] carries every document through project → compose →
//! emit → typeset → archive, several at a time, and writes each file as soon as it is made.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::archive::entry::Role;
use crate::archive::facts::{self, Facts, Told};
use crate::archive::heads::Heads;
use crate::archive::search::Indexes;
use crate::archive::{self, Entry, Fault, File, Frame, Page, Site, basis, dossiers};
use crate::audit::{self, OpenWords};
use crate::check::composed::Paper;
use crate::check::policy::{Levels, Policy};
use crate::check::{self, Meter, Run, Scope, Unmeasured, prose};
use crate::compose::kinds::{Kind, Kinds};
use crate::compose::{self, Composer, Read};
use crate::diagnostics::render::sort;
use crate::diagnostics::{Diag, Place, Severity, Text};
use crate::disclose::register::{self, Row};
use crate::disclose::rules::Rule;
use crate::disclose::{self, Edition, View, project, tokens};
use crate::document::{Document, Image, Orientation};
use crate::emit;
use crate::emit::pages::Pages;
use crate::hwpx;
use crate::ledger;
use crate::model::values::Disclosure;
use crate::model::{self, Dossier, Record, Settings, Workspace};
use crate::output::{Stage, Written};
use crate::picture;
use crate::source::{self, LoadError, Sources};
use crate::text;
use crate::typeset::fonts::{self, Coverage};
use crate::typeset::profile::{self, Profile, Profiles};
use crate::typeset::shell::{self, Shells};
use crate::typeset::{Engine, Failure, Job, Pdf};
use crate::watch::{self, Unwatched, Watch};

/// A workspace that was loaded and checked.
pub struct Prepared {
    pub root: PathBuf,
    pub sources: Sources,
    pub diags: Vec<Diag>,
    /// What could be read; `None` when `gian.yaml` could not.
    pub workspace: Option<Workspace>,
    pub kinds: Kinds,
    pub profiles: Option<Profiles>,
    pub fonts: Vec<Cow<'static, [u8]>>,
    /// Files that are left alone, because an earlier run was stopped at them.
    pub stopped: BTreeSet<String>,
}

impl Prepared {
    /// Problems that keep everything from being built. A document that was stopped keeps only itself
    /// from that, and a file of its facts only its dossier.
    pub fn blocking(&self) -> impl Iterator<Item = &Diag> {
        self.diags.iter().filter(|d| d.code != watch::CODE || !d.place.file.starts_with("content/"))
    }

    /// Documents that are made, each as its dossier and its place there.
    pub fn documents(&self) -> Vec<(&Dossier, usize)> {
        self.workspace.as_ref().map_or_else(Vec::new, |workspace| documents(workspace, &self.stopped))
    }
}

/// Loads, reads and checks a workspace, with nobody watching.
///
/// # Errors
/// When the folder is no workspace at all.
pub fn prepare(root: &Path) -> Result<Prepared, LoadError> {
    prepare_watched(root, &Unwatched, &Unmeasured)
}

/// Loads, reads and checks a workspace.
///
/// # Errors
/// When the folder is no workspace at all.
pub fn prepare_watched(root: &Path, watch: &dyn Watch, meter: &dyn Meter) -> Result<Prepared, LoadError> {
    let (sources, diags) = load(root, watch)?;
    Ok(examine(root, sources, diags, watch, meter))
}

/// Loads a workspace: its files, and what keeps some from being read.
///
/// # Errors
/// When the folder is no workspace at all.
pub fn load(root: &Path, watch: &dyn Watch) -> Result<(Sources, Vec<Diag>), LoadError> {
    let settled = |sources: &Sources| watch.limits(model::read::limits(sources).unwrap_or_default());
    source::load(root, watch, &settled)
}

/// Reads and checks what was loaded; `diags` are the problems of loading it.
pub fn examine(
    root: &Path,
    mut sources: Sources,
    mut diags: Vec<Diag>,
    watch: &dyn Watch,
    meter: &dyn Meter,
) -> Prepared {
    let limits = model::read::limits(&sources).unwrap_or_default();
    for (name, stop) in watch.stopped() {
        if let Some(path) = watch::read_by(name) {
            diags.push(stop.diag(Place::bytes(path, 0..0), limits));
        }
    }
    for (path, source) in carried_templates() {
        let path = format!("templates/{path}");
        if sources.get(&path).is_none() {
            sources.show(&path, source);
        }
    }
    let kinds = Kinds::load(&sources.templates).unwrap_or_else(|diag| {
        diags.push(diag);
        Kinds::load(&BTreeMap::new()).expect("the carried kinds can be read")
    });
    let workspace = model::read::workspace(&sources, watch, &mut diags);
    // Of a dossier that cannot be read nobody can say what has vanished.
    let all_read = diags.iter().all(|d| d.severity != Severity::Error);
    let mut fonts = fonts::carried();
    let mut chosen = None;
    let stopped: BTreeSet<String> = watch.stopped().keys().cloned().collect();
    if let Some(workspace) = &workspace {
        for (path, stop) in watch.stopped().iter().filter(|(name, _)| watch::read_by(name).is_none()) {
            let is_document = workspace.dossiers.iter().flat_map(|d| &d.documents).any(|d| d.path == *path);
            let place = if is_document { Place::value(path, "/제목") } else { Place::bytes(path, 0..0) };
            diags.push(stop.diag(place, limits));
        }
        archive::look::check(&workspace.settings, &sources.templates, &mut diags);
        match Profiles::find(&workspace.settings.profile, &sources.templates) {
            Ok(profiles) => {
                add_fonts(root, &profiles, &mut fonts, &mut diags);
                each_day_has_a_profile(workspace, &profiles, &mut diags);
                chosen = Some(profiles);
            }
            Err(diag) => diags.push(diag),
        }
        let coverage = Coverage::new(&fonts);
        let sorted = check::secrets::sort(&sources, workspace, watch);
        let levels = levels(chosen.as_ref());
        let mut policy = Policy::new(&sources, workspace, &levels, &mut diags);
        let prose = prose::collect(&sources, workspace, &kinds);
        let scope = Scope {
            sources: &sources,
            workspace,
            kinds: &kinds,
            coverage: &coverage,
            sorted: &sorted,
            watch,
            prose: &prose,
            meter,
        };
        let found = check::check(&scope, |rule| policy.speaks(rule));
        diags.extend(policy.apply(found));
        let words = OpenWords { templates: carried_words(), ..OpenWords::default() };
        audit::attachments(&sources, workspace, &sorted, &words, watch, &mut diags);
        audit::pictures(&sources, workspace, &sorted, &words, watch, &mut diags);
        if all_read {
            let clean = audit::cleanness(&sources, &sorted, workspace, &words);
            ledger::check::check(workspace, &sources.versions, &clean, &mut diags);
        }
        if diags.iter().all(|d| d.severity != Severity::Error || d.code == watch::CODE) {
            let found = rehearse(&kinds, chosen.as_ref(), &sources, workspace, &coverage, watch);
            diags.extend(policy.apply(found));
            diags.extend(policy.unused(|_| true));
        } else {
            diags.extend(policy.unused(|rule| rule.runs.iter().all(|run| !matches!(run, Run::Composed(_)))));
        }
    }
    sort(&sources, &mut diags);
    Prepared { root: root.to_owned(), sources, diags, workspace, kinds, profiles: chosen, fonts, stopped }
}

/// Loads and reads a workspace without checking it: a state that need not be right, to compare with.
/// What kept it from being read stands in the problems.
///
/// # Errors
/// When the folder is no workspace at all.
pub fn read(root: &Path, watch: &dyn Watch) -> Result<Prepared, LoadError> {
    let (sources, mut diags) = source::load(root, watch, &|_| {})?;
    let workspace = model::read::workspace(&sources, watch, &mut diags);
    let mut fonts = fonts::carried();
    let found = workspace.as_ref().map(|w| Profiles::find(&w.settings.profile, &sources.templates));
    let profiles = match found {
        Some(Err(diag)) => {
            diags.push(diag);
            None
        }
        Some(Ok(profiles)) => {
            add_fonts(root, &profiles, &mut fonts, &mut diags);
            Some(profiles)
        }
        None => None,
    };
    let kinds = Kinds::load(&sources.templates).unwrap_or_else(|diag| {
        diags.push(diag);
        Kinds::default()
    });
    sort(&sources, &mut diags);
    let stopped = watch.stopped().keys().cloned().collect();
    Ok(Prepared { root: root.to_owned(), sources, diags, workspace, kinds, profiles, fonts, stopped })
}

/// What the looks of the house set for the rules.
fn levels(profiles: Option<&Profiles>) -> Vec<Levels> {
    let of = |p: &Profile| Levels {
        path: format!("templates/{}", p.path),
        from: p.valid_from,
        to: p.valid_to,
        rules: p.rules.clone(),
    };
    profiles.map_or_else(Vec::new, |all| all.iter().map(of).collect())
}

/// The text of the templates of the program.
fn carried_words() -> String {
    let templates = carried_templates().map(|(_, source)| source.to_owned());
    templates.chain([archive::data::words()]).collect::<Vec<_>>().join("\n")
}

/// Every template of the program: path below `templates/`, source.
fn carried_templates() -> impl Iterator<Item = (String, &'static str)> {
    let kinds = compose::kinds::CARRIED.iter().flat_map(|(folder, meta, body)| {
        [(format!("documents/{folder}/kind.yaml"), *meta), (format!("documents/{folder}/body.md"), *body)]
    });
    let tables = [compose::parts::PARTS, profile::PROFILES, shell::SHELLS, archive::TEMPLATES];
    let others = tables.into_iter().flatten().map(|(path, source)| ((*path).to_owned(), *source));
    kinds.chain(others)
}

/// What stands in a public tree by right: the words of the program, and what it makes of the facts
/// of documents that have a page.
pub fn open_words(prepared: &Prepared) -> OpenWords {
    let mut composed = String::new();
    if let (Some(workspace), Ok(composer)) =
        (&prepared.workspace, Composer::new(&prepared.kinds, &prepared.sources.templates))
    {
        for (dossier, index) in prepared.documents() {
            let view = project(workspace, dossier, index, Edition::Public);
            let path = &dossier.documents[index].path;
            if let Some(Ok(document)) = view.map(|v| composer.compose(&v, path)) {
                composed.push_str(&emit::text::emit(&document));
            }
        }
    }
    OpenWords { templates: carried_words(), composed }
}

/// Composes every document in every edition, so that what templates and bodies make of the facts
/// is checked before anything is set.
fn rehearse(
    kinds: &Kinds,
    profiles: Option<&Profiles>,
    sources: &Sources,
    workspace: &Workspace,
    coverage: &Coverage<'_>,
    watch: &dyn Watch,
) -> Vec<Diag> {
    let composer = match watch::step(watch, TEMPLATES, || Composer::new(kinds, &sources.templates)) {
        Some(Ok(composer)) => composer,
        Some(Err(diag)) => return vec![diag],
        None => return Vec::new(),
    };
    let contacts = check::secrets::contacts(workspace);
    let register = ledger::index(workspace);
    let one = |(dossier, index): &(&Dossier, usize)| {
        let file = &dossier.documents[*index];
        let mut diags = Vec::new();
        let work = || {
            // Where no document of the dossier opens anything, the rules have looked at every value already.
            let opens = |r: &Record| !r.changes.is_empty() || r.decisions.iter().any(|d| d.class == Disclosure::Open);
            let looked_at = !Rule::one_is_off() && dossier.documents.iter().any(|d| opens(&d.record));
            let held = match looked_at {
                true => check::secrets::held_by(sources, workspace, dossier, &file.record),
                false => Vec::new(),
            };
            let mut read = Read::default();
            for edition in Edition::ALL {
                let Some(view) = project(workspace, dossier, *index, edition) else { continue };
                match composer.compose_after(&view, &file.path, &mut read) {
                    Ok(document) => {
                        check::composed::check(
                            file,
                            &view,
                            &document,
                            &check::composed::Scope {
                                dossier,
                                coverage,
                                open_sources: workspace.settings.open_sources,
                                contacts: &contacts,
                                held: &held,
                                paper: profiles
                                    .and_then(|p| Some(paper(p.on(view.record.date)?, composer.kind(&view)?))),
                            },
                            &mut diags,
                        );
                        if let Some(index) = register.as_ref().filter(|_| edition == Edition::Public) {
                            let now = public(sources, dossier, &view, &document);
                            let id = &view.record.id;
                            diags.extend(ledger::check::unregistered(index, &file.path, id, &now));
                        }
                    }
                    Err(found) => diags.extend(found),
                }
            }
        };
        watch::step(watch, &file.path, work);
        diags
    };
    let all = documents(workspace, &watch.stopped().keys().cloned().collect());
    let compose = || all.par_iter().flat_map_iter(one).collect();
    if watch.alone() {
        // A thread like those of the others, with the same stack: what breaks there breaks here.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread can be started");
        return pool.install(compose);
    }
    compose()
}

/// What the public has of a document, as the register knows it.
fn public(sources: &Sources, dossier: &Dossier, view: &View, document: &Document) -> ledger::Public {
    let hash = |file: &String| {
        let attached = sources.attachments.get(&format!("{}/attachments/{file}", dossier.folder))?;
        let bytes = hwpx::public(file, source::load_attachment(attached).ok()?).ok()?;
        Some((file.clone(), ledger::hash(&bytes)))
    };
    let files: Vec<(String, String)> = view.record.files().filter_map(hash).collect();
    ledger::text(view, document, &files)
}

/// What the public has of every document that has a page, by id.
///
/// # Errors
/// A template or body that fails.
pub fn published(prepared: &Prepared) -> Result<BTreeMap<String, ledger::Public>, Vec<Diag>> {
    let workspace = prepared.workspace.as_ref().expect("a workspace without errors was read");
    let composer = Composer::new(&prepared.kinds, &prepared.sources.templates).map_err(|d| vec![d])?;
    let mut all = BTreeMap::new();
    for (dossier, index) in prepared.documents() {
        let Some(view) = project(workspace, dossier, index, Edition::Public) else { continue };
        let document = composer.compose(&view, &dossier.documents[index].path)?;
        let now = public(&prepared.sources, dossier, &view, &document);
        all.insert(view.record.id.clone(), now);
    }
    Ok(all)
}

/// How long the lines of a document are in a look.
fn paper(profile: &Profile, kind: &Kind) -> Paper {
    let long = |paper: f64| (paper - profile.margin.left - profile.margin.right) * 72.0 / 25.4;
    let first = match kind.file.orientation {
        compose::kinds::Orientation::Portrait => Orientation::Portrait,
        compose::kinds::Orientation::Landscape => Orientation::Landscape,
    };
    Paper { portrait: long(210.0), landscape: long(297.0), first }
}

/// Name of the step that reads all templates, which belong to no document.
const TEMPLATES: &str = "templates/";

/// Every document but those that are left alone, or whose facts are.
pub fn documents<'a>(workspace: &'a Workspace, stopped: &BTreeSet<String>) -> Vec<(&'a Dossier, usize)> {
    let left = |dossier: &Dossier, index: usize| {
        let folder = format!("{}/", dossier.folder);
        stopped.contains(&dossier.documents[index].path)
            || stopped.iter().any(|s| s.strip_prefix(&folder).is_some_and(|inside| !inside.starts_with("documents/")))
    };
    let all = workspace.dossiers.iter().flat_map(|d| (0..d.documents.len()).map(move |i| (d, i)));
    all.filter(|(dossier, index)| !left(dossier, *index)).collect()
}

/// A document of a day on which no profile of the office holds has no look.
fn each_day_has_a_profile(workspace: &Workspace, profiles: &Profiles, diags: &mut Vec<Diag>) {
    for document in workspace.dossiers.iter().flat_map(|d| &d.documents) {
        let day = document.record.date();
        // What was made elsewhere has its own look.
        if document.record.is_received() || profiles.on(day).is_some() {
            continue;
        }
        let key = if document.record.approved_on.is_some() { "/결재일" } else { "/기안일" };
        let name = &workspace.settings.profile;
        let written = crate::korean::date::full(day.0);
        diags.push(
            Diag::error(
                "unknown-profile",
                Place::value(&document.path, key),
                text!("{}에 쓰는 `{}` 프로필이 없습니다", "no profile `{1}` holds on {0}"; written, name),
            )
            .help(text!(
                "`templates/profiles/`에 이날을 담는 프로필을 더하십시오 (`시작일`, `종료일`)",
                "add a profile to `templates/profiles/` whose 시작일 and 종료일 hold this day"
            )),
        );
    }
}

fn add_fonts(root: &Path, profiles: &Profiles, fonts: &mut Vec<Cow<'static, [u8]>>, diags: &mut Vec<Diag>) {
    for folder in profiles.iter().filter_map(|p| p.font_folder.as_ref()).collect::<BTreeSet<_>>() {
        add_folder(root, folder, fonts, diags);
    }
}

fn add_folder(root: &Path, folder: &str, fonts: &mut Vec<Cow<'static, [u8]>>, diags: &mut Vec<Diag>) {
    match source::load_fonts(root, folder) {
        Ok(files) => fonts.extend(files.into_iter().map(Cow::Owned)),
        Err(why) => diags.push(
            Diag::error(
                "font-folder",
                Place::value("gian.yaml", "/프로필"),
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

/// The parts of the program that turn views into files.
pub struct Press<'a> {
    composer: Composer,
    shells: Shells<'a>,
    site: Site,
}

impl<'a> Press<'a> {
    /// Loads all templates.
    ///
    /// # Errors
    /// A template that is not valid.
    pub fn new(prepared: &'a Prepared) -> Result<Self, Diag> {
        let profiles = prepared.profiles.as_ref().expect("a workspace without errors has a profile");
        Self::with(profiles, &prepared.fonts, &prepared.sources.templates)
    }

    /// Loads all templates, in the looks of one office and with the fonts of it.
    ///
    /// # Errors
    /// A template that is not valid.
    pub fn with(
        profiles: &Profiles,
        fonts: &'a [Cow<'static, [u8]>],
        overrides: &BTreeMap<String, String>,
    ) -> Result<Self, Diag> {
        Ok(Self {
            composer: Composer::new(&Kinds::load(overrides)?, overrides)?,
            shells: Shells::new(profiles, fonts, overrides)?,
            site: Site::new(overrides)?,
        })
    }

    /// Composes the tree of a view.
    ///
    /// # Errors
    /// A template or body that fails.
    pub fn compose(&self, view: &View, path: &str) -> Result<Document, Vec<Diag>> {
        self.composer.compose(view, path)
    }

    /// Writes the Typst sources of a document.
    ///
    /// # Errors
    /// A shell that fails.
    pub fn job(&self, view: &View, document: &Document) -> Result<Job, Diag> {
        if view.record.received {
            return Err(Diag::error(
                "typeset",
                Place::bytes("", 0..0),
                text!(
                    "원본이 있는 기록은 gian이 조판하지 않습니다",
                    "a document that was made elsewhere is not set by gian"
                ),
            ));
        }
        let kind = self.composer.kind(view).expect("the kind was checked");
        self.shells.fill(view, document, &kind.file)
    }

    /// The page of a document in the archive, but for its files and for what other documents say.
    ///
    /// # Errors
    /// A template that fails.
    pub fn page(
        &self,
        settings: &Settings,
        view: &View,
        document: &Document,
        files: &BTreeMap<String, u64>,
    ) -> Result<String, Diag> {
        let frame = Frame { settings, edition: view.edition };
        let file = |(name, bytes): (&String, &u64)| {
            let path = format!("d/{}/files/{name}", view.record.id);
            let written = Written { bytes: *bytes, sha256: String::new() };
            let original = view.record.originals.iter().any(|o| o.file.as_ref() == Some(name));
            let role = if original { Role::Original } else { Role::Attachment };
            File::new(path, name.clone(), role, String::new(), &written)
        };
        let entry = Entry::new(view, &Heads::default(), files.iter().map(file).collect(), None);
        let (matter, basis, history) = (Vec::new(), Vec::new(), Vec::new());
        let pages = Pages::default();
        self.site.page(&frame, view, &Page { document, pages: &pages, entry: &entry, matter, basis, history })
    }
}

/// What a build says while it runs.
pub trait Progress: Sync {
    /// One document is done.
    fn step(&self, title: &str);
}

/// Why a build failed.
#[derive(Debug)]
pub enum BuildError {
    /// Problems of the content or of templates.
    Problems(Vec<Diag>),
    /// The disk.
    Io(std::io::Error),
}

impl From<std::io::Error> for BuildError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

/// A finished build.
pub struct Built {
    pub output: PathBuf,
    /// Number of PDFs in both editions.
    pub pdfs: usize,
}

/// Builds the editions of everything that is not left alone, with `jobs` workers; without an engine, the pages of the
/// archive without their PDFs.
///
/// # Errors
/// Problems of documents, all of them; then `output/` is as it was.
pub fn build(
    prepared: &Prepared,
    engine: Option<&dyn Engine>,
    editions: &[Edition],
    jobs: usize,
    progress: &dyn Progress,
    watch: &dyn Watch,
) -> Result<Built, BuildError> {
    let workspace = prepared.workspace.as_ref().expect("a workspace without errors was read");
    let press = watch::step(watch, TEMPLATES, || Press::new(prepared))
        .expect("stopped templates are a problem of the whole workspace")
        .map_err(|d| BuildError::Problems(vec![d]))?;
    let jobs = if watch.alone() { 1 } else { jobs };
    let stage = Stage::begin(&prepared.root)?;
    let list = prepared.documents();
    let heads = editions.iter().map(|e| (*e, Heads::new(workspace, &list, *e))).collect();
    // Without a register nobody asks.
    let sorted = match &workspace.register {
        Some(_) => check::secrets::sort(&prepared.sources, workspace, watch),
        None => check::secrets::Sorted::default(),
    };
    let words = OpenWords { templates: carried_words(), ..OpenWords::default() };
    let clean = audit::cleanness(&prepared.sources, &sorted, workspace, &words);
    let remembered = Remembered { index: ledger::index(workspace), clean: &clean };
    let indexes = Indexes::new(editions, |name| Ok(Box::new(stage.spill(name)?)))?;
    let worker = Worker {
        prepared,
        workspace,
        press: &press,
        engine,
        editions,
        stage: &stage,
        watch,
        heads,
        remembered,
        indexes,
    };
    let next = AtomicUsize::new(0);
    let found: Mutex<BTreeMap<usize, Made>> = Mutex::new(BTreeMap::new());
    let failed: Mutex<Vec<Diag>> = Mutex::new(Vec::new());
    let broken: Mutex<Option<std::io::Error>> = Mutex::new(None);
    let work = || {
        // Layout uses rayon itself; a pool of one thread keeps a worker from taking up another
        // worker's document in the middle of its own.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread can be started");
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some((dossier, index)) = list.get(at) else { break };
            let path = &dossier.documents[*index].path;
            let done = watch::step(watch, path, || pool.install(|| worker.document(dossier, *index)));
            match done.expect("what is left alone is not on the list") {
                Ok(made) => {
                    found.lock().expect("no worker panics with the lock").insert(at, made);
                }
                Err(BuildError::Problems(diags)) => {
                    failed.lock().expect("no worker panics with the lock").extend(diags)
                }
                Err(BuildError::Io(error)) => {
                    broken.lock().expect("no worker panics with the lock").get_or_insert(error);
                    break;
                }
            }
            progress.step(&dossier.documents[*index].record.title.plain(&dossier.private));
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, list.len().max(1)) {
            scope.spawn(work);
        }
    });
    if let Some(error) = broken.into_inner().expect("the workers are done") {
        return Err(error.into());
    }
    let mut failed = failed.into_inner().expect("the workers are done");
    if !failed.is_empty() {
        sort(&prepared.sources, &mut failed);
        return Err(BuildError::Problems(failed));
    }
    let found = found.into_inner().expect("the workers are done");
    let pdfs = found.values().flat_map(|m| &m.entries).filter(|(_, e)| e.pages.is_some()).count();
    watch::step(watch, archive::INDEX, || worker.site(found.into_values().collect()))
        .expect("a stopped index is a problem of the whole workspace")?;
    Ok(Built { output: stage.finish()?, pdfs })
}

/// What was made of one document.
#[derive(Default)]
struct Made {
    entries: Vec<(Edition, Entry)>,
    /// The facts of its dossier that it tells.
    told: Vec<(Edition, Facts)>,
    /// What its public page withholds.
    withheld: Vec<Row>,
}

/// What the register says, and what of it may be shown.
struct Remembered<'a> {
    index: Option<ledger::Index<'a>>,
    clean: &'a (dyn Fn(&str) -> bool + Sync),
}

struct Worker<'a> {
    remembered: Remembered<'a>,
    prepared: &'a Prepared,
    workspace: &'a Workspace,
    press: &'a Press<'a>,
    engine: Option<&'a dyn Engine>,
    editions: &'a [Edition],
    stage: &'a Stage,
    watch: &'a dyn Watch,
    /// What is known of every document, by edition.
    heads: BTreeMap<Edition, Heads>,
    indexes: Indexes,
}

impl From<Fault> for BuildError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Template(diag) => Self::Problems(vec![*diag]),
            Fault::Io(error) => Self::Io(error),
        }
    }
}

impl Worker<'_> {
    /// Writes one document in every edition that has it.
    fn document(&self, dossier: &Dossier, index: usize) -> Result<Made, BuildError> {
        let settings = &self.workspace.settings;
        let path = &dossier.documents[index].path;
        let record = &dossier.documents[index].record;
        let mut made = Made { withheld: register::closed(settings, dossier, record), ..Made::default() };
        for edition in self.editions.iter().copied() {
            let Some(view) = project(self.workspace, dossier, index, edition) else { continue };
            let document = self.press.compose(&view, path).map_err(BuildError::Problems)?;
            let pictures = self.pictures(dossier, &document)?;
            let pdf = match self.engine.filter(|_| !view.record.received) {
                Some(engine) => {
                    let mut job = self.press.job(&view, &document).map_err(|d| BuildError::Problems(vec![d]))?;
                    job.pictures = pictures.iter().map(|(name, _, bytes)| (name.clone(), bytes.clone())).collect();
                    Some(engine.pdf(&job).map_err(|f| BuildError::Problems(vec![self.unset(path, &f)]))?)
                }
                None => None,
            };
            let entry = self.files(dossier, &view, pdf.as_ref(), &pictures)?;
            let heads = &self.heads[&edition];
            let matter = heads.beside(&entry.id);
            let told = Told::new(&view, &document);
            let basis = basis::basis(&view, &told);
            let pages = pdf.map(|p| p.pages).unwrap_or_default();
            let history = self.history(&entry.id);
            let page = Page { document: &document, pages: &pages, entry: &entry, matter, basis, history };
            let page = self
                .press
                .site
                .page(&Frame { settings, edition }, &view, &page)
                .map_err(|d| BuildError::Problems(vec![d]))?;
            self.stage.put(&format!("{}/{}", edition.name(), entry.path()), page.as_bytes())?;
            self.indexes.add(edition, &entry, &document)?;
            let told = facts::facts(&view, &told);
            if edition == Edition::Public {
                let text = emit::text::emit(&document);
                for (path, bytes) in archive::data::document(&Frame { settings, edition }, &entry, &told, &text) {
                    self.stage.put(&format!("{}/{path}", edition.name()), &bytes)?;
                }
            }
            made.told.push((edition, told));
            made.entries.push((edition, entry));
            if edition == Edition::Public {
                made.withheld.extend(register::rows(settings, dossier, record, &view.held, &document.grounds()));
            }
        }
        Ok(made)
    }

    /// Writes the files of a document, and gives the entry that names them.
    fn files(
        &self,
        dossier: &Dossier,
        view: &View,
        pdf: Option<&Pdf>,
        pictures: &[(String, String, Vec<u8>)],
    ) -> Result<Entry, BuildError> {
        let edition = view.edition.name();
        let record = &view.record;
        let folder = format!("d/{}", record.id);
        let mut files = Vec::new();
        let mut put = |path: String, title: &str, role: Role, label: &str, bytes: &[u8]| -> std::io::Result<()> {
            let written = self.stage.put(&format!("{edition}/{path}"), bytes)?;
            files.push(File::new(path, tokens::written(title), role, label.to_owned(), &written));
            Ok(())
        };
        if let Some(pdf) = pdf {
            let path = format!("{folder}/{}.pdf", record.id);
            put(path, &record.title, Role::Document, &record.disclosure_label, &pdf.bytes)?;
        }
        let attached = record.attachments.iter().map(|a| (&a.file, &a.title, Role::Attachment, &a.disclosure_label));
        let originals = record.originals.iter().map(|o| (&o.file, &o.title, Role::Original, &o.disclosure_label));
        for (file, title, role, label) in attached.chain(originals) {
            let Some(file) = file else { continue };
            let name = format!("{}/attachments/{file}", dossier.folder);
            let attached = self.prepared.sources.attachments.get(&name).expect("attachments were checked");
            let mut bytes = source::load_attachment(attached)?;
            if view.edition == Edition::Public {
                bytes = hwpx::public(file, bytes).map_err(|why| std::io::Error::other(why.en))?;
            }
            put(format!("{folder}/files/{file}"), title, role, label, &bytes)?;
        }
        for (_, file, bytes) in pictures {
            self.stage.put(&format!("{edition}/{folder}/{}/{file}", emit::html::FIGURES), bytes)?;
        }
        Ok(Entry::new(view, &self.heads[&view.edition], files, pdf.map(|p| p.pages.count())))
    }

    /// The versions of a document, as far as they may be shown.
    fn history(&self, id: &str) -> Vec<ledger::VersionView> {
        let entry = self.remembered.index.as_ref().and_then(|index| index.get(id));
        let versions = &self.prepared.sources.versions;
        entry.map_or(Vec::new(), |e| ledger::history(e, versions, &self.remembered.clean))
    }

    /// The pictures that a document shows: the name for Typst, the file, and its bytes.
    fn pictures(&self, dossier: &Dossier, document: &Document) -> std::io::Result<Vec<(String, String, Vec<u8>)>> {
        let read = |(name, image): (String, &Image)| {
            let path = format!("{}/figures/{}", dossier.folder, image.file);
            let attached = self.prepared.sources.attachments.get(&path).expect("pictures were checked");
            let bytes = source::load_attachment(attached)?;
            // What was checked, and what a person has looked at, is what is published.
            match dossier.pictures.get(&image.file) {
                Some(Ok(picture)) if picture.sha256 == picture::hash(&bytes) => Ok((name, image.file.clone(), bytes)),
                _ => Err(std::io::Error::other(format!("{path} changed during the build"))),
            }
        };
        emit::typst::pictures(document).into_iter().map(read).collect()
    }

    /// Writes indexes, assets and manifests.
    fn site(&self, found: Vec<Made>) -> Result<(), BuildError> {
        let settings = &self.workspace.settings;
        let withheld: Vec<Row> = found.iter().flat_map(|m| m.withheld.clone()).collect();
        let mut all: Vec<(Edition, Entry, Facts)> = Vec::new();
        for made in found {
            let with_facts = made.entries.into_iter().zip(made.told);
            all.extend(with_facts.map(|((edition, entry), (_, told))| (edition, entry, told)));
        }
        for edition in self.editions.iter().copied() {
            let (mut entries, mut told) = (Vec::new(), BTreeMap::new());
            for (_, entry, facts) in all.extract_if(.., |(e, _, _)| *e == edition) {
                told.insert(entry.id.clone(), facts);
                entries.push(entry);
            }
            entries.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.id.cmp(&b.id)));
            let records = self.workspace.dossiers.iter().flat_map(|d| d.documents.iter().map(move |x| (d, &x.record)));
            let mut listed: Vec<_> = match edition {
                Edition::Public => records.filter_map(|(d, r)| disclose::listed(settings, d, r)).collect(),
                Edition::Internal => Vec::new(),
            };
            // By what the rows say alone: the order of folders must not tell anything.
            listed.sort_by_cached_key(|l| {
                (std::cmp::Reverse(l.date), serde_json::to_string(l).expect("a row is plain data"))
            });
            let name = edition.name();
            let frame = Frame { settings, edition };
            let put = |path: &str, bytes: &[u8]| self.stage.put(&format!("{name}/{path}"), bytes);
            let dossiers = dossiers::gather(&entries, told);
            self.press.site.around(&frame, &entries, &listed, &dossiers, &put)?;
            self.indexes.write(&self.press.site, &frame, &put)?;
            let register = self.press.site.register(&frame, &withheld).map_err(|d| BuildError::Problems(vec![d]))?;
            put("withheld/index.html", register.as_bytes())?;
            if edition == Edition::Internal {
                put("withheld/register.csv", &archive::register_csv(&withheld))?;
            }
            let there: BTreeSet<&str> = entries.iter().map(|e| e.id.as_str()).collect();
            // The office may have the document still.
            let gone = ledger::tombstones(self.workspace, &self.remembered.clean);
            for gone in gone.iter().filter(|g| !there.contains(g.id.as_str())) {
                let page = self.press.site.tombstone(&frame, gone).map_err(|d| BuildError::Problems(vec![d]))?;
                put(&format!("d/{}/index.html", gone.id), page.as_bytes())?;
            }
            if edition == Edition::Public {
                archive::data::close(&frame, &entries, &dossiers, self.stage.below(name), &put)?;
            }
            let manifest = archive::manifest(&self.stage.below(name));
            self.stage.put(&format!("{name}/manifest.json"), manifest.as_bytes())?;
        }
        Ok(())
    }

    fn unset(&self, path: &str, failure: &Failure) -> Diag {
        let place = Place::value(path, "/제목");
        if let Some(stop) = failure.stop {
            self.watch.over(path, stop);
            return stop.diag(place, self.workspace.settings.limits);
        }
        let words = failure.messages.join("; ");
        Diag::error(
            "typeset",
            place,
            text!("문서를 조판하지 못했습니다: {}", "the document cannot be typeset: {}"; words),
        )
        .help(text!(
            "`templates/pdf/`를 고쳤다면 그 줄을 확인하고, 아니면 gian의 결함이니 알려 주십시오",
            "check that line if you changed `templates/pdf/`; otherwise report it as a defect of gian"
        ))
    }
}
