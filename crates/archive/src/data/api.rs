//! The JSON API: files at stable paths, and the JSON Schemas that describe them.
//!
//! `api/v1/index.json` links to everything. A later version may add keys; a changed meaning of a key needs a new
//! version.

use gian_view::LicenceView;
use gian_vocabulary::values::Date;
use rayon::prelude::*;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::Value;

use super::rows::{FactRows, FileRow};
use super::tables::{EXCEL, PACKAGE, TableFile};
use super::{Addresses, Data, json, licence, updated};
use crate::dossiers::DossierEntry;
use crate::entry::Entry;
use crate::facts::Facts;
use crate::{Fault, Put, browse};

const VERSION: u32 = 1;
/// Documents on a page of the list.
const PER_PAGE: usize = 500;
const FOLDER: &str = "api/v1";

/// The start of the API.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "gian API: index")]
struct Index<'a> {
    /// Version of the API.
    version: u32,
    /// Name of the archive.
    title: &'a str,
    description: Option<&'a str>,
    /// Name of the institution.
    publisher: &'a str,
    /// Where the archive stands; without it all addresses are paths from the root of the site.
    url: Option<&'a str>,
    /// Licence of the data about the documents; none is given where it is null. Each document has its own.
    data_licence: Option<Licence<'a>>,
    /// Up to which day changes of class are followed.
    as_of: Option<Date>,
    /// The last day on which something changed.
    updated: Date,
    counts: Counts,
    /// The first page of the list of documents.
    documents: String,
    /// The first page of the list of dossiers.
    dossiers: String,
    tables: Vec<Table<'a>>,
    /// The Frictionless data package of the tables.
    datapackage: String,
    /// The list of documents for spreadsheets.
    spreadsheet: String,
    /// The catalogue (DCAT 3).
    catalog: String,
    /// The Atom feed of all documents.
    feed: String,
    schemas: Vec<SchemaLink>,
}

/// How much there is.
#[derive(Debug, Serialize, JsonSchema)]
struct Counts {
    documents: usize,
    dossiers: usize,
    /// Documents that are withheld as a whole; they stand in the table `documents` only.
    closed: usize,
}

/// A table as a CSV file.
#[derive(Debug, Serialize, JsonSchema)]
struct Table<'a> {
    name: &'a str,
    title: &'a str,
    url: String,
    rows: usize,
    bytes: u64,
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    sha256: &'a str,
}

/// A JSON Schema of the API.
#[derive(Debug, Serialize, JsonSchema)]
struct SchemaLink {
    name: &'static str,
    url: String,
}

/// A licence.
#[derive(Debug, Serialize, JsonSchema)]
struct Licence<'a> {
    name: &'a str,
    /// What it asks, in Korean.
    meaning: &'a str,
    /// Address of its text.
    url: &'a str,
}

impl<'a> Licence<'a> {
    fn of(view: &LicenceView) -> Self {
        Self { name: view.name, meaning: view.meaning, url: view.url }
    }
}

/// A dossier as others name it.
#[derive(Debug, Serialize, JsonSchema)]
struct Reference<'a> {
    id: &'a str,
    title: Option<&'a str>,
    /// Its page.
    url: String,
    /// Its JSON file.
    data_url: String,
}

impl<'a> Reference<'a> {
    fn dossier(address: &'a str, title: Option<&'a str>, addresses: &Addresses<'_>) -> Self {
        Self {
            id: address,
            title,
            url: addresses.dossier(address),
            data_url: addresses.plain(&format!("dossier/{address}/dossier.json")),
        }
    }
}

/// A page of the list of documents, the newest first.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "gian API: page of the list of documents")]
struct DocumentPage<'a> {
    version: u32,
    #[serde(flatten)]
    pager: Pager,
    documents: Vec<Summary<'a>>,
}

/// A page of the list of dossiers, the one that changed last first.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "gian API: page of the list of dossiers")]
struct DossierPage<'a> {
    version: u32,
    #[serde(flatten)]
    pager: Pager,
    dossiers: Vec<Reference<'a>>,
}

