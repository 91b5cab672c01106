//! The folder of the output, with what people keep in it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use gian_view::Edition;
use gian_vocabulary::institution::is_kept;

use super::swap::{OUTPUT, TEMPORARY, is_link, resolved};

/// Where the editions are written.
pub struct Target {
    /// The folder that has the editions.
    pub(super) folder: PathBuf,
    kept: Vec<String>,
    /// Whether it is `output/` of the workspace.
    pub(super) is_default: bool,
}

/// A file in an output that gian has not written, and would remove.
#[derive(Debug)]
pub struct Foreign(pub PathBuf);

impl Target {
    /// The folder of the output: `output/` of the workspace, or another one that a person names. `kept` are names that stay
    /// in it, besides `.git`, `CNAME` and `.nojekyll`.
    ///
    /// # Errors
    /// `output/` is a link; a named folder may be one.
    pub fn new(root: &Path, named: Option<&Path>, kept: &[String]) -> io::Result<Self> {
        let folder = match named {
            Some(named) => resolved(named)?,
            None => root.join(OUTPUT),
        };
        if is_inside_sources(root, &folder) {
            return Err(io::Error::other(format!("{} belongs to the sources of the workspace", folder.display())));
        }
        if is_link(&folder) {
            return Err(io::Error::other(format!("{} is a symbolic link", folder.display())));
        }
        Ok(Self { folder, kept: kept.to_vec(), is_default: named.is_none() })
    }

    /// Whether an entry of the target or of an edition stays.
    pub(super) fn keeps(&self, name: &str) -> bool {
        is_kept(name, &self.kept)
    }

    /// Entries of a folder that stay.
    pub(super) fn kept_in(&self, folder: &Path) -> io::Result<Vec<String>> {
        Ok(entries(folder)?.into_iter().filter(|name| self.keeps(name)).collect())
    }

    /// The first file that a build of these editions would remove although gian has not written it.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn foreign(&self, editions: &[Edition]) -> io::Result<Option<Foreign>> {
        let is_edition = |name: &str| Edition::ALL.iter().any(|e| e.name() == name);
        let other = entries(&self.folder)?.into_iter().find(|name| !is_edition(name) && !self.is_harmless(name));
        if let Some(name) = other {
            return Ok(Some(Foreign(self.folder.join(name))));
        }
        for edition in editions {
            if let Some(foreign) = self.foreign_in(&self.folder.join(edition.name()))? {
                return Ok(Some(foreign));
            }
        }
        Ok(None)
    }

    /// Names that are kept, or that gian or the system made.
    fn is_harmless(&self, name: &str) -> bool {
        self.keeps(name) || name.starts_with(TEMPORARY) || gian_source::is_of_system(name)
    }

    fn foreign_in(&self, edition: &Path) -> io::Result<Option<Foreign>> {
        let written = manifest(edition);
        let mut open = vec![(edition.to_owned(), String::new())];
        while let Some((folder, head)) = open.pop() {
            for name in entries(&folder)? {
                let (path, below) = (folder.join(&name), format!("{head}{name}"));
                // A name that gian writes itself cannot be kept.
                let is_own = || written.iter().any(|file| file.split('/').next() == Some(&*name));
                let harmless = match head.is_empty() {
                    true => self.is_harmless(&name) && !is_own(),
                    false => gian_source::is_of_system(&name),
                };
                if harmless {
                    continue;
                }
                if path.is_dir() && !is_link(&path) {
                    open.push((path, format!("{below}/")));
                } else if !written.contains(&below) {
                    return Ok(Some(Foreign(path)));
                }
            }
        }
        Ok(None)
    }
}

/// Whether a folder is in a place of the workspace whose contents gian reads or removes.
fn is_inside_sources(root: &Path, folder: &Path) -> bool {
    let full = |path: &Path| {
        let above = path.ancestors().find(|p| p.exists());
        let known =
            above.and_then(|p| fs::canonicalize(if p.as_os_str().is_empty() { Path::new(".") } else { p }).ok());
        known.map(|known| known.join(above.and_then(|p| path.strip_prefix(p).ok()).unwrap_or(Path::new(""))))
    };
    let (Some(root), Some(folder)) = (full(root), full(folder)) else { return false };
    [".gian", "content", "templates", "register"].iter().any(|name| folder.starts_with(root.join(name)))
}

/// The files that the manifest of an edition lists, and the manifest itself.
fn manifest(edition: &Path) -> BTreeSet<String> {
    #[derive(serde::Deserialize)]
    struct Manifest {
        files: Vec<Entry>,
    }
    #[derive(serde::Deserialize)]
    struct Entry {
        path: String,
    }
    let read = fs::read(edition.join("manifest.json")).ok();
    let manifest = read.and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok());
    let mut files: BTreeSet<String> = manifest.into_iter().flat_map(|m| m.files).map(|f| f.path).collect();
    files.insert("manifest.json".to_owned());
    files
}

/// The names in a folder, sorted; none if it does not exist.
fn entries(folder: &Path) -> io::Result<Vec<String>> {
    let mut names: Vec<String> = match fs::read_dir(folder) {
        Ok(entries) => entries.map(|e| Ok(e?.file_name().to_string_lossy().into_owned())).collect::<io::Result<_>>()?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(io::Error::new(error.kind(), format!("{}: {error}", folder.display()))),
    };
    names.sort();
    Ok(names)
}
