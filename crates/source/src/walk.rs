//! The files below a folder of a workspace: regular files in a fixed order, each under a name that no other has.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use gian_diagnostics::{Diag, Place, text, visible};
use unicode_normalization::UnicodeNormalization;

/// Code of a name that is not valid on every file system.
pub const PORTABLE_NAME: &str = "portable-name";

/// What is below a folder.
#[derive(Default)]
pub(crate) struct Found {
    /// Regular files: path below the root, and the path on the disk.
    pub(crate) files: Vec<(String, PathBuf)>,
    /// Paths that are reported and cannot be read.
    pub(crate) unread: Vec<String>,
    /// Paths that are reported because of their names, and not read.
    pub(crate) ignored: Vec<String>,
    /// The problems.
    pub(crate) diags: Vec<Diag>,
}

/// Walks over a folder; links are refused, because they may lead outside.
pub(crate) fn walk(folder: &Path, root: &Path) -> Found {
    let mut found = Found::default();
    // A walk would follow a link at its start, so it is not started there.
    if is_link(folder) || !folder.is_dir() {
        return found;
    }
    let mut names = Names::default();
    let mut entries = walkdir::WalkDir::new(folder).follow_links(false).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map_or_else(String::new, |p| visible(&relative(p, root)).into_owned());
                found.diags.push(unreadable(&path, &error.to_string()));
                found.unread.push(path);
                continue;
            }
        };
        let path = relative(entry.path(), root);
        let kind = entry.file_type();
        let mut skip = |found: &mut Found, path: String, diag: Diag| {
            found.ignored.push(path);
            found.diags.push(diag);
            if kind.is_dir() {
                entries.skip_current_dir();
            }
        };
        let name = path.rsplit('/').next().unwrap_or_default();
        let shown = visible(&path);
        if entry.depth() > 0 && is_of_git(name) {
            if kind.is_dir() {
                entries.skip_current_dir();
            }
        } else if entry.depth() > 0 && is_ignored(name, kind.is_dir()) {
            let shown = shown.into_owned();
            let diag = of_a_program(&shown, kind.is_dir());
            skip(&mut found, shown, diag);
        } else if shown != path {
            let shown = shown.into_owned();
            let diag = hidden_name(&shown);
            skip(&mut found, shown, diag);
        } else if let Some(diag) = names.taken(&path) {
            skip(&mut found, path, diag);
        } else if kind.is_symlink() {
            found.diags.push(link(&path));
            found.unread.push(path);
        } else if kind.is_file() {
            found.files.push((path, entry.path().to_owned()));
        } else if !kind.is_dir() {
            found.diags.push(
                Diag::error(
                    "not-a-file",
                    Place::bytes(&path, 0..0),
                    text!("`{}`은(는) 파일도 폴더도 아니라서 읽지 않습니다", "`{}` is neither a file nor a folder and is not read"; path),
                )
                .help(text!("지우십시오 (파이프나 장치입니다)", "remove it; it is a pipe or a device")),
            );
            found.unread.push(path);
        }
    }
    found
}

/// Names in the form in which file systems compare them that do not distinguish case or composed letters.
#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    /// The problem of a path if another has the same name on some systems. One of the two would overwrite the other in
    /// a copy, and in the archive.
    fn taken(&mut self, path: &str) -> Option<Diag> {
        let first = self.0.insert(folded(path), path.to_owned())?;
        let here = Place::bytes(path, 0..0);
        if first == path {
            let diag = Diag::error(
                PORTABLE_NAME,
                here,
                text!(
                    "`{}`이(가) 둘이라 하나는 읽지 않습니다: 한 이름은 완성형(NFC), 다른 이름은 풀어쓴 꼴(NFD)입니다",
                    "there are two `{}`, and one is not read: the letters of one name are composed (NFC), those of the other are not (NFD)"; path
                ),
            );
            return Some(diag.help(text!(
                "하나를 지우거나 이름을 다시 지으십시오 (macOS와 Windows를 오가면 이런 이름이 생깁니다)",
                "remove one of the two or give it another name; such names come from copies between macOS and Windows"
            )));
        }
        let diag = Diag::error(
            PORTABLE_NAME,
            here,
            text!("Windows와 macOS에서는 서로 같은 이름입니다: `{}`, `{}`", "on Windows and macOS `{}` is the same name as `{}`"; path, first),
        )
        .related(Place::bytes(&first, 0..0), text!("먼저 나온 이름", "the first of the two"));
        Some(diag.help(text!(
            "대소문자 말고도 다른 이름을 주십시오",
            "give it a name that differs in more than upper and lower case"
        )))
    }
}

