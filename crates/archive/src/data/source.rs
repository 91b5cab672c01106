//! Common input of all data formats, and the addresses in them.

use gian_view::{LicenceView, Listed};
use gian_vocabulary::institution::Settings;
use gian_vocabulary::values::Date;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::address::root_of;
use crate::browse::Branch;
use crate::dossiers::DossierEntry;
use crate::entry::Entry;
use crate::frame::Frame;

/// Common input of all data formats.
pub(super) struct Data<'a> {
    pub frame: Frame<'a>,
    pub addresses: Addresses<'a>,
    /// Documents, the newest first.
    pub entries: &'a [Entry],
    /// Documents that are closed as a whole.
    pub listed: &'a [Listed],
    pub dossiers: &'a [DossierEntry],
    pub ways: &'a [Branch],
    /// Day of the last change of any document.
    pub updated: Date,
}

/// Addresses of files of the site, as other files refer to them.
#[derive(Debug, Clone, Copy)]
pub struct Addresses<'a> {
    /// Address of the archive, with a trailing slash; `None` makes addresses relative.
    url: Option<&'a str>,
}

/// Characters that are not percent-encoded in addresses.
pub(crate) const IN_PATHS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

impl<'a> Addresses<'a> {
    /// The addresses of an archive.
    pub fn new(settings: &'a Settings) -> Self {
        Self { url: settings.archive.url.as_deref() }
    }

    /// Address of the archive, if `gian.yaml` sets it.
    pub fn url(&self) -> Option<&'a str> {
        self.url
    }

    /// Address for readers of any file: absolute, or relative to the root of the site.
    pub fn plain(&self, path: &str) -> String {
        format!("{}{}", self.url.unwrap_or_default(), encoded(path))
    }

    /// Address for readers of `file`: absolute, or relative to that file.
    pub fn seen_from(&self, file: &str, path: &str) -> String {
        match self.url {
            Some(url) => format!("{url}{}", encoded(path)),
            None => Some(root_of(file) + &encoded(path)).filter(|a| !a.is_empty()).unwrap_or_else(|| "./".to_owned()),
        }
    }

    /// Address of the page of a document.
    pub fn page(&self, id: &str) -> String {
        self.plain(&format!("d/{id}/"))
    }

    /// Address of the page of a dossier.
    pub fn dossier(&self, address: &str) -> String {
        self.plain(&format!("dossier/{address}/"))
    }
}

pub(crate) fn encoded(path: &str) -> String {
    utf8_percent_encode(path, IN_PATHS).to_string()
}

/// Day of the last change of a document: approval, dispatch, change of class, or correction.
pub fn updated(entry: &Entry) -> Date {
    let changes = entry.changes.iter().map(|c| c.on);
    let corrections = entry.links.iter().filter(|l| l.corrects_this()).map(|l| l.date);
    changes.chain(corrections).chain(entry.sent_on).fold(entry.date, Date::max)
}

/// Licence of the data about documents (`자료이용조건`), if set.
pub(super) fn licence(settings: &Settings) -> Option<LicenceView> {
    settings.archive.data_licence.map(LicenceView::new)
}

/// Published JSON: indented, with a final line break.
pub(crate) fn json<T: serde::Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("plain data can be written");
    bytes.push(b'\n');
    bytes
}

/// Path of the catalogue.
pub(super) const CATALOG: &str = "catalog.jsonld";
