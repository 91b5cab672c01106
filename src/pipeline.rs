//! The order of the steps; read this first.
//!
//! The session loads, reads, joins and checks. Its desk projects and composes each document once in each edition, and
//! judges it; [`build`] takes it from there through emit → typeset → archive, several in parallel, and writes each file
//! into a stage as soon as it is made. A problem anywhere drops the stage.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use gian_archive::index::Index;
use gian_archive::search::Indexes;
use gian_diagnostics::Diag;
use gian_model::Dossier;
use gian_preflight::LogInspector;
use gian_preflight::attachment_scan::Scanned;
use gian_session::{Desk, Session, rehearse};
use gian_source::progress;
use gian_source::progress::Watch;
use gian_typst_engine::Engine;
use gian_view::Edition;

use crate::build_error::BuildError;
use crate::emission::{DocumentOutput, Emission};
use crate::output::{Stage, Target, WorkFolder};
use crate::renderer::Renderer;

/// Progress of a build.
pub trait Progress: Sync {
    /// One document is finished.
    fn step(&self, title: &str);
}

/// A finished build.
pub struct Built {
    /// Folder of the tree that was written, usually `output/`.
    pub output: PathBuf,
    /// Number of PDFs in both editions.
    pub pdfs: usize,
    /// How often a document was composed, each edition counted.
    pub compositions: usize,
}

/// Where a build writes.
pub struct Place {
    /// The work folder of the workspace, held for this build.
    pub work: WorkFolder,
    /// The folder of the output.
    pub target: Target,
}

impl Place {
    /// Takes the work folder of a workspace, and `output/` or a named folder; see [`WorkFolder::take`] and [`Target::new`].
    ///
    /// # Errors
    /// One of the folders cannot be used.
    pub fn take(root: &Path, named: Option<&Path>, kept: &[String], waits: &dyn Fn()) -> std::io::Result<Self> {
        let work = WorkFolder::take(root, waits)?;
        Ok(Self { work, target: Target::new(root, named, kept)? })
    }
}

/// What decides over a build while it runs.
pub struct Control<'a> {
    /// Number of documents made at a time.
    pub jobs: usize,
    /// Whether a problem of a composed document stops the build.
    pub stops: &'a (dyn Fn(&Diag) -> bool + Sync),
    /// Receives each finished document.
    pub progress: &'a dyn Progress,
    /// Receives the file in work.
    pub watch: &'a dyn Watch,
}

/// Builds all documents except skipped ones, in their editions: each is composed once in each edition, judged, and
/// emitted into a stage. Without an engine, builds the pages of the archive without PDFs.
///
/// `problems` receives those of composed documents, also where the build fails for another reason.
///
/// # Errors
/// Problems that stopped the build; `output/` is then unchanged.
pub fn build(
    session: &Session,
    engine: Option<&dyn Engine>,
    editions: &[Edition],
    place: Place,
    control: &Control<'_>,
    problems: &mut Vec<Diag>,
) -> Result<Built, BuildError> {
    let watch = control.watch;
    let renderer = progress::step(watch, gian_session::TEMPLATES, || Renderer::new(session))
        .expect("stopped templates are a problem of the whole workspace");
    let inspector = LogInspector::new(session);
    let renderer = match renderer {
        Ok(renderer) => renderer,
        Err(diag) => {
            problems.extend(rehearse(session, &inspector, watch));
            return Err(BuildError::Problems(vec![diag]));
        }
    };
    let stage = match Stage::begin(place.work, place.target, editions) {
        Ok(stage) => stage,
        Err(error) => {
            problems.extend(rehearse(session, &inspector, watch));
            return Err(error.into());
        }
    };
    let desk = Desk::new(session, &renderer.composer, &inspector).recording();
    let pdfs = into_stage(&desk, &renderer, engine, editions, control, &stage, problems)?;
    let compositions = renderer.composer.compositions();
    Ok(Built { output: stage.finish()?, pdfs, compositions })
}

/// Folders below `templates/` whose files a check of the documents does not run: those of pages and of the typesetter.
const RUN_BY_A_BUILD: [&str; 3] = ["html/", "pdf/", "fronts/"];

