//! The public edition for programs: one file per format, all from the same entries and facts.
//!
//! 1. [`document`] writes what stands beside the page of each document, while the documents are made; [`jsonld`] fills the
//!    head of its page.
//! 2. [`write`] writes tables, catalogue, API and feeds from all entries and dossiers.
//! 3. [`close`] writes what needs the list of all files: the sitemap, then the bag.
//!
//! Ids, dates, titles and licences are taken from an [`Entry`] everywhere, so that they agree. The licence of a document is
//! its own; that of the data about it is `자료이용조건` of the office, and none is claimed where it says nothing.

pub mod api;
mod bag;
mod catalog;
mod feeds;
pub mod jsonld;
mod page;
mod rows;
mod sitemap;
mod tables;
mod xml;

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::address::root_of;
use super::dossiers::DossierEntry;
use super::entry::Entry;
use super::facts::Facts;
use super::ways::Branch;
use super::{Fault, Frame, Put, Site};
use crate::disclose::view::{LicenceView, Listed};
use crate::model::Settings;
use crate::model::values::Date;
use crate::output::Written;
use tables::Made;

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
const IN_PATHS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

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

fn encoded(path: &str) -> String {
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

/// What programs find beside the page of a document, by path: the entry with the facts that it tells, and its text.
pub fn document(frame: &Frame<'_>, entry: &Entry, told: &Facts, text: &str) -> Vec<(String, Vec<u8>)> {
    let folder = format!("d/{}", entry.id);
    let addresses = Addresses::new(frame.settings);
    vec![
        (format!("{folder}/document.json"), json(&api::Document::new(entry, told, &addresses))),
        (format!("{folder}/text.txt"), text.as_bytes().to_vec()),
    ]
}

/// Writes everything that is made from all entries.
pub(super) fn write(
    site: &Site,
    frame: &Frame<'_>,
    entries: &[Entry],
    listed: &[Listed],
    dossiers: &[DossierEntry],
    ways: &[Branch],
    put: &Put<'_>,
) -> Result<(), Fault> {
    let newest = entries.iter().map(updated).max();
    let data = Data {
        frame: *frame,
        addresses: Addresses::new(frame.settings),
        entries,
        listed,
        dossiers,
        ways,
        updated: newest.or(frame.settings.archive.as_of).unwrap_or(Date(chrono::NaiveDate::default())),
    };
    let made: Vec<Made> = tables::write(&data, put)?;
    catalog::write(&data, &made, put)?;
    api::write(&data, &made, put)?;
    feeds::write(&data, put)?;
    page::write(site, &data, &made, put)
}

/// Writes what lists the files of the site: `files` is everything that was written before.
pub fn close(
    frame: &Frame<'_>,
    entries: &[Entry],
    dossiers: &[DossierEntry],
    mut files: BTreeMap<String, Written>,
    put: &Put<'_>,
) -> Result<(), Fault> {
    for (path, bytes) in sitemap::files(frame, entries, dossiers, &files) {
        let written = put(&path, &bytes)?;
        files.insert(path, written);
    }
    let newest = entries.iter().map(updated).max();
    for (path, bytes) in bag::files(frame, newest, &files) {
        put(&path, &bytes)?;
    }
    Ok(())
}

/// The words of the data that are not in a template: they stand in every public tree by right.
pub fn words() -> String {
    tables::words()
}

/// JSON as it is published: indented, with a line end.
fn json<T: serde::Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("plain data can be written");
    bytes.push(b'\n');
    bytes
}
