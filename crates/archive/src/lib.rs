//! The site around the emitted documents: pages, lists, style, data, manifest.
//!
//! 1. [`index`] lists every document of an edition, and the links between them, before any page is made.
//! 2. Each document gets its page, and returns an [`Entry`] and the [`facts`] that it prints.
//! 3. [`lists`], [`dossiers`], the start page and, for programs, the [`data`] of the public edition are made from all
//!    of these.
//!
//! A page is filled from a [`View`](gian_view::View) and emitted HTML, which contain nothing that the edition
//! withholds.
//!
//! A type that holds withheld values cannot be named here, because this crate does not depend on the crate of the
//! model:
//!
//! ```compile_fail
//! let _: Option<gian_model::Dossier> = None;
//! ```

pub mod address;
pub mod basis;
mod basis_entry;
pub mod browse;
mod csv;
pub mod data;
pub mod dossiers;
pub mod entry;
pub mod facts;
mod frame;
pub mod index;
pub mod lists;
pub mod matter;
mod plan_basis;
pub mod search;
mod site;
pub mod site_theme;
mod written;

pub use csv::register_csv;
use dossiers::DossierEntry;
pub use entry::{Entry, File};
pub use frame::{Fault, Frame, Put};
use gian_view::{Edition, Listed};
pub use site::{INDEX, Page, STYLE, Site, TEMPLATES, manifest};
pub use written::Written;

/// Files that an office cannot replace: path below `templates/`, source.
pub const FIXED: &[(&str, &str)] = &[("html/icon.svg", site::ICON), ("html/search.js", search::SCRIPT.1)];

/// Writes everything except the pages of documents: start page, lists, dossiers.
///
/// # Errors
/// A template error, or the disk.
pub fn around(
    site: &Site,
    frame: &Frame<'_>,
    entries: &[Entry],
    listed: &[Listed],
    dossiers: &[DossierEntry],
    put: &Put<'_>,
) -> Result<(), Fault> {
    let ways = lists::write(site, frame, entries, listed, dossiers, put)?;
    matter::write(site, frame, entries, dossiers, put)?;
    put("index.html", site.index(frame, entries, listed, dossiers, &ways)?.as_bytes())?;
    if frame.edition == Edition::Public {
        data::write(site, frame, entries, listed, dossiers, &ways, put)?;
    }
    put("accessibility/index.html", site.accessibility(frame)?.as_bytes())?;
    put("assets/style.css", site.style.as_bytes())?;
    put("assets/icon.svg", site::ICON.as_bytes())?;
    if let Some(style) = site_theme::style(frame.settings) {
        put("assets/office.css", style.as_bytes())?;
    }
    if let Some(emblem) = site_theme::emblem(frame.settings, &site.overrides) {
        put("assets/emblem.svg", emblem.as_bytes())?;
    }
    Ok(())
}
