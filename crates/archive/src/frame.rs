//! Context shared by all pages, the output callback, and errors of the site.

use std::io;

use gian_diagnostics::Diag;
use gian_view::Edition;
use gian_vocabulary::institution::Settings;
use serde::Serialize;

use crate::written::Written;

/// Settings and edition that all pages share.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// Settings of the office.
    pub settings: &'a Settings,
    /// Edition that the pages belong to.
    pub edition: Edition,
}

/// Writes a file of the site, by its path from the root.
pub type Put<'a> = dyn Fn(&str, &[u8]) -> io::Result<Written> + Sync + 'a;

/// Error while writing the site.
#[derive(Debug)]
pub enum Fault {
    /// A template error.
    Template(Box<Diag>),
    /// The disk.
    Io(io::Error),
}

impl From<Diag> for Fault {
    fn from(diag: Diag) -> Self {
        Self::Template(Box::new(diag))
    }
}

/// A breadcrumb.
#[derive(Debug, Clone, Serialize)]
pub struct Crumb {
    pub title: String,
    /// Path from the root of the site.
    pub path: String,
}
