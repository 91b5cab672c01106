//! Turns views into files: composes, sets, and writes pages with the templates of an office.

use std::borrow::Cow;
use std::collections::BTreeMap;

use gian_archive::entry::Role;
use gian_archive::index::Index;
use gian_archive::{Entry, File, Frame, Page, Site, Written};
use gian_compose::Composer;
use gian_diagnostics::{Diag, Place, text};
use gian_document::Document;
use gian_emit::format::{Picture, Sheet};
use gian_emit::page_map::Pages;
use gian_kinds::Kinds;
use gian_model::Settings;
use gian_session::Session;
use gian_theme::frame;
use gian_theme::themes::Themes;
use gian_typst_engine::Job;
use gian_view::{View, redaction};

/// Code of a document that cannot be typeset.
pub(crate) const TYPESET: &str = "typeset";

/// Renderer: turns views into files.
pub struct Renderer<'a> {
    pub(crate) composer: Composer,
    pub(crate) frame: frame::Frame<'a>,
    pub(crate) site: Site,
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
            composer: Composer::new(&Kinds::load(overrides).map_err(|mut all| all.swap_remove(0))?, overrides)?
                .annexing(themes.annexes()),
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
        self.frame.choose_markers(view, &mut document);
        Ok(document)
    }

    /// Writes the Typst sources of a document.
    ///
    /// # Errors
    /// The frame fails.
    pub fn job(&self, view: &View, document: &Document) -> Result<Job, Diag> {
        if view.record.received {
            return Err(Diag::error(
                TYPESET,
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
                TYPESET,
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
