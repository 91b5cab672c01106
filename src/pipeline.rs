//! The order of the steps; read this first.
//!
//! The session loads, reads, joins and checks. Its desk projects and composes each document once in each edition, and
//! judges it; [`build`] takes it from there through emit → typeset → archive, several in parallel, and writes each file
//! into a stage as soon as it is made. A problem anywhere drops the stage.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use gian_archive::entry::Role;
use gian_archive::facts::{Facts, Printed};
use gian_archive::index::Index;
use gian_archive::search::Indexes;
use gian_archive::{Entry, Fault, File, Frame, Page, Site, Written, basis, dossiers, facts};
use gian_compose::Composer;
use gian_diagnostics::{Diag, Place, Route, text};
use gian_disclose::redaction_register;
use gian_document::{Document, Image};
use gian_emit::FORMATS;
use gian_emit::format::{Delivery, Picture, Sheet};
use gian_emit::page_map::Pages;
use gian_kinds::Kinds;
use gian_media::{hwpx, picture};
use gian_model::{Dossier, Settings, Workspace, keys};
use gian_preflight::attachment_scan::Scanned;
use gian_preflight::{LogInspector, attachment_scan};
use gian_session::{Composed, Desk, Session, rehearse};
use gian_source::progress::Watch;
use gian_source::{Sources, progress};
use gian_theme::frame;
use gian_theme::themes::Themes;
use gian_typst_engine::{Engine, Failure, Job, Pdf};
use gian_view::publication::VersionView;
use gian_view::redaction_register::Row;
use gian_view::{Edition, View, redaction};

use crate::output::Stage;

/// Renderer: turns views into files.
pub struct Renderer<'a> {
    composer: Composer,
    frame: frame::Frame<'a>,
    site: Site,
}

impl<'a> Renderer<'a> {
    /// Loads all templates.
    ///
    /// # Errors
    /// A template is invalid.
    pub fn new(session: &'a Session) -> Result<Self, Diag> {
        let themes = session.themes.as_ref().expect("a workspace without errors has a profile");
        Self::with(themes, &session.fonts, &session.sources.templates)
    }

    /// Loads all templates, with the themes and fonts of an office.
    ///
    /// # Errors
    /// A template is invalid.
    pub fn with(
        themes: &Themes,
        fonts: &'a [Cow<'static, [u8]>],
        overrides: &BTreeMap<String, String>,
    ) -> Result<Self, Diag> {
        Ok(Self {
            composer: Composer::new(&Kinds::load(overrides).map_err(|mut all| all.swap_remove(0))?, overrides)?,
            frame: frame::Frame::new(themes, fonts, overrides)?,
            site: Site::new(overrides)?,
        })
    }

    /// All kinds of documents that it can compose.
    pub fn kinds(&self) -> &Kinds {
        self.composer.kinds()
    }

    /// Composes the tree of a view.
    ///
    /// # Errors
    /// A template or body fails.
    pub fn compose(&self, view: &View, path: &str) -> Result<Document, Vec<Diag>> {
        let mut document = self.composer.compose(view, path)?;
        self.composer.place_figures(view, &mut document);
        Ok(document)
    }

    /// Writes the Typst sources of a document.
    ///
    /// # Errors
    /// The frame fails.
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
        // `gian impact` tries other kinds, also such as no office has.
        let kind = self.composer.kind(view).ok_or_else(|| {
            let name = &view.record.kind;
            Diag::error(
                "typeset",
                Place::bytes("", 0..0),
                text!("`{name}`(이)라는 종류가 없어 조판하지 못합니다", "no kind `{name}` says how to set it"),
            )
        })?;
        self.frame.fill(view, document, &kind.file)
    }

    /// What the formats of a document are made from.
    pub fn sheet<'s>(&self, view: &View, document: &'s Document, pictures: &'s [Picture]) -> Sheet<'s> {
        let kind = self.composer.kind(view).filter(|_| !view.record.received);
        Sheet {
            document,
            title: redaction::written(&view.record.title),
            date: view.record.date.0,
            metrics: kind.map(|kind| self.frame.metrics(view, &kind.file)),
            pictures,
        }
    }

    /// The archive page of a document, without its files and without data of other documents.
    ///
    /// # Errors
    /// A template fails.
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
        let entry = Entry::new(view, &Index::default(), files.iter().map(file).collect(), None);
        let (matter, basis, history) = (Vec::new(), Vec::new(), Vec::new());
        let pages = Pages::default();
        self.site.page(&frame, view, &Page { document, pages: &pages, entry: &entry, matter, basis, history })
    }
}

