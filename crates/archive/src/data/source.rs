//! What all formats are made from, and the addresses that they name.

use gian_view::{LicenceView, Listed};
use gian_vocabulary::institution::Settings;
use gian_vocabulary::values::Date;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::address::root_of;
use crate::browse::Branch;
use crate::dossiers::DossierEntry;
use crate::entry::Entry;
use crate::frame::Frame;

/// What all formats are made from.
pub(super) struct Data<'a> {
    pub frame: Frame<'a>,
    pub addresses: Addresses<'a>,
    /// The newest first.
    pub entries: &'a [Entry],
    /// Documents that are withheld as a whole.
    pub listed: &'a [Listed],
    pub dossiers: &'a [DossierEntry],
    pub ways: &'a [Branch],
    /// The last day on which something changed.
    pub updated: Date,
}

/// Addresses of the files of the site, as other files name them.
#[derive(Debug, Clone, Copy)]
pub struct Addresses<'a> {
    /// Where the archive stands, with a slash at its end; without it addresses are relative.
    url: Option<&'a str>,
}

/// What stands in addresses as it is.
pub(crate) const IN_PATHS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

impl<'a> Addresses<'a> {
    /// The addresses of an archive.
    pub fn new(settings: &'a Settings) -> Self {
        Self { url: settings.archive.url.as_deref() }
    }

    /// Where the archive stands, if the office says so.
    pub fn url(&self) -> Option<&'a str> {
        self.url
    }

    /// A file or folder for whoever does not know where this was read: absolute, or from the root of the site.
    pub fn plain(&self, path: &str) -> String {
        format!("{}{}", self.url.unwrap_or_default(), encoded(path))
    }

    /// A file or folder for whoever reads `file`: absolute, or relative to it.
    pub fn seen_from(&self, file: &str, path: &str) -> String {
        match self.url {
            Some(url) => format!("{url}{}", encoded(path)),
            None => Some(root_of(file) + &encoded(path)).filter(|a| !a.is_empty()).unwrap_or_else(|| "./".to_owned()),
        }
    }

    /// The page of a document.
    pub fn page(&self, id: &str) -> String {
        self.plain(&format!("d/{id}/"))
    }

    /// The page of a dossier.
    pub fn dossier(&self, address: &str) -> String {
        self.plain(&format!("dossier/{address}/"))
    }
}

pub(crate) fn encoded(path: &str) -> String {
    utf8_percent_encode(path, IN_PATHS).to_string()
}

/// The last day on which a document changed: approval, dispatch, a change of its class, a correction.
pub fn updated(entry: &Entry) -> Date {
    let changes = entry.changes.iter().map(|c| c.on);
    let corrections = entry.links.iter().filter(|l| l.corrects_this()).map(|l| l.date);
    changes.chain(corrections).chain(entry.sent_on).fold(entry.date, Date::max)
}

/// The licence of the data about documents, where the office has given one.
pub(super) fn licence(settings: &Settings) -> Option<LicenceView> {
    settings.archive.data_licence.map(LicenceView::new)
}

/// JSON as it is published: indented, with a line end.
pub(crate) fn json<T: serde::Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("plain data can be written");
    bytes.push(b'\n');
    bytes
}

/// Path of the catalogue.
pub(super) const CATALOG: &str = "catalog.jsonld";
