//! The public edition for programs: one file per format, all from the same entries and facts.
//!
//! 1. [`document`] writes the files beside the page of each document, while the documents are made; [`jsonld`] fills
//!    the head of its page.
//! 2. [`write`] writes tables, catalogue, API and feeds from all entries and dossiers.
//! 3. [`close`] writes the files that need the list of all files: the sitemap, then the bag.
//!
//! Ids, dates, titles and licences are taken from an [`Entry`] everywhere, so that they agree. The licence of a
//! document is its own; that of the data about it is `자료이용조건` of the office, and none is claimed if the office
//! sets none.

pub mod api;
mod bag;
mod catalog;
pub mod fact_check;
mod feeds;
pub mod jsonld;
mod page;
mod rows;
mod sitemap;
mod source;
mod tables;
mod xml;

use std::collections::BTreeMap;

use gian_emit::FORMATS;
use gian_emit::format::{Delivery, Sheet};
use gian_view::Listed;
use gian_vocabulary::values::Date;
pub use source::{Addresses, updated};
use source::{Data, json, licence};
use tables::TableFile;

use super::browse::Branch;
use super::dossiers::DossierEntry;
use super::entry::Entry;
use super::facts::Facts;
use crate::Written;
use crate::frame::{Fault, Frame, Put};
use crate::site::Site;

/// Files for programs beside the page of a document, by path: the entry with the facts that the document prints, and
/// the formats for programs.
pub fn document(frame: &Frame<'_>, entry: &Entry, told: &Facts, sheet: &Sheet<'_>) -> Vec<(String, Vec<u8>)> {
    let folder = format!("d/{}", entry.id);
    let addresses = Addresses::new(frame.settings);
    let mut files = vec![(format!("{folder}/document.json"), json(&api::Document::new(entry, told, &addresses)))];
    for format in FORMATS {
        if let Delivery::Beside(name) = format.delivery {
            files.push((format!("{folder}/{name}"), (format.emit)(sheet)));
        }
    }
    files
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
    let made: Vec<TableFile> = tables::write(&data, put)?;
    catalog::write(&data, &made, put)?;
    api::write(&data, &made, put)?;
    feeds::write(&data, put)?;
    page::write(site, &data, &made, put)
}

/// Writes the files that list all others; `files` is everything written before.
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

