//! Reads a workspace folder: the only part of the program that reads the disk.
//!
//! A file is kept as its text, the tree of its YAML and where its Markdown body begins. What the
//! files mean is not known here.

#![expect(clippy::disallowed_methods, reason = "the one place that reads the sources")]

pub mod yaml;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::diagnostics::{Diag, Place};
use crate::text;
use yaml::Node;

/// Largest source file that is read, in bytes: a dossier is a few kilobytes, so more is a mistake.
pub const MAX_BYTES: u64 = 2 * 1024 * 1024;

/// One source file.
#[derive(Debug, Clone)]
pub struct File {
    /// Text without a byte order mark.
    pub text: String,
    /// The YAML of the file, or its front matter; `None` when it could not be parsed or has none.
    pub tree: Option<Node>,
    /// For Markdown: byte offset of the body.
    pub body: Option<usize>,
}

/// A file below `attachments/`.
#[derive(Debug, Clone)]
pub struct Attached {
    pub bytes: u64,
    /// Where it is on the disk, whose own spelling of the name may not be NFC.
    pub file: PathBuf,
}

/// The files of a workspace, by path relative to its root, with `/` and in NFC.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: BTreeMap<String, File>,
    /// Attachments, by path.
    pub attachments: BTreeMap<String, Attached>,
    /// Overrides of templates and styles: path below `templates/` → text.
    pub templates: BTreeMap<String, String>,
    /// Templates, kept only so that an error in one can show its source.
    shown: BTreeMap<String, File>,
}

impl Sources {
    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.get(path).or_else(|| self.shown.get(path))
    }

    /// Keeps the text of a template, so that an error in it can be shown; it is no source of facts.
    pub fn show(&mut self, path: &str, text: &str) {
        self.shown.insert(path.to_owned(), File { text: text.to_owned(), tree: None, body: None });
    }

    /// Files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &File)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }

    /// Adds a file from memory, parsing it by its extension.
    pub fn insert(&mut self, path: &str, text: String, diags: &mut Vec<Diag>) {
        let file = parse(path, text, diags);
        self.files.insert(path.to_owned(), file);
    }
}

/// Why a folder cannot be a workspace at all.
#[derive(Debug)]
pub enum LoadError {
    /// There is no `gian.yaml` in the folder.
    NotAWorkspace(PathBuf),
}

/// Reads `gian.yaml`, `content/` and `templates/` below `root`.
///
/// # Errors
/// When the folder has no `gian.yaml`; problems of single files are diagnostics.
pub fn load(root: &Path) -> Result<(Sources, Vec<Diag>), LoadError> {
    let mut sources = Sources::default();
    let mut diags = Vec::new();
    let settings = root.join("gian.yaml");
    if !settings.is_file() {
        return Err(LoadError::NotAWorkspace(root.to_owned()));
    }
    read_text(&settings, "gian.yaml", &mut sources, &mut diags);
    for entry in walk(&root.join("content"), root, &mut sources, &mut diags) {
        let (path, file) = entry;
        let is_attachment = matches!(path.split('/').collect::<Vec<_>>()[..], [_, _, _, "attachments", _]);
        match path.rsplit('.').next() {
            _ if is_attachment => {
                let bytes = fs::metadata(&file).map(|m| m.len()).unwrap_or(0);
                sources.attachments.insert(path, Attached { bytes, file });
            }
            Some("yaml" | "md") => read_text(&file, &path, &mut sources, &mut diags),
            _ => diags.push(
                Diag::error(
                    "unknown-file",
                    Place::bytes(&path, 0..0),
                    text!("`{}`은(는) gian이 읽는 파일이 아닙니다", "`{}` is not a file that gian reads"; path),
                )
                .help(text!(
                    "붙임이면 `attachments/` 폴더로 옮기고, 아니면 지우십시오 (읽는 형식: .yaml, .md)",
                    "move it to `attachments/` if it is one, or remove it (read are .yaml and .md)"
                )),
            ),
        }
    }
    for (path, file) in walk(&root.join("templates"), root, &mut sources, &mut diags) {
        if let Some(text) = read_utf8(&file, &path, &mut sources, &mut diags) {
            sources.show(&path, &text);
            sources.templates.insert(path.trim_start_matches("templates/").to_owned(), text);
        }
    }
    Ok((sources, diags))
}

/// Reads the font files of a folder that a profile names, in the order of their names.
///
/// # Errors
/// When the folder cannot be read.
pub fn load_fonts(folder: &Path) -> std::io::Result<Vec<Vec<u8>>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    paths
        .into_iter()
        .filter(|p| {
            p.extension()
                .and_then(|e| e.to_str())
                .is_some_and(|e| ["ttf", "otf", "ttc", "otc"].contains(&e.to_ascii_lowercase().as_str()))
        })
        .map(fs::read)
        .collect()
}

