//! Why a build failed.

use gian_archive::Fault;
use gian_diagnostics::Diag;

/// Why a build failed.
#[derive(Debug)]
pub enum BuildError {
    /// Problems of the content, its files or templates.
    Problems(Vec<Diag>),
    /// The disk.
    Io(std::io::Error),
}

impl From<std::io::Error> for BuildError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Fault> for BuildError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Template(diag) => Self::Problems(vec![*diag]),
            Fault::Io(error) => Self::Io(error),
        }
    }
}
