//! For whom pages are made, how their files are written, and why they could not be.

use std::io;

use gian_diagnostics::Diag;
use gian_view::Edition;
use gian_vocabulary::institution::Settings;
use serde::Serialize;

use crate::written::Written;

/// For whom and about whose documents pages are made.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// Settings of the office.
    pub settings: &'a Settings,
    /// Edition that the pages belong to.
    pub edition: Edition,
}

/// Writes a file of the site, by its path from the root.
pub type Put<'a> = dyn Fn(&str, &[u8]) -> io::Result<Written> + Sync + 'a;

/// Why the site could not be written.
#[derive(Debug)]
pub enum Fault {
    /// A template that fails.
    Template(Box<Diag>),
    /// The disk.
    Io(io::Error),
}

impl From<Diag> for Fault {
    fn from(diag: Diag) -> Self {
        Self::Template(Box::new(diag))
    }
}

/// A step of the way back.
#[derive(Debug, Clone, Serialize)]
pub struct Crumb {
    pub title: String,
    /// From the root of the site.
    pub path: String,
}