/// Regular files below a folder in a fixed order; links are refused, because they may lead outside.
fn walk(folder: &Path, root: &Path, sources: &mut Sources, diags: &mut Vec<Diag>) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return found;
    }
    let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let entries = walkdir::WalkDir::new(folder)
        .follow_links(false)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|e| !hidden(e.file_name()));
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map_or_else(String::new, |p| relative(p, root));
                diags.push(unreadable(&path, &error.to_string(), sources));
                continue;
            }
        };
        let path = relative(entry.path(), root);
        if entry.file_type().is_symlink() {
            sources.files.insert(path.clone(), File { text: String::new(), tree: None, body: None });
            diags.push(
                Diag::error(
                    "link-refused",
                    Place::bytes(&path, 0..0),
                    text!("`{}`은(는) 심볼릭 링크라서 읽지 않습니다", "`{}` is a symbolic link and is not read"; path),
                )
                .help(text!("링크 대신 파일을 두십시오", "put the file itself in its place")),
            );
        } else if entry.file_type().is_file() {
            found.push((path, entry.path().to_owned()));
        }
    }
    found
}

/// Path below the root with `/`, in NFC: macOS stores Korean names decomposed.
fn relative(path: &Path, root: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<String> = below.iter().map(|p| p.to_string_lossy().nfc().collect()).collect();
    parts.join("/")
}

fn read_text(file: &Path, path: &str, sources: &mut Sources, diags: &mut Vec<Diag>) {
    if let Some(text) = read_utf8(file, path, sources, diags) {
        sources.insert(path, text, diags);
    }
}

fn read_utf8(file: &Path, path: &str, sources: &mut Sources, diags: &mut Vec<Diag>) -> Option<String> {
    let mut fail = |diag: Diag, text: String| {
        sources.files.insert(path.to_owned(), File { text, tree: None, body: None });
        diags.push(diag);
        None
    };
    let size = match fs::metadata(file) {
        Ok(meta) => meta.len(),
        Err(error) => return fail(unreadable(path, &error.to_string(), &mut Sources::default()), String::new()),
    };
    if size > MAX_BYTES {
        let diag = Diag::error(
            "file-too-large",
            Place::bytes(path, 0..0),
            text!("`{}`이(가) 너무 큽니다 ({}바이트)", "`{}` is too large ({} bytes)"; path, size),
        )
        .help(text!("{}바이트 이하로 나누십시오", "split it into files of at most {} bytes"; MAX_BYTES));
        return fail(diag, String::new());
    }
    match fs::read(file) {
        Ok(bytes) => match String::from_utf8(bytes) {
            // A byte order mark carries nothing in UTF-8, and Windows editors write it unasked.
            Ok(text) => Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let bytes = error.into_bytes();
                let diag = not_utf8(path, &bytes, good);
                // What can be shown of the file, so that the error has a frame.
                let shown = String::from_utf8_lossy(&bytes[..good]).into_owned();
                fail(diag, shown)
            }
        },
        Err(error) => fail(unreadable(path, &error.to_string(), &mut Sources::default()), String::new()),
    }
}

fn unreadable(path: &str, why: &str, sources: &mut Sources) -> Diag {
    sources.files.entry(path.to_owned()).or_insert(File { text: String::new(), tree: None, body: None });
    Diag::error(
        "unreadable-file",
        Place::bytes(path, 0..0),
        text!("`{}`을(를) 읽을 수 없습니다: {}", "`{}` cannot be read: {}"; path, why),
    )
    .help(text!("파일의 권한을 확인하십시오", "check the permissions of the file"))
}

fn not_utf8(path: &str, bytes: &[u8], good: usize) -> Diag {
    // In CP949 a Hangul syllable is two bytes, the first from 0x81 to 0xFE.
    let tail = &bytes[good..];
    let looks_cp949 = tail.len() >= 2 && (0x81..=0xfe).contains(&tail[0]) && tail[1] >= 0x41;
    let diag = Diag::error(
        "not-utf8",
        Place::bytes(path, good..good + 3),
        text!("`{}`의 글자가 UTF-8이 아닙니다", "`{}` is not UTF-8 text"; path),
    )
    .label(text!("여기부터 읽을 수 없습니다", "cannot be read from here"));
    if looks_cp949 {
        diag.help(text!(
            "CP949(EUC-KR)로 저장된 파일로 보입니다. 편집기에서 UTF-8로 다시 저장하십시오",
            "save it again as UTF-8; it looks like CP949 (EUC-KR)"
        ))
    } else {
        diag.help(text!("편집기에서 UTF-8로 다시 저장하십시오", "save it again as UTF-8"))
    }
}

fn parse(path: &str, text: String, diags: &mut Vec<Diag>) -> File {
    if !path.ends_with(".md") {
        let tree = yaml::parse(path, &text, 0..text.len(), diags);
        return File { text, tree, body: None };
    }
    let Some((front, body)) = front_matter(&text) else {
        diags.push(
            Diag::error(
                "front-matter",
                Place::bytes(path, 0..text.find('\n').unwrap_or(text.len())),
                text!(
                    "문서 파일이 `---`로 둘러싼 기록 사항으로 시작하지 않습니다",
                    "the document does not begin with front matter between `---` lines"
                ),
            )
            .help(text!(
                "첫 줄에 `---`를 쓰고, 기록 사항 뒤에 다시 `---`를 쓰십시오",
                "begin the file with `---`, write the record, and close it with `---`"
            )),
        );
        return File { text, tree: None, body: None };
    };
    let tree = yaml::parse(path, &text, front, diags);
    File { text, tree, body: Some(body) }
}

/// Byte range of the front matter and offset of the body.
fn front_matter(text: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let first = text.lines().next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let start = text.find('\n')? + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    None
}
