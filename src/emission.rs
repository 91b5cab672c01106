//! Writes one composed document in every edition that contains it: PDF, other formats, attachments, page, data.

use std::collections::BTreeMap;

use gian_archive::entry::Role;
use gian_archive::facts::{Facts, Printed};
use gian_archive::index::Index;
use gian_archive::search::Indexes;
use gian_archive::{Entry, File, Frame, Page, basis, facts};
use gian_diagnostics::{Diag, Place, Route, text};
use gian_disclose::redaction_register;
use gian_document::{Document, Image};
use gian_emit::FORMATS;
use gian_emit::format::{Delivery, Picture, Sheet};
use gian_media::{attachment, picture};
use gian_model::{Dossier, Workspace, keys};
use gian_preflight::attachment_scan;
use gian_preflight::attachment_scan::Scanned;
use gian_session::{Composed, Session};
use gian_source::Sources;
use gian_source::progress::Watch;
use gian_typst_engine::{Collision, Engine, Failure, Misplaced, Pdf};
use gian_view::publication::VersionView;
use gian_view::redaction_register::Row;
use gian_view::{Edition, View, redaction};

use crate::build_error::BuildError;
use crate::output::Stage;
use crate::renderer::{Renderer, TYPESET};

/// Code of text at a wrong position of a finished page.
const MISPLACED: &str = "misplaced-text";

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
pub(crate) struct DocumentOutput {
    pub(crate) entries: Vec<(Edition, Entry)>,
    /// Facts of its dossier that it prints.
    pub(crate) told: Vec<(Edition, Facts)>,
    /// Redactions of its public page.
    pub(crate) withheld: Vec<Row>,
}

/// Writes composed documents, and the site around them, into the stage.
pub(crate) struct Emission<'a> {
    /// The publication log; `None` if the office keeps none.
    pub(crate) log: Option<gian_publication_log::Index<'a>>,
    /// Which texts of the log may be shown.
    pub(crate) scanned: Scanned<'a>,
    pub(crate) session: &'a Session,
    pub(crate) workspace: &'a Workspace,
    pub(crate) renderer: &'a Renderer<'a>,
    pub(crate) engine: Option<&'a dyn Engine>,
    pub(crate) editions: &'a [Edition],
    pub(crate) stage: &'a Stage,
    pub(crate) watch: &'a dyn Watch,
    /// Indexes of all documents, by edition.
    pub(crate) heads: BTreeMap<Edition, Index>,
    pub(crate) indexes: Indexes,
}

impl Emission<'_> {
    /// Writes one composed document in every edition that contains it.
    pub(crate) fn document(
        &self,
        dossier: &Dossier,
        index: usize,
        composed: Vec<Composed>,
    ) -> Result<DocumentOutput, BuildError> {
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
            self.renderer.frame.choose_markers(&view, &mut document);
            let pictures = pictures(&self.session.sources, dossier, &document)?;
            let pdf = match self.engine.filter(|_| !view.record.received) {
                Some(engine) => {
                    let mut job = self.renderer.job(&view, &document).map_err(|d| BuildError::Problems(vec![d]))?;
                    job.pictures = pictures.iter().map(|p| (p.name.clone(), p.bytes.clone())).collect();
                    let unset = |f: Failure| BuildError::Problems(vec![self.unset(path, &job.main, &f)]);
                    let pdf = engine.pdf(&job).map_err(unset)?;
                    if !pdf.misplaced.is_empty() {
                        return Err(BuildError::Problems(self.misplaced(path, &pdf.misplaced)));
                    }
                    Some(pdf)
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
                let published = attachment::publish(file, bytes).map_err(|why| {
                    BuildError::Problems(vec![attachment_scan::refused(Place::bytes(&name, 0..0), file, &why)])
                })?;
                bytes = published.bytes;
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

    /// The problems of text at a wrong position of the pages, each at the same words of the document if it has them.
    fn misplaced(&self, path: &str, all: &[Misplaced]) -> Vec<Diag> {
        let text = self.session.sources.get(path).map_or("", |file| file.text.as_str());
        let diag = |misplaced: &Misplaced| {
            let words = misplaced.text.as_str();
            let place = match text.find(words) {
                Some(at) => Place::bytes(path, at..at + words.len()),
                None => Place::value(path, Route::of(keys::TITLE)),
            };
            let page = misplaced.page;
            let message = match misplaced.collision {
                Collision::Margin => text!(
                    "PDF {page}쪽에서 글이 쪽의 여백으로 나갑니다: `{words}`",
                    "on page {page} of the PDF, text leaves the text area: `{words}`"
                ),
                Collision::Rule => text!(
                    "PDF {page}쪽에서 글이 표의 선을 넘습니다: `{words}`",
                    "on page {page} of the PDF, text crosses a rule: `{words}`"
                ),
                Collision::Text => text!(
                    "PDF {page}쪽에서 글이 다른 글과 겹칩니다: `{words}`",
                    "on page {page} of the PDF, text covers other text: `{words}`"
                ),
            };
            Diag::error(MISPLACED, place, message).help(text!(
                "글을 줄이거나 나누고, 표이면 열의 `너비`를 늘리십시오",
                "shorten or divide the text, or widen the column of a table"
            ))
        };
        all.iter().map(diag).collect()
    }

    /// The problem of a document that cannot be typeset. `main` is its Typst source.
    fn unset(&self, path: &str, main: &str, failure: &Failure) -> Diag {
        let place = Place::value(path, Route::of(keys::TITLE));
        if let Some(stop) = failure.stop {
            self.watch.over(path, stop);
            return stop.diag(place, self.workspace.settings.limits);
        }
        let words = failure.messages.join("; ");
        let own = failure.place().and_then(|(file, line)| self.template_line(file, line, main));
        let message = text!("문서를 조판하지 못했습니다: {}", "the document cannot be typeset: {}"; words);
        match own {
            Some(line) => Diag::error(TYPESET, line, message)
                .related(place, text!("이 문서를 조판하다가", "while this document was typeset"))
                .help(text!("이 줄을 확인하십시오", "check this line")),
            None => Diag::error(TYPESET, place, message).help(text!(
                "`templates/pdf/`를 고쳤다면 그 줄을 확인하고, 아니면 gian의 결함이니 알려 주십시오",
                "check that line if you changed `templates/pdf/`; otherwise report it as a defect of gian"
            )),
        }
    }

    /// The place in a template of the office for a line of what the engine read; `None` if it is not of the office.
    fn template_line(&self, file: &str, line: usize, main: &str) -> Option<Place> {
        let own = |name: &str| {
            let source = self.session.sources.templates.get(name)?;
            Some((format!("templates/{name}"), source.as_str()))
        };
        let place = |path: &str, source: &str, index: usize| {
            let start: usize = source.split_inclusive('\n').take(index).map(str::len).sum();
            Place::bytes(path, start..start + source[start..].lines().next().map_or(0, str::len))
        };
        if file == "house.typ" {
            let (path, source) = own("pdf/house.typ")?;
            return Some(place(&path, source, line - 1));
        }
        // The frame is a template: its lines are found in what it became by their words.
        let (path, source) = own("pdf/document.typ")?;
        let words = main.lines().nth(line - 1)?.trim();
        let index = source.lines().position(|l| l.trim() == words && !words.is_empty())?;
        Some(place(&path, source, index))
    }
}
