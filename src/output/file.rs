//! Single files outside the output tree: schemas, records, corrected sources.

use std::fs;
use std::io;
use std::io::Write as _;
use std::path::Path;

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
