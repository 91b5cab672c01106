//! The embedded Typst engine.

use std::cell::RefCell;
use std::sync::Arc;

use chrono::Datelike;
use gian_emit::page_map::{PLACE_LABEL, PRINTED_LABEL, Pages};
use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Label, Selector, Smart, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, PicoStr};
use typst::{Feature, Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::{Engine, Failure, Job, Pdf, annotations, ink};

/// The engine with its fonts, shared between documents.
pub struct Embedded {
    shared: Arc<Shared>,
}

struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Embedded {
    /// Creates the engine with font files.
    pub fn new(files: &[std::borrow::Cow<'static, [u8]>]) -> Self {
        let fonts: Vec<Font> = files
            .iter()
            .flat_map(|file| {
                let bytes = match file {
                    std::borrow::Cow::Borrowed(data) => Bytes::new(*data),
                    std::borrow::Cow::Owned(data) => Bytes::new(data.clone()),
                };
                Font::iter(bytes).collect::<Vec<_>>()
            })
            .collect();
        // Tag row heads of tables in the PDF.
        let features = [Feature::A11yExtras].into_iter().collect();
        let mut book = FontBook::new();
        for font in &fonts {
            book.push(font.info().clone());
        }
        let shared = Shared {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(book),
            fonts,
        };
        Self { shared: Arc::new(shared) }
    }
}

impl Engine for Embedded {
    fn pdf(&self, job: &Job) -> Result<Pdf, Failure> {
        let _evict = Evict;
        let date = datetime(job.date);
        let world = DocumentWorld {
            shared: Arc::clone(&self.shared),
            main: kept(&MAIN, "/main.typ", &job.main),
            house: kept(&HOUSE, "/house.typ", &job.house),
            profile: Bytes::from_string(job.profile.clone()),
            pictures: job
                .pictures
                .iter()
                .map(|(name, bytes)| (file_id(&format!("/{name}")), Bytes::new(bytes.clone())))
                .collect(),
            date,
        };
        let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
        let document = output.map_err(|e| failure(&world, &e))?;
        // Report missing fonts: Typst would silently substitute one, which changes the page.
        if let Some(warning) = warnings.iter().find(|w| w.message.contains("font")) {
            return Err(failure(&world, std::slice::from_ref(warning)));
        }
        let standards =
            PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).expect("the two standards go together");
        let options = PdfOptions {
            ident: Smart::Auto,
            creator: Smart::Custom(Some("gian".to_owned())),
            timestamp: Some(Timestamp::new_utc(date)),
            page_ranges: None,
            standards,
            tagged: true,
            pretty: false,
        };
        let bytes = typst_pdf::pdf(&document, &options).map_err(|e| failure(&world, &e))?;
        let bytes = annotations::corrected(&bytes).map_err(|why| Failure { messages: vec![why], stop: None })?;
        let found = |label| numbers(&document, label);
        let pages = Pages::new(document.pages().len(), &found(PRINTED_LABEL), &found(PLACE_LABEL));
        Ok(Pdf { bytes, pages, misplaced: ink::misplaced(&document, job.margins) })
    }
}

/// Numbers in the metadata of a label, each with its page, from 1.
fn numbers(document: &PagedDocument, label: &str) -> Vec<(usize, usize)> {
    let label = Label::new(PicoStr::intern(label)).expect("the labels are not empty");
    let introspector = document.introspector();
    let number = |data: &typst::foundations::Content| {
        let Value::Int(number) = data.to_packed::<MetadataElem>()?.value else { return None };
        Some((usize::try_from(number).ok()?, introspector.page(data.location()?)?.get()))
    };
    introspector.query(&Selector::Label(label)).iter().filter_map(number).collect()
}

thread_local! {
    static MAIN: RefCell<Option<Source>> = const { RefCell::new(None) };
    static HOUSE: RefCell<Option<Source>> = const { RefCell::new(None) };
}

/// Source of this thread, updated with the text of the next document. Spans of common text stay the same, so that it is
/// not laid out again; the two editions of a document share nearly all.
fn kept(last: &'static std::thread::LocalKey<RefCell<Option<Source>>>, path: &str, text: &str) -> Source {
    last.with_borrow_mut(|last| match last {
        Some(source) => {
            source.replace(text);
            source.clone()
        }
        None => last.insert(Source::new(file_id(path), text.to_owned())).clone(),
    })
}

/// Number of documents, over all threads, after which an unused cache entry is evicted.
const AGE: usize = 4;

/// Evicts unused entries from the cache of the engine, also after an error, because each document adds megabytes.
/// Recent ones are kept, because the two editions of a document share nearly all.
struct Evict;

impl Drop for Evict {
    fn drop(&mut self) {
        typst::comemo::evict(AGE);
    }
}

fn failure(world: &DocumentWorld, errors: &[SourceDiagnostic]) -> Failure {
    let messages = errors
        .iter()
        .map(|e| {
            let place = e.span.id().and_then(|id| {
                let range = world.range(e.span)?;
                let source = world.source(id).ok()?;
                let line = source.lines().byte_to_line(range.start)? + 1;
                Some(format!("{}:{line}: ", id.vpath().get_without_slash()))
            });
            let hints: String = e.hints.iter().map(|h| format!(" ({})", h.v)).collect();
            format!("{}{}{hints}", place.unwrap_or_default(), e.message)
        })
        .collect();
    Failure { messages, stop: None }
}

fn datetime(date: chrono::NaiveDate) -> Datetime {
    Datetime::from_ymd_hms(date.year(), date.month() as u8, date.day() as u8, 0, 0, 0)
        .expect("chrono and Typst share a calendar")
}

fn file_id(path: &str) -> FileId {
    RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).expect("the paths are fixed")).intern()
}

struct DocumentWorld {
    shared: Arc<Shared>,
    main: Source,
    house: Source,
    profile: Bytes,
    pictures: Vec<(FileId, Bytes)>,
    date: Datetime,
}

impl World for DocumentWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.house]
            .into_iter()
            .find(|s| s.id() == id)
            .cloned()
            .ok_or_else(|| FileError::NotFound(id.vpath().get_with_slash().into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == file_id("/profile.json") {
            return Ok(self.profile.clone());
        }
        if let Some((_, bytes)) = self.pictures.iter().find(|(picture, _)| *picture == id) {
            return Ok(bytes.clone());
        }
        Err(FileError::NotFound(id.vpath().get_with_slash().into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        Some(self.date)
    }
}