/// A page among its pages.
#[derive(Debug, Serialize, JsonSchema)]
struct Pager {
    /// Number of the page, from 1.
    #[schemars(range(min = 1))]
    page: usize,
    pages: usize,
    /// Entries on all pages.
    total: usize,
    previous: Option<String>,
    next: Option<String>,
}

/// A document in a list.
#[derive(Debug, Serialize, JsonSchema)]
struct Summary<'a> {
    /// 식별자: its name in the archive, which never changes.
    id: &'a str,
    title: &'a str,
    /// 종류: 결과보고.
    kind: &'a str,
    /// 결재일.
    date: Date,
    /// Last day of approval, dispatch, a change of class or a correction.
    updated: Date,
    doc_no: Option<&'a str>,
    /// Id of the department.
    department: &'a str,
    department_name: &'a str,
    /// 공개, 부분공개.
    disclosure: &'static str,
    /// Address of the licence of the document.
    licence: Option<&'a str>,
    /// Id of its dossier.
    dossier: Option<&'a str>,
    /// Its page.
    url: String,
    /// Its JSON file.
    data_url: String,
}

impl<'a> Summary<'a> {
    fn new(entry: &'a Entry, addresses: &Addresses<'_>) -> Self {
        Self {
            id: &entry.id,
            title: &entry.title,
            kind: &entry.kind,
            date: entry.date,
            updated: updated(entry),
            doc_no: entry.doc_no.as_deref(),
            department: &entry.department,
            department_name: &entry.department_name,
            disclosure: entry.disclosure.label(),
            licence: entry.licence.as_ref().map(|l| l.url),
            dossier: entry.dossier.as_deref(),
            url: addresses.page(&entry.id),
            data_url: data_url(&entry.id, addresses),
        }
    }
}

fn data_url(id: &str, addresses: &Addresses<'_>) -> String {
    addresses.plain(&format!("d/{id}/document.json"))
}

/// A document: what its page says, and the facts that it tells.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "gian API: document")]
pub struct Document<'a> {
    version: u32,
    /// 식별자: its name in the archive, which never changes.
    id: &'a str,
    title: &'a str,
    /// 종류: 결과보고.
    kind: &'a str,
    summary: Option<&'a str>,
    /// 결재일.
    date: Date,
    /// 시행일.
    sent_on: Option<Date>,
    /// Last day of approval, dispatch, a change of class or a correction.
    updated: Date,
    /// 문서번호.
    doc_no: Option<&'a str>,
    /// 관리번호.
    management_no: Option<&'a str>,
    /// 방침번호.
    policy_no: Option<&'a str>,
    department: Unit<'a>,
    team: Option<&'a str>,
    /// 작성자: who drafted it, an official in office.
    author: &'a str,
    phone: Option<&'a str>,
    /// 공개, 부분공개.
    disclosure: &'static str,
    /// Why parts are withheld (정보공개법 제9조제1항).
    grounds: Vec<Reason>,
    /// Changes of class that are in force.
    changes: Vec<Change<'a>>,
    /// 보존기간.
    retention: &'a str,
    /// From the field of work down to the task (단위과제).
    classification: &'a [String],
    keywords: &'a [String],
    /// Licence of the document.
    licence: Option<Licence<'a>>,
    dossier: Option<Reference<'a>>,
    /// Its page.
    url: String,
    /// Its JSON file.
    data_url: String,
    /// Its text without form.
    text_url: String,
    /// Pages of its PDF.
    pages: Option<usize>,
    files: Vec<FileRow<'a>>,
    /// Attachments without a file here.
    withheld_files: Vec<WithheldFile<'a>>,
    /// Documents that it names, and those that name it.
    links: Vec<Related<'a>>,
    /// What it tells, in the rows of the tables.
    facts: FactRows<'a>,
}

/// A department.
#[derive(Debug, Serialize, JsonSchema)]
struct Unit<'a> {
    id: &'a str,
    name: &'a str,
    upper: Option<&'a str>,
    /// Its page.
    url: String,
}

/// A ground of withholding.
#[derive(Debug, Serialize, JsonSchema)]
struct Reason {
    /// Number of the item (호).
    #[schemars(range(min = 1, max = 8))]
    number: u8,
    meaning: &'static str,
}

