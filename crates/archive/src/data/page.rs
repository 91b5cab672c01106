//! The page that describes the data to people.

use serde::Serialize;
use tera::Context;

use super::tables::TableFile;
use super::{Data, licence};
use crate::{Fault, Put, Site};

/// A feed on the page.
#[derive(Debug, Serialize)]
struct Feed<'a> {
    title: &'a str,
    /// Path from the root of the site.
    path: String,
}

/// Writes the page.
pub(super) fn write(site: &Site, data: &Data<'_>, made: &[TableFile], put: &Put<'_>) -> Result<(), Fault> {
    const PATH: &str = "data/index.html";
    let departments = data.ways.iter().filter(|w| w.address == super::super::browse::DEPARTMENTS);
    let feeds: Vec<Feed<'_>> = departments
        .flat_map(|w| &w.branches)
        .filter(|b| b.feed)
        .map(|b| Feed { title: &b.title, path: format!("{}/feed.xml", b.address) })
        .collect();
    let mut context = Context::new();
    site.common(&mut context, &data.frame, PATH);
    context.insert("tables", made);
    context.insert("feeds", &feeds);
    context.insert("licence", &licence(data.frame.settings));
    context.insert("addressed", &data.addresses.url().is_some());
    context.insert("example", &data.entries.first().map(|e| &e.id));
    put(PATH, site.render("html/data.html", &context)?.as_bytes())?;
    Ok(())
}
