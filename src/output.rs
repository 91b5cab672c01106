//! Writes an output tree so that a failed or interrupted build leaves the last good one.
//!
//! Everything goes into `.gian/stage`; when it is whole, it takes the place of `output/` in one exchange, so that there is
//! no moment without an output. Where the system has no such exchange, two renames do it, and a build that was cut
//! between the two is repaired at the next start.

#![expect(clippy::disallowed_methods, reason = "the one place that writes")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use gian_archive::Written;
use gian_search::Spill;
use sha2::{Digest, Sha256};

/// A tree in the making.
pub struct Stage {
    root: PathBuf,
    stage: PathBuf,
    written: Mutex<BTreeMap<String, Written>>,
}

/// Bytes that are put away during a build.
pub struct Spilled {
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
    /// Repairs what an interrupted build left and begins a new tree below `root`.
    ///
    /// # Errors
    /// When the folders cannot be written.
    pub fn begin(root: &Path) -> io::Result<Self> {
        // Nothing is written, and above all nothing removed, where a link leads.
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
        Ok(Self { root: root.to_owned(), stage, written: Mutex::new(BTreeMap::new()) })
    }

    /// Writes a file of the tree.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put(&self, path: &str, bytes: &[u8]) -> io::Result<Written> {
        let file = self.stage.join(path);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(file, bytes)?;
        let digest = Sha256::digest(bytes);
        let sha256 = digest.iter().map(|b| format!("{b:02x}")).collect();
        let written = Written { bytes: bytes.len() as u64, sha256 };
        self.written.lock().expect("no writer panics with the lock").insert(path.to_owned(), written.clone());
        Ok(written)
    }

    /// What was written below a folder, by path relative to it.
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

    /// A file outside the tree for what does not fit into memory; it goes when it is no longer used.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn spill(&self, name: &str) -> io::Result<Spilled> {
        let path = self.root.join(format!(".gian/spill-{name}"));
        let file = fs::File::options().read(true).write(true).create(true).truncate(true).open(&path)?;
        Ok(Spilled { file, path, end: 0 })
    }

    /// Puts the tree in the place of `output/`.
    ///
    /// # Errors
    /// When a rename fails; then the last output is still there.
    pub fn finish(self) -> io::Result<PathBuf> {
        self.finish_with(exchange)
    }

    fn finish_with(self, exchange: impl Fn(&Path, &Path) -> io::Result<()>) -> io::Result<PathBuf> {
        let (output, old) = (self.root.join("output"), self.root.join(".gian/old"));
        let before = match output.exists() {
            // After it, the stage is what was the output.
            true if exchange(&self.stage, &output).is_ok() => Some(self.stage),
            true => {
                fs::rename(&output, &old)?;
                if let Err(error) = fs::rename(&self.stage, &output) {
                    fs::rename(&old, &output)?;
                    return Err(error);
                }
                Some(old)
            }
            false => {
                fs::rename(&self.stage, &output)?;
                None
            }
        };
        // The old tree goes only when the system will not forget that the new one took its place.
        keep(&self.root)?;
        keep(&self.root.join(".gian"))?;
        before.map_or(Ok(()), fs::remove_dir_all)?;
        Ok(output)
    }
}

/// Lets two paths change places in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Waits until the names in a folder are on the disk.
#[cfg(unix)]
fn keep(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// Elsewhere a folder cannot be opened, and the system keeps its names itself.
#[cfg(not(unix))]
fn keep(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Writes a single file outside the output tree, such as a schema.
///
/// # Errors
/// When it cannot be written.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

/// Writes a file that is not there yet; one that is there, or a link, is left alone.
///
/// # Errors
/// When it is there, or cannot be written.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    let mut file = fs::File::options().write(true).create_new(true).open(path).map_err(named)?;
    file.write_all(text.as_bytes()).map_err(named)
}

/// Puts new bytes in the place of a file, which holds them whole or not at all: they are written beside it and renamed.
/// `false` when the file is no longer what it was, because somebody else has written it.
///
/// # Errors
/// When it cannot be read or written.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> io::Result<bool> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().ok_or_else(|| io::Error::other("no file name"))?;
    let beside = folder.join(format!(".{}.gian-{}", name.to_string_lossy(), std::process::id()));
    let done = (|| {
        let mut file = fs::File::options().write(true).create_new(true).open(&beside)?;
        file.write_all(after)?;
        file.set_permissions(fs::metadata(path)?.permissions())?;
        file.sync_all()?;
        // The last look: what changes after it would be lost in any other way of writing too.
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
        // Cut after the exchange: the new tree stands, and the old one goes at the next start.
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        build(root, "first", exchange).unwrap();
        fs::create_dir_all(root.join(".gian/stage/a")).unwrap();
        fs::write(root.join(".gian/stage/a/older.txt"), "").unwrap();
        let stage = Stage::begin(root).unwrap();
        assert!(names(&root.join(".gian/stage")).is_empty());
        assert_eq!(names(&root.join("output/a")), ["first.txt"]);
        drop(stage);
        // Cut between two renames: the last output comes back.
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
