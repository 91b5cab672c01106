//! Replaces a folder by another: in one atomic exchange, or by two renames, or part by part in a mount point.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Name of the output below the workspace.
pub(super) const OUTPUT: &str = "output";

/// Head of the names of gian's own temporary folders in an output.
pub(super) const TEMPORARY: &str = ".gian-";

/// Exchanges two paths; the real one, or one for a test.
pub(super) type Exchange = fn(&Path, &Path) -> io::Result<()>;

/// The last tree of a place between two renames: for the whole output in the work folder, for an edition beside it.
pub(super) fn old_of(place: &Path, folder: Option<&Path>) -> PathBuf {
    match folder {
        Some(folder) => folder.join("old"),
        None => {
            let name = place.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            place.with_file_name(format!("{TEMPORARY}old-{name}"))
        }
    }
}

/// Puts the last tree back if a build was interrupted between two renames, else removes it.
pub(super) fn repair(place: &Path, old: &Path) -> io::Result<()> {
    if is_cut(place, old) { fs::rename(old, place) } else { remove(old) }
}

/// Whether a tree is missing because a build was interrupted between two renames.
pub(super) fn is_cut(place: &Path, old: &Path) -> bool {
    fs::symlink_metadata(place).is_err() && fs::symlink_metadata(old).is_ok_and(|m| m.is_dir())
}

/// Replaces `place` by `new`; both are on one file system. The last tree is removed; until then it may be at `old`.
pub(super) fn whole(new: &Path, place: &Path, old: &Path, exchange: Exchange) -> io::Result<()> {
    sync_all_below(new)?;
    let last = match fs::symlink_metadata(place) {
        Err(_) => {
            fs::rename(new, place)?;
            None
        }
        // After the exchange, the new path has the last tree.
        Ok(_) if exchange(new, place).is_ok() => Some(new),
        Ok(_) => {
            remove(old)?;
            fs::rename(place, old)?;
            if let Err(error) = fs::rename(new, place) {
                fs::rename(old, place)?;
                return Err(error);
            }
            Some(old)
        }
    };
    // Remove the last tree only once the exchange is durable on disk.
    for path in [place, new] {
        sync_folder(path.parent().unwrap_or(Path::new(".")))?;
    }
    last.map_or(Ok(()), remove)
}

/// Names that lead readers to the rest of an edition, and the list of all its files: replaced last.
const LAST: [&str; 2] = ["index.html", "manifest.json"];

/// Replaces the contents of `place`, a mount point, by those of `new`, a folder in it, part by part. `stays` are names that
/// are left alone.
pub(super) fn by_parts(new: &Path, place: &Path, stays: &dyn Fn(&str) -> bool, exchange: Exchange) -> io::Result<()> {
    sync_all_below(new)?;
    let names = |folder: &Path| -> io::Result<Vec<String>> {
        let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        names.collect()
    };
    let (made, there) = (names(new)?, names(place)?);
    let mut order: Vec<&String> = made.iter().filter(|name| !LAST.contains(&name.as_str())).collect();
    order.extend(LAST.iter().filter_map(|last| made.iter().find(|name| name == last)));
    for name in order {
        let (from, to) = (new.join(name), place.join(name));
        if fs::symlink_metadata(&to).is_err() || exchange(&from, &to).is_err() {
            remove(&to)?;
            fs::rename(&from, &to)?;
        }
    }
    let own = new.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    for name in there.iter().filter(|name| !made.contains(name) && **name != own && !stays(name)) {
        remove(&place.join(name))?;
    }
    sync_folder(place)?;
    remove(new)
}

/// Copies a file or folder by hard links where the file system has them; what is there already stays.
pub(super) fn link_or_copy(from: &Path, to: &Path) -> io::Result<()> {
    if fs::symlink_metadata(to).is_ok() {
        return Ok(());
    }
    if !fs::symlink_metadata(from)?.is_dir() {
        return fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop));
    }
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let name = entry?.file_name();
        link_or_copy(&from.join(&name), &to.join(&name))?;
    }
    fs::set_permissions(to, fs::metadata(from)?.permissions())
}

/// Whether a rename failed because the place is a mount point, or on another one than the new tree.
pub(super) fn is_of_mounts(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::CrossesDevices | io::ErrorKind::ResourceBusy)
}

/// Whether a folder is on another file system than the one above it.
#[cfg(unix)]
pub(super) fn is_mount_point(folder: &Path) -> bool {
    device(folder).zip(folder.parent().and_then(device)).is_some_and(|(own, above)| own != above)
}

/// On other systems, folders of another file system are links, which are resolved before.
#[cfg(not(unix))]
pub(super) fn is_mount_point(_: &Path) -> bool {
    false
}

/// The file system of a path, or of the nearest folder above it that exists.
#[cfg(unix)]
pub(super) fn device(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    let above =
        path.ancestors().find_map(|p| fs::metadata(if p.as_os_str().is_empty() { Path::new(".") } else { p }).ok());
    Some(above?.dev())
}

#[cfg(not(unix))]
pub(super) fn device(_: &Path) -> Option<u64> {
    None
}

pub(super) fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|m| m.is_symlink())
}

/// Exchanges two paths atomically.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Flushes all files of the file system of a folder, because flushing each file of a tree takes longer than a build.
#[cfg(target_os = "linux")]
fn sync_all_below(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(fs::File::open(folder)?)?)
}

/// Other systems flush one file at a time.
#[cfg(not(target_os = "linux"))]
fn sync_all_below(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path: PathBuf = entry?.path();
        match path.is_dir() {
            true => sync_all_below(&path)?,
            false => fs::File::open(&path)?.sync_all()?,
        }
    }
    Ok(())
}

/// Flushes the directory entries of a folder to disk.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    fs::File::open(folder)?.sync_all()
}

/// On other systems folders cannot be opened, and the system flushes them itself.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The path with its links resolved.
pub(super) fn resolved(path: &Path) -> io::Result<PathBuf> {
    if path.exists() { fs::canonicalize(path) } else { Ok(path.to_owned()) }
}

/// Removes a file, a link or a folder with its contents; nothing is no error.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    let removed = match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}
