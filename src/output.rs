//! Writes an output tree such that a failed or interrupted build keeps the last good one.
//!
//! Files are written to `.gian/stage`. The complete tree then replaces `output/` in one atomic exchange, so that an
//! output always exists. On systems without such an exchange two renames do it, and the next start repairs a build that
//! was interrupted between them.

#![expect(clippy::disallowed_methods, reason = "the one place that writes")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use gian_archive::Written;
use gian_search::Spill;
use sha2::{Digest, Sha256};

/// An output tree under construction.
pub struct Stage {
    /// Where it is written; `None` in a rehearsal, which only shows whether a build would succeed.
    disk: Option<Disk>,
    written: Mutex<BTreeMap<String, Written>>,
}

/// The folders of a tree under construction.
struct Disk {
    root: PathBuf,
    stage: PathBuf,
}

/// Removes a tree that was not finished, because nothing of a refused build may stay behind.
impl Drop for Disk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.stage);
    }
}

/// Temporary data of a rehearsal.
#[derive(Default)]
struct InMemory(Vec<u8>);

impl Spill for InMemory {
    fn put(&mut self, bytes: &[u8]) -> io::Result<u64> {
        self.0.extend_from_slice(bytes);
        Ok((self.0.len() - bytes.len()) as u64)
    }

    fn get(&mut self, at: u64, into: &mut [u8]) -> io::Result<()> {
        let start = usize::try_from(at).map_err(io::Error::other)?;
        let found = self.0.get(start..start + into.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
        into.copy_from_slice(found);
        Ok(())
    }
}

/// Files for temporary data of a build.
struct Spilled {
    file: fs::File,
    path: PathBuf,
    end: u64,
}

impl Spill for Spilled {
    fn put(&mut self, bytes: &[u8]) -> io::Result<u64> {
        let at = self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(bytes)?;
        self.end += bytes.len() as u64;
        Ok(at)
    }

    fn get(&mut self, at: u64, into: &mut [u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(at))?;
        self.file.read_exact(into)
    }
}

impl Drop for Spilled {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

impl Stage {
    /// Repairs what an interrupted build left, and begins a new tree below `root`.
    ///
    /// # Errors
    /// The folders cannot be written.
    pub fn begin(root: &Path) -> io::Result<Self> {
        // Do not write, and above all do not remove, anything behind a link.
        if fs::symlink_metadata(root.join(".gian")).is_ok_and(|m| m.is_symlink()) {
            return Err(io::Error::other(".gian is a symbolic link"));
        }
        let (output, old) = (root.join("output"), root.join(".gian/old"));
        if !output.exists() && old.exists() {
            fs::rename(&old, &output)?;
        }
        let stage = root.join(".gian/stage");
        for stale in [&stage, &old] {
            if stale.exists() {
                fs::remove_dir_all(stale)?;
            }
        }
        fs::create_dir_all(&stage)?;
        Ok(Self { disk: Some(Disk { root: root.to_owned(), stage }), written: Mutex::new(BTreeMap::new()) })
    }

    /// A tree of which nothing is written.
    pub fn rehearsal() -> Self {
        Self { disk: None, written: Mutex::new(BTreeMap::new()) }
    }

    /// Writes a file of the tree.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn put(&self, path: &str, bytes: &[u8]) -> io::Result<Written> {
        if let Some(disk) = &self.disk {
            let file = disk.stage.join(path);
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(file, bytes)?;
        }
        let digest = Sha256::digest(bytes);
        let sha256 = digest.iter().map(|b| format!("{b:02x}")).collect();
        let written = Written { bytes: bytes.len() as u64, sha256 };
        self.written.lock().expect("no writer panics with the lock").insert(path.to_owned(), written.clone());
        Ok(written)
    }

    /// Files written below a folder, by path relative to it.
    pub fn below(&self, folder: &str) -> BTreeMap<String, Written> {
        self.written
            .lock()
            .expect("no writer panics with the lock")
            .iter()
            .filter_map(|(path, written)| {
                let rest = path.strip_prefix(folder)?.strip_prefix('/')?;
                Some((rest.to_owned(), written.clone()))
            })
            .collect()
    }

    /// Opens a temporary file outside the tree, for data that does not fit into memory. It is removed when it is
    /// dropped.
    ///
    /// # Errors
    /// It cannot be created.
    pub fn spill(&self, name: &str) -> io::Result<Box<dyn Spill>> {
        let Some(disk) = &self.disk else { return Ok(Box::new(InMemory::default())) };
        let path = disk.root.join(format!(".gian/spill-{name}"));
        let file = fs::File::options().read(true).write(true).create(true).truncate(true).open(&path)?;
        Ok(Box::new(Spilled { file, path, end: 0 }))
    }

    /// Replaces `output/` by the tree.
    ///
    /// # Errors
    /// A rename fails; the last output is then kept.
    pub fn finish(self) -> io::Result<PathBuf> {
        self.finish_with(exchange)
    }