/// A change of class.
#[derive(Debug, Serialize, JsonSchema)]
struct Change<'a> {
    on: Date,
    /// The class from that day on.
    to: &'a str,
    reason: &'a str,
}

/// An attachment that cannot be downloaded.
#[derive(Debug, Serialize, JsonSchema)]
struct WithheldFile<'a> {
    title: &'a str,
    disclosure: &'a str,
}

/// A document that is named, or that names this one.
#[derive(Debug, Serialize, JsonSchema)]
struct Related<'a> {
    /// What it is to this one: 선행, 후속, 관련, 정정.
    relation: &'a str,
    title: &'a str,
    doc_no: Option<&'a str>,
    date: Date,
    /// Where it is in the archive.
    id: Option<&'a str>,
    url: Option<String>,
}

impl<'a> Document<'a> {
    /// A document with the facts that it prints.
    pub fn new(entry: &'a Entry, told: &'a Facts, addresses: &Addresses<'_>) -> Self {
        Self {
            version: VERSION,
            id: &entry.id,
            title: &entry.title,
            kind: &entry.kind,
            summary: entry.summary.as_deref(),
            date: entry.date,
            sent_on: entry.sent_on,
            updated: updated(entry),
            doc_no: entry.doc_no.as_deref(),
            management_no: entry.management_no.as_deref(),
            policy_no: entry.policy_no.as_deref(),
            department: Unit {
                id: &entry.department,
                name: &entry.department_name,
                upper: entry.department_upper.as_deref(),
                url: addresses.plain(&format!("{}/", browse::department_address(&entry.department))),
            },
            team: entry.team.as_deref(),
            author: &entry.author,
            phone: entry.phone.as_deref(),
            disclosure: entry.disclosure.label(),
            grounds: entry.grounds.iter().map(|g| Reason { number: g.number.0, meaning: g.words }).collect(),
            changes: entry.changes.iter().map(|c| Change { on: c.on, to: &c.label, reason: &c.reason }).collect(),
            retention: &entry.retention,
            classification: &entry.classification,
            keywords: &entry.keywords,
            licence: entry.licence.as_ref().map(Licence::of),
            dossier: entry.dossier.as_deref().map(|d| Reference::dossier(d, None, addresses)),
            url: addresses.page(&entry.id),
            data_url: data_url(&entry.id, addresses),
            text_url: addresses.plain(&format!("d/{}/text.txt", entry.id)),
            pages: entry.pages,
            files: FileRow::all(entry, addresses),
            withheld_files: entry
                .withheld_files
                .iter()
                .map(|f| WithheldFile { title: &f.title, disclosure: &f.disclosure_label })
                .collect(),
            links: entry
                .links
                .iter()
                .map(|l| Related {
                    relation: l.label,
                    title: &l.title,
                    doc_no: l.doc_no.as_deref(),
                    date: l.date,
                    id: l.id.as_deref(),
                    url: l.id.as_ref().map(|id| addresses.page(id)),
                })
                .collect(),
            facts: FactRows::new(entry.dossier.as_deref().unwrap_or_default(), told, addresses),
        }
    }
}

/// A dossier: its documents, and the facts that they tell together.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "gian API: dossier")]
struct Dossier<'a> {
    version: u32,
    /// The id of its earliest document.
    id: &'a str,
    title: &'a str,
    /// Day of its earliest document.
    first: Date,
    /// Day of its latest document.
    last: Date,
    /// Its page.
    url: String,
    /// In the order of their days.
    documents: Vec<Summary<'a>>,
    facts: FactRows<'a>,
}

