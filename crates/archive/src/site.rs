//! Templates of the site, and the individual pages rendered from them.

use std::collections::BTreeMap;

use gian_compose::{Templates, delimiters, filters};
use gian_diagnostics::Diag;
use gian_document::Document;
use gian_emit::format::{Delivery, Format};
use gian_emit::page_map::Pages;
use gian_emit::sources::linked;
use gian_emit::{FORMATS, html};
use gian_view::publication::{Tombstone, VersionView};
use gian_view::redaction_register::Row;
use gian_view::{Edition, Listed, View, redaction_register};
use gian_vocabulary::institution::Settings;
use serde::Serialize;
use tera::{Context, Tera};

use crate::address::root_of;
use crate::browse::Branch;
use crate::entry::Entry;
use crate::frame::{Crumb, Frame};
use crate::written::Written;

/// Builtin templates: path below `templates/`, source.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("html/base.html", include_str!("../../../templates/html/base.html")),
    ("html/header.html", include_str!("../../../templates/html/header.html")),
    ("html/menu.html", include_str!("../../../templates/html/menu.html")),
    ("html/footer.html", include_str!("../../../templates/html/footer.html")),
    ("html/crumbs-home.html", include_str!("../../../templates/html/crumbs-home.html")),
    ("html/document.html", include_str!("../../../templates/html/document.html")),
    ("html/originals.html", include_str!("../../../templates/html/originals.html")),
    ("html/history.html", include_str!("../../../templates/html/history.html")),
    ("html/tombstone.html", include_str!("../../../templates/html/tombstone.html")),
    ("html/index.html", include_str!("../../../templates/html/index.html")),
    ("html/list.html", include_str!("../../../templates/html/list.html")),
    ("html/closed.html", include_str!("../../../templates/html/closed.html")),
    ("html/pager.html", include_str!("../../../templates/html/pager.html")),
    ("html/entry.html", include_str!("../../../templates/html/entry.html")),
    ("html/dossier-entry.html", include_str!("../../../templates/html/dossier-entry.html")),
    ("html/closed-entry.html", include_str!("../../../templates/html/closed-entry.html")),
    ("html/dossier.html", include_str!("../../../templates/html/dossier.html")),
    ("html/findings.html", include_str!("../../../templates/html/findings.html")),
    ("html/register.html", include_str!("../../../templates/html/register.html")),
    ("html/machines.html", include_str!("../../../templates/html/machines.html")),
    ("html/data.html", include_str!("../../../templates/html/data.html")),
    ("html/counts.html", include_str!("../../../templates/html/counts.html")),
    ("html/accessibility.html", include_str!("../../../templates/html/accessibility.html")),
    SEARCH,
];
/// Path of the template of the start page, below the workspace.
pub const INDEX: &str = "templates/html/index.html";
/// Template of the search page.
pub(crate) const SEARCH: (&str, &str) = ("html/search.html", include_str!("../../../templates/html/search.html"));
/// The style of the site: path below `templates/`, source.
pub const STYLE: (&str, &str) = ("html/style.css", include_str!("../../../templates/html/style.css"));
pub(crate) const ICON: &str = include_str!("../../../templates/html/icon.svg");
/// Number of documents on the start page.
const NEWEST: usize = 10;

/// The templates, ready to render.
pub struct Site {
    pub(crate) tera: Tera,
    pub(crate) style: String,
    pub(crate) sources: BTreeMap<String, String>,
    /// Templates of the office, below `templates/`.
    pub(crate) overrides: BTreeMap<String, String>,
}

/// Prefix of the name of a builtin template that an office replaced, so that the replacement can extend it.
const BUILTIN: &str = "program/";

/// Input of the page of a document besides its view.
pub struct Page<'a> {
    /// The composed document, from which the page is emitted.
    pub document: &'a Document,
    /// Page map of its PDF.
    pub pages: &'a Pages,
    /// Entry of the document for lists and data.
    pub entry: &'a Entry,
    /// Documents of the same dossier by day.
    pub matter: Vec<&'a crate::index::Head>,
    /// Origin of its figures.
    pub basis: Vec<crate::basis::Basis>,
    /// Versions; empty if the office keeps no publication log.
    pub history: Vec<VersionView>,
}