    fn finish_with(self, exchange: impl Fn(&Path, &Path) -> io::Result<()>) -> io::Result<PathBuf> {
        let Disk { root, stage } = self.disk.as_ref().expect("a rehearsal is not finished");
        let (output, old) = (root.join("output"), root.join(".gian/old"));
        let before = match output.exists() {
            // After the exchange, the stage contains the old output.
            true if exchange(stage, &output).is_ok() => Some(stage.clone()),
            true => {
                fs::rename(&output, &old)?;
                if let Err(error) = fs::rename(stage, &output) {
                    fs::rename(&old, &output)?;
                    return Err(error);
                }
                Some(old)
            }
            false => {
                fs::rename(stage, &output)?;
                None
            }
        };
        // Remove the old tree only once the exchange is durable on disk.
        keep(root)?;
        keep(&root.join(".gian"))?;
        before.map_or(Ok(()), fs::remove_dir_all)?;
        Ok(output)
    }
}

/// Exchanges two paths atomically.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Flushes the directory entries of a folder to disk.
#[cfg(unix)]
fn keep(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// On other systems folders cannot be opened, and the system flushes them itself.
#[cfg(not(unix))]
fn keep(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Writes a single file outside the output tree, such as a schema.
///
/// # Errors
/// It cannot be written.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

/// Writes a new file; an existing file or link is left unchanged.
///
/// # Errors
/// The file exists, or cannot be written.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    let mut file = fs::File::options().write(true).create_new(true).open(path).map_err(named)?;
    file.write_all(text.as_bytes()).map_err(named)
}

/// Replaces a file atomically: the new bytes are written beside it and renamed. `false` if the file changed meanwhile,
/// because another program has written it.
///
/// # Errors
/// It cannot be read or written.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> io::Result<bool> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().ok_or_else(|| io::Error::other("no file name"))?;
    let beside = folder.join(format!(".{}.gian-{}", name.to_string_lossy(), std::process::id()));
    let done = (|| {
        let mut file = fs::File::options().write(true).create_new(true).open(&beside)?;
        file.write_all(after)?;
        file.set_permissions(fs::metadata(path)?.permissions())?;
        file.sync_all()?;
        // Check as late as possible: a change after this point would be lost with any other way of writing too.
        if fs::read(path)? != before {
            return Ok(false);
        }
        fs::rename(&beside, path)?;
        Ok(true)
    })();
    if !matches!(done, Ok(true)) {
        let _ = fs::remove_file(&beside);
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    type Exchange = fn(&Path, &Path) -> io::Result<()>;

    fn two_renames(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn build(root: &Path, name: &str, exchange: Exchange) -> io::Result<PathBuf> {
        let stage = Stage::begin(root)?;
        stage.put(&format!("a/{name}.txt"), name.as_bytes())?;
        stage.finish_with(exchange)
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_build_takes_the_place_of_the_last_one_whole() {
        for way in [exchange as Exchange, two_renames] {
            let dir = tempfile::tempdir().unwrap();
            let root = dir.path();
            for name in ["first", "second", "third"] {
                let output = build(root, name, way).unwrap();
                assert_eq!(output, root.join("output"));
                assert_eq!(names(&output.join("a")), [format!("{name}.txt")]);
                assert!(names(&root.join(".gian")).is_empty(), "nothing of the last build is left");
            }
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn this_system_exchanges_in_one_step() {
        let dir = tempfile::tempdir().unwrap();
        let (one, other) = (dir.path().join("one"), dir.path().join("other"));
        fs::create_dir(&one).unwrap();
        fs::write(&other, "글").unwrap();
        exchange(&one, &other).unwrap();
        assert!(one.is_file() && other.is_dir());
        assert!(exchange(&one, &dir.path().join("none")).is_err(), "with nothing, nothing is exchanged");
    }

    #[test]
    fn an_exchange_that_was_cut_leaves_one_whole_output() {
        // Interrupted after the exchange: the new tree is in place, and the next start removes the old one.
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        build(root, "first", exchange).unwrap();
        fs::create_dir_all(root.join(".gian/stage/a")).unwrap();
        fs::write(root.join(".gian/stage/a/older.txt"), "").unwrap();
        let stage = Stage::begin(root).unwrap();
        assert!(names(&root.join(".gian/stage")).is_empty());
        assert_eq!(names(&root.join("output/a")), ["first.txt"]);
        drop(stage);
        // Interrupted between two renames: the last output is restored.
        fs::rename(root.join("output"), root.join(".gian/old")).unwrap();
        Stage::begin(root).unwrap();
        assert_eq!(names(&root.join("output/a")), ["first.txt"]);
    }

    #[test]
    fn a_stage_that_is_gone_leaves_the_last_output() {
        for way in [exchange as Exchange, two_renames] {
            let dir = tempfile::tempdir().unwrap();
            build(dir.path(), "first", way).unwrap();
            let stage = Stage::begin(dir.path()).unwrap();
            fs::remove_dir_all(dir.path().join(".gian/stage")).unwrap();
            assert!(stage.finish_with(way).is_err());
            assert_eq!(names(&dir.path().join("output/a")), ["first.txt"]);
        }
    }
}
