//! The search of the archive: input of the index, index files, search page.

use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;

use gian_search::{Builder, Page, Prepared, Spill, Summary};
use gian_view::Edition;
use serde::Serialize;
use tera::Context;

use super::{Entry, Fault, Frame, Put, Site};

/// Folder of the search, below the root of the site.
const FOLDER: &str = "search";
/// The search script.
pub const SCRIPT: (&str, &str) = ("assets/search.js", include_str!("../../../templates/html/search.js"));
/// Facets: query parameter, label.
const FACETS: [(&str, &str); 3] = [("kind", "문서 종류"), ("department", "부서"), ("class", "공개 구분")];

/// Indexes under construction, one for each edition, so that no text of the internal edition gets into the public
/// index.
pub struct Indexes(BTreeMap<Edition, Mutex<Option<Builder>>>);

impl Indexes {
    /// Begins an index for each edition; `spill` opens temporary storage for what does not fit into memory.
    ///
    /// # Errors
    /// The storage cannot be opened.
    pub fn new(editions: &[Edition], spill: impl Fn(&str) -> io::Result<Box<dyn Spill>>) -> io::Result<Self> {
        let begin = |edition: &Edition| Ok((*edition, Mutex::new(Some(Builder::new(spill(edition.name())?)))));
        Ok(Self(editions.iter().map(begin).collect::<io::Result<_>>()?))
    }

    /// Adds a document with its text. May be called in parallel and in any order.
    ///
    /// # Errors
    /// The disk.
    pub fn add(&self, edition: Edition, entry: &Entry, text: &str) -> io::Result<()> {
        let (date, url, meta) = (entry.date.to_string(), entry.path(), meta(entry));
        let page = Prepared::new(Page {
            id: &entry.id,
            url: &url,
            title: &entry.title,
            date: &date,
            summary: entry.summary.as_deref().unwrap_or_default(),
            text,
            meta: &meta,
            facets: vec![
                (FACETS[0].0, entry.kind.clone()),
                (FACETS[1].0, entry.department_name.clone()),
                // The class without its grounds.
                (FACETS[2].0, entry.disclosure_label.split('(').next().unwrap_or_default().to_owned()),
            ],
        });
        let mut builder = self.0[&edition].lock().expect("no worker panics with the lock");
        builder.as_mut().map_or(Ok(()), |builder| builder.add(page))
    }

    /// Writes the index of an edition and its search page.
    ///
    /// # Errors
    /// A template error, or the disk.
    pub fn write(&self, site: &Site, frame: &Frame<'_>, put: &Put<'_>) -> Result<(), Fault> {
        let builder = self.0[&frame.edition].lock().expect("no worker panics with the lock").take();
        let Some(builder) = builder else { return Ok(()) };
        let told = builder.finish(&mut |path, bytes| put(&format!("{FOLDER}/{path}"), bytes).map(drop))?;
        put(&format!("{FOLDER}/index.html"), site.search(frame, &told)?.as_bytes())?;
        put(SCRIPT.0, lean(SCRIPT.1).as_bytes())?;
        Ok(())
    }
}

/// The script without indentation and comment lines, because every first search downloads it.
fn lean(script: &str) -> String {
    let lines = script.lines().map(str::trim_start).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The line below the title of a result: distinguishing details and subject of the document.
fn meta(entry: &Entry) -> String {
    let numbers = [&entry.doc_no, &entry.management_no, &entry.policy_no].map(|n| n.as_deref());
    let mut parts: Vec<&str> = numbers.into_iter().flatten().collect();
    if !parts.contains(&entry.id.as_str()) {
        parts.push(&entry.id);
    }
    parts.extend([entry.department_name.as_str(), &entry.kind, &entry.disclosure_label]);
    if entry.draft() {
        parts.push("기안 (안)");
    }
    parts.extend(entry.keywords.iter().map(String::as_str));
    parts.join(" · ")
}

impl Site {
    /// Renders the search page.
    fn search(&self, frame: &Frame<'_>, told: &Summary) -> Result<String, gian_diagnostics::Diag> {
        #[derive(Serialize)]
        struct Facet<'a> {
            name: &'a str,
            title: &'a str,
            values: Vec<(&'a String, usize)>,
        }
        let facet = |(name, title): (&'static str, &'static str)| Facet {
            name,
            title,
            values: told.facets.get(name).into_iter().flatten().map(|(value, count)| (value, *count)).collect(),
        };
        let mut context = Context::new();
        self.common(&mut context, frame, &format!("{FOLDER}/index.html"));
        context.insert("facets", &FACETS.map(facet));
        context.insert("count", &told.documents);
        context.insert("days", &told.days);
        self.render(crate::site::SEARCH.0, &context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_of_the_script_goes_over_several_lines() {
        for (i, line) in SCRIPT.1.lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//")) {
            assert!(line.matches('`').count() % 2 == 0, "line {}: {line}", i + 1);
        }
        assert!(!SCRIPT.1.contains("/*") && !lean(SCRIPT.1).contains("\n//"));
        assert!(lean(SCRIPT.1).len() < 30_000, "{} bytes", lean(SCRIPT.1).len());
    }
}
