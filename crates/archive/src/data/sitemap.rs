//! The sitemap (sitemaps.org 0.9) and `robots.txt`: every page with the day of its last change.

use std::collections::BTreeMap;

use super::xml::Xml;
use super::{Addresses, updated};
use crate::dossiers::DossierEntry;
use crate::entry::Entry;
use crate::{Frame, Written};

/// Maximum number of addresses in a file (sitemaps.org).
const MOST: usize = 50_000;
const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// The files. Without an address of the archive there is no sitemap, because sitemaps require absolute addresses.
pub(super) fn files(
    frame: &Frame<'_>,
    entries: &[Entry],
    dossiers: &[DossierEntry],
    written: &BTreeMap<String, Written>,
) -> Vec<(String, Vec<u8>)> {
    let addresses = Addresses::new(frame.settings);
    let Some(url) = addresses.url() else {
        return vec![("robots.txt".to_owned(), b"User-agent: *\nAllow: /\n".to_vec())];
    };
    let mut changed = BTreeMap::new();
    changed.extend(entries.iter().map(|e| (e.path(), updated(e))));
    changed.extend(dossiers.iter().map(|d| (format!("dossier/{}/index.html", d.address), d.last)));
    let pages: Vec<&str> = written.keys().map(String::as_str).filter(|p| p.ends_with(".html")).collect();
    let mut files = Vec::new();
    let mut index = Xml::new();
    index.open("sitemapindex", &[NAMESPACE]);
    // Keep the parts beside the index, because a sitemap may list only addresses below its own folder.
    for (i, part) in pages.chunks(MOST).enumerate() {
        let name = format!("sitemap-{}.xml", i + 1);
        let mut xml = Xml::new();
        xml.open("urlset", &[NAMESPACE]);
        for page in part {
            xml.open("url", &[]);
            xml.text("loc", &addresses.plain(place(page)));
            if let Some(day) = changed.get(*page) {
                xml.text("lastmod", &day.to_string());
            }
            xml.close("url");
        }
        xml.close("urlset");
        index.open("sitemap", &[]);
        index.text("loc", &addresses.plain(&name));
        index.close("sitemap");
        files.push((name, xml.finish()));
    }
    index.close("sitemapindex");
    files.push(("sitemap.xml".to_owned(), index.finish()));
    files.push(("robots.txt".to_owned(), format!("User-agent: *\nAllow: /\nSitemap: {url}sitemap.xml\n").into_bytes()));
    files
}

/// Address of a page; for an index page, that of its folder.
fn place(page: &str) -> &str {
    match page.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => page,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_its_index() {
        assert_eq!(place("index.html"), "");
        assert_eq!(place("d/a/index.html"), "d/a/");
        assert_eq!(place("year/2.html"), "year/2.html");
        assert_eq!(place("d/my-index.html"), "d/my-index.html");
    }
}