/// Problems of the templates of an office that a build would meet. Every page is made and nothing is written; documents are
/// typeset if the office has Typst files of its own. Without such templates nothing is done.
pub fn rehearse_templates(
    session: &Session,
    engine: impl FnOnce() -> Option<Box<dyn Engine>>,
    watch: &dyn Watch,
) -> Vec<Diag> {
    let builtin = |path: &str| {
        let pages = gian_archive::TEMPLATES.iter().chain(gian_archive::FIXED).chain([&gian_archive::STYLE]);
        let mut all = pages.chain(gian_theme::frame::TEMPLATES).chain(gian_compose::front::FRONTS);
        all.find(|(own, _)| *own == path).map(|(_, source)| *source)
    };
    let changed = session.sources.templates.iter().filter(|(path, source)| builtin(path) != Some(source));
    let changed: Vec<&String> = changed.map(|(path, _)| path).collect();
    let is_own = |folder: &str| changed.iter().any(|path| path.starts_with(folder));
    if !RUN_BY_A_BUILD.iter().any(|folder| is_own(folder)) {
        return Vec::new();
    }
    let renderer = progress::step(watch, gian_session::TEMPLATES, || Renderer::new(session))
        .expect("stopped templates are a problem of the whole workspace");
    let renderer = match renderer {
        Ok(renderer) => renderer,
        Err(diag) => return vec![diag],
    };
    let engine = if is_own("pdf/") || is_own("fronts/") { engine() } else { None };
    let editions = [Edition::Internal, Edition::Public];
    let control = silent(watch);
    // What composed documents show was reported by the check.
    let mut told = Vec::new();
    let desk = Desk::new(session, &renderer.composer, &()).recording();
    let stage = Stage::rehearsal();
    match into_stage(&desk, &renderer, engine.as_deref(), &editions, &control, &stage, &mut told) {
        Err(BuildError::Problems(diags)) => diags,
        Err(BuildError::Io(_)) | Ok(_) => Vec::new(),
    }
}

/// Makes every document once, one after the other, and keeps nothing, so that the watchdog finds those that exceed a
/// limit.
pub fn try_documents(session: &Session, engine: Option<&dyn Engine>, editions: &[Edition], watch: &dyn Watch) {
    let renderer = progress::step(watch, gian_session::TEMPLATES, || Renderer::new(session));
    // What is wrong with the templates, the next run reports.
    let Some(Ok(renderer)) = renderer else { return };
    let (stage, control) = (Stage::rehearsal(), silent(watch));
    let desk = Desk::new(session, &renderer.composer, &()).recording();
    if let Ok(emission) = emission(session, &renderer, engine, editions, &control, &stage) {
        let _ = pass(&desk, &emission, &session.documents(), &control, &mut Vec::new());
    }
}

/// Control of a run that makes one document at a time, tells nobody, and goes on whatever is wrong with a document.
fn silent(watch: &dyn Watch) -> Control<'_> {
    struct Silent;
    impl Progress for Silent {
        fn step(&self, _: &str) {}
    }
    Control { jobs: 1, stops: &|_| false, progress: &Silent, watch }
}

/// Makes all files of a tree, and returns the number of PDFs.
fn into_stage(
    desk: &Desk<'_>,
    renderer: &Renderer<'_>,
    engine: Option<&dyn Engine>,
    editions: &[Edition],
    control: &Control<'_>,
    stage: &Stage,
    problems: &mut Vec<Diag>,
) -> Result<usize, BuildError> {
    let list = desk.session().documents();
    let emission = emission(desk.session(), renderer, engine, editions, control, stage)?;
    let found = pass(desk, &emission, &list, control, problems)?;
    let pdfs = found.iter().flat_map(|m| &m.entries).filter(|(_, e)| e.pages.is_some()).count();
    progress::step(control.watch, gian_archive::INDEX, || emission.site(found))
        .expect("a stopped index is a problem of the whole workspace")?;
    Ok(pdfs)
}