impl Site {
    /// Loads the builtin templates and those of the office that replace them.
    ///
    /// # Errors
    /// A template is not valid Tera.
    pub fn new(overrides: &BTreeMap<String, String>) -> Result<Self, Diag> {
        let mut tera = Tera::new();
        tera.set_delimiters(delimiters()).expect("the delimiters differ from one another");
        tera.autoescape_on(vec![".html"]);
        filters::register(&mut tera);
        tera.register_filter("bytes", |v: tera::Value, _: tera::Kwargs, _: &tera::State| {
            tera::Value::normal_string(&size(v.as_i64().unwrap_or(0)))
        });
        tera.register_filter("urlpath", |v: tera::Value, _: tera::Kwargs, _: &tera::State| {
            let text = v.as_str().unwrap_or_default();
            tera::Value::normal_string(&url_path(text))
        });
        let is_page = |path: &str| path.starts_with("html/") && path.ends_with(".html");
        let mut sources: BTreeMap<String, String> =
            overrides.iter().filter(|(path, _)| is_page(path)).map(|(p, s)| (p.clone(), s.clone())).collect();
        for (path, source) in TEMPLATES {
            if sources.contains_key(*path) {
                sources.insert(format!("{BUILTIN}{path}"), (*source).to_owned());
            } else {
                sources.insert((*path).to_owned(), (*source).to_owned());
            }
        }
        tera.add_raw_templates(sources.iter().map(|(path, source)| (path.as_str(), source.as_str())))
            .map_err(|e| fault(&sources, "html/base.html", &e))?;
        let style = overrides.get(STYLE.0).map_or(STYLE.1, String::as_str).to_owned();
        let overrides = overrides.iter().filter(|(path, _)| path.starts_with("html/"));
        let overrides = overrides.map(|(path, source)| (path.clone(), source.clone())).collect();
        Ok(Self { tera, style, sources, overrides })
    }

    /// Renders the page of a document.
    ///
    /// # Errors
    /// A template error.
    pub fn page(&self, frame: &Frame<'_>, view: &View, page: &Page<'_>) -> Result<String, Diag> {
        let mut context = Context::from_serialize(&view.written()).map_err(|e| self.fail("html/document.html", &e))?;
        self.common(&mut context, frame, &page.entry.path());
        context.insert("body", &html::emit(&linked(page.document, &crate::basis::explained(&page.basis)), page.pages));
        context.insert("approval", &page.document.approval().and_then(html::approval));
        context.insert("headings", &html::headings(page.document, page.pages));
        context.insert("pages", &page.pages.locators());
        context.insert("notice", &page.document.notice.as_ref().map(html::notice));
        context.insert("entry", page.entry);
        context.insert("matter", &page.matter);
        context.insert("basis", &page.basis);
        context.insert("history", &page.history);
        let crumbs = class_crumbs(&page.entry.classification);
        if frame.edition == Edition::Public {
            context.insert("jsonld", &crate::data::jsonld::document(frame, page.entry, &crumbs));
            context.insert("formats", &beside());
        }
        context.insert("class_crumbs", &crumbs);
        context.insert(
            "department_path",
            &format!("{}/index.html", crate::browse::department_address(&page.entry.department)),
        );
        context.insert("kind_path", &format!("{}/index.html", crate::browse::kind_address(&page.entry.kind)));
        context.insert("citation", &citation(frame.settings, page.entry));
        context.insert("draft", &page.entry.draft());
        self.render("html/document.html", &context)
    }

    /// Renders the page at the address of a document that is no longer published.
    ///
    /// # Errors
    /// A template error.
    pub fn tombstone(&self, frame: &Frame<'_>, gone: &Tombstone) -> Result<String, Diag> {
        let mut context = Context::new();
        self.common(&mut context, frame, &format!("d/{}/index.html", gone.id));
        context.insert("gone", gone);
        self.render("html/tombstone.html", &context)
    }

    /// Renders the accessibility statement with its contact.
    pub(crate) fn accessibility(&self, frame: &Frame<'_>) -> Result<String, Diag> {
        let mut context = Context::new();
        self.common(&mut context, frame, "accessibility/index.html");
        context.insert("departments", &frame.settings.departments);
        self.render("html/accessibility.html", &context)
    }