/// Progress of a build.
pub trait Progress: Sync {
    /// One document is finished.
    fn step(&self, title: &str);
}

/// Why a build failed.
#[derive(Debug)]
pub enum BuildError {
    /// Problems of the content, its files or templates.
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
    /// Folder of the tree that was written, usually `output/`.
    pub output: PathBuf,
    /// Number of PDFs in both editions.
    pub pdfs: usize,
    /// How often a document was composed, each edition counted.
    pub compositions: usize,
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
    control: &Control<'_>,
    problems: &mut Vec<Diag>,
) -> Result<Built, BuildError> {
    let watch = control.watch;
    let workspace = session.workspace.as_ref().expect("a workspace without errors was read");
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
    let desk = Desk::new(session, &renderer.composer, &inspector).recording();
    let stage = Stage::begin(&session.root)?;
    let list = session.documents();
    let worker = Worker {
        session,
        workspace,
        renderer: &renderer,
        engine,
        editions,
        stage: &stage,
        watch,
        heads: heads(session, &list, editions),
        log: gian_publication_log::index(workspace.register.as_ref()),
        scanned: Scanned::new(session, watch),
        indexes: Indexes::new(editions, |name| Ok(Box::new(stage.spill(name)?)))?,
    };
    let found = pass(&desk, &worker, &list, control, problems)?;
    let pdfs = found.iter().flat_map(|m| &m.entries).filter(|(_, e)| e.pages.is_some()).count();
    progress::step(watch, gian_archive::INDEX, || worker.site(found))
        .expect("a stopped index is a problem of the whole workspace")?;
    let compositions = renderer.composer.compositions();
    Ok(Built { output: stage.finish()?, pdfs, compositions })
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

/// Takes every document over the desk to the worker, several in parallel, and returns the results in the order of the
/// list.
fn pass(
    desk: &Desk<'_>,
    worker: &Worker<'_>,
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
            let composed = progress::step(watch, path, || pool.install(|| desk.document(dossier, *index)));
            let (composed, found_in_it) = composed.expect("what is left alone is not on the list");
            if found_in_it.iter().any(stops) {
                stopped.store(true, Ordering::Relaxed);
            }
            judged.lock().expect("no worker panics with the lock").insert(at, found_in_it);
            // The stage will be dropped, so that nothing more needs to be written. The other documents are still
            // judged, because a writer wants to see all problems at once.
            if !stopped.load(Ordering::Relaxed) {
                let done = progress::step(watch, path, || pool.install(|| worker.document(dossier, *index, composed)));
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
            progress.step(&dossier.documents[*index].record.title.plain(&dossier.private));
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

/// The pictures that a document shows.
///
/// # Errors
/// A file that cannot be read, or is not the one that was checked.
pub fn pictures(sources: &Sources, dossier: &Dossier, document: &Document) -> Result<Vec<Picture>, BuildError> {
    let read = |(name, image): (String, &Image)| {
        let path = format!("{}/figures/{}", dossier.folder, image.file);
        let attached = sources.attachments.get(&path).expect("pictures were checked");
        let bytes = gian_source::load_attachment(attached)?;
        // Publish exactly the bytes that were checked and reviewed.
        match dossier.pictures.get(&image.file) {
            Some(Ok(picture)) if picture.sha256 == picture::hash(&bytes) => {
                Ok(Picture { name, file: image.file.clone(), bytes })
            }
            _ => Err(BuildError::Problems(vec![attachment_scan::changed_picture(&path)])),
        }
    };
    gian_emit::typst::pictures(document).into_iter().map(read).collect()
}

/// Results of one document.
#[derive(Default)]
struct DocumentOutput {
    entries: Vec<(Edition, Entry)>,
    /// Facts of its dossier that it prints.
    told: Vec<(Edition, Facts)>,
    /// Redactions of its public page.
    withheld: Vec<Row>,
}

struct Worker<'a> {
    /// The publication log; `None` if the office keeps none.
    log: Option<gian_publication_log::Index<'a>>,
    /// Which texts of the log may be shown.
    scanned: Scanned<'a>,
    session: &'a Session,
    workspace: &'a Workspace,
    renderer: &'a Renderer<'a>,
    engine: Option<&'a dyn Engine>,
    editions: &'a [Edition],
    stage: &'a Stage,
    watch: &'a dyn Watch,
    /// Indexes of all documents, by edition.
    heads: BTreeMap<Edition, Index>,
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
    /// Writes one composed document in every edition that contains it.
    fn document(&self, dossier: &Dossier, index: usize, composed: Vec<Composed>) -> Result<DocumentOutput, BuildError> {
        let settings = &self.workspace.settings;
        let path = &dossier.documents[index].path;
        let record = &dossier.documents[index].record;
        let mut made = DocumentOutput {
            withheld: redaction_register::closed(settings, dossier, record),
            ..DocumentOutput::default()
        };
        for Composed { view, mut document } in composed {
            let edition = view.edition;
            if !self.editions.contains(&edition) {
                continue;
            }
            self.renderer.composer.place_figures(&view, &mut document);
            if edition == Edition::Public {
                facts::confirm(&self.renderer.composer, &view, path, &mut document);
            }
            let pictures = pictures(&self.session.sources, dossier, &document)?;
            let pdf = match self.engine.filter(|_| !view.record.received) {
                Some(engine) => {
                    let mut job = self.renderer.job(&view, &document).map_err(|d| BuildError::Problems(vec![d]))?;
                    job.pictures = pictures.iter().map(|p| (p.name.clone(), p.bytes.clone())).collect();
                    Some(engine.pdf(&job).map_err(|f| BuildError::Problems(vec![self.unset(path, &f)]))?)
                }
                None => None,
            };
            let sheet = self.renderer.sheet(&view, &document, &pictures);
            let entry = self.files(dossier, &view, pdf.as_ref(), &sheet)?;
            let heads = &self.heads[&edition];
            let matter = heads.beside(&entry.id);
            let text = gian_emit::text::emit(&document);
            let printed = Printed::new(&view, &document);
            let basis = basis::basis(&view, &printed);
            let pages = pdf.map(|p| p.pages).unwrap_or_default();
            let history = self.history(&entry.id);
            let page = Page { document: &document, pages: &pages, entry: &entry, matter, basis, history };
            let page = self
                .renderer
                .site
                .page(&Frame { settings, edition }, &view, &page)
                .map_err(|d| BuildError::Problems(vec![d]))?;
            self.stage.put(&format!("{}/{}", edition.name(), entry.path()), page.as_bytes())?;
            self.indexes.add(edition, &entry, &text)?;
            let told = facts::facts(&view, &printed);
            if edition == Edition::Public {
                for (path, bytes) in gian_archive::data::document(&Frame { settings, edition }, &entry, &told, &sheet) {
                    self.stage.put(&format!("{}/{path}", edition.name()), &bytes)?;
                }
            }
            made.told.push((edition, told));
            made.entries.push((edition, entry));
            if edition == Edition::Public {
                made.withheld.extend(redaction_register::rows(
                    settings,
                    dossier,
                    record,
                    &view.held,
                    &document.grounds(),
                ));
            }
        }
        Ok(made)
    }

    /// Writes the files of a document, and returns the entry that lists them.
    fn files(&self, dossier: &Dossier, view: &View, pdf: Option<&Pdf>, sheet: &Sheet<'_>) -> Result<Entry, BuildError> {
        let edition = view.edition.name();
        let record = &view.record;
        let folder = format!("d/{}", record.id);
        let mut files = Vec::new();
        let mut put = |path: String, title: &str, role: Role, label: &str, bytes: &[u8]| -> std::io::Result<()> {
            let written = self.stage.put(&format!("{edition}/{path}"), bytes)?;
            files.push(File::new(path, redaction::written(title), role, label.to_owned(), &written));
            Ok(())
        };
        if let Some(pdf) = pdf {
            let path = format!("{folder}/{}.pdf", record.id);
            put(path, &record.title, Role::Document, &record.disclosure_label, &pdf.bytes)?;
        }
        for format in FORMATS.iter().filter(|f| f.delivery == Delivery::Download && !record.received) {
            let path = format!("{folder}/{}.{}", record.id, format.name);
            put(path, &record.title, Role::Document, &record.disclosure_label, &(format.emit)(sheet))?;
        }
        let attached = record.attachments.iter().map(|a| (&a.file, &a.title, Role::Attachment, &a.disclosure_label));
        let originals = record.originals.iter().map(|o| (&o.file, &o.title, Role::Original, &o.disclosure_label));
        for (file, title, role, label) in attached.chain(originals) {
            let Some(file) = file else { continue };
            let name = format!("{}/attachments/{file}", dossier.folder);
            let attached = self.session.sources.attachments.get(&name).expect("attachments were checked");
            let mut bytes = gian_source::load_attachment(attached)?;
            if view.edition == Edition::Public {
                bytes = hwpx::public(file, bytes).map_err(|why| {
                    BuildError::Problems(vec![attachment_scan::refused(Place::bytes(&name, 0..0), file, &why)])
                })?;
            }
            put(format!("{folder}/files/{file}"), title, role, label, &bytes)?;
        }
        for picture in sheet.pictures {
            let path = format!("{edition}/{folder}/{}/{}", gian_emit::html::FIGURES, picture.file);
            self.stage.put(&path, &picture.bytes)?;
        }
        Ok(Entry::new(view, &self.heads[&view.edition], files, pdf.map(|p| p.pages.count())))
    }

    /// Versions of a document, as far as they may be shown.
    fn history(&self, id: &str) -> Vec<VersionView> {
        let entry = self.log.as_ref().and_then(|index| index.get(id));
        let versions = &self.session.sources.versions;
        let clean = |text: &str| self.scanned.is_clean(text);
        entry.map_or(Vec::new(), |e| gian_publication_log::history(e, versions, &clean))
    }

    /// Writes indexes, assets and manifests.
    fn site(&self, found: Vec<DocumentOutput>) -> Result<(), BuildError> {
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
            let mut listed: Vec<_> = match edition {
                Edition::Public => self.session.outside.closed().cloned().collect(),
                Edition::Internal => Vec::new(),
            };
            // Sort by the content of the rows only, because the order of folders could reveal something.
            listed.sort_by_cached_key(|l| {
                (std::cmp::Reverse(l.date), serde_json::to_string(l).expect("a row is plain data"))
            });
            let name = edition.name();
            let frame = Frame { settings, edition };
            let put = |path: &str, bytes: &[u8]| self.stage.put(&format!("{name}/{path}"), bytes);
            let dossiers = dossiers::gather(&entries, told);
            gian_archive::around(&self.renderer.site, &frame, &entries, &listed, &dossiers, &put)?;
            self.indexes.write(&self.renderer.site, &frame, &put)?;
            let register = self.renderer.site.register(&frame, &withheld).map_err(|d| BuildError::Problems(vec![d]))?;
            put("withheld/index.html", register.as_bytes())?;
            if edition == Edition::Internal {
                put("withheld/register.csv", &gian_archive::register_csv(&withheld))?;
            }
            let there: BTreeSet<&str> = entries.iter().map(|e| e.id.as_str()).collect();
            // The office may still have the document.
            let clean = |text: &str| self.scanned.is_clean(text);
            let register = self.workspace.register.as_ref();
            let gone = gian_publication_log::tombstones(register, &self.session.outside, &clean);
            for gone in gone.iter().filter(|g| !there.contains(g.id.as_str())) {
                let page = self.renderer.site.tombstone(&frame, gone).map_err(|d| BuildError::Problems(vec![d]))?;
                put(&format!("d/{}/index.html", gone.id), page.as_bytes())?;
            }
            if edition == Edition::Public {
                gian_archive::data::close(&frame, &entries, &dossiers, self.stage.below(name), &put)?;
            }
            let manifest = gian_archive::manifest(&self.stage.below(name));
            self.stage.put(&format!("{name}/manifest.json"), manifest.as_bytes())?;
        }
        Ok(())
    }

    fn unset(&self, path: &str, failure: &Failure) -> Diag {
        let place = Place::value(path, Route::of(keys::TITLE));
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