/// Words that the data formats add themselves; they are public in every tree.
pub fn words() -> String {
    tables::words()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Mutex;

    use chrono::Days;
    use gian_view::Edition;
    use gian_vocabulary::record::State;
    use gian_vocabulary::values::{Disclosure, Licence};
    use serde_json::Value;

    use super::*;
    use crate::entry::{File, Role};
    use crate::{browse, dossiers};

    fn settings() -> gian_vocabulary::institution::Settings {
        serde_json::from_value(serde_json::json!({
            "기관": { "이름": "한빛시", "구분": "기초" },
            "부서": [{ "식별자": "planning", "이름": "기획과" }],
            "자료관": { "제목": "자료관", "주소": "https://hanbit.example/a/" },
        }))
        .unwrap()
    }

    /// Test data: one document a day, the newest first, ten to a dossier.
    fn entries(count: u64) -> Vec<Entry> {
        let first = Date::parse("2001-01-01").unwrap().0;
        let entry = |n: u64| {
            let id = format!("D{n:07}");
            let written = Written { bytes: n, sha256: format!("{n:064x}") };
            let path = format!("d/{id}/{id}.pdf");
            Entry {
                title: format!("{n}번째 문서"),
                kind: "보고서".to_owned(),
                state: State::Approved,
                date: Date(first + Days::new(n / 8)),
                sent_on: None,
                doc_no: Some(format!("기획과-{n}")),
                management_no: None,
                policy_no: None,
                department: "planning".to_owned(),
                department_name: "기획과".to_owned(),
                department_upper: None,
                team: None,
                author: "홍길동".to_owned(),
                phone: None,
                disclosure: Disclosure::Open,
                disclosure_label: "공개".to_owned(),
                grounds: Vec::new(),
                changes: Vec::new(),
                retention: "10년".to_owned(),
                classification: vec!["행정".to_owned(), format!("과제 {}", n % 7)],
                keywords: vec!["예산".to_owned()],
                summary: None,
                licence: Some(gian_view::LicenceView::new(Licence::Kogl1)),
                links: Vec::new(),
                dossier: Some(format!("D{:07}", n / 10 * 10)),
                received: false,
                from_list: false,
                source_url: None,
                files: vec![File::new(path, format!("{n}번째 문서"), Role::Document, "공개".to_owned(), &written)],
                withheld_files: Vec::new(),
                pages: None,
                id,
            }
        };
        (0..count).rev().map(entry).collect()
    }

    /// Writes the data of some documents; returns the files, or only their sizes if there are many.
    fn written(count: u64, keep: bool) -> (BTreeMap<String, Vec<u8>>, u64) {
        let (settings, entries) = (settings(), entries(count));
        let frame = Frame { settings: &settings, edition: Edition::Public };
        let told = entries.iter().map(|e| (e.id.clone(), Facts::default())).collect();
        let dossiers = dossiers::gather(&entries, told);
        let ways = browse::ways(&settings, &entries);
        let files = Mutex::new((BTreeMap::new(), 0, BTreeMap::new()));
        let put = |path: &str, bytes: &[u8]| {
            let written = Written { bytes: bytes.len() as u64, sha256: "0".repeat(64) };
            let mut files = files.lock().unwrap();
            files.1 += bytes.len() as u64;
            files.2.insert(path.to_owned(), written.clone());
            if keep {
                files.0.insert(path.to_owned(), bytes.to_vec());
            }
            Ok(written)
        };
        let site = Site::new(&BTreeMap::new()).unwrap();
        write(&site, &frame, &entries, &[], &dossiers, &ways, &put).unwrap();
        for entry in &entries {
            put(&entry.path(), b"").unwrap();
        }
        let all = files.lock().unwrap().2.clone();
        close(&frame, &entries, &dossiers, all, &put).unwrap();
        let files = files.into_inner().unwrap();
        (files.0, files.1)
    }

    #[test]
    fn long_lists_come_in_pages() {
        let (files, _) = written(1201, true);
        let mut ids = BTreeSet::new();
        let mut next = Some("https://hanbit.example/a/api/v1/documents/1.json".to_owned());
        let mut pages = 0;
        while let Some(address) = next.take() {
            let page: Value =
                serde_json::from_slice(&files[address.strip_prefix("https://hanbit.example/a/").unwrap()]).unwrap();
            pages += 1;
            assert_eq!(
                (page["page"].as_u64(), page["pages"].as_u64(), page["total"].as_u64()),
                (Some(pages), Some(3), Some(1201))
            );
            ids.extend(page["documents"].as_array().unwrap().iter().map(|d| d["id"].as_str().unwrap().to_owned()));
            next = page["next"].as_str().map(str::to_owned);
        }
        assert_eq!((pages, ids.len()), (3, 1201));
        let months = files.iter().filter(|(path, _)| path.starts_with("catalog/"));
        let sets = months.map(|(_, bytes)| {
            serde_json::from_slice::<Value>(bytes).unwrap()["dcat:dataset"].as_array().unwrap().len()
        });
        assert_eq!(sets.sum::<usize>(), 1201);
        let feed = std::str::from_utf8(&files["feed.xml"]).unwrap();
        assert_eq!(feed.matches("<entry>").count(), 50);
        assert!(feed.contains("1200번째 문서"));
    }

    #[test]
    fn a_sitemap_that_is_too_long_has_parts() {
        let settings = settings();
        let frame = Frame { settings: &settings, edition: Edition::Public };
        let page = |n: u32| (format!("d/{n}/index.html"), Written { bytes: 0, sha256: String::new() });
        let files: BTreeMap<String, Written> = (0..50_001).map(page).collect();
        let made: BTreeMap<String, Vec<u8>> = sitemap::files(&frame, &[], &[], &files).into_iter().collect();
        let count = |path: &str| std::str::from_utf8(&made[path]).unwrap().matches("<loc>").count();
        assert_eq!((count("sitemap-1.xml"), count("sitemap-2.xml"), count("sitemap.xml")), (50_000, 1, 2));
    }

    /// `cargo test --lib archive_of_100000 -- --ignored --nocapture`, under `/usr/bin/time -v` for the memory.
    #[test]
    #[ignore = "a measurement"]
    #[expect(clippy::print_stdout, reason = "a measurement is read by a person")]
    fn an_archive_of_100000_documents() {
        println!("{} bytes", written(100_000, false).1);
    }
}