    /// Renders the start page of an edition.
    pub(crate) fn index(
        &self,
        frame: &Frame<'_>,
        entries: &[Entry],
        listed: &[Listed],
        dossiers: &[crate::dossiers::DossierEntry],
        ways: &[Branch],
    ) -> Result<String, Diag> {
        #[derive(Serialize)]
        struct Way<'a> {
            title: &'a str,
            path: String,
            branches: Vec<Way<'a>>,
            count: usize,
            more: bool,
        }
        fn way(branch: &Branch, deep: bool) -> Way<'_> {
            const SHOWN: usize = 6;
            let shown =
                if deep { branch.branches.iter().take(SHOWN).map(|b| way(b, false)).collect() } else { Vec::new() };
            Way {
                title: &branch.title,
                path: format!("{}/index.html", branch.address),
                more: deep && branch.branches.len() > SHOWN,
                branches: shown,
                count: branch.count,
            }
        }
        let mut context = Context::new();
        self.common(&mut context, frame, "index.html");
        if frame.edition == Edition::Public {
            context.insert("jsonld", &crate::data::jsonld::home(frame));
        }
        context.insert("entries", &entries[..entries.len().min(NEWEST)]);
        context.insert("count", &entries.len());
        context.insert("listed", &listed.len());
        context.insert("dossiers", &dossiers.iter().take(5).collect::<Vec<_>>());
        context.insert("dossier_count", &dossiers.len());
        context.insert("ways", &ways.iter().filter(|w| w.count > 0).map(|w| way(w, true)).collect::<Vec<_>>());
        self.render("html/index.html", &context)
    }

    /// Renders the redaction register; the public edition contains only counts.
    ///
    /// # Errors
    /// A template error.
    pub fn register(&self, frame: &Frame<'_>, rows: &[Row]) -> Result<String, Diag> {
        let mut context = Context::new();
        self.common(&mut context, frame, "withheld/index.html");
        let template = match frame.edition {
            Edition::Internal => {
                context.insert("rows", rows);
                "html/register.html"
            }
            Edition::Public => {
                context.insert("counts", &redaction_register::counts(rows));
                "html/counts.html"
            }
        };
        self.render(template, &context)
    }

    /// Context that every page has. `path` is the path of the page from the root of the site.
    pub(crate) fn common(&self, context: &mut Context, frame: &Frame<'_>, path: &str) {
        let settings = frame.settings;
        context.insert("archive", &settings.archive);
        context.insert("institution", &settings.institution);
        context.insert("requests", &settings.requests.clone().unwrap_or_default());
        context.insert("look", &crate::site_theme::SiteTheme::of(settings, &self.overrides));
        context.insert("root", &root_of(path));
        context.insert("path", path);
        // The address of an index page is that of its folder.
        let place = path.strip_suffix("index.html").unwrap_or(path);
        let public = frame.edition == Edition::Public;
        context
            .insert("canonical", &settings.archive.url.as_ref().filter(|_| public).map(|url| format!("{url}{place}")));
        context.insert("public", &public);
    }

    /// Renders a template, and drops lines left empty by its conditions.
    pub(crate) fn render(&self, path: &str, context: &Context) -> Result<String, Diag> {
        let html = self.tera.render(path, context).map_err(|e| self.fail(path, &e))?;
        Ok(html.lines().map(str::trim_end).filter(|l| !l.is_empty()).flat_map(|l| [l, "\n"]).collect())
    }

    fn fail(&self, path: &str, error: &tera::Error) -> Diag {
        fault(&self.sources, path, error)
    }
}

/// Locates a template error in its file; `path` is the rendered template, which may include others.
fn fault(sources: &BTreeMap<String, String>, path: &str, error: &tera::Error) -> Diag {
    let shown = |name: &str| format!("templates/{}", name.strip_prefix(BUILTIN).unwrap_or(name));
    Templates::plain(sources, &shown)(error, path)
}

/// The way down to the task of a document.
/// A file beside the page of a document, for programs.
#[derive(Serialize)]
struct Beside {
    file: &'static str,
    label: &'static str,
    media_type: &'static str,
}

fn beside() -> Vec<Beside> {
    let beside = |format: &Format| match format.delivery {
        Delivery::Beside(file) => Some(Beside { file, label: format.label, media_type: format.media_type }),
        Delivery::Page | Delivery::Download => None,
    };
    FORMATS.iter().filter_map(beside).collect()
}

fn class_crumbs(classification: &[String]) -> Vec<Crumb> {
    (1..=classification.len())
        .map(|depth| Crumb {
            title: classification[depth - 1].clone(),
            path: format!("{}/index.html", crate::browse::class_address(&classification[..depth])),
        })
        .collect()
}

/// Citation of a document: office, title, number, day, address.
fn citation(settings: &Settings, entry: &Entry) -> String {
    let mut parts = vec![format!("{} {}", settings.institution.name, entry.department_name)];
    parts.push(format!("「{}」", entry.title));
    parts.extend(entry.doc_no.clone());
    parts.push(gian_korean::date::full(entry.date.0));
    let mut text = parts.join(", ");
    if let Some(url) = &settings.archive.url {
        text.push_str(&format!(" <{url}d/{}/>", entry.id));
    }
    text
}

/// Percent-encodes a file name.
fn url_path(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// The manifest: all files of an edition with sizes and hashes.
pub fn manifest(files: &BTreeMap<String, Written>) -> String {
    let list: Vec<serde_json::Value> = files
        .iter()
        .map(|(path, file)| serde_json::json!({ "path": path, "bytes": file.bytes, "sha256": file.sha256 }))
        .collect();
    let mut text =
        serde_json::to_string_pretty(&serde_json::json!({ "files": list })).expect("a list of strings and numbers");
    text.push('\n');
    text
}

fn size(bytes: i64) -> String {
    match bytes {
        b if b >= 1_000_000 => format!("{:.1} MB", b as f64 / 1e6),
        b if b >= 1000 => format!("{} KB", b / 1000),
        b => format!("{b} B"),
    }
}
