//! Entry of a document for lists, feeds and data. It is made from the [`View`], so that it contains nothing that the
//! edition withholds.

use gian_emit::FORMATS;
use gian_emit::format::Delivery;
use gian_view::{ChangeView, GroundView, LicenceView, View, redaction};
use gian_vocabulary::record::State;
use gian_vocabulary::values::{Date, Disclosure};
use serde::Serialize;

use super::index::{Index, Link};
use crate::Written;

/// One document of one edition, as used by everything except its own page.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// 식별자; the page is at `d/<id>/`.
    pub id: String,
    /// Title, with masks for withheld words.
    pub title: String,
    /// `종류`: `결과보고`.
    pub kind: String,
    /// `상태`: draft, approved or sent.
    pub state: State,
    /// `결재일`; for a draft `기안일`.
    pub date: Date,
    /// `시행일`: day of dispatch.
    pub sent_on: Option<Date>,
    /// `문서번호`; `None` before registration.
    pub doc_no: Option<String>,
    /// `관리번호`.
    pub management_no: Option<String>,
    /// `방침번호`.
    pub policy_no: Option<String>,
    /// Id of the department in `gian.yaml`.
    pub department: String,
    /// Name of the department.
    pub department_name: String,
    /// Organisation above the department (`상위`).
    pub department_upper: Option<String>,
    /// `팀`.
    pub team: Option<String>,
    /// Drafter of the document (`작성자`), an official acting in office.
    pub author: String,
    /// Office telephone of the drafter.
    pub phone: Option<String>,
    /// Class in force (`공개구분`).
    pub disclosure: Disclosure,
    /// Class with its grounds in brackets: `부분공개(6)`.
    pub disclosure_label: String,
    /// Grounds in force (정보공개법 제9조제1항), with their meaning.
    pub grounds: Vec<GroundView>,
    /// Changes of class that are in force, in the order of their days.
    pub changes: Vec<ChangeView>,
    /// `보존기간`: `10년`.
    pub retention: String,
    /// `분류`, from the field of work down to the task (단위과제).
    pub classification: Vec<String>,
    /// `키워드`, with masks for withheld words.
    pub keywords: Vec<String>,
    /// `문서요지`, with masks for withheld words.
    pub summary: Option<String>,
    /// Licence of the document, not of the data about it.
    pub licence: Option<LicenceView>,
    /// Documents that it cites, and those that cite it.
    pub links: Vec<Link>,
    /// Address of its dossier (`dossier/<address>/`); `None` for a document that only belongs to a list.
    pub dossier: Option<String>,
    /// Files to download, the PDF of the document first, then its other formats.
    pub files: Vec<File>,
    /// Attachments without a downloadable file: title and class.
    pub withheld_files: Vec<WithheldFile>,
    /// Number of pages of the PDF; `None` without one.
    pub pages: Option<usize>,
    /// Whether the document was made elsewhere. It then has no PDF of gian, but may have files of its own.
    pub received: bool,
    /// Whether the record was imported from the list of another archive, so that its folder is no dossier (건).
    pub from_list: bool,
    /// Address of the document in another archive.
    pub source_url: Option<String>,
}

/// A downloadable file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct File {
    /// Path from the root of the site.
    pub path: String,
    /// The last part of the path.
    pub name: String,
    /// Title on the page: of the attachment, or of the document.
    pub title: String,
    /// Role of the file for its document.
    pub role: Role,
    /// Media type (IANA) by the ending of the name.
    pub media_type: &'static str,
    /// Format shown to readers: `HWPX`.
    pub format: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// Class of the file with its grounds in brackets.
    pub disclosure_label: String,
}

/// Role of a file for its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The document itself.
    Document,
    /// 붙임.
    Attachment,
    /// 원본 of a document that was made elsewhere.
    Original,
}

/// An attachment without a downloadable file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WithheldFile {
    /// `제목` of the attachment.
    pub title: String,
    /// Class with its grounds in brackets.
    pub disclosure_label: String,
    /// Whether its class is 공개 although the office provides no file.
    pub open: bool,
}

impl File {
    /// A written file; its media type follows from its name.
    pub fn new(path: String, title: String, role: Role, label: String, written: &Written) -> Self {
        let media_type = media_type(&path);
        let Written { bytes, sha256 } = written.clone();
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        Self {
            path,
            format: name.rsplit_once('.').map_or(String::new(), |(_, end)| end.to_uppercase()),
            name,
            title,
            role,
            media_type,
            bytes,
            sha256,
            disclosure_label: label,
        }
    }
}

/// Media type (IANA) by file name extension.
pub fn media_type(path: &str) -> &'static str {
    let end = path.rsplit_once('.').map_or(String::new(), |(_, end)| end.to_ascii_lowercase());
    if let Some(format) = FORMATS.iter().find(|f| f.delivery == Delivery::Download && f.name == end) {
        return format.media_type;
    }
    match end.as_str() {
        "pdf" => "application/pdf",
        "html" => "text/html",
        "csv" => "text/csv",
        "json" => "application/json",
        "jsonld" => "application/ld+json",
        "txt" => "text/plain",
        "md" => "text/markdown",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "zip" => "application/zip",
        "hwp" => "application/x-hwp",
        "hwpx" => "application/hwp+zip",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        _ => "application/octet-stream",
    }
}

impl Entry {
    /// The entry of a document with its written files.
    pub fn new(view: &View, index: &Index, files: Vec<File>, pages: Option<usize>) -> Self {
        let record = &view.record;
        let text = |t: &String| redaction::written(t);
        let offered = |a: &&gian_view::AttachmentView| a.file.is_none();
        Self {
            id: record.id.clone(),
            title: text(&record.title),
            kind: record.kind.clone(),
            state: record.state,
            date: record.date,
            sent_on: record.sent_on,
            doc_no: record.doc_no.clone(),
            management_no: record.management_no.clone(),
            policy_no: record.policy_no.clone(),
            department: view.department.id.clone(),
            department_name: view.department.name.clone(),
            department_upper: view.department.upper.clone(),
            team: record.team.clone(),
            author: record.author.clone(),
            phone: record.phone.clone(),
            disclosure: record.disclosure,
            disclosure_label: record.disclosure_label.clone(),
            grounds: record.grounds.clone(),
            changes: record.changes.clone(),
            retention: record.retention.clone(),
            classification: record.classification.clone(),
            keywords: record.keywords.iter().map(text).collect(),
            summary: record.summary.as_ref().map(text),
            licence: record.licence.clone(),
            links: index.links(record),
            dossier: index.dossier_of(&record.id).map(str::to_owned),
            files,
            withheld_files: record
                .attachments
                .iter()
                .filter(offered)
                .map(|a| WithheldFile {
                    title: text(&a.title),
                    disclosure_label: a.disclosure_label.clone(),
                    open: a.open,
                })
                .collect(),
            pages,
            received: record.received,
            from_list: record.from_list,
            source_url: record.source_url.clone(),
        }
    }

    /// Whether it is not approved yet.
    pub fn draft(&self) -> bool {
        self.state == State::Draft
    }

    /// Path of its page from the root of the site.
    pub fn path(&self) -> String {
        format!("d/{}/index.html", self.id)
    }
}