/// Writes the API, but for the file of each document.
pub(super) fn write(data: &Data<'_>, made: &[TableFile], put: &Put<'_>) -> Result<(), Fault> {
    let addresses = &data.addresses;
    for (name, schema) in schemas() {
        put(&schema_path(name), &json(&schema))?;
    }
    put(&format!("{FOLDER}/index.json"), &json(&index(data, made)))?;
    let documents = |pager, shown: &[Entry]| {
        let documents: Vec<Summary<'_>> = shown.iter().map(|e| Summary::new(e, addresses)).collect();
        serde_json::to_value(DocumentPage { version: VERSION, pager, documents }).expect("plain data")
    };
    write_list(data, "documents", data.entries, documents, put)?;
    let dossiers = |pager, shown: &[DossierEntry]| {
        let dossiers: Vec<Reference<'_>> =
            shown.iter().map(|d| Reference::dossier(&d.address, Some(&d.title), addresses)).collect();
        serde_json::to_value(DossierPage { version: VERSION, pager, dossiers }).expect("plain data")
    };
    write_list(data, "dossiers", data.dossiers, dossiers, put)?;
    let by_id: std::collections::BTreeMap<&str, &Entry> = data.entries.iter().map(|e| (e.id.as_str(), e)).collect();
    data.dossiers.par_iter().try_for_each(|dossier| -> Result<(), Fault> {
        let documents = dossier.documents.iter().filter_map(|id| by_id.get(id.as_str()));
        let whole = Dossier {
            version: VERSION,
            id: &dossier.address,
            title: &dossier.title,
            first: dossier.first,
            last: dossier.last,
            url: addresses.dossier(&dossier.address),
            documents: documents.map(|e| Summary::new(e, addresses)).collect(),
            facts: FactRows::new(&dossier.address, &dossier.facts, addresses),
        };
        put(&format!("dossier/{}/dossier.json", dossier.address), &json(&whole))?;
        Ok(())
    })
}

fn index<'a>(data: &'a Data<'_>, made: &'a [TableFile]) -> Index<'a> {
    let settings = data.frame.settings;
    let addresses = &data.addresses;
    let to = |path: &str| addresses.plain(path);
    Index {
        version: VERSION,
        title: &settings.archive.title,
        description: settings.archive.about.as_deref(),
        publisher: &settings.institution.name,
        url: addresses.url(),
        data_licence: licence(settings).as_ref().map(Licence::of),
        as_of: settings.archive.as_of,
        updated: data.updated,
        counts: Counts { documents: data.entries.len(), dossiers: data.dossiers.len(), closed: data.listed.len() },
        documents: to(&list_path("documents", 1)),
        dossiers: to(&list_path("dossiers", 1)),
        tables: made
            .iter()
            .map(|t| Table {
                name: t.name,
                title: &t.title,
                url: to(&t.path),
                rows: t.rows,
                bytes: t.bytes,
                sha256: &t.sha256,
            })
            .collect(),
        datapackage: to(PACKAGE),
        spreadsheet: to(EXCEL),
        catalog: to(super::source::CATALOG),
        feed: to("feed.xml"),
        schemas: schemas().into_iter().map(|(name, _)| SchemaLink { name, url: to(&schema_path(name)) }).collect(),
    }
}

fn list_path(list: &str, page: usize) -> String {
    format!("{FOLDER}/{list}/{page}.json")
}

/// Writes a list, a page at a time.
fn write_list<T: Sync>(
    data: &Data<'_>,
    name: &str,
    all: &[T],
    list: impl Fn(Pager, &[T]) -> Value + Sync,
    put: &Put<'_>,
) -> Result<(), Fault> {
    let pages = all.len().div_ceil(PER_PAGE).max(1);
    let to = |page: usize| data.addresses.plain(&list_path(name, page));
    (1..=pages).into_par_iter().try_for_each(|page| -> Result<(), Fault> {
        let from = (page - 1) * PER_PAGE;
        let shown = &all[from..(from + PER_PAGE).min(all.len())];
        let pager = Pager {
            page,
            pages,
            total: all.len(),
            previous: (page > 1).then(|| to(page - 1)),
            next: (page < pages).then(|| to(page + 1)),
        };
        put(&list_path(name, page), &json(&list(pager, shown)))?;
        Ok(())
    })
}

fn schema_path(name: &str) -> String {
    format!("{FOLDER}/schema/{name}.schema.json")
}

/// The JSON Schemas (2020-12) of the API, by name.
pub fn schemas() -> [(&'static str, Value); 5] {
    fn of<T: JsonSchema>() -> Value {
        SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>().to_value()
    }
    [
        ("index", of::<Index<'_>>()),
        ("documents", of::<DocumentPage<'_>>()),
        ("dossiers", of::<DossierPage<'_>>()),
        ("document", of::<Document<'_>>()),
        ("dossier", of::<Dossier<'_>>()),
    ]
}