/// What writes the documents of a session into a stage.
fn emission<'a>(
    session: &'a Session,
    renderer: &'a Renderer<'a>,
    engine: Option<&'a dyn Engine>,
    editions: &'a [Edition],
    control: &Control<'a>,
    stage: &'a Stage,
) -> std::io::Result<Emission<'a>> {
    Ok(Emission {
        session,
        workspace: session.workspace.as_ref().expect("a workspace without errors was read"),
        renderer,
        engine,
        editions,
        stage,
        watch: control.watch,
        heads: heads(session, &session.documents(), editions),
        log: gian_publication_log::index(session.workspace.as_ref().and_then(|w| w.register.as_ref())),
        scanned: Scanned::new(session, control.watch),
        indexes: Indexes::new(editions, |name| stage.spill(name))?,
    })
}

/// Takes every document from the desk to the emission, several in parallel, and returns the results in the order of the
/// list.
fn pass(
    desk: &Desk<'_>,
    emission: &Emission<'_>,
    list: &[(&Dossier, usize)],
    control: &Control<'_>,
    problems: &mut Vec<Diag>,
) -> Result<Vec<DocumentOutput>, BuildError> {
    let Control { stops, progress, watch, .. } = *control;
    let jobs = if watch.alone() { 1 } else { control.jobs };
    let next = AtomicUsize::new(0);
    let stopped = AtomicBool::new(false);
    let judged: Mutex<BTreeMap<usize, Vec<Diag>>> = Mutex::new(BTreeMap::new());
    let found: Mutex<BTreeMap<usize, DocumentOutput>> = Mutex::new(BTreeMap::new());
    let failed: Mutex<Vec<Diag>> = Mutex::new(Vec::new());
    let broken: Mutex<Option<std::io::Error>> = Mutex::new(None);
    let work = || {
        // Typst uses rayon for layout. Give each worker a pool of one thread, because otherwise it could start the
        // document of another worker in the middle of its own.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread can be started");
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some((dossier, index)) = list.get(at) else { break };
            let path = &dossier.documents[*index].path;
            if watch.is_tried(path) {
                continue;
            }
            let composed = progress::step(watch, path, || pool.install(|| desk.document(dossier, *index)));
            let (composed, found_in_it) = composed.expect("what is left alone is not on the list");
            if found_in_it.iter().any(stops) {
                stopped.store(true, Ordering::Relaxed);
            }
            judged.lock().expect("no worker panics with the lock").insert(at, found_in_it);
            // The stage will be dropped, so that nothing more needs to be written. The other documents are still
            // judged, because a writer wants to see all problems at once.
            if !stopped.load(Ordering::Relaxed) {
                let done =
                    progress::step(watch, path, || pool.install(|| emission.document(dossier, *index, composed)));
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
            }
            watch.tried(path);
            // Not the title, which may have withheld words: the line stands in terminals and logs.
            progress.step(&dossier.documents[*index].record.id);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, list.len().max(1)) {
            scope.spawn(work);
        }
    });
    problems.extend(judged.into_inner().expect("the workers are done").into_values().flatten());
    problems.extend(desk.unused());
    if let Some(error) = broken.into_inner().expect("the workers are done") {
        return Err(error.into());
    }
    if problems.iter().any(stops) {
        // Which documents were set before one was refused depends on chance, and with it what failed in setting them.
        return Err(BuildError::Problems(Vec::new()));
    }
    let failed = failed.into_inner().expect("the workers are done");
    if !failed.is_empty() {
        return Err(BuildError::Problems(failed));
    }
    Ok(found.into_inner().expect("the workers are done").into_values().collect())
}

/// Indexes of the documents to build, by edition.
fn heads(session: &Session, list: &[(&Dossier, usize)], editions: &[Edition]) -> BTreeMap<Edition, Index> {
    let built: BTreeSet<&str> = list.iter().map(|(d, i)| d.documents[*i].record.id.as_str()).collect();
    let of = |edition: &Edition| {
        let heads = session.outside.heads(*edition).filter(|head| built.contains(head.id.as_str()));
        (*edition, Index::new(&heads.collect::<Vec<_>>()))
    };
    editions.iter().map(of).collect()
}