/// A name in the form in which file systems compare them that do not distinguish case or composed letters.
pub fn folded(name: &str) -> String {
    // Convert both ways, because some letters, such as ß, have only one case.
    name.to_uppercase().to_lowercase().nfc().collect()
}

/// Files by which git manages a folder; they hold nothing of a writer.
fn is_of_git(name: &str) -> bool {
    name == ".git" || [".gitignore", ".gitkeep", ".gitattributes", ".keep"].contains(&name)
}

/// Whether a file or folder is not read: of a folder, only a dot at the head of the name says that it is not of a writer.
fn is_ignored(name: &str, is_folder: bool) -> bool {
    if is_folder { name.starts_with('.') } else { is_of_a_program(name) }
}

/// Whether a program or the system made a file beside the sources: copies of an editor, thumbnails, settings of a
/// folder, hidden files.
fn is_of_a_program(name: &str) -> bool {
    let folded = name.to_lowercase();
    let is_copy = [".bak", ".swp", ".swo", ".tmp", ".orig", ".rej"].iter().any(|end| folded.ends_with(end));
    name.starts_with('.') || name.starts_with("~$") || name.ends_with('~') || is_copy || is_of_system(name)
}

/// Whether the system made a file: thumbnails and settings of a folder.
pub fn is_of_system(name: &str) -> bool {
    [".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"].contains(&name.to_lowercase().as_str())
}

fn of_a_program(path: &str, is_folder: bool) -> Diag {
    let message = match is_folder {
        true => text!("`{}`은(는) 숨긴 폴더라서 읽지 않습니다", "`{}` is a hidden folder and is not read"; path),
        false => {
            text!("`{}`은(는) 편집기나 컴퓨터가 만든 파일로 보고 읽지 않습니다", "`{}` looks like a file of an editor or of the system and is not read"; path)
        }
    };
    Diag::info("ignored-file", Place::bytes(path, 0..0), message).help(text!(
        "쓸 글이면 이름을 다시 짓고, 아니면 지우십시오",
        "give it another name if it is a source, or remove it"
    ))
}

/// The problem of a name that people would misread; nothing is read from such a file.
fn hidden_name(shown: &str) -> Diag {
    Diag::error(
        PORTABLE_NAME,
        Place::bytes(shown, 0..0),
        text!("`{}`의 이름에 보이지 않는 글자가 있어 읽지 않습니다", "the name `{}` holds invisible characters, and is not read"; shown),
    )
    .help(text!("이름을 다시 지으십시오", "give it another name"))
}

pub(crate) fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|m| m.is_symlink())
}

/// The problem of a link.
pub(crate) fn link(path: &str) -> Diag {
    Diag::error(
        "link-refused",
        Place::bytes(path, 0..0),
        text!("`{}`은(는) 심볼릭 링크라서 읽지 않습니다", "`{}` is a symbolic link and is not read"; path),
    )
    .help(text!("링크 대신 파일이나 폴더를 그 자리에 두십시오", "put the file or folder itself in its place"))
}

/// The problem of a file or folder that the system does not let us read.
pub(crate) fn unreadable(path: &str, why: &str) -> Diag {
    Diag::error(
        "unreadable-file",
        Place::bytes(path, 0..0),
        text!("`{}`을(를) 읽을 수 없습니다: {}", "`{}` cannot be read: {}"; path, why),
    )
    .help(text!("파일의 권한을 확인하십시오", "check the permissions of the file"))
}

/// Path below the root with `/`, in NFC: macOS stores Korean names decomposed.
fn relative(path: &Path, root: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<String> = below.iter().map(|p| p.to_string_lossy().nfc().collect()).collect();
    parts.join("/")
}
