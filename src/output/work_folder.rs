//! The folder `.gian/` of a workspace: temporary files of one build at a time.
//!
//! A workspace may come from anywhere, so nothing in this folder is followed or reused: each entry is removed and made
//! anew, and the folder is closed to other users, because it holds the internal edition while it is made.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use gian_view::Edition;

use super::swap;
use super::swap::remove;

/// Name of the folder.
const NAME: &str = ".gian";

/// The folder, held by this build.
pub struct WorkFolder {
    folder: PathBuf,
    /// Locked until it is dropped.
    _lock: fs::File,
}

impl WorkFolder {
    /// Takes the folder of a workspace. If another build holds it, `waits` is called once, and the call returns when that
    /// build has ended. What an interrupted build left is repaired or removed.
    ///
    /// # Errors
    /// The folder cannot be written, or it or its lock is a link.
    pub fn take(root: &Path, waits: &dyn Fn()) -> io::Result<Self> {
        let folder = root.join(NAME);
        close_to_others(&folder)?;
        let lock = open_lock(&folder)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => {
                waits();
                lock.lock()?;
            }
            Err(fs::TryLockError::Error(error)) => return Err(error),
        }
        repair_default(root, &folder)?;
        let taken = Self { folder, _lock: lock };
        taken.clean()?;
        Ok(taken)
    }

    /// Path of the folder.
    pub(super) fn path(&self) -> &Path {
        &self.folder
    }

    /// A new folder in it.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn new_folder(&self, name: &str) -> io::Result<PathBuf> {
        let path = self.folder.join(name);
        remove(&path)?;
        fs::create_dir(&path)?;
        Ok(path)
    }

    /// A new file in it, for reading and writing.
    ///
    /// # Errors
    /// It cannot be made.
    pub(super) fn new_file(&self, name: &str) -> io::Result<(fs::File, PathBuf)> {
        let path = self.folder.join(name);
        remove(&path)?;
        let mut options = fs::File::options();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok((options.open(&path)?, path))
    }

    /// Removes everything but the lock.
    fn clean(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if entry.file_name() != LOCK {
                remove(&entry.path())?;
            }
        }
        Ok(())
    }
}

const LOCK: &str = "lock";

/// Opens the file by which builds wait for each other, without following a link.
fn open_lock(folder: &Path) -> io::Result<fs::File> {
    let path = folder.join(LOCK);
    if let Ok(found) = fs::symlink_metadata(&path)
        && !found.is_file()
    {
        remove(&path)?;
    }
    let mut options = fs::File::options();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600).custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed());
    }
    options.open(path)
}

/// Makes a folder that other users cannot open; an existing one is closed.
fn close_to_others(folder: &Path) -> io::Result<()> {
    match fs::symlink_metadata(folder) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => return Err(io::Error::other(format!("{} is not a folder", folder.display()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir(folder)?,
        Err(error) => return Err(error),
    }
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    Ok(())
}

/// Repairs an output that a build left between two renames, unless a build is running.
///
/// # Errors
/// The output cannot be renamed.
pub fn repair(root: &Path) -> io::Result<()> {
    let folder = root.join(NAME);
    let is_folder = fs::symlink_metadata(&folder).is_ok_and(|m| m.is_dir());
    if !is_folder || !places(root, &folder).iter().any(|(place, old)| swap::is_cut(place, old)) {
        return Ok(());
    }
    let lock = open_lock(&folder)?;
    if lock.try_lock().is_err() {
        return Ok(());
    }
    repair_default(root, &folder)
}

fn repair_default(root: &Path, folder: &Path) -> io::Result<()> {
    places(root, folder).iter().try_for_each(|(place, old)| swap::repair(place, old))
}

/// The places of `output/` and of its editions, each with where its last tree is between two renames.
fn places(root: &Path, folder: &Path) -> Vec<(PathBuf, PathBuf)> {
    let output = root.join(swap::OUTPUT);
    let editions = Edition::ALL.iter().map(|edition| output.join(edition.name()));
    let editions = editions.map(|place| (place.clone(), swap::old_of(&place, None)));
    std::iter::once((output.clone(), swap::old_of(&output, Some(folder)))).chain(editions).collect()
}
