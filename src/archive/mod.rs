//! The site around the emitted documents: pages, index, style, manifest.
//!
//! A page is filled from a [`View`] and emitted HTML; what an edition does not have never comes here.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Tera};

use crate::compose::{delimiters, filters, template_error};
use crate::diagnostics::Diag;
use crate::disclose::register::{self, Row};
use crate::disclose::view::Listed;
use crate::disclose::{Edition, View, tokens};
use crate::document::Document;
use crate::emit::html;
use crate::emit::pages::Pages;
use crate::model::Settings;
use crate::output::Written;

/// Templates of the site: path below `templates/`, source.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("html/base.html", include_str!("../../templates/html/base.html")),
    ("html/document.html", include_str!("../../templates/html/document.html")),
    ("html/signer.html", include_str!("../../templates/html/signer.html")),
    ("html/index.html", include_str!("../../templates/html/index.html")),
    ("html/register.html", include_str!("../../templates/html/register.html")),
    ("html/counts.html", include_str!("../../templates/html/counts.html")),
];
/// Path of the template of the index, below the workspace.
pub const INDEX: &str = "templates/html/index.html";
const STYLE: (&str, &str) = ("html/style.css", include_str!("../../templates/html/style.css"));
const ICON: &str = include_str!("../../templates/html/icon.svg");

/// The site's templates, ready to fill.
pub struct Site {
    tera: Tera,
    style: String,
    sources: BTreeMap<&'static str, String>,
}

/// An entry of the index.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    pub id: String,
    pub title: String,
    pub kind: String,
    pub date: String,
    pub department: String,
    pub disclosure_label: String,
    pub draft: bool,
    pub summary: Option<String>,
}

impl Entry {
    /// The entry of a document.
    pub fn new(view: &View) -> Self {
        Self {
            id: view.record.id.clone(),
            title: tokens::written(&view.record.title),
            kind: view.record.kind.clone(),
            date: view.record.date.to_string(),
            department: view.department.name.clone(),
            disclosure_label: view.record.disclosure_label.clone(),
            draft: view.record.state == crate::model::record::State::Draft,
            summary: view.record.summary.as_deref().map(tokens::written),
        }
    }
}

impl Site {
    /// Loads the templates of the program and those that the office put in their place.
    ///
    /// # Errors
    /// A template that is not valid Tera.
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
            tera::Value::normal_string(
                &percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string(),
            )
        });
        let own = |path: &str, source: &str| overrides.get(path).map_or(source.to_owned(), Clone::clone);
        let sources: BTreeMap<&'static str, String> =
            TEMPLATES.iter().map(|(path, source)| (*path, own(path, source))).collect();
        tera.add_raw_templates(sources.iter().map(|(path, source)| (*path, source.as_str()))).map_err(|e| {
            let name = e.to_string();
            let path = sources.keys().find(|p| name.contains(**p)).copied().unwrap_or("html/base.html");
            template_error(&e, &format!("templates/{path}"), &sources[path], 0)
        })?;
        Ok(Self { tera, style: own(STYLE.0, STYLE.1), sources })
    }

    /// The page of a document. `pdf`: the size of its PDF in bytes, and its pages.
    ///
    /// # Errors
    /// A template that fails.
    pub fn page(
        &self,
        settings: &Settings,
        view: &View,
        document: &Document,
        (bytes, pages): (u64, &Pages),
        files: &BTreeMap<String, u64>,
    ) -> Result<String, Diag> {
        let mut context = Context::from_serialize(&view.written()).map_err(|e| self.fail("html/document.html", &e))?;
        self.common(&mut context, settings, view.edition, "../../");
        context.insert("body", &html::emit(document, pages));
        context.insert("headings", &html::headings(document, pages));
        context.insert("pages", &pages.locators());
        context.insert("notice", &document.notice.as_ref().map(html::notice));
        context.insert("pdf_bytes", &bytes);
        context.insert("files", files);
        context.insert("draft", &(view.record.state == crate::model::record::State::Draft));
        self.render("html/document.html", &context)
    }

    /// The index of an edition.
    ///
    /// # Errors
    /// A template that fails.
    pub fn index(
        &self,
        settings: &Settings,
        edition: Edition,
        entries: &[Entry],
        listed: &[Listed],
    ) -> Result<String, Diag> {
        let mut context = Context::new();
        self.common(&mut context, settings, edition, "");
        context.insert("entries", entries);
        context.insert("listed", listed);
        self.render("html/index.html", &context)
    }

    /// The register of what is withheld; a public reader gets its counts.
    ///
    /// # Errors
    /// A template that fails.
    pub fn register(&self, settings: &Settings, edition: Edition, rows: &[Row]) -> Result<String, Diag> {
        let mut context = Context::new();
        self.common(&mut context, settings, edition, "../");
        let template = match edition {
            Edition::Internal => {
                context.insert("rows", rows);
                "html/register.html"
            }
            Edition::Public => {
                context.insert("counts", &register::counts(rows));
                "html/counts.html"
            }
        };
        self.render(template, &context)
    }

    /// Style and icon, by path below `assets/`.
    pub fn assets(&self) -> [(&'static str, &str); 2] {
        [("assets/style.css", &self.style), ("assets/icon.svg", ICON)]
    }

    fn common(&self, context: &mut Context, settings: &Settings, edition: Edition, root: &str) {
        context.insert("archive", &settings.archive);
        context.insert("institution", &settings.institution);
        context.insert("requests", &settings.requests.clone().unwrap_or_default());
        context.insert("root", root);
        context.insert("public", &(edition == Edition::Public));
    }

    /// Fills a template; lines that its conditions left empty are dropped.
    fn render(&self, path: &str, context: &Context) -> Result<String, Diag> {
        let html = self.tera.render(path, context).map_err(|e| self.fail(path, &e))?;
        Ok(html.lines().map(str::trim_end).filter(|l| !l.is_empty()).flat_map(|l| [l, "\n"]).collect())
    }

    fn fail(&self, path: &str, error: &tera::Error) -> Diag {
        template_error(error, &format!("templates/{path}"), &self.sources[path], 0)
    }
}

/// The register as a table for a spreadsheet: UTF-8 with a byte order mark, which Excel asks for.
pub fn register_csv(rows: &[Row]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(vec![0xEF, 0xBB, 0xBF]);
    let head = [
        "식별자",
        "제목",
        "날짜",
        "부서",
        "곳",
        "대상",
        "수",
        "근거(호)",
        "키",
        "사유",
        "결정자",
        "결정일",
        "재검토일",
    ];
    let written = writer.write_record(head).and_then(|()| {
        rows.iter().try_for_each(|r| {
            let day = |d: Option<crate::model::values::Date>| d.map_or(String::new(), |d| d.to_string());
            let cells = [
                r.id.clone(),
                r.title.clone(),
                r.date.to_string(),
                r.department.clone(),
                r.place.clone(),
                r.what.to_owned(),
                r.count.to_string(),
                r.ground.0.to_string(),
                r.key.clone().unwrap_or_default(),
                r.reason.clone().unwrap_or_default(),
                r.decided_by.clone(),
                day(r.decided_on),
                day(r.review_on),
            ];
            writer.write_record(cells.map(|cell| inert_cell(&cell)))
        })
    });
    written.expect("a table in memory can be written");
    writer.into_inner().expect("a table in memory can be written")
}

/// A cell that a spreadsheet shows and never computes.
fn inert_cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// The list of all files of an edition with sizes and hashes.
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
